"""A workbook is read as a person sees it: no struck, covered or masked text, numbers as shown,
signs as drawn.
"""

import re
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as hypothesis_settings

from items.imports.checking.whole_file import check_file
from items.imports.formats.number_formats import built_in, number_format
from items.imports.formats.values import EPOCH
from items.imports.reading.reader import read_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.returning.returned import SheetPlan
from tests.unaccounted import unaccounted

from .format_files import archive, docx, label, ods, ods_cell, p, part, tbl, tc, tr, xls
from .sheet_files import (
    HEAD,
    anchored,
    cell,
    element,
    font_record,
    format_record,
    in_runs,
    merged_record,
    note_record,
    number,
    object_records,
    run,
    shape,
    string_table,
    style_record,
    styled,
    styled_number,
    styles_of,
    vml,
    xlsx,
)
from .sheet_files import rows_of as xml_rows

pytestmark = pytest.mark.one_database

FILES = Path(__file__).parent / "files"
REPORTED = Path(__file__).parent / "reported"
STRUCK = "<strike/>"
RULED = "=（图片）"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "清单.upload"


def texts(sheet):
    return {(cell.row, cell.column): cell.value for cell in sheet.cells}


def read(path):
    """(the texts of the first sheet by place, what is said of it)."""
    sheet = read_file(path)[0]
    return texts(sheet), sheet.remarks + sheet.notes


def checked(path):
    """(items, errors, warnings) of a file; whatever stands in its cells is accounted for."""
    sheets = read_file(path)
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    rows = rows_of(recognition)
    errors, warnings = check_file(recognition, rows)
    return rows, [issue.sentence for issue in errors], [issue.sentence for issue in warnings]


# ---- what was reported


REPORTED_NAMES = {
    "x42-strikethrough-run.xlsx": [("做好防火宣传", ""), ("开展防汛巡查", "")],
    "d25-strikethrough.docx": [("做好防火宣传", "")],
    "x40b-covered-section.xlsx": [("开展防汛巡查", "党的建设"), ("开展普法宣传", "平安法治")],
    "x41-covered-horizontal.xlsx": [("河道管护", "自然资源"), ("森林防火", "自然资源")],
    "x09-units-in-formats.xlsx": [("采矿权审核", "自然资源"), ("临时用地审核", "自然资源")],
    "x09b-number-shown-as-hanzi.xlsx": [
        ("做好森林防火宣传", "党的建设"),
        ("开展防汛巡查", "党的建设"),
        ("开展矛盾纠纷排查", "平安法治"),
        ("开展普法宣传", "平安法治"),
    ],
}
REPORTED_WARNINGS = {
    "x42-strikethrough-run.xlsx": "有1处带删除线的文字，未读入：B3“旧的”。",
    "d25-strikethrough.docx": "有2处带删除线的文字，未读入：“旧的”“整项已删去的事项”。",
    "x40b-covered-section.xlsx": "有1处文字被合并单元格盖住，未读入：B3“做好被盖住的防火宣传”。",
    "x41-covered-horizontal.xlsx": "有5处文字被合并单元格盖住，未读入：B1“旧标题”、B3“河道管护（旧）”、C3“县水利局”、"
    "D3“巡查”、E3“上报”。",
}


@pytest.mark.parametrize("name", REPORTED_NAMES)
def test_a_reported_file_gives_the_items_a_person_sees(name):
    rows, errors, warnings = checked(REPORTED / name)
    assert [(row.name, row.content.get("category") or "") for row in rows] == REPORTED_NAMES[name]
    assert errors == []
    said = REPORTED_WARNINGS.get(name, "")
    assert any(warning.endswith(f"：{said}") for warning in warnings) or not said


def test_numbers_with_units_are_read_with_them():
    rows, _errors, warnings = checked(REPORTED / "x09-units-in-formats.xlsx")
    assert [row.texts["method"] for row in rows] == ["3年", "10个工作日"]
    assert [row.texts["transition_on"] for row in rows] == ["2026-03-01", "2026-03-01"]
    assert warnings == []


def test_a_picture_in_the_place_of_a_text_is_an_error_that_says_so():
    rows, errors, warnings = checked(REPORTED / "x08-dispimg.xlsx")
    assert [row.name for row in rows] == ["河道管护", "森林防火"]
    assert errors == [
        "工作表“配合”第5行E列：单元格里放的是图片，图中的文字不能读取。请把图中的内容写成文字；不需要的请删除图片。"
    ]
    assert "工作表“配合”：有2格放的是图片，图中的文字不能读取：F4、E5。" in warnings


def test_letters_in_fonts_of_signs_are_ticks_and_crosses():
    found, _remarks = read(REPORTED / "t20-wingdings-ticks.xlsx")
    assert [found.get((4, column)) for column in (3, 4, 5)] == ["√", "√", "×"]
    assert [found.get((5, column)) for column in (3, 4, 5)] == ["☑", None, "☑"]
    assert [found.get((6, column)) for column in (3, 4, 5)] == ["√", "×", "√"]
    rows, errors, _warnings = checked(REPORTED / "t20-wingdings-ticks.xlsx")
    assert (len(rows), errors) == (3, [])


# ---- one workbook saved by LibreOffice in three formats


