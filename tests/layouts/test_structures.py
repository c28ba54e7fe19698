"""Tables in arrangements drawn at random: every item is read as it is written, or a message names
its row.
"""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items.imports.reading.grid import Cell, Sheet
from items.imports.services.importing import recognised

from .material import OFFICES, TOWNSHIPS
from .model import Maker, by_category, numeral
from .score import Score, compare
from .sheets import Book, official_cells

pytestmark = pytest.mark.one_database

HEADS = {
    "number": ["序号", "序 号", "编号", "序\n号"],
    "category": ["类别", "事项类别", "类 别"],
    "name": ["事项名称", "履职事项", "事项\n名称", "事 项 名 称", "事项"],
    "departments": ["对应上级部门", "县级部门", "上级部门", "对应上级\n部门"],
    "department_duty": ["上级部门职责", "县级部门职责", "部门职责"],
    "township_duty": ["乡镇（街道）配合职责", "配合职责", "乡镇(街道)配合职责", "镇街配合职责"],
    "receivers": ["承接部门", "承接\n部门"],
    "method": ["工作方式", "工 作 方 式"],
}
FIELDS = {
    "basic": ["number", "name"],
    "coordination": ["number", "name", "departments", "department_duty", "township_duty"],
    "reclaimed": ["number", "name", "receivers", "method"],
}
GROUPS = {
    "coordination": ["上级部门及职责", None, "乡镇（街道）"],
    "reclaimed": ["收回后承接情况", None],
}
TITLES = {
    "basic": [
        "示例县乡镇（街道）基本履职事项清单",
        "城关镇基本履职事项清单（2026年版）",
        "表一 基本履职事项",
    ],
    "coordination": [
        "示例县乡镇（街道）配合履职事项清单",
        "河口乡配合履职事项清单",
        "二、配合履职事项清单",
    ],
    "reclaimed": ["示例县上级部门收回事项清单", "附件3 上级部门收回事项清单", "收回事项清单"],
}
SECTIONS = ["{n}、{c}（{k}项）", "{n}、{c}", "（{n}）{c}", "{c}（{k}项）", "{n}、{c}（共{k}项）"]
NUMBERS = ["{n}", "{n}.0", "{p}.{n}", "（{n}）", "{n}、", "{n:03d}", ""]
SEPARATORS = ["、", "\n", "；", "，", " ", "、\n"]
BLOCKS = ["{d}：\n{t}", "{d}：{t}", "{d}:\n{t}"]
NOTES = [
    "注：以印发文件为准。",
    "审核人：",
    "第 1 页 共 2 页",
    "备注：含村（社区）。",
    "填报单位（盖章）：",
    "合计",
]


@dataclass
class Shape:
    """How one table is written."""

    kind: str
    title: str | None
    heads: list[str]
    section: str | None  # None: a column of its own
    category: str  # how that column is filled: "each", "merged", "ditto" or "blank"
    number: str
    separator: str
    block: str
    repeat: int  # the head again after so many rows; 0 is never
    blank: int  # an empty row after so many rows; 0 is never
    note: str | None
    extra: bool  # a column that nobody knows
    grouped: bool  # a head of two rows, with words over what belongs together
    split: bool  # a row for each department below a merged name
    offices: bool  # an internal office in brackets behind each department
    count: int


@st.composite
def shapes(draw, repeats=(0, 0, 3)):
    kind = draw(st.sampled_from(list(FIELDS)))
    section = draw(st.sampled_from([*SECTIONS, None]))
    split = kind == "coordination" and draw(st.integers(0, 3)) == 3
    fields = FIELDS[kind] if section else [FIELDS[kind][0], "category", *FIELDS[kind][1:]]
    return Shape(
        kind=kind,
        title=draw(st.sampled_from(TITLES[kind])),
        heads=[draw(st.sampled_from(HEADS[field])) for field in fields],
        section=section,
        category="each" if split else draw(st.sampled_from(["each", "merged", "ditto", "blank"])),
        number=draw(st.sampled_from(NUMBERS)),
        separator=draw(st.sampled_from(SEPARATORS)),
        block=draw(st.sampled_from(BLOCKS)),
        repeat=draw(st.sampled_from(repeats)),
        blank=draw(st.sampled_from([0, 0, 2])),
        note=draw(st.sampled_from([None, *NOTES])),
        extra=draw(st.booleans()),
        grouped=draw(st.booleans()) and kind != "basic",
        split=split,
        offices=kind != "basic" and draw(st.booleans()),
        count=draw(st.integers(2, 7)),
    )


def cells_of(shape, item, number, place):
    """One item's cells under the shape's heads, without the category's own column."""
    text = shape.number.format(n=number, p=place)
    cells = official_cells(item, text or None)
    if shape.offices:
        for place, part in enumerate(item.parts):
            part.office = OFFICES[(number + place) % len(OFFICES)]
    if item.parts:
        names = [
            f"{part.department}（{part.office}）" if part.office else part.department
            for part in item.parts
        ]
        cells[2] = shape.separator.join(names)
    if item.kind == "coordination" and len(item.parts) > 1:
        cells[3] = "\n".join(
            shape.block.format(d=part.department, t=part.duty) for part in item.parts
        )
    return cells


def category_cell(shape, item, first):
    if first or shape.category == "each":
        return item.category
    return "同上" if shape.category == "ditto" else None


def write_table(page, shape, items):
    """Writes a table in its shape; its items and heads go to the truth of the page's book."""
    width = len(shape.heads)
    page.wide(shape.title, width)
    write_head(page, shape)
    for place, (category, group) in enumerate(by_category(items), 1):
        if shape.section:
            page.wide(shape.section.format(n=numeral(place), c=category, k=len(group)), width)
        write_group(page, shape, group, place)
    if shape.note:
        page.line(shape.note)


