"""What county offices write in their lists and how it is read: small sheets, one rule each."""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables

pytestmark = pytest.mark.one_database

ASSISTED = ["序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"]
LIVING = [1, "民生服务", "低保核查", "县民政局", "审核", "上报"]


def read(*rows, merged=(), name="清单"):
    """(contents, warnings' sentences, errors' places) of one sheet."""
    cells = [
        Cell(r, c, str(text))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
        if text
    ]
    recognition = read_tables([Sheet(name, cells=cells, merged=list(merged))])
    found = rows_of(recognition)
    errors, warnings = check_file(recognition, found)
    return (
        [row.content for row in found],
        [issue.sentence for issue in warnings],
        [issue.place for issue in errors],
    )


def parts(content):
    return [
        (part["department"], part["role"], part["duty"]) for part in content["responsibilities"]
    ]


def test_the_township_among_the_subjects_has_the_township_duty():
    [item], _warnings, errors = read(
        ["序号", "事项名称", "责任主体", "具体责任"],
        [1, "防汛抗旱", "县水利局", "调度水库"],
        ["", "", "各乡镇（街道）", "巡查值守"],
    )
    assert (parts(item), item["township_duty"], errors) == (
        [("县水利局", "lead", "调度水库")],
        "巡查值守",
        [],
    )


def test_a_township_that_shares_one_undivided_duty_is_named():
    """Whose the duty is cannot be told, so the township stays where no department is."""
    [item], _warnings, _errors = read(
        ["序号", "事项名称", "责任主体", "具体责任"],
        [1, "防汛抗旱", "县水利局、各乡镇", "巡查值守"],
    )
    assert [name for name, _role, _duty in parts(item)] == ["县水利局", "各乡镇"]


def test_a_department_in_two_rows_of_an_item_has_both_duties():
    [item], _warnings, _errors = read(ASSISTED, LIVING, ["", "", "", "县民政局", "公示", ""])
    assert parts(item) == [("县民政局", "lead", "审核\n公示")]


def test_what_a_kind_has_no_place_for_is_said():
    heads = ["序号", "事项类型", "事项名称", "承接部门", "工作方式", "乡镇配合职责"]
    items, warnings, _errors = read(
        heads, [1, "上级部门收回", "公厕检查", "县城管局", "自行检查", "带路"]
    )
    assert "township_duty" not in items[0]
    assert any("第2行F列" in sentence and "配合职责" in sentence for sentence in warnings)


def test_duties_of_nobody_are_said():
    items, warnings, _errors = read(
        ["序号", "事项名称", "部门职责", "乡镇配合职责"], [1, "低保核查", "审核", "上报"]
    )
    assert "responsibilities" not in items[0]
    assert any("第2行C列" in sentence for sentence in warnings)


@pytest.mark.parametrize(
    ("sections", "category", "aside"),
    [
        (["一、民生服务", "（一）低保与救助"], "民生服务", "低保与救助"),
        (["第一部分 经济社会", "一、民生服务"], "民生服务", "经济社会"),
        (["一、本县特色任务", "（一）本县专项"], "本县特色任务", "本县专项"),
        (["一、城关片区", "（一）民生服务"], "民生服务", "城关片区"),
    ],
)
def test_of_two_levels_one_is_the_category_and_the_other_is_said(sections, category, aside):
    heads = [ASSISTED[0], *ASSISTED[2:]]
    [item], warnings, _errors = read(
        heads, *([text] for text in sections), [1, *LIVING[2:]], merged=[(2, 1, 2, 5), (3, 1, 3, 5)]
    )
    assert item["category"] == category
    assert any(aside in sentence and "类别" in sentence for sentence in warnings)


def test_a_numbered_category_in_its_own_column_stands_over_the_items_below():
    items, _warnings, errors = read(
        ASSISTED, ["一", "民生服务"], [1, "", *LIVING[2:]], ["二", "平安法治"], [2, "", *LIVING[2:]]
    )
    assert [item["category"] for item in items] == ["民生服务", "平安法治"]
    assert not any("第2行" in place or "第4行" in place for place in errors)


