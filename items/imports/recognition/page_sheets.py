"""A table that goes on on the next sheet, as programs write it that turn pages into sheets."""

from itertools import pairwise

from .columns import NAMING, WORK, Column
from .joining import counts_on, is_cut_text, joined_texts
from .numbering import number_key
from .table_reader import next_number, plain_title


def go_on_over_sheets(recognition):
    """Gives the first rows of a page what holds from the page before: category, kind, department;
    joins a row that is the rest of the last one there.
    """
    firsts, lasts = {}, {}
    for table in recognition.tables:
        firsts.setdefault(table.sheet, table)
        lasts[table.sheet] = table
    for before, sheet in pairwise(firsts):
        last, first = lasts[before], firsts[sheet]
        if is_next_page(last, first):
            go_on(last, first)


def is_next_page(before, table):
    """Whether a table is headed like the one before, without a title of its own, and counts on."""
    if [*before.heads.values()] != [*table.heads.values()] or not before.rows or not table.rows:
        return False
    if table.title and plain_title(table.title) != plain_title(before.title):
        return False
    numbers = (raw.texts.get(Column.NUMBER, "") for raw in table.rows)
    first = next(filter(None, map(number_key, numbers)), None)
    return first is not None and first == next_number(before)


def go_on(before, table):
    above = before.rows[-1]
    table.kind_above = table.kind_above or before.kind_above or above.kind
    table.title = table.title or before.title
    for raw in table.rows:
        if raw.section or raw.kind_section:
            break
        raw.section, raw.kind_section = above.section, above.kind_section
        raw.category, raw.kind = raw.category or above.category, raw.kind or above.kind
        raw.office = raw.office or above.office
    join_rest(above, table)


def join_rest(above, table):
    """Adds the first row of a page to the last item before, where it is surely its rest."""
    raw = table.rows[0]
    if raw.texts.get(Column.NUMBER) or raw.texts.get(Column.NAME) or not is_sure(above, raw):
        return
    table.rows.pop(0)
    table.cells |= raw.cells
    names_department = any(raw.texts.get(name) for name in NAMING)
    if names_department:
        above.department_rows += raw.department_rows
    department = above.department_rows[-1]
    for name in (*NAMING, *WORK):
        if rest := raw.texts.get(name):
            is_cut = name in WORK
            above.texts[name] = joined_texts(above.texts.get(name, ""), rest, cut=is_cut)
            if name in department and not names_department:
                department[name] = joined_texts(department[name], rest, cut=is_cut)


def is_sure(above, raw):
    """Whether each text of a row breaks off above, or counts on from there."""
    texts = [(above.texts.get(name, ""), raw.texts.get(name, "")) for name in WORK]
    rests = [(before, after) for before, after in texts if after]
    if not rests:
        return False
    return all(is_cut_text(before, after) or counts_on(before, after) for before, after in rests)
