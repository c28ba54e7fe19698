"""The words by which a text names its matters (what is worked on, for whom, against what) and the
steps of the work that it names (宣传, 排查, 处罚).
"""

import re
from functools import cache, lru_cache
from math import log

import orjson
from django.conf import settings

from items.lookup.library import library
from items.models import Kind

KEPT = 16_384
NONE = frozenset()
# A matter that is wider than the one that is asked for, or within it, is so much of it.
WITHIN_COUNTS = 0.7


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "work_words.json").read_bytes())


@cache
def _matters_of_word():
    """{word: the matters it names}"""
    found = {}
    for matter, words in _table()["matters"].items():
        for word in words:
            found.setdefault(word, set()).add(matter)
    return found


@cache
def _any_word():
    """Any of the words, found also where one begins within another."""
    words = sorted(_matters_of_word(), key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, words))}))")


def words_known():
    """The words by which matters are named, in order."""
    return sorted(_matters_of_word())


@lru_cache(KEPT)
def words_in(text):
    """[(start, end, word)] of the words that name matters, but those within a longer one."""
    found = []
    for match in _any_word().finditer(text):
        start, word = match.start(), match[1]
        found.append((start, start + len(word), word))
    kept, reached = [], 0
    for start, end, word in found:
        # Of words that begin at one sign the longest is found: what ends no later is within one.
        if end > reached:
            kept.append((start, end, word))
            reached = end
    return tuple(kept)


@lru_cache(KEPT)
def matters_in(text, unknown=NONE):
    """The matters that a text names; `unknown` are words that are taken for unknown."""
    found = set()
    for _start, _end, word in words_in(text):
        if word not in unknown:
            found |= _matters_of_word()[word]
    return frozenset(found)


@cache
def all_matters():
    """{matter: its place}"""
    return {matter: place for place, matter in enumerate(_table()["matters"])}


def wider_than(matter):
    """The matters that one lies within."""
    return _table()["within"].get(matter, ())


@cache
def rarity():
    """A number for each matter: up to 1, the less the more names of common matters name it."""
    shelf = library()
    texts = []
    for text, owner in zip(shelf.names.texts, shelf.names.owners, strict=True):
        if not shelf.matters[owner].is_outside:
            texts.append(text)
    counts = dict.fromkeys(all_matters(), 0)
    for text in texts:
        for matter in matters_in(text):
            counts[matter] += 1
    most = log(1 + len(texts))
    return [log(1 + len(texts) / (1 + count)) / most for count in counts.values()]


# ---- steps ----


@cache
def _steps():
    patterns = {}
    for step, words in _table()["steps"].items():
        patterns[step] = re.compile("|".join(map(re.escape, words)))
    return patterns


@cache
def _punishes_or_puts_right():
    return re.compile("|".join(map(re.escape, _table()["punishes_or_puts_right"])))


@cache
def all_steps():
    """{step: its place}"""
    return {step: place for place, step in enumerate(_table()["steps"])}


def own_steps():
    """The steps that departments take themselves."""
    return _table()["own"]


def slight_steps():
    """The steps by which two works are not told apart: all work has them."""
    return _table()["slight"]


@lru_cache(KEPT)
def steps_in(text, kind):
    """The steps that a text names. A township that 查处 is one that helps to put right; a
    department that does so punishes.
    """
    found = {step for step, pattern in _steps().items() if pattern.search(text)}
    if _punishes_or_puts_right().search(text):
        is_punishment = kind == Kind.RECLAIMED or text.startswith("对")
        found.add("punish" if is_punishment else "rectify")
    return frozenset(found)


@cache
def steps_of_departments():
    """Words for steps that departments take in any sort of item (招标, 评审, 核发)."""
    return tuple(_table()["steps_of_departments"])


@lru_cache(KEPT)
def is_of_money(text):
    return any(word in text for word in _table()["money"])
