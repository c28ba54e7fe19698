"""A single list that names one township is asked about, with that township chosen, before anything
is previewed.
"""

import json
from io import StringIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from dutylist.history.refusals import Invalid
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import DutyItem, ImportJob
from tests.factories import make_township, make_user

from .workbooks import HEADS, RIVER, address, hand_in, page_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("files_kept"),
    pytest.mark.either_database,
]
TOWN = "990121100000"
COUNTY_TITLE = ["示例县配合履职事项清单"]
LIST = [HEADS["coordination"], RIVER]


def workbook(path, *sheets):
    """A workbook of (name, rows) sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def document(path, *paragraphs):
    """A document of these paragraphs and the list's table below them."""
    paper = docx.Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    table = paper.add_table(len(LIST), len(LIST[0]))
    for row, cells in enumerate(LIST):
        for column, text in enumerate(cells):
            table.cell(row, column).text = str(text)
    paper.save(path)
    return path


def paged(path, header):
    book = Workbook()
    for row in (COUNTY_TITLE, *LIST):
        book.active.append(row)
    book.active.oddHeader.center.text = header
    book.save(path)
    return path


# every place in which a file says whose list it is: {place: a maker of the file}
PLACES = {
    "title": lambda at: workbook(
        at / "清单.xlsx", ("Sheet1", [["示例县城关镇配合履职事项清单"], *LIST])
    ),
    "spaced title": lambda at: workbook(
        at / "清单.xlsx", ("Sheet1", [["城 关 镇 配 合 履 职 事 项 清 单"], *LIST])
    ),
    "name over the title": lambda at: workbook(
        at / "清单.xlsx", ("Sheet1", [["城关镇"], COUNTY_TITLE, *LIST])
    ),
    "sheet": lambda at: workbook(at / "清单.xlsx", ("城关镇", [COUNTY_TITLE, *LIST])),
    "sheet without its last word": lambda at: workbook(
        at / "清单.xlsx", ("城关", [COUNTY_TITLE, *LIST])
    ),
    "cover": lambda at: workbook(
        at / "清单.xlsx", ("封面", [["城关镇履行职责事项清单"]]), ("表", [COUNTY_TITLE, *LIST])
    ),
    "cover in two lines": lambda at: workbook(
        at / "清单.xlsx",
        ("封面", [["城关镇人民政府"], ["履行职责事项清单"]]),
        ("表", [COUNTY_TITLE, *LIST]),
    ),
    "filled in by": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, ["填报单位：城关镇"], *LIST])
    ),
    "filled in by, in two cells": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, ["填报单位（盖章）：", "城关镇人民政府"], *LIST])
    ),
    "filled in by, below": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, *LIST, ["报送单位：城关镇人民政府"]])
    ),
    "section": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, LIST[0], ["一、城关镇（1项）"], RIVER])
    ),
    "heading of a document": lambda at: document(
        at / "清单.docx", "附件2", "城关镇配合履职事项清单"
    ),
    "cover of a document": lambda at: document(
        at / "清单.docx", "城关镇人民政府", "履行职责事项清单", "2026年版", "配合履职事项清单"
    ),
    "page head": lambda at: paged(at / "清单.xlsx", "城关镇配合履职事项清单"),
    "file": lambda at: workbook(at / "城关镇配合履职事项清单.xlsx", ("表", [COUNTY_TITLE, *LIST])),
    "file without its last word": lambda at: workbook(
        at / "城关清单.xlsx", ("表", [COUNTY_TITLE, *LIST])
    ),
}
# what names no township as its own, or several in one breath
UNASKED = {
    "the county's": lambda at: workbook(at / "清单.xlsx", ("表", [COUNTY_TITLE, *LIST])),
    "of all townships": lambda at: workbook(
        at / "各乡镇清单.xlsx", ("表", [["示例县乡镇（街道）配合履职事项清单"], *LIST])
    ),
    "a note": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, *LIST, ["注：城关镇另行规定。"]])
    ),
    "a scope": lambda at: workbook(
        at / "清单.xlsx", ("表", [COUNTY_TITLE, [*LIST[0], "适用范围"], [*RIVER, "城关镇"]])
    ),
    "two in one title": lambda at: workbook(
        at / "清单.xlsx", ("表", [["城关镇、河口乡配合履职事项清单"], *LIST])
    ),
    "美丽乡村": lambda at: workbook(at / "清单.xlsx", ("表", [["美丽乡村建设事项清单"], *LIST])),
    "城镇": lambda at: workbook(at / "清单.xlsx", ("表", [["示例县城镇管理事项清单"], *LIST])),
}


