"""Whole official documents: the notice with its attachments, contents and cover, cut pages,
revisions left in it.
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

AUTHOR = 'w:id="{id}" w:author="党政办" w:date="2026-02-11T09:30:00Z"'
CHINESE_LISTS = [
    w.list_of(0, ("chineseCounting", "%1、")),
    w.list_of(1, ("decimal", "%1")),
    w.list_of(2, ("decimal", "%1.")),
]


@layout("docx")
def notice_with_three_attachments(path, maker):
    """Red head, body with its own 一、二、三, three attachments, a table of contacts,
    the colophon as a table.
    """
    kinds = maker.every_kind(18, 14, 10)
    counts = {items[0].kind: len(items) for items in kinds}
    body = red_head("城关镇", "城发〔2026〕3号") + letter("城关镇", counts)
    for number, items in enumerate(kinds, 1):
        body += attachment(number, "城关镇", items[0].kind) + kind_table(items)
    contacts = [w.row("姓名", "职务", "联系电话"), w.row("王建国", "党政办主任", "0000-1234567")]
    body += w.paragraph("清单解释工作联系人：") + w.table(contacts, 3) + colophon("城关镇")
    w.write(path, body)
    return Truth(
        [i for k in kinds for i in k],
        heads=[h for k in HEADS.values() for h in k],
        named=[Named(says="王建国")],
    )


def contents(kinds):
    """A table of contents as Word makes it: a content control with links, tabs and page fields."""
    entries, page = [], 1
    for items in kinds:
        for title in [TITLES[items[0].kind], *(f"{c}" for c, _ in by_category(items))]:
            page += 1
            link = (
                f'<w:hyperlink w:anchor="_Toc{page}" w:history="1">{w.run(title)}'
                "<w:r><w:tab/></w:r>"
            )
            entries.append(
                w.styled(
                    "TOC1", link + w.field(f"PAGEREF _Toc{page} \\h", str(page)) + "</w:hyperlink>"
                )
            )
    gallery = (
        '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        "</w:sdtPr>"
    )
    return (
        f"<w:sdt>{gallery}<w:sdtContent>{w.styled('TOCHeading', '目  录')}{''.join(entries)}"
        "</w:sdtContent></w:sdt>"
    )


@layout("docx")
def booklet_with_contents(path, maker):
    """A cover in a text box, contents, headings and 序号 with automatic numbers, a table for each
    category.
    """
    kinds = maker.every_kind()
    cover = w.paragraph(
        w.text_box(
            w.centred("示例县河口乡") + w.centred("履行职责事项清单") + w.centred("2026年3月")
        )
    )
    body = cover + w.section_break() + contents(kinds) + w.section_break()
    uses = {}
    for at, items in enumerate(kinds):
        kind, heading, rows = items[0].kind, 10 + at, 20 + at
        uses |= {heading: (0, True), rows: (1, True)}
        body += w.styled("Heading1", TITLES[kind])
        for category, group in by_category(items):
            body += w.numbered(heading, f"{category}（{len(group)}项）")
            table = [w.head_row(*HEADS[kind])]
            for item in group:
                _number, *others = cells_of(item, 0)
                table.append(w.row(w.cell(w.numbered(rows)), *others))
            body += w.table(table, len(HEADS[kind]))
        body += w.section_break(w.LANDSCAPE if kind == "basic" else w.PORTRAIT)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{said}"/></w:style>'
        for name, said in [
            ("Heading1", "heading 1"),
            ("TOC1", "toc 1"),
            ("TOCHeading", "TOC Heading"),
        ]
    )
    footer = w.part("ftr", w.paragraph("— ", w.field("PAGE", "3"), " —"))
    w.write(
        path,
        body,
        styles=w.part("styles", styles),
        numbering=w.numbering(CHINESE_LISTS, uses),
        footer=footer,
    )
    return Truth([i for k in kinds for i in k], heads=[h for k in HEADS.values() for h in k])


@layout("docx")
def pages_cut_into_tables(path, maker):
    """A merged category column; at each page the table ends, a 续表 with its head begins, and rows
    run over.
    """
    kinds = maker.every_kind(16, 16, 12)
    body = w.centred("湾头镇履职事项清单（征求意见稿）")
    for at, items in enumerate(kinds, 1):
        body += w.paragraph(f"表{at}") + w.centred(f"湾头镇{TITLES[items[0].kind]}")
        body += "".join(_paged(items, HEADS[items[0].kind], f"表{at}（续）"))
    w.write(path, body, page=w.LANDSCAPE)
    return Truth(
        [i for k in kinds for i in k], heads=[h for k in HEADS.values() for h in k] + ["类别"]
    )


def _paged(items, heads, title, size=5):
    """Tables of one list, page by page; the last row of a page runs over onto the next."""
    heads, cut, last = ["类别", *heads], None, None
    for start in range(0, len(items), size):
        rows = [w.head_row(*heads)]
        if cut:
            rows.append(w.row(*cut))
        for at, item in enumerate(items[start : start + size], start + 1):
            cells, cut = _cut(cells_of(item, at), over=at % size == 0 and at < len(items))
            merge = "continue" if item.category == last and at % size != 1 else "restart"
            shown = "" if merge == "continue" else item.category
            rows.append(w.row(w.cell(shown, merge=merge), *cells))
            last = item.category
        yield (w.paragraph(title) if start else "") + w.table(rows, len(heads))


def _cut(cells, *, over):
    """The last cell of a row at the end of a page: its lines stand on two pages."""
    *first, last = cells
    top, line, rest = last.rpartition("\n")
    if not over or not line:
        return cells, None
    return [*first, top], [*[""] * (len(first) + 1), rest]


def inserted(text, at):
    return f"<w:ins {AUTHOR.format(id=at)}>{w.run(text)}</w:ins>"


def deleted(text, at):
    gone = w.run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"<w:del {AUTHOR.format(id=at)}>{gone}</w:del>"


def revised(text, at):
    """A text of which the first half was typed before and something else was struck out."""
    half = len(text) // 2
    kept = w.run(
        text[:half], f"<w:rPrChange {AUTHOR.format(id=at)}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    )
    return w.paragraph(kept + deleted("（原表述删去）", at) + inserted(text[half:], at))


@layout("docx")
def revisions_not_accepted(path, maker):
    """Tracked changes left in: struck out words, rows and items that went, words, rows and items
    that came.
    """
    basic, coordination, reclaimed = maker.every_kind()
    gone = maker.basic(6)
    body = w.centred("石桥镇基本履职事项清单")
    rows = [w.head_row(*HEADS["basic"])]
    for at, (category, group) in enumerate(by_category(basic), 1):
        said = f"{numeral(at)}、{category}"
        rows.append(
            w.row(
                w.cell(
                    w.paragraph(said, deleted("（99项）", at), inserted(f"（{len(group)}项）", at)),
                    span=2,
                )
            )
        )
        rows += [w.row(str(n), w.cell(revised(item.name, n))) for n, item in enumerate(group, 1)]
        if gone:
            rows.append(_gone_row(gone.pop(), at))
    body += w.table(rows, 2)
    body += w.centred("石桥镇配合履职事项清单", deleted("（送审稿）", 7)) + kind_table(
        coordination, write=_revised_cells
    )
    body += w.paragraph(deleted("石桥镇收回事项目录", 8)) + w.centred("石桥镇上级部门收回事项清单")
    body += _with_new_rows(kind_table(reclaimed))
    w.write(path, body)
    heads = [h for k in HEADS.values() for h in k]
    return Truth([*basic, *coordination, *reclaimed], heads=heads, named=[Named(says="修订")])


def _gone_row(item, at):
    """A row struck out as a whole."""
    cells = [w.cell(w.paragraph(deleted(text, at))) for text in ("9", item.name)]
    return w.row(*cells, properties=f"<w:del {AUTHOR.format(id=at)}/>")


def _revised_cells(item, number):
    """The first cell of text is revised; its duties lost a paragraph, its mark struck out too."""
    cells = cells_of(item, number)
    mark = f"<w:rPr><w:del {AUTHOR.format(id=number)}/></w:rPr>"
    struck = w.paragraph(deleted("9.完成部门交办的其他工作。", number), properties=mark)
    return [
        cells[0],
        w.cell(revised(cells[1], number)),
        cells[2],
        w.cell(struck + w.lines(cells[3])),
        cells[4],
    ]


def _with_new_rows(table):
    """Every row after the head as one that was put in."""
    first, *rest = table.split("<w:tr>")
    return first + "".join(
        f"<w:tr><w:trPr><w:ins {AUTHOR.format(id=at)}/></w:trPr>{row}"
        for at, row in enumerate(rest)
    )
