"""Nothing of a file is lost in silence: every cell of every sheet is read or named."""

import pytest
from hypothesis import example, given, settings, strategies

from items.imports.checking.whole_file import check_file
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from tests.unaccounted import unaccounted

pytestmark = pytest.mark.one_database

HEADS = [
    ["序号", "事项名称"],
    ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"],
    ["类别", "序号", "事项名称", "承接部门及工作方式", "备注"],
    ["序号", "事项名称", "", "城关镇", "河口乡", "自定一列"],
    ["序号", "基本履职事项", "", "序号", "配合履职事项", "牵头部门"],
    ["序号", "事项名称", "页码"],
    ["序号", "事项名称", "责任主体", "责任类型", "具体责任"],
    ["序号", "事项名称", "基本履职", "配合履职", "部门收回", "对应部门", "部门职责"],
    ["序号", "事项名称", "牵头部门", "牵头部门职责", "配合部门1", "配合部门1职责", "乡镇职责"],
    ["", "", "事项名称", "原工作方式", "承接部门", "工作方式"],
]
TEXTS = [
    "",
    "1",
    "1.1",
    "一",
    "（一）党的建设",
    "二、经济发展（3项）",
    "党的建设",
    "河道巡查",
    "县公安局、县司法局",
    "县公安局：\n1.查处。\n县司法局：1.矫正。",
    "1.宣传；",
    "同上",
    "〃",
    "√",
    "乡镇（街道）",
    "县民政局",
    "一、民生服务",
    "（二）社会救助",
    "注：1.含社区。",
    "2.含村。",
    "合计",
    "审核人：",
    "第1页 共3页",
    "（续表）",
    "城关镇配合履职事项清单",
    "二、配合履职事项（2项）",
    "序号",
    "事项名称",
    "上级部门",
    "上级部门职责",
    "乡镇配合职责",
    "\u200b",
    "（此行勿删，请在上方插入）",
    "例",
    "基本信息",
]
ROW = strategies.one_of(
    strategies.sampled_from(HEADS),
    strategies.lists(strategies.sampled_from(TEXTS), max_size=7),
    strategies.sampled_from(TEXTS).map(lambda text: [text]),
)
AREA = strategies.tuples(
    strategies.integers(1, 14),
    strategies.integers(1, 6),
    strategies.integers(0, 3),
    strategies.integers(0, 5),
).map(lambda area: (area[0], area[1], area[0] + area[2], area[1] + area[3]))


def sheet_of(rows, merged):
    cells = [
        Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text
    ]
    return Sheet("表一", cells=cells, merged=merged)


@settings(max_examples=400, deadline=None)
@given(strategies.lists(ROW, max_size=14), strategies.lists(AREA, max_size=4))
@example(rows=[HEADS[0], HEADS[1], HEADS[3]], merged=[(1, 1, 3, 5), (3, 4, 3, 6)])
def test_every_cell_of_a_sheet_is_read_or_named(rows, merged):
    sheets = [sheet_of(rows, merged)]
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []


@settings(max_examples=150, deadline=None)
@given(strategies.lists(ROW, max_size=14), strategies.lists(AREA, max_size=4))
@example(rows=[["\u200b"]], merged=[])
def test_every_cell_left_out_is_in_a_message(rows, merged):
    """What is neither in an item nor a title, head or section has an error or a warning at its row
    or its column.
    """
    recognition = read_tables([sheet_of(rows, merged)])
    errors, warnings = check_file(recognition, rows_of(recognition))
    told = {(issue.sheet, issue.row) for issue in (*errors, *warnings)}
    for found in (*recognition.skipped, *recognition.strays):
        assert (found.sheet, found.row) in told


@pytest.mark.parametrize("lost", ["rows", "skipped", "strays"])
def test_the_proof_notices_what_is_lost(lost):
    """A reading that forgets a row, a note or a stray cell is found out."""
    sheets = [sheet_of([HEADS[0], ["1", "河道巡查", "", "散"], ["注：略。"], ["见附件"]], [])]
    recognition = read_tables(sheets)
    assert unaccounted(sheets, recognition) == []
    holder = recognition.tables[0] if lost == "rows" else recognition
    getattr(holder, lost).clear()
    assert unaccounted(sheets, recognition) != []
