"""Reads an .xlsx workbook part by part into grids; runs only inside the reader's own process."""

import posixpath
import re
import zipfile
from datetime import datetime, timedelta

from defusedxml import ElementTree

from .grid import Sheet
from .xlsx_parts import Limits, SheetTarget, StringsTarget, read_part, unescape

DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (a cell has no zone)
LAST_DAY = 2_958_466


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        parts = Parts(archive)
        for name, state, target in parts.sheets():
            yield parts.sheet(name, target, hidden=state != "visible")


class Parts:
    """The parts of one workbook that sheets share: strings, formats, the way from a sheet's name to its file."""

    def __init__(self, archive):
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        self.strings = self._strings()
        self.dates, self.epoch = self._date_styles(), EPOCH
        self.limits = Limits()

    def open(self, name):
        return self.archive.open(self.names[name.lower()])

    def tree(self, name):
        with self.open(name) as file:
            return ElementTree.parse(file).getroot()

    def sheets(self):
        """(name, state, part) of each sheet as the workbook lists them."""
        relations = self.tree("xl/_rels/workbook.xml.rels")
        targets = {node.get("Id"): posixpath.normpath(posixpath.join("/xl", node.get("Target"))) for node in relations}
        root = self.tree("xl/workbook.xml")
        if any(tag(node) == "workbookPr" and node.get("date1904") in ("1", "true") for node in root):
            self.epoch = EPOCH_1904
        for node in root.iter():
            if tag(node) == "sheet":
                relation = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
                yield node.get("name", ""), node.get("state", "visible"), targets[relation].lstrip("/")

    def _strings(self):
        if "xl/sharedstrings.xml" not in self.names:
            return []
        with self.open("xl/sharedstrings.xml") as file:
            return read_part(file, StringsTarget()).strings

    def _date_styles(self):
        """The numbers of the cell styles that show a date."""
        if "xl/styles.xml" not in self.names:
            return set()
        root = self.tree("xl/styles.xml")
        formats = {n.get("numFmtId"): n.get("formatCode", "") for n in root.iter() if tag(n) == "numFmt"}
        styles = next((node for node in root if tag(node) == "cellXfs"), [])
        return {str(index) for index, xf in enumerate(styles) if shows_date(xf.get("numFmtId", "0"), formats)}

    def sheet(self, name, part, *, hidden):
        """One worksheet; parts of another sort (charts) come back empty."""
        sheet = Sheet(name=name, hidden=hidden)
        if part.startswith("xl/worksheets"):
            with self.open(part) as file:
                read_part(file, SheetTarget(sheet, self.contents, self.limits))
        return sheet

    def contents(self, sort, style, value):
        """The text of a stored value: a shared string, a truth, a number or date, or the text itself."""
        if sort == "s" and value:
            return self.strings[int(value)]
        if sort == "b":
            return {"1": "是", "0": "否"}.get(value, value)
        if sort == "n" and value:
            return self._number(value, style)
        return unescape(value)

    def _number(self, value, style):
        number = float(value)
        if style in self.dates and 0 < number < LAST_DAY:
            moment = self.epoch + timedelta(days=number)
            return moment.date().isoformat() if number == int(number) else moment.isoformat(" ", "minutes")
        return str(int(number)) if abs(number) < 1e15 and number == int(number) else repr(number)


def tag(node):
    """The local name of an element, whichever edition of the format it is written in."""
    return node.tag.rpartition("}")[2]


def shows_date(number, formats):
    """Whether a number format shows a date: one of the built-in ones, or a code with a day or a year in it."""
    if number in formats:
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", formats[number]).lower()
        return "y" in code or "d" in code or "年" in formats[number]
    return int(number) in DATE_FORMATS
