"""Errors and warnings of one cause are one line with its places, and none of the places is lost."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings, strategies

from items.entry.content import contents_of
from items.imports.checking.folding import as_rows, folded, sentences
from items.imports.checking.whole_file import check_file
from items.imports.preview.report_pages import report_page
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import DutyItem, ImportJob
from tests.factories import make_user

from .test_accounting import AREA, ROW
from .test_asked import upload
from .workbooks import HEADS, RIVER, hand_in, page_of, save_rows

BASIC_TITLE = ["示例县基本履职事项清单"]
TITLE = ["示例县配合履职事项清单"]
# columns that have no place in a basic item, with what stands in them
NO_PLACE = {
    "对应上级部门": "县委组织部",
    "牵头部门": "县委组织部、县水利局",
    "责任单位": "县委组织部",
    "部门职责": "1.组织培训。",
    "乡镇职责": "1.抓好学习。",
    "工作方式": "由部门办理。",
}


def basic(*heads, rows=2):
    cells = [NO_PLACE[head] for head in heads]
    return [
        BASIC_TITLE,
        [*HEADS["basic"], *heads],
        *([n, f"落实第{n}类工作", *cells] for n in range(1, rows + 1)),
    ]


def lines_of(path, county, *more):
    """What the command prints of a file, as lines: (standard output, standard error)."""
    out, err = StringIO(), StringIO()
    call = (
        "import_workbook",
        str(path),
        "--county",
        county.code,
        "--by",
        "clerk",
        "--dry-run",
        *more,
    )
    try:
        call_command(*call, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue().splitlines(), err.getvalue().splitlines()


@pytest.mark.either_database
@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
@pytest.mark.parametrize("head", NO_PLACE)
def test_a_column_that_has_no_place_in_a_basic_item_is_one_line(head, county, tmp_path):
    make_user("clerk", county=county, username="clerk")
    out, err = lines_of(save_rows(tmp_path / "清单.xlsx", basic(head, rows=30)), county)
    said = [line for line in err if "没有地方填写" in line]
    assert len(said) == 1
    assert f"“{head}”" in said[0]
    assert "同样的共30处" in said[0]
    assert "新增 30" in out[1]
    assert not [line for line in out if line.startswith("错误")]


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_who_supports_a_basic_item_is_read_in_and_the_others_are_told(county, clerk, tmp_path):
    rows = [
        BASIC_TITLE,
        [*HEADS["basic"], "对应上级部门"],
        [1, "河道巡查", "县水利局（配合）"],
        [2, "理论学习", "县委组织部"],
    ]
    path = save_rows(tmp_path / "清单.xlsx", rows)
    chosen = Options(create_departments=True)
    job = jobs.preview_uploads([upload(path)], county=county, by=clerk, options=chosen)
    assert job.detail["errors"] == []
    [told] = [warning for warning in job.detail["warnings"] if warning["code"] == "unused_text"]
    assert (told["row"], told["column"]) == (4, "C")
    jobs.confirm(job, by=clerk, reason="首次录入")
    contents = contents_of(DutyItem.objects.in_print_order()).values()
    assert [len(content["responsibilities"]) for content in contents] == [1, 0]


def unknown(tmp_path, rows=20):
    """A list whose every row names a department that the county does not have."""
    items = [[n, f"第{n}类河道巡查", "县铁路护路局", *RIVER[3:]] for n in range(1, rows + 1)]
    return save_rows(tmp_path / "清单.xlsx", [TITLE, HEADS["coordination"], *items])


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_errors_that_say_the_same_are_one_line_of_the_command_and_each_in_its_json(
    county, tmp_path
):
    make_user("clerk", county=county, username="clerk")
    path = unknown(tmp_path)
    out, err = lines_of(path, county)
    [line] = [line for line in out if line.startswith("错误")]
    assert "“县铁路护路局”" in line
    assert "同样的共20处：工作表“Sheet1”第3、4、5" in line
    assert err[-1] == "文件中有20处错误，没有写入任何内容。"
    assert lines_of(path, county, "--json")[0][0].count('"unknown_department"') == 20


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_the_page_has_one_row_for_errors_that_say_the_same(client, clerk, county, tmp_path):
    hand_in(client, county, unknown(tmp_path))
    job = ImportJob.objects.get()
    page = page_of(client, "preview", job, show="error")
    assert page.count("data-problem") == 1
    assert "共20处" in page
    assert "共1个问题" in page
    assert len(report_page(job, outcome="error").rows) == 20


@settings(max_examples=60, deadline=None)
@given(strategies.lists(ROW, max_size=14), strategies.lists(AREA, max_size=4))
def test_no_two_lines_say_the_same_and_no_place_is_lost(rows, merged):
    """Walks whatever is said of random sheets: every issue is in one line, and every line says
    something else.
    """
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    recognition = read_tables([Sheet("表一", cells=cells, merged=merged)])
    for issues in check_file(recognition, rows_of(recognition)):
        groups = [group for _issue, group in folded(issues)]
        assert sorted(map(id, issues)) == sorted(id(issue) for group in groups for issue in group)
        said = [(group[0].code, group[0].said) for group in groups if group[0].code != "skipped"]
        assert (
            len(said)
            == len(set(said))
            == len([issue for issue in groups if issue[0].code != "skipped"])
        )
        assert len(sentences(issues)) == len(groups)
        entries = [{"part": 1, **issue.as_json()} for issue in issues]
        assert sum(row.get("count", 1) for row in as_rows(entries)) == len(issues)


def test_places_in_several_columns_are_named_with_them():
    rows = [
        TITLE,
        HEADS["coordination"],
        [1, "甲", "县水利局", "#REF!", "1.巡查。"],
        [2, "乙", "县水利局", "1.", "#REF!"],
    ]
    cells = [
        Cell(r, c, str(text)) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)
    ]
    recognition = read_tables([Sheet("表", cells=cells)])
    errors, _warnings = check_file(recognition, rows_of(recognition))
    [line] = [line for line in sentences(errors) if "错误值" in line]
    assert line.endswith("同样的共2处：工作表“表”第3行D列、4行E列。")
