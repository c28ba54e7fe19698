"""Layouts of workbooks by how tables stand: titles, stacked, beside, over sheets, repeated, cut,
offset.
"""

from .catalogue import layout
from .model import Named, by_category, numeral
from .sheets import (
    BASIC,
    COORDINATION,
    RECLAIMED,
    TITLES,
    Book,
    flat_rows,
    official_cells,
    official_table,
)


@layout()
def three_sheets_with_title_rows(path, maker):
    """附件 mark, title, subtitle and unit line above each official table."""
    book = Book()
    for items in maker.every_kind():
        page = book.page(TITLES[items[0].kind][3:])
        page.line("附件" + str(len(book.book.sheetnames)))
        for text in ("示例县乡镇（街道）履行职责事项清单", "（2026年版）"):
            page.wide(text, 2)
            book.truth.heads.append(text)
        page.line("编制单位：中共示例县委机构编制委员会办公室")
        official_table(page, items)
    return book.save(path)


@layout()
def three_tables_under_one_another(path, maker):
    book = Book()
    page = book.page("履职清单", left=2)
    page.blank(2)
    for place, items in enumerate(maker.every_kind(), 1):
        official_table(page, items, title=f"表{place} 河口乡{TITLES[items[0].kind][-8:]}")
        page.blank(place)
        page.note("注：本表所列事项以县委、县政府印发文件为准。", width=2)
        page.blank()
    return book.save(path)


@layout()
def two_tables_beside_each_other(path, maker):
    """基本 on the left, 收回 on the right of one sheet, of different lengths; 配合 below both."""
    book = Book()
    basic, coordination, reclaimed = maker.every_kind(18, 10, 12)
    left = book.page("Sheet1")
    right = left.beside(5)
    official_table(left, basic)
    official_table(right, reclaimed)
    below = left.beside(1, max(left.row, right.row) + 2)
    official_table(below, coordination)
    return book.save(path)


@layout()
def three_tables_beside_each_other(path, maker):
    """All three side by side without an empty column between the second and third; category
    columns, no titles.
    """
    book = Book()
    basic, coordination, reclaimed = maker.every_kind(14, 13, 13)
    page = book.page("总表")
    page.wide("城关镇履行职责事项清单", 14)
    tables = [
        (1, basic, ["序号", "类别", "基本履职事项"]),
        (5, coordination, ["序号", "类别", "配合履职事项", "牵头部门", "部门职责", "乡镇配合职责"]),
        (11, reclaimed, ["序号", "类别", "收回事项", "承接部门", "工作方式"]),
    ]
    for left, items, heads in tables:
        table = page.beside(left, 2)
        table.head(*heads)
        flat_rows(table, items, lambda item, n: [n, item.category, *official_cells(item, n)[1:]])
    return book.save(path)


@layout()
def cover_index_instructions_summary(path, maker):
    """Four sheets that hold no item around three that do; the index and the instruction look like
    tables.
    """
    book = Book()
    cover = book.page("封面")
    cover.blank(6)
    for text in (
        "示例县乡镇（街道）履行职责事项清单",
        "中共示例县委机构编制委员会办公室",
        "2026年1月",
    ):
        cover.wide(text, 6)
    index = book.page("目录")
    index.wide("目  录", 3)
    index.line("序号", "清单名称", "页码")
    for number, title in enumerate(TITLES.values(), 1):
        index.line(number, title, number * 7)
    guide = book.page("填报说明")
    guide.wide("填报说明", 4)
    guide.line("一、填报范围。各乡镇（街道）逐项填写。")
    guide.line("二、“事项名称”应当简明规范，不超过50字。")
    guide.line("列名", "填写要求", "示例")
    guide.line("事项名称", "使用规范名称", "河道巡查")
    guide.line("对应上级部门", "写部门全称", "县水利局")
    lists = maker.every_kind()
    summary = book.page("汇总表")
    summary.wide("事项数量汇总表", 5)
    summary.line("序号", "类别", "基本履职事项", "配合履职事项", "上级部门收回事项")
    categories = sorted({item.category for items in lists for item in items})
    for number, category in enumerate(categories, 1):
        summary.line(
            number, category, *(sum(i.category == category for i in items) for items in lists)
        )
    summary.line("合计", None, *(len(items) for items in lists))
    for items in lists:
        official_table(book.page(TITLES[items[0].kind][-6:]), items)
    book.truth.named += [Named(name) for name in ("封面", "目录", "填报说明", "汇总表")]
    return book.save(path)


@layout()
def a_table_for_each_category(path, maker):
    """Each category has its own caption, head and numbering on one sheet; kinds on two sheets."""
    book = Book()
    for items in (maker.coordination(22), maker.reclaimed(18)):
        page = book.page(TITLES[items[0].kind][-6:])
        page.wide(TITLES[items[0].kind], 5)
        for place, (category, group) in enumerate(by_category(items), 1):
            page.blank()
            page.wide(f"（{numeral(place)}）{category}", 5)
            page.head(*(COORDINATION if group[0].kind == "coordination" else RECLAIMED))
            flat_rows(page, group, official_cells)
    return book.save(path)


