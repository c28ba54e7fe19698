"""The office that a line, a title or a sheet's name gives to all items below, where no column names
their departments.
"""

import re

from items.models import Kind, ResponsibilityRole
from items.printed.row_words import section_of

from .columns import COORDINATING, NAMING, NAMING_ALONE, WHO, WORK_OF_DEPARTMENTS, Column
from .departments import (
    COLUMN_OF_ROLE,
    ENDS_A_NAME,
    are_offices,
    is_known_office,
    look_like_offices,
    split_departments,
)
from .departments_in_duties import begins_with_heading
from .duties import HeadedDepartments
from .headwords import kind_in
from .labels import labelled_field
from .numbering import LEADING, LEADING_CHINESE
from .receiving import TAKEN_BY
from .recognised import kind_of_row
from .responsibilities import role_in

# 下列事项由县城管局全部收回, 原由城关镇承担，现由县城管局承接
IN_A_SENTENCE = re.compile(
    r"由(?P<office>[^由，,。；;：:]{3,30}?)(?:全部|统一|直接|负责)*(?:承接|收回|接收|上收)"
)
# 县住建局事项表, 县民政局负责事项, 县公安局牵头
OF_AN_OFFICE = re.compile(
    r"^(?P<office>.{3,24}?)(?:负责|牵头|主管|承接|收回|涉及)?的?(?:乡镇|镇街)?(?:配合)?(?:履职)?"
    r"(?:(?:事项|清单|目录|明细)(?:表|清单|目录|明细)?|(?<=负责|牵头|主管))$"
)
# 填报单位：县卫生健康局, and not the office that puts everybody's lists together
REPORTED_BY = re.compile(
    r"^(?:填报|报送|填表|编报|申报|上报|反馈|主责|主管|牵头)?(?:单位|部门)\s*(?:[（(][盖公印]?章[）)])?\s*[:：]"
    r"\s*(?P<office>[^（(\s]{3,24})"
)
KEEPS_ALL_LISTS = re.compile(r"编办|编制|(?:政府|党委|[县市区旗]委)(?:办公室)?$")
TABLE_NUMBER = re.compile(
    r"^(?:(?:附[件表]?|表)[\d一二三四五六七八九十]{0,3}[、.．:：]?|\d{1,3}[\s_—-]*(?=[\u4e00-\u9fff]))"
)
# whom a letter addresses; no department
GOVERNMENT = re.compile(r"(?:政府|党委|[县市区旗]委)\s*[：:]?$")
COUNTED = re.compile(r"(?<=承接|收回|接收)的?\s*\d{1,3}\s*[项件]$")
COUNTY_SIGN = re.compile(r"[县市区旗]")
LONGEST_OFFICE = 24
IN_A_BOX = r"[^【】\[\]〔〕（()）]{3,40}(?:[（(][^（()）]+[）)])?"
NEXT_BOX = r"[】\]〕]\s*[【\[〔]"
BESIDE_A_NAME = re.compile(
    rf"\s*[【\[〔（(](?P<offices>{IN_A_BOX}(?:{NEXT_BOX}{IN_A_BOX})*)[】\]〕）)]$"
    rf"|^[【\[〔](?P<before>{IN_A_BOX}(?:{NEXT_BOX}{IN_A_BOX})*)[】\]〕]\s*(?=[^【\[〔\s])"
)
FEWEST_BESIDE, MOSTLY = 2, 0.8
# what an office calls itself in its own list, alone among other names or over its duty
OWN_NAME = "我局"
OWN_WORD = re.compile(r"[本我](?:局|委|办|部|院|单位|部门)")
ITSELF = re.compile(
    rf"(?:^|(?<=[、，,；;：:。\s]))(?:{OWN_WORD.pattern}|(?P<branch>[本我]?分局))"
    r"(?P<colon>(?:的?职责)?[：:]|(?=$|[、，,；;（(\s]))"
)
OF_ITSELF = (Column.ROLE, Column.DEPARTMENT_DUTY)
OFFICE_BEFORE = re.compile(
    rf"^[\u4e00-\u9fff]{{2,18}}?(?:局[\u4e00-\u9fff]{{1,6}}分局|{ENDS_A_NAME})(?=[\u4e00-\u9fff（(\d])"
)


