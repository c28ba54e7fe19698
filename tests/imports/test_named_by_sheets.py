"""What the names of sheets say of all their items: a category, and who leads."""

import pytest

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


@pytest.mark.parametrize("signed", ["局办公室 陈禾 制", "乡政府  2026年3月2日"])
def test_an_office_signs_below_the_last_item(signed):
    below = ["", "", "", "", "", signed]
    rows, errors = read(sheet([["配合履职事项清单"], DUTIES, WELL, POND, [], below]), places=PLACES)
    assert errors == []
    assert [row.texts["scope"] for row in rows] == ["全部", "河口乡"]


def test_sheets_are_named_by_those_who_lead_and_the_heads_say_what_each_side_does():
    head = ["序", "类别", "配合事项", "本局承担的工作", "会同单位及分工", "镇街出力的地方"]
    well = [1, "生态环保", "机井登记", "核发铭牌。", "县财政局：安排经费。", "清点机井。"]
    road = [2, "城乡建设", "村道保洁", "制定标准。", "无", "雇请保洁员。"]
    title = ["配合履职事项分单位册"]
    rows, errors = read(sheet([title, head, well], "水利局"), sheet([title, head, road], "交通局"))
    assert errors == []
    assert [(row.name, shares(row), row.content["township_duty"]) for row in rows] == [
        ("机井登记", [("水利局", "核发铭牌。"), ("县财政局", "安排经费。")], "清点机井。"),
        ("村道保洁", [("交通局", "制定标准。")], "雇请保洁员。"),
    ]
