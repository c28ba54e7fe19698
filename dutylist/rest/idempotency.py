"""Idempotency-Key: a POST sent twice with the same key is carried out once and answered alike.

The answer is given again as long as the account is secured as it was and has the same roles; later
the request is still not carried out twice, but its answer is no longer told.
"""

import hashlib
from functools import wraps

from django.db import transaction
from rest_framework.response import Response

from dutylist.history.refusals import Invalid, NotPossible, Refusal

from .file_locks import one_at_a_time
from .services import claim, find, free, keep

LONGEST = 80
LONGEST_WORK = 60  # seconds that a racer waits for the first one
LOCKS = 64


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
    when it is done. A racer with the same key waits until the first one has ended.
    """

    @wraps(method)
    def post(view, request, *args, **kwargs):
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > LONGEST:
            raise Invalid({"Idempotency-Key": f"幂等键最长{LONGEST}个字符。"})
        digest = digest_of(request)
        with one_at_a_time(lock_of(request.user, key), LONGEST_WORK) as is_our_turn:
            if kept := find(request.user, key):
                return _again(kept, request, digest)
            if not is_our_turn:
                raise UnderWay
            response = method(view, request, *args, **kwargs)
            with transaction.atomic():
                kept, is_ours = claim(request.user, key, request.path, digest)
                if is_ours:
                    keep(kept, response.status_code, response.data)
        return response if is_ours else _again(kept, request, digest)

    return post


class UnderWay(Refusal):
    """The first request with this key still reads its files."""

    status = 503
    code = "busy"
    retry_after = 10

    def __init__(self):
        super().__init__("这个幂等键的请求正在办理，请稍后再试。")


def lock_of(user, key):
    """The name of the lock of a key; of a fixed number, so that no file is left for every key."""
    digest = hashlib.sha256(f"{user.pk} {key}".encode()).digest()
    return f"key-{digest[0] % LOCKS}"


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
