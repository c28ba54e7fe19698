"""Looks at a table as a whole once its rows are read: what its values say of its columns, numbers inside names."""

from .headwords import kind_in
from .numbering import LEADING, number_key, without_number
from .row_kinds import category_of, kind_named

MOSTLY = 0.8


def settle(table, reading):
    settle_kind_column(table)
    strip_numbers(table)


def settle_kind_column(table):
    """A column 类别 that holds nothing but kinds is the kind's, a column 类型 that holds none is the category's."""
    columns = table.columns
    if "category" in columns and "kind" not in columns and is_all(table, "category", kind_named):
        move(table, "category", "kind")
        for raw in table.rows:
            raw.category = raw.section.name if raw.section else ""
    elif "kind" in columns and "category" not in columns and is_all(table, "kind", lambda text: not kind_in(text)):
        move(table, "kind", "category")
        for raw in table.rows:
            raw.category = category_of(raw.texts["category"]) or raw.category


def is_all(table, name, test):
    texts = {raw.texts.get(name, "") for raw in table.rows} - {""}
    return bool(texts) and all(test(text) for text in texts)


def move(table, source, target):
    table.columns = {target if name == source else name: column for name, column in table.columns.items()}
    for raw in table.rows:
        raw.columns = {target if name == source else name: column for name, column in raw.columns.items()}
        raw.texts = {target if name == source else name: text for name, text in raw.texts.items()}


def strip_numbers(table):
    """Numbers that stand before the names are taken off where they are the rows' own or there is no column of them."""
    rows = [raw for raw in table.rows if raw.texts["name"]]
    numbered = [raw for raw in rows if is_numbered_again(raw, "number" in table.columns)]
    if len(rows) >= 2 and len(numbered) >= MOSTLY * len(rows):
        for raw in numbered:
            raw.texts["name"] = without_number(raw.texts["name"])


def is_numbered_again(raw, has_column):
    found = LEADING.match(raw.texts["name"])
    if not found or not has_column:
        return bool(found)
    inside, own = number_key(found[0]), number_key(raw.texts.get("number", ""))
    return bool(inside and own) and inside[1] == own[1]
