"""What lies over the cells of an .xls sheet: its drawing, object and note records (MS-XLS)."""

import struct
from dataclasses import dataclass

from items.printed.own_marks import AUTHOR

from .controls import CheckBox, most_of

ANCHOR = b"\x00\x00\x10\xf0\x12\x00\x00\x00"  # the head of what places a shape over cells
SHAPE = b"\x0a\xf0\x08\x00\x00\x00"  # that of what says which shape it is, after two bytes
LINE_SHAPES = frozenset([20, *range(32, 41)])
GROUP, LINE, CHART, PICTURE, CHECK_BOX, NOTE = 0, 1, 5, 8, 0x0B, 0x19
CONTROLS = frozenset([7, 0x0C, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14])
PUT_BY_PROGRAM = 0x100  # the arrows of a filter
EMBEDDED, BOX_STATE = 0x09, 0x12
COLUMN_PARTS, ROW_PARTS = 1024, 256  # in which places within a cell are counted


@dataclass
class Drawn:
    sort: int
    number: int
    row: int = 0
    column: int = 0
    text: str = ""
    is_ticked: bool = False
    is_embedded: bool = False
    is_line: bool = False


class DrawnRecords:
    """Collects the objects of one sheet as their records come; each is told when all are known."""

    def __init__(self, texts, told):
        self.texts, self.told = texts, told
        self.objects, self.notes = [], {}
        self.place, self.is_line = (0, 0), False

    def take_drawing(self, pieces):
        """Where the next object stands and which shape it is."""
        data = b"".join(pieces)
        at = data.rfind(ANCHOR)
        if at >= 0 and len(data) >= at + 26:
            self.place = cell_of(*struct.unpack_from("<8H", data, at + 10))
        at = data.rfind(SHAPE)
        if at >= 2:
            (head,) = struct.unpack_from("<H", data, at - 2)
            self.is_line = head >> 4 in LINE_SHAPES

    def take_object(self, pieces):
        data = b"".join(pieces)
        if not self.texts.unicode:
            sort, number = struct.unpack_from("<HH", data, 4)
            self.objects.append(Drawn(sort, number, *cell_of(*struct.unpack_from("<8H", data, 10))))
            return
        sort, number, flags = struct.unpack_from("<3H", data, 4)
        drawn = Drawn(sort, number, *self.place, is_line=self.is_line)
        self.place, self.is_line = (0, 0), False
        for part, body in parts_of(data):
            drawn.is_embedded = drawn.is_embedded or part == EMBEDDED
            if part == BOX_STATE and len(body) > 1:
                drawn.is_ticked = struct.unpack_from("<H", body)[0] == 1
        if not flags & PUT_BY_PROGRAM:
            self.objects.append(drawn)

    def take_box(self, pieces):
        """The text of the object before it: a text box, a comment, the words beside a check box."""
        (length,) = struct.unpack_from("<H", pieces[0], 10)
        if not length or len(pieces) < 2:
            return
        head = [struct.pack("<H", length) + pieces[1], *pieces[2:]]
        text = self.texts.read(head, 0)
        if self.objects:
            self.objects[-1].text += text
        else:
            self.told.add("boxes", text)

    def take_note(self, pieces):
        """Which cell a comment belongs to; in old workbooks its text too."""
        row, column, _flags = struct.unpack_from("<3H", pieces[0])
        if not self.texts.unicode:
            self.told.add("comments", self.texts.read(pieces, 4), row + 1, column + 1)
            return
        (number,) = struct.unpack_from("<H", pieces[0], 6)
        self.notes[number] = row + 1, column + 1, self.texts.read(pieces, 8)

    def finished(self):
        """Tells of all objects: -> the check boxes."""
        boxes = []
        for drawn in self.objects:
            if drawn.sort == CHECK_BOX:
                label = " ".join(drawn.text.split())
                boxes.append(CheckBox(drawn.row, drawn.column, drawn.is_ticked, label))
            elif drawn.sort == NOTE:
                self.tell_note(drawn)
            elif sort := sort_of(drawn):
                self.told.add(sort, drawn.text, drawn.row, drawn.column)
        return boxes

    def tell_note(self, drawn):
        row, column, author = self.notes.get(drawn.number, (0, 0, ""))
        if author != AUTHOR:
            self.told.add("comments", drawn.text, row, column)


def sort_of(drawn):
    """How an object is told of; nothing for a line, or what only holds others together."""
    if drawn.is_embedded:
        return "embedded"
    if drawn.sort == PICTURE:
        return "pictures"
    if drawn.sort == CHART:
        return "charts"
    if drawn.sort in CONTROLS:
        return "controls"
    if drawn.text.strip():
        return "boxes"
    if drawn.sort in (GROUP, LINE) or drawn.is_line:
        return ""
    return "shapes"


def parts_of(data):
    """(sort, body) of the parts of an object record."""
    at = 0
    while at + 4 <= len(data):
        sort, length = struct.unpack_from("<HH", data, at)
        yield sort, data[at + 4 : at + 4 + length]
        at += 4 + length


def cell_of(left, from_left, top, from_top, right, to_right, bottom, to_bottom):
    """(row, column) of the cell over which most of an object lies."""
    row = most_of(top, from_top, bottom, to_bottom, ROW_PARTS)
    return row + 1, most_of(left, from_left, right, to_right, COLUMN_PARTS) + 1
