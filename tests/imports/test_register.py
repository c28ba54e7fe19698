"""What an import does to a register that is there: matched, changed, alike, absent; previewed,
confirmed, undone.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings, strategies

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.entry.content import contents_of
from items.imports.services import jobs
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import (
    Category,
    DutyItem,
    Edition,
    EditionStatus,
    ImportJob,
    ProposedChange,
)
from items.register.services.editing import cancel_items, change_items
from tests.database import share_of
from tests.factories import (
    make_county,
    make_department,
    make_item,
    make_tag,
    make_township,
    make_user,
    publish,
    seeding,
)

from .workbooks import FIRE, RIVER, save_rows, save_workbook

pytestmark = pytest.mark.django_db
SECTION = "一、自然资源（2项）"
CREATING = Options(create_departments=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county():
    county = make_county()
    make_township("990121100000", "城关镇")
    make_township("990121101000", "河口乡")
    return county


@pytest.fixture
def clerk(county):
    return make_user("clerk", county=county)


@pytest.fixture
def book(tmp_path):
    """Saves a workbook of coordination rows: -> its path."""

    def save(*rows, section=SECTION, kind="coordination"):
        return save_workbook(
            tmp_path / "清单.xlsx", (kind, [section, *[list(row) for row in rows]])
        )

    return save


def run(path, clerk, *, options=CREATING, dry_run=False, reason="录入", expect=None):
    return import_rows(
        read_upload(path),
        county=make_county(),
        by=clerk,
        reason=reason,
        dry_run=dry_run,
        options=options,
        expect=expect,
    )


def upload(path, clerk, options=CREATING):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return jobs.preview_upload(file, county=make_county(), by=clerk, options=options)


def register():
    """{name: content} of what the county's list holds."""
    return {
        content["name"]: content for content in contents_of(DutyItem.objects.current()).values()
    }


def changed(row, **cells):
    names = ("number", "name", "departments", "duty", "help")
    return [cells.get(name, value) for name, value in zip(names, row, strict=True)]


def classes(report):
    return {row["name"]: row["outcome"] for row in report.rows}


# ---- matching


def test_a_changed_duty_changes_one_item_and_names_the_field(book, clerk):
    run(book(RIVER, FIRE), clerk)
    report = run(book(changed(RIVER, help="1.每日巡查。"), FIRE), clerk, reason="按新文本修订")
    assert classes(report) == {"河道巡查": "changed", "森林防火": "same"}
    [difference] = report.rows[0]["differences"]
    assert difference == {
        "field": "配合职责",
        "before": "1.开展日常巡查；\n2.上报问题。",
        "after": "1.每日巡查。",
    }
    assert register()["河道巡查"]["township_duty"] == "1.每日巡查。"


def test_what_the_file_has_no_column_for_stays(book, clerk, county):
    run(book(RIVER), clerk)
    item = DutyItem.objects.get()
    own = contents_of([item])[item.pk]["responsibilities"]
    own[0]["internal_office"] = "河湖股"
    change_items(
        county,
        [(item, {"responsibilities": own, "public": False})],
        by=clerk,
        reason="补充内设机构",
    )
    report = run(book(changed(RIVER, duty="1.查处违法。")), clerk)
    content = register()["河道巡查"]
    assert [d["field"] for d in report.rows[0]["differences"]] == ["部门及职责"]
    assert (content["responsibilities"][0]["internal_office"], content["public"]) == (
        "河湖股",
        False,
    )


def test_an_almost_equal_name_is_left_to_be_decided(book, clerk):
    long = changed(RIVER, name="开展河道湖泊日常巡查和保洁工作")
    run(book(long), clerk)
    near = changed(long, name="开展河道湖泊日常巡查、保洁工作")
    report = run(book(near), clerk)
    assert (report.counts["alike"], report.counts["new"], report.counts["absent"]) == (1, 0, 0)
    assert report.rows[0]["candidates"][0]["name"] == "开展河道湖泊日常巡查和保洁工作"
    assert list(register()) == ["开展河道湖泊日常巡查和保洁工作"]


