"""Keeps the answer of a request by its Idempotency-Key."""

from django.db import IntegrityError, transaction

from .models import KeptAnswer


def claim(user, key, path, digest):
    """(the row of this key, whether it is ours); a racer with the same key waits for the first
    one's commit.
    """
    try:
        with transaction.atomic():
            facts = {"path": path, "body_digest": digest, "secured_by": user.secured_by()}
            return KeptAnswer.objects.create(user=user, key=key, **facts), True
    except IntegrityError:
        return KeptAnswer.objects.get(user=user, key=key), False


def find(user, key):
    """The answer kept for this key, or None."""
    return KeptAnswer.objects.filter(user=user, key=key).exclude(answer_code=None).first()


def keep(kept, code, answer):
    kept.answer_code, kept.answer = code, answer
    kept.save(update_fields=["answer_code", "answer"])


def free(kept):
    """The key is free for another try."""
    kept.delete()
