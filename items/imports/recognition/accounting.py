"""Proves that nothing of a file was lost in silence: every cell is in an item, named as something
else, or an error.
"""

from items.imports.reading.formulas import PICTURE
from items.printed.own_marks import own_sheets
from items.printed.row_words import clean


def unaccounted(sheets, reading):
    """The cells of the visible sheets that are in no item, no head, title or section, and in no
    message either.
    """
    told, own = accounted(reading), own_sheets(sheets)
    return [
        (sheet.name, cell.row, cell.column)
        for sheet in sheets
        if not (sheet.hidden or sheet.name.strip() in own)
        for cell in sheet.cells
        if holds_text(cell) and (sheet.name, cell.row, cell.column) not in told
    ]


def holds_text(cell):
    """Whether a cell holds a text or a formula; all pictures are named in one sentence."""
    return bool(clean(cell.value)) or cell.formula not in ("", PICTURE)


def accounted(reading):
    """(sheet, row, column) of every cell that the reading has a place for; unknown columns are
    named by their heads.
    """
    told = set()
    for table in reading.tables:
        for found in (table, *table.rows, *table.sections):
            told |= {(table.sheet, row, column) for row, column in found.cells}
    for found in (*reading.skipped, *reading.strays):
        told |= {(found.sheet, row, column) for row, column in found.cells}
    return told
