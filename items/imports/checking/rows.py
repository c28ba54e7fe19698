"""Everything that can be said against a file before the register is looked at: all of it at
once.
"""

import re
from collections import Counter, defaultdict
from dataclasses import replace

from items.imports.matching.comparing import plain
from items.imports.reading.formulas import NO_TEXT, PICTURE, TEXT_INSTEAD, said_by
from items.imports.reading.issues import Issue, issue_at, shown
from items.imports.recognition.headwords import FIELD_WORDS, kind_in
from items.imports.recognition.line_items import lines_of
from items.imports.recognition.responsibilities import NAMING
from items.models import Kind
from items.models.duty_items import NAME_LENGTH, TEXT_LENGTH
from items.printed.columns import column_letter
from items.printed.own_marks import MARK_HEAD

from .columns_unsure import unsure_columns
from .needed_columns import missing_columns, missing_names
from .sense import senseless
from .told_rows import hidden_rows, joined_rows
from .unfinished import unfinished_names
from .unplaced import unused

LIMITS = {"name": NAME_LENGTH, "category": 60, "internal_office": 60}
UNLIMITED = ("number", "kind", "scope", "basis", "departments", "receivers", "code")
NOT_A_TEXT = ("number", "code", "category")
ERROR_VALUE = re.compile(r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)$", re.MULTILINE)
NO_NAME = re.compile(r"[。：:；;！？]|^[^\u4e00-\u9fff]*$")
LONGEST_DEPARTMENT = 40
NO_RESULT = "单元格是公式，且没有保存计算结果。"
KINDS_ALLOWED = "可填：基本履职事项、配合履职事项、上级部门收回事项。"
A_WORD = re.compile(r"[^\W\d_]")
TITLE_PLACE = re.compile(r"^[《“\s]*(?P<place>[\u4e00-\u9fff]{1,12}?(?:自治县|[县区市旗])).*清单")
NO_ITEM = "没有识别出任何事项。"
NO_ITEM_HINT = "表头至少应有“序号”和“事项名称”两列；也可以手工指定表头所在行和各列。"
TOLD_IN = {"coordination": "department_duty", "reclaimed": "method"}
ONE_OF_TWO = "确是重复的，请删除其中一行；适用的单位不同的，请并成一行，写明全部适用范围。"
STRAYS = {
    "picture": (NO_TEXT, TEXT_INSTEAD),
    "decision_beside": (
        "处理意见要求改动这一事项，改动后的文字没有写进各栏，不能直接读入。",
        "请按处理意见改好该行各栏后再上传。",
    ),
    "stray_cell": ("这一格不属于任何事项，无法读入。", "如属清单内容，请补全该行；否则请删除。"),
    "doubtful_row": (
        "这一行没有序号，看不出是单独的事项、类别，还是{beside}，没有读入。",
        "是事项的请补上序号；与另一行本是一个事项的，请并成一行；是类别的请写成“一、……”。",
    ),
}
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


def check_file(recognition, rows):
    """(errors, warnings) of the file in itself."""
    errors = [stray(found) for found in recognition.strays]
    missing = list(missing_names(recognition))
    for table in recognition.tables:
        missing += missing_columns(table, rows)
    errors += missing
    errors += unsure_columns(recognition)
    errors += contradictions(recognition)
    errors += unfinished_names(rows)
    if not rows and not missing:
        errors.append(Issue("", None, "", "", "no_table", NO_ITEM, NO_ITEM_HINT))
    for row in rows:
        errors += check_row(row)
    errors += senseless(recognition, rows)
    errors += nobodys(rows, {(issue.sheet, issue.row) for issue in missing})
    errors += duplicates(rows)
    return in_file_order(errors, recognition), list(warnings_of(recognition, rows))


def contradictions(recognition):
    """An error for each table that is called one kind and has all the columns of another."""
    for table in recognition.tables:
        if table.against:
            told, other = Kind(table.told_kind).label, Kind(table.against).label
            message = f"标题或工作表名称写的是{told}事项，各列却是{other}事项的列，看不出是哪一类。"
            hint = "请把标题、工作表名称与表头改为一致，或加一列“事项类型”写明每项的类型。"
            yield Issue(
                table.sheet,
                table.head_row,
                "",
                shown(table.title),
                "kind_contradicted",
                message,
                hint,
            )


def in_file_order(issues, recognition):
    """Issues as one meets them going through the file: by sheet, row and column."""
    sheets = {table.sheet: n for n, table in reversed(list(enumerate(recognition.tables)))}
    return sorted(
        issues, key=lambda i: (sheets.get(i.sheet, -1), i.row or 0, len(i.column), i.column)
    )


