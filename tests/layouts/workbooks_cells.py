"""Layouts of workbooks by what stands in single cells: scope and ticks, formulas, very long and
turned texts.
"""

from openpyxl.styles import Alignment

from .catalogue import layout
from .material import TOWNSHIPS
from .model import Named, by_category, numeral
from .sheets import COORDINATION, RECLAIMED, TITLES, Book, official_cells, official_table
from .stored_results import store_results
from .workbooks_departments import coordination_page


@layout()
def township_matrix_with_ticks(path, maker):
    """A column for each township with a tick where the item applies; all ticked is the whole
    county.
    """
    book = Book()
    names = list(TOWNSHIPS)
    for items, tick in ((maker.basic(20), "√"), (maker.coordination(20), "✔")):
        kind = items[0].kind
        page = book.page(TITLES[kind][-6:])
        heads = [
            "序号",
            "类别",
            *(COORDINATION if kind == "coordination" else ["序号", "事项名称"])[1:],
        ]
        page.wide(TITLES[kind], len(heads) + len(names))
        page.head(*heads, "适用乡镇（街道）", *[None] * (len(names) - 1))
        page.merge(2, len(heads), 2, len(heads) + len(names) - 1)
        page.head(*[None] * len(heads), *names)
        for column in range(len(heads)):
            page.merge(2, column, 3, column)
        for number, item in enumerate(items, 1):
            ticked = (
                names if number % 3 == 0 else maker.random.sample(names, maker.random.randint(1, 7))
            )
            item.scope = (
                () if len(ticked) == len(names) else tuple(name for name in names if name in ticked)
            )
            cells = official_cells(item, number)
            marks = [tick if name in ticked else None for name in names]
            page.item(item, number, item.category, *cells[1:], *marks)
    return book.save(path)


@layout()
def township_matrix_with_other_signs(path, maker):
    """● and ○, 是 and 否, 1 and 0, ✓ and ×, on one-row heads with short township columns after the
    name.
    """
    book = Book()
    names = list(TOWNSHIPS)
    for place, (yes, no) in enumerate((("●", "○"), ("是", "否"), ("✓", "×"), ("√", "/")), 1):
        items = maker.reclaimed(10)
        page = book.page(f"收回{place}")
        page.wide(TITLES["reclaimed"], 4 + len(names))
        page.head("序号", "事项名称", *names, "承接部门", "工作方式")
        number = 0
        for nth, (category, group) in enumerate(by_category(items), 1):
            page.wide(f"{numeral(nth)}、{category}", 4 + len(names))
            for item in group:
                number += 1
                ticked = maker.random.sample(names, maker.random.randint(1, 6))
                item.scope = tuple(name for name in names if name in ticked)
                marks = [yes if name in ticked else no for name in names]
                page.item(item, number, item.name, *marks, "、".join(item.names), item.method)
    return book.save(path)


@layout()
def scope_as_a_column(path, maker):
    """适用范围 in words: all, some towns by name, without the last word, or a tag."""
    book = Book()
    page = coordination_page(book, heads=["序号", "类别", *COORDINATION[1:], "适用范围"])
    names = list(TOWNSHIPS)
    for number, item in enumerate(maker.coordination(40), 1):
        some = [name for name in names if name in maker.random.sample(names, 3)]
        texts = [
            "全部乡镇（街道）",
            "、".join(some),
            "\n".join(some),
            "全县",
            "各乡镇（街道）",
            "，".join(some),
        ]
        text = texts[number % len(texts)]
        item.scope = tuple(some) if some[0] in text else ()
        page.item(item, number, item.category, *official_cells(item, number)[1:], text)
    return book.save(path)


@layout()
def very_long_cells(path, maker):
    """Duties of thousands of characters, names of a hundred and eighty, forty numbered lines in one
    cell.
    """
    book = Book()
    items = maker.coordination(40)
    for number, item in enumerate(items):
        for part in item.parts:
            part.duty = "\n".join([part.duty] * (13 if number % 4 == 0 else 1))
        if number % 5 == 0:
            item.name += (
                "（" + "、".join(f"含第{n}类情形下的日常巡查和信息上报" for n in range(1, 9)) + "）"
            )
    official_table(book.page("配合履职事项"), items)
    return book.save(path)


@layout()
def formulas_with_and_without_results(path, maker):
    """Numbers and names that are formulas with a stored result are read; three names without one
    are errors.
    """
    book = Book()
    page = book.page("基本履职事项")
    page.wide(TITLES["basic"], 2)
    page.head("序号", "事项名称", "类别")
    stored = {}
    for number, item in enumerate(maker.basic(30), 1):
        row = page.item(
            item, "=ROW()-2", '=D1&"x"' if number % 3 == 0 else item.name, item.category
        )
        stored[f"A{row}"] = number
        if number % 3 == 0:
            stored[f"B{row}"] = item.name
    lost = page.line(31, "=CONCATENATE(C3,C4)", "综合政务")
    page.truth.errors.append(Named("基本履职事项", lost))
    page = book.page("收回事项")
    page.wide(TITLES["reclaimed"], 4)
    page.head(*RECLAIMED)
    for number, item in enumerate(maker.reclaimed(10), 1):
        cells = official_cells(item, number)
        item.category = ""
        row = page.item(item, number, cells[1], f"=VLOOKUP(A{number},Z:Z,1,0)", cells[3])
        stored[f"收回事项!C{row}"] = cells[2]
    book.save(path)
    store_results(path, stored)
    return book.truth


@layout()
def cells_turned_on_their_side(path, maker):
    """Categories written vertically, one character a line, in narrow merged cells; names broken in
    mid-word.
    """
    book = Book()
    page = coordination_page(
        book, heads=["类\n别", "序\n号", "事项\n名称", "对应上级部门", "上级部门职责", "配合职责"]
    )
    for category, group in by_category(maker.coordination(40)):
        rows = []
        for item in group:
            number, name, *rest = official_cells(item, len(page.truth.items) + 1)
            broken = name[: len(name) // 2] + "\n" + name[len(name) // 2 :]
            rows.append(
                page.item(item, None if rows else "\n".join(category), number, broken, *rest)
            )
        page.sheet.cell(rows[0], 1).alignment = Alignment(text_rotation=255)
        page.merge(rows[0], 0, rows[-1], 0)
    return book.save(path)
