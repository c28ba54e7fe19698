"""What documents write without a table, their tables that are no list, and departments that no
column names.
"""

import pytest

from items.imports.formats.word_columns import Columns
from items.imports.reading.grid import FileRefused, Sheet
from items.imports.reading.reader import read_file
from items.imports.recognition.departments_in_duties import departments_in
from items.imports.services.importing import recognised
from tests.unaccounted import unaccounted

from .format_files import docx, p, tbl, tc, tr

pytestmark = pytest.mark.one_database

BASIC = [
    "一、党的建设（2项）",
    "1.开展主题党日；",
    "2.发展党员。",
    "二、民生服务（1项）",
    "3.临时救助。",
]
HEAD = ["序号", "事项名称", "承接部门", "工作方式"]
FINES = ["1", "对乱倒垃圾的处罚", "县城市管理局", "由部门查处"]


@pytest.fixture
def read(tmp_path):
    """Writes a document of some markup: -> what is read of it."""

    def read(body):
        sheets = read_file(docx(tmp_path / "清单.docx", body))
        file = recognised(sheets, None, None)
        assert not unaccounted(sheets, file.recognition)
        return file

    return read


def paragraphs(*texts):
    return "".join(map(p, texts))


def named(file):
    return [(row.content.get("category"), row.name) for row in file.rows]


def said(file):
    return [found.text for found in file.recognition.skipped]


def test_basic_items_in_paragraphs_are_read(read):
    file = read(
        paragraphs("城关镇基本履职事项清单", *BASIC, "注：由镇政府解释。")
        + tbl(tr(*HEAD), tr(*FINES))
    )
    assert named(file) == [
        ("党的建设", "开展主题党日"),
        ("党的建设", "发展党员"),
        ("民生服务", "临时救助"),
        (None, "对乱倒垃圾的处罚"),
    ]
    assert [row.kind for row in file.rows] == [*["basic"] * 3, "reclaimed"]
    assert said(file) == ["注：由镇政府解释。"]
    assert not file.errors


def test_pieces_are_items_with_their_category_behind_a_label(read):
    file = read(
        paragraphs(
            "乙、帮着部门做的事（配合履职）",
            *("第1件　湿地巡护", "类别：生态环保", "牵头部门：县林业局"),
            *("该部门职责：组织普查。", "我乡配合：开展巡护。"),
            *("第2件　校车安全", "类别：教育", "牵头部门：县教育局"),
            *("该部门职责：组织演练。", "我乡配合：摸清需求。"),
            *("第3件　古树保护", "（类别：生态环保；牵头部门：县林业局）"),
            *("该部门职责：挂牌。", "我乡配合：看护。", "抄写：老李　　校对：党政办"),
        )
    )
    assert named(file) == [
        ("生态环保", "湿地巡护"),
        ("教育", "校车安全"),
        ("生态环保", "古树保护"),
    ]
    assert [row.content["township_duty"] for row in file.rows] == [
        "开展巡护。",
        "摸清需求。",
        "看护。",
    ]
    assert not file.errors


def card(name, category, duty, others, township):
    return tbl(
        *(tr("事项", name), tr("领域", category), tr("牵头任务", duty)),
        *(tr("协同部门", others), tr("乡镇动作", township)),
    )


REPORT = [
    p("第一章　基本履职事项") + tbl(tr("领域", "事项"), tr("党建", "1. 理论学习；\n2. 党员发展。")),
    paragraphs("第二章　配合履职事项", "“协同部门”与牵头部门为共同办理关系。"),
    p("第一节　县林业局"),
    card("湿地巡护", "生态", "组织普查。", "县公安局——查处盗猎。", "开展巡护。"),
    p("第二节　县教育局"),
    card("校车安全", "教育", "组织演练。", "无", "摸清需求。"),
    paragraphs(
        "第三章　上级部门收回事项",
        "（一）种子抽检。收回后由县农业农村局承接，工作方式：按计划抽样。",
        "（二）水质检测。收回后由县卫生健康局承接，工作方式：采样化验。",
        "（三）年报核对。收回后由县民政局承接，工作方式：网上比对。",
        "第四章　已同意取消的事项",
        "1. 收集读书笔记。理由：留痕。",
        "2. 组织评比打分。理由：重复。",
    ),
]


