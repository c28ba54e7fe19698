"""Who answers for an item: its departments in their roles, each with its duty and office."""

import re
from calendar import monthrange

from items.models import Kind, ResponsibilityRole

from .columns import NAMING, WHAT, WHO, Column
from .departments import (
    NOBODY,
    NamedDepartment,
    assign_roles,
    is_office,
    office_names,
    split_departments,
)
from .departments_in_duties import departments_in, headings_in, with_roles_behind
from .duties import COLON, share_duty, share_method
from .numbering import NUMBER_BEFORE
from .receiving import office_working, receivers_in
from .township_side import UNSAID, is_one_township, is_township, side_of

OTHERS = {
    Column.JOINT_DEPARTMENTS: ResponsibilityRole.JOINT,
    Column.SUPPORT_DEPARTMENTS: ResponsibilityRole.SUPPORT,
}
ALL_NAMING = {**dict.fromkeys(WHO, ""), **OTHERS}
DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
END_OF_MONTH = re.compile(
    r"^(?P<year>\d{4})\s*(?:年\s*(?:(?P<month>\d{1,2})\s*月)?)(?:底|末)(?:之?前)?(?:完成|到位|移交|交接)?$"
)
NO_DAY = re.compile(
    r"^(?:已|均已|全部)*(?:完成)?(?:交接|移交|收回|承接|到位|完成)(?:完成|完毕|到位|到期)?$"
    r"|^(?:即日起?|立即|即时)(?:交接|移交|收回|承接|执行)?$"
)
# 县林业局（办理采伐手续。）、县公安局（查处毁林。）, 县公安局，抓骗子；县商务局，给补助;
# 县财政局负责落实经费；县公安局负责侦办案件。
WITH_ITS_DUTY = re.compile(
    r"[、，,；;\s]*(?P<office>[^、，,；;：:。\s（()）]{2,20}?)"
    r"(?:[（(](?P<boxed>[^（()）]*(?:[。；;][^（()）]*|[，,][^（()）]{3,})"
    r"|(?:协助|配合|负责(?!人)|依法|查[处办]|提供|组织|出具|安排)[^（()）：:]{3,})[）)]"
    r"|[，,](?P<behind>[^（()）；;\n]+)|负责(?P<does>[^；;。\n]+))(?:[、，,；;。\s]+|$)"
)
# a line that is numbered or headed
BEGINS_ANEW = re.compile(
    rf"^\s*(?:{NUMBER_BEFORE}|[【\[(（]|[^：:，。；—]{{2,24}}(?:[：:]|——?|--|→))"
)
OF_EACH = re.compile(r"各自|共同")  # of a duty that several have: 按各自职责开展检查
ROLES_IN_CELLS = (
    (ResponsibilityRole.SUPPORT, re.compile(r"配合|协[助办]|参与|辅助|支[持撑]|保障|^[协配]$")),
    (ResponsibilityRole.LEAD, re.compile(r"(?<!共同)牵头|主[体责办管要]|第一|首要|^[主牵]$")),
    (ResponsibilityRole.JOINT, re.compile(r"共同|协同|联合|监管|直接|相关|会同|^[共会]$")),
)
# a department's own fields, and the column each has
OWN_COLUMNS = {
    "duty": Column.DEPARTMENT_DUTY,
    "method": Column.METHOD,
    "internal_office": Column.INTERNAL_OFFICE,
    "transition_on": Column.TRANSITION_ON,
}


def responsibilities_of(kind, raw):
    """(departments with role, duty and method; the fields the file has columns for; headings of
    nobody named).

    None instead of departments when the file has no column of them.
    """
    texts, receiving = raw.texts, kind == Kind.RECLAIMED
    if not texts.keys() & set(NAMING):
        return from_duties(texts, receiving=receiving), has_columns(texts), ()
    if Column.RECEIVERS_AND_METHOD in texts and not any(map(texts.get, WHO)):
        named = from_one_column(texts[Column.RECEIVERS_AND_METHOD])
        named = assign_roles(with_offices(named, texts, receiving=True), receiving=True)
        name_office_working(named)
        return named, (*has_columns(texts), "method"), ()
    rows = raw.department_rows
    if not each_row_has_its_own(rows):
        rows = [texts]
    named, strangers = [], []
    for row in rows:
        of_row, unknown = from_row({**texts, **row}, receiving=receiving, alone=len(rows) == 1)
        add_named(named, of_row)
        strangers += unknown
    named = assign_roles(named, receiving=receiving)
    if receiving:
        name_office_working(named)
    return named, own_fields(texts, receiving=receiving), tuple(dict.fromkeys(strangers))


