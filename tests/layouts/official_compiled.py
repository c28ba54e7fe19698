"""Compiled documents: several townships in one, both forms of the reclaimed table, files of other
programs.
"""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from . import wordml as w
from .catalogue import layout
from .model import Truth, by_category, numeral
from .official_letters import HEADS, TITLES, attachment, cells_of, kind_table

ALL_HEADS = [h for k in HEADS.values() for h in k]


@layout("docx")
def county_volume_of_townships(path, maker):
    """Three townships one after another, each with its three lists under its own heading: read as
    one county's.
    """
    body = (
        w.centred("示例县乡镇履行职责事项清单汇编") + w.centred("（2026年版）") + w.section_break()
    )
    everything = []
    for at, place in enumerate(("城关镇", "河口乡", "湾头镇"), 1):
        body += w.styled("Heading1", f"{numeral(at)}、{place}履行职责事项清单")
        for part, items in enumerate(maker.every_kind(6, 5, 4), 1):
            body += w.styled("Heading2", f"（{numeral(part)}）{TITLES[items[0].kind]}")
            body += kind_table(items, section="{c}（{k}项）")
            everything += items
        body += w.section_break()
    w.write(path, body)
    return Truth(everything, heads=ALL_HEADS)


@layout("docx")
def reclaimed_in_both_forms(path, maker):
    """Reclaimed items of the county in two columns, those of the city in one column of two
    sentences.
    """
    own, others = maker.reclaimed(20), maker.reclaimed(20)
    merged = ["序号", "事项名称", "承接部门及工作方式"]

    def joined(item, number):
        return [
            str(number),
            item.name,
            f"承接部门：{'、'.join(item.names)}\n工作方式：{item.method}",
        ]

    body = attachment(1, "示例县各乡镇", "reclaimed") + kind_table(own)
    body += attachment(2, "示例县各街道", "reclaimed") + kind_table(
        others, write=joined, heads=merged
    )
    w.write(path, body)
    return Truth([*own, *others], heads=[*ALL_HEADS, *merged])


def _two_line_head(kind):
    """The head of the coordination list in two rows, as WPS saves merged cells."""
    if kind != "coordination":
        return [w.head_row(*HEADS[kind])]
    top = [w.cell("序号", merge="restart"), w.cell("事项名称", merge="restart")]
    top += [w.cell("上级部门", span=2), w.cell("乡镇配合职责", merge="restart")]
    low = [w.cell("", merge="continue")] * 2 + [
        w.cell("对应部门"),
        w.cell("部门职责"),
        w.cell("", merge="continue"),
    ]
    return [w.row(*top), w.row(*low)]


@layout("docx")
def as_wps_saves_it(path, maker):
    """Title inside the table, head of two rows, head rows of each page typed by hand, totals and
    notes in rows.
    """
    kinds = maker.every_kind()
    body = ""
    for items in kinds:
        kind, width, number = items[0].kind, len(HEADS[items[0].kind]), 0
        rows = [w.row(w.cell(f"城南街道{TITLES[kind]}", span=width)), *_two_line_head(kind)]
        for at, (category, group) in enumerate(by_category(items), 1):
            rows.append(w.row(w.cell(f"{numeral(at)}、{category}\n（{len(group)}项）", span=width)))
            for item in group:
                number += 1
                rows.append(w.row(*cells_of(item, f"{number}．")))
                rows += _two_line_head(kind) if number % 6 == 0 else []
        rows.append(w.row("合计", w.cell(f"{number}项", span=width - 1)))
        rows.append(w.row(w.cell("注：本清单自公布之日起施行，由街道党工委负责解释。", span=width)))
        body += w.table(rows, width) + w.paragraph()
    saved = body.replace("<w:tblGrid>", "<w:tblGrid><!-- wps -->").replace(
        "<w:p>", '<w:p w14:paraId="0A0B0C0D">'
    )
    w.write(path, saved)
    return Truth(
        [i for k in kinds for i in k], heads=[*ALL_HEADS, "上级部门", "对应部门", "部门职责"]
    )


@layout("docx")
def made_with_a_script(path, maker):
    """A file made with python-docx: merged category cells that hold all their paragraphs, composite
    numbers.
    """
    kinds = maker.every_kind()
    document = Document()
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    document.styles["Normal"].font.size = Pt(10.5)
    for part, items in enumerate(kinds, 1):
        kind = items[0].kind
        document.add_heading(f"第{numeral(part)}部分 青山乡{TITLES[kind]}", level=1)
        table = document.add_table(rows=1, cols=len(HEADS[kind]) + 1, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, ["事项类别", *HEADS[kind]], strict=True):
            cell.text = text
        for at, (category, group) in enumerate(by_category(items), 1):
            first = len(table.rows)
            for number, item in enumerate(group, 1):
                cells = table.add_row().cells
                for cell, text in zip(
                    cells, ["", *cells_of(item, f"{part}-{at}-{number}")], strict=True
                ):
                    cell.text = text
            merged = table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
            merged.text = category
    document.save(path)
    return Truth([i for k in kinds for i in k], heads=[*ALL_HEADS, "事项类别"])
