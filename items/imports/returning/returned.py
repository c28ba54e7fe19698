"""The office's own workbook given back: every faulty cell coloured and commented, a column
错误说明, a sheet of issues.

What the marks say and where they go is planned here from the plain grid; the upload itself is
opened and written by a process of its own (`return_process`). A file of another format comes back
as a new workbook of the same rows.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from bisect import bisect_left, bisect_right
from collections import defaultdict
from pathlib import Path

from items.imports.reading.grid import column_number
from items.imports.reading.places import reader_place
from items.imports.reading.reader import HOME, read_book
from items.imports.recognition.upright import upright
from items.printed.columns import column_letter
from items.printed.own_marks import ISSUES_SHEET, MARK_HEAD

from .returned_grid import write_grid

WALL_SECONDS = 20
NOTE_WIDTH = 48
LONGEST_NOTE = 4_000
LEVELS = {"error": "错误", "warning": "提示"}
NEAR = "unknown_department"
ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def returned_workbook(path, name, issues, *, tables=()):
    """(file name, bytes) of the workbook given back.

    `issues` is a list of (level, issue), level error or warning, issue the dict of an `Issue`;
    `tables` are the tables that were read (`items.imports.recognition.tables`), each with its sheet
    and the row of its head.
    """
    book = read_book(path)
    sheets = [upright(sheet) for sheet in book.sheets]
    issues = [(level, plain(issue)) for level, issue in issues if issue["sheet"] != ISSUES_SHEET]
    own_names = {sheet.name: sheet.name for sheet in sheets}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "returned.xlsx")
        done = False
        if book.format == "xlsx":
            done = marked(path, target, plan_of(sheets, tables, issues, own_names))
        if not done:
            grid = Path(folder, "grid.xlsx")
            names = write_grid(grid, book.sheets)
            if not marked(grid, target, plan_of(sheets, tables, issues, names)):
                raise RuntimeError("the workbook could not be marked")
        return f"{Path(name).stem}（{MARK_HEAD}）.xlsx", target.read_bytes()


def plain(issue):
    """The issue without signs that a workbook cannot hold; the sheet keeps its name."""
    cleaned = dict(issue)
    for key, text in issue.items():
        if isinstance(text, str):
            cleaned[key] = ILLEGAL.sub("", text)
    return cleaned


def marked(source, target, plan):
    """Has the marks of a plan written into a copy of a workbook: -> whether that went well."""
    command = [
        sys.executable,
        "-m",
        "items.imports.returning.return_process",
        str(Path(source).resolve()),
        str(target),
    ]
    try:
        with reader_place() as place:
            # our own interpreter and module; the paths are arguments
            done = subprocess.run(  # noqa: S603
                command,
                cwd=HOME,
                env={"PATH": os.defpath, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
                input=json.dumps(plan, ensure_ascii=False).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(place,),
                timeout=WALL_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def plan_of(sheets, tables, issues, names):
    """What the process is to do, as JSON: the cells, comments and widths of each sheet, and the
    sheet of issues. `names` says what each sheet is called in the workbook.
    """
    plans = {}
    for sheet in sheets:
        own = []
        for level, issue in issues:
            if issue["sheet"] == sheet.name and issue["row"]:
                own.append((level, issue))
        plan = SheetPlan(sheet, [table for table in tables if table.sheet == sheet.name], own)
        if sheet.name != ISSUES_SHEET and (own or plan.earlier):
            plans[names[sheet.name]] = plan.as_json()
    return {"sheets": plans, "issues": issue_list(issues, names, sheets)}


class SheetPlan:
    """The marks of one sheet."""

    def __init__(self, sheet, tables, issues):
        self.sheet = sheet
        self.cells = {(cell.row, cell.column): cell.value or cell.formula for cell in sheet.cells}
        self.anchors = anchors_of(sheet)
        self.used = used_columns(self.cells, self.anchors, sheet.unseen)
        self.heads = sorted({table.head_row for table in tables})
        self.last = max((cell.row for cell in sheet.cells), default=1)
        self.issues = issues
        self.columns = {head: self.note_column(head) for head in self.heads}
        self.earlier = [place for place, text in self.cells.items() if text.strip() == MARK_HEAD]

    def end_of(self, head):
        """The last row under a head: up to the next one."""
        after = bisect_right(self.heads, head)
        if after < len(self.heads):
            return self.heads[after] - 1
        return self.last

    def head_of(self, row):
        """The head a row stands under; None above the first."""
        before = bisect_left(self.heads, row)
        if before:
            return self.heads[before - 1]
        return None

    def note_column(self, head):
        """The column of the explanations: the one of an earlier time, else the first free one right
        of the head.
        """
        here = self.used.get(head, set())
        for column in sorted(here):
            if self.cells.get((head, column), "").strip() == MARK_HEAD:
                return column
        taken = set()
        for row in range(head, self.end_of(head) + 1):
            taken |= self.used.get(row, set())
        column = max(here, default=0) + 1
        while column in taken:
            column += 1
        return column

    def as_json(self):
        """The marks where they stand in the file, whose items may stand side by side."""
        return {
            "cells": self.in_file([*self.marks(), *self.notes()]),
            "comments": self.in_file(self.comments()),
            "widths": [] if self.sheet.turned else self.widths(),
        }

    def in_file(self, marks):
        return [[*self.sheet.in_file(row, column), *mark] for row, column, *mark in marks]

    def places(self):
        """{cell: [(level, issue)]}; a place inside a merged cell is that cell's."""
        places = defaultdict(list)
        for level, issue in self.issues:
            if issue["column"]:
                place = (issue["row"], column_number(issue["column"]))
                places[self.anchors.get(place, place)].append((level, issue))
        return places

    def marks(self):
        return [[*place, worst(issues), None] for place, issues in self.places().items()]

    def comments(self):
        return [[*place, comment(issues)] for place, issues in self.places().items()]

    def notes(self):
        """The cells of the column 错误说明: its heads, a text beside each row; those of
        an earlier time cleared.
        """
        rows = defaultdict(list)
        for level, issue in self.issues:
            if head := self.head_of(issue["row"]):
                rows[issue["row"], self.columns[head]].append((level, issue))
        cells = {}
        for place, issues in rows.items():
            cells[place] = [*place, f"note-{worst(issues)}", note(issues)]
        for head, column in self.columns.items():
            cells[head, column] = [head, column, "head", MARK_HEAD]
            for row in range(head + 1, self.end_of(head) + 1):
                if self.cells.get((row, column), "") and (row, column) not in cells:
                    cells[row, column] = [row, column, "plain", ""]
        return list(cells.values())

    def widths(self):
        earlier = {column for _row, column in self.earlier}
        return [[column, NOTE_WIDTH] for column in sorted(set(self.columns.values()) - earlier)]


