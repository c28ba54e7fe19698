"""The moves of a round of opinions on the revision (集中修订征求意见)."""

from access_control.models import RoundAction as Action
from access_control.models import RoundStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.flow import CLOCK, KEEP, Flow, Move

from .services import contesting, ending

FLOW = Flow(
    name="revision_round",
    label="集中修订征求意见",
    statuses=Status,
    actions=Action,
    moves={
        (Status.OPEN, Action.CLOSE): Move(Status.CLOSED, Role.CLERK),
        (Status.OPEN, Action.REMIND): Move(Status.OPEN, (Role.CLERK, CLOCK), days="remind_days"),
        (Status.OPEN, Action.CONTEST): Move(
            Status.OPEN, (Role.TOWNSHIP_LEAD, Role.DEPARTMENT_LEAD), days=KEEP, reason=True
        ),
        (Status.OPEN, Action.STOP): Move(
            Status.STOPPED, (Role.CLERK, Role.OFFICE_LEAD), reason=True
        ),
    },
    settled=(Status.CLOSED, Status.STOPPED),
)

FLOW.on(Action.REMIND, possible=ending.require_owed, apply=ending.apply_remind)
FLOW.on(Action.REMIND, after=ending.after_remind)
FLOW.on(
    Action.CLOSE,
    possible=ending.require_answered,
    check=ending.check_close,
    apply=ending.apply_end,
    after=ending.after_end,
)
FLOW.on(Action.CONTEST, check=contesting.check_contest, after=contesting.after_contest)
FLOW.on(Action.STOP, apply=ending.apply_end, after=ending.after_end)
