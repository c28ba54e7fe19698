"""The big parts of an .xlsx workbook read as a stream: the rows of a sheet, the shared strings.

defusedxml's parser is written in Python and too slow for these; the parser in C with a target that refuses every
DOCTYPE forbids the same (no entity can be declared without one).
"""

import re
from xml.etree.ElementTree import XMLParser

from .grid import Cell, FileRefused, column_letter, column_number

MAX_ROWS = 50_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_CHARACTERS = 20_000_000
MAX_TEXT = 32_767
CHUNK = 2**16
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TRUE = ("1", "true")
MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Limits:
    """What is left of the cells and characters one workbook may have."""

    def __init__(self):
        self.cells, self.characters = MAX_CELLS, MAX_CHARACTERS

    def spend(self, sheet, row, column, length):
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise FileRefused(
                f"工作表“{sheet}”在第 {row} 行 {column_letter(column)} 列有内容，超出可读的范围"
                f"（{MAX_ROWS} 行、{MAX_COLUMNS} 列）。请删除清单以外的内容后再上传。",
                code="too_far",
            )
        self.cells -= 1
        self.characters -= length
        if self.cells < 0 or self.characters < 0:
            raise FileRefused("文件的内容太多，请拆分后分别上传。", code="too_many_cells")


class Target:
    """What the parser tells of one part; names come without the format's name-spaces."""

    wanted = ended = ()

    def __init__(self):
        self.names, self.text, self.phonetic = {}, None, 0

    def doctype(self, name, public, system):
        raise ValueError("a DOCTYPE has no business here")

    def start(self, tag, attributes):
        name = self.names.get(tag) or self.names.setdefault(tag, tag.rpartition("}")[2])
        if name in self.wanted:
            getattr(self, f"start_{name}")(attributes)
        elif name == "t":
            self.text = None if self.phonetic else []
        elif name == "rPh":
            self.phonetic += 1

    def data(self, text):
        if self.text is not None:
            self.text.append(text)

    def end(self, tag):
        name = self.names[tag]
        if name == "rPh":
            self.phonetic -= 1
        elif name in self.ended:
            getattr(self, f"end_{name}")()

    def taken(self):
        """The text since the last mark."""
        text, self.text = "".join(self.text or ()), None
        return text


class StringsTarget(Target):
    wanted = ("si",)
    ended = ("t", "si")

    def __init__(self):
        super().__init__()
        self.strings, self.pieces, self.left = [], [], MAX_CHARACTERS

    def start_si(self, _attributes):
        self.pieces = []

    def end_t(self):
        self.pieces.append(self.taken())

    def end_si(self):
        text = unescape("".join(self.pieces))
        self.left -= len(text)
        if self.left < 0:
            raise FileRefused("文件的内容太多，请拆分后分别上传。", code="too_many_cells")
        self.strings.append(text)


class SheetTarget(Target):
    """Collects one sheet's cells; `contents(sort, style, value)` says what a stored value means."""

    wanted = frozenset({"row", "c", "v", "f", "mergeCell", "col", *MARGINS})
    ended = frozenset({"t", "v", "f", "c", *MARGINS})

    def __init__(self, sheet, contents, limits):
        super().__init__()
        self.sheet, self.contents, self.limits = sheet, contents, limits
        self.row = self.column = 0

    def start_row(self, attributes):
        self.row, self.column = int(attributes.get("r") or self.row + 1), 0
        if attributes.get("hidden") in TRUE:
            self.sheet.hidden_rows.add(self.row)

    def start_c(self, attributes):
        if reference := attributes.get("r"):
            self.row, self.column = place(reference)
        else:
            self.column += 1
        self.sort, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.value, self.formula, self.inline = "", "", []

    def start_v(self, _attributes):
        self.text = []

    start_f = start_v

    def end_t(self):
        if self.text is not None:
            self.inline.append(self.taken())

    def end_v(self):
        self.value = self.taken()

    def end_f(self):
        self.formula = "=" + self.taken()

    def end_c(self):
        text = unescape("".join(self.inline)) if self.inline else self.contents(self.sort, self.style, self.value)
        if self.formula or text.strip():
            self.limits.spend(self.sheet.name, self.row, self.column, len(text))
            self.sheet.cells.append(Cell(self.row, self.column, text[:MAX_TEXT], self.formula[:500]))

    def start_mergeCell(self, attributes):
        first, _, last = attributes["ref"].partition(":")
        self.sheet.merged.append((*place(first), *place(last or first)))

    def start_col(self, attributes):
        if attributes.get("hidden") in TRUE:
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self.sheet.hidden_columns.update(range(int(attributes["min"]), last + 1))

    def end_margin(self):
        self.sheet.margins.append(self.taken())

    start_oddHeader = start_oddFooter = start_evenHeader = start_evenFooter = start_v
    start_firstHeader = start_firstFooter = start_v
    end_oddHeader = end_oddFooter = end_evenHeader = end_evenFooter = end_margin
    end_firstHeader = end_firstFooter = end_margin


def read_part(file, target):
    """Feeds one part to its target piece by piece."""
    parser = XMLParser(target=target)  # noqa: S314 (the target refuses every DOCTYPE)
    while chunk := file.read(CHUNK):
        parser.feed(chunk)
    parser.close()
    return target


def place(reference):
    """(row, column) of a reference such as C12."""
    letters, digits = REFERENCE.fullmatch(reference).groups()
    return int(digits), column_number(letters)


def unescape(text):
    """Undoes the format's own _x000D_ writing of control characters."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
