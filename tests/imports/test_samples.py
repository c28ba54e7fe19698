"""The official workbook cell by cell, a workbook with errors, and what becomes of the register."""

import re
from collections import Counter

import openpyxl
import pytest
from django.conf import settings

from dutylist.history.models import Batch
from items.entry.content import contents_of
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import DutyItem
from tests.factories import make_county, make_department, make_user

from .workbooks import save_workbook

pytestmark = pytest.mark.either_database

OFFICIAL = settings.FIXTURES_DIR / "county-official.xlsx"
SHEETS = {"基本履职事项": "basic", "配合履职事项": "coordination", "上级部门收回事项": "reclaimed"}
CREATING = Options(create_departments=True)


@pytest.fixture
def clerk():
    return make_user("clerk", county=make_county())


def run(path, clerk, *, options=CREATING, dry_run=False, reason="首次录入", **more):
    return import_rows(
        read_upload(path),
        county=make_county(),
        by=clerk,
        reason=reason,
        dry_run=dry_run,
        options=options,
        **more,
    )


def truth():
    """What the workbook says, read the plainest way: [(kind, category, cells)] from its fixed
    cells.
    """
    book = openpyxl.load_workbook(OFFICIAL)
    for sheet, kind in SHEETS.items():
        category = ""
        for cells in book[sheet].iter_rows(min_row=3, values_only=True):
            if isinstance(cells[0], str):
                category = re.fullmatch(r"[一二三四五六七八九十]+、(.+)（\d+项）", cells[0])[1]
            else:
                yield kind, category, cells


def expected_responsibilities(kind, cells):
    """(department, role, duty, method) of each department, cut by the headings that the workbook
    writes out.
    """
    if kind == "basic":
        return []
    names = cells[2].split("、")
    if kind == "reclaimed":
        return [(name.split("（")[0], "receiver", "", cells[3]) for name in names]
    if len(names) == 1:
        return [(names[0], "lead", cells[3], "")]
    blocks = re.split("|".join(f"{name}：\n" for name in names), cells[3])[1:]
    roles = ["lead", *["joint"] * (len(names) - 1)]
    return [
        (n, role, block.strip(), "") for n, role, block in zip(names, roles, blocks, strict=True)
    ]


@pytest.mark.django_db
def test_every_cell_of_the_official_workbook_arrives(clerk):
    report = run(OFFICIAL, clerk)
    assert (report.counts["new"], report.errors, report.warnings) == (126, [], [])
    assert report.by_kind == {"basic": 61, "coordination": 33, "reclaimed": 32}
    items = list(DutyItem.objects.in_print_order())
    contents = contents_of(items)
    read = [contents[item.pk] for item in items]
    assert [(c["kind"], c["category"], c["name"], c["township_duty"]) for c in read] == [
        (kind, category, cells[1], cells[4] if kind == "coordination" else "")
        for kind, category, cells in truth()
    ]
    assert [
        [(r["department"], r["role"], r["duty"], r["method"]) for r in content["responsibilities"]]
        for content in read
    ] == [expected_responsibilities(kind, cells) for kind, _category, cells in truth()]


@pytest.mark.django_db
def test_a_collective_name_is_a_marked_entry_and_a_second_plate_an_alias(clerk):
    make_department("县商务局")
    run(OFFICIAL, clerk)
    named = contents_of(DutyItem.objects.filter(kind="reclaimed")).values()
    receivers = {c["name"]: c["responsibilities"] for c in named}
    [collective] = receivers["出具无犯罪记录、收入等不应由乡镇出具的证明"]
    assert (collective["department"], collective["collective"]) == ("相关需求部门", True)
    [trade] = receivers["开展招商引资数量、到位资金排名考核"]
    assert (trade["department"], trade["collective"]) == ("县商务局", False)


@pytest.mark.django_db
def test_one_import_is_one_batch_with_its_reason(clerk):
    report = run(OFFICIAL, clerk, reason="依据示政发〔2026〕6号首次录入")
    [batch] = Batch.objects.filter(source="import")
    assert (batch.id, batch.reason, batch.actor_id) == (
        report.batch,
        "依据示政发〔2026〕6号首次录入",
        clerk.pk,
    )


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing(clerk):
    run(OFFICIAL, clerk)
    batches = Batch.objects.count()
    report = run(OFFICIAL, clerk, options=Options(), reason="再次导入")
    assert report.counts == {
        "new": 0,
        "changed": 0,
        "same": 126,
        "alike": 0,
        "waiting": 0,
        "absent": 0,
        "error": 0,
    }
    assert Batch.objects.count() == batches


