"""Reads an .ods workbook into grids, as a stream: hidden rows, merged cells, formulas and page
heads with it.
"""

import re
import zipfile

from items.imports.reading.grid import Cell, Sheet

from .controls import put_in_cells
from .fonts import PLAIN, Runs, as_drawn
from .left_out import LeftOut
from .limits import MAX_COLUMNS, MAX_ROWS, Limits
from .number_days import MONTHS
from .ods_drawn import OPENING, DrawnThings
from .ods_styles import CELL, PARAGRAPH, SPAN, OdsStyles
from .parts import LOCAL, Package, Target
from .values import TRUTHS, number_text, written_day

HIDDEN = ("collapse", "filter")
CELLS = ("table-cell", "covered-table-cell")
NOT_READ = ("tracked-changes", "dde-links", "ruby-text")  # the last is how a word is pronounced
MONTH = "|".join(month[:3] for month in MONTHS)
DAY_PART = re.compile(rf"\d+|[〇零一二三四五六七八九十]+|(?:{MONTH})[a-z]*")
DAY_PARTS = 3  # year, month and day
CLOCK = re.compile(r"[:：时点]")


def read_workbook(path):
    """The sheets of the workbook in their order, with every cell that holds something."""
    with zipfile.ZipFile(path) as archive:
        package, limits = Package(archive), Limits()
        styles = OdsStyles()
        if "styles.xml" in package:
            package.stream("styles.xml", styles)
        content = package.stream("content.xml", Content(limits, styles))
        if content.sheets and "styles.xml" in package:
            content.sheets[0].margins += package.stream("styles.xml", PageTexts(limits)).texts
        yield from content.sheets


