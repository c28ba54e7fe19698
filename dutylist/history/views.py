"""The pages of the record. Whoever mounts them says which batches, and which objects, a reader may
see.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.dateparse import parse_date

from . import rows_of_object as object_rows
from .cursors import position_of
from .export import csv_response
from .filters import ON_PAGE, BatchFilters
from .openings import may_open
from .paging import NEWEST_FIRST, CursorPages
from .reading import by_batch, read

# What an address takes beside its path: written on each view, the floors above refuse the rest.
AFTER = "after"
PLACE = (AFTER,)
QUESTION = (*ON_PAGE, "format", *PLACE)
BATCHES_A_PAGE = 30
ROWS_A_PAGE = 100


def batch_list(request, *, batches, title="变更记录", template="history/batch_list.html"):
    """The batches a reader may see, newest first, filtered; `?format=csv` gives the same question
    as a file.
    """
    asked = BatchFilters.on_page(request, batches.order_by(*NEWEST_FIRST))
    found = asked.found()
    if request.GET.get("format") == "csv":
        return csv_response(found, request.user)
    pages = CursorPages(BATCHES_A_PAGE, NEWEST_FIRST, AFTER)
    page = pages.rows_of(found.defer("body"), request)
    context = {
        "title": title,
        "filter": asked,
        "entries": _with_first_changes(page, request.user),
        "next": pages.following,
    }
    return render(request, template, context)


def _with_first_changes(page, reader):
    """[(batch, its first changes, how many more)], read together."""
    keys = []
    for batch in page:
        keys += [tuple(key) for key in batch.summary["first"]]
    changes = {(change.table, change.history_id): change for change in read(keys, reader)}
    rows = []
    for batch in page:
        first = [changes[tuple(key)] for key in batch.summary["first"] if tuple(key) in changes]
        rows.append((batch, first, sum(batch.summary["counts"].values()) - len(first)))
    return rows


def batch_page(request, pk, *, batches, template="history/batch.html"):
    """One batch: who, when, why, its digest and seal, and every change it made, a page at a
    time.
    """
    batch = get_object_or_404(batches.select_related("sealedbatch__seal"), pk=pk)
    keys = batch.row_keys
    start = position_of(request.GET.get(AFTER, ""), AFTER)
    shown = keys[start : start + ROWS_A_PAGE]
    next_start = start + len(shown) if start + len(shown) < len(keys) else ""
    seal = getattr(getattr(batch, "sealedbatch", None), "seal", None)
    context = {
        "batch": batch,
        "seal": seal,
        "changes": read(shown, request.user),
        "next": next_start,
        "total": len(keys),
        "may_open": bool(batch.protection) and may_open(request.user, batch),
    }
    return render(request, template, {"title": "一次变更", **context})


def object_page(request, obj, *, batches, title="", template="history/object.html"):
    """Every change of an object and of its parts, by_batch by the batch that made it."""
    rows = object_rows.rows_of_object(
        obj, batches, request.GET.get(AFTER, ""), ROWS_A_PAGE + 1, AFTER
    )
    more, rows = len(rows) > ROWS_A_PAGE, rows[:ROWS_A_PAGE]
    groups = by_batch(rows, batches, request.user)
    following = object_rows.cursor_of(rows[-1]) if more else ""
    return render(
        request,
        template,
        {"title": title or f"{obj}的变更记录", "groups": groups, "next": following},
    )


class HistoryPages:
    """The pages as one mount: `path("history/", HistoryPages(batches=..., objects=...).urls)`.

    `batches(request)` is the queryset a reader may see (None: the page is not theirs, 404);
    `objects(request, label, pk)` finds an object they may see, or raises Http404.
    """

    def __init__(self, *, batches, objects=None, namespace="history"):
        self.batches = batches
        self.objects = objects
        self.namespace = namespace

    def allowed(self, request):
        batches = self.batches(request)
        if batches is None:
            raise Http404
        return batches

    def all(self, request):
        return batch_list(request, batches=self.allowed(request))

    all.parameters = QUESTION
    all.filterset_class = BatchFilters

    def batch(self, request, pk):
        return batch_page(request, pk, batches=self.allowed(request))

    batch.parameters = PLACE

    def person(self, request, actor_id):
        mine = self.allowed(request).of_person(actor_id)
        name = mine.order_by("-at").values_list("actor_name", flat=True).first()
        if name is None:
            raise Http404
        return batch_list(request, batches=mine, title=f"{name}的操作")

    person.parameters = QUESTION
    person.filterset_class = BatchFilters

    def day(self, request, day):
        when = _day(day)
        title = f"{when.year}年{when.month}月{when.day}日的变更"
        return batch_list(request, batches=self.allowed(request).on_day(when), title=title)

    day.parameters = QUESTION
    day.filterset_class = BatchFilters

    def of_object(self, request, label, pk):
        if self.objects is None:
            raise Http404
        return object_page(request, self.objects(request, label, pk), batches=self.allowed(request))

    of_object.parameters = PLACE

    @property
    def urls(self):
        routes = [
            path("", self.all, name="list"),
            path("batches/<uuid:pk>/", self.batch, name="batch"),
            path("people/<int:actor_id>/", self.person, name="person"),
            path("days/<str:day>/", self.day, name="day"),
            path("objects/<str:label>/<int:pk>/", self.of_object, name="object"),
        ]
        return routes, "history", self.namespace


def _day(text):
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day
