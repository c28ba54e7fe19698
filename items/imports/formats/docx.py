"""Reads a .docx document into one grid: every paragraph a row of one cell, every table's rows where
they stand.
"""

import zipfile
from xml.etree.ElementTree import TreeBuilder

from items.imports.reading.formulas import PICTURE
from items.imports.reading.grid import Cell, FileRefused, Sheet, place_in

from .limits import MAX_TEXT, Limits
from .numbering import Numbering
from .parts import LOCAL, Package, PartTexts
from .tabbed import set_into_columns
from .word_forms import is_symbol_run, settle
from .word_styles import OFF, WordStyles
from .word_tables import TableGrid, width_of
from .word_text import Words, box_contents, numbered

NAME = "正文"
MAIN = "word/document.xml"
BUILT = ("p", "tr")
ADORNING = frozenset(
    [
        *[
            "rFonts",
            "sz",
            "szCs",
            "lang",
            "color",
            "kern",
            "b",
            "bCs",
            "i",
            "iCs",
            "u",
            "highlight",
            "snapToGrid",
        ],
        *[
            "jc",
            "spacing",
            "ind",
            "widowControl",
            "adjustRightInd",
            "autoSpaceDE",
            "autoSpaceDN",
            "sectPr",
            "proofErr",
        ],
        *[
            "tblPr",
            "tblGridChange",
            "tblPrEx",
            "tcW",
            "tcBorders",
            "tcMar",
            "vAlign",
            "shd",
            "trHeight",
        ],
        *["bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"],
    ]
)
NOTES = ("footnotes", "endnotes")
ASIDE = ("header", "footer", *NOTES, "comments")


def read_workbook(path):
    """The one sheet a document is."""
    with zipfile.ZipFile(path) as archive:
        package = Package(archive)
        main, others = parts_of(package)
        numbering, styles = (tree_of(package, others.get(name)) for name in ("numbering", "styles"))
        page = DocxPage(Words(Numbering(numbering), WordStyles(styles), Limits()))
        package.stream(main, DocxBody(page))
        for name in ASIDE:
            page.keep_aside(
                name,
                [
                    package.stream(part, PartTexts(page.limits)).texts
                    for part in others.get(name, ())
                ],
            )
        page.words.left_out.add_files(package.relations(main))
        yield page.finished()


def parts_of(package):
    """The document's own part, and the others it names by their sort."""
    main, others = package.main_part(MAIN), {}
    for relation in package.relations(main):
        others.setdefault(relation.sort, []).append(relation.part)
    return main, others


def tree_of(package, parts):
    if parts:
        return package.tree(parts[0])
    return None


def refuse_endless(place, text):
    """Says in a document's own words where a text is longer than any list has."""
    if len(text) > MAX_TEXT:
        sentence = f"{place}的文字超过 {MAX_TEXT} 字，不像是清单的内容。请检查后再上传。"
        raise FileRefused(sentence, code="too_long_text")


