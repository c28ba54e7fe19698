"""The text of a Word paragraph as a person reads it: numbers before it, breaks, signs, and nothing that is hidden."""

from .numbering import value_of
from .word_left_out import LeftOut
from .word_styles import list_place, switch

PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr")
PASSED_OVER = frozenset([*PROPERTIES, "fldData", "instrText", "delInstrText", "fldChar", "rt"])
TAKEN_OUT = ("del", "moveFrom")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
NO_LINE = ("page", "column")
DRAWN = ("drawing", "pict", "object")


class Words:
    """Reads paragraphs in their order; what it leaves out is counted or kept aside."""

    def __init__(self, numbering, styles, limits):
        self.numbering, self.styles, self.limits = numbering, styles, limits
        self.left_out, self.aside, self.covered = LeftOut(), [], []
        self.boxes = []  # text boxes met since they were last taken

    def paragraph(self, node):
        """(the number Word writes before the paragraph, its text)."""
        properties = node.find("pPr")
        style = "" if properties is None else value_of(properties, "pStyle", "")
        pieces = []
        self.collect(node, pieces, hidden=self.styles.hides(style))
        self.keep("".join(self.covered))
        self.left_out.add("hidden", self.covered, len(self.covered))
        self.covered.clear()
        text = "".join(pieces)
        place = list_place(properties) or self.styles.list_of(style)
        number = self.numbering.next(*place) if place and not self.is_gone(properties, text) else ""
        return number, text

    def is_gone(self, properties, text):
        """Whether a paragraph was taken out in tracked changes: then it counts in no list."""
        mark = None if properties is None else properties.find("rPr")
        return not text.strip() and mark is not None and mark.find("del") is not None

    def collect(self, node, pieces, *, hidden):
        for child in node:
            name = child.tag
            if name == "t" or name in BREAKS:
                self.take(child, pieces, hidden=hidden)
            elif name == "r":
                self.collect(child, pieces, hidden=self.is_hidden(child, hidden=hidden))
            elif name == "AlternateContent":
                self.collect_other(child, pieces, hidden=hidden)
            elif name not in PASSED_OVER and not self.is_put_aside(child):
                self.collect(child, pieces, hidden=hidden)

    def is_put_aside(self, node):
        """Whether a node is no text of the paragraph: it is then kept beside it."""
        if node.tag in DRAWN:
            self.put_box(node)
            self.left_out.add("embedded", [], sum(part.get("Type") == "Link" for part in node.iter("OLEObject")))
        elif node.tag == "subDoc":
            self.left_out.add("embedded", [])
        elif node.tag in TAKEN_OUT:
            self.leave_out("taken_out", node)
        else:
            return False
        return True

    def collect_other(self, node, pieces, *, hidden):
        """What is written twice, for new programs and old: a drawing stands aside, of a sign the older form is read."""
        fallback = node.find("Fallback")
        if fallback is None or any(part.tag in DRAWN for part in node.iter()):
            self.put_box(node)
        else:
            self.collect(fallback, pieces, hidden=hidden)

    def is_hidden(self, run, *, hidden):
        properties = run.find("rPr")
        said = switch(properties, "vanish")
        if said is None and properties is not None and (style := value_of(properties, "rStyle")):
            said = self.styles.hides(style) or None
        return hidden if said is None else said

    def take(self, node, pieces, *, hidden):
        text = text_of(node)
        if not hidden:
            pieces.append(text)
        elif text.strip():
            self.covered.append(text)

    def put_box(self, node):
        """Keeps a drawing: the texts of its boxes may be read where it stands; else they are left out."""
        if texts := self.put_aside(node):
            self.boxes.append((node, texts))

    def take_boxes(self):
        """[(drawing, its texts)] of those met since the last time."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def leave_out_boxes(self):
        for _node, texts in self.take_boxes():
            self.left_out.add("boxes", [" ".join(texts)])

    def leave_out(self, sort, node):
        if self.put_aside(node):
            self.left_out.add(sort, [said_in(node)])

    def put_aside(self, node):
        """Keeps texts that are no part of the list (drawn, taken out) but may carry a mark: -> each of them once."""
        for text in texts_in(node.iter()):
            self.keep(text)
        return list(texts_in(written_once(node)))

    def keep(self, text):
        if text.strip():
            self.limits.read(len(text))
            self.aside.append(text)


def written_once(node):
    """A node and all in it, without what is written a second time for older programs."""
    yield node
    for child in node:
        if not (child.tag == "Fallback" and node.find("Choice") is not None):
            yield from written_once(child)


def texts_in(nodes):
    """The texts of paragraphs, of what was taken out, and of what is drawn as a line of writing."""
    for node in nodes:
        said = node.get("string", "") if node.tag == "textpath" else ""
        if node.tag == "p" or node.tag in TAKEN_OUT:
            said = said_in(node)
        if said.strip():
            yield said


def said_in(node):
    return "".join(leaf.text or "" for leaf in node.iter() if leaf.tag in ("t", "delText"))


def box_contents(node):
    """The contents of the text boxes of a drawing, those within another one only with it."""
    if node.tag == "txbxContent":
        return [node]
    return [
        content
        for child in node
        if not (child.tag == "Fallback" and node.find("Choice") is not None)
        for content in box_contents(child)
    ]


def text_of(node):
    if node.tag == "t":
        return node.text or ""
    return "" if node.get("type") in NO_LINE else BREAKS[node.tag]


def numbered(number, text):
    """A text after its number: 1.开展巡查, 第一条 总则."""
    gap = " " if number[-1:].isalnum() and text.strip() else ""
    return f"{number}{gap}{text.lstrip()}" if number else text
