"""The items of each township's list as of the day of a year, and those admitted for a time within it."""

from datetime import date

from items.published.listings import whole
from items.published.lists import county_list, documents_of_county

from .counting import Row, counted, day_of

KINDS = ("basic", "coordination", "reclaimed")


@counted(*(f"items.{kind}" for kind in KINDS))
def listed_items(county, year):
    """None where no list was in force on that day."""
    day = day_of(year)
    published = county_list(county.code, day)
    if published is None:
        return None
    return rows_of_list(whole(published).on(day))


def rows_of_list(published):
    for place in published.townships:
        for entry in published.entries_for(place):
            note = f"第{entry['number']}项"
            yield (
                f"items.{entry['kind']}",
                place.code,
                Row(entry["name"], address(entry), note=note),
            )


def address(entry):
    """Its public page; what is not public has none."""
    return f"/i/{entry['code']}/" if entry.get("public", True) else ""


@counted("temporary")
def temporary_items(county, year):
    """Each that was in force on any day of the year, once, whichever documents carried it."""
    documents = documents_in(county, year)
    if not documents:
        return None
    return rows_of_temporary(documents, year)


def documents_in(county, year):
    """The documents that took effect until the end of a year, and not before the last one of the year
    before.
    """
    first, last = date(year, 1, 1), day_of(year)
    documents, before = [], []
    for document in documents_of_county(county.code):
        if document.effective_on > last or document.revoked(first):
            continue
        group = documents if document.effective_on >= first else before
        group.append(document)
    return [*before[-1:], *documents]


def rows_of_temporary(documents, year):
    told = set()
    for document in documents:
        published = whole(document.read())
        for place in published.townships:
            for entry in published.for_township(place.code):
                key = place.code, entry["code"]
                if key in told or not is_bounded_in(entry, year):
                    continue
                told.add(key)
                until = f"{entry['ends_on']}止"
                yield "temporary", place.code, Row(entry["name"], address(entry), note=until)


def is_bounded_in(entry, year):
    """Whether an entry has an end, and was in force on a day of the year."""
    ends_on, starts_on = entry.get("ends_on"), entry.get("starts_on") or ""
    return bool(ends_on) and ends_on >= f"{year}-01-01" and starts_on <= f"{year}-12-31"
