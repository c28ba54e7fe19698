"""Layouts of responsibility lists as county offices keep them: subjects by row, odd heads, extra
columns.
"""

from .catalogue import layout
from .local_words import reworded
from .model import Part, by_category
from .sheets import Book

KIND_WORDS = {
    "basic": "基本履职事项",
    "coordination": "配合履职事项",
    "reclaimed": "上级部门收回事项",
}


def merged_down(page, column, top):
    page.merge(top, column, page.row - 1, column)


@layout()
def kinds_and_categories_merged_with_remarks(path, maker):
    """Both the kind and the category in merged columns with their counts; a telephone and a remark
    at the end.
    """
    book = Book()
    page = book.page("履职事项清单")
    page.wide("示例县乡镇履行职责事项清单（2026年版）", 9)
    page.note(
        "填报单位：中共示例县委机构编制委员会办公室　　　填报时间：2026年3月　　　单位：项", width=9
    )
    page.head(
        "事项类别",
        "职责领域",
        "序号",
        "事项名称",
        "责任部门\n（县级）",
        "县级部门职责",
        "乡镇（街道）职责",
        "监督电话",
        "备注",
    )
    for items in maker.every_kind():
        top = page.row
        for category, group in by_category(items):
            start = page.row
            for number, item in enumerate(group, 1):
                first = number == 1
                page.item(
                    item,
                    f"{KIND_WORDS[item.kind]}\n（共{len(items)}项）" if page.row == top else None,
                    f"{category}（{len(group)}项）" if first else None,
                    number,
                    item.name,
                    "\n".join(item.names) or "——",
                    (item.method if item.kind == "reclaimed" else item.duties) or "——",
                    item.township_duty or "/",
                    "0999-6600123",
                    "",
                )
            merged_down(page, 1, start)
        merged_down(page, 0, top)
    return book.save(path)


@layout()
def subjects_by_row_and_the_township_last(path, maker):
    """属地管理清单: an item's number and name merged, one row for each responsible
    subject, the township the last.
    """
    book = Book()
    page = book.page("属地管理事项责任清单")
    page.wide("示例县县乡“属地管理”事项责任清单", 5)
    page.head("序号", "类别", "事项名称", "责任主体", "具体责任")
    items = reworded(maker, maker.coordination(40), lines=2)
    for number, item in enumerate(items, 1):
        top = page.row
        rows = [(part.department, part.duty) for part in item.parts] + [
            ("乡镇（街道）", item.township_duty)
        ]
        page.item(item, number, item.category, item.name, *rows[0])
        for row in rows[1:]:
            page.line(None, None, None, *row)
        for column in range(3):
            merged_down(page, column, top)
    return book.save(path)


@layout()
def subjects_by_row_with_kinds_of_duty(path, maker):
    """The same with 主体责任 / 配合责任 / 属地责任 beside the subjects, names repeated."""
    book = Book()
    page = book.page("责任清单")
    page.wide("示例县乡镇（街道）配合履职事项责任分工表", 6)
    page.head("序号", "领域", "事项", "责任单位", "责任类型", "责任内容")
    for number, item in enumerate(reworded(maker, maker.coordination(40)), 1):
        page.item(
            item, number, item.category, item.name, item.names[0], "牵头责任", item.parts[0].duty
        )
        for part in item.parts[1:]:
            part.role = "support"
            page.line(number, item.category, item.name, part.department, "配合责任", part.duty)
        page.line(
            number, item.category, item.name, "各乡镇（街道）", "属地责任", item.township_duty
        )
    return book.save(path)


@layout()
def lead_and_supporting_units_in_groups(path, maker):
    """县级主管部门 over 牵头单位 and 配合单位, each with its duty; basis and time limit last."""
    book = Book()
    page = book.page("配合事项")
    page.wide("示例县乡镇配合履职事项清单", 10)
    page.head(
        "序号",
        "类别",
        "事项名称",
        "县级主管部门",
        None,
        None,
        None,
        "乡镇（街道）职责任务",
        "设定依据",
        "办理时限",
    )
    page.head(None, None, None, "牵头单位", "牵头单位职责", "配合单位", "配合单位职责")
    page.merge(2, 3, 2, 6)
    for column in (0, 1, 2, 7, 8, 9):
        page.merge(2, column, 3, column)
    for number, item in enumerate(reworded(maker, maker.coordination(40)), 1):
        others = item.parts[1:]
        for part in others:
            part.role, part.duty = "support", others[0].duty
        page.item(
            item,
            number,
            item.category,
            item.name,
            item.names[0],
            item.parts[0].duty,
            "、".join(part.department for part in others) or "无",
            others[0].duty if others else "无",
            item.township_duty,
            "《示例省乡镇工作条例》第八条",
            "即时办理",
        )
    return book.save(path)


