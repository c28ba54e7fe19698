"""Reads an .xlsx workbook part by part into grids."""

import math
import re
import zipfile

from items.imports.reading.formulas import PICTURE
from items.imports.reading.grid import Sheet

from .blank_rows import WithoutBlankRows
from .cell_remarks import NO_NUMBER, NO_STRING
from .controls import EMPTY, TICKED, put_in_cells, read_vml
from .fonts import PLAIN, as_drawn
from .left_out import LeftOut, told_number
from .limits import Limits
from .parts import Package, PartTexts, read_part
from .rich_values import RichValues
from .values import EPOCH, EPOCH_1904, TRUTHS, number_of_day, number_text, written_day
from .xlsx_drawn import Comments, Drawing
from .xlsx_parts import TRUE, NoValue, SheetTarget, StringsTarget, unescape
from .xlsx_styles import USUAL, looks_of, striking_rules

TEXTS = ("s", "str", "inlineStr")
NATURAL = re.compile(r"\+?[0-9]{1,9}", re.ASCII)
LOOSE = re.compile(r"xl/(?:(?:drawings|comments|threadedcomments)/[^/]+|comments[^/]*)\.xml")


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        book = XlsxBook(Package(archive))
        for number, (name, state, relation) in enumerate(book.sheets()):
            sheet = book.sheet(name, relation, hidden=state != "visible")
            if number == 0:
                sheet.margins += book.loose_texts()
            yield sheet


class XlsxBook:
    """What the sheets of one workbook share: strings, formats, the way from a sheet's name to its
    part.
    """

    def __init__(self, package):
        self.package, self.limits, self.epoch = package, Limits(), EPOCH
        self.main = package.main_part("xl/workbook.xml")
        self.relations = package.relations(self.main)
        self.strings = self._strings()
        self.looks, self.striking = self._styles()
        self.rich_values = RichValues(package, self.part)

    def sheets(self):
        """(name, state, relation) of each sheet as the workbook lists them."""
        targets = {relation.mark: relation for relation in self.relations}
        root = self.package.tree(self.main)
        if any(node.get("date1904") in TRUE for node in root.iter("workbookPr")):
            self.epoch = EPOCH_1904
        for node in root.iter("sheet"):
            self.limits.open_sheet()
            yield (
                unescape(node.get("name", "")),
                node.get("state", "visible"),
                targets[node.get("id", "")],
            )

    def part(self, sort):
        """The part of a sort that the workbook has only one of; none when it has none."""
        for relation in self.relations:
            if relation.sort == sort:
                return relation.part
        return None

    def _strings(self):
        if not (part := self.part("sharedStrings")):
            return []
        return self.package.stream(part, StringsTarget(self.limits)).strings

    def _styles(self):
        """What each cell style makes of its contents, and which looks given by condition strike
        out.
        """
        if not (part := self.part("styles")):
            return {}, set()
        root = self.package.tree(part)
        return looks_of(root), striking_rules(root)

    def sheet(self, name, relation, *, hidden):
        """One worksheet; parts of another sort (charts) come back empty."""
        sheet = Sheet(name=name, hidden=hidden)
        if relation.sort != "worksheet":
            return sheet
        told = LeftOut(sheet, self.limits)
        target = SheetTarget(sheet, self, told)
        with self.package.open(relation.part) as file:
            read_part(WithoutBlankRows(file), target)
        sheet.notes += target.said.sentences()
        boxes = []
        for other in self.package.relations(relation.part):
            boxes += self.read_drawn(other, told, target.place)
        put_in_cells(boxes, sheet, told, self.limits)
        told.close()
        return sheet

    def read_drawn(self, relation, told, place):
        """Tells of what lies over the cells of a sheet: -> its check boxes."""
        if relation.sort == "drawing":
            self.package.stream(relation.part, Drawing(told))
        elif relation.sort in ("comments", "threadedComment"):
            self.package.stream(relation.part, Comments(told, place))
        elif relation.sort in ("oleObject", "package"):
            told.add("embedded")
        elif relation.sort == "vmlDrawing":
            with self.package.open(relation.part) as file:
                return read_vml(file.read().decode("utf-8", "replace"), told)
        return []

    def loose_texts(self):
        """What stands in text boxes and comments: never an item, but a mark of secrecy may stand
        there.
        """
        texts = []
        for name in self.package.names:
            if LOOSE.fullmatch(name):
                texts += map(unescape, self.package.stream(name, PartTexts(self.limits)).texts)
        return texts

    def shown(self, cell):
        """The text that is seen in a cell; what of it is not is told. Raises NoValue."""
        is_rich = cell.rich and cell.sort == "e"
        if is_rich and self.rich_values.is_picture(cell.rich, has_formula=bool(cell.formula)):
            cell.formula = PICTURE
            return ""
        look = self.looks.get(cell.style, USUAL)
        if cell.pieces:
            text = cell.taken_text()
        else:
            text = self.contents(cell, look)
        if look.number and cell.sort in TEXTS and text:
            text = self.text_shown(text, look.number, cell)
        if look.font is not PLAIN or not isinstance(text, str):
            text = as_drawn(text, look.font, cell.told, cell.row, cell.column)
            if not text.strip():
                cell.formula = ""  # of a result that is struck out
        return text

    def contents(self, cell, look):
        """The text of a stored value: a shared string, a truth, a number or date, or the text
        itself.

        Raises NoValue for one that cannot be meant.
        """
        value = cell.value
        if cell.sort == "s" and value:
            return self.shared_string(value)
        if cell.sort == "b" and value in ("0", "1"):
            is_true = value == "1"
            if look.is_box:
                if is_true:
                    return TICKED
                return EMPTY
            return TRUTHS[is_true]
        if cell.sort == "n" and value:
            return self.number_shown(number_of(value), look.number, cell)
        if cell.sort == "d":
            return self.day_shown(value, look.number, cell)
        return unescape(value)

    def shared_string(self, number):
        """The text kept under this number; Excel too leaves a cell empty that names none."""
        if not self.strings:
            raise ValueError("a workbook without the texts its cells name")
        if not NATURAL.fullmatch(number) or int(number) >= len(self.strings):
            raise NoValue("string", NO_STRING)
        return self.strings[int(number)]

    def number_shown(self, number, number_format, cell):
        """A number as its cell shows it."""
        if number_format is None:
            return number_text(number)
        cell.day = number_format.whole_day(number, self.epoch)
        shown = number_format.number(number, self.epoch)
        return told_number(number, shown, cell.told, cell.row, cell.column)

    def day_shown(self, text, number_format, cell):
        """A day kept as a text as its cell shows it."""
        number = number_of_day(text, self.epoch)
        if number_format is None or number is None:
            if number is not None:
                cell.day = written_day(text)[:10]
            else:
                cell.day = ""
            return written_day(text)
        return self.number_shown(number, number_format, cell)

    def text_shown(self, text, number_format, cell):
        """A text as its cell shows it: with the words its format has around it, or not at all."""
        shown = number_format.text(str(text))
        if shown == str(text):
            return text
        if not shown.strip():
            cell.told.add("masked", str(text), cell.row, cell.column)
        return shown


def number_of(text):
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NoValue("number", NO_NUMBER)
    return number
