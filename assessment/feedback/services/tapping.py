"""One tap below an answer, of use or not what was looked for: counted, and nothing else kept."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessment.models import AnswerTap

from .limiting import count_sending

USEFUL, MISSED = "useful", "missed"
TAPS = (USEFUL, MISSED)
TAPPING, MOST_TAPS = "tap", 60


def count_tap(county, code, tap, *, address=None):
    """Counts one tap of today on the answer of an item (`code`), or on the page of the search ("").
    Raises TooMany where an address taps without end.
    """
    with transaction.atomic():
        count_sending(address, TAPPING, MOST_TAPS)
        row, _is_new = AnswerTap.objects.get_or_create(
            county=county, on=timezone.localdate(), code=code
        )
        AnswerTap.objects.filter(pk=row.pk).update(**{tap: F(tap) + 1})
