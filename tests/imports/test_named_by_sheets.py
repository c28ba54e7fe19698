"""What the names of sheets say of all their items: a category, and who leads."""

import pytest

from items.models import Kind

from .test_other_hands import PLACES, read, shares, sheet

pytestmark = pytest.mark.one_database

DUTIES = ["序号", "配合事项", "责任单位", "单位职责", "乡镇职责", "适用乡镇"]
WELL = [1, "机井登记", "县水利局", "核发铭牌。", "清点机井。", "全部"]
POND = [2, "塘坝看护", "县水利局", "编制方案。", "安排巡塘人员。", "河口乡"]
TAKEN = ["序号", "收回事项", "承接单位", "工作方式", "类别", "适用乡镇"]


def test_sheets_are_named_by_the_categories_that_other_items_of_the_file_have():
    first = sheet([["县水利局清册——用水监管"], DUTIES, WELL], "用水监管")
    second = sheet([["县水利局清册——塘库管护"], DUTIES, POND], "塘库管护")
    taken = [3, "取水计量复核", "县水利局", "由局里远程抄表。", "用水监管", "全部"]
    last = sheet([["县水利局清册——收回事项"], TAKEN, taken], "收回事项")
    rows, _errors = read(first, second, last, places=PLACES)
    categories = [row.content.get("category") for row in rows]
    assert categories == ["用水监管", "塘库管护", "用水监管"]
    rows, _errors = read(first, second, places=PLACES)
    assert [row.content.get("category") for row in rows] == [None, None]


@pytest.mark.parametrize("signed", ["局办公室 陈禾 制", "乡政府  2026年3月2日", "水政股 陈禾 制表"])
def test_an_office_signs_below_the_last_item(signed):
    below = ["", "", "", "", "", signed]
    rows, errors = read(sheet([["配合履职事项清单"], DUTIES, WELL, POND, [], below]), places=PLACES)
    assert errors == []
    assert [row.texts["scope"] for row in rows] == ["全部", "河口乡"]


@pytest.mark.parametrize("named", ["{}", "1{}", "02-{}", "{}（1项）", "{}牵头", "{}牵头事项"])
def test_sheets_are_named_by_those_who_lead_and_the_heads_say_what_each_side_does(named):
    head = ["序", "类别", "配合事项", "本局承担的工作", "会同单位及分工", "镇街出力的地方"]
    well = [1, "生态环保", "机井登记", "核发铭牌。", "县财政局：安排经费。", "清点机井。"]
    road = [2, "城乡建设", "村道保洁", "制定标准。", "无", "雇请保洁员。"]
    title = ["配合履职事项分单位册"]
    first = sheet([title, head, well], named.format("水利局"))
    rows, errors = read(first, sheet([title, head, road], named.format("交通局")))
    assert errors == []
    assert [(row.name, shares(row), row.content["township_duty"]) for row in rows] == [
        ("机井登记", [("水利局", "核发铭牌。"), ("县财政局", "安排经费。")], "清点机井。"),
        ("村道保洁", [("交通局", "制定标准。")], "雇请保洁员。"),
    ]


WAYS = ["号", "办法", "事项", "哪个单位", "单位怎么做", "镇里怎么配合"]
KINDS = [
    [1, "自办", "晒场轮用", "", "", ""],
    [2, "协办", "粮情调查", "县统计局", "下发名单。", "上门核对。"],
    [3, "上交", "粮库年检", "县粮食局", "县粮食局直接检查。", ""],
]


@pytest.mark.parametrize(
    "words", [("自办", "协办", "上交"), ("独办", "联办", "移交"), ("自理", "帮办", "缴回")]
)
def test_kinds_may_stand_under_a_word_for_ways_of_working(words):
    named = [[row[0], word, *row[2:]] for row, word in zip(KINDS, words, strict=True)]
    rows, errors = read(sheet([["履职事项一览"], WAYS, *named], "民生服务"))
    assert errors == []
    assert [row.kind for row in rows] == [Kind.BASIC, Kind.COORDINATION, Kind.RECLAIMED]
    assert shares(rows[2]) == [("县粮食局", "县粮食局直接检查。")]
    head = ["序号", "收回事项", "承接部门", "办法"]
    taken = [[1, "粮库年检", "县粮食局", "部门直接办"], [2, "粮情调查", "县统计局", "不再协助"]]
    rows, errors = read(sheet([["收回事项清单"], head, *taken]))
    assert errors == []
    assert [shares(row) for row in rows] == [
        [("县粮食局", "部门直接办")],
        [("县统计局", "不再协助")],
    ]


def test_words_for_the_kinds_may_be_explained_one_in_a_cell():
    lake, shore = [1, "镇管", "湖岸清扫", "", "", ""], [2, "镇管", "湖堤看护", "", "", ""]
    told = [["镇管——基本履职事项"], ["县管——上级部门收回事项"]]
    rows, errors = read(sheet([WAYS, lake, shore], "生态环保"), sheet(told, "口径"))
    assert errors == []
    assert [(row.kind, row.content["category"]) for row in rows] == [(Kind.BASIC, "生态环保")] * 2


def test_what_those_of_less_duty_do_has_a_column_beside_them():
    head = ["序号", "履职方式", "事项", "主要责任部门", "主要责任内容", "次要责任部门"]
    first = [1, "配合履职", "集市秩序", "县城管局", "划定摊位。", "县公安局", "设岗。", "劝导。"]
    second = [2, "上级部门收回", "摊位审批", "县城管局", "网上核发。", "", "", ""]
    rows, errors = read(sheet([[*head, "次要责任内容", "镇街配合职责"], first, second]))
    assert errors == []
    assert [row.kind for row in rows] == [Kind.COORDINATION, Kind.RECLAIMED]
    assert shares(rows[0]) == [("县城管局", "划定摊位。"), ("县公安局", "设岗。")]


def test_words_for_the_kinds_are_told_by_the_same_column_of_all_sheets():
    own = [[1, "自办", "湖岸清扫", "", "", ""], [2, "自办", "湖堤看护", "", "", ""]]
    rows, errors = read(sheet([WAYS, *own], "生态环保"), sheet([WAYS, *KINDS], "民生服务"))
    assert errors == []
    assert [row.kind for row in rows] == [Kind.BASIC, Kind.BASIC, *Kind]


@pytest.mark.parametrize(("gap", "doubtful"), [([[]], ["doubtful_row"]), ([], [])])
def test_a_text_below_a_blank_row_is_no_certain_rest_of_the_last_item(gap, doubtful):
    head = ["序号", "配合事项", "责任单位", "单位职责", "乡镇职责"]
    well = [1, "机井登记", "县水利局", "核发铭牌", "清点机井，"]
    rest = ["", "", "", "", "陈禾看过"]
    _rows, errors = read(sheet([["配合履职事项清单"], head, well, *gap, rest]))
    assert errors == doubtful


def test_the_field_of_work_in_the_title_of_a_single_list_is_no_category():
    head = ["序号", "事项名称", "承接部门", "工作方式"]
    rows = [
        [1, "复垦验收", "县自然资源局", "组织专家验收"],
        [2, "权籍调查", "县林业局", "入户测量"],
    ]
    told, _errors = read(sheet([["自然资源领域上级部门收回事项清单"], head, *rows]))
    assert [row.content.get("category") for row in told] == [None, None]
    told, _errors = read(sheet([["党的建设类上级部门收回事项清单"], head, *rows]))
    assert [row.content["category"] for row in told] == ["党的建设"] * 2
