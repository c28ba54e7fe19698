"""The to-dos of a person's desk over HTTP."""

from dutylist.notices.models import ToDo
from dutylist.rest.described import PAGED, described
from dutylist.rest.views import SignedInView

from .filters import ToDoFilters
from .todo_lists import DONE, todos_json

OLDEST_FIRST, NEWEST_FIRST = ("opened_at", "pk"), ("-closed_at", "-id")


class ToDos(SignedInView):
    """What this person can do, oldest first, unless another of the three lists is asked for; what
    was done, newest first.
    """

    filterset_class = ToDoFilters

    @described("todos_list", "本人待办、等他人办、已办结", gives="List", query=("state", *PAGED))
    def get(self, request):
        rows = ToDo.objects.select_related("county", "department", "region")
        ordering = NEWEST_FIRST if request.GET.get("state") == DONE else OLDEST_FIRST
        return self.page_of(request, rows, todos_json, ordering)
