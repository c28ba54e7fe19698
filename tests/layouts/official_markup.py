"""Official documents with the marks a word processor leaves: controls, fields, symbols, boxes,
hidden text, nesting.
"""

from . import wordml as w
from .catalogue import layout
from .model import Named, Truth, by_category, numeral
from .official_letters import HEADS, TITLES, cells_of, kind_table

ALL_HEADS = [h for k in HEADS.values() for h in k]
HIDDEN = "<w:vanish/>"


def control(inner, *, tag="text", placeholder=""):
    """A content control around markup of any level."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{shown}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


@layout("docx")
def form_of_content_controls(path, maker):
    """A form: controls around tables, rows, cells, paragraphs and runs; smart tags; one left with
    its placeholder.
    """
    kinds = maker.every_kind()
    body = ""
    for items in kinds:
        title = control(w.run(f"柳林镇{TITLES[items[0].kind]}"), tag="title")
        body += w.centred(title) + control(_controlled(items), tag="list")
    body += w.paragraph("填表人：") + w.paragraph(
        control(w.run("单击此处输入文字。"), placeholder="yes")
    )
    w.write(path, body)
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


def _controlled(items):
    kind, number, rows = items[0].kind, 0, []
    for at, (category, group) in enumerate(by_category(items), 1):
        tagged = f'<w:smartTag w:uri="urn:x" w:element="chsdate">{w.run(category)}</w:smartTag>'
        said = w.cell(
            w.paragraph(f"{numeral(at)}、", tagged, f"（{len(group)}项）"), span=len(HEADS[kind])
        )
        rows.append(control(w.row(said), tag="category"))
        for item in group:
            number += 1
            first, name, *others = cells_of(item, number)
            cells = [w.cell(first), control(w.cell(name), tag="name")]
            cells += [w.cell(control(w.lines(text), tag="duty")) for text in others]
            inside = f'<w:customXml w:uri="urn:x" w:element="row">{"".join(cells)}</w:customXml>'
            rows.append(control(f"<w:tr>{inside}</w:tr>", tag="row"))
    return w.table([w.head_row(*HEADS[kind]), *rows], len(HEADS[kind]))


def dressed(text, at):
    """A text with what is typed between its letters: proofing marks, soft hyphens, fields, spaces,
    bookmarks.
    """
    third = len(text) // 3 or 1
    first, second, rest = text[:third], text[third : 2 * third], text[2 * third :]
    if at % 3 == 0:
        middle = w.field('HYPERLINK "http://www.example.gov.cn/list"', second)
    elif at % 3 == 1:
        middle = f'<w:proofErr w:type="spellStart"/>{w.run(second)}<w:r><w:softHyphen/></w:r>'
    else:
        middle = f'<w:fldSimple w:instr=" REF item{at} ">{w.run(second)}</w:fldSimple>'
    mark = f'<w:bookmarkStart w:id="{at}" w:name="item{at}"/><w:bookmarkEnd w:id="{at}"/>'
    return w.paragraph(
        w.run(first) + mark + middle + "<w:r><w:lastRenderedPageBreak/></w:r>" + w.run(rest)
    )


def _dressed_cells(item, number):
    first, name, *others = cells_of(item, number)
    if item.kind == "coordination":
        others[2] = w.paragraph(w.run(others[2]))  # line breaks, no paragraphs
    return [
        w.paragraph(w.field(f"SEQ no{item.kind} \\* ARABIC", first)),
        dressed(name, number),
        *others,
    ]


def _as_cells(write):
    return lambda item, number: [w.cell(text) for text in write(item, number)]


@layout("docx")
def fields_symbols_and_hidden_text(path, maker):
    """Fields for numbers, links in names, soft hyphens, a symbol font, hidden words and a hidden
    row, footnotes.
    """
    basic, coordination, reclaimed = maker.every_kind()
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = w.centred(w.run("青山乡基本履职事项清单") + note)
    hidden_row = w.row(
        *(w.cell(w.paragraph(w.run(text, HIDDEN))) for text in ("99", "核对后删去的事项")),
        properties="<w:hidden/>",
    )
    table = kind_table(basic, write=_as_cells(_dressed_cells))
    body += table.replace("</w:tbl>", hidden_row + "</w:tbl>")
    body += w.paragraph(w.run("（内部掌握，印发时不显示）", HIDDEN)) + w.centred(
        "青山乡配合履职事项清单"
    )
    body += kind_table(coordination, write=_as_cells(_dressed_cells))
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    body += w.paragraph(sign, w.run("已经乡党委会议审议")) + w.centred("青山乡上级部门收回事项清单")
    body += kind_table(reclaimed, write=_as_cells(_dressed_cells))
    footnote = (
        f'<w:footnote w:id="2">{w.paragraph("青山乡含原青山国有林场管理区域。")}</w:footnote>'
    )
    w.write(path, body, footnotes=w.part("footnotes", footnote))
    named = [Named(says="隐藏"), Named(says="青山乡含原青山国有林场管理区域")]
    return Truth([*basic, *coordination, *reclaimed], heads=ALL_HEADS, named=named)


@layout("docx")
def tables_within_tables(path, maker):
    """A frame of one cell around a list, a list in a text box, duties as a small table inside their
    cell.
    """
    basic, coordination, reclaimed = maker.every_kind()
    framed = w.centred("马兰回族乡基本履职事项清单") + kind_table(basic) + w.paragraph()
    body = w.table([w.row(w.cell(framed))], 1)
    body += w.centred("马兰回族乡配合履职事项清单") + kind_table(
        coordination, write=_with_inner_table
    )
    boxed = w.centred("马兰回族乡上级部门收回事项清单") + kind_table(reclaimed)
    body += w.paragraph(w.text_box(boxed))
    w.write(path, body)
    return Truth([*basic, *coordination, *reclaimed], heads=ALL_HEADS)


def _with_inner_table(item, number):
    """The departments' duties as a table of two columns inside one cell."""
    first, name, departments, duties, township = cells_of(item, number)
    if len(item.parts) == 1:
        return [first, name, departments, duties, township]
    inner = w.table([w.row(part.department, part.duty) for part in item.parts], 2)
    return [first, name, departments, w.cell(inner + w.paragraph()), township]
