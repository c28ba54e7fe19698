"""One paper in official form (GB/T 9704): title, addressee, text, tables, who signs and when."""

from datetime import UTC, datetime, time

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from dutylist.history.days import day_words
from items.printed.office_form import (
    HEAD_FONT,
    SUBHEAD_FONT,
    TEXT_FONT,
    TITLE_FONT,
    WIDTH_ON_ITS_SIDE_MM,
    WIDTH_UPRIGHT_MM,
    add_style,
    cell,
    new_document,
    number_pages,
    plain,
    row,
    saved,
    set_page,
    table_element,
    widths_of,
)

SIGN = 16  # points: a sign of the text
LINE = Pt(28)
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
TITLE, NOTE, ADDRESSEE, TEXT = "公文标题", "公文说明", "公文主送", "公文正文"
HEADING, SIGNED, DATED, ANNEX = "公文一级标题", "公文署名", "公文日期", "公文附件"
HEAD, CENTRED, WORDS = "表格标题", "表格居中", "表格正文"
# (East Asian font, size in points, alignment): 二号 title, 三号 text, 小四 inside tables
STYLES = {
    TITLE: (TITLE_FONT, 22, CENTRE),
    NOTE: (SUBHEAD_FONT, SIGN, CENTRE),
    ADDRESSEE: (TEXT_FONT, SIGN, LEFT),
    TEXT: (TEXT_FONT, SIGN, BOTH),
    HEADING: (HEAD_FONT, SIGN, LEFT),
    SIGNED: (TEXT_FONT, SIGN, RIGHT),
    DATED: (TEXT_FONT, SIGN, RIGHT),
    ANNEX: (HEAD_FONT, SIGN, LEFT),
    HEAD: (HEAD_FONT, 12, CENTRE),
    CENTRED: (TEXT_FONT, 12, CENTRE),
    WORDS: (TEXT_FONT, 12, LEFT),
}
INDENTED = (TEXT, HEADING)
# From the right edge: the unit two signs, the day four (GB/T 9704, 7.3.5).
FROM_THE_EDGE = {SIGNED: 2 * SIGN, DATED: 4 * SIGN}
NOON = time(12, tzinfo=UTC)


class OfficePaper:
    """A paper while it is written. `unit` signs it, `day` is its date, `number` what it is filed
    under.
    """

    def __init__(self, title, *, unit, day=None, number="", on_its_side=False):
        self.title, self.unit, self.day, self.number = plain(title), plain(unit), day, number
        made_at = datetime.combine(day, NOON) if day else None
        self.document = new_document(self.title, self.unit, made_at)
        self.ids = add_styles(self.document)
        self.width_mm = WIDTH_ON_ITS_SIDE_MM if on_its_side else WIDTH_UPRIGHT_MM
        set_page(self.document.sections[0], on_its_side=on_its_side)
        number_pages(self.document)
        self.line(self.title, TITLE)

    def line(self, text, style):
        """One paragraph for each line of a text."""
        for part in plain(text).split("\n"):
            self.document.add_paragraph(part, style=style)

    def note(self, text):
        """What stands under the title."""
        self.line(text, NOTE)

    def gap(self):
        self.document.add_paragraph("", style=ADDRESSEE)

    def to(self, *names):
        """The units it is sent to."""
        self.gap()
        self.line(f"{'、'.join(names)}：", ADDRESSEE)

    def heading(self, text):
        self.line(text, HEADING)

    def text(self, text):
        self.line(text, TEXT)

    def texts(self, lines):
        for line in lines:
            self.text(line)

    def annexes(self, *titles):
        """The list of annexes below the text."""
        self.gap()
        if len(titles) == 1:
            self.text(f"附件：{titles[0]}")
            return
        for number, title in enumerate(titles, 1):
            head = "附件：" if number == 1 else "　　　"
            self.text(f"{head}{number}.{title}")

    def annex(self, mark, title):
        """An annex on a page of its own."""
        self.document.add_page_break()
        self.line(mark, ANNEX)
        self.line(title, TITLE)

    def next_paper(self, title):
        """A second paper in the same file, on a page of its own."""
        self.document.add_page_break()
        self.line(title, TITLE)

    def signed(self):
        """The unit and the day, which are never parted; a paper without a day leaves it open."""
        self.gap()
        self.gap()
        unit = self.document.add_paragraph(self.unit, style=SIGNED)
        unit.paragraph_format.keep_with_next = True
        self.line(day_words(self.day) or "　　年　　月　　日", DATED)

    def table(self, heads, rows, shares, *, centred=()):
        """A table whose head stands again on every page; `centred` are the numbers of columns."""
        widths = widths_of(shares, self.width_mm)
        written = []
        if heads:
            cells = []
            for text, width in zip(heads, widths, strict=True):
                cells.append(cell(text, width, self.ids[HEAD]))
            written.append(row(cells, is_head=True))
        for values in rows:
            written.append(row(self.cells(values, widths, centred)))
        self.put(table_element(widths, written))

    def cells(self, values, widths, centred):
        cells = []
        for number, (value, width) in enumerate(zip(values, widths, strict=True)):
            style = CENTRED if number in centred else WORDS
            cells.append(cell(value, width, self.ids[style]))
        return cells

    def form(self, rows, *, shares=(1, 4)):
        """A form to read or to fill in: what is asked, and what is said of it."""
        self.table((), rows, shares, centred=(0,))

    def put(self, element):
        """Puts an element at the end, before what says how the page is."""
        self.document.element.body.insert(-1, element)
        self.document.add_paragraph("", style=WORDS)

    def saved(self):
        return saved(self.document)


def add_styles(document):
    """-> {name of a style: its id}."""
    ids = {}
    for name, look in STYLES.items():
        style = add_style(document, name, *look)
        ids[name] = style.style_id
        said = style.paragraph_format
        if name not in (HEAD, CENTRED, WORDS):
            said.line_spacing_rule, said.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        if name in INDENTED:
            said.first_line_indent = Pt(2 * SIGN)
        if name in FROM_THE_EDGE:
            said.right_indent = Pt(FROM_THE_EDGE[name])
        if name in (HEADING, ANNEX):
            said.keep_with_next = True
        break_long_words(style)
    # A title over two lines needs more room than the text.
    document.styles[TITLE].paragraph_format.line_spacing = Pt(34)
    return ids


def break_long_words(style):
    """A word that is longer than its line is broken, not run over the edge."""
    mark = OxmlElement("w:wordWrap")
    mark.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().insert_element_before(mark, *AFTER_WORD_WRAP)


# The order that the format asks of what is said of a paragraph.
AFTER_WORD_WRAP = (
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
