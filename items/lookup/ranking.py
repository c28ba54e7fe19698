"""The one ranking: which entries of a list a question means, the surest first, whether that is
sure, and why each is there.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy

from .evidence import evidence_of, words_asked
from .phrase_book import NO_PHRASES
from .tended import tended
from .typed_sounds import as_it_sounds
from .weights import weights_for

NEAR_LEAST = 0.17  # how sure of the first row one has to be to offer it and its like
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
    under another, which was looked up instead; `read_as` are the characters that a question typed
    by its sound, or a slip, was taken for.
    """

    hits: tuple = ()
    near: tuple = ()
    is_sure: bool = False
    has_words: bool = False
    now_called: str = ""
    read_as: str = ""

    @property
    def entries(self):
        return [hit.entry for hit in self.hits]

    @property
    def finds(self):
        """Whether it is sure of its first hit, or some hold the words of the question."""
        return self.is_sure or self.has_words


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
    lists = tended(index, book).alone
    return ranked_each(lists, asked, within, by_meaning=by_meaning, township_code=township_code)[0]


def ranked_each(lists, asked, within, *, by_meaning=True, township_code="", with_near=True):
    """The same of many lists (`Joined`) at once: a `Ranked` for each, as if it were asked alone;
    `near` is left empty where nobody wants it.
    """
    if asked.code or asked.printed:
        named = named_outright(lists, asked, within, township_code)
        if len(named) == len(lists.views):
            return [of_named(named[number]) for number in range(len(named))]
        if named:
            return named_or_asked(lists, asked, within, named, by_meaning, with_near)
    if asked.is_number:
        return by_words_alone(lists, asked, within)
    if len(asked.parts) > 1:
        return in_parts(lists, asked, within, by_meaning, with_near)
    return judged_or_heard(lists, asked, within, by_meaning, with_near)


def judged_or_heard(lists, asked, within, by_meaning, with_near):
    """The answers to a question with one matter; a list that has none to a slip (消方) takes the
    answer to the word which sounds alike.
    """
    answers = judged(lists, asked, within, by_meaning, with_near).answers()
    missed = [number for number, answer in enumerate(answers) if not answer.finds]
    meant = as_it_sounds(asked.matter) if missed else ""
    if not meant:
        return answers
    heard = replace(asked, folded=meant, matter=meant, parts=())
    for number, answer in enumerate(judged(lists, heard, within, by_meaning, with_near).answers()):
        if number in missed and answer.finds:
            answers[number] = replace(answer, read_as=meant)
    return answers


def of_named(hits):
    return Ranked(tuple(hits), is_sure=True, has_words=True)


def named_or_asked(lists, asked, within, named, by_meaning, with_near):
    """The answers where only some lists have what is named: of the others it is asked."""
    left = replace(asked, code="", printed=None)
    answers = ranked_each(lists, left, within, by_meaning=by_meaning, with_near=with_near)
    for number, hits in named.items():
        answers[number] = of_named(hits)
    return answers


def named_outright(lists, asked, within, township_code=""):
    """{the number of a list: its entries whose code, or number as it is printed there, is asked}"""
    found = {}
    for number, index in enumerate(lists.indexes):
        hits = []
        for place in places_named(index, asked, within[lists.of_list(number)], township_code):
            entry = index.rows[place].entry
            if asked.code:
                hits.append(Hit(place, entry, 1.0, Why.CODE, terms=(asked.code,)))
            else:
                hits.append(Hit(place, entry, 1.0, Why.NUMBER))
        if hits:
            found[number] = hits
    return found


def places_named(index, asked, within, township_code):
    """The rows of one list whose code, or printed number, a question is."""
    if asked.code:
        return [place for place in index.places_of_code.get(asked.code, ()) if within[place]]
    printed, places = asked.printed, []
    numbers = index.printed_numbers(township_code)
    for place in numpy.flatnonzero((numbers == printed.number) & within).tolist():
        if printed.kind in ("", index.rows[place].entry["kind"]):
            places.append(place)
    return places


def by_words_alone(lists, asked, within):
    """The entries that hold a number which is asked for (12345), list by list."""
    evidence = evidence_of(lists, asked, by_meaning=False)
    scores = evidence.scores(weights_for(by_meaning=False))
    places = lists.by_list(lists.ordered(scores, within & evidence.words.found))
    answers = []
    for number in range(len(lists.views)):
        hits = tuple(hit_of(evidence, place, 1.0) for place in places.get(number, ()))
        answers.append(Ranked(hits, is_sure=bool(hits), has_words=bool(hits)))
    return answers


@dataclass(frozen=True)
class Judged:
    """What a question with one matter finds in many lists: of each list, by its number, the places
    of its hits and of what is near, in order; whether it is sure, and whether some hold the words.
    """

    evidence: object
    sureness: numpy.ndarray
    hits: dict
    near: dict
    is_sure: list
    has_words: list

    def answers(self):
        return [self.answer(number) for number in range(len(self.is_sure))]

    def answer(self, number):
        return Ranked(
            self._made(self.hits.get(number, ())),
            self._made(self.near.get(number, ())),
            self.is_sure[number],
            self.has_words[number],
        )

    def _made(self, places):
        return tuple(hit_of(self.evidence, place, self.sureness[place]) for place in places)


