"""Seals: each lists the batches not yet sealed and is chained to the seal before it."""

from django.db import transaction

from .clock import not_before, wait_for_batches
from .digests import digest
from .guard import opened
from .models import Batch, Seal, SealedBatch


def head():
    """The digest at the end of the chain, or "" before the first seal."""
    return Seal.objects.order_by("-number").values_list("head", flat=True).first() or ""


@transaction.atomic
def seal():
    """Seals what is not sealed yet: -> the newest seal (None when nothing was ever recorded). One
    sealer at a time.

    What a protected actor did waits for the end of its day: between two seals of one day its time
    could be read.
    """
    wait_for_batches()
    last = Seal.objects.order_by("-number").first()
    waiting = list(Batch.objects.unsealed().shown().values_list("id", "digest", "at"))
    if not waiting:
        return last
    return _seal(last, waiting)


def _seal(last, batches):
    number, earliest, head = 1, None, ""
    if last:
        number, earliest, head = last.number + 1, last.at, last.head
    at = not_before(earliest, max(at for _id, _digest, at in batches))
    waiting = [(batch, value) for batch, value, _at in batches]
    new = Seal(number=number, previous=last, at=at, digest=list_digest(waiting))
    new.head = new.computed_head(head)
    members = []
    for position, (batch, _digest) in enumerate(waiting):
        members.append(SealedBatch(seal=new, batch_id=batch, position=position))
    with opened("history_seal", "history_sealedbatch"):
        new.save(force_insert=True)
        SealedBatch.objects.bulk_create(members, batch_size=1000)
    return new


def list_digest(batches):
    """Of the (id, digest) of a seal's batches, in their order."""
    return digest([[str(batch), value] for batch, value in batches])
