"""The record over HTTP: batches with their changes as sentences, for those who read the working
register.
"""

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.paging import NEWEST_FIRST
from dutylist.history.reading import read
from dutylist.history.rows_of_object import cursor_of as row_cursor
from dutylist.history.rows_of_object import rows_of_object
from dutylist.organizations.record_readers import batches_read_by
from dutylist.rest.described import PAGED, described, name_parameters
from dutylist.rest.paging import CURSOR, limit_of, list_shape, with_cursor
from dutylist.rest.views import SignedInView
from items.models import DutyItem
from items.register.filters import RecordFilters

name_parameters(by="办理人编号", day="日期", source="来源")


def batch_json(batch, **more):
    return {
        "id": batch.at_number,
        "batch": str(batch.pk),
        "by": batch.actor_name,
        "at": batch.at.isoformat(),
        "source": batch.source,
        "reason": batch.reason,
        "decision": batch.decision_id,
        "county": batch.county,
        "digest": batch.digest,
        "day_only": bool(batch.protection),
        **more,
    }


def batches_json(batches):
    return [batch_json(with_number(batch)) for batch in batches]


def change_json(change, batch):
    """The numbers of rows rise with time: that of a protected actor's row would tell his."""
    differences = []
    for one in change.differences:
        texts = {"before": one.before, "after": one.after}
        differences.append({"field": one.name, "label": one.label, **texts})
    return {
        "id": None if batch.protection else change.number,
        "table": change.table,
        "kind": change.kind_label,
        "object": change.object_id,
        "title": change.title,
        "sentence": change.sentence,
        "differences": differences,
    }


def with_number(batch):
    """Every object of the API has an integer id; a batch's is its moment in microseconds."""
    batch.at_number = int(batch.at.timestamp() * 1_000_000)
    return batch


class Batches(SignedInView):
    """The batches of the record, newest first; `?county=`, `?by=` (id), `?day=`, `?source=`."""

    filterset_class = RecordFilters

    @described(
        "history_list", "变更批次", gives="List", query=("county", "by", "day", "source", *PAGED)
    )
    def get(self, request):
        rows = batches_read_by(request.user).defer("body")
        return self.page_of(request, rows, batches_json, NEWEST_FIRST)


class Batch(SignedInView):
    """One batch with its changes."""

    @described("history_read", "一个变更批次及其变更", gives="Batch")
    def get(self, request, pk):
        batch = batches_read_by(request.user).filter(pk=pk).first()
        if batch is None:
            raise Http404
        changes = read(batch.row_keys[:1000], request.user)
        shown = [change_json(change, batch) for change in changes]
        return Response(batch_json(with_number(batch), changes=shown))


class ItemHistory(SignedInView):
    """Every change of an item and of its parts, newest first."""

    @described("items_history_list", "一个事项的全部变更", gives="List", query=PAGED)
    def get(self, request, pk):
        item = DutyItem.objects.visible_to(request.user).filter(pk=pk).first()
        if item is None:
            raise Http404
        limit = limit_of(request)
        batches = batches_read_by(request.user)
        rows = rows_of_object(item, batches, request.GET.get(CURSOR, ""), limit + 1)
        following = with_cursor(request, row_cursor(rows[limit - 1])) if len(rows) > limit else None
        rows = rows[:limit]
        known = batches.defer("body").in_bulk({row[3] for row in rows})
        keys = [(table, number) for _at, table, number, _batch in rows]
        results = []
        for change in read(keys, request.user):
            batch = known[change.batch]
            result = {
                **change_json(change, batch),
                "batch": str(batch.pk),
                "by": batch.actor_name,
                "at": batch.at.isoformat(),
                "reason": batch.reason,
            }
            results.append(result)
        return Response(list_shape(results, following))
