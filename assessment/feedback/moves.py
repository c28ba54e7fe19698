"""The moves of feedback (群众意见): the clerk gives it to a unit, the unit answers, the clerk tells
the answer to everybody or closes the matter, and the citizen opens it again with the code.
"""

from assessment.models import FeedbackAction as Action
from assessment.models import FeedbackStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import CLOCK, KEEP, Flow, Move

from .services import deciding

CLERK = Role.CLERK
UNIT = (
    Role.DEPARTMENT_LEAD,
    Role.DEPARTMENT_STAFF,
    Role.TOWNSHIP_LEAD,
    Role.TOWNSHIP_STAFF,
)
TO_UNIT = Fact(
    "department|township",
    FactType.TEXT,
    "答复单位",
    required=True,
    labels=("答复部门", "或者基层单位"),
)
ANSWER = Fact(
    "text",
    FactType.TEXT,
    "答复",
    required=True,
    is_long=True,
    hint="群众凭编号和查询码能看到，写明办理结果、依据和联系电话。",
)
PUBLIC = (
    Fact(
        "text",
        FactType.TEXT,
        "公开的问题",
        is_long=True,
        hint="任何人都能看到。去掉姓名、电话、住址等能认出个人的内容；不填的，为群众的原话。",
    ),
    Fact("answer", FactType.TEXT, "公开的答复", is_long=True, hint="不填的，为答复原文。"),
)
PROBLEM = Fact(
    "text",
    FactType.TEXT,
    "问题",
    required=True,
    is_long=True,
    hint="只写问题本身，不写群众的姓名、电话和住址。",
)
ASSIGN = Move(Status.ASSIGNED, CLERK, days="feedback_answer_days", facts=(TO_UNIT,))
OWN_ANSWER = Move(Status.ANSWERED, CLERK, days="feedback_settle_days", facts=(ANSWER,))
UNIT_ANSWER = Move(Status.ANSWERED, UNIT, days="feedback_settle_days", facts=(ANSWER,))
PUBLISH = Move(Status.PUBLISHED, CLERK, facts=PUBLIC, step="公开答复或者办结")
CLOSE = Move(Status.CLOSED, CLERK, reason=True)
# By the citizen, who has no account: the system makes the move once the code is right.
REOPEN = Move(Status.REOPENED, (CLERK, CLOCK), days="feedback_accept_days", reason=True)


def to_problem(status):
    """It stays where it is: the problem goes its own way."""
    return Move(status, CLERK, days=KEEP, facts=(PROBLEM,))


FLOW = Flow(
    name="feedback",
    label="群众意见",
    statuses=Status,
    actions=Action,
    moves={
        (Status.RECEIVED, Action.ASSIGN): ASSIGN,
        (Status.RECEIVED, Action.ANSWER): OWN_ANSWER,
        (Status.RECEIVED, Action.CLOSE): CLOSE,
        (Status.RECEIVED, Action.TO_PROBLEM): to_problem(Status.RECEIVED),
        (Status.ASSIGNED, Action.ANSWER): UNIT_ANSWER,
        (Status.ASSIGNED, Action.ASSIGN): ASSIGN,
        (Status.ASSIGNED, Action.CLOSE): CLOSE,
        (Status.ASSIGNED, Action.TO_PROBLEM): to_problem(Status.ASSIGNED),
        (Status.ANSWERED, Action.PUBLISH): PUBLISH,
        (Status.ANSWERED, Action.CLOSE): CLOSE,
        (Status.ANSWERED, Action.ASSIGN): ASSIGN,
        (Status.ANSWERED, Action.TO_PROBLEM): to_problem(Status.ANSWERED),
        (Status.PUBLISHED, Action.REOPEN): REOPEN,
        (Status.CLOSED, Action.REOPEN): REOPEN,
        (Status.REOPENED, Action.ASSIGN): ASSIGN,
        (Status.REOPENED, Action.ANSWER): OWN_ANSWER,
        (Status.REOPENED, Action.CLOSE): CLOSE,
        (Status.REOPENED, Action.TO_PROBLEM): to_problem(Status.REOPENED),
    },
    settled=(Status.PUBLISHED, Status.CLOSED),
)

FLOW.on(
    Action.ASSIGN,
    check=deciding.check_assign,
    apply=deciding.apply_assign,
    after=deciding.after_assign,
)
FLOW.on(Action.ANSWER, apply=deciding.apply_answer, after=deciding.after_answer)
FLOW.on(Action.PUBLISH, check=deciding.check_publish, apply=deciding.apply_publish)
FLOW.on(Action.CLOSE, apply=deciding.apply_close)
FLOW.on(
    Action.REOPEN,
    possible=deciding.require_recent,
    apply=deciding.apply_reopen,
    after=deciding.after_reopen,
)
FLOW.on(
    Action.TO_PROBLEM,
    possible=deciding.require_no_problem,
    check=deciding.check_to_problem,
    after=deciding.after_to_problem,
)
