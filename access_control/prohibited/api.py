"""Prohibited entries (禁入事项) over HTTP, and the trial of a text against them."""

from rest_framework.response import Response

from access_control.models import ProhibitedEntry
from access_control.permissions import may_keep_prohibited
from dutylist.history.limits import LONGEST_TEXT
from dutylist.history.texts import clean_text
from dutylist.organizations.places_asked import county_told, own_county_of
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.bodies import Body, member_of, text_member, texts_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso
from dutylist.rest.values import Wrong, as_text
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.permissions import EDITORS

from .filters import EntryFilters
from .services.entries import add, amend
from .trial import try_text

ENTRY = (
    member_of(ProhibitedEntry, "description"),
    texts_member("phrases", "典型表述"),
    member_of(ProhibitedEntry, "ground"),
    member_of(ProhibitedEntry, "since"),
    member_of(ProhibitedEntry, "until"),
)
NEW_ENTRY = (
    text_member("county", "所属区划", required=True),
    member_of(ProhibitedEntry, "name", required=True),
    *ENTRY,
)
CHANGED_ENTRY = (member_of(ProhibitedEntry, "name"), *ENTRY)


def only_clerks(county=None):
    return f"只有{staffing_office_of(county)}经办人可以登记、修改禁入事项。"


class EntryRows(Rows):
    """Who applies and who answers may read what is prohibited: everybody of the county."""

    def rows(self, request):
        rows = ProhibitedEntry.objects.visible_to(request.user)
        return rows.select_related("county").order_by("pk")

    def as_json(self, entry):
        return {
            "id": entry.pk,
            "county": entry.county.code,
            "name": entry.name,
            "description": entry.description,
            "phrases": entry.phrases,
            "ground": entry.ground,
            "since": iso(entry.since),
            "until": iso(entry.until),
            "version": entry.version,
        }


class Entries(EntryRows):
    """GET: the entries in force of the counties of this person. POST: registers one."""

    filterset_class = EntryFilters

    @described(
        "prohibited_entries_list",
        "禁入事项",
        gives="List",
        query=("county", "retired", *PAGED),
    )
    def get(self, request):
        return self.listed(request, self.rows(request))

    @described(
        "prohibited_entries_create",
        "登记禁入事项",
        takes="ProhibitedEntryWrite",
        gives="ProhibitedEntry",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        if not request.user.standing().has(*EDITORS):
            raise NotAllowed(only_clerks())
        body = Body(request, *NEW_ENTRY)
        county = own_county_of(request, body)
        fields = {**body.values(), "county": county}
        made = add(**fields, by=request.user, reason=body.reason, source="api")
        return self.shown(self.found(request, made.pk), 201)


class OneEntry(EntryRows):
    """GET: one entry. PATCH: amends it, or ends it by its last day."""

    @described("prohibited_entries_read", "一条禁入事项", gives="ProhibitedEntry")
    def get(self, request, pk):
        return self.shown(self.found(request, pk))

    @described(
        "prohibited_entries_change",
        "修改禁入事项",
        takes="ProhibitedEntryChange",
        gives="ProhibitedEntry",
        if_match=True,
    )
    def patch(self, request, pk):
        with self.as_seen(request, pk) as entry:
            if not may_keep_prohibited(request.user, entry.county):
                raise NotAllowed(only_clerks(entry.county))
            body = Body(request, *CHANGED_ENTRY)
            amend(entry, **body.values(), by=request.user, reason=body.reason, source="api")
            return self.shown(self.found(request, pk))


class TryText(SignedInView):
    """POST: what a text would be told; nothing is kept."""

    @described(
        "prohibited_entries_test",
        "试一段文字会触及哪些禁入事项",
        takes="ProhibitedTrialWrite",
        gives="ProhibitedTrial",
    )
    def post(self, request):
        data = body_of(request, "text", "county")
        text = text_in(data)
        county = county_told(data, request.user)
        shown = []
        for number, tried in enumerate(try_text(text, county).hits, 1):
            shown.append(tried.finding.as_json(number))
        return Response({"findings": shown})


def text_in(data):
    try:
        text = as_text(data.get("text", ""))
    except Wrong as wrong:
        raise Invalid({"text": str(wrong)}) from wrong
    if not clean_text(text):
        raise Invalid({"text": f"请填写要试的文字，最多{LONGEST_TEXT}字。"})
    return text
