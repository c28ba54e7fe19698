"""A sheet as rows of texts, joined cells known, and the head of the table in it."""

from dataclasses import dataclass, field

from items.printed.columns import column_letter

from .head_words import field_of, level_of

MOST_HEAD_ROWS = 3
NEEDED = ("name", "text")


@dataclass
class Column:
    number: int
    field: str
    head: str

    @property
    def letter(self):
        return column_letter(self.number)


@dataclass
class Table:
    """Where the head of a sheet stands, and what its columns are."""

    sheet: object
    first: int  # the rows of the head
    last: int
    columns: list
    unknown: list = field(default_factory=list)

    def of(self, name):
        return [column for column in self.columns if column.field == name]


class Grid:
    """The texts of a sheet by row and column; a joined area shows its text in each of its cells."""

    def __init__(self, sheet):
        self.sheet, self.texts, self.joined = sheet, {}, {}
        for cell in sheet.cells:
            self.texts[cell.row, cell.column] = cell.value.strip()
        for area in sheet.merged:
            top, left, bottom, right = area
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.joined[row, column] = area

    def own(self, row, column):
        """What is written in this very cell."""
        return self.texts.get((row, column), "")

    def text(self, row, column):
        """What a reader sees there, also in a joined area."""
        if area := self.joined.get((row, column)):
            return self.own(area[0], area[1])
        return self.own(row, column)

    @property
    def rows(self):
        return sorted({row for row, _column in self.texts})

    @property
    def last_column(self):
        return max((column for _row, column in self.texts), default=0)

    def texts_of(self, row):
        """[(column, text)] of what is written in a row."""
        found = []
        for column in range(1, self.last_column + 1):
            if text := self.own(row, column):
                found.append((column, text))
        return found

    def starts_area(self, row, column):
        """(first row, last row) of the joined area of a cell; its own row where it is in none."""
        area = self.joined.get((row, column))
        return (area[0], area[2]) if area else (row, row)


def table_of(sheet):
    """The `Table` of a sheet, None where it has no head of an assessment scheme."""
    grid, best, most = Grid(sheet), None, 1
    for row in grid.rows[:60]:
        fields = [field_of(text) for _column, text in grid.texts_of(row)]
        known = {name for name in fields if name}
        if len(known) > most and known & set(NEEDED):
            best, most = row, len(known)
    if best is None:
        return None
    first = head_start(grid, best)
    last = head_end(grid, best)
    columns, unknown = columns_of(grid, first, last)
    return Table(sheet, first, last, columns, unknown)


def head_start(grid, row):
    """A head may begin a row above: 考核指标 over 一级指标 and 二级指标."""
    above = row - 1
    texts = [text for _column, text in grid.texts_of(above)]
    if len(texts) > 1 and any(field_of(text) for text in texts):
        return above
    return row


def head_end(grid, row):
    last = row
    for column in range(1, grid.last_column + 1):
        last = max(last, min(grid.starts_area(row, column)[1], row + MOST_HEAD_ROWS - 1))
    return last


def columns_of(grid, first, last):
    """([Column], the heads nobody knows): the lowest word of a column that is known names it."""
    columns, unknown = [], []
    for number in range(1, grid.last_column + 1):
        heads = []
        for row in range(last, first - 1, -1):
            text = grid.text(row, number)
            if text and text not in heads:
                heads.append(text)
        named = next((head for head in heads if field_of(head)), "")
        if named:
            columns.append(Column(number, field_of(named), named))
        elif heads:
            unknown.append(Column(number, "", heads[0]))
    settle_names(columns)
    return columns, unknown


def settle_names(columns):
    """Of several columns of names the deepest is the indicator, the others are its groups; where
    there is none the first text is.
    """
    names = [column for column in columns if column.field == "name"]
    if names:
        deepest = max(names, key=lambda column: (level_of(column.head) % 9, column.number))
        if all(level_of(column.head) == 9 for column in names):
            deepest = preferred(names)
        for column in names:
            if column is not deepest:
                column.field = "level"
        return
    texts = [column for column in columns if column.field == "text"]
    if texts:
        texts[0].field = "name"


def preferred(names):
    """考核指标 before 考核项目."""
    for column in names:
        if "指标" in column.head:
            return column
    return names[-1]