def used_columns(cells, anchors, unseen):
    """{row: its columns with something in them, seen or not, merged cells with their whole
    width}
    """
    used = defaultdict(set)
    for row, column in (*anchors, *unseen):
        used[row].add(column)
    for (row, column), text in cells.items():
        if text.strip():
            used[row].add(column)
    return used


def anchors_of(sheet):
    """{place: the first cell} of every merged cell."""
    anchors = {}
    for top, left, bottom, right in sheet.merged:
        if (bottom - top + 1) * (right - left + 1) > 20_000:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                anchors[row, column] = (top, left)
    return anchors


def letters_in_file(sheet, row, column):
    """(row, letters of its column) at which a cell, or a whole column of a list turned upright,
    stands in the file.
    """
    if not column:
        return None, column_letter(sheet.turned[row]) if row in sheet.turned else ""
    in_file, number = sheet.in_file(row, column_number(column))
    return in_file, column_letter(number)


def worst(issues):
    if "error" in {level for level, _issue in issues}:
        return "error"
    return "warning"


def comment(issues):
    """What is wrong with a cell, what is allowed, the nearest match; one line for each."""
    lines = []
    for level, issue in issues:
        message, allowed, near = worded(issue)
        lines.append(f"{LEVELS[level]}：{message}")
        if allowed:
            lines.append(allowed)
        if near:
            lines.append(f"相近的名称：{near}")
    return "\n".join(lines)


def note(issues):
    """All that is said of one row, each with its column."""
    texts = []
    for level, issue in issues:
        message, allowed, near = worded(issue)
        text = message
        if issue["column"]:
            text = f"{issue['column']}列：{text}"
        if level == "warning":
            text = f"【提示】{text}"
        if near:
            text += f"是否为“{near}”？"
        else:
            text += allowed
        texts.append(text)
    return "\n".join(texts)[:LONGEST_NOTE]


def worded(issue):
    """(what is wrong, what is allowed, the nearest name) of an issue."""
    if issue["code"] == NEAR:
        return issue["message"], "应为部门名录中的名称。", issue["suggestion"]
    return issue["message"], issue["suggestion"], ""


def issue_list(issues, names, sheets):
    turned = {sheet.name: sheet for sheet in sheets if sheet.turned}
    errors = sum(level == "error" for level, _issue in issues)
    sentence = (
        f"共{errors}处错误、{len(issues) - errors}处提示。请按说明改正后，将本文件直接重新上传；"
        f"“{MARK_HEAD}”列和本工作表不必删除，上传时不读入。"
    )
    return {
        "sentence": sentence,
        "rows": [issue_row(level, issue, names, turned) for level, issue in issues],
    }


def issue_row(level, issue, names, turned):
    sheet, row, column = names.get(issue["sheet"], issue["sheet"]), issue["row"], issue["column"]
    if row and issue["sheet"] in turned:
        row, column = letters_in_file(turned[issue["sheet"]], row, column)
    quoted = sheet.replace("'", "''")
    target = ""
    if issue["sheet"] in names:
        target = f"'{quoted}'!{column or 'A'}{row or 1}"
    place = [sheet, str(row or ""), column or ""]
    return level, [LEVELS[level], *place, issue["value"], *worded(issue)], target
