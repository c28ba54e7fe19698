"""Idempotency-Key: a POST sent twice with the same key is carried out once and answered alike."""

import hashlib
from functools import wraps

from django.db import IntegrityError, transaction
from rest_framework.response import Response

from dutylist.history.refusals import Invalid, NotPossible

from .models import KeptAnswer

LONGEST = 80


def idempotent(method):
    """For the `post` of a view: keeps the answer of a success; a refusal leaves the key free for another try."""

    @wraps(method)
    def post(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > LONGEST:
            raise Invalid({"Idempotency-Key": f"幂等键最长{LONGEST}个字符。"})
        digest = hashlib.sha256(request.body).hexdigest()
        with transaction.atomic():
            kept, is_new = _claim(request, key, digest)
            if not is_new:
                return _again(kept, request, digest)
            response = method(view, request, *args, **kwargs)
            kept.status, kept.answer = response.status_code, response.data
            kept.save(update_fields=["status", "answer"])
        return response

    return post


def _claim(request, key, digest):
    """The row of this key, and whether it is ours: a racer with the same key waits for the first one's commit."""
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(user=request.user, key=key, path=request.path, body_digest=digest)
            return kept, True
    except IntegrityError:
        return KeptAnswer.objects.get(user=request.user, key=key), False


def _again(kept, request, digest):
    if (kept.path, kept.body_digest) != (request.path, digest):
        raise NotPossible("这个幂等键已用于另一个请求。", code="idempotency_key_reused")
    return Response(kept.answer, status=kept.status, headers={"Idempotent-Replayed": "true"})