def test_a_report_has_a_table_and_cards_and_paragraphs_of_one_list(read):
    file = read("".join(REPORT))
    assert [(row.kind, row.content.get("category", ""), row.name) for row in file.rows] == [
        ("basic", "党建", "理论学习"),
        ("basic", "党建", "党员发展"),
        ("coordination", "生态", "湿地巡护"),
        ("coordination", "教育", "校车安全"),
        *(("reclaimed", "", name) for name in ("种子抽检", "水质检测", "年报核对")),
    ]
    told = []
    for row in file.rows[2:5]:
        for one in row.content["responsibilities"]:
            told.append((one["department"], one["role"], one["duty"] or one["method"]))
    assert told == [
        ("县林业局", "lead", "组织普查。"),
        ("县公安局", "joint", "查处盗猎。"),
        ("县教育局", "lead", "组织演练。"),
        ("县农业农村局", "receiver", "按计划抽样。"),
    ]
    assert not file.errors


def test_a_kind_and_a_category_right_above_a_table_are_its_own(read):
    cards = tbl(tr("卡片1", "湿地巡护"), tr("县林业局（主责）", "组织普查。"))
    more = tbl(tr("卡片2", "校车安全"), tr("县教育局（主责）", "组织演练。"))
    heading = paragraphs("第二篇　帮着办（配合履职事项）", "【生态环保】")
    file = read(paragraphs("第一篇 基本履职事项", *BASIC) + heading + cards + p("") + more)
    assert named(file)[2:] == [
        ("民生服务", "临时救助"),
        ("生态环保", "湿地巡护"),
        ("生态环保", "校车安全"),
    ]
    assert [row.kind for row in file.rows[3:]] == ["coordination"] * 2


@pytest.mark.parametrize(
    "texts",
    [
        ("关于印发《城关镇基本履职事项清单》的通知", *BASIC),
        ("城关镇基本履职事项清单", *BASIC[:2]),
        ("城关镇基本履职事项清单", "1.党的建设\t3", "2.经济发展\t5", "3.民生服务\t9"),
    ],
    ids=["letter", "two", "contents"],
)
def test_paragraphs_of_another_sort_are_no_list(read, texts):
    file = read(paragraphs(*texts) + tbl(tr(*HEAD), tr(*FINES)))
    assert [row.name for row in file.rows] == [FINES[1]]


def test_an_index_of_the_items_of_a_table_is_named(read):
    names = ["主题党日", "发展党员", "临时救助"]
    index = paragraphs("一、基本履职事项清单", *(f"{n}.{name}" for n, name in enumerate(names, 1)))
    table = tbl(tr("序号", "事项名称"), *(tr(str(n), name) for n, name in enumerate(names, 1)))
    file = read(index + p("城关镇基本履职事项清单") + table)
    assert [row.name for row in file.rows] == names
    assert "2.发展党员" in said(file)
    assert not file.errors


def test_duties_stand_on_lines_below_the_names_of_departments(read):
    items = ["二、配合履职事项", "民生服务", "1.积水处置", "牵头部门：县住房和城乡建设局"]
    items += ["1.清掏管网；", "2.抢修路面。", "共同部门：县气象局", "发布预警。"]
    items += ["城关镇职责", "1.值守；", "2.转移。", "2.湿地巡护", "牵头部门：县林业局"]
    items += ["组织普查。", "城关镇职责", "劝阻围垦。", "市容秩序", "3.车位施划"]
    items += ["牵头部门：县公安局", "统一施划。", "城关镇职责", "劝导。"]
    items += ["三、收回事项", "1.诊所校验", "承接部门：县卫生健康局", "直接办理。"]
    file = read(paragraphs("城关镇履职事项清单", *items))
    assert not file.errors
    assert named(file)[:3] == [
        ("民生服务", "积水处置"),
        ("民生服务", "湿地巡护"),
        ("市容秩序", "车位施划"),
    ]
    parts = [row.content["responsibilities"] for row in file.rows]
    told = [[(one["department"], one["duty"] or one["method"]) for one in of] for of in parts]
    assert told == [
        [("县住房和城乡建设局", "1.清掏管网；\n2.抢修路面。"), ("县气象局", "发布预警。")],
        [("县林业局", "组织普查。")],
        [("县公安局", "统一施划。")],
        [("县卫生健康局", "直接办理。")],
    ]
    duties = [row.content["township_duty"] for row in file.rows[:3]]
    assert duties == ["1.值守；\n2.转移。", "劝阻围垦。", "劝导。"]


