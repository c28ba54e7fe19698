"""Who answers for an item: its departments in their roles, each with its own duty, office and way
of working.
"""

import re

from .departments import NOBODY, assign_roles, split_departments
from .duties import share_text
from .receiving import receivers_in
from .told_departments import told_in
from .township_side import UNSAID, is_one_township, is_township, side_of

NAMING = (
    "departments",
    "receivers",
    "receivers_and_method",
    "support_departments",
    "joint_departments",
)
DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
ROLES_SAID = (
    ("support", re.compile(r"配合|协[助同办]|参与|辅助")),
    ("lead", re.compile(r"牵头|主[体责办管要]|第一|首要")),
    ("joint", re.compile(r"共同|联合|监管|直接|相关|会同")),
)
OWN_COLUMNS = {
    "duty": "department_duty",
    "method": "method",
    "internal_office": "internal_office",
    "transition_on": "transition_on",
}


def responsibilities_of(kind, raw):
    """(departments with role, duty and method; the fields the file has columns for; headings of
    nobody named).

    None instead of departments when the file has no column of them.
    """
    texts, receiving = raw.texts, kind == "reclaimed"
    own = tuple(name for name, column in OWN_COLUMNS.items() if column in texts)
    if not texts.keys() & set(NAMING):
        return from_what_is_said(texts, own, receiving=receiving)
    if "receivers_and_method" in texts and not (texts.get("receivers") or texts.get("departments")):
        named = with_offices(from_one_column(texts["receivers_and_method"]), texts, receiving=True)
        return assign_roles(named, receiving=True), (*own, "method"), ()
    parts = raw.parts if len(raw.parts) > 1 else [texts]
    if not dealt_by_rows(parts):
        parts = [texts]
    named, strangers = [], []
    for part in parts:
        found, odd = from_part({**texts, **part}, receiving=receiving, alone=len(parts) == 1)
        add_named(named, found)
        strangers += odd
    if receiving and "method" not in texts and "department_duty" in texts:
        own = (*(name for name in own if name != "duty"), "method")
    if not receiving and "method" in texts and "department_duty" not in texts:
        own = (*(name for name in own if name != "method"), "duty")
    return assign_roles(named, receiving=receiving), own, tuple(dict.fromkeys(strangers))


def from_what_is_said(texts, own, *, receiving):
    """The same where no column names departments: those that the cell of their duties or methods
    names.
    """
    said, named = texts.get("method" if receiving else "department_duty", ""), []
    for departments, text in told_in(said) if said else ():
        for department in departments:
            (department.method if receiving else department.duty).extend([text] if text else [])
        add_named(named, departments)
    return (assign_roles(named, receiving=receiving) if named else None), own, ()


def add_named(named, found):
    """Adds the departments of one row; what a further row says of one that is there already is
    added to it.
    """
    known = {department.full_name: department for department in named}
    for department in found:
        if before := known.get(department.full_name):
            before.duty += department.duty
            before.method += department.method
            before.add_office(department.internal_office)
        else:
            named.append(department)


def with_offices(named, texts, *, receiving):
    """The departments with what the column of internal offices says: of all who receive, else of
    each or the first.
    """
    text = texts.get("internal_office", "")
    if not text or text in NOBODY or not named:
        return named
    lines = text.split("\n")
    each = lines if len(lines) == len(named) else [text] * len(named) if receiving else [text]
    for department, office in zip(named, each, strict=False):
        department.internal_office = department.internal_office or office
    return named


def settle_township(kind, named, raw):
    """Moves the duty of the township's side, where it stands among the departments, to the item's
    township duty.
    """
    side = [department for department in named or () if is_township(department.name)]
    side = [department for department in side if department.duty] if kind == "coordination" else []
    if side:
        texts = [
            raw.texts.get("township_duty", ""),
            *("\n".join(department.duty) for department in side),
        ]
        raw.texts["township_duty"] = "\n".join(dict.fromkeys(filter(None, texts)))
        raw.columns.setdefault("township_duty", raw.columns.get("department_duty", 0))
    return [department for department in named if department not in side] if side else named


