"""How like a word of a head is to the words known for each field."""

from functools import lru_cache

from .head_table import HEAD_WORDS
from .headwords import WORDS_OF

NONE = "none"  # a column that holds none of the fields
FIELDS = (*map(str, HEAD_WORDS), NONE)


@lru_cache(maxsize=20_000)
def pairs_of(word):
    """The characters of a word and the pairs of them that stand together."""
    return frozenset([*word, *(word[place : place + 2] for place in range(len(word) - 1))])


def likeness(one, other):
    """How alike two words are by their characters and pairs, from 0 to 1."""
    mine, others = pairs_of(one), pairs_of(other)
    if not mine or not others:
        return 0.0
    return 2 * len(mine & others) / (len(mine) + len(others))


@lru_cache(maxsize=4096)
def likenesses(word, hidden=""):
    """For each field how like a head is to the likest of its words; one word may be `hidden`."""
    best = []
    for field in FIELDS[:-1]:
        words = [other for other in WORDS_OF.get(field, ()) if other != hidden]
        best.append(max((likeness(word, other) for other in words), default=0.0))
    return tuple(best)
