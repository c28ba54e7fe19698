"""A list whose items stand side by side, a column each, is read like any other, and what is wrong
with it is said and marked where it stands in the file.
"""

import io
from dataclasses import asdict

import pytest
from openpyxl import Workbook, load_workbook

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet, place_in
from items.imports.reading.issues import Issue
from items.imports.reading.reader import read_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.recognition.upright import upright
from items.imports.returning.returned import returned_workbook
from items.printed.own_marks import MARK_HEAD
from tests.unaccounted import unaccounted

pytestmark = pytest.mark.one_database

LISTED = [
    ["示例县配合履职事项（横排）"],
    [],
    ["序号", "1", "2", "3"],
    ["类别", "生态环保", "", "民生服务"],
    ["事项名称", "秸秆禁烧", "河道保洁", "养犬管理"],
    ["牵头部门", "县农业农村局", "县水利局", "县公安局"],
    ["牵头部门职责", "推广还田。", "组织清淤。", "办理登记。"],
    ["配合部门", "县气象局", "无", "县农业农村局"],
    ["配合部门职责", "提供预报。", "无", "监督免疫。"],
    ["乡镇配合职责", "巡查劝阻。", "日常打捞。", "宣传养犬。"],
]
MERGED = [(4, 2, 4, 3)]


def sheet_of(rows, merged=()):
    cells = []
    for number, row in enumerate(rows, 1):
        cells += [Cell(number, column, text) for column, text in enumerate(row, 1) if text]
    return Sheet("横排", cells=cells, merged=list(merged))


def read(rows, merged=()):
    sheet = upright(sheet_of(rows, merged))
    recognition = read_tables([sheet])
    assert unaccounted([sheet], recognition) == []
    return recognition, rows_of(recognition)


def test_each_column_is_an_item():
    _recognition, items = read(LISTED, MERGED)
    told = [(item.content["category"], item.name, item.content["township_duty"]) for item in items]
    assert told == [
        ("生态环保", "秸秆禁烧", "巡查劝阻。"),
        ("生态环保", "河道保洁", "日常打捞。"),
        ("民生服务", "养犬管理", "宣传养犬。"),
    ]
    parts = [
        [
            (part["department"], part["role"], part["duty"])
            for part in item.content["responsibilities"]
        ]
        for item in items
    ]
    assert parts == [
        [("县农业农村局", "lead", "推广还田。"), ("县气象局", "support", "提供预报。")],
        [("县水利局", "lead", "组织清淤。")],
        [("县公安局", "lead", "办理登记。"), ("县农业农村局", "support", "监督免疫。")],
    ]


def test_a_second_block_goes_on_below():
    further = [
        ["（接上表）"],
        ["序号", "4", "5", "6"],
        *([LISTED[row][0], f"{LISTED[row][0]}四", f"{LISTED[row][0]}五", "六"] for row in (4, 9)),
        ["牵头部门", "县教育局", "县民政局", "县司法局"],
        ["牵头部门职责", "甲。", "乙。", "丙。"],
    ]
    _recognition, items = read([*LISTED, [], *further], MERGED)
    assert [item.name for item in items][3:] == ["事项名称四", "事项名称五", "六"]


def test_a_fault_is_said_where_it_stands_in_the_file():
    rows = [list(row) for row in LISTED]
    rows[9][2] = ""
    recognition, items = read(rows, MERGED)
    errors, _warnings = check_file(recognition, items)
    [missing] = [error.placed(recognition.places) for error in errors]
    assert missing.sentence.startswith("工作表“横排”C列第10行：缺少配合职责")


def test_a_place_is_named_by_column_and_row():
    sheet = upright(sheet_of(LISTED))
    [cell] = [cell for cell in sheet.cells if cell.value == "河道保洁"]
    assert place_in(sheet, cell.row, cell.column) == "工作表“横排”C列第5行"
    assert sheet.in_file(cell.row, cell.column) == (5, 3)


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "事项名称", "牵头部门"], ["1", "禁毒", "县公安局"], ["2", "禁赌", "县公安局"]],
        [["事项名称", "禁毒"], ["类别", "平安法治"], ["牵头部门", "县公安局"], ["职责", "查处。"]],
        [["甲", "1", "2", "3"], ["乙", "1", "2", "3"], ["事项名称", "禁毒", "禁赌", "反诈"]],
        [
            ["事项名称", "禁毒", "类别", "平安法治"],
            ["牵头部门", "县公安局", "共同部门", "县司法局"],
            ["部门职责", "查处。"],
            ["乡镇职责", "报告。"],
        ],
        [
            ["配合 1", "平安法治", "配合 2", "生态环保"],
            ["事 项", "禁毒", "事 项", "禁渔"],
            ["牵头部门", "县公安局", "牵头部门", "县农业农村局"],
            ["部门负责", "查处。", "部门负责", "执法。"],
            ["乡镇配合", "报告。", "乡镇配合", "巡河。"],
        ],
    ],
    ids=["a head above", "a form of one item", "words nobody knows", "a card", "cards abreast"],
)
def test_what_is_no_such_list_stays_as_it_is(rows):
    sheet = sheet_of(rows)
    assert upright(sheet) is sheet


@pytest.fixture
def path(tmp_path):
    book = Workbook()
    book.active.title = "横排"
    for row in LISTED:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def test_the_marks_stand_in_the_cells_of_the_file(path):
    sheets = [upright(sheet) for sheet in read_file(path)]
    tables = read_tables(sheets).tables
    [cell] = [cell for cell in sheets[0].cells if cell.value == "日常打捞。"]
    issue = asdict(Issue("横排", cell.row, "J", cell.value, "x", "太短。"))
    _name, content = returned_workbook(path, path.name, [("error", issue)], tables=tables)
    book = load_workbook(io.BytesIO(content))
    assert "太短" in book["横排"]["C10"].comment.text
    assert book["横排"]["A11"].value == MARK_HEAD
    assert "太短" in book["横排"]["C11"].value
    [issues] = [name for name in book.sheetnames if name != "横排"]
    told = [[cell.value for cell in row] for row in book[issues].iter_rows()]
    assert any(row[1:4] == ["横排", "10", "C"] for row in told)


def test_brought_in_again_the_marks_are_no_content(path, tmp_path):
    sheets = [upright(sheet) for sheet in read_file(path)]
    tables = read_tables(sheets).tables
    issue = asdict(Issue("横排", tables[0].rows[0].row, "E", "", "x", "太短。"))
    _name, content = returned_workbook(path, path.name, [("error", issue)], tables=tables)
    again = tmp_path / "again.xlsx"
    again.write_bytes(content)
    recognition = read_tables([upright(sheet) for sheet in read_file(again)])
    assert [row.name for row in rows_of(recognition)] == ["秸秆禁烧", "河道保洁", "养犬管理"]
