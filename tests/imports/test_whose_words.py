"""The words by which a file is a township's or the county's, as a table of texts."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dutylist.organizations.models import Region
from items.imports.formats.sniffing import format_of
from items.imports.owners.townships import TownshipNames
from items.imports.owners.whose_list import whose_list
from items.imports.reading.grid import Cell, FileRefused, Sheet
from items.imports.recognition.tables import read_tables
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import ImportJob
from tests.factories import make_township, make_user

from .test_asked import asked_of, document, paged, upload
from .workbooks import HEADS, RIVER, save_rows

KNOWN = ("城关镇", "河口乡", "湾头镇", "石桥镇", "柳林镇", "青山乡", "大洼乡", "新城街道")
NAMES = TownshipNames(
    Region(name="示例县"),
    [Region(name=name, code=f"99012110{order}000") for order, name in enumerate(KNOWN)],
)
LIST = [HEADS["coordination"], RIVER]
COUNTY_TITLE = "示例县乡镇（街道）配合履职事项清单"
TITLE = "配合履职事项清单"
NONE = ""
# a line above the table of a list whose title names nobody: the township that is asked about
LINES = {
    "示例县大洼乡人民政府文件": "大洼乡",
    "大洼乡人民政府文件": "大洼乡",
    "中共柳林镇委员会文件": "柳林镇",
    "中共示例县城关镇委员会办公室": "城关镇",
    "石桥镇党政办公室 2026年1月印发": "石桥镇",
    "湾头镇党政综合办公室　2026年1月8日印发": "湾头镇",
    "湾头镇党委〔2026〕1号": "湾头镇",
    "河口乡编制": "河口乡",
    "（河口乡人民政府 2026年1月）": "河口乡",
    "来源：湾头镇上报": "湾头镇",
    "示例县人民政府石桥镇办公室文件": "石桥镇",
    "河口乡党政办 联系人：李四": "河口乡",
    "中共示例县新城街道工作委员会文件": "新城街道",
    "填报单位：城关镇人民政府村镇办": "城关镇",
    "制表日期：2026年1月填报单位：城关镇": "城关镇",
    "各乡镇人民政府、新城街道办事处，县直各单位：": NONE,
    "各乡（镇）人民政府、新城街道办事处：": NONE,
    "抄报：市委编办；抄送：城关镇人民政府": NONE,
    "印发范围：新城街道": NONE,
    "2026年1月8日经城关镇党委征求意见后修改": NONE,
    "编制说明：本表根据城关镇试点情况编制": NONE,
    "编制单位：中共示例县委机构编制委员会办公室（地址：城关镇人民路1号）": NONE,
    "联系单位：县委编办（城关镇人民路1号）": NONE,
    "填报单位：示例县委编办（城关镇人民路1号）": NONE,
    "制表单位：示例县委编办（驻城关镇）": NONE,
    "城关镇西街村委员会编制": NONE,
    "城关镇人民政府、县委编办印发": NONE,
}
TITLES = {
    "配合履职事项清单（青山）": "青山乡",
    "配合履职事项清单（示例县青山）": "青山乡",
    "配合履职事项清单（试行）": NONE,
    "2026年乡镇配合履职事项清单（县级汇总，含城关镇、河口乡等8个乡镇）": NONE,
    "示例县配合履职事项清单（不含新城街道）": NONE,
    "示例县配合履职事项清单（城关镇以外）": NONE,
}
# names of files whose title inside is the county's
FILES = {
    "示例县清单（根据城关镇意见修改）": NONE,
    "乡镇事项清单（不含新城街道）": NONE,
    "示例县清单（含新城街道）": NONE,
    "示例县乡镇履职事项清单-报送城关镇征求意见稿": NONE,
    "20260108城关镇会议审定稿-全县": NONE,
    "城关镇清单审定稿": "城关镇",
    "清单-城关镇报送": "城关镇",
}
CELLS = {
    ("单位", "青山乡"): "青山乡",
    ("填报单位（盖章）", "青山乡人民政府"): "青山乡",
    ("石桥镇党政办公室", "2026年1月印发"): "石桥镇",
    ("单位", "县委编办（城关镇人民路1号）"): NONE,
    ("单位", "青山乡", "河口乡"): NONE,
}


def sheet_of(rows):
    sheet = Sheet("Sheet1")
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            sheet.cells.append(Cell(row, column, str(text)))
    return sheet


def said(rows, file="清单.xlsx"):
    """The one township a file of these rows is said to be of; nothing where none is."""
    sheet = sheet_of(rows)
    whose = whose_list([sheet], read_tables([sheet]), file, NAMES)
    assert len(whose.townships) < 2
    return whose.likely.name if whose.is_asked else NONE


@pytest.mark.parametrize("line", LINES)
def test_a_line_above_a_table_says_whose_list_it_is_or_not(line):
    assert said([[line], [TITLE], *LIST]) == LINES[line]


@pytest.mark.parametrize("line", LINES)
def test_a_line_below_a_table_says_whose_list_it_is_or_not(line):
    assert said([[TITLE], *LIST, [line]]) == LINES[line]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_says_whose_list_it_is_or_not(title):
    assert said([[title], *LIST]) == TITLES[title]


@pytest.mark.parametrize("name", FILES)
def test_the_name_of_a_file_says_whose_list_it_is_or_not(name):
    assert said([[COUNTY_TITLE], *LIST], f"{name}.xlsx") == FILES[name]


@pytest.mark.parametrize("cells", CELLS)
def test_cells_side_by_side_say_whose_list_it_is_or_not(cells):
    assert said([cells, [TITLE], *LIST]) == CELLS[cells]


@pytest.mark.parametrize("text", ["示例县清单（含城关镇）", "示例县清单（根据城关镇意见修改）"])
def test_a_township_named_in_passing_is_no_strange_one(text):
    assert NAMES.foreign(text) == ""


def test_a_file_with_several_issuers_is_not_asked_by_them():
    assert said([["石桥镇党委编制"], ["湾头镇党委编制"], [COUNTY_TITLE], *LIST]) == NONE


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_a_title_that_includes_townships_is_not_said_to_be_theirs(clerk, county, tmp_path):
    title = "2026年乡镇配合履职事项清单（县级汇总，含城关镇、河口乡等8个乡镇）"
    path = save_rows(tmp_path / "清单.xlsx", [[title], *LIST])
    jobs.preview_uploads([upload(path)], county=county, by=clerk)
    codes = {warning["code"] for warning in ImportJob.objects.get().detail["warnings"]}
    assert "one_township" not in codes


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_several_files_are_known_by_the_same_words(clerk, county, tmp_path):
    make_township("990121101000", "河口乡")
    receivers = "各乡镇人民政府、新城街道办事处，县直各单位："
    one = document(tmp_path / "城关镇.docx", receivers, TITLE)
    two = document(tmp_path / "河口乡.docx", receivers, TITLE)
    job = jobs.preview_uploads([upload(one), upload(two)], county=county, by=clerk)
    assert [part["township_name"] for part in job.report["parts"]] == ["城关镇", "河口乡"]


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_a_page_head_is_told_without_its_codes(clerk, county, tmp_path):
    path = paged(tmp_path / "清单.xlsx", "城关镇配合履职事项清单")
    asked = asked_of(path, clerk, county)
    first = asked.whose.as_json(county)["said"][0]
    assert (first["text"], first["of"]) == ("城关镇配合履职事项清单", "城关镇")


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_the_command_asks_for_its_own_options(county, tmp_path):
    make_user("clerk", county=county, username="clerk")
    path = save_rows(tmp_path / "清单.xlsx", [["城关镇配合履职事项清单"], *LIST])
    call = ("import_workbook", str(path), "--county", county.code, "--by", "clerk", "--dry-run")
    with pytest.raises(CommandError) as refused:
        call_command(*call, stdout=StringIO(), stderr=StringIO())
    sentence = str(refused.value)
    assert refused.value.returncode == 2
    assert "（--township：城关镇 990121100000）" in sentence
    assert "（--county-wide）" in sentence


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_who_chose_to_create_departments_is_not_advised_to(clerk, county, tmp_path):
    rows = [[TITLE], HEADS["coordination"], [1, "河道巡查", "按有关规定办理", *RIVER[3:]]]
    path = save_rows(tmp_path / "清单.xlsx", rows)
    advice = {}
    for create in (False, True):
        options = Options(create_departments=create)
        job = jobs.preview_uploads([upload(path)], county=county, by=clerk, options=options)
        [error] = [e for e in job.detail["errors"] if e["code"] == "unknown_department"]
        advice[create] = "选择自动新建" in error["message"]
    assert advice == {False: True, True: False}


def test_an_xml_table_of_excel_2003_is_called_what_it_is(tmp_path):
    path = tmp_path / "清单.xls"
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    path.write_text(f'{head}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    with pytest.raises(FileRefused, match="Excel 2003 的 XML 表格"):
        format_of(path)
