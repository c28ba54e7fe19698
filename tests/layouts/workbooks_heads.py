"""Layouts of workbooks by their heads: two and three rows with groups, synonyms, noise, extra and
foreign columns.
"""

from .catalogue import layout
from .model import Named, by_category, numeral
from .sheets import Book, flat_rows, official_cells


def unknown_column(page, row, head):
    page.truth.named.append(Named(page.sheet.title, row, head))


@layout()
def two_row_heads_with_groups(path, maker):
    """上级部门（部门名称、部门职责）, 乡镇（配合职责）above; single heads over both rows."""
    book = Book()
    page = book.page("配合履职事项")
    page.wide("示例县乡镇（街道）配合履职事项清单", 6)
    page.head("序号", "类别", "事项名称", "上级部门", None, "乡镇（街道）")
    page.head(None, None, None, "部门名称", "部门职责", "配合职责")
    for column in range(3):
        page.merge(2, column, 3, column)
    page.merge(2, 3, 2, 4)
    flat_rows(page, maker.coordination(24), lambda i, n: [n, i.category, *official_cells(i, n)[1:]])
    page = book.page("收回事项")
    page.wide("示例县上级部门收回事项清单", 5)
    page.head("序号", "事项", None, "收回后承接情况", None)
    page.head(None, "类别", "名称", "承接部门", "工作方式")
    page.merge(2, 0, 3, 0)
    page.merge(2, 1, 2, 2)
    page.merge(2, 3, 2, 4)
    flat_rows(page, maker.reclaimed(16), lambda i, n: [n, i.category, *official_cells(i, n)[1:]])
    return book.save(path)


@layout()
def three_row_heads_with_groups(path, maker):
    book = Book()
    page = book.page("职责分工表")
    page.wide("柳林镇配合履职事项职责分工表", 7)
    page.head("基本信息", None, None, "职责分工", None, None, "备注")
    page.head("序号", "类别", "事项名称", "县级部门", None, "乡镇", None)
    page.head(None, None, None, "牵头及配合部门", "主要职责", "配合职责", None)
    page.merge(2, 0, 2, 2)
    page.merge(2, 3, 2, 5)
    page.merge(2, 6, 4, 6)
    page.merge(3, 3, 3, 4)
    for column in range(3):
        page.merge(3, column, 4, column)
    flat_rows(page, maker.coordination(40), lambda i, n: [n, i.category, *official_cells(i, n)[1:]])
    return book.save(path)


@layout()
def street_words_of_an_urban_district(path, maker):
    """区 and 街道 instead of 县 and 乡镇 in titles and heads."""
    book = Book()
    basic, coordination, reclaimed = maker.every_kind()
    tables = [
        (basic, "城南街道基本履职事项清单", ["序号", "履职事项"]),
        (
            coordination,
            "城南街道配合履职事项清单",
            ["序号", "事项名称", "对应区级部门", "区级部门职责", "街道配合职责"],
        ),
        (
            reclaimed,
            "城南街道上级部门收回事项清单",
            ["序号", "收回事项", "区级承接部门", "工作方式"],
        ),
    ]
    for items, title, heads in tables:
        page = book.page(title[4:])
        page.wide(title, len(heads))
        page.head(*heads)
        for place, (category, group) in enumerate(by_category(items), 1):
            page.wide(f"{numeral(place)}、{category}（{len(group)}项）", len(heads))
            for item in group:
                page.item(item, *official_cells(item, len(page.truth.items)))
    return book.save(path)


@layout()
def synonyms_of_head_words(path, maker):
    """Each table says the same columns in other words."""
    book = Book()
    coordination = maker.coordination(28)
    habits = [
        ["编号", "事项类别", "工作事项", "责任部门", "部门责任", "镇街责任"],
        ["序 号", "所属类别", "具体事项", "主管部门", "主管部门职责", "乡镇职责"],
        ["序号", "一级分类", "事项内容", "牵头单位", "县级部门主要职责", "乡镇（街道）主要职责"],
        ["项次", "领域", "履职事项名称", "县直部门", "县直部门职责", "镇（街道）配合内容"],
    ]
    for place, heads in enumerate(habits):
        page = book.page(f"配合履职{place + 1}")
        page.wide("乡镇（街道）配合履职事项清单", 6)
        page.head(*heads)
        flat_rows(
            page,
            coordination[place * 7 :][:7],
            lambda i, n: [n, i.category, *official_cells(i, n)[1:]],
        )
    reclaimed = maker.reclaimed(12)
    habits = [
        ["编号", "类型", "收回事项名称", "收回部门", "承接方式"],
        ["序号", "事项类别", "不再由乡镇承担的事项", "县级承接部门", "履职方式"],
        ["序号", "类别", "事项", "收回后责任部门", "收回后工作方式"],
    ]
    for place, heads in enumerate(habits):
        page = book.page(f"收回{place + 1}")
        page.wide("上级部门收回事项清单", 5)
        page.head(*heads)
        flat_rows(
            page,
            reclaimed[place * 4 :][:4],
            lambda i, n: [n, i.category, *official_cells(i, n)[1:]],
        )
    return book.save(path)


