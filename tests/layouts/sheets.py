"""A page to write layouts on: a worksheet with a cursor that remembers heads and what must be
named.
"""

from openpyxl import Workbook
from openpyxl.styles import Alignment

from .model import Named, Truth, by_category, numeral

BASIC = ["序号", "事项名称"]
COORDINATION = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]
RECLAIMED = ["序号", "事项名称", "承接部门", "工作方式"]
TITLES = {
    "basic": "示例县乡镇（街道）基本履职事项清单",
    "coordination": "示例县乡镇（街道）配合履职事项清单",
    "reclaimed": "示例县上级部门收回事项清单",
}
OFFICIAL = {"basic": BASIC, "coordination": COORDINATION, "reclaimed": RECLAIMED}


class Book:
    """A workbook under construction with the truth that grows beside it."""

    def __init__(self):
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.truth = Truth([])

    def page(self, title, *, left=1, state="visible"):
        sheet = self.book.create_sheet(title)
        sheet.sheet_state = state
        return Page(self, sheet, left)

    def save(self, path):
        self.book.save(path)
        return self.truth


class Page:
    """One sheet, written downwards from `left`; `row` is the next row to write."""

    def __init__(self, book, sheet, left=1):
        self.book, self.truth, self.sheet, self.left, self.row = book, book.truth, sheet, left, 1

    def beside(self, left, row=1):
        """Another cursor on the same sheet."""
        other = Page(self.book, self.sheet, left)
        other.row = row
        return other

    def line(self, *values):
        """Writes one row and gives back its number; None leaves a cell empty."""
        for offset, value in enumerate(values):
            if value is not None:
                cell = self.sheet.cell(self.row, self.left + offset, value)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
        self.row += 1
        return self.row - 1

    def wide(self, text, width):
        """One text merged over `width` columns."""
        row = self.line(text)
        self.merge(row, 0, row, width - 1)
        return row

    def merge(self, top, left, bottom, right):
        """Merges an area; columns count from the page's own left."""
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top,
                end_row=bottom,
                start_column=self.left + left,
                end_column=self.left + right,
            )

    def blank(self, count=1):
        self.row += count

    def head(self, *words):
        self.truth.heads += [word for word in words if word]
        return self.line(*words)

    def note(self, text, *, width=1):
        """A text that is no item and must be named."""
        row = self.wide(text, width)
        self.truth.named.append(Named(self.sheet.title, row))
        return row

    def item(self, item, *values):
        self.truth.items.append(item)
        return self.line(*values)


def official_cells(item, number):
    """One item's row under the official heads."""
    if item.kind == "basic":
        return [number, item.name]
    if item.kind == "coordination":
        return [number, item.name, "、".join(item.names), item.duties, item.township_duty]
    return [number, item.name, "、".join(item.names), item.method]


def official_table(
    page, items, *, title=True, start=1, section="{numeral}、{category}（{count}项）"
):
    """A table as it is published: title, head, section rows, running numbers."""
    kind = items[0].kind
    width = len(OFFICIAL[kind])
    if title:
        page.wide(title if isinstance(title, str) else TITLES[kind], width)
    page.head(*OFFICIAL[kind])
    number = start
    for place, (category, group) in enumerate(by_category(items), 1):
        page.wide(
            section.format(numeral=numeral(place), category=category, count=len(group)), width
        )
        for item in group:
            page.item(item, *official_cells(item, number))
            number += 1
    return number


def flat_rows(page, items, cells, *, start=1):
    """Rows without sections; `cells(item, number)` makes each."""
    for number, item in enumerate(items, start):
        page.item(item, *cells(item, number))
