"""Cuts a file that holds several townships' lists into pieces: its sheets, and the runs of tables
on one sheet.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from dataclasses import replace as changed

from items.imports.reading.grid import Sheet
from items.imports.recognition.layout import Layout
from items.imports.recognition.leftovers import SkipReason
from items.imports.recognition.recognised import Recognition, Skipped
from items.imports.recognition.row_types import only_text
from items.imports.recognition.tables import read_tables
from items.printed.own_marks import own_sheets

from .signs import LONGEST, called_by_stem, says_only_that, section_signs, signs_of
from .townships import united
from .whose_words import FILLED_BY, one_of

HEADS = (SkipReason.HEAD, SkipReason.CONTINUED_HEAD)


@dataclass(eq=False)
class Piece:
    """A sheet, or a run of tables on one: the least of which a person says whose it is, by
    its key.
    """

    key: str
    sheet: Sheet  # its own cells
    named: list = field(default_factory=list)  # the townships it names: of one it is sure
    foreign: str = ""
    title: str = ""
    place: str = ""  # where it begins, when the sheet has several
    rows: tuple = ()  # its first and last row then
    signs: list = field(default_factory=list)
    headings: dict = field(default_factory=dict)  # {cell: text} of headings that say nothing else
    township: object = None  # whose it is, by its names or by somebody's word
    left_by: str = ""  # who said that it is not to be imported
    count: int | None = None  # of its items, once they are read

    @property
    def named_alone(self):
        """The township it names, where it names no other."""
        if len(self.named) == 1:
            return self.named[0]
        return None

    def holds(self, sheet, row):
        """Whether a row of the file is its own."""
        return sheet == self.sheet.name and (
            not self.rows or row is None or self.rows[0] <= row <= self.rows[1]
        )

    @property
    def where(self):
        """The piece in words: 工作表“城关镇”, or the words of its title."""
        if not self.place:
            return f"工作表“{self.sheet.name}”"
        if self.title:
            return f"“{self.title}”"
        return f"工作表“{self.sheet.name}”{self.place}起"


def pieces_of(sheets, recognition, names):
    """([Piece], the Recognition of what is in none of them); no piece when fewer than two townships
    are spoken of.

    `recognition` is the file read as the list of one.
    """
    if not names or not may_be_several(sheets, names):
        return [], recognition
    pieces = []
    for sheet in listed(sheets, recognition):
        pieces += cut(sheet, recognition, names)
    if len(codes_named_alone(pieces)) < 2:
        return [], recognition
    return pieces, rest_of(recognition, {piece.sheet.name for piece in pieces})


def codes_named_alone(pieces):
    """The codes of the townships that a piece names and no other beside it."""
    codes = set()
    for piece in pieces:
        if piece.named_alone:
            codes.add(piece.named_alone.code)
    return codes


def may_be_several(sheets, names):
    """Whether two townships are named at all, where a title or a sheet's name could: seen in one
    quick walk.
    """
    pattern = re.compile(one_of(names.full))
    codes = set()
    for sheet in sheets:
        codes |= codes_of(names.named_in(sheet.name) or called_by_stem(sheet.name, names))
        for cell in sheet.cells:
            if len(cell.value) > LONGEST * 2:
                continue
            text = "".join(cell.value.split())
            if pattern.search(text):
                codes |= codes_of(names.named_in(text))
        if len(codes) > 1:
            return True
    return False


def codes_of(townships):
    return {township.code for township in townships}


def listed(sheets, recognition):
    """The sheets with a table, and those without a head that are called after a township."""
    own = own_sheets(sheets)
    wanted = {table.sheet for table in recognition.tables}
    for skipped in recognition.skipped:
        if skipped.row is None and skipped.reason == SkipReason.NO_HEAD:
            wanted.add(skipped.sheet)
    for sheet in sheets:
        if not sheet.hidden and sheet.name.strip() not in own and sheet.name in wanted:
            yield sheet


def cut(sheet, recognition, names):
    """The pieces of one sheet."""
    layout = Layout(sheet)
    tops = heads_of(layout, recognition)
    own = townships_of_sheet(sheet, layout, names)
    stems = own or called_by_stem(sheet.name, names)
    if not tops:
        if stems:
            return [Piece(sheet.name, sheet, stems)]
        return []
    signs = signs_of(layout, tops, names)
    table, sections = only_table_in_sections(sheet, recognition, signs, names)
    if sections:
        pieces = in_sections(sheet, layout, table, sections)
    elif len({sign.whose for sign in signs}) <= 1:
        pieces = [whole(sheet, signs, own, stems)]
    else:
        pieces = [run_piece(sheet, layout, run, own, signs) for run in in_runs(signs, layout, tops)]
    for piece in pieces:
        finish(piece, layout, recognition, names)
    return pieces


def only_table_in_sections(sheet, recognition, signs, names):
    """(the only table of a sheet, the signs of its sections), where nothing over it says whose it
    is.
    """
    tables = recognition.tables_of(sheet.name)
    if len(tables) != 1 or any(sign.townships for sign in signs):
        return None, []
    return tables[0], section_signs(tables[0], names)


def heads_of(layout, recognition):
    """The first rows of all heads of a sheet, those repeated among them."""
    name = layout.sheet.name
    tops = {top_of_head(table, layout) for table in recognition.tables_of(name)}
    for skipped in recognition.skipped:
        if skipped.sheet == name and skipped.reason in HEADS:
            tops.add(skipped.row)
    return tops


def top_of_head(table, layout):
    """The first row above a table's items that is more than one text."""
    for row in sorted(rows_above_items(table)):
        if not only_text(layout.texts.get(row, {})):
            return row
    return table.head_row


