"""What the search keeps of an entry and marks on a hit; `dutylist.history.texts` folds texts and
cuts queries.
"""

import unicodedata

from dutylist.history.texts import INVISIBLE, SEPARATOR, fold, terms_of

__all__ = ["SEPARATOR", "bigrams", "digits", "fold", "marked", "search_text", "terms_of"]

DIGITS = str.maketrans("零〇一二三四五六七八九两", "001234567892")


def digits(folded):
    """The same text with Chinese numerals as digits, so that 三资 and 3资 are one."""
    return folded.translate(DIGITS)


def bigrams(folded):
    """Pairs of neighbouring characters within a run; a run of one character is itself."""
    bigrams = set()
    for run in folded.split(SEPARATOR):
        if run:
            for i in range(max(len(run) - 1, 1)):
                bigrams.add(run[i : i + 2])
    return bigrams


def search_text(entry):
    """Every published text of an entry, name first, folded, with separators between the fields."""
    texts = [
        entry["name"],
        entry.get("township_duty", ""),
        entry.get("category", ""),
        entry["code"],
    ]
    for part in entry.get("responsibilities", []):
        texts += [
            part["department"],
            part.get("internal_office", ""),
            part.get("duty", ""),
            part.get("method", ""),
        ]
    for basis in entry.get("bases", []):
        texts += [basis["act"], basis.get("document_number", ""), basis.get("article", "")]
    return SEPARATOR.join(filter(None, (fold(text) for text in texts if text)))


def marked(text, terms):
    """The text as (piece, is a hit) pairs; folding is done per character, so that a piece is the
    text as printed.
    """
    folded, origin = [], []
    for place, character in enumerate(text):
        if INVISIBLE.match(character):
            continue
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
