"""What a head or a note says of departments' roles: codes, signs, the order of names."""

import re

from .columns import NAMING, Column
from .departments import LABEL, MARK, MARKED, ROLES, is_office, office_names
from .departments_in_duties import departments_in
from .kind_codes import JOINED
from .legend import MARKS
from .settling import move

FIRST_LEADS = re.compile(
    r"(?:首位|首个|第一|头一|排首|在前|最前).{0,6}(?:牵头|主办).{0,4}"
    r"(?:其余|其他|其它|下面|后面|余下|在后|其后|之后).{0,4}(?:配合|协[助办]|支持|参与)"
)
SAID_JOINT = re.compile(
    r"(?P<word>协同|配合|协办|协助|参与|其他|次要责任)(?:部门|单位)[”\"’」]?(?:与牵头(?:部门|单位))?"
    r"(?:(?:均?[为是即指]|属于?)共同(?:承担|责任|办理|牵头|负责)"
    r"|(?<=协同部门|协同单位)按照?(?:各自)?(?:职责)?分工(?:各自|分别)?负责)"
)
SAID_SUPPORT = re.compile(
    r"协同(?:部门|单位)[”\"’」]?(?:均?[为是即指]|属于?)(?:配合|协助|支持|参与)(?:部门|单位)"
)
# “主”是牵头单位，“协”是配合单位; 主＝牵头，协＝共同承担
CODE_SAID = re.compile(
    r"(?:^|(?<=[，,；;：:。、\s（(“\"「]))(?P<code>[\u4e00-\u9fff]{1,2}?)[”\"」]?"
    rf"\s*(?:是|为|指|即|表示|代表|[=＝])\s*(?P<meaning>{MARKED})"
)
ROLES_TOLD = frozenset({Column.ROLE, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS})

OF_OFFICES = (*NAMING, Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY)
# ★县民政局, 县民政局（★） in a column of names, ★县民政局：…… among duties
WITH_SIGN = re.compile(
    rf"(?:^|(?<=[\s、，,；;。]))(?:(?P<sign>[{MARKS}])\s*)?"
    rf"(?P<office>[^\s、，,；;：:（()）。{MARKS}]{{2,30}})(?:[（(]?(?P<behind>[{MARKS}])[）)]?)?"
    r"(?!\s*[（(])(?P<colon>\s*[：:]|)"
)


def settle_role_codes(table, entries):
    """Says the roles of departments in words where their head explains its codes,
    部门角色（Q牵头 G共同）, or `entries` of the texts aside do: [(code, meaning)].
    """
    head = table.heads.get(table.columns.get(Column.ROLE), "")
    roles = {code: meaning for code, meaning in entries if meaning in ROLES}
    roles |= {match["code"]: match["meaning"] for match in JOINED.finditer(head)}
    for texts in table.all_texts if roles else ():
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
        name_those_of_duties(raw)
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


def settle_role_signs(table, signs, others):
    """Says roles in words where a note explains `signs` before names, or the `others`."""
    for texts in table.all_texts if signs else ():
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


def settle_joint(table, word):
    """Takes departments for jointly responsible where the file says that those so called are:
    “协同部门”与牵头部门为共同办理关系; in a column of their own or by a label (协同：县财政局).
    """
    if not word:
        return
    label = re.compile(rf"{word}(?:部门|单位)?(?=\s*[：:）)】])")
    for texts in table.all_texts:
        for field in texts.keys() & set(NAMING):
            texts[field] = label.sub("共同", texts[field])
    head = table.heads.get(table.columns.get(Column.SUPPORT_DEPARTMENTS), word)
    if word not in head or Column.JOINT_DEPARTMENTS in table.columns:
        return
    move(table, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS)


def role_codes_said(texts):
    """[(code, meaning)] of the letters for roles that the texts aside explain."""
    codes = []
    for text in texts:
        codes += CODE_SAID.findall(text)
    return codes


def called_joint(texts):
    """What the texts aside call those jointly responsible: 协同 of 协同部门; "" for nothing."""
    return next((match["word"] for text in texts if (match := SAID_JOINT.search(text))), "")


def called_support(texts):
    """Whether a text aside of the items says that those called 协同部门 only help."""
    return any(map(SAID_SUPPORT.search, texts))


def name_those_of_duties(raw):
    """Names the departments of an item that stand over their duties alone, for their order."""
    if Column.DEPARTMENTS in raw.texts or len(raw.department_rows) > 1:
        return
    shares = departments_in(raw.texts.get(Column.DEPARTMENT_DUTY, ""))
    names = [department.full_name for named, _duty in shares for department in named]
    if len(names) > 1:
        raw.texts[Column.DEPARTMENTS] = "、".join(names)
        raw.columns[Column.DEPARTMENTS] = raw.columns[Column.DEPARTMENT_DUTY]


def says_first_leads(texts):
    """Whether a text aside says that the first department leads and the others support."""
    return any(map(FIRST_LEADS.search, texts))


def texts_aside(sheets, tables):
    """The texts of a file that are no item's, in their order."""
    of_items = {sheet.name: set() for sheet in sheets}
    for table in tables:
        of_items[table.sheet].update(*(raw.cells for raw in table.rows))
    texts = []
    for sheet in sheets:
        for cell in sheet.cells:
            if (cell.row, cell.column) not in of_items[sheet.name]:
                texts.append(cell.value)
    return texts