@pytest.mark.parametrize("name", ["shown.xlsx", "shown.xls", "shown.ods"])
def test_one_workbook_is_seen_alike_in_every_format(name):
    found, remarks = read(FILES / name)
    assert found == {
        (1, 1): "基本履职事项清单",
        (2, 1): "序号",
        (2, 2): "事项名称",
        (2, 3): "城关镇",
        (2, 4): "河口乡",
        (2, 5): "交接期限",
        (3, 1): "一、党的建设",
        (4, 1): "1",
        (4, 2): "做好防火宣传",
        (4, 3): "√",
        (4, 4): "√",
        (6, 1): "3",
        (6, 2): "开展巡查",
        (6, 3): "3年",
        (6, 4): "一",
        (6, 5): "2026年3月",
        (7, 1): "4",
        (7, 4): "50%",
        (7, 5): "2026-03-01",
        (8, 1): "007",
        (8, 2): "有批注",
        (8, 3): "1,234.50",
        (8, 4): "10:30",
        (8, 5): "平安法治",
        (10, 1): "二、平安法治",
    }
    assert remarks == [
        "有3处带删除线的文字，未读入：B4“旧的”、A5“2”、B5“整项删去”",
        "有2处内容按数字格式不显示，未读入：B7“藏”、C7“5”",
        "有1张图片，图中的文字不能读取：D9",
        "有1条批注，未读入：B8“请补充”",
        "有1处文字被合并单元格盖住，未读入：B3“盖住的文字”",
    ]


# ---- number formats


SHOWN = [
    ('0"年"', 3, "3年"),
    ("0年", 3, "3年"),
    ('0"个工作日"', 10, "10个工作日"),
    ('"第"0"项"', 3, "第3项"),
    ("000", 7, "007"),
    ("0000-0000", 12345678, "1234-5678"),
    ("000-0000-0000", 13812345678, "138-1234-5678"),
    ("#,##0.00", 1234567.891, "1,234,567.89"),
    ("0", 2.5, "3"),
    ("0.###", 1.5, "1.5"),
    ("0%", 0.155, "16%"),
    ("0.0%", 0.1555, "15.6%"),
    ("# ?/?", 1.5, "1 1/2"),
    ("# ??/??", 0.333, "1/3"),
    ("# ?/?", 2, "2"),
    ('0!.0,"万"', 123456, "12.3万"),
    ('0.0,,"百万"', 12345678, "12.3百万"),
    ("0;[Red](0)", -3, "(3)"),
    ("￥#,##0;[红色]￥-#,##0", -1234, "￥-1,234"),
    ("0.0", -0.01, "0.0"),
    ('General"项"', 1.5, "1.5项"),
    ('G/通用格式"项"', 2, "2项"),
    ('[=1]"党的建设";[=2]"平安法治"', 2, "平安法治"),
    ('[=1]"党的建设";[=2]"平安法治"', 3, None),
    ('[>=10]0"项（多）";0"项"', 3, "3项"),
    (";;;", 5, ""),
    ("0;-0;;@", 0, ""),
    ("[DBNum1][$-804]General", 1, "一"),
    ("[DBNum1][$-804]General", 12, "一十二"),
    ("[DBNum1]General", 10203, "一万零二百零三"),
    ("[DBNum1]0", 123, "一二三"),
    ("[DBNum2]General", 1234567, "壹佰贰拾叁万肆仟伍佰陆拾柒"),
    ("[DBNum3]General", 12, "１２"),
    ("[DBNum1]General", 100000001, "一亿零一"),
    ("0.00E+00", 12345.0, None),
    ("yyyy/m/d;@", 46082, "2026/3/1"),
    ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', 46082, "二〇二六年三月一日"),
    ('yyyy"年"m"月"', 46082, "2026年3月"),
    ('[DBNum1][$-804]yyyy"年"m"月"', 46082, "二〇二六年三月"),
    ('[DBNum1][$-804]m"月"d"日"', 46100, "三月十九日"),
    ('"截至"yyyy/m/d', 46082, "截至2026/3/1"),
    ("yyyy-mm-dd", 46027.4375, "2026-01-05"),
    ("yyyy-mm-dd h:mm", 46027.4375, "2026-01-05 10:30"),
    ("h:mm", 0.4375, "10:30"),
    ("[h]:mm:ss", 1.5, "36:00:00"),
    ('上午/下午h"时"mm"分"', 0.75, "下午6时00分"),
    ("[$-804]aaaa", 46027, "星期一"),
    ("mm/dd/yy", 46082, "03/01/26"),
    ("d-mmm-yyyy", 46082, "1-Mar-2026"),
    ('yyyy"年"m"月"d"日" aaaa', 46082, "2026年3月1日 星期日"),
    ("[$-F800]dddd, mmmm dd, yyyy", 46082, "2026年3月1日"),
    ("[$-x-sysdate]dddd, mmmm dd, yyyy", 46082, "2026年3月1日"),
    ("[$-F400]h:mm:ss AM/PM", 0.4375, "10:30:00"),
    ("yyyy-mm-dd", -1, None),
]


