"""Documents arranged to save paper or work: two halves beside each other, one column for two, a row
for each part.
"""

import zipfile

from . import wordml as w
from .catalogue import layout
from .model import Truth, by_category, numeral
from .official_letters import HEADS, TITLES, cells_of, kind_table

ALL_HEADS = [h for k in HEADS.values() for h in k]
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        "http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


@layout("docx")
def halves_beside_each_other(path, maker):
    """Basic items two to a row, the categories across both halves; the other lists as usual."""
    basic, coordination, reclaimed = maker.every_kind(25, 12, 10)
    rows, number = [w.head_row("序号", "事项名称", "序号", "事项名称")], 0
    for at, (category, group) in enumerate(by_category(basic), 1):
        rows.append(w.row(w.cell(f"{numeral(at)}、{category}（{len(group)}项）", span=4)))
        for first in range(0, len(group), 2):
            cells = []
            for item in group[first : first + 2]:
                number += 1
                cells += [str(number), item.name]
            rows.append(w.row(*cells, *[""] * (4 - len(cells))))
    body = w.centred(f"城南街道{TITLES['basic']}") + w.table(rows, 4)
    for items in (coordination, reclaimed):
        body += w.centred(f"城南街道{TITLES[items[0].kind]}") + kind_table(items)
    w.write(path, body)
    return Truth([*basic, *coordination, *reclaimed], heads=ALL_HEADS)


@layout("docx")
def receiver_above_its_method(path, maker):
    """承接部门及工作方式: the department in one row of the column and the method in the
    next, beside a merged name.
    """
    reclaimed = maker.reclaimed(24)
    merged = ["序号", "事项名称", "承接部门及工作方式"]
    rows = [w.head_row(*merged)]
    number = 0
    for at, (category, group) in enumerate(by_category(reclaimed), 1):
        rows.append(w.row(w.cell(f"{numeral(at)}、{category}（{len(group)}项）", span=3)))
        for item in group:
            number += 1
            first = [w.cell(text, merge="restart") for text in (str(number), item.name)]
            below = [w.cell("", merge="continue")] * 2
            rows.append(w.row(*first, f"承接部门：{'、'.join(item.names)}"))
            rows.append(w.row(*below, f"工作方式：{item.method}"))
    body = w.centred("湾头镇上级部门收回事项清单") + w.table(rows, 3)
    basic = maker.basic(16)
    w.write(path, body + w.centred("湾头镇基本履职事项清单") + kind_table(basic))
    return Truth([*reclaimed, *basic], heads=[*ALL_HEADS, *merged])


@layout("docx")
def departments_with_duties_in_one_column(path, maker):
    """对应上级部门及职责 is one column: each department's name and a colon before what it does."""
    coordination, basic = maker.coordination(28), maker.basic(12)
    heads = ["序号", "事项名称", "对应上级部门及其职责", "乡镇（街道）配合职责"]

    def write(item, number):
        duties = "\n".join(f"{part.department}：{part.duty}" for part in item.parts)
        return [str(number), item.name, duties, item.township_duty]

    body = w.centred("柳林镇基本履职事项清单") + kind_table(basic)
    w.write(
        path,
        body
        + w.centred("柳林镇配合履职事项清单")
        + kind_table(coordination, write=write, heads=heads),
    )
    return Truth([*basic, *coordination], heads=[*ALL_HEADS, *heads])


@layout("docx")
def strict_document(path, maker):
    """The strict variety of the format, its text in UTF-16."""
    kinds = maker.every_kind()
    body = "".join(
        w.centred(f"石桥镇{TITLES[items[0].kind]}") + kind_table(items) for items in kinds
    )
    w.write(path, body)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, strict(text))
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


def strict(text):
    for usual, other in STRICT.items():
        text = text.replace(usual, other)
    if "<w:document" not in text:
        return text
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


@layout("docx")
def lists_by_department(path, maker):
    """A county's coordination items under their lead departments; the category is a column."""
    coordination = sorted(maker.coordination(42, departments=1), key=lambda item: item.names)
    heads = ["序号", "类别", "事项名称", "部门职责", "乡镇（街道）配合职责"]
    rows, last, sections = [w.head_row(*heads)], "", []
    for number, item in enumerate(coordination, 1):
        [department] = item.names
        if department != last:
            count = sum(other.names == [department] for other in coordination)
            sections.append(f"{department}（{count}项）")
            rows.append(w.row(w.cell(sections[-1], span=5)))
            last = department
        rows.append(w.row(str(number), item.category, item.name, item.duties, item.township_duty))
    w.write(path, w.centred("示例县乡镇（街道）配合履职事项清单（按部门分列）") + w.table(rows, 5))
    return Truth(coordination, heads=[*heads, *sections])


@layout("docx")
def lists_in_the_cells_of_categories(path, maker):
    """An outer table of categories; beside each its items as a table in the cell, with a head of
    its own or none.
    """
    basic, coordination, reclaimed = maker.every_kind(18, 14, 10)
    body = w.centred(f"河口乡{TITLES['basic']}")
    rows, number = [w.head_row("类别", "事项名称")], 0
    for category, group in by_category(basic):
        inner = []
        for item in group:
            number += 1
            inner.append(w.row(str(number), item.name))
        rows.append(w.row(category, w.cell(w.table(inner, 2) + w.paragraph())))
    body += w.table(rows, 2)
    for items in (coordination, reclaimed):
        heads, rows = HEADS[items[0].kind], []
        for category, group in by_category(items):
            inner = [w.row(*heads), *(w.row(*cells_of(item, n)) for n, item in enumerate(group, 1))]
            rows.append(w.row(category, w.cell(w.table(inner, len(heads)) + w.paragraph())))
        body += w.centred(f"河口乡{TITLES[items[0].kind]}") + w.table(rows, 2)
    w.write(path, body)
    return Truth([*basic, *coordination, *reclaimed], heads=[*ALL_HEADS, "类别"])
