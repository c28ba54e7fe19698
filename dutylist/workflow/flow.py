"""What a flow is: a table of moves, registered by name so that tests and documents can list every one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.module_loading import autodiscover_modules

PAPER = "paper"  # the fact of a move that is recorded from a sealed paper
CLOCK = "clock"  # a move made by the system account when a deadline has passed

_flows = {}


@dataclass(frozen=True)
class Move:
    """One move: to which state, by whom, with which clock for whoever is next.

    `target` may be several states (the subject's `choose_target(action, facts)` picks; `days` then has one entry each).
    `days` names a rule of the county's policy (`publish_days`) or is a number; None stops the clock.
    `fresh_eyes` asks for a second person: True bars everybody who made a move before, a tuple only the doers of these
    actions. `needs` are required facts and their labels ("a|b": one of them), `takes` those that may be told as well;
    any other fact is refused.
    `on_paper`: the county's clerk may record it from the unit's sealed paper (代录), with the fact `paper`.
    `when(subject, facts)` raises a refusal, `then(subject, decision, by, facts)` does what follows.
    """

    target: str | tuple[str, ...]
    role: str | tuple[str, ...]
    days: int | str | tuple[int | str | None, ...] | None = None
    reason: bool = False
    fresh_eyes: bool | tuple[str, ...] = False
    when: Callable | None = None
    then: Callable | None = None
    needs: dict[str, str] = field(default_factory=dict)
    takes: dict[str, str] = field(default_factory=dict)
    on_paper: bool = False

    @property
    def targets(self):
        return self.target if isinstance(self.target, tuple) else (self.target,)

    @property
    def roles(self):
        return self.role if isinstance(self.role, tuple) else (self.role,)

    @property
    def facts(self):
        """The names of all facts that may be told with the move."""
        needed = [name for names in self.needs for name in names.split("|")]
        on_paper = (PAPER,) if self.on_paper else ()
        return (*needed, *self.takes, *on_paper)

    def days_to(self, target):
        """The clock that starts in `target`: a number of working days, the name of a rule, or None."""
        return self.days[self.targets.index(target)] if isinstance(self.days, tuple) else self.days


@dataclass(frozen=True)
class Flow:
    """A table of moves with its words. The first move written for a state is the step that is due there.

    `settled` are the states in which nobody owes a step.
    """

    name: str
    label: str
    statuses: type
    actions: type
    moves: dict[tuple[str, str], Move]
    settled: tuple[str, ...] = ()

    def __post_init__(self):
        _flows[self.name] = self

    def moves_from(self, status):
        """{action: move} possible in a state, the step due there first."""
        return {action: move for (source, action), move in self.moves.items() if source == status}

    def due_move(self, status):
        """(action, move) somebody owes in this state, or None."""
        if status in self.settled:
            return None
        return next(iter(self.moves_from(status).items()), None)

    @property
    def start(self):
        """The state a new subject begins in: the one the table begins with."""
        return next(iter(self.moves))[0]


def flows():
    """Every flow of the installed apps (their `workflow` modules), by name."""
    autodiscover_modules("workflow")
    return dict(sorted(_flows.items()))


def flow_named(name):
    return _flows.get(name) or flows()[name]
