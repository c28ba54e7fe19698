"""One file that holds several townships' lists: a sheet, a group of sheets or a titled run of
tables for each.
"""

import datetime
import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import Workbook, load_workbook

from dutylist.organizations.models import RegionSuccession
from items.entry.content import contents_of
from items.imports.owners.pieces import pieces_of, read_pieces
from items.imports.owners.townships import TownshipNames, former_names
from items.imports.preview.report_pages import alike_groups, matrix_page, report_page
from items.imports.reading.reader import read_book
from items.imports.recognition.recognised import Recognition
from items.imports.recognition.tables import read_tables
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.imports.services.returning import returned_file
from items.models import DutyItem, ImportPart
from tests.factories import make_county, make_item, make_township, make_user, seeding
from tests.unaccounted import unaccounted

from .format_files import docx, p, tbl, tr
from .workbooks import FIRE, RIVER

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
BASIC = ["序号", "事项名称"]
HELP = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
CREATING = Options(create_departments=True)
NAMES = ("城关镇", "河口乡", "湾头镇")
CODES = {name: f"99012110{number}000" for number, name in enumerate(NAMES)}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county():
    county = make_county()
    for name, code in CODES.items():
        make_township(code, name)
    return county


@pytest.fixture
def clerk(county):
    return make_user("clerk", name="张三", county=county)


@pytest.fixture
def save(tmp_path):
    """Saves a workbook of {sheet: rows}: -> its path."""

    def write(sheets, name="收集表"):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / f"{name}.xlsx")
        return tmp_path / f"{name}.xlsx"

    return write


def of(name, *rows, title="示例县{}配合履职事项清单"):
    """The rows of a sheet with one table of 配合履职事项."""
    return [[title.format(name)], HELP, *rows]


def plain(*rows):
    return of("乡镇", *rows, title="{}配合履职事项清单")


def beside(name, other):
    """Two tables side by side, each with its title."""
    left, right = of(name, RIVER), of(other, FIRE)
    return [[*(row + [""] * 6)[:6], *cells] for row, cells in zip(left, right, strict=True)]


def renamed(row, name, duty=""):
    return [row[0], name, *row[2:4], duty or row[4]]


def preview(paths, clerk, options=CREATING, **more):
    uploads = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return jobs.preview_uploads(uploads, county=make_county(), by=clerk, options=options, **more)


def reach():
    """{name of an item: names of the townships it applies to}"""
    names = {code: name for name, code in CODES.items()}
    found = contents_of(DutyItem.objects.current()).values()
    return {content["name"]: [names[code] for code in content["townships"]] for content in found}


def parts_of(job):
    return [
        (part["township_name"], part["sheets"], part["counts"]["new"])
        for part in job.report["parts"]
    ]


def errors_of(job):
    return [(error["sheet"], error["code"]) for error in job.detail["errors"]]


# ---- whose each sheet is


@pytest.mark.parametrize(
    ("sheets", "title"),
    [
        (("城关镇", "河口乡"), "示例县配合履职事项清单"),
        (("01城关镇", "02 河口乡"), "配合履职事项清单"),
        (("城关", "河口"), "示例县乡镇（街道）配合履职事项清单"),
        (("Sheet1", "Sheet2"), "示例县{}配合履职事项清单"),
        (("Sheet1", "Sheet2"), "示例市示例县{}（街道）履职事项清单（2026年版）"),
    ],
)
def test_each_sheet_is_the_townships_that_its_title_or_its_name_speaks_of(
    save, clerk, sheets, title
):
    rows = {"城关镇": [RIVER, FIRE], "河口乡": [RIVER]}
    path = save(
        {
            sheet: of(name, *rows[name], title=title)
            for sheet, name in zip(sheets, rows, strict=True)
        }
    )
    job = preview([path], clerk)
    assert errors_of(job) == []
    assert parts_of(job) == [("城关镇", [sheets[0]], 2), ("河口乡", [sheets[1]], 0)]
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    assert reach() == {"河道巡查": ["城关镇", "河口乡"], "森林防火": ["城关镇"]}


def test_the_sheets_of_one_township_are_one_list(save, clerk):
    sheets = {
        "城关镇基本": [BASIC, [1, "党的建设"]],
        "河口乡基本": [BASIC, [1, "党的建设"]],
        "城关镇（配合）": plain(RIVER),
        "河口乡（配合）": plain(RIVER, FIRE),
    }
    job = preview([save(sheets)], clerk)
    assert parts_of(job) == [
        ("城关镇", ["城关镇基本", "城关镇（配合）"], 2),
        ("河口乡", ["河口乡基本", "河口乡（配合）"], 1),
    ]
    assert job.report["by_kind"] == {"basic": 2, "coordination": 3, "reclaimed": 0}


