"""Layouts of Word documents by what Word alone does: its numbers, tracked changes, form fields,
parts of a table.
"""

from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .catalogue import layout
from .documents import HEADS, Paper, fill, section
from .model import by_category, numeral
from .sheets import COORDINATION, RECLAIMED, TITLES, official_cells


@layout("docx")
def document_with_continued_tables(path, maker):
    """续表 between the parts of one table, page breaks, heads again, a line to fill in before and
    notes after.
    """
    paper = Paper()
    paper.say("示例县乡镇（街道）上级部门收回事项清单", "Title")
    paper.note("填报单位：示例县委编办　　　　填报日期：2026年1月")
    items = maker.reclaimed(40)
    for start in range(0, 40, 10):
        if start:
            paper.say("示例县乡镇（街道）上级部门收回事项清单（续表）")
        table = paper.table(["序号", "类别", "事项名称", "承接部门", "工作方式"])
        paper.items(
            table,
            items[start : start + 10],
            start=start + 1,
            cells=lambda item, n: [n, item.category, *official_cells(item, n)[1:]],
        )
        paper.say("").add_run().add_break(WD_BREAK.PAGE)
    paper.note("注：1.承接部门为多个的，排在首位的为牵头部门。")
    paper.note("联系人：王五　联系电话：0000-7654321")
    return paper.save(path)


@layout("docx")
def document_numbered_by_word(path, maker):
    """The number's cells are empty: Word counts them itself; names hold runs and line breaks."""
    paper = Paper()
    for items in (maker.basic(20), maker.coordination(20)):
        kind = items[0].kind
        paper.document.add_heading(TITLES[kind], 1)
        table = paper.table(HEADS[kind])
        for place, (category, group) in enumerate(by_category(items), 1):
            section(table, f"{numeral(place)}、{category}")
            for item in group:
                paper.truth.items.append(item)
                _number, name, *rest = official_cells(item, 0)
                row = fill(table.add_row(), [None, None, *rest])
                row.cells[0].paragraphs[0].style = "List Number"
                paragraph = row.cells[1].paragraphs[0]
                for piece in (name[:3], name[3:7], name[7:]):
                    paragraph.add_run(piece).bold = len(piece) % 2 == 0
    return paper.save(path)


@layout("docx")
def document_with_grouped_heads_and_wide_grid(path, maker):
    """A head of two rows with spanned groups; items whose cells span two grid columns."""
    paper = Paper()
    paper.document.add_heading("石桥镇配合履职事项清单", 1)
    table = paper.document.add_table(2, 7)
    table.style = "Table Grid"
    paper.truth.heads += [
        "序号",
        "类别",
        "事项名称",
        "县级部门",
        "部门名称",
        "部门职责",
        "乡镇配合职责",
    ]
    words = [(0, "序号"), (1, "类别"), (2, "事项名称"), (6, "乡镇配合职责")]
    for column, text in words:
        table.cell(0, column).merge(table.cell(1, column)).text = text
    table.cell(0, 3).merge(table.cell(0, 5)).text = "县级部门"
    table.cell(1, 3).text = "部门名称"
    table.cell(1, 4).merge(table.cell(1, 5)).text = "部门职责"
    for number, item in enumerate(maker.coordination(40), 1):
        paper.truth.items.append(item)
        _number, name, departments, duties, own = official_cells(item, number)
        row = table.add_row()
        row.cells[4].merge(row.cells[5])
        fill(row, [number, item.category, name, departments, duties])
        row.cells[6].text = own
    return paper.save(path)


