"""Layouts whose rows are odd: numbers of several steps, pages, sums, dittos, hidden lines, tables
side by side.
"""

from .catalogue import layout
from .local_words import reworded
from .model import Named, by_category, numeral
from .sheets import COORDINATION, RECLAIMED, Book, official_cells, official_table
from .stored_results import store_results


def cover(book):
    page = book.page("封面")
    page.blank(8)
    page.wide("示例县城关镇履行职责事项清单", 6)
    page.wide("（2026年版）", 6)
    page.blank(6)
    page.wide("中共示例县委机构编制委员会办公室　编印", 6)
    book.truth.named.append(Named("封面"))


def index(book, tables):
    page = book.page("目录")
    page.wide("目　录", 3)
    page.line("序号", "清单名称", "页码")
    for number, _items in enumerate(tables, 1):
        page.line(number, f"附件{number}", number * 3)
    book.truth.named.append(Named("目录"))


def summary(book, tables):
    page = book.page("汇总表")
    page.wide("履职事项汇总统计表", 4)
    page.line("类别", "基本履职事项（项）", "配合履职事项（项）", "收回事项（项）")
    for category in dict.fromkeys(item.category for items in tables for item in items):
        page.line(category, *(sum(item.category == category for item in items) for items in tables))
    page.line("合计", *(len(items) for items in tables))
    book.truth.named.append(Named("汇总表"))


def instructions(book):
    page = book.page("填表说明")
    for text in (
        "填表说明",
        "一、事项名称应当简明规范，原则上不超过100字。",
        "二、“对应上级部门”填写规范简称，牵头部门列第一位。",
        "三、类别：党的建设、经济发展、民生服务、平安法治等。",
    ):
        page.line(text)
    book.truth.named.append(Named("填表说明"))


@layout()
def annexes_with_pages_and_signatures(path, maker):
    """Cover, index, instructions, sums; sheets 附件1 to 3 with page feet, heads on every page,
    signatures.
    """
    book, tables = Book(), maker.every_kind()
    cover(book)
    index(book, tables)
    instructions(book)
    summary(book, tables)
    for number, items in enumerate(tables, 1):
        page = book.page(f"附件{number}")
        page.wide(f"附件{number}", 5)
        kind = items[0].kind
        words = {
            "basic": ["序号", "事项名称"],
            "coordination": COORDINATION,
            "reclaimed": RECLAIMED,
        }[kind]
        title = {
            "basic": "基本履职事项清单",
            "coordination": "配合履职事项清单",
            "reclaimed": "上级部门收回事项清单",
        }[kind]
        page.wide(f"城关镇{title}", 5)
        page.head(*words)
        count = 0
        for place, (category, group) in enumerate(by_category(items), 1):
            page.wide(f"{numeral(place)}、{category}（共{len(group)}项）", len(words))
            for item in group:
                if count and count % 6 == 0:
                    page.note(f"第 {count // 6} 页 / 共 {len(items) // 6 + 1} 页", width=len(words))
                    page.wide(f"城关镇{title}（续）", 5)
                    page.head(*words)
                count += 1
                page.item(item, *official_cells(item, count))
        page.blank()
        page.note("审核人：张某某　　　填表人：李某某　　　联系电话：0999-6600123", width=5)
        page.note("填报日期：2026年3月15日", width=5)
    return book.save(path)


@layout()
def numbers_of_several_steps(path, maker):
    """Sections 1, parts 1.1, items 1.1.2 as text with blanks; in the second table
    （一）1 in section （一）.
    """
    book = Book()
    basic, coordination, reclaimed = maker.every_kind()
    page = book.page("基本")
    page.head("编号", "职责事项")
    for place, (category, group) in enumerate(by_category(basic), 1):
        page.line(f"{place}", category)
        for number, item in enumerate(group, 1):
            page.item(item, f" {place}.{number} ", item.name)
    page = book.page("配合")
    page.head(*COORDINATION)
    for place, (category, group) in enumerate(by_category(coordination), 1):
        page.line(f"（{numeral(place)}）", category)
        for number, item in enumerate(group, 1):
            page.item(item, f"（{numeral(place)}）{number}", *official_cells(item, number)[1:])
    page = book.page("收回")
    page.head("类别", *RECLAIMED)
    for place, (category, group) in enumerate(by_category(reclaimed), 1):
        for number, item in enumerate(group, 1):
            page.item(item, category, f"3.{place}.{number}", *official_cells(item, number)[1:])
    return book.save(path)


@layout()
def introduction_and_tables_side_by_side(path, maker):
    """A long introduction, then basic and reclaimed items beside each other and the third table
    below.
    """
    book = Book()
    basic, coordination, reclaimed = maker.basic(16), maker.coordination(14), maker.reclaimed(12)
    page = book.page("总表")
    page.wide("关于城关镇履行职责事项清单的说明", 9)
    for text in (
        "为深入贯彻落实党中央、国务院关于整治形式主义为基层减负的决策部署，规范乡镇履职，特制定本清单。",
        "一、本清单分为基本履职事项、配合履职事项、上级部门收回事项三部分。",
        "二、清单之外的事项，原则上不得要求乡镇承担。确需承担的，按程序报批，并同步落实人员、经费等保障。",
        "三、清单实行动态调整，由县委编办会同县司法局负责解释，自印发之日起施行。",
    ):
        page.note(text, width=9)
    page.blank(2)
    start = page.row
    page.wide("城关镇基本履职事项", 3)
    page.head("序号", "类别", "事项名称")
    for number, item in enumerate(basic, 1):
        page.item(item, number, item.category, item.name)
    other = page.beside(5, start)
    other.wide("城关镇上级部门收回事项", 5)
    other.head("序号", "类别", "事项名称", "承接部门", "工作方式")
    for number, item in enumerate(reclaimed, 1):
        other.item(item, number, item.category, item.name, "、".join(item.names), item.method)
    page.row = max(page.row, other.row)
    page.blank()
    official_table(page, coordination, title="城关镇配合履职事项")
    return book.save(path)


