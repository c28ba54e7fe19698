"""The text that a formula plainly says, for the suggestion beside one whose result the file does
not hold.
"""

import re

PICTURE = "=（图片）"  # stands for the formula of a cell that holds a picture; it is no text
NO_TEXT = "单元格里放的是图片，图中的文字不能读取。"
TEXT_INSTEAD = "请把图中的内容写成文字；不需要的请删除图片。"
STRING = r'"(?:[^"]|"")*"'
PIECE = rf"(?:{STRING}|CHAR\(10\)|\d+(?:\.\d+)?)"
JOINED = rf"{PIECE}(?:\s*&\s*{PIECE})*"
LISTED = rf"{PIECE}(?:\s*[,;&]\s*{PIECE})*"
PLAIN = re.compile(
    rf"\s*=?\s*(?:(?:T|TRIM|CONCAT|CONCATENATE)\(\s*(?P<listed>{LISTED})\s*\)"
    rf"|HYPERLINK\(\s*{JOINED}\s*[,;]\s*(?P<shown>{JOINED})\s*\)"
    rf"|(?P<joined>{JOINED}))\s*",
    re.IGNORECASE,
)
PIECES = re.compile(PIECE, re.IGNORECASE)


def in_words(text):
    """A text as it is repeated to a person: a picture is told as one."""
    return text.replace(PICTURE, PICTURE[1:])


def said_by(formula):
    """What stands in the cell when the formula is a text, a link with a text, or texts put
    together; else "".
    """
    match = PLAIN.fullmatch(formula)
    if not match:
        return ""
    said = match["listed"] or match["shown"] or match["joined"]
    return "".join(map(text_of, PIECES.findall(said))).strip()


def text_of(piece):
    if piece.startswith('"'):
        return piece[1:-1].replace('""', '"')
    if piece.upper() == "CHAR(10)":
        return "\n"
    return piece
