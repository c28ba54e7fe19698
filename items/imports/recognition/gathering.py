"""Puts together the rows of one item that stand apart because a file is ordered by departments or
by townships, or has a sheet for each of them.
"""

import re

from dutylist.organizations.matching import plain
from items.models import Kind

from .columns import WHAT, WHO, Column
from .item_codes import ItemCodes
from .item_rows import LEAD_SIGN, OF_A_DEPARTMENT_ROW, is_ditto, join_text
from .recognised import Gathered, kind_of_row
from .scope_texts import SEPARATOR, only_names

# （见县公安局表）: what another department's row says
REFERENCE = re.compile(
    r"[（(]?\s*(?:详见|参见|见|同)[^\s，。；：（）()]{1,12}(?:表|页|栏)\s*[）)]?"
)
IN_A_LINE = re.compile(
    r"(?m)^[^：:\n]{2,20}[：:]\s*[（(]\s*(?:详见|参见|见)[^（）()\n]{1,12}表\s*[）)]\s*$\n?"
)
MOST_COMPARED = 12  # of the items of one name those that a row may be a part of
OF_A_PLACE = (Column.NUMBER, Column.SCOPE)
DEPARTMENTS, TOWNSHIPS = "部门", "适用的乡镇（街道）"
OTHERS = (Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS)
# said by one of the rows, or by both alike
OF_THE_WHOLE = (Column.CODE, Column.SCOPE, Column.TOWNSHIP_DUTY)


def settle_pairs(recognition, places):
    """Takes for the scope the column of townships that no head calls so (报送乡镇) in a list that
    has a row for each item and township.
    """
    for table in recognition.tables:
        if not places or Column.SCOPE in table.columns:
            continue
        for column, head in table.remark_heads.items():
            if column in table.unknown and are_pairs(table.rows, head, places):
                table.columns[Column.SCOPE] = column
                table.heads[column] = table.unknown.pop(column)
                for raw in table.rows:
                    raw.texts[Column.SCOPE] = raw.unread.pop(head)
                    raw.columns[Column.SCOPE] = column
                break


def are_pairs(rows, head, places):
    """Whether each row has one township under a head, and the same items come again, alike in all
    else, with another one.
    """
    named, again = {}, 0
    for raw in rows:
        place = raw.unread.get(head, "")
        if SEPARATOR.search(place) or not places.are_whole_names(place):
            return False
        others = named.setdefault(plain(raw.texts[Column.NAME]), {})
        if place in others or any(without_place(raw) != said for said in others.values()):
            return False
        again += bool(others)
        others[place] = without_place(raw)
    return again * 2 >= len(named) > 0


def gather(recognition):
    """Makes one row of those that name an item of one category with the same duty of the townships
    and each another department, or say the same of it for each another township; which they are is
    kept to be told.
    """
    wholes = {}
    for table in recognition.tables:
        kept, codes = [], ItemCodes(table)
        for raw in table.rows:
            kind = kind_of_row(table, raw)
            same_name = wholes.setdefault((kind, plain(raw.texts[Column.NAME])), [])
            near = same_name[-MOST_COMPARED:]
            whole, add, differing = whole_of(kind, near, table, raw, codes)
            if not whole:
                codes.tell(raw, recognition)
                same_name.append((table, raw))
                kept.append(raw)
                continue
            of_table, first = whole
            add(first, raw)
            table.cells |= raw.cells
            gathered = Gathered(table.sheet, raw.row, of_table.sheet, first.row, differing)
            recognition.gathered.append(gathered)
        table.rows = kept


def whole_of(kind, same_name, table, raw, codes):
    """((table, row) of the item that a row is a part of or None, how it is added to it, in what
    they differ).
    """
    if kind != Kind.BASIC:
        for of_table, first in same_name:
            are_two = table is of_table and codes.are_two(raw, first)
            if not are_two and are_parts(raw, first):
                return (of_table, first), add_part, DEPARTMENTS
    for of_table, first in same_name:
        if is_for_another_township(raw, first):
            return (of_table, first), add_townships, TOWNSHIPS
    return None, None, ""


def is_for_another_township(raw, first):
    """Whether two rows say the same of an item, each for other townships that it names."""
    places, others = raw.texts.get(Column.SCOPE, ""), first.texts.get(Column.SCOPE, "")
    if not (only_names(places) and only_names(others)) or places in others.split("\n"):
        return False
    if raw.line or has_formulas(raw, first) or raw.category != first.category:
        return False
    return without_place(raw) == without_place(first)


def has_formulas(*rows):
    """Whether a formula says more of these rows than their number."""
    return any(raw.formulas.keys() - {Column.NUMBER} for raw in rows)


def without_place(raw):
    """All that a row says but for its number and the townships it is for."""
    said_here = [raw.texts, *raw.department_rows, raw.marks]
    return [
        {name: plain(text) for name, text in texts.items() if name not in OF_A_PLACE}
        for texts in said_here
    ]


def add_townships(first, raw):
    """Adds the townships of another row to those of an item."""
    first.texts[Column.SCOPE] += "\n" + raw.texts[Column.SCOPE]


def are_parts(raw, first):
    """Whether two rows of one name differ in their departments and what these do alone."""
    if raw.line or has_formulas(raw, first):
        return False
    offices, others = own_departments(raw), own_departments(first)
    if not offices or not others or offices & others:
        return False
    for name in OF_THE_WHOLE:
        text, other = said(raw, name), said(first, name)
        if text and other and plain(text) != plain(other):
            return False
    if raw.marks and first.marks and raw.marks != first.marks:
        return False
    return not (raw.category and first.category and raw.category != first.category)


def own_departments(raw):
    """The departments that name themselves and what they do; none where a row of theirs says
    nothing.
    """
    departments = set()
    for row in raw.department_rows:
        named = [plain(row[name]) for name in WHO if row.get(name)]
        if named and not any(row.get(name) for name in WHAT):
            return set()
        departments.update(named)
    return departments


def said(raw, name):
    """What a row says itself of a field; "" where it only says where that stands."""
    text = raw.texts.get(name, "")
    return "" if is_reference(text) else text


def is_reference(text):
    """Whether a text says no more than where it stands: （见县公安局表）, 同上."""
    return is_ditto(text) or bool(REFERENCE.fullmatch(text.strip()))


def add_part(first, raw):
    """Adds a department's row to its item; the lead's goes first."""
    for whole in (first, raw):
        for row in (whole.texts, *whole.department_rows):
            drop_references(row)
    if is_lead(raw) and not is_lead(first):
        first.department_rows = raw.department_rows + first.department_rows
    else:
        first.department_rows = first.department_rows + raw.department_rows
    for name, text in raw.texts.items():
        if not first.texts.get(name):
            first.texts[name] = text
            if name in raw.columns:
                first.columns.setdefault(name, raw.columns[name])
        elif name in OF_A_DEPARTMENT_ROW and text != first.texts[name]:
            join_text(first, name, text)
    first.marks = first.marks or raw.marks
    first.category = first.category or raw.category


def drop_references(texts):
    """Takes out of a row what only says that it stands elsewhere."""
    for name in OTHERS:
        if text := texts.get(name, ""):
            texts[name] = "" if is_reference(text) else IN_A_LINE.sub("", text)
    if is_reference(texts.get(Column.TOWNSHIP_DUTY, "")):
        texts[Column.TOWNSHIP_DUTY] = ""


def is_lead(raw):
    return any(LEAD_SIGN.match(row.get(Column.ROLE, "")) for row in raw.department_rows)
