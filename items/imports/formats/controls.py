"""Check boxes drawn over the cells of a worksheet: over an empty cell one is read as its tick."""

import html
import re
from dataclasses import dataclass

from items.imports.reading.grid import Cell

from .values import TRUTHS

SHAPE = re.compile(r"<(?P<space>\w+:)?shape\b[^>]*>.*?</(?P=space)?shape>", re.DOTALL)
OBJECT = re.compile(r'ObjectType\s*=\s*["\'](\w+)["\']')
ANCHOR = re.compile(r"<(?:\w+:)?Anchor>([^<]*)<")
CHECKED = re.compile(r"<(?:\w+:)?Checked>\s*(\d)")
TEXT = re.compile(r"<(?:\w+:)?textbox\b[^>]*>(.*?)</(?:\w+:)?textbox>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
USUAL_NAME = re.compile(r"(?:check\s*box|复选框)\s*\d*", re.IGNORECASE)
NOTES, CHECK_BOX, PICTURES = ("Note",), "Checkbox", ("Pict",)
ROW_HEIGHT, COLUMN_WIDTH = 18, 64  # in pixels; only to tell over which cell most of a box lies
TICKED, EMPTY = "☑", "☐"


@dataclass
class CheckBox:
    row: int
    column: int
    is_ticked: bool
    label: str = ""

    @property
    def sign(self):
        if self.is_ticked:
            return TICKED
        return EMPTY

    @property
    def text(self):
        return self.sign + ("" if USUAL_NAME.fullmatch(self.label) else self.label)


def read_vml(text, told):
    """The check boxes of an old drawing part; all other controls in it are told."""
    boxes = []
    for shape in SHAPE.finditer(text):
        sort = OBJECT.search(shape[0])
        if not sort or sort[1] in NOTES:
            continue
        row, column = place_of(shape[0])
        label = label_of(shape[0])
        if sort[1] == CHECK_BOX:
            checked = CHECKED.search(shape[0])
            boxes.append(CheckBox(row, column, bool(checked and checked[1] == "1"), label))
        elif sort[1] not in PICTURES:
            told.add("controls", label, row, column)
    return boxes


def label_of(shape):
    said = TEXT.search(shape)
    if said:
        return " ".join(html.unescape(TAG.sub(" ", said[1])).split())
    return ""


def place_of(shape):
    """(row, column) of the cell over which most of a shape lies; 0, 0 when it does not say."""
    said = ANCHOR.search(shape)
    numbers = []
    if said:
        numbers = [int(number) for number in re.findall(r"-?\d+", said[1])]
    if len(numbers) != 8:
        return 0, 0
    left, from_left, top, from_top, right, to_right, bottom, to_bottom = numbers
    row = most_of(top, from_top, bottom, to_bottom, ROW_HEIGHT)
    return row + 1, most_of(left, from_left, right, to_right, COLUMN_WIDTH) + 1


def most_of(first, offset, last, end, size):
    """Which row or column from first to last holds most of what begins and ends within them."""
    if first == last:
        return first
    shares = {first: max(size - offset, 0), last: end}
    shares |= dict.fromkeys(range(first + 1, min(last, first + 50)), size)
    return max(shares, key=lambda at: (shares[at], -at))


def put_in_cells(boxes, sheet, told, limits):
    """Writes each check box into the cell below it; over a cell with a text it is told."""
    if not boxes:
        return
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    for box in boxes:
        place = box.row, box.column
        cell = cells.get(place)
        if not all(place) or (cell and cell.value and cell.value not in TRUTHS.values()):
            told.add("controls", box.text, *place)
        elif cell:
            cell.value = box.text
        else:
            limits.spend(sheet.name, *place, len(box.text))
            cells[place] = Cell(*place, box.text)
            sheet.cells.append(cells[place])
    sheet.cells.sort(key=lambda cell: (cell.row, cell.column))
