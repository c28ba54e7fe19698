"""Further arrangements of lists that offices use, each in small files of our own."""

import pytest

from items.models import Kind, ResponsibilityRole

from .test_other_hands import COORDINATION, PLACES, RIVER, read, shares, sheet

pytestmark = pytest.mark.one_database
STRAW = [2, "秸秆禁烧", "县农业农村局", "推广还田。", "发现火点。"]


@pytest.mark.parametrize("others", ["会同单位", "配合部门", "其他责任部门"])
@pytest.mark.parametrize("lead", ["县水利局", ""])
def test_a_duty_that_names_nobody_is_the_leads_where_the_others_have_a_column(others, lead):
    head = ["序号", "事项名称", "牵头部门", "我局职责", "乡镇职责", others]
    row = [1, "河道巡查", lead, "组织巡查。", "日常巡查。", "县公安局、县林业局"]
    if not lead:
        head.pop(2)
        row.pop(2)
    rows, errors = read(sheet([["县水利局牵头配合事项梳理表"], head, row]))
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "组织巡查。"), ("县公安局", ""), ("县林业局", "")]


@pytest.mark.parametrize("title", ["县林业局配合事项清单", "配合事项清单"])
def test_the_head_over_the_duties_may_name_the_lead_beside_who_supports_it_and_how(title):
    rows = [
        [title],
        ["序号", "事项名称", "部门职责分工", "", "乡镇职责"],
        ["", "", "牵头部门：县水利局", "配合部门及职责", ""],
        [1, "河道巡查", "组织巡查。", "县公安局：打击盗采。", "日常巡查。"],
        [2, "山塘除险", "鉴定险情。", "/", "巡查山塘。"],
    ]
    merged = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 3, 5)]
    read_rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert [shares(row) for row in read_rows] == [
        [("县水利局", "组织巡查。"), ("县公安局", "打击盗采。")],
        [("县水利局", "鉴定险情。")],
    ]


def test_a_duty_that_speaks_of_each_is_everybodys():
    head = ["序号", "事项名称", "牵头部门", "配合部门", "部门职责", "乡镇职责"]
    row = [1, "河道巡查", "县水利局", "县公安局", "按各自职责检查。", "日常巡查。"]
    rows, _errors = read(sheet([["配合事项清单"], head, row]))
    duty = "按各自职责检查。"
    assert shares(rows[0]) == [("县水利局", duty), ("县公安局", duty)]


def test_a_duty_is_everybodys_where_one_column_names_all():
    head = ["序号", "事项名称", "责任部门", "部门职责", "乡镇职责"]
    row = [1, "河道巡查", "县水利局、县公安局", "联合巡查。", "日常巡查。"]
    rows, _errors = read(sheet([["配合事项清单"], head, row]))
    assert shares(rows[0]) == [("县水利局", "联合巡查。"), ("县公安局", "联合巡查。")]


def test_a_list_whose_first_category_stands_beside_the_title_of_the_next_is_read():
    rows = [
        ["表一　本镇基本履职事项", "", "", "", "", ""],
        ["序", "事项名称", "", "", "", ""],
        ["（一）党的建设　共2件", "", "表二　部门收回的事项", "", "", ""],
        [1, "党员发展", "序号", "事项名称", "承接部门", "工作方式"],
        [2, "党费公示", 1, "取水计量检查", "县水利局", "每季度抽查。"],
    ]
    merged = [(1, 1, 1, 2), (3, 1, 3, 2), (3, 3, 3, 6)]
    found, errors = read(sheet(rows, merged=merged))
    assert errors == []
    told = {(row.kind, row.name, row.content.get("category", "")) for row in found}
    assert told == {
        (Kind.BASIC, "党员发展", "党的建设"),
        (Kind.BASIC, "党费公示", "党的建设"),
        (Kind.RECLAIMED, "取水计量检查", ""),
    }


def test_three_tables_abreast_are_told_apart_by_the_kinds_over_them():
    rows = [
        ["履职事项总表", *[""] * 10],
        ["类别", "基本履职事项", "", "配合履职事项", "", "", "", "收回事项", "", "", ""],
        ["", "序号", "事项名称", *COORDINATION[1:], "序号", "事项名称", "承接部门", "方式"],
        ["生态环保", 1, "植树", *RIVER[1:], 1, "采砂处罚", "县水利局", "每月抽查。"],
        ["", 2, "护林", "", "", "", "", 2, "船舶检验", "县交通局", "每年检验。"],
    ]
    merged = [(1, 1, 1, 11), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 2, 7), (2, 8, 2, 11), (4, 1, 5, 1)]
    items, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert sorted((item.kind, item.name, item.content["category"]) for item in items) == [
        (Kind.BASIC, "护林", "生态环保"),
        (Kind.BASIC, "植树", "生态环保"),
        (Kind.COORDINATION, RIVER[1], "生态环保"),
        (Kind.RECLAIMED, "船舶检验", "生态环保"),
        (Kind.RECLAIMED, "采砂处罚", "生态环保"),
    ]


def test_two_halves_of_a_second_page_go_on_with_each_other_by_their_numbers():
    head = ["序号", "事项名称", "", "序号", "事项名称"]
    rows = [
        ["石桥镇基本履职事项清单"],
        head,
        ["一、党的建设", "", "", 2, "村级后备人才培养"],
        [1, "党员发展", "", "二、民生服务", ""],
        ["", "", "", 3, "困难家庭走访"],
        ["基本履职事项清单"],
        head,
        ["二、民生服务（接前页）", "", "", 5, "村道清扫"],
        [4, "农家书屋管理", "", 6, "沟渠疏通"],
        ["三、乡村振兴", "", "", "", ""],
    ]
    merged = [(3, 1, 3, 2), (4, 4, 4, 5), (8, 1, 8, 2), (10, 1, 10, 2)]
    found, errors = read(sheet(rows, merged=merged))
    assert errors == []
    told = [(row.texts["number"], row.content["category"]) for row in found]
    categories = ["党的建设", "党的建设", "民生服务", "民生服务", "乡村振兴", "乡村振兴"]
    assert sorted(told) == list(zip("123456", categories, strict=True))


@pytest.mark.parametrize("again", ["（续）市政管理", "B. 市政管理（续上页）", "（续）平安建设"])
def test_a_category_that_a_page_carries_on_holds_again(again):
    rows = [
        ["基本履职事项清单", "", ""],
        ["序号", "事项名称", "备注"],
        ["◆ 市政管理", "", ""],
        [1, "路灯报修", ""],
        ["◆ 平安建设", "", ""],
        [2, "夜间巡逻", ""],
        ["◆ 党的建设", "", ""],
        [3, "理论学习", ""],
        [again, "", ""],
        [4, "宣传教育", ""],
    ]
    page = sheet(rows, merged=[(row, 1, row, 3) for row in (1, 3, 5, 7, 9)])
    rows, errors = read(page)
    assert errors == []
    assert rows[3].content["category"] == again.strip("B. ").replace("（续）", "").replace(
        "（续上页）", ""
    )


@pytest.mark.parametrize(
    "title",
    [
        "配合履职事项清单（2024年版，自2025年3月1日起停止执行）",
        "配合履职事项清单（上一年度，仅供对照）",
    ],
)
def test_a_list_that_is_said_to_hold_no_longer_is_left_out(title):
    old = sheet([[title], COORDINATION, RIVER], "旧")
    new = sheet([["配合履职事项清单（现行）"], COORDINATION, STRAW], "新")
    rows, errors = read(old, new)
    assert errors == []
    assert [row.name for row in rows] == ["秸秆禁烧"]


def test_a_title_that_counts_what_was_cancelled_is_of_a_list_that_holds():
    rows = [
        ["示例县基本履职事项（共2项，已取消1项）"],
        ["序号", "事项名称"],
        [1, "植树"],
        [2, "护林"],
    ]
    found, errors = read(sheet(rows))
    assert (errors, [row.name for row in found]) == ([], ["植树", "护林"])


def test_a_note_on_the_rows_that_are_not_listed_leaves_the_others():
    note = "办理栏写“取消”的，不列入清单"
    head = [*COORDINATION, "办理"]
    rows = [["配合履职事项意见汇总"], [note], head, [*RIVER, "保留"], [*STRAW, "取消"]]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in rows] == ["河道巡查"]