@layout()
def receiving_bodies_with_many_columns(path, maker):
    """收回: type of power, former and legal implementing bodies, the office that takes over, its
    telephone, dates.
    """
    book = Book()
    page = book.page("收回清单")
    page.wide("附件3", 10)
    page.wide("示例县上级部门收回事项清单", 10)
    page.head(
        "序号",
        "事项编码",
        "事项类型",
        "收回事项名称",
        "原实施主体",
        "法定实施主体",
        "承接科室",
        "收回后工作方式",
        "监督电话",
        "备注",
    )
    for number, item in enumerate(maker.reclaimed(42, departments=1), 1):
        part = item.parts[0]
        part.office, item.category = maker.office(), ""
        page.item(
            item,
            number,
            f"99012{number:07d}",
            maker.random.choice(["行政处罚", "行政检查", "行政许可", "其他"]),
            item.name,
            "乡镇人民政府",
            part.department,
            part.office,
            part.method,
            "6600456",
            "2026年起" if number % 9 == 0 else "",
        )
    return book.save(path)


@layout()
def kinds_as_ticks(path, maker):
    """Three narrow columns 基本 / 配合 / 收回 under 事项分类, one of them ticked."""
    book = Book()
    page = book.page("Sheet1")
    page.wide("示例县乡镇权责事项梳理表", 9)
    page.head(
        "序号",
        "类别",
        "事项名称",
        "事项分类",
        None,
        None,
        "对应部门",
        "部门职责（收回事项填写工作方式）",
        "乡镇职责",
    )
    page.head(None, None, None, "基本履职", "配合履职", "部门收回")
    page.merge(2, 3, 2, 5)
    for column in (0, 1, 2, 6, 7, 8):
        page.merge(2, column, 3, column)
    kinds = list(KIND_WORDS)
    number = 0
    for items in maker.every_kind():
        for item in items:
            number += 1
            ticks = ["√" if item.kind == kind else None for kind in kinds]
            page.item(
                item,
                number,
                item.category,
                item.name,
                *ticks,
                "；".join(item.names) or None,
                item.method if item.kind == "reclaimed" else item.duties or None,
                item.township_duty or None,
            )
    return book.save(path)


@layout()
def whether_taken_back(path, maker):
    """One table of matters with departments; 是否收回 tells the reclaimed from those the township
    assists.
    """
    book = Book()
    page = book.page("县乡职责划分")
    page.wide("示例县县乡职责划分清单", 8)
    page.head(
        "序号",
        "行业领域",
        "事项名称",
        "县级责任部门",
        "是否收回",
        "县级部门职责",
        "收回后工作方式",
        "乡镇（街道）配合职责",
    )
    items = reworded(maker, maker.coordination(26)) + maker.reclaimed(16)
    for number, item in enumerate(items, 1):
        back = item.kind == "reclaimed"
        page.item(
            item,
            number,
            item.category,
            item.name,
            "、".join(item.names),
            "是" if back else "否",
            None if back else item.duties,
            item.method if back else None,
            None if back else item.township_duty,
        )
    return book.save(path)


@layout()
def duties_in_rows_under_one_name(path, maker):
    """Name and departments merged over several rows, each row one numbered duty, on both sides."""
    book = Book()
    page = book.page("配合履职")
    page.wide("示例县乡镇（街道）配合履职事项清单", 6)
    page.head("类别", "序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
    number = 0
    for _category, group in by_category(maker.coordination(40, departments=1)):
        start = page.row
        for item in group:
            number += 1
            own, theirs = item.parts[0].duty.split("\n"), item.township_duty.split("\n")
            top = page.row
            for place in range(max(len(own), len(theirs))):
                cells = (
                    [item.category, number, item.name, item.names[0]] if not place else [None] * 4
                )
                cells += [
                    own[place] if place < len(own) else None,
                    theirs[place] if place < len(theirs) else None,
                ]
                page.item(item, *cells) if not place else page.line(*cells)
            for column in (1, 2, 3):
                merged_down(page, column, top)
        merged_down(page, 0, start)
    return book.save(path)


@layout()
def parts_of_one_department_after_another(path, maker):
    """Rows of one item repeat nothing but the department; number and name stand in the first row,
    unmerged.
    """
    book = Book()
    page = book.page("清单")
    page.wide("示例县乡镇配合履职事项清单", 6)
    page.head("序号", "事项类别", "事项名称", "部门名称", "部门履职内容", "乡镇履职内容")
    for number, item in enumerate(reworded(maker, maker.coordination(40)), 1):
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
            page.line(None, None, None, part.department, part.duty)
    return book.save(path)


@layout()
def one_department_for_several_items(path, maker):
    """Department, its duty and the township's are merged over the items that share them."""
    book = Book()
    page = book.page("配合履职事项")
    page.wide("示例县乡镇（街道）配合履职事项清单", 6)
    page.head("序号", "类别", "事项名称", "对应上级部门", "上级部门职责", "镇（街道）配合职责")
    items = reworded(maker, maker.coordination(42, departments=1))
    top = page.row
    for number, item in enumerate(items, 1):
        shared = (
            items[number - 2]
            if number % 3 != 1 and items[number - 2].category == item.category
            else None
        )
        if shared:
            item.parts = [Part(**vars(part)) for part in shared.parts]
            item.township_duty = shared.township_duty
            page.item(item, number, item.category, item.name)
            continue
        for column in (3, 4, 5) if number > 1 else ():
            merged_down(page, column, top)
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
    for column in (3, 4, 5):
        merged_down(page, column, top)
    return book.save(path)
