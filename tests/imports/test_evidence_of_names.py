"""A word over the names that nobody knows is told by what stands below it and beside it, and what
goes with it in lists of such words.
"""

import re

import pytest

from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.departments import INTERNAL
from items.imports.recognition.former import BLANK_IS_SAME
from items.imports.recognition.kind_codes import kind_codes, kinds_of_sections
from items.imports.recognition.rows import rows_of
from items.imports.recognition.scopes import LIMITS_BEHIND, THEIRS
from items.imports.recognition.tables import read_tables
from items.models import Kind
from tests.layouts.model import Maker


def sheet_of(rows, name="表"):
    cells = []
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            if text:
                cells.append(Cell(row, column, str(text)))
    return Sheet(name, cells=cells)


def recognised(*sheets):
    recognition = read_tables(list(sheets))
    return recognition, rows_of(recognition)


def coordination_rows(count, head):
    rows = [head]
    for number, item in enumerate(Maker("names").coordination(count, 1), start=1):
        part = item.parts[0]
        rows.append([number, item.name, part.department, part.duty, item.township_duty])
    return rows


HEAD = ["序号", "这一桩", "对应上级部门", "上级部门职责", "配合职责"]


def test_the_word_over_the_names_is_told_by_what_stands_below_it():
    recognition, items = recognised(sheet_of(coordination_rows(6, HEAD)))
    [table] = recognition.tables
    assert table.columns["name"] == 2
    assert table.reasons[2][0] == "name"
    assert len(items) == 6


def test_a_word_over_the_names_holds_for_the_sheets_that_follow():
    first = sheet_of(coordination_rows(6, HEAD), "甲")
    second = sheet_of(coordination_rows(1, HEAD), "乙")
    recognition, items = recognised(first, second)
    assert [table.columns["name"] for table in recognition.tables] == [2, 2]
    assert len(items) == 7


def test_what_heads_people_beside_known_words_is_no_name():
    rows = [["序号", "填报人", "对应上级部门", "上级部门职责"]]
    for number, item in enumerate(Maker("people").coordination(5, 1), start=1):
        rows.append([number, "王建国", item.parts[0].department, item.parts[0].duty])
    recognition, items = recognised(sheet_of(rows))
    assert not items
    assert not recognition.tables


def test_whose_duties_a_head_speaks_of_tells_two_columns_of_unknown_words_apart():
    head = ["序号", "事项名称", "对应上级部门", "县里管到哪儿", "乡里管到哪儿"]
    recognition, _items = recognised(sheet_of(coordination_rows(8, head)))
    [table] = recognition.tables
    assert (table.columns["department_duty"], table.columns["township_duty"]) == (4, 5)


@pytest.mark.parametrize(
    "note",
    [
        "来路一栏：自家＝乡镇的基本履职；帮衬＝配合县里去做；缴回＝县里收回",
        "来路：自家－基本履职　帮衬－配合履职　缴回－上级部门收回",
    ],
)
def test_words_for_kinds_may_be_explained_behind_a_label_and_by_wide_signs(note):
    [codes, *_rest] = kind_codes([sheet_of([[note]])], [])
    assert codes == {"自家": Kind.BASIC, "帮衬": Kind.COORDINATION, "缴回": Kind.RECLAIMED}


def test_lines_of_one_style_that_each_speak_of_a_kind_are_the_kinds():
    lines = ["第一类 自己扛（即基本履职）", "1", "第二类 配合局里扛", "第三类 收归局里"]
    assert [*kinds_of_sections(lines).values()] == [*Kind]


def test_lines_of_one_style_of_which_one_speaks_of_no_kind_are_categories():
    assert not kinds_of_sections(["一、基本履职", "二、平安法治"])


def test_the_kind_in_every_row_of_a_column_heads_nothing():
    rows = [["编码", "所属清单", "领域", "事项名称", "牵头单位", "单位职责", "乡镇职责"]]
    for number, item in enumerate(Maker("rows").coordination(4, 1), start=1):
        part = item.parts[0]
        rows.append(
            [f"甲{number}", "P 配合履职", "平安", item.name, part.department, "牵头", "配合"]
        )
    recognition, items = recognised(sheet_of(rows))
    assert [table.head_row for table in recognition.tables] == [1]
    assert len(items) == 4


def test_kinds_below_a_word_for_who_acts_are_no_departments():
    rows = [["谁来办", "序号", "事项名称"]]
    for number, name in enumerate(("村务公开监督", "农田水渠清淤", "老年食堂管理"), start=1):
        rows.append(["自己办（基本）", number, name])
    recognition, _items = recognised(sheet_of(rows))
    assert "departments" not in recognition.tables[0].columns
    assert recognition.tables[0].columns["kind"] == 1


def test_a_line_below_that_cites_a_column_is_a_note():
    rows = coordination_rows(4, HEAD)
    rows.append(["", "“配合职责”一栏写乡镇要做到的程度"])
    recognition, items = recognised(sheet_of(rows))
    assert len(items) == 4
    assert not recognition.strays


def test_limits_may_stand_in_square_brackets_and_townships_have_more_than_the_others():
    assert LIMITS_BEHIND.search("集市秩序维护〔限城东镇、河西乡〕")["limits"] == "限城东镇、河西乡"
    assert re.search(f"河西乡{THEIRS}", "城东镇、河西乡在通用之外另有的")


def test_a_team_is_inside_a_department_and_a_blank_may_go_by_the_draft():
    assert INTERNAL.search("运输市场执法队")
    assert BLANK_IS_SAME.search("“定稿”为空的，按送审稿表述执行")
