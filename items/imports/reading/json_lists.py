"""Lists that this program exported as JSON, laid out as the flat table: read back like every other
export.
"""

from items.imports.recognition.headwords import FIELD_WORDS
from items.models import Kind
from items.printed.cells import cells_of, more_cells_of
from items.printed.rows import FLAT

from .grid import Cell, FileRefused, Sheet

NAME = "清单"
EVERYWHERE = "全部"
TITLE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3
COLUMNS = (*FLAT, "public")
STAFF = "secrecy_review"
NOT_OURS = "“entries”中的第{number}项不是清单事项的格式，请用本系统导出的 JSON 文件，或者改用表格。"


def sheet_of(listing):
    """The one sheet of a list in the shape of an export. Raises FileRefused for what has another
    shape.
    """
    entries, columns = listing["entries"], COLUMNS
    if any(isinstance(entry, dict) and entry.get(STAFF) for entry in entries):
        columns = (*COLUMNS, STAFF)
    sheet = Sheet(NAME)
    put(sheet, TITLE_ROW, [str(listing.get("title") or "")])
    put(sheet, HEAD_ROW, [FIELD_WORDS[name] for name in columns])
    for number, entry in enumerate(in_order(entries), 1):
        row = FIRST_ROW + number - 1
        texts = texts_of(entry, number)
        put(sheet, row, map(texts.get, columns))
        sheet.row_places[row] = f"第{number}项"
    return sheet


def in_order(entries):
    """What has no category before the others of its kind: a blank cell below a category would
    repeat it.
    """
    kinds = Kind.values
    for entry in entries:
        if not isinstance(entry, dict) or entry.get("kind") not in kinds:
            return entries
    return sorted(
        entries, key=lambda entry: (kinds.index(entry["kind"]), bool(entry.get("category")))
    )


def texts_of(entry, number):
    """{field: text} of an entry, printed as every other export prints it."""
    try:
        kind = str(Kind(entry["kind"]).label)
        cells = {
            **cells_of({"category": "", **entry}, {"": EVERYWHERE}),
            **more_cells_of(entry, {}),
        }
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise FileRefused(NOT_OURS.format(number=number), code="not_a_workbook") from error
    texts = {}
    for name, value in {**cells, "kind": kind}.items():
        texts[name] = ""
        if value is not None:
            texts[name] = str(value)
    return texts


def put(sheet, row, texts):
    for column, text in enumerate(texts, 1):
        if text and text.strip():
            sheet.cells.append(Cell(row, column, text))