@layout("docx")
def document_with_cover_and_contents(path, maker):
    """A decree, a table of contents as a table, a count by kind, and only then the lists; a header
    and a footer.
    """
    paper = Paper()
    part = paper.document.sections[0]
    part.header.paragraphs[0].text = "示例县乡镇（街道）履行职责事项清单"
    part.footer.paragraphs[0].text = "第 1 页"
    for text in (
        "示例县人民政府办公室文件",
        "示政办发〔2026〕3号",
        "关于印发《乡镇（街道）履行职责事项清单》的通知",
    ):
        paper.say(text)
        paper.truth.heads.append(text)
    paper.note("各乡镇人民政府、街道办事处，县政府有关部门：")
    paper.note("经县委、县政府同意，现将清单印发给你们，请认真遵照执行。")
    contents = paper.document.add_table(0, 3)
    for line in (["序号", "内容", "页码"], [1, "基本履职事项清单", 3], [2, "配合履职事项清单", 9]):
        fill(contents.add_row(), line)
    lists = maker.every_kind()
    count = paper.document.add_table(0, 4)
    fill(count.add_row(), ["类型", "基本履职事项", "配合履职事项", "上级部门收回事项"])
    fill(count.add_row(), ["数量", *(f"{len(items)}" for items in lists)])
    for items in lists:
        kind = items[0].kind
        paper.say(TITLES[kind])
        table = paper.table(["序号", "类别", *HEADS[kind][1:]])
        paper.items(
            table, items, cells=lambda item, n: [n, item.category, *official_cells(item, n)[1:]]
        )
    return paper.save(path)


@layout("docx")
def document_with_tracked_changes(path, maker):
    """Deleted words stand struck out in the file and are not read; inserted ones are."""
    paper = Paper()
    paper.document.add_heading(TITLES["coordination"], 1)
    table = paper.table(["序号", "类别", *COORDINATION[1:]])
    items = maker.coordination(40)
    paper.items(
        table, items, cells=lambda item, n: [n, item.category, *official_cells(item, n)[1:]]
    )
    for row, item in list(zip(table.rows[1:], items, strict=True))[::3]:
        paragraph = row.cells[2].paragraphs[0]
        paragraph.text = item.name[:4]
        paragraph._p.append(tracked("del", "delText", "（原表述）"))
        paragraph._p.append(tracked("ins", "t", item.name[4:]))
    return paper.save(path)


def tracked(change, text, words):
    """A run inside a tracked change."""
    mark, run, content = OxmlElement(f"w:{change}"), OxmlElement("w:r"), OxmlElement(f"w:{text}")
    mark.set(qn("w:id"), "1")
    mark.set(qn("w:author"), "李四")
    content.text = words
    run.append(content)
    mark.append(run)
    return mark


@layout("docx")
def document_with_content_controls(path, maker):
    """Names and whole cells inside content controls, as forms made in Word have them; links and
    soft breaks.
    """
    paper = Paper()
    paper.document.add_heading(TITLES["reclaimed"], 1)
    table = paper.table(["序号", "类别", *RECLAIMED[1:]])
    items = maker.reclaimed(40)
    paper.items(
        table, items, cells=lambda item, n: [n, item.category, *official_cells(item, n)[1:]]
    )
    for number, row in enumerate(table.rows[1:]):
        if number % 2:
            controlled(row.cells[2].paragraphs[0]._p, row.cells[2].paragraphs[0].runs[0]._r)
        elif number % 4 == 0:
            controlled(row._tr, row._tr.tc_lst[3])
    return paper.save(path)


def controlled(parent, child):
    """Puts an element into a content control at its place."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    parent.replace(child, control)
    content.append(child)


@layout("docx")
def document_with_parts_without_heads(path, maker):
    """续表 as a paragraph, and the rest of the table below it without any head; page numbers as
    paragraphs.
    """
    paper = Paper()
    paper.document.add_heading("青山乡配合履职事项清单", 1)
    items = maker.coordination(40)
    for start in range(0, 40, 8):
        heads = ["序号", "类别", *COORDINATION[1:]]
        if start:
            paper.note(f"— {start // 8} —")
            paper.say("青山乡配合履职事项清单（续）")
        table = paper.table(() if start else heads, columns=6)
        paper.items(
            table,
            items[start : start + 8],
            start=start + 1,
            cells=lambda item, n: [n, item.category, *official_cells(item, n)[1:]],
        )
    return paper.save(path)
