"""Layouts that split an item over rows and columns by its departments, harder than they are usually
met.
"""

from .catalogue import layout
from .local_words import reworded
from .sheets import Book


def merged_down(page, columns, top):
    for column in columns:
        page.merge(top, column, page.row - 1, column)


@layout()
def departments_that_share_a_merged_duty(path, maker):
    """Each department in a row of its own, but one duty merged over all of them, as is the
    township's.
    """
    book = Book()
    page = book.page("配合履职")
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责")
    for number, item in enumerate(maker.share_duties(reworded(maker, maker.coordination(40))), 1):
        top = page.row
        page.item(
            item,
            number,
            item.category,
            item.name,
            item.names[0],
            item.parts[0].duty,
            item.township_duty,
        )
        for part in item.parts[1:]:
            page.line(None, None, None, part.department)
        merged_down(page, (0, 1, 2, 4, 5), top)
    return book.save(path)


@layout()
def receivers_by_row_with_their_offices(path, maker):
    """收回: number and name merged, a row for each receiving department with its office and way of
    working.
    """
    book = Book()
    page = book.page("收回")
    page.wide("示例县上级部门收回事项清单", 6)
    page.head("序号", "类别", "收回事项", "承接部门", "承接科室", "工作方式")
    for number, item in enumerate(maker.reclaimed(40, departments=2), 1):
        top = page.row
        for place, part in enumerate(item.parts):
            part.office, part.method = (
                maker.office(),
                f"{part.method}（{'主办' if not place else '协办'}环节）",
            )
            cells = [part.department, part.office, part.method]
            if place:
                page.line(None, None, None, *cells)
            else:
                page.item(item, number, item.category, item.name, *cells)
        merged_down(page, (0, 1, 2), top)
    return book.save(path)


@layout()
def township_block_among_the_duties(path, maker):
    """No column for the township: its duty is the last block of the one cell that holds
    everybody's.
    """
    book = Book()
    page = book.page("职责分工")
    page.wide("示例县县乡配合履职事项职责分工表", 5)
    page.head("序号", "类别", "事项名称", "责任单位", "职责分工")
    heads = ["乡镇（街道）：", "【各乡镇】", "乡镇职责：\n", "属地乡镇（街道）：", "镇人民政府："]
    for number, item in enumerate(
        reworded(maker, maker.coordination(40, departments=2), lines=2), 1
    ):
        blocks = [f"{part.department}：{part.duty}" for part in item.parts]
        blocks.append(f"{heads[number % len(heads)]}{item.township_duty}")
        page.item(item, number, item.category, item.name, "、".join(item.names), "\n".join(blocks))
    return book.save(path)


@layout()
def township_first_by_its_own_name(path, maker):
    """城关镇 stands first among the subjects of its own list, the departments below it; the lead is
    marked.
    """
    book = Book()
    page = book.page("城关镇")
    page.wide("城关镇“属地管理”配合履职事项清单", 6)
    page.head("序号", "类别", "事项名称", "责任主体", "责任类别", "主要责任")
    for number, item in enumerate(reworded(maker, maker.coordination(40)), 1):
        top = page.row
        page.item(
            item, number, item.category, item.name, "城关镇人民政府", "配合责任", item.township_duty
        )
        for place, part in enumerate(item.parts):
            part.role = "joint" if place else "lead"
            page.line(
                None, None, None, part.department, "协同责任" if place else "主体责任", part.duty
            )
        merged_down(page, (0, 1, 2), top)
    return book.save(path)


@layout()
def a_column_for_each_department(path, maker):
    """牵头部门 with its duty, then 配合部门1 and 配合部门2 with theirs, blank without one."""
    book = Book()
    page = book.page("配合履职")
    page.wide("示例县乡镇配合履职事项清单", 10)
    page.head(
        "序号", "类别", "事项名称", "牵头部门", "牵头部门职责",
        "配合部门1", "配合部门1职责", "配合部门2", "配合部门2职责", "乡镇职责",
    )  # fmt: skip
    for number, item in enumerate(reworded(maker, maker.coordination(40)), 1):
        cells = []
        for place, part in enumerate(item.parts):
            part.role = "support" if place else "lead"
            cells += [part.department, part.duty]
        cells += [None] * (6 - len(cells))
        page.item(item, number, item.category, item.name, *cells, item.township_duty)
    return book.save(path)


@layout()
def one_of_two_tables_repeats_its_head(path, maker):
    """Basic items at the left begin a new page with their head; the reclaimed ones at the right
    simply go on.
    """
    book = Book()
    page = book.page("总表")
    page.wide("城关镇基本履职事项清单", 3)
    right = page.beside(5)
    right.wide("城关镇上级部门收回事项清单", 5)
    page.head("序号", "类别", "事项名称")
    right.head("序号", "类别", "事项名称", "承接部门", "工作方式")
    for number, item in enumerate(maker.basic(24), 1):
        if number in (9, 17):
            page.head("序号", "类别", "事项名称")
        page.item(item, number, item.category, item.name)
    for number, item in enumerate(maker.reclaimed(24), 1):
        right.item(item, number, item.category, item.name, "、".join(item.names), item.method)
    return book.save(path)


@layout()
def empty_columns_and_wide_cells(path, maker):
    """Empty columns between, the name merged over two columns in every row, the number behind the
    name.
    """
    book = Book()
    page = book.page("配合 (2)", left=2)
    page.blank(2)
    page.wide("示例县配合履职事项清单（征求意见稿）", 10)
    row = page.head(
        "类别", None, "事项名称", None, "序号", None, "责任部门", "责任部门职责", None, "乡镇职责"
    )
    page.merge(row, 2, row, 3)
    page.merge(row, 7, row, 8)
    for number, item in enumerate(reworded(maker, maker.coordination(40, departments=1)), 1):
        cells = [
            item.category,
            None,
            item.name,
            None,
            f"{number}.",
            None,
            item.names[0],
            item.parts[0].duty,
            None,
        ]
        row = page.item(item, *cells, item.township_duty)
        page.merge(row, 2, row, 3)
        page.merge(row, 7, row, 8)
    return book.save(path)
