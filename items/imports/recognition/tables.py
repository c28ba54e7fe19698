"""Reads the sheets of a file into tables; a sheet without one is named with the reason."""

from operator import attrgetter

from items.printed.columns import is_column_letter
from items.printed.own_marks import own_sheets
from items.printed.row_words import PATH_OF_PAGE

from .beside import settle_beside
from .columns import NEEDED, Column
from .footnotes import settle_footnotes
from .gathering import gather, settle_pairs
from .headwords import field_of, head_key
from .kind_codes import dictionary_of, is_dictionary, kind_codes, settle_kind_codes
from .layout import Layout
from .leftovers import SkipReason
from .legend import signs_before_names
from .line_items import split_lines
from .no_longer import VOID, VOID_NAME
from .office_of_list import settle_departments
from .page_sheets import go_on_over_sheets
from .recognised import Recognition, Skipped, Unrecognised
from .related_sheets import join_related, related_sheets, say_unjoined
from .role_heads import (
    called_joint,
    called_support,
    role_codes_said,
    says_first_leads,
    settle_joint,
    settle_role_codes,
    settle_role_signs,
    settle_roles_by_order,
    texts_aside,
)
from .scope_words import settle_scope_words
from .settling import (
    leave_columns_dismissed,
    leave_offices_of_townships,
    settle_offices_behind,
)
from .sheet_categories import categories_by_sheet
from .sheet_reader import SheetReader
from .table_kinds import is_same, kind_of
from .tables_left import leave_older_lists, leave_references, leave_void_tables
from .written_out import write_out

ROWS_SHOWN = 12
FEWEST_BESIDE = 4  # texts of the row in which a list's items are named


def read_tables(sheets, *, words=None, heads=None, places=None, file_name=""):
    """All the tables of a workbook. A hidden sheet and a sheet without any head are named, never
    read in silence.

    `words` {head as compared: field} goes before the words that come along. `heads` are columns
    assigned by hand, {"sheet!row": {"B": "name", "D": ""}}: that row is a head whatever it says; ""
    is a column not read in. Of cards the label stands in the letter's place. `places` are the names
    of the county's townships (`PlaceNames`): a column of them says the scope.
    """
    recognition, own = Recognition(tuple(sheets), file_name), own_sheets(sheets)
    write_out(sheets, dictionary_of(sheets))
    mains, details = related_sheets([sheet for sheet in sheets if not sheet.hidden])
    joined = {detail.name for detail in details}
    for sheet in sheets:
        for row, place in sheet.row_places.items():
            recognition.places[sheet.name, row] = place
        if sheet.name.strip() in own or sheet.name in joined:
            continue
        if sheet.hidden:
            name_sheet(sheet, recognition, SkipReason.HIDDEN_SHEET)
            continue
        note_sheet(sheet, recognition)
        if reason := reason_to_leave(sheet):
            cells = [(cell.row, cell.column) for cell in sheet.cells]
            name_sheet(sheet, recognition, reason, cells)
        elif sheet.cells:
            read_sheet(sheet, recognition, words or {}, heads_of(sheet, heads or {}), places)
    join_related(recognition, mains, details)
    say_unjoined(recognition)
    settle_tables(recognition, sheets, places)
    recognition.sheets = ()  # nothing of them is needed any more
    return recognition


