"""The moves of a revision (集中修订) and of a correction (更正), and what each asks and does."""

from dutylist.organizations.roles import Role
from dutylist.workflow.flow import Flow, Move
from items.models.corrections import CorrectionAction, CorrectionStatus
from items.models.revisions import RevisionAction, RevisionStatus

from .services import corrections, revisions

# A revision is submitted, returned and closed together with the edition that carries it, by whoever
# moves the edition.
REVISION_FLOW = Flow(
    name="revision",
    label="集中修订",
    statuses=RevisionStatus,
    actions=RevisionAction,
    moves={
        (RevisionStatus.OPEN, RevisionAction.SUBMIT): Move(RevisionStatus.SUBMITTED, Role.CLERK),
        (RevisionStatus.OPEN, RevisionAction.DISCARD): Move(
            RevisionStatus.DISCARDED, Role.OFFICE_LEAD, reason=True
        ),
        (RevisionStatus.SUBMITTED, RevisionAction.CLOSE): Move(
            RevisionStatus.CLOSED, Role.RECORDER, fresh_eyes=(RevisionAction.SUBMIT,)
        ),
        (RevisionStatus.SUBMITTED, RevisionAction.RETURN): Move(
            RevisionStatus.OPEN, (Role.RECORDER, Role.OFFICE_LEAD, Role.CLERK), reason=True
        ),
    },
    settled=(
        RevisionStatus.OPEN,
        RevisionStatus.SUBMITTED,
        RevisionStatus.CLOSED,
        RevisionStatus.DISCARDED,
    ),
)

REVISION_FLOW.on(
    RevisionAction.DISCARD, possible=revisions.require_not_carried, after=revisions.withdraw_all
)

CORRECTION_FLOW = Flow(
    name="correction",
    label="更正",
    statuses=CorrectionStatus,
    actions=CorrectionAction,
    moves={
        (CorrectionStatus.DRAFT, CorrectionAction.SUBMIT): Move(
            CorrectionStatus.SUBMITTED, Role.CLERK, days="office_days", reason=True
        ),
        (CorrectionStatus.SUBMITTED, CorrectionAction.APPROVE): Move(
            CorrectionStatus.APPLIED, Role.OFFICE_LEAD, fresh_eyes=(CorrectionAction.SUBMIT,)
        ),
        (CorrectionStatus.SUBMITTED, CorrectionAction.REFUSE): Move(
            CorrectionStatus.REFUSED, Role.OFFICE_LEAD, reason=True
        ),
        (CorrectionStatus.SUBMITTED, CorrectionAction.TAKE_BACK): Move(
            CorrectionStatus.WITHDRAWN, Role.CLERK, reason=True
        ),
    },
    settled=(CorrectionStatus.APPLIED, CorrectionStatus.REFUSED, CorrectionStatus.WITHDRAWN),
)

CORRECTION_FLOW.on(CorrectionAction.SUBMIT, check=corrections.check_approved_text)
CORRECTION_FLOW.on(
    CorrectionAction.APPROVE, possible=corrections.require_still_wrong, after=corrections.put_right
)
CORRECTION_FLOW.on(CorrectionAction.APPROVE, after=corrections.tell_what_follows)
