"""The pages of a list in memory: which rows are shown, and where the pages beside begin."""

from dataclasses import dataclass

from dutylist.history.cursors import position_of
from dutylist.history.refusals import Invalid

AFTER = "after"


@dataclass(frozen=True)
class Pages:
    """`before` and `following` say where the pages beside this one begin; None where there is
    none.
    """

    rows: list
    start: int
    total: int
    before: int | None = None
    following: int | None = None


def page_of(request, rows, size):
    """The page that `?after=` begins; a place that no page has is the first page."""
    try:
        start = position_of(request.GET.get(AFTER, ""), AFTER)
    except Invalid:
        start = 0
    if start >= len(rows):
        start = 0
    before = following = None
    if start:
        before = max(0, start - size)
    if start + size < len(rows):
        following = start + size
    return Pages(rows[start : start + size], start, len(rows), before, following)
