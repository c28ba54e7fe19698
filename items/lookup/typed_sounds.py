"""A question typed by its sound, in characters: nong min gong zi -> 农民工资, and a slip of the ear
or of the keyboard as the word that sounds alike: 消方 -> 消防.

Which characters are meant is weighed by how often they stand beside each other in what people say
and lists print of the common matters.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from heapq import nlargest
from math import log

from items.search.everyday_words import asking_words

from .library import library
from .likeness import tokens_of
from .sounds import characters_of, syllables_of, syllables_typed

LEAST_SYLLABLES = 2
LEAST_LETTERS = 4
LONGEST_SLIP = 6
TYPED = re.compile(r"[a-z]+(?: +[a-z]+)*")
NEIGHBOUR = 0.95  # what the character before says of one, beside how common it is itself
BY_CHANCE = 0.5  # so often two stand beside each other without belonging together
UNSEEN = 0.1  # how often a character counts that stands in no text
ASKED_WITH = 20  # so often each word that questions are wrapped in counts
MOST_WAYS = 24  # so many of the likeliest beginnings are followed


@lru_cache(maxsize=512)
def in_characters(folded):
    """A folded text with what is typed by its sound in the characters that are meant; the text
    itself where nothing is.
    """
    return TYPED.sub(lambda found: likeliest(found[0]), folded)


def likeliest(typed):
    """The likeliest characters for some typed words, the words themselves where they are no
    syllables or too few.
    """
    syllables = []
    for word in typed.split():
        of_word = syllables_typed(word)
        if not of_word:
            return typed
        syllables += of_word
    if len(syllables) < LEAST_SYLLABLES or len(typed) < LEAST_LETTERS:
        return typed
    return likeliest_of(syllables)


@lru_cache(maxsize=512)
def as_it_sounds(matter):
    """The word of the library that sounds like a short text of which some neighbours stand nowhere
    in the library beside each other; "" where there is none, or the text is long or known.
    """
    syllables = [syllables[0] for syllables in syllables_of(matter) if syllables]
    if not LEAST_SYLLABLES <= len(matter) <= LONGEST_SLIP or len(syllables) < len(matter):
        return ""
    if are_beside_each_other(matter):
        return ""
    meant = likeliest_of(syllables)
    return meant if are_beside_each_other(meant) else ""


def are_beside_each_other(text):
    """Whether all neighbours of a text stand beside each other in the library, not by chance."""
    counts, _total = neighbours()
    return all(counts.get(text[place : place + 2], 0) > 1 for place in range(len(text) - 1))


def likeliest_of(syllables):
    """The likeliest text of these syllables."""
    ways = {"": 0.0}  # texts, no two with one last character, and how likely each is
    for syllable in syllables:
        ways = followed(ways, characters_of(syllable))
    return max(ways, key=ways.get)


@cache
def neighbours():
    """({a character or two neighbours: in how many texts they stand}, how many characters in all):
    of the library, and of the words that questions are wrapped in.
    """
    counts = Counter(library().rarity.counts)
    for word in asking_words():
        for token in tokens_of(word):
            counts[token] += ASKED_WITH
    return counts, library().length


def followed(ways, characters):
    """The likeliest texts with one more character, each of them after the text it follows best."""
    counts, total = neighbours()
    found = {}
    for character in characters:
        alone = (1 - NEIGHBOUR) * (counts.get(character, 0) + UNSEEN) / total
        best, likely = "", float("-inf")
        for text, so_far in ways.items():
            pairs = counts.get(text[-1:] + character, 0) if text else 0
            after = max(pairs - BY_CHANCE, 0) / (counts.get(text[-1:], 0) + 1)
            together = so_far + log(NEIGHBOUR * after + alone)
            if together > likely:
                best, likely = text, together
        found[best + character] = likely
    return dict(nlargest(MOST_WAYS, found.items(), key=lambda way: way[1]))
