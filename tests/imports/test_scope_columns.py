"""Which column says where the items apply; what it says unclearly is an error with its place."""

import pytest

from items.imports.owners.townships import TownshipNames, place_names
from items.imports.recognition.head_table import HEAD_WORDS
from items.imports.recognition.headwords import its_township
from items.imports.services.head_words import words_for
from items.imports.services.importing import Options, import_rows, recognised
from tests.factories import make_tag, make_township

from .test_whose_words import sheet_of
from .workbooks import HEADS, RIVER

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TITLE = ["示例县基本履职事项清单"]
TOWN, XIANG = "990121100000", "990121101000"
BASIC = HEADS["basic"]
ALL = ("all", [])
BOTH = [("listed", [TOWN]), ALL]
NAMED = ["城关镇", "全县"]
# heads over cells that name townships: all of them say the scope
OF_TOWNSHIPS = [
    "乡镇",
    "乡镇（街道）",
    "镇街",
    "属地",
    "责任乡镇",
    "所属乡镇",
    "适用乡镇（街道）",
    "承接乡镇",
    "承接乡镇（街道）名称",
    "涉及街道",
    "配合乡镇",
    "所在乡镇",
    "责任单位",
    "实施主体",
    "承接单位",
    "适用对象",
    "适用范围",
]
# the same words with duties under them, and words for duties: none of them is the scope
OF_DUTIES = [
    "乡镇",
    "责任乡镇",
    "承接乡镇",
    "乡镇职责",
    "乡镇配合职责",
    "乡镇（街道）承担职责",
    "乡镇任务",
    "乡镇责任",
]
CELLS = {
    "城关镇、河口乡": ("listed", [TOWN, XIANG]),
    "城关镇，湾头镇": ("listed", [TOWN, "990121102000"]),
    "示例县城关镇": ("listed", [TOWN]),
    "各乡镇": ALL,
    "全县": ALL,
    "各乡镇（街道）": ALL,
    "√": ALL,
    "√（各乡镇均适用）": ALL,
    "全 部 承 担": ALL,
    "√ （各乡镇均适用）": ALL,
    "√（城关镇）": ("listed", [TOWN]),
    "除城关镇外": ("listed", [XIANG, "990121102000"]),
    "3个乡镇": ALL,
    "全县三个乡镇（街道）": ALL,
    "城关镇以外的2个乡镇": ("listed", [XIANG, "990121102000"]),
    "通用": ALL,
    "ALL": ALL,
    "990121100:城关镇|990121101:河口乡": ("listed", [TOWN, XIANG]),
    "沿江的城关镇、河口乡": ("listed", [TOWN, XIANG]),
    "沿江乡镇：城关镇、河口乡": ("listed", [TOWN, XIANG]),
    "乡适用，镇不适用": ("listed", [XIANG]),
    "除乡外": ("listed", [TOWN, "990121102000"]),
    "城关镇除外": ("listed", [XIANG, "990121102000"]),
    "城关镇、河口乡以外": ("listed", ["990121102000"]),
    "城关镇以外的乡镇": ("listed", [XIANG, "990121102000"]),
    "全县，城关镇除外": ("listed", [XIANG, "990121102000"]),
    "城关镇、河口乡（2025年试点）": ("listed", [TOWN, XIANG]),
}


@pytest.fixture(autouse=True)
def places(county):
    make_township(XIANG, "河口乡")
    make_township("990121102000", "湾头镇")


@pytest.fixture
def read(county, clerk):
    """Reads rows as the county's own list and matches them with its register: -> the report of a
    dry run.
    """

    def report(rows, *, merged=(), heads=None, township=None):
        sheet = sheet_of(rows)
        sheet.merged = list(merged)
        places = place_names(TownshipNames.of(county))
        file = recognised([sheet], words_for(county), heads, places=places)
        options = Options(township=township, create_departments=True)
        return import_rows(file, county=county, by=clerk, reason="", dry_run=True, options=options)

    return report


def table(head, *cells):
    """A list of basic items with a column of this head."""
    items = [[n, f"落实第{n}类工作", cell] for n, cell in enumerate(cells, 1)]
    return [TITLE, [*BASIC, head], *items]


