"""One to three rows that may be a head: their columns, and which words stand over each."""

from items.printed.row_words import NOTE, SIGNATURE, section_of

from .columns import Column
from .former import A_YEAR, is_side
from .head_parts import BEGINS_A_TABLE, LONGEST_HEAD, HeadColumn, is_reached
from .headwords import WHAT_IS_DONE
from .matrix_heads import mark_ticks, office_columns
from .numbering import number_key
from .row_types import kind_named
from .sheet_words import are_short
from .texts_below import TextsBelow

EVERYWHERE = (1, 1 << 20)
MOST_BLANK = 4
# fields in a row that make a cell 说明 or 备注1 a head of its own and no note
FEWEST_BESIDE_A_NOTE = 2


class View:
    """The columns that are looked at: of one window, without those of the tables `ignored`."""

    def __init__(self, layout, ignored=(), window=EVERYWHERE):
        self.layout, self.ignored, self.window = layout, ignored, window

    def texts(self, row):
        texts = self.layout.texts[row]
        if not self.ignored and self.window is EVERYWHERE:
            return texts
        return {column: text for column, text in texts.items() if self.sees(column)}

    def sees(self, column):
        first, last = self.window
        return first <= column <= last and not is_reached(self.ignored, column)

    def through(self, window):
        """The same, of one window alone."""
        return View(self.layout, self.ignored, window)


