"""What waits to be merged, split or cancelled: a file is told so, and nothing of the proposal is
lost.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dutylist.history.refusals import NotPossible
from items.exports.drafts import draft
from items.imports.services import jobs
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import DutyItem, ImportJob, ProposedChange
from items.printed.files import file_of
from items.published.listings import listing_of
from items.register.services.bulk import BulkEdit, preview
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import propose_merge, propose_split
from tests.factories import (
    make_content,
    make_department,
    make_items,
    make_township,
    make_user,
    publish,
)

from .workbooks import hand_in, page_of, save_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_kept")]
NAMES = ("河道巡查", "水库巡查", "森林防火", "征兵宣传")
PLACES = ("城关镇", "河口乡")
HELP, OTHER = "1.日常巡查；\n2.及时上报。", "1.每日巡查。"


@pytest.fixture
def register(county):
    """Four items in force: -> {name: item}."""
    make_department()
    make_items(
        [make_content("coordination", name, position=n) for n, name in enumerate(NAMES, 1)],
        county=county,
    )
    publish(county)
    return {item.name: item for item in DutyItem.objects.all()}


@pytest.fixture
def colleague(county):
    return make_user("clerk", county=county, username="colleague")


def workbook(tmp_path, *rows):
    """A workbook of coordination items: names with the duty the register has, or (name, another
    duty).
    """
    named = [(row, HELP) if isinstance(row, str) else row for row in rows]
    lines = [
        [n, name, "县自然资源局", "1.组织查处。", said] for n, (name, said) in enumerate(named, 1)
    ]
    return save_workbook(tmp_path / "清单.xlsx", ("coordination", lines))


def run(path, clerk, county, **chosen):
    options = Options(**chosen)
    return import_rows(
        read_upload(path),
        county=county,
        by=clerk,
        reason="年度修订",
        dry_run=False,
        options=options,
    )


def waiting():
    """What is proposed and waits, as it is kept."""
    rows = ProposedChange.objects.pending().order_by("pk")
    return list(rows.values("pk", "op", "item", "proposed", "sources", "reason", "version"))


def classes(report):
    return {row["name"]: row["outcome"] for row in report.rows}


def merge(county, register, colleague, name="河道水库巡查"):
    pair = [register["河道巡查"], register["水库巡查"]]
    return propose_merge(county, pair, {"name": name}, by=colleague, reason="内容相近")


def split(county, register, colleague):
    parts = [{"name": "森林防火宣传"}, {"name": "森林防火巡护"}]
    return propose_split(county, register["森林防火"], parts, by=colleague, reason="分开")


# ---- the county's own file


def test_a_merge_that_waits_is_left_as_it_was_proposed(
    county, clerk, colleague, register, tmp_path
):
    merge(county, register, colleague)
    before = waiting()
    other = [(name, OTHER) for name in ("河道巡查", "水库巡查")]
    report = run(workbook(tmp_path, *other, "森林防火", "征兵宣传", "防汛值班"), clerk, county)
    assert classes(report) == {
        "河道巡查": "waiting",
        "水库巡查": "waiting",
        "森林防火": "same",
        "征兵宣传": "same",
        "防汛值班": "new",
    }
    assert (report.counts["changed"], report.errors) == (0, [])
    kept, added = waiting()[:1], waiting()[1:]
    assert kept == before
    assert [change["proposed"]["name"] for change in added] == ["防汛值班"]


def test_the_warning_says_where_what_waits_and_what_may_be_done(
    county, clerk, colleague, register, tmp_path
):
    change = split(county, register, colleague)
    report = run(
        workbook(tmp_path, "河道巡查", "水库巡查", ("森林防火", OTHER), "征兵宣传"), clerk, county
    )
    [warning] = report.warnings
    assert (warning.row, warning.column, warning.value) == (5, "B", "森林防火")
    assert warning.message.startswith(f"该事项正待拆分（{change.revision.title}）")
    assert "导入不改动该提案" in warning.message
    assert "审定或者撤回后" in warning.suggestion
    [row] = [row for row in report.rows if row["name"] == "森林防火"]
    assert row["remark"] == warning.message
    assert [found["field"] for found in row["differences"]] == ["配合职责"]


def test_the_text_that_stands_is_the_same(county, clerk, colleague, register, tmp_path):
    merge(county, register, colleague)
    split(county, register, colleague)
    before = waiting()
    report = run(workbook(tmp_path, *NAMES), clerk, county)
    assert (set(classes(report).values()), report.warnings, report.absent) == ({"same"}, [], [])
    assert waiting() == before


def test_what_the_items_are_to_become_is_the_same(county, clerk, colleague, register, tmp_path):
    merge(county, register, colleague, name="河道巡查")
    split(county, register, colleague)
    before = waiting()
    path = tmp_path / "送审稿.xlsx"
    path.write_bytes(file_of(listing_of(draft(county), draft=True), "xlsx"))
    report = run(path, clerk, county)
    assert set(classes(report).values()) == {"same"}
    assert (len(report.rows), report.absent, waiting() == before) == (4, [], True)


def test_what_is_to_become_of_them_is_not_changed_either(
    county, clerk, colleague, register, tmp_path
):
    merge(county, register, colleague)
    before = waiting()
    report = run(workbook(tmp_path, ("河道水库巡查", OTHER), "森林防火", "征兵宣传"), clerk, county)
    assert classes(report)["河道水库巡查"] == "waiting"
    assert waiting() == before


def test_the_same_file_again_changes_nothing(county, clerk, colleague, register, tmp_path):
    merge(county, register, colleague)
    path = workbook(tmp_path, ("河道巡查", OTHER), "水库巡查", "森林防火", "征兵宣传", "防汛值班")
    run(path, clerk, county)
    before = waiting()
    again = run(path, clerk, county)
    assert sorted(classes(again).values()) == ["same", "same", "same", "same", "waiting"]
    assert waiting() == before


def test_what_waits_is_never_cancelled_as_absent(county, clerk, colleague, register, tmp_path):
    merge(county, register, colleague)
    before = waiting()
    report = run(workbook(tmp_path, "征兵宣传"), clerk, county, cancel_absent=True)
    assert [entry["name"] for entry in report.absent] == ["森林防火"]
    kept, cancelled = waiting()[:1], waiting()[1:]
    assert kept == before
    assert [change["op"] for change in cancelled] == ["cancel"]


def test_a_cancelling_that_a_file_takes_back_is_said_first(
    county, clerk, colleague, register, tmp_path
):
    cancel_items(county, [register["森林防火"]], by=colleague, reason="不再需要")
    report = run(
        workbook(tmp_path, "河道巡查", "水库巡查", ("森林防火", OTHER), "征兵宣传"), clerk, county
    )
    [row] = [row for row in report.rows if row["name"] == "森林防火"]
    assert row["outcome"] == "changed"
    assert row["differences"][0] == {"field": "取消", "before": "拟取消", "after": "保留"}
    assert "配合职责" in [found["field"] for found in row["differences"]]
    [warning] = report.warnings
    assert warning.message.endswith("文件仍列有该事项，确认后将撤回这一提案。")
    assert row["remark"] == warning.message


# ---- a township's file


@pytest.fixture
def township():
    return make_township("990121101000", "河口乡")


def test_a_township_does_not_join_what_waits(county, clerk, colleague, township, tmp_path):
    make_department()
    only = {"scope": "listed", "townships": ["990121100000"]}
    make_items([make_content("coordination", name, **only) for name in NAMES], county=county)
    publish(county)
    register = {item.name: item for item in DutyItem.objects.all()}
    merge(county, register, colleague)
    cancel_items(county, [register["森林防火"]], by=colleague, reason="不再需要")
    before = waiting()
    report = run(workbook(tmp_path, *NAMES), clerk, county, township=township)
    assert [row["outcome"] for row in report.rows] == ["waiting", "waiting", "waiting", "changed"]
    assert [warning.code for warning in report.warnings] == [
        "waiting_merge",
        "waiting_merge",
        "waiting_cancel",
    ]
    assert waiting()[:2] == before
    assert [change["op"] for change in waiting()[2:]] == ["scope"]


def test_an_own_wording_of_what_waits_is_not_taken(
    county, clerk, colleague, register, township, tmp_path
):
    split(county, register, colleague)
    before = waiting()
    path = workbook(tmp_path, "河道巡查", "水库巡查", ("森林防火", OTHER), "征兵宣传")
    asked = run(path, clerk, county, township=township)
    [row] = [row for row in asked.rows if row["outcome"] == "alike"]
    report = run(path, clerk, county, township=township, decisions=((row["key"], "own_wording"),))
    assert classes(report)["森林防火"] == "waiting"
    assert waiting() == before


def test_fourteen_files_at_once_leave_it_too(
    county, clerk, colleague, register, township, tmp_path
):
    merge(county, register, colleague)
    before = waiting()
    files = [
        SimpleUploadedFile(f"{name}.xlsx", workbook(tmp_path, *NAMES).read_bytes())
        for name in PLACES
    ]
    job = jobs.preview_uploads(files, county=county, by=clerk)
    assert job.report["counts"] == {**dict.fromkeys(job.report["counts"], 0), "same": 4}
    assert waiting() == before


# ---- the page


def test_the_preview_shows_what_is_left_and_the_rest_is_confirmed(
    client, county, clerk, colleague, register, tmp_path
):
    merge(county, register, colleague)
    hand_in(
        client,
        county,
        workbook(tmp_path, ("河道巡查", OTHER), "水库巡查", "森林防火", "征兵宣传", "防汛值班"),
    )
    job = ImportJob.objects.get()
    assert "该事项正待合并（" in page_of(client, "recognised", job)
    said = page_of(client, "preview", job)
    assert "1行搁置：所涉事项正待合并、拆分或取消。" in said
    assert ("搁置 <b>1</b>" in said, "导入不改动该提案，这一行搁置。" in said) == (True, True)
    assert "这次搁置，不改动待审定的提案" in page_of(client, "confirm", job)
    jobs.confirm(job, by=clerk, reason="年度修订")
    assert [change["op"] for change in waiting()] == ["merge", "add"]


def test_a_class_without_rows_is_not_offered(client, county, clerk, register, tmp_path):
    hand_in(client, county, workbook(tmp_path, *NAMES))
    assert "搁置" not in page_of(client, "preview", ImportJob.objects.get())


# ---- every other way to write


def test_an_item_that_is_to_be_merged_is_not_changed_beside_that(
    county, colleague, clerk, register
):
    merge(county, register, colleague)
    before = waiting()
    for name in ("河道巡查", "水库巡查"):
        with pytest.raises(NotPossible, match=f"“{name}”已提出合并，须先撤回"):
            change_items(
                county, [(register[name], {"township_duty": OTHER})], by=clerk, reason="修改"
            )
        with pytest.raises(NotPossible, match="已提出合并"):
            cancel_items(county, [register[name]], by=clerk, reason="取消")
    with pytest.raises(NotPossible, match="“水库巡查”已提出合并"):
        propose_merge(
            county, [register["征兵宣传"], register["水库巡查"]], {}, by=clerk, reason="合并"
        )
    assert waiting() == before


def test_a_bulk_edit_refuses_every_item_of_a_merge(county, colleague, register):
    merge(county, register, colleague)
    found = preview(county, register.values(), BulkEdit({"township_duty": OTHER}))
    assert {row.item.name for row in found.refused} == {"河道巡查", "水库巡查"}
    assert {tuple(row.errors) for row in found.refused} == {("已提出合并，须先撤回。",)}
