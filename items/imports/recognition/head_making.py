"""Puts a head together: which of its columns is which field, and what is left over."""

import re

from items.imports.reading.grid import column_number

from .columns import COORDINATING, Column
from .former import former_columns
from .head_choice import settle_blank, settle_columns, settle_head_columns
from .head_parts import STRONG, Head, best_name
from .headwords import NOT_READ, is_duty_word, is_index_word

SECOND = re.compile(r"[2-9二三四五六七八九]")  # 部门2工作方式


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
        head.cells = {place for place in head_rows.cells() if head.reaches(place[1])}
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
    """Gives each field the first of its columns; of several names' columns the plainest."""
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
    """Keeps a further column of a field: of departments, ticks, a township, or unknown."""
    last = head_column.path[-1]
    if add_further(head, head_column):
        return
    if head_column.ticked:
        head.ticks[head_column.left] = head_column.ticked
    elif words.is_place(last):
        head.townships[head_column.left] = "".join(last.split())
    else:
        head.unknown[head_column.left] = head_column.words


def add_further(head, head_column):
    """Keeps a second column of departments, or of their duties behind it: -> whether it is one."""
    field, left, word = head_column.field, head_column.left, head_column.path[-1]
    if field not in head.columns:
        return False
    if field in COORDINATING[1:] and is_duty_word(word):
        head.set_column(Column.SUPPORT_DUTY, left, head_column.right)
        return True
    if field in COORDINATING:
        head.further.append([field, left, 0, 0])
        return True
    if field == Column.METHOD and SECOND.search(word):
        for department in head.further:
            if not department[3]:
                department[3] = left
                return True
    is_duty = field in (Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY)
    if is_duty and head.further and not head.further[-1][2]:
        head.further[-1][2] = left
        return True
    return False


def assigned_head(head_rows, columns):
    """A head as a person assigned it, {letter: field}; its words tell the other columns."""
    assigned = {column_number(letter): name for letter, name in columns.items() if letter.isalpha()}
    head = make_head(head_rows, head_rows.columns())
    for name, column in list(head.columns.items()):
        if column in assigned or name in assigned.values():
            head.drop_column(name)
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
