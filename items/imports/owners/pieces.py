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
from .whose_words import FILLED_BY

HEADS = (SkipReason.HEAD, SkipReason.CONTINUED_HEAD)


@dataclass(eq=False)
class Piece:
    """A sheet, or a run of tables on one: the least of which a person says whose it is, by its key."""

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
    found = [
        piece for sheet in listed(sheets, recognition) for piece in cut(sheet, recognition, names)
    ]
    if len({piece.named[0].code for piece in found if len(piece.named) == 1}) < 2:
        return [], recognition
    return found, rest_of(recognition, {piece.sheet.name for piece in found})


def may_be_several(sheets, names):
    """Whether two townships are named at all, where a title or a sheet's name could: seen in one
    quick walk.
    """
    pattern, met = re.compile("|".join(map(re.escape, names.full)) or r"(?!)"), set()
    for sheet in sheets:
        met |= {
            township.code
            for township in (names.named_in(sheet.name) or called_by_stem(sheet.name, names))
        }
        for cell in sheet.cells:
            if len(cell.value) <= LONGEST * 2 and pattern.search(
                text := "".join(cell.value.split())
            ):
                met |= {township.code for township in names.named_in(text)}
        if len(met) > 1:
            return True
    return False


def listed(sheets, recognition):
    """The sheets with a table, and those without a head that are called after a township."""
    own, tables = own_sheets(sheets), {table.sheet for table in recognition.tables}
    headless = set()
    for found in recognition.skipped:
        if found.row is None and found.reason == SkipReason.NO_HEAD:
            headless.add(found.sheet)
    for sheet in sheets:
        if not sheet.hidden and sheet.name.strip() not in own and sheet.name in tables | headless:
            yield sheet


def cut(sheet, recognition, names):
    """The pieces of one sheet."""
    layout = Layout(sheet)
    tops = heads_of(layout, recognition)
    signs = signs_of(layout, tops, names)
    own = townships_of_sheet(sheet, layout, names)
    if not tops:
        own = own or called_by_stem(sheet.name, names)
        if own:
            return [Piece(sheet.name, sheet, own)]
        return []
    stems = [] if own else called_by_stem(sheet.name, names)
    tables = [table for table in recognition.tables if table.sheet == sheet.name]
    alone = len(tables) == 1 and not any(sign.townships for sign in signs)
    if sections := section_signs(tables[0], names) if alone else []:
        pieces = in_sections(sheet, layout, tables[0], sections)
    elif len({(tuple(t.code for t in sign.townships), sign.foreign) for sign in signs}) <= 1:
        pieces = [whole(sheet, signs, own, stems)]
    else:
        pieces = [run_piece(sheet, layout, run, own, signs) for run in in_runs(signs, layout, tops)]
    return [finished(piece, layout, recognition, names) for piece in pieces]


def heads_of(layout, recognition):
    """The first rows of all heads of a sheet, those repeated among them."""
    name, tops = layout.sheet.name, set()
    for table in recognition.tables:
        if table.sheet == name:
            rows = sorted(row for row, _column in table.cells if row <= table.head_row)
            tops.add(
                next(
                    (row for row in rows if not only_text(layout.texts.get(row, {}))),
                    table.head_row,
                )
            )
    return tops | {
        found.row for found in recognition.skipped if found.sheet == name and found.reason in HEADS
    }


def townships_of_sheet(sheet, layout, names):
    """The townships that a sheet's name and its 填报单位 name in full."""
    said = [
        text for texts in layout.texts.values() for text in texts.values() if is_filled_by(text)
    ]
    named = names.meant_in("".join(sheet.name.split()))
    for text in said:
        named = [*named, *names.filled_in_by(text)]
    return list({township.code: township for township in named}.values())


def is_filled_by(text):
    return len(text) <= LONGEST and bool(FILLED_BY.search(text))


def whole(sheet, signs, own, stems):
    """A sheet that is one township's; when its titles and its own name speak of two, it is in
    doubt.
    """
    sign = signs[0] if signs else None
    piece = Piece(sheet.name, sheet, own or stems, title=sign.text if sign else "", signs=signs)
    if sign and sign.foreign:
        piece.named, piece.foreign = [], sign.foreign
    elif sign and sign.townships:
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
    ends = [*(begin - 1 for begin in begins[1:]), layout.rows[-1]]
    return list(zip(signs, begins, ends, strict=True))


def merged(signs):
    """Neighbours that name the same are one."""
    found = []
    for sign in signs:
        same = found and (found[-1].townships, found[-1].foreign) == (sign.townships, sign.foreign)
        if same and (sign.townships or sign.foreign):
            found[-1].headings |= sign.headings
        else:
            found.append(sign)
    return found


def in_sections(sheet, layout, table, signs):
    """The sections of one table that are townships' each: pieces with its head above them."""
    signs, heads = merged(signs), {row for row, _column in table.cells if row <= table.head_row}
    begins = [sign.row for sign in signs]
    runs = list(
        zip(signs, begins, [*(begin - 1 for begin in begins[1:]), layout.rows[-1]], strict=True)
    )
    before = [row for row in layout.rows if table.head_row < row < begins[0]]
    if any(not only_text(layout.texts[row]) for row in before):
        runs.insert(0, (None, before[0], before[-1]))  # items above the first section are nobody's
    pieces = [run_piece(sheet, layout, run, [], signs) for run in runs]
    for order, piece in enumerate(pieces):
        above = []
        for cell in sheet.cells:
            if cell.row < piece.rows[0] and (cell.row in heads or order == 0):
                above.append(cell)
        areas = []
        for area in sheet.merged:
            if area[0] < piece.rows[0] and (area[0] in heads or order == 0):
                areas.append(area)
        piece.sheet = changed(
            piece.sheet, cells=above + piece.sheet.cells, merged=areas + piece.sheet.merged
        )
    return pieces


