"""Reads a saved web page (.html) as a document: its tables and paragraphs in their order, nothing
loaded and nothing run.
"""

import codecs
import re
from html.parser import HTMLParser

from items.imports.reading.grid import Cell, Sheet

from .delimited import MARKED, text_in
from .limits import MAX_COLUMNS, MAX_ROWS, Limits
from .numerals import in_format

NAME = "正文"
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
OF_CHINA = frozenset(["gb2312", "gbk", "gb18030", "hz-gb-2312"])
UNSEEN = frozenset(["script", "style", "noscript", "template", "head", "select", "nav", "svg"])
STRUCK = frozenset(["s", "strike", "del"])
VOID = frozenset(["br", "img", "input", "hr", "meta", "link", "col", "wbr", "source", "area"])
BREAK_TAGS = (
    "p div li ul ol h1 h2 h3 h4 h5 h6 section article header footer form dl dt dd pre caption"
)
BREAKS = frozenset(BREAK_TAGS.split())
HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
THROUGH = re.compile(r"line-through", re.I)
UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.I)
FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
LONGEST_LABEL = 14  # of a list of labels, each with its value below it
OWN_NUMBER = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}(?:[、．.)）]|\s*$)|\s*[①-⑳]")
WIDEST_FRAME = 2
BLANKS = re.compile(r"[ \t\r\n\f]+")


def read_workbook(path):
    """The one sheet a page is."""
    with open(path, "rb") as file:
        data = file.read()
    page = Page()
    page.feed(text_of(data))
    page.close()
    yield page.sheet_of()


def text_of(data):
    """The text of a page: as its mark or it itself says, else UTF-8 or the national encoding."""
    for mark, encoding in MARKED:
        if data.startswith(mark):
            return text_in(data[len(mark) :], (encoding,))[0]
    said = CHARSET.search(data[:4096])
    encodings = ["utf-8", "gb18030"]
    if said and said[1].decode("ascii", "replace").lower() in OF_CHINA:
        encodings.reverse()
    return text_in(data.lstrip(codecs.BOM_UTF8), encodings)[0]


class Table:
    """One table while it is read: the row, the next column, and what spans down into rows below."""

    def __init__(self, number):
        self.number, self.row, self.column = number, 0, 0
        self.spans = {}  # column: how many further rows its cell covers
        self.cell = None  # (column, width, height)
        self.first = self.last = self.rows_begun = 0
        self.widest = 0
        self.is_frame = False  # whose cells hold a page's tables and texts

    def free_column(self):
        column = self.column + 1
        while self.spans.get(column, 0) > 0:
            column += 1
        return column


class NumberedList:
    """One list while it is read: the number of its last entry, and how numbers are written; a list
    of dots, or counted downwards, writes none.
    """

    def __init__(self, tag, attributes):
        style = attributes.get("style") or ""
        is_counted = tag == "ol" and "reversed" not in attributes
        self.is_numbered = is_counted and not UNNUMBERED.search(style)
        self.format = FORMATS.get(attributes.get("type"), "decimal")
        self.count = number_in(attributes.get("start")) - 1

    def next(self, attributes):
        """What a browser writes before the next entry; nothing in a list without numbers."""
        if not self.is_numbered:
            return ""
        self.count = number_in(attributes.get("value"), self.count + 1)
        return f"{in_format(self.count, self.format)}. "


