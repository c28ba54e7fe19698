"""Layouts of workbooks by how departments, roles, offices, duties and scope are written."""

import re

from .catalogue import layout
from .model import by_category, numeral
from .sheets import COORDINATION, TITLES, Book

SEPARATORS = ["、", "，", ",", "；", ";", "\n", " ", "/", "、\n", "　", "｜", "和", "/\n"]
COUNTY_NAMES = {"县公安局": "示例县公安局", "县司法局": "示例县司法局", "县民政局": "示例县民政局"}
SHORT = {
    "县住房和城乡建设局": "县住建局",
    "县人力资源和社会保障局": "县人社局",
    "县卫生健康局": "县卫健局",
    "县市场监督管理局": "县市场监管局",
    "县医疗保障局": "县医保局",
    "县文化旅游局": "县文旅局",
    "县应急管理局": "县应急局",
    "县城市管理局": "县城管局",
    "市生态环境局示例县分局": "县生态环境分局",
    "县消防救援大队": "县消防大队",
}


def bare(name):
    """A department's name without the county's word: 公安局, 组织部."""
    return re.sub("^县委?", "", name)


def coordination_page(book, title="配合履职事项", heads=COORDINATION):
    page = book.page(title)
    page.wide(TITLES["coordination"], len(heads))
    page.head(*heads)
    return page


def sectioned(page, items, cells, *, width=5):
    """Items under section rows; `cells(item, number)` makes each row."""
    number = 0
    for place, (category, group) in enumerate(by_category(items), 1):
        page.wide(f"{numeral(place)}、{category}（{len(group)}项）", width)
        for item in group:
            number += 1
            page.item(item, *cells(item, number))


@layout()
def departments_with_every_separator(path, maker):
    book = Book()
    page = coordination_page(book)
    items = maker.coordination(40, departments=3)

    def cells(item, number):
        names = SEPARATORS[number % len(SEPARATORS)].join(item.names)
        return [number, item.name, names, item.duties, item.township_duty]

    sectioned(page, items, cells)
    return book.save(path)


@layout()
def departments_numbered_in_their_cell(path, maker):
    """1.县公安局 2.县司法局; ①…②…; and one under another with a closing sign."""
    book = Book()
    page = coordination_page(book)
    forms = ["{n}.{d}", "{c}{d}", "{n}、{d}", "（{n}）{d}；", "{d}；", "{d}。"]

    def cells(item, number):
        form = forms[number % len(forms)]
        names = [form.format(n=n, c="①②③"[n - 1], d=d) for n, d in enumerate(item.names, 1)]
        return [number, item.name, "\n".join(names), item.duties, item.township_duty]

    sectioned(page, maker.coordination(40, departments=2), cells)
    return book.save(path)


@layout()
def roles_in_brackets(path, maker):
    """（牵头）, (配合), （共同）, [牵头单位], the lead named last; the mark decides, no order."""
    book = Book()
    page = coordination_page(book)

    def cells(item, number):
        first, second, third = item.parts
        if number % 4 == 0:
            second.role = third.role = "support"
            text = f"{first.department}（牵头）、{second.department}（配合）、{third.department}（配合）"
        elif number % 4 == 1:
            text = (
                f"{first.department}(牵头单位)\n{second.department}(共同)\n{third.department}(共同)"
            )
        elif number % 4 == 2:
            second.role = third.role = "support"
            text = (
                f"牵头部门：{first.department}\n配合部门：{second.department}、{third.department}"
            )
        else:
            item.parts = [second, third, first]
            text = f"{second.department}、{third.department}、{first.department}（牵头）"
        return [number, item.name, text, item.duties, item.township_duty]

    sectioned(page, maker.coordination(40, departments=3), cells)
    return book.save(path)


