"""Layouts of workbooks by how the category and the number are written."""

import datetime

from .catalogue import layout
from .model import by_category, numeral
from .sheets import BASIC, COORDINATION, TITLES, Book, flat_rows, official_cells

SECTION_FORMS = [
    "{n}、{c}（{k}项）",
    "{n}、{c}（共{k}项）",
    "{n}、{c}",
    "（{n}）{c}",
    "{n}、 {c} ({k} 项)",
    "（{n}）{c}（{k}项）",
    "{n}.{c}",
    "第{n}类 {c}",
    "{n}、{c}：{k}项",
    "【{c}】",
    "{c}（{k}项）",
    "{n}、{c}（计{k}项）",
    "{n}　{c}　{k}项",
]


@layout()
def section_rows_in_many_forms(path, maker):
    """Thirteen ways to write a section row, merged over the table."""
    book = Book()
    page = book.page("基本履职事项")
    page.wide(TITLES["basic"], 2)
    page.head(*BASIC)
    for place, (category, group) in enumerate(by_category(maker.basic(42)), 1):
        form = SECTION_FORMS[(place - 1) % len(SECTION_FORMS)]
        page.wide(form.format(n=numeral(place), c=category, k=len(group)), 2)
        for item in group:
            page.item(item, *official_cells(item, len(page.truth.items) + 1))
    return book.save(path)


@layout()
def section_numeral_in_its_own_cell(path, maker):
    """一 in the number's column, the category beside it; and on the second sheet only the category
    in the name's.
    """
    book = Book()
    page = book.page("基本履职")
    page.wide("河口乡基本履职事项清单", 2)
    page.head(*BASIC)
    for place, (category, group) in enumerate(by_category(maker.basic(20)), 1):
        page.line(numeral(place), f"{category}（{len(group)}项）")
        flat_rows(page, group, official_cells)
    page = book.page("配合履职")
    page.wide("河口乡配合履职事项清单", 5)
    page.head(*COORDINATION)
    for place, (category, group) in enumerate(by_category(maker.coordination(20)), 1):
        page.line(f"（{numeral(place)}）", category)
        for item in group:
            page.item(item, *official_cells(item, len(page.truth.items)))
    return book.save(path)


@layout()
def section_rows_not_merged(path, maker):
    """The section stands in the first cell only, or in the name's cell only, or in the middle of
    the row.
    """
    book = Book()
    for shift, items in enumerate((maker.coordination(14), maker.basic(14), maker.reclaimed(12))):
        kind = items[0].kind
        page = book.page(TITLES[kind][-6:])
        page.line(TITLES[kind])
        heads = {
            "coordination": COORDINATION,
            "basic": BASIC,
            "reclaimed": ["序号", "事项名称", "承接部门", "工作方式"],
        }
        page.head(*heads[kind])
        for place, (category, group) in enumerate(by_category(items), 1):
            page.line(*[None] * shift, f"{numeral(place)}、{category}（{len(group)}项）")
            for item in group:
                page.item(item, *official_cells(item, len(page.truth.items)))
    return book.save(path)


@layout()
def categories_merged_downwards(path, maker):
    """The category's cell merged over its items, with its numeral and count; numbers start again in
    each.
    """
    book = Book()
    for items in (maker.basic(20), maker.coordination(20)):
        kind = items[0].kind
        page = book.page(TITLES[kind][-6:])
        page.wide(TITLES[kind], 6)
        page.head("类别", *(BASIC if kind == "basic" else COORDINATION))
        for place, (category, group) in enumerate(by_category(items), 1):
            text = f"{numeral(place)}、\n{category}\n（{len(group)}项）"
            rows = [
                page.item(item, None if n > 1 else text, *official_cells(item, n))
                for n, item in enumerate(group, 1)
            ]
            page.merge(rows[0], 0, rows[-1], 0)
    return book.save(path)


