"""Writes .xlsx workbooks row by row: what is written is not kept, so that a list of any length takes no memory.

Only what lists need is here: texts and whole numbers, a few styles, merged cells, drop-downs, the set-up of the page.
No cell is ever a formula: every text is stored as a string and marked so, whatever sign it begins with. A workbook of
18,000 rows takes a sixth of the time of a general library.
"""

import itertools
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from dutylist.history.refusals import Refusal
from items.printed.columns import column_letter

from . import spreadsheet_parts as parts

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
RESERVED_NAME = "history"  # of a sheet the program makes itself
FORMULA = frozenset("=+-@")
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LEVEL = 4  # of compression: half the time of the usual one, a tenth more bytes
BUFFER = 2**18


@dataclass(frozen=True)
class Style:
    """How a cell looks; `quoted` marks a text that could be taken for a formula."""

    font: str = "仿宋_GB2312"
    size: float = 11
    bold: bool = False
    colour: str = ""
    fill: str = ""
    horizontal: str = "left"
    border: bool = True
    quoted: bool = False


@dataclass
class Page:
    """One sheet's set-up; `frozen` rows stay in view, `head_row` is printed again on every page."""

    widths: list
    frozen: int = 0
    head_row: int = 0
    footer: str = ""
    hidden: bool = False
    tab: str = ""
    drop_downs: list = field(default_factory=list)  # (area, source, sentence)


class Book:
    """A workbook written to a file that is open for writing, whole at the end of its block."""

    def __init__(self, out, *, title, creator):
        self.archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self.title, self.creator = title, creator
        self.sheets, self.names, self.styles, self.numbers = [], [], {Style(border=False): 0}, {}

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        if failure is None:
            for path, content in parts.package(self, datetime.now(UTC)):
                self.archive.writestr(path, content)
        self.archive.close()

    def looks(self, style):
        """The numbers of a style and of its quoted twin; found by identity, for this is asked for every cell."""
        if id(style) not in self.numbers:
            twins = (style, replace(style, quoted=True))
            numbers = tuple(self.styles.setdefault(twin, len(self.styles)) for twin in twins)
            self.numbers[id(style)] = (numbers, style)  # kept, so that no other style gets its identity
        return self.numbers[id(style)][0]

    @contextmanager
    def sheet(self, name, page):
        """The next sheet, open for its rows; one at a time."""
        number = len(self.sheets) + 1
        self.sheets.append((self.free_name(name), page))
        with self.archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
            sheet = Sheet(self, page, part)
            sheet.begin()
            yield sheet
            sheet.end()
        if page.head_row:
            self.define("_xlnm.Print_Titles", number, f"${page.head_row}:${page.head_row}")
        if sheet.filter:
            self.define("_xlnm._FilterDatabase", number, re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", sheet.filter), hidden=True)

    def define(self, name, sheet, area, *, hidden=False):
        title = self.sheets[sheet - 1][0].replace("'", "''")
        mark = ' hidden="1"' if hidden else ""
        self.names.append((name, f' localSheetId="{sheet - 1}"{mark}', f"'{title}'!{area}"))

    def free_name(self, name):
        """A sheet's name that the format allows and no other sheet has."""
        taken = {RESERVED_NAME, *(title.lower() for title, _page in self.sheets)}
        plain = NOT_IN_NAMES.sub("", ILLEGAL.sub("", name))[:LONGEST_NAME].strip("'") or "清单"
        ends = itertools.chain([""], (f"({n})" for n in itertools.count(2)))
        tries = (f"{plain[: LONGEST_NAME - len(end)]}{end}" for end in ends)
        return next(title for title in tries if title.lower() not in taken)


class Sheet:
    """The rows of one sheet, written as they come."""

    def __init__(self, book, page, part):
        self.book, self.page, self.part = book, page, part
        self.number, self.buffer, self.merged, self.filter, self.size = 0, [], [], "", 0
        self.letters = [column_letter(n) for n in range(1, len(page.widths) + 1)]

    def begin(self):
        self.part.write(parts.sheet_head(self.page).encode())

    def row(self, cells, *, height=None):
        """One row of (value, Style), as high as its texts need; a value is a whole number or a text."""
        self.number, cells = self.number + 1, list(cells)
        height = height or parts.row_height([value for value, _style in cells], self.page.widths)
        texts = [self.cell(place, value, style) for place, (value, style) in enumerate(cells)]
        line = f'<row r="{self.number}" ht="{height}" customHeight="1">{"".join(texts)}</row>'
        self.buffer.append(line)
        self.size += len(line)
        if self.size > BUFFER:
            self.flush()

    def skip_to(self, number):
        """Leaves the rows before this one empty."""
        self.number = max(self.number, number - 1)

    def cell(self, place, value, style):
        where, (plain, quoted) = f"{self.letter(place)}{self.number}", self.book.looks(style)
        if not value and value != 0:
            return f'<c r="{where}" s="{plain}"/>'
        if not isinstance(value, str):
            return f'<c r="{where}" s="{plain}"><v>{value}</v></c>'
        look = quoted if value[0] in FORMULA else plain
        return f'<c r="{where}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{cell_text(value)}</t></is></c>'

    def letter(self, place):
        while place >= len(self.letters):
            self.letters.append(column_letter(len(self.letters) + 1))
        return self.letters[place]

    def merge(self, top, left, bottom, right):
        """Joins an area of at least two cells; rows and columns count from 1."""
        if (top, left) != (bottom, right):
            self.merged.append(f"{column_letter(left)}{top}:{column_letter(right)}{bottom}")

    def flush(self):
        self.part.write("".join(self.buffer).encode())
        self.buffer, self.size = [], 0

    def end(self):
        self.flush()
        self.part.write(parts.sheet_foot(self).encode())


def cell_text(text):
    """A text as the format keeps it: its own _x000D_ writing shielded, signs it cannot hold left out."""
    text = ILLEGAL.sub("", ESCAPED.sub("_x005F_", text) if "_x" in text else text)
    if len(text) > LONGEST_TEXT:
        raise Refusal(f"“{text[:20]}……”超过一个单元格能放的{LONGEST_TEXT}字，不能导出为表格。", "cell_too_long")
    return escape(text).replace("\r", "&#13;")
