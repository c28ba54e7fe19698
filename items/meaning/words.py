"""The words of two texts against each other: official language says one thing in many ways
(巡查, 排查, 摸排), and wraps it in words that say nothing (开展, 做好, 工作).
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

import numpy
import orjson
from django.conf import settings

from items.entry.essence import HERE, NOT_A_WORD, NUMBERING, TOWNSHIP, VILLAGE

KEPT = 65_536
SHOWN = 1_024
NO_NUMBERS = numpy.array([], numpy.int64)
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
    """What is not taken sign by sign."""
    return re.compile(
        "|".join(
            [
                f"(?P<nothing>{_plain(NUMBERING)}|{NUMBERING_WITHIN}|{HERE.pattern})",
                f"(?P<word>{_one_of(_instead())})",
                f"(?P<township>{TOWNSHIP.pattern})",
                f"(?P<village>{VILLAGE.pattern})",
                f"(?P<sign>{NOT_A_WORD.pattern})",
            ]
        ),
        re.MULTILINE,
    )


def _one_of(words):
    """A pattern of any of many words, the longest first. Those of one first sign stand together: a
    sign that begins none is passed at once.
    """
    rests = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()]
    firsts = "".join(map(re.escape, rests))
    return f"(?=[{firsts}])(?:{'|'.join(groups)})"


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


@lru_cache(SHOWN)
def likened_with_places(text):
    """(the same, for each of its signs the (start, end) of what it stands for in the text)."""
    folded, origins = _folded(text)
    signs, places, at = [], [], 0
    for match in _pattern().finditer(folded):
        _take(folded, origins, range(at, match.start()), signs, places)
        for sign in _counts_as(match):
            signs.append(sign)
            places.append((origins[match.start()], origins[match.end() - 1] + 1))
        at = match.end()
    _take(folded, origins, range(at, len(folded)), signs, places)
    return "".join(signs), places


def _folded(text):
    """(the text in its plain form, the place in the text of each of its signs)."""
    whole = unicodedata.normalize("NFKC", text).lower()
    if len(whole) == len(text):
        return whole, range(len(text))
    folded, origins = [], []
    for place, sign in enumerate(text):
        for piece in unicodedata.normalize("NFKC", sign).lower():
            folded.append(piece)
            origins.append(place)
    return "".join(folded), origins


def _take(folded, origins, span, signs, places):
    for place in span:
        signs.append(folded[place])
        places.append((origins[place], origins[place] + 1))


@lru_cache(KEPT)
def pairs_of(text):
    """The pairs of neighbouring signs of a text, as it is likened; of a single sign itself."""
    text = likened(text)
    if len(text) == 1:
        return frozenset(text)
    return frozenset(pairwise(text))


@lru_cache(KEPT)
def signs_of(text):
    """The signs of a text, as it is likened."""
    return frozenset(likened(text))


@lru_cache(KEPT)
def doings_of(text):
    """What is done in a text: for each sort of doing whether one of its words is there."""
    found = []
    for words in _table()["doings"].values():
        found.append(any(word in text for word in words))
    return tuple(found)


@lru_cache(KEPT)
def numbers_of(text, parts_of):
    """The parts of a text as numbers, one for each part, so that many are compared at once."""
    numbers = [int.from_bytes("".join(part).encode("utf-32-be")) for part in parts_of(text)]
    return numpy.array(numbers, numpy.int64)


class Shared:
    """How many parts each of these texts has in common with each of those, as matrices; the parts
    are its pairs or its signs.
    """

    def __init__(self, texts, parts_of):
        self._parts_of = parts_of
        self._known = numpy.unique(self._numbers(texts)[1])
        self._own = self._incidence(texts)

    def with_texts(self, others):
        """A row for each of the own texts, a column for each of the others."""
        return self._own @ self._incidence(others).T

    def _incidence(self, texts):
        matrix = numpy.zeros((len(texts), len(self._known)), numpy.float32)
        if matrix.size:
            rows, numbers = self._numbers(texts)
            columns = numpy.searchsorted(self._known, numbers).clip(max=len(self._known) - 1)
            is_known = self._known[columns] == numbers
            matrix[rows[is_known], columns[is_known]] = 1
        return matrix

    def _numbers(self, texts):
        """(the row of the text, the number of the part) of every part of these texts."""
        of_each = [numbers_of(text, self._parts_of) for text in texts]
        sizes = [len(numbers) for numbers in of_each]
        rows = numpy.repeat(numpy.arange(len(texts)), sizes)
        return rows, numpy.concatenate([NO_NUMBERS, *of_each])


def shared_spans(text, other):
    """Where a text says what the other says too: [(start, end)], parts of words left out."""
    likened_text, places = likened_with_places(text)
    theirs = pairs_of(other)
    spans = []
    for at, pair in enumerate(pairwise(likened_text)):
        if pair not in theirs:
            continue
        for start, end in places[at : at + 2]:
            if spans and start <= spans[-1][1]:
                spans[-1][1] = max(end, spans[-1][1])
            else:
                spans.append([start, end])
    return [tuple(span) for span in spans]


def pieces_at(text, spans):
    """The text as (piece, whether it is one of the spans) pairs, for the marks of a page."""
    pieces, at = [], 0
    for start, end in spans:
        if at < start:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def joined_spans(spans):
    """The spans in order, those that touch or overlap as one."""
    found = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