@pytest.mark.parametrize(
    ("decision", "names"),
    [
        ("county_text", ["开展河道湖泊日常巡查和保洁工作"]),
        ("own_wording", ["开展河道湖泊日常巡查、保洁工作"]),
        ("new", ["开展河道湖泊日常巡查和保洁工作", "开展河道湖泊日常巡查、保洁工作"]),
    ],
)
def test_an_alike_row_is_carried_out_as_decided(book, clerk, decision, names):
    run(book(changed(RIVER, name="开展河道湖泊日常巡查和保洁工作")), clerk)
    path = book(changed(RIVER, name="开展河道湖泊日常巡查、保洁工作"))
    [row] = run(path, clerk, dry_run=True).rows
    run(path, clerk, options=Options(decisions=((row["key"], decision),)))
    assert set(register()) == set(names)


def test_punctuation_is_no_other_item(book, clerk):
    run(book(changed(RIVER, name="建设便民服务中心（站），推行帮办")), clerk)
    report = run(book(changed(RIVER, name="建设便民服务中心(站),推行帮办")), clerk, dry_run=True)
    assert (report.counts["new"], report.counts["absent"]) == (0, 0)


def test_absent_items_are_only_reported_and_cancelled_when_asked(book, clerk):
    make_item("basic", "负责公文、档案和印章管理")
    run(book(RIVER, FIRE), clerk)
    report = run(book(RIVER), clerk)
    assert [row["name"] for row in report.absent] == ["森林防火"]
    assert "森林防火" in register()
    run(book(RIVER), clerk, options=Options(cancel_absent=True), reason="清单已不列")
    assert set(register()) == {"河道巡查", "负责公文、档案和印章管理"}


def test_an_inserted_row_takes_its_place_without_moving_the_others(book, clerk):
    run(book(RIVER, FIRE), clerk)
    report = run(book(RIVER, changed(RIVER, name="水库巡查"), FIRE), clerk)
    assert classes(report) == {"河道巡查": "same", "水库巡查": "new", "森林防火": "same"}
    ordered = DutyItem.objects.in_print_order().values_list("name", flat=True)
    assert list(ordered) == ["河道巡查", "水库巡查", "森林防火"]


def test_unknown_categories_are_created_in_order_and_reported(book, clerk):
    report = run(book(RIVER), clerk)
    assert report.new_categories == ["自然资源"]
    assert Category.objects.get().kind == "coordination"


def test_a_title_of_another_county_is_one_warning(tmp_path, clerk):
    rows = [["邻县乡镇（街道）基本履职事项清单"], ["序号", "事项名称"], [1, "河道巡查"]]
    report = run(save_rows(tmp_path / "清单.xlsx", rows), clerk, dry_run=True)
    assert [(warning.code, warning.message) for warning in report.warnings] == [
        ("other_county", "标题写的是“邻县”，正在导入的是示例县，请核对。")
    ]
    own = run(
        save_rows(tmp_path / "清单.xlsx", [["城关镇基本履职事项清单"], *rows[1:]]),
        clerk,
        dry_run=True,
    )
    assert ([warning.code for warning in own.warnings], own.errors) == (["one_township"], [])


def test_a_column_of_scope_names_townships_tags_or_all(tmp_path, clerk):
    make_tag("蓄滞洪区", make_township("990121101000", "河口乡"))
    rows = [
        ["序号", "事项名称", "适用范围"],
        [1, "河道巡查", "城关镇、河口乡"],
        [2, "转移安置演练", "蓄滞洪区"],
        [3, "禁毒宣传", "全部"],
    ]
    run(save_rows(tmp_path / "清单.xlsx", rows), clerk)
    scopes = {name: (c["scope"], c["townships"], c["tags"]) for name, c in register().items()}
    assert scopes == {
        "河道巡查": ("listed", ["990121100000", "990121101000"], []),
        "转移安置演练": ("tagged", [], ["蓄滞洪区"]),
        "禁毒宣传": ("all", [], []),
    }
    report = run(
        save_rows(tmp_path / "清单.xlsx", [*rows, [4, "古树保护", "城关镇、海滨镇"]]), clerk
    )
    [error] = report.errors
    assert (error.row, error.column, error.value, error.code) == (
        5,
        "C",
        "海滨镇",
        "unknown_township",
    )


