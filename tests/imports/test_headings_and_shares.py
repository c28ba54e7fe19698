"""Headings that a document itself marks, shares behind names, and numbers in place of ticks."""

import pytest

from items.imports.reading.grid import book_from, sheet_lines
from items.imports.reading.reader import read_file
from items.imports.services.importing import recognised
from items.models import Kind

from .format_files import docx, p, part
from .test_other_hands import PLACES, read, shares, sheet

pytestmark = pytest.mark.one_database

PAGE = """<html><body><h1>示例县乡镇（街道）履职事项清单</h1>
<h2>一、基本履职事项</h2>
<h3>党的建设</h3>
<ol><li>落实村级会议制度并公开记录</li><li>组织离任村干部座谈和走访</li></ol>
<h3>村庄面貌</h3>
<ol start="3"><li>清理房前屋后的杂物</li></ol>
<h2>二、上级部门收回事项</h2>
<h3>村庄面貌</h3>
<ol><li>规划图纸入库<ul><li>承接部门：县自然资源局；工作方式：由编制单位提交</li></ul></li>
<li>粉尘监测<ul><li>承接部门：县应急管理局；工作方式：每月布点监测</li>
<li>承接部门：县卫生健康局；工作方式：约谈超标企业</li></ul></li>
<li>石料检验<ul><li>承接部门：县交通运输局；工作方式：取样送检</li></ul></li></ol>
</body></html>"""
LINES = [
    "基本履职事项清单",
    "党的建设",
    "1.开展主题党日；",
    "2.发展党员。",
    "村庄面貌",
    "3.清理杂物。",
]
STYLES = part(
    "styles",
    '<w:style w:styleId="T"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="T2"><w:basedOn w:val="T"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="T"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
    "</w:style>",
)


def categories(rows):
    return [(row.content["category"], row.name) for row in rows]


def from_file(path):
    return recognised(read_file(path), None, None)


def test_the_headings_of_a_page_are_categories_and_no_rest_of_a_name(tmp_path):
    path = tmp_path / "清单.html"
    path.write_text(PAGE, encoding="utf-8")
    file = from_file(path)
    assert not file.errors
    assert categories(file.rows) == [
        ("党的建设", "落实村级会议制度并公开记录"),
        ("党的建设", "组织离任村干部座谈和走访"),
        ("村庄面貌", "清理房前屋后的杂物"),
        ("村庄面貌", "规划图纸入库"),
        ("村庄面貌", "粉尘监测"),
        ("村庄面貌", "石料检验"),
    ]


def test_each_who_receives_an_item_has_the_way_of_working_behind_its_name(tmp_path):
    path = tmp_path / "清单.html"
    path.write_text(PAGE, encoding="utf-8")
    dust = from_file(path).rows[4]
    assert shares(dust) == [("县应急管理局", "每月布点监测"), ("县卫生健康局", "约谈超标企业")]


CARDS = [
    *(["事项名称", "粉尘监测"], ["承接部门", "县应急管理局"], ["工作方式", "布点监测。"]),
    *(["承接部门", "县卫生健康局"], ["工作方式", "约谈企业。"], []),
    *(["事项名称", "石料检验"], ["承接部门", "县交通运输局"], ["工作方式", "取样送检。"]),
]


def test_so_has_each_on_a_card():
    rows, errors = read(sheet([["上级部门收回事项卡片"], *CARDS]))
    assert errors == []
    assert shares(rows[0]) == [("县应急管理局", "布点监测。"), ("县卫生健康局", "约谈企业。")]
    assert shares(rows[1]) == [("县交通运输局", "取样送检。")]


@pytest.mark.parametrize(
    ("style", "is_heading"),
    [
        ('<w:pStyle w:val="T"/>', True),
        ('<w:pStyle w:val="T2"/>', True),
        ('<w:outlineLvl w:val="2"/>', True),
        ('<w:pStyle w:val="T"/><w:outlineLvl w:val="9"/>', False),
        ('<w:pStyle w:val="B"/>', False),
        ("", False),
    ],
)
def test_a_heading_of_word_is_one_by_itself_or_by_its_style(tmp_path, style, is_heading):
    heading = f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>村庄面貌</w:t></w:r></w:p>"
    body = "".join(heading if line == "村庄面貌" else p(line) for line in LINES)
    [sheet_read] = read_file(docx(tmp_path / "清单.docx", body, styles=STYLES))
    assert [*sheet_read.headings] == ([5] if is_heading else [])
    if is_heading:
        rows = recognised([sheet_read], None, None).rows
        assert categories(rows)[-1] == ("村庄面貌", "清理杂物")


def test_headings_come_through_between_the_processes():
    written = sheet([["清单"], ["党的建设"]])
    written.headings = {2: 1}
    [found] = book_from([*sheet_lines(written), '{"done": true}']).sheets
    assert found.headings == {2: 1}


