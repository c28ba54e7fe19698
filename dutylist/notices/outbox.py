"""The outbox: puts what happened in its order, for those who are told of it, and sends the mail
that is queued, each claimed by one sender; only where a mail server is configured.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q

from .jobs import Stage, daily
from .models import MAIL, EventOutcome, OutboundEvent
from .numbering import number_events
from .services import claim_event, settle_event

MAX_ATTEMPTS = 5
ABANDONED = timedelta(hours=1)
NO_MAIL = (
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
)


@daily("outbox", Stage.SENDING)
def deliver_all(now):
    """Numbers the events; sends the mail that waits, that failed before, and that
    a sender left half done.
    """
    numbered = number_events()
    left = Q(outcome=EventOutcome.SENDING, tried_at__lt=now - ABANDONED)
    failed = Q(outcome=EventOutcome.FAILED, attempts__lt=MAX_ATTEMPTS)
    mails = OutboundEvent.objects.filter(kind=MAIL)
    due = mails.filter(Q(outcome=EventOutcome.WAITING) | failed | left)
    sent = [deliver(event, now) for event in due]
    delivered = sent.count(EventOutcome.DELIVERED)
    return f"编排对外事件{numbered}件；处理邮件{len(sent)}件，送达{delivered}件。"


def deliver(event, now):
    """Claims and sends one event: -> its outcome, or None when another sender has it."""
    if not claim_event(event, now):
        return None
    outcome, note = _send(event)
    settle_event(event, outcome, note)
    return outcome


def _send(event):
    if settings.EMAIL_BACKEND in NO_MAIL:
        return EventOutcome.NO_RECEIVER, ""
    mail = event.payload
    try:
        send_mail(mail["subject"], mail["body"], None, mail["to"])
    except (
        OSError
    ) as error:  # smtplib's errors are OSErrors: the server may be back at the next tick
        return EventOutcome.FAILED, str(error)
    return EventOutcome.DELIVERED, ""
