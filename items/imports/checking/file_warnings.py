"""What does not stop an import but should be known: what was left out, and what is doubtful."""

from items.imports.reading.issues import Issue, issue_at, shown
from items.imports.recognition.line_items import lines_of
from items.printed.columns import column_letter
from items.printed.own_marks import MARK_HEAD

from .same_rows import names_met_twice
from .section_counts import section_counts
from .told_rows import gathered_rows, hidden_rows, joined_rows
from .unplaced import unused


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
    yield from gathered_rows(recognition)
    for skipped in recognition.skipped:
        text = shown(skipped.text)
        yield Issue(skipped.sheet, skipped.row, "", text, "skipped", left_out(skipped))
    for sheet, note in recognition.notes:
        yield Issue(sheet, None, "", "", "read_otherwise", f"{note}。")
    for row in rows:
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