def test_steps_of_an_item_are_no_items(read):
    steps = [
        "1.开展巡查：",
        "（1）建立台账；",
        "（2）上报。",
        "2.发展党员。",
        "3.临时救助。",
        "4.普查。",
        "5.统计。",
    ]
    steps += ["6.河长制。", "7.普法。", "8.信访。"]
    file = read(paragraphs("城关镇基本履职事项清单", *steps))
    assert len(file.rows) == 8
    assert said(file) == ["（1）建立台账；", "（2）上报。"]


def test_a_table_that_is_no_list_is_named_row_by_row(read):
    contacts = tbl(tr("姓名", "职务", "电话"), tr("王建国", "主任", "0000-123"))
    foot = tbl(
        tr(tc("抄送：县委编办。", '<w:gridSpan w:val="2"/>')),
        tr("城关镇党政办公室", "2026年3月2日印发"),
    )
    file = read(tbl(tr(*HEAD), tr(*FINES)) + p("联系人：") + contacts + foot)
    assert len(file.rows) == 1
    assert not file.errors
    assert "王建国 主任 0000-123" in said(file)
    assert "抄送：县委编办。" in said(file)


def test_a_further_part_of_a_list_needs_no_head(read):
    more = tbl(tr("2", "对占道经营的处罚", "县城市管理局", "由部门查处"))
    rest = tbl(tr("", "", "", "并公开结果。"))
    file = read(tbl(tr(*HEAD), tr(*FINES)) + more + rest)
    assert [row.name for row in file.rows] == [FINES[1], "对占道经营的处罚"]
    assert file.rows[1].texts["method"] == "由部门查处并公开结果。"


def test_the_foot_of_a_document_in_its_last_table_is_no_item(read):
    foot = tr(tc("抄送：县委编办。", '<w:gridSpan w:val="4"/>')) + tr(
        "党政办公室", "", "2026年3月2日印发", ""
    )
    file = read(tbl(tr(*HEAD), tr(*FINES), foot))
    assert len(file.rows) == 1
    assert not file.errors


def test_items_that_are_lines_of_one_cell_are_read_each(read):
    lines = p("1.开展主题党日；") + p("2.发展党员。")
    table = tbl(
        tr("序号", "类别", "事项名称"),
        tr("一", "党的建设", tc(lines)),
        tr("二", "民生服务", "3.临时救助。"),
    )
    file = read(p("基本履职事项清单") + table)
    assert named(file) == [
        ("党的建设", "开展主题党日"),
        ("党的建设", "发展党员"),
        ("民生服务", "临时救助"),
    ]
    assert len({row.key for row in file.rows}) == 3


@pytest.mark.parametrize("sign", [".", "）", ")"])
def test_numbered_lines_of_a_name_without_a_category_are_one_item_and_said(read, sign):
    lines = tc(p(f"1{sign}开展主题党日；") + p(f"2{sign}发展党员。"))
    file = read(
        p("基本履职事项清单") + tbl(tr("序号", "事项名称"), tr("一", lines), tr("二", "临时救助"))
    )
    assert len(file.rows) == 2
    assert [issue.code for issue in file.warnings] == ["several_in_one"]


def test_two_items_in_one_row_stand_in_the_order_of_their_numbers(read):
    across = '<w:gridSpan w:val="4"/>'
    table = tbl(
        tr("序号", "事项名称", "序号", "事项名称"),
        tr(tc("一、党的建设（4项）", across)),
        tr("1", "主题党日", "2", "发展党员"),
        tr("3", "党费收缴", "4", "党务公开"),
        tr(tc("二、民生服务（2项）", across)),
        tr("5", "临时救助", "6", "控辍保学"),
    )
    file = read(p("基本履职事项清单") + table)
    assert [row.texts["number"] for row in file.rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row.content["category"] for row in file.rows] == [*["党的建设"] * 4, *["民生服务"] * 2]
    assert len({row.key for row in file.rows}) == 6
    assert not [issue for issue in file.warnings if issue.code == "section_count"]