def said(texts, column):
    """What a cell says; 无 and / are nothing."""
    text = texts.get(column, "")
    return "" if text in NOBODY else text


def has_columns(texts):
    """The fields of a department that the file has a column for."""
    return tuple(name for name, column in OWN_COLUMNS.items() if column in texts)


def own_fields(texts, *, receiving):
    """The same; the one column of duties or methods holds what the kind has of the two."""
    own = list(has_columns(texts))
    mine, others = ("method", "duty") if receiving else ("duty", "method")
    if others in own and mine not in own:
        own.remove(others)
        own.append(mine)
    return tuple(own)


def from_duties(texts, *, receiving):
    """The departments that a cell of duties or methods names itself; None for nobody."""
    township, (duty, method) = None, duty_and_method(texts, receiving=receiving)
    text = method if receiving else duty
    if not receiving:
        township, text = without_township(text)
    named = named_in(text, receiving=receiving)
    if not named:
        return None
    named = with_offices(named, texts, receiving=receiving)
    named = assign_roles(named, receiving=receiving)
    if township:
        named.append(township)
    return named


def named_in(text, *, receiving):
    """The departments that a cell of duties or methods names, each with its own."""
    named = []
    for departments, share in departments_in(text):
        for department in departments:
            own = department.method if receiving else department.duty
            if share:
                own.append(share)
        add_named(named, departments)
    return named


def without_township(text):
    """(the township's side, the text before it) of duties that end with the township's: 乡镇：……"""
    for match in COLON.finditer(text):
        if is_township(match["label"].strip()) and text[: match.start()].strip():
            township = NamedDepartment(UNSAID)
            township.duty.append(text[match.end() :].strip())
            return township, text[: match.start()].strip()
    return None, text


def add_named(named, further):
    """Adds the departments of one row; what it says of one known already is added to it."""
    known = {department.full_name: department for department in named}
    for department in further:
        if before := known.get(department.full_name):
            before.duty += department.duty
            before.method += department.method
            before.add_office(department.internal_office)
        else:
            named.append(department)


def with_offices(named, texts, *, receiving):
    """The departments with what the column of internal offices says: one for each, or the first's;
    several that are not one for each are those of all who receive.
    """
    text = said(texts, Column.INTERNAL_OFFICE)
    if not text or not named:
        return named
    offices = text.split("\n")
    if len(offices) != len(named):
        offices = office_names(text)
    if len(offices) != len(named):
        is_of_all = receiving and len(offices) > 1
        offices = [text] * (len(named) if is_of_all else 1)
    for department, office in zip(named, offices, strict=False):
        department.internal_office = department.internal_office or office
    return named


def name_office_working(named):
    """Gives the one department that receives an item the internal office of which its way of
    working says first that it answers for it, unless another one is named: 由优抚股负责，……
    """
    if len(named) == 1 and not named[0].internal_office:
        named[0].internal_office = office_working("\n".join(named[0].method))


def settle_township(kind, named, raw):
    """Moves the duty of a township among the departments to the item's township duty."""
    if kind != Kind.COORDINATION or not named:
        return named
    duties, others = [raw.texts.get(Column.TOWNSHIP_DUTY, "")], []
    for department in named:
        if is_township(department.name) and department.duty:
            duties.append("\n".join(department.duty))
        else:
            others.append(department)
    if len(others) < len(named):
        raw.texts[Column.TOWNSHIP_DUTY] = "\n".join(dict.fromkeys(filter(None, duties)))
        raw.columns.setdefault(Column.TOWNSHIP_DUTY, raw.columns.get(Column.DEPARTMENT_DUTY, 0))
    return others


