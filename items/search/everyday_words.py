"""What people say for what the list prints (低保 for 最低生活保障), and the words
a question is wrapped in.
"""

import re
from functools import cache, lru_cache

import orjson
from django.conf import settings

from .text import SEPARATOR, bigrams, fold

# A question is for whom it asks; that names no work.
FOR_WHOM = re.compile(r"乡镇|街道|镇街|基层|我们")


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "everyday_words.json").read_bytes())


def also_said(term):
    """Other words for a term, in the list's own language; none for most."""
    return tuple(fold(word) for word in _table()["also_said"].get(term, ()))


def everyday_words_in(text):
    """Every everyday word a text contains, the longest first, with what the list says instead."""
    table = _table()["also_said"]
    words = [word for word in table if word in text]
    words.sort(key=len, reverse=True)
    return [(word, also_said(word)) for word in words]


@cache
def _of_doing():
    return re.compile(f"(?:{'|'.join(map(re.escape, _table()['actions']))}|{SEPARATOR})+")


def is_of_doing(text):
    """Whether a folded text is words of doing that name no matter of their own (审批管理): found
    alone they answer nothing.
    """
    return bool(_of_doing().fullmatch(text))


def topics():
    """The default shelf of everyday topics: [{"label", "query"}]."""
    return _table()["topics"]


def asking_words():
    """What a question is wrapped in (归谁管, 怎么办), the longest first."""
    return sorted(_table()["asking"], key=len, reverse=True)


@cache
def _asking():
    words = asking_words()
    return re.compile("|".join(map(re.escape, words)))


def without_asking(text):
    """A question down to its matter: 消防归谁管? becomes 消防."""
    return fold(_asking().sub(SEPARATOR, fold(text)))


@lru_cache(maxsize=4096)
def pairs_asked(text):
    """The pairs of characters of what a question is about: by them questions are told alike."""
    return bigrams(without_asking(FOR_WHOM.sub("", text)))