@pytest.mark.django_db
def test_without_leave_unknown_departments_are_errors_and_nothing_is_written(clerk):
    make_department("县自然资源局")
    report = run(OFFICIAL, clerk, options=Options())
    assert {error.code for error in report.errors} == {"unknown_department"}
    assert "县自然资源局" not in {error.value for error in report.errors}
    assert (DutyItem.objects.count(), Batch.objects.filter(source="import").count()) == (0, 0)


def with_errors(path):
    """The workbook of an office in a hurry: a slip in every second row."""
    duty, help_ = "1.统筹反诈工作。", "1.开展宣传。"
    rows = [
        "一、平安法治（3项）",
        [1, "反电信网络诈骗", "县公安局", duty, help_],
        [2, "反电信网络诈骗", "县公安局", duty, help_],
        [3, None, "县公安局", duty, help_],
        "二、社会管理（1项）",
        [4, "预防未成年人溺水", None, "1.制定方案。", help_],
        "三、民生服务（2项）",
        [
            5,
            '=HYPERLINK("http://example.invalid","根治欠薪")',
            "县人力资源和社会保障局",
            "1.受理投诉。",
            help_,
        ],
        [6, "校外培训机构监管", "县教育局", None, help_],
        [7, "农产品质量安全", "县农业农村局", "1.开展监测。", "职" * 6000],
        [8, "地质灾害防治", "县自然资源据", "1.编制方案。", "1.巡查监测。"],
        [9, "古树名木保护", "县林业局", "1.普查建档。", None],
    ]
    save_workbook(path, ("coordination", rows))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    sheet["G2"], sheet["B17"], sheet["A19"] = "备注（内部）", "   ", "审核人："
    book.save(path)
    return path


@pytest.mark.django_db
def test_every_error_is_named_at_once_with_its_cell(clerk, tmp_path):
    for name in (
        "县公安局",
        "县人力资源和社会保障局",
        "县教育局",
        "县农业农村局",
        "县自然资源局",
        "县林业局",
    ):
        make_department(name)
    report = run(with_errors(tmp_path / "错误.xlsx"), clerk, options=Options())
    assert [(error.row, error.column, error.code) for error in report.errors] == [
        (5, "B", "duplicate_row"),
        (6, "B", "missing_name"),
        (8, "C", "missing_department"),
        (10, "B", "formula"),
        (11, "D", "missing_department_duty"),
        (12, "E", "too_long"),
        (13, "C", "unknown_department"),
        (14, "E", "missing_township_duty"),
    ]
    assert report.errors[0].message == "与第4行读入的内容完全相同。"
    assert report.errors[5].message == "配合职责共6000字，最多4000字。"
    assert (report.errors[6].value, report.errors[6].suggestion) == ("县自然资源据", "县自然资源局")
    assert report.unknown_columns == ["备注（内部）"]
    assert Counter(warning.code for warning in report.warnings) == {
        "unknown_column": 1,
        "skipped": 1,
        "section_count": 1,
    }
    assert DutyItem.objects.count() == 0


@pytest.mark.django_db
def test_the_command_answers_in_the_agreed_shape(clerk, tmp_path):
    make_department("县自然资源局")
    report = run(with_errors(tmp_path / "错误.xlsx"), clerk, options=CREATING).as_command_json()
    counts = ["new", "changed", "same", "alike", "waiting", "absent", "by_kind"]
    assert list(report) == [*counts, "unknown_columns", "errors", "warnings", "rows"]
    assert "skipped" in {warning["code"] for warning in report["warnings"]}
    assert list(report["errors"][0]) == [
        "sheet",
        "row",
        "column",
        "value",
        "code",
        "message",
        "suggestion",
    ]
    assert report["by_kind"] == {"basic": 0, "coordination": 9, "reclaimed": 0}
    assert [
        error["suggestion"] for error in report["errors"] if error["code"] == "unknown_department"
    ] == ["县自然资源局"]
