"""Writes down what happened to an account."""

from ..addresses import client_address, client_agent
from ..models.accounts import AccountEvent


def record_event(kind, *, user=None, username="", by=None, request=None, detail=""):
    """One more event of `user` (or of a name nobody has), done by `by`, seen from `request` where
    there is one.
    """
    seen = {"address": None, "agent": ""}
    if request:
        seen = {"address": client_address(request), "agent": client_agent(request)}
    return AccountEvent.objects.create(
        kind=kind,
        user=user,
        username=(username or getattr(user, "username", "")).replace("\0", "")[:150],
        by=by,
        **seen,
        detail=detail[:300],
    )