def test_titled_runs_on_one_sheet_are_dealt_out(save, clerk):
    rows = [
        *of("城关镇", RIVER, FIRE),
        ["填报单位：城关镇"],
        *of("河口乡", RIVER),
        [],
        ["附件3"],
        *of("湾头镇", FIRE),
    ]
    job = preview([save({"Sheet1": rows})], clerk)
    assert errors_of(job) == []
    assert [(p["township_name"], sum(p["by_kind"].values())) for p in job.report["parts"]] == [
        ("城关镇", 2),
        ("河口乡", 1),
        ("湾头镇", 1),
    ]
    keys = [entry["key"] for entry in job.report["handed"]]
    assert keys == ["1", "1:Sheet1!1", "1:Sheet1!6", "1:Sheet1!10"]


def test_sections_under_one_head_are_dealt_out(save, clerk):
    rows = [["示例县配合履职事项清单"], ["填报人：王某"], HELP, ["一、城关镇"], RIVER, FIRE]
    rows += [["二、河口乡"], ["（一）防汛"], RIVER, ["三、湾头镇"], FIRE, ["合计"]]
    job = preview([save({"Sheet1": rows})], clerk)
    assert errors_of(job) == []
    assert [(p["township_name"], sum(p["by_kind"].values())) for p in job.report["parts"]] == [
        ("城关镇", 2),
        ("河口乡", 1),
        ("湾头镇", 1),
    ]
    assert [row["category"] for row in job.detail["rows"]] == ["", "", "防汛", ""]
    early = save({"Sheet1": [*rows[:3], RIVER, *rows[3:]]})
    assert errors_of(preview([early], clerk)) == [("Sheet1", "unknown_township")]


def test_a_document_is_dealt_out_by_its_headings(tmp_path, clerk):
    basics = tbl(tr(*BASIC), tr("1", "党的建设"))
    few, more = (
        tbl(tr(*HELP), *[tr(*map(str, row)) for row in rows]) for rows in ((RIVER,), (RIVER, FIRE))
    )
    lists = [*["一、城关镇", "（一）基本履职事项", basics, "（二）配合履职事项", few]]
    lists += ["二、河口乡", "（一）基本履职事项", basics, "（二）配合履职事项", more]
    lines = ["示例县乡镇履职事项清单汇编", "目录", "城关镇履职清单……1", "河口乡履职清单……2", *lists]
    path = tmp_path / "汇编.docx"
    docx(path, "".join(line if line in (basics, few, more) else p(line) for line in lines))
    job = preview([path], clerk)
    assert errors_of(job) == []
    assert [(p["township_name"], p["by_kind"]) for p in job.report["parts"]] == [
        ("城关镇", {"basic": 1, "coordination": 1, "reclaimed": 0}),
        ("河口乡", {"basic": 1, "coordination": 2, "reclaimed": 0}),
    ]
    assert {row["category"] for row in job.detail["rows"]} == {""}


def test_a_former_name_and_a_township_that_went_over_into_another_are_known(save, clerk, county):
    gone, heir = make_township("990121109000", "石桥乡"), make_township(CODES["湾头镇"], "湾头镇")
    with seeding():
        gone.valid_until = datetime.date(2024, 12, 31)
        gone.save()
        went = {"happened_on": datetime.date(2025, 1, 1), "former_kind": "town"}
        RegionSuccession.objects.create(
            predecessor=gone, successor=heir, kind="merge", former_name="石桥乡", **went
        )
        RegionSuccession.objects.create(
            predecessor=heir, successor=heir, kind="rename", former_name="东湾镇", **went
        )
    assert former_names(county, TownshipNames.of(county).townships) == {
        "石桥乡": heir,
        "东湾镇": heir,
    }
    job = preview([save({"城关镇": plain(RIVER), "东湾镇": plain(FIRE)})], clerk)
    assert [part["township_name"] for part in job.report["parts"]] == ["城关镇", "湾头镇"]


# ---- what is in doubt is asked


