"""Official documents in which departments and their duties stand in one cell in the ways offices
write them.
"""

from . import wordml as w
from .catalogue import layout
from .model import Truth
from .official_letters import HEADS, attachment, cells_of, colophon, kind_table, letter, red_head

ALL_HEADS = [h for k in HEADS.values() for h in k]


def with_offices(maker, items):
    for item in items:
        for part in item.parts:
            part.office = maker.office()
    return items


def write_kinds(path, place, kinds, write, **options):
    """The three lists of a place with one way of writing cells."""
    counts = {items[0].kind: len(items) for items in kinds}
    body = red_head(place, "政发〔2026〕12号") + letter(place, counts)
    for number, items in enumerate(kinds, 1):
        body += attachment(number, place, items[0].kind) + kind_table(items, write=write, **options)
    w.write(path, body + colophon(place))
    return Truth([i for k in kinds for i in k], heads=[*ALL_HEADS, "牵头部门", "配合部门"])


@layout("docx")
def lead_and_assisting_departments(path, maker):
    """牵头部门：… and 配合部门：… as paragraphs of one cell; the duties bold by department."""

    def write(item, number):
        cells = cells_of(item, number)
        if item.kind == "coordination":
            lead, *others = item.names
            for part in item.parts[1:]:
                part.role = "support"
            cells[2] = f"牵头部门：{lead}" + (f"\n配合部门：{'、'.join(others)}" if others else "")
            cells[3] = w.cell(_bold_blocks(item))
        return cells

    return write_kinds(path, "城关镇", maker.every_kind(), write)


def _bold_blocks(item):
    """A paragraph with the department's name in bold and its duties below, without a colon."""
    if len(item.parts) == 1:
        return w.lines(item.parts[0].duty)
    return "".join(w.paragraph(w.bold(part.department)) + w.lines(part.duty) for part in item.parts)


@layout("docx")
def departments_with_their_offices(path, maker):
    """Each department in a paragraph with its office in brackets below it; duties run on in one
    paragraph.
    """
    basic, coordination, reclaimed = maker.every_kind()
    kinds = [basic, with_offices(maker, coordination), with_offices(maker, reclaimed)]

    def write(item, number):
        cells = cells_of(item, number)
        if item.parts:
            cells[2] = "\n".join(f"{part.department}\n（{part.office}）" for part in item.parts)
        if item.kind == "coordination" and len(item.parts) > 1:
            cells[3] = "".join(
                f"{part.department}：{part.duty.replace(chr(10), '')}" for part in item.parts
            )
        return cells

    return write_kinds(path, "柳林镇", kinds, write, section="（{n}）{c}（{k}项）")


@layout("docx")
def duties_as_automatic_lists(path, maker):
    """Duties and departments are automatic lists: their numbers are nowhere in the text."""
    kinds = maker.every_kind()
    uses = {}

    def listed(text):
        uses[len(uses) + 1] = (0, True)
        pieces = [line.partition(".")[2] for line in text.split("\n")]
        return "".join(w.numbered(len(uses), piece) for piece in pieces)

    def write(item, number):
        cells = cells_of(item, number)
        if item.kind == "coordination":
            blocks = [listed(part.duty) for part in item.parts]
            titles = [w.paragraph(w.bold(f"{part.department}：")) for part in item.parts]
            whole = "".join(title + block for title, block in zip(titles, blocks, strict=True))
            cells[3] = w.cell(whole if len(item.parts) > 1 else blocks[0])
            cells[4] = w.cell(listed(item.township_duty))
        return cells

    place = "石桥镇"
    body = ""
    for number, items in enumerate(kinds, 1):
        body += attachment(number, place, items[0].kind) + kind_table(items, write=write)
    w.write(path, body, numbering=w.numbering([w.list_of(0, ("decimal", "%1."))], uses))
    return Truth([i for k in kinds for i in k], heads=ALL_HEADS)


@layout("docx")
def receivers_and_methods_in_one_cell(path, maker):
    """承接部门及工作方式 in one column, said in the ways counties say it; the rest as usual."""
    basic, coordination, reclaimed = maker.every_kind(12, 12, 24)

    def write(item, number):
        cells = cells_of(item, number)
        if item.kind != "reclaimed":
            return cells
        names = "、".join(item.names)
        ways = [
            f"承接部门：{names}\n工作方式：{item.method}",
            f"承接部门：{names}。工作方式：{item.method}",
            f"承接部门：{names}；\n工作方式：\n{item.method}",
            w.cell(
                w.paragraph(w.bold("承接部门："), names)
                + w.paragraph(w.bold("工作方式："), item.method)
            ),
        ]
        return [cells[0], cells[1], ways[number % 4]]

    body = ""
    merged = ["序号", "事项名称", "承接部门及工作方式"]
    for number, items in enumerate((basic, coordination, reclaimed), 1):
        heads = merged if items is reclaimed else None
        body += attachment(number, "湾头镇", items[0].kind) + kind_table(
            items, write=write, heads=heads
        )
    w.write(path, body)
    return Truth([*basic, *coordination, *reclaimed], heads=[*ALL_HEADS, *merged])
