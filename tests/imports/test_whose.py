"""Step 2 of an import on the page: whose each file and each sheet is, and what is not imported."""

import pytest
from openpyxl import Workbook

from items.imports.services import jobs
from items.models import ImportJob
from tests.factories import make_township

from .workbooks import FIRE, HEADS, RIVER, address, hand_in, page_of, save_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("files_kept"),
    pytest.mark.either_database,
]
TITLE = ["配合履职事项清单"]
LEAVE = "leave"


@pytest.fixture
def shared(tmp_path, county):
    """A workbook of two townships and a summary; -> its path."""
    make_township("990121101000", "河口乡")
    book = Workbook()
    book.remove(book.active)
    for name, rows in {"城关镇": [RIVER], "河口乡": [RIVER, FIRE], "全县汇总": [RIVER]}.items():
        sheet = book.create_sheet(name)
        for row in (TITLE, HEADS["coordination"], *rows):
            sheet.append(row)
    book.save(tmp_path / "收集表.xlsx")
    return tmp_path / "收集表.xlsx"


def handed_in(client, county, *paths):
    hand_in(client, county, *paths, create_departments="on")
    return ImportJob.objects.first()


def choose(client, job, **chosen):
    """Sends the page's choosers: the named ones otherwise than they stand, as (key, value)."""
    return client.post(
        address("assign", job),
        {f"township-{key}": value for key, value in chosen.items()},
        follow=True,
    )


def choices(client, job):
    """{key: (what is chosen, what can be chosen)} as the page has them."""
    entries = client.get(address("recognised", job)).context["whose"]
    return {
        entry["key"]: (entry["chosen"], [value for value, _label in entry["choices"]])
        for entry in entries
    }


def test_every_sheet_of_a_shared_workbook_has_its_chooser(client, clerk, county, shared):
    job = handed_in(client, county, shared)
    towns = ["990121100000", "990121101000"]
    assert choices(client, job) == {
        "1": ("", ["", *towns, county.code]),
        "1:城关镇": (towns[0], ["", *towns, LEAVE]),
        "1:河口乡": (towns[1], ["", *towns, LEAVE]),
        "1:全县汇总": ("", ["", *towns, LEAVE]),
    }
    page = page_of(client, "recognised", job)
    assert '有<a href="#whose">1处</a>没有认出属于哪个单位' in page
    assert "先看预览" in page
    assert "到第2步指定" in page_of(client, "preview", job)


def test_a_sheet_is_left_out_and_named_on_every_page(client, clerk, county, shared):
    job = handed_in(client, county, shared)
    choose(client, job, **{"1:全县汇总": LEAVE})
    job.refresh_from_db()
    assert (job.report["error_count"], choices(client, job)["1:全县汇总"][0]) == (0, LEAVE)
    said = f"“收集表.xlsx”的工作表“全县汇总”（{clerk.get_full_name()}选定）"
    assert all(
        said in page_of(client, name, job)
        for name in ("recognised", "preview", "matrix", "confirm")
    )
    client.post(address("confirm", job), {"reason": "各乡镇报送", "version": job.version})
    assert said in page_of(client, "done", job)
    assert "<select" not in page_of(client, "recognised", job)


def test_what_was_left_out_is_taken_in_again_as_whose_it_is_said_to_be(
    client, clerk, county, shared
):
    job = handed_in(client, county, shared)
    make_township("990121102000", "湾头镇")
    choose(client, job, **{"1:全县汇总": LEAVE, "1:河口乡": LEAVE})
    choose(client, job, **{"1:全县汇总": "990121102000"})
    job.refresh_from_db()
    assert [part["township_name"] for part in job.report["parts"]] == ["城关镇", "湾头镇"]
    assert [left["sheet"] for left in job.report["left_out"]] == ["河口乡"]


def test_choices_as_they_stand_change_nothing(client, clerk, county, shared):
    job = handed_in(client, county, shared)
    choose(client, job, **{key: chosen for key, (chosen, _all) in choices(client, job).items()})
    job.refresh_from_db()
    assert (job.options["townships"], job.options["left_out"]) == ({}, {})


def test_a_file_that_cannot_be_read_is_left_out_on_the_page(
    client, clerk, county, shared, tmp_path
):
    (tmp_path / "扫描件.pdf").write_bytes(b"%PDF-1.4")
    job = handed_in(client, county, shared, tmp_path / "扫描件.pdf")
    assert "PDF 文件不能直接读取" in page_of(client, "recognised", job)
    assert choices(client, job)["2"] == ("", ["", LEAVE])
    refused = choose(client, job, **{"1": LEAVE, "2": LEAVE})
    assert (refused.status_code, "没有可以导入的内容" in refused.content.decode()) == (422, True)
    choose(client, job, **{"2": LEAVE, "1:全县汇总": LEAVE})
    job.refresh_from_db()
    assert (job.report["error_count"], job.report["counts"]["new"]) == (0, 2)


def test_a_single_list_is_asked_nothing(client, clerk, county, tmp_path):
    path = save_rows(
        tmp_path / "清单.xlsx", [["示例县配合履职事项清单"], HEADS["coordination"], RIVER]
    )
    job = handed_in(client, county, path)
    assert choices(client, job) == {}
    assert "不导入" not in page_of(client, "recognised", job)


def test_a_shared_workbook_may_be_said_to_be_one_list_and_dealt_out_again(
    client, clerk, county, shared
):
    job = handed_in(client, county, shared)
    choose(client, job, **{"1": county.code})
    job.refresh_from_db()
    assert (job.is_many, choices(client, job)["1"][0]) == (False, county.code)
    choose(client, job, **{"1": ""})
    job.refresh_from_db()
    assert (job.is_many, len(choices(client, job))) == (True, 4)


def test_a_column_of_a_sheet_is_put_right_by_hand(client, clerk, county, tmp_path):
    make_township("990121101000", "河口乡")
    book = Workbook()
    book.active.title = "城关镇"
    for row in (["基本履职事项清单"], [*HEADS["basic"], "归口"], [1, "党的建设", "甲"]):
        book.active.append(row)
    other = book.create_sheet("河口乡")
    for row in (["甲", "乙"], [1, "平安建设"]):
        other.append(row)
    book.save(tmp_path / "收集表.xlsx")
    job = handed_in(client, county, tmp_path / "收集表.xlsx")
    assert job.report["error_count"] == 1
    data = {"column-1-C": "internal_office", "head-1": "1", "sheet-1-B": "name", "remember": "1"}
    client.post(address("assign", job), data)
    job.refresh_from_db()
    assert job.options["heads"] == {"城关镇!2": {"C": "internal_office"}, "河口乡!1": {"B": "name"}}
    assert (job.report["error_count"], job.report["counts"]["new"]) == (0, 2)
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