def test_a_sheet_of_no_township_is_asked_for_and_never_guessed(save, clerk):
    sheets = {"城关镇": plain(RIVER), "河口乡": plain(FIRE), "全县汇总": plain(RIVER, FIRE)}
    job = preview([save(sheets)], clerk)
    [error] = job.detail["errors"]
    assert (error["sheet"], error["code"]) == ("全县汇总", "unknown_township")
    assert (
        error["message"]
        == "“收集表.xlsx”的工作表“全县汇总”的标题和名称中都没有写明是哪个单位的清单。"
    )
    assert error["suggestion"] == "可选：城关镇、河口乡、湾头镇。不是单位清单的，选“不导入”。"
    said = jobs.decide(job, by=clerk, townships={"1:全县汇总": CODES["湾头镇"]})
    assert (errors_of(said), said.report["parts"][2]["township_name"]) == ([], "湾头镇")
    left = jobs.decide(said, by=clerk, leave_out={"1:全县汇总": True})
    assert (errors_of(left), len(left.report["parts"])) == ([], 2)
    assert left.report["left_out"] == [
        {
            "file": "收集表.xlsx",
            "sheet": "全县汇总",
            "key": "1:全县汇总",
            "by": clerk.get_full_name(),
        }
    ]
    jobs.confirm(left, by=clerk, reason="各乡镇报送")
    assert reach() == {"河道巡查": ["城关镇"], "森林防火": ["河口乡"]}


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ({"湾头镇": of("河口乡", RIVER)}, "工作表“湾头镇”中同时写有河口乡、湾头镇，不能确定"),
        ({"Sheet3": of("海滨镇", RIVER)}, "示例县没有“海滨镇”"),
        (
            {"Sheet3": [*of("湾头镇", RIVER), ["三、海滨镇"], *plain(FIRE)[1:]]},
            "示例县没有“海滨镇”",
        ),
        ({"湾头镇": [*plain(RIVER), ["一、河口乡"], [2, *FIRE[1:]]]}, "同时写有湾头镇、河口乡"),
        ({"Sheet3": beside("湾头镇", "城关镇")}, "工作表“Sheet3”中同时写有湾头镇、城关镇"),
    ],
)
def test_what_speaks_of_two_or_of_an_unknown_township_is_asked_for(save, clerk, sheets, message):
    job = preview([save({"城关镇": plain(RIVER), "河口乡": plain(FIRE), **sheets})], clerk)
    [error] = job.detail["errors"]
    assert error["code"] == "unknown_township"
    assert message in error["message"]


def test_a_sheet_called_after_a_township_and_not_understood_is_an_error_until_told_its_head(
    save, clerk
):
    sheets = {
        "城关镇": plain(RIVER),
        "河口乡": plain(FIRE),
        "湾头镇": [["甲", "乙"], [1, "党的建设"], [2, "平安建设"]],
    }
    job = preview([save(sheets)], clerk)
    assert [(error["code"], error["part"]) for error in job.detail["errors"]] == [("no_table", 4)]
    job = jobs.decide(
        job, by=clerk, options={"heads": {"1:湾头镇!1": {"A": "number", "B": "name"}}}
    )
    assert (errors_of(job), parts_of(job)[2]) == ([], ("湾头镇", ["湾头镇"], 2))
    again = jobs.decide(
        job, by=clerk, options={"heads": {"湾头镇!1": {"A": "number", "B": "name"}}}
    )
    assert again.digest == job.digest


def test_one_township_named_everywhere_is_the_countys_when_told_so_with_a_warning(save, clerk):
    options = Options(county_wide=True, create_departments=True)
    job = preview([save({"城关镇": plain(RIVER), "城关镇（2）": plain(FIRE)})], clerk, options)
    assert (job.is_many, errors_of(job), job.report["counts"]["new"]) == (False, [], 2)
    [warning] = [warning for warning in job.detail["warnings"] if warning["code"] == "one_township"]
    assert "文件写的是城关镇的清单，现在按示例县的总清单导入" in warning["message"]


def test_a_file_of_a_township_that_was_chosen_is_never_dealt_out(save, clerk, county):
    options = Options(township=make_township(CODES["城关镇"], "城关镇"), create_departments=True)
    job = preview([save({"城关镇": plain(RIVER), "河口乡": plain(FIRE)})], clerk, options)
    assert (job.is_many, len(job.report["parts"])) == (False, 1)


def test_a_county_list_whose_rows_name_townships_is_no_collection(save, clerk):
    rows = [
        ["示例县配合履职事项清单"],
        [*HELP, "适用范围"],
        [*RIVER, "城关镇"],
        [*FIRE, "河口乡"],
        ["注：河口乡、湾头镇不设该项。"],
    ]
    job = preview([save({"配合": rows})], clerk)
    assert (job.is_many, errors_of(job)) == (False, [])
    jobs.confirm(job, by=clerk, reason="首次录入")
    assert reach() == {"河道巡查": ["城关镇"], "森林防火": ["河口乡"]}


