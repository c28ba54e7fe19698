"""The one ranking: which entries of a list a question means, the surest first, whether that is
sure, and why each is there.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy

from items.entry.entries import list_order

from .evidence import evidence_of
from .phrase_book import NO_PHRASES
from .weights import weights_for

NEAR_LEAST = 0.1  # how sure of the first row one has to be to offer it and its like
NEAR_OF_BEST = 0.5  # of its score, what a row needs to be offered beside it
MEANT_OF_BEST = 0.6  # the same to stand among the answers
BESIDE_WORDS = 0.75  # the same where others hold the very words
MOST_NEAR = 5
MOST_MEANT = 5


class Why(StrEnum):
    """Why an entry is among the hits."""

    CODE = "code"
    NUMBER = "number"
    WORDS = "words"
    OTHER_WORDS = "other_words"
    SOME_WORDS = "some_words"
    PHRASE = "phrase"
    SOUND = "sound"
    MEANING = "meaning"
    CATEGORY = "category"
    INTERPRETED = "interpreted"


@dataclass(frozen=True)
class Hit:
    """An entry that a question means: its place among the rows of the list, how sure that is (0 to
    1), why, the phrase that the question resembles, and the words to mark.
    """

    row: int
    entry: dict
    sureness: float
    why: Why
    phrase: str = ""
    terms: tuple = ()


@dataclass(frozen=True)
class Ranked:
    """`hits` are what holds the words or is said to be meant, `near` what is nearest where that is
    not sure. `is_sure` where the first hit may be called the answer; `has_words` where some hits
    hold the words of the question. `now_called` is the present name of the department asked for
    under another, which was looked up instead.
    """

    hits: tuple = ()
    near: tuple = ()
    is_sure: bool = False
    has_words: bool = False
    now_called: str = ""

    @property
    def entries(self):
        return [hit.entry for hit in self.hits]


NOTHING = Ranked()


def ranked(index, asked, within=None, *, by_meaning=True, book=NO_PHRASES, township_code=""):
    """What a question finds in the rows of a list: `Ranked`. `within` says which rows are looked at
    (an array of truths); all unless told. Without `by_meaning`, or where there is no model, words
    and phrases are weighed alone. `book` is what the county says of its own phrases; a printed
    number is that of `township_code`, where there is one.
    """
    if within is None:
        within = numpy.ones(len(index.rows), bool)
    if not within.any():
        return NOTHING
    if named := named_outright(index, asked, within, township_code):
        return Ranked(named, is_sure=True, has_words=True)
    if asked.is_number:
        return by_words_alone(index, asked, within)
    whole = of_one(index, asked, within, by_meaning, book)
    if len(asked.parts) > 1 and not whole.has_words:
        return of_parts(index, asked, within, by_meaning, book, whole)
    return whole


def named_outright(index, asked, within, township_code=""):
    """The entries whose code, or number as it is printed there, a question is."""
    found = []
    if not (asked.code or asked.printed):
        return ()
    for place in numpy.flatnonzero(within):
        entry = index.rows[place].entry
        if asked.code and entry["code"] == asked.code:
            found.append(Hit(int(place), entry, 1.0, Why.CODE, terms=(asked.code,)))
        number = entry.get("numbers", {}).get(township_code, entry["number"])
        printed = asked.printed
        if printed and number == printed.number and printed.kind in ("", entry["kind"]):
            found.append(Hit(int(place), entry, 1.0, Why.NUMBER))
    return tuple(found)


def by_words_alone(index, asked, within):
    """The entries that hold a number which is asked for (12345)."""
    evidence = evidence_of(index, asked, by_meaning=False)
    order = ordered(
        index, evidence.scores(weights_for(by_meaning=False)), within & evidence.words.found
    )
    hits = tuple(hit_of(asked, evidence, place, 1.0) for place in order)
    return Ranked(hits, is_sure=bool(hits), has_words=bool(hits))


def of_one(index, asked, within, by_meaning, book):
    """The answer to a question with one matter."""
    evidence = evidence_of(index, asked, by_meaning=by_meaning, book=book)
    weights = weights_for(by_meaning=evidence.by_meaning)
    scores = evidence.scores(weights)
    sureness = sure(scores, weights)
    claim = sureness_of_claim(evidence, scores, within, weights)
    says_exactly = [row for row in evidence.view.says_exactly(asked) if within[row]]
    is_sure = bool(claim >= weights.claim_least or says_exactly)
    holds = evidence.words.found & within
    best = scores[within].max()
    shown, near = holds.copy(), []
    if is_sure:
        scores[says_exactly] += best  # the clerk's word comes first
        least = (BESIDE_WORDS if holds.any() else MEANT_OF_BEST) * best
        shown[ordered(index, scores, within & (scores >= least))[:MOST_MEANT]] = True
    elif claim >= NEAR_LEAST and best > 0:
        near = ordered(index, scores, within & (scores >= NEAR_OF_BEST * best))[:MOST_NEAR]

    turns = turns_of(evidence.words, shown, says_exactly)

    def hits_of(places):
        return tuple(hit_of(asked, evidence, place, sureness[place]) for place in places)

    hits = hits_of(ordered(index, scores, shown, turns))
    return Ranked(hits, hits_of(near), is_sure, bool(holds.any()))


def turns_of(words, shown, says_exactly):
    """When each row has its turn, whatever its score: what holds the very words comes before what
    holds other words for them, and what only its category names comes last; the clerk's word goes
    before all of this.
    """
    turns = numpy.zeros(len(shown), int)
    if (words.direct & ~words.by_category & shown).any():
        turns[words.by_other] = 1
    turns[words.by_category] = 2
    turns[says_exactly] = 0
    return turns


def of_parts(index, asked, within, by_meaning, book, whole):
    """The answer to a question with several matters: that of each in turn, where each has one."""
    answers = []
    for part in asked.parts:
        only = replace(asked, folded=part, matter=part, parts=())
        answers.append(of_one(index, only, within, by_meaning, book))
    if not all(answer.is_sure and answer.hits for answer in answers):
        return whole
    hits, seen = [], set()
    for rank in range(MOST_MEANT):
        for answer in answers:
            if rank < len(answer.hits) and answer.hits[rank].row not in seen:
                seen.add(answer.hits[rank].row)
                hits.append(answer.hits[rank])
    return Ranked(tuple(hits), (), True, all(answer.has_words for answer in answers))


def ordered(index, scores, among, turns=None):
    """The places of the rows that are among these, those of an earlier turn first, then the best;
    of equal ones the shorter name, then the order of the list.
    """
    places = numpy.flatnonzero(among)
    rounded = numpy.round(scores, 4)
    if turns is None:
        turns = numpy.zeros(len(rounded), int)

    def rank(place):
        entry = index.rows[place].entry
        return (turns[place], -rounded[place], len(entry["name"]), list_order(entry), entry["code"])

    return sorted(places.tolist(), key=rank)


def sure(scores, weights):
    """How sure it is that each row is meant."""
    slope, base = weights.sure
    return 1 / (1 + numpy.exp(-numpy.clip(slope * scores + base, -50, 50)))


def sureness_of_claim(evidence, scores, within, weights):
    """How sure it is that the first row is the answer."""
    told = evidence.of_first(scores, within, weights)
    total = weights.claim_base
    for name, weight in weights.claim.items():
        total += weight * told[name]
    return 1 / (1 + numpy.exp(-total))


def hit_of(asked, evidence, place, sureness):
    """The hit that a row is, with why it is there."""
    words = evidence.words
    entry, sureness = evidence.view.index.rows[place].entry, round(float(sureness), 3)
    if words.found[place]:
        why = Why.WORDS if words.direct[place] else Why.OTHER_WORDS
        if words.by_category[place]:
            why = Why.CATEGORY
        return Hit(place, entry, sureness, why, terms=words.used[place])
    why, phrase = evidence.why_not_words(place)
    return Hit(place, entry, sureness, Why(why), phrase, asked.terms)