@layout()
def roles_written_before_the_names(path, maker):
    """牵头：…；配合：… in one line, with other words for the same."""
    book = Book()
    page = coordination_page(book)
    words = [
        ("牵头", "配合", "；"),
        ("牵头单位", "责任单位", "\n"),
        ("主要责任部门", "配合部门", "。"),
        ("牵头部门", "参与部门", "； "),
    ]

    def cells(item, number):
        lead, support, between = words[number % 4]
        role = "joint" if support == "责任单位" else "support"
        for part in item.parts[1:]:
            part.role = role
        text = f"{lead}：{item.names[0]}{between}{support}：{'、'.join(item.names[1:])}"
        return [number, item.name, text, item.duties, item.township_duty]

    sectioned(page, maker.coordination(40, departments=3), cells)
    return book.save(path)


@layout()
def lead_and_support_in_two_columns(path, maker):
    book = Book()
    heads = ["序号", "类别", "事项名称", "牵头部门", "配合部门", "部门职责", "乡镇配合职责"]
    page = coordination_page(book, heads=heads)
    for number, item in enumerate(maker.coordination(40), 1):
        for part in item.parts[1:]:
            part.role = "support"
        names = [item.names[0], "、".join(item.names[1:]) or None]
        page.item(item, number, item.category, item.name, *names, item.duties, item.township_duty)
    return book.save(path)


@layout()
def internal_offices_in_brackets_and_in_a_column(path, maker):
    book = Book()
    page = coordination_page(book)
    coordination = maker.coordination(22)
    for item in coordination:
        for part in item.parts:
            part.office = maker.office()

    def cells(item, number):
        names = "、".join(f"{part.department}（{part.office}）" for part in item.parts)
        return [number, item.name, names, item.duties, item.township_duty]

    sectioned(page, coordination, cells)
    page = book.page("收回事项")
    page.wide(TITLES["reclaimed"], 6)
    page.head("序号", "类别", "事项名称", "承接部门", "承接内设机构", "工作方式")
    for number, item in enumerate(maker.reclaimed(18, departments=1), 1):
        item.parts[0].office = maker.office()
        row = [item.names[0], item.parts[0].office, item.method]
        page.item(item, number, item.category, item.name, *row)
    return book.save(path)


@layout()
def duty_blocks_with_many_headings(path, maker):
    """Each department's block in the one duty cell begins in its own way."""
    book = Book()
    page = coordination_page(book)
    forms = [
        "{d}：\n{t}",
        "{d}:{t}",
        "【{d}】\n{t}",
        "{c}、{d}：\n{t}",
        "（{c}）{d}\n{t}",
        "{d}职责：\n{t}",
        "{d}\n{t}",
        "[{d}]{t}",
        "{d}：{t}\n",
        "{d}——\n{t}",
    ]

    def cells(item, number):
        form = forms[number % len(forms)]
        blocks = [
            form.format(c=numeral(n), d=p.department, t=p.duty) for n, p in enumerate(item.parts, 1)
        ]
        return [number, item.name, "、".join(item.names), "\n".join(blocks), item.township_duty]

    sectioned(page, maker.coordination(40, departments=2), cells)
    return book.save(path)


@layout()
def shared_duties_and_duties_under_short_names(path, maker):
    """One text for all departments on one sheet; headings without 县 or for two at once on the
    other.
    """
    book = Book()
    shared = maker.share_duties(maker.coordination(20, departments=2))
    sectioned(
        coordination_page(book, "配合一"),
        shared,
        lambda i, n: [n, i.name, "、".join(i.names), i.parts[0].duty, i.township_duty],
    )

    def cells(item, number):
        if number % 2:
            item.parts[1].duty = item.parts[0].duty
            text = (
                f"{'、'.join(item.names[:2])}：\n{item.parts[0].duty}\n{item.names[2]}：\n"
                f"{item.parts[2].duty}"
            )
        else:
            text = "\n".join(f"{bare(p.department)}：\n{p.duty}" for p in item.parts)
        return [number, item.name, "、".join(item.names), text, item.township_duty]

    sectioned(coordination_page(book, "配合二"), maker.coordination(20, departments=3), cells)
    return book.save(path)


