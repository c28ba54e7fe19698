"""Finds the heads of tables: over one to three rows, several beside each other, on every page."""

from itertools import chain

from .bare_names import bare_name_heads
from .columns import Column
from .former import former_columns
from .head_evidence import HeadEvidence
from .head_making import assigned_head, make_head
from .head_parts import MOST_ROWS, STRONG, has_title, is_head, parts_of
from .head_rows import EVERYWHERE, HeadRows, View
from .headwords import head_key, kind_in

OF_A_LIST = STRONG - {Column.CATEGORY, Column.KIND, Column.CODE}
FEWEST_OF_A_LIST = 2


class HeadFinder:
    """Looks for heads in one sheet; `assigned` are those that a person pointed at, by row."""

    def __init__(self, layout, words, assigned, *, decisions):
        self.layout, self.words = layout, words
        self.evidence = HeadEvidence(layout, words.own, decisions)
        self.unsure = {}  # row: the columns of a head found by evidence that may be read otherwise
        self.learn_names(decisions)
        self.assigned = {int(row): columns for row, columns in assigned.items() if row.isdigit()}

    def learn_names(self, decisions):
        """Takes words that a sheet shows to be over its names for the name's from now on."""
        for word, told in self.evidence.names().items():
            decisions.setdefault(word, told)
        for word in decisions:
            if isinstance(word, str) and not self.words.field(word):
                self.words.own = {**self.words.own, head_key(word): Column.NAME}
                self.words.fields.clear()

    def may_begin(self, row):
        """Whether a text of a row is a head's word, which is quickly said of each row."""
        if row in self.assigned:
            return True
        return any(map(self.words.begins_head, self.layout.texts[row].values()))

    def heads_at(self, index, ignoring=()):
        """The heads whose first row is the sheet's `index`-th row with text; none when no head
        begins there.

        Columns of the tables `ignoring` are passed over: they go on beside. Heads beside each other
        may be of different heights.
        """
        view, row = View(self.layout, ignoring), self.layout.rows[index]
        first = HeadRows(view, [row], self.words)
        if row not in self.assigned and not first.may_begin_head():
            return []
        windows = windows_of(first)
        if len(windows) > 1:
            heads = [self.best_at(view.through(window), index) for window in windows]
            if all(heads):
                return list(chain.from_iterable(heads))
        return self.best_at(view, index)

    def best_at(self, view, index):
        """The heads over one to three rows, however many make the most of their words known."""
        row, best, most = self.layout.rows[index], [], 0
        has_several = len(view.texts(row)) > 1
        for height in range(1, MOST_ROWS + 1):
            rows = self.layout.rows[index : index + height]
            if len(rows) < height or rows[-1] - row > height:
                break
            if height > 1 and not has_several:
                break
            head_rows = HeadRows(view, rows, self.words)
            heads = self.heads_over(head_rows)
            known = sum(head.known_count for head in heads)
            if known > most and not (height < MOST_ROWS and head_rows.goes_on()):
                best, most = heads, known
        for head in best:
            self.ask_evidence(head)
        return best

    def heads_over(self, head_rows):
        """The heads these rows are together: none if the last row adds nothing to them."""
        rows = head_rows.rows
        if rows[-1] in self.assigned:
            return [assigned_head(head_rows, self.assigned[rows[-1]])]
        if not self.assigned.keys().isdisjoint(rows):
            return []
        head_columns = head_rows.columns()
        if len(rows) > 1 and not head_rows.last_deepens(head_columns):
            return []
        is_new = former_columns(head_columns) == ({}, [])
        parts = parts_of(head_columns) if is_new else [head_columns]
        if any(map(has_title, parts)):
            return []
        heads = [make_head(head_rows, part) for part in parts]
        if all(is_head(head) or self.is_titled_beside(head, heads) for head in heads):
            return heads
        return []

    def is_titled_beside(self, head, heads):
        """Whether a head of hardly more than a name is beside others, under a title's kind."""
        if len(heads) < 2 or Column.NAME not in head.columns:
            return False
        index = self.layout.rows.index(head.top)
        above = self.layout.rows[max(0, index - 1) : index]
        titles = [self.layout.text(row, head.columns[Column.NAME]) for row in above]
        return any(map(kind_in, titles))

    # ---- where the words do not tell

    def ask_evidence(self, head):
        """Lets what stands below the head decide on columns its words leave open."""
        if head.index:
            return
        self.evidence.complete(head)
        self.evidence.explain_name(head)
        head.unsure += self.unsure.get(head.bottom, [])

    def find_by_evidence(self):
        """Finds a head of unknown words, as if assigned on each page: -> whether it is there."""
        found = None if self.assigned else self.evidence.head_row()
        if found is None:
            return False
        head_row, columns, unsure = found
        for row, texts in self.layout.texts.items():
            if texts == self.layout.texts[head_row]:
                self.assigned[row], self.unsure[row] = columns, unsure
        return True

    def find_bare_names(self, file):
        """Looks for lists of nothing but names: -> whether one is there, as if assigned."""
        if not self.assigned:
            self.assigned = bare_name_heads(self.layout, self.words.field, file)
        return bool(self.assigned)

    def nameless_head(self, rows):
        """(row, unknown words) of the first row with two columns of a list and no name's."""
        for row in rows:
            texts = list(self.layout.texts[row].values())
            fields = set(map(self.words.field, texts))
            if len(fields & OF_A_LIST) >= FEWEST_OF_A_LIST and Column.NAME not in fields:
                return row, tuple(filter(self.words.is_unknown, texts))
        return 0, ()


def windows_of(head_rows):
    """The columns of each of the tables whose heads stand beside each other in a row."""
    starts = [part[0].left for part in parts_of(head_rows.columns()) if part]
    if len(starts) < 2:
        return [EVERYWHERE]
    ends = [start - 1 for start in starts[1:]]
    return list(zip([EVERYWHERE[0], *starts[1:]], [*ends, EVERYWHERE[1]], strict=True))