def rows_above_items(table):
    """The rows of a table's title and head."""
    return {row for row, _column in table.cells if row <= table.head_row}


def townships_of_sheet(sheet, layout, names):
    """The townships that a sheet's name and its 填报单位 name in full."""
    named = names.meant_in("".join(sheet.name.split()))
    for texts in layout.texts.values():
        for text in texts.values():
            if is_filled_by(text):
                named = united(named, names.filled_in_by(text))
    return named


def is_filled_by(text):
    return len(text) <= LONGEST and bool(FILLED_BY.search(text))


def whole(sheet, signs, own, stems):
    """A sheet that is one township's; when its titles and its own name speak of two, it is in
    doubt. What it is called by (`stems`) counts where nothing else does.
    """
    piece = Piece(sheet.name, sheet, stems, signs=signs)
    if not signs:
        return piece
    sign = signs[0]
    piece.title = sign.text
    if sign.foreign:
        piece.named = []
        piece.foreign = sign.foreign
    elif sign.townships:
        piece.named = united(sign.townships, own)
    return piece


def in_runs(signs, layout, tops):
    """[(sign or None, first row, last row)]: what stands before the first head belongs to it."""
    signs = merged(signs)
    begins = [sign.row for sign in signs]
    first = layout.rows[0]
    if min(tops) < begins[0]:
        signs, begins = [None, *signs], [first, *begins]
    begins[0] = first
    return runs_of(signs, begins, layout)


def runs_of(signs, begins, layout):
    """[(sign, first row, last row)]: each run ends where the next one begins."""
    ends = [begin - 1 for begin in begins[1:]]
    return list(zip(signs, begins, [*ends, layout.rows[-1]], strict=True))


def merged(signs):
    """Neighbours that name the same are one."""
    kept = []
    for sign in signs:
        names_somebody = sign.townships or sign.foreign
        if kept and names_somebody and kept[-1].whose == sign.whose:
            kept[-1].headings |= sign.headings
        else:
            kept.append(sign)
    return kept


def in_sections(sheet, layout, table, signs):
    """The sections of one table that are townships' each: pieces with its head above them."""
    signs = merged(signs)
    begins = [sign.row for sign in signs]
    runs = runs_of(signs, begins, layout)
    before = [row for row in layout.rows if table.head_row < row < begins[0]]
    if any(not only_text(layout.texts[row]) for row in before):
        runs.insert(0, (None, before[0], before[-1]))  # items above the first section are nobody's
    pieces = [run_piece(sheet, layout, run, [], signs) for run in runs]
    head_rows = rows_above_items(table)
    for piece in pieces:
        put_above(piece, sheet, head_rows, with_all=piece is pieces[0])
    return pieces


def put_above(piece, sheet, head_rows, *, with_all):
    """Puts the head of its table over a section, over the first one all that stands there."""
    begin = piece.rows[0]

    def is_above(row):
        return row < begin and (with_all or row in head_rows)

    cells = [cell for cell in sheet.cells if is_above(cell.row)]
    areas = [area for area in sheet.merged if is_above(area[0])]
    piece.sheet = changed(
        piece.sheet, cells=cells + piece.sheet.cells, merged=areas + piece.sheet.merged
    )


