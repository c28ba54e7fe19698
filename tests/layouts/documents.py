"""Layouts of Word documents: paragraphs and tables in turn, nested and merged tables, cut rows,
numbering by Word.
"""

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .catalogue import layout
from .model import Named, Truth, by_category, numeral
from .sheets import BASIC, COORDINATION, RECLAIMED, TITLES, official_cells

HEADS = {"basic": BASIC, "coordination": COORDINATION, "reclaimed": RECLAIMED}


class Paper:
    """A document under construction with its truth."""

    def __init__(self):
        self.document = Document()
        self.truth = Truth([])

    def say(self, text, style=None):
        return self.document.add_paragraph(text, style)

    def note(self, text):
        """A paragraph that is no item and must be named."""
        self.truth.named.append(Named(says=text))
        return self.say(text)

    def table(self, heads=(), *, columns=0, within=None):
        table = (within or self.document).add_table(0, columns or len(heads))
        if within is None:
            table.style = "Table Grid"
        if heads:
            self.head(table, heads)
        return table

    def head(self, table, heads):
        self.truth.heads += heads
        return fill(table.add_row(), heads)

    def items(self, table, items, *, start=1, cells=official_cells):
        for number, item in enumerate(items, start):
            self.truth.items.append(item)
            fill(table.add_row(), cells(item, number))

    def save(self, path):
        self.document.save(path)
        return self.truth


def fill(row, values):
    """Writes a row's cells; line breaks become paragraphs, as typed."""
    for cell, value in zip(row.cells, values, strict=False):
        lines = "" if value is None else str(value)
        first, *others = lines.split("\n")
        cell.paragraphs[0].text = first
        for line in others:
            cell.add_paragraph(line)
    return row


def section(table, text):
    """A row merged into one cell that holds a section's name."""
    row = table.add_row()
    merged = row.cells[0].merge(row.cells[-1])
    merged.text = text
    return row


@layout("docx")
def document_with_section_rows(path, maker):
    """The published form: a heading and a table for each kind, sections inside, a signature at the
    end.
    """
    paper = Paper()
    paper.say("附件")
    for items in maker.every_kind():
        kind = items[0].kind
        paper.document.add_heading(TITLES[kind], 1)
        table = paper.table(HEADS[kind])
        number = 1
        for place, (category, group) in enumerate(by_category(items), 1):
            section(table, f"{numeral(place)}、{category}（{len(group)}项）")
            paper.items(table, group, start=number)
            number += len(group)
        paper.document.add_page_break()
    return paper.save(path)


@layout("docx")
def document_with_category_paragraphs(path, maker):
    """一、… as a paragraph before each category's own table with its own head."""
    paper = Paper()
    for items in maker.every_kind():
        kind = items[0].kind
        paper.say(TITLES[kind], "Title")
        number = 1
        for place, (category, group) in enumerate(by_category(items), 1):
            paper.say(f"{numeral(place)}、{category}（{len(group)}项）")
            paper.items(paper.table(HEADS[kind]), group, start=number)
            number += len(group)
            paper.say("")
    return paper.save(path)


@layout("docx")
def document_with_one_head_for_many_tables(path, maker):
    """Only the first table of a kind has a head; category paragraphs cut the rest into tables
    without one.
    """
    paper = Paper()
    for items in (maker.basic(20), maker.coordination(20)):
        kind = items[0].kind
        paper.document.add_heading(TITLES[kind], 1)
        number = 1
        for place, (category, group) in enumerate(by_category(items), 1):
            paper.document.add_heading(f"（{numeral(place)}）{category}", 2)
            table = paper.table(HEADS[kind] if place == 1 else (), columns=len(HEADS[kind]))
            paper.items(table, group, start=number)
            number += len(group)
    return paper.save(path)


@layout("docx")
def document_with_nested_tables(path, maker):
    """The lists stand inside the one cell of a frame; duties in small tables of their own inside a
    cell.
    """
    paper = Paper()
    frame = paper.document.add_table(2, 1)
    frame.style = "Table Grid"
    basic, coordination = maker.basic(20), maker.coordination(20)
    for cell, items in zip(
        (frame.cell(0, 0), frame.cell(1, 0)), (basic, coordination), strict=True
    ):
        kind = items[0].kind
        cell.paragraphs[0].text = TITLES[kind]
        table = paper.table(["类别", *HEADS[kind]], within=NestedIn(cell))
        paper.items(table, items, cells=lambda item, n: [item.category, *official_cells(item, n)])
    return paper.save(path)


class NestedIn:
    """A cell that takes tables the way a document does."""

    def __init__(self, cell):
        self.cell = cell

    def add_table(self, rows, columns):
        return self.cell.add_table(rows, columns)


@layout("docx")
def document_with_duties_in_inner_tables(path, maker):
    """The cell of the departments' duties holds a small table: department, duty."""
    paper = Paper()
    paper.document.add_heading(TITLES["coordination"], 1)
    table = paper.table(COORDINATION)
    for place, (category, group) in enumerate(
        by_category(maker.coordination(40, departments=2)), 1
    ):
        section(table, f"{numeral(place)}、{category}（{len(group)}项）")
        for item in group:
            paper.truth.items.append(item)
            number, name, departments, _duties, own = official_cells(item, len(paper.truth.items))
            row = fill(table.add_row(), [number, name, departments, None, own])
            inner = row.cells[3].add_table(0, 2)
            for part in item.parts:
                fill(inner.add_row(), [f"{part.department}：", part.duty])
    return paper.save(path)


@layout("docx")
def document_with_merged_names_and_cut_rows(path, maker):
    """Departments a row each under a merged name; heads marked as repeating; a row cut with its
    rest below.
    """
    paper = Paper()
    paper.document.add_heading("湾头镇配合履职事项清单", 1)
    heads = ["类别", *COORDINATION]
    table = paper.table(heads)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    number = 0
    for category, group in by_category(maker.coordination(40)):
        tops = []
        for item in group:
            number += 1
            paper.truth.items.append(item)
            rows = []
            for nth, part in enumerate(item.parts):
                first = nth == 0
                top = [
                    category if not tops and first else "",
                    number if first else "",
                    item.name if first else "",
                ]
                rows.append(
                    fill(
                        table.add_row(),
                        [*top, part.department, part.duty, item.township_duty * first],
                    )
                )
            tops += rows
            for column in (1, 2, 5):
                merge_down(rows, column)
        merge_down(tops, 0)
    return paper.save(path)


def merge_down(rows, column):
    """Marks one column's cells of these rows as one cell, as Word does."""
    for place, row in enumerate(rows):
        properties = row._tr.tc_lst[column].get_or_add_tcPr()
        merge = OxmlElement("w:vMerge")
        if place == 0:
            merge.set(qn("w:val"), "restart")
        if len(rows) > 1:
            properties.append(merge)