@pytest.mark.parametrize("head", ["责任单位科室", "承办科室", "部门 股室"])
def test_offices_before_their_sections_in_one_column_are_the_departments(head):
    rows = [
        ["配合履职事项"],
        ["序号", "事项名称", head, "部门职责", "乡镇职责"],
        [1, "河道巡查", "县水利局 河道股", "组织巡查。", "日常巡查。"],
        [2, "秸秆禁烧", "县农业农村局", "推广还田。", "发现火点。"],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [shares(row) for row in rows] == [
        [("县水利局", "组织巡查。")],
        [("县农业农村局", "推广还田。")],
    ]
    assert rows[0].content["responsibilities"][0]["internal_office"] == "河道股"


@pytest.mark.parametrize("inner", ["治安大队", "交警大队"])
def test_sections_that_sound_like_offices_are_sections(inner):
    rows = [
        ["县公安局收回事项"],
        ["序号", "事项名称", "承办科室", "工作方式"],
        [1, "旅馆登记检查", inner, "组织检查。"],
        [2, "危险路段巡逻", inner, "日常巡逻。"],
    ]
    rows, _errors = read(sheet(rows))
    for row in rows:
        [receiver] = row.content["responsibilities"]
        assert (receiver["department"], receiver["internal_office"]) == ("县公安局", inner)


def test_sections_of_one_department_alone_are_its_internal_offices():
    rows = [
        ["县水利局牵头配合履职事项"],
        ["序号", "事项名称", "承办科室", "我局职责", "乡镇职责"],
        [1, "河道巡查", "河道股", "组织巡查。", "日常巡查。"],
        [2, "山塘管护", "办公室", "组织检查。", "日常管护。"],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    offices = [row.content["responsibilities"][0]["internal_office"] for row in rows]
    assert offices == ["河道股", "办公室"]


def test_a_list_that_replaces_another_one_is_none_that_holds_no_longer():
    title = "配合履职事项清单（2025年版，2024年版同时停止执行）"
    rows, _errors = read(sheet([[title], COORDINATION, RIVER]))
    assert [row.name for row in rows] == ["河道巡查"]


@pytest.mark.parametrize(
    "total",
    [
        "本页合计",
        "本表小计",
        "该类共计",
        "合计2项：基本1、配合1",
        "总计2件（其中水利2）",
        "（以上1项）",
        "共1行",
        "共 1 条记录",
    ],
)
def test_the_total_of_a_page_is_no_item(total):
    rows, errors = read(sheet([["配合履职事项"], COORDINATION, RIVER, [total, "", "1项"], STRAW]))
    assert errors == []
    assert [row.name for row in rows] == ["河道巡查", "秸秆禁烧"]


@pytest.mark.parametrize("same", ["不作修改", "未调整", "不变"])
def test_a_new_list_that_says_over_all_columns_that_nothing_changes_keeps_the_old_texts(same):
    page = sheet(
        [
            ["配合履职事项对照表"],
            ["序号", "修改前", "", "", "", "修改后"],
            ["", *COORDINATION[1:], *COORDINATION[1:]],
            [1, *RIVER[1:], same],
        ],
        merged=[(2, 1, 3, 1), (2, 2, 2, 5), (2, 6, 2, 9), (4, 6, 4, 9)],
    )
    rows, errors = read(page)
    assert errors == []
    assert (rows[0].name, rows[0].content["township_duty"]) == ("河道巡查", "开展日常巡查。")
    assert shares(rows[0]) == [("县水利局", "组织巡查。")]


def test_an_old_and_a_new_wording_are_the_whole_head_of_a_list():
    rows, _errors = read(
        sheet(
            [
                ["基本履职事项调整对照表"],
                ["注：未采纳的不再列入本清单。"],
                ["原序号", "原清单表述", "调整后表述", "处理"],
                [1, "理论学习", "组织理论学习", "修改"],
                [2, "党员发展", "同左", "保留"],
                [3, "招商引资", "", "移出"],
                ["新", "", "摸排租住人员", "新增（不予采纳）"],
                ["新", "", "管好社区食堂", "新增"],
            ]
        )
    )
    assert [row.name for row in rows] == ["组织理论学习", "党员发展", "管好社区食堂"]


@pytest.mark.parametrize(
    ("written", "inner"),
    [
        ("县卫生健康局——基层卫生股", "基层卫生股"),
        ("县市场监督管理局城区监管支局", "城区监管支局"),
    ],
)
def test_a_division_behind_an_office_is_its_internal_office(written, inner):
    rows, _errors = read(
        sheet(
            [
                ["收回事项"],
                ["序号", "事项名称", "承接单位", "工作方式"],
                [1, "检查", written, "抽查。"],
            ]
        )
    )
    [share] = rows[0].content["responsibilities"]
    assert share["internal_office"] == inner
    assert share["role"] == ResponsibilityRole.RECEIVER


@pytest.mark.parametrize(
    ("head", "field"),
    [
        (["干什么", "谁家主管", "县里怎么办", "乡镇的活"], "coordination"),
        (["管什么事", "哪个部门牵头", "部门做", "请镇街做"], "coordination"),
        (["交回的事", "接收单位", "往后怎么办"], "reclaimed"),
        (["原来乡镇做的事", "收回后谁来办", "怎么办"], "reclaimed"),
        (["上收什么", "承接部门", "收回后"], "reclaimed"),
    ],
)
def test_heads_in_plain_speech_are_heads(head, field):
    rows = [["序号", *head], [1, *RIVER[1:]][: len(head) + 1], [2, *STRAW[1:]][: len(head) + 1]]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [(row.kind, row.name) for row in rows] == [(field, "河道巡查"), (field, "秸秆禁烧")]


def test_a_column_of_whose_name_both_kinds_know_asks_nothing_where_the_kind_is_told():
    head = ["事项名称", "单位", "角色", "单位职责", "乡镇职责"]
    rows = [["配合履职事项"], head]
    for name, office in (("河道巡查", "县水利局"), ("秸秆禁烧", "县农业农村局")):
        rows.append([name, office, "牵头", "组织检查、抽查。", "日常巡查。"])
    rows, errors = read(sheet(rows))
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "组织检查、抽查。")]


@pytest.mark.parametrize("office", ["县妇联负责", "县妇联", "县妇联职责"])
@pytest.mark.parametrize("places", [{}, {"places": PLACES}])
def test_a_column_under_one_offices_name_holds_its_duties(office, places):
    head = ["事项", office, "乡镇（街道）"]
    rows = [
        ["妇联事项"],
        head,
        ["家庭教育", "培训指导员", "推荐家长"],
        ["评选", "审定", "推荐候选户"],
    ]
    rows, errors = read(sheet(rows, "妇联"), **places)
    assert errors == []
    assert [shares(row) for row in rows] == [[("县妇联", "培训指导员")], [("县妇联", "审定")]]
    assert [row.content["township_duty"] for row in rows] == ["推荐家长", "推荐候选户"]


def test_words_in_merged_cells_before_the_numbers_are_categories():
    head = ["要素", *COORDINATION]
    rows = [["生态环境配合事项"], head, ["水", *RIVER], ["", *STRAW], ["气", 3, *STRAW[1:]]]
    rows[4][2] = "扬尘管控"
    rows, errors = read(sheet(rows, merged=[(3, 1, 4, 1)]))
    assert errors == []
    assert [row.content["category"] for row in rows] == ["水", "水", "气"]


def test_offices_in_merged_cells_before_the_numbers_are_no_categories():
    rows = [["基本履职事项"], ["站办", "序号", "事项"], ["党建办", 1, "学习"], ["", 2, "发展"]]
    rows.append(["经发办", 3, "招商"])
    rows, _errors = read(sheet(rows, merged=[(3, 1, 4, 1)]))
    assert not any(row.content.get("category") for row in rows)


