"""The text of a Word paragraph as a person reads it: numbers before it, breaks, signs, and nothing
that is hidden.
"""

from collections import Counter

from .numbering import value_of
from .word_left_out import WordLeftOut
from .word_styles import PLAIN, STRIKES, heading_level, list_place, switch

PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr")
PASSED_OVER = frozenset([*PROPERTIES, "fldData", "instrText", "delInstrText", "fldChar", "rt"])
TAKEN_OUT = ("del", "moveFrom")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
NO_LINE = ("page", "column")
DRAWN = ("drawing", "pict", "object")
# what an object shows of itself is no picture
PICTURES = {"drawing": ("pic",), "pict": ("imagedata",), "object": ()}
CHARTS = ("chart", "relIds")
NOTHING = Counter()


class Words:
    """Reads paragraphs in their order; what it leaves out is counted or kept aside."""

    def __init__(self, numbering, styles, limits):
        self.numbering, self.styles, self.limits = numbering, styles, limits
        self.left_out, self.aside = WordLeftOut(), []
        self.unseen = []  # [sort, text] of what is hidden or struck out
        self.goes_on = False  # whether no text came since the last of it
        self.style = ""  # of the paragraph
        self.boxes = []  # text boxes met since they were last taken
        self.drawn = Counter()  # pictures and charts met since they were last taken

    def paragraph(self, node):
        """(the number Word writes before the paragraph, its text)."""
        properties = node.find("pPr")
        self.style = style = "" if properties is None else value_of(properties, "pStyle", "")
        pieces = []
        self.collect(node, pieces, unseen=self.unseen_by_style(style))
        text = "".join(pieces)
        place = list_place(properties) or self.styles.list_of(style)
        number = ""
        if place and not self.is_gone(properties, text):
            number = self.numbering.next(*place)
        is_struck = self.leave_out_unseen() and not text.strip()
        return ("" if is_struck else number), text

    def level(self, node):
        """The level of a paragraph among headings, as it says itself or by its style; None where it
        is none.
        """
        level = heading_level(node.find("pPr"))
        level = self.styles.level(self.style) if level is None else level
        return None if level == PLAIN else level

    def leave_out_unseen(self):
        """Names what of a paragraph is hidden or struck out: -> whether anything is struck out."""
        self.keep("".join(text for _sort, text in self.unseen))
        for sort, text in self.unseen:
            self.left_out.add(sort, [text])
        struck = any(sort == "struck" for sort, _text in self.unseen)
        self.unseen, self.goes_on = [], False
        return struck

    def is_gone(self, properties, text):
        """Whether a paragraph was taken out in tracked changes: then it counts in no list."""
        if properties is None:
            mark = None
        else:
            mark = properties.find("rPr")
        return not text.strip() and mark is not None and mark.find("del") is not None

    def collect(self, node, pieces, *, unseen):
        for child in node:
            name = child.tag
            if name == "t" or name in BREAKS:
                self.take(child, pieces, unseen=unseen)
            elif name == "r":
                self.collect(child, pieces, unseen=self.unseen_in(child, unseen))
            elif name == "AlternateContent":
                self.collect_other(child, pieces, unseen=unseen)
            elif name not in PASSED_OVER and not self.is_put_aside(child, unseen=unseen):
                self.collect(child, pieces, unseen=unseen)

    def is_put_aside(self, node, *, unseen):
        """Whether a node is no text of the paragraph: it is then kept beside it."""
        if node.tag in DRAWN:
            self.put_box(node, unseen=unseen)
            self.left_out.add(
                "embedded", [], sum(part.get("Type") == "Link" for part in node.iter("OLEObject"))
            )
        elif node.tag == "subDoc":
            self.left_out.add("embedded", [])
        elif node.tag in TAKEN_OUT:
            self.leave_out("taken_out", node)
        else:
            return False
        return True

    def collect_other(self, node, pieces, *, unseen):
        """What is written twice, for new programs and old: a drawing stands aside, of a sign the
        older form is read.
        """
        fallback = node.find("Fallback")
        if fallback is None or any(part.tag in DRAWN for part in node.iter()):
            self.put_box(node, unseen=unseen)
        else:
            self.collect(fallback, pieces, unseen=unseen)

    def unseen_by_style(self, style):
        if self.styles.hides(style):
            return "hidden"
        if any(self.styles.strikes(style, name) for name in STRIKES):
            return "struck"
        return ""

    def unseen_in(self, run, unseen):
        """Why nobody sees a run, "hidden" or "struck"; `unseen` is what its paragraph says."""
        properties = run.find("rPr")
        if properties is None:
            style = None
        else:
            style = value_of(properties, "rStyle")
        if self.is_hidden(properties, style, hidden=unseen == "hidden"):
            return "hidden"
        if any(self.is_struck(properties, style, name) for name in STRIKES):
            return "struck"
        return ""

    def is_hidden(self, properties, style, *, hidden):
        said = switch(properties, "vanish")
        if said is None and style:
            said = self.styles.hides(style) or None
        if said is None:
            return hidden
        return said

    def is_struck(self, properties, style, name):
        """As a run says itself; else by its style or its paragraph's, but not by both (17.7.3)."""
        said = switch(properties, name)
        if said is not None:
            return said
        by_style = bool(style and self.styles.strikes(style, name))
        return by_style != bool(self.styles.strikes(self.style, name))

    def take(self, node, pieces, *, unseen):
        text = text_of(node)
        if not unseen:
            pieces.append(text)
            self.goes_on = False
        elif text.strip():
            self.take_unseen(unseen, text)

    def take_unseen(self, sort, text):
        """Keeps it; struck words in several runs with nothing between them are one place."""
        if sort == "struck" and self.goes_on and self.unseen[-1][0] == sort:
            self.unseen[-1][1] += text
        else:
            self.unseen.append([sort, text])
        self.goes_on = True

    def put_box(self, node, *, unseen):
        """Keeps a drawing: the texts of its boxes may be read where it stands; else they are left
        out.
        """
        texts = self.put_aside(node)
        if texts:
            self.boxes.append((node, texts))
        if not unseen:
            self.drawn += drawn_in(node, with_boxes=not texts)

    def take_drawn(self):
        """Counts of the pictures and charts met since the last time."""
        if not self.drawn:
            return NOTHING
        drawn, self.drawn = self.drawn, Counter()
        return drawn

    def take_boxes(self):
        """[(drawing, its texts)] of those met since the last time."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def leave_out_boxes(self):
        for node, texts in self.take_boxes():
            self.left_out.add("boxes", [" ".join(texts)])
            for content in box_contents(node):
                self.drawn += drawn_in(content, with_boxes=True)

    def leave_out(self, sort, node):
        if self.put_aside(node):
            self.left_out.add(sort, [said_in(node)])

    def put_aside(self, node):
        """Keeps texts that are no part of the list (drawn, taken out) but may carry a mark: -> each
        of them once.
        """
        for text in texts_in(node.iter()):
            self.keep(text)
        return list(texts_in(written_once(node)))

    def keep(self, text):
        if text.strip():
            self.limits.read(len(text))
            self.aside.append(text)


def drawn_in(node, *, with_boxes, within=""):
    """Counts of the pictures and charts of a drawing; those of a text box come when it is read."""
    drawn = Counter()
    within = node.tag if node.tag in DRAWN else within
    if node.tag in PICTURES.get(within, ()):
        drawn["pictures"] += 1
    elif node.tag in CHARTS and within == "drawing":
        drawn["charts"] += 1
    for child in node:
        is_again = child.tag == "Fallback" and node.find("Choice") is not None
        if not is_again and (with_boxes or child.tag != "txbxContent"):
            drawn += drawn_in(child, with_boxes=with_boxes, within=within)
    return drawn


def written_once(node):
    """A node and all in it, without what is written a second time for older programs."""
    yield node
    for child in node:
        if not (child.tag == "Fallback" and node.find("Choice") is not None):
            yield from written_once(child)


def texts_in(nodes):
    """The texts of paragraphs, of what was taken out, and of what is drawn as a line of writing."""
    for node in nodes:
        text = ""
        if node.tag == "textpath":
            text = node.get("string", "")
        if node.tag == "p" or node.tag in TAKEN_OUT:
            text = said_in(node)
        if text.strip():
            yield text


def said_in(node):
    return "".join(leaf.text or "" for leaf in node.iter() if leaf.tag in ("t", "delText"))


def box_contents(node):
    """The contents of the text boxes of a drawing, those within another one only with it."""
    if node.tag == "txbxContent":
        return [node]
    contents = []
    for child in node:
        if not (child.tag == "Fallback" and node.find("Choice") is not None):
            contents += box_contents(child)
    return contents


def text_of(node):
    if node.tag == "t":
        return node.text or ""
    if node.get("type") in NO_LINE:
        return ""
    return BREAKS[node.tag]


def numbered(number, text):
    """A text after its number: 1.开展巡查, 第一条 总则."""
    gap = ""
    if number[-1:].isalnum() and text.strip():
        gap = " "
    if number:
        return f"{number}{gap}{text.lstrip()}"
    return text
