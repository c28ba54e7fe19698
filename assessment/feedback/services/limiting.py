"""How often may be sent from one address: it is counted for an hour, and the address is never kept.

What is kept is a keyed digest of the address with the day, so that two days can not be laid beside
each other; an hour later it is gone.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessment.models import FeedbackSender
from dutylist.history.refusals import Refusal

MOST_AN_HOUR = 5
SENDING = "feedback"
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


class TooMany(Refusal):
    """More than may be sent in an hour from one address."""

    status = 429
    code = "too_many"

    def __init__(self, until):
        self.until = until
        super().__init__(
            f"从您所在的网络每小时最多提交{MOST_AN_HOUR}次，请在{timezone.localtime(until):%H:%M}以后再提交。"
            "紧急情况请直接拨打电话。"
        )

    @property
    def retry_after(self):
        """Seconds, for the header of that name."""
        return max(1, int((self.until - timezone.now()).total_seconds()))


def digest_of_address(address, day, what):
    """What is kept of an address for a day, of what is sent from it."""
    told = f"{what} {day:%Y-%m-%d} {address or ''}"
    return salted_hmac("feedback-sender", told, algorithm="sha256").hexdigest()


def count_sending(address, what=SENDING, most=MOST_AN_HOUR):
    """Counts one sending from an address, or refuses it. Within the transaction of what is sent."""
    now = timezone.now()
    forget_senders(now)
    today = timezone.localdate(now)
    digests = []
    for day in (today, today - A_DAY):
        digests.append(digest_of_address(address, day, what))
    sent = FeedbackSender.objects.filter(digest__in=digests, at__gt=now - AN_HOUR)
    moments = list(sent.order_by("at").values_list("at", flat=True))
    if len(moments) >= most:
        raise TooMany(moments[-most] + AN_HOUR)
    FeedbackSender.objects.create(digest=digests[0], at=now)


def forget_senders(now):
    """Removes what no hour counts any more: -> how many."""
    return FeedbackSender.objects.filter(at__lte=now - AN_HOUR).delete()[0]
