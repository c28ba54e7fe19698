"""The list as a Word document in official form: fonts, sizes and page numbers of GB/T 9704, one
table a kind.
"""

import io
from xml.sax.saxutils import escape

from django.utils import timezone
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dutylist.history.refusals import Refusal

from .rows import official_tables
from .spreadsheet import ILLEGAL

LATIN = "Times New Roman"
# (East Asian font, size in points, alignment): 二号 title, 三号 heads, 小四 inside tables
STYLES = {
    "清单标题": ("方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER),
    "清单说明": ("楷体_GB2312", 14, WD_ALIGN_PARAGRAPH.CENTER),
    "清单表头": ("黑体", 12, WD_ALIGN_PARAGRAPH.CENTER),
    "清单类别": ("楷体_GB2312", 12, WD_ALIGN_PARAGRAPH.LEFT),
    "清单居中": ("仿宋_GB2312", 12, WD_ALIGN_PARAGRAPH.CENTER),
    "清单正文": ("仿宋_GB2312", 12, WD_ALIGN_PARAGRAPH.LEFT),
}
PAGE_NUMBER, PAGE_NUMBER_SIZE = "宋体", 14
CENTRED_FIELDS = {"number", "departments", "receivers", "category"}
# of the upright sheet top 37, left 28, bottom 35, right 26 mm (GB/T 9704, 5.2.1), turned a quarter
# to the right
TEXT_WIDTH_MM = 297 - 37 - 35
BORDERS = ""
for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
    BORDERS += f'<w:{side} w:val="single" w:sz="4"/>'


def official_document(listing, *, merged_receivers=False):
    """The document as bytes."""
    tables = official_tables(listing, merged_receivers=merged_receivers)
    if not tables:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    document = Document()
    say_whose(document, listing)
    set_styles(document)
    set_page(document.sections[0])
    number_pages(document)
    for n, table in enumerate(tables):
        title = document.add_paragraph(table.title, style="清单标题")
        title.paragraph_format.page_break_before = n > 0
        document.add_paragraph(listing.line, style="清单说明")
        document.element.body.insert(-1, table_element(table, style_ids(document)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def say_whose(document, listing):
    """The office and the day of today; nothing of the pattern the library begins with, a foreign
    one of 2013.
    """
    facts, office, package = (
        document.core_properties,
        listing.words["office_full"],
        document.part.package,
    )
    facts.title, facts.author, facts.last_modified_by, facts.comments = (
        listing.title,
        office,
        office,
        "",
    )
    facts.created = facts.modified = timezone.now()
    for name, relation in list(package.rels.items()):
        if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
            del package.rels[name]
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_styles(document):
    for name, (font, size, alignment) in STYLES.items():
        style = document.styles.add_style(name, 1)
        set_font(style, font, size)
        style.paragraph_format.alignment = alignment
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    set_font(document.styles["Normal"], "仿宋_GB2312", 16)


def set_font(holder, east_asian, size, latin=LATIN):
    """A font for Latin letters and one for Chinese: Word takes the second from w:eastAsia only."""
    holder.font.name, holder.font.size = latin, Pt(size)
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)


def set_page(section):
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(35), Mm(37)
    section.footer_distance = Mm(15)


def number_pages(document):
    """— 1 — at the outer foot of each page, a sign from its edge: right on odd ones, left on even
    (GB/T 9704, 7.5).
    """
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    odd.alignment, odd.paragraph_format.right_indent = (
        WD_ALIGN_PARAGRAPH.RIGHT,
        Pt(PAGE_NUMBER_SIZE),
    )
    even.alignment, even.paragraph_format.left_indent = (
        WD_ALIGN_PARAGRAPH.LEFT,
        Pt(PAGE_NUMBER_SIZE),
    )
    for paragraph in (odd, even):
        for text in ("— ", None, " —"):
            run = paragraph.add_run(text)
            set_font(run, PAGE_NUMBER, PAGE_NUMBER_SIZE, latin=PAGE_NUMBER)
            if text is None:
                add_page_field(run)


def add_page_field(run):
    for sort, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), sort)
        run._r.append(element)


def style_ids(document):
    return {name: document.styles[name].style_id for name in STYLES}


def table_element(table, styles):
    """The table written as XML at once: cell by cell the library takes a minute for a county."""
    total = sum(column.width for column in table.columns)
    widths = [round(column.width / total * TEXT_WIDTH_MM * 1440 / 25.4) for column in table.columns]
    rows = [head_row(table, widths, styles)]
    for line in table.lines:
        if line.section:
            rows.append(section_row(line.section, widths, styles))
        else:
            rows.append(item_row(table, line, widths, styles))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{BORDERS}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def head_row(table, widths, styles):
    cells = []
    for column, width in zip(table.columns, widths, strict=True):
        cells.append(cell(column.head, width, styles["清单表头"]))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def section_row(text, widths, styles):
    span = f'<w:gridSpan w:val="{len(widths)}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell(text, sum(widths), styles['清单类别'], span, keep=True)}</w:tr>"


def item_row(table, line, widths, styles):
    cells = []
    for column, value, width in zip(table.columns, line.cells, widths, strict=True):
        cells.append(
            cell(value, width, styles["清单居中" if column.field in CENTRED_FIELDS else "清单正文"])
        )
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(value, width, style, span="", *, keep=False):
    """A cell with a paragraph for each line of its text; `keep` holds it to the row below."""
    text = ILLEGAL.sub("", str(value if value is not None else ""))
    mark = "<w:keepNext/>" if keep else ""
    paragraphs = ""
    for line in text.split("\n"):
        paragraphs += f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>'
        paragraphs += f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
