"""How much one file may hold, whatever its format, and what of a sheet is worth handing on."""

from items.imports.reading.grid import FileRefused
from items.printed.columns import column_letter

from .cell_pictures import name_cell_pictures
from .covered import without_covered
from .odd_signs import read_odd_signs

MAX_SHEETS = 300
MAX_ROWS = 50_000
# Of visible sheets, over all files of one import: 52 townships of 340 items, heads and categories.
MAX_FILLED_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 400_000
MAX_CHARACTERS = 20_000_000
MAX_TEXT = 32_767
MAX_MERGED = 200_000
TOO_MUCH = "文件的内容太多，请拆分后分别上传。"


class Limits:
    """What is left of the cells and characters one file may have."""

    def __init__(self):
        self.sheets, self.cells, self.characters = MAX_SHEETS, MAX_CELLS, MAX_CHARACTERS

    def open_sheet(self):
        self.sheets -= 1
        if self.sheets < 0:
            raise FileRefused(
                f"文件的工作表超过 {MAX_SHEETS} 个，请拆分后分别上传。", code="too_many_sheets"
            )

    def reach(self, sheet, row, column):
        """Looks how far out something stands; `sheet` is its sheet's name."""
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise FileRefused(
                f"工作表“{sheet}”在第 {row} 行 {column_letter(column)} 列有内容，超出可读的范围"
                f"（{MAX_ROWS} 行、{MAX_COLUMNS} 列）。请删除清单以外的内容后再上传。",
                code="too_far",
            )

    def spend(self, sheet, row, column, length):
        """Counts one cell."""
        self.reach(sheet, row, column)
        if length > MAX_TEXT:
            raise FileRefused(
                f"工作表“{sheet}”第 {row} 行 {column_letter(column)} 列的文字超过 {MAX_TEXT} 字，"
                "不像是清单的内容。请检查后再上传。",
                code="too_long_text",
            )
        self.cells -= 1
        if self.cells < 0:
            raise FileRefused(TOO_MUCH, code="too_many_cells")
        self.read(length)

    def read(self, length):
        """Counts characters that stand in no cell: page heads, text boxes, shared strings."""
        self.characters -= length
        if self.characters < 0:
            raise FileRefused(TOO_MUCH, code="too_many_cells")


class RowCount:
    """Counts the rows that hold something: hidden sheets are not read any further."""

    def __init__(self, whose="文件"):
        self.whose, self.rows = whose, 0

    def add(self, sheet):
        """Raises FileRefused when there are more of them than any list has."""
        if not sheet.hidden:
            self.rows += len({cell.row for cell in sheet.cells})
        if self.rows > MAX_FILLED_ROWS:
            sentence = f"{self.whose}有内容的行超过 {MAX_FILLED_ROWS} 行，请按事项类型或乡镇拆分后分次上传。"
            raise FileRefused(sentence, code="too_many_rows")


def tidied(sheet):
    """The sheet with merged areas and hidden rows cut to where cells stand: a file may name
    millions beyond.
    """
    name_cell_pictures(sheet)
    read_odd_signs(sheet)
    bottom = max((cell.row for cell in sheet.cells), default=0)
    right = max((cell.column for cell in sheet.cells), default=0)
    sheet.merged = list(merged_within(sheet, bottom, right))
    if sum(map(size_of, sheet.merged)) > MAX_MERGED:
        raise FileRefused(
            f"工作表“{sheet.name}”的合并单元格太多，请取消合并后再上传。", code="too_many_merged"
        )
    without_covered(sheet)
    sheet.hidden_rows = {row for row in sheet.hidden_rows if row <= bottom}
    sheet.hidden_columns = {column for column in sheet.hidden_columns if column <= right}
    return sheet


def merged_within(sheet, bottom, right):
    for area in sheet.merged:
        area = clipped(area, bottom, right)
        if area:
            yield area


def size_of(area):
    """How many cells a merged area joins."""
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def clipped(area, bottom, right):
    """A merged area within the used part of the sheet; None when it joins nothing there."""
    first_row, first_column, last_row, last_column = area
    last_row, last_column = min(last_row, bottom), min(last_column, right)
    if (
        last_row < first_row
        or last_column < first_column
        or (first_row, first_column) == (last_row, last_column)
    ):
        return None
    return first_row, first_column, last_row, last_column