def office_said(text):
    """The office that a line over items names; "" for another line.

    承接部门：县公安局, 县民政局（3项）, 由县民政局承接, 县民政局收回3项
    """
    text = TABLE_NUMBER.sub("", text).strip()
    if named := section_of(text):
        text = named[0]
    bare = LEADING.sub("", LEADING_CHINESE.sub("", text)).strip()
    bare = COUNTED.sub("", bare)
    if taken := TAKEN_BY.match(bare):
        bare = taken["office"]
    if (tail := OF_AN_OFFICE.match(bare)) and are_offices(tail["office"]):
        bare = tail["office"]
    label, _colon, name = bare.replace(":", "：").partition("：")
    if name and labelled_field(label) in WHO:
        bare = name.strip()
    if len(bare) <= LONGEST_OFFICE and are_offices(bare) and not GOVERNMENT.search(bare):
        return bare
    return ""


def office_taking(text):
    """The one office of which a sentence above items says that it takes them back; "" for none."""
    offices = {match["office"] for match in IN_A_SENTENCE.finditer(text)}
    offices = [office for office in offices if are_offices(office)]
    if len(offices) == 1:
        return offices[0]
    return ""


def office_reporting(texts):
    """The department that a line above the head names as the one that hands the list in; "" for
    none.
    """
    for text in texts.values():
        match = REPORTED_BY.match(text)
        if office := office_issuing(match["office"]) if match else "":
            return office
    return ""


def office_of_sheet(table):
    """The office whose list a table is by its title's beginning, a line above its items or the
    sheet's name; "" for none.
    """
    lines = [
        table.title,
        *(section.name for section in table.sections if section.kind),
        table.sheet_title,
    ]
    for line in lines:
        text = TABLE_NUMBER.sub("", "".join(line.split()))
        if office := office_issuing(text) or office_before(text) or office_taking(text):
            return office
    head = table.heads.get(table.columns.get(Column.DEPARTMENT_DUTY), "")
    own = f"{table.sheet}局" if OWN_WORD.match(head) else ""  # 民政, over 本局职责
    return office_said(table.sheet) or known_office(own)


def office_over_duties(table):
    """The office that the head over the duties names: 牵头部门：县水利局; "" for none."""
    words = table.heads.get(table.columns.get(Column.DEPARTMENT_DUTY), "").split(" / ")[-1]
    return office_said(words) if re.search("[：:]", words) else ""


def office_issuing(text):
    """The office that a line names and nothing else, as a letter begins with its author's name; ""
    for none, and for the one that puts everybody's lists together.
    """
    if KEEPS_ALL_LISTS.search(text):
        return ""
    return text if are_offices(text) else known_office(text)


def office_before(title):
    """The office a title begins with: 示例县民政局涉及乡镇（街道）事项表; "" for none."""
    names = [known_office(match[0]) for match in OFFICE_BEFORE.finditer(title)]
    return next(filter(None, names), "")


def known_office(text):
    """A known office's name, without the place before it where it needs none; "" for none."""
    for start in [0, *(sign.start() for sign in COUNTY_SIGN.finditer(text))]:
        name = text[start:]
        if is_known_office(name):
            return name
    return ""


def settle_departments(table):
    """Where no column names departments: the names may; all sections may be offices, which are no
    categories then; a line above may name one; or the title or the sheet's name.
    """
    if not table.rows:
        return
    settle_itself(table)
    if Column.RECEIVERS in table.columns and not table.columns.keys() & COORDINATING:
        name_missing(table)
    rows = [raw for raw in table.rows if not raw.columns.keys() & NAMING_ALONE]
    if all(is_basic(table, raw) for raw in rows):
        return
    take_from_names(table, [raw for raw in rows if not is_basic(table, raw)])
    if all(raw.section and office_said(raw.section.name) for raw in table.rows):
        take_sections(table)
        return
    leading, office = office_over_duties(table), office_of_sheet(table)
    for raw in rows:
        if raw.office:
            raw.kind_section = raw.office
        name = leading or (raw.office.name if raw.office else office)
        field = field_of_departments(table, raw)
        is_named = raw.texts.get(field) or is_headed(raw)
        if name and not is_basic(table, raw) and not is_named:
            name_office(raw, field, name)


