"""What is wrong with a row in itself: a text that is missing, too long or not understood."""

import re
from dataclasses import replace

from items.imports.reading.formulas import NO_TEXT, PICTURE, TEXT_INSTEAD, said_by
from items.imports.reading.issues import issue_at, shown
from items.imports.recognition.columns import NAMING
from items.imports.recognition.headwords import FIELD_WORDS, kind_in
from items.imports.recognition.office_of_list import OWN_WORD
from items.models.duty_items import NAME_LENGTH, TEXT_LENGTH

LIMITS = {"name": NAME_LENGTH, "category": 60, "internal_office": 60}
UNLIMITED = ("number", "kind", "scope", "basis", "departments", "receivers", "code")
ERROR_VALUE = re.compile(r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)$", re.MULTILINE)
# nor what an office calls itself, where nobody can tell which one it is
NO_NAME = re.compile(rf"[。：:；;！？]|^[^\u4e00-\u9fff]*$|^{OWN_WORD.pattern}$")
LONGEST_DEPARTMENT = 40
NO_RESULT = "单元格是公式，且没有保存计算结果。"
KINDS_ALLOWED = "可填：基本履职事项、配合履职事项、上级部门收回事项。"
A_WORD = re.compile(r"[^\W\d_]")
TOLD_IN = {"coordination": "department_duty", "reclaimed": "method"}
NEEDED_WORDS = {
    "departments": (
        "missing_department",
        "缺少对应的上级部门。",
        "请填写部门全称；有多个部门的，用顿号或换行分开。",
    ),
    "receivers": (
        "missing_department",
        "缺少承接部门。",
        "请填写部门全称；有多个部门的，用顿号或换行分开。",
    ),
    "receivers_and_method": (
        "missing_department",
        "缺少承接部门及工作方式。",
        "请写明“承接部门：……”“工作方式：……”。",
    ),
    "department_duty": (
        "missing_department_duty",
        "缺少上级部门职责。",
        "请写明该部门承担的职责。",
    ),
    "township_duty": ("missing_township_duty", "缺少配合职责。", "请写明需要配合的内容。"),
    "method": ("missing_method", "缺少工作方式。", "请写明收回后由部门如何办理。"),
}
NEEDED_OF_KIND = {
    "basic": (),
    "coordination": ("departments", "department_duty", "township_duty"),
    "reclaimed": ("receivers", "receivers_and_method", "method"),
}


def check_row(row):
    """The faults of one row; a formula without a stored value is named as such and not as a missing
    text.
    """
    if not row.texts["name"] and not row.formulas.get("name"):
        yield issue_at(
            row, "name", "missing_name", "缺少事项名称。", "请填写事项名称；不是事项的行请删除。"
        )
    yield from without_text(row)
    for field, text in row.texts.items():
        if "#" in text and ERROR_VALUE.search(text):
            yield issue_at(row, field, "formula", "单元格是公式的错误值。", "请改为直接填写文字。")
    if row.name and not A_WORD.search(row.name):
        yield issue_at(
            row,
            "name",
            "odd_name",
            "事项名称只有数字或符号。",
            "请填写事项名称；不是事项的行请删除。",
        )
    for field in NEEDED_OF_KIND[row.kind]:
        if field in row.columns and not row.texts.get(field) and field not in row.formulas:
            yield issue_at(row, field, *NEEDED_WORDS[field])
    yield from too_long(row)
    yield from not_understood(row)


def without_text(row):
    """Cells in which a formula without a result stands, or a picture."""
    for field, formula in row.formulas.items():
        issue = issue_at(row, field, *sentences_of(formula), value=formula)
        at = row.formula_rows.get(field, row.row)
        if at != row.row:
            issue = replace(issue, row=at, beside=row.row)
        yield issue


def sentences_of(formula):
    """The code, the sentence and the hint about a cell without a text."""
    if formula == PICTURE:
        return "picture", NO_TEXT, TEXT_INSTEAD
    return "formula", NO_RESULT, written_out(formula)


def written_out(formula):
    """What to do about a formula: the text it plainly says, where it says one."""
    text = shown(said_by(formula))
    if text:
        return f"请改为直接填写文字“{text}”。"
    return "请改为直接填写文字。"


def not_understood(row):
    """What stands in a cell and could be read in more than one way: said, never guessed."""
    kind = row.texts.get("kind", "")
    if kind and not kind_in(kind):
        yield issue_at(
            row, "kind", "unknown_kind", f"不认识的事项类型“{shown(kind)}”。", KINDS_ALLOWED
        )
    for named in row.department_names:
        if named.leads_too:
            place = row.column_for("responsibilities")
            message = f"“{shown(named.name)}”也标为牵头，牵头部门只能有一个。"
            hint = "请只把一个部门标为牵头，其余标为共同或者配合。"
            yield issue_at(row, place, "two_leads", message, hint)
        if NO_NAME.search(named.name) or len(named.name) > LONGEST_DEPARTMENT:
            place = row.column_for("responsibilities")
            message = f"“{shown(named.name)}”不像部门名称。"
            yield issue_at(
                row,
                place,
                "odd_department",
                message,
                "请只写部门全称；有多个部门的，用顿号或换行分开。",
            )
    both = row.texts.get("receivers_and_method", "")
    if both and row.kind == "reclaimed" and not row.department_names:
        message = "看不出承接部门是哪一个。"
        yield issue_at(
            row,
            "receivers_and_method",
            "missing_department",
            message,
            NEEDED_WORDS["receivers_and_method"][2],
        )


def too_long(row):
    for field, text in row.texts.items():
        limit = LIMITS.get(field, TEXT_LENGTH)
        if field not in UNLIMITED and len(text) > limit:
            sentence = f"{FIELD_WORDS[field]}共{len(text)}字，最多{limit}字。"
            yield issue_at(row, field, "too_long", sentence, f"请精简到{limit}字以内。")


def nobodys(rows, told):
    """Rows that name no department where the others say it in their duties or ways of working.

    `told` are (sheet, row) of the heads of tables of which the missing column is said as a whole.
    """
    for row in rows:
        field = TOLD_IN.get(row.kind)
        if not field or row.content.get("responsibilities") or row.columns.keys() & set(NAMING):
            continue
        if (row.sheet, row.table.head_row) not in told:
            if row.kind == "coordination":
                column, cell = ("对应上级部门", "职责")
            else:
                column, cell = ("承接部门", "工作方式")
            message = f"没有{column}一栏，{cell}中也看不出是哪个部门。"
            hint = f"请在{cell}前写明部门名称，如“县××局：……”。"
            yield issue_at(row, field, "missing_department", message, hint)
