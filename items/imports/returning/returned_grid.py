"""A file of another format as a plain workbook: the rows and columns as they were read."""

from itertools import groupby

from items.imports.reading.formulas import in_words
from items.printed.spreadsheet import Book, Page, Style, row_height

CELL = Style("宋体", 11)
EMPTY = Style("宋体", 11, border=False)
NARROW, WIDE = 8, 42
SAMPLE = 400  # rows that say how wide a column is


def write_grid(path, sheets):
    """Writes the sheets of a grid to a workbook: -> {name of a sheet: its name in the workbook}."""
    with path.open("wb") as out, Book(out, title="", creator="", kept=True) as book:
        for sheet in sheets:
            with book.sheet(
                sheet.name or "清单", Page(widths_of(sheet), hidden=sheet.hidden)
            ) as written:
                write_rows(written, sheet)
    return {sheet.name: title for sheet, title in zip(sheets, book.titles, strict=True)}


def widths_of(sheet):
    last = max((cell.column for cell in sheet.cells), default=1)
    widths = [NARROW] * last
    for cell in sheet.cells[: SAMPLE * last]:
        longest = 0
        if cell.value:
            longest = max(map(len, cell.value.split("\n")))
        widths[cell.column - 1] = min(WIDE, max(widths[cell.column - 1], longest * 2 + 2))
    return widths


def write_rows(written, sheet):
    joined = {(area[0], area[1]) for area in sheet.merged}
    texts = {}
    ordered = sorted(sheet.cells, key=lambda cell: (cell.row, cell.column))
    for row, cells in groupby(ordered, key=lambda cell: cell.row):
        written.skip_to(row)
        by_column = {}
        for cell in cells:
            texts[row, cell.column] = cell.value or cell.formula
            by_column[cell.column] = cell.value or in_words(cell.formula)
        cells_of_row, own_texts = [], []
        for column in range(1, max(by_column) + 1):
            text = by_column.get(column, "")
            style = EMPTY
            if column in by_column:
                style = CELL
            cells_of_row.append((text, style))
            # a joined cell has more room than its column
            if (row, column) in joined:
                text = ""
            own_texts.append(text)
        written.row(cells_of_row, height=row_height(own_texts, written.page.widths))
    for area in sheet.merged:
        written.merge(area, texts.get((area[0], area[1]), ""), CELL)