def test_a_line_that_says_who_takes_over_names_the_receiver_and_brackets_its_office():
    head = ["编号", "收回的事", "工作方式（股室）"]
    rows = [["收回事项（按部门）"]]
    for office, name, way in (
        ("一、县林业局承接", "图斑绘制", "委托单位绘制（造林股）"),
        ("二、县水利局接收", "水库巡查", "由专人巡查（执法大队）"),
    ):
        rows += [[office, "", ""], head, [1, name, way]]
    rows, errors = read(sheet(rows, merged=[(2, 1, 2, 3), (5, 1, 5, 3)]))
    assert errors == []
    said = [row.content["responsibilities"][0] for row in rows]
    assert [(one["department"], one["internal_office"], one["method"]) for one in said] == [
        ("县林业局", "造林股", "委托单位绘制"),
        ("县水利局", "执法大队", "由专人巡查"),
    ]


def test_pages_of_two_halves_carry_a_category_over_from_half_to_half():
    rows = [
        ["基本履职事项清单", "", "", ""],
        ["序号", "事项", "序号", "事项"],
        ["一、党的建设", "", 3, "宣传教育"],
        [1, "理论学习", "二、平安法治", ""],
        [2, "党员发展", 4, "夜间巡逻"],
        ["第1页 本页4项", "", "", ""],
        ["序号", "事项", "序号", "事项"],
        [5, "矛盾调解", "三、民生服务", ""],
        [6, "普法宣传", 7, "养老探访"],
    ]
    merged = [(1, 1, 1, 4), (3, 1, 3, 2), (4, 3, 4, 4), (6, 1, 6, 4), (8, 3, 8, 4)]
    rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    told = {row.name: row.content["category"] for row in rows}
    assert told["宣传教育"] == "党的建设"
    assert told["矛盾调解"] == told["夜间巡逻"] == "平安法治"
    assert told["养老探访"] == "民生服务"


def test_departments_that_are_said_to_be_none_and_those_of_another_item():
    head = ["序号", "事项名称", "牵头部门", "部门职责", "乡镇职责", "配合部门"]
    rows = [
        ["配合事项"],
        head,
        [*RIVER, "无配合单位"],
        [2, "古树保护", "同第1项", "普查。", "看护。", ""],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [shares(row) for row in rows] == [[("县水利局", "组织巡查。")], [("县水利局", "普查。")]]


def test_all_townships_but_some_are_the_others():
    scope, wrong = PLACES.scope_in("城关镇、河口乡以外各乡镇")
    assert (scope["townships"], wrong) == (["3"], [])


def test_the_branch_in_a_title_is_named_whole():
    head = ["序号", "配合事项", "职责划分", "", "范围"]
    rows = [["市生态环境局示例县分局需乡镇配合事项"], head, ["", "", "分局", "乡镇（街道）", ""]]
    rows += [[1, "扬尘管控", "查处", "巡查", "全县"]]
    rows, errors = read(
        sheet(rows, merged=[(2, 3, 2, 4), (2, 1, 3, 1), (2, 2, 3, 2), (2, 5, 3, 5)])
    )
    assert errors == []
    assert shares(rows[0]) == [("市生态环境局示例县分局", "查处")]


@pytest.mark.parametrize(
    ("others", "label"), [("共同部门", "共同部门职责"), ("协办单位", "协办单位职责")]
)
def test_the_duty_of_the_others_has_its_own_column_or_label(others, label):
    head = ["序号", "事项名称", "牵头部门", others, "牵头部门职责", label, "乡镇职责"]
    row = [
        1,
        "河道巡查",
        "县水利局",
        "县公安局",
        "组织巡查，设牌。",
        "打击盗采、毁堤。",
        "日常巡查。",
    ]
    expected = [("县水利局", "组织巡查，设牌。"), ("县公安局", "打击盗采、毁堤。")]
    rows, errors = read(sheet([["配合事项"], head, row, [2, *row[1:]]]))
    assert shares(rows[0]) == expected
    card = [["配合履职事项登记表"], ["事项名称", row[1]], ["牵头部门", row[2], others, row[3]]]
    card += [["牵头部门职责", row[4]], [label, row[5]], ["乡镇职责", row[6]]]
    rows, errors = read(sheet(card))
    assert errors == []
    assert shares(rows[0]) == expected


def test_a_row_that_counts_on_from_the_one_above_is_its_rest():
    rows = [
        ["配合履职事项"],
        COORDINATION,
        [1, "河道管理范围内", "县水利局", "1.划定范围；", "巡查河道。"],
        ["", "违建排查", "", "2.依法查处。", ""],
        STRAW,
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in rows] == ["河道管理范围内违建排查", "秸秆禁烧"]
    assert shares(rows[0]) == [("县水利局", "1.划定范围；\n2.依法查处。")]


def test_a_row_with_everything_of_an_item_but_its_number_is_asked_about():
    lost = ["", "古树保护", "县林业局", "2.普查登记。", "看护。"]
    _rows, errors = read(sheet([["配合履职事项"], COORDINATION, RIVER, lost, STRAW]))
    assert errors == ["doubtful_row"]


NAMES = ["学习", "党员发展", "河道巡查"]


@pytest.mark.parametrize("signed", [[], ["城关镇党政办公室 2026年3月"]])
def test_names_right_under_a_title_of_basic_items_are_the_list(signed):
    rows, errors = read(sheet([[text] for text in ["城关镇基本履职事项（3项）", *NAMES, *signed]]))
    assert errors == []
    assert [row.name for row in rows] == NAMES


@pytest.mark.parametrize("title", ["配合履职事项", "基本履职事项工作要求", "工作安排"])
def test_lines_under_another_title_are_no_list(title):
    rows, errors = read(sheet([[text] for text in [title, *NAMES]]))
    assert (rows, errors) == ([], ["no_table"])


def test_two_lists_of_the_same_items_with_other_texts_are_asked_about():
    old = [COORDINATION, RIVER, STRAW, [3, "古树保护", "县林业局", "普查。", "看护。"]]
    new = [[*row[:3], f"{row[3]}并通报。", *row[4:]] for row in old[1:]]
    _rows, errors = read(
        sheet([["配合事项"], *old], "表1"), sheet([["配合事项"], old[0], *new], "表2")
    )
    assert errors == ["list_twice"]
    _rows, errors = read(
        sheet([["配合事项"], *old], "表1"), sheet([["配合事项"], old[0], new[0]], "表2")
    )
    assert errors == []


@pytest.mark.parametrize(
    ("note", "others"),
    [
        ("注：部门前标★的为牵头部门，其他为共同部门。", ResponsibilityRole.JOINT),
        ("带★者牵头，其余为配合部门", ResponsibilityRole.SUPPORT),
        ("牵头部门以★标注", ResponsibilityRole.JOINT),
    ],
)
def test_a_sign_before_a_department_is_the_role_that_a_note_explains(note, others):
    duty = "县水利局：调度水量。\n★县林业局：组织普查。"
    rows = [["配合事项"], COORDINATION]
    rows += [[1, "湿地巡护", "县水利局\n★县林业局", duty, "劝阻围垦。"], [note]]
    rows, errors = read(sheet(rows, merged=[(4, 1, 4, 5)]))
    assert errors == []
    said = [(one["department"], one["role"], one["duty"]) for one in shares_in_full(rows[0])]
    assert said == [
        ("县林业局", ResponsibilityRole.LEAD, "组织普查。"),
        ("县水利局", others, "调度水量。"),
    ]


def test_a_sign_behind_a_department_is_its_role_too():
    row = [1, "湿地巡护", "县水利局、县林业局（★）", "组织普查。", "劝阻围垦。"]
    rows, errors = read(sheet([["配合事项"], COORDINATION, row, ["注：标★的部门为牵头部门"]]))
    assert errors == []
    assert [one["department"] for one in shares_in_full(rows[0])] == ["县林业局", "县水利局"]


def test_a_note_says_that_the_first_leads_and_the_others_support():
    row = [1, "湿地巡护", "县林业局、县水利局", "组织普查。", "劝阻围垦。"]
    note = "说明：对应上级部门中第一个为牵头部门，其余为配合部门。"
    rows, errors = read(sheet([["配合事项"], COORDINATION, row, [note]]))
    assert errors == []
    roles = [one["role"] for one in shares_in_full(rows[0])]
    assert roles == [ResponsibilityRole.LEAD, ResponsibilityRole.SUPPORT]


def test_a_sign_that_no_note_explains_stays_with_the_name():
    row = [1, "湿地巡护", "县水利局\n★县林业局", "组织普查。", "劝阻围垦。"]
    rows, _errors = read(sheet([["配合事项"], COORDINATION, row]))
    assert [name for name, _duty in shares(rows[0])] == ["县水利局", "★县林业局"]


@pytest.mark.parametrize(
    ("written", "offices"),
    [
        ("卫生监督所", ["卫生监督所", ""]),
        ("卫生监督所、治安大队", ["卫生监督所", "治安大队"]),
        ("卫生监督所\n治安大队", ["卫生监督所", "治安大队"]),
    ],
)
def test_one_internal_office_of_several_receivers_is_the_firsts(written, offices):
    head = ["序号", "收回事项", "承接部门", "局里面的科室", "工作方式"]
    row = [1, "无证行医检查", "县卫生健康局、县公安局", written, "联合检查。"]
    rows, errors = read(sheet([["上级收回事项"], head, row]))
    assert errors == []
    assert [one["internal_office"] for one in shares_in_full(rows[0])] == offices


@pytest.mark.parametrize(
    ("method", "office"),
    [
        ("由社区矫正股负责，当日回复", "社区矫正股"),
        ("由局法规股具体承办", "法规股"),
        ("由局法规股直接受理", ""),
        ("由水文监测中心负责，每周比对", "水文监测中心"),
        ("由各股室分头办理", ""),
        ("由县科技局参加", ""),
        ("由第三方检测中心负责取样", ""),
        ("由乡镇农技站负责报数", ""),
        ("法规股派人到场", ""),
    ],
)
def test_a_way_of_working_may_say_first_which_internal_office_answers(method, office):
    head = ["序号", "收回事项", "承接部门", "工作方式"]
    rows, errors = read(sheet([["上级收回事项"], head, [1, "书面审查", "县司法局", method]]))
    assert errors == []
    [own] = shares_in_full(rows[0])
    assert (own["internal_office"], own["method"]) == (office, method)


def shares_in_full(row):
    return row.content["responsibilities"]


@pytest.mark.parametrize(
    "line",
    [
        "下列事项由县水利局全部收回，由表中股室具体承接，不再由乡镇办理。",
        "收回事项（原由城关镇、河口乡承担，现由县水利局承接）",
    ],
)
def test_a_sentence_above_names_who_takes_the_items_of_a_table_of_offices_back(line):
    head = ["承接股室（单位）", "序号", "收回的事项", "收回后如何开展"]
    rows = [["上级部门收回事项"], [line], head, ["水政股", 1, "取水检查", "上网抽查。"]]
    rows += [["", 2, "河道许可", "窗口受理。"]]
    rows, errors = read(sheet(rows, merged=[(1, 1, 1, 4), (2, 1, 2, 4), (4, 1, 5, 1)]))
    assert errors == []
    said = [shares_in_full(row)[0] for row in rows]
    assert [(one["department"], one["internal_office"], one["method"]) for one in said] == [
        ("县水利局", "水政股", "上网抽查。"),
        ("县水利局", "水政股", "窗口受理。"),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "牵头：县水利局\n职责：组织普查。\n协助：县公安局\n职责：查处盗采。",
        "牵头：县水利局。组织普查。\n协助：县公安局。查处盗采。",
        "牵头部门：县水利局，组织普查。\n协助部门：县公安局，查处盗采。",
    ],
)
def test_roles_before_offices_in_the_cell_of_their_duties(cell):
    head = ["序号", "事项名称", "乡镇配合什么", "上级部门及其职责"]
    rows, errors = read(sheet([["配合事项"], head, [1, "河道巡查", "日常巡查。", cell]]))
    assert errors == []
    said = [(one["department"], one["role"], one["duty"]) for one in shares_in_full(rows[0])]
    assert said == [
        ("县水利局", ResponsibilityRole.LEAD, "组织普查。"),
        ("县公安局", ResponsibilityRole.SUPPORT, "查处盗采。"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "牵头＝主要负责；配合＝按职责支持。一行一条。",
        "水利局办公室  王小禾  2026-04-15",
        "城关镇党工委　二〇二六年三月",
        "汇总人：王小禾　核对：老陈",
        "小计（项）",
    ],
)
def test_what_explains_roles_or_signs_below_the_items_is_none(line):
    rows, errors = read(sheet([["配合事项"], COORDINATION, RIVER, [], ["", line]]))
    assert (errors, len(rows)) == ([], 1)


