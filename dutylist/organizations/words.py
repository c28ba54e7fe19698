"""The words of a place (地方用词): what offices, columns and answers are called in this county and
township.
"""

from django.db.models import CharField, F, Value

from .models import Level, PlaceWord, Region
from .place_words import COUNTY_KINDS, PATTERNS, TOWNSHIP_KINDS


def words_for(county, township=None):
    """Every word of the county, or of one of its townships; a plain dict, read with one query."""
    kinds, own = _read(county)
    return _words(county, township, kinds, own)


def words_of_townships(county, townships):
    """{township id: its words} for many townships of one county, with one query in all."""
    kinds, own = _read(county)
    return {township.pk: _words(county, township, kinds, own) for township in townships}


def townships_kind(kinds):
    """Which row of the table stands for all the kinds together: zones only count when there is
    nothing else.
    """
    kinds = {"xiang" if kind == "ethnic_xiang" else kind for kind in kinds}
    kinds = kinds - {"zone"} or kinds
    if len(kinds) == 1:
        return kinds.pop()
    return "rural" if kinds == {"town", "xiang"} else "mixed"


def _read(county):
    """The kinds of townships the county has today, and its own words, as one statement."""
    blank = Value("", output_field=CharField(max_length=200))
    kinds = (
        Region.objects.valid()
        .filter(parent_id=county.pk, level=Level.TOWNSHIP)
        .order_by()
        .values_list(F("kind"), blank, blank)
    )
    own = (
        PlaceWord.objects.filter(county_id=county.pk)
        .order_by()
        .values_list("place_kind", "key", "text")
    )
    rows = list(kinds.union(own))
    return {kind for kind, key, _ in rows if not key}, [row for row in rows if row[1]]


def _words(county, township, kinds, own):
    together = townships_kind(kinds)
    kind = township.kind if township else together
    slots = _slots(
        county, township, TOWNSHIP_KINDS[kind]["township"], TOWNSHIP_KINDS[together]["township"]
    )
    words = {**TOWNSHIP_KINDS[kind], **{key: pattern % slots for key, pattern in PATTERNS.items()}}
    words |= {"county_name": county.name, "township_name": township.name if township else ""}
    for wanted in ("", county.kind, kind):
        words |= {key: text for place_kind, key, text in own if place_kind == wanted}
    return words


def _slots(county, township, word, together):
    place = COUNTY_KINDS.get(county.kind, COUNTY_KINDS["county"])
    return {
        **place,
        "upper": "区级" if county.kind == "district" else "上级",
        "county_name": county.name,
        "township": word,
        "townships": together,
        "list_place": county.name + (township.name if township else together),
        "list_short": township.name if township else together,
    }