@layout()
def one_row_for_each_department(path, maker):
    """Number, name and township duty merged over the departments' rows; each row a department with
    its duty.
    """
    book = Book()
    page = coordination_page(book, heads=["序号", "类别", *COORDINATION[1:]])
    for number, item in enumerate(maker.coordination(40), 1):
        rows = []
        for place, part in enumerate(item.parts):
            top = [number, item.category, item.name] if place == 0 else [None] * 3
            rows.append(
                page.line(
                    *top, part.department, part.duty, item.township_duty if place == 0 else None
                )
            )
        page.truth.items.append(item)
        for column in (0, 1, 2, 5):
            page.merge(rows[0], column, rows[-1], column)
    return book.save(path)


@layout()
def one_row_for_each_department_unmerged(path, maker):
    """As above without merging: the cells below the first are empty on one sheet, repeated on the
    other.
    """
    book = Book()
    for title, repeated in (("配合一", False), ("配合二", True)):
        page = coordination_page(book, title)
        number = 0
        for place, (category, group) in enumerate(by_category(maker.coordination(20)), 1):
            page.wide(f"{numeral(place)}、{category}（{len(group)}项）", 5)
            for item in group:
                number += 1
                page.truth.items.append(item)
                for nth, part in enumerate(item.parts):
                    top = [number, item.name] if nth == 0 or repeated else [None, None]
                    own = item.township_duty if nth == 0 or repeated else None
                    page.line(*top, part.department, part.duty, own)
    return book.save(path)


@layout()
def receivers_and_method_in_one_column(path, maker):
    book = Book()
    page = book.page("收回事项")
    page.wide(TITLES["reclaimed"], 3)
    page.head("序号", "事项名称", "承接部门及工作方式")
    forms = [
        "承接部门：{d}\n工作方式：{m}。",
        "承接部门:{d}；工作方式:{m}。",
        "1.承接部门：{d}\n2.工作方式：{m}。",
        "承接部门：{d}。\n工作方式：{m}。",
        "【承接部门】{d}\n【工作方式】{m}。",
        "承接单位：{d}\n承接方式：{m}。",
        "{d}：{m}。",
        "（承接部门）{d}\n（工作方式）{m}。",
        "责任部门：{d} 工作方式：{m}。",
        "承接部门：\n{d}\n工作方式：\n{m}。",
    ]

    def cells(item, number):
        form = forms[number % len(forms)]
        for part in item.parts:
            part.method = f"{item.method.rstrip('。')}。"
        return [number, item.name, form.format(d="、".join(item.names), m=item.method.rstrip("。"))]

    sectioned(page, maker.reclaimed(40), cells, width=3)
    return book.save(path)


@layout()
def bureaus_by_other_names(path, maker):
    """Known short names, the county's full name before the office, a second plate in brackets."""
    book = Book()
    page = coordination_page(book)

    def cells(item, number):
        known = {**COUNTY_NAMES, **SHORT} if number % 2 else COUNTY_NAMES
        names = [known.get(name, name) for name in item.names]
        return [number, item.name, "、".join(names), item.duties, item.township_duty]

    sectioned(page, maker.coordination(40), cells)
    return book.save(path)


@layout()
def departments_without_the_county_word(path, maker):
    """公安局 for 县公安局, in the cell and in the headings of the duties: found, or
    named with the right office.
    """
    book = Book()
    page = coordination_page(book)

    def cells(item, number):
        names = [bare(name) for name in item.names]
        blocks = [f"{bare(p.department)}：\n{p.duty}" for p in item.parts]
        duties = "\n".join(blocks) if len(blocks) > 1 else item.duties
        return [number, item.name, "、".join(names), duties, item.township_duty]

    items = [i for i in maker.coordination(40) if "市生态环境局示例县分局" not in i.names]
    sectioned(page, items, cells)
    return book.save(path)
