"""The public page of a township as an edition would print it: the public template on a list that nobody has frozen."""

from dataclasses import dataclass, replace

from django.utils import timezone

from dutylist.history.seals import head
from items.editions.documents import entries_of, public_document, standing_document, township_places
from items.editions.services.publishing import draft_facts, pending_changes
from items.entry.lookup import Lookup
from items.exports.drafts import entries_with
from items.models.document_bytes import unpacked
from items.published.lists import Issue, PublishedList, issues_of
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
    entries = entries_with(county, lookup, changes) if changes else entries_of(county, lookup)
    newest = standing_document(county)
    before = newest and unpacked(newest.public)
    places = township_places(county, lookup)
    facts = draft_facts(edition) | {"document_number": edition.document_number or NO_NUMBER_YET}
    return PublishedList(public_document(county, facts, entries, places, before, head()))


def preview_of(edition, back):
    """The reading of a draft edition's public list; its one banner leads `back` to the desk."""
    listed, today = draft_list(edition), timezone.localdate()
    county = edition.county.code
    issue = Issue(0, county, edition.number, 0, edition.effective_on or today, timezone.now(), "")
    banner = Banner("alarm", SAID, back, f"回到第{edition.number}版")
    return Preview(county, issues_of(county), issue, today, banners=(banner,), listed=listed)


def in_township(reading, code):
    """The reading of one township's page; None when the draft list has no such township."""
    township = reading.published.township(code)
    return township and replace(reading, township=township)
