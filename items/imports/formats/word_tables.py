"""The rows of Word's tables put into a grid: spans, merged cells, tables within tables."""

import re

from .numbering import value_of
from .word_columns import Columns
from .word_styles import switch
from .word_text import numbered

LONGEST_NAME = 40
A_NAME = re.compile(r"^[\u4e00-\u9fff（）()、\s]{2,}[：:]?$")
OFFICES_HEAD = re.compile(
    r"^(?:[县市区旗]级|上级|对应|责任|牵头|主管|相关|有关)*(?:部门|单位)(?:名称)?$"
)
DUTIES_HEAD = re.compile(
    r"^(?:部门|单位|主要|工作|具体|履职|承担)*的?(?:职责|任务|责任|分工|内容)+(?:分工|任务|内容)?$"
)
NUMBER_HEAD = re.compile(r"^[序编]\s*号$")
WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")


class TableGrid:
    """One table of a document; each of its rows becomes a row of the grid, with its columns where
    Word has them.
    """

    def __init__(self, page, widths=()):
        self.page, self.number, self.rows = page, 0, 0
        self.columns = Columns(widths)
        self.open = {}  # {first column: the merged area that may go on downwards}

    def take(self, row):
        properties = row.find("trPr")
        if properties is not None and properties.find("del") is not None:
            self.page.words.leave_out("taken_out", row)
            return
        cells = self.columns.settle(self.joined(cells_of(row, properties)))
        self.rows += 1
        if is_layout([cell for _column, _span, cell in cells]):
            self.close()
            for _column, _span, cell in cells:
                self.take_inner(cell)
        else:
            self.number = self.number or self.page.count_table()
            place = self.page.open_row(
                f"第{self.number}个表格第{self.rows}行", hidden=switch(properties, "hidden")
            )
            self.page.widen_table(self.number, place, len(cells))
            self.take_cells(place, cells)

    def joined(self, cells):
        """The cells of a row, those joined in the manner of old programs (hMerge) as one."""
        found = []
        for first, span, cell in cells:
            if found and merge_of(cell, "hMerge") == "continue":
                start, width, kept = found[-1]
                found[-1] = start, width + span, kept
                self.page.words.leave_out("covered", cell)
            else:
                found.append((first, span, cell))
        return found

    def take_inner(self, cell):
        """What a frame's cell holds: its paragraphs, and its tables as tables of their own."""
        for block in blocks(cell, ("p", "tbl")):
            if block.tag == "p":
                self.page.take_paragraph(block)
                continue
            inner = TableGrid(self.page, widths_of(block))
            for row in blocks(block, ("tr",)):
                inner.take(row)
            inner.close()

    def take_cells(self, row, cells):
        going_on = {}
        for column, span, cell in cells:
            merge = merge_of(cell)
            area = None
            if merge == "continue":
                area = self.open.pop(column, None)
            if area and area[3] == column + span - 1:
                area[2] = row
                going_on[column] = area
                self.page.words.leave_out("covered", cell)
                continue
            text = cell_text(cell, self.page.words)
            self.page.put_cell(row, column, text, self.page.words.take_drawn())
            area = [row, column, row, column + span - 1]
            if merge:
                going_on[column] = area
            else:
                self.page.keep_merged(area)
        self.close()
        self.open = going_on
        self.page.after = f"第{self.number}个表格之后"

    def close(self):
        """Ends the merged areas that do not go on."""
        for area in self.open.values():
            self.page.keep_merged(area)
        self.open = {}


def blocks(node, wanted):
    """The paragraphs, tables, rows or cells right in a node, whatever they are wrapped in."""
    for child in node:
        if child.tag in wanted:
            yield child
        elif child.tag in WRAPPERS:
            yield from blocks(child, wanted)


def cells_of(row, properties):
    """(first column, number of columns, cell) of each cell of a row."""
    column = 1 + (0 if properties is None else count_in(properties, "gridBefore"))
    for cell in blocks(row, ("tc",)):
        own = cell.find("tcPr")
        if own is None:
            span = 1
        else:
            span = max(count_in(own, "gridSpan"), 1)
        yield column, span, cell
        column += span


def count_in(properties, name):
    return int(value_of(properties, name, 0))


def widths_of(table):
    """The widths of a table's grid, in twentieths of a point."""
    return [width_of(column.get("w")) for column in table.iterfind("tblGrid/gridCol")]


def width_of(text):
    if text and text.isdigit():
        return int(text)
    return 0


def merge_of(cell, name="vMerge"):
    """restart, continue, or nothing."""
    node = cell.find(f"tcPr/{name}")
    if node is None:
        return ""
    return node.get("val", "continue")


def is_layout(cells):
    """Whether a row arranges other tables on the page: one cell around them, or cells with nothing
    else in them.
    """
    tables = []
    for cell in cells:
        tables += blocks(cell, ("tbl",))
    return bool(tables) and (
        len(cells) == 1 or not has_text(cells) or any(map(has_numbered_head, tables))
    )


def has_numbered_head(table):
    """Whether a table within a cell is a list of its own: its first row begins with 序号."""
    first = next(blocks(table, ("tr",)), None)
    if first is None:
        cell = None
    else:
        cell = next(blocks(first, ("tc",)), None)
    return cell is not None and bool(
        NUMBER_HEAD.match("".join(leaf.text or "" for leaf in cell.iter("t")).strip())
    )


def has_text(cells):
    for cell in cells:
        for paragraph in blocks(cell, ("p",)):
            if any(leaf.text for leaf in paragraph.iter("t")):
                return True
    return False


def cell_text(cell, words):
    """A cell's paragraphs line by line, blank ones between them too; an empty one of a list only as
    a lone number.
    """
    lines = list(lines_of(cell, words))
    words.leave_out_boxes()
    if any(text.strip() for _number, text in lines):
        return "\n".join(
            numbered(number, text) for number, text in lines if text.strip() or not number
        ).strip()
    for number, _text in lines:
        if number:
            return number
    return ""


def lines_of(cell, words):
    """(number, text) of each paragraph; a row of an inner table is one line, or a heading and what
    stands under it.
    """
    for block in blocks(cell, ("p", "tbl")):
        if block.tag == "p":
            yield words.paragraph(block)
        else:
            for at, row in enumerate(blocks(block, ("tr",))):
                texts = []
                for inner in blocks(row, ("tc",)):
                    if text := cell_text(inner, words):
                        texts.append(text)
                if at or not is_inner_head(texts):
                    yield "", headed(texts) or " ".join(texts)


def is_inner_head(texts):
    """Whether the first row of a table within a cell only says that departments and their duties
    follow.
    """
    return len(texts) == 2 and bool(OFFICES_HEAD.match(texts[0]) and DUTIES_HEAD.match(texts[1]))


def headed(texts):
    """A row of two cells whose first one is a name over the second (县水利局 and
    its duties), or its number.
    """
    if len(texts) == 2 and texts[0].isdigit():
        return f"{texts[0]}.{texts[1]}"
    if len(texts) != 2 or len(texts[0]) > LONGEST_NAME or not A_NAME.match(texts[0]):
        return ""
    return f"{texts[0].rstrip('：:')}：\n{texts[1]}"
