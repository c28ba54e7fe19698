"""What speaks for each row of a list being what a question means, as numbers from 0 to 1."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy

from items.search.everyday_words import also_said, everyday_words_in
from items.search.text import digits

from .asked import terms_within
from .library import library
from .likeness import weights_of
from .matters import hear, of_matters, sounds_asked, spread
from .sounds import initials_typed

COLUMNS = ("direct", "by_other", "in_name", "exact", "by_category")


@dataclass(frozen=True)
class Words:
    """Which rows hold every word of a question: as it stands, or only by another word for one;
    `in_name` where the name holds them all, `exact` where the name is them, `by_category` where
    only the category holds them. `held` has of each row that was found the words that it holds.
    """

    direct: numpy.ndarray
    by_other: numpy.ndarray
    in_name: numpy.ndarray
    exact: numpy.ndarray
    by_category: numpy.ndarray
    held: dict

    @cached_property
    def found(self):
        return self.direct | self.by_other

    def to_mark(self, place):
        """The words to mark in a row that was found, the longest first."""
        used = set().union(*self.held[place])
        return tuple(sorted(used, key=len, reverse=True))

    def instead_of_none(self, other, lists):
        """The same, but in each list in which none was found what `other` found there."""
        is_bare = ~lists.any_of_each(self.found)[lists.list_of]
        columns = {}
        for name in COLUMNS:
            columns[name] = numpy.where(is_bare, getattr(other, name), getattr(self, name))
        return Words(**columns, held={**other.held, **self.held})


def words_in(lists, terms):
    """`Words` over the rows of a list; of no terms, nothing is found."""
    size = len(lists.rows)
    ways = [ways_to_say(term) for term in terms]
    columns = {name: numpy.zeros(size, bool) for name in COLUMNS}
    found = rows_with_all(lists, ways)
    for place, held in found.items():
        for name, is_so in words_of_row(lists.rows[place], ways, held).items():
            columns[name][place] = is_so
    return Words(**columns, held=found)


def ways_to_say(term):
    """A word of a question as it stands, and the other words for it."""
    return tuple(map(digits, (term, *also_said(term))))


def rows_with_all(lists, ways):
    """{the place of each row that holds every word, asked for in several ways: for each the words
    it holds}.
    """
    if not ways:
        return {}
    found = {}
    for place, words in lists.rows_holding(ways[0]).items():
        found[place] = [words]
    for way in ways[1:]:
        if not found:
            break
        held = lists.rows_holding(way)
        found = {place: [*words, held[place]] for place, words in found.items() if place in held}
    return found


def words_of_row(row, ways, held):
    """What one row says of each word: {column: truth}. `held` has for each those of its ways that
    stand in the row.
    """
    as_asked = [way[0] for way in ways]
    as_held = [words[0] for words in held]
    is_direct = as_held == as_asked
    return {
        "direct": is_direct,
        "by_other": not is_direct,
        "in_name": all(has_any(row.name, way) for way in ways),
        "exact": row.name.replace(" ", "") == "".join(as_asked),
        "by_category": all(is_of_category(row, word) for word in as_held),
    }


def has_any(text, words):
    return any(word in text for word in words)


def is_of_category(row, word):
    """Whether only the category of a row holds a word."""
    return word in row.category and row.text.count(word) == row.category.count(word)


@dataclass(frozen=True)
class Evidence:
    """`values` has for each evidence a number for each row of `lists` (`Joined`); `by_meaning` says
    whether meaning is among them.
    """

    values: dict
    words: Words
    heard: object
    lists: object
    asked: object
    by_meaning: bool

    def scores(self, weights):
        total = numpy.zeros(len(self.lists.rows), numpy.float32)
        for name, weight in weights.rows.items():
            total += weight * self.values[name]
        return total

    def of_firsts(self, scores, within, weights):
        """{name: a number for each list} of what speaks for calling its first row the answer: its
        score and its lead over the rows about other matters, what else the question may be about
        (a matter that nothing of this list is about), and its evidence.
        """
        lists, links = self.lists, self.lists.links
        firsts = lists.firsts(scores, within)
        others = within & ~links.shared_with(firsts, lists.sizes)
        seconds = lists.best_of_each(scores, others)
        seconds[numpy.isinf(seconds)] = 0
        sounds_like, sounds_outside = of_matters(self.heard, weights)
        own = sounds_like[links.places[firsts]] * (links.sureness[firsts] > 0)
        own = own.max(axis=1)
        told = {
            "score": scores[firsts],
            "lead": scores[firsts] - seconds,
            "words": self.words.found[firsts],
            "heard": sounds_like.max(),
            "heard of it": own,
            "heard elsewhere": sounds_like.max() - own,
            "heard outside": sounds_outside,
            "nearest phrase": self.heard.nearness_of_phrase(self.by_meaning),
            "length": numpy.log1p(len(self.asked.matter)),
            "link": links.sureness[firsts].max(axis=1),
        }
        for name, values in self.values.items():
            told[name] = values[firsts]
        return told

    def why_not_words(self, place):
        """(why a row is near without holding the words, the phrase that is like the question)."""
        values = self.values
        by_sound = max(values["phrase by sound"][place], values["sound of name"][place])
        if by_sound >= SAME_SOUND and by_sound > values["phrase"][place] + LOUDER:
            return "sound", ""
        if phrase := self.phrase_of(place):
            return "phrase", phrase
        if self.by_meaning and values["share of name"][place] < MANY_WORDS:
            return "meaning", ""
        return "some_words", ""

    def phrase_of(self, place):
        """The phrase of this row that is like the question, the county's own first; "" for none."""
        lists = self.lists
        number = lists.list_of[place]
        if own := lists.views[number].own_phrase(place - lists.starts[number], self.asked):
            return own
        of_row = lists.links.places[place][lists.links.sureness[place] > 0]
        return self.heard.phrase_like_it(of_row) if len(of_row) else ""


