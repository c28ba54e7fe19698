"""Items that are the numbered lines of one cell become items of their own."""

import re
from dataclasses import replace

from .columns import Column
from .numbering import LEADING, number_key

ALLOWED = frozenset(
    {Column.NUMBER, Column.CATEGORY, Column.NAME, Column.REMARK, Column.KIND, Column.SCOPE}
)
LAST_SIGN = re.compile(r"[；;。]$")


def split_lines(table):
    """Splits the names of a table that has a row for each category and nothing of items."""
    if Column.CATEGORY not in table.columns or not table.columns.keys() <= ALLOWED:
        return
    if not any("\n" in raw.texts[Column.NAME] for raw in table.rows):
        return
    items, is_split = [], False
    for raw in table.rows:
        lines = lines_of(raw.texts[Column.NAME])
        if not lines:
            return
        items += items_of(raw, lines)
        is_split = is_split or len(lines) > 1
    if is_split:
        table.rows = items


def lines_of(name):
    """[(number, text)] of the lines of a cell; [] where they do not count one by one."""
    lines = []
    for line in name.split("\n"):
        if number := LEADING.match(line):
            lines.append((number[0].strip(), line[number.end() :]))
        elif lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + line)
        else:
            return []
    numbers = [value_of(number) for number, _text in lines]
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return lines
    return []


def value_of(number):
    """The value of a number before a line: 1、 and 1) and （1） are 1."""
    _style, numbers = number_key(number) or number_key(number.rstrip("）)"))
    return numbers[-1]


def items_of(raw, lines):
    """The row once for each line of its name."""
    for place, (number, text) in enumerate(lines, 1):
        name = LAST_SIGN.sub("", text.strip())
        item = replace(raw, texts={**raw.texts, Column.NUMBER: number, Column.NAME: name}, line=0)
        if len(lines) > 1:
            item.line = place
        yield item
