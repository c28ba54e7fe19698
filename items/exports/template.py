"""The empty workbook to fill in (导入模板): the official tables in the words of the place, lists to
choose from.
"""

import io
from itertools import zip_longest

from dutylist.organizations.words import words_for
from items.entry.fields import LABELS, label_of
from items.entry.lookup import Lookup
from items.models import Kind
from items.printed.columns import column_letter
from items.printed.files import plain_name
from items.printed.own_marks import LISTS_SHEET, NOTES_SHEET
from items.printed.rows import HEADS
from items.printed.spreadsheet import Book, Page, Style
from items.printed.xlsx import BODY, CENTRED, HEAD, HEAD_HEIGHT, TITLE, TITLE_HEIGHT

ROWS = 500  # that carry frames and drop-downs
ROW_HEIGHT = 36
NAME = Style("黑体", 11)
EXAMPLE = Style("仿宋_GB2312", 11, colour="6B7280")
PLAIN = Style("仿宋_GB2312", 11, border=False)
STRONG = Style("黑体", 12, border=False)
COLUMNS = {
    "basic": {"number": 8, "category": 18, "name": 60, "scope": 26},
    "coordination": {
        "number": 6,
        "category": 16,
        "name": 26,
        "departments": 22,
        "department_duty": 40,
        "township_duty": 40,
        "scope": 22,
    },
    "reclaimed": {
        "number": 6,
        "category": 16,
        "name": 40,
        "receivers": 26,
        "method": 44,
        "scope": 22,
    },
}
LISTED = {"departments": "departments", "receivers": "departments", "scope": "scope"}
MAY_NAME_MORE = "可从下拉列表中选择；有多个的，直接输入，用顿号分开。"
CHOOSE_ONE = "请从下拉列表中选择；没有的类别，直接输入，导入时新建。"
HINTS = {
    "number": "序号可以不填；导入时按行的先后排列。",
    "category": "类别；同一类别可以逐行重复填写，也可以合并单元格。",
    "name": "必填。每一行一个事项，名称不超过200字。",
    "departments": "必填。部门全称；有多个的用顿号或换行分开，第一个为牵头，其余为共同，配合的在名称后加“（配合）”。",
    "department_duty": "必填。各部门职责不同的，分段书写，每段以“部门全称：”开头。",
    "township_duty": "必填。",
    "receivers": "必填。承接部门全称；有多个的用顿号分开，内设机构写在名称后的括号里。",
    "method": "必填。收回后由部门如何办理。",
    "scope": "空白为全部；只适用于部分的，填写单位名称或者区域类型，用顿号分开。",
}


def template_name(county):
    return f"{plain_name(f'{county.name}履职事项清单导入模板')}.xlsx"


def template_book(county):
    """The workbook as bytes: instructions, the three tables without an item, the lists on a hidden
    sheet.
    """
    words, lists, out = words_for(county), choices_of(county), io.BytesIO()
    with Book(out, title=template_name(county), creator=words["office_full"]) as book:
        with book.sheet(NOTES_SHEET, Page([26, 90])) as sheet:
            write_notes(sheet, words, county)
        for kind in Kind.values:
            with book.sheet(words[f"kind_{kind}"], table_page(kind, lists)) as sheet:
                write_table(sheet, kind, words)
        with book.sheet(LISTS_SHEET, Page([30] * len(lists), hidden=True)) as sheet:
            write_lists(sheet, lists)
    return out.getvalue()


def choices_of(county):
    """{list: its values} as the county has them today."""
    lookup = Lookup(county)
    places = [region.name for region in lookup.townships.values()]
    departments = [department.name for department in lookup.departments.departments]
    lists = {"departments": departments, "scope": [*lookup.tags, *places]}
    for kind in Kind.values:
        lists[f"category_{kind}"] = []
    for kind, name in lookup.categories:
        lists[f"category_{kind}"].append(name)
    return lists


