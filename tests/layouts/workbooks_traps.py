"""Layouts with traps: columns of before and after, heads left blank, short names, tables that are
no list below one.
"""

from .catalogue import layout
from .local_words import reworded
from .model import Named, by_category
from .raw_files import write_workbook
from .sheets import RECLAIMED, Book, official_cells

SHORT_NAMES = {"城关": "城关镇", "河口": "河口乡", "湾头": "湾头镇", "石桥": "石桥镇", "柳林": "柳林镇",
               "青山": "青山乡", "马兰": "马兰回族乡", "城南": "城南街道"}  # fmt: skip


@layout()
def before_and_after(path, maker):
    """收回: the former name and way of working stand beside the present ones and are not read."""
    book = Book()
    page = book.page("收回调整对照")
    page.wide("示例县上级部门收回事项调整对照表", 8)
    names, ways = (
        ["原事项名称", "调整后事项名称"],
        ["收回前工作方式", "收回后承接部门", "收回后工作方式"],
    )
    page.head("序号", "类别", *names, "原承担单位", *ways)
    for number, item in enumerate(maker.reclaimed(40), 1):
        former = [f"原{item.name}", item.name, "乡镇人民政府", "由乡镇受理后逐级上报"]
        page.item(item, number, item.category, *former, "、".join(item.names), item.method)
    return book.save(path)


@layout()
def heads_left_blank(path, maker):
    """Nothing is written over the column of numbers nor over that of the categories."""
    book = Book()
    page = book.page("配合")
    page.wide("城关镇配合履职事项清单", 6)
    page.head(None, None, "事项名称", "对应上级部门", "上级部门职责", "城关镇配合职责")
    number = 0
    for category, group in by_category(reworded(maker, maker.coordination(40))):
        top = page.row
        for item in group:
            number += 1
            item_cells = ["、".join(item.names), item.duties, item.township_duty]
            page.item(item, category if page.row == top else None, number, item.name, *item_cells)
        page.merge(top, 0, page.row - 1, 0)
    return book.save(path)


@layout()
def townships_by_short_names(path, maker):
    """A matrix whose columns say 城关, 河口, 湾头 …… with ● for yes and blanks for no."""
    book = Book()
    page = book.page("基本履职")
    page.wide("示例县基本履职事项适用情况表", 11)
    page.head("序号", "类别", "事项名称", *SHORT_NAMES)
    for number, item in enumerate(maker.basic(40), 1):
        chosen = maker.random.sample(list(SHORT_NAMES), maker.random.choice([8, 2, 4, 6]))
        item.scope = () if len(chosen) == 8 else tuple(SHORT_NAMES[name] for name in chosen)
        page.item(
            item,
            number,
            item.category,
            item.name,
            *("●" if name in chosen else None for name in SHORT_NAMES),
        )
    return book.save(path)


@layout()
def other_tables_below_the_list(path, maker):
    """Below the list who to call and what was changed when; on a sheet of its own the offices and
    their numbers.
    """
    book = Book()
    page = book.page("收回事项")
    page.wide("示例县上级部门收回事项清单", 5)
    page.head("序号", "类别", *RECLAIMED[1:])
    for number, item in enumerate(maker.reclaimed(40), 1):
        page.item(item, number, item.category, *official_cells(item, number)[1:])
    page.blank()
    rows = [
        ["附：部门联系方式"],
        ["序号", "单位", "联系人", "联系电话"],
        [1, "县公安局", "王某某", "6600110"],
        [2, "县司法局", "赵某某", "6600148"],
        ["修订记录"],
        ["版本", "日期", "修订内容", "修订人"],
        ["V1.0", "2025年12月", "首次印发", "李某某"],
    ]
    for cells in rows:
        book.truth.named.append(Named("收回事项", page.line(*cells)))
    contacts = book.page("联系方式")
    contacts.line("序号", "部门名称", "联系人", "电话")
    contacts.line(1, "县公安局", "王某某", "6600110")
    book.truth.named.append(Named("联系方式"))
    return book.save(path)


@layout()
def items_under_main_items(path, maker):
    """主项 and 子项 as in a list of powers: the part is the item, what it belongs to is told."""
    book = Book()
    page = book.page("权责事项")
    page.wide("示例县乡镇基本履职事项权责清单", 6)
    page.head("序号", "类别", "主项名称", "子项名称", "设定依据", "备注")
    number = 0
    for category, group in by_category(maker.basic(42)):
        top = page.row
        for item in group:
            number += 1
            page.item(
                item,
                number,
                category,
                f"{category}综合事项" if page.row == top else None,
                item.name,
            )
        page.merge(top, 2, page.row - 1, 2)
    return book.save(path)


SIGNS = [
    "{0}，{1}",
    "{0}　{1}",
    "1.{0}\n2.{1}",
    "①{0}②{1}",
    "{0}/{1}",
    "{0}｜{1}",
    "{0}。{1}。",
    "·{0}\n·{1}",
    "{0}\n\n{1}\n",
    "（1）{0}；（2）{1}",
    "{0}以及{1}",
    "县级部门：{0}、{1}",
]


