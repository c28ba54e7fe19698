"""The one way texts are folded for comparison: search, look-up and the marks on hits all cut words here."""

import re
import unicodedata
from functools import lru_cache

SEPARATOR = " "
RUNS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def fold(text):
    """NFKC, lower case, everything that is neither letter nor digit turned into one separator."""
    return SEPARATOR.join(RUNS.findall(unicodedata.normalize("NFKC", text).lower()))


def terms_of(query):
    """The words of a query, in order and once each; all of them must be found."""
    return list(dict.fromkeys(fold(query).split(SEPARATOR))) if fold(query) else []


def bigrams(folded):
    """Pairs of neighbouring characters, never across a separator; a run of one character is itself."""
    return {run[i : i + 2] for run in folded.split(SEPARATOR) if run for i in range(max(len(run) - 1, 1))}


def search_text(entry):
    """Every published text of an entry, name first, folded, with separators between the fields."""
    texts = [entry["name"], entry.get("township_duty", ""), entry.get("category", ""), entry["code"]]
    for part in entry.get("responsibilities", []):
        texts += [part["department"], part.get("internal_office", ""), part.get("duty", ""), part.get("method", "")]
    for basis in entry.get("bases", []):
        texts += [basis["act"], basis.get("document_number", ""), basis.get("article", "")]
    return SEPARATOR.join(filter(None, (fold(text) for text in texts if text)))


def marked(text, terms):
    """The text as (piece, is a hit) pairs; folding is done per character, so that a piece is the text as printed."""
    folded, origin = [], []
    for place, character in enumerate(text):
        for piece in unicodedata.normalize("NFKC", character).lower():
            folded.append(piece)
            origin.append(place)
    hits = _hit_places("".join(folded), origin, terms)
    return _pieces(text, hits)


def _hit_places(folded, origin, terms):
    hits = set()
    for term in filter(None, terms):
        start = folded.find(term)
        while start >= 0:
            hits.update(origin[start : start + len(term)])
            start = folded.find(term, start + 1)
    return hits


def _pieces(text, hits):
    pieces = []
    for place, character in enumerate(text):
        if pieces and pieces[-1][1] == (place in hits):
            pieces[-1][0] += character
        else:
            pieces.append([character, place in hits])
    return [(piece, hit) for piece, hit in pieces]
