"""The office's own workbook given back: marked where it is wrong, everything else as it was, and
readable again.
"""

import io
import time
import zipfile
from dataclasses import asdict
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from items.imports.reading.grid import Cell, FileRefused, Sheet
from items.imports.reading.issues import Issue
from items.imports.reading.reader import read_file
from items.imports.recognition.tables import read_tables
from items.imports.returning.returned import plan_of, returned_workbook
from items.imports.returning.returned_grid import write_grid
from items.imports.services.importing import Options
from items.imports.services.jobs import preview_upload
from items.printed.own_marks import AUTHOR, ISSUES_SHEET, MARK_HEAD
from tests.factories import make_county, make_township, make_user

pytestmark = pytest.mark.either_database

RED, YELLOW = "FFFCD5D1", "FFFFF0C2"
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "镇配合职责"]
UNKNOWN = "部门名录中没有“县自燃资源局”。"


def office_workbook():
    """A workbook with all an office puts into one."""
    book = Workbook()
    sheet = book.active
    sheet.title = "配合履职事项"
    sheet["A1"] = "示例县城关镇配合履职事项清单"
    sheet.merge_cells("A1:E1")
    for row in [
        HEAD,
        [1, "河道巡查", "县水利局", "1.指导。", "1.巡查。"],
        [2, "森林防火", "县自燃资源局", "=1+1", ""],
    ]:
        sheet.append(row)
    sheet.append(["一、应急管理（1项）"])
    sheet.merge_cells("A5:E5")
    sheet.append([3, "防汛", "县水利局", "1.调度。", "1.值守。"])
    for cell in sheet[4]:
        cell.font, cell.fill = (
            Font(name="仿宋_GB2312", bold=True),
            PatternFill("solid", fgColor="FFE2EFDA"),
        )
        cell.border, cell.alignment = Border(left=Side(style="thin")), Alignment(wrap_text=True)
    sheet["B4"].comment = Comment("领导要求保留", "张三")
    sheet.column_dimensions["B"].width = 37.5
    sheet.row_dimensions[3].height = 44
    sheet.print_area, sheet.freeze_panes = "A1:E6", "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.conditional_formatting.add("A3:A9", CellIsRule(operator="lessThan", formula=["1"]))
    rule = DataValidation(type="list", formula1='"县水利局,县林业局"')
    rule.add("C3:C9")
    sheet.add_data_validation(rule)
    more = book.create_sheet("统计")
    more.append(["类别", 3])
    more.append(["合计", "=SUM(B1:B1)"])
    chart = BarChart()
    chart.add_data(Reference(more, min_col=2, min_row=1, max_row=2))
    more.add_chart(chart, "D2")
    book.create_sheet("底稿").sheet_state = "hidden"
    return book


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "城关镇.xlsx"
    office_workbook().save(target)
    return target


def issue(row, column, message, code="x", suggestion="", value="", sheet="配合履职事项"):
    return asdict(Issue(sheet, row, column, value, code, message, suggestion))


ISSUES = [
    ("error", issue(4, "C", UNKNOWN, "unknown_department", "县自然资源局", "县自燃资源局")),
    ("error", issue(4, "E", "缺少配合职责。", suggestion="请写明需要配合的内容。")),
    ("warning", issue(6, "B", "与已有事项名称相近。")),
    ("warning", issue(None, "", "隐藏的工作表，未读入。", sheet="底稿")),
]


def given_back(path, issues=ISSUES):
    name, content = returned_workbook(
        path, path.name, issues, tables=read_tables(read_file(path)).tables
    )
    path.with_name("back.xlsx").write_bytes(content)
    return name, content


def book_of(content):
    return load_workbook(io.BytesIO(content))


def test_the_faulty_cells_are_coloured_commented_and_explained(path):
    name, content = given_back(path)
    sheet = book_of(content)["配合履职事项"]
    assert name == "城关镇（错误说明）.xlsx"
    assert [
        sheet["C4"].fill.fgColor.rgb,
        sheet["E4"].fill.fgColor.rgb,
        sheet["B6"].fill.fgColor.rgb,
    ] == [
        RED,
        RED,
        YELLOW,
    ]
    assert (
        sheet["C4"].comment.text
        == f"错误：{UNKNOWN}\n应为部门名录中的名称。\n相近的名称：县自然资源局"
    )
    assert sheet["C4"].comment.author == AUTHOR
    assert sheet["F2"].value == MARK_HEAD
    assert (
        sheet["F4"].value
        == f"C列：{UNKNOWN}是否为“县自然资源局”？\nE列：缺少配合职责。请写明需要配合的内容。"
    )
    assert sheet["F6"].value == "【提示】B列：与已有事项名称相近。"
    assert sheet["F3"].value is None
    assert sheet.column_dimensions["F"].width == 48


