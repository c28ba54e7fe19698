"""Workbooks: the official layout with a sheet for each kind, and the flat one with a row for each
item.
"""

from dutylist.history.refusals import Refusal

from .rows import flat_table, official_tables
from .spreadsheet import Book, Page, Style

TITLE = Style("方正小标宋简体", 18, horizontal="center", border=False)
HEAD = Style("黑体", 12, horizontal="center")
SECTION = Style("楷体_GB2312", 12)
BODY, CENTRED = Style(), Style(horizontal="center")
CENTRED_FIELDS = {
    "number",
    "kind",
    "category",
    "code",
    "departments",
    "receivers",
    "transition_on",
    "public",
}
TITLE_HEIGHT, HEAD_HEIGHT, SECTION_HEIGHT = 36, 24, 22


def write_official(out, listing, *, merged_receivers=False):
    """Writes the official workbook to an open file."""
    write_workbook(out, listing, official_tables(listing, merged_receivers=merged_receivers))


def write_workbook(out, listing, tables, created=None):
    """Writes a workbook with a sheet for each table; refused where there is none. `created` is
    written into it as the time it was made: now, unless told.
    """
    if not tables:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    with book_of(out, listing, created) as book:
        for table in tables:
            with book.sheet(table.name, official_page(table, listing.line)) as sheet:
                write_table(sheet, table)


def write_flat(out, listing):
    """Writes the flat workbook to an open file, row by row."""
    table = flat_table(listing)
    page, styles = Page(widths_of(table), frozen=1, head_row=1, framed=True), styles_of(table)
    with book_of(out, listing) as book, book.sheet(table.name, page) as sheet:
        write_head(sheet, table)
        for line in table.lines:
            sheet.row(zip(line.cells, styles, strict=True))
        sheet.frame(len(table.columns))
        sheet.filter_columns(len(table.columns))


def book_of(out, listing, created=None):
    creator = listing.words["office_full"]
    return Book(out, title=listing.title, creator=creator, created=created)


def official_page(table, footer):
    return Page(widths_of(table), frozen=2, head_row=2, footer=footer)


def widths_of(table):
    return [column.width for column in table.columns]


def write_table(sheet, table):
    """The title, the head, each category's row and the items under it."""
    last = len(table.columns)
    sheet.wide_row(table.title, TITLE, columns=last, height=TITLE_HEIGHT)
    write_head(sheet, table)
    styles = styles_of(table)
    for line in table.lines:
        if line.section:
            sheet.wide_row(line.section, SECTION, columns=last, height=SECTION_HEIGHT)
        else:
            sheet.row(zip(line.cells, styles, strict=True))


def write_head(sheet, table):
    sheet.row([(column.head, HEAD) for column in table.columns], height=HEAD_HEIGHT)


def styles_of(table):
    return [CENTRED if column.field in CENTRED_FIELDS else BODY for column in table.columns]
