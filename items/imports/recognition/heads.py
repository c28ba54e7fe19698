"""Finds the heads of tables: one to three rows, with groups over columns, several beside each
other, on every page.
"""

from itertools import chain

from items.imports.reading.grid import column_number
from items.printed.row_words import NOTE, SIGNATURE, TABLE_MARK

from .bare_names import bare_name_heads
from .columns import Column
from .former import former_columns, is_side
from .head_choice import (
    TextsBelow,
    add_further,
    mark_ticks,
    office_columns,
    settle_blank,
    settle_columns,
    settle_head_columns,
)
from .head_evidence import HeadEvidence
from .head_parts import (
    BEGINS_A_TABLE,
    LONGEST_HEAD,
    MOST_ROWS,
    STRONG,
    Head,
    HeadColumn,
    best_name,
    has_title,
    in_span,
    is_head,
    is_place,
    is_reached,
    parts_of,
)
from .headwords import (
    NOT_READ,
    field_in_group,
    field_of,
    group_of,
    head_key,
    is_index_word,
    kind_in,
)
from .numbering import number_key

EVERYWHERE = (1, 1 << 20)
MOST_BLANK = 4
OF_A_LIST = STRONG - {Column.CATEGORY, Column.KIND, Column.CODE}
OF_OTHERS = (Column.SUPPORT_DEPARTMENTS, Column.SUPPORT_DUTY, Column.JOINT_DEPARTMENTS)
FEWEST_OF_A_LIST = 2
# fields in a row that make a cell 说明 or 备注1 a head of its own and no note
FEWEST_BESIDE_A_NOTE = 2


