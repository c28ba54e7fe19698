"""What a flow is: a table of moves with their effects, registered by name so that tests and
documents can list all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from dutylist.rooms import load_modules

from .facts import SEALED, Fact

CLOCK = "clock"  # a move made by the system account when a deadline has passed
KEEP = "keep"  # the days of a move that leaves the clock as it runs


@dataclass(frozen=True)
class ClockOf:
    """A clock whose length is one of several rules: which, the subject says
    (`clock_among`). One that is `added` starts where the clock that runs would end, so that
    whoever gets more time keeps what he had.
    """

    rules: tuple[str, ...]
    is_added: bool = False


_flows = {}


class Effect(NamedTuple):
    """What a flow does at an action beside moving the status; each may be absent.

    `beside(facts)` is the number (pk) of another subject of the county that the move changes too,
    or None; both are locked in one order. `possible(subject)` refuses in the present state,
    whatever the facts: what it refuses is not offered. `reason(subject)` is a sentence where this
    move needs a reason in the present state, as one does that ends the time others still have to
    speak; "" elsewhere.
    `target(subject, facts)` names which of a move's several states it leads to.
    `check(subject, facts)` raises Invalid or NotPossible; `apply(subject, facts)` sets fields
    before the one save; `after(subject, decision, facts)` does what follows. All run in the move's
    transaction, under its lock: `check` first, then `target`. `refused(subject, refusal, by)`
    keeps, in a transaction of its own, what stays although the move was not made.
    """

    beside: Callable | None = None
    possible: Callable | None = None
    reason: Callable | None = None
    target: Callable | None = None
    check: Callable | None = None
    apply: Callable | None = None
    after: Callable | None = None
    refused: Callable | None = None


HOOKS = Effect._fields


@dataclass(frozen=True)
class Move:
    """One move: to which state, by whom, with which clock for whoever is next.

    `target` may be several states: the flow's effect `target` picks one, else it is the first;
    `days` then has one entry each. `days` names a rule of the
    county's policy (`publish_days`), is a number of working days or `Minutes`, or a `ClockOf` of
    several rules; None stops the clock, `KEEP` leaves it running.
    `fresh_eyes` asks for a second person: True bars everybody who made a move before, a tuple only
    the doers of these actions. `facts` are what is told with the move; any other fact is refused.
    `on_paper`: the subject's `paper_roles_for` (the county's clerk) may record it from the unit's
    sealed paper (代录), with the fact `paper`. `step` names what is owed where the action is named
    after one of its ends (合法性审查, of which 审查通过 is one).
    """

    target: str | tuple[str, ...]
    role: str | tuple[str, ...]
    days: int | str | ClockOf | tuple[int | str | None, ...] | None = None
    reason: bool = False
    fresh_eyes: bool | tuple[str, ...] = False
    facts: tuple[Fact, ...] = ()
    on_paper: bool = False
    step: str = ""

    @property
    def targets(self):
        if isinstance(self.target, tuple):
            return self.target
        return (self.target,)

    @property
    def roles(self):
        if isinstance(self.role, tuple):
            return self.role
        return (self.role,)

    def facts_from(self, role, roles=None):
        """The facts that somebody in this role tells with the move; whoever makes it in another
        role than these, those of the move when none are named, can not do without the paper.
        """
        if not self.on_paper:
            return self.facts
        return (*self.facts, SEALED._replace(required=role not in (roles or self.roles)))

    @property
    def fact_names(self):
        """The names of all facts that may be told with the move."""
        names = []
        for fact in self.facts_from(self.roles[0]):
            names += fact.names
        return tuple(names)

    def days_to(self, target):
        """The clock that starts in `target`: its length, a rule's name, a `ClockOf`, or None."""
        if isinstance(self.days, tuple):
            return self.days[self.targets.index(target)]
        return self.days


@dataclass(frozen=True)
class Flow:
    """A table of moves with its words and effects. The first move written for a state is the step
    that is due there.

    `settled` are the states in which nobody owes a step. What an action asks and does is named
    beside the table by `on`, in the order in which it happens.
    """

    name: str
    label: str
    statuses: type
    actions: type
    moves: dict[tuple[str, str], Move]
    settled: tuple[str, ...] = ()
    effects: dict[str, list[Effect]] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self):
        _flows[self.name] = self

    def on(
        self,
        *actions,
        beside=None,
        possible=None,
        reason=None,
        target=None,
        check=None,
        apply=None,
        after=None,
        refused=None,
    ):
        """Names what happens at these actions (see `Effect`); refuses an action that no move of the
        table makes.
        """
        known = {action for _, action in self.moves}
        for action in actions:
            if action not in known:
                raise ValueError(
                    f"The flow {self.name!r} has no move {action!r} to hang an effect on."
                )
            self.effects.setdefault(action, []).append(
                Effect(beside, possible, reason, target, check, apply, after, refused)
            )

    def run(self, hook, action, *arguments):
        """Calls every function that was named for this hook (one of `HOOKS`) of the action."""
        for effect in self.effects.get(action, ()):
            function = getattr(effect, hook)
            if function:
                function(*arguments)

    def target_of(self, action, subject, facts):
        """Which of the several states of its move the action leads to now."""
        for effect in self.effects.get(action, ()):
            if effect.target:
                return effect.target(subject, facts)
        return self.moves[subject.status, action].targets[0]

    def keys_beside(self, action, facts):
        """The numbers (pk) of the other subjects that the action changes, as they are told."""
        keys = []
        for effect in self.effects.get(action, ()):
            key = effect.beside and effect.beside(facts)
            if key is not None:
                keys.append(key)
        return keys

    def reason_asked(self, action, subject):
        """Why the action needs a reason in the present state, in a sentence; "" where it needs
        none.
        """
        for effect in self.effects.get(action, ()):
            if effect.reason and (sentence := effect.reason(subject)):
                return sentence
        return ""

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
    """Every flow of the installed apps and their rooms (the `moves` modules), by name."""
    load_modules("moves")
    return dict(sorted(_flows.items()))


def flow_named(name):
    return _flows.get(name) or flows()[name]
