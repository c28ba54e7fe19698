"""The styles of an .xlsx workbook as far as they change what is seen: font and number format."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .fonts import PLAIN, Font, font
from .number_formats import BUILT_IN, NumberFormat, number_format

OFF = ("0", "false")


@dataclass(frozen=True, slots=True)
class Look:
    number: NumberFormat | None = None
    font: Font = PLAIN
    is_box: bool = False  # a truth is drawn as a box with a tick or without


USUAL = Look()


def looks_of(root):
    """{number of a style: its look}, of those that change anything."""
    codes = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iter("numFmt")}
    fonts = [font_of(node) for node in next(root.iter("fonts"), Element("fonts")).findall("font")]
    looks = {}
    for index, style in enumerate(next(root.iter("cellXfs"), Element("cellXfs")).findall("xf")):
        look = look_of(style, codes, fonts)
        if look != USUAL:
            looks[str(index)] = look
    return looks


def look_of(style, codes, fonts):
    number = style.get("numFmtId", "0")
    code = codes.get(number)
    if code is None:
        code = BUILT_IN.get(int(number), "")
    at = int(style.get("fontId", "0"))
    own = fonts[at] if at < len(fonts) else PLAIN
    is_box = next(style.iter("xfComplement"), None) is not None
    return Look(number_format(code), own, is_box)


def font_of(node):
    """The font a <font> or <rPr> describes."""
    named, name = node.find("name"), ""
    if named is None:
        named = node.find("rFont")
    if named is not None:
        name = named.get("val", "")
    return font(name, struck=is_struck(node))


def is_struck(node):
    strike = node.find("strike")
    return strike is not None and strike.get("val", "true") not in OFF


def striking_rules(root):
    """The numbers of the looks given by condition that strike out."""
    given = next(root.iter("dxfs"), Element("dxfs")).findall("dxf")
    striking = set()
    for index, node in enumerate(given):
        if any(map(is_struck, node.iter("font"))):
            striking.add(str(index))
    return striking
