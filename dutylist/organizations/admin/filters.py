"""The filter of a list by its county."""

from dutylist.staff.filters import Choice

from ..models import Region


class CountyChoice(Choice):
    """Only for those who read several counties."""

    title, parameter_name = "地区", "county"
    path = "county"

    def lookups(self, request, model_admin):
        counties = request.user.standing().own_county_ids()
        if len(counties) < 2:
            return ()
        return list(
            Region.objects.filter(pk__in=counties).order_by("code").values_list("pk", "name")[:200]
        )

    def queryset(self, request, rows):
        if self.value():
            return rows.filter(**{self.path: self.value()})
        return rows
