"""Comments on the cells of a worksheet: the office's own are kept, ours are replaced."""

import re

from lxml import etree

from items.imports.reading.grid import column_number
from items.printed.columns import column_letter
from items.printed.own_marks import AUTHOR

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
SHAPE = re.compile(rb"<v:shape\b[^>]*>.*?</v:shape>", re.DOTALL)
WIDE, HIGH = 260, 110  # of a comment, in pixels
USUAL_WIDTH, USUAL_HEIGHT = 64, 20
BLOCK = 1024  # numbers of shapes come in blocks


class SheetComments:
    """The two parts of a sheet's comments: the texts and how they are drawn."""

    def __init__(self, package, sheet, editor):
        self.package, self.sheet, self.editor = package, sheet, editor
        self.relation, self.part = package.related(sheet, "comments")
        self.drawn, self.vml = package.related(sheet, "vmlDrawing")

    def replace(self, comments):
        """Takes our earlier comments off and puts these (row, column, text) on."""
        if not comments and not self.part:
            return
        if self.part:
            root = self.package.tree(self.part)
        else:
            root = self.new_texts()
        space = root.tag.rpartition("}")[0] + "}"
        gone, cleared = self.take_off(root, space)
        if comments or gone or cleared:
            fresh = self.put_on(root, space, comments)
            self.package.write_tree(self.part, root)
            self.draw(gone, fresh)

    def new_texts(self):
        self.part = self.package.new_name("xl/comments{}.xml")
        self.package.override(self.part, COMMENTS_TYPE)
        self.package.relate(self.sheet, self.part, "comments")
        root = etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})
        etree.SubElement(root, f"{{{MAIN}}}authors")
        etree.SubElement(root, f"{{{MAIN}}}commentList")
        return root

    def take_off(self, root, space):
        """Takes our earlier comments out: -> their places, and whether the office's own had words
        of ours.
        """
        authors = [node.text or "" for node in root.find(f"{space}authors")]
        ours = {str(n) for n, name in enumerate(authors) if name == AUTHOR}
        listed, gone, cleared = root.find(f"{space}commentList"), set(), False
        for node in list(listed):
            if node.get("authorId") in ours:
                gone.add(place_of(node.get("ref")))
                listed.remove(node)
            else:
                cleared |= take_words_off(node.find(f"{space}text"), space)
        return gone, cleared

    def put_on(self, root, space, comments):
        """Adds the texts; a cell's own comment gets ours after it. -> the places that need a
        shape.
        """
        authors, listed = root.find(f"{space}authors"), root.find(f"{space}commentList")
        names = [node.text or "" for node in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{space}author").text = AUTHOR
            names.append(AUTHOR)
        there, fresh = {place_of(node.get("ref")): node for node in listed}, []
        for row, column, text in sorted(comments):
            own = there.get((row, column))
            if own is None:
                ref = f"{column_letter(column)}{row}"
                node = etree.SubElement(
                    listed, f"{space}comment", ref=ref, authorId=str(names.index(AUTHOR))
                )
                add_text(etree.SubElement(node, f"{space}text"), space, text)
                fresh.append((row, column))
                continue
            author = names[int(own.get("authorId", 0))]
            if not author.startswith("tc="):  # a thread keeps its answers elsewhere
                add_text(own.find(f"{space}text"), space, f"\n{AUTHOR}：{text}")
        return fresh

    def draw(self, gone, fresh):
        """The shapes of the comments: those of `gone` places off, a hidden one for each of the
        fresh.
        """
        if self.vml:
            content = without_shapes(self.package.read(self.vml), gone)
        else:
            self.vml = self.package.new_name("xl/drawings/vmlDrawing{}.vml")
            self.package.default("vml", VML_TYPE)
            self.drawn = self.package.relate(self.sheet, self.vml, "vmlDrawing")
            content = NEW_VML % self.block(len(fresh))
        if not self.editor.layout.legacy:
            self.editor.add_legacy_drawing(self.drawn, self.package.office)
        shapes = []
        if b"_x0000_t202" not in content:
            shapes.append(SHAPE_TYPE)
        numbers = map(int, re.findall(rb"_x0000_s(\d+)", content))
        number = max(numbers, default=self.first)
        for row, column in fresh:
            number += 1
            shapes.append(self.shape(number, row, column))
        at = content.rindex(b"</xml>")
        self.package.write(self.vml, content[:at] + "".join(shapes).encode() + content[at:])

    first = BLOCK

    def block(self, count):
        """The blocks of numbers a new drawing takes: after those of the other drawings."""
        start = 1
        for name in [*self.package.names, *self.package.written]:
            if name.endswith(".vml"):
                start = max(start, last_block(self.package.read(name)) + 1)
        self.first = start * BLOCK
        return ",".join(map(str, range(start, start + count // BLOCK + 1))).encode()

    def shape(self, number, row, column):
        anchor = ", ".join(map(str, self.anchor(row, column)))
        return SHAPE_TEXT.format(number=number, anchor=anchor, row=row - 1, column=column - 1)

    def anchor(self, row, column):
        """Left, top, right and bottom of a comment, each as a cell from 0 and pixels into it."""
        right, into_right = self.reach(column + 1, WIDE, self.width)
        bottom, into_bottom = self.reach(row, HIGH, self.height)
        return [column, 15, row - 1, 4, right - 1, into_right, bottom - 1, into_bottom]

    def reach(self, start, length, size):
        """The column or row where a length from `start` ends, and how far into it."""
        at = start
        while length > size(at):
            length -= size(at)
            at += 1
        return at, int(length)

    def width(self, column):
        for first, last, span in self.editor.layout.columns:
            if first <= column <= last:
                width = re.search(rb'width="([\d.]+)"', self.editor.data[span.start : span.end])
                if width:
                    return float(width[1]) * 7 + 5
                return USUAL_WIDTH
        return USUAL_WIDTH

    def height(self, row):
        span = self.editor.layout.rows.get(row)
        height = span and re.search(rb'\bht="([\d.]+)"', self.editor.data[span.start : span.opened])
        if height:
            return max(float(height[1]) * 4 / 3, 1)
        return USUAL_HEIGHT


def without_shapes(content, places):
    """A drawing without the shapes of these cells."""

    def kept(match):
        if shape_place(match[0]) in places:
            return b""
        return match[0]

    return SHAPE.sub(kept, content)


def last_block(content):
    """The highest block of numbers that a drawing has taken; 0 for none."""
    last = 0
    for numbers in re.findall(rb'idmap[^>]*data="([\d,]+)"', content):
        last = max(last, *map(int, numbers.split(b",")))
    return last


def place_of(ref):
    letters, digits = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", ref).groups()
    return int(digits), column_number(letters)


def shape_place(shape):
    """The cell a shape belongs to; None for one that is no comment."""
    row = re.search(rb"<x:Row>\s*(\d+)", shape)
    column = re.search(rb"<x:Column>\s*(\d+)", shape)
    if row and column:
        return int(row[1]) + 1, int(column[1]) + 1
    return None


def add_text(node, space, text):
    run = etree.SubElement(node, f"{space}r")
    etree.SubElement(etree.SubElement(run, f"{space}rPr"), f"{space}sz", val="10")
    words = etree.SubElement(run, f"{space}t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text


def take_words_off(node, space):
    """Takes what we said at an earlier time off the office's own comment: -> whether there was
    anything.
    """
    before = len(node)
    for run in node.findall(f"{space}r"):
        if (run.findtext(f"{space}t") or "").startswith(f"\n{AUTHOR}："):
            node.remove(run)
    return len(node) < before


SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
NEW_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="%s"/>'
    b"</o:shapelayout></xml>"
)
SHAPE_TEXT = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
