"""Finds the heads of tables: one to three rows, with groups over columns, several beside each
other, on every page.
"""

from items.imports.reading.grid import column_number
from items.printed.row_words import NOTE, SIGNATURE, TABLE_MARK

from .head_choice import (
    Beneath,
    add_further,
    mark_ticks,
    settle_blank,
    settle_columns,
    settle_leaves,
)
from .head_parts import (
    BEGINS_A_TABLE,
    LONGEST_HEAD,
    MOST_ROWS,
    STRONG,
    Head,
    Leaf,
    best_name,
    has_title,
    in_span,
    is_head,
    is_place,
    parts_of,
)
from .headwords import NOT_READ, field_in_group, field_of, group_of, head_key, is_index_word

EVERYWHERE = (1, 1 << 20)
MOST_BLANK = 4
OF_A_LIST = STRONG - {"category", "kind", "code"}
FEWEST_OF_A_LIST = 2
FEWEST_BESIDE_A_NOTE = (
    2  # fields in a row that make a cell 说明 or 备注1 a head of its own and no note
)


class HeadFinder:
    """Looks for heads in one sheet; `assigned` are the columns of heads that a person pointed at,
    by row.

    `places` are the names of the county's townships, where it is known.
    """

    def __init__(self, layout, words, assigned, places=None):
        self.layout, self.words, self.places = layout, words, places
        self.assigned = {int(row): columns for row, columns in assigned.items() if row.isdigit()}
        self.known, self.groups, self.beginning = {}, {}, {}
        self.ignored, self.window = (), EVERYWHERE

    def field(self, text):
        """The field of one text; a number or a long text is never a head."""
        if len(text) > LONGEST_HEAD or text.isdigit() or TABLE_MARK.match(text):
            return ""
        if text not in self.known:
            self.known[text] = field_of(text, self.words)
        return self.known[text]

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
            if len(fields & OF_A_LIST) >= FEWEST_OF_A_LIST and "name" not in fields:
                unknown = tuple(
                    text for text in texts if not self.field(text) and len(text) <= LONGEST_HEAD
                )
                return row, unknown
        return 0, ()

    def group(self, text):
        if text not in self.groups:
            self.groups[text] = "" if text.isdigit() or TABLE_MARK.match(text) else group_of(text)
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
            found = []
            for self.window in windows:
                found.append(self._best_at(index))
            self.window = EVERYWHERE
            if all(found):
                return [head for heads in found for head in heads]
        return self._best_at(index)

    def _windows(self, row):
        """The columns of each of the tables whose heads stand beside each other in a row."""
        starts = [part[0].left for part in parts_of(self._leaves([row])) if part]
        if len(starts) < 2:
            return [EVERYWHERE]
        ends = [start - 1 for start in starts[1:]]
        return list(zip([EVERYWHERE[0], *starts[1:]], [*ends, EVERYWHERE[1]], strict=True))

    def _best_at(self, index):
        """The heads over one to three rows, however many make the most of their words known."""
        row, best, most = self.layout.rows[index], [], 0
        for height in range(1, MOST_ROWS + 1):
            rows = self.layout.rows[index : index + height]
            if (
                len(rows) < height
                or rows[-1] - row > height
                or (height > 1 and len(self._texts(row)) < 2)
            ):
                break
            found = self._heads_over(rows)
            known = sum(len(head.columns) + len(head.townships) + len(head.ticks) for head in found)
            if known > most and not (height < MOST_ROWS and self._goes_on(rows)):
                best, most = found, known
        return best

    def _texts(self, row):
        texts = self.layout.texts[row]
        if not self.ignored and self.window is EVERYWHERE:
            return texts
        first, last = self.window
        return {
            column: text
            for column, text in texts.items()
            if first <= column <= last and not any(table.reaches(column) for table in self.ignored)
        }

    def _may_begin(self, row):
        if row in self.assigned:
            return True
        texts = self._texts(row).values()
        short = [text for text in texts if len(text) <= LONGEST_HEAD]
        if len(short) * 2 < len(self._texts(row)):
            return False
        others = [text for text in short if not self.field(text)]
        if any(SIGNATURE.match(text) for text in others):
            return False
        fields = {self.field(text) for text in short} - {""}
        if any(NOTE.match(text) for text in others) and len(fields) < FEWEST_BESIDE_A_NOTE:
            return False
        return bool(fields) or any(map(self.group, short))

    def _goes_on(self, rows):
        """Whether a cell of these rows is merged into the next one, where further words of the head
        stand.
        """
        index = self.layout.rows.index(rows[-1]) + 1
        below = self.layout.rows[index : index + 1]
        if not below or any(len(text) > LONGEST_HEAD for text in self._texts(below[0]).values()):
            return False
        return any(
            self.layout.area(row, c)[2] >= below[0] for row in rows for c in self._texts(row)
        )

    def _heads_over(self, rows):
        """The heads these rows are together: none when they are none, or no better together than
        without the last.
        """
        if rows[-1] in self.assigned:
            return [self._assigned_head(rows)]
        if any(row in self.assigned for row in rows):
            return []
        leaves = self._leaves(rows)
        if len(rows) > 1 and not self._deepens(rows, leaves):
            return []
        parts = parts_of(leaves)
        if any(map(has_title, parts)):
            return []
        segments = [self._head(rows, part) for part in parts]
        return segments if segments and all(is_head(head) for head in segments) else []

    def _leaves(self, rows):
        """The columns of these rows with their words from the top down; a group's word stands over
        all its columns.
        """
        columns = sorted({column for row in rows for column in self._texts(row)})
        leaves, seen = [], set()
        for column in columns:
            if column in seen:
                continue
            left, right = self._extent(column, rows)
            seen.update(range(left, right + 1))
            leaves.append(Leaf(left, right, self._path(column, rows)))
        return mark_ticks([self._named(leaf) for leaf in leaves if leaf.path], self._beneath(rows))

    def _beneath(self, rows):
        return Beneath(self.layout, rows[-1], self.field, self.places)

    def _extent(self, column, rows):
        """How far the lowest word over a column reaches to both sides."""
        for row in reversed(rows):
            top, left, _bottom, right = self.layout.area(row, column)
            if top in rows and self.layout.texts.get(top, {}).get(left):
                below = [r for r in rows if r > top]
                if any(c in self._texts(r) for r in below for c in range(left, right + 1)):
                    return column, column
                return left, right
        return column, column

    def _path(self, column, rows):
        words = []
        for row in rows:
            top, left, _bottom, _right = self.layout.area(row, column)
            text = self.layout.texts.get(top, {}).get(left, "") if top in rows else ""
            if not text and row != rows[-1]:
                text = self._group_left_of(row, column, rows)
            if text and text not in words[-1:]:
                words.append(text)
        return tuple(words)

    def _group_left_of(self, row, column, rows):
        """The word of a group written in its first column only, without merged cells."""
        below = rows[rows.index(row) + 1 :]
        if not any(column in self._texts(r) for r in below):
            return ""
        before = [c for c in self._texts(row) if c < column]
        if not before or self.layout.area(row, max(before))[3] != max(before):
            return ""
        group = max(before)
        covered = any(group in self._texts(r) for r in below) and group_of(self._texts(row)[group])
        gap = range(group + 1, column)
        return (
            self._texts(row)[group]
            if covered and all(self._has_below(c, below) for c in gap)
            else ""
        )

    def _has_below(self, column, below):
        return any(column in self._texts(row) for row in below)

    def _named(self, leaf):
        """A leaf with the field its words mean: all of them together, the group and the word, the
        word alone.
        """
        if any(len(text) > LONGEST_HEAD for text in leaf.path):
            return leaf
        whole = "".join(leaf.path)
        leaf.field = self.words.get(head_key(whole), None) if len(leaf.path) > 1 else None
        if leaf.field is None:
            leaf.field = (
                self.field(leaf.path[-1]) if len(leaf.path) == 1 else self._grouped(leaf.path)
            )
        return leaf

    def _grouped(self, path):
        whole = self.field("".join(path)) if len("".join(path)) <= LONGEST_HEAD else ""
        return whole or field_in_group(path[-2], path[-1]) or self.field(path[-1])

    def _deepens(self, rows, leaves):
        """Whether the last of these rows belongs to the head: it names columns of groups and
        repeats no known one.
        """
        last, upper = rows[-1], rows[:-1]
        fields = {leaf.left: self.field(leaf.path[-1]) for leaf in self._leaves_above(upper)}
        gained = False
        for column, text in self._texts(last).items():
            leaf = next((leaf for leaf in leaves if leaf.left <= column <= leaf.right), None)
            if leaf is None or len(text) > LONGEST_HEAD:
                return False
            deeper = len(leaf.path) > 1 and leaf.path[-1] == text
            if deeper and fields.get(column) and not (leaf.field or leaf.ticked or is_place(text)):
                return False
            if deeper and fields.get(column) in BEGINS_A_TABLE and not self.field(text):
                return False
            gained = gained or bool(leaf.field or leaf.ticked or is_place(text))
        return gained

    def _leaves_above(self, rows):
        return [leaf for leaf in self._leaves(rows) if leaf.path]

    def _head(self, rows, leaves):
        head = Head(rows[0], rows[-1])
        beneath = self._beneath(rows)
        settle_leaves(leaves, beneath)
        names = [leaf for leaf in leaves if leaf.field == "name"]
        chosen = best_name(names)
        for leaf in leaves:
            head.words[leaf.left] = leaf.words
            name = leaf.field if leaf.field != "name" or leaf is chosen else ""
            if name in NOT_READ or name in head.columns:
                self._other_column(head, leaf)
            else:
                head.columns[name], head.spans[name] = leaf.left, (leaf.left, leaf.right)
        settle_columns(head, leaves, beneath)
        if "name" in head.columns:
            settle_blank(head, beneath, self._blank_columns(rows, head.columns["name"]))
        head.cells = {
            (r, c) for r in rows for c in self._texts(r) if head.columns and in_span(head, c)
        }
        head.index = any(is_index_word(text) for text in head.words.values()) and not (
            head.columns.keys() & STRONG or head.townships
        )
        return head

    def _blank_columns(self, rows, name):
        """The columns before the name's in this window over which nothing is written."""
        first = max(self.window[0], name - MOST_BLANK)
        free = [
            c for c in range(first, name) if not any(table.reaches(c) for table in self.ignored)
        ]
        return [c for c in free if not any(self.layout.text(row, c) for row in rows)]

    def _other_column(self, head, leaf):
        last = leaf.path[-1]
        if add_further(head, leaf):
            return
        if leaf.ticked:
            head.ticks[leaf.left] = leaf.ticked
        elif is_place(last):
            head.townships[leaf.left] = "".join(last.split())
        else:
            head.unknown[leaf.left] = leaf.words

    def _assigned_head(self, rows):
        """A head as a person assigned it: the columns named are what he says, the others what their
        words say.
        """
        said = {
            column_number(letter): name
            for letter, name in self.assigned[rows[-1]].items()
            if letter.isalpha()
        }
        head = self._head(rows, self._leaves(rows))
        for name, column in list(head.columns.items()):
            if column in said or name in said.values():
                del head.columns[name], head.spans[name]
                head.unknown[column] = head.words.get(column, "")
        for column, name in said.items():
            head.unknown.pop(column, None)
            head.townships.pop(column, None)
            head.ticks.pop(column, None)
            if name not in NOT_READ:
                head.columns[name], head.spans[name] = (
                    column,
                    (column, self.layout.area(rows[-1], column)[3]),
                )
            elif column in head.words:
                head.unknown[column] = head.words[column]
                head.dismissed.add(column)
        head.cells = {(row, column) for row in rows for column in self._texts(row)}
        head.index = False
        return head