def scopes_of(report):
    assert report.errors == []
    rows = report.parts[0].read_rows(several=False)
    return [(row["scope"], row["townships"]) for row in rows]


def errors_of(report, code):
    return [error for error in report.errors if error.code == code]


@pytest.mark.parametrize("head", OF_TOWNSHIPS)
def test_a_column_that_names_townships_is_the_scope(head, read):
    report = read(table(head, *NAMED))
    assert scopes_of(report) == BOTH


@pytest.mark.parametrize("cell", CELLS)
def test_whatever_a_scope_s_cell_says_is_understood(cell, read):
    report = read(table("责任乡镇", cell))
    assert scopes_of(report) == [CELLS[cell]]


@pytest.mark.parametrize("cell", ["4个乡镇", "城关镇以外的3个乡镇"])
def test_a_scope_that_counts_other_than_it_says_is_an_error(cell, read):
    report = read(table("责任乡镇", cell))
    [error] = errors_of(report, "unknown_township")
    assert error.message.startswith("适用范围写的个数")


@pytest.mark.parametrize(
    ("title", "scopes"),
    [
        ("水利配合事项——城关镇、河口乡需配合", [("listed", [TOWN, XIANG])]),
        ("二、只有城关、河口两个有的配合事项", [("listed", [TOWN, XIANG])]),
        ("三、配合事项：仅城关镇、河口乡承担的", [("listed", [TOWN, XIANG])]),
        ("四、河口乡单列的配合事项", [("listed", [XIANG])]),
        ("表2 仅城关镇、河口乡原承担的配合履职事项", [("listed", [TOWN, XIANG])]),
        ("配合履职事项（适用全县3个乡镇）", [ALL]),
        ("配合履职事项（征求城关镇、河口乡意见）", [ALL]),
    ],
)
def test_a_title_says_which_townships_its_items_are_for(title, scopes, read):
    rows = [[title], HEADS["coordination"], RIVER]
    assert scopes_of(read(rows)) == scopes


def test_the_townships_that_did_what_was_taken_back_are_its_scope(read):
    rows = [
        ["上级部门收回事项清单"],
        [*HEADS["reclaimed"], "原承担的乡镇（街道）"],
        [1, "取水计量检查", "县水利局", "组织抽查。", "城关镇、河口乡"],
    ]
    assert scopes_of(read(rows)) == [("listed", [TOWN, XIANG])]


def test_a_table_with_a_title_of_its_own_under_the_same_head_has_a_scope_of_its_own(read):
    rows = [
        ["表1 全部乡镇（街道）承担的配合履职事项"],
        HEADS["coordination"],
        RIVER,
        ["表2 仅城关镇、河口乡承担的"],
        HEADS["coordination"],
        [2, "林区巡查", *RIVER[2:]],
    ]
    assert scopes_of(read(rows)) == [ALL, ("listed", [TOWN, XIANG])]


STREET = "990121001000"
TOWNS = ("listed", [TOWN, XIANG, "990121102000"])


@pytest.mark.parametrize("other", ["街道", "通用", "全部"])
def test_towns_are_all_but_the_streets_where_other_rows_tell_these_apart(other, read):
    make_township(STREET, "滨河街道")
    [towns, _other] = scopes_of(read(table("范围", "乡镇", other)))
    assert towns == TOWNS


def test_streets_are_streets_and_an_exception_may_name_a_sort(read):
    make_township(STREET, "滨河街道")
    told = ["街道", "除街道外", "乡镇适用，街道不适用", "除滨河街道外的乡镇"]
    streets, *others = scopes_of(read(table("范围", *told)))
    assert streets == ("listed", [STREET])
    assert others == [TOWNS] * 3


@pytest.mark.parametrize("cells", [["乡镇", "乡镇"], ["城关镇适用，街道不适用", "街道"]])
def test_towns_alone_and_sorts_that_leave_some_out_are_asked_about(cells, read):
    make_township(STREET, "滨河街道")
    first = errors_of(read(table("范围", *cells)), "unknown_township")[0]
    assert (first.row, first.column) == (3, "C")


@pytest.mark.parametrize("head", OF_DUTIES)
def test_a_column_of_duties_is_no_scope(head, read):
    report = read(table(head, "1.组织日常巡查。", "1.抓好学习；\n2.上报线索。"))
    assert "unknown_township" not in {error.code for error in report.errors}
    assert scopes_of(report) == [ALL, ALL]


