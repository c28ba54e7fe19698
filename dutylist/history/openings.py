"""Opening a protected actor (开启受保护的操作人): a recorded act of two people.

The first person asks and gives a reason, another of the openers agrees and gives his; these two may
read who it was. Who was asked for, by whom and why is in the record, for the openers and the
auditor; the name is not.
"""

from django.utils import timezone

from .audiences import is_among
from .limits import require_text
from .models import Batch, Opening, ProtectedActor
from .recording import recording
from .refusals import Invalid, NotFound, NotPossible
from .texts import clean_text

SECOND_PERSON = "须由另一名有权开启的人同意，不能由提出的人自己同意。"
NOT_HIS = "没有这一批次，或者您无权开启其操作人。"
SEEN = "您参与的开启已经办结，您能看到操作人，不必再次开启。"
OWN = "这一批变更由您本人办理，不能由您参与开启。"


def required(reason):
    """The reason as it is kept; refuses an opening without one."""
    reason = clean_text(reason)
    if not reason:
        raise Invalid({"reason": "请写明开启的理由。"})
    require_text(reason, "reason")
    return reason


def may_open(user, batch):
    """Whether this person is one of those who may open who made this batch."""
    actor = getattr(batch, "protectedactor", None)
    return actor is not None and is_among(user, actor.openers)


def open_actor(batch_id, *, by, reason, source="form"):
    """Asks for the opening, or agrees to the one that waits: -> the `Opening`."""
    reason = required(reason)
    batch = Batch.objects.protected_known_to(by).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(NOT_HIS)
    return _opened(batch, by, reason, source)


def open_actor_of(history_row, *, by, reason, source="form"):
    """The same for whoever sees the object that the batch made, also before its day is over; the
    batch is found by a row of the object's history.
    """
    reason = required(reason)
    batch = Batch.objects.select_related("protectedactor").get(pk=history_row.batch)
    return _opened(batch, by, reason, source)


def _opened(batch, by, reason, source):
    if not may_open(by, batch):
        raise NotFound(NOT_HIS)
    actor = batch.protectedactor
    if actor.contents["account"] == by.pk:
        raise NotPossible(OWN, "own_batch")
    audience = actor.openers.strip(",").split(",")
    with recording(by=by, reason=reason, source=source, county=batch.county, audience=audience):
        list(Batch.objects.select_for_update().filter(pk=batch.pk).values_list("pk"))
        waiting = waiting_for(batch)
        if waiting is None and actor_opened_to(by, batch):
            raise NotPossible(SEEN, "already_open")
        opening = _agree(waiting, by, reason) if waiting else _ask(batch, by, reason)
        opening.save()
    return opening


def _ask(batch, by, reason):
    return Opening(
        protected_batch=batch,
        asked_by=by.pk,
        asked_by_name=by.get_full_name(),
        asked_at=timezone.now(),
        asked_because=reason,
    )


def _agree(opening, by, reason):
    if opening.asked_by == by.pk:
        raise NotPossible(SECOND_PERSON, "second_person")
    opening.agreed_by = by.pk
    opening.agreed_by_name = by.get_full_name()
    opening.agreed_at = timezone.now()
    opening.agreed_because = reason
    return opening


def actor_opened_to(user, batch):
    """What is kept of the actor ({"name", "account", "at", "facts"}), for the two who opened it;
    else None.
    """
    agreed = Opening.objects.filter(protected_batch=batch).exclude(agreed_by=None)
    pairs = agreed.values_list("asked_by", "agreed_by")
    if not any(user.pk in pair for pair in pairs):
        return None
    return ProtectedActor.objects.get(batch=batch).contents


def newest_of(batch):
    """The opening that was asked for last, whether it is agreed on or not; None where none was."""
    return Opening.objects.filter(protected_batch=batch).order_by("-asked_at", "-pk").first()


def waiting_for(batch):
    """The opening that waits for its second person, or None."""
    return Opening.objects.filter(protected_batch=batch, agreed_by=None).first()


def distinct_facts(batch_ids, label):
    """In how many different values of a sealed fact (单位) the actors of these batches differ. It
    says how many, and to nobody which.
    """
    values = set()
    actors = ProtectedActor.objects.filter(batch__in=batch_ids)
    for contents in actors.values_list("contents", flat=True):
        values.add(contents["facts"].get(label))
    return len(values)
