"""What a Word document's forms and sign fonts show: ticked boxes, chosen entries, prompts that
nobody filled in.

Works on a paragraph or row before its text is read, and puts plain texts where a program would draw
something.
"""

from xml.etree.ElementTree import Element

from .numbering import value_of
from .symbol_fonts import OWN_CODES, drawn, is_symbol_font
from .word_styles import DEEPEST, OFF, switch

TICKED, UNTICKED = "☑", "□"
FONTS = ("ascii", "hAnsi")
OTHER_FONTS = ("eastAsia", "cs")  # used for the codes of their own alone
TEXTS = ("t", "sym", "delText")


def is_symbol_run(attributes):
    """Whether what names the fonts of a run (rFonts) names one of signs."""
    return any(is_symbol_font(font) for font in attributes.values())


def settle(node, words, *, is_prompt):
    """Makes the node say what a reader sees; `words` hears of prompts. Its whole text is one when
    `is_prompt`.
    """
    if is_prompt:
        empty_prompt(node, words)
    for field in node.iter("sdt"):
        properties, content = field.find("sdtPr"), field.find("sdtContent")
        if switch(properties, "showingPlcHdr"):
            empty_prompt(content, words)
        elif properties is not None and (box := properties.find("checkbox")) is not None:
            show(content, box_sign(box.find("checked")))
    for run in node.iter("r"):
        settle_run(run, words)


def settle_run(run, words):
    for data in run.findall("fldChar/ffData"):
        if text := shown_by(data):
            add_text(run, text)
    font = font_of(run, words.styles)
    for leaf in run:
        if leaf.tag == "sym":
            draw_symbol(leaf, words)
        elif leaf.tag == "t" and font and leaf.text:
            leaf.text = as_drawn(leaf.text, font, words)


def empty_prompt(content, words):
    """Takes the prompt out, at whichever level it stands; it is named."""
    prompt = "".join(leaf.text or "" for leaf in leaves_of(content))
    empty(content)
    if prompt.strip():
        words.keep(prompt)
        words.left_out.add("prompts", [prompt])


def show(content, sign):
    """Puts a sign in place of whatever glyph stands in a control."""
    if content is None:
        return
    leaves = empty(content)
    if leaves:
        leaves[0].text = sign
        return
    run = next(content.iter("r"), None)
    if run is None:
        run = content
    add_text(run, sign)


def empty(content):
    """Takes all texts out: -> the nodes that had them."""
    leaves = leaves_of(content)
    for leaf in leaves:
        leaf.tag, leaf.text = "t", ""
    return leaves


def leaves_of(content):
    """The nodes with texts in a part of a document, where there is one."""
    if content is None:
        return []
    return [leaf for leaf in content.iter() if leaf.tag in TEXTS]


def add_text(node, text):
    leaf = Element("t")
    leaf.text = text
    node.append(leaf)


def box_sign(node):
    """The box that a setting draws: ticked when it is on; one without a value is."""
    if node is not None and node.get("val", "true") not in OFF:
        return TICKED
    return UNTICKED


def shown_by(data):
    """What a form field of old documents shows beside its text: a box, ticked or not, or the chosen
    entry.
    """
    box, choice = data.find("checkBox"), data.find("ddList")
    if box is not None:
        checked = box.find("checked")
        if checked is None:
            checked = box.find("default")
        return box_sign(checked)
    if choice is None:
        return ""
    entries = [entry.get("val", "") for entry in choice.findall("listEntry")]
    number = value_of(choice, "result", value_of(choice, "default", "0"))
    if number.isdigit() and int(number) < len(entries):
        return entries[int(number)]
    return ""


def font_of(run, styles):
    """(font of signs, whether only for codes of its own) of a run, itself or by its style; None
    when it has none.
    """
    named, style = None, None
    properties = run.find("rPr")
    if properties is not None:
        named, style = properties.find("rFonts"), value_of(properties, "rStyle")
    for _ in range(DEEPEST):
        if named is not None or not (node := styles.nodes.get(style)):
            break
        named, style = node.find("rPr/rFonts"), value_of(node, "basedOn")
    if named is None:
        return None
    for attributes, own_only in ((FONTS, False), (OTHER_FONTS, True)):
        for attribute in attributes:
            font = named.get(attribute, "")
            if is_symbol_font(font):
                return font, own_only
    return None


def as_drawn(text, font, words):
    """The text of a run as its font draws it; signs that are not known are named."""
    name, own_only = font
    if own_only and not any(ord(letter) in OWN_CODES for letter in text):
        return text
    shown, unknown = drawn(name, text)
    if unknown:
        words.left_out.add("signs", [f"{name}字体的“{unknown}”"])
    return shown


def draw_symbol(leaf, words):
    """Makes an inserted symbol (w:sym) the text it draws; one that is not known keeps its code, and
    is named.
    """
    letter = chr(OWN_CODES.start + (int(leaf.get("char", "0"), 16) & 0xFF))
    font = leaf.get("font", "")
    if is_symbol_font(font):
        shown, unknown = drawn(font, letter)
    else:
        code = int(leaf.get("char", "0"), 16)
        if code not in OWN_CODES:
            shown, unknown = (chr(code), "")
        else:
            shown, unknown = (letter, letter)
    leaf.tag, leaf.text = "t", shown
    if unknown:
        words.left_out.add("signs", [f"{font}字体的第{ord(letter) - OWN_CODES.start}个符号"])