class DocxPage:
    """The grid as it grows, and what a person would call each of its rows."""

    def __init__(self, words):
        self.words, self.limits = words, words.limits
        self.sheet = Sheet(name=NAME)
        self.row = self.paragraphs = self.tables = 0
        self.after = "文首"  # what stands before a paragraph without a text
        self.blocks = {}  # {number of a table: first row, last row, most cells of a row}

    def count_table(self):
        self.tables += 1
        return self.tables

    def widen_table(self, number, row, cells):
        """Tells how far a table reaches: its rows, and the most cells of any of them."""
        first, _last, most = self.blocks.get(number, (row, row, 0))
        self.blocks[number] = first, row, max(most, cells)

    def open_row(self, place, *, hidden=False):
        self.row += 1
        self.sheet.row_places[self.row] = place
        if hidden:
            self.sheet.hidden_rows.add(self.row)
        return self.row

    def put(self, row, column, text):
        if text.strip():
            refuse_endless(self.sheet.row_places[row], text)
            self.limits.spend(NAME, row, column, len(text))
            self.sheet.cells.append(Cell(row, column, text))

    def keep_merged(self, area):
        if area[:2] != area[2:]:
            self.sheet.merged.append(tuple(area))

    def take_paragraph(self, node):
        number, text = self.words.paragraph(node)
        drawn = self.words.take_drawn()
        for drawing, texts in self.words.take_boxes():
            self.take_box(drawing, texts)
        if text.strip():
            self.paragraphs += 1
            place = f"第{self.paragraphs}段"
            row = self.open_row(place)
            self.put(row, 1, numbered(number, text).strip())
            if (level := self.words.level(node)) is not None:
                self.sheet.headings[row] = level
            self.tell_drawn(drawn, place)
            self.after = f"{place}之后"
        else:
            self.tell_drawn(drawn, self.after)

    def tell_drawn(self, drawn, place):
        for sort, times in drawn.items():
            self.words.left_out.add_at(place, sort, times)

    def put_cell(self, row, column, text, drawn):
        """A cell of a table; one that holds nothing but pictures is kept as such."""
        if text.strip() or not drawn["pictures"]:
            self.put(row, column, text)
        else:
            drawn.pop("pictures")
            self.limits.spend(NAME, row, column, 0)
            self.sheet.cells.append(Cell(row, column, "", PICTURE))
        self.tell_drawn(drawn, place_in(self.sheet, row, column))

    def take_box(self, drawing, texts):
        """What stands in a text box between the paragraphs: a title, a cover, a whole table."""
        contents = box_contents(drawing)
        if not contents:
            self.words.left_out.add("boxes", [" ".join(texts)])
        for content in contents:
            TableGrid(self).take_inner(content)

    def keep_aside(self, name, parts):
        """Texts of page heads, notes and comments: no part of the list."""
        texts = []
        for texts_of_part in parts:
            texts += texts_of_part
        self.sheet.margins += texts
        if name in NOTES:
            self.words.left_out.add("notes", texts, len(texts))

    def finished(self):
        self.sheet.margins += self.words.aside
        self.sheet.remarks += self.words.left_out.remarks()
        self.sheet.blocks = list(self.blocks.values())
        set_into_columns(self.sheet)
        self.sheet.blocks.sort()
        return self.sheet


class DocxBody:
    """Hears the document's part and builds only one paragraph or table row at a time, without what
    only adorns it.
    """

    def __init__(self, page):
        self.page, self.table = page, None
        self.builder, self.depth = None, 0
        self.passing = 0  # how deep inside something that is not read
        # of the form controls around paragraphs and rows: whether each shows its prompt
        self.controls = []

    def start(self, tag, attributes):
        name = LOCAL[tag]
        if (
            self.passing
            or is_adorning(name, attributes)
            or (name == "Fallback" and not self.builder)
        ):
            self.passing += 1
        elif self.builder or name in BUILT:
            self.builder = self.builder or TreeBuilder()
            self.builder.start(
                name, {LOCAL[key]: value for key, value in attributes.items()} if attributes else {}
            )
            self.depth += 1
        elif name == "sdt":
            self.controls.append(False)
        elif name == "showingPlcHdr" and self.controls:
            self.controls[-1] = next(iter(attributes.values()), "true") not in OFF
        elif name == "altChunk":
            self.page.words.left_out.add("embedded", [])
        elif name == "gridCol" and self.table:
            self.table.columns.widths += [
                width_of(value) for key, value in attributes.items() if LOCAL[key] == "w"
            ]
        elif name == "tbl":
            self.table = TableGrid(self.page)

    def data(self, text):
        if self.builder and not self.passing:
            self.builder.data(text)

    def end(self, tag):
        if self.passing:
            self.passing -= 1
        elif self.builder:
            self.builder.end(LOCAL[tag])
            self.depth -= 1
            if self.depth == 0:
                self.take(self.builder.close())
        elif LOCAL[tag] == "sdt":
            self.controls.pop()
        elif self.table and LOCAL[tag] == "tbl":
            self.table.close()
            self.table = None

    def take(self, node):
        self.builder = None
        settle(node, self.page.words, is_prompt=any(self.controls))
        if node.tag == "p":
            self.page.take_paragraph(node)
        elif self.table:
            self.table.take(node)


def is_adorning(name, attributes):
    """Whether an element only adorns a text; the font of a sign decides what it is."""
    if name == "rFonts":
        return not is_symbol_run(attributes)
    return name in ADORNING
