"""What the styles of a Word document say of its texts: their list, whether hidden or struck out."""

from .numbering import value_of

OFF = ("0", "false", "off", "none")
DEEPEST = 20
PLAIN = 9  # the outline level of a text that is no heading
LEVELS = frozenset(map(str, range(PLAIN + 1)))
STRIKES = ("strike", "dstrike")


class WordStyles:
    """{style: (list, level), hidden, struck, level}, with what one takes from that below it."""

    def __init__(self, root=None):
        if root is None:
            self.nodes = {}
        else:
            self.nodes = {node.get("styleId"): node for node in root.iter("style")}
        self.known = {}

    def list_of(self, style):
        """(list, level) of a paragraph style; None when it is in no list."""
        return self.of(style)[0]

    def hides(self, style):
        return self.of(style)[1]

    def strikes(self, style, name):
        """Whether a style strikes out, in one line ("strike") or in two ("dstrike")."""
        return self.of(style)[2][name]

    def level(self, style):
        """The level of a style's paragraphs among headings, 9 for none; None when unsaid."""
        return self.of(style)[3]

    def of(self, style):
        if style not in self.known:
            self.known[style] = self.find(style)
        return self.known[style]

    def find(self, style):
        place, hidden, struck, level = None, None, dict.fromkeys(STRIKES), None
        for _ in range(DEEPEST):
            node = self.nodes.get(style)
            if node is None:
                break
            place = place or list_place(node.find("pPr"))
            if hidden is None:
                hidden = switch(node.find("rPr"), "vanish")
            for name in STRIKES:
                if struck[name] is None:
                    struck[name] = switch(node.find("rPr"), name)
            if level is None:
                level = heading_level(node.find("pPr"))
            style = value_of(node, "basedOn")
        return place, bool(hidden), struck, level


def heading_level(properties):
    """The level a paragraph's properties give it among headings, 9 for none; None when unsaid."""
    level = None if properties is None else value_of(properties, "outlineLvl")
    return int(level) if level in LEVELS else None


def list_place(properties):
    """(list, level) a paragraph's properties name; the list "0" takes it out of every list."""
    if properties is None:
        node = None
    else:
        node = properties.find("numPr")
    if node is None or (number := value_of(node, "numId")) is None:
        return None
    return number, int(value_of(node, "ilvl", 0))


def switch(properties, name):
    """True or False as a property is set; None when nothing is said of it."""
    if properties is None:
        node = None
    else:
        node = properties.find(name)
    if node is None:
        return None
    return node.get("val", "true") not in OFF