COORDINATION = ["序号", "事项名称", "上级部门职责", "乡镇配合职责"]


def test_departments_over_their_items_are_no_categories(read):
    section = tr(tc("县公安局（1项）", '<w:gridSpan w:val="4"/>'))
    file = read(
        p("配合履职事项清单") + tbl(tr(*COORDINATION), section, tr("1", "禁毒", "查处。", "巡查。"))
    )
    [row] = file.rows
    assert [held["department"] for held in row.content["responsibilities"]] == ["县公安局"]
    assert "category" not in row.content


@pytest.mark.parametrize(
    ("above", "category"),
    [
        (["城关镇上级部门收回事项清单", "市容管理"], "市容管理"),
        (["党的建设"], "党的建设"),
        (["城关镇上级部门收回事项清单", "征求意见稿"], None),
        (["履职手册"], None),
        (["城关镇上级部门收回事项清单", "河口乡"], None),
    ],
)
def test_a_name_alone_above_a_head_is_a_category(read, above, category):
    file = read(paragraphs(*above) + tbl(tr(*HEAD), tr(*FINES)))
    assert named(file) == [(category, FINES[1])]


def test_names_alone_between_the_tables_are_their_categories(read):
    table = tbl(tr(*HEAD), tr(*FINES))
    file = read(
        p("上级部门收回事项清单")
        + p("市容管理")
        + table
        + p("城乡融合")
        + table.replace("乱倒", "乱堆")
    )
    assert [category for category, _name in named(file)] == ["市容管理", "城乡融合"]


def test_a_duty_of_nobody_named_is_an_error(read):
    file = read(
        p("配合履职事项清单") + tbl(tr(*COORDINATION), tr("1", "禁毒", "1.依法查处。", "巡查。"))
    )
    assert [error.code for error in file.errors] == ["missing_column"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县公安局：查处。\n县司法局：普法。", [("县公安局", "查处。"), ("县司法局", "普法。")]),
        (
            "县公安局\n1.查处。\n县司法局\n普法。",
            [("县公安局", "1.查处。"), ("县司法局", "普法。")],
        ),
        ("【县公安局】查处。", [("县公安局", "查处。")]),
        ("由县公安局依法查处。", [("县公安局", "由县公安局依法查处。")]),
        ("负责查处。", []),
    ],
)
def test_departments_are_told_by_their_duties(text, told):
    assert [
        (named.name, duty) for departments, duty in departments_in(text) for named in departments
    ] == told


def test_a_file_without_a_list_says_where_it_may_be():
    with pytest.raises(FileRefused, match="有1张图片，图中的文字不能读取。"):
        recognised([Sheet("正文", remarks=["有1张图片，图中的文字不能读取"])], None, None)


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ([(1, 1), (2, 1), (3, 2)], [1, 2, 3]),
        ([(1, 2), (3, 1), (4, 1)], [1, 2, 3]),
        ([(1, 1), (2, 3)], [1, 2]),
        ([(1, 4)], [1]),
    ],
)
def test_cells_stand_under_the_borders_of_the_fullest_row(cells, places):
    columns = Columns([600, 60, 3000, 2000])
    columns.settle([(1, 1, None), (2, 2, None), (4, 1, None)])
    assert [
        column for column, _span, _cell in columns.settle([(*cell, None) for cell in cells])
    ] == places


def test_forms_of_one_item_each_stand_below_the_table_of_another_kind(read):
    forms = [
        (("事项1", "湿地巡护"), ("对应上级部门", "县林业局")),
        (("事项2", "岸线清理"), ("对应上级部门", "县水利局")),
    ]
    rest = [("上级部门职责", "组织普查。"), ("我镇配合职责", "日常巡查。")]
    tables = [tbl(*(tr(*row) for row in (*form, *rest))) for form in forms]
    file = read(
        paragraphs("附件1", "基本履职事项")
        + tbl(tr("序号", "事项名称", "序号", "事项名称"), tr("1", "党员发展", "", "（审核时删去）"))
        + paragraphs("附件2", "配合履职事项", "（一）生态环保")
        + paragraphs("").join(tables)
        + paragraphs("附件3", "上级部门收回事项")
        + tbl(tr(*HEAD), tr(*FINES))
    )
    assert not file.errors
    assert [(row.kind, row.content.get("category", ""), row.name) for row in file.rows] == [
        ("basic", "", "党员发展"),
        ("coordination", "生态环保", "湿地巡护"),
        ("coordination", "生态环保", "岸线清理"),
        ("reclaimed", "", "对乱倒垃圾的处罚"),
    ]


