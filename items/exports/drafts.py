"""The draft list for the office itself: the register with what waits in the open revision."""

from items.editions.documents import EDITION_FIELDS, document, township_places
from items.editions.draft_entries import draft_entries
from items.entry.lookup import Lookup
from items.published.lists import PublishedList


def draft(county):
    """The working list with what waits in the open revision, numbered as if it were published;
    nothing is written.
    """
    lookup = Lookup(county)
    facts = {**dict.fromkeys(EDITION_FIELDS, ""), "number": None}
    places = township_places(county, lookup)
    entries = draft_entries(county, lookup)
    return PublishedList(document(county, facts, entries, places, None, "", public=False))