def stray(found):
    message, hint = STRAYS[found.code]
    message, column = message.format(beside=beside_of(found)), column_letter(found.column)
    return Issue(
        found.sheet, found.row, column, shown(found.text), found.code, message, hint, found.beside
    )


def beside_of(found):
    """What a row without a number may be instead, with the other row named."""
    if not found.beside:
        return "另一行没有写完的内容"
    other = f"第{found.beside}行“{shown(found.beside_text)}”"
    if found.beside < found.row:
        return f"{other}没有写完的内容"
    return f"与{other}本是一行"


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


def too_long(row):
    for field, text in row.texts.items():
        limit = LIMITS.get(field, TEXT_LENGTH)
        if field not in UNLIMITED and len(text) > limit:
            sentence = f"{FIELD_WORDS[field]}共{len(text)}字，最多{limit}字。"
            yield issue_at(row, field, "too_long", sentence, f"请精简到{limit}字以内。")


def duplicates(rows):
    """Rows that say the same as an earlier one of the same kind."""
    times, seen = Counter(map(called, rows)), {}
    for row in rows:
        if not row.name or times[called(row)] == 1:
            continue
        first = seen.setdefault((row.kind, texts_of(row)), row)
        if first is not row:
            where = ""
            if first.sheet != row.sheet:
                where = f"工作表“{first.sheet}”"
            same = "读入的内容"
            if said_scope(first) != said_scope(row):
                same = "除适用范围外"
            message = f"与{where}第{first.row}行{same}完全相同。{unlike(first, row)}"
            yield issue_at(row, "name", "duplicate_row", message, ONE_OF_TWO)


def unlike(first, row):
    """In what two rows differ that is in no text of theirs: a row may be there for another
    township.
    """
    differing = []
    for head in unread_heads(first, row):
        if first.unread.get(head) != row.unread.get(head):
            differing.append(head)
    if differing:
        return f"两行的“{'、'.join(differing)}”不同，这一栏没有读入。"
    if first.code != row.code:
        return "两行的编码不同。"
    if first.marks != row.marks:
        return "两行勾选的单位不同。"
    if first.content.get("category") != row.content.get("category"):
        return "两行的类别不同。"
    return ""


def unread_heads(first, row):
    return dict.fromkeys([*first.unread, *row.unread])


def called(row):
    """What rows that say the same have in common at the least."""
    return row.kind, plain(row.texts.get("name", ""))


def texts_of(row):
    """All that a row says of its item, as it is compared with other rows of the file.

    Where it applies counts only for an item of a code: rows that differ in nothing else are one
    item.
    """
    if row.code:
        left_out = NOT_A_TEXT
    else:
        left_out = (*NOT_A_TEXT, "scope")
    return tuple(
        (field, plain(text)) for field, text in sorted(row.texts.items()) if field not in left_out
    )


def said_scope(row):
    return plain(row.texts.get("scope", ""))


def warnings_of(recognition, rows):
    """What does not stop an import but should be known."""
    yield from section_counts(recognition)
    for table in recognition.tables:
        yield from other_levels(table)
        yield from unknown_columns(table)
        if not table.rows:
            yield Issue(table.sheet, table.head_row, "", "", "empty_table", "表头之下没有事项。")
        yield from remarks(table)
        yield from joined_rows(table)
        yield from hidden_rows(table, recognition.hidden_rows)
        yield from hidden_columns(table)
    for skipped in recognition.skipped:
        text = shown(skipped.text)
        yield Issue(skipped.sheet, skipped.row, "", text, "skipped", left_out(skipped))
    for sheet, note in recognition.notes:
        yield Issue(sheet, None, "", "", "read_otherwise", f"{note}。")
    for row in rows:
        yield from unplaced_duties(row)
        yield from unused(row)
    for row in rows:
        yield from several_in_one(row)
    yield from names_met_twice(rows)


def unknown_columns(table):
    """The columns that are not read in; our own in a workbook that was given back needs no word."""
    for column, head in table.unknown.items():
        if head != MARK_HEAD:
            why = table.aside.get(column, "不认识的列“{}”").format(head)
            message = f"{why}，该列没有读入。"
            letter = column_letter(column)
            yield Issue(table.sheet, table.head_row, letter, shown(head), "unknown_column", message)


def hidden_columns(table):
    for column in table.hidden_columns:
        message = f"“{table.heads.get(column, '')}”一列是隐藏的，照常读入。"
        letter = column_letter(column)
        yield Issue(table.sheet, table.head_row, letter, "", "hidden_column", message)