class Page(HTMLParser):
    """Writes the tables and paragraphs of a page into a sheet, row under row."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sheet, self.limits = Sheet(name=NAME), Limits()
        self.row, self.paragraphs, self.tables = 0, 0, 0
        self.open_tables, self.unseen, self.pieces = [], [], []
        self.open_lists, self.list_number = [], ""
        self.struck_words, self.struck = 0, []
        self.level = None  # of the heading that is open

    # ---- what the parser meets

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in VOID:
            self.pieces += ["\n"] * (tag in ("br", "hr"))
            return
        style = attributes.get("style") or ""
        if self.unseen or tag in UNSEEN or HIDDEN.search(style) or "hidden" in attributes:
            self.unseen.append(tag)
            return
        if tag in STRUCK or THROUGH.search(style):
            self.struck.append(tag)
            return
        self.begin(tag, attributes)

    def begin(self, tag, attributes):
        if tag == "table":
            self.leave_frame()
            self.end_text()
            self.tables += 1
            self.open_tables.append(Table(self.tables))
        elif tag == "tr":
            self.begin_row()
        elif tag in ("td", "th"):
            self.begin_cell(attributes)
        elif tag in BREAKS:
            if tag != "dd" or not self.is_labelled():
                self.break_line()
            self.level = HEADINGS.get(tag)
            self.begin_in_list(tag, attributes)

    def begin_in_list(self, tag, attributes):
        """Begins a list, or an entry, whose number the next words get."""
        if tag in ("ol", "ul"):
            self.open_lists.append(NumberedList(tag, attributes))
        elif tag == "li" and self.open_lists:
            self.list_number = self.open_lists[-1].next(attributes)

    def handle_endtag(self, tag):
        if self.unseen:
            if tag in self.unseen:
                del self.unseen[len(self.unseen) - 1 - self.unseen[::-1].index(tag) :]
            return
        if self.struck and tag == self.struck[-1]:
            self.struck.pop()
        elif tag == "table" and self.open_tables:
            self.end_table()
        elif tag in ("td", "th") or tag == "tr":
            self.end_cell()
        elif tag == "dt":
            self.end_label()
        elif tag in BREAKS:
            self.break_line()
            self.level = None
            self.end_in_list(tag)

    def end_label(self):
        """Ends a label (<dt>) with a colon, behind which its value follows; what is too long for
        one, or numbered, stands by itself.
        """
        label = "".join(self.pieces).strip()
        if not label or len(label) > LONGEST_LABEL or OWN_NUMBER.match(label):
            self.break_line()
        elif not label.endswith((":", "：")):
            self.pieces.append("：")

    def is_labelled(self):
        """Whether the words that were read last end a label."""
        return "".join(self.pieces).rstrip().endswith((":", "："))

    def end_in_list(self, tag):
        if tag in ("ol", "ul", "li"):
            self.list_number = ""
        if tag in ("ol", "ul") and self.open_lists:
            self.open_lists.pop()

    def handle_data(self, data):
        if self.unseen:
            return
        if self.struck:
            self.struck_words += bool(data.strip())
            return
        if self.list_number and data.strip():
            if not OWN_NUMBER.match(data):
                self.pieces.append(self.list_number)
            self.list_number = ""
        self.pieces.append(BLANKS.sub(" ", data))

    # ---- rows and cells

    @property
    def table(self):
        return self.open_tables[-1] if self.open_tables else None

    def leave_frame(self):
        """Takes a narrow table in which another one begins for the frame of the page: what
        its cells say are paragraphs.
        """
        table = self.table
        if table is None or table.cell is None or max(table.widest, table.cell[0]) > WIDEST_FRAME:
            return
        table.is_frame, table.cell = True, None

    def begin_row(self):
        self.end_cell()
        table = self.table
        if table is None or table.is_frame:
            return
        self.row += 1
        self.limits.reach(NAME, self.row, 1)
        table.first = table.first or self.row
        table.rows_begun += 1
        table.row, table.column, table.last = self.row, 0, self.row
        table.spans = {column: left - 1 for column, left in table.spans.items() if left > 1}
        self.sheet.row_places[self.row] = f"第{table.number}个表格第{table.rows_begun}行"

    def begin_cell(self, attributes):
        self.end_cell()
        table = self.table
        if table is None or table.is_frame:
            return
        if not table.row:
            self.begin_row()
        column = table.free_column()
        width = min(number_in(attributes.get("colspan")), MAX_COLUMNS)
        height = min(number_in(attributes.get("rowspan")), MAX_ROWS)
        table.cell, self.pieces = (column, width, height), []

    def end_cell(self):
        table = self.table
        if table is not None and table.is_frame:
            self.end_text()
        if table is None or table.cell is None:
            return
        column, width, height = table.cell
        table.cell = None
        self.write(table.row, column, self.taken_text())
        if width > 1 or height > 1:
            area = (table.row, column, table.row + height - 1, column + width - 1)
            self.sheet.merged.append(area)
        for place in range(column, column + width):
            if height > 1:
                table.spans[place] = height
        table.column = column + width - 1
        table.widest = max(table.widest, table.column)

    def end_table(self):
        self.end_cell()
        table = self.open_tables.pop()
        if table.first and not table.is_frame:
            self.sheet.blocks.append((table.first, table.last, table.widest))
        self.pieces = []

    def break_line(self):
        if self.table is not None and self.table.cell is not None:
            self.pieces.append("\n")
        else:
            self.end_text()

    def end_text(self):
        """Writes a paragraph outside the cells, each of its lines in a row of its own."""
        if self.table is not None and self.table.cell is not None:
            return
        for line in self.taken_text().split("\n"):
            if line:
                self.row += 1
                self.paragraphs += 1
                self.sheet.row_places[self.row] = f"第{self.paragraphs}段"
                self.write(self.row, 1, line)
                if self.level is not None:
                    self.sheet.headings[self.row] = self.level

    def write(self, row, column, text):
        if text:
            self.limits.spend(NAME, row, column, len(text))
            self.sheet.cells.append(Cell(row, column, text))

    def taken_text(self):
        """What was read since the last cell or paragraph, without blank lines."""
        lines = [line.strip(" \xa0") for line in "".join(self.pieces).split("\n")]
        self.pieces = []
        return "\n".join(filter(None, lines))

    def sheet_of(self):
        self.end_cell()
        self.open_tables = []
        self.end_text()
        if self.struck_words:
            self.sheet.remarks.append(f"有{self.struck_words}处带删除线的文字，未读入")
        return self.sheet


def number_in(text, otherwise=1):
    """A span or a number as it is written; `otherwise` for anything else."""
    if text and text.strip().isdecimal():
        return max(1, int(text.strip()))
    return otherwise
