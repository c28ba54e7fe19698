"""What the calendar and the lists of to-dos may be asked."""

from dutylist.history.filtering import ListFilter, ListFilters, OneOf
from dutylist.notices.models import ToDo

from .models import CalendarDay, CalendarYear
from .todo_lists import MINE, STATES, todos_in

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


class ListOfTheDesk(OneOf):
    """One of the three lists of the person who asks: his own to-dos, unless another is named."""

    def filter(self, rows, value):
        wanted = todos_in(value or MINE, self.parent.request.user)
        return rows & wanted


class ToDoFilters(ListFilters):
    state = ListOfTheDesk(label="哪一张清单", choices=STATES)

    class Meta:
        model = ToDo
        fields = ()