@layout()
def categories_by_ditto_or_blank(path, maker):
    """同上, 〃, ″ or nothing below the first of a category; a column of its own after the name."""
    book = Book()
    page = book.page("基本履职")
    page.wide("城关镇基本履职事项清单", 3)
    page.head("序号", "事项名称", "类别")
    signs = ["同上", "〃", "″", None, '"', "同 上"]
    for category, group in by_category(maker.basic(42)):
        for place, item in enumerate(group):
            number = len(page.truth.items) + 1
            page.item(
                item, number, item.name, category if place == 0 else signs[number % len(signs)]
            )
    return book.save(path)


@layout()
def two_levels_of_sections(path, maker):
    """第一部分 and the categories below it as section rows: the nearest above is the category."""
    book = Book()
    page = book.page("配合履职事项")
    page.wide(TITLES["coordination"], 5)
    page.head(*COORDINATION)
    parts = ["党建引领", "经济社会", "平安建设", "综合保障"]
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        if place % 4 == 1:
            page.wide(f"第{numeral(place // 4 + 1)}部分  {parts[place // 4]}", 5)
        page.wide(f"（{numeral((place - 1) % 4 + 1)}）{category}（{len(group)}项）", 5)
        for item in group:
            page.item(item, *official_cells(item, f"{place}.{group.index(item) + 1}"))
    return book.save(path)


@layout()
def numbers_that_became_floats_and_dates(path, maker):
    """1.0, "2.0", 1-3 turned into a day of this year, 1.10 into 1.1, texts in apostrophes."""
    book = Book()
    page = book.page("基本履职事项")
    page.wide(TITLES["basic"], 2)
    page.head(*BASIC)
    for place, (category, group) in enumerate(by_category(maker.basic(42)), 1):
        page.wide(f"{numeral(place)}、{category}（{len(group)}项）", 2)
        for nth, item in enumerate(group, 1):
            forms = [
                float(nth),
                f"{nth}.0",
                # What a cell holds has no zone.
                datetime.datetime(2026, min(place, 12), nth),  # noqa: DTZ001
                float(f"{place}.{nth}"),
                f"{place}-{nth}",
                datetime.date(2026, min(place, 12), nth),
                f"'{nth}",
            ]
            page.item(item, forms[len(page.truth.items) % len(forms)], item.name)
    return book.save(path)


@layout()
def composite_and_restarted_numbers(path, maker):
    """1.1, 一-3, DJ-01, (2), ①, 第4项, A.5, 1、"""
    book = Book()
    page = book.page("配合履职事项")
    page.wide(TITLES["coordination"], 5)
    page.head(*COORDINATION)
    for place, (category, group) in enumerate(by_category(maker.coordination(40)), 1):
        page.wide(f"{numeral(place)}、{category}", 5)
        for nth, item in enumerate(group, 1):
            forms = [
                f"{place}.{nth}",
                f"{numeral(place)}-{nth}",
                f"PH-{nth:02d}",
                f"({nth})",
                "①②③④⑤⑥⑦⑧⑨"[nth - 1],
                f"第{nth}项",
                f"{nth}、",
                f"（{place}）{nth}",
                f"{nth}.",
                f"{nth:03d}",
            ]
            _number, *rest = official_cells(item, nth)
            page.item(item, forms[(place + nth) % len(forms)], *rest)
    return book.save(path)


@layout()
def no_number_column_at_all(path, maker):
    """类别 and names only; and names that carry their number in the same cell."""
    book = Book()
    page = book.page("基本履职事项")
    page.wide("示例县乡镇基本履职事项清单", 2)
    page.head("类别", "事项名称")
    for item in maker.basic(20):
        page.item(item, item.category, item.name)
    page = book.page("上级部门收回事项")
    page.wide("示例县上级部门收回事项清单", 4)
    page.head("类别", "收回事项名称", "承接部门", "工作方式")
    for number, item in enumerate(maker.reclaimed(20), 1):
        page.item(item, item.category, f"{number}.{item.name}", "、".join(item.names), item.method)
    return book.save(path)