def test_clauses_between_commas_under_the_word_for_townships_are_duties(read):
    report = read(table("乡镇（街道）", "推荐老人，看护工地", "劝导群众，登记名册"))
    assert "unknown_township" not in {error.code for error in report.errors}


def test_the_township_s_duties_stay_duties_beside_a_column_of_townships(read):
    rows = [["示例县配合履职事项清单"], [*HEADS["coordination"], "责任乡镇"], [*RIVER, "城关镇"]]
    report = read(rows)
    assert scopes_of(report) == [("listed", [TOWN])]
    [row] = report.parts[0].read_rows(several=False)
    assert row["township_duty"] == RIVER[4]


@pytest.mark.parametrize("head", ["乡镇", "责任乡镇", "适用乡镇（街道）", "适用范围"])
@pytest.mark.parametrize("cell", ["白水镇", "城关镇、白水镇", "城关镇等", "×", "部分"])
def test_a_cell_that_is_not_understood_is_an_error_with_its_place(head, cell, read):
    report = read(table(head, "城关镇", cell))
    [error] = report.errors
    assert (error.code, error.row, error.column) == ("unknown_township", 4, "C")
    if "白水镇" in cell:
        assert error.message.startswith("没有“白水镇”这个乡镇")


def test_a_township_named_where_departments_are_is_never_left_out_without_a_word(read):
    report = read(table("责任单位", "县水利局", "城关镇", "白水镇", "各乡镇"))
    said = {error.row: error.message for error in errors_of(report, "unsure_scope")}
    assert list(said) == [4, 5]
    assert "示例县没有“白水镇”" in said[5]


@pytest.mark.parametrize("head", ["归口", "提出单位", "试点乡镇", "备注"])
def test_a_column_of_townships_that_may_be_no_scope_is_asked_about(head, read):
    report = read(table(head, "城关镇", "河口乡"))
    [error] = errors_of(report, "unsure_scope")
    assert (error.row, error.column, head in error.message) == (2, "C", True)
    key = "Sheet1!2"
    for field, scope in (("scope", ("listed", [TOWN])), ("ignored", ALL)):
        answered = read(table(head, "城关镇", "城关镇"), heads={key: {"C": field}})
        assert scopes_of(answered) == [scope, scope]


def test_a_head_that_asks_which_townships_is_asked_about_where_one_is_named(read):
    report = read(table("原先在哪些乡镇干过", "都干过", "城关镇有，别处无"))
    [error] = errors_of(report, "unsure_scope")
    assert (error.row, error.column) == (2, "C")
    assert errors_of(read(table("原先在哪些乡镇干过", "都干过", "都干过")), "unsure_scope") == []


def test_a_township_s_whole_name_goes_before_a_type_that_is_its_stem(county, read):
    make_tag("城关", county=county)
    assert scopes_of(read(table("责任乡镇", "城关镇"))) == [("listed", [TOWN])]
    assert scopes_of(read(table("责任乡镇", "城关")))[0][0] == "tagged"


def test_a_remark_that_says_nothing_but_where_an_item_applies_is_its_scope(read):
    report = read(
        table("备注", "仅适用于城关镇", "另见附件", "城关镇试点经验", "城关镇不列", "只涉及河口乡")
    )
    told = [warning for warning in report.warnings if warning.code == "scope_in_remark"]
    assert [(warning.row, warning.column) for warning in told] == [(3, "C"), (6, "C"), (7, "C")]
    assert errors_of(report, "unsure_scope") == []


def test_a_remark_that_names_who_is_concerned_and_no_others_is_the_scope(read):
    remarks = [
        "城关镇、河口乡有散养户，其他乡镇不涉及",
        "城关镇有散养户",
        "城关镇由社区受理，其他不变",
    ]
    report = read(table("备注", *remarks))
    assert scopes_of(report) == [("listed", [TOWN, XIANG]), ALL, ALL]