PAGE = """<h1>柳林镇职责目录</h1><h2>一、基本履职事项</h2><h3>（一）党的建设</h3>
<ol><li>开展主题党日</li><li><p>发展党员</p><li>慰问老党员</ol>
<h3>（二）民生服务</h3><ol start="4"><li>临时救助</li><li>5. 探访独居老人</li></ol>"""


def test_a_page_numbers_its_lists_as_a_browser_shows_them(tmp_path):
    path = tmp_path / "清单.html"
    path.write_text(f"<html><body>{PAGE}</body></html>", encoding="utf-8")
    rows = recognised(read_file(path), None, None).rows
    names = ["开展主题党日", "发展党员", "慰问老党员", "临时救助", "探访独居老人"]
    assert [row.name for row in rows] == names
    assert [row.content["category"] for row in rows] == ["党的建设"] * 3 + ["民生服务"] * 2


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol type='A' start=2><li>甲<li value=5>乙</ol>", ["B. 甲", "E. 乙"]),
        ("<ul><li>甲<ol><li>乙</ol><li>丙</ul>", ["甲", "1. 乙", "丙"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol style='list-style: none'><li>甲</ol><ol reversed><li>乙</ol>", ["甲", "乙"]),
        ("<ol><li><b>（1）</b>甲<li>③乙<li><li>丙</ol>", ["（1）甲", "③乙", "4. 丙"]),
        ("<table><tr><td><ol><li>甲<li>乙</ol></table>", ["1. 甲\n2. 乙"]),
    ],
)
def test_an_entry_of_a_page_keeps_its_own_number_and_dots_are_none(tmp_path, markup, lines):
    path = tmp_path / "清单.html"
    path.write_text(f"<html><body>{markup}</body></html>", encoding="utf-8")
    [sheet] = read_file(path)
    assert [cell.value for cell in sheet.cells] == lines


def test_names_that_run_on_behind_a_heading_are_items(read):
    file = read(
        paragraphs(
            "白水镇基本履职事项",
            "（一）村务（2项）1.村规民约修订；2.公章管理。",
            "（二）民生服务3.助餐点运行；4.临时救助",
        )
    )
    assert named(file) == [
        ("村务", "村规民约修订"),
        ("村务", "公章管理"),
        ("民生服务", "助餐点运行"),
        ("民生服务", "临时救助"),
    ]
    assert not file.errors


def test_numbered_steps_behind_an_office_stay_together(read):
    steps = "（一）县水利局1.巡查堤防；2.修补险段"
    file = read(paragraphs("白水镇基本履职事项", "1.护堤", steps, "2.管井", "3.修渠"))
    assert not {"巡查堤防", "修补险段"} & {row.name for row in file.rows}


TABBED = [
    "序\t事项\t承接部门\t工作方式",
    "1\t摊位划线\t县城市管理局\t分片划线",
    "2\t犬只登记\t县公安局\t上网登记",
]


@pytest.mark.parametrize("title", ["上级部门收回：", "收回事项"])
def test_lines_that_tabs_set_into_columns_are_a_table(read, title):
    file = read(paragraphs("柳林镇履职事项", title, *TABBED, "请周五前反馈。"))
    assert [row.name for row in file.rows] == ["摊位划线", "犬只登记"]
    assert file.rows[0].content["responsibilities"][0]["method"] == "分片划线"
    assert not file.errors


def test_lines_with_other_tabs_stay_paragraphs(read):
    file = read(paragraphs("目录", "基本履职\t概述\t1", "配合履职\t概述\t9", "收回\t概述\t20"))
    assert file.recognition.tables == []
    assert len(file.recognition.skipped) + len(file.recognition.strays) <= 4
