"""The moves of pledges (责任状) and veto items (“一票否决”事项), the same for both."""

from assessment.models import PledgeAction as Action
from assessment.models import PledgeStatus as Status
from assessment.registers.findings import OVERRIDES
from dutylist.organizations.roles import Role
from dutylist.workflow.flow import CLOCK, Flow, Move

from .services import deciding

MOVES = {
    (Status.SUBMITTED, Action.APPROVE): Move(
        Status.APPROVED,
        Role.OFFICE_LEAD,
        fresh_eyes=True,
        facts=(OVERRIDES,),
    ),
    (Status.SUBMITTED, Action.REFUSE): Move(
        Status.REFUSED, Role.OFFICE_LEAD, reason=True, fresh_eyes=True
    ),
    (Status.APPROVED, Action.END): Move(
        Status.ENDED, (Role.DEPARTMENT_LEAD, Role.CLERK, Role.OFFICE_LEAD, CLOCK), reason=True
    ),
}


def flow_of(name, label):
    """The flow of one of the two, with what its moves do."""
    flow = Flow(
        name=name,
        label=label,
        statuses=Status,
        actions=Action,
        moves=MOVES,
        settled=(Status.APPROVED, Status.REFUSED, Status.ENDED),
    )
    flow.on(
        Action.APPROVE,
        check=deciding.check_approve,
        apply=deciding.apply_approve,
        after=deciding.after_approve,
    )
    flow.on(Action.REFUSE, after=deciding.after_decision)
    flow.on(Action.END, apply=deciding.apply_end, after=deciding.after_approve)
    return flow


PLEDGE = flow_of("pledge", "责任状")
VETO = flow_of("veto", "“一票否决”事项")
