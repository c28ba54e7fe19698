"""Documents with other tables beside the lists, categories in every habit, remarks, and pages that
end anywhere.
"""

from . import wordml as w
from .catalogue import layout
from .model import Named, Truth, by_category, numeral
from .official_letters import (
    HEADS,
    TITLES,
    attachment,
    cells_of,
    colophon,
    kind_table,
    letter,
    red_head,
)

ALL_HEADS = [h for k in HEADS.values() for h in k]


def plain_table(*rows):
    return w.table([w.row(*cells) for cells in rows], len(rows[0]))


@layout("docx")
def notice_with_tables_of_other_sorts(path, maker):
    """Totals, a division of tasks, terms explained, wordings compared: numbered tables that hold no
    item.
    """
    kinds = maker.every_kind()
    counts = {items[0].kind: len(items) for items in kinds}
    totals = [
        ["类别", "基本履职事项", "配合履职事项", "收回事项", "合计"],
        ["党的建设", "18", "3", "1", "22"],
    ]
    tasks = [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "修订完善镇内设机构职责，做好清单公布后的衔接", "镇党政办公室", "2026年4月底"],
        ["2", "组织开展清单业务培训", "镇党建工作办公室", "2026年5月底"],
    ]
    terms = [
        ["序号", "名词", "解释"],
        ["1", "三资", "农村集体资金、资产、资源"],
        ["2", "九小场所", "小学校、小医院等场所"],
    ]
    compared = [
        ["序号", "原事项名称", "调整后事项名称", "调整情形"],
        ["1", "开展村级集体经济统计", "开展农村集体经济组织登记赋码", "职责调整"],
    ]
    body = red_head("河口乡", "河发〔2026〕7号") + letter("河口乡", counts)
    body += (
        w.page_break()
        + w.paragraph("附件1")
        + w.centred("河口乡履职事项数量统计表")
        + plain_table(*totals)
    )
    for number, items in enumerate(kinds, 2):
        body += attachment(number, "河口乡", items[0].kind) + kind_table(items)
    body += (
        w.page_break()
        + w.paragraph("附件5")
        + w.centred("贯彻落实任务分解表")
        + plain_table(*tasks)
    )
    body += w.page_break() + w.paragraph("附件6") + w.centred("名词解释") + plain_table(*terms)
    body += (
        w.page_break()
        + w.paragraph("附件7")
        + w.centred("调整前后事项名称对照表")
        + plain_table(*compared)
    )
    w.write(path, body + colophon("河口乡"))
    said = ("镇党政办公室", "农村集体资金、资产、资源", "开展农村集体经济组织登记赋码")
    heads = [*ALL_HEADS, *totals[0], *tasks[0], *terms[0], *compared[0]]
    return Truth(
        [i for k in kinds for i in k], heads=heads, named=[Named(says=text) for text in said]
    )


SECTIONS = [
    "（{n}）{c}（共{k}项）",
    "{n}、{c}   {k}项",
    "{n}、{c}……………………{k}项",
    "{c}（{k}项）",
    "第{n}类 {c}（{k}项）",
    "【{c}】",
    "{c}",
    "{n}．{c}（{k}项）",
]


@layout("docx")
def categories_in_every_habit(path, maker):
    """Categories between tables and in rows with numerals, leaders, boxes and bare, each table
    after its own habit.
    """
    kinds = maker.every_kind(24, 14, 10)
    body, at = "", 0
    for items in kinds:
        kind = items[0].kind
        body += w.centred(f"石桥镇{TITLES[kind]}") + w.paragraph("（2026年版）")
        for at, (category, group) in enumerate(by_category(items), 1):
            said = SECTIONS[at % len(SECTIONS)].format(n=numeral(at), c=category, k=len(group))
            body += w.paragraph(w.bold(said))
            rows = [w.row(*cells_of(item, number)) for number, item in enumerate(group, 1)]
            body += w.table([w.head_row(*HEADS[kind]), *rows], len(HEADS[kind]))
    w.write(path, body)
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


