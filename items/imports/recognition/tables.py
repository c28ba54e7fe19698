"""Reads the sheets of a file into tables; a sheet without one is named with the reason."""

import re

from items.printed.own_marks import own_sheets

from .beside import settle_beside
from .findings import RECLAIMED_COLUMNS, Reading, Skipped, Unrecognised
from .headwords import kind_in
from .layout import Layout
from .line_items import split_lines
from .numbering import LEADING
from .row_kinds import category_of, is_known_category
from .sheet_reader import SheetReader
from .told_departments import settle_departments

ROWS_SHOWN = 12
A_CATEGORY = re.compile(
    r"^(?!附件|附表|表\d|.*(?:乡|镇|街道|县|区|市|旗|局|委|部|办|清单|事项|目录)$)[\u4e00-\u9fff]{3,10}$"
)
HIDDEN_SHEET = "隐藏的工作表，没有读入"
NO_HEAD = "没有找到清单的表头（序号、事项名称等），没有读入"


def read_tables(sheets, *, words=None, heads=None, places=None):
    """All the tables of a workbook. A hidden sheet and a sheet without any head are named, never
    read in silence.

    `words` {head as compared: field} goes before the words that come along. `heads` are columns
    assigned by hand, {"sheet!row": {"B": "name", "D": ""}}: that row is a head whatever it says; ""
    is a column not read in. `places` are the names of the county's townships (`PlaceNames`): a
    column of them says the scope.
    """
    reading, own = Reading(), own_sheets(sheets)
    for sheet in sheets:
        reading.places |= {(sheet.name, row): place for row, place in sheet.row_places.items()}
        if sheet.name.strip() in own:
            continue
        if sheet.hidden:
            reading.skipped.append(Skipped(sheet.name, None, "", HIDDEN_SHEET))
            continue
        reading.skipped += [
            Skipped(sheet.name, None, "", remark.rstrip("。")) for remark in sheet.remarks
        ]
        reading.notes += [(sheet.name, note) for note in sheet.notes]
        reading.hidden_rows |= {(sheet.name, row) for row in sheet.hidden_rows}
        if sheet.cells:
            read_sheet(sheet, reading, words or {}, heads_of(sheet, heads or {}), places)
    categories_by_sheet(reading.tables)
    for table in reading.tables:
        table.kind = kind_of(table)
        split_lines(table)
        settle_departments(table)
    settle_beside(reading.tables)
    return reading


def read_sheet(sheet, reading, words, assigned, places=None):
    layout = Layout(sheet)
    before = len(reading.tables)
    reader = SheetReader(layout, reading, words, assigned, places)
    aside = reader.read()
    if layout.rows and len(reading.tables) == before:
        first = [(row, layout.texts[row]) for row in layout.rows[:ROWS_SHOWN]]
        nameless = (0, ()) if aside else reader.finder.nameless_head(layout.rows[:ROWS_SHOWN])
        reading.unrecognised.append(Unrecognised(sheet.name, first, *nameless))
        reading.skipped.append(
            Skipped(sheet.name, None, "", aside or NO_HEAD, frozenset(layout.cells))
        )


def categories_by_sheet(tables):
    """Gives items without any category the name of their sheet, where sheets are named by
    categories.
    """
    bare = [table for table in tables if not any(raw.category for raw in table.rows)]
    names = {table.sheet: category_of(LEADING.sub("", table.sheet)) for table in bare}
    known = [name for name in names.values() if is_known_category(name)]
    if not known or len(known) * 2 < len(names):
        return
    for table in bare:
        name = names[table.sheet]
        if is_known_category(name) or (
            len(known) > 1 and A_CATEGORY.match(name) and not kind_in(name)
        ):
            for raw in table.rows:
                raw.category = name


def heads_of(sheet, heads):
    """{row: {letter: field}} of the heads assigned by hand in this sheet."""
    places = {key.rpartition("!")[::2]: columns for key, columns in heads.items()}
    return {row: columns for (name, row), columns in places.items() if name == sheet.name}


def kind_of(table):
    """The kind a table holds: what is said of it goes before its columns, which decide by all of a
    kind's together.
    """
    said = table.said_kind or kind_in(table.title) or kind_in(table.sheet)
    full = table.full_kinds
    table.told_kind = said
    if said:
        table.against = contradiction(table, said, full)
        return said
    if table.is_mixed:
        return "basic"
    if full:
        return full[0]
    if RECLAIMED_COLUMNS & table.columns.keys():
        return "reclaimed"
    if "township_duty" in table.columns:
        return "coordination"
    if "method" in table.columns:
        return "reclaimed"
    return "coordination" if "department_duty" in table.columns else "basic"


def contradiction(table, said, full):
    """The kind whose columns are all there while those of the kind that is said are not; "" where
    rows say theirs.
    """
    if "kind" in table.columns or all(raw.kind for raw in table.rows) or said in full:
        return ""
    if said == "reclaimed" and RECLAIMED_COLUMNS & table.columns.keys():
        return ""
    if said == "coordination" and "township_duty" in table.columns:
        return ""
    return full[0] if full else ""
