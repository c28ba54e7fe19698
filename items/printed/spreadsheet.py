"""Writes .xlsx workbooks row by row through XlsxWriter: a list of any length takes no memory.

Only what lists need is here: texts and whole numbers, a few styles, rows that are one text,
drop-downs, the set-up of the page. No cell is ever a formula or a link: every text is stored as a
string and marked so, whatever sign it begins with.
"""

import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from dutylist.history.refusals import Refusal

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
RESERVED_NAME = "history"  # of a sheet the program makes itself
EMPTY = (None, "")
FORMULA = frozenset("=+-@")
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LINE, ROOM, HIGHEST = 15, 6, 409  # points: a line of text, what is left round it, the highest row
A4 = 9
FOOT = "&C第 &P 页，共 &N 页"
AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, eq=False)
class Style:
    """How a cell looks; each style is made once and told apart as itself."""

    font: str = "仿宋_GB2312"
    size: float = 11
    bold: bool = False
    colour: str = ""
    fill: str = ""
    horizontal: str = "left"
    border: bool = True

    def format(self):
        """The same in the words of XlsxWriter."""
        looks = {
            "font_name": self.font,
            "font_size": self.size,
            "bold": self.bold,
            "align": self.horizontal,
            "valign": "vcenter",
            "text_wrap": True,
            "border": int(self.border),
        }
        if self.colour:
            looks["font_color"] = f"#{self.colour}"
        if self.fill:
            looks["bg_color"] = f"#{self.fill}"
        return looks


@dataclass
class Page:
    """One sheet's set-up; `frozen` rows stay in view, `head_row` is printed again on every page."""

    widths: list
    frozen: int = 0
    head_row: int = 0
    footer: str = ""
    hidden: bool = False
    framed: bool = False  # empty cells are not written; `frame` draws the borders at the end
    tab: str = ""
    drop_downs: list = field(default_factory=list)  # (area, source, sentence)


class Book:
    """A workbook written to a file that is open for writing, whole at the end of its block.

    `kept` holds the rows until then, so that areas over several rows can be joined; else none is
    held. `created` is written into it as the time it was made: now, unless told.
    """

    def __init__(self, out, *, title, creator, kept=False, created=None):
        self.kept = kept
        self.workbook = xlsxwriter.Workbook(out, {**AS_WRITTEN, "constant_memory": not kept})
        self.workbook.use_zip64()
        created = created or datetime.now(UTC).replace(tzinfo=None)
        self.workbook.set_properties({"title": title, "author": creator, "created": created})
        self.titles = []  # of the sheets, as they are in the workbook
        self.formats = {}

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        if failure is None:
            self.workbook.close()
        else:
            self.discard()

    def discard(self):
        """Leaves a workbook unwritten that was refused half way."""
        if not self.kept:
            for worksheet in self.workbook.worksheets():
                worksheet.row_data_fh.close()
        self.workbook.fileclosed = 1

    def looks(self, style):
        """The format of a style, and its twin for a text that could be taken for a formula."""
        if style not in self.formats:
            plain = self.workbook.add_format(style.format())
            quoted = self.workbook.add_format({**style.format(), "quote_prefix": True})
            self.formats[style] = (plain, quoted)
        return self.formats[style]

    @contextmanager
    def sheet(self, name, page):
        """The next sheet, open for its rows; one at a time."""
        free = self.free_name(name)
        self.titles.append(free)
        yield WrittenSheet(self, self.workbook.add_worksheet(free), page)

    def free_name(self, name):
        """A sheet's name that the format allows and no other sheet has."""
        taken = {RESERVED_NAME, *(title.lower() for title in self.titles)}
        plain = NOT_IN_NAMES.sub("", ILLEGAL.sub("", name))[:LONGEST_NAME].strip("'") or "清单"
        title, number = plain, 1
        while title.lower() in taken:
            number += 1
            end = f"({number})"
            title = f"{plain[: LONGEST_NAME - len(end)]}{end}"
        return title


