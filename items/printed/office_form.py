"""The form of an official Word document, which lists and papers share: fonts, page and page numbers
of GB/T 9704, tables, whose it is, and how it is saved.
"""

import io
import zipfile
from functools import cache
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dutylist.history.texts import visible

from .spreadsheet import ILLEGAL

LATIN = "Times New Roman"
TITLE_FONT, TEXT_FONT = "方正小标宋简体", "仿宋_GB2312"
HEAD_FONT, SUBHEAD_FONT = "黑体", "楷体_GB2312"
# What Word takes where a machine has not got the font.
INSTEAD = {TITLE_FONT: "宋体", TEXT_FONT: "仿宋", SUBHEAD_FONT: "楷体"}
PAGE_NUMBER, PAGE_NUMBER_SIZE = "宋体", 14
# Top, right, bottom, left of the upright sheet (GB/T 9704, 5.2.1) in millimetres; a sheet on its
# side is turned a quarter to the right.
UPRIGHT = (37, 26, 35, 28)
ON_ITS_SIDE = (28, 37, 26, 35)
SHEET = (210, 297)
WIDTH_UPRIGHT_MM = SHEET[0] - UPRIGHT[1] - UPRIGHT[3]
WIDTH_ON_ITS_SIDE_MM = SHEET[1] - ON_ITS_SIDE[1] - ON_ITS_SIDE[3]
TWIPS = 1440 / 25.4
KEPT_OF_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
KEPT_OF_TEXT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.THEME,
}
KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "Footer"}
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
BORDERS = ""
for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
    BORDERS += f'<w:{side} w:val="single" w:sz="4"/>'


def new_document(title, office, at=None):
    """An empty document that says whose it is and when it was made (nothing: it does not say)."""
    document = Document(io.BytesIO(empty_document()))
    say_whose(document, title, office, at)
    return document


@cache
def empty_document():
    """What every document begins with: nothing of the pattern that the library begins with, a
    foreign one of 2013, but what Word needs.
    """
    document = Document()
    drop_foreign_parts(document)
    speak_chinese(document)
    set_font(document.styles["Normal"], TEXT_FONT, 16)
    name_other_fonts(document)
    return saved(document)


def drop_foreign_parts(document):
    package, styles = document.part.package, document.styles.element
    for holder, kept in ((package, KEPT_OF_PACKAGE), (document.part, KEPT_OF_TEXT)):
        for name, relation in list(holder.rels.items()):
            if relation.reltype not in kept:
                del holder.rels[name]
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)


def speak_chinese(document):
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def say_whose(document, title, office, at):
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = title, office, office, ""
    if at:
        facts.created = facts.modified = at
        return
    for name in ("dcterms:created", "dcterms:modified"):
        facts._element.remove(facts._element.find(qn(name)))


def name_other_fonts(document):
    """Tells Word which font to take where the one that is asked for is not installed."""
    fonts = ""
    for name, other in INSTEAD.items():
        fonts += f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
            relation.target_part._blob = f'<?xml version="1.0" encoding="UTF-8"?>{table}'.encode()


def add_style(document, name, font, size, alignment):
    """A style of paragraphs with no room above and below."""
    style = document.styles.add_style(name, 1)
    set_font(style, font, size)
    style.paragraph_format.alignment = alignment
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    return style


def set_font(holder, east_asian, size, latin=LATIN):
    """A font for Latin letters and one for Chinese: Word takes the second from w:eastAsia only."""
    holder.font.name, holder.font.size = latin, Pt(size)
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east_asian)


def set_page(section, *, on_its_side=False):
    width, height = SHEET
    top, right, bottom, left = UPRIGHT
    if on_its_side:
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = height, width
        top, right, bottom, left = ON_ITS_SIDE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
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


# ---- tables, written as XML at once: cell by cell the library takes a minute for a county ----


def widths_of(shares, total_mm):
    """The widths of columns in Word's own measure, in these proportions of so many millimetres."""
    total = sum(shares)
    return [round(share / total * total_mm * TWIPS) for share in shares]


def table_element(widths, rows):
    """The table of rows that were written as XML."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
    )
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>{look}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells, *, is_head=False, is_whole=False):
    """A row of cells; a head stands again on every page, a whole row on one page alone."""
    marks = ""
    if is_head:
        marks = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    elif is_whole:
        marks = "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{marks}{''.join(cells)}</w:tr>"


def cell(value, width, style, *, columns=1, keep=False):
    """A cell with a paragraph for each line of its text; `keep` holds it to the row below. A value
    may be [(text, whether it stands out)].
    """
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    mark = "<w:keepNext/>" if keep else ""
    paragraphs = ""
    for line in lines_of(value):
        runs = "".join(run_of(text, stands_out=stands_out) for text, stands_out in line)
        paragraphs += f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{runs}</w:p>'
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def lines_of(value):
    """The lines of a value, each as [(text, whether it stands out)]."""
    if not isinstance(value, list):
        value = [(str(value if value is not None else ""), False)]
    lines = [[]]
    for text, stands_out in value:
        first, *others = plain(text).split("\n")
        lines[-1].append((first, stands_out))
        for other in others:
            lines.append([(other, stands_out)])
    return lines


def run_of(text, *, stands_out):
    look = "<w:rPr><w:b/></w:rPr>" if stands_out else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def plain(text):
    """A text that the format can hold, without signs that nobody sees."""
    return ILLEGAL.sub("", visible(text))


# ---- saving ----


def saved(document):
    """The document as bytes, the same ones for the same document on any day."""
    packed, out = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as parts, zipfile.ZipFile(out, "w") as same:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, FIRST_DAY_OF_ZIP)
            same.writestr(entry, parts.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
