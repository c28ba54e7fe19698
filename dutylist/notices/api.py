"""One's own to-dos over HTTP."""

from dutylist.rest.described import PAGED, described
from dutylist.rest.views import SignedInView

from .models import ToDo


class ToDos(SignedInView):
    """The open to-dos that this person can do, oldest first."""

    @described("todos_list", "本人待办", gives="List", query=PAGED)
    def get(self, request):
        rows = ToDo.objects.for_user(request.user).select_related("county").order_by("pk")
        return self.page_of(request, rows, lambda found: [todo_json(todo) for todo in found])


def todo_json(todo):
    return {
        "id": todo.pk,
        "flow": todo.flow,
        "subject": todo.subject_id,
        "title": todo.title,
        "url": todo.url,
        "county": todo.county.code,
        "due_on": todo.due_on and todo.due_on.isoformat(),
        "opened_at": todo.opened_at.isoformat(),
    }