LEAST_IN_NAME = 3  # two first letters stand in too many names
SAME_SOUND = 0.9
LOUDER = 0.3
MANY_WORDS = 0.4


def evidence_of(lists, asked, *, by_meaning=True):
    """What speaks for each row of some lists (`Joined`) being what is asked for: `Evidence`."""
    matter = digits(asked.matter)
    heard = hear(asked, by_meaning=by_meaning and lists.has_vectors)
    words = words_asked(lists, asked)
    name_share, text_share = shares(lists, matter)
    by_meaning = heard.meaning is not None
    found = {
        "exact": words.exact,
        "words in the name": words.direct & words.in_name,
        "words in the text": words.direct & ~words.in_name & ~words.by_category,
        "other words": words.by_other & ~words.by_category,
        "category": words.by_category,
        "share of name": name_share,
        "share of text": text_share,
        "of the name": share_of_names(lists, matter),
        "sound of name": share_of_sounds(lists, asked),
        **dict(zip(heard.kinds, lists.links.best(heard.of_kinds), strict=True)),
    }
    found["initials"] = numpy.maximum(found["initials"], initials_in(lists, asked))
    if by_meaning:
        names, wholes = lists.nearness(heard.vector)
        found["meaning of name"] = spread(names)
        found["meaning of text"] = spread(wholes)
    values = {name: numpy.asarray(value, numpy.float32) for name, value in found.items()}
    tend(lists, asked, heard, values)
    return Evidence(values, words, heard, lists, asked, by_meaning)


def words_asked(lists, asked):
    """`Words` of a question as it stands; in each list that has none of those, of its matter."""
    words = words_in(lists, asked.terms)
    of_matter = terms_within(asked.matter)
    if of_matter == asked.terms or lists.any_of_each(words.found).all():
        return words
    return words.instead_of_none(words_in(lists, of_matter), lists)


def tend(lists, asked, heard, values):
    """Counts what each county says of its own among the evidence, in its place."""
    for number, view in enumerate(lists.views):
        if view.texts or view.book.struck:
            of_list = {name: column[lists.of_list(number)] for name, column in values.items()}
            view.without_struck(heard, of_list)
            view.with_own(asked, heard, of_list)


@lru_cache(maxsize=16)
def weighed(matter):
    """(what the tokens of a matter weigh that are of no everyday word; [(what those of an everyday
    word weigh, the list's own words for it)]; what all weigh). A search over many lists asks once.
    """
    rarity = library().rarity
    whole = weights_of(matter, rarity)
    rest = {**whole}
    everyday = []
    for word, others in everyday_words_in(matter):
        part = {}
        for token in weights_of(digits(word), rarity):
            if token in rest:
                part[token] = rest.pop(token)
        everyday.append((part, tuple(map(digits, others))))
    return rest, everyday, whole


def shares(index, matter):
    """(of each row the share of the question in its name, the same in its text): an everyday word
    is there where the list's own word for it is.
    """
    rest, everyday, whole = weighed(matter)
    in_name = index.names.shared(rest)
    in_text = index.texts.shared(rest)
    total = sum(whole.values())
    if not total:
        return in_name, in_text
    for part, others in everyday:
        of_word = sum(part.values())
        own_name = index.names.shared(part)
        own_text = index.texts.shared(part)
        for place in index.rows_holding(others):
            own_text[place] = of_word
            if has_any(index.rows[place].name, others):
                own_name[place] = of_word
        in_name += own_name
        in_text += own_text
    return in_name / total, in_text / total


def share_of_names(index, matter):
    """Of each row how much of its name stands in the question."""
    _, _, whole = weighed(matter)
    return index.names.shared(whole) / numpy.maximum(index.name_totals, 1)


def share_of_sounds(index, asked):
    """Of each row the share of the question's sounds that its name has."""
    wanted = sounds_asked(asked)
    if not wanted:
        return numpy.zeros(len(index.rows), numpy.float32)
    return index.sounds.shared(dict.fromkeys(wanted, 1.0)) / len(wanted)


def initials_in(index, asked):
    """1 for each row whose name has the first letters that were typed, of three or more."""
    found = numpy.zeros(len(index.rows), bool)
    for run in initials_typed(asked.matter):
        if len(run) >= LEAST_IN_NAME:
            found |= [run in initials for initials in index.initials]
    return found