def several_in_one(row):
    """A name of numbered lines: read as one item, which it may not be."""
    name = row.texts.get("name", "")
    if "\n" in name and (count := len(lines_of(name))) > 1:
        message = (
            f"事项名称里有{count}行带编号的内容，按一个事项读入；如是多个事项，请每项单独一行。"
        )
        yield issue_at(row, "name", "several_in_one", message)


def other_levels(table):
    """The section rows whose names are no category, because the level above or below them is."""
    for section in table.sections:
        if section.aside:
            message = f"“{shown(section.name)}”是{section.aside}。"
            yield Issue(table.sheet, section.row, "", shown(section.name), "skipped", message)


def unplaced_duties(row):
    """Blocks of duties headed by an office that the row does not name: read, but whose they are is
    doubtful.
    """
    for name in row.strangers:
        message = f"职责中有“{shown(name)}”的内容，但该行没有写这个部门，这部分内容按原文保留在已写明的部门名下。"
        yield issue_at(
            row,
            "department_duty",
            "unplaced_duty",
            message,
            "请在部门一栏补上该部门，或核对名称。",
            name,
        )


def left_out(skipped):
    """What was left out and why, as one sentence."""
    if skipped.row is None:
        return f"{skipped.reason}。"
    reason = skipped.reason.removesuffix("，没有读入")
    if skipped.text:
        return f"“{shown(skipped.text)}”是{reason}，没有读入。"
    return f"{reason}，没有读入。"


def remarks(table):
    """备注 is known and belongs to no item; what stands there is said once for the table."""
    if table.first_remark:
        row, column, text = table.first_remark
        head = table.heads.get(column, "") or "备注"
        message = f"“{head}”一列有{table.remarks}处内容，没有读入。"
        yield Issue(table.sheet, row, column_letter(column), shown(text), "remark", message)


def section_counts(recognition):
    """Categories and kinds whose row says another number of items than follow it.

    A row over tables beside each other counts the items of one of them or of all.
    """
    counted = items_by_section(recognition)
    for (sheet, row, name), sections in counting_sections(recognition).items():
        number, each = sections[0].count, [counted[id(section)] for section in sections]
        if number not in (sum(each), *each):
            message = f"“{name}”标明{number}项，读到{sum(each)}项。"
            yield Issue(sheet, row, "", name, "section_count", message)


def items_by_section(recognition):
    """{id of a section, of a category or a kind: how many items stand under it}"""
    counted = Counter()
    for table in recognition.tables:
        for raw in table.rows:
            counted[id(raw.section)] += 1
            counted[id(raw.kind_section)] += 1
    return counted


def counting_sections(recognition):
    """{(sheet, row, name): the sections this row is, one for each table it stands over}"""
    counting = defaultdict(list)
    for table in recognition.tables:
        for section in table.sections:
            if not section.aside and section.count is not None:
                counting[table.sheet, section.row, section.name].append(section)
    return counting


def names_met_twice(rows):
    """Names of one kind that stand on several rows with different texts: allowed, but rarely
    meant.
    """
    by_name = defaultdict(list)
    for row in rows:
        if row.name:
            by_name[row.kind, plain(row.name)].append(row)
    for same_name in by_name.values():
        different = first_of_each_text(same_name)
        if len(different) > 1:
            message = f"{rows_in_words(different)}的事项名称相同。"
            yield issue_at(different[-1], "name", "same_name", message)


def first_of_each_text(rows):
    if len(rows) == 1:
        return rows
    first = {}
    for row in rows:
        first.setdefault(texts_of(row), row)
    return list(first.values())


def rows_in_words(rows):
    """第3行、第5行; where they are of several sheets with the sheet of each."""
    several = len({row.sheet for row in rows}) > 1
    places = []
    for row in rows:
        place = f"第{row.row}行"
        if several:
            place = f"工作表“{row.sheet}”{place}"
        places.append(place)
    return "、".join(places)


def check_titles(recognition, county, township=None):
    """One warning when the tables' titles name another county or township than the one they are
    imported into.
    """
    townships = list(county.children.values_list("name", flat=True))
    own, others, target = [county.name, *townships], [], county.name
    if township:
        own = [county.name, township.name]
        others = [name for name in townships if name != township.name]
        target = f"{county.name}{township.name}"
    for table in recognition.tables:
        named = place_named(table.title, others)
        if named and not any(name in table.title or named in name for name in own):
            message = f"标题写的是“{named}”，正在导入的是{target}，请核对。"
            return [Issue(table.sheet, None, "", shown(table.title), "other_county", message)]
    return []


def place_named(title, townships):
    """The county at the head of a title, or the first of these townships that it names; or ""."""
    match = TITLE_PLACE.match(title)
    if match:
        return match["place"]
    for name in townships:
        if name in title:
            return name
    return ""
