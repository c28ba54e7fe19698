"""What the head over a column says of the roles of departments: codes it explains, the order in
which they stand.
"""

import re

from .columns import Column
from .departments import LABEL, MARK, ROLES, office_names
from .kind_codes import JOINED

FIRST_LEADS = re.compile(
    r"(?:首位|首个|第一|头一|排首|在前|最前).{0,6}(?:牵头|主办).{0,4}"
    r"(?:其余|其他|其它|下面|后面|余下|在后).{0,4}(?:配合|协[助办])"
)
ROLES_TOLD = frozenset({Column.ROLE, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS})


def settle_role_codes(table, entries):
    """Says the roles of departments in words where their head explains its codes,
    部门角色（Q牵头 G共同）, or `entries` of the file's dictionary do: [(code, meaning)].
    """
    head = table.heads.get(table.columns.get(Column.ROLE), "")
    roles = {code: meaning for code, meaning in entries if meaning in ROLES}
    roles |= {match["code"]: match["meaning"] for match in JOINED.finditer(head)}
    for raw in table.rows:
        for texts in (raw.texts, *raw.department_rows):
            if texts.get(Column.ROLE) in roles:
                texts[Column.ROLE] = roles[texts[Column.ROLE]]


def settle_roles_by_order(table, *, is_said):
    """Says the roles of departments in words where their head says that the first leads and the
    others support, 对应上级部门（列首位者牵头，其余配合）, or the file does (`is_said`) and nothing
    else tells the roles of a table.
    """
    is_in_head = FIRST_LEADS.search(table.heads.get(table.columns.get(Column.DEPARTMENTS), ""))
    if not is_in_head and (not is_said or ROLES_TOLD & table.columns.keys()):
        return
    for raw in table.rows:
        rows = raw.department_rows
        named = raw.texts.get(Column.DEPARTMENTS, "")
        if not is_in_head and (LABEL.search(named) or MARK.search(named)):
            continue
        for texts in (raw.texts, *rows[:1]):
            first, *others = office_names(texts.get(Column.DEPARTMENTS, "")) or [""]
            if others:
                texts[Column.DEPARTMENTS] = f"牵头：{first}；配合：{'、'.join(others)}"
        for texts in rows[1:]:
            if named := texts.get(Column.DEPARTMENTS):
                texts[Column.DEPARTMENTS] = f"配合：{named}"


def says_first_leads(sheets, tables):
    """Whether a text of a file that is no item's says that the first department leads and the
    others support.
    """
    places = set()
    for sheet in sheets:
        for cell in sheet.cells:
            if FIRST_LEADS.search(cell.value):
                places.add((sheet.name, cell.row, cell.column))
    for table in tables if places else ():
        for raw in table.rows:
            places -= {(table.sheet, *place) for place in raw.cells}
    return bool(places)
