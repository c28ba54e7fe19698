"""What the words of an indicator ask for, as offices write them, and what they only forbid."""

import csv
from pathlib import Path

import pytest

from assessment.schemes.document_numbers import cites_the_state, is_grounded, numbers_in
from assessment.schemes.matters import matters_of
from assessment.schemes.nearness import ListedItems, Measured, nearest_items
from assessment.schemes.reading.workbook import read_scheme, weight_of
from assessment.schemes.repealed import bare_number
from assessment.schemes.twins import Other, are_twins
from assessment.schemes.wording import (
    clauses_of,
    follows_from_rank,
    pledges,
    ranks_often,
    traces,
    vetoes,
)
from items.imports.reading.grid import Cell, Sheet

pytestmark = pytest.mark.one_database
WORDINGS = Path(__file__).with_name("scheme_wordings.tsv")
LISTED = (
    "渔业执法与禁用渔具清理",
    "单用途预付卡经营者检查",
    "农户收入采集系统反复录入",
    "对出售农村公益性墓地行为的执法",
    "落实粮食安全责任，稳定粮食播种面积",
    "古树名木保护",
)
R, C, T, P, V = "ranking", "consequence", "trace", "pledge", "veto"
ASKED = [
    ("按季度排名通报", {R}),
    ("每月通报进度", {R}),
    ("季度晾晒，上红黑榜", {R}),
    ("年终按得分排名一次", set()),
    ("每月对各乡镇亮红黄绿灯", {R}),
    ("按季度排座次，居末位的作检讨", {R, C}),
    ("考核结果每年通报一次", set()),
    ("每月向村民通报财务收支", set()),
    ("考核结果不排名、不通报", set()),
    ("末位约谈", {C}),
    ("按季度排名，后三名约谈主要负责人", {R, C}),
    ("年度考核排名末位的，诫勉谈话", {C}),
    ("对弄虚作假的严肃问责", set()),
    ("查阅巡查台账、打卡记录", {T}),
    ("未建立台账扣2分", {T}),
    ("不打卡扣1分", {T}),
    ("转发量不得低于50条", {T}),
    ("反诈APP注册率达到80%", {T}),
    ("不以台账、截图、照片论成绩", set()),
    ("不要求留痕", set()),
    ("台账不作为考核依据", set()),
    ("取消台账", set()),
    ("精简台账报表", set()),
    ("突发事件信息报告及时", set()),
    ("接到暴雨预警后及时转发到村、到户", set()),
    ("层层签到村、签到企业", set()),
    ("农家乐成为游客打卡地", set()),
    ("每月上传现场视频和合影", {T}),
    ("不考核阅读量、转发数", set()),
    ("现场抽查河道保洁，群众评议", set()),
    ("与各乡镇签订责任状", {P}),
    ("立下军令状", {P}),
    ("不签订责任状", set()),
    ("督促企业签订安全生产承诺书", set()),
    ("实行“一票否决”", {V}),
    ("发生重大事故的取消当年评优资格", {V}),
    ("不搞一票否决", set()),
    ("发生一起的，取消一切评优评先资格", {V}),
    ("年度考核排名末位的，取消年度评优资格", {C}),
    ("取消对村（社区）的一票否决事项", set()),
    ("尊重村民会议的否决权", set()),
]


def asked_words(text, frequency):
    clauses = clauses_of(text)
    return {
        R: ranks_often(clauses, "", frequency),
        C: follows_from_rank(clauses),
        T: traces(clauses),
        P: pledges(clauses),
        V: vetoes(clauses),
    }


def asked_in(text):
    return {name for name, words in asked_words(text, "每年一次").items() if words}


def test_each_wording_asks_for_what_it_says_and_nothing_that_it_forbids():
    wrong = {text: asked_in(text) for text, asked in ASKED if asked_in(text) != asked}
    assert wrong == {}


def test_other_wordings_ask_for_what_is_written_beside_them():
    wrong = {}
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            asked = {name for name, words in asked_words(row["text"], "").items() if words}
            if asked != set(row["asks"].split()):
                wrong[row["text"]] = asked
    assert wrong == {}


def test_how_it_is_checked_is_no_trace_that_is_asked_for():
    assert not traces(clauses_of("抽查会议记录", is_method=True))
    assert traces(clauses_of("查看打卡截图", is_method=True))
    assert traces(clauses_of("会议记录齐全"))


def test_the_frequency_of_the_indicator_counts_where_its_words_say_none():
    assert ranks_often(clauses_of("数据排名"), "季度", "每年一次")
    assert not ranks_often(clauses_of("数据排名"), "每年一次", "")
    assert ranks_often(clauses_of("数据排名"), "", "每季度一次")


