"""The letter around a list: red head, title, body, list of attachments, signature, colophon; and
its plain tables.
"""

from . import wordml as w
from .model import by_category, numeral

TITLES = {
    "basic": "基本履职事项清单",
    "coordination": "配合履职事项清单",
    "reclaimed": "上级部门收回事项清单",
}
HEADS = {
    "basic": ["序号", "事项名称"],
    "coordination": ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
    "reclaimed": ["序号", "事项名称", "承接部门", "工作方式"],
}
RED = '<w:color w:val="FF0000"/><w:sz w:val="72"/>'
BODY = [
    "为深入贯彻党的二十届三中全会精神，落实党中央、国务院关于建立乡镇（街道）履行职责事项清单的决策部署，"
    "切实为基层减负赋能，经县委、县政府研究同意，现将《{place}履行职责事项清单》印发给你们，并就有关事项通知如下。",
    "一、提高政治站位。各级各部门要充分认识全面建立履职事项清单的重要意义，把思想和行动统一到上级决策部署上来。",
    "二、严格清单管理。清单经批准后公布实施，未列入清单的事项不得擅自要求乡镇承担；"
    "确需新增的，按照“谁提出、谁负责”的原则履行准入程序。",
    "三、压实部门责任。（一）配合履职事项由上级部门牵头负责，乡镇配合；"
    "（二）收回事项由承接部门自本通知印发之日起三个月内完成交接。",
]


def red_head(place, number):
    """The red head of a document and its number."""
    return (
        w.paragraph("特急", properties='<w:jc w:val="right"/>')
        + w.centred(w.run(f"中共{place}委员会文件", RED))
        + w.centred(number)
        + w.paragraph()
    )


def letter(place, counts, *, body=BODY):
    """Title, addressee, body with the numbers of items, attachments, signature and date."""
    said = "、".join(
        f"{TITLES[kind].removesuffix('清单')}{count}项" for kind, count in counts.items()
    )
    attachments = [f"{at}.{place}{TITLES[kind]}" for at, kind in enumerate(counts, 1)]
    return (
        w.centred(f"关于印发《{place}履行职责事项清单》的通知")
        + w.paragraph("各村（社区），镇直各单位：")
        + "".join(w.paragraph(text.format(place=place)) for text in body)
        + w.paragraph(f"四、清单共{sum(counts.values())}项，其中{said}。")
        + w.paragraph(f"附件：{attachments[0]}")
        + "".join(w.paragraph(f"      {text}") for text in attachments[1:])
        + w.paragraph(f"中共{place}委员会      {place}人民政府", properties='<w:jc w:val="right"/>')
        + w.paragraph("2026年3月2日", properties='<w:jc w:val="right"/>')
        + w.paragraph("（此件公开发布）")
    )


def colophon(place):
    """The table at the foot of the last page: copies to, printed by."""
    rows = [
        w.row(w.cell("抄送：县委办公室，县政府办公室，县委编办，县司法局。", span=2)),
        w.row(f"{place}党政办公室", "2026年3月2日印发"),
    ]
    return w.table(rows, 2)


def attachment(number, place, kind):
    return w.page_break() + w.paragraph(f"附件{number}") + w.centred(f"{place}{TITLES[kind]}")


def cells_of(item, number):
    """The cells of an item as the published table has them."""
    cells = [str(number), item.name]
    if item.kind == "coordination":
        cells += ["\n".join(item.names), item.duties, item.township_duty]
    if item.kind == "reclaimed":
        cells += ["\n".join(item.names), item.method]
    return cells


def kind_table(items, *, section="{n}、{c}（{k}项）", write=cells_of, heads=None, repeat=0):
    """A whole table with a row for each category; `repeat` writes the head again after so many
    rows.
    """
    heads = heads or HEADS[items[0].kind]
    rows, number = [w.head_row(*heads)], 0
    for at, (category, group) in enumerate(by_category(items), 1):
        said = section.format(n=numeral(at), c=category, k=len(group))
        rows.append(w.row(w.cell(said, span=len(heads))))
        for item in group:
            number += 1
            rows.append(w.row(*write(item, number)))
            if repeat and number % repeat == 0:
                rows.append(w.row(*heads))
    return w.table(rows, len(heads))
