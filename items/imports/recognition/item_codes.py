"""Another system's codes of items, in a column not read in, tell which rows are one item."""

import re

from dutylist.organizations.matching import plain

from .columns import Column
from .recognised import Stray, StrayCode
from .settling import MOSTLY

ITEM_CODE = re.compile(r"^(?=.*\d)(?!\d{4}[-.]\d)[A-Za-z0-9_.-]{2,40}$")  # SX0012, 33-104


class ItemCodes:
    """The codes in a column not read in, where one in several rows stands beside one name."""

    def __init__(self, table):
        self.table, self.rows = table, {}
        heads = dict.fromkeys(head for raw in table.rows for head in raw.unread)
        self.head = next((head for head in heads if are_of_items(table.rows, head)), "")

    def of(self, raw):
        return raw.unread.get(self.head, "")

    def are_two(self, raw, first):
        """Whether two rows of the table count as two items: by their codes, else their numbers."""
        if self.of(raw) and self.of(first):
            return self.of(raw) != self.of(first)
        return has_own_number(raw, first)

    def tell(self, raw, recognition):
        """Makes an error of a row with the code of another one that is no part of its item."""
        code = self.of(raw)
        first = self.rows.setdefault(code, raw)
        if not code or first is raw or are_for_others(raw, first):
            return
        heads = self.table.remark_heads.items()
        column = next((column for column, head in heads if head == self.head), 1)
        place = (self.table.sheet, raw.row, column)
        stray = Stray(*place, code, StrayCode.SAME_CODE, beside=first.row)
        recognition.strays.append(stray)


def are_of_items(rows, head):
    """Whether a column has codes, and nearly all that stand in several rows are of one name."""
    names = {}
    for raw in rows:
        if code := raw.unread.get(head, ""):
            names.setdefault(code, []).append(plain(raw.texts[Column.NAME]))
    several = [set(named) for named in names.values() if len(named) > 1]
    of_one = sum(len(named) == 1 for named in several)
    is_of_items = len(names) > 1 and several and of_one >= MOSTLY * len(several)
    return bool(is_of_items) and all(map(ITEM_CODE.match, names))


def are_for_others(raw, first):
    """Whether two rows of one item are for different townships."""
    scope, other = raw.texts.get(Column.SCOPE, ""), first.texts.get(Column.SCOPE, "")
    return scope != other or raw.marks != first.marks


def has_own_number(raw, first):
    """Whether two rows of one table count as two."""
    number, other = raw.texts.get(Column.NUMBER, ""), first.texts.get(Column.NUMBER, "")
    return number != other and bool(number and other)
