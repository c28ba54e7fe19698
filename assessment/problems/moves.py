"""The moves of a problem (问题): the clerk gives it out and closes it, the unit answers."""

from assessment.models import ProblemAction as Action
from assessment.models import ProblemStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import KEEP, Flow, Move

from .services import deciding

UNIT = Fact("unit", FactType.OBJECT, "答复单位", required=True)
ASSIGN = Move(Status.ASSIGNED, Role.CLERK, facts=(UNIT,))
REFER = Move(Status.REFERRED, Role.CLERK, reason=True)
CLOSE = Move(
    Status.CLOSED,
    Role.CLERK,
    facts=(Fact("result", FactType.TEXT, "处理结果", is_long=True),),
)


def adjustment_from(status):
    """It stays where it is: the draft goes its own way."""
    return Move(status, Role.CLERK, days=KEEP)


FLOW = Flow(
    name="problem",
    label="问题清单",
    statuses=Status,
    actions=Action,
    moves={
        (Status.OPEN, Action.ASSIGN): ASSIGN,
        (Status.OPEN, Action.REFER): REFER,
        (Status.OPEN, Action.TO_ADJUSTMENT): adjustment_from(Status.OPEN),
        (Status.ASSIGNED, Action.ANSWER): Move(
            Status.ANSWERED,
            (
                Role.DEPARTMENT_LEAD,
                Role.DEPARTMENT_STAFF,
                Role.TOWNSHIP_LEAD,
                Role.TOWNSHIP_STAFF,
            ),
            days="supervision_days",
            facts=(Fact("text", FactType.TEXT, "答复", required=True, is_long=True),),
        ),
        (Status.ASSIGNED, Action.ASSIGN): ASSIGN,
        (Status.ASSIGNED, Action.REFER): REFER,
        (Status.ASSIGNED, Action.TO_ADJUSTMENT): adjustment_from(Status.ASSIGNED),
        (Status.ANSWERED, Action.CLOSE): CLOSE,
        (Status.ANSWERED, Action.ASSIGN): ASSIGN,
        (Status.ANSWERED, Action.REFER): REFER,
        (Status.ANSWERED, Action.TO_ADJUSTMENT): adjustment_from(Status.ANSWERED),
        (Status.REFERRED, Action.CLOSE): CLOSE,
    },
    settled=(Status.CLOSED,),
)

FLOW.on(
    Action.ASSIGN,
    check=deciding.check_assign,
    apply=deciding.apply_assign,
    after=deciding.after_assign,
)
FLOW.on(Action.ANSWER, apply=deciding.apply_answer)
FLOW.on(Action.CLOSE, apply=deciding.apply_close, after=deciding.after_close)
FLOW.on(
    Action.TO_ADJUSTMENT,
    possible=deciding.require_no_adjustment,
    after=deciding.after_to_adjustment,
)
