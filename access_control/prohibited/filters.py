"""What the list of prohibited entries may be asked."""

from django.db.models import Q
from django.utils import timezone

from access_control.models import ProhibitedEntry
from dutylist.history.filtering import Flag, ListFilter, ListFilters
from dutylist.organizations.filters import County

STATES = (("over", "已终止"), ("coming", "尚未开始"), ("all", "全部"))
GROUNDS = (("named", "写明依据"), ("none", "没有写依据"))


class InForceToday(ListFilter):
    """Those that hold today unless asked otherwise."""

    def filter(self, rows, value):
        today = timezone.localdate()
        if value == "all":
            return rows
        if value == "over":
            return rows.filter(until__lt=today)
        if value == "coming":
            return rows.filter(since__gt=today)
        return rows.in_force(today)


class WithGround(ListFilter):
    def filter(self, rows, value):
        if not value:
            return rows
        without = Q(ground="")
        if value == "none":
            return rows.filter(without)
        return rows.exclude(without)


class EntryFilters(ListFilters):
    county = County()
    ground = WithGround(label="依据", choices=GROUNDS)
    state = InForceToday(label="状态", choices=STATES, everything="现行有效")
    retired = Flag(method="with_retired")

    class Meta:
        model = ProhibitedEntry
        fields = ()

    def with_retired(self, rows, _name, value):
        if value:
            return rows
        return rows.in_force()
