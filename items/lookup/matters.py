"""How much a question sounds like what people say of each common matter."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy

from items.meaning.vectors import vector_of_question
from items.search.text import SEPARATOR, digits

from . import sounds
from .library import library
from .likeness import weights_of

# When a phrase is shown as like the question.
LIKE_BY_WORDS = 0.4
LIKE_BY_MEANING = 0.92
BEST = 3  # phrases of a matter that are averaged
LEAST_LENGTH = 1e-6
FAR, NEAR = 0.78, 0.95  # what the model calls texts that have nothing, and everything, in common

KINDS = (
    "phrase",
    "phrases",
    "phrase by sound",
    "said of the matter",
    "initials",
    "phrases by meaning",
)


def spread(nearness):
    """Nearness in meaning from what is far to what is near."""
    return numpy.clip((nearness - FAR) / (NEAR - FAR), 0, 1)


@dataclass(frozen=True, eq=False)
class Heard:
    """For each matter: the likeness of its best phrase by words, the mean of its best three by
    words, the same by meaning (None without a model), that of its best phrase by sound; the share
    of the question that is said of it anywhere; whether it has a phrase with the first letters
    typed. Of each phrase of the library how near it is by words and by meaning; `of_phrases` is how
    near each phrase of the library is, `vector` that of the question.
    """

    words: numpy.ndarray
    words_of_three: numpy.ndarray
    meaning: numpy.ndarray | None
    sound: numpy.ndarray
    whole: numpy.ndarray
    initials: numpy.ndarray
    words_of_phrases: numpy.ndarray
    meaning_of_phrases: numpy.ndarray | None
    vector: numpy.ndarray | None

    @cached_property
    def of_phrases(self):
        if self.meaning_of_phrases is None:
            return self.words_of_phrases
        return self.words_of_phrases + self.meaning_of_phrases

    @property
    def kinds(self):
        """The names of `of_kinds` among the evidence of a row."""
        return KINDS if self.meaning is not None else KINDS[:-1]

    @cached_property
    def of_kinds(self):
        """What is heard of each matter, a row for each kind."""
        found = [self.words, self.words_of_three, self.sound, self.whole, self.initials]
        if self.meaning is not None:
            found.append(spread(self.meaning))
        return numpy.stack(found)

    def nearness_of_phrase(self, by_meaning):
        """How near the nearest phrase of all is, 0 to 1 or, with meaning, to 2."""
        return self.of_phrases.max() - (FAR if by_meaning else 0)

    @cached_property
    def nearest_phrases(self):
        """Of each matter the phrase that is nearest, by its place."""
        phrases, nearness = library().phrases, self.of_phrases
        best = numpy.maximum.reduceat(nearness, phrases.starts)
        found = numpy.flatnonzero(nearness == best[phrases.owners])
        _, firsts = numpy.unique(phrases.owners[found], return_index=True)
        return found[firsts]

    def phrase_like_it(self, matters):
        """The phrase of some matters, by their places, that is like the question; "" where none
        is.
        """
        phrases, nearness = library().phrases, self.of_phrases
        best = max(self.nearest_phrases[matters].tolist(), key=nearness.__getitem__)
        is_like = self.words_of_phrases[best] >= LIKE_BY_WORDS
        if self.meaning_of_phrases is not None:
            is_like |= self.meaning_of_phrases[best] >= LIKE_BY_MEANING
        return phrases.texts[best] if is_like else ""


@lru_cache(maxsize=16)
def of_matters(heard, weights):
    """How much a question sounds like each matter, in the weights of its evidence, and how much
    more it sounds like one that is in hardly any list than like any other: (array, number). A
    search over many lists asks once.
    """
    rows = weights.rows
    total = rows["phrase"] * heard.words + rows["phrases"] * heard.words_of_three
    total = total + rows["said of the matter"] * heard.whole
    if heard.meaning is not None:
        total = total + rows["phrases by meaning"] * spread(heard.meaning)
    outside = library().outside
    return total, total[outside].max() - total[~outside].max()


@lru_cache(maxsize=16)
def hear(asked, *, by_meaning):
    """What a question says of each matter of the library: `Heard`. A search over many lists asks
    once.
    """
    shelf = library()
    phrases = shelf.phrases
    by_words = likeness(
        phrases.index, shelf.phrase_lengths, weights_of(digits(asked.matter), shelf.rarity)
    )
    nearness, meaning, vector = None, None, None
    if by_meaning and shelf.vectors is not None:
        vector = vector_of_question(asked.matter)
    if vector is not None:
        nearness = shelf.vectors["phrases"] @ vector
        meaning = of_best(phrases, nearness, BEST)
    return Heard(
        of_best(phrases, by_words, 1),
        of_best(phrases, by_words, BEST),
        meaning,
        of_best(phrases, by_sound(shelf, asked), 1),
        share_of_whole(shelf, asked),
        by_initials(shelf, asked),
        by_words,
        nearness,
        vector,
    )


def likeness(index, lengths, weights):
    """The likeness of one question to each text, 0 to 1."""
    total = index.shared(weights, squared=True)
    own = sum(weight * weight for weight in weights.values()) ** 0.5
    return total / numpy.maximum(lengths * own, LEAST_LENGTH)


def share_of_whole(library, asked):
    """The share of a question that stands in all that is said of each matter."""
    weights = weights_of(digits(asked.matter), library.rarity_among_matters)
    total = sum(weights.values()) or 1
    return library.wholes.shared(weights) / total


def by_initials(library, asked):
    """1 for each matter that has a short phrase with the first letters that were typed."""
    found = numpy.zeros(len(library.matters), numpy.float32)
    for run in sounds.initials_typed(asked.matter):
        found[list(library.initials.get(run, ()))] = 1
    return found


def by_sound(library, asked):
    """The share of a question's sounds that each phrase has; nothing where it names no two."""
    wanted = sounds_asked(asked)
    if not wanted:
        return numpy.zeros(library.phrases.sounds.size, numpy.float32)
    return library.phrases.sounds.shared(dict.fromkeys(wanted, 1.0)) / len(wanted)


def sounds_asked(asked):
    """Every two neighbouring syllables of a question, typed in letters or in characters."""
    found = set()
    for run in asked.matter.split(SEPARATOR):
        if run.isascii():
            found |= sounds.pairs_typed(run)
        else:
            found |= sounds.pairs_of(run)
    return found


def of_best(texts, values, most):
    """For each matter the mean of its best texts."""
    starts, ends = texts.starts, texts.ends
    if most == 1:
        return numpy.maximum.reduceat(values, starts)
    width = int((ends - starts).max())
    padded = numpy.full((len(starts), width), -1.0, numpy.float32)
    padded[texts.owners, numpy.arange(len(values)) - starts[texts.owners]] = values
    best = numpy.partition(padded, width - most, axis=1)[:, width - most :]
    return numpy.maximum(best, 0).mean(axis=1)
