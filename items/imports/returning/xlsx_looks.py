"""The looks that marks add to a workbook: each a copy of the cell's own look with another fill."""

from copy import deepcopy

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FILLS = {"error": "FFFCD5D1", "warning": "FFFFF0C2"}
INK = "FF9C2A12"
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
        found = package.related(package.workbook, "styles")[1]
        if found and package.has(found):
            self.part = found
        else:
            self.part = self.least()
        self.root = package.tree(self.part)
        self.space = self.root.tag.rpartition("}")[0] + "}"
        self.looks = self.child("cellXfs")
        self.known, self.fonts, self.fills = {}, {}, self.own_fills()
        numbers = {str(number) for number in self.fills.values()}
        self.stale = frozenset(
            str(n) for n, xf in enumerate(self.looks) if xf.get("fillId") in numbers
        )

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
        found = {}
        for number, node in enumerate(self.child("fills")):
            colour = node.find(f".//{self.space}fgColor")
            level = next(
                (k for k, rgb in FILLS.items() if colour is not None and colour.get("rgb") == rgb),
                "",
            )
            if level:
                found.setdefault(level, number)
        return found

    def of(self, base, look):
        """The number of the look `base` with a mark: error, warning, head, note-error,
        note-warning, plain, link.
        """
        if base.isdigit() and int(base) < len(self.looks):
            base = base
        else:
            base = "0"
        if (base, look) not in self.known:
            node = deepcopy(self.looks[int(base)])
            self.dress(node, look)
            self.looks.append(node)
            self.looks.set("count", str(len(self.looks)))
            self.known[base, look] = str(len(self.looks) - 1)
        return self.known[base, look]

    def dress(self, node, look):
        node.set("fillId", str(self.fill(FILL_OF[look])) if look in FILL_OF else "0")
        node.set("applyFill", "1")
        if look in ("note-error", "note-warning", "text", "link", "bold"):
            node.set("fontId", str(self.font(look)))
            node.set("applyFont", "1")
            node.set("numFmtId", "0")
            node.set(
                "quotePrefix", "1"
            )  # a text, whatever sign it begins with, even when somebody edits it
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
        if look in ("link", "bold", "text"):
            sort = look
        if sort not in self.fonts:
            fonts = self.child("fonts")
            name = None
            if len(fonts):
                name = fonts[0].find(f"{self.space}name")
            node = etree.SubElement(fonts, f"{self.space}font")
            if sort in ("bold", "link"):
                etree.SubElement(node, f"{self.space}{'b' if sort == 'bold' else 'u'}")
            etree.SubElement(node, f"{self.space}sz", val="11" if sort != "note" else "10")
            if sort in ("note", "link"):
                etree.SubElement(
                    node, f"{self.space}color", rgb=INK if sort == "note" else "FF17498C"
                )
            etree.SubElement(
                node, f"{self.space}name", val=name.get("val") if name is not None else "宋体"
            )
            fonts.set("count", str(len(fonts)))
            self.fonts[sort] = len(fonts) - 1
        return self.fonts[sort]

    def finish(self):
        self.package.write_tree(self.part, self.root)


LEAST = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs '
    'count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