def test_departments_under_a_word_for_duties_are_what_these_do():
    rows = [
        ["配合事项", "", "", "", "", ""],
        ["序号", "事项", "县级部门", "", "部门干什么", "", "乡镇干什么"],
        ["", "", "牵头", "共同", "牵头部门", "共同部门", ""],
        [1, "湿地巡护", "县林业局", "县水利局", "组织普查。", "调度水量。", "劝阻围垦。"],
    ]
    merged = [(1, 1, 1, 7), (2, 3, 2, 4), (2, 5, 2, 6), (2, 1, 3, 1), (2, 2, 3, 2), (2, 7, 3, 7)]
    rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    said = [(one["department"], one["role"], one["duty"]) for one in shares_in_full(rows[0])]
    assert said == [
        ("县林业局", ResponsibilityRole.LEAD, "组织普查。"),
        ("县水利局", ResponsibilityRole.JOINT, "调度水量。"),
    ]


def test_several_departments_in_columns_of_their_own_receive_with_their_own_ways():
    head = ["序号", "类型", "事项", "牵头部门（收回填承接部门）", "部门职责（收回填工作方式）"]
    head += ["配合部门1（收回填第二承接部门）", "配合部门1职责（收回填工作方式）"]
    head += ["配合部门2", "配合部门2职责", "乡镇职责", "承接科室"]
    rows = [["履职事项清单"], head]
    rows.append([1, "配合履职", "积水处置", "县住建局", "清掏管网", "县气象局", "发布预警"])
    rows[-1] += ["县公安局", "封控路段", "值守", ""]
    rows.append([2, "上级收回", "车位施划", "县公安局", "统一施划", "县城管局", "管理泊位"])
    rows[-1] += ["", "", "", "设施科"]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert shares(rows[0]) == [
        ("县住建局", "清掏管网"),
        ("县气象局", "发布预警"),
        ("县公安局", "封控路段"),
    ]
    assert shares(rows[1]) == [("县公安局", "统一施划"), ("县城管局", "管理泊位")]
    assert [one["internal_office"] for one in shares_in_full(rows[1])] == ["设施科", ""]


def test_a_form_of_all_kinds_has_examples_and_a_sheet_of_choices():
    head = ["序号", "类型", "事项", "配合事项填写", "", "", "", "", "收回事项填写", ""]
    below = ["", "", "", "主责部门", "主责部门职责", "协助部门", "协助部门职责", "乡镇（街道）职责"]
    rows = [["履职事项填报表"], head, [*below, "承接部门", "工作方式"]]
    rows.append(
        ["示例1", "配合履职", "某某排查（示例，请删去）", "某局", "负责某事", "", "", "协助"]
    )
    rows.append([1, "配合履职", "积水处置", "县住建局", "清掏管网", "县气象局", "发布预警", "值守"])
    rows.append([2, "上级收回", "车位施划", *[""] * 5, "县公安局", "统一施划"])
    merged = [(2, 4, 2, 8), (2, 9, 2, 10), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3)]
    choices = [["基本履职", "", "党的建设"], ["配合履职", "", "城乡建设"], ["上级收回", "", "其他"]]
    rows, errors = read(sheet(rows, merged=merged), sheet(choices, "选项"))
    assert errors == []
    assert [row.name for row in rows] == ["积水处置", "车位施划"]
    assert shares(rows[0]) == [("县住建局", "清掏管网"), ("县气象局", "发布预警")]
    assert rows[0].content["township_duty"] == "值守"


def test_what_heads_every_page_begins_no_list_of_its_own():
    page, head = "河口乡履行职责事项清单", COORDINATION
    rows = [[page], ["目 录"], ["— 1 —"], [page], ["二、配合履职事项清单"], head]
    rows.append(["（一）城乡建设（2项）"])
    rows.append([1, "积水处置", "县住建局\n县气象局", "县住建局：1.清掏；\n2.抢修；", "1.值守；"])
    rows += [["— 2 —"], [page], head]
    rows.append(["", "", "", "3.排涝。\n县气象局：预报。", "2.转移。"])
    rows += [[2, "车位施划", "县公安局", "统一施划。", "劝导。"], ["— 3 —"]]
    merged = [(7, 1, 7, 5)]
    rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert [row.content["category"] for row in rows] == ["城乡建设", "城乡建设"]
    assert shares(rows[0]) == [("县住建局", "1.清掏；\n2.抢修；\n3.排涝。"), ("县气象局", "预报。")]
    assert rows[0].content["township_duty"] == "1.值守；\n2.转移。"