def test_a_code_finds_its_item_whatever_it_is_called_now(tmp_path, clerk):
    item = make_item("basic", "负责公文、档案和印章管理")
    rows = [
        ["编码", "事项名称"],
        [item.code, "负责公文、会务、机要和档案管理"],
        ["99012199999", "河道巡查"],
    ]
    report = run(save_rows(tmp_path / "清单.xlsx", rows), clerk)
    assert [row["outcome"] for row in report.rows] == ["changed", "error"]
    assert [(error.row, error.code) for error in report.errors] == [(3, "unknown_code")]
    run(save_rows(tmp_path / "清单.xlsx", rows[:2]), clerk)
    assert list(register()) == ["负责公文、会务、机要和档案管理"]


def test_a_slip_beside_the_right_name_in_one_file_is_an_error_and_not_a_second_department(
    book, clerk
):
    slip = changed(RIVER, name="湖泊巡查", departments="县自然资源据")
    right = [
        changed(RIVER, name=name, departments="县自然资源局") for name in ("河道巡查", "耕地保护")
    ]
    report = run(book(*right, slip), clerk)
    assert [(error.value, error.suggestion) for error in report.errors] == [
        ("县自然资源据", "县自然资源局")
    ]


# ---- a township's own workbook


def township_run(path, clerk, **more):
    township = make_township("990121100000", "城关镇")
    return run(path, clerk, options=Options(township=township, create_departments=True, **more))


def test_a_township_folds_into_the_scope_of_equal_items(book, clerk):
    run(book(RIVER), clerk)
    [item] = DutyItem.objects.all()
    scope = {"scope": "listed", "townships": ["990121101000"]}
    change_items(make_county(), [(item, scope)], by=clerk, reason="只适用于河口乡")
    report = township_run(book(changed(RIVER, help="（1）开展日常巡查\n（2）上报问题")), clerk)
    assert classes(report) == {"河道巡查": "changed"}
    content = register()["河道巡查"]
    assert (content["scope"], content["townships"]) == ("listed", ["990121100000", "990121101000"])
    assert content["township_duty"] == RIVER[4]
    assert township_run(book(RIVER), clerk).counts["same"] == 1


def test_a_new_item_of_a_township_reaches_only_that_township(book, clerk):
    run(book(RIVER), clerk)
    report = township_run(book(RIVER, FIRE), clerk)
    assert classes(report) == {"河道巡查": "same", "森林防火": "new"}
    assert register()["森林防火"]["townships"] == ["990121100000"]


def test_another_wording_of_a_township_is_decided_and_kept_as_its_own(book, clerk):
    run(book(RIVER), clerk)
    path = book(changed(RIVER, help="1.组织河长每周巡河。"))
    assert township_run(path, clerk).counts["alike"] == 1
    township_run(path, clerk, decisions=((f"{read_upload(path).rows[0].key}", "own_wording"),))
    content = register()["河道巡查"]
    assert content["township_duty"] == RIVER[4]
    assert content["variants"] == [
        {"townships": ["990121100000"], "name": "河道巡查", "township_duty": "1.组织河长每周巡河。"}
    ]


def test_an_item_a_township_lacks_leaves_its_scope(book, clerk):
    run(book(RIVER, FIRE), clerk)
    township_run(book(RIVER), clerk, cancel_absent=True)
    assert register()["森林防火"]["townships"] == ["990121101000"]


# ---- preview, confirm, undo


