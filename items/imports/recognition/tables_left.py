"""Leaves out the tables of a file that are none of the list's: void, older, or mere references."""

import re

from dutylist.organizations.matching import plain

from .columns import Column
from .headwords import is_index_word
from .leftovers import LONGEST_SHOWN, SkipReason
from .no_longer import VOID
from .recognised import Skipped

OF_A_REFERENCE = frozenset(
    {Column.NUMBER, Column.NAME, Column.CATEGORY, Column.DEPARTMENTS, Column.REMARK}
)
INDEX = re.compile(r"目录|索引")
IN_YEAR = re.compile(r"(20\d\d)(?=\s*(?:年|版|[）)]))")


def leave_references(recognition):
    """Leaves out tables that only name items which stand with their duties in other tables."""
    full = {}
    for table in recognition.tables:
        if not is_mere_reference(table):
            for raw in table.rows:
                full.setdefault(plain(raw.texts[Column.NAME]), table)
    for table in list(recognition.tables):
        others = [other for other in recognition.tables_of(table.sheet) if other is not table]
        is_reference = is_mere_reference(table) and (others or is_index(table))
        if not is_reference or not table.rows:
            continue
        again = sum(plain(raw.texts[Column.NAME]) in full for raw in table.rows)
        if again * 5 >= len(table.rows) * 4:
            leave_table(recognition, table, SkipReason.REFERENCE)


def leave_void_tables(recognition):
    """Leaves out tables whose title says that their items are in no list any more."""
    for table in list(recognition.tables):
        if VOID.search(table.title):
            leave_table(recognition, table, SkipReason.VOID_TABLE)


def leave_older_lists(recognition):
    """Of two lists whose titles differ in the year alone the older one is left out."""
    newest = {}
    for table in recognition.tables:
        title, year = without_year(table.title)
        if year:
            newest[title] = max(year, newest.get(title, ""))
    for table in list(recognition.tables):
        title, year = without_year(table.title)
        if year and year < newest[title]:
            leave_table(recognition, table, SkipReason.OLDER_LIST)


def without_year(title):
    """(a title without its year, the year or "")."""
    years = IN_YEAR.findall(title)
    if len(years) != 1:
        return title, ""
    return "".join(IN_YEAR.sub("", title).split()), years[0]


def leave_table(recognition, table, reason):
    """Takes a table for none of the list's; its items are named."""
    recognition.tables.remove(table)
    cells = set(table.cells)
    for part in (*table.rows, *table.sections):
        cells |= part.cells
    text = "、".join(raw.texts[Column.NAME] for raw in table.rows)[:LONGEST_SHOWN]
    skipped = Skipped(table.sheet, table.head_row, text, reason, frozenset(cells))
    recognition.skipped.append(skipped)


def is_mere_reference(table):
    """Whether a table names items, departments or pages, and says nothing of duties."""
    if not table.columns.keys() <= OF_A_REFERENCE:
        return False
    return Column.DEPARTMENTS in table.columns or is_index(table)


def is_index(table):
    """Whether a title, or a column's head, says that the file's items are only named here."""
    words = " / ".join(table.unknown.values()).split(" / ")
    return bool(INDEX.search(f"{table.sheet} {table.title}")) or any(map(is_index_word, words))