WHOLE_DAYS = [
    ("yyyy-mm-dd", 46082, "2026-03-01"),
    ("m/d/yyyy", 46082, "2026-03-01"),
    ("d-mmm-yy", 46082.4375, "2026-03-01"),
    ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', 46082, "2026-03-01"),
    ('yyyy"年"m"月"', 46082, ""),
    ('m"月"d"日"', 46082, ""),
    ("h:mm", 46082.4375, ""),
    ("yyyy-mm-dd", 0.5, ""),
    ("yyyy-mm-dd", 3_000_000, ""),
    ('0"年"', 46082, ""),
]


@pytest.mark.parametrize(("code", "stored", "day"), WHOLE_DAYS)
def test_the_day_a_cell_shows_in_whatever_way_is_known_beside_it(code, stored, day):
    assert number_format(code).whole_day(stored, EPOCH) == day


@pytest.mark.parametrize(("code", "stored", "shown"), SHOWN)
def test_a_number_is_read_as_its_format_shows_it(code, stored, shown):
    assert number_format(code).number(stored, EPOCH) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [('@"镇"', "城关镇"), (";;;", ""), (';;;"见"@', "见城关"), ("0", "城关"), ("0;0;0", "城关")],
)
def test_a_text_is_read_as_its_format_shows_it(code, shown):
    assert number_format(code).text("城关") == shown


@pytest.mark.parametrize(
    ("built", "stored", "shown"),
    [
        *((1, 3.7, "4"), (9, 0.5, "50%")),
        *((14, 46082, "2026/3/1"), (31, 46082, "2026年3月1日"), (57, 46082, "2026年3月")),
    ],
)
def test_formats_that_are_built_in_are_known_by_their_numbers(built, stored, shown):
    assert built_in(built).number(stored, EPOCH) == shown


@given(
    strategies.text(alphabet='0#?.,;%"\\@[]=<>yYmdhsEe/年 _*-G', max_size=16),
    strategies.floats(-1e9, 1e9),
)
def test_no_code_of_a_number_format_makes_the_reader_fail(code, stored):
    form = number_format(code)
    assert form is None or isinstance(form.number(stored, EPOCH), str | None)
    assert form is None or isinstance(form.text("文"), str)


def test_a_number_whose_look_nobody_knows_is_read_as_stored_and_named(path):
    xlsx(
        path, xml_rows(*HEAD, [number("A3", 12345, 1), "巡查"]), styles=styles_of(("", "0.00E+00"))
    )
    found, remarks = read(path)
    assert (found[3, 1], found[3, 2]) == ("12345", "巡查")
    assert remarks == ["有1处数看不出按数字格式怎样显示，按存储的数读入，请核对：A3“12345”"]


# ---- days


RECLAIMED_HEAD = ["序号", "事项名称", "承接部门", "工作方式", "交接期限"]
DAY_CODES = ['yyyy"年"m"月"d"日"', "mm/dd/yy", "d-mmm-yyyy"]
DAYS_SHOWN = ["2026年12月31日", "12/31/26", "31-Dec-2026"]
LAST_OF_2026 = 46387


def days_xlsx(path):
    rows = [["上级部门收回事项清单"], RECLAIMED_HEAD]
    for n, _code in enumerate(DAY_CODES, 1):
        days = [number(f"{column}{n + 2}", LAST_OF_2026, n) for column in "DE"]
        rows.append([str(n), f"第{n}类认定", "县民政局", *days])
    xlsx(path, xml_rows(*rows), styles=styles_of(*(("", code) for code in DAY_CODES)))


def written_days_xlsx(path):
    """Days kept as texts (t="d"), as some programs do."""
    days_xlsx(path)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    old, new = f"><v>{LAST_OF_2026}</v>".encode(), b' t="d"><v>2026-12-31T00:00:00</v>'
    archive(path, parts | {name: parts[name].replace(old, new)})


def days_xls(path):
    common = font_record() + style_record()
    cells = [label(1, 1, "上级部门收回事项清单")]
    cells += [label(2, column, head) for column, head in enumerate(RECLAIMED_HEAD, 1)]
    for n, code in enumerate(DAY_CODES, 1):
        common += format_record(170 + n, code) + style_record(0, 170 + n)
        texts = [str(n), f"第{n}类认定", "县民政局"]
        cells += [label(n + 2, column, text) for column, text in enumerate(texts, 1)]
        cells += [styled_number(n + 2, column, LAST_OF_2026, n) for column in (4, 5)]
    path.write_bytes(xls(("清单", 0, 0, b"".join(cells)), common=common))


def days_ods(path):
    rows = [["上级部门收回事项清单"], RECLAIMED_HEAD]
    body = "".join(ods_row(*map(ods_cell, row)) for row in rows)
    said = 'office:value-type="date" office:date-value="2026-12-31"'
    for n, shown in enumerate(DAYS_SHOWN, 1):
        day = f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"
        body += ods_row(*map(ods_cell, [str(n), f"第{n}类认定", "县民政局"]), day, day)
    ods(path, f'<table:table table:name="清单">{body}</table:table>')


DAYS_IN = {"xlsx": days_xlsx, "t=d": written_days_xlsx, "xls": days_xls, "ods": days_ods}


