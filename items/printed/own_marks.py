"""What this program itself puts into a workbook it gives back or hands out, so that it is known
again and not read.
"""

MARK_HEAD = "错误说明"
ISSUES_SHEET = "导入问题"
NOTES_SHEET = "填写说明"
LISTS_SHEET = "下拉选项"
AUTHOR = "导入核对"
OWN_SHEETS = frozenset({ISSUES_SHEET, NOTES_SHEET, LISTS_SHEET})


def own_sheets(sheets):
    """The names of our sheets in one workbook; an office's own 填写说明 in a workbook
    not ours is none of them.
    """
    names = {sheet.name.strip() for sheet in sheets}
    if names & {ISSUES_SHEET, LISTS_SHEET}:
        return OWN_SHEETS
    return frozenset()
