"""How offices write what every list has: departments in boxes, halves of pages, the list of a
department that names itself once above it.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.leftovers import SkipReason
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables

from .test_habits import COORDINATION, duties, read

pytestmark = pytest.mark.one_database


def cells_of(rows):
    cells = []
    for number, row in enumerate(rows, 1):
        cells += [Cell(number, column, text) for column, text in enumerate(row, 1) if text]
    return cells


def written(*lines):
    """The items of a document that has paragraphs alone."""
    cells = [Cell(row, 1, line) for row, line in enumerate(lines, 1)]
    places = {row: f"第{row}段" for row in range(1, len(lines) + 1)}
    return rows_of(read_tables([Sheet("正文", cells=cells, row_places=places)]))


def test_who_has_the_lesser_part_supports():
    parties = "主要责任：县林业局\n次要责任：县公安局、县气象局"
    _recognition, [item] = read(COORDINATION, ["1", "防火", parties, "巡护。", "宣传。"])
    assert [(name, role) for name, role, _duty in duties(item)] == [
        ("县林业局", "lead"),
        ("县公安局", "support"),
        ("县气象局", "support"),
    ]


@pytest.mark.parametrize("meaning", ["为共同责任单位", "即共同承担单位"])
def test_who_has_the_lesser_part_shares_it_where_the_file_says_so(meaning):
    said = f"注：主要责任单位牵头，次要责任单位{meaning}"
    parties = "主要责任：县林业局\n次要责任：县公安局"
    rows = [[said], COORDINATION, ["1", "防火", parties, "巡护。", "宣传。"]]
    [item] = rows_of(read_tables([Sheet("清单", cells=cells_of(rows))]))
    assert [role for _name, role, _duty in duties(item)] == ["lead", "joint"]
    head = ["序号", "事项名称", "主要责任部门", "次要责任部门", "部门职责", "乡镇职责"]
    rows = [[said], head, ["1", "防火", "县林业局", "县公安局", "巡护。", "宣传。"]]
    [item] = rows_of(read_tables([Sheet("清单", cells=cells_of(rows))]))
    assert [role for _name, role, _duty in duties(item)] == ["lead", "joint"]


@pytest.mark.parametrize("label", ["{}：", "【{}】"])
def test_the_duty_of_a_township_stands_behind_its_name_and_that_of_another_is_an_error(label):
    lines = ["青山乡配合履职事项清单"]
    for number, name in enumerate(["护渔", "农机查验", "渡口值守"], 1):
        lines += [f"{number}. {name}", "【县水利局】执法。", f"{label.format('青山乡')}巡查。"]
    items = written(*lines)
    assert [item.content["township_duty"] for item in items] == ["巡查。"] * 3
    assert [duties(item) for item in items] == [[("县水利局", "lead", "执法。")]] * 3
    lines.append(f"{label.format('河口乡')}报告。")
    places = {row: f"第{row}段" for row in range(1, len(lines) + 1)}
    cells = [Cell(row, 1, line) for row, line in enumerate(lines, 1)]
    recognition = read_tables([Sheet("正文", cells=cells, row_places=places)])
    errors, _warnings = check_file(recognition, rows_of(recognition))
    assert [(error.code, error.row) for error in errors] == [("doubtful_row", len(lines))]


OWN_CARDS = """青山乡履职清单（卡片）
卡片左上角：我来做＝基本履职，搭把手＝配合履职，不管了＝上级部门收回。
我来做 第1张
管护山塘
类别：水利
搭把手 第2张
防火
类别：林业
牵头部门：县林业局——修建隔离带，处置火情。
参与部门：县气象局——发布预警。
本乡：巡查山林。
不管了 第3张
取水处罚
类别：水利
承接部门：县水利局；工作方式：立案查处。
承接部门：县公安局；工作方式：处置阻挠执法的人员。
不管了 第4张
采样检测
类别：环保
承接部门：县水利局；工作方式：每季抽样。
青山乡党政办 制 2026年5月"""


def test_cards_of_a_page_say_their_kind_in_words_that_the_page_explains():
    items = written(*OWN_CARDS.split("\n"))
    assert [(item.kind, item.name, item.content["category"]) for item in items] == [
        ("basic", "管护山塘", "水利"),
        ("coordination", "防火", "林业"),
        ("reclaimed", "取水处罚", "水利"),
        ("reclaimed", "采样检测", "环保"),
    ]
    assert items[1].content["township_duty"] == "巡查山林。"
    assert duties(items[1]) == [
        ("县林业局", "lead", "修建隔离带，处置火情。"),
        ("县气象局", "support", "发布预警。"),
    ]
    assert methods(items[2]) == [("县水利局", "立案查处。"), ("县公安局", "处置阻挠执法的人员。")]
    assert methods(items[3]) == [("县水利局", "每季抽样。")]


def methods(item):
    return [(one["department"], one["method"]) for one in item.content["responsibilities"]]


def test_each_who_takes_over_has_its_own_way_of_working_in_a_form():
    card = [["事项名称", "取水处罚"], ["承接部门", "县水利局"], ["工作方式", "立案查处。"]]
    card += [["承接部门", "县公安局"], ["工作方式", "处置阻挠执法的人员。"]]
    rows = [["上级部门收回事项登记表"], *card]
    [item] = rows_of(read_tables([Sheet("清单", cells=cells_of(rows))]))
    assert methods(item) == [("县水利局", "立案查处。"), ("县公安局", "处置阻挠执法的人员。")]


def test_departments_in_boxes_stand_side_by_side():
    parties, duty = "【县气象局】【县供电公司】", "【县气象局】发布预警。\n【县供电公司】抢修线路。"
    _recognition, [item] = read(COORDINATION, ["1", "抗冰", parties, duty, "除雪。"])
    assert duties(item) == [
        ("县气象局", "lead", "发布预警。"),
        ("县供电公司", "joint", "抢修线路。"),
    ]


@pytest.mark.parametrize(
    "last",
    [
        "（全文完）",
        "——完——",
        "（此页无正文）",
        "县政府办公室 编　网页维护：小林",
        "汇集：科室 老陈",
        "请大家周五前把修改意见发我。老陈",
        "请各单位于12月5日前反馈",
    ],
)
def test_what_ends_a_document_is_no_part_of_its_last_item(last):
    items = written(
        "收回事项清单",
        "1．苗木检疫",
        "承接部门：县林业局。工作方式：委托机构抽检",
        "2．取水计量",
        "承接部门：县水利局。工作方式：安装仪表",
        "3．水质检测",
        "承接部门：县卫生健康局。工作方式：按月采样",
        last,
    )
    methods = [item.content["responsibilities"][0]["method"] for item in items]
    assert methods == ["委托机构抽检", "安装仪表", "按月采样"]


def test_a_department_without_a_duty_has_none():
    duty = "县水利局：发布预警。\n县气象局：无"
    _recognition, [item] = read(
        COORDINATION, ["1", "防汛", "县水利局、县气象局", duty, "转移群众。"]
    )
    assert [(name, duty) for name, _role, duty in duties(item)] == [
        ("县水利局", "发布预警。"),
        ("县气象局", ""),
    ]


def test_a_kind_behind_a_stem_begins_a_table_of_its_own():
    _recognition, items = read(
        "甲　基本履职事项",
        ["序号", "事项表述"],
        ["1", "发展党员"],
        "乙　配合履职事项",
        ["序号", "事项表述", "对口县级部门", "部门职责", "镇乡配合职责"],
        ["1", "社区矫正", "县司法局", "监督管理。", "协助查找。"],
    )
    assert [(item.kind, item.name) for item in items] == [
        ("basic", "发展党员"),
        ("coordination", "社区矫正"),
    ]


def test_items_are_numbered_as_what_stands_over_the_lines_of_their_duties():
    items = written(
        "配合履职事项清单",
        *("1.防汛。", "对应上级部门：县水利局、县气象局。", "上级部门职责：", "县水利局："),
        *("（1）监测水情；", "（2）发布预警。", "县气象局：提供预报。", "乡镇配合职责："),
        *("（1）编制预案；", "（2）转移群众。"),
        *("2.防火。", "对应上级部门：县林业局。", "上级部门职责：", "县林业局："),
        *("（1）修建隔离带；", "（2）处置火情。", "乡镇配合职责：", "（1）巡查；", "（2）报告。"),
        *("3.禁毒。", "对应上级部门：县公安局。", "上级部门职责：查处。", "乡镇配合职责：宣传。"),
        "青山乡党政办公室　校",
    )
    assert [item.name for item in items] == ["防汛", "防火", "禁毒"]
    assert items[0].content["township_duty"] == "（1）编制预案；\n（2）转移群众。"
    assert items[2].content["township_duty"] == "宣传。"


def test_a_number_alone_says_that_the_item_goes_on():
    _recognition, [item] = read(
        COORDINATION,
        ["4", "托育", "县卫生健康局\n县住房和城乡建设局", "县卫生健康局：备案。", "摸排需求；"],
        "（续表）",
        COORDINATION,
        ["4（续）", "", "", "县住房和城乡建设局：鉴定房屋。", "协助选址。"],
    )
    assert [duty for _name, _role, duty in duties(item)] == ["备案。", "鉴定房屋。"]
    assert item.content["township_duty"] == "摸排需求；\n协助选址。"


def test_the_department_of_a_subject_heads_its_duty():
    head = ["编号", "事项名称", "县级部门责任", "镇街配合责任"]
    duty = "农业农村部门：开展普查。\n林业部门：监测林地。"
    _recognition, [item] = read("配合事项", head, ["1", "入侵物种防控", duty, "及时上报。"])
    assert [(name, duty) for name, _role, duty in duties(item)] == [
        ("农业农村部门", "开展普查。"),
        ("林业部门", "监测林地。"),
    ]


def test_offices_beside_basic_items_are_not_those_of_the_departments():
    recognition, items = read(
        "基本履职事项",
        ["序号", "事项名称", "责任科室", "县级配合部门"],
        ["1", "低保初审", "民生服务办公室", "县民政局"],
        ["2", "网格管理", "平安法治办公室", "—"],
    )
    [support] = items[0].content["responsibilities"]
    assert (support["department"], support["internal_office"]) == ("县民政局", "")
    assert any("本级科室" in reason for reason in recognition.tables[0].aside.values())


REPORT_HEAD = ["序号", "收回的事项", "承接股室", "收回后怎么干"]
REPORT_ROW = ["1", "病媒监测", "疾控股", "由疾控中心布点。"]


@pytest.mark.parametrize("word", ["填报单位", "报送单位", "编报部门", "申报单位"])
def test_the_department_that_hands_a_list_in_is_named_once_above(word):
    line = [f"{word}：县卫生健康局（盖章）", "", "联系电话：0000-1"]
    _recognition, [item] = read("收回工作事项登记表", line, REPORT_HEAD, REPORT_ROW)
    [receiver] = item.content["responsibilities"]
    assert (receiver["department"], receiver["internal_office"]) == ("县卫生健康局", "疾控股")


@pytest.mark.parametrize("title", ["附表2　由我局收回的事项", "二、我单位收回事项"])
def test_a_department_says_of_a_table_that_it_takes_these_items_back(title):
    _recognition, items = read(
        "县卫生健康局",
        "附表1　请乡镇（街道）配合的事项",
        ["序", "事项", "我局职责", "乡镇（街道）做什么"],
        ["1", "控烟劝导", "印发标识。", "入户劝导。"],
        title,
        ["序", "原由乡镇（街道）承担的事项", "承办股室", "收回后怎么做"],
        REPORT_ROW,
    )
    assert [(item.kind, item.name) for item in items] == [
        ("coordination", "控烟劝导"),
        ("reclaimed", "病媒监测"),
    ]


@pytest.mark.parametrize("office", ["县委编办", "县政府办公室", "城关镇"])
def test_who_puts_all_lists_together_takes_nothing_over(office):
    _recognition, [item] = read(
        "收回工作事项登记表",
        [f"填报单位：{office}", "", "联系电话：0000-1"],
        REPORT_HEAD,
        REPORT_ROW,
    )
    assert not item.content.get("responsibilities")


def test_a_department_says_whether_it_leads_in_its_own_list():
    _recognition, items = read(
        "配合履职事项报送表",
        ["报送单位：县农业农村局", "", "报送时间：2026年3月"],
        [
            "序号",
            "需乡镇配合的事项",
            "本局牵头还是协助",
            "本局做什么",
            "其他部门做什么",
            "乡镇做什么",
        ],
        ["1", "养犬管理", "协助", "监督免疫。", "县公安局（牵头）：办理登记。", "报告流浪犬。"],
        ["2", "撂荒整治", "牵头", "认定情形。", "无", "催促复耕。"],
    )
    assert sorted(duties(items[0])) == [
        ("县公安局", "lead", "办理登记。"),
        ("县农业农村局", "support", "监督免疫。"),
    ]
    assert duties(items[1]) == [("县农业农村局", "lead", "认定情形。")]


def test_a_duty_beside_the_departments_of_one_word_is_theirs():
    _recognition, [item] = read(
        ["编号", "事项", "牵头", "", "配合", "", "乡镇（街道）职责"],
        ["", "", "部门", "职责", "部门", "职责", ""],
        ["1", "养犬管理", "县公安局", "登记。", "县农业农村局", "免疫。", "报告。"],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)],
    )
    assert duties(item) == [
        ("县公安局", "lead", "登记。"),
        ("县农业农村局", "support", "免疫。"),
    ]
    assert item.content["township_duty"] == "报告。"


def test_the_head_says_that_the_first_leads_and_the_others_support():
    head = [*COORDINATION]
    head[2] = "对应上级部门（列首位者牵头，其余配合）"
    duty = "县公安局：登记。\n县农业农村局：免疫。"
    _recognition, [item] = read(head, ["1", "养犬管理", "县公安局、县农业农村局", duty, "报告。"])
    assert duties(item) == [
        ("县公安局", "lead", "登记。"),
        ("县农业农村局", "support", "免疫。"),
    ]


def test_a_line_of_the_file_says_that_the_first_leads_and_the_others_support():
    said = "二、帮办的事（配合履职；部门栏排在最前的为牵头单位，其余为协办单位）"
    duty = "县公安局：登记。\n县农业农村局：免疫。"
    rows = [COORDINATION, ["1", "养犬管理", "县公安局、县农业农村局", duty, "报告。"]]
    marked = ["2", "犬类收容", "县公安局、县农业农村局（共同）", duty, "报告。"]
    _recognition, items = read(said, *rows, marked)
    roles = [[role for _office, role, _duty in duties(item)] for item in items]
    assert roles == [["lead", "support"], ["lead", "joint"]]
    in_duty = "县公安局：第一责任人牵头，其他人员配合登记。\n县农业农村局：免疫。"
    _recognition, [item] = read(COORDINATION, [*rows[1][:3], in_duty, "报告。"])
    assert [role for _office, role, _duty in duties(item)] == ["lead", "joint"]


def test_a_head_asks_who_helps_and_what_they_do():
    head = ["号", "事项", "谁牵头", "牵头单位干什么", "谁配合，配合单位干什么", "乡里干什么"]
    _recognition, items = read(
        "配合履职事项",
        head,
        ["1", "病虫害防治", "县农业农村局", "发布情报。", "县气象局：预报。", "通知农户。"],
        ["2", "行政应诉", "县司法局", "指导应诉。", "没有", "提供材料。"],
    )
    assert [duties(item)[1:] for item in items] == [[("县气象局", "support", "预报。")], []]


def test_offices_under_the_head_of_a_basic_table_are_the_townships_everywhere():
    basic = Sheet(
        "基本", cells=cells_of([["序号", "事项名称", "责任科室"], ["1", "低保", "民生办"]])
    )
    head = ["序号", "事项名称", "牵头部门", "牵头部门职责", "街道配合职责", "责任科室"]
    row = ["1", "禁毒", "县公安局", "查处。", "宣传。", "平安法治办"]
    other = Sheet("配合", cells=cells_of([head, row]))
    items = rows_of(read_tables([basic, other]))
    [part] = items[1].content["responsibilities"]
    assert (part["department"], part["internal_office"]) == ("县公安局", "")


def test_a_column_of_items_of_another_kind_is_an_error():
    rows = [["序号", "基本履职事项", "配合履职（括号内为部门）"]]
    rows += [[f"{n}", f"发展党员{n}", f"核查线索{n}（县公安局）"] for n in range(1, 4)]
    recognition = read_tables([Sheet("全景", cells=cells_of(rows))])
    errors, _warnings = check_file(recognition, rows_of(recognition))
    assert "kind_unread" in {error.code for error in errors}


def test_a_kind_that_is_counted_above_lines_nobody_reads_is_an_error():
    lines = ["履职事项", "基本履职 3 项", "发展党员工作", "调解矛盾工作", "管护林木工作"]
    lines += ["上级部门收回 1 项"]
    cells = [Cell(row, 1, line) for row, line in enumerate(lines, 1)]
    places = {row: f"第{row}段" for row in range(1, len(lines) + 1)}
    table = [["序号", "收回事项", "承接部门", "工作方式"], ["1", "检测", "县水利局", "直接办理。"]]
    cells += [Cell(cell.row + len(lines), cell.column, cell.value) for cell in cells_of(table)]
    places |= {7: "第1个表格第1行", 8: "第1个表格第2行"}
    recognition = read_tables([Sheet("正文", cells=cells, row_places=places)])
    errors, _warnings = check_file(recognition, rows_of(recognition))
    assert ("stray_cell", 2) in {(error.code, error.row) for error in errors}


def test_an_entry_of_today_stands_beside_that_of_before():
    recognition, items = read(
        "基本履职事项",
        ["序号", "原条目（2025年版）", "现条目（2026年版）"],
        ["1", "落实主体责任", "不变"],
        ["2", "核实补贴面积", "核实补贴面积并公示"],
        ["3", "开展就业信息发布", "删去"],
        ["4", "管护林网", "移入收回清单，见第二部分"],
        ["5", "审核规范性文件", "暂保留，待答复后再定"],
    )
    assert [item.name for item in items] == ["落实主体责任", "核实补贴面积并公示", "审核规范性文件"]
    reasons = [skipped.reason for skipped in recognition.skipped]
    assert reasons.count(SkipReason.CANCELLED) == 2


def test_the_duty_of_an_office_may_begin_with_a_label_behind_its_name():
    items = written(
        "配合履职事项清单",
        "1. 林区巡护。牵头部门：县林业局，职责是：修建隔离带、处置火情；"
        "共同部门：县气象局，职责是：发布预警；我镇职责是：巡查山林。",
        "2. 禁渔。牵头部门：县农业农村局，职责是：执法；我镇职责是：巡河。",
        "3. 禁毒。牵头部门：县公安局，职责是：查处；我镇职责是：宣传。",
        "以上配合3项，合计3项。",
    )
    assert [item.name for item in items] == ["林区巡护", "禁渔", "禁毒"]
    assert [(name, duty.rstrip("；")) for name, _role, duty in duties(items[0])] == [
        ("县林业局", "修建隔离带、处置火情"),
        ("县气象局", "发布预警"),
    ]
    assert [item.content["township_duty"] for item in items] == ["巡查山林。", "巡河。", "宣传。"]


def test_a_bare_name_over_numbers_that_begin_anew_is_a_category():
    items = written(
        "一、基本履职事项",
        "党的建设",
        *("1. 开展主题党日", "2. 发展党员"),
        "巷道整治",
        *("1. 清理沟渠", "2. 修缮路灯"),
    )
    assert [(item.content["category"], item.name) for item in items] == [
        ("党的建设", "开展主题党日"),
        ("党的建设", "发展党员"),
        ("巷道整治", "清理沟渠"),
        ("巷道整治", "修缮路灯"),
    ]


def test_lettered_headings_name_kinds_and_departments_stand_in_boxes_before_the_names():
    _recognition, items = read(
        "甲、请乡镇配合的",
        ["序号", "单位及事项", "单位的任务", "乡镇的任务"],
        ["1", "【县气象局】雨量站看护", "检修设备", "看护围栏"],
        ["2", "【县供电公司】停电公告转告", "备好车辆", "转告住户"],
        "乙、收回由单位自己办的",
        ["序号", "事项", "承接单位", "办理方式"],
        ["1", "台区砍青补偿", "县供电公司　营销部", "直接付款"],
        ["2", "工会小组统计", "县委组织部　党建办", "从年报取数"],
    )
    assert [(item.kind, item.name) for item in items] == [
        ("coordination", "雨量站看护"),
        ("coordination", "停电公告转告"),
        ("reclaimed", "台区砍青补偿"),
        ("reclaimed", "工会小组统计"),
    ]
    assert [(name, duty) for name, _role, duty in duties(items[0])] == [("县气象局", "检修设备")]
    [party] = items[3].content["responsibilities"]
    assert (party["department"], party["internal_office"]) == ("县委组织部", "党建办")
