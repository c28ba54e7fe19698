"""Reads text tables (.csv and the like) into a grid: whichever encoding and separator they were
saved with.
"""

import codecs
import csv
import re
from collections import Counter

from items.imports.reading.grid import Cell, FileRefused, Sheet
from items.printed.formulas import GUARDED

from .cell_remarks import NAMED
from .limits import MAX_CHARACTERS, MAX_COLUMNS, TOO_MUCH, Limits
from .sniffing import FORMATS

NAME = "清单"
MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNMARKED = ("utf-8", "gb18030")
EURO, LOST = 0x80, "\ufffd"
MOST_ODD = 200
# no more than one odd byte among so many letters beyond ASCII; few letters of another encoding are
# UTF-8 by chance
ODD_IN = {"utf-8": 3, "gb18030": 20, "utf-16-le": 20, "utf-16-be": 20}
SEPARATORS = (",", "\t", ";", "|")
SAMPLE_RECORDS = 300
NO_TEXT = re.compile("[\x00\ufffe\uffff]")
STRAY, STRAY_IN = (
    re.compile("[\x01-\x08\x0b\x0e-\x1f]"),
    100,
)  # left by other programs; no more than one in so many
# stands on a line of its own after the last one: swallowed when a quotation mark was left open
END_SIGN = "\x1f"
NO_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
SAID_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.I)


def read_workbook(path):
    """The one sheet a text table is; its rows are counted as a spreadsheet would show them."""
    with open(path, "rb") as file:
        text, odd = decoded(file.read())
    if len(text) > MAX_CHARACTERS:
        raise FileRefused(TOO_MUCH, code="too_many_cells")
    said = SAID_SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    separator = said[1] if said else separator_of(text)
    limits, sheet = Limits(), Sheet(name=NAME, notes=odd.notes())
    for row, fields in enumerate(records(text, separator), 1):
        for column, value in enumerate(fields, 1):
            if value.strip():
                limits.spend(NAME, row, column, len(value))
                sheet.cells.append(cell_of(row, column, value))
    yield sheet


def decoded(data):
    """(text of the bytes, the odd ones among them): as its mark says, else UTF-8, else the national
    encoding.
    """
    for mark, encoding in MARKED:
        if data.startswith(mark):
            return text_in(data[len(mark) :], (encoding,))
    return text_in(data, UNMARKED)


def text_in(data, encodings):
    for encoding in encodings:
        odd = OddBytes(data, encoding)
        try:
            text = odd.decoded()
        except UnicodeDecodeError:
            continue
        plain, stray = STRAY.subn("", text)
        if stray * STRAY_IN <= len(text) and not NO_TEXT.search(text):
            return plain, odd
    raise FileRefused(
        f"认不出这个文件：不是工作簿或文档，也不是 UTF-8 或 GB18030 编码的文本表格。{FORMATS}",
        code="not_a_workbook",
    )


def letters_in(text):
    return len(text) - text.count(LOST) - sum(text.count(chr(code)) for code in range(128))


class OddBytes:
    """The bytes of a text that its encoding does not have; they are read as the sign of a lost one,
    and named.

    A single 0x80 in GBK is the euro of Windows. Few odd bytes among many letters tell a damaged
    text; many tell that the encoding is another one, or that there is no text at all.
    """

    def __init__(self, data, encoding):
        self.data, self.encoding, self.places = data, encoding, []

    def decoded(self):
        """The text. Raises UnicodeDecodeError when it is in another encoding."""
        codecs.register_error("odd_bytes", self.replaced)
        text = self.data.decode(self.encoding, "odd_bytes")
        if self.places and len(self.places) * ODD_IN[self.encoding] > letters_in(text):
            raise UnicodeDecodeError(
                self.encoding, self.data, *self.places[0], "too many odd bytes"
            )
        return text

    def replaced(self, error):
        if self.encoding == "gb18030" and self.data[error.start] == EURO:
            return "€", error.start + 1
        self.places.append((error.start, error.end))
        if len(self.places) > MOST_ODD:
            raise error
        return LOST, error.end

    def notes(self):
        """A sentence with the first places, by line and byte."""
        if not self.places:
            return []
        named = "、".join(self.place(start) for start, _end in self.places[:NAMED])
        more = ""
        if len(self.places) > NAMED:
            more = f"等{len(self.places)}处"
        return [f"文件里有损坏的字节，按“{LOST}”读入，请对照原文改正：{named}{more}"]

    def place(self, start):
        line_end = "\n".encode(self.encoding)
        line = self.data.count(line_end, 0, start) + 1
        begin = self.data.rfind(line_end, 0, start)
        byte = start - (begin + len(line_end) if begin >= 0 else 0) + 1
        return f"第{line}行第{byte}个字节（0x{self.data[start]:02X}）"


def separator_of(text):
    """The sign that cuts most rows into the same number of cells, at least two; a head holds no
    other one's sign.
    """
    return max(SEPARATORS, key=lambda separator: evenness(text, separator))


def evenness(text, separator):
    """How many rows have the commonest number of cells above one."""
    counts = Counter()
    for number, fields in enumerate(rows_of(text, separator)):
        if number == SAMPLE_RECORDS:
            break
        if len(fields) > 1:
            counts[min(len(fields), MAX_COLUMNS + 1)] += 1
    return max(counts.values(), default=0)


def rows_of(text, separator):
    csv.field_size_limit(MAX_CHARACTERS)
    return csv.reader(lines_of(text), delimiter=separator)


def lines_of(text):
    """The lines with their ends, as the reader wants them: a break within quotation marks is
    kept.
    """
    start = 0
    for match in re.finditer(r"\r\n|\r|\n", text):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:] + "\n"
    yield END_SIGN


def records(text, separator):
    """The rows up to the end. Raises FileRefused when a quotation mark has no partner and swallows
    what follows.
    """
    for number, fields in enumerate(rows_of(text, separator), 1):
        if fields == [END_SIGN]:
            return
        if fields and fields[-1].endswith(END_SIGN):
            raise FileRefused(
                f"第 {number} 行有一个引号没有配对，无法断定表格到哪里为止。请改正后再上传。",
                code="open_quote",
            )
        yield fields


def cell_of(row, column, value):
    """A cell of the text; what a spreadsheet would take for a formula is one without a value."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if quoted := NO_FORMULA.fullmatch(text):
        return Cell(row, column, quoted[1].replace('""', '"'))
    if text.startswith("="):
        return Cell(row, column, "", text[:500])
    guarded = text[:1] == "'" and text.lstrip("'").startswith(GUARDED)
    return Cell(row, column, text[1:] if guarded else text)
