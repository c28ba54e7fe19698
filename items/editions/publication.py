"""What an edition's page shows of its way: steps, forms of its moves, what a supplement would
carry.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from dutylist.history.models import Seal
from dutylist.staff.move_forms import ReasonForm, WithReason
from items.editions.forms import ApproveForm, PublishForm, SubmitForm, SupplementForm
from items.entry.fields import LABELS
from items.models import EditionAction, EditionStatus

Status, Action = EditionStatus, EditionAction
FORMS = {
    Action.SUBMIT: SubmitForm,
    Action.APPROVE: ApproveForm,
    Action.PUBLISH: PublishForm,
    Action.SUPPLEMENT: SupplementForm,
}
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
class Step:
    label: str
    state: str  # done, now or ahead
    on: object = None


def steps_of(edition, decisions):
    """The way of an edition with the days on which its steps were made."""
    made = {decision.action: timezone.localdate(decision.at) for decision in decisions}
    found, reached = [], False
    for label, action, done_in in STEPS:
        done = edition.status in done_in
        now = not done and not reached and edition.status != Status.DISCARDED
        reached = reached or now
        found.append(
            Step(
                label,
                "done" if done else "now" if now else "ahead",
                made.get(action) if done else None,
            )
        )
    in_force = edition.status == Status.PUBLISHED and edition.effective_on <= timezone.localdate()
    return [*found, Step("施行", "done" if in_force else "ahead", edition.effective_on)]


def form_for(edition, action, move, data=None, blocking=()):
    """The form of a move: its own, or just a reason."""
    kind = FORMS.get(action, WithReason if move.reason else ReasonForm)
    more = {"blocking": blocking} if kind is SubmitForm else {}
    initial = {"expect": edition.version}
    if action == Action.PUBLISH:
        initial |= {"document_number": edition.document_number, "note": edition.note}
    return kind(data, action=action, initial=initial, **more)


def after_revocation(edition):
    """What the revocation did to the register, in words: {} while the edition stands."""
    revocation = getattr(edition, "revocation", None)
    if revocation is None:
        return {}
    register = revocation.register
    told = (("back", "恢复原文本"), ("withdrawn", "退出清单"), ("restored", "重新列入"))
    return {
        "register": register,
        "left": [
            (code, name, [LABELS[key] for key in fields])
            for code, name, fields in register.get("left", [])
        ],
        "touched": [(label, *row) for key, label in told for row in register.get(key, [])],
    }


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
