"""Reads the sheets of a file into tables; a sheet without one is named with the reason."""

import re

from dutylist.organizations.matching import plain
from items.models import Kind
from items.printed.own_marks import own_sheets

from .beside import settle_beside
from .columns import Column
from .departments_in_duties import settle_departments
from .footnotes import settle_footnotes
from .gathering import gather
from .headwords import is_index_word, kind_in
from .kind_codes import kind_codes, settle_kind_codes
from .layout import Layout
from .leftovers import LONGEST_SHOWN, SkipReason
from .line_items import split_lines
from .numbering import LEADING
from .page_sheets import go_on_over_sheets
from .recognised import RECLAIMED_COLUMNS, Recognition, Skipped, Unrecognised
from .row_types import category_of, is_known_category
from .section_levels import ENDING
from .sheet_reader import SheetReader

ROWS_SHOWN = 12
VOID = re.compile(r"作废|已?废止|已?停用|^已?取消(?:的?事项)?$")
VOID_TITLE = re.compile(
    r"已(?:全部)?(?:作废|废止|停止使用)|不再(?:列入|纳入|保留)(?:本|此)?(?:履职|职责)?(?:清单|目录)?的?(?:履职|职责)?事项"
)
A_CATEGORY = re.compile(
    r"^(?!附件|附表|表\d|.*(?:乡|镇|街道|县|区|市|旗|局|委|部|办|清单|事项|目录)$)[\u4e00-\u9fff]{3,10}$"
)

OF_A_REFERENCE = frozenset(
    {Column.NUMBER, Column.NAME, Column.CATEGORY, Column.DEPARTMENTS, Column.REMARK}
)
IN_TITLE = re.compile(
    r"[（(—－\-：:·\s]+(?P<name>[\u4e00-\u9fff、]{2,12}?)(?:类|方面|领域)?[）)]?$|（(?P<before>[\u4e00-\u9fff、]{2,12})类）"
)


IN_YEAR = re.compile(r"(20\d\d)(?=\s*(?:年|版|[）)]))")
# （党的建设类，共5项）
COUNT_BEHIND = re.compile(r"[，,、]?\s*[共计]{0,2}\s*\d+\s*[项条个件](?=\s*[）)]?$)")
LEADS_TITLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}[县市区旗])?(?P<name>[\u4e00-\u9fff、]{2,10})(?:类|方面|领域)"
    r"(?=.{0,14}(?:履职|职责|事项|清单))"
)


def read_tables(sheets, *, words=None, heads=None, places=None):
    """All the tables of a workbook. A hidden sheet and a sheet without any head are named, never
    read in silence.

    `words` {head as compared: field} goes before the words that come along. `heads` are columns
    assigned by hand, {"sheet!row": {"B": "name", "D": ""}}: that row is a head whatever it says; ""
    is a column not read in. `places` are the names of the county's townships (`PlaceNames`): a
    column of them says the scope.
    """
    recognition, own = Recognition(), own_sheets(sheets)
    for sheet in sheets:
        for row, place in sheet.row_places.items():
            recognition.places[sheet.name, row] = place
        if sheet.name.strip() in own:
            continue
        if sheet.hidden:
            recognition.skipped.append(Skipped(sheet.name, None, "", SkipReason.HIDDEN_SHEET))
            continue
        note_sheet(sheet, recognition)
        if is_void(sheet):
            cells = frozenset((cell.row, cell.column) for cell in sheet.cells)
            recognition.skipped.append(Skipped(sheet.name, None, "", SkipReason.VOID_SHEET, cells))
            continue
        if sheet.cells:
            read_sheet(sheet, recognition, words or {}, heads_of(sheet, heads or {}), places)
    settle_tables(recognition, sheets)
    return recognition


def settle_tables(recognition, sheets):
    """Looks at all tables of a file together once they are read."""
    codes, titles = kind_codes(sheets), {sheet.name: first_text(sheet) for sheet in sheets}
    for table in recognition.tables:
        table.sheet_title = titles.get(table.sheet, "")
        settle_kind_codes(table, codes)
    leave_void_tables(recognition)
    leave_older_lists(recognition)
    leave_references(recognition)
    go_on_over_sheets(recognition)
    categories_by_sheet(recognition.tables)
    for table in recognition.tables:
        table.kind = kind_of(table)
        split_lines(table)
        settle_departments(table)
    settle_beside(recognition.tables)
    settle_footnotes(recognition)
    gather(recognition)


def first_text(sheet):
    """What stands first in a sheet."""
    first = min(sheet.cells, key=lambda cell: (cell.row, cell.column), default=None)
    return first.value if first else ""


def is_void(sheet):
    """Whether a sheet's name, or what stands in its first row, says that it holds no longer."""
    return bool(VOID.search(sheet.name) or VOID_TITLE.search(first_text(sheet)))


def leave_references(recognition):
    """Leaves out tables that only name items which stand with their duties in other tables."""
    full = {}
    for table in recognition.tables:
        if not is_mere_reference(table):
            for raw in table.rows:
                full.setdefault(plain(raw.texts[Column.NAME]), table)
    for table in list(recognition.tables):
        others = [other for other in recognition.tables_of(table.sheet) if other is not table]
        is_reference = is_mere_reference(table) and (others or is_index(table))
        if not is_reference or not table.rows:
            continue
        again = sum(plain(raw.texts[Column.NAME]) in full for raw in table.rows)
        if again * 5 >= len(table.rows) * 4:
            leave_table(recognition, table, SkipReason.REFERENCE)


def leave_void_tables(recognition):
    """Leaves out tables whose title says that their items are in no list any more."""
    for table in list(recognition.tables):
        if VOID_TITLE.search(table.title):
            leave_table(recognition, table, SkipReason.VOID_TABLE)