@pytest.fixture(autouse=True)
def places(county):
    make_township("990121101000", "河口乡")


def upload(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def asked_of(path, clerk, county, **chosen):
    """The question that is asked, or None."""
    options = Options(create_departments=True, **chosen)
    try:
        jobs.preview_uploads([upload(path)], county=county, by=clerk, options=options)
    except Invalid as asked:
        return asked
    return None


@pytest.mark.parametrize("place", PLACES)
def test_wherever_a_file_names_one_township_it_is_asked_about(place, clerk, county, tmp_path):
    path = PLACES[place](tmp_path)
    asked = asked_of(path, clerk, county)
    assert asked is not None
    assert (asked.status, list(asked.errors), asked.whose.likely.name) == (
        422,
        ["township"],
        "城关镇",
    )
    assert ImportJob.objects.count() == 0
    assert asked_of(path, clerk, county, county_wide=True) is None
    assert asked_of(path, clerk, county, township=county.children.get(code=TOWN)) is None


@pytest.mark.parametrize("place", UNASKED)
def test_a_list_that_names_none_as_its_own_is_not_asked_about(place, clerk, county, tmp_path):
    assert asked_of(UNASKED[place](tmp_path), clerk, county) is None


def test_two_places_that_name_two_townships_and_a_township_nobody_knows_are_asked_without_a_choice(
    clerk, county, tmp_path
):
    torn = workbook(tmp_path / "河口乡清单.xlsx", ("表", [["城关镇配合履职事项清单"], *LIST]))
    assert asked_of(torn, clerk, county).whose.likely is None
    strange = workbook(tmp_path / "清单.xlsx", ("表", [["新河镇配合履职事项清单"], *LIST]))
    asked = asked_of(strange, clerk, county)
    assert (asked.whose.foreign, asked.whose.likely) == ("新河镇", None)
    assert "示例县没有“新河镇”" in asked.sentence


def command(path, *more):
    out = StringIO()
    call = (
        "import_workbook",
        str(path),
        "--county",
        "990121000000",
        "--by",
        "clerk",
        "--create-departments",
    )
    call_command(*call, *more, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("more", [[], ["--json"], ["--dry-run"], ["--dry-run", "--json"]])
@pytest.mark.parametrize("place", ["title", "cover", "file"])
def test_the_command_refuses_in_one_line_with_code_2_and_says_nothing_else(
    place, more, county, tmp_path
):
    make_user("clerk", county=county, username="clerk")
    path, out = PLACES[place](tmp_path), StringIO()
    call = (
        "import_workbook",
        str(path),
        "--county",
        county.code,
        "--by",
        "clerk",
        "--reason",
        "录入",
    )
    with pytest.raises(CommandError) as refused:
        call_command(*call, *more, stdout=out, stderr=StringIO())
    assert (refused.value.returncode, out.getvalue(), "\n" in str(refused.value)) == (2, "", False)
    assert "城关镇" in str(refused.value)
    assert DutyItem.objects.count() == 0


def test_the_command_imports_as_it_is_told(county, tmp_path):
    make_user("clerk", county=county, username="clerk")
    path = PLACES["cover"](tmp_path)
    [row] = json.loads(command(path, "--dry-run", "--json", "--township", TOWN))["rows"]
    assert row["townships"] == [TOWN]
    whole = json.loads(command(path, "--dry-run", "--json", "--county-wide"))
    assert whole["rows"][0]["townships"] == []
    assert [warning["code"] for warning in whole["warnings"] if warning["code"] != "skipped"] == [
        "one_township"
    ]
    with pytest.raises(CommandError, match="不能再指明"):
        command(path, "--dry-run", "--township", TOWN, "--county-wide")


def test_several_files_and_a_shared_one_are_dealt_out_as_before(clerk, county, tmp_path):
    one = workbook(tmp_path / "城关镇.xlsx", ("表", [["城关镇配合履职事项清单"], *LIST]))
    two = workbook(tmp_path / "河口乡.xlsx", ("表", [["河口乡配合履职事项清单"], *LIST]))
    shared = workbook(
        tmp_path / "收集表.xlsx",
        ("城关镇", [COUNTY_TITLE, *LIST]),
        ("河口乡", [COUNTY_TITLE, *LIST]),
    )
    for paths in ([one, two], [shared]):
        job = jobs.preview_uploads([upload(path) for path in paths], county=county, by=clerk)
        assert [part["township_name"] for part in job.report["parts"]] == ["城关镇", "河口乡"]
    with pytest.raises(Invalid) as refused:
        jobs.preview_uploads(
            [upload(one), upload(two)], county=county, by=clerk, options=Options(county_wide=True)
        )
    assert list(refused.value.errors) == ["county_wide"]


# ---- the page


def asked_on_the_page(client, county, path):
    answer = hand_in(client, county, path, create_departments="on")
    job = ImportJob.objects.get()
    assert answer.url == address("whose", job)
    return job


def test_the_page_asks_with_the_township_chosen_and_previews_nothing_before(
    client, clerk, county, tmp_path
):
    job = asked_on_the_page(client, county, PLACES["cover"](tmp_path))
    assert (job.state, job.report["counts"]["new"], job.detail["rows"]) == ("asked", 0, [])
    page = page_of(client, "whose", job)
    assert f'<option value="{TOWN}" selected>城关镇（文件写明）</option>' in page
    assert "还没有预览，也没有写入任何内容" in page
    for name in ("job", "recognised", "preview", "matrix", "confirm", "done"):
        assert client.get(address(name, job)).url == address("whose", job)
    with pytest.raises(Invalid):
        jobs.decide(job, by=clerk)
    with pytest.raises(Exception, match="还没有选定"):
        jobs.confirm(job, by=clerk, reason="录入")


def test_the_answer_is_previewed_and_can_be_changed(client, clerk, county, tmp_path):
    job = asked_on_the_page(client, county, PLACES["cover"](tmp_path))
    assert client.post(address("whose", job), {"whose": TOWN}).url == address("recognised", job)
    job.refresh_from_db()
    assert (job.state, job.township.name, job.report["counts"]["new"]) == ("previewed", "城关镇", 1)
    assert "改是谁的清单" in page_of(client, "preview", job)
    client.post(address("whose", job), {"whose": county.code})
    job.refresh_from_db()
    assert (job.township, job.options["county_wide"]) == (None, True)
    assert [w["code"] for w in job.detail["warnings"] if w["code"] != "skipped"] == ["one_township"]
    client.post(address("confirm", job), {"reason": "首次录入"})
    assert DutyItem.objects.get().scope == "all"


def test_an_answer_that_is_none_is_refused_and_the_question_can_be_given_up(
    client, clerk, county, tmp_path
):
    job = asked_on_the_page(client, county, PLACES["title"](tmp_path))
    assert client.post(address("whose", job), {"whose": "990199100000"}).status_code == 422
    client.post(address("discard", job))
    job.refresh_from_db()
    assert job.state == "discarded"
    assert client.get(address("whose", job)).url == address("done", job)


def test_a_list_that_names_none_has_no_such_page(client, clerk, county, tmp_path):
    hand_in(client, county, UNASKED["the county's"](tmp_path), create_departments="on")
    assert client.get(address("whose", ImportJob.objects.get())).status_code == 404
