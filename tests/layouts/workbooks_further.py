"""Layouts of workbooks that mislead: lists that look like lists and are none, halves of one list,
cut names.
"""

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

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
from .workbooks_departments import coordination_page, sectioned


@layout()
def index_and_examples_under_real_heads(path, maker):
    """An index of all names with pages, a filled-in example and a count by department, under the
    lists' own heads.
    """
    book = Book()
    lists = maker.every_kind()
    index = book.page("目录")
    index.wide("目录", 3)
    index.line("序号", "事项名称", "页码")
    for number, item in enumerate([item for items in lists for item in items], 1):
        index.line(number, item.name, 2 + number // 12)
    guide = book.page("填表说明及样表")
    guide.wide("填表说明：请参照下表填写，不得改动表头。", 5)
    guide.line(*COORDINATION)
    guide.line("例1", "河道巡查", "县水利局", "1.组织执法检查。", "1.开展日常巡查。")
    guide.line("例2", "森林防火", "县林业局、县应急管理局", "1.组织扑救。", "1.开展宣传。")
    count = book.page("部门统计")
    count.line("序号", "对应上级部门", "配合履职事项", "收回事项", "合计")
    for number, name in enumerate(("县公安局", "县水利局", "县教育局"), 1):
        count.line(number, name, number + 4, number + 2, 2 * number + 6)
    for items in lists:
        official_table(book.page(TITLES[items[0].kind][-6:]), items)
    book.truth.named += [Named("目录"), Named("填表说明及样表"), Named("部门统计")]
    return book.save(path)


@layout()
def one_list_printed_in_two_halves(path, maker):
    """A basic list in two columns of print: the right half goes on where the left ends, under one
    title.
    """
    book = Book()
    page = book.page("基本履职事项")
    page.wide("柳林镇基本履职事项清单", 5)
    left, right = page.beside(1, 2), page.beside(4, 2)
    number = 1
    groups = by_category(maker.basic(40))
    for side, own in ((left, groups[: len(groups) // 2]), (right, groups[len(groups) // 2 :])):
        side.head(*BASIC)
        for category, group in own:
            side.wide(
                f"{numeral(groups.index((category, group)) + 1)}、{category}（{len(group)}项）", 2
            )
            for item in group:
                side.item(item, number, item.name)
                number += 1
    return book.save(path)


@layout()
def names_cut_by_a_page(path, maker):
    """A row cut in the middle of its name and duties: the rest stands below, without number and
    department.
    """
    book = Book()
    page = coordination_page(book)
    items = maker.coordination(40, departments=1)
    for number, item in enumerate(items, 1):
        if number == 1 or items[number - 2].category != item.category:
            page.wide(f"{item.category}（{sum(i.category == item.category for i in items)}项）", 5)
        cells = official_cells(item, number)
        lines = item.township_duty.split("\n")
        if number % 9 == 4 and len(lines) > 1 and len(item.name) > 5:
            page.item(item, number, item.name[:5], cells[2], cells[3], lines[0])
            page.head(*COORDINATION)
            page.line(None, item.name[5:], None, None, "\n".join(lines[1:]))
        else:
            page.item(item, *cells)
    return book.save(path)


@layout()
def kinds_known_by_sheet_names_only(path, maker):
    """No titles at all: heads in the first row, the kind in the sheet's name."""
    book = Book()
    names = {"basic": "1.基本履职", "coordination": "2.配合履职", "reclaimed": "3.部门收回"}
    heads = {
        "basic": ["序号", "类别", "事项"],
        "coordination": ["序号", "类别", "事项", "上级部门", "部门职责", "乡镇职责"],
        "reclaimed": ["序号", "类别", "事项", "部门", "工作方式"],
    }
    for items in maker.every_kind():
        kind = items[0].kind
        page = book.page(names[kind])
        page.head(*heads[kind])
        flat_rows(page, items, lambda item, n: [n, item.category, *official_cells(item, n)[1:]])
    return book.save(path)


@layout()
def departments_merged_over_items(path, maker):
    """One department's cell merged over the items it answers for; the items are ordered by
    department.
    """
    book = Book()
    page = coordination_page(
        book, heads=["序号", "对应上级部门", "类别", "事项名称", "上级部门职责", "乡镇配合职责"]
    )
    items = sorted(maker.coordination(40, departments=1), key=lambda item: item.names[0])
    first = {}
    for number, item in enumerate(items, 1):
        name = item.names[0]
        shown = None if name in first else name
        row = page.item(
            item, number, shown, item.category, item.name, item.duties, item.township_duty
        )
        first.setdefault(name, []).append(row)
    for rows in first.values():
        page.merge(rows[0], 1, rows[-1], 1)
    return book.save(path)


@layout()
def section_counts_in_a_cell_of_their_own(path, maker):
    """The section's name in the first cell, 共3项 in the last; the list goes on a sheet later."""
    book = Book()
    items = maker.reclaimed(40)
    number = 1
    for title, own in (("收回事项（一）", items[:20]), ("收回事项（二）", items[20:])):
        page = book.page(title)
        page.wide(f"上级部门{title}", 4)
        page.head(*RECLAIMED)
        for place, (category, group) in enumerate(by_category(own), 1):
            page.line(f"{numeral(place)}、{category}", None, None, f"共{len(group)}项")
            for item in group:
                page.item(item, *official_cells(item, number))
                number += 1
    return book.save(path)


@layout()
def marks_before_the_names(path, maker):
    """（牵头）县公安局, 牵头 县公安局, and separators rarely seen."""
    book = Book()
    page = coordination_page(book)
    separators = ["／", "|", "及", "\t", "、 ", "；\n", "与"]

    def cells(item, number):
        names = item.names
        if number % 3 == 0:
            for part in item.parts[1:]:
                part.role = "support"
            text = f"（牵头）{names[0]}、（配合）{names[1]}、（配合）{names[2]}"
        else:
            text = separators[number % len(separators)].join(names)
        return [number, item.name, text, item.duties, item.township_duty]

    sectioned(page, maker.coordination(40, departments=3), cells)
    return book.save(path)


@layout()
def rich_texts_and_markings(path, maker):
    """Names in several fonts, duties with bold headings, cells with blanks to keep."""
    book = Book()
    page = coordination_page(book)
    bold = InlineFont(b=True)

    def cells(item, number):
        name = CellRichText(item.name[:2], TextBlock(bold, item.name[2:4]), item.name[4:] or "")
        blocks = []
        for part in item.parts:
            blocks += [TextBlock(bold, f"{part.department}：\n"), f"{part.duty}\n"]
        duties = CellRichText(*blocks) if len(item.parts) > 1 else item.duties
        return [number, name, "、".join(item.names), duties, f"  {item.township_duty}\n"]

    sectioned(page, maker.coordination(40), cells)
    return book.save(path)


@layout()
def bases_dates_and_former_texts(path, maker):
    """设定依据 and 交接期限 beside the known columns, and columns that only this county has."""
    book = Book()
    page = book.page("收回事项")
    page.wide(TITLES["reclaimed"], 8)
    heads = [
        "序号",
        "类别",
        "事项名称",
        "原乡镇承担内容",
        "承接部门",
        "工作方式",
        "设定依据",
        "交接期限",
    ]
    row = page.head(*heads)
    page.truth.named.append(Named("收回事项", row, "原乡镇承担内容"))
    basis = "《中华人民共和国水法》第四条；《示例省河道管理办法》（示政发〔2020〕3号）第十二条"
    for number, item in enumerate(maker.reclaimed(40), 1):
        cells = [
            number,
            item.category,
            item.name,
            "巡查、上报",
            "、".join(item.names),
            item.method,
            basis,
        ]
        page.item(item, *cells, f"2026年{number % 12 + 1}月1日")
    return book.save(path)


@layout()
def examples_inside_the_list(path, maker):
    """A first row 例 that tells how to fill in, a row of column numbers below the
    head, （此行勿删）at the end.
    """
    book = Book()
    page = book.page("配合履职事项")
    page.wide(TITLES["coordination"], 5)
    page.head(*COORDINATION)
    page.line(1, 2, 3, 4, 5)
    row = page.line("例", "（示例）河道巡查", "县水利局", "1.组织执法检查。", "1.开展日常巡查。")
    page.truth.named.append(Named("配合履职事项", row))
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        page.wide(f"{numeral(place)}、{category}", 5)
        for item in group:
            page.item(item, *official_cells(item, len(page.truth.items) + 1))
    page.note("（此行勿删，如需增加请在上方插入行）", width=5)
    return book.save(path)