@layout("docx")
def pages_with_continued_categories(path, maker):
    """Each page repeats title, head and category with （续）; page numbers, notes and
    footnotes stand between.
    """
    kinds = maker.every_kind(18, 15, 12)
    body = ""
    for items in kinds:
        kind, last = items[0].kind, ""
        body += w.centred(f"青山乡{TITLES[kind]}")
        for start in range(0, len(items), 4):
            rows = [w.row(*HEADS[kind])]
            for number, item in enumerate(items[start : start + 4], start + 1):
                if item.category != last or number == start + 1:
                    more = "（续）" if item.category == last else ""
                    rows.append(w.row(w.cell(f"{item.category}{more}", span=len(HEADS[kind]))))
                    last = item.category
                rows.append(w.row(*cells_of(item, number)))
            body += w.table(rows, len(HEADS[kind])) + w.paragraph(f"— {start // 4 + 1} —")
            if start + 4 < len(items):
                body += w.centred(f"青山乡{TITLES[kind]}（续表）")
        body += w.paragraph("注：本表所称“乡”含青山乡便民服务中心。")
    w.write(path, body)
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


@layout("docx")
def departments_in_rows_of_their_own(path, maker):
    """One row for each department under merged names; a page ends inside the item and the merged
    cells begin anew.
    """
    items = [*maker.coordination(26, departments=2), *maker.coordination(14, departments=3)]
    body, rows = w.centred("柳林镇配合履职事项清单"), []
    for number, item in enumerate(items, 1):
        if number % 6 == 0:
            body += w.table([w.head_row(*HEADS["coordination"]), *rows], 5) + w.page_break()
            rows = []
        if not rows:
            rows = [w.row(w.cell(item.category, span=5))]
        elif item.category != items[number - 2].category:
            rows.append(w.row(w.cell(item.category, span=5)))
        for at, part in enumerate(item.parts):
            merge = "restart" if at == 0 else "continue"
            first = [str(number), item.name, item.township_duty] if at == 0 else ["", "", ""]
            cells = [w.cell(text, merge=merge) for text in first]
            rows.append(w.row(cells[0], cells[1], part.department, part.duty, cells[2]))
    body += w.table([w.head_row(*HEADS["coordination"]), *rows], 5)
    w.write(path, body)
    return Truth(items, heads=ALL_HEADS)


@layout("docx")
def basic_items_in_paragraphs(path, maker):
    """The basic list without a table, its numbers automatic; the foot of the document stands in the
    last table.
    """
    basic, coordination, reclaimed = maker.every_kind(20, 14, 12)
    counts = {"basic": len(basic), "coordination": len(coordination), "reclaimed": len(reclaimed)}
    body = red_head("马兰回族乡", "马发〔2026〕1号") + letter("马兰回族乡", counts)
    body += w.page_break() + w.paragraph("附件1") + w.centred(f"马兰回族乡{TITLES['basic']}")
    for at, (category, group) in enumerate(by_category(basic), 1):
        body += w.paragraph(w.bold(f"{numeral(at)}、{category}（{len(group)}项）"))
        body += "".join(
            w.numbered(1, f"{item.name}{'。' if item is group[-1] else '；'}") for item in group
        )
    body += attachment(2, "马兰回族乡", "coordination") + kind_table(coordination)
    body += attachment(3, "马兰回族乡", "reclaimed")
    foot = w.row(w.cell("抄送：县委编办，县司法局。", span=4)) + w.row(
        w.cell("马兰回族乡党政综合办公室", span=2), w.cell("2026年3月6日印发", span=2)
    )
    body += kind_table(reclaimed).replace("</w:tbl>", f"{foot}</w:tbl>")
    w.write(path, body, numbering=w.numbering([w.list_of(0, ("decimal", "%1."))], {1: (0, False)}))
    written = [f"{item.name}{sign}" for item in basic for sign in "；。"]
    return Truth(
        [*basic, *coordination, *reclaimed],
        heads=[*ALL_HEADS, *written],
        named=[Named(says="抄送：县委编办")],
    )
