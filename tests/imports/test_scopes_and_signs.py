"""What files say of townships row by row, of departments by signs, and of three lists abreast, each
kind in a small sheet of our own.
"""

import pytest

from items.imports.recognition.legend import explained
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.models import Kind
from tests.imports.test_other_hands import read, sheet

pytestmark = pytest.mark.one_database
OPINIONS = [
    ["上级收回事项意见反馈汇总"],
    ["序号", "事项名称", "承接部门", "工作方式", "反馈意见", "", "最终处理"],
    ["", "", "", "", "县编办看法", "街镇看法", ""],
    [1, "取水计量检查", "县水利局", "组织抽查。", "无", "赞成", "保留"],
    [2, "锅炉能效测试", "县市监局", "委托检测。", "不赞成", "赞成", "删除"],
    [3, "兽药抽样检验", "县农业农村局", "抽样送检。", "无", "赞成", "保留"],
]
DOWN = [(2, column, 3, column) for column in (1, 2, 3, 4, 7)]


def test_a_head_of_two_rows_whose_lower_words_nobody_knows_is_one_head():
    rows, errors = read(sheet(OPINIONS, merged=[*DOWN, (2, 5, 2, 6)]))
    assert errors == []
    assert [(row.kind, row.name) for row in rows] == [
        (Kind.RECLAIMED, "取水计量检查"),
        (Kind.RECLAIMED, "兽药抽样检验"),
    ]


OFFICES = ["县水利局", "县林业局", "县公安局", "县烟草专卖局"]


def matrix(legend, *signs):
    """(who leads and who supports in each row, errors) of a matrix of departments."""
    rows = [
        ["配合履职事项牵头配合单位一览表"],
        [legend],
        ["序号", "事项名称", "主管部门", "", "", "", "乡镇配合职责"],
        ["", "", *OFFICES, ""],
    ]
    for number, row in enumerate(signs, 1):
        rows.append([number, f"联合巡查第{number}类", *row, "开展巡查。"])
    merged = [(3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 6), (3, 7, 4, 7)]
    recognition = read_tables([sheet(rows, merged=merged)])
    named = []
    for row in rows_of(recognition):
        parts = row.content["responsibilities"]
        named.append([(part["department"], part["role"]) for part in parts])
    return named, [stray.text for stray in recognition.strays]


def test_signs_under_departments_below_one_group_say_who_leads():
    named, strays = matrix("●牵头　○配合", ["○", "●", "", "/"], ["●", "", "", "○"])
    assert strays == []
    assert named == [
        [("县林业局", "lead"), ("县水利局", "support")],
        [("县水利局", "lead"), ("县烟草专卖局", "support")],
    ]


def test_the_legend_goes_before_what_a_sign_usually_means():
    named, _strays = matrix("说明：牵头部门打“○”，配合部门打“●”", ["○", "●", "", ""])
    assert named == [[("县水利局", "lead"), ("县林业局", "support")]]


def test_two_signs_that_nothing_explains_are_an_error():
    _named, strays = matrix("单位：项", ["△", "√", "", ""], ["√", "△", "", ""])
    assert strays == ["△", "√"]


@pytest.mark.parametrize(
    "text",
    [
        "图例：▲牵头部门　△配合部门",
        "注：“▲”表示主办单位，“△”表示协办单位。",
        "▲：牵头；△：配合",
        "牵头部门▲　配合部门△",
        "牵头单位用“▲”、协助单位用“△”标明",
        "牵头（▲）、参与（△）",
    ],
)
def test_a_legend_explains_signs_before_or_behind_them(text):
    assert explained(text) == {"▲": True, "△": False}