@layout()
def invisible_signs_and_widths(path, maker):
    """Spaces inside heads, _x000D_, zero-width signs, full-width digits and brackets, non-breaking
    blanks.
    """
    book = Book()
    page = book.page("配合履职事项 ")
    page.wide("示例县乡镇﹙街道﹚配合履职事项清单\u200b", 5)
    page.head(
        "序　号",
        "事 项 名 称",
        "对应上级\n部    门",
        "上 级 部 门\n职      责",
        "乡镇(街道)\u3000配合职责",
    )
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(len(group)))
        page.wide(f"{numeral(place)}､{category} ( 共{wide}项 )", 5)
        for item in group:
            number = len(page.truth.items) + 1
            signs = [" {}\u200b", "\u3000{}\u00a0", "\ufeff{}", "{}_x000D_"]
            cells = [
                signs[number % 4].format(number),
                signs[(number + 1) % 4].format(item.name),
                "\u200b、\u00a0".join(item.names),
                item.duties.replace("\n", "_x000D_\n"),
                item.township_duty.replace("\n", "\r\n"),
            ]
            page.item(item, *cells)
    return book.save(path)


@layout()
def bilingual_heads_and_extra_columns(path, maker):
    """English under the Chinese head word, and columns nobody knows, which must be named."""
    book = Book()
    page = book.page("Duty List")
    page.wide("Township Duty List of Shili County 示例县乡镇配合履职事项清单", 9)
    heads = [
        "序号\nNo.",
        "类别 Category",
        "事项名称\nItem",
        "经办股室联系人",
        "对应上级部门\nDepartment",
        "上级部门职责\nDepartment's duty",
        "配合职责 Township's duty",
        "Remarks",
        "上年度办件量",
    ]
    row = page.head(*heads)
    for head in ("经办股室联系人", "Remarks", "上年度办件量"):
        unknown_column(page, row, head)
    for number, item in enumerate(maker.coordination(40), 1):
        first, name, *rest = official_cells(item, number)
        page.item(item, first, item.category, name, "张三", *rest, "OK", 120 + number)
    return book.save(path)


@layout()
def kind_as_a_column(path, maker):
    """One flat table of all three kinds with every column there is."""
    book = Book()
    page = book.page("履职事项总表")
    heads = [
        "序号",
        "清单类型",
        "类别",
        "事项名称",
        "对应上级部门",
        "上级部门职责",
        "配合职责",
        "承接部门",
        "工作方式",
    ]
    page.head(*heads)
    words = {"basic": "基本履职", "coordination": "配合履职事项", "reclaimed": "上级部门收回"}
    for number, item in enumerate([item for items in maker.every_kind() for item in items], 1):
        rest = official_cells(item, number)[2:]
        own = [None, None, None, *rest] if item.kind == "reclaimed" else [*rest]
        page.item(item, number, words[item.kind], item.category, item.name, *own)
    return book.save(path)


@layout()
def kinds_mixed_in_a_column(path, maker):
    """The kind's column first and merged, the rows mixed by category; 部门 holds
    leads and receivers alike.
    """
    book = Book()
    page = book.page("Sheet1")
    page.wide("马兰回族乡履职事项清单", 8)
    page.head(
        "类别", "事项类型", "序号", "事项名称", "部门", "部门职责", "乡镇配合职责", "工作方式"
    )
    items = sorted(
        (item for items in maker.every_kind() for item in items),
        key=lambda item: (item.category, item.kind),
    )
    words = {
        "basic": "基本履职事项",
        "coordination": "配合履职事项",
        "reclaimed": "上级部门收回事项",
    }
    first = {}
    for number, item in enumerate(items, 1):
        cells = official_cells(item, number)[2:]
        own = [cells[0], None, None, cells[1]] if item.kind == "reclaimed" else cells
        new = (item.category, item.kind) not in first
        row = page.item(item, None, words[item.kind] if new else None, number, item.name, *own)
        first.setdefault((item.category, item.kind), []).append(row)
        if item.category not in [page.sheet.cell(r, 1).value for r in range(3, row)]:
            page.sheet.cell(row, 1, item.category)
    for rows in first.values():
        page.merge(rows[0], 1, rows[-1], 1)
    for category in dict.fromkeys(category for category, _kind in first):
        rows = [row for key, rows in first.items() if key[0] == category for row in rows]
        page.merge(min(rows), 0, max(rows), 0)
    return book.save(path)


@layout()
def kinds_as_sections_of_one_table(path, maker):
    """One head; the kinds are section rows, the categories section rows below them."""
    book = Book()
    page = book.page("清单")
    page.wide("青山乡履行职责事项清单", 5)
    page.head(
        "序号", "事项名称", "上级部门（承接部门）", "上级部门职责（工作方式）", "乡镇配合职责"
    )
    words = {
        "basic": "基本履职事项",
        "coordination": "配合履职事项",
        "reclaimed": "上级部门收回事项",
    }
    for place, items in enumerate(maker.every_kind(), 1):
        page.wide(f"{numeral(place)}、{words[items[0].kind]}（共{len(items)}项）", 5)
        for nth, (category, group) in enumerate(by_category(items), 1):
            page.wide(f"（{numeral(nth)}）{category}（{len(group)}项）", 5)
            for item in group:
                page.item(item, *official_cells(item, items.index(item) + 1))
    return book.save(path)


@layout()
def wide_grid_of_a_pasted_word_table(path, maker):
    """Every logical column is two or three grid columns merged in each row, as WPS pastes a Word
    table.
    """
    book = Book()
    page = book.page("Sheet1")
    spans = [1, 3, 2, 4, 3]

    def spread(values):
        cells = []
        for value, span in zip(values, spans, strict=False):
            cells += [value, *[None] * (span - 1)]
        return cells

    def join(row):
        start = 0
        for span in spans:
            page.merge(row, start, row, start + span - 1)
            start += span

    page.wide("湾头镇配合履职事项清单", sum(spans))
    join(page.head(*spread(["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"])))
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        page.wide(f"{numeral(place)}、{category}（{len(group)}项）", sum(spans))
        for item in group:
            join(page.item(item, *spread(official_cells(item, len(page.truth.items) + 1))))
    return book.save(path)
