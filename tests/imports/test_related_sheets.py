"""Workbooks kept like a database: the items in one sheet, what is said of them in others."""

import pytest

from items.imports.recognition.tables import read_tables
from items.models import Kind
from tests.unaccounted import unaccounted

from .test_other_hands import read, shares, sheet

pytestmark = pytest.mark.one_database

ITEMS = [
    ["事项总表"],
    ["事项ID", "领域", "定位", "事项名称", "来源"],
    ["DL-01", "党的建设", "Z", "理论学习", "座谈"],
    ["DL-02", "生态环保", "P", "河道巡查", "问卷"],
    ["DL-03", "水利", "H", "泵站大修", "座谈"],
]
DEPARTMENTS = [
    ["事项ID", "部门", "部门角色", "承接科室", "部门任务", "今后的工作方式"],
    ["DL-02", "县水利局", "牵头", "", "组织清淤。", ""],
    ["DL-02", "县公安局", "支撑", "", "查处采砂。", ""],
    ["DL-03", "县水利局", "", "农水股", "", "统一维修。"],
]
ACTIONS = [["事项ID", "描述"], ["DL-02", "开展巡查。"]]
SCOPES = [["事项ID", "适用镇街", "限定理由"], ["DL-02", "城关镇/河口乡", "沿河"]]
GUIDE = [["定位：Z=自主承担（即基本履职）；P=配合履职；H=上级部门收回"]]


def workbook(*, departments=DEPARTMENTS):
    return [
        sheet(GUIDE, "说明"),
        sheet(ITEMS, "1 事项表"),
        sheet(departments, "2 部门"),
        sheet(ACTIONS, "3 镇街动作"),
        sheet(SCOPES, "4 范围"),
    ]


def test_rows_of_other_sheets_are_joined_to_their_item_by_its_key():
    found, errors = read(*workbook())
    assert errors == []
    assert [(row.kind, row.name) for row in found] == [
        (Kind.BASIC, "理论学习"),
        (Kind.COORDINATION, "河道巡查"),
        (Kind.RECLAIMED, "泵站大修"),
    ]
    river, pump = found[1], found[2]
    assert shares(river) == [("县水利局", "组织清淤。"), ("县公安局", "查处采砂。")]
    assert [part["role"] for part in river.content["responsibilities"]] == ["lead", "support"]
    assert river.content["township_duty"] == "开展巡查。"
    assert (river.texts["scope"], found[0].texts["scope"]) == ("城关镇/河口乡", "")
    assert shares(pump) == [("县水利局", "统一维修。")]
    assert pump.content["responsibilities"][0]["internal_office"] == "农水股"


LISTED = [
    ["事项编码", "履职类型", "一级分类", "事项名称"],
    ["J-01", "基本履职", "党的建设", "理论学习"],
    ["P-02", "配合履职", "水利", "河道巡查"],
    ["S-03", "上级收回", "水利", "泵站大修"],
]
SHARES = [
    ["事项编码", "事项名称", "责任主体", "角色", "内设机构", "职责内容/工作方式"],
    ["P-02", "河道巡查", "县水利局", "主责", "", "组织清淤。"],
    ["P-02", "河道巡查", "县公安局", "协同", "", "查处采砂。"],
    ["P-02", "河道巡查", "乡镇（街道）", "配合", "", "开展巡查。"],
    ["S-03", "泵站大修", "县水利局", "承接", "农水股", "统一维修。"],
]
ROLES = [["角色：主责即牵头，协同即共同承担，支持即配合支持。"]]


def test_a_row_for_each_party_names_its_item_again():
    sheets = [sheet(ROLES, "说明"), sheet(LISTED, "主表"), sheet(SHARES, "分解表")]
    found, errors = read(*sheets)
    assert errors == []
    assert [row.name for row in found] == ["理论学习", "河道巡查", "泵站大修"]
    assert shares(found[1]) == [("县水利局", "组织清淤。"), ("县公安局", "查处采砂。")]
    assert [part["role"] for part in found[1].content["responsibilities"]] == ["lead", "joint"]
    assert found[1].content["township_duty"] == "开展巡查。"
    assert shares(found[2]) == [("县水利局", "统一维修。")]


def test_rows_that_call_an_item_otherwise_are_not_joined():
    shares_of_others = [SHARES[0], *([row[0], "渠道清淤", *row[2:]] for row in SHARES[1:])]
    _found, errors = read(sheet(LISTED, "主表"), sheet(shares_of_others, "分解表"))
    assert errors != []


