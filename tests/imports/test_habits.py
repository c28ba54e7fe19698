"""Habits of offices one by one: heads in groups, tables beside each other, cut rows, matrices,
headings of duties.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.departments import split_departments
from items.imports.recognition.duties import share_duty
from items.imports.recognition.receiving import receivers_in
from items.imports.recognition.rows import rows_of
from items.imports.recognition.scopes import is_chosen
from items.imports.recognition.tables import read_tables
from tests.unaccounted import unaccounted

pytestmark = pytest.mark.one_database

BASIC = ["序号", "事项名称"]
COORDINATION = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]


def read(*rows, merged=(), **fields):
    """The rows read of a sheet, every cell of it accounted for."""
    cells = [
        Cell(r, c, text)
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row if isinstance(row, list) else [row], 1)
        if text
    ]
    sheets = [Sheet("表一", cells=cells, merged=list(merged), **fields)]
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    return recognition, rows_of(recognition)


def names(*rows, **fields):
    return [(row.kind, row.content.get("category"), row.name) for row in read(*rows, **fields)[1]]


def duties(row):
    return [
        (part["department"], part["role"], part["duty"]) for part in row.content["responsibilities"]
    ]


def test_a_head_of_two_rows_with_groups_over_columns():
    recognition, [row] = read(
        ["序号", "事项名称", "上级部门", "", "乡镇（街道）"],
        ["", "", "部门名称", "职责", "配合职责"],
        ["1", "禁毒", "县公安局", "1.查处。", "1.宣传。"],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)],
    )
    assert (duties(row), row.content["township_duty"]) == (
        [("县公安局", "lead", "1.查处。")],
        "1.宣传。",
    )
    assert recognition.tables[0].heads[4] == "上级部门 / 职责"


def test_tables_beside_each_other_with_heads_in_different_rows():
    found = names(
        [*BASIC, "", "", "", ""],
        ["1", "河道巡查", "", "序号", "收回事项", "承接部门"],
        ["2", "理论学习", "", "1", "出具证明", "县民政局"],
    )
    assert found == [
        ("basic", None, "河道巡查"),
        ("basic", None, "理论学习"),
        ("reclaimed", None, "出具证明"),
    ]


def test_a_list_in_two_halves_goes_on_to_the_right():
    found = names(
        [*BASIC, "", *BASIC],
        ["一、党的建设", "", "", "2", "理论学习"],
        ["1", "发展党员", "", "二、经济发展", ""],
        ["", "", "", "3", "招商服务"],
    )
    assert found == [
        ("basic", "党的建设", "发展党员"),
        ("basic", "党的建设", "理论学习"),
        ("basic", "经济发展", "招商服务"),
    ]


@pytest.mark.parametrize(
    "section",
    [
        ["一、党的建设（2项）"],
        ["一", "党的建设"],
        ["（一）", "党的建设（2项）"],
        ["党的建设"],
        ["【党的建设】"],
        ["第一类 党的建设"],
        ["一　党的建设　2项"],
        ["一、党的建设：2项"],
        ["一、党的建设", "共2项"],
        ["党 的 建 设（计2项）"],
        ["", "党的建设"],
        ["以下为党的建设"],
    ],
)
def test_a_category_s_row_in_every_form(section):
    recognition, rows = read(BASIC, section, ["1", "发展党员"], ["2", "理论学习"])
    assert [row.content["category"] for row in rows] == ["党的建设", "党的建设"]
    assert recognition.strays == []


@pytest.mark.parametrize("line", ["以下由水利、林业两家报来", "以上各项已核，以下待核"])
def test_a_line_that_points_at_rows_is_no_category(line):
    merged = [(4, 1, 4, 2)]
    rows = [["1", "发展党员"], ["2", "理论学习"], line, ["3", "村务监督"]]
    assert names(BASIC, *rows, merged=merged) == [
        ("basic", None, "发展党员"),
        ("basic", None, "理论学习"),
        ("basic", None, "村务监督"),
    ]


def test_a_category_before_its_own_number_in_one_cell():
    rows = ["民生保障-1", "临时救助"], ["民生保障-2", "助餐"], ["3", "助浴"], ["平安（1）", "禁毒"]
    assert names(["类别、序号", "事项名称"], *rows) == [
        ("basic", "民生保障", "临时救助"),
        ("basic", "民生保障", "助餐"),
        ("basic", "民生保障", "助浴"),
        ("basic", "平安", "禁毒"),
    ]


def test_numbers_say_which_rows_are_categories():
    found = names(
        BASIC, ["1", "党的建设"], ["1.1", "发展党员"], ["2", "经济发展"], ["2025-02-01", "招商服务"]
    )
    assert found == [("basic", "党的建设", "发展党员"), ("basic", "经济发展", "招商服务")]


def test_kinds_as_sections_of_one_table():
    found = names(
        COORDINATION,
        "一、基本履职事项（1项）",
        ["1", "发展党员"],
        "二、配合履职事项（1项）",
        ["1", "禁毒", "县公安局", "1.查处。", "1.宣传。"],
        "三、上级部门收回事项",
        ["1", "治安处罚", "县公安局", "由部门查处。"],
    )
    assert [(kind, name) for kind, _category, name in found] == [
        ("basic", "发展党员"),
        ("coordination", "禁毒"),
        ("reclaimed", "治安处罚"),
    ]


def test_a_row_for_each_department_is_one_item_with_its_own_duties():
    _reading, [row] = read(
        COORDINATION,
        ["1", "防溺水", "县教育局", "1.制定方案。", "1.宣传。"],
        ["", "", "县水利局", "1.设置警示标志。", ""],
        merged=[(2, 1, 3, 1), (2, 2, 3, 2), (2, 5, 3, 5)],
    )
    assert duties(row) == [
        ("县教育局", "lead", "1.制定方案。"),
        ("县水利局", "joint", "1.设置警示标志。"),
    ]


def test_a_row_cut_by_a_page_is_put_together_without_a_gap():
    _reading, rows = read(
        COORDINATION,
        ["1", "农村人居", "县农业农村局", "1.制定方", "1.宣传；"],
        "第1页 共2页",
        COORDINATION,
        ["", "环境整治", "", "案；\n2.检查。", "2.上报。"],
        ["2", "禁毒", "县公安局", "1.查处。", "1.宣传。"],
    )
    assert [row.name for row in rows] == ["农村人居环境整治", "禁毒"]
    assert duties(rows[0]) == [("县农业农村局", "lead", "1.制定方案；\n2.检查。")]
    assert rows[0].content["township_duty"] == "1.宣传；\n2.上报。"


def test_a_row_without_a_number_that_may_be_anything_is_an_error_and_not_guessed():
    recognition, rows = read(
        BASIC, ["1", "发展党员"], ["2", "理论学习"], ["", "招商服务"], ["3", "禁毒宣传"]
    )
    errors, _warnings = check_file(recognition, rows)
    assert [(error.row, error.column, error.code) for error in errors] == [(4, "B", "doubtful_row")]
    assert len(rows) == 3


def test_a_number_that_begins_anew_is_a_new_item():
    found = names(
        BASIC, "一、党的建设（1项）", ["1", "发展党员"], "二、经济发展（1项）", ["1", "招商服务"]
    )
    assert found == [("basic", "党的建设", "发展党员"), ("basic", "经济发展", "招商服务")]


def test_a_matrix_of_townships_keeps_each_row_s_ticks():
    recognition, rows = read(
        ["序号", "事项名称", "适用乡镇", "", "备注"],
        ["", "", "城关镇", "河口乡", ""],
        ["1", "河道巡查", "√", "", "新增"],
        ["2", "理论学习", "√", "√", ""],
        merged=[(1, 3, 1, 4), (1, 1, 2, 1), (1, 2, 2, 2), (1, 5, 2, 5)],
    )
    assert [row.marks for row in rows] == [
        {"城关镇": "√", "河口乡": ""},
        {"城关镇": "√", "河口乡": "√"},
    ]
    _errors, warnings = check_file(recognition, rows)
    assert [(warning.code, warning.value) for warning in warnings] == [("remark", "新增")]


@pytest.mark.parametrize(
    ("sign", "chosen"),
    [
        ("√", True),
        ("●", True),
        ("1", True),
        ("是", True),
        ("", False),
        ("○", False),
        ("×", False),
        ("部分", None),
    ],
)
def test_a_sign_under_a_township_is_yes_no_or_unclear(sign, chosen):
    assert is_chosen(sign) is chosen


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("县公安局和县司法局", ["县公安局", "县司法局"]),
        ("县发展和改革局、县住房和城乡建设局", ["县发展和改革局", "县住房和城乡建设局"]),
        ("1.县公安局\n2.县司法局", ["县公安局", "县司法局"]),
        ("①县公安局②县司法局", ["县公安局", "县司法局"]),
        ("县公安局｜县司法局/县民政局", ["县公安局", "县司法局", "县民政局"]),
        ("县公安局、县司法局等部门", ["县公安局", "县司法局"]),
        ("县公安局牵头，县司法局负责", ["县公安局", "县司法局"]),
        ("县民政局负责", ["县民政局"]),
        ("牵头：县公安局；配合：县司法局", ["县公安局", "县司法局"]),
        ("（牵头单位：县公安局；配合单位：县司法局）", ["县公安局", "县司法局"]),
        ("/", []),
    ],
)
def test_departments_are_told_apart_and_never_cut_in_two(text, named):
    assert [department.name for department in split_departments(text)] == named


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("县教育局牵头，县公安局、县司法局配合", ["lead", "support", "support"]),
        ("县公安局（配合）县教育局（牵）", ["support", "lead"]),
        ("县教育局（牵头）县公安局（配合）", ["lead", "support"]),
        ("【牵头】县教育局；【共同】县公安局", ["lead", "joint"]),
        ("牵头单位：县教育局 责任单位：县公安局 参与单位：县司法局", ["lead", "joint", "support"]),
    ],
)
def test_roles_are_read_wherever_they_are_written(text, roles):
    assert [department.role for department in split_departments(text)] == roles


@pytest.mark.parametrize(
    "text", ["县水利局（河湖股）", "县水利局-河湖股", "县水利局河湖股", "县水利局 河湖股"]
)
def test_an_internal_office_is_no_department(text):
    assert [(d.name, d.internal_office) for d in split_departments(text)] == [
        ("县水利局", "河湖股")
    ]


@pytest.mark.parametrize(
    "name", ["县委办公室", "县人民政府办公室", "县委政策研究室", "县融媒体中心", "团县委"]
)
def test_an_office_that_ends_like_a_division_stays_whole(name):
    assert [(d.name, d.internal_office) for d in split_departments(name)] == [(name, "")]


@pytest.mark.parametrize(
    "text",
    [
        "县林业局：\n1.规划。\n县应急管理局：\n1.扑救。",
        "县林业局：1.规划。县应急管理局：1.扑救。",
        "【县林业局】1.规划。【县应急管理局】1.扑救。",
        "一、县林业局\n1.规划。\n二、县应急管理局\n1.扑救。",
        "林业局：1.规划。\n应急局：1.扑救。",
        "县林业局职责：1.规划。\n县应急管理局职责：1.扑救。",
        "牵头部门：1.规划。\n共同责任部门：1.扑救。",
        "县林业局——1.规划。\n县应急管理局——1.扑救。",
    ],
)
def test_blocks_of_duties_go_to_the_department_they_are_headed_by(text):
    named = split_departments("县林业局、县应急管理局")
    named[0].role, named[1].role = "lead", "joint"
    assert share_duty(text, named) == []
    assert ["".join(department.duty) for department in named] == ["1.规划。", "1.扑救。"]


def test_a_block_is_headed_by_an_office_whatever_its_name_ends_in():
    for other in ("县科协", "县委党校", "县供电"):
        named = split_departments(f"县教育局、{other}")
        assert share_duty(f"县教育局：组织宣讲。\n{other}：安排讲师。", named) == []
        assert [department.duty for department in named] == [["组织宣讲。"], ["安排讲师。"]]


def test_a_block_of_an_office_that_is_not_named_is_said():
    row = [
        "1",
        "森林防火",
        "县林业局、县水利局",
        "县林业局：1.规划。县财政局：1.拨款。",
        "1.宣传。",
    ]
    recognition, rows = read(COORDINATION, row)
    errors, _warnings = check_file(recognition, rows)
    assert [(error.code, error.value) for error in errors] == [
        ("unplaced_duty", "1.规划。县财政局：1.拨款。")
    ]


@pytest.mark.parametrize(
    ("text", "named", "method"),
    [
        ("承接部门：县公安局；工作方式：依法查处。", ["县公安局"], "依法查处。"),
        ("1.承接部门：县公安局\n2.工作方式：依法查处。", ["县公安局"], "依法查处。"),
        ("【承接部门】县公安局\n【工作方式】依法查处。", ["县公安局"], "依法查处。"),
        ("由县公安局收回。工作方式：依法查处。", ["县公安局"], "依法查处。"),
        ("县公安局：依法查处。", ["县公安局"], "依法查处。"),
        ("【县公安局】依法查处。", ["县公安局"], "依法查处。"),
        ("【县公安局】会同【县司法局】查处。", ["县公安局"], "会同【县司法局】查处。"),
        ("县公安局、县司法局\n依法查处。", ["县公安局", "县司法局"], "依法查处。"),
        ("由县公安局依法查处。", ["县公安局"], "由县公安局依法查处。"),
        ("依法查处。", [], "依法查处。"),
    ],
)
def test_receivers_and_their_way_of_working_in_one_cell(text, named, method):
    [(departments, said)] = receivers_in(text)
    assert ([department.name for department in departments], said) == (named, method)


def test_each_department_that_receives_has_its_own_label_office_and_way_of_working():
    text = "承接部门（牵头）：县民政局，承接机构：救助股\n工作方式：入户核查。\n"
    text += "承接部门（共同）：县财政局\n工作方式：拨付资金。"
    [(first, method), (second, other)] = receivers_in(text)
    named = [(one.name, one.internal_office) for one in (*first, *second)]
    assert named == [("县民政局", "救助股"), ("县财政局", "")]
    assert [method, other] == ["入户核查。", "拨付资金。"]


def test_boxed_departments_that_receive_have_each_their_way_of_working():
    text = "【县民政局】入户核查。\n【县财政局】拨付资金。"
    said = [([one.name for one in departments], how) for departments, how in receivers_in(text)]
    assert said == [(["县民政局"], "入户核查。"), (["县财政局"], "拨付资金。")]


def test_sheets_of_an_index_and_of_examples_are_named():
    def sheet(name, *rows):
        return Sheet(
            name,
            cells=[Cell(r, c, t) for r, row in enumerate(rows, 1) for c, t in enumerate(row, 1)],
        )

    recognition = read_tables(
        [
            sheet("目录", [*BASIC, "页码"], ["1", "河道巡查", "3"]),
            sheet("填写说明", BASIC, ["1", "河道巡查"]),
        ]
    )
    assert recognition.tables == []
    assert [(found.sheet, found.reason) for found in recognition.skipped] == [
        ("目录", "目录或汇总表，没有读入"),
        ("填写说明", "填写说明中的示例，没有读入"),
    ]