def test_a_remark_that_says_why_a_township_is_left_out_is_the_scope(read):
    remarks = [
        "河口乡无集贸市场，不适用",
        "同上",
        "城关镇已有委托，暂不收回，其他乡镇照收",
        "新增；只在城关镇实行",
    ]
    third = TOWNS[1][2]
    without, others = ("listed", [TOWN, third]), ("listed", [XIANG, third])
    report = read(table("备注", *remarks))
    assert scopes_of(report) == [without, without, others, ("listed", [TOWN])]
    asked = read(table("备注", "城关镇提出取消，不列入", "另见附件"))
    assert [error.row for error in errors_of(asked, "unsure_scope")] == [3]


def test_a_remark_that_names_two_townships_by_their_stems_is_asked_about(read):
    report = read(table("备注", "城关、河口两乡镇以外没有，只印在他们的单行本里", "另见附件"))
    assert [(error.row, error.column) for error in errors_of(report, "unsure_scope")] == [(3, "C")]


def test_brackets_behind_a_name_that_only_say_where_it_applies_are_its_scope(read):
    names = ["养老认证（仅城关镇、河口乡适用）", "垃圾分类（湾头镇不适用）", "绿化（含城关镇公园）"]
    report = read([TITLE, BASIC, *([n, name] for n, name in enumerate(names, 1))])
    assert scopes_of(report) == [("listed", [TOWN, XIANG]), ("listed", [TOWN, XIANG]), ALL]
    told = [row["name"] for row in report.parts[0].read_rows(several=False)]
    assert told == ["养老认证", "垃圾分类", names[2]]
    assert len([one for one in report.warnings if one.code == "scope_in_remark"]) == 2


def test_brackets_behind_a_name_that_only_name_townships_are_its_scope(read):
    names = [
        "养老认证（城关镇、河口乡）",
        "垃圾分类（只城关镇）",
        "绿化（城关）",
        "河道巡查（河口乡）",
    ]
    report = read([TITLE, BASIC, *([n, name] for n, name in enumerate(names, 1))])
    scopes = [("listed", [TOWN, XIANG]), ("listed", [TOWN]), ALL, ("listed", [XIANG])]
    assert scopes_of(report) == scopes
    told = [row["name"] for row in report.parts[0].read_rows(several=False)]
    assert told == ["养老认证", "垃圾分类", "绿化（城关）", "河道巡查"]


def test_a_remark_that_counts_in_a_township_without_a_tick_is_asked_about(read):
    remarks = ["河口乡已建成，一并列入", "河口乡原承担，现已取消", "河口乡暂不承担", "城关镇承担"]
    rows = [[n, f"村道清扫{n}", "√", "×", remark] for n, remark in enumerate(remarks, 1)]
    report = read([TITLE, ["序号", "事项名称", "城关镇", "河口乡", "备注"], *rows])
    [error] = errors_of(report, "unsure_scope")
    assert (error.row, error.column, "河口乡" in error.message) == (3, "E", True)


def test_a_remark_that_says_more_than_where_an_item_applies_is_asked_about(read):
    report = read(table("备注", "仅适用于城关镇的集镇部分", "另见附件"))
    assert [(error.row, error.column) for error in errors_of(report, "unsure_scope")] == [(3, "C")]


def test_a_remark_that_limits_an_item_to_a_sort_of_townships_is_asked_about(read):
    report = read(table("备注", "仅列入沿江乡镇清单（见注）", "仅由各乡镇填报"))
    assert [(error.row, error.column) for error in errors_of(report, "unsure_scope")] == [(3, "C")]


def test_a_blank_beside_named_townships_is_told_and_beside_ticks_an_error(read):
    named = read(table("适用乡镇", "城关镇", "", ""))
    told = [warning for warning in named.warnings if warning.code == "blank_scope"]
    assert (named.errors, [warning.row for warning in told]) == ([], [4, 5])
    ticked = read(table("适用乡镇", "√", "", "√"))
    assert [error.row for error in errors_of(ticked, "no_tick")] == [4]
    everywhere = read(table("适用乡镇", "全县", ""))
    assert [warning.code for warning in everywhere.warnings] == []


def test_a_tick_does_not_say_which_townships_where_two_columns_are_theirs(read):
    rows = [
        TITLE,
        [*BASIC, "适用乡镇", "适用街道"],
        [1, "河道巡查", "√", ""],
        [2, "理论学习", "√", "√"],
    ]
    report = read(rows)
    assert [error.row for error in errors_of(report, "unknown_township")] == [3, 4]