def supporting(named, raw):
    """(the departments of a basic item, those that have no place in it, townships among these by
    their own names).

    It is the township's own, which needs no saying; only who supports it has a place. None where
    the file names others alone: then it says nothing of these.
    """
    supporters = set()
    for department in departments_of(raw.texts, receiving=False):
        if department.role == ResponsibilityRole.SUPPORT:
            supporters.add(department.full_name)
    kept, unplaced, townships = [], [], []
    for department in named:
        if department.full_name in supporters:
            department.role = ResponsibilityRole.SUPPORT
            kept.append(department)
        elif is_one_township(department.name):
            townships.append(department.name)
        elif not is_township(department.name):
            unplaced.append(department)
    if unplaced and not kept:
        kept = None
    return kept, unplaced, tuple(townships)


def each_row_has_its_own(rows):
    """Whether each row of an item names its own departments and says what is theirs."""
    naming = 0
    for row in rows:
        if any(map(row.get, WHO)):
            naming += 1
            if not any(map(row.get, WHAT)):
                return False
        elif any(map(row.get, OTHERS)):
            naming += 1
    return naming > 1


def from_one_column(text):
    """The departments of 承接部门及工作方式, each with its own way of working."""
    named = []
    for departments, method in receivers_in(text):
        for department in departments:
            department.method = []
        share_method(method, departments)
        named += departments
    return named


def from_row(texts, *, receiving, alone):
    """(departments, headings of nobody named) of one row of texts."""
    duty, method = duty_and_method(texts, receiving=receiving)
    columns = OTHERS if duty or method else ALL_NAMING
    texts, with_duties = apart(texts, columns, receiving=receiving)
    offices = lead_cell(texts, receiving=receiving)
    named, township = side_of(departments_of(texts, receiving=receiving), texts)
    if alone and not with_duties:
        named = assign_roles(named, receiving=receiving)
    with_offices(named, texts, receiving=receiving)
    if duty and not offices:
        leads, duty = leads_in(duty, named)
        named = [*leads, *named]
    if "\n" in offices:
        duty, method = headed_by_lines(duty, offices), headed_by_lines(method, offices)
    leads = () if OF_EACH.search(duty) else named_alone(named, texts, receiving=receiving)
    support_duty = said(texts, Column.SUPPORT_DUTY)
    if receiving:
        strangers = share_methods(named, method, support_duty, leads)
    else:
        strangers = share_among(named, township, duty, support_duty, leads)
    if township and (township.duty or township.name != UNSAID):
        named = [*named, township]
    first, then = (named, with_duties) if offices else (with_duties, named)
    add_named(first, then)
    return first, strangers


def headed_by_lines(text, offices):
    """A cell of duties with a line for each department, which have a line each too, as headed by
    them; another one as it is.
    """
    lines = text.split("\n")
    are_pairs = len(lines) == len(offices.split("\n")) > 1
    named = split_departments(offices) if are_pairs else []
    if len(named) != len(lines) or any(map(BEGINS_ANEW.match, lines)):
        return text
    pairs = zip(named, lines, strict=True)
    return "\n".join(f"{department.full_name}：{line}" for department, line in pairs)


def leads_in(duty, named):
    """(departments, what is left) where duties name those that no column names."""
    shares = departments_in(duty)
    if not all(departments and share for departments, share in shares):
        return [], duty
    known, leads = {department.full_name: department for department in named}, []
    for departments, share in shares:
        for department in departments:
            before = known.get(department.full_name, department)
            before.duty.append(share)
            if before is department:
                leads.append(department)
    return leads, ""


def apart(texts, columns, *, receiving):
    """(texts, departments) of cells that name them with their duties: 县公安局：负责……; `columns`
    are {field: the role of those in it}.
    """
    with_duties = []
    for column, role in columns.items():
        text = headed_by_offices(texts.get(column, ""))
        if not text or not headings_in(with_roles_behind(text)):
            continue
        shares = departments_in(text)
        if not all(departments and duty for departments, duty in shares):
            continue
        texts = {**texts, column: ""}
        for departments, duty in shares:
            for department in departments:
                (department.method if receiving else department.duty).append(duty)
            with_duties += with_role(departments, role)
    return texts, with_duties


def have_duties(text):
    """Whether a cell of departments says behind each what it does."""
    return bool(headings_in(with_roles_behind(headed_by_offices(text))))


def headed_by_offices(text):
    """A cell of departments with their duties in brackets behind them as lines headed by them."""
    found = [*WITH_ITS_DUTY.finditer(text)]
    if not found or "".join(match[0] for match in found) != text:
        return text
    lines = []
    for match in found:
        duty = match["boxed"] or match["behind"] or match["does"]
        if not is_office(match["office"]) or is_office(office_names(duty)[0]):
            return text
        lines.append(f"{match['office']}：{duty}")
    return "\n".join(lines)