def test_sheets_of_categories_are_no_townships(save, clerk):
    make_township("990121110000", "平安镇")
    make_township("990121111000", "振兴街道")
    sheets = {"平安法治": [BASIC, [1, "调解纠纷"]], "乡村振兴": [BASIC, [1, "河道巡查"]]}
    job = preview([save(sheets)], clerk)
    assert (job.is_many, job.report["counts"]["new"]) == (False, 2)


def test_the_clerk_may_say_that_the_file_is_one_list_after_all(save, clerk, county):
    job = preview([save({"城关镇": plain(RIVER), "河口乡": plain(FIRE)})], clerk)
    whole = jobs.decide(job, by=clerk, townships={1: county.code})
    assert (whole.is_many, whole.report["counts"]["new"]) == (False, 2)
    one = jobs.decide(whole, by=clerk, townships={1: CODES["湾头镇"]})
    assert [(part["township_name"], part["sheets"]) for part in one.report["parts"]] == [
        ("湾头镇", [])
    ]
    assert one.files[0].township.name == "湾头镇"
    again = jobs.decide(one, by=clerk, townships={1: ""})
    assert [part["township_name"] for part in again.report["parts"]] == ["城关镇", "河口乡"]


# ---- the same township twice


def test_the_same_list_on_two_sheets_is_named(save, clerk):
    sheets = {
        "城关镇": plain(RIVER, FIRE),
        "河口乡": plain(FIRE),
        "城关镇（旧）": plain(RIVER, renamed(FIRE, "禁毒")),
    }
    job = preview([save(sheets)], clerk)
    [error] = [error for error in job.detail["errors"] if error["code"] == "same_township"]
    assert (error["sheet"], error["message"]) == (
        "城关镇（旧）",
        "工作表“城关镇（旧）”与工作表“城关镇”同是城关镇的清单，有1项名称相同（如“河道巡查”）。",
    )
    job = jobs.decide(job, by=clerk, leave_out={"1:城关镇（旧）": True})
    assert errors_of(job) == []


def test_a_township_in_a_file_and_on_a_sheet_is_named(save, clerk):
    alone = save({"Sheet1": of("河口乡", FIRE)}, name="河口乡")
    job = preview([alone, save({"城关镇": plain(RIVER), "河口乡": plain(FIRE)})], clerk)
    assert [part["part"] for part in job.report["parts"]] == [1, 3, 4]
    [error] = job.detail["errors"]
    assert (error["part"], error["sheet"], error["message"]) == (
        4,
        "河口乡",
        "与“河口乡.xlsx”同是河口乡的清单，每个单位只能有一份。",
    )


# ---- as several parts, to the end


def test_it_is_decided_confirmed_undone_and_imported_again_as_several_files_are(save, clerk):
    own = renamed(RIVER, "河道巡查", "河口乡每日巡查。")
    path = save({"城关镇": plain(RIVER, FIRE), "河口乡": plain(own), "湾头镇": plain(own)})
    job = preview([path], clerk)
    marks = {row["name"]: row["marks"] for row in matrix_page(job).rows}
    assert marks == {"河道巡查": {"2": "new", "3": "alike", "4": "alike"}, "森林防火": {"2": "new"}}
    [group] = alike_groups(job)
    assert (group["count"], group["key"]) == (2, "1:河口乡!3")
    job = jobs.decide(
        job, by=clerk, decisions={"1:河口乡!3": "own_wording", "1:湾头镇!3": "county_text"}
    )
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    assert reach() == {"河道巡查": list(NAMES), "森林防火": ["城关镇"]}
    [kept] = ImportPart.objects.all()
    assert (kept.position, kept.township, kept.file_name) == (1, None, "收集表.xlsx")
    again = preview([path], clerk)
    counts = again.report["counts"]
    assert (counts["new"], counts["changed"], counts["alike"]) == (0, 0, 1)
    assert ImportPart.objects.get(job=again).file.name == kept.file.name
    jobs.undo_import(job, by=clerk, reason="文件拿错了")
    assert reach() == {}


