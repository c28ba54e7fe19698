"""What is wrong with a file: one issue per cell, with the place, the value, a sentence and what is allowed."""

from dataclasses import asdict, dataclass

from .grid import column_letter

SHOWN_VALUE = 120


@dataclass(frozen=True)
class Issue:
    sheet: str
    row: int | None
    column: str
    value: str
    code: str
    message: str
    suggestion: str = ""

    @property
    def place(self):
        """Where it is, in words: 工作表“配合履职事项”第12行C列."""
        where = f"工作表“{self.sheet}”" if self.sheet else ""
        return where + (f"第{self.row}行" if self.row else "") + (f"{self.column}列" if self.column else "")

    @property
    def sentence(self):
        hint = self.suggestion if self.code != "unknown_department" else f"是否为“{self.suggestion}”？"
        return f"{self.place}：{self.message}{hint if self.suggestion else ''}"

    def as_json(self):
        return asdict(self)


def issue_at(row, field, code, message, suggestion="", value=None):
    """An issue of one field of a row; a field without a cell of its own is placed where it should stand."""
    column = row.columns.get(field, 0)
    value = row.texts.get(field, "") if value is None else value
    return Issue(row.sheet, row.row, column_letter(column) if column else "", shown(value), code, message, suggestion)


def shown(value):
    """A value as it is repeated in a message, long ones cut."""
    return value if len(value) <= SHOWN_VALUE else f"{value[:SHOWN_VALUE]}……（共{len(value)}字）"
