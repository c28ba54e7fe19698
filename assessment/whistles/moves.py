"""The moves of a whistle (乡镇吹哨、部门报到)."""

from assessment.models import Rating, WhistleResult
from assessment.models import WhistleAction as Action
from assessment.models import WhistleStatus as Status
from assessment.models.whistles import CLOCK_RULES, OF_DEPARTMENT, OF_TOWNSHIP
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import CLOCK, KEEP, ClockOf, Flow, Move

from .services import handling, raising

LIMIT = ClockOf(tuple(CLOCK_RULES.values()))
MORE = ClockOf(LIMIT.rules, is_added=True)
OFFICE = (Role.OFFICE_LEAD, Role.CLERK)
# Chosen from a list on the page; long ones are those that the timeline reads out.
DEPARTMENT = Fact("department", FactType.TEXT, "办理部门", required=True, is_long=True)
REFUSING = (
    Fact(
        "right_department",
        FactType.TEXT,
        "归哪个部门",
        required=True,
        hint="送编办改派，不退回吹哨单位；改派不计作解决。",
        is_long=True,
    ),
    Fact(
        "right_item",
        FactType.TEXT,
        "依据清单哪一项",
        required=True,
        hint="从牵头的其他部门的事项中选。",
        is_long=True,
    ),
)
JOINING = (Fact("departments", FactType.ROWS, "请哪些部门", required=True),)
FINISHING = (
    Fact(
        "result",
        FactType.TEXT,
        "办得怎么样",
        required=True,
        words=tuple(WhistleResult.choices),
        is_long=True,
    ),
    Fact(
        "text",
        FactType.TEXT,
        "做了什么",
        hint="部分解决的写明还剩什么、何时办完；办不了的写明依据。",
        is_long=True,
    ),
)
RATING = Fact("rating", FactType.TEXT, "评价", words=tuple(Rating.choices), is_long=True)
REFUSE = Move(Status.REFUSED, OF_DEPARTMENT, days=LIMIT, facts=REFUSING)
REROUTE = Move(Status.DISPATCHED, OFFICE[::-1], days=LIMIT, facts=(DEPARTMENT,))
FINISH = Move(Status.FINISHED, OF_DEPARTMENT, days="whistle_confirm_days", facts=FINISHING)
LATE = Move(Status.ESCALATED, (*OF_TOWNSHIP, CLOCK))


def joining(status):
    return Move(status, (*OF_DEPARTMENT, Role.CLERK), days=KEEP, facts=JOINING)


FLOW = Flow(
    name="whistle",
    label="吹哨报到",
    statuses=Status,
    actions=Action,
    moves={
        (Status.RAISED, Action.DISPATCH): Move(
            Status.DISPATCHED, Role.CLERK, days=LIMIT, facts=(DEPARTMENT,)
        ),
        (Status.RAISED, Action.ROUTE): Move(Status.DISPATCHED, CLOCK, days=KEEP),
        (Status.RAISED, Action.ESCALATE): LATE,
        (Status.DISPATCHED, Action.ACCEPT): Move(Status.HANDLING, OF_DEPARTMENT, days=KEEP),
        (Status.DISPATCHED, Action.REFUSE): REFUSE,
        (Status.DISPATCHED, Action.JOIN): joining(Status.DISPATCHED),
        (Status.DISPATCHED, Action.REROUTE): REROUTE,
        (Status.DISPATCHED, Action.ESCALATE): LATE,
        (Status.HANDLING, Action.FINISH): FINISH,
        (Status.HANDLING, Action.JOIN): joining(Status.HANDLING),
        (Status.HANDLING, Action.EXTEND): Move(
            Status.HANDLING, OF_DEPARTMENT, days=MORE, reason=True
        ),
        (Status.HANDLING, Action.REFUSE): REFUSE,
        (Status.HANDLING, Action.REROUTE): REROUTE,
        (Status.HANDLING, Action.ESCALATE): LATE,
        (Status.REFUSED, Action.REROUTE): REROUTE,
        (Status.REFUSED, Action.ESCALATE): LATE,
        (Status.FINISHED, Action.CONFIRM): Move(
            Status.CONFIRMED, OF_TOWNSHIP, days="whistle_close_days", facts=(RATING,)
        ),
        (Status.FINISHED, Action.REOPEN): Move(Status.REOPENED, OF_TOWNSHIP, days=LIMIT),
        (Status.FINISHED, Action.ESCALATE): Move(Status.ESCALATED, OF_TOWNSHIP),
        # The township did not confirm in time: it is closed without its word.
        (Status.FINISHED, Action.CLOSE): Move(Status.CLOSED, CLOCK),
        (Status.CONFIRMED, Action.CLOSE): Move(Status.CLOSED, (*OF_TOWNSHIP, Role.CLERK, CLOCK)),
        (Status.CONFIRMED, Action.REOPEN): Move(Status.REOPENED, OF_TOWNSHIP, days=LIMIT),
        (Status.REOPENED, Action.ACCEPT): Move(Status.HANDLING, OF_DEPARTMENT, days=KEEP),
        (Status.REOPENED, Action.FINISH): FINISH,
        (Status.REOPENED, Action.REROUTE): REROUTE,
        (Status.REOPENED, Action.ESCALATE): LATE,
        (Status.REOPENED, Action.CLOSE): Move(Status.CLOSED, OF_TOWNSHIP),
        (Status.ESCALATED, Action.REROUTE): Move(
            Status.DISPATCHED, OFFICE, days=LIMIT, facts=(DEPARTMENT,)
        ),
        (Status.ESCALATED, Action.FINISH): FINISH,
        (Status.ESCALATED, Action.JOIN): Move(Status.ESCALATED, OFFICE, days=KEEP, facts=JOINING),
        (Status.ESCALATED, Action.CLOSE): Move(Status.CLOSED, (*OFFICE, *OF_TOWNSHIP)),
    },
    settled=(Status.CONFIRMED, Status.CLOSED),
)

FLOW.on(Action.ROUTE, possible=raising.require_being_raised)
FLOW.on(
    Action.DISPATCH,
    check=handling.check_department,
    apply=handling.apply_dispatch,
    after=handling.after_dispatch,
)
FLOW.on(
    Action.REROUTE,
    check=handling.check_reroute,
    apply=handling.apply_dispatch,
    after=handling.after_reroute,
)
FLOW.on(Action.REFUSE, check=handling.check_refusal, after=handling.after_refusal)
FLOW.on(Action.JOIN, check=handling.check_join, after=handling.after_join)
FLOW.on(Action.EXTEND, possible=handling.require_not_extended, apply=handling.apply_extension)
FLOW.on(
    Action.FINISH,
    check=handling.check_finish,
    apply=handling.apply_finish,
    after=handling.after_finish,
)
FLOW.on(Action.CONFIRM, check=handling.check_rating, apply=handling.apply_rating)
FLOW.on(Action.REOPEN, apply=handling.apply_reopen, after=handling.after_reopen)
FLOW.on(Action.ESCALATE, after=handling.after_escalation)
