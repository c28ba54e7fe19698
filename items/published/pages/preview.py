"""The public page of a township as an edition would print it: the public template on a list that
nobody has frozen.
"""

from dataclasses import dataclass, replace

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from dutylist.history.seals import head
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page
from items.editions.documents import entries_of, public_document, standing_document, township_places
from items.editions.draft_entries import entries_with
from items.editions.services.publishing import draft_facts, pending_changes
from items.entry.lookup import Lookup
from items.models import Edition
from items.models.document_bytes import unpacked
from items.models.editions import CHECKED
from items.published.lists import PublishedDocument, PublishedList, documents_of_county
from items.published.live_facts import place
from items.published.pages.conditional import mode_of
from items.published.pages.lists import list_context
from items.published.pages.reading import Banner, Reading

SAID = "预览：这一版尚未公布，只有工作人员能看到。文号和施行日期以印发时填写的为准。"
NO_NUMBER_YET = "（文号待编）"


@dataclass(frozen=True)
class Preview(Reading):
    """A reading whose list is handed in instead of read from a frozen document."""

    listed: PublishedList = None

    @property
    def published(self):
        return self.listed


def draft_list(edition):
    """The public list the edition would freeze now, with the undecided changes of its revision."""
    county, lookup = edition.county, Lookup(edition.county)
    changes = pending_changes(edition)
    if changes:
        entries = entries_with(county, lookup, changes)
    else:
        entries = entries_of(county, lookup)
    newest = standing_document(county)
    before = newest and unpacked(newest.public)
    places = township_places(county, lookup)
    facts = draft_facts(edition) | {"document_number": edition.document_number or NO_NUMBER_YET}
    return PublishedList(public_document(county, facts, entries, places, before, head()))


def preview_of(edition, back):
    """The reading of a draft edition's public list; its one banner leads `back` to the desk."""
    listed, today = draft_list(edition), timezone.localdate()
    county = edition.county.code
    document = PublishedDocument(
        0, county, edition.number, 0, edition.effective_on or today, timezone.now(), ""
    )
    banner = Banner("alarm", SAID, back, f"回到第{edition.number}版")
    return Preview(
        county, documents_of_county(county), document, today, banners=(banner,), listed=listed
    )


def in_township(reading, code):
    """The reading of one township's page; None when the draft list has no such township."""
    township = reading.published.township(code)
    return township and replace(reading, township=township)


@takes("kind", "category", "department", "large")
@desk_page
def preview(request, pk, code=""):
    """The public page of a township as this edition would print it; 404 once there is a page of its
    own.
    """
    shown = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("county", "revision"), pk=pk
    )
    if shown.status not in CHECKED:
        raise Http404
    reading = preview_of(shown, shown.get_absolute_url())
    if not code:
        return redirect("desk:edition-preview-township", pk, first_township(reading))
    where, reading = place(code), in_township(reading, code)
    if reading is None or where is None:
        raise Http404
    context = {**mode_of(request), **list_context(request, reading, where), "previewed": True}
    return render(request, "public/township.html", context)


def first_township(reading):
    if not reading.published.townships:
        raise Http404
    return reading.published.townships[0].code