def test_the_same_workbook_again_changes_nothing_and_what_a_township_lacks_it_leaves(save, clerk):
    make_item(
        "coordination", "禁毒宣传", scope="listed", townships=[CODES["河口乡"], CODES["湾头镇"]]
    )
    path = save({"城关镇": plain(RIVER), "河口乡": plain(RIVER)})
    job = preview([path], clerk, Options(create_departments=True, cancel_absent=True))
    assert [(row["part"], row["name"]) for row in report_page(job, outcome="absent").rows] == [
        (3, "禁毒宣传")
    ]
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    assert reach() == {"河道巡查": ["城关镇", "河口乡"], "禁毒宣传": ["湾头镇"]}
    counts = preview([path], clerk).report["counts"]
    assert (
        counts["same"],
        counts["new"],
        counts["changed"],
        counts["alike"],
        counts["absent"],
    ) == (1, 0, 0, 0, 0)


def test_errors_have_their_sheet_and_row_and_the_workbook_comes_back_as_one(save, clerk, tmp_path):
    sheets = {
        "城关镇": plain(RIVER, renamed(FIRE, "")),
        "河口乡": plain(RIVER),
        "湾头镇": plain(renamed(RIVER, "")),
    }
    job = preview([save(sheets)], clerk)
    found = [(error["part"], error["sheet"], error["row"]) for error in job.detail["errors"]]
    assert found == [(2, "城关镇", 4), (4, "湾头镇", 3)]
    name, content, _kind = returned_file(job)
    (tmp_path / "back.xlsx").write_bytes(content)
    back = load_workbook(tmp_path / "back.xlsx")
    assert (name, back.sheetnames) == ("收集表（错误说明）.xlsx", [*sheets, "导入问题"])
    assert "缺少事项名称" in back["湾头镇"]["F3"].value
    mended = preview([tmp_path / "back.xlsx"], clerk)
    assert [part["township_name"] for part in mended.report["parts"]] == list(NAMES)


def test_nothing_of_a_file_that_is_dealt_out_is_lost(save, county):
    rows = [
        ["汇编"],
        *of("城关镇", RIVER),
        ["注：略"],
        ["河口乡"],
        *plain(FIRE),
        ["合计"],
        *of("示例县", RIVER),
        ["制表：王某"],
    ]
    sheets = read_book(
        save({"封面": [["示例县"]], "表": rows, "湾头镇": plain(RIVER), "说明": [["请填写"]]})
    ).sheets
    recognition = read_tables(sheets)
    pieces, rest = pieces_of(sheets, recognition, TownshipNames.of(county))
    assert [[township.name for township in piece.named] for piece in pieces] == [
        ["城关镇"],
        ["河口乡"],
        [],
        ["湾头镇"],
    ]
    whole = Recognition(skipped=rest.skipped)
    for piece in pieces:
        found = read_pieces([piece], {}, {})
        whole.tables += found.tables
        whole.skipped += found.skipped
        whole.strays += found.strays
    assert unaccounted(sheets, whole) == []
    assert len(whole.tables) == 4


def test_fourteen_townships_on_sheets_of_one_workbook_are_previewed(save, clerk, county):
    names = [f"{sign}山镇" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    for number, name in enumerate(names, 20):
        make_township(f"9901211{number}000", name)
    duties = [
        f"第{number}处{what}的日常巡查"
        for number in range(68)
        for what in ("河道", "林地", "水库", "道路", "农田")
    ]
    rows = plain(*[[order, duty, *RIVER[2:]] for order, duty in enumerate(duties, 1)])
    path = save(dict.fromkeys(names, rows))
    job = preview([path], clerk)
    assert (len(job.report["parts"]), len(job.detail["rows"]), job.report["counts"]["new"]) == (
        14,
        14 * 340,
        340,
    )


# ---- over the command


def test_the_command_tells_of_each_township(save, county):
    make_user("clerk", username="wang", county=county)
    sheets = {"城关镇": plain(RIVER), "河口乡": plain(RIVER, FIRE), "汇总": plain(RIVER, FIRE)}
    call = [
        "import_workbook",
        str(save(sheets)),
        "--county",
        county.code,
        "--by",
        "wang",
        "--create-departments",
    ]
    out = StringIO()
    call_command(
        *call, "--reason", "报送", "--json", "--leave-out", "汇总", stdout=out, stderr=StringIO()
    )
    found = json.loads(out.getvalue())
    assert [
        (file["file"], file["sheets"], file["township"], file["new"]) for file in found["files"]
    ] == [
        ("收集表.xlsx", ["城关镇"], CODES["城关镇"], 1),
        ("收集表.xlsx", ["河口乡"], CODES["河口乡"], 1),
    ]
    assert [(left["file"], left["sheet"]) for left in found["left_out"]] == [
        ("收集表.xlsx", "汇总")
    ]
    assert reach() == {"河道巡查": ["城关镇", "河口乡"], "森林防火": ["河口乡"]}
