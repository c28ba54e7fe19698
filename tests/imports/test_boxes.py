"""Boxes behind the names of a written list: who answers for an item, and what else stands there."""

import pytest

from .test_exports_and_prose import prose
from .test_other_hands import read, shares

pytestmark = pytest.mark.one_database

WITH_BOXES = """湾头镇事项简明清单
一、配合履职事项
1. 渡口夜间值守【县公安局】【县交通运输局】
县公安局：编排班次。
县交通运输局：配发救生衣。
湾头镇：雇请值守员。
2. 涉海合同调解【县司法局】 【县农业农村局】
县司法局：选派律师。
县农业农村局：讲解政策。
湾头镇：提供场地。
3. 村道照明【县住房和城乡建设局】
县住房和城乡建设局：统一采购。
湾头镇：报修。
二、上级部门收回事项
1. 渔网网目核验【县农业农村局】（类别：乡村振兴）
工作方式：由执法船抽查。
2. 船用油品检测【县市场监督管理局】委托机构抽样。（类别：经济发展）
"""


def test_boxes_in_a_row_behind_a_name_are_all_of_its_departments():
    rows, errors = read(prose(WITH_BOXES))
    assert errors == []
    assert [row.name for row in rows[:3]] == ["渡口夜间值守", "涉海合同调解", "村道照明"]
    assert [shares(row) for row in rows[:3]] == [
        [("县公安局", "编排班次。"), ("县交通运输局", "配发救生衣。")],
        [("县司法局", "选派律师。"), ("县农业农村局", "讲解政策。")],
        [("县住房和城乡建设局", "统一采购。")],
    ]


def test_a_category_in_brackets_behind_a_box_is_no_way_of_working():
    rows, _errors = read(prose(WITH_BOXES))
    assert [(row.name, row.content["category"]) for row in rows[3:]] == [
        ("渔网网目核验", "乡村振兴"),
        ("船用油品检测", "经济发展"),
    ]
    assert [shares(row) for row in rows[3:]] == [
        [("县农业农村局", "由执法船抽查。")],
        [("县市场监督管理局", "委托机构抽样。")],
    ]


BEHIND = [
    "渡口夜间值守【县公安局】【县交通运输局】",
    "【县公安局】【县交通运输局】渡口夜间值守",
    "渡口夜间值守【平安法治】【县公安局】【县交通运输局】",
    "渡口夜间值守【县公安局】【县交通运输局】（平安法治类）",
]


@pytest.mark.parametrize("name", BEHIND)
def test_boxes_stand_before_or_behind_a_name_and_one_may_be_its_category(name):
    text = f"""湾头镇配合履职事项清单
1. {name}
县公安局：编排班次。
县交通运输局：配发救生衣。
湾头镇：雇请值守员。
2. 涉海合同调解【县司法局】
县司法局：选派律师。
湾头镇：提供场地。
3. 村道照明【县住房和城乡建设局】
县住房和城乡建设局：统一采购。
湾头镇：报修。
"""
    rows, errors = read(prose(text))
    assert errors == []
    assert [row.name for row in rows] == ["渡口夜间值守", "涉海合同调解", "村道照明"]
    assert shares(rows[0]) == [("县公安局", "编排班次。"), ("县交通运输局", "配发救生衣。")]
    category = "平安法治" if "平安法治" in name else None
    assert rows[0].content.get("category") == category


def test_remarks_behind_names_are_no_categories_for_the_sake_of_one_that_is_known():
    text = (
        "城关镇基本履职事项\n1. 渡口看护（含渔村）\n2. 村史馆开放（民生服务）\n3. 戏台检修（两处）"
    )
    rows, _errors = read(prose(text))
    assert [row.name for row in rows] == ["渡口看护（含渔村）", "村史馆开放", "戏台检修（两处）"]
    assert [row.content.get("category") for row in rows] == [None, "民生服务", None]
