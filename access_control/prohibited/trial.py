"""The box to try a text: what it hits, with the words marked that gave it away."""

from dataclasses import dataclass

from .findings import comparison_of, finding_of, marked_pieces

PLACE = "所填内容"


@dataclass(frozen=True)
class Tried:
    """One entry that a tried text hits: the finding, and the text in (piece, is marked) pairs."""

    entry: object
    finding: object
    pieces: list


def tried(text, county, meaning=None):
    """What a text hits today, the surest first: -> [Tried]."""
    found = []
    for hit in comparison_of(county, None, meaning).hits(text):
        pieces = marked_pieces(text, hit.spans)
        found.append(Tried(hit.entry, finding_of(hit, text, PLACE), pieces))
    return found


def findings(text, county):
    return [row.finding for row in tried(text, county)]