def run_piece(sheet, layout, run, own, signs):
    """A run of tables: under a sign that names no township it is the sheet's, where nothing speaks
    against that.
    """
    sign, begin, end = run
    piece = Piece(
        f"{sheet.name}!{begin}",
        rows_between(sheet, begin, end, with_remarks=begin == layout.rows[0]),
        place=sheet.row_places.get(begin, f"第{begin}行"),
        rows=(begin, end),
    )
    if sign:
        piece.title = sign.text
        piece.foreign = sign.foreign
        piece.named = list(sign.townships)
        piece.signs = [sign]
    if not piece.named and not piece.foreign:
        own_codes = codes_of(own)
        if all(own_codes.issuperset(other.codes) for other in signs):
            piece.named = own
    return piece


def finish(piece, layout, recognition, names):
    """Notes what contradicts a piece, and puts headings aside that would be read as categories."""
    rows = {cell.row for cell in piece.sheet.cells}
    beside = united(*map(names.named_in, titles_beside(piece, recognition, rows)))
    if piece.named and not piece.foreign:
        inside = united(*map(names.named_in, lines_inside(piece, layout, rows, names)))
        piece.named = united(piece.named, beside, inside)
    elif len(beside) > 1:
        piece.named = beside
    headings = {}
    for sign in piece.signs:
        for row, rest in sign.headings.items():
            if row in rows:
                headings[row] = rest
    if headings:
        put_aside(headings, piece, layout)


def put_aside(headings, piece, layout):
    """Leaves of each heading ({row: rest}) what it says beside whose the piece is; one that says
    nothing else is kept as such.
    """
    for row, rest in headings.items():
        if not rest:
            for column in layout.texts[row]:
                piece.headings[row, column] = only_text(layout.texts[row])
    cells = []
    for cell in piece.sheet.cells:
        if cell.row in headings:
            cell = changed(cell, value=headings[cell.row])
        if cell.value or cell.formula:
            cells.append(cell)
    piece.sheet = changed(piece.sheet, cells=cells)


def lines_inside(piece, layout, rows, names):
    """The lines below a piece's sign that are nothing but a township's name."""
    begin = min((sign.row for sign in piece.signs), default=0)
    for row in rows:
        if row <= begin:
            continue
        text = "".join(only_text(layout.texts.get(row, {})).split())
        if text and len(text) <= LONGEST and says_only_that(text, names):
            yield text


def titles_beside(piece, recognition, rows):
    """The titles of its tables that stand beside each other, which no line over both of them
    says.
    """
    tables = [table for table in recognition.tables_of(piece.sheet.name) if table.head_row in rows]
    times = Counter(table.head_row for table in tables)
    for table in tables:
        if times[table.head_row] > 1:
            yield table.title


def rows_between(sheet, begin, end, *, with_remarks):
    """The rows of a sheet from one to another, as a sheet of the same name."""
    cells = [cell for cell in sheet.cells if begin <= cell.row <= end]
    areas = [area for area in sheet.merged if begin <= area[0] <= end]
    cut_out = changed(sheet, cells=cells, merged=areas)
    if not with_remarks:
        cut_out.remarks = []
        cut_out.notes = []
    return cut_out


def read_pieces(pieces, words, heads, places=None):
    """The tables of some pieces of one file; a heading that says no more than whose they are is the
    first one's.
    """
    sheets = [piece.sheet for piece in pieces]
    recognition = read_tables(sheets, words=words, heads=heads, places=places)
    for piece in pieces:
        for (row, column), text in piece.headings.items():
            put_heading_back(piece, row, column, text, recognition)
    return recognition


def put_heading_back(piece, row, column, text, recognition):
    """Accounts for a heading that was put aside: as the title of the table below it, where there is
    one.
    """
    cells = frozenset({(row, column)})
    table = table_of(recognition, piece, row)
    if table is None:
        recognition.skipped.append(
            Skipped(piece.sheet.name, row, text, SkipReason.ABOVE_HEAD, cells)
        )
        return
    # a title before the heading is another's
    first_row = min(cell_row for cell_row, _column in table.cells)
    if first_row < row < table.head_row or not table.title:
        table.title = text
    table.cells |= cells


def table_of(recognition, piece, row):
    """The table below a heading; of a section within a table, that table."""
    tables = recognition.tables_of(piece.sheet.name)
    below = [table for table in tables if table.head_row > row]
    if below:
        return min(below, key=lambda table: table.head_row)
    if tables:
        return tables[-1]
    return None


def rest_of(recognition, sheets):
    """What was said of the sheets that are nobody's: covers, indexes, hidden ones."""
    return Recognition(
        unrecognised=not_on(sheets, recognition.unrecognised),
        skipped=not_on(sheets, recognition.skipped),
        places=recognition.places,
        hidden_rows=recognition.hidden_rows,
        notes=[(sheet, note) for sheet, note in recognition.notes if sheet not in sheets],
    )


def not_on(sheets, entries):
    return [entry for entry in entries if entry.sheet not in sheets]
