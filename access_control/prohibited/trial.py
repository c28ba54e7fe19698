"""The box to try a text: what it hits, with the words marked that gave it away."""

from dataclasses import dataclass, replace

from items.findings.registry import severities_of

from .findings import PROHIBITED, comparison_of, finding_of, marked_pieces, why_not_by_meaning

PLACE = "所填内容"


@dataclass(frozen=True)
class Tried:
    """One entry that a tried text hits: the finding, and the text in (piece, is marked) pairs."""

    entry: object
    finding: object
    pieces: list


@dataclass(frozen=True)
class Trial:
    """What a text would be told today; `note` says why it was compared by words alone."""

    hits: list
    note: str = ""


def try_text(text, county):
    """Holds a text against the entries in force today; nothing of it is kept. -> Trial"""
    comparison = comparison_of(county)
    severity = severities_of(county)[PROHIBITED.code]
    tried = []
    for hit in comparison.hits(text, is_question=True):
        pieces = marked_pieces(text, hit.spans)
        tried.append(
            Tried(hit.entry, replace(finding_of(hit, text, PLACE), severity=severity), pieces)
        )
    return Trial(tried, why_not_by_meaning(comparison))
