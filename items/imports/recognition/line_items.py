"""Items that are the numbered lines of one cell (党的建设 | 1.……；2.……。) become items of their own."""

import re
from dataclasses import replace

from .numbering import number_key

ALLOWED = frozenset({"number", "category", "name", "remark", "kind", "scope"})
NUMBERED = re.compile(r"^\s*(?:[（(]\d{1,3}[）)]|\d{1,3}\s*[、．.]|\d{1,3}[）)]|[①-⑳])\s*(?=\S)")
LAST_SIGN = re.compile(r"[；;。]$")


def split_lines(table):
    """Splits the names of a table that has a row for each category and nothing to say of single
    items.
    """
    if "category" not in table.columns or not table.columns.keys() <= ALLOWED:
        return
    if not any("\n" in raw.texts["name"] for raw in table.rows):
        return
    found = [(raw, lines_of(raw.texts["name"])) for raw in table.rows]
    if all(lines for _raw, lines in found) and any(len(lines) > 1 for _raw, lines in found):
        table.rows = [own for raw, lines in found for own in own_rows(raw, lines)]


def lines_of(name):
    """[(number, text)] of the lines of a cell; none when they are not numbered one after the other."""
    lines = []
    for line in name.split("\n"):
        if number := NUMBERED.match(line):
            lines.append((number[0].strip(), line[number.end() :]))
        elif lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + line)
        else:
            return []
    numbers = [number_key(number)[1][-1] for number, _text in lines]
    return lines if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else []


def own_rows(raw, lines):
    for at, (number, text) in enumerate(lines):
        name = LAST_SIGN.sub("", text.strip())
        yield replace(
            raw,
            texts={**raw.texts, "number": number, "name": name},
            line=at + 1 if len(lines) > 1 else 0,
        )
