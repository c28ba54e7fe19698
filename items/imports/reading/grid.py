"""The plain grid a file is read into: sheets of cells with their places, shared by the reader's two
processes.
"""

import json
from dataclasses import dataclass, field

from items.printed.columns import column_letter


class FileRefused(Exception):
    """A file that is not read at all; carries the sentence for the person and a stable code."""

    def __init__(self, sentence, *, code):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


@dataclass(slots=True)
class Cell:
    row: int
    column: int
    value: str
    formula: str = ""  # the formula's own text; `value` is then what the file has stored for it
    day: str = ""  # 2026-01-05, where the cell shows this day in whatever way


@dataclass
class Sheet:
    name: str
    hidden: bool = False
    cells: list[Cell] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, first column, last row, last
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    margins: list[str] = field(
        default_factory=list
    )  # texts in no cell, where marks may stand: page heads, text boxes
    remarks: list[str] = field(default_factory=list)  # what was left out on purpose, as sentences
    notes: list[str] = field(
        default_factory=list
    )  # what was read otherwise than it is written, as sentences
    unseen: list[tuple[int, int]] = field(
        default_factory=list
    )  # cells with contents of which nothing was read
    struck: dict[tuple[int, int], str] = field(
        default_factory=dict
    )  # how texts that are struck out begin
    blocks: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # of a document's tables: first, last row, cells
    headings: dict[int, int] = field(
        default_factory=dict
    )  # {row: level, 0 the highest} of those by which a document itself heads its text
    row_places: dict[int, str] = field(
        default_factory=dict
    )  # where a person finds a row, when not by its number
    turned: dict[int, int] = field(
        default_factory=dict
    )  # of a list turned upright: the column of the file that became a row

    def in_file(self, row, column):
        """(row, column) at which a cell stands in the file."""
        if row in self.turned:
            return column, self.turned[row]
        return row, column


@dataclass
class ReadBook:
    """One file as it was read: its format by its content, and its sheets."""

    format: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    listing: dict | None = (
        None  # of a list exported as JSON: its title and entries, not yet laid out
    )


def column_number(letters):
    """The number of a column named by its letters: AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place_in(sheet, row, column):
    """A cell as a person finds it: B4, or in a document 第1个表格第3行第2列 and 第2段."""
    if row not in sheet.row_places:
        return f"{column_letter(column)}{row}"
    place = sheet.row_places[row]
    if place.endswith("段"):
        return place
    return f"{place}{column_words(place, column)}"


def column_words(place, column):
    """How a column is said behind a row's place; a row that is a column of the file has rows."""
    return f"第{column}行" if place.endswith("列") else f"第{column}列"


def sheet_lines(sheet):
    """One sheet as JSON lines: its head first, then one line per row of cells."""
    yield json.dumps(
        {
            "sheet": sheet.name,
            "hidden": sheet.hidden,
            "merged": sheet.merged,
            "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns),
            "margins": sheet.margins,
            "remarks": sheet.remarks,
            "notes": sheet.notes,
            "unseen": sheet.unseen,
            "struck": [[*place, text] for place, text in sheet.struck.items()],
            "blocks": sheet.blocks,
            "headings": [*sheet.headings.items()],
            "row_places": sheet.row_places,
        },
        ensure_ascii=False,
    )
    for start in range(0, len(sheet.cells), 500):
        block = [values_of(cell) for cell in sheet.cells[start : start + 500]]
        yield json.dumps({"cells": block}, ensure_ascii=False)


def values_of(cell):
    values = [cell.row, cell.column, cell.value, cell.formula]
    if cell.day:
        values.append(cell.day)
    return values


def book_from(lines):
    """The format and the sheets written by `sheet_lines`; a {"refused"} line is raised, a missing
    {"done"} line means a cut answer.
    """
    book = ReadBook()
    for line in lines:
        record = json.loads(line)
        if "refused" in record:
            raise FileRefused(record["refused"], code=record["code"])
        if "done" in record:
            return book
        if "listing" in record:
            book.listing = record["listing"]
        elif "cells" in record:
            book.sheets[-1].cells.extend(Cell(*values) for values in record["cells"])
        elif "format" in record:
            book.format = record["format"]
        else:
            book.sheets.append(_sheet(record))
    raise FileRefused(
        "文件没有读完，可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。", code="unreadable"
    )


def _sheet(record):
    return Sheet(
        name=record["sheet"],
        hidden=record["hidden"],
        merged=list(map(tuple, record["merged"])),
        hidden_rows=set(record["hidden_rows"]),
        hidden_columns=set(record["hidden_columns"]),
        margins=record["margins"],
        remarks=record["remarks"],
        notes=record["notes"],
        unseen=list(map(tuple, record["unseen"])),
        struck={(row, column): text for row, column, text in record["struck"]},
        blocks=list(map(tuple, record["blocks"])),
        headings=dict(record["headings"]),
        row_places={int(row): place for row, place in record["row_places"].items()},
    )
