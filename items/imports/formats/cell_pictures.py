"""Pictures that stand in a cell in the place of a text: by WPS (DISPIMG), by IMAGE, or by hand."""

import re

from items.imports.reading.formulas import PICTURE

from .left_out import LeftOut

PREFIX = r"(?:_xlfn\.|_xlws\.|COM\.MICROSOFT\.|of:)*"
DRAWING = re.compile(rf"=\s*{PREFIX}(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def name_cell_pictures(sheet):
    """Leaves in such cells the word that a picture stands there, and names them."""
    told = LeftOut(sheet)
    for cell in sheet.cells:
        if (cell.formula or cell.value.startswith("=")) and is_picture(cell):
            cell.value, cell.formula = "", PICTURE
            told.add("cell_pictures", "", cell.row, cell.column)
    told.close()


def is_picture(cell):
    return cell.formula == PICTURE or any(map(DRAWING.match, (cell.formula, cell.value)))
