"""What the calendar may be asked."""

from dutylist.history.filtering import ListFilter, ListFilters

from .models import CalendarDay, CalendarYear

MOST_OFFERED = 20


class Year(ListFilter):
    """One of the years that are in the calendar."""

    def offered(self, request):
        years = CalendarYear.objects.order_by("-year").values_list("year", flat=True)
        return [(year, f"{year}年") for year in years[:MOST_OFFERED]]


class CalendarFilters(ListFilters):
    year = Year("date", "year", label="年份")

    class Meta:
        model = CalendarDay
        fields = ()