def test_heads_of_everyday_words_over_short_categories_and_duties_behind_strokes():
    head = ["归口", "事", "找谁", "他们做什么", "我们做什么", "哪些地方"]
    duty = "县住建局——清掏管网；县气象局——发布预警"
    rows = [head, ["城建", "积水处置", "县住建局、县气象局", duty, "值守", "河口乡"]]
    rows.append(["〃", "车位施划", "县公安局", "统一施划", "劝导", ""])
    rows.append(["社会", "敬老", "县民政局", "发放津贴", "走访", ""])
    rows.append(["农口", "湿地巡护", "县林业局", "普查", "巡护", ""])
    rows, errors = read(sheet(rows), places=PLACES)
    assert errors == []
    assert [row.content["category"] for row in rows] == ["城建", "城建", "社会", "农口"]
    assert shares(rows[0]) == [("县住建局", "清掏管网"), ("县气象局", "发布预警")]
    assert rows[0].content["township_duty"] == "值守"
    assert rows[0].texts["scope"] == "河口乡"


def test_a_list_of_one_office_says_in_its_heads_what_it_and_others_do():
    head = ["编号", "类型", "事项", "民政局干什么", "别的单位及职责", "乡镇职责", "收回后方式"]
    rows = [["县民政局"], head]
    rows.append(["1", "配合履职", "敬老", "发放津贴", "县财政局：拨付资金", "走访", "/"])
    rows.append(["2", "上级部门收回", "殡葬检查", "/", "/", "/", "上门检查"])
    rows, errors = read(sheet(rows))
    assert [error for error in errors if error != "unknown_department"] == []
    assert shares(rows[0]) == [("民政局", "发放津贴"), ("县财政局", "拨付资金")]
    assert shares(rows[1]) == [("民政局", "上门检查")]


def test_a_list_without_a_known_word_over_its_names_says_its_kinds_in_plain_words():
    rows = [["性质", "内容", "林业局干什么（收回的写怎么办）", "乡镇干什么"]]
    rows.append(
        ["配合我局", "古树名木保护管理", "普查登记，挂牌建档", "落实养护责任，发现损害报告"]
    )
    rows.append(
        ["配合我局", "森林防火巡护工作", "组织扑救，配发装备", "开展日常巡护，及时报告火情"]
    )
    rows.append(["乡镇自己的", "组织护林员队伍培训"])
    rows.append(["我局收回", "木材加工点检查", "每季上门检查，不再由乡镇陪同"])
    rows += [[], ["", "林业局 王小禾 11.12"]]
    rows, errors = read(sheet(rows, "林业"))
    assert [error for error in errors if error != "unknown_department"] == []
    kinds = [Kind.COORDINATION, Kind.COORDINATION, Kind.BASIC, Kind.RECLAIMED]
    assert [row.kind for row in rows] == kinds
    assert shares(rows[3]) == [("林业局", "每季上门检查，不再由乡镇陪同")]


def test_a_further_department_has_its_way_of_working_in_a_column_of_its_own():
    head = ["序号", "类型", "事项", "部门1", "部门1职责", "部门2", "部门2职责", "乡镇职责"]
    rows = [["履职事项清单"], [*head, "部门1工作方式", "部门2工作方式"]]
    rows.append([1, "配合履职", "积水处置", "县住建局", "清掏管网", "县气象局", "发布预警", "值守"])
    rows.append([2, "上级收回", "车位施划", "县公安局", "", "县城管局", "", ""])
    rows[-1] += ["统一施划", "管理泊位"]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert shares(rows[0]) == [("县住建局", "清掏管网"), ("县气象局", "发布预警")]
    assert shares(rows[1]) == [("县公安局", "统一施划"), ("县城管局", "管理泊位")]


@pytest.mark.parametrize(
    ("note", "roles"),
    [
        ("填报时间：2026年5月", ["lead", "support"]),
        ("说明：“主”是牵头单位，“协”是配合单位。", ["lead", "support"]),
        ("说明：“主”是牵头单位，“协”是共同责任单位。", ["lead", "joint"]),
        ("一个部门一行；E列：主＝牵头，协＝共同承担", ["lead", "joint"]),
    ],
)
def test_letters_for_roles_are_what_the_file_says_of_them(note, roles):
    head = ["编号", "领域", "事项", "单位", "主/协", "部门职责", "乡镇职责"]
    item = [["农-01", "林业", "湿地巡护", "县林业局", "主", "组织普查。", "开展巡护。"]]
    item += [["", "", "", "县水利局", "协", "调度水量。", ""]]
    rows, errors = read(sheet([["配合履职事项清单"], [note], head, *item]))
    assert errors == []
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    assert [one["role"] for one in shares_in_full(rows[0])] == roles


def test_sections_of_an_office_s_roles_are_no_categories():
    head = ["序号", "事项名称", "主办", "会办", "部门职责", "乡镇职责"]
    led = [1, "湿地巡护", "县林业局", "县水利局", "县林业局：普查。\n县水利局：调水。", "巡护。"]
    joined = [1, "河道巡查", "县水利局", "县林业局", "县水利局：巡查。\n县林业局：护岸。", "报告。"]
    sections = ["一、我局牵头事项（乡镇配合）", "二、外单位牵头、我局参与办理的事项（请镇街协助）"]
    rows, errors = read(
        sheet([["县林业局事项表"], [sections[0]], head, led, [], [sections[1]], head, joined])
    )
    assert errors == []
    assert [row.kind for row in rows] == [Kind.COORDINATION] * 2
    assert [row.content.get("category", "") for row in rows] == ["", ""]
    assert shares(rows[1]) == [("县水利局", "巡查。"), ("县林业局", "护岸。")]
    assert [one["role"] for one in shares_in_full(rows[1])] == ["lead", "joint"]


OWN = ["序号", "事项名称", "牵头部门", "我局角色", "我局职责", "乡镇配合职责"]
OF_OTHERS = [
    [1, "调解员培训", "县司法局", "牵头", "办班授课。", "推荐人选。"],
    [2, "警民联合调解", "县公安局", "共同", "派调解员驻所。", "劝双方到场。"],
    [3, "校园普法宣传", "县教育局、县妇联", "配合", "选派讲师。", "联系家长。"],
]


def test_an_office_s_own_role_and_duty_in_an_item_that_another_leads():
    above = [["配合履职事项征求意见表"], ["填报单位：县司法局　经办：王芳"], ["说明：红字为新增。"]]
    rows, _errors = read(sheet([*above, OWN, *OF_OTHERS]))
    told = []
    for row in rows:
        told.append([(one["department"], one["role"], one["duty"]) for one in shares_in_full(row)])
    lead, joint, support = "lead", "joint", "support"
    assert told == [
        [("县司法局", lead, "办班授课。")],
        [("县公安局", lead, ""), ("县司法局", joint, "派调解员驻所。")],
        [("县教育局", lead, ""), ("县妇联", joint, ""), ("县司法局", support, "选派讲师。")],
    ]


def test_an_own_role_of_an_office_nobody_names_or_that_nobody_knows_is_asked_about():
    rows, errors = read(sheet([["配合履职事项征求意见表"], OWN, *OF_OTHERS]))
    assert [name for name, _duty in shares(rows[1])] == ["县公安局", "我局"]
    assert sorted(errors) == ["missing_department_duty"] * 2 + ["odd_department"] * 2
    odd = [4, "法治公园建设", "县住建局", "视情", "提供展板。", "选址。"]
    rows, errors = read(sheet([["配合履职事项表"], ["填报单位：县司法局"], OWN, odd]))
    assert [name for name, _duty in shares(rows[0])] == ["县住建局", "我局"]
    assert "odd_department" in errors