@pytest.mark.parametrize("sort", DAYS_IN)
def test_a_day_is_read_as_it_is_shown_and_in_a_column_of_days_as_the_day(path, sort):
    DAYS_IN[sort](path)
    rows, errors, warnings = checked(path)
    assert [row.content["responsibilities"][0]["method"] for row in rows] == DAYS_SHOWN
    days = [row.content["responsibilities"][0]["transition_on"] for row in rows]
    assert days == ["2026-12-31"] * len(DAYS_SHOWN)
    assert (errors, warnings) == ([], [])


# ---- struck out


def test_a_struck_cell_run_and_row_of_a_workbook_are_not_read(path):
    rows = [
        ["1", cell("B3", run("做好") + run("旧的", STRUCK) + run("防火宣传"))],
        [cell("A4", "2", 1), cell("B4", "整项删去", 1)],
        ["3", cell("B5", "<r><t>已删</t></r>" + run("留下", '<strike val="0"/>'), 1)],
        ["4", '<c r="B6" s="1" t="str"><f>B5</f><v>结果</v></c>'],
        [number("A7", 5, 1), "开展巡查"],
    ]
    xlsx(path, xml_rows(*HEAD, *rows), styles=styles_of((STRUCK, "General")))
    found, remarks = read(path)
    assert {place: text for place, text in found.items() if place[0] > 2} == {
        (3, 1): "1",
        (3, 2): "做好防火宣传",
        (5, 1): "3",
        (5, 2): "留下",
        (6, 1): "4",
        (7, 2): "开展巡查",
    }
    assert remarks == [
        "有6处带删除线的文字，未读入：B3“旧的”、A4“2”、B4“整项删去”、B5“已删”、B6“结果”、A7“5”",
    ]


def test_a_line_that_a_condition_draws_is_doubtful_and_named(path):
    rule = '<cfRule type="expression" dxfId="0"><formula>1</formula></cfRule>'
    after = f'<conditionalFormatting sqref="A3:B9">{rule}</conditionalFormatting>'
    dxfs = f"<dxf><font>{STRUCK}</font></dxf>"
    xlsx(path, xml_rows(*HEAD, ["1", "开展巡查"]), styles=styles_of(dxfs=dxfs), after=after)
    found, remarks = read(path)
    assert found[3, 2] == "开展巡查"
    assert remarks == ["有1处按条件显示删除线，看不出是否划掉，照常读入，请核对：A3:B9"]


def test_an_old_workbook_is_read_without_what_is_struck_out(path):
    fonts = font_record() * 4 + font_record(struck=True) + font_record("Wingdings")
    styles = (
        style_record()
        + style_record(5)
        + style_record(6)
        + style_record(0, 200)
        + style_record(0, 201)
    )
    formats = format_record(200, '0"年"') + format_record(201, ";;;")
    common = fonts + formats + styles + string_table("做好旧的防火宣传", (2, 5), (4, 0))
    cells = label(1, 1, "基本履职事项清单") + label(2, 1, "序号") + label(2, 2, "事项名称")
    cells += (
        record_of_string(3, 2) + styled(4, 2, "整项删去", 1) + in_runs(5, 2, "留下删去", (2, 5))
    )
    cells += (
        styled(6, 2, "ü", 2)
        + styled_number(7, 2, 3, 3)
        + styled_number(8, 2, 8, 4)
        + styled(9, 2, "藏", 4)
    )
    path.write_bytes(xls(("清单", 0, 0, cells), common=common))
    found, remarks = read(path)
    assert [found.get((row, 2)) for row in range(3, 10)] == [
        "做好防火宣传",
        None,
        "留下",
        "√",
        "3年",
        None,
        None,
    ]
    assert remarks == [
        "有3处带删除线的文字，未读入：B3“旧的”、B4“整项删去”、B5“删去”",
        "有2处内容按数字格式不显示，未读入：B8“8”、B9“藏”",
    ]


def record_of_string(row, column):
    return struct.pack("<HH", 0xFD, 10) + struct.pack("<3HI", row - 1, column - 1, 0, 0)


ODS_STYLES = (
    '<style:style style:name="S" style:family="text"><style:text-properties text:x="1" '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="L" style:family="text"><style:text-properties '
    'style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="C" style:family="table-cell" style:parent-style-name="P"/>'
    '<style:style style:name="P" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
)


def ods_row(*cells, **attributes):
    said = "".join(
        f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def span(style, inner):
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def ods_lines(*lines, **attributes):
    inner = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return ods_cell("", **attributes).replace(
        "></table:table-cell>", f">{inner}</table:table-cell>"
    )


def test_an_open_document_is_read_without_what_is_struck_out(path):
    rows = [
        ods_row(ods_lines(f"做好{span('S', '旧的')}防火宣传")),
        ods_row(ods_cell("整项删去", table_style_name="C")),
        ods_row(ods_lines(f"{span('L', '留下')}删去", table_style_name="C")),
        ods_row(ods_cell("整行删去"), default_cell_style_name="C"),
        ods_row(ods_lines(span("S", f"外{span('L', '内')}"), "第二行")),
    ]
    ods(path, f'<table:table table:name="清单">{"".join(rows)}</table:table>', styles=ODS_STYLES)
    found, remarks = read(path)
    assert found == {(1, 1): "做好防火宣传", (3, 1): "留下", (5, 1): "内\n第二行"}
    assert remarks == [
        "有5处带删除线的文字，未读入：A1“旧的”、A2“整项删去”、A3“删去”、A4“整行删去”、A5“外”"
    ]


def test_a_column_of_an_open_document_may_be_struck_out(path):
    column = (
        '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="C"/>'
    )
    table = (
        f'<table:table table:name="清单">{column}'
        f"{ods_row(ods_cell('删'), ods_cell('也删'), ods_cell('留'))}"
    )
    ods(path, f"{table}</table:table>", styles=ODS_STYLES)
    assert read(path)[0] == {(1, 3): "留"}


def word_run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def word_style(name, properties, sort="paragraph", based=""):
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{sort}" w:styleId="{name}">{base}<w:rPr>{properties}</w:rPr></w:style>'
    )


