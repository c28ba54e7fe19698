"""What files say of townships row by row, of departments by signs, and of three lists abreast, each
kind in a small sheet of our own.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.recognition.departments import split_departments
from items.imports.recognition.joining import joined_places
from items.imports.recognition.legend import HELPING, LEADING, explained
from items.imports.recognition.rows import rows_of
from items.imports.recognition.scope_texts import PlaceNames
from items.imports.recognition.tables import read_tables
from items.models import Kind
from tests.imports.test_other_hands import PLACES, read, sheet

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


def test_groups_that_are_not_merged_have_their_words_below_them_too():
    rows, errors = read(sheet(OPINIONS))
    assert errors == []
    assert [row.name for row in rows] == ["取水计量检查", "兽药抽样检验"]


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


@pytest.mark.parametrize(
    "words", [["水利", "林业", "公安", "供电"], ["水\n利", "林\n业", "公 安", "供 电"]]
)
def test_departments_over_signs_may_be_named_in_short_below_any_group(words):
    rows = [
        ["配合履职事项分工矩阵"],
        ["序号", "事项名称", "农口", "", "其他", "", "乡镇配合职责"],
        ["", "", *words, ""],
        [1, "河道巡查", "▲", "○", "●", "", "巡查河岸。"],
        [2, "电网清障", "", "○", "", "▲", "开展宣传。"],
        ["牵头件数", "", 1, "—", "—", 1, "合计2件"],
        ["图例：▲ 牵头　● 共同负责　○ 协助"],
    ]
    merged = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 2, 6), (2, 7, 3, 7)]
    found, errors = read(sheet(rows, merged=[*merged, (6, 1, 6, 2)]), places=PLACES)
    assert set(errors) == {"missing_column"}
    named = []
    for row in found:
        parts = row.content["responsibilities"]
        named.append([(part["department"], part["role"]) for part in parts])
    assert named == [
        [("水利局", "lead"), ("公安局", "joint"), ("林业局", "support")],
        [("供电局", "lead"), ("林业局", "support")],
    ]


@pytest.mark.parametrize("names", [["县水利局", "县林业局"], ["水电", "林管"]])
@pytest.mark.parametrize("merged", [(), [(2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (2, 5, 3, 5)]])
def test_whatever_stands_below_the_departments_group_over_signs_is_one(names, merged):
    rows = [
        ["配合履职事项分工表"],
        ["序号", "事项名称", "责任部门", "", "乡镇配合职责"],
        ["", "", *names, ""],
        [1, "河道巡查", "配合单位", "牵头单位", "开展巡查。"],
        [2, "林区巡查", "牵头单位", "", "开展巡查。"],
    ]
    found, _errors = read(sheet(rows, merged=merged))
    named = []
    for row in found:
        parts = row.content["responsibilities"]
        named.append([(part["department"], part["role"]) for part in parts])
    assert named == [[(names[1], "lead"), (names[0], "support")], [(names[0], "lead")]]


@pytest.mark.parametrize(
    ("legend", "others"),
    [
        ("注：格内注【牵头】的为牵头部门，其余为协助部门", "support"),
        ("格内注（牵头）的牵头，其他为共同责任单位", "joint"),
        ("2026年试行", "support"),
    ],
)
@pytest.mark.parametrize(
    "lead", ["【牵头】划定禁渔区", "划定禁渔区（牵头）", "牵头单位：划定禁渔区"]
)
def test_a_part_before_or_behind_a_duty_under_its_department_is_its_role(legend, others, lead):
    rows = [
        ["配合履职事项分工表"],
        [legend],
        ["序号", "事项名称", "主管部门职责", "", "", "乡镇配合职责"],
        ["", "", "县公安局", "县水利局", "县林业局", ""],
        [1, "河湖禁捕", "查处非法捕捞", lead, "", "巡查河岸。"],
        [2, "护林防火", "", "", lead, "开展宣传。"],
    ]
    merged = [(3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 5), (3, 6, 4, 6)]
    found, errors = read(sheet(rows, merged=merged))
    assert errors == []
    said = []
    for row in found:
        parts = row.content["responsibilities"]
        said.append([(part["department"], part["role"], part["duty"]) for part in parts])
    assert said == [
        [("县水利局", "lead", "划定禁渔区"), ("县公安局", others, "查处非法捕捞")],
        [("县林业局", "lead", "划定禁渔区")],
    ]


def test_the_legend_goes_before_what_a_sign_usually_means():
    named, _strays = matrix("说明：牵头部门打“○”，配合部门打“●”", ["○", "●", "", ""])
    assert named == [[("县水利局", "lead"), ("县林业局", "support")]]


def test_two_signs_that_nothing_explains_are_an_error():
    _named, strays = matrix("单位：项", ["△", "√", "", ""], ["√", "△", "", ""])
    assert strays == ["△", "√"]


@pytest.mark.parametrize(
    ("signs", "codes"),
    [
        (["▲", "▲", "△", ""], ["two_leads"]),
        (["", "▲", "", "▲"], ["two_leads"]),
        (["▲", "", "△", "△"], []),
        (["★", "★", "", ""], []),  # nothing explains it: the first leads
    ],
)
def test_of_two_departments_marked_as_the_lead_the_second_is_asked_about(signs, codes):
    rows = [
        ["配合履职事项牵头配合单位一览表"],
        ["▲牵头部门　△配合部门"],
        ["序号", "事项名称", *OFFICES, "乡镇配合职责"],
        [1, "联合巡查", *signs, "开展巡查。"],
    ]
    _found, errors = read(sheet(rows))
    assert [code for code in errors if code != "missing_column"] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("县公安局（牵头）、县水利局（牵头）", ["two_leads"]),
        ("牵头：县公安局、县水利局；配合：县林业局", ["two_leads"]),
        ("县公安局、县水利局共同牵头，县林业局配合", []),
        ("配合：县林业局；共同牵头：县公安局、县水利局", []),
        ("共同牵头单位：县公安局；责任单位：县水利局", []),
        ("县公安局、县水利局", []),
    ],
)
def test_who_leads_together_with_another_is_jointly_responsible(text, codes):
    head = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
    [row], errors = read(sheet([head, [1, "联合巡查", text, "依法查处。", "开展巡查。"]]))
    assert errors == codes
    roles = {part["department"]: part["role"] for part in row.content["responsibilities"]}
    assert (roles["县公安局"], roles["县水利局"]) == ("lead", "joint")


def test_the_role_of_the_first_department_is_not_that_of_one_in_further_columns():
    head = ["序号", "事项名称", "部门1", "部门1角色", "部门1职责", "部门2", "部门2职责", "乡镇职责"]
    row = [1, "联合巡查", "县公安局", "牵头", "依法查处。", "县水利局", "调度水量。", "开展巡查。"]
    [row], errors = read(sheet([["配合履职事项"], head, row]))
    assert errors == []
    roles = [part["role"] for part in row.content["responsibilities"]]
    assert roles == ["lead", "joint"]


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
    assert explained(text) == {"▲": LEADING, "△": HELPING}


ABREAST = [
    ["镇街履行职责三单合一表"],
    ["领域", "基本履职事项", "", "配合履职事项", "", "", "", "收回事项", "", ""],
    ["", "序号", "事项", "序号", "事项", "责任单位", "配合职责", "序号", "事项", "承接单位"],
    ["党建引领", 1, "组织理论学习", 1, "党员档案核查", "县委组织部", "报送档案。", "", "", ""],
    ["", 2, "发展党员", "", "", "", "", "", "", ""],
    [
        "富民兴业",
        3,
        "培育合作社",
        2,
        "用电检查",
        "县发改局",
        "通知农户。",
        1,
        "粮库盘点",
        "县发改局",
    ],
    ["", "", "", "", "", "", "", 2, "能耗监察", "县发改局"],
    ["合计", "3项", "", "2项", "", "", "", "2项", "", ""],
]


def categories(*sheets):
    recognition = read_tables(list(sheets))
    assert recognition.strays == []
    return [(row.kind, row.name, row.content.get("category")) for row in rows_of(recognition)]


@pytest.mark.parametrize("merged_down", [(2, 1, 3, 1), (2, 2, 2, 3)])
def test_one_column_of_categories_is_of_all_tables_abreast(merged_down):
    groups = {(2, 2, 2, 3), (2, 4, 2, 7), (2, 8, 2, 10), merged_down}
    assert categories(sheet(ABREAST, merged=groups)) == [
        (Kind.BASIC, "组织理论学习", "党建引领"),
        (Kind.BASIC, "发展党员", "党建引领"),
        (Kind.BASIC, "培育合作社", "富民兴业"),
        (Kind.COORDINATION, "党员档案核查", "党建引领"),
        (Kind.COORDINATION, "用电检查", "富民兴业"),
        (Kind.RECLAIMED, "粮库盘点", "富民兴业"),
        (Kind.RECLAIMED, "能耗监察", "富民兴业"),
    ]


def test_a_column_of_categories_in_the_row_of_heads_is_of_all_tables_abreast():
    rows = [
        ["", "基本履职事项", "", "收回事项"],
        ["类别", "序号", "事项名称", "序号", "事项名称", "承接部门", "工作方式"],
        ["党的建设", 1, "组织理论学习", 1, "学习平台排名", "县委宣传部", "随机抽查。"],
        ["", 2, "发展党员", 2, "报刊征订", "县委宣传部", "自愿订阅。"],
    ]
    merged = [(3, 1, 4, 1), (1, 2, 1, 3), (1, 4, 1, 7)]
    assert {category for _kind, _name, category in categories(sheet(rows, merged=merged))} == {
        "党的建设"
    }


def test_a_category_between_the_columns_of_the_first_table_is_its_own():
    head = ["序号", "类别", "事项名称", "序号", "事项名称", "承接部门", "工作方式"]
    rows = [
        head,
        [1, "党的建设", "组织理论学习", 1, "能耗监察", "县发改局", "委托开展。"],
        [2, "党的建设", "发展党员", 2, "粮库盘点", "县发改局", "会同开展。"],
    ]
    found = categories(sheet(rows))
    assert [category for _kind, name, category in found if name == "能耗监察"] == [None]


PLACED = ["序号", "事项名称", "主管部门", "主管部门职责", "乡镇配合职责", "实施乡镇"]


def placed(*rows, title="配合履职事项表", head=PLACED, merged=()):
    """(items, codes of errors, warnings) of rows that say where each item applies."""
    sheets = [sheet([[title], head, *rows], merged=merged)]
    recognition = read_tables(sheets, places=PLACES)
    found = rows_of(recognition)
    errors, warnings = check_file(recognition, found)
    return found, [error.code for error in errors], [warning.code for warning in warnings]


def townships(row):
    content, wrong = PLACES.scope_in(row.texts["scope"])
    assert wrong == []
    return content["townships"]


def of_river(number, place, duty="开展巡查。"):
    return [number, "河道采砂监管", "县水利局", "审批采砂。", duty, place]


def of_fire(number, place):
    return [number, "秸秆禁烧", "县农业农村局", "指导利用。", "劝导农户。", place]


def test_rows_that_differ_in_the_township_alone_are_one_item():
    found, errors, warnings = placed(
        of_river(1, "城关镇"),
        of_fire(2, "城关镇"),
        of_river(3, "河口"),
        of_river(4, "湾头镇"),
        of_fire(5, "湾头镇"),
    )
    assert errors == []
    assert "gathered_rows" in warnings
    assert [(row.name, townships(row)) for row in found] == [
        ("河道采砂监管", ["1", "2", "3"]),
        ("秸秆禁烧", ["1", "3"]),
    ]


@pytest.mark.parametrize(
    "other",
    [
        of_river(2, "河口乡", "报告线索。"),  # another duty
        of_river(2, "城关镇"),  # the same again
        of_river(2, "全部乡镇"),
        of_river(2, "除城关镇外"),
    ],
)
def test_rows_that_differ_in_more_or_contradict_stay_apart(other):
    found, _errors, warnings = placed(of_river(1, "城关镇"), other)
    assert len(found) == 2
    assert "gathered_rows" not in warnings


def test_basic_items_of_a_row_for_each_township_are_one_too():
    head = ["序号", "乡镇", "事项名称"]
    rows = [[1, "城关镇", "组织理论学习"], [2, "河口乡", "组织理论学习"], [3, "河口乡", "发展党员"]]
    found, errors, _warnings = placed(*rows, title="基本履职事项表", head=head)
    assert errors == []
    assert [(row.name, townships(row)) for row in found] == [
        ("组织理论学习", ["1", "2"]),
        ("发展党员", ["2"]),
    ]


BELOW = ["", "", "", "", "", "河口乡"]


@pytest.mark.parametrize("merged", [(), [(3, column, 4, column) for column in range(1, 6)]])
def test_townships_in_rows_of_their_own_below_an_item_are_its(merged):
    found, errors, _warnings = placed(
        of_river(1, "城关镇"), BELOW, of_fire(2, "湾头镇"), merged=merged
    )
    assert errors == []
    assert [townships(row) for row in found] == [["1", "2"], ["3"]]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("城关镇", "河口乡", "城关镇\n河口乡"),
        ("城关", "河口", "城关\n河口"),
        ("城关镇、河", "口乡", "城关镇、河口乡"),
        ("城关镇、河口乡", "湾头镇", "城关镇、河口乡\n湾头镇"),
    ],
)
def test_places_below_each_other_are_names_unless_the_last_breaks_off(before, after, joined):
    assert joined_places(before, after) == joined


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("县民政局　婚姻登记处", [("县民政局", "婚姻登记处")]),
        ("县司法局 社区矫正股", [("县司法局", "社区矫正股")]),
        ("县民政局 区划地名股", [("县民政局", "区划地名股")]),
        ("县公安局 禁毒大队、县林业局", [("县公安局", "禁毒大队"), ("县林业局", "")]),
        ("县应急局 消防救援大队", [("县应急局", ""), ("消防救援大队", "")]),
        ("县司法局 县政府办公室", [("县司法局", ""), ("县政府办公室", "")]),
        ("市水利局示例县分局 河西稽查支局", [("市水利局示例县分局", "河西稽查支局")]),
        ("县水利局 县河道管理所", [("县水利局", ""), ("县河道管理所", "")]),
        ("区应急局 市政府办公室", [("区应急局", ""), ("市政府办公室", "")]),
    ],
)
def test_an_internal_office_stands_behind_a_blank(text, named):
    found = [(one.name, one.internal_office) for one in split_departments(text)]
    assert found == named


def test_a_column_of_categories_below_the_title_of_the_first_table_is_its_own():
    rows = [
        ["基本履职事项", "", "", "收回事项"],
        ["类别", "序号", "事项名称", "序号", "事项名称", "承接部门", "工作方式"],
        ["党的建设", 1, "组织理论学习", 1, "能耗监察", "县发改局", "委托开展。"],
        ["", 2, "发展党员", 2, "粮库盘点", "县发改局", "会同开展。"],
    ]
    merged = [(1, 1, 1, 3), (1, 4, 1, 7), (3, 1, 4, 1)]
    found = categories(sheet(rows, merged=merged))
    assert [category for _kind, name, category in found if name == "粮库盘点"] == [""]


def names_alone(*texts, name="Sheet1"):
    """(kind, name, category) of the items of a sheet of one column, codes of the errors."""
    rows, errors = read(sheet([[text] for text in texts], name))
    return [(row.kind, row.name, row.content.get("category")) for row in rows], set(errors)


def test_names_alone_under_a_title_that_says_the_kind_are_items_that_lack_the_rest():
    found, errors = names_alone("上级部门收回事项名录", "事项名称", "能耗监察", "粮库盘点")
    assert found == [(Kind.RECLAIMED, "能耗监察", ""), (Kind.RECLAIMED, "粮库盘点", "")]
    assert errors == {"missing_column"}


def test_names_alone_stand_below_their_categories():
    found, _errors = names_alone(
        "配合履职事项一览",
        "事项",
        "一、党的建设",
        "1.档案核查",
        "生态环保",
        "2.防汛抗旱",
        "共计2项",
    )
    assert found == [
        (Kind.COORDINATION, "档案核查", "党的建设"),
        (Kind.COORDINATION, "防汛抗旱", "生态环保"),
    ]


@pytest.mark.parametrize("last", ["社会事务办 于小满", "填表 社会事务办 于小满"])
def test_who_signs_below_names_alone_is_none_of_them(last):
    texts = ["基本履职事项名录", "事项名称", "防汛抗旱", "粮库盘点"]
    found, _errors = names_alone(*texts, last)
    assert [name for _kind, name, _category in found] == ["防汛抗旱", "粮库盘点"]
    found, _errors = names_alone(*texts, "社会事务办 夜间值守")
    assert found[-1][1] == "社会事务办 夜间值守"


@pytest.mark.parametrize(
    ("label", "said", "is_signed"),
    [
        ("录入", "社会事务办 于小满", True),
        ("校对：", "于小满", True),
        ("制表人", "社会事务办于小满 2026.1.5", True),
        ("社会事务办", "于小满", True),
        ("新增", "路灯报修", False),
        ("3", "于小满", False),
    ],
)
def test_a_label_in_place_of_a_number_is_before_who_signs(label, said, is_signed):
    rows = [["基本履职事项清单"], ["序号", "事项名称"], [1, "防汛抗旱"], [2, "粮库盘点"]]
    found, errors = read(sheet([*rows, [label, said]]))
    assert errors == []
    names = ["防汛抗旱", "粮库盘点"]
    assert [row.name for row in found] == (names if is_signed else [*names, said])


def test_two_lists_of_names_alone_below_each_other():
    found, _errors = names_alone(
        *("配合履职事项名录", "事项名称", "违法建设查处", "防汛抗旱"),
        *("上级部门收回事项名录", "事项名称", "能耗监察", "粮库盘点"),
    )
    assert [(kind, name) for kind, name, _category in found] == [
        (Kind.COORDINATION, "违法建设查处"),
        (Kind.COORDINATION, "防汛抗旱"),
        (Kind.RECLAIMED, "能耗监察"),
        (Kind.RECLAIMED, "粮库盘点"),
    ]


def test_names_alone_of_no_kind_are_asked_for():
    assert names_alone("事项汇总", "事项名称", "防汛抗旱", "粮库盘点") == ([], {"no_table"})


@pytest.mark.parametrize(
    ("file_name", "names"),
    [("青山乡基本履职事项", ["防汛抗旱", "粮库盘点"]), ("青山乡收回事项", []), ("青山乡", [])],
)
def test_names_alone_are_basic_items_where_only_the_name_of_the_file_says_so(file_name, names):
    texts = ["事项名称", "一、防灾（1项）", "防汛抗旱", "二、粮食（1项）", "粮库盘点"]
    found = rows_of(read_tables([sheet([[text] for text in texts])], file_name=file_name))
    assert [row.name for row in found] == names


@pytest.mark.parametrize("end", ["。", ""])
def test_a_township_with_a_duty_of_its_own_below_an_item_is_an_error(end):
    river = of_river(1, "城关镇", f"开展巡查{end}")
    other = ["", "", "", "", f"报告线索{end}", "河口乡"]
    _found, errors, _warnings = placed(river, other, of_fire(2, "湾头镇"))
    assert errors == ["doubtful_row"]


@pytest.mark.parametrize("end", ["。", ""])
def test_a_township_with_a_duty_of_its_own_below_a_merged_name_is_an_item(end):
    river = of_river(1, "城关镇", f"开展巡查{end}")
    other = ["", "", "", "", f"报告线索{end}", "河口乡"]
    again = ["", "", "", "", f"报告线索{end}", "石桥镇"]
    merged = [(3, column, 5, column) for column in range(1, 5)]
    found, errors, warnings = placed(river, other, again, of_fire(2, "湾头镇"), merged=merged)
    assert errors == []
    assert "same_name" in warnings
    assert len(found) == 3


@pytest.mark.parametrize("name", ["事项名称", "名称"])
def test_tables_abreast_of_little_more_than_names_say_their_kinds_in_their_titles(name):
    rows = [
        ["镇街履行职责总表"],
        ["序号", "领域", "基本履职", "配合履职", "", "", "部门收回", ""],
        ["", "", name, name, "主管部门", "配合职责", name, "承接部门"],
        [1, "党的建设", "组织理论学习", "党员档案核查", "县委组织部", "报送档案。", "", ""],
        [2, "", "发展党员", "", "", "", "学习平台排名", "县委宣传部"],
    ]
    merged = [(2, 1, 3, 1), (2, 2, 3, 2), (2, 4, 2, 6), (2, 7, 2, 8)]
    assert categories(sheet(rows, merged=merged)) == [
        (Kind.BASIC, "组织理论学习", "党的建设"),
        (Kind.BASIC, "发展党员", "党的建设"),
        (Kind.COORDINATION, "党员档案核查", "党的建设"),
        (Kind.RECLAIMED, "学习平台排名", "党的建设"),
    ]


def test_a_note_says_by_an_items_number_where_it_applies():
    rows = [
        ["基本履职事项清单"],
        ["序号", "类别", "事项名称"],
        [1, "生态环保", "清理河面漂浮物"],
        [2, "生态环保", "巡查渡口渡船"],
        [3, "生态环保", "管护村级公墓"],
        ["注：1.第2项河口乡暂不承担（没有渡口）。2.第3项只适用于城关镇，第1项不列入考核。"],
    ]
    read_rows, errors = read(sheet(rows), places=PLACES)
    assert errors == []
    assert [row.texts.get("scope", "") for row in read_rows] == [
        "",
        "河口乡暂不承担",
        "只适用于城关镇",
    ]
    assert PLACES.scope_in("河口乡暂不承担")[0]["townships"] == ["1", "3"]


@pytest.mark.parametrize(
    ("text", "townships"),
    [
        ("城关、湾头两镇", ["1", "3"]),
        ("城关镇、湾头镇等两个乡镇", ["1", "3"]),
        ("城关、湾头、河口两镇", None),
        ("城关镇加河口乡", ["1", "2"]),
    ],
)
def test_names_may_say_how_many_they_are(text, townships):
    scope, errors = PLACES.scope_in(text)
    assert (scope.get("townships"), bool(errors)) == (townships, townships is None)


def listed_by_areas(*further):
    rows = [
        ["基本履职事项清单"],
        [*further],
        ["序号", "事项名称", "适用范围"],
        [1, "打捞水草", "江边片"],
        [2, "修剪果树", "江边片加湾头镇"],
    ]
    return sheet(rows)


def test_a_head_that_asks_who_is_concerned_is_over_the_scope():
    rows = [
        ["基本履职事项清单"],
        ["序号", "事项名称", "涉及不涉及（空白为全部）"],
        [1, "打捞水草", "限城关镇、河口乡"],
        [2, "修剪果树", "同上"],
        [3, "清扫村道", ""],
        [4, "看护码头", "湾头镇不涉及"],
        ["", "共4项，3项有限定。经核对无误", ""],
        ["", "经手：小马　　复核：小何", ""],
    ]
    assert scopes_read(sheet(rows)) == ["限城关镇、河口乡", "限城关镇、河口乡", "", "湾头镇不涉及"]
    assert read(sheet(rows), places=PLACES)[1] == []


def scopes_read(*sheets):
    recognition = read_tables(list(sheets), places=PLACES)
    return [row.texts.get("scope", "") for row in rows_of(recognition)]


def test_a_word_for_several_townships_is_what_the_file_says_it_is():
    told = ["城关镇、河口乡", "城关镇、河口乡加湾头镇"]
    noted = listed_by_areas("说明：1.空白的都办。2.“江边片”指城关镇、河口乡。")
    assert scopes_read(noted)[:2] == told
    beside = sheet([["叫法", "包括"], ["江边片", "城关镇、河口乡"]], "片")
    assert scopes_read(listed_by_areas(), beside)[:2] == told


@pytest.mark.parametrize("told", ["写“乡镇”的，不含湾头街道", "“乡镇”不包括湾头街道。"])
def test_a_note_may_say_which_townships_a_word_leaves_out(told):
    places = PlaceNames("示例县", {"城关镇": "1", "河口乡": "2", "湾头街道": "3"})
    note = sheet([["填表说明"], [f"适用范围填“全部”的为3个乡镇（街道）；{told}"]], "说明")
    rows = [["基本履职事项清单"], ["序号", "事项名称", "适用范围"], [1, "打捞水草", "乡镇"]]
    recognition = read_tables([note, sheet(rows)], places=places)
    scope, wrong = places.scope_in(recognition.tables[0].rows[0].texts["scope"])
    assert (scope["townships"], wrong) == (["1", "2"], [])


def test_a_word_for_several_townships_that_is_explained_in_two_ways_is_left():
    noted = listed_by_areas("“江边片”指城关镇、河口乡。")
    other = sheet([["叫法", "包括"], ["江边片", "湾头镇"]], "片")
    assert scopes_read(noted, other)[:2] == ["江边片", "江边片加湾头镇"]


def test_letters_may_stand_before_the_names_of_townships():
    rows = [
        ["基本履职事项清单"],
        ["序号", "事项名称", "CG(城关)", "HK(河口)", "WT(湾头)"],
        [1, "打捞水草", 1, 0, 1],
        [2, "修剪果树", 1, 1, 1],
    ]
    rows[1] += ["XA(新安)", "BS(白沙)"]
    rows[2] += [0, 0]
    rows[3] += [1, 1]
    recognition = read_tables([sheet(rows)], places=PLACES)
    marks = recognition.tables[0].rows[0].marks
    assert marks == {"城关": "1", "河口": "0", "湾头": "1", "新安": "0", "白沙": "0"}


@pytest.mark.parametrize(
    ("text", "townships"),
    [
        ("除湾头镇", ["1", "2"]),
        ("全县除城关镇、湾头镇", ["2"]),
        ("河口乡以外各乡镇，不含湾头镇", ["1"]),
        ("城关镇、湾头镇（除湾头镇外）", ["1"]),
        ("各镇（不含湾头镇）", ["1"]),
        ("本县各乡镇，湾头镇除外", ["1", "2"]),
        ("城关镇没有，其他都有", ["2", "3"]),
        ("除湾头镇外，其余乡镇均适用", ["1", "2"]),
        ("除湾头镇外，有渡口的地方", None),
        ("沿山一带，不含湾头镇", None),
    ],
)
def test_an_exception_is_taken_from_what_stands_around_it(text, townships):
    scope, errors = PLACES.scope_in(text)
    assert (scope.get("townships"), bool(errors)) == (townships, townships is None)


def test_townships_under_a_head_of_where_an_item_does_not_apply_are_an_exception():
    rows = [
        ["基本履职事项清单"],
        ["序号", "事项名称", "不适用的乡镇"],
        ["（1）", "（2）", "（3）"],
        [1, "打捞水草", "湾头镇"],
        [2, "修剪果树", "城关镇、河口乡"],
        [3, "清扫村道", "无"],
        [4, "看护码头", ""],
    ]
    read_rows, errors = read(sheet(rows), places=PLACES)
    assert errors == []
    assert [row.texts.get("scope", "") for row in read_rows] == [
        "除湾头镇外",
        "除城关镇、河口乡外",
        "",
        "",
    ]


@pytest.mark.parametrize(
    "legend", ["代号：A城关镇 B河口乡 C湾头镇", "A＝城关镇；B＝河口乡；C＝湾头镇（全写“全县”）"]
)
def test_signs_that_a_file_says_are_townships_stand_for_them(legend):
    rows = [
        ["基本履职事项清单"],
        [legend],
        ["序号", "事项名称", "适用乡镇"],
        [1, "打捞水草", "A、C"],
        [2, "修剪果树", "B"],
        [3, "清扫村道", "全县"],
        [4, "看护码头", "A、D"],
    ]
    assert scopes_read(sheet(rows)) == ["城关镇、湾头镇", "河口乡", "全县", "A、D"]
