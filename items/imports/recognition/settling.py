"""Looks at a table as a whole once its rows are read: what its values say of its columns, numbers
inside names.
"""

import re

from .headwords import kind_in
from .line_items import lines_of
from .numbering import LEADING, number_key, without_number
from .row_kinds import category_of, kind_named

MOSTLY = 0.8
CODE_LENGTH = 11  # the county's code at creation and five digits
POWER = re.compile(
    r"^(?:行政(?:处罚|许可|检查|强制|确认|给付|奖励|裁决|征收|征用|调解|管理|执法|权力)|其他(?:行政)?(?:权力|职权)?|公共服务)(?:类|事项|权)?$"
)


def settle(table, reading):
    settle_kind_column(table)
    leave_foreign_codes(table)
    strip_numbers(table)


def settle_kind_column(table):
    """A column 类别 that holds nothing but kinds is the kind's, a column 类型 that holds none is the
    category's.
    """
    columns = table.columns
    if "category" in columns and "kind" not in columns and is_all(table, "category", kind_named):
        move(table, "category", "kind")
        for raw in table.rows:
            raw.category = raw.section.name if raw.section else ""
    elif "kind" in columns and is_all(table, "kind", is_power):
        leave_out(table, "kind", "“{}”一列写的是行政权力的类型")
    elif (
        "kind" in columns
        and "category" not in columns
        and is_all(table, "kind", lambda text: not kind_in(text))
    ):
        move(table, "kind", "category")
        for raw in table.rows:
            raw.category = category_of(raw.texts["category"]) or raw.category


def is_power(text):
    """Whether a text is a type of administrative power, which is neither a kind nor a category of
    the list.
    """
    return bool(POWER.match("".join(text.split())))


def leave_foreign_codes(table):
    """A column of codes none of which has the form of ours is another system's: named, and not read
    in.
    """
    if is_all(table, "code", lambda text: len(re.sub(r"\D", "", text)) != CODE_LENGTH):
        leave_out(table, "code", "“{}”一列不是本系统的事项编码")


def leave_out(table, name, reason):
    """Takes a known column for one that is not read in, which is said with the reason."""
    table.aside[table.columns[name]] = reason
    table.columns = {field: place for field, place in table.columns.items() if field != name}
    for raw in table.rows:
        raw.texts.pop(name, None)
        if column := raw.columns.pop(name, None):
            table.unknown.setdefault(column, table.heads.get(column, ""))


def is_all(table, name, test):
    texts = {raw.texts.get(name, "") for raw in table.rows} - {""}
    return bool(texts) and all(test(text) for text in texts)


def move(table, source, target):
    table.columns = {
        target if name == source else name: column for name, column in table.columns.items()
    }
    for raw in table.rows:
        raw.columns = {
            target if name == source else name: column for name, column in raw.columns.items()
        }
        raw.texts = {target if name == source else name: text for name, text in raw.texts.items()}


def strip_numbers(table):
    """Numbers that stand before the names are taken off where they are the rows' own or there is no
    column of them.
    """
    rows = [raw for raw in table.rows if raw.texts["name"]]
    numbered = [raw for raw in rows if is_numbered_again(raw, "number" in table.columns)]
    if any(len(lines_of(raw.texts["name"])) > 1 for raw in numbered if "\n" in raw.texts["name"]):
        return  # items of their own, whose numbers are needed to tell them apart
    if len(rows) >= 2 and len(numbered) >= MOSTLY * len(rows):
        for raw in numbered:
            raw.texts["name"] = without_number(raw.texts["name"])


def is_numbered_again(raw, has_column):
    found = LEADING.match(raw.texts["name"])
    if not found or not has_column:
        return bool(found)
    inside, own = number_key(found[0]), number_key(raw.texts.get("number", ""))
    return bool(inside and own) and inside[1] == own[1]