@layout()
def departments_between_every_sign(path, maker):
    """Two departments in one cell: between every sign, numbered, with a word for their level before
    them.
    """
    book = Book()
    page = book.page("配合")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
    items = maker.share_duties(reworded(maker, maker.coordination(48, departments=2)))
    for number, item in enumerate(items, 1):
        names = SIGNS[number % len(SIGNS)].format(*item.names)
        page.item(
            item, number, item.category, item.name, names, item.parts[0].duty, item.township_duty
        )
    return book.save(path)


@layout()
def cells_that_do_not_say_where(path, maker):
    """A workbook of another program: no cell and no row says its place, numbers are inline strings
    with blanks.
    """
    items = maker.reclaimed(40)

    def cell(text):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    heads = ["序号", "类别", *RECLAIMED[1:]]
    rows = ["".join(map(cell, ["上级部门收回事项清单"])), "".join(map(cell, heads))]
    for number, item in enumerate(items, 1):
        rows.append(
            "".join(map(cell, [f" {number} ", item.category, *official_cells(item, number)[1:]]))
        )
    write_workbook(path, "收回", rows, [], places=False)
    book = Book()
    book.truth.items, book.truth.heads = items, heads
    return book.truth


BOTH = [
    "承接部门：{0}\n工作方式：{1}",
    "【承接部门】{0}【工作方式】{1}",
    "{0}：{1}",
    "{0}——{1}",
    "{0}\n{1}",
    "承接部门为{0}，工作方式为{1}",
    "（一）承接部门：{0}；\n（二）工作方式：{1}",
    "1.承接部门：{0}；2.收回后工作方式：{1}",
    "{0}；{1}",
    "承接单位 {0} 承接方式 {1}",
]


@layout()
def receivers_and_methods_in_every_shape(path, maker):
    """承接部门及工作方式 in one column, two receivers one under the other or in a
    row, told apart in ten ways.
    """
    book = Book()
    page = book.page("收回")
    page.head("序号", "类别", "收回事项", "承接部门及工作方式")
    for number, item in enumerate(maker.reclaimed(40), 1):
        names = "\n".join(item.names) if number % 10 == 4 else "、".join(item.names)
        page.item(
            item, number, item.category, item.name, BOTH[number % 10].format(names, item.method)
        )
    return book.save(path)


@layout()
def roles_before_the_names(path, maker):
    """【牵头】 and （配合） before the names, 为主 behind, names glued to one another."""
    book = Book()
    page = book.page("配合")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
    shapes = [
        "【牵头】{0}【配合】{1}",
        "（牵头）{0}\n（配合）{1}",
        "{0}为主，{1}配合",
        "{0}{1}",
        "{0}+{1}",
        "{0}＆{1}",
    ]
    items = maker.share_duties(reworded(maker, maker.coordination(42, departments=2)))
    for number, item in enumerate(items, 1):
        item.parts[1].role = "support" if number % 6 < 3 else "joint"
        names = shapes[number % 6].format(*item.names)
        page.item(
            item, number, item.category, item.name, names, item.parts[0].duty, item.township_duty
        )
    return book.save(path)


@layout()
def kinds_written_downwards(path, maker):
    """清单类型 set sign under sign in a merged column; one column for duties and ways of
    working, as 职责/工作方式.
    """
    book = Book()
    page = book.page("Sheet1")
    page.head("清单类型", "序号", "类别", "事项名称", "责任部门", "职责/工作方式", "乡镇职责")
    words = {"basic": "基本履职", "coordination": "配合履职", "reclaimed": "收回"}
    number = 0
    for items in maker.every_kind():
        top = page.row
        for item in items:
            number += 1
            kind = "\n".join(words[item.kind]) if page.row == top else None
            said = item.method if item.kind == "reclaimed" else item.duties
            page.item(
                item,
                kind,
                number,
                item.category,
                item.name,
                "、".join(item.names),
                said,
                item.township_duty,
            )
        page.merge(top, 0, page.row - 1, 0)
    return book.save(path)


@layout()
def duties_headed_by_the_subject(path, maker):
    """人社部门：…… and 住建部门：…… in the duties, where the row names the offices in full."""
    book = Book()
    page = book.page("配合")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
    short = {
        "县人力资源和社会保障局": "人社部门",
        "县住房和城乡建设局": "住建部门",
        "县市场监督管理局": "市场监管部门",
    }
    for number, item in enumerate(reworded(maker, maker.coordination(40, departments=2)), 1):
        blocks = (
            f"{short.get(part.department, part.department)}：{part.duty}" for part in item.parts
        )
        cells = ["、".join(item.names), "\n".join(blocks), item.township_duty]
        page.item(item, number, item.category, item.name, *cells)
    return book.save(path)
