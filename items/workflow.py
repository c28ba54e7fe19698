"""The moves of an edition (版次), of a revision (集中修订) and of a correction (更正)."""

from django.db import models

from dutylist.notices.services import open_todo
from dutylist.organizations.roles import Role
from dutylist.workflow.flow import Flow, Move
from dutylist.workflow.refusals import NotPossible


class EditionStatus(models.TextChoices):
    DRAFTING = "drafting", "草稿"
    AWAITING_SITTING = "awaiting_sitting", "提请审定中"
    APPROVED = "approved", "已审定，待印发"
    PUBLISHED = "published", "已公布"
    REVOKING = "revoking", "拟撤销"
    REVOKED = "revoked", "已撤销"
    DISCARDED = "discarded", "已撤回"


class EditionAction(models.TextChoices):
    SUBMIT = "submit", "提请审定"
    TAKE_BACK = "take_back", "撤回"
    DISCARD = "discard", "放弃起草"
    APPROVE = "approve", "登记审定结果"
    RETURN = "return", "退回修改"
    PUBLISH = "publish", "公布"
    REQUEST_SUPPLEMENT = "request_supplement", "提请增补"
    DECLINE_SUPPLEMENT = "decline_supplement", "不予增补"
    SUPPLEMENT = "supplement", "印发增补页"
    REQUEST_REVOKE = "request_revoke", "提请撤销"
    KEEP = "keep", "不予撤销"
    REVOKE = "revoke", "撤销"


# States of an edition that has gone out to the public, whatever became of it since.
ISSUED = (EditionStatus.PUBLISHED, EditionStatus.REVOKING, EditionStatus.REVOKED)
PREPARED = (EditionAction.SUBMIT, EditionAction.APPROVE)
ISSUING = {"document_number": "文号", "effective_on": "施行日期"}
NOTED = {"note": "公开说明"}
SUPPLEMENTING = (EditionAction.REQUEST_SUPPLEMENT, EditionAction.DECLINE_SUPPLEMENT, EditionAction.SUPPLEMENT)


def supplement_was_asked_for(edition, facts):
    """A supplement takes two people too: an edition stays published while one is asked for and decided."""
    last = edition.decisions.filter(action__in=SUPPLEMENTING).last()
    if last is None or last.action != EditionAction.REQUEST_SUPPLEMENT:
        raise NotPossible("目前没有提请增补的内容，请先由编办经办人提请增补。")


def ask_the_lead(edition, decision, by, facts):
    open_todo(
        flow=edition.flow_name,
        subject_id=edition.pk,
        title=f"印发增补页：{edition}",
        url=edition.get_absolute_url(),
        role=Role.OFFICE_LEAD,
        county_id=edition.county_id,
        not_for=[by.pk],
    )


