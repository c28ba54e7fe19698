"""docs/flows.md: every flow as a table, written from the tables of moves themselves."""

from dutylist.organizations.policies import default_of, policy_lines

from .flow import KEEP, ClockOf, flows
from .moments import Minutes
from .rules import role_names

HEAD = (
    "# The flows\n\n"
    "Written by `manage.py write_flows` from the tables of moves; do not edit. Days are working "
    "days (工作日); where a rule\n"
    "of the county's policy gives them, its name stands behind the default. The first move of a "
    "state is the step due in it.\n"
)
COLUMNS = (
    "| state | action | target | who | second person | reason | needs | days |\n"
    "|---|---|---|---|---|---|---|---|"
)


def flows_document():
    """The whole document; a test compares it with the committed file."""
    return HEAD + "".join(_section(flow) for flow in flows().values())


def _section(flow):
    rows = [_row(flow, source, action, move) for (source, action), move in flow.moves.items()]
    lines = [f"\n## {flow.label} (`{flow.name}`)\n", COLUMNS, *rows, ""]
    if flow.settled:
        settled = "、".join(flow.statuses(status).label for status in flow.settled)
        lines += [f"Nobody owes a step in: {settled}.", ""]
    return "\n".join(lines)


def _row(flow, source, action, move):
    cells = [
        _named(flow.statuses, source),
        _named(flow.actions, action),
        " or ".join(_named(flow.statuses, target) for target in move.targets),
        role_names(move.roles) + ("（可代录）" if move.on_paper else ""),
        _second_person(flow, move.fresh_eyes),
        "required" if move.reason else "",
        _told(move),
        " or ".join(_days(move.days_to(target)) for target in move.targets),
    ]
    return f"| {' | '.join(cells)} |"


def _told(move):
    """The facts told with a move: those it needs, then those it takes."""
    needed, taken = [], []
    for fact in move.facts:
        if fact.required:
            needed.append(fact.label)
        else:
            taken.append(fact.label)
    texts = []
    if needed:
        texts.append("、".join(needed))
    if taken:
        texts.append(f"可填：{'、'.join(taken)}")
    return "；".join(texts)


def _named(choices, value):
    return f"{choices(value).label} `{value}`"


def _second_person(flow, fresh_eyes):
    if fresh_eyes is True:
        return "nobody who made a move before"
    if not fresh_eyes:
        return ""
    return f"not who did {'、'.join(flow.actions(action).label for action in fresh_eyes)}"


def _days(days):
    if days is None:
        return "no clock"
    if days == KEEP:
        return "as it runs"
    if isinstance(days, ClockOf):
        told = " / ".join(_days(rule) for rule in days.rules)
        return f"as it runs and {told}" if days.is_added else told
    if isinstance(days, str):
        unit = ""
        if policy_lines()[days].minutes:
            unit = f" {policy_lines()[days].shape.unit}"
        return f"{default_of(days)}{unit} ({days})"
    if isinstance(days, Minutes):
        return f"{days} 分钟"
    return str(days)
