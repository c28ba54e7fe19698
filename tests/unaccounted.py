"""Proves that nothing of a file was lost in silence: every cell is in an item, named as something
else, or an error.
"""

from items.imports.reading.formulas import PICTURE
from items.printed.own_marks import own_sheets
from items.printed.row_words import clean


def unaccounted(sheets, recognition):
    """The cells of the visible sheets that are in no item, no head, title or section, and in no
    message either.
    """
    told, own = accounted(recognition), own_sheets(sheets)
    lost = []
    for sheet in sheets:
        if sheet.hidden or sheet.name.strip() in own:
            continue
        for cell in sheet.cells:
            place = (sheet.name, cell.row, cell.column)
            if holds_text(cell) and place not in told:
                lost.append(place)
    return lost


def holds_text(cell):
    """Whether a cell holds a text or a formula; all pictures are named in one sentence."""
    return bool(clean(cell.value)) or cell.formula not in ("", PICTURE)


def accounted(recognition):
    """(sheet, row, column) of every cell that was recognised as something; unknown columns are
    named by their heads.
    """
    told = set()
    for table in recognition.tables:
        for element in (table, *table.rows, *table.sections):
            told |= {(table.sheet, row, column) for row, column in element.cells}
    for element in (*recognition.skipped, *recognition.strays):
        told |= {(element.sheet, row, column) for row, column in element.cells}
    return told