def judged(lists, asked, within, by_meaning, with_near=True):
    """The answers to a question with one matter: `Judged`."""
    evidence = evidence_of(lists, asked, by_meaning=by_meaning)
    weights = weights_for(by_meaning=evidence.by_meaning)
    scores = evidence.scores(weights)
    sureness = sure(scores, weights)
    claims = sureness_of_claims(evidence, scores, within, weights)
    says_exactly = within & said_exactly(lists, asked)
    is_sure = lists.any_of_each(within) & (claims >= weights.claim_least) & (not asked.is_of_doing)
    is_sure |= lists.any_of_each(says_exactly)
    holds = evidence.words.found & within
    has_words = lists.any_of_each(holds)
    best = lists.best_of_each(scores, within)
    near = numpy.empty(0, int)
    if with_near:
        offers = ~is_sure & (claims >= NEAR_LEAST) & (best > 0)
        among = within & offers[lists.list_of] & (scores >= (NEAR_OF_BEST * best)[lists.list_of])
        near = lists.first_of_each(lists.ordered(scores, among), MOST_NEAR)
    share = numpy.where(has_words, numpy.float32(BESIDE_WORDS), numpy.float32(MEANT_OF_BEST))
    least = (share * best)[lists.list_of]
    # the clerk's word comes first
    scores = numpy.where(says_exactly, scores + best[lists.list_of], scores)
    meant = within & is_sure[lists.list_of] & (scores >= least)
    shown = holds.copy()
    shown[lists.first_of_each(lists.ordered(scores, meant), MOST_MEANT)] = True
    turns = turns_of(lists, evidence.words, shown, says_exactly)
    return Judged(
        evidence,
        sureness,
        lists.by_list(lists.ordered(scores, shown, turns)),
        lists.by_list(near),
        is_sure.tolist(),
        has_words.tolist(),
    )


def said_exactly(lists, asked):
    """Which rows a question is one of the county's own phrases of."""
    rows = numpy.zeros(len(lists.rows), bool)
    for start, view in zip(lists.starts, lists.views, strict=True):
        for place in view.says_exactly(asked):
            rows[start + place] = True
    return rows


def turns_of(lists, words, shown, says_exactly):
    """When each row has its turn, whatever its score: what holds the very words comes before what
    holds other words for them, and what only its category names comes last; the clerk's word goes
    before all of this.
    """
    turns = numpy.zeros(len(shown), int)
    has_direct = lists.any_of_each(words.direct & ~words.by_category & shown)
    turns[words.by_other & has_direct[lists.list_of]] = 1
    turns[words.by_category] = 2
    turns[says_exactly] = 0
    return turns


def in_parts(lists, asked, within, by_meaning, with_near):
    """The answers to a question with several matters: in a list that has not its words that of each
    matter in turn, where each has one; else what the whole finds.
    """
    holds = words_asked(lists, asked).found & within
    needs = lists.any_of_each(within) & ~lists.any_of_each(holds)
    answers = of_parts(lists, asked, within, by_meaning, needs)
    if len(answers) < len(lists.views):
        whole = judged(lists, asked, within, by_meaning, with_near)
        for number in range(len(lists.views)):
            if number not in answers:
                answers[number] = whole.answer(number)
    return [answers[number] for number in range(len(lists.views))]


def of_parts(lists, asked, within, by_meaning, needs):
    """{the number of a list: its answer to each matter in turn} of those lists that need it (an
    array of truths) and are sure of each.
    """
    parts = []
    for matter in asked.parts:
        if not needs.any():
            return {}
        part = replace(asked, folded=matter, matter=matter, parts=())
        among = within & needs[lists.list_of]
        parts.append(judged(lists, part, among, by_meaning, with_near=False))
        has_hits = numpy.isin(numpy.arange(len(needs)), list(parts[-1].hits))
        needs = needs & numpy.array(parts[-1].is_sure) & has_hits
    answers = {}
    for number in numpy.flatnonzero(needs).tolist():
        answers[number] = in_turn([part.answer(number) for part in parts])
    return answers


def in_turn(answers):
    """The first hits of some answers, then the second ones, each entry once: `Ranked`."""
    hits, seen = [], set()
    for rank in range(MOST_MEANT):
        for answer in answers:
            if rank < len(answer.hits) and answer.hits[rank].row not in seen:
                seen.add(answer.hits[rank].row)
                hits.append(answer.hits[rank])
    return Ranked(tuple(hits), (), True, all(answer.has_words for answer in answers))


def sure(scores, weights):
    """How sure it is that each row is meant."""
    slope, base = weights.sure
    return 1 / (1 + numpy.exp(-numpy.clip(slope * scores + base, -50, 50)))


def sureness_of_claims(evidence, scores, within, weights):
    """How sure it is that the first row of each list is the answer."""
    told = evidence.of_firsts(scores, within, weights)
    total = weights.claim_base
    for name, weight in weights.claim.items():
        total = total + weight * told[name]
    return 1 / (1 + numpy.exp(-total))


def hit_of(evidence, place, sureness):
    """The hit that a row is, with why it is there."""
    words, lists = evidence.words, evidence.lists
    entry, sureness = lists.rows[place].entry, round(float(sureness), 3)
    own_place = place - int(lists.starts[lists.list_of[place]])
    if words.found[place]:
        why = Why.WORDS if words.direct[place] else Why.OTHER_WORDS
        if words.by_category[place]:
            why = Why.CATEGORY
        return Hit(own_place, entry, sureness, why, terms=words.to_mark(place))
    why, phrase = evidence.why_not_words(place)
    return Hit(own_place, entry, sureness, Why(why), phrase, evidence.asked.terms)
