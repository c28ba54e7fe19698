"""What ends together with a password, a second factor or an account: the sessions and tokens that
rested on it.
"""

from django.utils import timezone

from ..models.accounts import AccessToken, AccountEvent, AccountSession
from ..models.users import User
from .account_events import record_event

SESSION = "account_session"
End = AccountSession.End


def locked_account(user):
    """The user's row under a lock: whoever changes what secures an account, or makes a key to it,
    waits here.
    """
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def end_what_rested(user, because, *, by, request=None):
    """Every session but the one at hand, and every token, ends: who holds one has to show the new
    proof.
    """
    end_sessions(user, by=by, because=because, keep=session_at_hand(request), request=request)
    revoke_tokens(user, by=by, because=because, request=request)


def session_at_hand(request):
    """The pk of the listed session of this browser; None where there is none."""
    return getattr(request, "session", {}).get(SESSION)


def end_sessions(user, *, by, because=End.ENDED, keep=None, request=None):
    """All sessions of a user but `keep` are over: -> how many."""
    count = end_open(user.account_sessions.exclude(pk=keep), because)
    if count:
        detail = f"{End(because).label}，共{count}个会话"
        record_event(
            AccountEvent.Kind.SESSION_ENDED, user=user, by=by, request=request, detail=detail
        )
    return count


def end_open(sessions, because):
    return sessions.open().update(ended_at=timezone.now(), ended_because=because)


def revoke_tokens(user, *, by, because, request=None):
    """All tokens of a user are over, each with an event that says why."""
    for token in user.access_tokens.filter(revoked_at=None):
        revoke(token, by=by, detail=f"{token}（{End(because).label}）", request=request)


def revoke(token, *, by, detail, request=None):
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record_event(
            AccountEvent.Kind.TOKEN_REVOKED, user=token.user, by=by, request=request, detail=detail
        )
