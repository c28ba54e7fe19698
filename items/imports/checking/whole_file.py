"""Everything that can be said against a file before the register is looked at: all of it at
once.
"""

from items.imports.reading.formulas import NO_TEXT, TEXT_INSTEAD
from items.imports.reading.issues import Issue, shown
from items.models import Kind
from items.printed.columns import column_letter

from .columns_unsure import unsure_columns
from .file_warnings import warnings_of
from .needed_columns import missing_columns, missing_keys, missing_names
from .rows import check_row, nobodys
from .same_rows import duplicates, lists_met_twice
from .sense import senseless
from .unfinished import unfinished_names

NO_ITEM = "没有识别出任何事项。"
NO_ITEM_HINT = (
    "表头至少应有“序号”和“事项名称”两列；也可以手工指定表头所在行和各列。"
    "一项一张表单的，把各栏的叫法登记为本县的表头用语后再上传。"
)
STRAYS = {
    "picture": (NO_TEXT, TEXT_INSTEAD),
    "decision_beside": (
        "这一行只写了对这一事项的处理意见，改动后的文字没有写进各栏，不能直接读入。",
        "请按处理意见改好该行各栏后再上传。",
    ),
    "stray_cell": ("这一格不属于任何事项，无法读入。", "如属清单内容，请补全该行；否则请删除。"),
    "doubtful_row": (
        "这一行没有序号，看不出是单独的事项、类别，还是{beside}，没有读入。",
        "是事项的请补上序号；与另一行本是一个事项的，请并成一行；是类别的请写成“一、……”。",
    ),
    "same_item_code": (
        "这一行与第{row}行的编码相同，却不只是部门不同，看不出是不是同一事项。",
        "是同一事项的，请把事项名称、类别和乡镇（街道）职责改为一致；不是的，请改正编码。",
    ),
}


def check_file(recognition, rows):
    """(errors, warnings) of the file in itself."""
    errors = [stray(found) for found in recognition.strays]
    missing = [*missing_names(recognition), *missing_keys(recognition)]
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
    errors += lists_met_twice(rows)
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
    message = message.format(beside=beside_of(found), row=found.beside)
    column = column_letter(found.column)
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
