"""The sessions of an account: begun at log-in, kept alive, timed out, ended here or from
elsewhere.
"""

import hashlib

from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone

from ..account_policy import account_policy
from ..addresses import client_address, client_agent
from ..models.accounts import AccountEvent, AccountSession
from ..permissions import require_own_account
from . import duties, second_factor
from .account_events import record_event
from .duties import with_duties
from .ending import SESSION, End, end_open, end_sessions, session_at_hand

CODE_DUE = "code_due"


def begin(sender, request, user, **kwargs):
    """Whatever door a user came in by, the session is listed (receiver of `user_logged_in`)."""
    session = AccountSession.objects.create(
        user=user,
        key_hash=_hash(request),
        address=client_address(request),
        agent=client_agent(request),
    )
    enrolled = second_factor.enrolled(user)
    request.session[SESSION] = session.pk
    request.session[CODE_DUE] = enrolled and getattr(user, "otp_device", None) is None
    record_event(AccountEvent.Kind.LOGGED_IN, user=user, by=user, request=request)


def finish(sender, request, user, **kwargs):
    """A log-out ends the listed session (receiver of `user_logged_out`)."""
    if user is None:
        return
    because = getattr(request, "session_ended", End.LOGGED_OUT)
    ended = end_open(AccountSession.objects.filter(pk=session_at_hand(request)), because)
    if because == End.LOGGED_OUT:
        record_event(AccountEvent.Kind.LOGGED_OUT, user=user, by=user, request=request)
    elif ended:  # else it was ended, and written down, elsewhere
        record_event(
            AccountEvent.Kind.SESSION_ENDED,
            user=user,
            by=user,
            request=request,
            detail=End(because).label,
        )


def keep_alive(request, *, now=None):
    """Notes that the user is there, at most every few minutes: -> "" or the reason why the session
    is over.
    """
    now = now or timezone.now()
    listed = with_duties(AccountSession).filter(
        pk=session_at_hand(request), user_id=request.user.pk
    )
    session = request.account_session = listed.first()
    if session is None or request.session.get(CODE_DUE):
        return End.ENDED
    if because := _over(session, now):
        return because
    if now - session.last_seen_at >= account_policy().seen_every:
        AccountSession.objects.filter(pk=session.pk).update(last_seen_at=now)
    return ""


def why_over(request):
    """Why the session of this browser's cookie is over, when it was ended elsewhere: "" for none
    and for a log-out.
    """
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = AccountSession.objects.filter(key_hash=_digest(key)).exclude(ended_at=None)
    because = ended.values_list("ended_because", flat=True).first() or ""
    if because == End.LOGGED_OUT:
        return ""
    return because


def whose_it_was(request):
    """The number of the person to whom the session of this browser's cookie belonged, or None."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    listed = AccountSession.objects.filter(key_hash=_digest(key))
    return listed.values_list("user_id", flat=True).first()


def drop(request, because):
    """Logs this browser out because its session is over."""
    request.session_ended = because
    logout(request)


def duty_of(request, *, now=None):
    """What this user must do before anything else: "password", "second_factor" or ""; of a session
    kept alive.
    """
    return duties.duty_of(request.account_session, request.user, now=now)


def refresh(request):
    """After a change of password or second factor this browser stays logged in, under its new
    key.
    """
    AccountSession.objects.filter(pk=session_at_hand(request)).update(key_hash=_hash(request))
    request.session[CODE_DUE] = False


def end_session(session, *, by, request=None):
    """One session is over; the browser that holds it is logged out at its next step."""
    require_own_account(by, session.user)
    if end_open(AccountSession.objects.filter(pk=session.pk), End.ENDED):
        record_event(
            AccountEvent.Kind.SESSION_ENDED,
            user=session.user,
            by=by,
            request=request,
            detail="指定会话",
        )


def end_other_sessions(user, *, by, request):
    """All sessions of a user but this browser's are over: -> how many."""
    require_own_account(by, user)
    return end_sessions(user, by=by, keep=session_at_hand(request), request=request)


def _over(session, now):
    policy = account_policy()
    if session.ended_at:
        return session.ended_because
    if now - session.started_at >= policy.longest:
        return End.EXPIRED
    return End.IDLE if now - session.last_seen_at >= policy.idle else ""


def _hash(request):
    return _digest(request.session.session_key or "")


def _digest(key):
    return hashlib.sha256(key.encode()).hexdigest()
