"""The words of a place (地方用词): what offices, columns and answers are called in this county and
township.
"""

from django.db.models import CharField, F, Value

from .models import Level, PlaceWord, Region
from .place_words import COUNTY_KINDS, PATTERNS, TOWNSHIP_KINDS

OFFICE = "编办"


def words_for(county, township=None):
    """Every word of the county, or of one of its townships; a plain dict, read with one query."""
    kinds, own = _read(county)
    return _words(county, township, kinds, own)


def staffing_office_of(county=None):
    """The staffing office as a sentence calls it: 区委编办, or as the county's own words have it;
    where no county is meant, what all of them are called.
    """
    if county is None:
        return OFFICE
    return words_for(county)["office"]


def words_of_townships(county, townships):
    """{township id: its words} for many townships of one county, with one query in all."""
    kinds, own = _read(county)
    return {township.pk: _words(county, township, kinds, own) for township in townships}


def townships_kind(kinds):
    """Which row of the table stands for all the kinds together: zones only count when there is
    nothing else.
    """
    kinds = set(kinds)
    if "ethnic_xiang" in kinds:
        kinds = kinds - {"ethnic_xiang"} | {"xiang"}
    kinds = kinds - {"zone"} or kinds
    if len(kinds) == 1:
        return kinds.pop()
    if kinds == {"town", "xiang"}:
        return "rural"
    return "mixed"


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
    present, words = set(), []
    for kind, key, text in kinds.union(own):
        if key:
            words.append((kind, key, text))
        else:
            present.add(kind)
    return present, words


def _words(county, township, kinds, own):
    together = townships_kind(kinds)
    kind, name = together, ""
    if township:
        kind, name = township.kind, township.name
    words = dict(TOWNSHIP_KINDS[kind])
    slots = _slots(county, name, words["township"], TOWNSHIP_KINDS[together]["township"])
    for key, pattern in PATTERNS.items():
        words[key] = pattern % slots
    words["county_name"], words["township_name"] = county.name, name
    for wanted in ("", county.kind, kind):
        for place_kind, key, text in own:
            if place_kind == wanted:
                words[key] = text
    return words


def _slots(county, township, word, together):
    """What the patterns leave open; `township` is the name of the one township, empty for none."""
    upper, of_all = "上级", together_word(together)
    if county.kind == "district":
        upper = "区级"
    return {
        **COUNTY_KINDS.get(county.kind, COUNTY_KINDS["county"]),
        "upper": upper,
        "county_name": county.name,
        "township": word,
        "townships": together,
        "list_place": county.name + (township or of_all),
        "list_short": township or of_all,
        "of_all": of_all,
    }


def together_word(word):
    """What the townships of a county are called behind its name: 东山县各镇, not 东山县镇, which
    reads like the name of one place.
    """
    if len(word) == 1:
        return f"各{word}"
    return word
