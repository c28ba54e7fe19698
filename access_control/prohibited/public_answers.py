"""Whoever asks "is this ours?" for what no township may be given is told so."""

from django.utils import timezone

from access_control.models import ProhibitedEntry
from items.published.answers import tell_prohibited
from items.search.everyday_words import pairs_asked

# Of the pairs of characters of a question, how many stand in one way of writing an entry. A
# question that is only like an entry may be about work of the list, and is left to it.
ENOUGH = 0.6


@tell_prohibited
def prohibited_entry_asked_for(text, county_code, on):
    """The county's entry in force that a question names, as {"id", "name"}, or None."""
    asked = pairs_asked(text)
    rows = ProhibitedEntry.objects.filter(county__code=county_code)
    best, found = 0, None
    for entry in rows.in_force(on or timezone.localdate()).order_by("pk"):
        share = share_named(asked, entry)
        if share > best:
            best, found = share, entry
    if best < ENOUGH:
        return None
    return {"id": found.pk, "name": found.name}


def share_named(asked, entry):
    """Of the pairs asked for, the share that stands in the one way of writing it that has most."""
    if not asked:
        return 0
    ways = [entry.name, *entry.phrases]
    return max(len(asked & pairs_asked(way)) for way in ways) / len(asked)
