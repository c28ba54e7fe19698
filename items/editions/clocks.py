"""What the daily run does in the registers: what has ended leaves, what follows is asked for."""

from django.db import transaction
from django.utils import timezone

from dutylist.notices.jobs import Stage, daily, one_by_one
from dutylist.organizations.models import Region, User
from items.models import Edition

from .services.following_up import ask_to_follow_up
from .services.lapsing import ended_items, lapse_items


@daily("item_lapse", Stage.REGISTERS)
def lapse(now):
    """Takes out what ended before today, county by county."""
    on, system = timezone.localdate(now), User.objects.system()
    counties = Region.objects.filter(pk__in=ended_items(on).values("county")).order_by("code")
    tally = one_by_one(list(counties), lambda county: len(lapse_items(county, by=system, on=on)))
    return f"期满自动退出{tally.done}项。{_waiting(ended_items(on).count())}{tally.told()}"


@daily("register_follow_up", Stage.REGISTERS)
def follow_up(now):
    """Asks each office for the supplement or the edition that follows from its register."""
    ids = Edition.objects.order_by().values("county")
    counties = Region.objects.filter(pk__in=ids).order_by("code")
    tally = one_by_one(list(counties), followed_up)
    return f"{tally.done}个地区有待增补或者待起草的内容。{tally.told()}"


@transaction.atomic
def followed_up(county):
    return ask_to_follow_up(county)


def _waiting(count):
    if not count:
        return ""
    return f"{count}项终止日期已过，待公布或者审定后退出。"