def settle_tables(recognition, sheets, places):
    """Looks at all tables of a file together once they are read."""
    titles = {sheet.name: first_text(sheet) for sheet in sheets}
    aside = texts_aside(sheets, recognition.tables)
    codes = kind_codes(sheets, aside)
    signs, joint = signs_before_names(aside), called_joint(aside)
    roles = role_codes_said(aside)
    first_leads, only_help = says_first_leads(aside), called_support(aside)
    settle_kind_codes(recognition.tables, codes)
    for table in recognition.tables:
        table.sheet_title = titles.get(table.sheet, "")
        settle_role_codes(table, roles)
        settle_joint(table, joint)
        settle_role_signs(table, *signs)
        leave_columns_dismissed(table, aside)
        table.only_help = only_help
    leave_void_tables(recognition)
    leave_older_lists(recognition)
    leave_references(recognition)
    go_on_over_sheets(recognition)
    categories_by_sheet(recognition.tables, aside)
    for table in recognition.tables:
        table.kind = kind_of(table)
        table.unsure = [unsure for unsure in table.unsure if not is_same(table, unsure)]
        split_lines(table)
        settle_offices_behind(table)
        settle_departments(table)
        settle_roles_by_order(table, is_said=first_leads)
    leave_offices_of_townships(recognition.tables)
    settle_beside(recognition.tables)
    settle_footnotes(recognition, sheets, places)
    settle_scope_words(recognition, sheets, places)
    settle_pairs(recognition, places)
    gather(recognition)


def first_text(sheet):
    """What stands first in a sheet, but for the path of a web page."""
    cells = [cell for cell in sheet.cells if not PATH_OF_PAGE.search(cell.value)]
    first = min(cells, key=attrgetter("row", "column"), default=None)
    return first.value if first else ""


def reason_to_leave(sheet):
    """Why a sheet is not read; None for one that is."""
    if is_void(sheet):
        return SkipReason.VOID_SHEET
    if is_dictionary(sheet):
        return SkipReason.DICTIONARY
    return None


def is_void(sheet):
    """Whether a sheet's name, or what stands in its first row, says that it holds no longer."""
    return bool(VOID_NAME.search(sheet.name) or VOID.search(first_text(sheet)))


def note_sheet(sheet, recognition):
    """Keeps what is said of a sheet as a whole."""
    for remark in sheet.remarks:
        name_sheet(sheet, recognition, remark.rstrip("。"))
    recognition.notes += [(sheet.name, note) for note in sheet.notes]
    recognition.hidden_rows |= {(sheet.name, row) for row in sheet.hidden_rows}


def name_sheet(sheet, recognition, reason, cells=()):
    """Names a whole sheet with the reason why it is no list, or what is said of it."""
    recognition.skipped.append(Skipped(sheet.name, None, "", reason, frozenset(cells)))


def read_sheet(sheet, recognition, words, assigned, places):
    told = {**words, **labels_in(assigned)}
    assigned = {row: columns for row, columns in assigned.items() if not labels_in({row: columns})}
    layout = Layout(sheet, told)
    before = len(recognition.tables)
    reader = SheetReader(layout, recognition, words, assigned, places)
    reason = reader.read()
    if layout.rows and len(recognition.tables) == before:
        first = layout.rows[:ROWS_SHOWN]
        nameless = (0, ()) if reason else reader.finder.nameless_head(first)
        shown = [(row, layout.texts[row]) for row in first]
        is_list = not reason and has_list_words(layout)
        reason = reason or SkipReason.NO_HEAD
        recognition.unrecognised.append(Unrecognised(sheet.name, shown, reason, *nameless, is_list))
        name_sheet(sheet, recognition, reason, layout.cells)


def has_list_words(layout):
    """Whether what names items stands in a row of several texts, and what says who does what."""
    fields, names = set(), 0
    for row in layout.rows[:ROWS_SHOWN]:
        told = {field_of(text) for text in layout.texts[row].values()}
        names += Column.NAME in told and len(layout.texts[row]) >= FEWEST_BESIDE
        fields |= told & {*NEEDED}
    return names > 0 and len(fields) > 1


def labels_in(assigned):
    """{label as compared: field} of the labels of cards among the columns assigned by hand."""
    labels = {}
    for columns in assigned.values():
        for name, field in columns.items():
            if not is_column_letter(name):
                labels[head_key(name)] = field
    return labels


def heads_of(sheet, heads):
    """{row: {letter: field}} of the heads assigned by hand in this sheet."""
    assigned = {}
    for key, columns in heads.items():
        name, _, row = key.rpartition("!")
        if name == sheet.name:
            assigned[row] = columns
    return assigned