@pytest.mark.parametrize(
    "lead",
    [
        "县交通运输局——设置公示牌，考核路长履职",
        "县交通运输局：设置公示牌，考核路长履职",
        "县交通运输局（设置公示牌，考核路长履职）",
    ],
)
def test_a_department_in_its_own_column_has_the_duty_behind_its_name(lead):
    head = ["序号", "事项名称", "牵头部门", "配合部门", "乡镇配合职责"]
    roads = [1, "路长制", lead, "县公安局——排查多发路段", "组织巡路。"]
    rows, errors = read(sheet([["配合履职事项清单"], head, roads]))
    assert errors == []
    assert shares(rows[0]) == [
        ("县交通运输局", "设置公示牌，考核路长履职"),
        ("县公安局", "排查多发路段"),
    ]
    roles = [part["role"] for part in rows[0].content["responsibilities"]]
    assert roles == ["lead", "support"]


MATRIX = [
    ["乡镇（街道）基本履职事项编号对照表"],
    ["类别", "事项名称", "在各乡镇清单中的序号"],
    ["", "", "城关镇", "河口乡", "湾头镇"],
    ["党的建设", "理论学习", "1", "1", "1"],
    ["党的建设", "党员发展", "2", "—", "—"],
    ["经济发展", "果园管护", "3", "2", "—"],
    ["经济发展", "集市管理", "4", "—", "2"],
]
OVER_ALL = [(2, 3, 2, 5)]


def test_the_number_an_item_has_in_a_townships_list_is_a_tick():
    rows, errors = read(sheet(MATRIX, merged=OVER_ALL), places=PLACES)
    assert errors == []
    ticked = [[place for place, sign in row.marks.items() if sign == "√"] for row in rows]
    assert ticked == [
        ["城关镇", "河口乡", "湾头镇"],
        ["城关镇"],
        ["城关镇", "河口乡"],
        ["城关镇", "湾头镇"],
    ]
    assert [row.kind for row in rows] == [Kind.BASIC] * 4


@pytest.mark.parametrize("sign", ["0", "1", "7", "多"])
def test_numbers_that_do_not_run_on_are_no_ticks(sign):
    matrix = [*MATRIX[:5], ["经济发展", "果园管护", sign, "2", "—"], MATRIX[6]]
    matrix[6] = ["经济发展", "集市管理", "4", "—", "2"]
    rows, _errors = read(sheet(matrix, merged=OVER_ALL), places=PLACES)
    assert (rows[1].marks["城关镇"] == "√") == (sign == "多")


CARD = [
    ["配合事项卡片"],
    ["卡片号", 1, "类别", "生态环保"],
    ["事项名称", "湿地巡护", "乡镇", "河口乡"],
    ["牵头单位", "县林业局", "牵头单位职责", "组织普查。"],
    ["协助单位", "县水利局", "协助单位职责", "调度水量。"],
    ["乡镇职责", "开展巡护。"],
    ["填卡人", "段某", "填卡日期", "2025-09-21"],
]
OTHER_CARD = [
    ["配合事项卡片"],
    ["卡片号", 2, "类别", "教育"],
    ["事项名称", "校车安全", "乡镇", "河口乡、湾头镇"],
    ["牵头单位", "县教育局", "牵头单位职责", "组织演练。"],
    ["乡镇职责", "摸清需求。"],
]
CONTENTS = [
    ["配合事项卡片目录"],
    ["卡片号", "事项名称", "牵头单位"],
    [1, "湿地巡护", "县林业局"],
    [2, "校车安全", "县教育局"],
]


def test_a_card_on_each_sheet_is_read_and_the_sheet_of_contents_is_not():
    sheets = [sheet(CONTENTS, "目录"), sheet(CARD, "卡片1"), sheet(OTHER_CARD, "卡片2")]
    rows, errors = read(*sheets, places=PLACES)
    assert errors == []
    assert [row.name for row in rows] == ["湿地巡护", "校车安全"]
    assert [row.texts["scope"] for row in rows] == ["河口乡", "河口乡、湾头镇"]
    assert shares(rows[0]) == [("县林业局", "组织普查。"), ("县水利局", "调度水量。")]
    assert rows[0].content["township_duty"] == "开展巡护。"


def test_items_that_only_the_contents_name_stay():
    contents = [*CONTENTS, [3, "河道清淤", "县水利局"], [4, "渡口管理", "县交通运输局"]]
    rows, errors = read(sheet(contents, "目录"), sheet(CARD, "卡片1"), sheet(OTHER_CARD, "卡片2"))
    assert "河道清淤" in [row.name for row in rows]
    assert errors


def test_the_office_of_a_department_is_told_by_a_question_and_the_department_above_the_head():
    head = ["序号", "收回的事项", "现由我局哪个股室（单位）办", "现在怎样办"]
    rows = [["收回事项表"], ["单位：县农业农村局"], head, [1, "化肥抽检", "种植管理股", "每年抽样"]]
    found, errors = read(sheet(rows))
    assert errors == []
    [share] = found[0].content["responsibilities"]
    assert (share["department"], share["internal_office"]) == ("县农业农村局", "种植管理股")


@pytest.mark.parametrize("name", ["类别", "乡镇（街道）职责", "承接部门", "基本履职", "县公安局"])
def test_a_word_of_a_head_or_an_office_is_no_items_name(name):
    rows = [
        ["基本履职事项清单"],
        ["序号", "类别", "事项名称"],
        [1, "党建", "学习"],
        [2, "党建", name],
    ]
    _rows, errors = read(sheet(rows))
    assert errors == ["no_name"]
