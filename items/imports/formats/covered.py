"""The texts that a merged cell covers: nobody sees them, so they are named and not read."""

from .left_out import LeftOut


def without_covered(sheet):
    """Takes the cells off that lie under a merged one; what repeats its text says nothing new."""
    if not sheet.merged or sheet.row_places:
        return
    tops = top_cells(sheet)
    if not tops:
        return
    seen = set(tops.values())
    texts = {}
    for cell in sheet.cells:
        if (cell.row, cell.column) in seen:
            texts[cell.row, cell.column] = cell.value
    told, kept = LeftOut(sheet), []
    for cell in sheet.cells:
        top = tops.get((cell.row, cell.column))
        if top is None:
            kept.append(cell)
        elif cell.value.strip() != texts.get(top, "").strip():
            told.add("covered", cell.value or cell.formula, cell.row, cell.column)
    sheet.cells = kept
    told.close()


def top_cells(sheet):
    """{place of a cell under a merged one: the place whose text is seen there}."""
    areas = {}  # that reach into a row
    for area in sheet.merged:
        for row in range(area[0], area[2] + 1):
            areas.setdefault(row, []).append(area)
    tops = {}
    for cell in sheet.cells:
        for top, left, _bottom, right in areas.get(cell.row, ()):
            if left <= cell.column <= right and (cell.row, cell.column) != (top, left):
                tops[cell.row, cell.column] = (top, left)
    return tops
