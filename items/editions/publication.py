"""What an edition's page shows of its way: steps, its moves, what a supplement would carry."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from dutylist.history.models import Seal
from dutylist.workflow.fact_forms import OfferedRow
from dutylist.workflow.panels import Moves
from items.entry.fields import LABELS
from items.models import EditionAction, EditionStatus

Status, Action = EditionStatus, EditionAction
# (label, the move that ends the step, the states in which the step is done)
STEPS = (
    (
        "起草",
        Action.SUBMIT,
        {
            Status.AWAITING_SITTING,
            Status.APPROVED,
            Status.PUBLISHED,
            Status.REVOKING,
            Status.REVOKED,
        },
    ),
    ("审定", Action.APPROVE, {Status.APPROVED, Status.PUBLISHED, Status.REVOKING, Status.REVOKED}),
    ("印发公布", Action.PUBLISH, {Status.PUBLISHED, Status.REVOKING, Status.REVOKED}),
)


@dataclass
class PublicationStep:
    label: str
    state: str  # done, now or ahead
    on: object = None


def steps_of(edition, decisions):
    """The way of an edition with the days on which its steps were made."""
    made = {decision.action: timezone.localdate(decision.at) for decision in decisions}
    steps, reached = [], False
    for label, action, done_in in STEPS:
        if edition.status in done_in:
            steps.append(PublicationStep(label, "done", made.get(action)))
        elif reached or edition.status == Status.DISCARDED:
            steps.append(PublicationStep(label, "ahead", None))
        else:
            steps.append(PublicationStep(label, "now", None))
            reached = True
    state = "ahead"
    if edition.status == Status.PUBLISHED and edition.effective_on <= timezone.localdate():
        state = "done"
    return [*steps, PublicationStep("施行", state, edition.effective_on)]


def moves_of(edition, user, blocking):
    """The moves of an edition for one person: a reason may be given for each finding that
    blocks.
    """
    offered = [offered_for(number, finding) for number, finding in enumerate(blocking, 1)]
    as_decided = {"document_number": edition.document_number, "note": edition.note}
    return Moves(
        edition,
        user,
        offered={"overrides": offered},
        suggested={Action.PUBLISH: as_decided},
    )


def offered_for(number, finding):
    key = {"rule": finding.rule, "entry": finding.entry}
    return OfferedRow(key, f"保留第{number}个须先处理问题的理由", finding.sentence)


def after_revocation(edition):
    """What the revocation did to the register, in words: {} while the edition stands."""
    revocation = getattr(edition, "revocation", None)
    if revocation is None:
        return {}
    register = revocation.register
    told = (("back", "恢复原文本"), ("withdrawn", "退出清单"), ("restored", "重新列入"))
    touched = []
    for key, label in told:
        for row in register.get(key, []):
            touched.append((label, *row))
    left = []
    for code, name, fields in register.get("left", []):
        left.append((code, name, [LABELS[key] for key in fields]))
    return {"register": register, "left": left, "touched": touched}


def documents_of(edition):
    """The frozen documents with the seal that was made after each: shown beside, never inside, the
    hashed bytes.
    """
    after = Seal.objects.filter(at__gte=OuterRef("published_at")).order_by("number")
    sealed = {
        "seal_number": Subquery(after.values("number")[:1]),
        "seal_head": Subquery(after.values("head")[:1]),
    }
    return edition.documents.without_bytes().annotate(**sealed).order_by("sequence")
