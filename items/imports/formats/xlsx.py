"""Reads an .xlsx workbook part by part into grids."""

import posixpath
import re
import zipfile

from ..grid import Sheet
from .limits import Limits
from .parts import Package, Texts
from .values import EPOCH, EPOCH_1904, look_of, shown, written_day
from .xlsx_parts import TRUE, SheetTarget, StringsTarget, unescape

LOOSE = re.compile(r"xl/(?:(?:drawings|comments|threadedcomments)/[^/]+|comments[^/]*)\.xml")


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        book = Book(Package(archive))
        for number, (name, state, part) in enumerate(book.sheets()):
            sheet = book.sheet(name, part, hidden=state != "visible")
            if number == 0:
                sheet.margins += book.loose_texts()
            yield sheet


class Book:
    """What the sheets of one workbook share: strings, formats, the way from a sheet's name to its part."""

    def __init__(self, package):
        self.package, self.limits, self.epoch = package, Limits(), EPOCH
        self.strings = self._strings()
        self.looks = self._looks()

    def sheets(self):
        """(name, state, part) of each sheet as the workbook lists them."""
        relations = self.package.tree("xl/_rels/workbook.xml.rels")
        targets = {node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target"))) for node in relations}
        root = self.package.tree("xl/workbook.xml")
        if any(node.get("date1904") in TRUE for node in root.iter("workbookPr")):
            self.epoch = EPOCH_1904
        for node in root.iter("sheet"):
            self.limits.open_sheet()
            yield node.get("name", ""), node.get("state", "visible"), targets[node.get("id", "")].lstrip("/")

    def _strings(self):
        if "xl/sharedstrings.xml" not in self.package:
            return []
        return self.package.stream("xl/sharedstrings.xml", StringsTarget(self.limits)).strings

    def _looks(self):
        """What each cell style makes of a number."""
        if "xl/styles.xml" not in self.package:
            return {}
        root = self.package.tree("xl/styles.xml")
        formats = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iter("numFmt")}
        styles = next(root.iter("cellXfs"), [])
        return {str(index): look_of(xf.get("numFmtId", "0"), formats) for index, xf in enumerate(styles)}

    def sheet(self, name, part, *, hidden):
        """One worksheet; parts of another sort (charts) come back empty."""
        sheet = Sheet(name=name, hidden=hidden)
        if part.lower().startswith("xl/worksheets"):
            self.package.stream(part, SheetTarget(sheet, self.contents, self.limits))
        return sheet

    def loose_texts(self):
        """What stands in text boxes and comments: never an item, but a mark of secrecy may stand there."""
        found = []
        for name in self.package.names:
            if LOOSE.fullmatch(name):
                found += self.package.stream(name, Texts(self.limits)).found
        return found

    def contents(self, sort, style, value):
        """The text of a stored value: a shared string, a truth, a number or date, or the text itself."""
        if sort == "s" and value:
            return self.strings[int(value)]
        if sort == "b":
            return {"1": "是", "0": "否"}.get(value, value)
        if sort == "n" and value:
            return shown(float(value), self.looks.get(style), self.epoch)
        return written_day(value) if sort == "d" else unescape(value)
