"""Idempotency-Key: a POST sent twice with the same key is carried out once and answered alike."""

import hashlib
from functools import wraps

from django.db import transaction
from rest_framework.response import Response

from dutylist.history.refusals import Invalid, NotPossible

from .services import claim, keep

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
            kept, is_ours = claim(request.user, key, request.path, digest)
            if not is_ours:
                return _again(kept, request, digest)
            response = method(view, request, *args, **kwargs)
            keep(kept, response.status_code, response.data)
        return response

    return post


def _again(kept, request, digest):
    if (kept.path, kept.body_digest) != (request.path, digest):
        raise NotPossible("这个幂等键已用于另一个请求。", code="idempotency_key_reused")
    return Response(kept.answer, status=kept.answer_code, headers={"Idempotent-Replayed": "true"})