def test_of_two_columns_the_one_that_names_townships_is_the_scope(read):
    rows = [
        TITLE,
        [*BASIC, "适用乡镇", "责任乡镇"],
        [1, "河道巡查", "", "城关镇"],
        [2, "理论学习", "", "河口乡"],
    ]
    report = read(rows)
    assert scopes_of(report) == [("listed", [TOWN]), ("listed", [XIANG])]


def test_a_matrix_and_a_column_that_say_different_things_are_an_error(read):
    head = [*BASIC, "适用范围", "城关镇", "河口乡"]
    rows = [TITLE, head, [1, "河道巡查", "城关镇", "√", ""], [2, "理论学习", "全县", "√", ""]]
    report = read(rows)
    assert [(error.row, error.column) for error in errors_of(report, "unknown_township")] == [
        (4, "C")
    ]


def test_a_scope_goes_down_a_merged_cell_and_over_the_page_s_end(read):
    head = [*BASIC, "责任乡镇"]
    rows = [
        TITLE,
        head,
        [1, "河道巡查", "城关镇"],
        [2, "理论学习", ""],
        head,
        [3, "防汛抢险", "河口乡"],
    ]
    report = read(rows, merged=[(3, 3, 4, 3)])
    assert scopes_of(report) == [("listed", [TOWN]), ("listed", [TOWN]), ("listed", [XIANG])]


def test_the_column_of_the_next_table_does_not_speak_for_this_one(read):
    rows = [
        *table("属地", "城关镇", "河口乡"),
        ["示例县配合履职事项清单"],
        HEADS["coordination"],
        RIVER,
    ]
    report = read(rows)
    assert scopes_of(report) == [("listed", [TOWN]), ("listed", [XIANG]), ALL]


def test_rows_that_differ_only_in_their_township_are_one_item(read):
    rows = [TITLE, [*BASIC, "所属乡镇"], [1, "河道巡查", "城关镇"], [2, "河道巡查", "河口乡"]]
    report = read(rows)
    assert len(scopes_of(report)) == 1
    [told] = [warning for warning in report.warnings if warning.code == "gathered_rows"]
    assert "只是适用的乡镇（街道）不同" in told.message


def test_a_row_for_one_township_beside_one_for_all_is_an_error(read):
    rows = [TITLE, [*BASIC, "所属乡镇"], [1, "河道巡查", "城关镇"], [2, "河道巡查", "全部"]]
    [error] = read(rows).errors
    assert (error.code, error.row) == ("duplicate_row", 4)
    assert "除适用范围外完全相同" in error.message
    assert "请并成一行，写明全部适用范围" in error.suggestion


def test_a_township_s_own_file_is_asked_nothing_of_its_scope(county, read):
    township = county.children.get(code=TOWN)
    rows = [
        TITLE,
        [*BASIC, "责任单位", "备注"],
        [1, "河道巡查", "城关镇", "仅适用于城关镇"],
        [2, "理论学习", "县水利局", ""],
    ]
    report = read(rows, township=township)
    assert (report.errors, report.counts["new"]) == ([], 2)


@pytest.mark.parametrize("field", [field for field in HEAD_WORDS if field != "scope"])
def test_no_word_of_another_field_is_one_for_the_township_itself(field):
    assert [word for word in HEAD_WORDS[field].split() if its_township(word)] == []


def test_a_no_beside_a_blank_of_exceptions_is_asked_about(read):
    head = [TITLE, [*BASIC, "是否全部乡镇适用", "不适用的乡镇"]]
    rows = [
        [1, "落实巡查工作", "是", ""],
        [2, "落实登记工作", "否", "河口乡"],
        [3, "落实宣传工作", "否", ""],
    ]
    report = read([*head, *rows])
    [error] = errors_of(report, "no_tick")
    assert (error.row, error.message) == (5, "写明不是处处适用，却没有写明在哪里适用。")


def test_a_township_in_place_of_a_name_is_an_error(read):
    rows = table("适用范围", "全县", "全县")
    rows[-1][1] = "河口乡"
    [error] = read(rows).errors
    assert (error.code, error.row, error.value) == ("no_name", len(rows), "河口乡")
