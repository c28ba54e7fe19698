"""The looks that marks add to a workbook: each a copy of the cell's own look with another fill."""

from copy import deepcopy

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FILLS = {"error": "FFFCD5D1", "warning": "FFFFF0C2"}
INK = "FF9C2A12"
FONTS = {  # the element that stresses, size, ink
    "note": ("", "10", INK),
    "text": ("", "11", ""),
    "bold": ("b", "11", ""),
    "link": ("u", "11", "FF17498C"),
}
FILL_OF = {
    "error": "error",
    "warning": "warning",
    "head": "error",
    "note-error": "error",
    "note-warning": "warning",
}


class Looks:
    """The part of styles: gives the number of a look, adding it when it is not there yet."""

    def __init__(self, package):
        self.package = package
        _relation, self.part = package.related(package.workbook, "styles")
        if not self.part or not package.has(self.part):
            self.part = self.least()
        self.root = package.tree(self.part)
        self.space = self.root.tag.rpartition("}")[0] + "}"
        self.looks = self.child("cellXfs")
        self.known, self.fonts, self.fills = {}, {}, self.own_fills()
        self.stale = self.looks_filled()

    def least(self):
        """A package without looks gets the least there can be."""
        part = "xl/styles.xml"
        self.package.write(part, LEAST.encode())
        self.package.override(
            part, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
        )
        self.package.relate(self.package.workbook, part, "styles")
        return part

    def child(self, name):
        return self.root.find(f"{self.space}{name}")

    def own_fills(self):
        """{level: number} of our colours that a workbook given back before still has."""
        levels = {rgb: level for level, rgb in FILLS.items()}
        numbers = {}
        for number, node in enumerate(self.child("fills")):
            colour = node.find(f".//{self.space}fgColor")
            if colour is not None and colour.get("rgb") in levels:
                numbers.setdefault(levels[colour.get("rgb")], number)
        return numbers

    def looks_filled(self):
        """The numbers of the looks that an earlier marking left."""
        fills = {str(number) for number in self.fills.values()}
        numbers = set()
        for number, look in enumerate(self.looks):
            if look.get("fillId") in fills:
                numbers.add(str(number))
        return frozenset(numbers)

    def of(self, base, look):
        """The number of the look `base` with a mark: error, warning, head, note-error,
        note-warning, plain, link.
        """
        if not base.isdigit() or int(base) >= len(self.looks):
            base = "0"
        if (base, look) not in self.known:
            node = deepcopy(self.looks[int(base)])
            self.dress(node, look)
            self.looks.append(node)
            self.looks.set("count", str(len(self.looks)))
            self.known[base, look] = str(len(self.looks) - 1)
        return self.known[base, look]

    def dress(self, node, look):
        fill = 0
        if look in FILL_OF:
            fill = self.fill(FILL_OF[look])
        node.set("fillId", str(fill))
        node.set("applyFill", "1")
        if look in ("note-error", "note-warning", "text", "link", "bold"):
            node.set("fontId", str(self.font(look)))
            node.set("applyFont", "1")
            node.set("numFmtId", "0")
            # a text, whatever sign it begins with, even when somebody edits it
            node.set("quotePrefix", "1")
            self.wrap(node)

    def wrap(self, node):
        for old in node.findall(f"{self.space}alignment"):
            node.remove(old)
        place = etree.Element(f"{self.space}alignment", vertical="center", wrapText="1")
        node.insert(0, place)
        node.set("applyAlignment", "1")

    def fill(self, level):
        if level not in self.fills:
            fills = self.child("fills")
            pattern = etree.SubElement(
                etree.SubElement(fills, f"{self.space}fill"), f"{self.space}patternFill"
            )
            pattern.set("patternType", "solid")
            etree.SubElement(pattern, f"{self.space}fgColor", rgb=FILLS[level])
            fills.set("count", str(len(fills)))
            self.fills[level] = len(fills) - 1
        return self.fills[level]

    def font(self, look):
        """The workbook's first font in our ink; underlined for a link, bold for a head."""
        sort = "note"
        if look in FONTS:
            sort = look
        if sort not in self.fonts:
            fonts = self.child("fonts")
            self.add_font(fonts, *FONTS[sort])
            fonts.set("count", str(len(fonts)))
            self.fonts[sort] = len(fonts) - 1
        return self.fonts[sort]

    def add_font(self, fonts, stress, size, ink):
        name = None
        if len(fonts):
            name = fonts[0].find(f"{self.space}name")
        face = "宋体"
        if name is not None:
            face = name.get("val")
        node = etree.SubElement(fonts, f"{self.space}font")
        if stress:
            etree.SubElement(node, f"{self.space}{stress}")
        etree.SubElement(node, f"{self.space}sz", val=size)
        if ink:
            etree.SubElement(node, f"{self.space}color", rgb=ink)
        etree.SubElement(node, f"{self.space}name", val=face)

    def finish(self):
        self.package.write_tree(self.part, self.root)


LEAST = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font>'
    f"</fonts>"
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
    "</borders><cellStyleXfs "
    'count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
