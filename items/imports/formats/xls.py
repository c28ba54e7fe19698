"""Reads .xls workbooks, and the .et of WPS which are the same, into grids.

Written here because no library at hand tells of hidden rows, page heads and formulas in this
format, and the fastest (calamine) asks for room for every cell between two far ones.
"""

import struct

from items.imports.reading.grid import Cell, FileRefused, Sheet

from .biff import BOF, EOF, BiffTexts, packed_number, records, shared_strings
from .cell_remarks import NO_STRING, CellRemarks
from .compound import Compound
from .controls import put_in_cells
from .fonts import PLAIN, as_drawn, font, in_runs
from .left_out import LeftOut, told_number
from .limits import Limits
from .number_formats import BUILT_IN, number_format
from .sniffing import MACRO, PROTECTED, RESAVE
from .values import EPOCH, EPOCH_1904, TRUTHS, number_text
from .xls_drawn import DrawnRecords

FILEPASS, CODEPAGE, DATEMODE, BOUNDSHEET, SST, FORMAT, XF = (
    0x2F,
    0x42,
    0x22,
    0x85,
    0xFC,
    0x41E,
    0xE0,
)
FONT, FONT_95 = 0x31, 0x231
STRUCK_OUT = 0x8
NO_FONT = 4  # a number that no font has
WORKSHEET, VISIBLE = 0, 0
MACRO_SHEETS = (1, 6)
VERSION_95, VERSION_97 = 0x500, 0x600
ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
SOME_FORMULA = "=（公式）"
HIDDEN_ROW = 0x20
TEXT, TRUTH, ERROR = 0, 1, 2


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    data = Compound(path).stream("Workbook", "Book")
    book = XlsBook(data)
    for name, place, state, sort in book.sheets:
        book.limits.open_sheet()
        sheet = Sheet(name=name, hidden=state != VISIBLE)
        if sort == WORKSHEET:
            found = SheetRecords(book, sheet)
            found.read(records(data, place))
            sheet.notes += found.said.sentences()
        yield sheet


class XlsBook:
    """What the sheets share: strings, formats, where each begins."""

    def __init__(self, data):
        self.limits, self.strings, self.epoch = Limits(), [], EPOCH
        self.sheets, self.styles, self.formats, self.fonts = [], [], {}, []
        self.looks, self.has_odd_fonts = {}, False
        found = records(data)
        sort, pieces = next(found)
        version = 0
        if sort == BOF:
            version = struct.unpack_from("<H", pieces[0])[0]
        if version not in (VERSION_95, VERSION_97):
            raise FileRefused(
                f"这是 Excel 4.0 或更早的文件，不能直接读取。{RESAVE}", code="old_format"
            )
        self.texts = BiffTexts(version)
        for sort, pieces in found:
            if sort == EOF:
                break
            if take := self.TAKEN.get(sort):
                take(self, pieces)

    def take_password(self, _pieces):
        raise FileRefused(PROTECTED, code="encrypted")

    def take_codepage(self, pieces):
        self.texts.set_codepage(struct.unpack_from("<H", pieces[0])[0])

    def take_epoch(self, pieces):
        if pieces[0][:1] == b"\1":
            self.epoch = EPOCH_1904
        else:
            self.epoch = EPOCH

    def take_sheet(self, pieces):
        place, state, sort = struct.unpack_from("<IBB", pieces[0])
        if sort in MACRO_SHEETS:
            raise FileRefused(MACRO, code="macro")
        self.sheets.append((self.texts.read(pieces, 6, "B"), place, state & 3, sort))

    def take_strings(self, pieces):
        self.strings = shared_strings(pieces, self.limits)

    def take_format(self, pieces):
        (number,) = struct.unpack_from("<H", pieces[0])
        self.formats[number] = self.texts.read(pieces, 2, "H" if self.texts.unicode else "B")

    def take_style(self, pieces):
        self.styles.append(struct.unpack_from("<HH", pieces[0]))

    def take_font(self, pieces):
        (flags,) = struct.unpack_from("<H", pieces[0], 2)
        name = self.texts.read(pieces, 14, "B")
        self.fonts.append(font(name, struck=bool(flags & STRUCK_OUT)))
        self.has_odd_fonts = self.has_odd_fonts or self.fonts[-1] is not PLAIN

    TAKEN = {
        FILEPASS: take_password,
        CODEPAGE: take_codepage,
        DATEMODE: take_epoch,
        BOUNDSHEET: take_sheet,
        SST: take_strings,
        FORMAT: take_format,
        FONT: take_font,
        FONT_95: take_font,
        XF: take_style,
    }

    def look(self, style):
        """(number format, font) of a cell's style."""
        if style not in self.looks:
            if style < len(self.styles):
                own, number = self.styles[style]
            else:
                own, number = (0, 0)
            code = self.formats.get(number, BUILT_IN.get(number, ""))
            self.looks[style] = number_format(code), self.font(own)
        return self.looks[style]

    def font(self, number):
        at = number - 1 if number > NO_FONT else number
        if at < len(self.fonts):
            return self.fonts[at]
        return PLAIN