class HeadRows:
    """Some rows of a view, with what the words in them mean."""

    def __init__(self, view, rows, words):
        self.view, self.rows, self.words = view, rows, words
        self.layout = view.layout

    def may_begin_head(self):
        """Whether the first row has a head's word, and is no note and no signature."""
        fields, others, gathers = set(), [], False
        row = self.rows[0]
        for column, text in self.view.texts(row).items():
            if len(text) > LONGEST_HEAD or self.layout.stands_again(row, column):
                continue  # 配合履职 in every row of a column says the kind and heads nothing
            gathers = gathers or self.words.begins_head(text)
            if field := self.words.field(text) or (is_side(text) and text):
                fields.add(field)
            else:
                others.append(text)
        if any(map(SIGNATURE.match, others)):
            return False
        if any(map(NOTE.match, others)) and len(fields) < FEWEST_BESIDE_A_NOTE:
            return False
        return bool(fields) or gathers

    def cells(self):
        """(row, column) of every cell."""
        cells = set()
        for row in self.rows:
            cells.update((row, column) for column in self.view.texts(row))
        return cells

    def texts_below(self):
        return TextsBelow(self.layout, self.rows[-1], self.words.field, self.words.places)

    # ---- the columns and the words over them

    def columns(self):
        """The columns with their words from the top down; a group's word is over all its own."""
        head_columns, seen = [], set()
        for column in sorted(set().union(*map(self.view.texts, self.rows))):
            if column in seen:
                continue
            left, right = self.extent(column)
            seen.update(range(left, right + 1))
            if path := self.path(column):
                field = self.words.field_of_path(path) if are_short(path) else ""
                is_first = head_columns and head_columns[-1].field == Column.NUMBER
                if is_first and WHAT_IS_DONE.match(path[-1]):
                    field = Column.NAME
                title = self.layout.texts.get(self.rows[0] - 1, {}).get(left, "")
                kind = kind_named(title)
                head_columns.append(HeadColumn(left, right, path, field, kind_above=kind))
        mark_ticks(head_columns, self.texts_below())
        return head_columns

    def extent(self, column):
        """How far the lowest word over a column reaches to both sides."""
        for row in reversed(self.rows):
            top, left, _bottom, right = self.layout.area(row, column)
            if top in self.rows and self.layout.texts.get(top, {}).get(left):
                below = [lower for lower in self.rows if lower > top]
                if self.has_words(below, range(left, right + 1)):
                    return column, column
                return left, right
        return column, column

    def has_words(self, rows, columns):
        """Whether a word of the head stands in these rows and columns."""
        return any(not self.view.texts(row).keys().isdisjoint(columns) for row in rows)

    def path(self, column):
        """The words over a column, from the top down."""
        words = []
        for row in self.rows:
            top, left, _bottom, _right = self.layout.area(row, column)
            text = ""
            if top in self.rows:
                text = self.layout.texts.get(top, {}).get(left, "")
            if not text and row != self.rows[-1]:
                text = self.group_left_of(row, column)
            if text and text not in words[-1:]:
                words.append(text)
        return tuple(words)

    def group_left_of(self, row, column):
        """The word of a group written in its first column only, without merged cells."""
        below = [lower for lower in self.rows if lower > row]
        texts = self.view.texts(row)
        group = max((other for other in texts if other < column), default=0)
        if not group or self.layout.area(row, group)[3] != group:
            return ""
        if not self.words.group(texts[group]) or kind_named(texts[group]):
            return ""  # 表2 | 配合履职 is a title
        for own in range(group, column + 1):
            if not self.has_words(below, [own]):
                return ""
        return texts[group]

    def blank_before(self, name):
        """The columns right before the name's over which nothing is written."""
        blank = []
        for column in range(max(self.view.window[0], name - MOST_BLANK), name):
            is_written = any(self.layout.text(row, column) for row in self.rows)
            if not is_written and not is_reached(self.view.ignored, column):
                blank.append(column)
        return blank

    # ---- how many rows the head has

    def goes_on(self):
        """Whether a cell is merged into the next row, where further words of the head stand."""
        below = self.layout.rows_below(self.rows[-1])[:1]
        if not below or not are_short(self.view.texts(below[0]).values()):
            return False
        for row in self.rows:
            for column in self.view.texts(row):
                if self.layout.area(row, column)[2] >= below[0]:
                    return True
        return self.has_parts(below[0])

    def has_parts(self, below):
        """Whether a row below holds words under groups, also where none of them is known: the
        name's cell goes down into it, or is blank below while words stand where the head has none
        (征求意见情况 over 县司法局意见, 乡镇意见).
        """
        above = {}
        for row in self.rows:
            above.update(self.view.texts(row))
        names = [column for column, text in above.items() if self.words.field(text) == Column.NAME]
        parts = self.view.texts(below)
        if not (names and parts) or names[0] in parts or min(parts) not in above:
            return False
        if section_of(parts[min(parts)]):
            return False  # the first category, and beside it a second table's title
        if self.layout.area(below, names[0])[0] <= self.rows[-1]:
            return True
        return len(parts) > 1 and not parts.keys() <= above.keys()

    def last_deepens(self, head_columns):
        """Whether the last row is the head's: it names columns of groups and repeats none."""
        above = HeadRows(self.view, self.rows[:-1], self.words)
        fields_above = above.fields_by_column()
        gains = has_parts = above.has_parts(self.rows[-1])
        offices, texts = office_columns(head_columns), self.view.texts(self.rows[-1])
        has_sides = any(map(is_side, texts.values()))
        for column, text in texts.items():
            head_column = head_column_over(head_columns, column)
            if head_column is None or len(text) > LONGEST_HEAD:
                return False
            is_of_side = is_side(text) or (has_sides and A_YEAR.fullmatch(text))
            if is_of_side or head_column in offices:
                gains = True
                continue
            is_known = bool(head_column.field or head_column.ticked or self.words.is_place(text))
            is_known = is_known or has_parts
            if number_key(text) and self.words.field(head_column.path[0]) == Column.NUMBER:
                return False
            is_deeper = len(head_column.path) > 1 and head_column.path[-1] == text
            if is_deeper and self.repeats(fields_above.get(column), text, is_known=is_known):
                return False
            gains = gains or is_known
        return gains

    def repeats(self, above, text, *, is_known):
        """Whether a word below one of the field `above` is none of its parts."""
        if above in BEGINS_A_TABLE:
            return not is_known or not self.words.field(text)
        return bool(above) and not is_known

    def fields_by_column(self):
        """{column: the field of its lowest word}"""
        fields = {}
        for head_column in self.columns():
            fields[head_column.left] = self.words.field(head_column.path[-1])
        return fields


def head_column_over(head_columns, column):
    for head_column in head_columns:
        if head_column.left <= column <= head_column.right:
            return head_column
    return None
