"""Lines that a document sets into columns with tabs instead of a table."""

import re
from dataclasses import replace

TABS = re.compile(r"\t+")
FEWEST_LINES = 3  # a head and two items
FEWEST_COLUMNS = 3
LONGEST_HEAD_WORD = 12
A_FIGURE = re.compile(r"\d")


def set_into_columns(sheet):
    """Makes a table of lines that follow each other with as many tabs each, below a line of short
    words without a figure, which heads them; other lines with tabs stay paragraphs.
    """
    blocks, lines = [], []
    for cell in sheet.cells:
        parts = columns_of(sheet, cell)
        goes_on = lines and cell.row == lines[-1][0].row + 1 and len(parts) == len(lines[-1][1])
        if not goes_on:
            blocks.append(lines)
            lines = []
        if goes_on or is_head(parts):
            lines.append((cell, parts))
    blocks.append(lines)
    for lines in blocks:
        if len(lines) >= FEWEST_LINES:
            take_table(sheet, lines)


def columns_of(sheet, cell):
    """The texts that tabs hold apart in a paragraph of one line; none in a cell of a table."""
    if not sheet.row_places.get(cell.row, "").endswith("段") or "\n" in cell.value:
        return []
    return [part.strip() for part in TABS.split(cell.value.strip())]


def is_head(parts):
    """Whether the texts of a line are the words over columns."""
    are_words = all(part and not A_FIGURE.search(part) for part in parts)
    return len(parts) >= FEWEST_COLUMNS and are_words and max(map(len, parts)) <= LONGEST_HEAD_WORD


def take_table(sheet, lines):
    """Puts the texts of the lines into cells of their own."""
    rows = {cell.row: parts for cell, parts in lines}
    cells = []
    for cell in sheet.cells:
        for column, part in enumerate(rows.get(cell.row, ()), 1):
            cells.append(replace(cell, column=column, value=part))
        if cell.row not in rows:
            cells.append(cell)
    sheet.cells = cells
    for row in rows:
        sheet.row_places[row] += "（用制表符分列）"
    sheet.blocks.append((min(rows), max(rows), len(lines[0][1])))