@pytest.mark.parametrize(
    ("author", "itself"),
    [("市生态环境局示例县分局", "分局"), ("县林业局", "我局"), ("县林业局", "分局")],
)
def test_what_an_office_calls_itself_in_its_own_list_is_its_name(author, itself):
    duty = f"{itself}：组织普查。\n县水利局职责：调度水量，并向{itself}通报。"
    row = [1, "湿地巡护", f"{itself}\n县水利局", duty, "开展巡护。"]
    rows, _errors = read(sheet([[author], ["关于报送配合履职事项的说明"], [], COORDINATION, row]))
    own = itself if author == "县林业局" and itself == "分局" else author
    assert shares(rows[0]) == [(own, "组织普查。"), ("县水利局", f"调度水量，并向{itself}通报。")]


@pytest.mark.parametrize(
    ("duty", "first"),
    [
        ("县林业局：组织普查；县水利局：调度水量", "组织普查"),
        ("县林业局：组织普查；县水利局：调度水量。", "组织普查；"),
        ("县林业局：1.组织普查；\n2.建立档案；\n县水利局：调度水量", "1.组织普查；\n2.建立档案"),
        ("县林业局：组织普查。县水利局：调度水量", "组织普查。"),
    ],
)
def test_a_sign_that_only_sets_the_shares_of_departments_apart_is_of_none(duty, first):
    row = [1, "湿地巡护", "县林业局\n县水利局", duty, "开展巡护。"]
    rows, errors = read(sheet([["配合事项"], COORDINATION, row]))
    assert errors == []
    assert shares(rows[0])[0] == ("县林业局", first)


BEHIND_NAMES = [
    ["序号", "收回事项", "工作方式"],
    [1, "渡口巡查【县水利局　河道股】", "每月抽查。"],
    [2, "电梯抽检【县市场监管局】", "委托检测。"],
    [3, "维权走访【县妇联　权益部】", "由部门走访。"],
    [4, "普法（试行）【县司法局】", "统一组织。"],
]


@pytest.mark.parametrize("signs", ["【】", "（）", "〔〕"])
def test_departments_may_stand_in_brackets_behind_the_names(signs):
    boxed = str.maketrans("【】", signs)
    told = [[str(text).translate(boxed) for text in row] for row in BEHIND_NAMES]
    rows, errors = read(sheet(told))
    assert errors == []
    assert [row.name for row in rows] == ["渡口巡查", "电梯抽检", "维权走访", "普法（试行）"]
    assert [(one["department"], one["internal_office"]) for one in map(only_share, rows)] == [
        ("县水利局", "河道股"),
        ("县市场监管局", ""),
        ("县妇联", "权益部"),
        ("县司法局", ""),
    ]


def only_share(row):
    [share] = row.content["responsibilities"]
    return share


def test_offices_behind_a_few_names_belong_to_these():
    rows = [*BEHIND_NAMES[:2], [2, "电梯抽检", "委托检测。"], [3, "普法", "统一组织。"]]
    rows, errors = read(sheet(rows))
    assert errors
    assert rows[0].name == "渡口巡查【县水利局　河道股】"


def test_a_count_of_items_may_stand_over_two_cells_of_tables_beside_each_other():
    rows = [
        ["基本履职事项", "", "配合履职事项", "", "", "", ""],
        ["序号", "事项名称", "序号", "事项名称", "牵头部门", "部门职责", "乡镇职责"],
        [1, "培养村级后备干部", 1, "湿地巡护", "县林业局", "组织普查。", "劝阻围垦。"],
        [2, "做好信访接待", "", "", "", "", ""],
        [2, "项", 1, "项", "", "", ""],
    ]
    rows, errors = read(sheet(rows, "合并表", [(1, 1, 1, 2), (1, 3, 1, 7)]))
    assert errors == []
    assert sorted(row.name for row in rows) == ["做好信访接待", "培养村级后备干部", "湿地巡护"]


def broken_names(*rows, total="", section="一、生态环保（2项）"):
    """(names, errors) of a list of basic items with a column of categories or a section's row."""
    head = ["序号", "事项名称"]
    page = [["基本履职事项"], head, [section], [1, "劝导群众文明"], *rows, [2, "巡查河道"]]
    read_rows, errors = read(sheet([*page, [total]], merged=[(3, 1, 3, 2)]))
    return [row.name for row in read_rows], errors


@pytest.mark.parametrize(
    ("section", "total"),
    [("一、生态环保（2项）", ""), ("一、生态环保", "（以上2项）"), ("一、生态环保", "合计：2项")],
)
def test_a_name_alone_beyond_the_number_of_items_is_the_rest_of_one(section, total):
    names, errors = broken_names(["", "祭扫先人"], section=section, total=total)
    assert (names, errors) == (["劝导群众文明祭扫先人", "巡查河道"], [])


@pytest.mark.parametrize(
    ("rest", "section"),
    [
        ("祭扫先人", "一、生态环保"),
        ("祭扫先人", "一、生态环保（3项）"),
        ("开展祭扫", "一、生态环保（2项）"),
    ],
)
def test_a_name_alone_that_may_be_a_further_item_is_asked_about(rest, section):
    names, errors = broken_names(["", rest], section=section)
    assert names == ["劝导群众文明", "巡查河道"]
    assert "doubtful_row" in errors


@pytest.mark.parametrize(
    "signed", ["示例县委机构编制部门（盖章）", "白水镇人民政府（盖章）2026年4月10日"]
)
def test_what_stands_below_a_total_is_no_rest_of_a_name(signed):
    rows = [["基本履职事项"], ["序号", "事项名称"], [1, "劝导群众祭扫"], [2, "巡查河道"]]
    rows, _errors = read(sheet([*rows, ["", "（以上2项）"], ["", signed]]))
    assert [row.name for row in rows] == ["劝导群众祭扫", "巡查河道"]


@pytest.mark.parametrize("carried", ["", "1"])
def test_words_at_a_pages_end_and_beginning_are_no_item(carried):
    head = ["序号", "事项名称", "户数"]
    rows = [["基本履职事项"], head, [1, "劝导群众祭扫", "1"], ["", "过次页", carried]]
    rows += [["", "承前页", carried], [2, "巡查河道", "1"], ["", "（共2项）", ""]]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in rows] == ["劝导群众祭扫", "巡查河道"]


def test_two_characters_without_a_number_or_a_category_are_no_item():
    rows = [
        ["收回事项"],
        ["序号", "事项名称", "承接部门", "工作方式", "类别"],
        [1, "农村公路护栏", "县交通运输局", "委托养护。", "城乡建设"],
        ["", "更换", "", "", ""],
        [2, "取水计量检查", "县水利局", "组织抽查。", "城乡建设"],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.name for row in rows] == ["农村公路护栏更换", "取水计量检查"]


def test_the_category_of_all_items_stands_beside_who_hands_them_in():
    rows = [
        ["县林业局需乡镇配合事项反馈表"],
        ["填报单位：县林业局", "所属类别：生态环保", "", "单位：项"],
        ["序号", "事项名称", "我局职责", "乡镇（街道）配合职责"],
        [1, "森林防火", "调度扑火队。", "疏散群众。"],
        [2, "候鸟保护", "救护伤病候鸟。", "劝阻拉网。"],
    ]
    items, errors = read(sheet(rows))
    assert errors == []
    assert [item.content["category"] for item in items] == ["生态环保"] * 2
    assert [shares(item)[0][0] for item in items] == ["县林业局"] * 2


def test_the_category_of_all_items_stands_in_one_cell_with_other_labels():
    rows = [
        ["示例县乡镇（街道）配合履职事项清单"],
        ["类别：生态环保　　　适用范围：全县各乡镇（街道）"],
        COORDINATION,
        [1, "森林防火", "县林业局", "调度扑火队。", "疏散群众。"],
        [2, "候鸟保护", "县林业局", "救护伤病候鸟。", "劝阻拉网。"],
    ]
    items, errors = read(sheet(rows, merged=[(1, 1, 1, 5), (2, 1, 2, 5)]))
    assert errors == []
    assert [item.content["category"] for item in items] == ["生态环保"] * 2


