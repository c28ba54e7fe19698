"""Idempotency-Key: a POST sent twice with the same key is carried out once and answered alike.

The answer is given again as long as the account is secured as it was and has the same roles; later
the request is still not carried out twice, but its answer is no longer told.
"""

import hashlib
from functools import wraps

from django.db import transaction
from rest_framework.response import Response

from dutylist.history.refusals import Invalid, NotPossible, Refusal

from .services import claim, find, free, keep

LONGEST = 80


def idempotent(method):
    """For the `post` of a view: keeps the answer of a success; a refusal leaves the key free for
    another try.
    """

    @wraps(method)
    def post(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > LONGEST:
            raise Invalid({"Idempotency-Key": f"幂等键最长{LONGEST}个字符。"})
        digest = hashlib.sha256(request.body).hexdigest()
        refusal = None
        with transaction.atomic():
            kept, is_ours = claim(request.user, key, request.path, digest)
            if not is_ours:
                return _again(kept, request, digest)
            try:
                response = method(view, request, *args, **kwargs)
            except Refusal as refused:
                # The verb undid its own work; what it keeps of a refusal stays.
                free(kept)
                refusal = refused
            else:
                keep(kept, response.status_code, response.data)
        if refusal:
            raise refusal
        return response

    return post


def idempotent_long(method):
    """`idempotent` for what reads files first: no transaction is held meanwhile, the answer is kept
    when it is done.

    A racer with the same key may do the same work; what he may not do twice is refused by the verb
    itself, and he is then given the first one's answer.
    """

    @wraps(method)
    def post(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > LONGEST:
            raise Invalid({"Idempotency-Key": f"幂等键最长{LONGEST}个字符。"})
        digest = digest_of(request)
        if kept := find(request.user, key):
            return _again(kept, request, digest)
        try:
            response = method(view, request, *args, **kwargs)
        except Refusal:
            if kept := find(request.user, key):
                return _again(kept, request, digest)
            raise
        with transaction.atomic():
            kept, is_ours = claim(request.user, key, request.path, digest)
            if is_ours:
                keep(kept, response.status_code, response.data)
        return response if is_ours else _again(kept, request, digest)

    return post


def digest_of(request):
    """The digest of a body: of a form with files, of its fields and of every file."""
    if not request.content_type.startswith("multipart/"):
        return hashlib.sha256(request.body).hexdigest()
    hashed = hashlib.sha256(repr(sorted(request.POST.lists())).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            hashed.update(f"{name}/{file.name}/{file.size}".encode())
            for chunk in file.chunks():
                hashed.update(chunk)
    return hashed.hexdigest()


def _again(kept, request, digest):
    if (kept.path, kept.body_digest) != (request.path, digest):
        raise NotPossible("这个幂等键已用于另一个请求。", code="idempotency_key_reused")
    if kept.secured_by != request.user.secured_by():
        raise NotPossible(
            "这个幂等键的请求以前已经办理；此后您的密码、动态验证码或者任职有变更，不再重复答复，请查询办理结果。",
            code="idempotency_key_outdated",
        )
    return Response(kept.answer, status=kept.answer_code, headers={"Idempotent-Replayed": "true"})
