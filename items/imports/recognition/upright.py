"""Turns a list upright whose items are columns, with its head words in the first one."""

from collections import Counter
from dataclasses import replace
from itertools import chain

from items.printed.columns import column_letter

from .columns import Column
from .headwords import field_of, kind_in
from .labels import labelled_field
from .layout import Layout

FEWEST_ITEMS = 3
FEWEST_WORDS = 4
MOST_ROWS = 200  # of a sheet that has its items side by side
WORDS_OF_A_HEAD = 3  # a row with so many stands above its items


def upright(sheet):
    """The sheet with each block of such columns turned into rows below each other; the same sheet
    where it has none. What a person is told of a row then names the column of the file.
    """
    if sheet.row_places or len({cell.row for cell in sheet.cells}) > MOST_ROWS:
        return sheet
    rows = Layout(sheet).texts
    blocks = blocks_of(rows)
    if not blocks:
        return sheet
    return Turned(sheet, rows, blocks).sheet


def blocks_of(rows):
    """[(first row, last row)] of the runs of rows that begin with a head word in one column and go
    on with values; none where a row of head words stands anywhere.
    """
    left = min((min(texts) for texts in rows.values()), default=1)
    runs, fields = [], {}
    for row, texts in rows.items():
        found = {column: field_of(text) for column, text in texts.items()}
        if len({field for field in found.values() if field}) >= WORDS_OF_A_HEAD:
            return []
        if left in texts and len(texts) > 1:
            fields[row] = found[left] or labelled_field(texts[left])
            if runs and runs[-1][-1] == row - 1:
                runs[-1].append(row)
            else:
                runs.append([row])
    return [(run[0], run[-1]) for run in runs if is_list([fields[row] for row in run], rows, run)]


def is_list(fields, rows, run):
    """Whether the rows of a run are a list's: the name of several items, no further labels beside
    each other, as in a card, and enough other words that are known, one less where all rows are as
    long.
    """
    known = [field for field in fields if field]
    are_even = len({len(rows[row]) for row in run}) == 1
    fewest = FEWEST_WORDS - are_even
    if Column.NAME not in known or len(set(known)) < fewest or len(known) * 2 < len(fields):
        return False
    labels = Counter(chain.from_iterable(map(labelled_beside, map(rows.get, run))))
    names = []
    for field, row in zip(fields, run, strict=True):
        if field == Column.NAME:
            names.append(list(rows[row].values())[1:])
    is_card = max(labels.values(), default=0) > 1 or any(map(field_of, chain(*names)))
    return len({*names[0]}) >= FEWEST_ITEMS and not is_card


def labelled_beside(texts):
    """The columns of a row, but for its first, in which a label stands."""
    _first, *others = texts.items()
    return [column for column, text in others if field_of(text) and not kind_in(text)]


class Turned:
    """A sheet whose blocks are turned: `sheet` is the new one."""

    def __init__(self, sheet, rows, blocks):
        self.source, self.blocks = sheet, blocks
        self.begins = {}  # {first row of a block: the row its first column becomes}
        self.moved = {}  # {row outside the blocks: its new row}
        self.turned, self.places = {}, {}  # {new row: its column in the file, its place in words}
        self.deal_out(rows)
        self.sheet = replace(
            sheet,
            cells=[self.cell(cell) for cell in sheet.cells],
            merged=[self.area(area) for area in sheet.merged],
            hidden_rows={self.moved[row] for row in sheet.hidden_rows if row in self.moved},
            hidden_columns=set(),
            unseen=[self.place(*place) for place in sheet.unseen],
            struck={self.place(*place): text for place, text in sheet.struck.items()},
            row_places=self.places,
            turned=self.turned,
        )

    def deal_out(self, rows):
        """Settles where each row and each block begins: one below the other, as before."""
        ends = dict(self.blocks)
        widest = max(max(texts) for texts in rows.values())
        following, block_end, sheet = 1, 0, f"工作表“{self.source.name}”"
        for row in range(1, max(cell.row for cell in self.source.cells) + 1):
            if row in ends:
                self.begins[row], block_end = following, ends[row]
                for column in range(1, widest + 1):
                    self.turned[following] = column
                    self.places[following] = f"{sheet}{column_letter(column)}列"
                    following += 1
            elif row > block_end:
                self.moved[row] = following
                self.places[following] = f"{sheet}第{row}行"
                following += 1

    def place(self, row, column):
        """Where a cell of the file stands now."""
        for first, last in self.blocks:
            if first <= row <= last:
                return self.begins[first] + column - 1, row
        return self.moved.get(row, row), column

    def cell(self, cell):
        row, column = self.place(cell.row, cell.column)
        return replace(cell, row=row, column=column)

    def area(self, area):
        """A merged area, turned with the cell that it begins with."""
        top, left, bottom, right = area
        if top in self.moved:
            row = self.moved[top]
            return row, left, row + bottom - top, right
        first, _left = self.place(top, left)
        return first, top, first + right - left, bottom