@pytest.mark.parametrize(
    "below",
    [
        "第2页（完）",
        "第3页 完  制表：李某",
        "本类共2件    填表：李某   审核：",
        "合计：基本1件，配合1项",
        "导出：信息中心 李某 20260101",
        "打表：李某某 6220000",
        "填表 李某",
        "—— 河口乡综合办 李某 2026.1.5",
        "本部门没有",
    ],
)
def test_what_ends_a_page_or_a_table_is_no_item(below):
    rows = [["配合履职事项清单"], COORDINATION, RIVER, STRAW, [below]]
    rows, errors = read(sheet(rows, merged=[(5, 1, 5, 5)]))
    assert errors == []
    assert [row.name for row in rows] == ["河道巡查", "秸秆禁烧"]


@pytest.mark.parametrize(
    ("department", "township"),
    [
        ("部门担的", "乡镇担的"),
        ("局里承担的", "镇里承担的"),
        ("部门承担", "镇街承担"),
        ("该单位承担", "乡镇（街道）承担"),
    ],
)
def test_what_a_side_takes_on_is_its_duty(department, township):
    head = ["号", "事项叫法", "哪个部门", department, township]
    rows, errors = read(sheet([["配合履职事项"], head, RIVER, STRAW]))
    assert errors == []
    assert rows[0].content["township_duty"] == "开展日常巡查。"
    assert shares(rows[0]) == [("县水利局", "组织巡查。")]


@pytest.mark.parametrize("head", ["镇街承担", "乡镇负责", "乡镇职责"])
def test_ticks_are_nobodys_duty(head):
    rows = [["配合履职事项"], ["序号", "事项名称", "对应上级部门", "部门职责", head]]
    rows += [[*RIVER[:-1], "√"], STRAW]
    assert read(sheet(rows))[1] == ["half_sentence"]


def test_whether_townships_do_it_is_no_duty():
    head = ["序号", "事项名称", "对应上级部门", "部门职责", "是否由乡镇承担", "乡镇承担"]
    rows = [[*row[:-1], "是", row[-1]] for row in (RIVER, STRAW)]
    rows, errors = read(sheet([["配合履职事项"], head, *rows]))
    assert errors == []
    assert rows[0].content["township_duty"] == "开展日常巡查。"


def test_who_takes_an_item_over_and_how_stand_under_one_word():
    rows = [
        ["上级部门收回事项"],
        ["号", "事项", "接过去的单位和怎么办"],
        [1, "犬只登记", "县公安局：到派出所窗口办理"],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert shares(rows[0]) == [("县公安局", "到派出所窗口办理")]


def test_a_numbered_line_says_in_brackets_of_which_kind_its_items_are():
    rows = [
        ["配合和收回事项对照表"],
        ["甲、请乡镇帮忙的（配合履职）"],
        COORDINATION,
        RIVER,
        ["乙、部门自己做的（上级部门收回）"],
        ["序号", "事项名称", "承接部门", "工作方式", "哪个股室"],
        [1, "取水核验", "县水利局", "三方验收。", "水资源股"],
        [2, "河道划界", "县水利局", "委托测绘。", "（未明确）"],
    ]
    rows, errors = read(sheet(rows, merged=[(1, 1, 1, 5), (2, 1, 2, 5), (5, 1, 5, 5)]))
    assert errors == []
    kinds = [Kind.COORDINATION, Kind.RECLAIMED, Kind.RECLAIMED]
    assert [row.kind for row in rows] == kinds
    offices = [row.content["responsibilities"][0]["internal_office"] for row in rows]
    assert offices == ["", "水资源股", ""]


@pytest.mark.parametrize("word", ["牵头的", "牵头部门"])
def test_a_column_says_which_of_the_departments_across_leads(word):
    rows = [
        ["配合履职事项"],
        ["号", "事项", word, "部门职责", "", "", "乡镇职责"],
        ["", "", "", "公安局", "水利局", "民政局", ""],
        [1, "溺水预防", "水利局", "处置警情", "设立警示", "-", "日常巡查"],
        [2, "流浪救助", "民政局", "核查身份", "-", "-", "发现报告"],
    ]
    merged = [(2, column, 3, column) for column in (1, 2, 3, 7)] + [(2, 4, 2, 6)]
    rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert shares(rows[0]) == [("水利局", "设立警示"), ("公安局", "处置警情")]
    assert shares(rows[1]) == [("民政局", ""), ("公安局", "核查身份")]
    roles = [one["role"] for one in rows[0].content["responsibilities"]]
    assert roles == [ResponsibilityRole.LEAD, ResponsibilityRole.JOINT]


def test_a_bracket_behind_the_places_of_a_footnote_is_no_place():
    rows = [
        ["基本履职事项清单"],
        ["序号", "类别", "事项名称"],
        [1, "生态环保", "巡查河面*"],
        [2, "生态环保", "管护山林"],
        ["*　仅城关镇、河口乡（沿河两乡镇）承担。"],
    ]
    rows, errors = read(sheet(rows, merged=[(5, 1, 5, 3)]), places=PLACES)
    assert errors == []
    content, wrong = PLACES.scope_in(rows[0].texts["scope"])
    assert (content["townships"], wrong) == (["1", "2"], [])


def test_sections_of_a_department_head_its_duties_and_stand_behind_a_blank():
    rows = [
        ["配合履职事项清单"],
        COORDINATION,
        ["A 公共卫生"],
        [
            1,
            "宴席备案",
            "县市场监督管理局 餐饮股\n县卫生健康局 应急办",
            "餐饮股：抽检食材。\n应急办：救治中毒人员。",
            "提醒备案。",
        ],
    ]
    rows, errors = read(sheet(rows, merged=[(3, 1, 3, 5)]))
    assert errors == []
    assert rows[0].content["category"] == "公共卫生"
    assert shares(rows[0]) == [
        ("县市场监督管理局", "抽检食材。"),
        ("县卫生健康局", "救治中毒人员。"),
    ]
    offices = [one["internal_office"] for one in rows[0].content["responsibilities"]]
    assert offices == ["餐饮股", "应急办"]


@pytest.mark.parametrize(
    "said",
    [
        "承接单位：县公安局\n方式：派出所窗口办理",
        "县公安局收回。办法：派出所窗口办理",
    ],
)
def test_who_does_an_item_from_now_on_and_how_stand_in_one_cell(said):
    head = ["序号", "事项", "收回后由谁办、怎么办"]
    rows, errors = read(sheet([["上级部门收回事项"], head, [1, "犬只登记", said]]))
    assert errors == []
    assert shares(rows[0]) == [("县公安局", "派出所窗口办理")]


def test_heads_ask_what_a_named_department_does():
    rows = [
        ["县水利局牵头、乡镇配合的事项"],
        ["顺号", "归哪一类", "配合做什么", "水利局做什么", "乡镇搭手的内容"],
        [1, "生态环保", "河道巡查", "组织巡查。", "日常巡查。"],
        [2, "平安法治", "防汛抢险", "调度水源。", "转移群众。"],
    ]
    rows, errors = read(sheet(rows))
    assert errors == []
    assert [row.content["category"] for row in rows] == ["生态环保", "平安法治"]
    assert [row.name for row in rows] == ["河道巡查", "防汛抢险"]
    assert [row.content["township_duty"] for row in rows] == ["日常巡查。", "转移群众。"]


def test_a_column_of_duties_of_one_kind_and_ways_of_working_of_another_beside_an_old_list():
    head = ["事项名称", "部门", "部门职责/收回的工作方式", "我镇职责"]
    rows = [
        ["履职事项修改前后对照表"],
        ["序号", "清单种类", "修改前", "", "", "", "修改后", "", "", ""],
        ["", "", *head, *head],
        [1, "配合", "河道巡查", "县水利局", "组织巡查", "报告", "同左"],
        [2, "收回", "取水核验", "县水利局", "抽查", "无", "取水核验", "县水利局", "网上核验", "无"],
    ]
    merged = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 6), (2, 7, 2, 10), (4, 7, 4, 10)]
    rows, errors = read(sheet(rows, merged=merged))
    assert errors == []
    assert shares(rows[0]) == [("县水利局", "组织巡查")]
    assert shares(rows[1]) == [("县水利局", "网上核验")]


