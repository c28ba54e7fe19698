"""Proposed changes over HTTP: read by whom their owner lets, changed through the
same verbs as on the pages.
"""

from django.http import Http404
from rest_framework.response import Response

from dutylist.history.refusals import Invalid
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import REASON, etag, expected_version, reason_of
from dutylist.rest.views import NO_FIELD, SignedInView, body_of
from dutylist.workflow.api import subject_or_404
from items.models import ProposedChange as Change
from items.models import Revision

from . import parameters  # noqa: F401 (names them)
from .changes_json import changes_json
from .filters import OWNER_KINDS, ChangeFilters
from .revisions_api import own_county
from .services.proposals import amend_change, settle_clash, withdraw_change
from .services.proposing import faults_at, propose_change, propose_in_revision


def visible_changes(request):
    rows = Change.objects.visible_to(request.user).order_by("pk")
    return rows.select_related("change_set__county", "item")


def change_or_404(request, pk):
    change = visible_changes(request).filter(pk=pk).first()
    if change is None:
        raise Http404
    return change


class ChangeRows(SignedInView):
    filterset_class = ChangeFilters

    def listed(self, request, rows):
        return self.page_of(request, rows, lambda found: changes_json(found, request.user))


def answer(request, change, status=200):
    body = changes_json([change], request.user)[0]
    return Response(body, status=status, headers={"ETag": etag(change.version)})


def asked_of(request):
    """What a body proposes, and the reason that it gives."""
    asked = body_of(request)
    asked.pop(REASON, None)
    return asked, reason_of(request)


class ProposedChanges(ChangeRows):
    """GET: the proposed changes this person reads. POST: one more, into the county's revision."""

    @described(
        "proposed_changes_list",
        "拟调整内容",
        gives="List",
        query=("county", *OWNER_KINDS, "pending", *PAGED),
    )
    def get(self, request):
        return self.listed(request, visible_changes(request))

    @described(
        "proposed_changes_create",
        "提出拟调整内容，记入集中修订；没有进行中的，随之开启",
        takes="ProposedChangeCreate",
        gives="ProposedChange",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        asked, reason = asked_of(request)
        county = own_county(request, asked.pop("county", ""))
        change = propose_in_revision(county, asked, by=request.user, reason=reason, source="api")
        return answer(request, change, 201)


class RevisionChanges(ChangeRows):
    """GET: the changes of one revision. POST: one more."""

    @described(
        "revisions_changes_list",
        "一次集中修订的拟调整内容",
        gives="List",
        query=("pending", *PAGED),
    )
    def get(self, request, pk):
        revision = subject_or_404(Revision, request, pk)
        rows = visible_changes(request).filter(change_set=revision.change_set_id)
        return self.listed(request, rows)

    @described(
        "revisions_changes_create",
        "提出拟调整内容：新增、修订、取消、转列、合并、拆分、调整适用范围",
        takes="ProposedChangeWrite",
        gives="ProposedChange",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        revision = subject_or_404(Revision, request, pk)
        asked, reason = asked_of(request)
        change = propose_change(revision, asked, by=request.user, reason=reason, source="api")
        return answer(request, change, 201)


class ProposedChange(SignedInView):
    """One proposed change: read, amended, or taken back (never deleted)."""

    @described("proposed_changes_read", "一条拟调整内容", gives="ProposedChange")
    def get(self, request, pk):
        return answer(request, change_or_404(request, pk))

    @described(
        "proposed_changes_amend",
        "修改拟调整内容",
        takes="ProposedChangeAmend",
        gives="ProposedChange",
        if_match=True,
    )
    def patch(self, request, pk):
        change, version = change_or_404(request, pk), expected_version(request)
        data, reason = body_of(request, "item", "items", REASON), reason_of(request)
        place = place_of_payload(change, data)
        with faults_at(place, but=(REASON,)):
            amended = amend_change(
                change,
                data.get(place),
                by=request.user,
                reason=reason,
                expect=version,
                source="api",
            )
        return answer(request, amended)

    @described(
        "proposed_changes_withdraw",
        "撤回拟调整内容（不删除）",
        gives="ProposedChange",
        if_match=True,
    )
    def delete(self, request, pk):
        change, version = change_or_404(request, pk), expected_version(request)
        body_of(request, REASON)
        reason = reason_of(request)
        withdrawn = withdraw_change(
            change, by=request.user, reason=reason, expect=version, source="api"
        )
        return answer(request, withdrawn)


def place_of_payload(change, data):
    """Where the body tells what is proposed: a split in `items`, everything else in `item`."""
    place, other = "item", "items"
    if change.op == Change.Op.SPLIT:
        place, other = other, place
    if other in data:
        raise Invalid({other: NO_FIELD})
    return place


class Settle(SignedInView):
    """Settles a clash between what is proposed and what meanwhile was decided otherwise."""

    @described(
        "proposed_changes_settle",
        "处理冲突：采用拟调整内容（proposed）或者保留现行内容（now）",
        takes="ProposedChangeSettle",
        gives="ProposedChange",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        change, version = change_or_404(request, pk), expected_version(request)
        data, reason = body_of(request, "keep", REASON), reason_of(request)
        settled = settle_clash(
            change,
            keep=data.get("keep"),
            by=request.user,
            reason=reason,
            expect=version,
            source="api",
        )
        return answer(request, settled, 201)
