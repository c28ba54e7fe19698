"""What the daily run does at the gate beside the moves of the clock: an end is said beforehand."""

from django.utils import timezone

from access_control.models import ChangeRequest
from dutylist.notices.jobs import Stage, daily, one_by_one

from .services.ending import requests_ending, say_end_beforehand


@daily("end_notices", Stage.REMINDERS)
def tell_of_ends(now):
    """Tells applicants and the office of what ends within the days that the county rules."""
    ending = requests_ending(ChangeRequest, timezone.localdate(now))
    tally = one_by_one(ending, say_end_beforehand)
    return f"期满前提醒{tally.done}人次。{tally.told()}"
