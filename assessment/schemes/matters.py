"""The matters of township work by the words that offices have for them, and which department keeps
which. They are more than any list holds: what speaks of a matter that a list has no item of speaks
for its being of none.
"""

from functools import cache, lru_cache

import orjson
from django.conf import settings

KEPT = 8_192
MAIN = 1 / 3


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "assessed_matters.json").read_bytes())


@cache
def _matters_by_word():
    """{word: the matters it speaks of}; none of words that only look as if they held one
    (协调解决 is no 调解).
    """
    found = dict.fromkeys(_table()["nothing"], ())
    for matter, words in _table()["matters"].items():
        for word in words:
            found[word] = (*found.get(word, ()), matter)
    return found


@cache
def _sizes_by_sign():
    """{a sign: how long the words are that begin with it, the longest first}"""
    found = {}
    for word in _matters_by_word():
        found.setdefault(word[0], set()).add(len(word))
    return {sign: sorted(sizes, reverse=True) for sign, sizes in found.items()}


def words_in(text):
    """The words of matters in a text, each once; one within a longer one does not count."""
    known, sizes = _matters_by_word(), _sizes_by_sign()
    words, end = {}, 0
    for start, sign in enumerate(text):
        for size in sizes.get(sign, ()):
            word = text[start : start + size]
            if word in known:
                if start + len(word) > end:
                    words[word] = None
                    end = start + len(word)
                break
    return list(words)


@lru_cache(KEPT)
def strengths_of(text):
    """{matter: how much a text speaks of it}: long words say more than short ones, and a word that
    several matters have says less of each.
    """
    found = {}
    for word in words_in(text):
        matters = _matters_by_word()[word]
        for matter in matters:
            found[matter] = found.get(matter, 0) + (len(word) - 1) / len(matters)
    return found


@lru_cache(KEPT)
def matters_of(text):
    """The matters that a text speaks of."""
    return frozenset(strengths_of(text))


@lru_cache(KEPT)
def main_matters_of(text):
    """The matters that a text speaks of at least a third as much as of that it speaks of most."""
    found = strengths_of(text)
    least = MAIN * max(found.values(), default=0)
    return frozenset(matter for matter, strength in found.items() if strength >= least)


@lru_cache(KEPT)
def line_of(department):
    """The matters that a department keeps, by the words of its name."""
    found = set()
    for word, matters in _table()["lines"].items():
        if word in department:
            found.update(matters)
    return frozenset(found)
