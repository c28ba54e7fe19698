"""Layouts that files by other hands have shown: cards, a category or a department in the title
alone, old text beside new, opinions between the items, departments across, heads of unknown words.
"""

from .catalogue import layout
from .model import Named, by_category
from .sheets import Book, flat_rows, official_cells

LABELS = [
    *("事项信息卡", "事项名称", "事项类型", "事项类别", "对应上级部门"),
    *("承接部门", "部门职责", "乡镇职责", "填卡人", "工作方式"),
]


@layout()
def cards_for_items(path, maker):
    """A card for each item, one below the other: labels beside their values."""
    book = Book()
    page = book.page("信息卡")
    page.wide("乡镇履职事项信息卡（汇总）", 4)
    for number, item in enumerate(maker.coordination(24, 1) + maker.reclaimed(16, 1), start=1):
        page.row += 1
        page.line(f"事项信息卡（第{number:02d}号）")
        page.line("事项名称", item.name)
        if item.kind == "coordination":
            page.line("事项类型", "□基本 ☑配合 □收回", "事项类别", item.category)
            page.line("对应上级部门", item.parts[0].department, "承接部门", "/")
            page.line("部门职责", item.duties)
            page.line("乡镇职责", item.township_duty)
        else:
            page.line("事项类型", "□基本 □配合 ☑收回", "事项类别", item.category)
            page.line("承接部门", item.parts[0].department, "填卡人", "周小红")
            page.line("工作方式", item.method)
        book.truth.items.append(item)
    book.truth.heads += LABELS
    return book.save(path)


@layout()
def a_category_in_each_title(path, maker):
    """A sheet for each category, which nothing but its title names in full."""
    book = Book()
    for number, (category, items) in enumerate(by_category(maker.coordination(40)), start=1):
        page = book.page(f"表{number}")
        page.wide(f"湾头镇配合履职事项清单（{category}类）", 5)
        page.head("序号", "事项名称", "对应上级部门", "上级部门职责", "镇配合职责")
        flat_rows(page, items, official_cells)
    return book.save(path)


@layout()
def a_department_in_each_title(path, maker):
    """A sheet for each department, which only its title names."""
    book, sheets = Book(), {}
    for item in maker.reclaimed(40, 1):
        sheets.setdefault(item.parts[0].department, []).append(item)
    for number, (department, items) in enumerate(sheets.items(), start=1):
        page = book.page(f"第{number}份")
        page.wide(f"{department}收回乡镇履职事项认领表", 4)
        page.head("序号", "类别", "收回事项", "收回后工作方式")
        flat_rows(page, items, lambda item, n: [n, item.category, item.name, item.method])
    return book.save(path)


@layout()
def an_old_list_beside_the_new_one(path, maker):
    """2025年版 left, 2026年版 right; the unchanged says so, the cancelled has no new text."""
    book = Book()
    page = book.page("对照表")
    page.wide("示例县乡镇基本履职事项清单修订对照表", 5)
    page.head("序号", "类别", "2025年版（原文）", "2026年版（审定文本）", "调整情形")
    for number, item in enumerate(maker.basic(40), start=1):
        if number % 3 == 0:
            page.line(number, item.category, item.name, "同左", "保留")
        elif number % 7 == 0:
            page.line(number, item.category, "做好报刊征订任务分解", "—", "取消")
            book.truth.named.append(Named(page.sheet.title, page.row - 1))
            continue
        else:
            page.line(number, item.category, f"原{item.name}", item.name, "修改")
        book.truth.items.append(item)
    book.truth.items += add_table(book, maker)
    book.truth.heads += ["同左", "保留", "修改"]
    return book.save(path)


def add_table(book, maker):
    """A table of its own, so that there are as many items as every layout has."""
    page, before = book.page("收回事项"), len(book.truth.items)
    page.head("序号", "类别", "收回事项", "承接部门", "工作方式")
    flat_rows(page, maker.reclaimed(10), lambda i, n: [n, i.category, *official_cells(i, n)[1:]])
    added = book.truth.items[before:]
    del book.truth.items[before:]
    return added


@layout()
def opinions_between_the_items(path, maker):
    """Below some items a row with an opinion and what was decided on it."""
    book = Book()
    page = book.page("意见")
    page.wide("示例县乡镇基本履职事项清单征求意见及处理情况", 5)
    page.head("序号", "类别", "事项名称", "提出单位", "处理意见")
    for number, item in enumerate(maker.basic(44), start=1):
        page.line(number, item.category, item.name)
        if number % 11 == 0:
            page.line(None, None, "意见：无编制，建议删除。", "河口乡", "采纳，删除本项。")
        else:
            book.truth.items.append(item)
        if number % 9 == 0:
            page.line(None, None, "意见：建议增加经费保障内容。", "白水镇", "未采纳，维持原文。")
    return book.save(path)


@layout()
def heads_of_everyday_words(path, maker):
    """Heads that are in no table: what stands in the columns tells what they are, or is asked."""
    book = Book()
    page = book.page("梳理表")
    page.wide("收回乡镇执法事项的汇总", 5)
    page.head("序号", "业务板块", "事项名称", "承接部门", "工作方式")
    flat_rows(page, maker.reclaimed(40), lambda i, n: [n, i.category, *official_cells(i, n)[1:]])
    return book.save(path)
