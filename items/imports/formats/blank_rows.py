"""Passes over the rows of a worksheet that have a look and no content: some programs write a
million of them.
"""

import re

PIECE = 2**18
LONGEST = 2**20  # of a row that is waited for
ROW = b'<row r="'
A_BLANK_ROW = (
    ROW + rb'[^<>/]*+(?:/>|>(?:<c r="[^<>/]*+/>)*+</row>)'
    rb'(?=<row r="|</sheetData>|\Z)'  # what follows says its own number
)
# written so that it begins with plain signs, for which a text is gone through at once
BLANK = re.compile(A_BLANK_ROW + rb"(?:" + A_BLANK_ROW + rb")*+")
SIGNS_OF_ONE = (b"/></row>", b"></row>", b"/><row")


class WithoutBlankRows:
    """A worksheet's part as it is read, without such rows; whatever is written otherwise is let
    through as it is.
    """

    def __init__(self, file, size=PIECE):
        self.pieces = pieces_of(file, size)

    def read(self, _size):
        return next(self.pieces, b"")


def pieces_of(file, size):
    """The part in pieces that end before a row, or anywhere in one that is very long; none is
    empty.
    """
    rest = b""
    while chunk := file.read(size):
        rest += chunk
        cut = rest.rfind(ROW)
        if cut <= 0:
            cut = len(rest) if len(rest) > LONGEST else 0
        piece, rest = without_blanks(rest[:cut]), rest[cut:]
        if piece:
            yield piece
    if rest:
        yield rest


def without_blanks(piece):
    if any(sign in piece for sign in SIGNS_OF_ONE):
        return BLANK.sub(b"", piece)
    return piece
