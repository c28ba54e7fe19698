"""Reads an .xlsx workbook part by part into grids; runs only inside the reader's own process."""

import posixpath
import re
import zipfile
from datetime import datetime, timedelta

from defusedxml import ElementTree

from .grid import Cell, FileRefused, Sheet, column_letter, column_number

MAX_ROWS = 50_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_CHARACTERS = 20_000_000
MAX_TEXT = 32_767
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})


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
        self.dates, self.epoch = self._date_styles(), datetime(1899, 12, 30)  # noqa: DTZ001 (a cell has no zone)
        self.cells_left, self.characters_left = MAX_CELLS, MAX_CHARACTERS

    def open(self, name):
        return self.archive.open(self.names[name.lower()])

    def sheets(self):
        """(name, state, part) of each sheet as the workbook lists them."""
        targets = self._relations("xl/_rels/workbook.xml.rels")
        with self.open("xl/workbook.xml") as file:
            root = ElementTree.parse(file).getroot()
        if any(tag(node) == "workbookPr" and node.get("date1904") in ("1", "true") for node in root):
            self.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
        for node in root.iter():
            if tag(node) == "sheet":
                relation = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
                yield node.get("name", ""), node.get("state", "visible"), targets[relation]

    def _relations(self, part):
        with self.open(part) as file:
            root = ElementTree.parse(file).getroot()
        return {node.get("Id"): posixpath.normpath(posixpath.join("xl", node.get("Target"))) for node in root}

    def _strings(self):
        if "xl/sharedstrings.xml" not in self.names:
            return []
        strings = []
        with self.open("xl/sharedstrings.xml") as file:
            for _event, node in ElementTree.iterparse(file):
                if tag(node) == "si":
                    strings.append(text_of(node))
                    node.clear()
        return strings

    def _date_styles(self):
        """The numbers of the cell styles that show a date."""
        if "xl/styles.xml" not in self.names:
            return set()
        with self.open("xl/styles.xml") as file:
            root = ElementTree.parse(file).getroot()
        formats = {n.get("numFmtId"): n.get("formatCode", "") for n in root.iter() if tag(n) == "numFmt"}
        styles = next((node for node in root if tag(node) == "cellXfs"), [])
        return {index for index, xf in enumerate(styles) if shows_date(xf.get("numFmtId", "0"), formats)}

    def sheet(self, name, part, *, hidden):
        """One worksheet; parts of another sort (charts) come back empty."""
        sheet = Sheet(name=name, hidden=hidden)
        part = part.removeprefix("xl/xl/") if part.startswith("xl/xl/") else part.lstrip("/")
        if not part.startswith("xl/worksheets"):
            return sheet
        with self.open(part) as file:
            for _event, node in ElementTree.iterparse(file):
                self._take(sheet, node)
        return sheet

    def _take(self, sheet, node):
        kind = tag(node)
        if kind == "row":
            if node.get("hidden") in ("1", "true") and node.get("r"):
                sheet.hidden_rows.add(int(node.get("r")))
            self._take_row(sheet, node)
            node.clear()
        elif kind == "mergeCell":
            sheet.merged.append(area(node.get("ref")))
        elif kind == "col" and node.get("hidden") in ("1", "true"):
            last = min(int(node.get("max")), MAX_COLUMNS)
            sheet.hidden_columns.update(range(int(node.get("min")), last + 1))
        elif kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            sheet.margins.append(node.text or "")

    def _take_row(self, sheet, node):
        row = int(node.get("r") or (sheet.cells[-1].row + 1 if sheet.cells else 1))
        column = 0
        for child in node:
            if tag(child) != "c":
                continue
            row, column = place(child.get("r"), row, column + 1)
            value, formula = self._content(child)
            if value.strip() or formula:
                self._refuse_beyond(sheet.name, row, column, len(value))
                sheet.cells.append(Cell(row, column, value[:MAX_TEXT], formula[:500]))

    def _content(self, node):
        """(text, formula) of a cell; a formula without a stored value has an empty text."""
        held = {tag(child): child for child in node}
        formula = "=" + (held["f"].text or "") if "f" in held else ""
        sort = node.get("t", "n")
        if sort == "inlineStr":
            return text_of(held["is"]) if "is" in held else "", formula
        value = held["v"].text or "" if "v" in held else ""
        if sort == "s" and value:
            return self.strings[int(value)], formula
        if sort == "b":
            return {"1": "是", "0": "否"}.get(value, value), formula
        if sort == "n" and value:
            return self._number(value, int(node.get("s", "0"))), formula
        return unescape(value), formula

    def _number(self, value, style):
        number = float(value)
        if style in self.dates and 0 < number < 2_958_466:
            moment = self.epoch + timedelta(days=number)
            return moment.date().isoformat() if number == int(number) else moment.isoformat(" ", "minutes")
        return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)

    def _refuse_beyond(self, name, row, column, length):
        self.cells_left -= 1
        self.characters_left -= length
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise FileRefused(
                f"工作表“{name}”在第 {row} 行 {column_letter(column)} 列有内容，超出可读的范围"
                f"（{MAX_ROWS} 行、{MAX_COLUMNS} 列）。请删除清单以外的内容后再上传。",
                code="too_far",
            )
        if self.cells_left < 0 or self.characters_left < 0:
            raise FileRefused("文件的内容太多，请拆分后分别上传。", code="too_many_cells")


def tag(node):
    """The local name of an element, whichever edition of the format it is written in."""
    return node.tag.rpartition("}")[2]


def text_of(node):
    """The text of a rich or plain string, without its phonetic guides."""
    pieces = [part for part in node if tag(part) in ("t", "r")]
    texts = [t.text or "" for part in pieces for t in part.iter() if tag(t) == "t"]
    return unescape("".join(texts))


def unescape(text):
    """Undoes the format's own _x000D_ writing of control characters."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def shows_date(number, formats):
    """Whether a number format shows a date: one of the built-in ones, or a code with a day or a year in it."""
    if number in formats:
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", formats[number]).lower()
        return "y" in code or "d" in code or "年" in formats[number]
    return int(number) in DATE_FORMATS


def place(reference, row, column):
    """(row, column) of a cell: its own reference, else the next one in its row."""
    if not reference:
        return row, column
    letters, digits = REFERENCE.fullmatch(reference).groups()
    return int(digits), column_number(letters)


def area(reference):
    """The corners of a merged range such as A3:E3."""
    first, _, last = reference.partition(":")
    top, left = place(first, 0, 0)
    bottom, right = place(last or first, 0, 0)
    return top, left, bottom, right
