"""What a head or a note says of the roles of departments: codes and signs it explains, the order in
which they stand.
"""

import re

from .columns import NAMING, Column
from .departments import is_office, office_names
from .kind_codes import JOINED
from .legend import MARKS

FIRST_LEADS = re.compile(
    r"(?:首位|首个|第一|头一|排首|在前).{0,6}牵头.{0,4}(?:其余|其他|其它|下面|后面|余下|在后).{0,4}(?:配合|协助)"
)

OF_OFFICES = (*NAMING, Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY)
# ★县民政局, 县民政局（★） in a column of names, ★县民政局：…… among duties
WITH_SIGN = re.compile(
    rf"(?:^|(?<=[\s、，,；;。]))(?:(?P<sign>[{MARKS}])\s*)?"
    rf"(?P<office>[^\s、，,；;：:（()）。{MARKS}]{{2,30}})(?:[（(]?(?P<behind>[{MARKS}])[）)]?)?"
    r"(?!\s*[（(])(?P<colon>\s*[：:]|)"
)


def settle_role_codes(table):
    """Says the roles of departments in words where their head explains its codes:
    部门角色（Q牵头 G共同）.
    """
    head = table.heads.get(table.columns.get(Column.ROLE), "")
    roles = {match["code"]: match["meaning"] for match in JOINED.finditer(head)}
    for raw in table.rows:
        for texts in (raw.texts, *raw.department_rows):
            if texts.get(Column.ROLE) in roles:
                texts[Column.ROLE] = roles[texts[Column.ROLE]]


def told_by_order(sheets):
    """The names of the sheets in which a note says that the first department leads and the others
    support: 注：列首位者为牵头部门，其余为配合部门.
    """
    told = set()
    for sheet in sheets:
        for cell in sheet.cells:
            if "牵头" in cell.value and FIRST_LEADS.search(cell.value):
                told.add(sheet.name)
    return told


def settle_roles_by_order(table, told):
    """Says the roles of departments in words where their head, or a note in one of the sheets
    `told`, says that the first leads and the others support: 列首位者牵头，其余配合.
    """
    head = table.heads.get(table.columns.get(Column.DEPARTMENTS), "")
    if table.sheet not in told and not FIRST_LEADS.search(head):
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


def settle_role_signs(table, signs, others):
    """Says the roles of departments in words where a note explains the `signs` before their names,
    and what it says of the `others`: ★县民政局.
    """
    for raw in table.rows:
        for texts in (raw.texts, *raw.department_rows):
            for field in texts.keys() & set(OF_OFFICES):
                if signs.keys() & set(texts[field]):
                    in_words = in_words_of(signs, others, is_duty=field not in NAMING)
                    texts[field] = WITH_SIGN.sub(in_words, texts[field])


def in_words_of(signs, others, *, is_duty):
    """What writes one name with its role in words; among duties only a heading is a name."""

    def in_words(match):
        sign = match["sign"] or match["behind"]
        role = signs.get(sign, "") if sign else others
        is_name = is_office(match["office"]) and (match["colon"] or not is_duty)
        if not role or not is_name:
            return match[0]
        return f"{match['office']}（{role.rstrip('：')}）{match['colon']}"

    return in_words
