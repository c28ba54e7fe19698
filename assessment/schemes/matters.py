"""The matters of township work by the words that offices have for them, which department keeps
which, and what is set as a quota though it is in no list.
"""

import re
from functools import cache, lru_cache

import orjson
from django.conf import settings

KEPT = 8_192


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "assessed_matters.json").read_bytes())


@cache
def _matters_by_word():
    """{word: the matters it speaks of}"""
    found = {}
    for matter, words in _table()["matters"].items():
        for word in words:
            found.setdefault(word, set()).add(matter)
    return found


@cache
def _pattern():
    """Any of the words, found also where one begins within another."""
    words = sorted(_matters_by_word(), key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, words))}))")


@lru_cache(KEPT)
def matters_of(text):
    """The matters that a text speaks of. Of words that begin at one sign the longest counts."""
    found = set()
    by_word = _matters_by_word()
    for match in _pattern().finditer(text):
        found |= by_word[match.group(1)]
    return frozenset(found)


@lru_cache(KEPT)
def line_of(department):
    """The matters that a department keeps, by the words of its name."""
    found = set()
    for word, matters in _table()["lines"].items():
        if word in department:
            found.update(matters)
    return frozenset(found)


@cache
def _quotas():
    return re.compile("|".join(map(re.escape, _table()["quotas"])))


@lru_cache(KEPT)
def is_quota(text):
    """Whether a text counts sales, taxes, policies and the like, which no township's list has."""
    return bool(_quotas().search(text))
