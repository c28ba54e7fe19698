"""The pages of a list in memory: which rows are shown, and where the pages beside begin."""

from dataclasses import dataclass

from dutylist.history.cursors import position_of
from dutylist.history.refusals import Invalid
from dutylist.rest.parameters import ParameterRefused

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
    """The page that `?after=` begins; behind the last it is the first. Raises ParameterRefused for
    what this program has not written.
    """
    try:
        start = position_of(request.GET.get(AFTER, ""), AFTER)
    except Invalid as refused:
        raise ParameterRefused({AFTER: refused.sentence}) from None
    if start >= len(rows):
        start = 0
    before = following = None
    if start:
        before = max(0, start - size)
    if start + size < len(rows):
        following = start + size
    return Pages(rows[start : start + size], start, len(rows), before, following)
