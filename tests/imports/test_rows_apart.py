"""One item whose rows stand apart, because a file is ordered by departments or has a sheet for each
of them, is one item.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from tests.unaccounted import unaccounted

from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database
HEAD = ["事项名称", "类别", "责任部门", "部门角色", "部门职责", "乡镇职责"]
RIVER = ["河道巡查", "生态环保"]
WATCH = "开展日常巡查。"
WATER = [*RIVER, "县水利局", "牵头", "组织巡查。", WATCH]
POLICE = [*RIVER, "县公安局", "配合", "打击盗采。", WATCH]
STRAW = ["秸秆禁烧", "生态环保", "县农业农村局", "牵头", "指导综合利用。", "发现火点及时报告。"]


def test_rows_of_one_item_that_lie_apart_are_one_with_the_lead_first():
    rows, errors = read(sheet([HEAD, POLICE, STRAW, WATER]))
    assert errors == []
    assert [row.name for row in rows] == ["河道巡查", "秸秆禁烧"]
    assert shares(rows[0]) == [("县水利局", "组织巡查。"), ("县公安局", "打击盗采。")]
    assert [one["role"] for one in rows[0].content["responsibilities"]] == ["lead", "support"]


def test_the_file_says_which_rows_were_put_together_and_loses_no_cell():
    sheets = [sheet([HEAD, POLICE, STRAW], "公安局"), sheet([HEAD, WATER], "水利局")]
    recognition = read_tables(sheets)
    _errors, warnings = check_file(recognition, rows_of(recognition))
    [told] = [warning for warning in warnings if warning.code == "gathered_rows"]
    assert told.sheet == "水利局"
    assert "第2行并入工作表“公安局”第2行" in told.message
    assert unaccounted(sheets, recognition) == []


@pytest.mark.parametrize(
    "other",
    [
        [*RIVER, "县公安局", "配合", "打击盗采。", "驻村值守。"],  # another duty of the township
        ["河道巡查", "平安法治", "县公安局", "配合", "打击盗采。", WATCH],  # another category
        [*RIVER, "县水利局", "牵头", "发放器材。", WATCH],  # the same department
        [*RIVER, "县公安局", "配合", "", WATCH],  # says nothing of its own
    ],
)
def test_rows_that_differ_in_more_than_the_department_stay_apart(other):
    rows, _errors = read(sheet([HEAD, WATER, STRAW, other]))
    assert [row.name for row in rows] == ["河道巡查", "秸秆禁烧", "河道巡查"]


def test_two_items_that_count_as_two_in_one_table_stay_two():
    head = ["序号", *HEAD]
    rows, _errors = read(sheet([head, [1, *WATER], [2, *STRAW], [3, *POLICE]]))
    assert len(rows) == 3


def test_a_basic_item_named_twice_is_never_put_together():
    head = ["序号", "类别", "事项名称"]
    rows, errors = read(sheet([head, [1, "党的建设", "理论学习"], [2, "党的建设", "理论学习"]]))
    assert len(rows) == 2
    assert "duplicate_row" in errors


def test_what_refers_to_another_sheet_is_no_text():
    head = ["序号", "事项", "类型", "本部门角色", "本部门职责", "配合部门及职责", "乡镇做什么"]
    water = [
        *(1, "河道巡查", "配合履职", "牵头", "组织巡查。"),
        "县公安局：（见县公安局表）\n县农业农村局：清理养殖。",
        WATCH,
    ]
    police = [1, "河道巡查", "配合履职", "配合", "打击盗采。", "见水利局表", "见水利局表"]
    title = ["{}报送涉及乡镇事项", "", "", "", "", "", ""]
    sheets = []
    for office, row in (("县公安局", police), ("县水利局", water)):
        sheets.append(sheet([[title[0].format(office)], head, row], office))
    rows, errors = read(*sheets)
    assert errors == []
    [row] = rows
    assert sorted(shares(row)) == [
        ("县公安局", "打击盗采。"),
        ("县农业农村局", "清理养殖。"),
        ("县水利局", "组织巡查。"),
    ]
    assert row.content["township_duty"] == WATCH