def test_only_a_number_of_the_centre_or_a_province_is_a_ground():
    grounds = (
        "中办发〔2024〕12号",
        "依据国办发[2020]3号执行",
        "省委办发〔2025〕3号",
        "鲁政办字〔2024〕9号",
    )
    assert all(is_grounded(text) for text in grounds)
    below = (
        "示委办发〔2026〕5号",
        "县安委〔2026〕2号",
        "市委办〔2025〕3号",
        "部门文件",
        "省里的要求",
    )
    assert not any(is_grounded(text) for text in below)
    assert numbers_in("依据国办发[2020]3号执行") == [("国办发〔2020〕3号", "central")]


def test_a_ledger_that_an_act_of_the_state_asks_for_is_no_trace():
    acts = ("《中华人民共和国统计法》", "《城镇燃气管理条例》第十条", "农经发〔2019〕6号")
    assert all(cites_the_state(text) for text in acts)
    local = ("《示例县档案管理办法》", "《示例市河道管理规定》", "示农发〔2025〕3号", "部门文件")
    assert not any(cites_the_state(text) for text in local)
    ledger = clauses_of("统计台账齐全")
    assert traces(ledger)
    assert not traces(ledger, is_asked_by_law=True)
    assert traces(clauses_of("每日打卡拍照"), is_asked_by_law=True)


def test_twins_are_of_two_departments_and_of_one_matter():
    def other(name, lead, *codes):
        return Other(name, "", lead, set(codes), name)

    rivers = other("河湖日常巡查", "县水利局", "1")
    assert are_twins(rivers, other("水环境巡查", "县生态环境局", "1"), 0.4)
    assert not are_twins(rivers, other("水环境巡查", "县水利局", "1"), 0.9)
    assert not are_twins(rivers, other("水环境巡查", "县生态环境局", "2"), 0.4)
    safety = other("安全生产巡查", "县应急管理局", "3")
    assert not are_twins(safety, other("消防安全巡查", "县消防救援大队", "3"), 0.8)


def test_an_indicator_is_of_the_item_that_holds_its_matter():
    names = [
        "落实粮食安全责任，稳定粮食播种面积",
        "管护高标准农田和农村小型水利设施",
        "征兵和国防动员",
    ]
    entries = []
    for number, name in enumerate(names):
        entries.append({"code": str(number), "name": name, "kind": "basic", "responsibilities": []})
    listed = ListedItems(entries)
    told = ("粮食播种面积", "新媒体转发量", "撂荒地复耕", "福利彩票销售")
    measured = [Measured(name) for name in told]
    grain, forwarding, fallow, lottery = nearest_items(measured, listed)
    assert grain[0][0]["code"] == "0"
    assert grain[0][1] >= 0.5
    assert forwarding[0][1] < 0.5
    assert fallow[0][0]["code"] == "0"
    assert fallow[0][1] >= 0.5 > lottery[0][1]


def test_what_departments_do_and_who_is_lead_tell_two_items_of_one_matter_apart():
    lead = [{"department": "县公安局", "duty": "案件侦办", "method": "", "role": "lead"}]
    rows = (
        ("basic", "制止非法占用土地行为并上报", []),
        ("reclaimed", "对非法占用土地的行政处罚", []),
        ("coordination", "吸毒人员管控与禁毒", lead),
    )
    entries = []
    for number, (kind, name, who) in enumerate(rows):
        entries.append({"code": kind, "name": name, "kind": kind, "responsibilities": who})
        entries[number]["township_duty"] = ""
    measured = (
        Measured("违法用地制止", "发现非法占地当天制止、当天上报"),
        Measured("违法用地处罚", "由乡镇对非法占地立案处罚"),
        Measured("戒毒康复", "由乡镇负责戒毒人员管控", lead="县公安局"),
    )
    found = nearest_items(measured, ListedItems(entries))
    assert [best[0][0]["code"] for best in found] == ["basic", "reclaimed", "coordination"]


def test_what_speaks_of_a_matter_that_no_item_has_is_of_none():
    """A list that has an item of the same matter has it for the indicator."""
    rows = [
        ("basic", "做好居民基本医疗保险动员"),
        ("basic", "监督管理农村集体资金资产资源，指导集体经济组织运行"),
        ("basic", "开展农业保险宣传，协助投保理赔"),
    ]
    entries = []
    for number, (kind, name) in enumerate(rows):
        entries.append({"code": str(number), "name": name, "kind": kind, "responsibilities": []})
    insured = Measured("水稻投保面", "政策性农业保险投保面积达到八成五", lead="县农业农村局")
    [without] = nearest_items([insured], ListedItems(entries[:2]))
    [found] = nearest_items([insured], ListedItems(entries))
    assert without[0][1] < 0.5
    assert found[0][0]["code"] == "2"
    assert found[0][1] >= 0.5


