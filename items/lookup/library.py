"""The library of common matters that every county's list holds in its own words, and the phrases
(群众说法) people use for them.

`fixtures/common_matters.jsonl` has a matter a line; `fixtures/common_matters.vectors` the vectors
of its names and phrases, made by `tools/matter_vectors.py`, bytes of -127 to 127 in the same order.
"""

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property

import numpy
import orjson
import zstandard
from django.conf import settings

from items.meaning import engine
from items.search.text import SEPARATOR, digits, fold

from .likeness import Rarity, TokenIndex
from .sounds import initials_of, pairs_of

DIGEST_SIZE = 32
LARGEST = 127
SHORT = 4  # signs of a phrase that people type by its first letters


@dataclass(frozen=True)
class Matter:
    """A common matter: the official names it goes by, the first the usual one, its phrases, and the
    names of broader items under which it falls where a list has no item of its own for it.
    `is_outside` where it is in hardly any list (a passport, a parcel): what people say of it tells
    that nothing of a list is meant.
    """

    key: str
    names: tuple
    phrases: tuple
    is_outside: bool = False
    broader: tuple = ()


class Texts:
    """Texts that belong to matters, flat: for each its matter's place."""

    def __init__(self, of_matters):
        self.texts, owners = [], []
        for place, texts in enumerate(of_matters):
            self.texts += texts
            owners += [place] * len(texts)
        self.owners = numpy.array(owners, numpy.int32)
        self.folded = [digits(fold(text)) for text in self.texts]

    @cached_property
    def index(self):
        return TokenIndex(self.folded)

    @cached_property
    def sounds(self):
        return TokenIndex(self.folded, tokens=pairs_of)

    @cached_property
    def starts(self):
        """Where the texts of each matter begin; of matters that all have some."""
        return numpy.searchsorted(self.owners, numpy.arange(self.owners[-1] + 1))

    @cached_property
    def ends(self):
        return numpy.append(self.starts[1:], len(self.owners))

    def best_of_each(self, values, size):
        """Of values of the texts, a row for each of something, the best of each of `size` matters:
        0 of one without a text.
        """
        best = numpy.zeros((len(values), size), numpy.float32)
        if len(self.owners):
            present, starts = numpy.unique(self.owners, return_index=True)
            best[:, present] = numpy.maximum.reduceat(values, starts, axis=1)
        return best


class Library:
    """Matters with their names and phrases, indexed once for the process."""

    def __init__(self, matters):
        self.matters = matters
        self.names = Texts([matter.names for matter in matters])
        self.broader = Texts([matter.broader for matter in matters])
        self.phrases = Texts([matter.phrases for matter in matters])
        self.outside = numpy.array([matter.is_outside for matter in matters], bool)
        self.places = {matter.key: place for place, matter in enumerate(matters)}

    @cached_property
    def rarity(self):
        """How common a token is among all that people say and lists print of these matters."""
        counts = dict(self.phrases.index.counts())
        for token, count in self.names.index.counts().items():
            counts[token] = counts.get(token, 0) + count
        return Rarity(counts, len(self.phrases.texts) + len(self.names.texts))

    @cached_property
    def length(self):
        """How many characters all of these have together."""
        return sum(map(len, self.phrases.folded)) + sum(map(len, self.names.folded))

    @cached_property
    def phrase_lengths(self):
        return self.phrases.index.weights_of(self.rarity)

    @cached_property
    def texts(self):
        """All that the file of vectors has one of, in its order."""
        return self.names.texts + self.broader.texts + self.phrases.texts

    @cached_property
    def initials(self):
        """{first letters: the matters, by place, that have a short phrase with them}"""
        found = {}
        for place, text in enumerate(self.phrases.folded):
            if len(text) <= SHORT:
                found.setdefault(initials_of(text), set()).add(int(self.phrases.owners[place]))
        return found

    @cached_property
    def wholes(self):
        """The matters with all that is said of each as one text."""
        joined = [""] * len(self.matters)
        for texts in (self.names, self.phrases):
            for owner, text in zip(texts.owners, texts.folded, strict=True):
                joined[owner] += SEPARATOR + text
        return TokenIndex(joined)

    @cached_property
    def rarity_among_matters(self):
        return Rarity(self.wholes.counts(), len(self.matters))

    @cached_property
    def vectors(self):
        """{"names", "broader", "phrases": their vectors}, rows of length one; None where they are
        not those of these texts or of this model.
        """
        found = read_vectors(self.texts)
        if found is None:
            return None
        names, broader = len(self.names.texts), len(self.broader.texts)
        return {
            "names": found[:names],
            "broader": found[names : names + broader],
            "phrases": found[names + broader :],
        }

    def warm(self):
        """Makes now what would be made when it is first asked for."""
        for made in (
            "rarity",
            "rarity_among_matters",
            "phrase_lengths",
            "initials",
        ):
            getattr(self, made)
        return self.phrases.sounds.size

    def matter(self, key):
        """The matter with this key, or None."""
        place = self.places.get(key)
        return None if place is None else self.matters[place]


def texts_digest(texts):
    """What the file of vectors begins with: the digest of the model's name and of the texts."""
    return hashlib.sha256("\n".join([engine.MODEL, *texts]).encode()).digest()


def vectors_file():
    return settings.FIXTURES_DIR / "common_matters.vectors"


def packed_vectors(texts, vectors):
    """The bytes of the file of vectors of these texts."""
    rounded = numpy.round(vectors * LARGEST / numpy.abs(vectors).max(axis=1, keepdims=True))
    packed = zstandard.ZstdCompressor(level=19).compress(rounded.astype(numpy.int8).tobytes())
    return texts_digest(texts) + packed


def read_vectors(texts):
    """The vectors of these texts, a row each of length one, or None where the file has others."""
    content = vectors_file().read_bytes()
    if content[:DIGEST_SIZE] != texts_digest(texts):
        return None
    raw = zstandard.ZstdDecompressor().decompress(content[DIGEST_SIZE:])
    found = numpy.frombuffer(raw, numpy.int8).reshape(-1, engine.SIZE).astype(numpy.float32)
    return found / numpy.linalg.norm(found, axis=1, keepdims=True)


@cache
def library():
    matters = []
    with (settings.FIXTURES_DIR / "common_matters.jsonl").open("rb") as file:
        for line in file:
            told = orjson.loads(line)
            matters.append(
                Matter(
                    told["key"],
                    (told["name"], *told["also"]),
                    tuple(told["phrases"]),
                    told.get("outside", False),
                    tuple(told.get("broader", ())),
                )
            )
    return Library(matters)
