"""The words of a text as they count for comparing it with prohibited entries: what says the same is
one word, what says nothing of a matter is none.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import orjson
from django.conf import settings

from dutylist.history.texts import INVISIBLE

TELLING = 0.4  # from this weight on a word of the table says something by itself
PAIR_WEIGHT = 0.5  # of two characters that stand in no table
RUN = re.compile(r"[^\W_]+|%")


@dataclass(frozen=True)
class Word:
    """A word of a text: `key` is the same for all that say the same, `start` and `end` are its
    place in the text as printed.
    """

    key: str
    weight: float
    start: int
    end: int


@lru_cache(maxsize=20_000)
def words_of(text):
    """The words of a text, in order: -> tuple of Word."""
    folded, places = folded_with_places(text)
    found = []
    for run in RUN.finditer(folded):
        found += words_of_run(run[0], places[run.start() :])
    return tuple(found)


def folded_with_places(text):
    """(the text after NFKC in lower case without signs nobody sees, the place of each of its
    characters in the text as printed)
    """
    folded, places = [], []
    for place, character in enumerate(text):
        if INVISIBLE.match(character):
            continue
        for sign in unicodedata.normalize("NFKC", character).lower():
            folded.append(sign)
            places.append(place)
    return "".join(folded), places


def words_of_run(run, places):
    """The words of a run of characters without a sign between them."""
    known, rest = [], []
    begin = 0
    for match in table().pattern.finditer(run):
        rest.append((begin, match.start()))
        begin = match.end()
        if match[0] in table().keys:
            key = table().keys[match[0]]
            weight = table().weights[key]
            known.append(Word(key, weight, places[match.start()], places[match.end() - 1] + 1))
    rest.append((begin, len(run)))
    for start, end in rest:
        known += pairs_of(run, start, end, places)
    return sorted(known, key=lambda word: word.start)


def says_something(text):
    """Whether a text holds a word of the table that counts."""
    weights = table().weights
    return any(weights.get(word.key, 0) >= TELLING for word in words_of(text))


def pairs_of(run, start, end, places):
    """Each two neighbouring characters of a piece that stands in no table."""
    pairs = []
    for place in range(start, end - 1):
        pair = run[place : place + 2]
        if not pair.isdigit():
            pairs.append(Word(pair, PAIR_WEIGHT, places[place], places[place + 1] + 1))
    return pairs


@dataclass(frozen=True)
class Table:
    """The shipped table: `keys` gives the first of all words that say the same, `weights` what that
    one counts, `pattern` finds them and the weak ones, the longest first.
    """

    keys: dict
    weights: dict
    pattern: re.Pattern


@cache
def table():
    shipped = orjson.loads((settings.FIXTURES_DIR / "prohibited_words.json").read_bytes())
    keys, weights = {}, {}
    for row in shipped["same_matter"]:
        first = row["words"][0]
        weights[first] = row.get("weight", 1.0)
        for word in row["words"]:
            keys.setdefault(word, first)
    every = sorted({*keys, *shipped["weak"]}, key=len, reverse=True)
    return Table(keys, weights, re.compile("|".join(map(re.escape, every))))