def write_head(page, shape):
    heads = [*shape.heads, "经办人"] if shape.extra else shape.heads
    if not shape.grouped:
        page.head(*heads)
        return
    first = len(shape.heads) - len(GROUPS[shape.kind])
    top = page.head(*heads[:first], *GROUPS[shape.kind], *heads[len(shape.heads) :])
    page.head(*[None] * first, *shape.heads[first:])
    for column in [*range(first), *range(len(shape.heads), len(heads))]:
        page.merge(top, column, top + 1, column)
    page.merge(top, first, top, first + 1)


def write_item(page, shape, item, cells):
    """One item in one row, or in a row for each department: -> its first and its last row."""
    if not shape.split or len(item.parts) < 2:
        row = page.item(item, *cells)
        return row, row
    page.truth.items.append(item)
    place = len(shape.heads) - 3
    names = cells[place].split(shape.separator)
    top = page.row
    for nth, (name, part) in enumerate(zip(names, item.parts, strict=True)):
        row = [*cells[:place], name, part.duty, *cells[place + 2 :]]
        page.line(*(row if nth == 0 else [*[None] * place, name, part.duty]))
    for column in [*range(place), *range(place + 2, len(cells))]:
        page.merge(top, column, page.row - 1, column)
    return top, page.row - 1


def write_group(page, shape, group, place):
    """The items of one category, with heads and empty rows between them where nothing is merged."""
    merged = shape.category == "merged" and not shape.section
    rows = []
    for nth, item in enumerate(group, 1):
        cells = cells_of(shape, item, nth, place)
        if not shape.section:
            cells.insert(1, category_cell(shape, item, nth == 1))
        rows += write_item(page, shape, item, [*cells, *["张三"] * shape.extra])
        written = len(page.truth.items)
        if shape.repeat and written % shape.repeat == 0 and not merged:
            write_head(page, shape)
        if shape.blank and written % shape.blank == 0 and not merged:
            page.blank()
    if merged:
        page.merge(rows[0], 1, rows[-1], 1)


def grid_of(sheet):
    """A worksheet as the reader hands it on."""
    cells = [
        Cell(cell.row, cell.column, str(cell.value))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    merged = [
        (area.min_row, area.min_col, area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    ]
    return Sheet(sheet.title, cells=cells, merged=merged)


def read_back(book):
    """What the importer makes of the workbook: (score, the rows that a message names)."""
    file = recognised([grid_of(sheet) for sheet in book.book], None, None)
    result = Score()
    compare(
        file.rows,
        book.truth.items,
        result,
        office=str,
        reached=lambda content: sorted(TOWNSHIPS.values()),
    )
    return result, file


def check(book):
    result, file = read_back(book)
    faults = [
        *result.wrong,
        *result.missing,
        *result.extra,
        *(error.sentence for error in file.errors),
    ]
    assert not faults, "\n".join(faults[:6])


@given(
    st.lists(shapes(), min_size=1, max_size=3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 10**6),
)
@settings(max_examples=60)
def test_tables_under_one_another_in_any_shape_are_read(drawn, gap, left, seed):
    book, maker = Book(), Maker(seed)
    page = book.page("Sheet1", left=left + 1)
    for shape in drawn:
        write_table(page, shape, getattr(maker, shape.kind)(shape.count))
        page.blank(gap)
    check(book)


@given(shapes(repeats=(0,)), shapes(repeats=(0,)), st.integers(0, 2), st.integers(0, 10**6))
@settings(max_examples=40)
def test_tables_beside_each_other_in_any_shape_are_read(one, other, gap, seed):
    book, maker = Book(), Maker(seed)
    page = book.page("Sheet1")
    beside = page.beside(len(one.heads) + one.extra + 1 + gap)
    write_table(page, one, getattr(maker, one.kind)(one.count))
    write_table(beside, other, getattr(maker, other.kind)(other.count))
    check(book)


@given(st.lists(shapes(), min_size=2, max_size=4), st.integers(0, 10**6))
@settings(max_examples=20)
def test_sheets_in_any_shapes_are_read(drawn, seed):
    book, maker = Book(), Maker(seed)
    for place, shape in enumerate(drawn, 1):
        write_table(book.page(f"表{place}"), shape, getattr(maker, shape.kind)(shape.count))
    check(book)


NOISE = st.sampled_from(["张三", "已核", "见附件", "待定？", "略", "重复"])
STRAYS = st.tuples(
    st.sampled_from([1, *range(4, 20)]), st.integers(2, 6), NOISE
)  # (row, columns beside, text)


@given(shapes(), st.lists(STRAYS, max_size=3), st.integers(0, 10**6))
@settings(max_examples=30)
def test_words_beside_a_table_change_nothing_and_are_named(shape, noise, seed):
    book, maker = Book(), Maker(seed)
    page = book.page("Sheet1")
    write_table(page, shape, getattr(maker, shape.kind)(shape.count))
    width = len(shape.heads) + shape.extra
    noise = {(row, column): (row, column, text) for row, column, text in noise}.values()
    for row, column, text in noise:
        page.sheet.cell(row, width + column, text)
    result, file = read_back(book)
    assert not [*result.wrong, *result.missing, *result.extra]
    named = "".join(issue.value + issue.message for issue in [*file.errors, *file.warnings])
    assert [text for *place, text in noise if not is_told(place, text, noise, named)] == []


def is_told(place, text, noise, named):
    """By itself; or with its column, where a word repeated in the head row above says so."""
    row, column = place
    above = [word for at, beside, word in noise if at < row and beside == column]
    return text in named or any(f"不认识的列“{word}”" in named for word in above)
