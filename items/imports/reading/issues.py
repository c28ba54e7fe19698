"""What is wrong with a file: one issue per cell, with the place, the value, a sentence and what is
allowed.
"""

import re
from dataclasses import asdict, dataclass, replace

from items.printed.columns import column_letter

from .formulas import in_words
from .grid import column_number, column_words

SHOWN_VALUE = 120
CUT = "……（共"
ROW_NAMED = re.compile(r"第(\d+)行")
NAMING_ROWS = (
    *("duplicate_row", "same_name", "list_twice", "doubtful_row", "same_item_code"),
    "unfinished_name",
    *("joined_rows", "hidden_rows", "gathered_rows"),
)

# of one column each: they end when a person says in step 2 what it is
OF_ONE_COLUMN = (
    *("departments_unread", "kind_unread", "category_unread", "ticks_unread"),
    "unsure_scope",
)
SETTLED_IN_STEP_2 = (*OF_ONE_COLUMN, "missing_column", "columns_unsure")


@dataclass(frozen=True)
class Issue:
    sheet: str
    row: int | None
    column: str
    value: str
    code: str
    message: str
    suggestion: str = ""
    beside: int = 0  # another row that it speaks of, whose item is as little sure
    where: str = (
        ""  # the row in a person's words when it has no number to be found by: 第2个表格第5行
    )

    @property
    def place(self):
        """Where it is, in words: 工作表“配合履职事项”第12行C列."""
        if self.where:
            if self.column:
                return self.where + column_words(self.where, column_number(self.column))
            return self.where
        where = f"工作表“{self.sheet}”" if self.sheet else ""
        if self.row:
            where += f"第{self.row}行"
        if self.column:
            where += f"{self.column}列"
        return where

    @property
    def rows(self):
        """(sheet, row) of every row of which it makes the item an error."""
        return {(self.sheet, row) for row in (self.row, self.beside) if row}

    @property
    def said(self):
        """What is wrong and what to do, without the place."""
        if self.code != "unknown_department":
            hint = self.suggestion
        else:
            hint = f"是否为“{self.suggestion}”？"
        return f"{self.message}{hint if self.suggestion else ''}"

    @property
    def sentence(self):
        if self.place:
            return f"{self.place}：{self.said}"
        return self.said

    def as_json(self):
        said = asdict(self)
        where, _beside = said.pop("where"), said.pop("beside")
        if where:
            return {**said, "where": self.place}
        return said

    def placed(self, places):
        """The issue with its row named as people find it; `places` are {(sheet, row): words} of
        such files.
        """
        message = self.message
        if self.code in NAMING_ROWS:
            message = ROW_NAMED.sub(
                lambda found: places.get((self.sheet, int(found[1])), found[0]), message
            )
        return replace(self, message=message, where=places.get((self.sheet, self.row), ""))


def issue_at(row, field, code, message, suggestion="", value=None, beside=0):
    """An issue of one field of a row; a field without a cell of its own is placed where it should
    stand.
    """
    column = row.columns.get(field, 0)
    if value is None:
        value = row.texts.get(field, "")
    else:
        value = value
    letter = column_letter(column) if column else ""
    return Issue(row.sheet, row.row, letter, shown(value), code, message, suggestion, beside)


def shown(value):
    """A value as it is repeated in a message, long ones cut."""
    value = in_words(value)
    if len(value) <= SHOWN_VALUE:
        return value
    return f"{value[:SHOWN_VALUE]}{CUT}{len(value)}字）"