class Content(Target):
    """Collects the sheets. A row or cell may say that it is repeated a million times; only what
    holds text counts.
    """

    def __init__(self, limits, styles):
        super().__init__()
        self.limits, self.sheets, self.sheet = limits, [], None
        self.style, self.hidden_styles, self.styles = "", set(), styles
        self.row, self.column, self.rows_here = 0, 0, 1
        self.cell, self.cells, self.lines, self.has_runs = {}, [], [], False
        self.cell_style, self.own = "", PLAIN
        self.path, self.passing, self.letters = [], 0, []
        self.column_styles, self.row_style = [], ""
        self.told, self.drawn, self.area = None, DrawnThings(), ""
        self.runs, self.fonts = [], []  # of the paragraph: its pieces so far, the spans' fonts

    def start(self, tag, attributes):
        name = LOCAL[tag]
        self.path.append(name)
        if name in NOT_READ:
            self.passing += 1
        if not self.passing:
            said = {LOCAL[key]: value for key, value in attributes.items()}
            if name in OPENING:
                self.drawn.begin(name, said, *self.place())
            super().start(tag, said)

    def place(self):
        """The cell that is open; 0, 0 outside the cells."""
        if any(name in CELLS for name in self.path):
            return (self.row, self.column + 1)
        return (0, 0)

    def end(self, tag):
        if not self.passing:
            super().end(tag)
            if self.drawn.open and self.path[-1] in OPENING and self.told:
                self.drawn.end(self.told)
        elif self.path[-1] in NOT_READ:
            self.passing -= 1
        self.path.pop()

    def data(self, text):
        if not self.passing:
            super().data(text)

    def start_font_face(self, attributes):
        self.styles.start_font_face(attributes)

    def start_style(self, attributes):
        self.style = attributes.get("name", "")
        self.styles.start_style(attributes)

    def end_style(self):
        self.styles.end_style()

    def start_text_properties(self, attributes):
        self.styles.start_text_properties(attributes)

    def start_text_style(self, attributes):
        self.styles.start_text_style(attributes)

    def end_text_style(self):
        self.styles.end_text_style()

    def start_text_content(self, attributes):
        self.styles.start_text_content(attributes)

    def start_table_properties(self, attributes):
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attributes):
        self.limits.open_sheet()
        hidden = attributes.get("style-name", "") in self.hidden_styles
        self.sheet = Sheet(name=attributes.get("name", ""), hidden=hidden)
        self.sheets.append(self.sheet)
        self.row = self.column = 0
        self.told = LeftOut(self.sheet, self.limits)
        self.column_styles, self.drawn = [], DrawnThings()

    def end_table(self):
        if self.told:
            put_in_cells(self.drawn.boxes, self.sheet, self.told, self.limits)
            self.told.close()
        self.told = None

    def start_table_column(self, attributes):
        count = number_in(attributes, "number-columns-repeated")
        if attributes.get("visibility") in HIDDEN:
            last = min(self.column + count, MAX_COLUMNS)
            self.sheet.hidden_columns.update(range(self.column + 1, last + 1))
        here = min(count, MAX_COLUMNS - len(self.column_styles))
        self.column_styles += [attributes.get("default-cell-style-name", "")] * here
        self.column += count

    def start_table_row(self, attributes):
        self.row, self.column, self.cells = self.row + 1, 0, []
        self.row_style = attributes.get("default-cell-style-name", "")
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
            for column, text, formula, day in self.cells:
                self.limits.spend(self.sheet.name, row, column, len(text))
                self.sheet.cells.append(Cell(row, column, text, formula, day))

    def start_table_cell(self, attributes):
        self.cell, self.lines, self.has_runs = attributes, [], False
        self.cell_style = attributes.get("style-name") or self.style_around(self.column + 1)
        self.own = self.styles.font_of(CELL, self.cell_style)
        self.keep_merged(
            number_in(attributes, "number-rows-spanned"),
            number_in(attributes, "number-columns-spanned"),
        )

    start_covered_table_cell = start_table_cell

    def keep_merged(self, rows, columns):
        if rows > 1 or columns > 1:
            row, column = self.row, self.column + 1
            self.sheet.merged.append((row, column, row + rows - 1, column + columns - 1))

    def end_table_cell(self):
        first, count = self.column + 1, number_in(self.cell, "number-columns-repeated")
        text = self.text_of_cell(first)
        self.column += count
        _prefix, sign, formula = self.cell.get("formula", "").partition("=")
        if text.strip() or (sign and not self.is_blank_result(text)):
            self.limits.reach(self.sheet.name, self.row, self.column)
            said = text, (sign + formula)[:500], self.whole_day(text)
            self.cells += [(column, *said) for column in range(first, first + count)]

    end_covered_table_cell = end_table_cell

    def text_of_cell(self, column):
        if self.own is PLAIN and not self.has_runs:
            return self.shown(self.lines)
        return self.shown_in_fonts(self.own, column)

    def is_blank_result(self, text):
        """Whether a formula has a result of which nothing is seen, as it is struck out."""
        return not text.strip() and any(str(line).strip() for line in self.lines)

    def style_around(self, column):
        """The style that a cell without one has from its row or its column."""
        if self.row_style or column > len(self.column_styles):
            return self.row_style
        return self.column_styles[column - 1]

    def shown_in_fonts(self, own, column):
        """The same of a cell or of words in it that are struck out or in a font of signs."""
        lines = self.lines or [self.shown([])]
        seen = "\n".join(as_drawn(line, own, self.told, self.row, column) for line in lines)
        if own.signs or not seen.strip():
            return seen
        return self.shown([seen])

    def shown(self, lines):
        """The text a cell shows; the stored value where none is kept."""
        cell, text = self.cell, "\n".join(lines)
        sort = cell.get("value-type")
        if sort == "float" and "value" in cell:
            return self.number_shown(text, lines)
        if sort == "date" and "date-value" in cell:
            return text or written_day(cell["date-value"])
        if sort == "boolean" and "boolean-value" in cell:
            return TRUTHS[cell["boolean-value"] == "true"]
        text = text or cell.get("string-value", "")
        if self.styles.masking and self.styles.masks_texts(self.cell_style):
            self.told.add("masked", text, self.row, self.column + 1)
            return ""
        return text

    def whole_day(self, text):
        """The day of a cell that shows its year, month and day."""
        stored = self.cell.get("date-value", "")
        if stored and shows_whole_day(text):
            return written_day(stored)[:10]
        return ""

    def number_shown(self, text, lines):
        number = number_text(float(self.cell["value"]))
        if lines and not text.strip():
            self.told.add("masked", number, self.row, self.column + 1)
            return ""
        if not text.strip() or "E" in text:
            return number
        return text

    def start_p(self, attributes):
        self.letters.append((self.text, self.runs, self.fonts))
        style = attributes.get("style-name")
        if style:
            font = self.styles.font_of(PARAGRAPH, style, self.own)
        else:
            font = self.own
        self.text, self.runs, self.fonts = [], [], [font]

    def end_p(self):
        """A paragraph right in a cell is its text; in anything else (a note, a drawing) it stands
        outside.
        """
        text = self.taken_text()
        self.text, self.runs, self.fonts = self.letters.pop()
        if len(self.path) > 1 and self.path[-2] in CELLS:
            self.lines.append(text)
            self.has_runs = self.has_runs or isinstance(text, Runs)
        elif self.drawn.open:
            self.drawn.add_text(str(text))
        elif str(text).strip() and self.sheets:
            self.limits.read(len(str(text)))
            self.sheets[-1].margins.append(str(text))

    def taken_text(self):
        """The paragraph's text: plain, or in runs when a part of it is in no plain font."""
        if not self.runs and self.fonts[-1] is PLAIN:
            return self.taken()
        runs = [*self.runs, (self.taken(), self.fonts[-1])]
        if any(font is not PLAIN for _piece, font in runs):
            return Runs(runs)
        return "".join(piece for piece, _font in runs)

    def start_span(self, attributes):
        if self.fonts:
            font = self.styles.font_of(SPAN, attributes.get("style-name", ""), self.fonts[-1])
            self.cut()
            self.fonts.append(font)

    def end_span(self):
        if self.fonts:
            self.cut()
            self.fonts.pop()

    def cut(self):
        """Ends a piece where the font may change."""
        self.runs.append((self.taken(), self.fonts[-1]))
        self.text = []

    def start_image(self, _attributes):
        self.drawn.mark("pictures")

    def start_object(self, _attributes):
        self.drawn.mark("charts")

    def start_object_ole(self, _attributes):
        self.drawn.mark("embedded")

    def start_text_box(self, _attributes):
        self.drawn.mark("boxes")

    def start_checkbox(self, attributes):
        self.drawn.keep_form("checkbox", attributes)

    def start_conditional_format(self, attributes):
        self.area = attributes.get("target-range-address", "")

    def start_condition(self, attributes):
        if self.told and self.styles.strikes(attributes.get("apply-style-name", "")):
            self.told.add("conditional", place=self.area)

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
        self.limits, self.texts = limits, []

    start_p = Target.listen

    def end_p(self):
        text = self.taken()
        self.limits.read(len(text))
        self.texts.append(text)


def number_in(attributes, name):
    """How often or over how many something goes; at least once."""
    return max(int(attributes.get(name, 1)), 1)


def shows_whole_day(text):
    """Whether a text has the three parts of a day, before those of a time."""
    if CLOCK.search(text):
        day = CLOCK.split(text)[0]
    else:
        day = text
    return len(DAY_PART.findall(day)) >= DAY_PARTS
