"""Documents in arrangements drawn at random: categories anywhere, tables cut at any page, every
item read.
"""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from items.imports.formats.docx import read_workbook
from items.imports.formats.limits import tidied
from items.imports.services.importing import recognised
from tests.unaccounted import unaccounted

from . import wordml as w
from .material import TOWNSHIPS
from .model import Maker, by_category, numeral
from .official_letters import HEADS, TITLES, cells_of, letter, red_head
from .score import Score, compare

pytestmark = pytest.mark.one_database

PLACE = "城关镇"
CATEGORIES = ["row", "cells", "paragraph", "bare", "column"]
SECTIONS = ["{n}、{c}（{k}项）", "{n}、{c}", "（{n}）{c}（{k}项）", "{c}（共{k}项）"]
PAGES = [
    "",
    w.paragraph("续表"),
    w.paragraph("— 3 —"),
    "title",
]  # what stands between two parts of a cut table
NUMBERS = ["{n}", "{n}.", "{g}", "", "auto"]
ENDS = ["", "note", "total", "signature"]


@dataclass
class Shape:
    """How one list of a document is written."""

    category: str
    section: str
    size: int  # rows of a page; 0 is never cut
    page: str
    headed: bool  # whether the head stands again on each page
    over: bool  # whether the last row of a page runs over
    number: str
    separator: str
    inside: bool  # the title is the table's first row
    blank: bool  # a category merged down is not said again on the next page
    end: str


def shapes():
    return st.builds(
        Shape,
        category=st.sampled_from(CATEGORIES),
        section=st.sampled_from(SECTIONS),
        size=st.sampled_from([0, 3, 5]),
        page=st.sampled_from(PAGES),
        headed=st.booleans(),
        over=st.booleans(),
        number=st.sampled_from(NUMBERS),
        separator=st.sampled_from(["\n", "、", "；", " "]),
        inside=st.booleans(),
        blank=st.booleans(),
        end=st.sampled_from(ENDS),
    )


class Writer:
    """Writes the tables of one list, page by page."""

    def __init__(self, shape, items):
        self.shape, self.items, self.kind = shape, items, items[0].kind
        self.heads = [*["类别"] * (shape.category == "column"), *HEADS[self.kind]]
        self.width, self.title = len(self.heads), f"{PLACE}{TITLES[self.kind]}"
        self.rows, self.body, self.on_page, self.rest = [], "", 0, None

    def written(self):
        if self.shape.inside:
            self.rows.append(w.row(w.cell(self.title, span=self.width)))
        else:
            self.body += w.centred(self.title)
        if self.shape.category not in ("paragraph", "bare"):
            self.rows.append(w.row(*self.heads))
        number = 0
        for place, (category, group) in enumerate(by_category(self.items), 1):
            self.begin_category(place, category, len(group))
            for nth, item in enumerate(group, 1):
                number += 1
                self.write_item(item, number, nth)
        self.finish(number)
        return self.body

    def begin_category(self, place, category, count):
        said = self.shape.section.format(n=numeral(place), c=category, k=count)
        if self.shape.category == "row":
            self.rows.append(w.row(w.cell(said, span=self.width)))
        elif self.shape.category == "cells":
            self.rows.append(
                w.row(numeral(place), w.cell(f"{category}（{count}项）", span=self.width - 1))
            )
        elif self.shape.category != "column":
            self.close()
            self.body += w.paragraph(category if self.shape.category == "bare" else said)
            self.rows.append(w.row(*self.heads))
            self.on_page = 0

    def write_item(self, item, number, nth):
        cells = cells_of(item, self.shape.number.format(n=number, g=nth))
        if self.shape.number == "auto":
            cells[0] = w.cell(w.numbered(1))
        if item.parts:
            cells[2] = self.shape.separator.join(item.names)
        if self.shape.category == "column":
            cells.insert(0, self.category_cell(item, nth))
        self.on_page += 1
        if not self.is_cut(number):
            self.rows.append(w.row(*cells))
            return
        top, line, rest = cells[-1].rpartition("\n")
        over = self.shape.over and line
        self.rows.append(w.row(*cells[:-1], top if over else cells[-1]))
        self.turn_page([""] * (len(cells) - 1) + [rest] if over else None)

    def category_cell(self, item, nth):
        first = nth == 1 or not self.on_page
        said = nth == 1 or (first and not self.shape.blank)
        return w.cell(item.category if said else "", merge="restart" if first else "continue")

    def is_cut(self, number):
        cut = self.shape.size and self.on_page >= self.shape.size and number < len(self.items)
        return cut and self.shape.category not in ("paragraph", "bare")

    def turn_page(self, rest):
        self.close()
        title = w.centred(f"{self.title}（续）")
        self.body += title if self.shape.page == "title" else self.shape.page
        if self.shape.headed or self.shape.page == "title":
            self.rows.append(w.row(*self.heads))
        if rest:
            self.rows.append(w.row(*rest))
        self.on_page = 0

    def close(self):
        self.body += w.table(self.rows, self.width) if self.rows else ""
        self.rows = []

    def finish(self, count):
        if self.shape.end == "total":
            self.rows.append(w.row("合计", w.cell(f"{count}项", span=self.width - 1)))
        if self.shape.end == "note":
            self.rows.append(w.row(w.cell("注：以印发文件为准。", span=self.width)))
        self.close()
        if self.shape.end == "signature":
            self.body += w.paragraph("审核人：王某      填表日期：2026年3月1日")


def read_back(body):
    directory = Path(tempfile.mkdtemp())
    try:
        path = directory / "清单.docx"
        w.write(
            path, body, numbering=w.numbering([w.list_of(0, ("decimal", "%1"))], {1: (0, False)})
        )
        sheets = [tidied(sheet) for sheet in read_workbook(path)]
    finally:
        shutil.rmtree(directory)
    file = recognised(sheets, None, None)
    assert not unaccounted(sheets, file.recognition)
    return file


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.booleans(), st.tuples(shapes(), shapes(), shapes()))
def test_every_item_of_a_document_is_read_as_it_is_written(seed, lettered, drawn):
    kinds = Maker(seed).every_kind(9, 8, 8)
    body = ""
    if lettered:
        counts = {items[0].kind: len(items) for items in kinds}
        body = red_head(PLACE, "城发〔2026〕3号") + letter(PLACE, counts)
    for number, (shape, items) in enumerate(zip(drawn, kinds, strict=True), 1):
        body += w.paragraph(f"附件{number}") + Writer(shape, items).written()
    file, result = read_back(body), Score()
    compare(
        file.rows,
        [i for k in kinds for i in k],
        result,
        office=str,
        reached=lambda _: sorted(TOWNSHIPS.values()),
    )
    assert result.faults == []
    assert [error.sentence for error in file.errors] == []
