"""Layouts whose heads are worded by one office after another, and whose categories stand where
nobody looks.
"""

from .catalogue import layout
from .local_words import reworded
from .model import Named, by_category, numeral
from .sheets import COORDINATION, Book, official_cells

ASSISTED = [
    [
        "序号",
        "领域",
        "事项名称",
        "县级主管部门（单位）",
        "县级部门应履行的职责",
        "乡镇（街道）应履行的职责",
    ],
    [
        "序 号",
        "事项类别",
        "配合事项",
        "上级业务主管部门",
        "业务主管部门职责",
        "镇（街）承担的配合工作",
    ],
    [
        "编号",
        "职能领域",
        "工作事项",
        "牵头部门（单位）",
        "牵头部门（单位）主要职责",
        "属地乡镇主要职责",
    ],
    ["NO.", "板块", "履职事项名称", "对应县直部门", "县直部门承担职责", "乡镇需配合做好的工作"],
    ["序列", "行业领域", "具体事项", "主体责任部门", "主体责任", "乡镇（街道）属地责任"],
    ["项目序号", "分类", "事项", "区县级责任单位", "区县级责任单位职责", "街道（乡镇）配合事项"],
    ["序号", "所属领域", "职责事项", "法定责任部门", "部门法定职责", "乡镇协助职责"],
    ["序号", "类别", "事项名称", "牵头、责任单位", "县直单位职责任务分工", "乡镇党委政府职责"],
]
TAKEN_BACK = [
    ["序号", "领域", "拟收回事项", "承接收回事项的部门", "承接后的工作方式"],
    ["序号", "事项类别", "上收县级的事项名称", "上收后责任部门", "上收后工作措施"],
    ["编号", "板块", "乡镇不再承担的事项", "县级承接主体", "县级部门履职方式"],
    ["序号", "分类", "收回县级部门事项", "收回后实施主体", "收回后实施方式"],
    ["序号", "所属领域", "事项名称", "收回（承接）部门", "收回（承接）后工作方式"],
    ["序号", "类别", "取消乡镇承担事项", "职能部门（承接单位）", "部门承接方式"],
    ["序号", "行业领域", "由县级收回事项", "收回单位（承接主体）", "具体工作方式"],
    ["序号", "职责类别", "收回事项名称", "承接部门（单位）", "承接方式及措施"],
]


@layout()
def heads_of_many_offices(path, maker):
    """Eight sheets of matters the township assists with, each with the head words of another
    office.
    """
    book = Book()
    items = reworded(maker, maker.coordination(48, departments=1))
    for place, words in enumerate(ASSISTED):
        page = book.page(f"部门{place + 1}")
        page.wide("示例县配合履职事项清单", 6)
        page.head(*words)
        for number, item in enumerate(items[place::8], 1):
            page.item(
                item,
                number,
                item.category,
                item.name,
                item.names[0],
                item.parts[0].duty,
                item.township_duty,
            )
    return book.save(path)


@layout()
def heads_of_many_offices_taking_back(path, maker):
    """Eight sheets of matters taken back, each with the head words of another office."""
    book = Book()
    items = maker.reclaimed(40)
    for place, words in enumerate(TAKEN_BACK):
        page = book.page(f"收回{place + 1}")
        page.head(*words)
        for number, item in enumerate(items[place::8], 1):
            page.item(item, number, item.category, item.name, "、".join(item.names), item.method)
    return book.save(path)


@layout()
def sheets_named_by_their_category(path, maker):
    """One sheet for each category, its name the only place that says which; numbers begin anew on
    every sheet.
    """
    book = Book()
    for place, (category, group) in enumerate(by_category(maker.coordination(42)), 1):
        page = book.page(f"{place}.{category}" if place % 2 else category)
        page.wide("城关镇配合履职事项清单", 5)
        page.head(*COORDINATION)
        for number, item in enumerate(group, 1):
            page.item(item, *official_cells(item, number))
    return book.save(path)


@layout()
def two_levels_of_sections_nobody_knows(path, maker):
    """一、 over （一）, both in the county's own words: the first level is the
    category, the other one is told.
    """
    book = Book()
    page = book.page("配合履职事项")
    page.wide("示例县乡镇（街道）配合履职事项清单", 5)
    page.head(*COORDINATION)
    groups = by_category(maker.coordination(40))
    number = 0
    for place in range(0, len(groups), 3):
        parts = groups[place : place + 3]
        name = f"第{place // 3 + 1}战线重点任务"
        page.wide(
            f"{numeral(place // 3 + 1)}、{name}（{sum(len(group) for _c, group in parts)}项）", 5
        )
        for nth, (category, group) in enumerate(parts, 1):
            row = page.wide(f"（{numeral(nth)}）{category[:2]}专项类（{len(group)}项）", 5)
            book.truth.named.append(Named("配合履职事项", row))
            for item in group:
                number += 1
                item.category = name
                page.item(item, *official_cells(item, number))
    return book.save(path)


@layout()
def categories_written_downwards(path, maker):
    """The category set sign under sign in a narrow merged column, broken by the head of every
    printed page.
    """
    book = Book()
    page = book.page("基本履职事项")
    head = ["类\n别", "序\n号", "事　项　名　称", "备　注"]
    page.wide("城关镇基本履职事项清单", 4)
    page.head(*head)
    number, top = 0, page.row
    for category, group in by_category(maker.basic(45)):
        top = page.row
        for item in group:
            number += 1
            page.item(item, "\n".join(category) if page.row == top else None, number, item.name)
            if number % 9 == 0 and item is not group[-1]:
                page.merge(top, 0, page.row - 1, 0)
                page.head(*head)
                top = page.row
        page.merge(top, 0, page.row - 1, 0)
    return book.save(path)


@layout()
def contents_beside_the_names(path, maker):
    """事项名称 with 事项内容 and 实施依据 beside it, names marked ★, the mark explained below."""
    book = Book()
    page = book.page("基本")
    page.wide("示例县乡镇基本履职事项清单", 6)
    page.head("序号", "类别", "事项名称", "事项内容", "实施依据", "赋权情况")
    for number, item in enumerate(maker.basic(40), 1):
        if number % 5 == 0:
            item.name = f"★{item.name}"
        page.item(
            item,
            number,
            item.category,
            item.name,
            f"1.贯彻执行{item.name[2:8]}有关政策；\n2.完成上级交办的其他任务。",
            "《中华人民共和国乡村振兴促进法》第十条",
            "赋权" if number % 5 == 0 else None,
        )
    page.blank()
    page.note("★为赋权事项，由县级部门业务指导。", width=6)
    return book.save(path)