def test_a_preview_writes_nothing_and_says_what_the_import_then_does(book, clerk):
    run(book(RIVER), clerk)
    before = (register(), Batch.objects.count(), Category.objects.count())
    path = book(changed(RIVER, duty="1.查处违法。"), FIRE)
    preview = run(path, clerk, dry_run=True, reason="")
    assert (register(), Batch.objects.count(), Category.objects.count()) == before
    assert run(path, clerk).as_json() == preview.as_json()


@settings(max_examples=share_of(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=strategies.lists(
        strategies.sampled_from(
            ["河道巡查", "森林防火", "禁毒宣传", "古树保护", "抗旱供水", "防溺水宣传"]
        ),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    duties=strategies.lists(
        strategies.sampled_from(["1.巡查。", "1.宣传；\n2.上报。", "1.劝导。"]),
        min_size=6,
        max_size=6,
    ),
)
def test_any_preview_equals_its_import_and_the_second_time_nothing_changes(
    book, clerk, names, duties
):
    path = book(
        *[changed(RIVER, name=name, help=duty) for name, duty in zip(names, duties, strict=False)]
    )
    preview = run(path, clerk, dry_run=True)
    assert run(path, clerk).as_json() == preview.as_json()
    again = run(path, clerk)
    assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (
        len(names),
        0,
        0,
    )


def test_confirming_does_what_was_previewed(book, clerk):
    job = upload(book(RIVER, FIRE), clerk)
    assert (job.state, job.report["counts"]["new"], DutyItem.objects.count()) == ("previewed", 2, 0)
    job = jobs.confirm(job, by=clerk, reason="首次录入")
    assert (job.state, job.reason, set(register())) == (
        "imported",
        "首次录入",
        {"河道巡查", "森林防火"},
    )
    assert Batch.objects.get(pk=job.batch).reason == "首次录入"
    with pytest.raises(NotPossible, match="已导入"):
        jobs.confirm(job, by=clerk, reason="再来一次")


def test_confirming_is_refused_when_the_list_moved_since(book, clerk):
    job = upload(book(RIVER), clerk)
    make_item("basic", "负责公文、档案和印章管理")
    with pytest.raises(Stale, match="重新预览"):
        jobs.confirm(job, by=clerk, reason="首次录入")
    assert "河道巡查" not in register()
    job = jobs.decide(job, by=clerk)
    assert jobs.confirm(job, by=clerk, reason="首次录入").state == "imported"


def test_an_import_needs_a_reason_and_a_clerk_of_the_county(book, clerk):
    job = upload(book(RIVER), clerk)
    with pytest.raises(Invalid, match="理由"):
        jobs.confirm(job, by=clerk, reason=" ")
    with pytest.raises(NotAllowed):
        jobs.confirm(job, by=make_user("office_lead", county=make_county()), reason="首次录入")
    with pytest.raises(NotAllowed):
        upload(book(RIVER), make_user("inspector", county=make_county()))


def test_undoing_restores_the_list_as_a_batch_of_its_own(book, clerk):
    run(book(RIVER, FIRE), clerk)
    before = register()
    path = book(changed(RIVER, help="1.每日巡查。"), changed(RIVER, name="水库巡查"))
    job = jobs.confirm(
        upload(path, clerk, Options(cancel_absent=True)), by=clerk, reason="按新文本"
    )
    assert set(register()) == {"河道巡查", "水库巡查"}
    job = jobs.undo_import(job, by=clerk, reason="文件拿错了")
    assert register() == before
    assert job.state == "undone"
    assert job.undo_batch != job.batch
    assert Batch.objects.get(pk=job.undo_batch).reason == "文件拿错了"


def test_undoing_is_refused_when_an_item_was_edited_since(book, clerk, county):
    job = jobs.confirm(upload(book(RIVER, FIRE), clerk), by=clerk, reason="首次录入")
    item = DutyItem.objects.get(name="河道巡查")
    change_items(county, [(item, {"township_duty": "1.每日巡查。"})], by=clerk, reason="更正")
    with pytest.raises(NotPossible, match="河道巡查”在导入之后又有修改"):
        jobs.undo_import(job, by=clerk, reason="撤销")
    assert len(register()) == 2


def test_undoing_is_refused_once_the_list_is_published(book, clerk, county):
    job = jobs.confirm(upload(book(RIVER), clerk), by=clerk, reason="首次录入")
    review(county, clerk)
    publish(county)
    with pytest.raises(NotPossible, match="已经公布"):
        jobs.undo_import(job, by=clerk, reason="撤销")


# ---- after the first edition


def review(county, clerk):
    """Gives every item what a publication asks for."""
    done = {"secrecy_review": {"reviewer": "李审查", "on": "2026-01-10", "result": "可以公开"}}
    basis = {"bases": [{"act": "中华人民共和国水法", "article": "第四条"}]}
    items = DutyItem.objects.current()
    change_items(county, [(item, done | basis) for item in items], by=clerk, reason="保密审查")


@pytest.fixture
def published(book, clerk, county):
    run(book(RIVER, FIRE), clerk)
    review(county, clerk)
    publish(county)
    return county


def test_after_publication_an_import_only_proposes(book, clerk, published):
    before = register()
    path = book(changed(RIVER, help="1.每日巡查。"), FIRE, changed(RIVER, name="水库巡查"))
    report = run(path, clerk, reason="年度修订")
    assert (report.proposes, report.counts["changed"], report.counts["new"]) == (True, 1, 1)
    assert register() == before
    assert sorted(ProposedChange.objects.values_list("op", flat=True)) == ["add", "revise"]


def test_the_same_file_again_proposes_nothing_twice(book, clerk, published):
    path = book(changed(RIVER, help="1.每日巡查。"), FIRE, changed(RIVER, name="水库巡查"))
    run(path, clerk, reason="年度修订")
    again = run(path, clerk, reason="年度修订")
    assert again.counts["same"] == 3
    assert ProposedChange.objects.count() == 2


def test_a_waiting_addition_is_amended_not_doubled(book, clerk, published):
    run(book(RIVER, FIRE, changed(RIVER, name="水库巡查")), clerk, reason="年度修订")
    run(
        book(RIVER, FIRE, changed(RIVER, name="水库巡查", help="1.汛期巡查。")),
        clerk,
        reason="年度修订",
    )
    [change] = ProposedChange.objects.all()
    assert change.proposed["township_duty"] == "1.汛期巡查。"


def test_undoing_withdraws_what_was_proposed_and_gives_earlier_proposals_back(
    book, clerk, published, county
):
    item = DutyItem.objects.get(name="河道巡查")
    change_items(county, [(item, {"township_duty": "1.每周巡查。"})], by=clerk, reason="拟修订")
    cancel_items(county, [DutyItem.objects.get(name="森林防火")], by=clerk, reason="拟取消")
    before = pending()
    path = book(changed(RIVER, help="1.每日巡查。"), FIRE, changed(RIVER, name="水库巡查"))
    job = jobs.confirm(upload(path, clerk), by=clerk, reason="年度修订")
    assert pending() != before
    jobs.undo_import(job, by=clerk, reason="文件拿错了")
    assert pending() == before


def pending():
    rows = ProposedChange.objects.pending().order_by("item_id")
    return [(row.op, row.item_id, (row.proposed or {}).get("township_duty")) for row in rows]


# ---- the file


def test_a_refused_file_is_not_kept(clerk, tmp_path, settings):
    from items.imports.reading.grid import FileRefused

    path = save_workbook(
        tmp_path / "涉密.xlsx", ("coordination", [changed(RIVER, help="机密★10年")])
    )
    with pytest.raises(FileRefused, match="涉密信息不得录入"):
        upload(path, clerk)
    assert ImportJob.objects.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_a_kept_file_that_was_altered_is_not_imported(book, clerk):
    job = upload(book(RIVER), clerk)
    with open(job.file.path, "ab") as file:
        file.write(b"x")
    with pytest.raises(NotPossible, match="不完整"):
        jobs.confirm(job, by=clerk, reason="首次录入")


def test_other_counties_do_not_see_the_job(book, clerk):
    job = upload(book(RIVER), clerk)
    other = make_user("clerk", county=make_county("990122000000", "邻县"))
    assert list(ImportJob.objects.visible_to(clerk)) == [job]
    assert list(ImportJob.objects.visible_to(other)) == []


def test_a_department_of_the_name_with_a_role_in_brackets(book, clerk):
    make_department("县公安局")
    run(book(changed(RIVER, departments="县水利局（配合）、县公安局（牵头）")), clerk)
    rows = register()["河道巡查"]["responsibilities"]
    assert [(row["department"], row["role"]) for row in rows] == [
        ("县公安局", "lead"),
        ("县水利局", "support"),
    ]


# ---- what the file lacks, while rows are faulty


def lacking(report):
    return [entry["name"] for entry in report.absent]


@pytest.fixture
def three(book, clerk):
    run(book(RIVER, FIRE, changed(RIVER, number=3, name="水库巡查")), clerk)


@pytest.mark.parametrize("name", [None, "#REF!", "——"])
def test_a_row_without_a_name_is_known_by_its_number_and_category(book, clerk, three, name):
    report = run(book(RIVER, changed(FIRE, name=name)), clerk)
    assert (len(report.errors) > 0, lacking(report)) == (True, ["水库巡查"])


def test_a_row_of_another_category_is_not_taken_for_it(book, clerk, three):
    report = run(book(RIVER, changed(FIRE, name=None), section="一、经济发展（2项）"), clerk)
    assert lacking(report) == ["森林防火", "水库巡查"]


def test_a_row_with_a_wrong_code_is_known_by_its_name(clerk, three, tmp_path):
    head = ["事项编码", "序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]
    rows = [["示例县配合履职事项清单"], head, ["99012199999", *RIVER], ["", *FIRE]]
    report = run(save_rows(tmp_path / "清单.xlsx", rows), clerk)
    assert ([error.code for error in report.errors], lacking(report)) == (
        ["unknown_code"],
        ["水库巡查"],
    )


def test_nothing_is_cancelled_while_a_row_is_faulty(book, clerk, three):
    report = run(book(RIVER, changed(FIRE, name=None)), clerk, options=Options(cancel_absent=True))
    assert (lacking(report), len(register())) == (["水库巡查"], 3)
    job = upload(book(RIVER, changed(FIRE, name=None)), clerk, Options(cancel_absent=True))
    with pytest.raises(NotPossible, match="文件中还有错误"):
        jobs.confirm(job, by=clerk, reason="清理")
    assert len(register()) == 3


# ---- what a preview does without writing


def test_a_dry_run_of_a_first_list_writes_nothing_and_says_the_same(book, clerk, county):
    path = book(RIVER, FIRE)
    before = Batch.objects.count()
    previewed = run(path, clerk, dry_run=True)
    assert (DutyItem.objects.count(), Category.objects.count()) == (0, 0)
    assert Batch.objects.count() == before
    assert previewed.digest == run(path, clerk).digest


def test_a_dry_run_refuses_what_writing_would(book, clerk, county):
    run(book(RIVER), clerk)
    with seeding():
        Edition.objects.create(county=county, number=1, status=EditionStatus.AWAITING_SITTING)
    path = book(changed(RIVER, help="1.每日巡查。"))
    for dry_run in (True, False):
        with pytest.raises(NotPossible) as refused:
            run(path, clerk, dry_run=dry_run)
        assert "提请审定中" in refused.value.sentence


def test_rows_that_name_the_same_departments_settle_them_apart(book, clerk):
    """Those of one row are no other's, also where all cells say the same."""
    twin = changed(RIVER, name="河道保洁")
    rows = read_upload(book(RIVER, twin)).rows
    first, second = (row.department_names for row in rows)
    assert first == second
    first[0].duty.append("改动")
    assert second[0].duty == read_upload(book(RIVER)).rows[0].department_names[0].duty
