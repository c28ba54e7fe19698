"""Layouts whose duty cells hold one block per department, marked in every way clerks mark them."""

from .catalogue import layout
from .local_words import reworded
from .sheets import Book

SHORT = {
    "县住房和城乡建设局": "县住建局",
    "县人力资源和社会保障局": "县人社局",
    "县市场监督管理局": "县市场监管局",
    "县农业农村局": "县农业农村局",
}
MARKS = [
    "【{}】{}",
    "{}：{}",
    "{}: \n{}",
    "〔{}〕：{}",
    "（{number}）{}：{}",
    "{number}.{}：{}",
    "{chinese}、{}：\n{}",
    "“{}”：{}",
    "●{}——{}",
    "{}职责：{}",
]


def blocks_of(item, mark):
    chinese = "一二三四五六七八九"
    return "\n".join(
        mark.format(part.department, part.duty, number=n, chinese=chinese[n - 1])
        for n, part in enumerate(item.parts, 1)
    )


@layout()
def blocks_marked_in_every_way(path, maker):
    """【】, 〔〕, colons of both widths, dashes, three kinds of numbers before the departments."""
    book = Book()
    page = book.page("配合履职")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
    for number, item in enumerate(
        reworded(maker, maker.coordination(40, departments=2), lines=2), 1
    ):
        mark = MARKS[number % len(MARKS)]
        page.item(
            item,
            number,
            item.category,
            item.name,
            "、".join(item.names),
            blocks_of(item, mark),
            item.township_duty,
        )
    return book.save(path)


@layout()
def blocks_under_short_names(path, maker):
    """The department column gives full names, the blocks the short ones, or the other way round."""
    book = Book()
    page = book.page("配合履职")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
    for number, item in enumerate(reworded(maker, maker.coordination(40, departments=3)), 1):
        full = "\n".join(item.names)
        cell = blocks_of(item, "{}：{}")
        for long, short in SHORT.items():
            if number % 2:
                cell = cell.replace(f"{long}：", f"{short}：")
            else:
                full = full.replace(long, short)
        page.item(item, number, item.category, item.name, full, cell, item.township_duty)
    return book.save(path)


@layout()
def clauses_that_begin_with_a_department(path, maker):
    """一是县林业局负责……；二是……: each clause is its department's, or the cell is whole."""
    book = Book()
    page = book.page("配合履职")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
    for number, item in enumerate(maker.coordination(40, departments=2), 1):
        texts = [
            f"{part.department}负责{item.name}的{what}"
            for part, what in zip(item.parts, ("统筹指导", "执法检查"), strict=True)
        ]
        if number % 4 == 0:
            texts.append("各有关单位按职责抓好落实")
        cell = "；".join(f"{'一二三'[n]}是{text}" for n, text in enumerate(texts)) + "。"
        for place, part in enumerate(item.parts):
            part.duty = (
                cell if number % 4 == 0 else f"负责{item.name}的{('统筹指导', '执法检查。')[place]}"
            )
        page.item(
            item, number, item.category, item.name, "、".join(item.names), cell, item.township_duty
        )
    return book.save(path)


@layout()
def roles_in_every_bracket(path, maker):
    """（牵头）, [牵头单位], 牵头： and 配合： before the names, offices in brackets behind them."""
    book = Book()
    page = book.page("配合履职")
    page.wide("示例县乡镇（街道）配合履职事项清单", 6)
    page.head("序号", "类别", "事项名称", "责任单位及科室", "部门职责分工", "乡镇配合职责")
    items = maker.share_duties(reworded(maker, maker.coordination(40, departments=3)))
    for number, item in enumerate(items, 1):
        first, *others = item.names
        if number % 4 == 0:
            item.parts[0].office = maker.office()
            first = f"{first}（{item.parts[0].office}）"
        said = number % 3 != 1 or number % 4  # whether the cell tells the lead from the others
        for part in item.parts[1:]:
            part.role = "support" if said else "joint"
        shapes = [
            f"牵头单位：{first}\n配合单位：{'、'.join(others)}",
            f"{first}（牵头）、{'（配合）、'.join(others)}（配合）"
            if number % 4
            else f"{first}、{'、'.join(others)}",
            f"牵头：{first}；配合：{'，'.join(others)}",
        ]
        page.item(
            item,
            number,
            item.category,
            item.name,
            shapes[number % 3],
            item.parts[0].duty,
            item.township_duty,
        )
    return book.save(path)