class SheetRecords:
    """Takes one sheet's records; of a chart inside it only its end."""

    def __init__(self, book, sheet):
        self.book, self.sheet, self.waiting = book, sheet, None
        self.said = CellRemarks(sheet)
        self.told = LeftOut(sheet, book.limits)
        self.drawn = DrawnRecords(book.texts, self.told)

    def read(self, found):
        """Takes the records up to the sheet's own end; one that is cut off is no whole list."""
        if next(found, (None,))[0] != BOF:
            raise ValueError("no sheet begins here")
        depth = 1
        for sort, pieces in found:
            if sort == BOF:
                depth += 1
            elif sort == EOF:
                depth -= 1
                if depth == 0:
                    self.close()
                    return
            elif depth == 1 and (take := self.TAKEN.get(sort)):
                take(self, pieces)
        raise ValueError("a sheet without an end")

    def close(self):
        put_in_cells(self.drawn.finished(), self.sheet, self.told, self.book.limits)
        self.told.close()

    def put(self, row, column, text, formula="", day=""):
        if text.strip() or formula:
            self.book.limits.spend(self.sheet.name, row + 1, column + 1, len(text))
            self.sheet.cells.append(Cell(row + 1, column + 1, text, formula, day))

    def put_text(self, row, column, style, text, runs=b""):
        self.put(row, column, self.text_shown(row, column, style, text, runs))

    def text_shown(self, row, column, style, text, runs=b""):
        """A text as its cell shows it; what is not seen of it is told."""
        form, own = self.book.look(style)
        if form and (said := form.text(text)) != text:
            if not said.strip():
                self.told.add("masked", text, row + 1, column + 1)
            text, runs = said, b""
        if not self.book.has_odd_fonts or (own is PLAIN and not runs):
            return text
        starts = struct.iter_unpack("<HH", runs)
        pieces = in_runs(text, [(first, self.book.font(number)) for first, number in starts])
        return as_drawn(pieces, own, self.told, row + 1, column + 1)

    def put_number(self, row, column, style, number, formula=""):
        form, own = self.book.look(style)
        text, day = number_text(number), ""
        if form:
            day = form.whole_day(number, self.book.epoch)
            shown = form.number(number, self.book.epoch)
            text = told_number(number, shown, self.told, row + 1, column + 1)
        if own is not PLAIN:
            text = as_drawn(text, own, self.told, row + 1, column + 1)
            formula = formula if text.strip() else ""
        self.put(row, column, text, formula, day)

    def take_row(self, pieces):
        row, flags = struct.unpack_from("<H10xH", pieces[0])
        if flags & HIDDEN_ROW:
            self.sheet.hidden_rows.add(row + 1)

    def take_columns(self, pieces):
        first, last, _width, _style, flags = struct.unpack_from("<5H", pieces[0])
        if flags & 1:
            self.sheet.hidden_columns.update(range(first + 1, last + 2))

    def take_merged(self, pieces):
        (count,) = struct.unpack_from("<H", pieces[0])
        for top, bottom, left, right in struct.iter_unpack("<4H", pieces[0][2 : 2 + 8 * count]):
            self.sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))

    def take_shared(self, pieces):
        row, column, style, index = struct.unpack_from("<3HI", pieces[0])
        if index < len(self.book.strings):
            self.put_text(row, column, style, *self.book.strings[index])
        elif self.book.strings:
            self.said.add("string", NO_STRING, Cell(row + 1, column + 1, ""))
        else:
            raise ValueError("a workbook without the texts its cells name")

    def take_label(self, pieces):
        row, column, style = struct.unpack_from("<3H", pieces[0])
        self.put_text(row, column, style, self.book.texts.read(pieces, 6))

    def take_label_in_runs(self, pieces):
        row, column, style = struct.unpack_from("<3H", pieces[0])
        self.put_text(row, column, style, *self.book.texts.read_in_runs(pieces, 6))

    def take_number(self, pieces):
        row, column, style, number = struct.unpack_from("<3Hd", pieces[0])
        self.put_number(row, column, style, number)

    def take_packed(self, pieces):
        row, column, style, bits = struct.unpack_from("<3HI", pieces[0])
        self.put_number(row, column, style, packed_number(bits))

    def take_packed_row(self, pieces):
        row, column = struct.unpack_from("<HH", pieces[0])
        body = pieces[0][4:-2]
        for offset, (style, bits) in enumerate(struct.iter_unpack("<HI", body)):
            self.put_number(row, column + offset, style, packed_number(bits))

    def take_truth(self, pieces):
        row, column, style, value, is_error = struct.unpack_from("<3HBB", pieces[0])
        text = ERRORS.get(value, "#N/A") if is_error else TRUTHS[bool(value)]
        self.put_text(row, column, style, text)

    def take_formula(self, pieces):
        row, column, style = struct.unpack_from("<3H", pieces[0])
        result = pieces[0][6:14]
        self.waiting = None
        if result[6:] != b"\xff\xff":
            self.put_number(row, column, style, struct.unpack("<d", result)[0], SOME_FORMULA)
        else:
            self.put(row, column, self.other_result(result), SOME_FORMULA)
            if result[0] == TEXT:
                self.waiting = (self.sheet.cells[-1], style)
            else:
                self.waiting = None

    def other_result(self, result):
        if result[0] == TRUTH:
            return TRUTHS[bool(result[2])]
        if result[0] == ERROR:
            return ERRORS.get(result[2], "#N/A")
        return ""

    def take_result(self, pieces):
        """The text a formula gave, which follows it in a record of its own."""
        if not self.waiting:
            return
        (cell, style), self.waiting = self.waiting, None
        text = self.book.texts.read(pieces, 0)
        self.book.limits.read(len(text))
        cell.value = self.text_shown(cell.row - 1, cell.column - 1, style, text)
        if text.strip() and not cell.value.strip():
            self.sheet.cells.pop()  # a result that is struck out or not shown

    def take_margin(self, pieces):
        if pieces[0]:
            self.keep(self.book.texts.read(pieces, 0, "H" if self.book.texts.unicode else "B"))

    def take_margins(self, pieces):
        """The heads and feet of even and first pages, each only there when its length is not
        nothing.
        """
        at = 38
        for length in struct.unpack_from("<4H", pieces[0], 30):
            if length:
                self.keep(text := self.book.texts.read(pieces, at))
                at += 3 + len(text) * (2 if pieces[0][at + 2] & 1 else 1)

    def take_drawing(self, pieces):
        self.drawn.take_drawing(pieces)

    def take_object(self, pieces):
        self.drawn.take_object(pieces)

    def take_box(self, pieces):
        self.drawn.take_box(pieces)

    def take_note(self, pieces):
        self.drawn.take_note(pieces)

    def keep(self, text):
        self.book.limits.read(len(text))
        self.sheet.margins.append(text)

    TAKEN = {
        0x208: take_row,
        0x7D: take_columns,
        0xE5: take_merged,
        0xFD: take_shared,
        0x204: take_label,
        0xD6: take_label_in_runs,
        0x203: take_number,
        0x27E: take_packed,
        0xBD: take_packed_row,
        0x205: take_truth,
        0x06: take_formula,
        0x206: take_formula,
        0x406: take_formula,
        0x207: take_result,
        0x14: take_margin,
        0x15: take_margin,
        0x89C: take_margins,
        0xEC: take_drawing,
        0x5D: take_object,
        0x1B6: take_box,
        0x1C: take_note,
    }