@layout()
def dittos_and_sums(path, maker):
    """Ditto signs in category, department and duty; a sum under every category and at the end."""
    book = Book()
    page = book.page("配合履职事项清单")
    page.wide("城关镇配合履职事项清单", 6)
    page.head("类  别", "序  号", "事 项 名 称", "主管部门", "主管部门职责", "城关镇配合职责")
    items = reworded(maker, maker.coordination(42, departments=1))
    number = 0
    for category, group in by_category(items):
        before = None
        for item in group:
            number += 1
            if before and number % 2:
                item.parts[0].duty = before.parts[0].duty
            same = before and before.names == item.names
            department = "同上" if same else item.names[0]
            if before and not same:
                department = item.names[0]
            written = (
                "〃" if same and before.parts[0].duty == item.parts[0].duty else item.parts[0].duty
            )
            said = category if not before else "同上"
            page.item(item, said, number, item.name, department, written, item.township_duty)
            before = item
        page.line("小计", None, f"{len(group)}项")
    page.line("合  计", None, f"{len(items)}项")
    return book.save(path)


@layout()
def numbers_by_formula(path, maker):
    """Numbers by =ROW()-3, categories by a reference to the cell above, names joined by formulas,
    all stored.
    """
    book, results = Book(), {}
    page = book.page("基本履职")
    page.wide("示例县基本履职事项清单", 3)
    page.blank()
    page.head("序号", "类别", "事项名称")
    before = None
    for number, item in enumerate(maker.basic(40), 1):
        row = page.row
        page.item(
            item,
            "=ROW()-3",
            f"=B{row - 1}" if before == item.category else item.category,
            f'="{item.name}"&""',
        )
        results |= {f"A{row}": number, f"C{row}": item.name}
        results |= {f"B{row}": item.category} if before == item.category else {}
        before = item.category
    truth = book.save(path)
    store_results(path, results)
    return truth


@layout()
def hidden_lines_and_sheets(path, maker):
    """Filtered rows that are hidden count, a hidden column of codes is passed over, an old hidden
    sheet is not read.
    """
    book = Book()
    page = book.page("2026年清单")
    page.wide("示例县乡镇配合履职事项清单", 7)
    page.head("序号", "事项代码", "类别", "事项名称", "县直部门", "县直部门职责", "乡镇职责")
    for number, item in enumerate(maker.coordination(40), 1):
        said = ["、".join(item.names), item.duties, item.township_duty]
        row = page.item(item, number, f"PH{number:03d}", item.category, item.name, *said)
        page.sheet.row_dimensions[row].hidden = number % 4 == 0
    page.sheet.column_dimensions["B"].hidden = True
    page.sheet.auto_filter.ref = f"A2:G{page.row - 1}"
    old = book.page("2023年旧清单", state="hidden")
    official_rows = [["序号", "事项名称"], [1, "旧事项一"], [2, "旧事项二"]]
    for row in official_rows:
        old.line(*row)
    book.truth.named.append(Named("2023年旧清单"))
    return book.save(path)


@layout()
def two_levels_of_categories(path, maker):
    """大类 and 小类 both merged; the class of work is the greater, the lesser one is told."""
    book = Book()
    page = book.page("清单")
    page.wide("示例县乡镇基本履职事项清单", 5)
    page.head("序号", "一级类别", "二级类别", "事项名称", "备注")
    items = maker.basic(40)
    top = page.row
    for number, item in enumerate(items, 1):
        if number > 1 and item.category != items[number - 2].category:
            page.merge(top, 1, page.row - 1, 1)
            top = page.row
        page.item(
            item,
            number,
            item.category if page.row == top else None,
            f"{item.category[:2]}日常类",
            item.name,
        )
    page.merge(top, 1, page.row - 1, 1)
    return book.save(path)


@layout()
def township_matrix_in_groups(path, maker):
    """Ticks under every township, grouped as 镇 / 乡 / 街道 under 适用范围: three head rows."""
    book = Book()
    page = book.page("适用范围表")
    names = ["城关镇", "湾头镇", "石桥镇", "柳林镇", "河口乡", "青山乡", "马兰回族乡", "城南街道"]
    page.wide("示例县乡镇（街道）基本履职事项适用范围表", 12)
    page.head("序号", "类别", "事项名称", "适用乡镇（街道）", *[None] * 7, "备注")
    page.head(None, None, None, "镇", None, None, None, "乡", None, None, "街道")
    page.head(None, None, None, *names)
    page.merge(2, 3, 2, 10)
    page.merge(3, 3, 3, 6)
    page.merge(3, 7, 3, 9)
    for column in (0, 1, 2, 11):
        page.merge(2, column, 4, column)
    for number, item in enumerate(maker.basic(40), 1):
        chosen = maker.random.sample(names, maker.random.choice([8, 8, 3, 5]))
        item.scope = () if len(chosen) == 8 else tuple(chosen)
        page.item(
            item,
            number,
            item.category,
            item.name,
            *("√" if name in chosen else None for name in names),
        )
    return book.save(path)
