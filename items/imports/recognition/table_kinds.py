"""The kind that a table holds, by what is said of it and by its columns."""

from items.models import Kind

from .columns import WHAT, WHO, Column
from .headwords import kind_in
from .recognised import RECLAIMED_COLUMNS


def kind_of(table):
    """The kind a table holds: what is said of it, else its columns, all of a kind's together."""
    full = table.full_kinds
    table.told_kind = table.kind_above or kind_in(table.title) or kind_in(table.sheet)
    if table.told_kind:
        table.against = contradiction(table, table.told_kind, full)
        return table.told_kind
    if table.is_mixed:
        return Kind.BASIC
    return full[0] if full else kind_of_columns(table.columns)


def is_same(table, unsure):
    """Whether a column means the same in both readings, because the kind of the items is told."""
    is_told = table.told_kind or Column.KIND in table.columns
    return bool(is_told) and set(unsure.readings) in (set(WHO), set(WHAT))


def kind_of_columns(columns):
    """The kind whose columns are there, though not all of them."""
    if RECLAIMED_COLUMNS & columns.keys():
        return Kind.RECLAIMED
    if Column.TOWNSHIP_DUTY in columns:
        return Kind.COORDINATION
    if Column.METHOD in columns:
        return Kind.RECLAIMED
    if Column.DEPARTMENT_DUTY in columns:
        return Kind.COORDINATION
    return Kind.BASIC


def contradiction(table, told, full):
    """The kind whose columns are all there, while another is told; "" for none."""
    if Column.KIND in table.columns or all(raw.kind for raw in table.rows) or told in full:
        return ""
    if told == Kind.RECLAIMED and RECLAIMED_COLUMNS & table.columns.keys():
        return ""
    if told == Kind.COORDINATION and Column.TOWNSHIP_DUTY in table.columns:
        return ""
    return full[0] if full else ""
