"""Words in brackets after a department are kept, or told as not read: none vanishes."""

import pytest

from items.imports.recognition.departments import split_departments
from items.imports.recognition.responsibilities import add_named
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import DutyItem
from tests.factories import make_county, make_department, make_user

from .workbooks import save_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
PRINTED = "县文化旅游局（县文物局）"


@pytest.fixture
def preview(tmp_path):
    """Previews an import of items for these departments: -> its report."""
    clerk = make_user("clerk", county=make_county())

    def run(*departments, create=False, dry_run=True):
        rows = [
            [n, f"第{n}类巡查", name, "1.查处。", "1.巡查。"]
            for n, name in enumerate(departments, 1)
        ]
        path = save_workbook(tmp_path / "清单.xlsx", ("coordination", ["一、平安法治", *rows]))
        return import_rows(
            read_upload(path),
            county=make_county(),
            by=clerk,
            reason="录入",
            dry_run=dry_run,
            options=Options(create_departments=create),
        )

    return run


def brackets_told(report):
    assert report.errors == []
    told = [warning for warning in report.warnings if warning.code == "unread_bracket"]
    return [(warning.place, warning.message) for warning in told]


def test_a_second_name_the_county_does_not_know_is_told_at_its_cell(preview):
    make_department("县文化旅游局")
    report = preview("县文化旅游局", PRINTED)
    assert brackets_told(report) == [
        (
            "工作表“配合履职事项清单”第5行C列",
            "“县文化旅游局（县文物局）”按部门名录记为“县文化旅游局”，括号中的“县文物局”没有读入。",
        )
    ]


@pytest.mark.parametrize("alias", ["县文物局", PRINTED, "县文化旅游局(县文物局)"])
def test_a_second_name_the_county_knows_needs_no_word(preview, alias):
    make_department("县文化旅游局", aliases=[alias])
    assert brackets_told(preview(PRINTED)) == []


def test_a_department_listed_with_its_second_name_keeps_it_as_printed(preview):
    make_department(PRINTED)
    report = preview("县文化旅游局", PRINTED, "县文物局")
    assert brackets_told(report) == []
    items = [row.content for row, _outcome in report.parts[0].read]
    assert [item["responsibilities"][0]["department"] for item in items] == [PRINTED] * 3


def test_the_second_name_of_another_department_is_told(preview):
    make_department("县文化旅游局")
    make_department("县文物局")
    assert len(brackets_told(preview(PRINTED))) == 1


def test_of_several_second_names_all_must_be_known(preview):
    make_department("县商务局", aliases=["投资促进局"])
    assert brackets_told(preview("县商务局（投资促进局）")) == []
    assert "投资促进局、粮食局" in brackets_told(preview("县商务局（投资促进局、粮食局）"))[0][1]


def test_words_that_are_no_name_are_told_too(preview):
    make_department("县公安局")
    assert "括号中的“负责查处”没有读入" in brackets_told(preview("县公安局（负责查处）"))[0][1]


@pytest.mark.parametrize("order", [1, -1])
def test_a_new_department_keeps_its_second_name_whichever_row_writes_it(preview, order):
    report = preview(*["县文化旅游局", PRINTED][::order], create=True, dry_run=False)
    assert brackets_told(report) == []
    assert report.new_departments == [PRINTED]
    assert DutyItem.objects.count() == 2
    assert brackets_told(preview(PRINTED)) == []


def test_a_new_department_with_two_second_names_has_one_of_them_told(preview):
    report = preview(PRINTED, "县文化旅游局（县广播电视局）", create=True)
    assert "县广播电视局" in brackets_told(report)[0][1]


def test_all_brackets_of_a_name_are_kept():
    [named] = split_departments("县文化旅游局（县文物局）（县广播电视局）（文物股）（执法大队）")
    assert (named.full_name, named.internal_office) == (
        "县文化旅游局（县文物局、县广播电视局）",
        "文物股、执法大队",
    )


def test_internal_offices_of_one_department_named_twice_are_all_kept():
    [named] = split_departments("县公安局（交警大队）、县公安局（治安大队）、县公安局（交警大队）")
    assert named.internal_office == "交警大队、治安大队"
    rows = [split_departments("县公安局（交警大队）"), split_departments("县公安局（治安大队）")]
    add_named(rows[0], rows[1])
    assert [named.internal_office for named in rows[0]] == ["交警大队、治安大队"]


def departments_read(report):
    assert report.errors == []
    items = [row.content for row, _outcome in report.parts[0].read]
    return [
        (share["department"], share["internal_office"])
        for item in items
        for share in item["responsibilities"]
    ]


@pytest.mark.parametrize("create", [False, True])
def test_a_brigade_the_county_does_not_list_is_its_departments_office(preview, create):
    make_department("县公安局")
    report = preview("县公安局治安大队", create=create)
    assert departments_read(report) == [("县公安局", "治安大队")]


def test_one_that_the_county_lists_is_a_department(preview):
    make_department("县公安局")
    make_department("县公安局治安大队")
    assert departments_read(preview("县公安局治安大队")) == [("县公安局治安大队", "")]


def test_one_of_a_department_nobody_knows_is_asked_about(preview):
    [error] = preview("县公安局治安大队").errors
    assert (error.code, error.value) == ("unknown_department", "县公安局治安大队")