def supporting(named, raw):
    """(the departments of a basic item, those that have no place in it, townships among these by
    their own names).

    It is the township's own, which needs no saying; only who supports it has a place. None where
    the file names others alone: then it says nothing of these.
    """
    said = departments_of(raw.texts, receiving=False)
    told = {one.full_name for one in said if one.role == "support"}
    kept = [one for one in named or () if one.full_name in told]
    for one in kept:
        one.role = "support"
    others = [one for one in named or () if one not in kept]
    departments = [one for one in others if not is_township(one.name)]
    townships = [one.name for one in others if is_one_township(one.name)]
    return kept if kept or not departments else None, departments, tuple(townships)


def dealt_by_rows(parts):
    """Whether each row of an item names its own departments and says what is theirs."""
    told = [part for part in parts if part.get("departments") or part.get("receivers")]
    texts = [part.get("department_duty") or part.get("method") for part in told]
    return len(told) > 1 and all(texts)


def from_one_column(text):
    """The departments of 承接部门及工作方式, each with its own way of working."""
    named = []
    for departments, method in receivers_in(text):
        for department in departments:
            department.method = [method] if method else []
        named += departments
    return named


def from_part(texts, *, receiving, alone):
    """(departments, headings of nobody named) of one row of texts."""
    named, township = side_of(departments_of(texts, receiving=receiving), texts)
    roles = assign_roles(named, receiving=receiving) if alone else named
    with_offices(roles, texts, receiving=receiving)
    duty, method = texts.get("department_duty", ""), texts.get("method", "")
    if receiving and "method" not in texts:
        duty, method = "", duty
    elif not receiving and "department_duty" not in texts:
        duty, method = method, ""
    strangers = share_among(roles, township, duty, texts.get("support_duty", ""))
    strangers += share_text(method, roles if receiving else [], "method")
    return [
        *roles,
        *([township] if township and (township.duty or township.name != UNSAID) else []),
    ], strangers


def share_among(named, township, duty, support_duty):
    """Shares out the duties of a row; those of the supporting departments may stand in a column of
    their own.
    """
    supporting = (
        [department for department in named if department.role == "support"] if support_duty else []
    )
    others = [department for department in named if department not in supporting]
    if township and not others:
        township.duty = [text for text in (duty, support_duty) if text and text not in NOBODY][:1]
        return share_text(support_duty, supporting, "duty")
    if support_duty and not supporting and township:
        township.duty = [support_duty]
    return share_text(duty, others, "duty", township) + share_text(support_duty, supporting, "duty")


def departments_of(texts, *, receiving):
    """The departments of all columns that name some: of the kind's own column first, else of the
    other.
    """
    heads = ("receivers", "departments") if receiving else ("departments", "receivers")
    where = next(
        (texts[head] for head in heads if texts.get(head) and texts[head] not in NOBODY), ""
    )
    named = split_departments(where)
    for column, role in (("joint_departments", "joint"), ("support_departments", "support")):
        known = {department.full_name: department for department in named}
        for department in split_departments(texts.get(column, "")):
            if before := known.get(department.full_name):
                before.add_office(department.internal_office)
            else:
                department.role = department.role or role
                named.append(department)
    if len(named) == 1 and (role := role_said(texts.get("role", ""))):
        named[0].role = named[0].role or role
    return named


def role_said(text):
    """The role a cell gives the department beside it: 牵头责任, 主体责任, 配合责任, 监管责任."""
    return next((role for role, words in ROLES_SAID if words.search(text)), "")


def responsibility(named, texts):
    receiving = named.role == "receiver"
    return {
        "department": named.full_name,
        "collective": named.collective,
        "role": named.role,
        "internal_office": named.internal_office,
        "duty": "\n".join(named.duty),
        "method": "\n".join(named.method) if receiving else "",
        "transition_on": day_of(texts.get("transition_on", "")) if receiving else None,
    }


def day_of(text):
    """A date however it is written, as ISO; a text without one stays as it is, for the check to
    name.
    """
    match = DAY.search(text)
    if not match:
        return text or None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"
