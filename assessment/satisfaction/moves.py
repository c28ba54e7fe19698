"""The moves of a satisfaction round (乡镇对部门满意度评价)."""

from assessment.models import SatisfactionAction as Action
from assessment.models import SatisfactionStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.flow import Flow, Move

from .services import ending

FLOW = Flow(
    name="satisfaction_round",
    label="满意度评价",
    statuses=Status,
    actions=Action,
    moves={
        (Status.DRAFT, Action.OPEN): Move(Status.OPEN, Role.OFFICE_LEAD),
        (Status.OPEN, Action.CLOSE): Move(Status.CLOSED, Role.OFFICE_LEAD),
        (Status.CLOSED, Action.PUBLISH): Move(Status.PUBLISHED, Role.OFFICE_LEAD),
    },
    settled=(Status.PUBLISHED,),
)

FLOW.on(Action.OPEN, possible=ending.require_days_left, apply=ending.apply_open)
FLOW.on(Action.CLOSE, after=ending.after_close)
FLOW.on(Action.PUBLISH, after=ending.after_publish)
