"""Reads an .ods workbook into grids, as a stream: hidden rows, merged cells, formulas and page heads with it."""

import zipfile

from ..grid import Cell, Sheet
from .limits import MAX_COLUMNS, MAX_ROWS, Limits
from .parts import LOCAL, Package, Target
from .values import TRUTHS, number_text, written_day

HIDDEN = ("collapse", "filter")
CELLS = ("table-cell", "covered-table-cell")
NOT_READ = ("tracked-changes", "dde-links", "ruby-text")  # the last is how a word is pronounced


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        package, limits = Package(archive), Limits()
        content = package.stream("content.xml", Content(limits))
        if content.sheets and "styles.xml" in package:
            content.sheets[0].margins += package.stream("styles.xml", PageTexts(limits)).found
        yield from content.sheets


class Content(Target):
    """Collects the sheets. A row or cell may say that it is repeated a million times; only what holds text counts."""

    def __init__(self, limits):
        super().__init__()
        self.limits, self.sheets, self.sheet = limits, [], None
        self.style, self.hidden_styles = "", set()
        self.row, self.column, self.rows_here = 0, 0, 1
        self.cell, self.cells, self.lines = {}, [], []
        self.path, self.passing, self.letters = [], 0, []

    def start(self, tag, attributes):
        name = LOCAL[tag]
        self.path.append(name)
        if name in NOT_READ:
            self.passing += 1
        if not self.passing:
            super().start(tag, {LOCAL[key]: value for key, value in attributes.items()})

    def end(self, tag):
        if not self.passing:
            super().end(tag)
        elif self.path[-1] in NOT_READ:
            self.passing -= 1
        self.path.pop()

    def data(self, text):
        if not self.passing:
            super().data(text)

    def start_style(self, attributes):
        self.style = attributes.get("name", "")

    def start_table_properties(self, attributes):
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attributes):
        self.limits.open_sheet()
        hidden = attributes.get("style-name", "") in self.hidden_styles
        self.sheet = Sheet(name=attributes.get("name", ""), hidden=hidden)
        self.sheets.append(self.sheet)
        self.row = self.column = 0

    def start_table_column(self, attributes):
        count = number_in(attributes, "number-columns-repeated")
        if attributes.get("visibility") in HIDDEN:
            last = min(self.column + count, MAX_COLUMNS)
            self.sheet.hidden_columns.update(range(self.column + 1, last + 1))
        self.column += count

    def start_table_row(self, attributes):
        self.row, self.column, self.cells = self.row + 1, 0, []
        self.rows_here = number_in(attributes, "number-rows-repeated")
        if attributes.get("visibility") in HIDDEN:
            last = min(self.row + self.rows_here - 1, MAX_ROWS)
            self.sheet.hidden_rows.update(range(self.row, last + 1))

    def end_table_row(self):
        """Puts the row's cells down, as often as the row is repeated."""
        first, self.row = self.row, self.row + self.rows_here - 1
        if not self.cells:
            return
        self.limits.reach(self.sheet.name, self.row, 1)
        for row in range(first, self.row + 1):
            for column, text, formula in self.cells:
                self.limits.spend(self.sheet.name, row, column, len(text))
                self.sheet.cells.append(Cell(row, column, text, formula))

    def start_table_cell(self, attributes):
        self.cell, self.lines = attributes, []
        self.keep_merged(number_in(attributes, "number-rows-spanned"), number_in(attributes, "number-columns-spanned"))

    start_covered_table_cell = start_table_cell

    def keep_merged(self, rows, columns):
        if rows > 1 or columns > 1:
            row, column = self.row, self.column + 1
            self.sheet.merged.append((row, column, row + rows - 1, column + columns - 1))

    def end_table_cell(self):
        first, count = self.column + 1, number_in(self.cell, "number-columns-repeated")
        self.column += count
        text, (_prefix, sign, formula) = shown(self.cell, self.lines), self.cell.get("formula", "").partition("=")
        if text.strip() or sign:
            self.limits.reach(self.sheet.name, self.row, self.column)
            self.cells += [(column, text, (sign + formula)[:500]) for column in range(first, first + count)]

    end_covered_table_cell = end_table_cell

    def start_p(self, _attributes):
        self.letters.append(self.text)
        self.text = []

    def end_p(self):
        """A paragraph right in a cell is its text; in anything else (a note, a drawing) it stands outside."""
        text = self.taken()
        self.text = self.letters.pop()
        if len(self.path) > 1 and self.path[-2] in CELLS:
            self.lines.append(text)
        elif text.strip() and self.sheets:
            self.limits.read(len(text))
            self.sheets[-1].margins.append(text)

    def start_s(self, attributes):
        self.data(" " * min(number_in(attributes, "c"), MAX_COLUMNS))

    def start_tab(self, _attributes):
        self.data("\t")

    def start_line_break(self, _attributes):
        self.data("\n")


class PageTexts(Target):
    """The heads and feet of the pages."""

    def __init__(self, limits):
        super().__init__()
        self.limits, self.found = limits, []

    start_p = Target.listen

    def end_p(self):
        text = self.taken()
        self.limits.read(len(text))
        self.found.append(text)


def number_in(attributes, name):
    """How often or over how many something goes; at least once."""
    return max(int(attributes.get(name, 1)), 1)


def shown(cell, lines):
    """The text of a cell: what it shows, except that a day and a number are written as in every other format."""
    sort, text = cell.get("value-type"), "\n".join(lines)
    if sort == "float" and "value" in cell:
        return number_text(float(cell["value"]))
    if sort == "date" and "date-value" in cell:
        return written_day(cell["date-value"])
    if sort == "boolean" and "boolean-value" in cell:
        return TRUTHS[cell["boolean-value"] == "true"]
    return text or cell.get("string-value", "")
