"""Puts a head together: which of its columns is which field, what is left over and what the sheet's
rows say of it.
"""

from items.imports.reading.grid import column_number

from .columns import Column
from .former import former_columns
from .head_choice import add_further, settle_blank, settle_columns, settle_head_columns
from .head_parts import STRONG, Head, best_name, in_span
from .headwords import NOT_READ, is_index_word


def make_head(head_rows, head_columns):
    """The head that these columns of these rows are."""
    head = Head(head_rows.rows[0], head_rows.rows[-1])
    texts_below = head_rows.texts_below()
    set_former(head, head_columns, texts_below)
    settle_head_columns(head_columns, texts_below)
    set_columns(head, head_columns, head_rows.words)
    settle_columns(head, head_columns, texts_below)
    if Column.NAME in head.columns:
        settle_blank(head, texts_below, head_rows.blank_before(head.columns[Column.NAME]))
    if head.columns:
        head.cells = {place for place in head_rows.cells() if in_span(head, place[1])}
    has_index_word = any(map(is_index_word, head.words.values()))
    head.index = has_index_word and not (head.columns.keys() & STRONG or head.townships)
    return head


def set_former(head, head_columns, texts_below):
    """Tells the columns of an old list from those of the new one beside it."""
    former = former_columns(head_columns)
    if former is None:
        head.is_twice = True
        return
    head.former, old_columns = former
    for head_column in old_columns:
        head_column.field = ""
    if not any(head_column.field == Column.NAME for head_column in head_columns):
        name_the_new(head_columns, head.former, texts_below)
    elif not texts_below.is_titled():
        head.former = {}


def name_the_new(head_columns, former, texts_below):
    """Beside an old list the column of the new one holds the names, in a list of duties."""
    for head_column in head_columns:
        if head_column.left in former and texts_below.is_titled():
            head_column.field = Column.NAME


def set_columns(head, head_columns, words):
    """Gives each column its field, and each field the first of its columns; of several names'
    columns it is the plainest.
    """
    names = [head_column for head_column in head_columns if head_column.field == Column.NAME]
    name_column = best_name(names)
    for head_column in head_columns:
        head.words[head_column.left] = head_column.words
        is_other_name = head_column.field == Column.NAME and head_column is not name_column
        if is_other_name or head_column.field in NOT_READ or head_column.field in head.columns:
            set_other_column(head, head_column, words)
        else:
            head.set_column(head_column.field, head_column.left, head_column.right)


def set_other_column(head, head_column, words):
    """Keeps a column that is not the first of a field: further departments, ticks, a township, or
    unknown.
    """
    last = head_column.path[-1]
    if add_further(head, head_column):
        return
    if head_column.ticked:
        head.ticks[head_column.left] = head_column.ticked
    elif words.is_place(last):
        head.townships[head_column.left] = "".join(last.split())
    else:
        head.unknown[head_column.left] = head_column.words


def assigned_head(head_rows, columns):
    """A head as a person assigned it, {letter: field}: the columns named are what he says, the
    others what their words say.
    """
    assigned = {column_number(letter): name for letter, name in columns.items() if letter.isalpha()}
    head = make_head(head_rows, head_rows.columns())
    for name, column in list(head.columns.items()):
        if column in assigned or name in assigned.values():
            del head.columns[name], head.spans[name]
            head.unknown[column] = head.words.get(column, "")
    for column, name in assigned.items():
        for others in (head.unknown, head.townships, head.ticks):
            others.pop(column, None)
        if name not in NOT_READ:
            head.set_column(name, column, head_rows.layout.area(head.bottom, column)[3])
        elif column in head.words:
            head.unknown[column] = head.words[column]
            head.dismissed.add(column)
    head.cells = head_rows.cells()
    head.index = False
    return head
