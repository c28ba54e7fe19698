"""What stands in a row and is not read in, because an item of its kind has no place for it: said,
never dropped.
"""

import re

from items.imports.reading.issues import issue_at, shown
from items.imports.recognition.columns import NAMING
from items.imports.recognition.departments import NOBODY
from items.imports.recognition.headwords import FIELD_WORDS
from items.imports.recognition.responsibilities import is_no_day
from items.models import Kind

A_WORD = re.compile(r"[^\W\d_]")
UNUSED = {
    "basic": ("township_duty", "method", "transition_on"),
    "coordination": ("method", "transition_on"),
    "reclaimed": ("township_duty",),
}
OF_DEPARTMENTS = ("department_duty", "support_duty", "method", "internal_office")


def unused(row):
    """What stands in a row and has no place in an item of its kind, or in one that names no
    department.
    """
    fields = UNUSED[row.kind]
    if row.kind == "coordination" and "department_duty" not in row.texts:
        fields = ()  # the way of working was read as their duty
    if row.kind == "basic" and not row.department_names:
        fields = (*fields, *OF_DEPARTMENTS)
    if row.unplaced:
        yield no_place(row, row.column_for("responsibilities"))
    for field in dict.fromkeys(fields):
        if says_something(row, field):
            yield no_place(row, field)
    if row.kind == Kind.RECLAIMED and is_no_day(row.texts.get("transition_on", "")):
        said = shown(row.texts["transition_on"].strip())
        message = f"“{said}”不是日期，交接时间留空。"
        yield issue_at(row, "transition_on", "unused_text", message)
    if not (row.department_names or row.columns.keys() & set(NAMING)):
        yield from nobody_s(row, [field for field in OF_DEPARTMENTS if field not in fields])


def nobody_s(row, fields):
    """What stands in a row that names no department, in the columns of what departments do."""
    for field in fields:
        if says_something(row, field):
            message = f"没有写明是哪个部门的，“{FIELD_WORDS[field]}”这一格没有读入。"
            yield issue_at(row, field, "unused_text", message)


def no_place(row, field):
    """What stands in a column that an item of this kind does not have, by the column's own head."""
    head = row.table.heads.get(row.columns.get(field), "") or FIELD_WORDS[field]
    message = f"{Kind(row.kind).label}事项没有地方填写“{head}”，这一格没有读入。"
    return issue_at(row, field, "unused_text", message)


def says_something(row, field):
    text = row.texts.get(field, "")
    return bool(A_WORD.search(text)) and text.strip() not in NOBODY
