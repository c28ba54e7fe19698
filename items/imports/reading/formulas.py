"""The text that a formula plainly says, for the suggestion beside one whose result the file does not hold."""

import re

PICTURE = "=（图片）"  # what is kept of a cell that holds a picture
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


def said_by(formula):
    """What stands in the cell when the formula is a text, a link with a text, or texts put together; else ""."""
    found = PLAIN.fullmatch(formula)
    if not found:
        return ""
    said = found["listed"] or found["shown"] or found["joined"]
    return "".join(map(text_of, PIECES.findall(said))).strip()


def text_of(piece):
    if piece.startswith('"'):
        return piece[1:-1].replace('""', '"')
    return "\n" if piece.upper() == "CHAR(10)" else piece