def test_a_document_is_read_without_what_is_struck_out_however_it_is(path):
    styles = part(
        "styles",
        word_style("Gone", "<w:strike/>")
        + word_style("Also", "", based="Gone")
        + word_style("Mark", "<w:strike/>", "character"),
    )
    marked, struck = '<w:rStyle w:val="Mark"/>', "<w:strike/>"
    body = [
        (
            f"<w:p>{word_run('做好')}{word_run('旧', struck)}"
            f"{word_run('的', struck)}{word_run('宣传')}</w:p>"
        ),
        f"<w:p>{word_run('两道线', '<w:dstrike/>')}留下</w:p>",
        p("整段", '<w:pStyle w:val="Also"/>'),
        f"<w:p>{word_run('字符样式', marked)}{word_run('仍在')}</w:p>",
        f'<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr>{word_run("两处都划即不划", marked)}</w:p>',
        f"<w:p>{word_run('不划', '<w:strike w:val=' + chr(34) + '0' + chr(34) + '/>')}</w:p>",
    ]
    docx(path, "".join(body), styles=styles)
    found, remarks = read(path)
    assert list(found.values()) == ["做好宣传", "仍在", "两处都划即不划", "不划"]
    assert remarks == ["有4处带删除线的文字，未读入：“旧的”“两道线”“整段”“字符样式”"]


def test_a_struck_cell_is_never_written_over_when_the_workbook_is_given_back(path):
    rows = [["1", "巡查", cell("C3", "旧说明", 1)]]
    xlsx(path, xml_rows(*HEAD, *rows), styles=styles_of((STRUCK, "General")))
    [sheet] = read_file(path)
    assert sheet.unseen == [(3, 3)]
    issue = (
        "warning",
        {"sheet": sheet.name, "row": 3, "column": "B", "message": "略", "suggestion": ""},
    )
    plan = SheetPlan(sheet, read_tables([sheet]).tables, [issue])
    assert plan.note_column(2) == 4


# ---- covered by merged cells


def test_a_text_under_a_merged_cell_is_not_read_and_one_that_says_the_same_needs_no_word(path):
    after = '<mergeCells><mergeCell ref="A3:B3"/><mergeCell ref="A4:A6"/></mergeCells>'
    rows = [["一、党的建设", "盖住"], ["1", "巡查"], ["1", "上报"], ["另", "宣传"]]
    xlsx(path, xml_rows(*HEAD, *rows), after=after)
    found, remarks = read(path)
    assert (3, 2) not in found
    assert [found.get((row, 1)) for row in (4, 5, 6)] == ["1", None, None]
    assert remarks == ["有2处文字被合并单元格盖住，未读入：B3“盖住”、A6“另”"]


def test_a_text_under_a_merged_cell_is_not_read_from_old_and_open_workbooks_either(path):
    cells = label(1, 1, "一、党的建设") + label(1, 2, "盖住") + merged_record((1, 1, 1, 2))
    path.write_bytes(xls(("清单", 0, 0, cells)))
    said = ["有1处文字被合并单元格盖住，未读入：B1“盖住”"]
    assert read(path) == ({(1, 1): "一、党的建设"}, said)
    covered = ods_cell("盖住").replace("table:table-cell", "table:covered-table-cell")
    row = ods_row(ods_cell("一、党的建设", table_number_columns_spanned=2), covered)
    ods(path, f'<table:table table:name="清单">{row}</table:table>')
    assert read(path) == ({(1, 1): "一、党的建设"}, said)


def test_cells_of_a_document_joined_in_the_old_manner_are_one(path):
    first, further = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    docx(path, tbl(tr("序号", "事项名称"), tr(tc("一、党的建设", first), tc("盖住", further))))
    sheet = read_file(path)[0]
    assert texts(sheet) == {(1, 1): "序号", (1, 2): "事项名称", (2, 1): "一、党的建设"}
    assert sheet.merged == [(2, 1, 2, 2)]
    assert sheet.remarks == ["有1处文字被合并单元格盖住，未读入：“盖住”"]


# ---- pictures in cells