def test_ticks_under_two_kinds_are_an_error():
    heads = ["序号", "事项名称", "基本履职", "配合履职", "部门收回"]
    items, _warnings, errors = read(
        heads, [1, "河道巡查", "√", "", ""], [2, "公厕检查", "√", "", "√"]
    )
    assert items[0]["kind"] == "basic"
    assert errors == ["工作表“清单”第3行C列"]


def test_a_head_again_in_english_is_no_item_and_ends_no_list():
    items, warnings, _errors = read(
        ASSISTED, ["No.", "Category", "Item", "Department", "Duty", "Help"], LIVING
    )
    assert [item["name"] for item in items] == ["低保核查"]
    assert any("第2行" in sentence for sentence in warnings)


def test_clauses_are_dealt_only_when_each_begins_with_a_department():
    both = "县民政局、县财政局"
    dealt, whole = (
        read(ASSISTED, [1, "民生服务", "低保核查", both, text, "上报"])[0][0]
        for text in (
            "一是县民政局负责审核；二是县财政局负责拨付。",
            "一是县民政局负责审核；二是共同公示。",
        )
    )
    assert [duty for _name, _role, duty in parts(dealt)] == ["负责审核", "负责拨付。"]
    assert {duty for _name, _role, duty in parts(whole)} == {"一是县民政局负责审核；二是共同公示。"}


def test_sentences_led_by_names_without_a_sign_are_dealt():
    text = "县民政局审核材料，公示名单；县财政局按季拨付"
    [dealt], _warnings, errors = read(
        ASSISTED, [1, "民生服务", "低保核查", "县民政局、县财政局", text, "上报"]
    )
    assert errors == []
    assert [duty for _name, _role, duty in parts(dealt)] == ["审核材料，公示名单", "按季拨付"]
    text = "县民政局审核材料；县财政局和县民政局公示"
    [whole], _warnings, _errors = read(
        ASSISTED, [1, "民生服务", "低保核查", "县民政局、县财政局", text, "上报"]
    )
    assert {duty for _name, _role, duty in parts(whole)} == {text}


def test_parts_between_bars_are_dealt_in_the_order_of_the_departments():
    both = "县民政局｜县财政局"
    [dealt], _warnings, errors = read(
        ASSISTED, [1, "民生服务", "低保核查", both, "审核公示｜拨付", "上报"]
    )
    assert errors == []
    assert [duty for _name, _role, duty in parts(dealt)] == ["审核公示", "拨付"]
    [whole], _warnings, _errors = read(
        ASSISTED, [1, "民生服务", "低保核查", both, "甲｜乙｜丙", "上报"]
    )
    assert {duty for _name, _role, duty in parts(whole)} == {"甲｜乙｜丙"}


def test_a_title_in_two_cells_that_names_the_kind_is_no_group_of_departments():
    title = ["表2", "配合履职"]
    head = ["序号", "事项名称", "部门", "部门职责", "镇职责"]
    [item], _warnings, errors = read(
        title, head, [1, "低保核查", "县民政局、县财政局", "审核", "上报"]
    )
    assert errors == []
    assert [role for _name, role, _duty in parts(item)] == ["lead", "joint"]


def test_ticks_under_first_signs_of_kinds_that_a_line_below_explains_say_the_kind():
    rows = [
        ["序号", "事项", "基", "配", "收", "部门", "部门职责", "镇里做什么", "收回后怎么办"],
        [1, "低保核查", "", "√", "", "县民政局", "审核", "上报", ""],
        ["——以下为五月补报——"],
        [2, "河道巡查", "√", "", "", "", "", "", ""],
        [3, "养犬登记", "", "", "√", "县公安局", "", "", "窗口办理"],
        ["", "“基”=自己管；“配”=帮着办；“收”=交上去"],
    ]
    items, _warnings, errors = read(*rows)
    assert errors == []
    assert [item["kind"] for item in items] == ["coordination", "basic", "reclaimed"]
    assert not any(item.get("category") for item in items)