def leave_older_lists(recognition):
    """Of two lists whose titles differ in the year alone the older one is left out."""
    newest = {}
    for table in recognition.tables:
        title, year = without_year(table.title)
        if year:
            newest[title] = max(year, newest.get(title, ""))
    for table in list(recognition.tables):
        title, year = without_year(table.title)
        if year and year < newest[title]:
            leave_table(recognition, table, SkipReason.OLDER_LIST)


def without_year(title):
    """(a title without its year, the year or "")."""
    years = IN_YEAR.findall(title)
    if len(years) != 1:
        return title, ""
    return "".join(IN_YEAR.sub("", title).split()), years[0]


def leave_table(recognition, table, reason):
    """Takes a table for none of the list's; its items are named."""
    recognition.tables.remove(table)
    cells = set(table.cells)
    for part in (*table.rows, *table.sections):
        cells |= part.cells
    text = "、".join(raw.texts[Column.NAME] for raw in table.rows)[:LONGEST_SHOWN]
    skipped = Skipped(table.sheet, table.head_row, text, reason, frozenset(cells))
    recognition.skipped.append(skipped)


def is_mere_reference(table):
    """Whether a table names items and their departments, or their pages, and says nothing of any
    duty.
    """
    if not table.columns.keys() <= OF_A_REFERENCE:
        return False
    return Column.DEPARTMENTS in table.columns or is_index(table)


def is_index(table):
    """Whether a column says where in the file each item stands."""
    words = " / ".join(table.unknown.values()).split(" / ")
    return any(map(is_index_word, words))


def note_sheet(sheet, recognition):
    """Keeps what is said of a sheet as a whole."""
    for remark in sheet.remarks:
        recognition.skipped.append(Skipped(sheet.name, None, "", remark.rstrip("。")))
    for note in sheet.notes:
        recognition.notes.append((sheet.name, note))
    for row in sheet.hidden_rows:
        recognition.hidden_rows.add((sheet.name, row))


def read_sheet(sheet, recognition, words, assigned, places=None):
    layout = Layout(sheet)
    before = len(recognition.tables)
    decisions = recognition.decisions
    reader = SheetReader(layout, recognition, words, assigned, places, decisions=decisions)
    reason = reader.read()
    if layout.rows and len(recognition.tables) == before:
        first = layout.rows[:ROWS_SHOWN]
        if reason:
            nameless = (0, ())
        else:
            nameless = reader.finder.nameless_head(first)
        shown = [(row, layout.texts[row]) for row in first]
        recognition.unrecognised.append(Unrecognised(sheet.name, shown, *nameless))
        cells = frozenset(layout.cells)
        reason = reason or SkipReason.NO_HEAD
        recognition.skipped.append(Skipped(sheet.name, None, "", reason, cells))


def categories_by_sheet(tables):
    """Gives items without any category the name of their sheet, where sheets are named by
    categories.
    """
    bare = [table for table in tables if not any(raw.category for raw in table.rows)]
    if not bare:
        return
    names = {table.sheet: category_of(LEADING.sub("", table.sheet)) for table in bare}
    names |= categories_in_titles(tables)
    known = sum(map(is_known_category, names.values()))
    if not known or known * 2 < len(names):
        return
    for table in bare:
        name = names[table.sheet]
        is_like_the_others = known > 1 and A_CATEGORY.match(name) and not kind_in(name)
        if is_known_category(name) or is_like_the_others:
            for raw in table.rows:
                raw.category = name


def categories_in_titles(tables):
    """{sheet: the category its title ends with}: 事项清单（党的建设类）, 事项清单——党的建设."""
    names = {}
    for table in tables:
        title = COUNT_BEHIND.sub("", table.title)
        match = IN_TITLE.search(title) or LEADS_TITLE.match(title)
        if match and table.sheet not in names:
            name = ENDING.sub("", match["name"] or match.groupdict().get("before"))
            if is_known_category(name) or A_CATEGORY.match(name):
                names[table.sheet] = name
    return names


def heads_of(sheet, heads):
    """{row: {letter: field}} of the heads assigned by hand in this sheet."""
    assigned = {}
    for key, columns in heads.items():
        name, _, row = key.rpartition("!")
        if name == sheet.name:
            assigned[row] = columns
    return assigned


def kind_of(table):
    """The kind a table holds: what is said of it goes before its columns, which decide by all of a
    kind's together.
    """
    full = table.full_kinds
    table.told_kind = table.kind_above or kind_in(table.title) or kind_in(table.sheet)
    if table.told_kind:
        table.against = contradiction(table, table.told_kind, full)
        return table.told_kind
    if table.is_mixed:
        return Kind.BASIC
    if full:
        return full[0]
    return kind_of_columns(table.columns)


def kind_of_columns(columns):
    """The kind whose columns are there, though not all of them."""
    if RECLAIMED_COLUMNS & columns.keys():
        return Kind.RECLAIMED
    if Column.TOWNSHIP_DUTY in columns:
        return Kind.COORDINATION
    if Column.METHOD in columns:
        return Kind.RECLAIMED
    if Column.DEPARTMENT_DUTY in columns:
        return Kind.COORDINATION
    return Kind.BASIC


def contradiction(table, told, full):
    """The kind whose columns are all there while those of the kind that is told are not; "" where
    rows say theirs.
    """
    if Column.KIND in table.columns or all(raw.kind for raw in table.rows) or told in full:
        return ""
    if told == Kind.RECLAIMED and RECLAIMED_COLUMNS & table.columns.keys():
        return ""
    if told == Kind.COORDINATION and Column.TOWNSHIP_DUTY in table.columns:
        return ""
    if full:
        return full[0]
    return ""