class HeadFinder:
    """Looks for heads in one sheet; `assigned` are the columns of heads that a person pointed at,
    by row.

    `places` are the names of the county's townships, where it is known.
    """

    def __init__(self, layout, words, assigned, places=None, *, decisions=None):
        self.layout, self.words, self.places = layout, words, places
        self.evidence = None  # where the words alone are asked
        self.unsure = {}  # row: the columns of a head found by evidence that may be read otherwise
        if decisions is not None:
            self.evidence = HeadEvidence(layout, words, decisions)
        self.assigned = {int(row): columns for row, columns in assigned.items() if row.isdigit()}
        self.fields, self.groups, self.beginning = {}, {}, {}  # by text: what was asked before
        self.ignored = ()  # areas whose columns are passed over
        self.window = EVERYWHERE  # the first and last column that is looked at

    def field(self, text):
        """The field of one text; a number or a long text is never a head."""
        if len(text) > LONGEST_HEAD or text.isdigit() or TABLE_MARK.match(text):
            return ""
        if text not in self.fields:
            self.fields[text] = field_of(text, self.words)
        return self.fields[text]

    def may_begin(self, row):
        """Whether any text of a row is a head's word; what can be said quickly of every row of a
        long list.
        """
        if row in self.assigned:
            return True
        return any(map(self.begins, self.layout.texts[row].values()))

    def begins(self, text):
        """Whether a text is a head's word or a word over several of them."""
        if len(text) > LONGEST_HEAD or text.isdigit():
            return False
        if text not in self.beginning:
            self.beginning[text] = bool(self.field(text) or self.group(text))
        return self.beginning[text]

    def nameless_head(self, rows):
        """(row, unknown words) of the first row that has two of a list's own columns and no name's;
        (0, ()) of none.
        """
        for row in rows:
            texts = list(self.layout.texts[row].values())
            fields = {self.field(text) for text in texts}
            if len(fields & OF_A_LIST) >= FEWEST_OF_A_LIST and Column.NAME not in fields:
                return row, tuple(text for text in texts if self.is_unknown_word(text))
        return 0, ()

    def is_unknown_word(self, text):
        return not self.field(text) and len(text) <= LONGEST_HEAD

    def group(self, text):
        """What a text gathers as a word over several columns; a number gathers nothing."""
        if text.isdigit() or TABLE_MARK.match(text):
            return ""
        if text not in self.groups:
            self.groups[text] = group_of(text)
        return self.groups[text]

    def heads_at(self, index, ignoring=()):
        """The heads whose first row is the sheet's `index`-th row with text; none when no head
        begins there.

        Columns of the tables `ignoring` are passed over: they go on beside. Heads beside each other
        may be of different heights.
        """
        self.ignored, self.window = ignoring, EVERYWHERE
        if not self._may_begin(self.layout.rows[index]):
            return []
        windows = self._windows(self.layout.rows[index])
        if len(windows) > 1:
            heads_of_windows = [self._best_in(window, index) for window in windows]
            if all(heads_of_windows):
                return list(chain.from_iterable(heads_of_windows))
        return self._best_at(index)

    def _best_in(self, window, index):
        self.window = window
        try:
            return self._best_at(index)
        finally:
            self.window = EVERYWHERE

    def _windows(self, row):
        """The columns of each of the tables whose heads stand beside each other in a row."""
        starts = [part[0].left for part in parts_of(self._head_columns([row])) if part]
        if len(starts) < 2:
            return [EVERYWHERE]
        ends = [start - 1 for start in starts[1:]]
        return list(zip([EVERYWHERE[0], *starts[1:]], [*ends, EVERYWHERE[1]], strict=True))

    def _best_at(self, index):
        """The heads over one to three rows, however many make the most of their words known."""
        row, best, most = self.layout.rows[index], [], 0
        has_several = len(self._texts(row)) > 1
        for height in range(1, MOST_ROWS + 1):
            rows = self.layout.rows[index : index + height]
            if len(rows) < height or rows[-1] - row > height:
                break
            if height > 1 and not has_several:
                break
            heads = self._heads_over(rows)
            known = sum(head.known_count for head in heads)
            if known > most and not (height < MOST_ROWS and self._goes_on(rows)):
                best, most = heads, known
        for head in best:
            self._ask_evidence(head)
        return best

    def _ask_evidence(self, head):
        """Lets what stands below the head decide on columns its words leave open."""
        if self.evidence is None or head.index:
            return
        self.evidence.complete(head)
        head.unsure += self.unsure.get(head.bottom, [])

    def find_by_evidence(self):
        """Looks for a head of which no word is known: -> whether there is one, which is taken as if
        a person had assigned it.
        """
        if self.evidence is None or self.assigned:
            return False
        found = self.evidence.head_row()
        if found is None:
            return False
        row, columns, self.unsure[row] = found
        self.assigned[row] = columns
        return True

    def find_bare_names(self):
        """Looks for lists that are nothing but names: -> whether there is one, whose head is taken
        as if a person had assigned it.
        """
        if not self.assigned:
            self.assigned = bare_name_heads(self.layout, self.field)
        return bool(self.assigned)

    def _texts(self, row):
        texts = self.layout.texts[row]
        if not self.ignored and self.window is EVERYWHERE:
            return texts
        return {column: text for column, text in texts.items() if self._is_looked_at(column)}

    def _is_looked_at(self, column):
        first, last = self.window
        return first <= column <= last and not is_reached(self.ignored, column)

    def _may_begin(self, row):
        if row in self.assigned:
            return True
        texts = self._texts(row).values()
        short = [text for text in texts if len(text) <= LONGEST_HEAD]
        fields, others = set(), []
        for text in short:
            field = self.field(text)
            if field:
                fields.add(field)
            else:
                others.append(text)
        if any(map(SIGNATURE.match, others)):
            return False
        if any(map(NOTE.match, others)) and len(fields) < FEWEST_BESIDE_A_NOTE:
            return False
        return bool(fields) or any(map(self.group, short))

    def _goes_on(self, rows):
        """Whether a cell of these rows is merged into the next one, where further words of the head
        stand.
        """
        index = self.layout.rows.index(rows[-1]) + 1
        below = self.layout.rows[index : index + 1]
        if not below or not are_short(self._texts(below[0]).values()):
            return False
        for row in rows:
            for column in self._texts(row):
                if self.layout.area(row, column)[2] >= below[0]:
                    return True
        return self._has_parts(rows, below[0])

    def _heads_over(self, rows):
        """The heads these rows are together: none when they are none, or no better together than
        without the last.
        """
        if rows[-1] in self.assigned:
            return [self._assigned_head(rows)]
        if not self.assigned.keys().isdisjoint(rows):
            return []
        head_columns = self._head_columns(rows)
        if len(rows) > 1 and not self._deepens(rows, head_columns):
            return []
        if former_columns(head_columns) == ({}, []):
            parts = parts_of(head_columns)
        else:
            parts = [head_columns]
        if any(map(has_title, parts)):
            return []
        heads = [self._head(rows, part) for part in parts]
        if all(is_head(head) or self._is_titled_beside(head, heads) for head in heads):
            return heads
        return []

    def _is_titled_beside(self, head, heads):
        """Whether a head of little more than a name is one of several beside each other, under a
        title that says its kind.
        """
        if len(heads) < 2 or Column.NAME not in head.columns:
            return False
        index = self.layout.rows.index(head.top)
        above = self.layout.rows[max(0, index - 1) : index]
        titles = [self.layout.text(row, head.columns[Column.NAME]) for row in above]
        return any(map(kind_in, titles))

    def _head_columns(self, rows):
        """The columns of these rows with their words from the top down; a group's word stands over
        all its columns.
        """
        columns = set().union(*map(self._texts, rows))
        head_columns, seen = [], set()
        for column in sorted(columns):
            if column in seen:
                continue
            left, right = self._extent(column, rows)
            seen.update(range(left, right + 1))
            path = self._path(column, rows)
            if path:
                head_columns.append(self._named(HeadColumn(left, right, path)))
        return mark_ticks(head_columns, self._texts_below(rows))

    def _texts_below(self, rows):
        return TextsBelow(self.layout, rows[-1], self.field, self.places)

    def _extent(self, column, rows):
        """How far the lowest word over a column reaches to both sides."""
        for row in reversed(rows):
            top, left, _bottom, right = self.layout.area(row, column)
            if top in rows and self.layout.texts.get(top, {}).get(left):
                below = [lower for lower in rows if lower > top]
                if self._has_words(below, range(left, right + 1)):
                    return column, column
                return left, right
        return column, column

    def _has_words(self, rows, columns):
        """Whether a word of the head stands in these rows and columns."""
        for row in rows:
            if not self._texts(row).keys().isdisjoint(columns):
                return True
        return False

    def _path(self, column, rows):
        words = []
        for row in rows:
            top, left, _bottom, _right = self.layout.area(row, column)
            text = ""
            if top in rows:
                text = self.layout.texts.get(top, {}).get(left, "")
            if not text and row != rows[-1]:
                text = self._group_left_of(row, column, rows)
            if text and text not in words[-1:]:
                words.append(text)
        return tuple(words)

    def _group_left_of(self, row, column, rows):
        """The word of a group written in its first column only, without merged cells."""
        below = rows[rows.index(row) + 1 :]
        if not self._has_words(below, [column]):
            return ""
        texts = self._texts(row)
        before = [other for other in texts if other < column]
        if not before:
            return ""
        group = max(before)
        if self.layout.area(row, group)[3] != group:
            return ""
        if not self._has_words(below, [group]) or not group_of(texts[group]):
            return ""
        for between in range(group + 1, column):
            if not self._has_words(below, [between]):
                return ""
        return texts[group]

    def _named(self, head_column):
        """A column with the field its words mean: all of them together, the group and the word, the
        word alone.
        """
        if are_short(head_column.path):
            head_column.field = self._field_of_path(head_column.path)
        return head_column

    def _field_of_path(self, path):
        if len(path) == 1:
            return self.field(path[0])
        whole = "".join(path)
        assigned = self.words.get(head_key(whole))
        if assigned is not None:
            return assigned
        own = self.field(path[-1])
        if len(whole) <= LONGEST_HEAD and (field := self.field(whole)):
            if field == Column.DEPARTMENT_DUTY and own in OF_OTHERS:
                return own  # 次要责任 under 部门责任 is that of the others
            return field
        return field_in_group(path[-2], path[-1]) or self.field(path[-1])

    def _deepens(self, rows, head_columns):
        """Whether the last of these rows belongs to the head: it names columns of groups and
        repeats no known one.
        """
        fields_above = self._fields_by_column(rows[:-1])
        gains = has_parts = self._has_parts(rows[:-1], rows[-1])
        offices = office_columns(head_columns)
        for column, text in self._texts(rows[-1]).items():
            head_column = head_column_over(head_columns, column)
            if head_column is None or len(text) > LONGEST_HEAD:
                return False
            if is_side(text) or head_column in offices:
                gains = True
                continue
            is_known = has_parts or bool(
                head_column.field or head_column.ticked or self._is_place(text)
            )
            is_deeper = len(head_column.path) > 1 and head_column.path[-1] == text
            above = fields_above.get(column)
            if number_key(text) and self.field(head_column.path[0]) == Column.NUMBER:
                return False
            if is_deeper and above and not is_known:
                return False
            if is_deeper and above in BEGINS_A_TABLE and not self.field(text):
                return False
            gains = gains or is_known
        return gains

    def _has_parts(self, rows, below):
        """Whether a row below holds words under groups, also where none of them is known: the
        name's cell goes down into it, or is blank below while words stand where the head has none
        (征求意见情况 over 县司法局意见, 乡镇意见).
        """
        above = {}
        for row in rows:
            above.update(self._texts(row))
        names = [column for column, text in above.items() if self.field(text) == Column.NAME]
        parts = self._texts(below)
        if not (names and parts) or names[0] in parts or min(parts) not in above:
            return False
        if self.layout.area(below, names[0])[0] <= rows[-1]:
            return True
        return len(parts) > 1 and not parts.keys() <= above.keys()

    def _fields_by_column(self, rows):
        """{column: the field of its lowest word in these rows}"""
        fields = {}
        for head_column in self._head_columns(rows):
            fields[head_column.left] = self.field(head_column.path[-1])
        return fields

    def _head(self, rows, head_columns):
        head = Head(rows[0], rows[-1])
        texts_below = self._texts_below(rows)
        if former := former_columns(head_columns):
            head.former, old_columns = former
            for head_column in old_columns:
                head_column.field = ""
            if not any(head_column.field == Column.NAME for head_column in head_columns):
                name_the_new(head_columns, head.former, texts_below)
            elif not texts_below.is_titled():
                head.former = {}
        else:
            head.is_twice = True
        settle_head_columns(head_columns, texts_below)
        self._set_columns(head, head_columns)
        settle_columns(head, head_columns, texts_below)
        if Column.NAME in head.columns:
            settle_blank(head, texts_below, self._blank_columns(rows, head.columns[Column.NAME]))
        if head.columns:
            head.cells = {place for place in self._places(rows) if in_span(head, place[1])}
        has_index_word = any(map(is_index_word, head.words.values()))
        is_of_list = head.columns.keys() & STRONG or head.townships
        head.index = has_index_word and not is_of_list
        return head

    def _set_columns(self, head, head_columns):
        """Gives each column its field, and each field the first of its columns; of several names'
        columns it is the plainest.
        """
        names = [head_column for head_column in head_columns if head_column.field == Column.NAME]
        name_column = best_name(names)
        for head_column in head_columns:
            head.words[head_column.left] = head_column.words
            is_other_name = head_column.field == Column.NAME and head_column is not name_column
            if is_other_name or head_column.field in NOT_READ or head_column.field in head.columns:
                self._other_column(head, head_column)
            else:
                head.set_column(head_column.field, head_column.left, head_column.right)

    def _places(self, rows):
        """(row, column) of every cell of these rows."""
        places = set()
        for row in rows:
            for column in self._texts(row):
                places.add((row, column))
        return places

    def _blank_columns(self, rows, name):
        """The columns before the name's in this window over which nothing is written."""
        blank = []
        for column in range(max(self.window[0], name - MOST_BLANK), name):
            is_written = any(self.layout.text(row, column) for row in rows)
            if not is_written and not is_reached(self.ignored, column):
                blank.append(column)
        return blank

    def _other_column(self, head, head_column):
        last = head_column.path[-1]
        if add_further(head, head_column):
            return
        if head_column.ticked:
            head.ticks[head_column.left] = head_column.ticked
        elif self._is_place(last):
            head.townships[head_column.left] = "".join(last.split())
        else:
            head.unknown[head_column.left] = head_column.words

    def _is_place(self, text):
        """Whether a head is a township's name, in the county also without its last word: 城关."""
        return is_place(text) or bool(
            self.places and len(text) > 1 and self.places.township("".join(text.split()))
        )

    def _assigned_head(self, rows):
        """A head as a person assigned it: the columns named are what he says, the others what their
        words say.
        """
        assigned = {}
        for letter, name in self.assigned[rows[-1]].items():
            if letter.isalpha():
                assigned[column_number(letter)] = name
        head = self._head(rows, self._head_columns(rows))
        for name, column in list(head.columns.items()):
            if column in assigned or name in assigned.values():
                del head.columns[name], head.spans[name]
                head.unknown[column] = head.words.get(column, "")
        for column, name in assigned.items():
            head.unknown.pop(column, None)
            head.townships.pop(column, None)
            head.ticks.pop(column, None)
            if name not in NOT_READ:
                head.set_column(name, column, self.layout.area(rows[-1], column)[3])
            elif column in head.words:
                head.unknown[column] = head.words[column]
                head.dismissed.add(column)
        head.cells = self._places(rows)
        head.index = False
        return head


def name_the_new(head_columns, former, texts_below):
    """Beside an old list the column of the new one holds the names, in a list of duties."""
    for head_column in head_columns:
        if head_column.left in former and texts_below.is_titled():
            head_column.field = Column.NAME


def are_short(texts):
    """Whether all these texts could be words of a head."""
    return all(len(text) <= LONGEST_HEAD for text in texts)


def head_column_over(head_columns, column):
    for head_column in head_columns:
        if head_column.left <= column <= head_column.right:
            return head_column
    return None
