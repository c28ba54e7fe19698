"""The moves of an assessment scheme (考核方案)."""

from assessment.models import SchemeAction as Action
from assessment.models import SchemeStatus as Status
from assessment.models.schemes import OWNER_ROLES
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import Flow, Move

from .services import deciding

OVERRIDES = Fact(
    "overrides",
    FactType.ROWS,
    "保留问题的理由",
    columns=(
        Fact("finding", FactType.INTEGER, "审核提示", required=True),
        Fact("reason", FactType.TEXT, "理由", required=True, is_long=True),
    ),
)

MOVES = {
    (Status.DRAFT, Action.SUBMIT): Move(Status.SUBMITTED, OWNER_ROLES, days="scheme_days"),
    (Status.DRAFT, Action.WITHDRAW): Move(Status.WITHDRAWN, OWNER_ROLES),
    (Status.SUBMITTED, Action.APPROVE): Move(
        Status.APPROVED,
        Role.OFFICE_LEAD,
        fresh_eyes=(Action.SUBMIT,),
        facts=(OVERRIDES,),
        step="审核",
    ),
    (Status.SUBMITTED, Action.RETURN): Move(
        Status.RETURNED,
        (Role.CLERK, Role.OFFICE_LEAD),
        days="scheme_return_days",
        reason=True,
    ),
    (Status.SUBMITTED, Action.WITHDRAW): Move(Status.WITHDRAWN, OWNER_ROLES),
    (Status.RETURNED, Action.SUBMIT): Move(Status.SUBMITTED, OWNER_ROLES, days="scheme_days"),
    (Status.RETURNED, Action.WITHDRAW): Move(Status.WITHDRAWN, OWNER_ROLES),
    (Status.APPROVED, Action.WITHDRAW): Move(
        Status.WITHDRAWN, (Role.DEPARTMENT_LEAD, Role.OFFICE_LEAD), reason=True
    ),
}

FLOW = Flow(
    name="scheme",
    label="考核方案",
    statuses=Status,
    actions=Action,
    moves=MOVES,
    settled=(Status.APPROVED, Status.WITHDRAWN),
)

FLOW.on(
    Action.SUBMIT,
    possible=deciding.require_indicators,
    apply=deciding.apply_submit,
    after=deciding.after_submit,
)
FLOW.on(Action.RETURN, after=deciding.after_return)
FLOW.on(
    Action.APPROVE,
    check=deciding.check_approve,
    apply=deciding.apply_approve,
    after=deciding.after_approve,
)
FLOW.on(Action.WITHDRAW, after=deciding.after_withdraw)
