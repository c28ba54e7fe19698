"""The moves of a report or ledger asked of townships (报表台账)."""

from assessment.models import DemandAction as Action
from assessment.models import DemandStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.flow import CLOCK, Flow, Move

from .services import deciding

FLOW = Flow(
    name="report_demand",
    label="报表台账",
    statuses=Status,
    actions=Action,
    moves={
        (Status.DRAFT, Action.SUBMIT): Move(
            Status.SUBMITTED, Role.DEPARTMENT_LEAD, days="supervision_days"
        ),
        (Status.SUBMITTED, Action.APPROVE): Move(
            Status.APPROVED, Role.OFFICE_LEAD, fresh_eyes=True
        ),
        (Status.SUBMITTED, Action.REFUSE): Move(
            Status.REFUSED, Role.OFFICE_LEAD, reason=True, fresh_eyes=True
        ),
        (Status.APPROVED, Action.END): Move(
            Status.ENDED, (Role.DEPARTMENT_LEAD, Role.CLERK, Role.OFFICE_LEAD, CLOCK), reason=True
        ),
    },
    settled=(Status.APPROVED, Status.REFUSED, Status.ENDED),
)

FLOW.on(Action.APPROVE, apply=deciding.apply_approve, after=deciding.after_decision)
FLOW.on(Action.REFUSE, after=deciding.after_decision)
FLOW.on(Action.END, apply=deciding.apply_end, after=deciding.after_decision)