EDITION_FLOW = Flow(
    name="edition",
    label="版次",
    statuses=EditionStatus,
    actions=EditionAction,
    moves={
        (EditionStatus.DRAFTING, EditionAction.SUBMIT): Move(
            EditionStatus.AWAITING_SITTING, Role.CLERK, takes={"overrides": "保留问题的理由"}
        ),
        (EditionStatus.DRAFTING, EditionAction.DISCARD): Move(EditionStatus.DISCARDED, Role.CLERK, reason=True),
        (EditionStatus.AWAITING_SITTING, EditionAction.APPROVE): Move(
            EditionStatus.APPROVED,
            Role.RECORDER,
            days="publish_days",
            fresh_eyes=(EditionAction.SUBMIT,),
            needs={
                "meeting": "审定会议",
                "decided_on": "审定日期",
                "minutes_number|document_number": "会议纪要号或者文号",
            },
        ),
        (EditionStatus.AWAITING_SITTING, EditionAction.RETURN): Move(
            EditionStatus.DRAFTING, (Role.RECORDER, Role.OFFICE_LEAD), days="supplement_days", reason=True
        ),
        (EditionStatus.AWAITING_SITTING, EditionAction.TAKE_BACK): Move(
            EditionStatus.DRAFTING, Role.CLERK, reason=True
        ),
        (EditionStatus.APPROVED, EditionAction.PUBLISH): Move(
            EditionStatus.PUBLISHED,
            Role.OFFICE_LEAD,
            fresh_eyes=PREPARED,
            needs=ISSUING,
            takes=NOTED,
        ),
        (EditionStatus.APPROVED, EditionAction.RETURN): Move(
            EditionStatus.DRAFTING, Role.OFFICE_LEAD, days="supplement_days", reason=True
        ),
        (EditionStatus.PUBLISHED, EditionAction.REQUEST_SUPPLEMENT): Move(
            EditionStatus.PUBLISHED, Role.CLERK, reason=True, then=ask_the_lead
        ),
        (EditionStatus.PUBLISHED, EditionAction.DECLINE_SUPPLEMENT): Move(
            EditionStatus.PUBLISHED, Role.OFFICE_LEAD, reason=True, when=supplement_was_asked_for
        ),
        (EditionStatus.PUBLISHED, EditionAction.SUPPLEMENT): Move(
            EditionStatus.PUBLISHED,
            Role.OFFICE_LEAD,
            reason=True,
            fresh_eyes=(EditionAction.REQUEST_SUPPLEMENT,),
            when=supplement_was_asked_for,
            needs=ISSUING,
            takes=NOTED,
        ),
        (EditionStatus.PUBLISHED, EditionAction.REQUEST_REVOKE): Move(
            EditionStatus.REVOKING, Role.OFFICE_LEAD, days="office_days", reason=True
        ),
        (EditionStatus.REVOKING, EditionAction.REVOKE): Move(
            EditionStatus.REVOKED, Role.RECORDER, reason=True, fresh_eyes=(EditionAction.REQUEST_REVOKE,)
        ),
        (EditionStatus.REVOKING, EditionAction.KEEP): Move(
            EditionStatus.PUBLISHED, (Role.RECORDER, Role.OFFICE_LEAD), reason=True
        ),
    },
    settled=(EditionStatus.PUBLISHED, EditionStatus.REVOKED, EditionStatus.DISCARDED),
)


class RevisionStatus(models.TextChoices):
    OPEN = "open", "修订中"
    SUBMITTED = "submitted", "提请审定中"
    CLOSED = "closed", "已审定"
    DISCARDED = "discarded", "已撤回"


class RevisionAction(models.TextChoices):
    SUBMIT = "submit", "随版次提请审定"
    RETURN = "return", "退回修改"
    CLOSE = "close", "审定采纳"
    DISCARD = "discard", "放弃修订"


# A revision is submitted, returned and closed together with the edition that carries it, by whoever moves the edition.
REVISION_FLOW = Flow(
    name="revision",
    label="集中修订",
    statuses=RevisionStatus,
    actions=RevisionAction,
    moves={
        (RevisionStatus.OPEN, RevisionAction.SUBMIT): Move(RevisionStatus.SUBMITTED, Role.CLERK),
        (RevisionStatus.OPEN, RevisionAction.DISCARD): Move(RevisionStatus.DISCARDED, Role.OFFICE_LEAD, reason=True),
        (RevisionStatus.SUBMITTED, RevisionAction.CLOSE): Move(
            RevisionStatus.CLOSED, Role.RECORDER, fresh_eyes=(RevisionAction.SUBMIT,)
        ),
        (RevisionStatus.SUBMITTED, RevisionAction.RETURN): Move(
            RevisionStatus.OPEN, (Role.RECORDER, Role.OFFICE_LEAD, Role.CLERK), reason=True
        ),
    },
    settled=(RevisionStatus.OPEN, RevisionStatus.SUBMITTED, RevisionStatus.CLOSED, RevisionStatus.DISCARDED),
)


class CorrectionStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待核准"
    APPLIED = "applied", "已更正"
    REFUSED = "refused", "不予更正"
    WITHDRAWN = "withdrawn", "已撤回"


class CorrectionAction(models.TextChoices):
    SUBMIT = "submit", "提请更正"
    APPROVE = "approve", "核准更正"
    REFUSE = "refuse", "不予更正"
    TAKE_BACK = "take_back", "撤回"


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
