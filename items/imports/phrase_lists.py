"""The phrases of a county as a workbook of two columns, 编码 and 说法: written, and read back."""

import io
import tempfile
from datetime import datetime, time
from pathlib import Path

from django.utils import timezone

from dutylist.history.texts import run_together
from dutylist.organizations.words import words_for
from dutylist.workflow.refusals import Invalid
from items.lookup.services.phrases import MOST_AT_ONCE, Line, add_lines
from items.models import DutyItem, Phrase
from items.printed.files import plain_name
from items.printed.spreadsheet import Book, Page
from items.printed.xlsx import BODY, HEAD

from .reading.grid import FileRefused
from .reading.reader import read_file

WIDTHS = (16, 44, 60)
HEADS = ("编码", "说法", "事项名称")
CODE_HEADS = frozenset(map(run_together, ("编码", "事项编码")))
TEXT_HEADS = frozenset(map(run_together, ("说法", "群众说法")))
NO_ROWS = "文件中没有说法。表格应有“编码”和“说法”两列，每行一条。"


def phrases_name(county):
    return f"{plain_name(f'{county.name}群众说法')}.xlsx"


def phrases_book(county):
    """The workbook as bytes: every phrase of the county's own, with the name of its item beside."""
    rows = Phrase.objects.filter(county=county).counted().order_by("item__code", "pk")
    out = io.BytesIO()
    creator = words_for(county)["office_full"]
    # The same list gives the same file all day.
    today = datetime.combine(timezone.localdate(), time())
    with (
        Book(out, title=phrases_name(county), creator=creator, created=today) as book,
        book.sheet("群众说法", Page(list(WIDTHS), frozen=1, head_row=1)) as sheet,
    ):
        sheet.row([(head, HEAD) for head in HEADS])
        for cells in rows.values_list("item__code", "text", "item__name"):
            sheet.row([(cell, BODY) for cell in cells])
    return out.getvalue()


def add_from_file(county, upload, *, by, reason):
    """Adds the phrases of an uploaded file, all or none: -> how many; those that the item has
    already are left out. Raises Invalid with a sentence for each row that is wrong.
    """
    rows = rows_of(upload)
    items = {item.code: item for item in DutyItem.objects.filter(county=county)}
    lines, faults = [], {}
    for place, code, text in rows:
        if code in items:
            lines.append(Line(place, items[code], text))
        else:
            faults[place] = f"{place}：没有编码为“{code[:20]}”的事项。"
    try:
        made = add_lines(
            county, lines, by=by, reason=reason, source="import", path="file", skip=True
        )
    except Invalid as invalid:
        faults |= {place: told(place, text) for place, text in invalid.errors.items()}
        raise Invalid(faults) from invalid
    return len(made)


def told(place, sentence):
    if place.startswith("第"):
        return f"{place}：{sentence}"
    return sentence


def rows_of(upload):
    """[(place, code, text)] of the rows below the head of an uploaded file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrases"
        path.write_bytes(upload.read())
        try:
            sheets = read_file(path)
        except FileRefused as refused:
            raise Invalid({"file": refused.sentence}) from refused
    rows = []
    for sheet in sheets:
        rows += rows_below_head(sheet)
    if not rows:
        raise Invalid({"file": NO_ROWS})
    if len(rows) > MOST_AT_ONCE:
        raise Invalid({"file": f"文件中有{len(rows)}条说法，一次最多登记{MOST_AT_ONCE}条。"})
    return rows


def rows_below_head(sheet):
    lines = {}
    for cell in sheet.cells:
        lines.setdefault(cell.row, {})[cell.column] = cell.value
    code_column = text_column = None
    rows = []
    for number in sorted(lines):
        line = lines[number]
        if text_column is None:
            code_column = column_called(line, CODE_HEADS)
            text_column = column_called(line, TEXT_HEADS)
        elif text := line.get(text_column, "").strip():
            rows.append((f"第{number}行", line.get(code_column, "").strip(), text))
    return rows


def column_called(line, heads):
    for column, value in line.items():
        if run_together(value) in heads:
            return column
    return None