def duty_and_method(texts, *, receiving):
    """What a row says of duties and of methods; one column of either is what the kind has."""
    duty, method = said(texts, Column.DEPARTMENT_DUTY), said(texts, Column.METHOD)
    if receiving and Column.METHOD not in texts and not duty:
        return "", texts.get(Column.TOWNSHIP_DUTY, "")  # 配合职责/工作方式 in one column
    if receiving and Column.METHOD not in texts:
        return "", duty
    if not receiving and Column.DEPARTMENT_DUTY not in texts:
        return method, ""
    return duty, method


def named_alone(named, texts, *, receiving):
    """Those of a row in the column of its kind, where the others have one of their own."""
    if not any(texts.get(column) for column in OTHERS):
        return []
    of_kind = split_departments(lead_cell(texts, receiving=receiving))
    names = {department.full_name for department in of_kind}
    return [department for department in named if department.full_name in names]


def share_among(named, township, duty, support_duty, leads):
    """Shares out a row's duties; those of who supports may have a column of their own."""
    supporters = []
    for role in (ResponsibilityRole.SUPPORT, ResponsibilityRole.JOINT):
        if support_duty and not supporters:
            supporters = [one for one in named if one.role == role and one not in leads]
    others = [department for department in named if department not in supporters]
    if township and not others:
        township.duty = list(filter(None, (duty, support_duty)))[:1]
        return share_duty(support_duty, supporters)
    if support_duty and not supporters and township:
        township.duty = [support_duty]
    strangers = share_duty(duty, others, township, leads)
    return strangers + share_duty(support_duty, supporters)


def share_methods(named, method, support_method, leads):
    """Shares out ways of working; those beside the first may have a column of their own."""
    others = [department for department in named if department not in leads]
    if not (support_method and leads and others):
        return share_method(method, named)
    return share_method(method, leads) + share_method(support_method, others)


def departments_of(texts, *, receiving):
    """The departments of all columns; the kind's own column goes before the other."""
    named = split_departments(lead_cell(texts, receiving=receiving))
    for column, role in OTHERS.items():
        add_named(named, with_role(split_departments(texts.get(column, "")), role))
    if len(named) == 1 and not named[0].role:
        named[0].role = role_in(texts.get(Column.ROLE, ""))
    return named


def lead_cell(texts, *, receiving):
    """The cell of the kind's own column of departments, else of the other kind's."""
    for column in reversed(WHO) if receiving else WHO:
        if text := said(texts, column):
            return text
    return ""


def with_role(departments, role):
    """The departments of a cell, in a role unless the cell says another one."""
    for department in departments:
        department.role = department.role or role
    return departments


def role_in(text):
    """The role a cell gives the department beside it: 牵头责任, 主体责任, 配合责任, 监管责任."""
    for role, words in ROLES_IN_CELLS:
        if words.search(text):
            return role
    return ""


def responsibility(named, texts):
    """A department as a content has it; only receivers have a method and a transition day."""
    method, transition_on = "", None
    if named.role == ResponsibilityRole.RECEIVER:
        method = "\n".join(named.method)
        transition_on = day_of(texts.get(Column.TRANSITION_ON, ""))
    return {
        "department": named.full_name,
        "collective": named.collective,
        "role": named.role,
        "internal_office": named.internal_office,
        "duty": "\n".join(named.duty),
        "method": method,
        "transition_on": transition_on,
    }


def day_of(text):
    """A date in any form as ISO, the end of a month its last day; another text as it is."""
    if match := DAY.search(text):
        year, month, day = map(int, match.groups())
    elif match := END_OF_MONTH.match(text.strip()):
        year, month = int(match["year"]), int(match["month"] or 12)
        if not 1 <= month <= 12:
            return text
        day = monthrange(year, month)[1]
    elif is_no_day(text):
        return None
    else:
        return text or None
    return f"{year:04d}-{month:02d}-{day:02d}"


def is_no_day(text):
    """Whether a text about a day says that there is none to come: 已完成交接, 即日."""
    return bool(NO_DAY.match(text.strip()))
