"""What a county says of its own about how its items are asked for, as the ranking reads it."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import OuterRef, Subquery

from dutylist.organizations.models import Region
from items.models import MatterLink, Phrase, PhraseStanding

KEPT_BOOKS = 128


@dataclass(frozen=True)
class PhraseBook:
    """By the code of an item: `own` its phrases, `struck` the texts of the library that are not
    counted for it, `linked` and `unlinked` the keys of the matters that the clerk says it is, or is
    not, about. `stamp` changes whenever any of it does.

    The working register is behind it: it has items that are not published, or not for the public.
    Who reads it looks only for the codes of a published list, and tells nothing of the others, not
    even a number.
    """

    stamp: tuple = ()
    own: dict = field(default_factory=dict)
    struck: dict = field(default_factory=dict)
    linked: dict = field(default_factory=dict)
    unlinked: dict = field(default_factory=dict)


NO_PHRASES = PhraseBook()


def phrase_book(county_code):
    """The book of a county: one query, three where something has changed since it was last read."""
    stamp = stamp_of(county_code)
    if not any(stamp):
        return NO_PHRASES
    return _read(county_code, stamp)


def phrase_books(county_codes):
    """{code: the book of the county}: one query for all, three for each that has changed."""
    stamps = stamps_of(county_codes)
    books = {}
    for code in county_codes:
        stamp = stamps.get(code, ())
        books[code] = _read(code, stamp) if any(stamp) else NO_PHRASES
    return books


def stamp_of(county_code):
    return stamps_of([county_code]).get(county_code, ())


def stamps_of(county_codes):
    """{code: stamp}: the last row that the history has of a county's phrases and links, with its
    batch. Every change, a removal too, writes one (`items.lookup.services.keeping` has them come in
    order).
    """
    last = {}
    for name, model in (("phrase", Phrase), ("link", MatterLink)):
        rows = model.history.filter(county=OuterRef("pk")).order_by("-history_id")
        last[name] = Subquery(rows.values("history_id")[:1])
        last[f"{name}_batch"] = Subquery(rows.values("batch")[:1])
    counties = Region.objects.filter(code__in=county_codes).order_by()
    return {code: tuple(stamp) for code, *stamp in counties.values_list("code", *last.values())}


@lru_cache(maxsize=KEPT_BOOKS)
def _read(county_code, stamp):
    """The rows as they are now; those newer than the stamp are read again under their own."""
    own, struck, linked, unlinked = {}, {}, {}, {}
    phrases = Phrase.objects.filter(county__code=county_code).order_by("pk")
    for code, text, standing in phrases.values_list("item__code", "text", "standing"):
        kept = struck if standing == PhraseStanding.STRUCK else own
        kept.setdefault(code, []).append(text)
    links = MatterLink.objects.filter(county__code=county_code).order_by("matter")
    for code, matter, is_linked in links.values_list("item__code", "matter", "is_linked"):
        kept = linked if is_linked else unlinked
        kept.setdefault(code, []).append(matter)
    return PhraseBook(stamp, *(_frozen(part) for part in (own, struck, linked, unlinked)))


def _frozen(texts_of_codes):
    return {code: tuple(texts) for code, texts in texts_of_codes.items()}
