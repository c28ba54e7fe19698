"""Reads an .xlsx workbook part by part into grids."""

import math
import re
import zipfile

from ..grid import Sheet
from .blank_rows import WithoutBlankRows
from .cell_remarks import NO_NUMBER, NO_STRING
from .limits import Limits
from .parts import Package, Texts, read_part
from .values import EPOCH, EPOCH_1904, look_of, shown, written_day
from .xlsx_parts import TRUE, NoValue, SheetTarget, StringsTarget, unescape

NATURAL = re.compile(r"\+?[0-9]{1,9}", re.ASCII)
LOOSE = re.compile(r"xl/(?:(?:drawings|comments|threadedcomments)/[^/]+|comments[^/]*)\.xml")


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        book = Book(Package(archive))
        for number, (name, state, relation) in enumerate(book.sheets()):
            sheet = book.sheet(name, relation, hidden=state != "visible")
            if number == 0:
                sheet.margins += book.loose_texts()
            yield sheet


class Book:
    """What the sheets of one workbook share: strings, formats, the way from a sheet's name to its part."""

    def __init__(self, package):
        self.package, self.limits, self.epoch = package, Limits(), EPOCH
        self.main = package.main_part("xl/workbook.xml")
        self.relations = package.relations(self.main)
        self.strings = self._strings()
        self.looks = self._looks()

    def sheets(self):
        """(name, state, relation) of each sheet as the workbook lists them."""
        targets = {relation.mark: relation for relation in self.relations}
        root = self.package.tree(self.main)
        if any(node.get("date1904") in TRUE for node in root.iter("workbookPr")):
            self.epoch = EPOCH_1904
        for node in root.iter("sheet"):
            self.limits.open_sheet()
            yield unescape(node.get("name", "")), node.get("state", "visible"), targets[node.get("id", "")]

    def part(self, sort):
        """The part of a sort that the workbook has only one of; none when it has none."""
        return next((relation.part for relation in self.relations if relation.sort == sort), None)

    def _strings(self):
        if not (part := self.part("sharedStrings")):
            return []
        return self.package.stream(part, StringsTarget(self.limits)).strings

    def _looks(self):
        """What each cell style makes of a number."""
        if not (part := self.part("styles")):
            return {}
        root = self.package.tree(part)
        formats = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iter("numFmt")}
        styles = next(root.iter("cellXfs"), [])
        return {str(index): look_of(xf.get("numFmtId", "0"), formats) for index, xf in enumerate(styles)}

    def sheet(self, name, relation, *, hidden):
        """One worksheet; parts of another sort (charts) come back empty."""
        sheet = Sheet(name=name, hidden=hidden)
        if relation.sort == "worksheet":
            with self.package.open(relation.part) as file:
                target = read_part(WithoutBlankRows(file), SheetTarget(sheet, self.contents, self.limits))
            sheet.notes += target.said.sentences()
        return sheet

    def loose_texts(self):
        """What stands in text boxes and comments: never an item, but a mark of secrecy may stand there."""
        found = []
        for name in self.package.names:
            if LOOSE.fullmatch(name):
                found += map(unescape, self.package.stream(name, Texts(self.limits)).found)
        return found

    def contents(self, sort, style, value):
        """The text of a stored value: a shared string, a truth, a number or date, or the text itself.

        Raises NoValue for one that cannot be meant.
        """
        if sort == "s" and value:
            return self.shared_string(value)
        if sort == "b":
            return {"1": "是", "0": "否"}.get(value, value)
        if sort == "n" and value:
            return shown(number_of(value), self.looks.get(style), self.epoch)
        return written_day(value) if sort == "d" else unescape(value)

    def shared_string(self, said):
        """The text kept under this number; Excel too leaves a cell empty that names none."""
        if not self.strings:
            raise ValueError("a workbook without the texts its cells name")
        if not NATURAL.fullmatch(said) or int(said) >= len(self.strings):
            raise NoValue("string", NO_STRING)
        return self.strings[int(said)]


def number_of(said):
    try:
        number = float(said)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NoValue("number", NO_NUMBER)
    return number