CARDS = [
    ["乡里的就是基本履职，帮忙的就是配合履职，交走的就是上级部门收回。"],
    ["卡01  救助困难职工"],
    ["哪类", "帮忙的"],
    ["归口", "党建群团"],
    ["部门", "县民政局、县妇联"],
    ["部门职责", "县民政局：认定\n县妇联：慰问"],
    ["乡里职责", "报送名单"],
    ["卡02  查处陡坡开垦"],
    ["哪类", "交走的"],
    ["归口", "生态建设"],
    ["接手部门", "县水利局"],
    ["收回后怎么管", "按图斑核查"],
    ["卡03  巡查山林"],
    ["哪类", "乡里的"],
    ["归口", "生态建设"],
    ["部门", "无"],
    ["部门职责", "-"],
]


def test_cards_below_a_numbered_name_say_the_kind_in_words_that_are_explained():
    merged = [(row, 1, row, 2) for row in (1, 2, 8, 13)]
    rows, errors = read(sheet(CARDS, merged=merged))
    assert errors == []
    assert [(row.kind, row.name, row.content["category"]) for row in rows] == [
        (Kind.COORDINATION, "救助困难职工", "党建群团"),
        (Kind.RECLAIMED, "查处陡坡开垦", "生态建设"),
        (Kind.BASIC, "巡查山林", "生态建设"),
    ]
    assert shares(rows[0]) == [("县民政局", "认定"), ("县妇联", "慰问")]
    assert shares(rows[1]) == [("县水利局", "按图斑核查")]


def test_a_row_of_dittos_is_a_department_s_own_on_the_next_page_too():
    head = ["序号", "类别", "事项名称", "承担部门", "分工", "部门职责", "乡镇职责"]
    rows = [
        ["示例县配合履职事项明细"],
        head,
        [1, "民生", "适配辅具", "县残联", "主办", "组织评估。", "通知到场。"],
        ["〃", "〃", "〃", "县卫健局", "协办", "出具意见。", "〃"],
        [2, "〃", "检查民宿", "县文旅局", "主办", "建立名录。", "带路到点。"],
        ["", "", "", "", "", "（转下页）"],
        head,
        [2, "民生", "检查民宿（接上页）", "县公安局", "协办", "核查登记。", "（接上页）"],
        ["〃", "〃", "〃", "县消防大队", "协办", "检查设施。", "〃"],
    ]
    found, errors = read(sheet(rows))
    assert errors == []
    assert [(row.name, row.content["township_duty"], shares(row)) for row in found] == [
        ("适配辅具", "通知到场。", [("县残联", "组织评估。"), ("县卫健局", "出具意见。")]),
        (
            "检查民宿",
            "带路到点。",
            [("县文旅局", "建立名录。"), ("县公安局", "核查登记。"), ("县消防大队", "检查设施。")],
        ),
    ]


def test_what_a_department_hands_in_has_a_table_of_each_kind_under_its_name():
    rows = [
        ["报送表"],
        ["主责部门（盖章）：县水利局", "", "", "", "报送日期：2026.2.26"],
        ["一、请乡镇（街道）配合的"],
        ["序", "事项", "本部门职责", "其他共同部门及其职责", "请乡镇做的"],
        [1, "调度放水", "编制计划。", "县财政局：核拨资金", "协调次序。"],
        ["二、本部门收回、不再交给乡镇的"],
        ["序", "事项", "收回后怎么办"],
        [1, "审查种植", "现场划线后审查。"],
        [2, "（以下空白）"],
        ["", "无（零报告）"],
    ]
    found, errors = read(sheet(rows, "水利"))
    assert errors == []
    assert [(row.kind, row.name, shares(row)) for row in found] == [
        (
            Kind.COORDINATION,
            "调度放水",
            [("县水利局", "编制计划。"), ("县财政局", "核拨资金")],
        ),
        (Kind.RECLAIMED, "审查种植", [("县水利局", "现场划线后审查。")]),
    ]


def test_the_title_of_each_table_names_a_category_and_the_kind():
    head = ["编号", "事项", "我局做什么", "乡镇做什么"]
    rows = [
        ["示例县水利局"],
        ["表一　防汛抗旱类：请乡镇（街道）配合（我局牵头）"],
        head,
        [1, "山塘巡查", "鉴定险情。", "日常巡查。"],
        [],
        ["表二　河湖管理类：请乡镇（街道）配合（我局牵头）"],
        head,
        [1, "水面保洁", "组织打捞。", "清理岸边。"],
        [],
        ["表三　防汛抗旱类：我局已收回"],
        ["编号", "事项", "今后怎么办"],
        [1, "大坝检测", "委托机构检测。"],
        ["县水利局农水股　电话0999-5200001"],
    ]
    found, errors = read(sheet(rows))
    assert errors == []
    assert [(row.kind, row.content["category"], row.name) for row in found] == [
        (Kind.COORDINATION, "防汛抗旱", "山塘巡查"),
        (Kind.COORDINATION, "河湖管理", "水面保洁"),
        (Kind.RECLAIMED, "防汛抗旱", "大坝检测"),
    ]


def test_names_in_two_halves_stand_under_marked_categories_and_a_kind_with_its_count():
    head = ["序号", "事项名称", "序号", "事项名称"]
    rows = [
        ["一、街道自己办的（基本履职）3项"],
        head,
        ["★城管执法"],
        [1, "沿街清扫", 2, "楼道整治"],
        ["★养老托幼"],
        [3, "助餐登记", "", ""],
        ["二、上级部门收回去的3项"],
        head,
        ["★城管执法"],
        [4, "招牌检测", 5, "油烟监测"],
        ["★养老托幼"],
        [6, "机构评定", "", ""],
    ]
    across = [(row, 1, row, 4) for row in (3, 5, 9, 11)]
    found, _errors = read(sheet(rows, merged=across))
    assert [(row.kind, row.content["category"], row.name) for row in found] == [
        (Kind.BASIC, "城管执法", "沿街清扫"),
        (Kind.BASIC, "城管执法", "楼道整治"),
        (Kind.BASIC, "养老托幼", "助餐登记"),
        (Kind.RECLAIMED, "城管执法", "招牌检测"),
        (Kind.RECLAIMED, "城管执法", "油烟监测"),
        (Kind.RECLAIMED, "养老托幼", "机构评定"),
    ]


@pytest.mark.parametrize(
    ("number", "name"), [("样张", "慰问老人"), ("配-0", "慰问老人（样）"), ("配-0", "慰问老人")]
)
def test_a_sample_card_before_the_others_is_no_item(number, name):
    def card(number, name):
        named = [["编号", number], ["类别", "民生"], ["事项名称", name], ["牵头部门", "县民政局"]]
        return [*named, ["部门职责", "提供名单"], ["本镇配合", "上门"], [""]]

    rows, _errors = read(sheet([["配合履职卡片"], *card(number, name), *card("配-1", "救助职工")]))
    is_sample = number == "样张" or name.endswith("（样）")
    assert len(rows) == 2 - is_sample


def test_a_card_that_is_not_read_before_those_that_are_is_an_error():
    cards = [*CARDS[:2], ["乡里职责", "报送名单", "另见"], *CARDS[7:]]
    _rows, errors = read(sheet(cards, merged=[(1, 1, 1, 2)]))
    assert "stray_cell" in errors


def test_a_head_of_three_rows_counts_those_who_support_each_over_who_and_what():
    rows = [
        ["基本情况", "", "", "县级职责", "", "", "", "", "", "乡镇职责"],
        ["", "", "", "牵头", "", "配合（一）", "", "配合（二）", "", ""],
        ["序号", "类别", "事项", *["单位", "干什么"] * 3, "干什么"],
        ["1", "水利", "河道巡查", "县水利局", "清淤", "县公安局", "查处", "／", "／", "巡查"],
        [
            "2",
            "水利",
            "堤坝除草",
            "县水利局",
            "规划",
            "县林业局",
            "指导",
            "县财政局",
            "拨款",
            "除草",
        ],
    ]
    merged = [(1, 1, 1, 3), (1, 4, 1, 9), (2, 4, 2, 5), (2, 6, 2, 7), (2, 8, 2, 9)]
    items, errors = read(sheet(rows, merged=merged))
    assert errors == []
    named = [("县水利局", "规划"), ("县林业局", "指导"), ("县财政局", "拨款")]
    assert [shares(item) for item in items] == [[("县水利局", "清淤"), ("县公安局", "查处")], named]
    assert [item.texts["township_duty"] for item in items] == ["巡查", "除草"]