def take_from_names(table, rows):
    """Takes the departments off the names of these items beside which they stand in brackets, where
    most have one or several: 商户证照核验【县市场监管局　注册股】, 【县水利局】取水口核查.
    """
    beside = []
    for raw in rows:
        match = BESIDE_A_NAME.search(raw.texts[Column.NAME])
        offices = match and re.sub(NEXT_BOX, "、", match["offices"] or match["before"])
        if offices and look_like_offices(offices):
            beside.append((raw, match[0], offices))
    known = sum(are_offices(offices) for _raw, _box, offices in beside)
    if known < max(FEWEST_BESIDE, MOSTLY * len(rows)):
        return
    for raw, box, offices in beside:
        raw.texts[Column.NAME] = raw.texts[Column.NAME].replace(box, "")
        name_office(raw, field_of_departments(table, raw), offices)


def settle_itself(table):
    """Puts the name of the office whose list a table is for what it calls itself (本局, 分局), and
    tells its own role and duty in an item from those of the lead.
    """
    office = office_of_sheet(table)
    for raw in table.rows:
        own = raw.office.name if raw.office else office
        for texts in (raw.texts, *raw.department_rows) if own else ():
            for field in texts.keys() & {*NAMING, *WORK_OF_DEPARTMENTS}:
                texts[field] = with_own_name(texts[field], own, is_duty=field not in NAMING)
        if is_of_the_office_itself(table):
            take_own_role(raw, own)


def with_own_name(text, office, *, is_duty):
    """A cell with an office's name for what its list calls it; among duties only a heading is one,
    and only a branch is 分局.
    """

    def in_full(match):
        is_other = match["branch"] and not office.endswith("分局")
        if is_other or (is_duty and not match["colon"]):
            return match[0]
        return f"{office}{match['colon']}"

    return ITSELF.sub(in_full, text)


def is_of_the_office_itself(table):
    """Whether roles and duties are those of the office whose list it is: 我局角色, 我局职责."""
    heads = [table.heads.get(table.columns.get(field), "") for field in OF_ITSELF]
    return all(map(OWN_WORD.match, heads))


def take_own_role(raw, office):
    """Where another office leads an item, the role and the duty are those of the list's own; an
    office or a role that nobody can tell keeps the name 我局, which is an error.
    """
    lead, role = raw.texts.get(Column.DEPARTMENTS, ""), role_in(raw.texts.get(Column.ROLE, ""))
    own_name = office or OWN_NAME
    if not lead or HeadedDepartments(split_departments(lead)).one(own_name):
        return
    if not office and role == ResponsibilityRole.LEAD:
        return
    field = COLUMN_OF_ROLE.get(role, Column.DEPARTMENTS)
    if field == Column.DEPARTMENTS:
        field, own_name = Column.JOINT_DEPARTMENTS, OWN_NAME
    for texts in (raw.texts, *raw.department_rows):
        texts[Column.SUPPORT_DUTY] = texts.get(Column.DEPARTMENT_DUTY, "")
        texts |= {field: own_name, Column.ROLE: "", Column.DEPARTMENT_DUTY: ""}


def is_headed(raw):
    """Whether the duties of an item say themselves whose they are, which goes before a title."""
    return begins_with_heading(raw.texts.get(Column.DEPARTMENT_DUTY, ""))


def is_basic(table, raw):
    return kind_of_row(table, raw) == Kind.BASIC


def field_of_departments(table, raw):
    """The field in which an item of its kind has its departments."""
    if kind_of_row(table, raw) == Kind.RECLAIMED:
        return Column.RECEIVERS
    return Column.DEPARTMENTS


def take_sections(table):
    """The sections name the departments of the items below and no categories."""
    for raw in table.rows:
        raw.section.names_office = True
        raw.texts[field_of_departments(table, raw)] = office_said(raw.section.name)
        raw.kind_section, raw.section = raw.section, None
        if Column.CATEGORY not in table.columns:
            raw.category = ""


def name_missing(table):
    """In a table with a column of receivers alone the items of coordination are the office's whose
    list it is.
    """
    office = office_of_sheet(table)
    for raw in table.rows:
        kind = kind_in(raw.texts.get(Column.KIND, "")) or raw.kind
        if office and kind == Kind.COORDINATION and not raw.texts.get(Column.RECEIVERS):
            name_office(raw, Column.DEPARTMENTS, office)


def name_office(raw, field, office):
    """Gives an item the office that its table names once for all."""
    raw.texts[field] = office
    for row in raw.department_rows:
        row[field] = office
