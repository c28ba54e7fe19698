"""The records of an Excel 5.0 to 2003 workbook and the strings in them (MS-XLS)."""

import struct

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
CODEPAGES = {936: "gb18030", 950: "big5", 1200: "utf-16-le", 65001: "utf-8"}


def records(data, at=0):
    """(sort, its pieces) of each record from a place on: a long record goes on in pieces of its
    own.
    """
    pending = None
    while at + 4 <= len(data):
        sort, length = struct.unpack_from("<HH", data, at)
        piece = data[at + 4 : at + 4 + length]
        at += 4 + length
        if at > len(data):
            raise ValueError("a record beyond the end of the workbook")
        if sort == CONTINUE and pending:
            pending[1].append(piece)
            continue
        if pending:
            yield pending
        pending = (sort, [piece])
    if pending:
        yield pending


class Pieces:
    """Bytes that go on from piece to piece; within a text each new piece says anew how wide its
    letters are.
    """

    def __init__(self, pieces):
        self.pieces, self.number, self.at = pieces, 0, 0

    @property
    def piece(self):
        while self.at >= len(self.pieces[self.number]):
            self.number, self.at = self.number + 1, 0
        return self.pieces[self.number]

    def take(self, size):
        taken = bytearray()
        while len(taken) < size:
            part = self.piece[self.at : self.at + size - len(taken)]
            taken += part
            self.at += len(part)
        return bytes(taken)

    def letters(self, count, wide):
        letters, number = [], self.number
        while count:
            piece = self.piece
            if self.number != number:
                number, wide, self.at = self.number, piece[0] & 1, 1
            width = 2 if wide else 1
            part = piece[self.at : self.at + count * width]
            if len(part) < width:
                raise ValueError("a letter is cut in two")
            letters.append(part if wide else part.decode("latin-1").encode("utf-16-le"))
            count -= len(part) // width
            self.at += len(part)
        return b"".join(letters).decode("utf-16-le", "replace")


def shared_strings(pieces, limits):
    """[(text, its runs)] of the workbook's own table of strings, without their pronunciations.

    Runs are (first letter, number of the font) pairs, still packed; before the first one the font
    is the cell's.
    """
    reader = Pieces(pieces)
    _all, count = struct.unpack("<II", reader.take(8))
    strings = []
    for _ in range(count):
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = 0
        if flags & 8:
            runs = struct.unpack("<H", reader.take(2))[0]
        extra = 0
        if flags & 4:
            extra = struct.unpack("<I", reader.take(4))[0]
        limits.read(length)
        text = ""
        if length:
            text = reader.letters(length, flags & 1)
        strings.append((text, reader.take(4 * runs)))
        reader.take(extra)
    return strings


class BiffTexts:
    """How this workbook writes a text in a record: letters of two bytes since 1997, of a code page
    before.
    """

    def __init__(self, version):
        self.unicode, self.encoding = version >= 0x600, "gb18030"

    def set_codepage(self, number):
        self.encoding = CODEPAGES.get(number, f"cp{number}")

    def read(self, pieces, at, size="H"):
        """The text at a place, its length in two bytes ("H") or one ("B")."""
        head = pieces[0]
        (length,) = struct.unpack_from(f"<{size}", head, at)
        at += struct.calcsize(size)
        if not self.unicode:
            return head[at : at + length].decode(self.encoding, "replace")
        reader = Pieces(pieces)
        reader.at = at + 1
        if length:
            return reader.letters(length, head[at] & 1)
        return ""

    def read_in_runs(self, pieces, at):
        """(text, its runs as `shared_strings` has them) of a text with its fonts behind it."""
        text, data = self.read(pieces, at), b"".join(pieces)
        if self.unicode:
            wide = data[at + 2] & 1
            at += 3 + len(text.encode("utf-16-le")) // (1 if wide else 2)
            (count,) = struct.unpack_from("<H", data, at)
            return text, data[at + 2 : at + 2 + 4 * count]
        at += 2 + struct.unpack_from("<H", data, at)[0]
        count = data[at]
        starts = struct.iter_unpack("<BB", data[at + 1 : at + 1 + 2 * count])
        return text, b"".join(struct.pack("<HH", *start) for start in starts)


def packed_number(bits):
    """A number kept in four bytes: a whole one or the upper half of a fraction, either perhaps a
    hundredfold.
    """
    if bits & 2:
        number = struct.unpack("<i", struct.pack("<I", bits))[0] >> 2
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", bits & 0xFFFFFFFC))
    if bits & 1:
        return number / 100
    return number