def test_every_item_of_a_list_is_near_to_its_own_name_whatever_its_matter():
    entries = []
    for name in LISTED:
        entries.append({"code": name, "name": name, "kind": "basic", "responsibilities": []})
    [*found] = nearest_items([Measured(name) for name in LISTED], ListedItems(entries))
    assert [row[0][0]["code"] for row in found] == list(LISTED)
    assert min(row[0][1] for row in found) >= 0.5


def test_words_that_only_hold_another_say_nothing_of_its_matter():
    assert "矛盾纠纷" not in matters_of("协调解决企业困难")
    assert matters_of("居民养老保险参保") == {"居民养老保险"}


def test_the_basis_tells_two_items_of_one_matter_apart():
    lead = [{"department": "县消防救援大队", "duty": "监督检查", "method": "", "role": "lead"}]
    entries = []
    rows = (("basic", "开展安全生产和消防安全宣传", []), ("coordination", "消防安全", lead))
    for kind, name, who in rows:
        entries.append({"code": kind, "name": name, "kind": kind, "responsibilities": who})
    told = ("清单基本履职事项", "清单配合履职事项")
    measured = [Measured("火灾防控", lead="县消防救援大队", basis=basis) for basis in told]
    found = nearest_items(measured, ListedItems(entries))
    basic, coordination = ({entry["code"]: score for entry, score in row} for row in found)
    assert basic["basic"] > coordination["basic"]
    assert basic["coordination"] < coordination["coordination"]


def test_a_number_is_the_same_in_whichever_brackets():
    assert bare_number("示政办[2016]31号") == bare_number("示政办〔2016〕31号")
    assert bare_number("示政办（2016）第31号") == bare_number("示政办〔2016〕31号")


# ---- workbooks ----


def sheet(*rows, merged=()):
    cells = []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value not in (None, ""):
                cells.append(Cell(number, column, str(value)))
    return Sheet("指标", cells=cells, merged=list(merged))


HEADS = ("序号", "一级指标", "二级指标", "评分标准", "分值（分）", "牵头单位", "考核方式", "得分")


def test_a_workbook_is_read_with_its_title_sections_joined_cells_totals_and_notes():
    read = read_scheme(
        [
            sheet(
                ("示例县2027年度乡镇综合考核指标（总分100分，考核时间3天）",),
                HEADS,
                ("一、党的建设（40分）",),
                (1, "党建", "组织建设", "落实责任", "20分", "县委组织部", "实地查看"),
                (2, "", "意识形态", "阵地管理", 20, "县委宣传部", "抽查"),
                ("", "", "", "发现问题整改到位", "", "", ""),
                ("合计", "", "", "", 40),
                ("注：考核结果按月通报，末位的约谈主要负责人，请各单位遵照执行。",),
                merged=[(3, 1, 3, 8), (4, 2, 5, 2), (8, 1, 8, 8)],
            )
        ],
        {},
    )
    told = read.told
    assert (told["title"], told["year"]) == ("示例县2027年度乡镇综合考核指标", 2027)
    assert (told["total_points"], told["days"]) == (100, 3)
    assert told["notes"].startswith("注：考核结果按月通报")
    assert [row["name"] for row in told["indicators"]] == ["组织建设", "意识形态"]
    assert [row["weight"] for row in told["indicators"]] == [20, 20]
    assert told["indicators"][1]["text"] == "阵地管理\n发现问题整改到位"
    assert read.errors == []


def test_every_fault_of_a_workbook_is_told_at_its_cell():
    heads = ("指标", "分值", "对应事项")
    rows = (("河湖巡查", "二十分", "没有的事项"), ("粮食", "10", ""))
    read = read_scheme([sheet(heads, *rows)], {})
    assert [(error["row"], error["column"], error["value"]) for error in read.errors] == [
        (2, "B", "二十分"),
        (2, "C", "没有的事项"),
    ]


def test_a_weight_is_read_however_it_is_written():
    assert [
        weight_of(text) for text in ("15", "15分", "（15分）", "7.5", "15%", "１５", "若干")
    ] == [
        15,
        15,
        15,
        7.5,
        15,
        15,
        None,
    ]