@layout()
def heads_repeated_on_every_page(path, maker):
    """A head every eight rows, 续表 above, page numbers below, a section over the page's end."""
    book = Book()
    for items in (maker.basic(20), maker.coordination(20)):
        kind = items[0].kind
        heads = BASIC if kind == "basic" else COORDINATION
        page = book.page(TITLES[kind][-6:])
        page.wide(TITLES[kind], len(heads))
        page.head(*heads)
        category = None
        for number, item in enumerate(items, 1):
            if item.category != category:
                category = item.category
                page.wide(
                    f"{category}（{sum(i.category == category for i in items)}项）", len(heads)
                )
            page.item(item, *official_cells(item, number))
            if number % 8 == 0:
                page.note(f"第 {number // 8} 页 共 3 页", width=len(heads))
                page.note(f"{TITLES[kind]}（续表）", width=len(heads))
                page.head(*heads)
    return book.save(path)


@layout()
def rows_cut_by_a_page(path, maker):
    """Long rows go on in the next row after a repeated head: no number, no name, the rest of the
    duties.
    """
    book = Book()
    items = maker.coordination(40, departments=1)
    page = book.page("配合履职")
    page.wide(TITLES["coordination"], 5)
    page.head(*COORDINATION)
    for number, item in enumerate(items, 1):
        part, lines = item.parts[0], item.parts[0].duty.split("\n")
        if number % 6 or len(lines) < 2:
            page.item(item, number, item.name, part.department, part.duty, item.township_duty)
            continue
        page.item(
            item, number, item.name, part.department, "\n".join(lines[:1]), item.township_duty
        )
        if number % 12 == 0:
            page.head(*COORDINATION)
        page.line(None, None, None, "\n".join(lines[1:]), None)
    for item in items:
        item.category = ""
    return book.save(path)


@layout()
def table_far_from_the_corner(path, maker):
    """The table begins at F12, with empty rows and an empty column inside it and frozen noise
    around.
    """
    book = Book()
    page = book.page("Sheet3", left=6)
    page.sheet["A1"] = "内部资料  注意保存"
    page.truth.named.append(Named("Sheet3", 1))
    page.blank(11)
    page.wide("石桥镇配合履职事项清单", 6)
    page.head("序号", "事项名称", None, "对应上级部门", "上级部门职责", "乡镇配合职责")
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        page.blank()
        page.wide(f"{numeral(place)}、{category}", 6)
        for item in group:
            number, name, *rest = official_cells(item, len(page.truth.items) + 1)
            page.item(item, number, name, None, *rest)
    return book.save(path)


@layout()
def hidden_rows_count_and_hidden_sheets_do_not(path, maker):
    book = Book()
    items = maker.basic(24)
    page = book.page("基本履职事项")
    official_table(page, items)
    for row in range(6, 14):
        page.sheet.row_dimensions[row].hidden = True
    old = book.page("2024年旧版", state="hidden")
    kept, heads = list(book.truth.items), list(book.truth.heads)
    official_table(old, maker.reclaimed(8))
    deeper = book.page("草稿", state="veryHidden")
    official_table(deeper, maker.basic(6))
    book.truth.items, book.truth.heads = kept, heads
    reclaimed = maker.reclaimed(16)
    official_table(book.page("收回事项"), reclaimed)
    book.truth.named += [Named("2024年旧版", says="隐藏"), Named("草稿", says="隐藏")]
    return book.save(path)


@layout()
def notes_signatures_totals_and_blanks(path, maker):
    """Everything an office prints around and inside a table that is no item."""
    book = Book()
    for items in maker.every_kind(15, 13, 12):
        kind = items[0].kind
        page = book.page(TITLES[kind][-6:])
        width = len(official_cells(items[0], 1))
        page.note("填报单位（盖章）：城关镇人民政府        填报时间：2026年1月8日", width=width)
        page.wide(TITLES[kind].replace("示例县乡镇（街道）", "城关镇"), width)
        page.head(
            *(BASIC if kind == "basic" else COORDINATION if kind == "coordination" else RECLAIMED)
        )
        for place, (category, group) in enumerate(by_category(items), 1):
            page.wide(f"{numeral(place)}、{category}", width)
            for item in group:
                page.item(item, *official_cells(item, len(page.truth.items)))
            page.truth.named.append(Named(page.sheet.title, page.line("小计", f"{len(group)}项")))
            page.blank()
        page.truth.named.append(Named(page.sheet.title, page.line("合计", f"{len(items)}项")))
        page.note("备注：1.本清单由县委编办负责解释；", width=width)
        page.note("2.本清单自印发之日起施行。", width=width)
        page.truth.named.append(
            Named(page.sheet.title, page.line("填表人：李四", "联系电话：0000-1234567"))
        )
        page.note("审核人（签字）：", width=width)
        page.note("- 3 -", width=width)
    return book.save(path)


@layout()
def a_sheet_for_each_department(path, maker):
    """Sheets named after departments; each table names its kind only in its title."""
    book = Book()
    items = maker.coordination(24, departments=1) + maker.reclaimed(16, departments=1)
    for department in dict.fromkeys(item.names[0] for item in items):
        page = book.page(department)
        for kind, verb in (("coordination", "配合"), ("reclaimed", "收回")):
            own = [i for i in items if i.names == [department] and i.kind == kind]
            if not own:
                continue
            page.wide(
                f"{department}{verb}履职事项清单"
                if verb == "配合"
                else f"{department}收回事项清单",
                5,
            )
            words = (
                ("对应上级部门", "部门职责", "乡镇配合职责")
                if verb == "配合"
                else ("承接部门", "工作方式")
            )
            page.head("序号", "类别", "事项名称", *words)
            flat_rows(page, own, lambda item, n: [n, item.category, *official_cells(item, n)[1:]])
            page.blank()
    return book.save(path)
