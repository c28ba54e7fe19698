"""A sheet as it lies before a reader: its texts row by row, and the merged cells."""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import KIND_NAME, PAGE, TITLE_WORDS, clean

from .headwords import head_key

MOST_SPOTS = (
    400_000  # of merged rows looked at; a sheet with more of them has no table a person made
)


class Layout:
    """The cells of one sheet, cleaned once; `rows` are those with any text, in their order.

    `told` {label as compared: field} are the county's words and what a person chose for labels; ""
    is one that is not read in.
    """

    def __init__(self, sheet, told=None):
        self.sheet, self.told = sheet, told or {}
        self.cells = {}
        self.has_formulas = False
        texts = {}
        for cell in sheet.cells:
            if text := clean(cell.value) or cell.formula:
                self.cells[cell.row, cell.column] = cell
                self.has_formulas = self.has_formulas or bool(cell.formula)
                texts.setdefault(cell.row, {})[cell.column] = text
        self.texts = {row: dict(sorted(texts[row].items())) for row in sorted(texts)}
        self.rows = list(self.texts)
        self.covers = self._covers(sheet.merged)
        self.learnt = {}  # {label: LearntLabel} of cards, where no word tells it
        self.whole = self  # the layout of which this one has some columns
        self.codes = None  # what a text of the sheet explains as kinds, once it is asked
        self.tries = 0  # how often labels were looked for in vain
        self._times = {}
        # lines of text alone, as in a file of text
        self.is_prose = len(self.rows) > 2 and all(list(row) == [1] for row in self.texts.values())

    def _covers(self, merged):
        """{row: the merged areas that reach into it}, for the rows that hold any text."""
        covers, left = {}, MOST_SPOTS
        for area in merged:
            top, _left, bottom, _right = area
            reached = self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]
            left -= len(reached)
            if left < 0:
                break
            for row in reached:
                covers.setdefault(row, []).append(area)
        return covers

    def area(self, row, column):
        """(top, left, bottom, right) of the merged area of a place; the place itself alone."""
        for area in self.covers.get(row, ()):
            if area[1] <= column <= area[3]:
                return area
        return row, column, row, column

    def text(self, row, column):
        """What a reader sees at a place: the text of the merged cell that covers it."""
        top, left, _bottom, _right = self.area(row, column)
        return self.texts.get(top, {}).get(left, "")

    def written(self, row, column):
        """The text in a cell; "" where it holds none, or a picture."""
        text = self.texts.get(row, {}).get(column, "")
        return "" if text == PICTURE else text

    def seen(self, row, column):
        """`text`, without what stands for a picture."""
        text = self.text(row, column)
        return "" if text == PICTURE else text

    def day(self, row, column):
        """The day that is seen at a place, as 2026-01-05; "" when none is."""
        top, left, _bottom, _right = self.area(row, column)
        cell = self.cells.get((top, left))
        return cell.day if cell else ""

    def stands_again(self, row, column):
        """Whether a cell's text is again above or below it, or a kind's among other kinds."""
        top, _left, bottom, _right = self.area(row, column)
        text = self.texts[row][column]
        around = [self.texts.get(near, {}).get(column, "") for near in (row - 1, row + 1)]
        named = list(filter(None, map(KIND_NAME.match, (text, *around))))
        is_among_kinds = bool(KIND_NAME.match(text)) and len({one["kind"] for one in named}) > 1
        return top == bottom and (text in around or is_among_kinds)

    def down(self, row, column):
        """The texts of a column from a row on."""
        below = self.rows[bisect_left(self.rows, row) :]
        return [self.texts[each][column] for each in below if column in self.texts[each]]

    def times(self, column):
        """How often each text stands in a column."""
        if column not in self._times:
            texts = self.texts.values()
            self._times[column] = Counter(row[column] for row in texts if column in row)
        return self._times[column]

    def told_field(self, label):
        """The field a person said a label means, "" where it is not read in; None where nobody
        said.
        """
        return self.told.get(head_key(label))

    def learnt_field(self, label):
        """The field that was learnt for a label of cards; "" for none."""
        learnt = self.learnt.get(label.rstrip("：: "))
        return learnt.field if learnt else ""

    def rows_below(self, row):
        """The rows with any text below a row."""
        return self.rows[bisect_right(self.rows, row) :]

    def is_paragraph(self, row):
        """Whether a row is a paragraph of a document and no row of a table."""
        return self.is_prose or self.sheet.row_places.get(row, "").endswith("段")

    @cached_property
    def page_heads(self):
        """The texts at the ends of pages: beside a page's number twice, or the title again."""
        lines = [next(iter(self.texts[row].values())) for row in self.rows]
        beside = Counter()
        for place, line in enumerate(lines):
            if PAGE.match(line):
                beside.update(lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2])
        heads = set()
        for line, times in beside.items():
            if (times > 1 or line == lines[0]) and TITLE_WORDS.search(line):
                heads.add(line)
        return heads

    def is_next(self, row, head):
        """Whether nothing stands between a row and a head below it."""
        return bisect_left(self.rows, head.top) - bisect_left(self.rows, row) == 1

    def width(self, row, column):
        _top, left, _bottom, right = self.area(row, column)
        return right - left + 1
