"""The words of two texts against each other: official language says one thing in many ways
(巡查, 排查, 摸排), and wraps it in words that say nothing (开展, 做好, 工作).
"""

import re
import unicodedata
from functools import cache, lru_cache

import numpy
import orjson
from django.conf import settings

from items.entry.essence import HERE, NOT_A_WORD, NUMBERING, TOWNSHIP, VILLAGE

KEPT = 65_536
# Numbers of a list that is written in one line: 1.宣传；2.巡查
NUMBERING_WITHIN = r"(?<=[；;。])\s*(?:[（(]?\d{1,2}(?:[）)]|[、.．](?!\d)))\s*"


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "like_words.json").read_bytes())


@cache
def _instead():
    """{a word: the word it counts as}"""
    found = dict.fromkeys(_table()["fillers"], "")
    for word, others in _table()["like"].items():
        found[word] = word
        found |= dict.fromkeys(others, word)
    return found


@cache
def _pattern():
    """What is not taken letter by letter: the longest words first."""
    words = sorted(_instead(), key=len, reverse=True)
    return re.compile(
        "|".join(
            [
                f"(?P<nothing>{_plain(NUMBERING)}|{NUMBERING_WITHIN}|{HERE.pattern})",
                f"(?P<word>{'|'.join(map(re.escape, words))})",
                f"(?P<township>{TOWNSHIP.pattern})",
                f"(?P<village>{VILLAGE.pattern})",
                f"(?P<sign>{NOT_A_WORD.pattern})",
            ]
        ),
        re.MULTILINE,
    )


def _plain(pattern):
    return pattern.pattern.removeprefix("(?m)")


def _counts_as(match):
    if match.lastgroup == "word":
        return _instead()[match[0]]
    return {"township": "镇", "village": "村"}.get(match.lastgroup, "")


@lru_cache(KEPT)
def likened(text):
    """A text in the words it counts as."""
    return _pattern().sub(_counts_as, unicodedata.normalize("NFKC", text).lower())


def likened_with_places(text):
    """(the same, for each of its signs the (start, end) of what it stands for in the text)."""
    folded, origins = [], []
    for place, sign in enumerate(text):
        for piece in unicodedata.normalize("NFKC", sign).lower():
            folded.append(piece)
            origins.append(place)
    folded, origins = "".join(folded), [*origins, len(text)]
    signs, places, at = [], [], 0
    for match in _pattern().finditer(folded):
        for place in range(at, match.start()):
            signs.append(folded[place])
            places.append((origins[place], origins[place] + 1))
        for sign in _counts_as(match):
            signs.append(sign)
            places.append((origins[match.start()], origins[match.end() - 1] + 1))
        at = match.end()
    for place in range(at, len(folded)):
        signs.append(folded[place])
        places.append((origins[place], origins[place] + 1))
    return "".join(signs), places


@lru_cache(KEPT)
def pairs_of(text):
    """The pairs of neighbouring signs of a text, as it is likened; of a single sign itself."""
    text = likened(text)
    if len(text) == 1:
        return frozenset(text)
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


@cache
def doings():
    """The sorts of doing that are told apart, in the order of `doings_of`."""
    return tuple(_table()["doings"])


@lru_cache(KEPT)
def doings_of(text):
    """What is done in a text: for each sort of doing whether one of its words is there."""
    found = []
    for words in _table()["doings"].values():
        found.append(any(word in text for word in words))
    return tuple(found)


class Shared:
    """How many pairs each of these texts has in common with each of those, as matrices."""

    def __init__(self, texts):
        self._known = {}
        for text in texts:
            for pair in pairs_of(text):
                self._known.setdefault(pair, len(self._known))
        self._own = self._incidence(texts)

    def with_texts(self, others):
        """A row for each of the own texts, a column for each of the others."""
        return self._own @ self._incidence(others).T

    def _incidence(self, texts):
        known, matrix = self._known, numpy.zeros((len(texts), len(self._known)), numpy.float32)
        for row, text in enumerate(texts):
            for pair in pairs_of(text):
                if pair in known:
                    matrix[row, known[pair]] = 1
        return matrix


def shared_spans(text, other):
    """Where a text says what the other says too: [(start, end)], parts of words left out."""
    likened_text, places = likened_with_places(text)
    theirs = pairs_of(other)
    hits = set()
    for at in range(len(likened_text) - 1):
        if likened_text[at : at + 2] in theirs:
            hits |= {at, at + 1}
    spans = []
    for at in sorted(hits):
        start, end = places[at]
        if spans and start <= spans[-1][1]:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    return [tuple(span) for span in spans]
