"""Workbooks: the official layout with a sheet for each kind, and the flat one with a row for each item.

No cell is ever a formula: every text is stored as a string and marked so, whatever sign it begins with.
"""

import io
import re
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from dutylist.history.refusals import Refusal

from .rows import flat_table, official_tables

THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TITLE = Font(name="方正小标宋简体", size=18)
HEAD = Font(name="黑体", size=12)
SECTION = Font(name="楷体_GB2312", size=12)
BODY = Font(name="仿宋_GB2312", size=11)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
CENTRED_FIELDS = {"number", "kind", "category", "code", "departments", "receivers", "transition_on", "public"}
NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]]")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}


def official_book(listing, *, merged_receivers=False):
    """The official workbook as bytes."""
    tables = official_tables(listing, merged_receivers=merged_receivers)
    if not tables:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        write_official(book.create_sheet(sheet_name(table.name)), table, listing)
    return saved(book, listing)


def flat_book(listing):
    """The flat workbook as bytes."""
    table = flat_table(listing)
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name(table.name)
    pen = Pen(sheet)
    write_head(pen, 1, table)
    for row, line in enumerate(table.lines, 2):
        write_line(pen, row, table, line)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.lines) + 1}"
    set_page(sheet, table, head_row=1)
    return saved(book, listing)


def write_official(sheet, table, listing):
    last, pen = len(table.columns), Pen(sheet)
    pen.put(1, 1, table.title, TITLE, CENTRED, border=None)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    sheet.row_dimensions[1].height = 36
    write_head(pen, 2, table)
    for row, line in enumerate(table.lines, 3):
        if line.section:
            write_section(pen, row, line.section, last)
        else:
            write_line(pen, row, table, line)
    sheet.freeze_panes = "A3"
    set_page(sheet, table, head_row=2)
    sheet.oddFooter.left.text = listing.line.replace("&", "&&")


def write_head(pen, row, table):
    for column, head in enumerate(table.columns, 1):
        pen.put(row, column, head.head, HEAD, CENTRED)
    pen.sheet.row_dimensions[row].height = 24


def write_section(pen, row, text, last):
    for column in range(1, last + 1):
        pen.put(row, column, text if column == 1 else "", SECTION, LEFT)
    pen.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    pen.sheet.row_dimensions[row].height = 22


def write_line(pen, row, table, line):
    for column, (head, value) in enumerate(zip(table.columns, line.cells, strict=True), 1):
        pen.put(row, column, value, BODY, CENTRED if head.field in CENTRED_FIELDS else LEFT)


class Pen:
    """Writes the cells of one sheet; a style is put together once, not for every cell."""

    def __init__(self, sheet):
        self.sheet, self.styles = sheet, {}

    def put(self, row, column, value, font, alignment, border=FRAME):
        """A number as a number, everything else as a string that no program takes for a formula."""
        cell = self.sheet.cell(row, column)
        quoted = False
        if isinstance(value, int):
            cell.value = value
        elif value:
            cell.value = cell_text(value)
            cell.data_type = "s"
            quoted = value[0] in "=+-@"
        self.dress(cell, font, alignment, border, quoted=quoted)

    def dress(self, cell, font, alignment, border, *, quoted):
        key = (id(font), id(alignment), id(border), quoted)
        if key not in self.styles:
            cell.font, cell.alignment, cell.quotePrefix = font, alignment, quoted
            if border:
                cell.border = border
            self.styles[key] = copy(cell._style)
        cell._style = copy(self.styles[key])


def cell_text(text):
    """A text as the format keeps it: its own _x000D_ writing shielded, signs it cannot hold left out."""
    text = ILLEGAL_CHARACTERS_RE.sub("", ESCAPED.sub("_x005F_", text))
    if len(text) > LONGEST_TEXT:
        raise Refusal(f"“{text[:20]}……”超过一个单元格能放的{LONGEST_TEXT}字，不能导出为表格。", "cell_too_long")
    return text


def sheet_name(name):
    return NOT_IN_NAMES.sub("", name)[:LONGEST_NAME] or "清单"


def set_page(sheet, table, *, head_row):
    """A4 across, one page wide, the head on every page, the page's number at its foot."""
    for column, head in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = head.width
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    for side, inches in MARGINS.items():
        setattr(sheet.page_margins, side, inches)


def saved(book, listing):
    book.properties.title, book.properties.creator = listing.title, listing.words["office_full"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
