"""The working register over HTTP: read by whom it concerns, changed through the same verbs as every
other way.
"""

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import NAME_COUNTY
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import REASON, etag, expected_mark, reason_of
from dutylist.rest.views import SignedInView, body_of
from items.entry.content import contents_of
from items.models import DutyItem, ProposedChange
from items.permissions import READERS
from items.register import parameters  # noqa: F401 (names them)
from items.register.changes_json import changes_json, shown_content
from items.register.filters import ItemFilters
from items.register.services.edit_conditions import seen_versions
from items.register.services.editing import cancel_items, change_items


def items_json(items, user):
    """The items as entries with id, county and version; whether a change is pending, for readers of
    proposals only.
    """
    items = list(items)
    contents = contents_of(items)
    readable = user.standing().county_ids(*READERS)
    waiting = ProposedChange.objects.visible_to(user).pending().filter(item__in=items)
    waiting = set(waiting.values_list("item_id", flat=True))
    rows = []
    for item in items:
        in_office = item.county_id in readable
        row = {
            "id": item.pk,
            "code": item.code,
            "county": item.county.code,
            "version": item.version,
            "cancelled_on": item.cancelled_on and item.cancelled_on.isoformat(),
            **shown_content(contents[item.pk], in_office=in_office),
            "change_pending": item.pk in waiting if in_office else None,
        }
        rows.append(row)
    return rows


def visible_items(request):
    return DutyItem.objects.visible_to(request.user).select_related("county", "category")


def item_or_404(request, pk):
    item = visible_items(request).filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


class Items(SignedInView):
    """GET: the items this person may see. POST: a new item (a proposal once the county has
    published).
    """

    filterset_class = ItemFilters

    @described(
        "items_list",
        "本人有权查看的事项",
        gives="List",
        query=("county", "kind", "q", "cancelled", *PAGED),
    )
    def get(self, request):
        rows = visible_items(request).order_by("pk")
        return self.page_of(request, rows, lambda found: items_json(found, request.user))

    @described(
        "items_create",
        "新增事项；清单公布后为拟新增",
        takes="ItemWrite",
        gives="Item",
        status=201,
        also={202: "ProposedChange"},
        keyed=True,
    )
    @idempotent
    def post(self, request):
        payload = body_of(request)
        code, reason = payload.pop("county", ""), reason_of(request)
        payload.pop("reason", None)
        county = Region.objects.keeping_list().filter(code=code).first()
        if county is None or county.pk not in request.user.standing().county_ids():
            raise Invalid({"county": NAME_COUNTY})
        outcome = change_items(
            county, [(None, payload)], by=request.user, reason=reason, source="api"
        )
        return answer(request, outcome, status=201)


class Item(SignedInView):
    """One item: read, changed with If-Match and a reason, cancelled (never deleted)."""

    @described("items_read", "一个事项", gives="Item")
    def get(self, request, pk):
        item = item_or_404(request, pk)
        return Response(items_json([item], request.user)[0], headers=mark_of(request, item))

    @described(
        "items_change",
        "修改事项；清单公布后进入集中修订",
        takes="ItemWrite",
        gives="Item",
        also={202: "ProposedChange"},
        if_match=True,
    )
    def patch(self, request, pk):
        item = item_or_404(request, pk)
        version, payload, reason = expected_mark(request), body_of(request), reason_of(request)
        payload.pop("reason", None)
        outcome = change_items(
            item.county,
            [(item, payload)],
            by=request.user,
            reason=reason,
            source="api",
            expect=version,
        )
        return answer(request, outcome)

    @described(
        "items_cancel",
        "取消事项（不删除）",
        gives="Item",
        also={202: "ProposedChange"},
        if_match=True,
    )
    def delete(self, request, pk):
        item = item_or_404(request, pk)
        version = expected_mark(request)
        body_of(request, REASON)
        outcome = cancel_items(
            item.county,
            [item],
            by=request.user,
            reason=reason_of(request),
            source="api",
            expect=version,
        )
        return answer(request, outcome)


def answer(request, outcome, status=200):
    """The item as it stands, or 202 with the proposal that waits for the county's decision."""
    if outcome.proposed:
        change = outcome.proposed[0]
        headers = mark_of(request, change.item) if change.item_id else {}
        return Response(changes_json([change], request.user)[0], status=202, headers=headers)
    item = visible_items(request).get(pk=[*outcome.created, *outcome.changed, *outcome.same][0].pk)
    return Response(
        items_json([item], request.user)[0], status=status, headers=mark_of(request, item)
    )


def mark_of(request, item):
    """The ETag of an item: its version, and for readers of proposals the change that waits."""
    in_office = item.county_id in request.user.standing().county_ids(*READERS)
    return {"ETag": etag(seen_versions([item])[item.pk] if in_office else item.version)}