def test_a_picture_in_a_cell_is_known_however_it_is_put_there(path):
    formula = '<c r="{}" t="str"><f>{}</f><v>{}</v></c>'
    rows = [
        ["1", formula.format("B3", '_xlfn.DISPIMG("ID_1",1)', '=DISPIMG("ID_1",1)')],
        ["2", cell("B4", '=DISPIMG("ID_2",1)')],
        ["3", '<c r="B5" t="e"><f>_xlfn.IMAGE("x.png")</f><v>#VALUE!</v></c>'],
        ["4", '<c r="B6" t="e" vm="1"><v>#VALUE!</v></c>'],
        ["5", '<c r="B7" t="e" vm="2"><v>#VALUE!</v></c>'],
    ]
    values = "<rvData>{}</rvData>".format('<rv s="0"><v>0</v></rv><rv s="1"><v>8</v></rv>')
    structures = '<rvStructures><s t="_localImage"/><s t="_error"/></rvStructures>'
    bound = '<bk><extLst><ext><rvb i="{}"/></ext></extLst></bk>'
    metadata = (
        f'<futureMetadata name="XLRICHVALUE">{bound.format(0)}{bound.format(1)}</futureMetadata>'
        '<valueMetadata><bk><rc t="1" v="0"/></bk><bk><rc t="1" v="1"/></bk></valueMetadata>'
    )
    xlsx(
        path,
        xml_rows(*HEAD, *rows),
        parts={
            "xl/richData/rdrichvalue.xml": values,
            "xl/richData/rdrichvaluestructure.xml": structures,
            "xl/metadata.xml": element("metadata", metadata),
        },
        book_related=[
            ("rdRichValue", "richData/rdrichvalue.xml"),
            ("rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
            ("sheetMetadata", "metadata.xml"),
        ],
    )
    sheet = read_file(path)[0]
    assert {c.row: c.formula for c in sheet.cells if c.formula} == dict.fromkeys(
        (3, 4, 5, 6), RULED
    )
    assert texts(sheet)[7, 2] == "#VALUE!"
    assert sheet.remarks == ["有4格放的是图片，图中的文字不能读取：B3、B4、B5、B6"]
    _rows, errors, _warnings = checked(path)
    assert sum("单元格里放的是图片" in error for error in errors) == 4


def test_a_picture_in_a_workbook_without_its_tables_is_one_unless_a_formula_erred(path):
    rows = [
        ["1", '<c r="B3" t="e" vm="1"><v>#VALUE!</v></c>'],
        ["2", '<c r="B4" t="e" vm="2"><f>A1+B1</f><v>#VALUE!</v></c>'],
        ["3", '<c r="B5" t="e"><v>#VALUE!</v></c>'],
    ]
    xlsx(path, xml_rows(*HEAD, *rows))
    sheet = read_file(path)[0]
    assert sheet.remarks == ["有1格放的是图片，图中的文字不能读取：B3"]
    assert [texts(sheet)[row, 2] for row in (3, 4, 5)] == ["", "#VALUE!", "#VALUE!"]


def test_a_picture_pasted_into_a_text_table_is_no_text(path):
    path.write_text('序号,事项名称\n1,"=DISPIMG(""ID_1"",1)"\n', encoding="utf-8")
    sheet = read_file(path)[0]
    assert [(c.value, c.formula) for c in sheet.cells if c.row == 2] == [("1", ""), ("", RULED)]


def test_a_picture_in_a_further_row_of_an_item_is_an_error_too(path):
    head = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
    rows = [
        ["1", "巡查", "县水利局", "查处", "上报"],
        ["", "", "县林业局", '=DISPIMG("ID_1",1)', ""],
    ]
    after = (
        '<mergeCells><mergeCell ref="A3:A4"/><mergeCell ref="B3:B4"/><mergeCell ref="E3:E4"/>'
        "</mergeCells>"
    )
    xlsx(path, xml_rows(["配合履职事项清单"], head, *rows), after=after)
    _rows, errors, _warnings = checked(path)
    assert any("单元格里放的是图片" in error for error in errors)


# ---- what lies over the cells


def test_pictures_charts_boxes_and_comments_of_a_worksheet_are_named(path):
    unseen = (
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    drawing = [
        anchored("<xdr:pic/>", 3, 2),
        anchored(unseen.format("<xdr:pic/>"), 4, 2),
        anchored("<xdr:graphicFrame/>", 5, 4),
        anchored(shape("框里的字"), 6, 1),
        anchored(shape(), 7, 1),
        anchored(shape(properties='<a:prstGeom prst="line"/>'), 8, 1),
        anchored("<xdr:cxnSp/>", 8, 1),
    ]
    said = '<comment ref="{}" authorId="{}"><text><r><t>{}</t></r></text></comment>'
    authors = (
        "<authors><author>李四</author><author>导入核对</author><author>tc={1}</author></authors>"
    )
    listed = (
        said.format("B3", 0, "请补充")
        + said.format("B4", 1, "我们的话")
        + said.format("B5", 2, "[线程批注]")
    )
    thread = (
        '<ThreadedComments><threadedComment ref="B5"><text>是否保留？</text></threadedComment>'
        "</ThreadedComments>"
    )
    xlsx(
        path,
        xml_rows(*HEAD, ["1", "巡查"]),
        parts={
            "xl/drawings/drawing1.xml": element("xdr:wsDr", "".join(drawing)),
            "xl/comments1.xml": element(
                "comments", f"{authors}<commentList>{listed}</commentList>"
            ),
            "xl/threadedComments/threadedComment1.xml": thread,
            "xl/embeddings/one.xlsx": "x",
        },
        related=[
            ("drawing", "../drawings/drawing1.xml"),
            ("comments", "../comments1.xml"),
            ("threadedComment", "../threadedComments/threadedComment1.xml"),
            ("package", "../embeddings/one.xlsx"),
        ],
    )
    assert read(path)[1] == [
        "有2张图片，图中的文字不能读取：B3、B4",
        "有1个图表或图示，未读入：D5",
        "有1个文本框或图形，其中的文字未读入：A6“框里的字”",
        "有1个没有文字的图形，未读入：A7",
        "有2条批注，未读入：B3“请补充”、B5“是否保留？”",
        "有1个嵌入的文件，未读入（如是清单，请另存后单独上传）",
    ]
    _rows, _errors, warnings = checked(path)
    assert len(warnings) == 6


def test_objects_of_an_old_workbook_are_named(path):
    cells = label(1, 1, "序号") + object_records(8, 2, 3) + object_records(6, 3, 1, text="框里的字")
    cells += object_records(0x19, 4, 4, number_of_object=7, text="请补充") + note_record(4, 2, 7)
    cells += object_records(0x14, 5, 1) + object_records(5, 6, 1)
    cells += object_records(8, 7, 1, parts=struct.pack("<HH", 9, 0)) + object_records(1, 8, 1)
    path.write_bytes(xls(("清单", 0, 0, cells)))
    assert read(path)[1] == [
        "有1张图片，图中的文字不能读取：C2",
        "有1个图表或图示，未读入：A6",
        "有1个文本框或图形，其中的文字未读入：A3“框里的字”",
        "有1条批注，未读入：B4“请补充”",
        "有1个表单控件，未读入：A5",
        "有1个嵌入的文件，未读入（如是清单，请另存后单独上传）：A7",
    ]


def test_what_is_drawn_in_an_open_document_is_named(path):
    picture = "<draw:frame><draw:image/></draw:frame>"
    box = "<draw:frame><draw:text-box><text:p>框里的字</text:p></draw:text-box></draw:frame>"
    note = "<office:annotation><text:p>请补充</text:p></office:annotation>"
    chart = "<draw:frame><draw:object/><draw:image/></draw:frame>"
    inner = f"{note}<text:p>序号</text:p>{picture}{box}"
    row = ods_row(ods_cell("").replace("></table:table-cell>", f">{inner}</table:table-cell>"))
    shapes = f"<table:shapes>{chart}<draw:custom-shape><text:p/></draw:custom-shape></table:shapes>"
    ods(path, f'<table:table table:name="清单">{shapes}{row}</table:table>')
    found, remarks = read(path)
    assert found == {(1, 1): "序号"}
    assert remarks == [
        "有1张图片，图中的文字不能读取：A1",
        "有1个图表或图示，未读入",
        "有1个文本框或图形，其中的文字未读入：A1“框里的字”",
        "有1个没有文字的图形，未读入",
        "有1条批注，未读入：A1“请补充”",
    ]


def test_a_hidden_sheet_is_named_alone_and_not_what_lies_in_it(path):
    sheets = read_file(REPORTED / "x42-strikethrough-run.xlsx")
    sheets[0].hidden = True
    assert [found.reason for found in read_tables(sheets).skipped] == ["隐藏的工作表，没有读入"]


# ---- check boxes

MATRIX = [["示例县乡镇基本履职事项清单"], ["序号", "事项名称", "城关镇", "河口乡"]]
TRUTH = '<c r="{}" t="b" s="{}"><v>{}</v></c>'


def test_check_boxes_over_cells_are_read_as_their_ticks(path):
    rows = [["1", "巡查"], ["2", "宣传", TRUTH.format("C4", 0, 1)], ["3", "普法", "有字"]]
    controls = vml(
        ("Checkbox", 3, 3, True, "复选框 1"),
        ("Checkbox", 3, 4, False, ""),
        ("Checkbox", 4, 3, True, "Check Box 3"),
        ("Checkbox", 5, 3, True, ""),
        ("Drop", 5, 4, False, "选一项"),
        ("Note", 1, 1, False, "批注"),
    )
    xlsx(
        path,
        xml_rows(*MATRIX, *rows),
        parts={"xl/drawings/vmlDrawing1.vml": controls},
        related=[("vmlDrawing", "../drawings/vmlDrawing1.vml")],
    )
    found, remarks = read(path)
    assert [found.get((3, 3)), found.get((3, 4)), found.get((4, 3)), found.get((5, 3))] == [
        "☑",
        "☐",
        "☑",
        "有字",
    ]
    assert remarks == ["有2个表单控件，未读入：D5“选一项”、C5“☑”"]


def test_a_cell_that_is_itself_a_check_box_is_read_as_its_tick(path):
    box = "<extLst><ext><xfComplement i='0'/></ext></extLst>"
    styles = (
        f'<fonts><font/></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="0">{box}</xf></cellXfs>'
    )
    rows = [
        ["1", "巡查", TRUTH.format("C3", 1, 1), TRUTH.format("D3", 1, 0)],
        ["2", "宣传", TRUTH.format("C4", 0, 1)],
    ]
    xlsx(path, xml_rows(*MATRIX, *rows), styles=styles)
    found, _remarks = read(path)
    assert (found[3, 3], found[3, 4], found[4, 3]) == ("☑", "☐", "是")


def test_check_boxes_of_old_and_open_workbooks_are_read_as_their_ticks(path):
    ticked = struct.pack("<HHHHHH", 0x12, 8, 1, 0, 0, 2)
    cells = label(1, 1, "序号") + object_records(0x0B, 2, 3, text="复选框 1", parts=ticked)
    path.write_bytes(xls(("清单", 0, 0, cells + object_records(0x0B, 3, 3))))
    assert read(path) == ({(1, 1): "序号", (2, 3): "☑", (3, 3): "☐"}, [])
    box = '<form:checkbox form:id="c1" form:current-state="checked"/>'
    form = f"<office:forms><form:form>{box}</form:form></office:forms>"
    form = form.replace("form:", "office:")
    row = ods_row(
        ods_cell("序号"), '<table:table-cell><draw:control draw:control="c1"/></table:table-cell>'
    )
    ods(path, f'<table:table table:name="清单">{form}{row}</table:table>')
    assert read(path) == ({(1, 1): "序号", (1, 2): "☑"}, [])


def test_a_sign_nobody_knows_stays_a_letter_and_is_named(path):
    signs = '<name val="Wingdings"/>'
    rows = [
        ["1", cell("B3", run("见", "") + run("J", '<rFont val="Wingdings"/>'))],
        ["2", cell("B4", "中ü", 1)],
    ]
    xlsx(path, xml_rows(*HEAD, *rows), styles=styles_of((signs, "General")))
    found, remarks = read(path)
    assert (found[3, 2], found[4, 2]) == ("见J", "中√")
    assert remarks == ["有1处符号字体的字符看不出画的是什么，照原字符读入，请核对：B3“J”"]


# ---- nothing is lost in silence

WAYS = ("plain", "struck", "struck run", "masked", "covered", "signs")
STYLES = styles_of((STRUCK, "General"), ("", ";;;"), ('<name val="Wingdings 2"/>', "General"))
FONTS = font_record() * 4 + font_record(struck=True) + font_record("Wingdings 2")
XLS_STYLES = style_record() + style_record(5) + style_record(0, 200) + style_record(6)


def words(row):
    """A text of its own for each row, of signs that no font draws otherwise."""
    return f"文字{'甲乙丙丁戊己庚辛壬癸'[row - 2]}"


def as_xlsx(path, ways):
    rows, areas = [*HEAD], ""
    for row, way in enumerate(ways, 3):
        text = words(row)
        written = cell(f"B{row}", text, {"struck": 1, "masked": 2, "signs": 3}.get(way, 0))
        if way == "struck run":
            written = cell(f"B{row}", run(text, STRUCK) + run("留"))
        areas += f'<mergeCell ref="A{row}:B{row}"/>' if way == "covered" else ""
        rows.append([str(row), written])
    xlsx(
        path,
        xml_rows(*rows),
        styles=STYLES,
        after=f"<mergeCells>{areas}</mergeCells>" if areas else "",
    )


def as_xls(path, ways):
    cells = label(2, 1, "序号") + label(2, 2, "事项名称")
    for row, way in enumerate(ways, 3):
        text = words(row)
        cells += label(row, 1, str(row))
        if way == "struck run":
            cells += in_runs(row, 2, f"{text}留", (0, 5), (len(text), 0))
        else:
            cells += styled(row, 2, text, {"struck": 1, "masked": 2, "signs": 3}.get(way, 0))
    areas = [(row, 1, row, 2) for row, way in enumerate(ways, 3) if way == "covered"]
    common = FONTS + format_record(200, ";;;") + XLS_STYLES
    path.write_bytes(xls(("清单", 0, 0, cells + merged_record(*areas)), common=common))


def as_ods(path, ways):
    rows = [ods_row(ods_cell("序号"), ods_cell("事项名称"))]
    for row, way in enumerate(ways, 2):
        text = words(row)
        said = {"struck": {"table_style_name": "C"}, "masked": {"table_style_name": "M"}}.get(
            way, {}
        )
        spanned = {"table_number_columns_spanned": 2} if way == "covered" else {}
        inner = ods_lines(span("S", text) + "留") if way == "struck run" else ods_cell(text, **said)
        rows.append(ods_row(ods_cell(str(row), **spanned), inner))
    masking = (
        '<number:text-style style:name="N"/>'
        '<style:style style:name="M" style:family="table-cell" style:data-style-name="N"/>'
    )
    styles = ODS_STYLES + masking.replace("number:", "office:")
    ods(path, f'<table:table table:name="清单">{"".join(rows)}</table:table>', styles=styles)


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_ods])
@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ways=strategies.lists(strategies.sampled_from(WAYS), min_size=1, max_size=8))
def test_every_text_of_a_sheet_is_read_or_named_with_its_place(path, write, ways):
    write(path, ways)
    found, remarks = read(path)
    first = 2 if write is as_ods else 3
    for row, way in enumerate(ways, first):
        seen = words(row) in found.get((row, 2), "")
        named = any(f"B{row}“{words(row)}”" in remark for remark in remarks)
        assert (seen, named) == ((True, False) if way in ("plain", "signs") else (False, True))
    counted = sum(
        int(re.search(r"有(\d+)", remark)[1]) for remark in remarks if "符号" not in remark
    )
    assert counted == sum(way not in ("plain", "signs") for way in ways)