def run_piece(sheet, layout, run, own, signs):
    """A run of tables: under a sign that names no township it is the sheet's, where nothing speaks
    against that.
    """
    sign, begin, end = run
    named = list(sign.townships) if sign else []
    if not named and not (sign and sign.foreign):
        signed = united(*(one.townships for one in signs))
        named = []
        if all(township in own for township in signed):
            named = own
    return Piece(
        f"{sheet.name}!{begin}",
        part_of(sheet, begin, end, with_remarks=begin == layout.rows[0]),
        named,
        foreign=sign.foreign if sign else "",
        title=sign.text if sign else "",
        place=sheet.row_places.get(begin, f"第{begin}行"),
        rows=(begin, end),
        signs=[sign] if sign else [],
    )


def finished(piece, layout, recognition, names):
    """The piece with headings that would be read as categories put aside, and what contradicts it
    noted.
    """
    rows = {cell.row for cell in piece.sheet.cells}
    headings = {
        row: rest for sign in piece.signs for row, rest in sign.headings.items() if row in rows
    }
    beside = united(*map(names.named_in, titles_beside(piece, recognition, rows)))
    if piece.named and not piece.foreign:
        piece.named = united(
            piece.named, beside, *map(names.named_in, lines_inside(piece, layout, rows, names))
        )
    elif len(beside) > 1:
        piece.named = beside
    if headings:
        bare = [
            (row, column)
            for row, rest in headings.items()
            if not rest
            for column in layout.texts[row]
        ]
        piece.headings = {place: only_text(layout.texts[place[0]]) for place in bare}
        cells = [changed(c, value=headings.get(c.row, c.value)) for c in piece.sheet.cells]
        piece.sheet = changed(
            piece.sheet, cells=[cell for cell in cells if cell.value or cell.formula]
        )
    return piece


def lines_inside(piece, layout, rows, names):
    """The lines below a piece's sign that are nothing but a township's name."""
    begin = min((sign.row for sign in piece.signs), default=0)
    texts = ("".join(only_text(layout.texts.get(row, {})).split()) for row in rows if row > begin)
    return [text for text in texts if text and len(text) <= LONGEST and says_only_that(text, names)]


def titles_beside(piece, recognition, rows):
    """The titles of its tables that stand beside each other, which no line over both of them says."""
    mine = [
        table
        for table in recognition.tables
        if table.sheet == piece.sheet.name and table.head_row in rows
    ]
    times = Counter(table.head_row for table in mine)
    return [table.title for table in mine if times[table.head_row] > 1]


def united(*lists):
    found = {township.code: township for townships in lists for township in townships}
    return list(found.values())


def part_of(sheet, begin, end, *, with_remarks):
    """The rows of a sheet from one to another, as a sheet of the same name."""
    cells = [cell for cell in sheet.cells if begin <= cell.row <= end]
    merged_areas = [area for area in sheet.merged if begin <= area[0] <= end]
    if with_remarks:
        remarks, notes = (sheet.remarks, sheet.notes)
    else:
        remarks, notes = ([], [])
    return changed(sheet, cells=cells, merged=merged_areas, remarks=remarks, notes=notes)


def read_pieces(pieces, words, heads, places=None):
    """The tables of some pieces of one file; a heading that says no more than whose they are is the
    first one's.
    """
    recognition = read_tables(
        [piece.sheet for piece in pieces], words=words, heads=heads, places=places
    )
    for piece in pieces:
        for (row, column), text in piece.headings.items():
            if table := table_of(recognition, piece, row):
                # a title before the heading is another's
                above = min(cell[0] for cell in table.cells) < row < table.head_row
                if above:
                    table.title = text
                else:
                    table.title = table.title or text
                table.cells |= {(row, column)}
            else:
                cells = frozenset({(row, column)})
                recognition.skipped.append(
                    Skipped(piece.sheet.name, row, text, SkipReason.ABOVE_HEAD, cells)
                )
    return recognition


def table_of(recognition, piece, row):
    """The table below a heading; of a section within a table, that table."""
    mine = [table for table in recognition.tables if table.sheet == piece.sheet.name]
    below = [table for table in mine if table.head_row > row]
    if below:
        return min(below, key=lambda table: table.head_row)
    return (mine or [None])[-1]


def rest_of(recognition, sheets):
    """What was said of the sheets that are nobody's: covers, indexes, hidden ones."""
    return Recognition(
        unrecognised=[found for found in recognition.unrecognised if found.sheet not in sheets],
        skipped=[found for found in recognition.skipped if found.sheet not in sheets],
        places=recognition.places,
        hidden_rows=recognition.hidden_rows,
        notes=[(sheet, note) for sheet, note in recognition.notes if sheet not in sheets],
    )
