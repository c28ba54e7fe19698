"""The big parts of an .xlsx workbook read as a stream: the rows of a sheet, the shared strings."""

import re

from items.imports.reading.grid import Cell, column_number

from .cell_remarks import CellRemarks
from .fonts import Runs, font
from .limits import MAX_COLUMNS
from .parts import Target

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
TRUE = ("1", "true")
NOTHING = ("0", "0.0")  # of a height or a width


class NoValue(Exception):
    """A stored value that stands for nothing; of a sort, with the sentence about it."""

    def __init__(self, sort, sentence):
        super().__init__(sentence)
        self.sort, self.sentence = sort, sentence


class RichTarget(Target):
    """Texts in runs, each with its font; how they are pronounced (rPh) is no part of them."""

    def __init__(self):
        super().__init__()
        self.pieces, self.fonts, self.phonetic = [], {}, False  # fonts by the number of the piece
        self.font = self.name = None
        self.struck = False

    def start_rPh(self, _attributes):
        self.phonetic = True

    def end_rPh(self):
        self.phonetic = False

    def start_rPr(self, _attributes):
        self.name, self.struck = "", False

    def start_strike(self, attributes):
        self.struck = attributes.get("val", "true") in TRUE

    def start_rFont(self, attributes):
        self.name = attributes.get("val", "")

    def end_rPr(self):
        self.font = font(self.name, struck=self.struck)

    def end_r(self):
        self.font = None

    def start_t(self, _attributes):
        if not self.phonetic:
            self.text = []

    def end_t(self):
        if self.text is not None:
            if self.font is not None:
                self.fonts[len(self.pieces)] = self.font
            self.pieces.append(self.taken())

    def taken_text(self):
        """The text since the last time: plain, or in runs when any has a font of its own."""
        pieces, fonts = self.pieces, self.fonts
        self.pieces = []
        if not fonts:
            return unescape("".join(pieces))
        self.fonts = {}
        return Runs([(unescape(piece), fonts.get(at)) for at, piece in enumerate(pieces)])


class StringsTarget(RichTarget):
    """The workbook's shared strings, in their order."""

    def __init__(self, limits):
        super().__init__()
        self.strings, self.limits = [], limits

    def end_si(self):
        text = self.taken_text()
        self.limits.read(len(str(text)))
        self.strings.append(text)


class SheetTarget(RichTarget):
    """Collects one sheet's cells; `book` says what the value of a cell means and how it looks."""

    def __init__(self, sheet, book, told):
        super().__init__()
        self.sheet, self.book, self.told, self.limits = sheet, book, told, book.limits
        self.row = self.column = 0
        self.row_text, self.columns = "", {}
        self.said = CellRemarks(sheet)
        self.area = ""  # that a look given by condition goes for

    def start_row(self, attributes):
        self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        self.row_text = str(self.row)
        if attributes.get("hidden") in TRUE or attributes.get("ht") in NOTHING:
            self.sheet.hidden_rows.add(self.row)

    def start_c(self, attributes):
        if reference := attributes.get("r"):
            self.row, self.column = self.place(reference)
        else:
            self.column += 1
        self.sort, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value, self.formula, self.rich, self.day = "", "", attributes.get("vm"), ""
        self.pieces, self.fonts = [], {}

    start_v = start_f = Target.listen

    def end_v(self):
        self.value = self.taken()

    def end_f(self):
        self.formula = "=" + self.taken()

    def end_c(self):
        try:
            text = self.book.shown(self)
        except NoValue as refused:
            text = ""
            self.said.add(refused.sort, refused.sentence, self)
        if self.formula or text.strip():
            self.limits.spend(self.sheet.name, self.row, self.column, len(text))
            self.sheet.cells.append(Cell(self.row, self.column, text, self.formula[:500], self.day))

    def place(self, reference):
        """(row, column) of a reference such as C12; most name the row they stand in and a column
        met before.
        """
        letters = reference.removesuffix(self.row_text)
        if letters in self.columns:
            return self.row, self.columns[letters]
        letters, digits = REFERENCE.fullmatch(reference).groups()
        self.columns[letters] = column_number(letters)
        return int(digits), self.columns[letters]

    def start_mergeCell(self, attributes):
        first, _, last = attributes["ref"].partition(":")
        self.sheet.merged.append((*self.place(first), *self.place(last or first)))

    def start_col(self, attributes):
        if attributes.get("hidden") in TRUE or attributes.get("width") in NOTHING:
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self.sheet.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def start_conditionalFormatting(self, attributes):
        self.area, self.struck = attributes.get("sqref", ""), False

    def start_cfRule(self, attributes):
        self.struck = self.struck or attributes.get("dxfId") in self.book.striking

    start_sqref = Target.listen

    def end_sqref(self):
        self.area = self.taken()

    def end_conditionalFormatting(self):
        if self.struck:
            self.told.add("conditional", place=self.area)

    def end_margin(self):
        text = unescape(self.taken())
        self.limits.read(len(text))
        self.sheet.margins.append(text)

    start_oddHeader = start_oddFooter = start_evenHeader = start_evenFooter = Target.listen
    start_firstHeader = start_firstFooter = Target.listen
    end_oddHeader = end_oddFooter = end_evenHeader = end_evenFooter = end_margin
    end_firstHeader = end_firstFooter = end_margin


def unescape(text):
    """Undoes the format's own writing of signs, _x000D_ and _xD842__xDFB7_; _x005F_ is the line of
    a plain _x000D_.
    """
    if "_x" not in text:
        return text
    signs = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), signs)
