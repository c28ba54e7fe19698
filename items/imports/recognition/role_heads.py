"""What the head over a column says of the roles of departments: codes it explains, the order in
which they stand.
"""

import re

from .columns import Column
from .departments import ROLES, office_names
from .kind_codes import JOINED

FIRST_LEADS = re.compile(
    r"(?:首位|首个|第一|头一|排首|在前).{0,6}牵头.{0,4}(?:其余|其他|其它|下面|后面|余下|在后).{0,4}(?:配合|协助)"
)


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


def settle_roles_by_order(table):
    """Says the roles of departments in words where their head says that the first leads and the
    others support: 对应上级部门（列首位者牵头，其余配合）.
    """
    if not FIRST_LEADS.search(table.heads.get(table.columns.get(Column.DEPARTMENTS), "")):
        return
    for raw in table.rows:
        rows = raw.department_rows
        for texts in (raw.texts, *rows[:1]):
            first, *others = office_names(texts.get(Column.DEPARTMENTS, "")) or [""]
            if others:
                texts[Column.DEPARTMENTS] = f"牵头：{first}；配合：{'、'.join(others)}"
        for texts in rows[1:]:
            if named := texts.get(Column.DEPARTMENTS):
                texts[Column.DEPARTMENTS] = f"配合：{named}"