def table_page(kind, lists):
    """The table's columns with a list to choose from wherever the county has one."""
    columns, drop_downs = COLUMNS[kind], []
    for place, name in enumerate(columns, 1):
        if name == "category":
            key = f"category_{kind}"
        else:
            key = LISTED.get(name)
        if key and lists[key]:
            letter = column_letter(place)
            if name == "category":
                sentence = CHOOSE_ONE
            else:
                sentence = MAY_NAME_MORE
            drop_downs.append((f"{letter}3:{letter}{ROWS + 2}", source_of(key, lists), sentence))
    return Page(list(columns.values()), frozen=2, head_row=2, drop_downs=drop_downs)


def source_of(key, lists):
    letter = column_letter(list(lists).index(key) + 1)
    return f"{LISTS_SHEET}!${letter}$2:${letter}${len(lists[key]) + 1}"


def write_table(sheet, kind, words):
    columns = COLUMNS[kind]
    title = words[f"list_title_{kind}"]
    sheet.wide_row(title, TITLE, columns=len(columns), height=TITLE_HEIGHT)
    sheet.row([(words[HEADS[name]], HEAD) for name in columns], height=HEAD_HEIGHT)
    cells = []
    for name in columns:
        is_short = name in ("number", "category", "departments", "receivers")
        cells.append(("", CENTRED if is_short else BODY))
    for _row in range(ROWS):
        sheet.row(cells, height=ROW_HEIGHT)


def write_lists(sheet, lists):
    heads = {"departments": label_of("responsibilities.department"), "scope": LABELS["scope"]}
    sheet.row([(heads.get(key, LABELS["category"]), HEAD) for key in lists])
    for row in zip_longest(*lists.values(), fillvalue=""):
        sheet.row([(value, BODY) for value in row])


def write_notes(sheet, words, county):
    """What to fill in where; the example stands here and nowhere else, so that it is never
    imported.
    """
    sheet.wide_row(f"{county.name}履职事项清单导入模板", TITLE, columns=2, height=TITLE_HEIGHT)
    for text in opening(words):
        sheet.wide_row(text, PLAIN, columns=2, height=22)
    for kind in Kind.values:
        write_kind_notes(sheet, kind, words)


def opening(words):
    kinds = "、".join(f"“{words[f'kind_{kind}']}”" for kind in Kind.values)
    return (
        f"1. 在{kinds}三张工作表中填写，每行一个事项；不用的工作表可以空着。",
        "2. 表头不要改动；可以增加行，可以合并类别单元格，行高、字体不限。",
        "3. 部门、类别、适用范围可以从下拉列表中选择，也可以直接输入。",
        "4. 填好后在“导入”页面上传，先预览，再确认。涉密信息不得录入。",
    )


def write_kind_notes(sheet, kind, words):
    sheet.row([("", PLAIN), ("", PLAIN)])
    sheet.row([(f"工作表“{words[f'kind_{kind}']}”", STRONG), ("", STRONG)], height=24)
    for name in COLUMNS[kind]:
        sheet.row([(words[HEADS[name]], NAME), (HINTS[name], BODY)])
    for name, text in EXAMPLES[kind].items():
        sheet.row([(f"填写示例：{words[HEADS[name]]}", EXAMPLE), (text % words, EXAMPLE)])


EXAMPLES = {
    "basic": {"category": "平安法治", "name": "开展矛盾纠纷排查和调解"},
    "coordination": {
        "name": "森林防火",
        "departments": "%(county)s林业局（防火股）、%(county)s应急管理局、%(county)s直有关部门（配合）",
        "department_duty": "%(county)s林业局：\n1.编制防火规划。\n%(county)s应急管理局：\n1.组织扑救。",
        "township_duty": "1.开展防火宣传。\n2.发现火情及时报告。",
    },
    "reclaimed": {
        "name": "对违法建设的处罚",
        "receivers": "%(county)s城市管理局（执法大队）",
        "method": "开展执法检查并作出处理",
    },
}
