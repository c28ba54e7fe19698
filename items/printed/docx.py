"""The list as a Word document in official form, one table a kind."""

from django.utils import timezone
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dutylist.history.refusals import Refusal

from .office_form import (
    HEAD_FONT,
    SUBHEAD_FONT,
    TEXT_FONT,
    TITLE_FONT,
    WIDTH_ON_ITS_SIDE_MM,
    add_style,
    cell,
    new_document,
    number_pages,
    row,
    saved,
    set_page,
    table_element,
    widths_of,
)
from .rows import official_tables

# (East Asian font, size in points, alignment): 二号 title, 三号 heads, 小四 inside tables
STYLES = {
    "清单标题": (TITLE_FONT, 22, WD_ALIGN_PARAGRAPH.CENTER),
    "清单说明": (SUBHEAD_FONT, 14, WD_ALIGN_PARAGRAPH.CENTER),
    "清单表头": (HEAD_FONT, 12, WD_ALIGN_PARAGRAPH.CENTER),
    "清单类别": (SUBHEAD_FONT, 12, WD_ALIGN_PARAGRAPH.LEFT),
    "清单居中": (TEXT_FONT, 12, WD_ALIGN_PARAGRAPH.CENTER),
    "清单正文": (TEXT_FONT, 12, WD_ALIGN_PARAGRAPH.LEFT),
}
CENTRED_FIELDS = {"number", "departments", "receivers", "category"}


def official_document(listing, *, merged_receivers=False):
    """The document as bytes."""
    tables = official_tables(listing, merged_receivers=merged_receivers)
    if not tables:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    document = new_document(listing.title, listing.words["office_full"], timezone.now())
    ids = {}
    for name, look in STYLES.items():
        ids[name] = add_style(document, name, *look).style_id
    set_page(document.sections[0], on_its_side=True)
    number_pages(document)
    for n, table in enumerate(tables):
        title = document.add_paragraph(table.title, style="清单标题")
        title.paragraph_format.page_break_before = n > 0
        document.add_paragraph(listing.line, style="清单说明")
        document.element.body.insert(-1, list_element(table, ids))
    return saved(document)


def list_element(table, styles):
    widths = widths_of([column.width for column in table.columns], WIDTH_ON_ITS_SIDE_MM)
    rows = [head_row(table, widths, styles)]
    for line in table.lines:
        if line.section:
            rows.append(section_row(line.section, widths, styles))
        else:
            rows.append(item_row(table, line, widths, styles))
    return table_element(widths, rows)


def head_row(table, widths, styles):
    cells = []
    for column, width in zip(table.columns, widths, strict=True):
        cells.append(cell(column.head, width, styles["清单表头"]))
    return row(cells, is_head=True)


def section_row(text, widths, styles):
    section = cell(text, sum(widths), styles["清单类别"], columns=len(widths), keep=True)
    return row([section], is_whole=True)


def item_row(table, line, widths, styles):
    cells = []
    for column, value, width in zip(table.columns, line.cells, widths, strict=True):
        style = styles["清单居中" if column.field in CENTRED_FIELDS else "清单正文"]
        cells.append(cell(value, width, style))
    return row(cells)
