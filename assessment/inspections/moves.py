"""The moves of an inspection (督查检查考核): in the plan approved once, outside it twice."""

from assessment.models import InspectionAction as Action
from assessment.models import InspectionStatus as Status
from assessment.registers.findings import OVERRIDES
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import Flow, Move

from .services import deciding

INTO = Fact("into", FactType.INTEGER, "并入的检查", required=True)
HELD = (
    Fact("held_on", FactType.DAY, "开展日期", hint="不填为今天。"),
    Fact("townships", FactType.ROWS, "实际到过的单位", hint="不填为全部。", of_places=True),
)
MERGE = Move(Status.MERGED, Role.OFFICE_LEAD, reason=True, facts=(INTO,))
CANCEL = Move(Status.CANCELLED, (Role.DEPARTMENT_LEAD, Role.OFFICE_LEAD), reason=True)

MOVES = {
    (Status.DRAFT, Action.SUBMIT): Move(
        Status.SUBMITTED, Role.DEPARTMENT_LEAD, days="supervision_days"
    ),
    (Status.SUBMITTED, Action.APPROVE): Move(
        (Status.APPROVED, Status.APPROVED_ONCE),
        Role.OFFICE_LEAD,
        days=(None, "supervision_days"),
        fresh_eyes=True,
        facts=(OVERRIDES,),
    ),
    (Status.SUBMITTED, Action.REFUSE): Move(
        Status.REFUSED, Role.OFFICE_LEAD, reason=True, fresh_eyes=True
    ),
    (Status.SUBMITTED, Action.MERGE): MERGE,
    (Status.SUBMITTED, Action.CANCEL): CANCEL,
    (Status.APPROVED_ONCE, Action.APPROVE_SECOND): Move(
        Status.APPROVED, Role.RECORDER, fresh_eyes=True
    ),
    (Status.APPROVED_ONCE, Action.REFUSE): Move(
        Status.REFUSED, Role.RECORDER, reason=True, fresh_eyes=True
    ),
    (Status.APPROVED_ONCE, Action.MERGE): MERGE,
    (Status.APPROVED_ONCE, Action.CANCEL): CANCEL,
    (Status.APPROVED, Action.HOLD): Move(
        Status.HELD, (Role.DEPARTMENT_LEAD, Role.DEPARTMENT_STAFF), facts=HELD
    ),
    (Status.APPROVED, Action.MERGE): MERGE,
    (Status.APPROVED, Action.CANCEL): CANCEL,
}

FLOW = Flow(
    name="inspection",
    label="督查检查考核",
    statuses=Status,
    actions=Action,
    moves=MOVES,
    settled=(Status.REFUSED, Status.MERGED, Status.HELD, Status.CANCELLED),
)

FLOW.on(
    Action.APPROVE,
    check=deciding.check_approve,
    target=deciding.approved_to,
    apply=deciding.apply_approve,
    after=deciding.after_approve,
)
FLOW.on(Action.APPROVE_SECOND, apply=deciding.apply_approve, after=deciding.after_approve)
FLOW.on(Action.REFUSE, after=deciding.after_refuse)
FLOW.on(
    Action.MERGE,
    beside=deciding.merged_into,
    possible=deciding.require_not_joined,
    check=deciding.check_merge,
    apply=deciding.apply_merge,
    after=deciding.after_merge,
)
FLOW.on(Action.HOLD, check=deciding.check_hold, apply=deciding.apply_hold)
FLOW.on(Action.CANCEL, after=deciding.after_cancel)