def test_nothing_of_the_joined_sheets_is_lost_in_silence():
    sheets = workbook()
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    told = {skipped.sheet: skipped.reason for skipped in recognition.skipped}
    assert told["4 范围"].endswith("没有读入的列：限定理由")


@pytest.mark.parametrize("key", ["DL-09", ""])
def test_a_sheet_with_a_key_of_no_item_is_not_joined(key):
    departments = [*DEPARTMENTS[:3], [key, *DEPARTMENTS[3][1:]]]
    _found, errors = read(*workbook(departments=departments))
    assert errors


def test_running_numbers_are_keys_only_where_the_head_says_so():
    issues = [
        ["编号", "责任部门", "存在问题"],
        [1, "县水利局", "台账不全"],
        [2, "县公安局", "未上报"],
    ]
    items = [["编号", "事项名称"], [1, "理论学习"], [2, "党员发展"], [3, "养老服务"]]
    found, _errors = read(sheet(items, "基本履职事项"), sheet(issues, "问题"))
    assert not found[0].content.get("responsibilities")


def test_a_dictionary_explains_the_codes_of_kinds_and_roles_and_is_no_list():
    items = [["事项ID", "类型", "事项名称"], [11, "1", "理论学习"], [12, "2", "河道巡查"]]
    departments = [["事项ID", "部门", "角色", "职责"]]
    departments += [[12, "县水利局", "Q", "组织清淤。"], [12, "县公安局", "P", "查处采砂。"]]
    duties = [["事项ID", "乡镇职责"], [12, "开展巡查。"]]
    codes = [["字段", "代码", "含义"], ["类型", "1", "基本履职"], ["类型", "2", "配合履职"]]
    codes += [["角色", "Q", "牵头"], ["角色", "P", "配合"]]
    sheets = [sheet(items, "事项"), sheet(departments, "部门"), sheet(duties, "乡镇")]
    found, errors = read(*sheets, sheet(codes, "字典"))
    assert errors == []
    assert [row.kind for row in found] == [Kind.BASIC, Kind.COORDINATION]
    roles = [part["role"] for part in found[1].content["responsibilities"]]
    assert roles == ["lead", "support"]


def test_an_id_is_the_items_id_of_the_sheets_beside_and_a_star_stands_for_all_else():
    items = [
        ["ID", "履职类别", "业务类别", "标题", "乡镇任务"],
        [11, "基本履职", "党的建设", "理论学习", ""],
        [12, "配合履职", "水利", "河道巡查", "开展巡查。"],
        [13, "上级收回", "水利", "泵站大修", ""],
    ]
    departments = [
        ["事项ID", "部门", "分工", "部门任务", "方式"],
        [12, "县公安局", "配合", "查处采砂。", ""],
        [12, "县水利局", "牵头", "组织清淤。", ""],
        [13, "县水利局", "", "", "统一维修。"],
    ]
    scopes = [["事项ID", "乡镇"], ["*", "（没写的就是全部）"], [12, "城关镇"], [12, "河口乡"]]
    found, errors = read(sheet(items, "1"), sheet(departments, "2"), sheet(scopes, "3"))
    assert errors == []
    assert [shares(row) for row in found] == [
        [],
        [("县水利局", "组织清淤。"), ("县公安局", "查处采砂。")],
        [("县水利局", "统一维修。")],
    ]
    assert [row.texts["scope"] for row in found] == ["", "城关镇\n河口乡", ""]
    scopes[1][1] = "（没写的不适用）"
    _found, errors = read(sheet(items, "1"), sheet(departments, "2"), sheet(scopes, "3"))
    assert errors


@pytest.mark.parametrize("key", ["DL-09", ""])
def test_a_sheet_that_says_more_of_items_and_cannot_be_joined_is_an_error(key):
    scopes = [*SCOPES, [key, "河口乡", "沿河"]]
    sheets = [*workbook()[:4], sheet(scopes, "4 范围")]
    _found, errors = read(*sheets)
    assert errors == ["missing_key"]


def test_a_sheet_keyed_by_items_that_says_nothing_of_the_list_is_only_named():
    log = [["事项ID", "修改人", "修改时间"], ["DL-02", "王某", "9月1日"], ["", "李某", "9月2日"]]
    _found, errors = read(*workbook(), sheet(log, "修改记录"))
    assert errors == []
