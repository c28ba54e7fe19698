"""Exports of databases and pivots, lists in articles and in hard-wrapped text, each kind in a small
file of our own.
"""

import pytest

from items.models import Kind

from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database

EXPORT = ["ID", "SX_NO", "事项类型", "类别", "事项名称", "部门名称", "角色"]
EXPORT += ["部门职责", "承接科室", "工作方式", "乡镇职责"]
SHIPS = ["B-12", "配合履职", "平安法治", "渔港秩序维护"]
WATCH = "劝离乱停船舶。"
LEAD = [*SHIPS, "县农业农村局", "牵头", "制定停泊规则。", "NULL", "NULL", WATCH]
OTHER = [*SHIPS, "县公安局", "配合", "处理纠纷。", "NULL", "NULL", WATCH]
BASIC = ["A-07", "基本履职", "民生服务", "做好老年人探访", *["NULL"] * 6]


def test_rows_of_one_item_code_are_one_item_whatever_number_each_row_has():
    rows, errors = read(sheet([EXPORT, [1, *OTHER], [2, *BASIC], [3, *LEAD]]))
    assert errors == []
    assert [row.name for row in rows] == ["渔港秩序维护", "做好老年人探访"]
    assert shares(rows[0]) == [("县农业农村局", "制定停泊规则。"), ("县公安局", "处理纠纷。")]
    assert rows[1].department_names == []


def test_a_code_column_read_as_codes_of_another_system_joins_rows_too():
    head = ["序号", "事项编码", *EXPORT[2:]]
    rows, errors = read(sheet([head, [1, *OTHER], [2, *BASIC], [3, *LEAD]]))
    assert errors == []
    assert [row.name for row in rows] == ["渔港秩序维护", "做好老年人探访"]


@pytest.mark.parametrize(
    ("column", "text"), [(10, "驻港值守。"), (3, "应急管理及消防"), (5, "县农业农村局")]
)
def test_rows_of_one_item_code_that_differ_in_more_are_an_error(column, text):
    changed = [3, *OTHER]
    changed[column] = text
    rows, errors = read(sheet([EXPORT, [1, *LEAD], [2, *BASIC], changed]))
    assert len(rows) == 3
    assert errors == ["same_item_code"]


def test_a_code_of_departments_joins_no_items():
    head = ["序号", "部门代码", "事项名称", "类别", "部门名称", "部门职责", "乡镇职责"]
    river = [1, "D01", "河道巡查", "水利", "县水利局", "组织巡查。", "开展巡查。"]
    pond = [2, "D01", "山塘管护", "水利", "县水利局", "鉴定险情。", "落实管护。"]
    again = [3, "D02", "河道巡查", "水利", "县公安局", "打击盗采。", "开展巡查。"]
    rows, errors = read(sheet([head, river, pond, again]))
    assert [row.name for row in rows] == ["河道巡查", "山塘管护", "河道巡查"]
    assert errors == []


def test_rows_of_two_item_codes_stay_two_items():
    other = [2, "B-13", *OTHER[1:]]
    third = [3, *OTHER]
    rows, _errors = read(sheet([EXPORT, [1, *LEAD], other, third]))
    assert [row.row for row in rows] == [2, 3]


PIVOT = ["事项类型", "类别", "事项", "部门", "部门职责", "乡镇职责"]


def test_subtotals_between_the_rows_of_a_pivot_are_no_items_and_end_no_kind():
    rows, errors = read(
        sheet(
            [
                PIVOT,
                ["基本履职", "水利", "管护山塘", "", "", ""],
                ["", "", "巡查水渠", "", "", ""],
                ["", "水利 汇总", "2", "", "", ""],
                ["基本履职 汇总", "", "2", "", "", ""],
                ["配合履职", "民生服务", "渡口管理", "县交通局", "检查渡船。", "维护秩序。"],
                ["", "民生服务小计", "1", "", "", ""],
                ["配合履职 汇总", "", "1", "", "", ""],
            ]
        )
    )
    assert errors == []
    assert [(row.name, row.kind, row.content["category"]) for row in rows] == [
        ("管护山塘", Kind.BASIC, "水利"),
        ("巡查水渠", Kind.BASIC, "水利"),
        ("渡口管理", Kind.COORDINATION, "民生服务"),
    ]


def test_an_item_whose_name_ends_like_a_subtotal_stays_one():
    rows, _errors = read(
        sheet([["序号", "类别", "事项名称"], [1, "综合", "做好数据汇总"], [2, "综合", "接待"]])
    )
    assert [row.name for row in rows] == ["做好数据汇总", "接待"]
    rows, _errors = read(sheet([["序号", "事项名称"], [1, "做好报表汇总"], [2, "接待"]]))
    assert len(rows) == 2
