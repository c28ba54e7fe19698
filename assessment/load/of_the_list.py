"""The items of each township's list as of a day of a year, and those admitted within it."""

from datetime import date

from items.entry.entries import as_in_township, in_scope
from items.published.listings import whole
from items.published.lists import county_list, documents_of_county

from .counting import CountedThing, counted, day_of

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
    """The rows of every township; of an entry that all print alike they share one."""
    codes = [place.code for place in published.townships]
    for entry in published.entries:
        key = f"items.{entry['kind']}"
        if is_alike_everywhere(entry):
            row = row_of(entry)
            for code in codes:
                yield key, code, row
            continue
        for code in codes:
            if in_scope(entry, code):
                yield key, code, row_of(as_in_township(entry, code))


def is_alike_everywhere(entry):
    """Whether every township has the entry under the same number and in the same words."""
    return entry["scope"] == "all" and not entry.get("numbers") and not entry.get("variants")


def row_of(entry):
    return CountedThing(entry["name"], address(entry), note=f"第{entry['number']}项")


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
    """The documents that took effect until the end of a year, and not before the
    last one of the year before.
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
        bounded = [entry for entry in published.entries if is_bounded_in(entry, year)]
        for place in published.townships:
            for entry in bounded:
                key = place.code, entry["code"]
                if key in told or not in_scope(entry, place.code):
                    continue
                told.add(key)
                own = as_in_township(entry, place.code)
                until = f"{entry['ends_on']}止"
                yield "temporary", place.code, CountedThing(own["name"], address(entry), note=until)


def is_bounded_in(entry, year):
    """Whether an entry has an end, and was in force on a day of the year."""
    ends_on, starts_on = entry.get("ends_on"), entry.get("starts_on") or ""
    return bool(ends_on) and ends_on >= f"{year}-01-01" and starts_on <= f"{year}-12-31"
