"""What this program itself puts into a workbook it gives back or hands out, so that it is known again and not read."""

MARK_HEAD = "错误说明"
ISSUES_SHEET = "导入问题"
NOTES_SHEET = "填写说明"
LISTS_SHEET = "下拉选项"
AUTHOR = "导入核对"
OWN_SHEETS = frozenset({ISSUES_SHEET, NOTES_SHEET, LISTS_SHEET})


def is_own_sheet(name):
    """Whether a sheet is one of ours: it holds no items and needs no warning."""
    return name.strip() in OWN_SHEETS