class WrittenSheet:
    """The rows of one sheet, written as they come."""

    def __init__(self, book, worksheet, page):
        self.book, self.worksheet, self.page = book, worksheet, page
        self.number = 0  # of the last row, from 1
        self.set_up()

    def set_up(self):
        """Columns, view and print of the sheet."""
        sheet, page = self.worksheet, self.page
        sheet.set_default_row(LINE + ROOM)
        for place, width in enumerate(page.widths):
            sheet.set_column(place, place, width)
        if page.frozen:
            sheet.freeze_panes(page.frozen, 0)
        if page.head_row:
            sheet.repeat_rows(page.head_row - 1)
        if page.tab:
            sheet.set_tab_color(f"#{page.tab}")
        if page.hidden:
            sheet.hide()
        for area, source, sentence in page.drop_downs:
            sheet.data_validation(area, drop_down(source, sentence))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        left = ""
        if page.footer:
            left = f"&L{page.footer.replace('&', '&&')}"
        sheet.set_footer(f"{left}{FOOT}")

    def row(self, cells, *, height=None):
        """One row of (value, Style), as high as its texts need; a value is a whole number or a
        text.
        """
        cells = list(cells)
        if height is None:
            height = row_height([value for value, _style in cells], self.page.widths)
        self.worksheet.set_row(self.number, height)
        for place, (value, style) in enumerate(cells):
            if value not in EMPTY:
                self.cell(place, value, style)
            elif not self.page.framed:
                self.worksheet.write_blank(self.number, place, None, self.book.looks(style)[0])
        self.number += 1

    def wide_row(self, text, style, *, columns, height):
        """One row that is a single text over so many columns."""
        self.row([(text, style)], height=height)
        if columns > 1:
            plain, quoted = self.book.looks(style)
            look = quoted if text[:1] in FORMULA else plain
            row = self.number - 1
            self.worksheet.merge_range(row, 0, row, columns - 1, cell_text(text), look)

    def skip_to(self, number):
        """Leaves the rows before this one empty."""
        self.number = max(self.number, number - 1)

    def merge(self, area, text, style):
        """Joins an area (top, left, bottom, right, from 1) whose first cell holds the text; not
        across another one.
        """
        top, left, bottom, right = area
        if (top, left) == (bottom, right):
            return
        plain, _quoted = self.book.looks(style)
        with suppress(OverlappingRange):
            self.worksheet.merge_range(
                top - 1, left - 1, bottom - 1, right - 1, cell_text(text), plain
            )

    def cell(self, place, value, style):
        plain, quoted = self.book.looks(style)
        if isinstance(value, str):
            look = quoted if value[0] in FORMULA else plain
            self.worksheet.write_string(self.number, place, cell_text(value), look)
        else:
            self.worksheet.write_number(self.number, place, value, plain)

    def frame(self, columns):
        """A border round every cell of what was written, the empty ones too: in a wide list most
        are empty, and to write each of them took as long as all the texts.
        """
        rule = {"type": "no_errors", "format": self.book.workbook.add_format({"border": 1})}
        self.worksheet.conditional_format(0, 0, self.number - 1, columns - 1, rule)

    def filter_columns(self, columns):
        """A box to filter by above each column of what was written, the head being the first
        row.
        """
        self.worksheet.autofilter(0, 0, self.number - 1, columns - 1)


def drop_down(source, sentence):
    """A list to choose from; other values are told and then let in, for a cell may name several."""
    return {
        "validate": "list",
        "source": f"={source}",
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": sentence,
        "input_message": sentence,
    }


def cell_text(text):
    """A text without the signs that the format cannot hold; one too long for a cell is refused."""
    text = ILLEGAL.sub("", text)
    if len(text) > LONGEST_TEXT:
        raise Refusal(
            f"“{text[:20]}……”超过一个单元格能放的{LONGEST_TEXT}字，不能导出为表格。",
            "cell_too_long",
        )
    return text


def row_height(texts, widths):
    """The height in points that shows all of a row's texts, each wrapped in its column."""
    lines = 1
    for text, width in zip(texts, widths, strict=False):
        if text and isinstance(text, str) and (len(text) * 2 >= width or "\n" in text):
            lines = max(lines, lines_in(text, width))
    return min(lines * LINE + ROOM, HIGHEST)


def lines_in(text, width):
    """The lines of a text in a column so many letters wide; a Chinese sign is as wide as two."""
    room, lines = max(width - 1, 2), 0
    for line in text.split("\n"):
        length = len(line)
        wide = length * 2
        if wide > room:
            wide = (length + len(line.encode(errors="replace"))) // 2
        lines += -(-wide // room) or 1
    return lines
