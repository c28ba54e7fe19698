"""The columns of a Word table as a person sees them: borders dragged a little aside are still the
same ones.
"""

from itertools import accumulate, pairwise

ALIKE = 120  # twentieths of a point, two millimetres: borders no further apart are one
WIDE = 400  # a column of text is no narrower; a grid without such columns says nothing of widths
UNKNOWN_WIDTH = 1000


class Columns:
    """The borders of one table; a row with as many cells as its fullest one has its cells under
    that one's.
    """

    def __init__(self, widths=()):
        self.widths = list(widths)
        self.usual = []  # the borders of the first of the fullest rows
        self.lines = None

    def settle(self, cells):
        """[(first grid column, its span, cell)] -> [(column, span, cell)] under the borders of the
        table.
        """
        ends = [(self.line(first - 1), self.line(first - 1 + span)) for first, span, _cell in cells]
        borders = [start for start, _end in ends]
        if ends:
            borders.append(ends[-1][1])
        if len(borders) > len(self.usual):
            self.usual = borders
        elif len(borders) == len(self.usual) and borders != self.usual and self.is_shifted(borders):
            borders = self.usual
            ends = list(pairwise(borders))
        return list(self.placed(ends, cells))

    def placed(self, ends, cells):
        free = 1
        for (start, end), (_first, _span, cell) in zip(ends, cells, strict=True):
            column = max(start + 1, free)
            span = max(end - start, 1)
            yield column, span, cell
            free = column + span

    def is_shifted(self, borders):
        """Whether each cell still stands for the most part over the cell of the fullest row with
        its number.
        """
        for own, usual in zip(pairwise(borders), pairwise(self.usual), strict=True):
            if not self.overlap(*own, *usual):
                return False
        return True

    def overlap(self, start, end, first, last):
        shared = self.at(min(end, last)) - self.at(max(start, first))
        return shared * 2 > min(self.at(end) - self.at(start), self.at(last) - self.at(first))

    def line(self, index):
        """The number of the border at a place of the grid; borders close together have one
        number.
        """
        if self.lines is None:
            self.lines = self.read_lines()
        if index < len(self.lines):
            return self.lines[index]
        return self.lines[-1] + index - len(self.lines) + 1

    def at(self, line):
        """How far from the left a border stands."""
        if line < len(self.places):
            return self.places[line]
        return self.places[-1] + (line - len(self.places) + 1) * UNKNOWN_WIDTH

    def read_lines(self):
        useful = sum(width >= WIDE for width in self.widths) > 1
        if useful:
            widths = self.widths
        else:
            widths = [UNKNOWN_WIDTH] * len(self.widths)
        lines, self.places = [0], [0]
        for place in accumulate(widths):
            if place - self.places[-1] > ALIKE:
                self.places.append(place)
            lines.append(len(self.places) - 1)
        return lines
