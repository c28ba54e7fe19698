"""What is proposed and is in the county's list already: as an item in force, or as one that
the last edition reclaimed.
"""

from dataclasses import dataclass
from functools import lru_cache

from items.editions.documents import standing_document
from items.findings.registry import Rule
from items.meaning.of_items import WAY, told_contents
from items.meaning.vectors import is_available, vectors_of, why_not
from items.models import DutyItem, Kind
from items.models.document_bytes import unpacked
from items.same_work.compared import Compared
from items.same_work.judging import NAME_LEAST, nearest

from .rules import NEAR_DUPLICATE, RECLAIMED_RETURN

# The name and the text of one change: what a request computes itself, all else is made beside it.
MOST_COMPUTED = 2
NOT_YET = "部分事项的含义还没有算好，对这些事项只按文字比对。"
MOST_WORDS = 5
KEPT_DOCUMENTS = 8


@dataclass(frozen=True)
class NearItem:
    """An item of the list that is the same work as a proposed one, as far as can be judged.

    `score` says how sure that is, up to 1. The spans are the places [(start, end)] where one text
    says what the other says, of `text` (what is proposed) and `their_text`; `pieces_at` of
    `items.meaning.words` cuts a text into marked pieces by them.
    """

    rule: Rule
    code: str
    name: str
    score: float
    by_meaning: bool
    text: str
    spans: list
    their_text: str
    their_spans: list

    @property
    def shared_words(self):
        """The longest of the words that gave it away, in the order of the proposed text; one that
        stands within another says nothing more.
        """
        words = dict.fromkeys(self.text[start:end] for start, end in self.spans)
        longest = []
        for word in sorted(words, key=len, reverse=True):
            if len(word) > 1 and not any(word in other for other in longest):
                longest.append(word)
        kept = longest[:MOST_WORDS]
        return [word for word in words if word in kept]

    def facts(self):
        """What the sentence of its rule is filled in with, beside the name of what is proposed."""
        words = [f"“{word}”" for word in self.shared_words]
        told = []
        if words:
            told.append(f"都涉及{''.join(words)}")
        if self.by_meaning:
            told.append("含义相近")
        return {"item": self.name, "code": self.code, "likeness": "，".join(told) or "文字相近"}


@dataclass(frozen=True)
class NearItems:
    """What is near each of the contents, in their order; and why some were held against words only,
    a sentence for the page, empty where all were held against meaning too.
    """

    of_contents: list
    why_words_only: str

    def findings(self, contents):
        """[(number of the content, NearItem, Finding)] with the severity of the rule itself."""
        found = []
        for number, (content, hits) in enumerate(zip(contents, self.of_contents, strict=True)):
            for hit in hits:
                facts = {"name": content["name"], **hit.facts()}
                finding = hit.rule.finding(hit.code, hit.rule.severity.value, facts)
                found.append((number, hit, finding))
        return found


def near_items(contents, county, *, besides=None, name_least=NAME_LEAST, compute=MOST_COMPUTED):
    """Holds proposed contents against the county's list: -> `NearItems`.

    `besides` has for each content the codes of the items that it comes from (the one it revises,
    those it merges): they are no duplicates of it. `name_least` is the county's
    `near_duplicate_least`. Of the proposed texts that have no vector yet as many are computed as
    `compute` says, and only where that makes them complete.
    """
    besides = besides or [()] * len(contents)
    asked = []
    for content, codes in zip(contents, besides, strict=True):
        asked.append(ProposedItem(content, set(codes)))
    asking = [one for one in asked if one.is_asked]
    listed = told_contents(DutyItem.objects.current().of_county(county))
    reclaimed = _compared(reclaimed_in_last_edition(county, listed))
    registered = _compared(told for told in listed if told["kind"] != Kind.RECLAIMED)
    vectors, why_words_only = _vectors(asking, [*reclaimed, *registered], compute)
    _take_hits(RECLAIMED_RETURN, asking, reclaimed, vectors, name_least)
    _take_hits(NEAR_DUPLICATE, asking, registered, vectors, name_least)
    return NearItems([one.hits for one in asked], why_words_only)


def _compared(contents):
    return [Compared.of_content(content["code"], content) for content in contents]


def reclaimed_in_last_edition(county, listed):
    """The reclaimed items of the newest document that stands; where the county has none
    yet those of its register.
    """
    if document := standing_document(county):
        return reclaimed_in(bytes(document.full))
    return [entry for entry in listed if entry["kind"] == Kind.RECLAIMED]


@lru_cache(maxsize=KEPT_DOCUMENTS)
def reclaimed_in(packed):
    """The reclaimed items of a packed document, which never changes; they are only read."""
    return [entry for entry in unpacked(packed)["entries"] if entry["kind"] == Kind.RECLAIMED]


class ProposedItem:
    """One proposed content, with the codes of the items it comes from."""

    def __init__(self, content, besides):
        self.compared = Compared.of_content(None, content)
        self.besides = besides
        self.hits = []
        # What a department takes back itself is no return to the townships.
        self.is_asked = bool(self.compared.name) and content.get("kind") != Kind.RECLAIMED

    def hit(self, rule, item, near):
        return NearItem(
            rule=rule,
            code=item.key,
            name=item.name,
            score=near.score,
            by_meaning=near.by_meaning,
            text=self.compared.text,
            spans=near.spans,
            their_text=item.text,
            their_spans=near.their_spans,
        )


def _take_hits(rule, asking, items, vectors, name_least):
    """Gives each that is asked its hits among the items, by one rule."""
    by_code = {item.key: item for item in items}
    proposed = [one.compared for one in asking]
    besides = [one.besides for one in asking]
    found = nearest(proposed, items, vectors=vectors, name_least=name_least, besides=besides)
    for one, nears in zip(asking, found, strict=True):
        for near in nears:
            one.hits.append(one.hit(rule, by_code[near.key], near))


def _vectors(asking, items, compute):
    """({text: vector} of all that have one, why some were held against words only)."""
    if not is_available():
        return {}, why_not()
    own, theirs = [], []
    for one in asking:
        own += [one.compared.name, one.compared.whole]
    for item in items:
        theirs += [item.name, item.whole]
    wanted = {*own, *theirs}
    vectors = vectors_of(wanted, way=WAY)
    missing = [text for text in dict.fromkeys(own) if text not in vectors]
    if 0 < len(missing) <= compute:
        vectors |= vectors_of(missing, compute=True, way=WAY)
    why_words_only = ""
    if not wanted <= vectors.keys():
        why_words_only = NOT_YET
    return vectors, why_words_only