def test_every_cell_keeps_its_value_and_all_of_its_look_but_the_fill(path):
    before, after = (
        load_workbook(path)["配合履职事项"],
        book_of(given_back(path)[1])["配合履职事项"],
    )
    for row in before.iter_rows():
        for cell in row:
            same = after[cell.coordinate]
            assert same.value == cell.value
            for look in ("font", "border", "alignment", "number_format"):
                assert repr(getattr(same, look)) == repr(getattr(cell, look))
    assert repr(after["D4"].fill) == repr(before["D4"].fill)
    assert after["D4"].value == "=1+1"
    assert after["B4"].comment.text == "领导要求保留"
    assert {str(area) for area in after.merged_cells.ranges} == {"A1:E1", "A5:E5"}
    assert (after.print_area, after.freeze_panes) == (before.print_area, before.freeze_panes)
    assert after.column_dimensions["B"].width == 37.5
    assert after.row_dimensions[3].height == 44
    assert [str(rule.sqref) for rule in after.data_validations.dataValidation] == ["C3:C9"]


def parts_of(source):
    with zipfile.ZipFile(source) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_part_without_a_mark_is_the_same_to_the_byte(path):
    before, after = parts_of(path), parts_of(io.BytesIO(given_back(path)[1]))
    edited = {name for name, content in before.items() if after[name] != content}
    assert edited == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    }
    assert after.keys() - before.keys() == {"xl/worksheets/sheet4.xml"}


def test_outside_of_the_marks_the_sheet_is_the_same_to_the_byte(path):
    before, after = (
        parts_of(path)["xl/worksheets/sheet1.xml"],
        parts_of(io.BytesIO(given_back(path)[1])),
    )
    marked = after["xl/worksheets/sheet1.xml"]
    row, foot = (
        before[before.index(b'<row r="3"') : before.index(b'<row r="4"')],
        before[before.index(b"</sheetData>") :],
    )
    assert row in marked
    assert marked.endswith(foot)


def test_all_issues_stand_on_a_sheet_of_their_own_with_links(path):
    book = book_of(given_back(path)[1])
    assert book.sheetnames == ["配合履职事项", "统计", "底稿", ISSUES_SHEET]
    sheet = book[ISSUES_SHEET]
    assert "共2处错误、2处提示" in sheet["A1"].value
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0] == [
        "错误",
        "配合履职事项",
        "4",
        "C",
        "县自燃资源局",
        UNKNOWN,
        "应为部门名录中的名称。",
        "县自然资源局",
    ]
    assert rows[3][:2] == ["提示", "底稿"]
    assert sheet["C3"].hyperlink.location == "'配合履职事项'!C4"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_brought_in_again_our_marks_are_no_content(path):
    given_back(path)
    recognition = read_tables(read_file(path.with_name("back.xlsx")))
    texts = [list(row.texts.values()) for table in recognition.tables for row in table.rows]
    assert texts == [
        list(r.texts.values()) for table in read_tables(read_file(path)).tables for r in table.rows
    ]


def test_given_back_again_only_what_is_still_wrong_is_marked(path):
    given_back(path)
    again = path.with_name("back.xlsx")
    content = given_back(again, [ISSUES[1]])[1]
    book = book_of(content)
    sheet = book["配合履职事项"]
    assert book.sheetnames.count(ISSUES_SHEET) == 1
    assert (sheet["C4"].comment, sheet["C4"].fill.fill_type) == (None, None)
    assert (sheet["E4"].fill.fgColor.rgb, sheet["E4"].comment.author) == (RED, AUTHOR)
    assert [sheet[f"F{n}"].value for n in range(2, 7)] == [
        MARK_HEAD,
        None,
        "E列：缺少配合职责。请写明需要配合的内容。",
        None,
        None,
    ]
    assert sheet["G2"].value is None
    assert sheet["B4"].comment.text == "领导要求保留"


def test_a_comment_of_the_office_stays_before_ours(path):
    content = given_back(path, [("error", issue(4, "B", "名称重复。"))])[1]
    assert (
        book_of(content)["配合履职事项"]["B4"].comment.text
        == f"领导要求保留\n{AUTHOR}：错误：名称重复。"
    )


def test_our_words_leave_the_comment_of_the_office_when_its_cell_is_mended(path):
    given_back(path, [("error", issue(4, "B", "名称重复。"))])
    content = given_back(path.with_name("back.xlsx"), [ISSUES[1]])[1]
    assert book_of(content)["配合履职事项"]["B4"].comment.text == "领导要求保留"


def test_a_mark_inside_a_merged_cell_stands_on_its_first(path):
    content = given_back(path, [("error", issue(5, "D", "没有这个类别。"))])[1]
    sheet = book_of(content)["配合履职事项"]
    assert (sheet["A5"].fill.fgColor.rgb, sheet["D5"].comment) == (RED, None)


