"""The text of a Word paragraph as a person reads it: numbers before it, breaks, signs, and nothing that is hidden."""

from collections import Counter

from .numbering import value_of
from .word_styles import list_place, switch

PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "rubyPr")
PASSED_OVER = frozenset([*PROPERTIES, "fldData", "instrText", "delInstrText", "fldChar", "rt"])
TAKEN_OUT = ("del", "moveFrom")
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
NO_LINE = ("page", "column")
DRAWN = ("drawing", "pict", "object")
LEFT_OUT = {
    "hidden": "有{}处隐藏文字，未读入",
    "taken_out": "有修订痕迹，{}处删除的文字未读入",
    "boxes": "有{}个文本框，其中的文字未读入",
    "notes": "有{}条脚注或尾注，未读入",
    "embedded": "有{}个嵌入的文件，未读入",
}
SIGNS = {  # what is ticked and crossed in the fonts of signs
    "Wingdings": {0xFC: "√", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFB: "×", 0xFD: "☒", 0x6C: "●", 0x6E: "■"},
    "Wingdings 2": {0x50: "√", 0x52: "☑", 0x4F: "×", 0x51: "☒", 0xA3: "□", 0x35: "□"},
    "Symbol": {0xD6: "√", 0xB4: "×", 0xB7: "•"},
}


class Words:
    """Reads paragraphs in their order; what it leaves out is counted or kept aside."""

    def __init__(self, numbering, styles, limits):
        self.numbering, self.styles, self.limits = numbering, styles, limits
        self.left_out, self.aside, self.covered = Counter(), [], []

    def paragraph(self, node):
        """(the number Word writes before the paragraph, its text)."""
        properties = node.find("pPr")
        style = "" if properties is None else value_of(properties, "pStyle", "")
        pieces = []
        self.collect(node, pieces, hidden=self.styles.hides(style))
        self.keep("".join(self.covered))
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
            if name in ("t", "sym") or name in BREAKS:
                self.take(child, pieces, hidden=hidden)
            elif name in DRAWN:
                self.left_out["boxes"] += self.put_aside(child)
            elif name in TAKEN_OUT:
                self.left_out["taken_out"] += self.put_aside(child)
            elif name == "r":
                self.collect(child, pieces, hidden=self.is_hidden(child, hidden=hidden))
            elif name == "AlternateContent":
                self.collect_other(child, pieces, hidden=hidden)
            elif name not in PASSED_OVER and not is_prompt(child):
                self.collect(child, pieces, hidden=hidden)

    def collect_other(self, node, pieces, *, hidden):
        """What is written twice, for new programs and old: a drawing stands aside, of a sign the older form is read."""
        fallback = node.find("Fallback")
        if fallback is None or any(part.tag in DRAWN for part in node.iter()):
            self.left_out["boxes"] += self.put_aside(node)
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
            self.left_out["hidden"] += 1
            self.covered.append(text)

    def put_aside(self, node):
        """Keeps texts that are no part of the list (drawn, taken out) but may carry a mark: -> whether any."""
        before = len(self.aside)
        for part in node.iter():
            if part.tag == "p" or part.tag in TAKEN_OUT:
                self.keep("".join(leaf.text or "" for leaf in part.iter() if leaf.tag in ("t", "delText")))
            elif part.tag == "textpath":
                self.keep(part.get("string", ""))
        return len(self.aside) > before

    def remarks(self):
        """What was left out, as sentences for the person."""
        return [words.format(self.left_out[sort]) for sort, words in LEFT_OUT.items() if self.left_out[sort]]

    def keep(self, text):
        if text.strip():
            self.limits.read(len(text))
            self.aside.append(text)


def text_of(node):
    if node.tag == "t":
        return node.text or ""
    if node.tag == "sym":
        code = int(node.get("char", "0"), 16) & 0xFF
        return SIGNS.get(node.get("font", ""), {}).get(code, "")
    return "" if node.get("type") in NO_LINE else BREAKS[node.tag]


def is_prompt(node):
    """Whether a form field still shows what is to be filled in."""
    properties = node.find("sdtPr") if node.tag == "sdt" else None
    return bool(switch(properties, "showingPlcHdr"))


def numbered(number, text):
    """A text after its number: 1.开展巡查, 第一条 总则."""
    gap = " " if number[-1:].isalnum() and text.strip() else ""
    return f"{number}{gap}{text.lstrip()}" if number else text