def test_tables_under_and_beside_each_other_get_a_free_column_each():
    cells = [Cell(r, c, "x") for r in (1, 2, 3) for c in (1, 2)] + [
        Cell(r, c, "y") for r in (5, 6) for c in (1, 2, 3, 5)
    ]
    sheet = Sheet("表", cells=[*cells, Cell(2, 3, "表外")], merged=[(6, 3, 6, 4)])
    tables = [SimpleNamespace(sheet="表", head_row=row) for row in (1, 5)]
    issues = [
        ("error", issue(2, "A", "错。", sheet="表")),
        ("error", issue(6, "A", "错。", sheet="表")),
    ]
    plan = plan_of([sheet], tables, issues, {"表": "表"})["sheets"]["表"]
    notes = {(row, column): look for row, column, look, _text in plan["cells"] if look != "error"}
    assert notes == {(1, 4): "head", (2, 4): "note-error", (5, 6): "head", (6, 6): "note-error"}


def test_a_list_with_its_head_on_every_page_is_planned_in_one_look():
    sheet = Sheet(
        "表", cells=[Cell(row, column, "x") for row in range(1, 12_001) for column in range(1, 6)]
    )
    tables = [SimpleNamespace(sheet="表", head_row=row) for row in range(1, 12_001, 12)]
    issues = [("error", issue(row, "A", "错。", sheet="表")) for row in range(2, 12_001, 12)]
    began = time.process_time()
    cells = plan_of([sheet], tables, issues, {"表": "表"})["sheets"]["表"]["cells"]
    assert time.process_time() - began < 3
    assert [look for *_place, look, _text in cells].count("head") == 1000


def test_a_file_of_another_format_comes_back_as_a_workbook_of_the_same_rows(tmp_path):
    sheet = Sheet(
        "表",
        cells=[Cell(1, 1, "标题"), Cell(3, 1, "序号"), Cell(3, 2, "=事项")],
        merged=[(1, 1, 1, 3)],
    )
    names = write_grid(tmp_path / "grid.xlsx", [sheet, Sheet("表/2", hidden=True)])
    book = load_workbook(tmp_path / "grid.xlsx")
    assert names == {"表": "表", "表/2": "表2"}
    assert (book["表"]["A1"].value, book["表"]["B3"].value, book["表"]["B3"].data_type) == (
        "标题",
        "=事项",
        "s",
    )
    assert [str(area) for area in book["表"].merged_cells.ranges] == ["A1:C1"]
    assert book["表2"].sheet_state == "hidden"


def test_a_sheet_is_given_a_name_that_a_workbook_may_have(tmp_path):
    asked = ["'" * 3, "城关镇" * 10 + "'之一", "城关镇" * 10 + "'之二", "History", "a/b"]
    sheets = [Sheet(name, cells=[Cell(1, 1, "x")]) for name in asked]
    names = list(write_grid(tmp_path / "grid.xlsx", sheets).values())
    assert names == ["清单", "城关镇" * 10, ("城关镇" * 10)[:28] + "(2)", "History(2)", "ab"]
    assert load_workbook(tmp_path / "grid.xlsx").sheetnames == names
    write_grid(tmp_path / "grid.xlsx", [Sheet(f"{'城关镇' * 11}第{n}张") for n in range(120)])
    assert {len(name) for name in load_workbook(tmp_path / "grid.xlsx").sheetnames} == {31}


def test_a_macro_is_never_given_back(path, tmp_path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
    with pytest.raises(FileRefused, match="宏"):
        returned_workbook(path, path.name, ISSUES)


def test_texts_a_workbook_cannot_hold_do_no_harm(path):
    content = given_back(
        path, [("error", issue(4, "C", "错\x00误<&>\ud800", value="\x01_x000D_"))]
    )[1]
    assert book_of(content)["配合履职事项"]["F4"].value == "C列：错误<&>"
    assert b">_x005F_x000D_<" in parts_of(io.BytesIO(content))["xl/worksheets/sheet4.xml"]


def test_a_value_repeated_among_the_issues_stays_a_text_when_it_is_edited(path):
    content = given_back(path, [("error", issue(4, "D", "不能是公式。", value="=HYPERLINK(1)"))])[1]
    cell = book_of(content)[ISSUES_SHEET]["E3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


@pytest.mark.django_db
def test_an_imports_file_is_downloaded_with_its_marks_by_its_own_clerks(path, client):
    make_county(), make_township()
    clerk = make_user("clerk")
    with path.open("rb") as file:
        upload = SimpleUploadedFile("城关镇.xlsx", file.read())
    whole = {"county": make_county(), "by": clerk, "options": Options(county_wide=True)}
    job = preview_upload(upload, **whole)
    address = f"/admin/items/import/{job.pk}/returned/"
    assert client.get(address).status_code == 302
    client.force_login(make_user("inspector"))
    assert client.get(address).status_code == 403
    client.force_login(clerk)
    answer = client.get(address)
    assert quote("城关镇（错误说明）.xlsx") in answer.headers["Content-Disposition"]
    sheet = book_of(answer.content)["配合履职事项"]
    assert "县自燃资源局" in sheet["C4"].comment.text
    assert sheet["F2"].value == MARK_HEAD
    mended = preview_upload(SimpleUploadedFile("改.xlsx", answer.content), **whole)
    assert mended.report["counts"] == job.report["counts"]
    assert mended.report["unknown_columns"] == []
    assert not [
        warning for warning in mended.detail["warnings"] if warning["sheet"] == ISSUES_SHEET
    ]
