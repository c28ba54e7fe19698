"""A list of prohibited entries in a file, read into rows: JSON lines or a JSON list, a workbook, or
delimited text with a head.
"""

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from dutylist.history.texts import clean_text, run_together
from dutylist.workflow.refusals import Invalid
from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_file

MOST_BYTES = 5 * 2**20
MOST_ROWS = 2_000
BETWEEN_PHRASES = re.compile(r"[\n；;|]+")
# What a column, or a member of an object, may be called.
HEADS = {
    "given": ("id", "编号", "序号"),
    "name": ("name", "名称", "禁入事项", "事项名称", "禁入事项名称"),
    "description": ("description", "说明", "描述", "内容", "具体内容"),
    "phrases": ("phrases", "典型表述", "表述", "常见表述", "用语", "关键词"),
    "ground": ("ground", "依据", "文件依据", "设定依据"),
    "since": ("since", "起始日期", "施行日期", "自"),
    "until": ("until", "截止日期", "终止日期", "至"),
}
FIELD_OF = {run_together(head): name for name, heads in HEADS.items() for head in heads}
DAYS = ("since", "until")
NO_ROWS = "文件中没有禁入事项。表格的第一行应为表头，至少有“名称”一列。"


@dataclass
class EntryInFile:
    """One entry as the file has it; `place` is where a person finds it, `given` its own number."""

    place: str
    given: object
    fields: dict


@dataclass
class Listing:
    """What a file holds: `faults` is {place: sentence} of what cannot be taken."""

    rows: list = field(default_factory=list)
    unknown_columns: list = field(default_factory=list)
    faults: dict = field(default_factory=dict)


def read_listing(path):
    """The entries in a file. Raises Invalid with a sentence for one that cannot be read."""
    try:
        content = Path(path).read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise Invalid({"file": f"不能读取{path}：{error.strerror}。"}) from error
    if len(content) > MOST_BYTES:
        raise Invalid({"file": "文件超过5MB，不予读取。"})
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        listing = listing_of(objects_in(content))
    else:
        listing = listing_of(table_in(path))
    if not listing.rows and not listing.faults:
        raise Invalid({"file": NO_ROWS})
    return listing


def objects_in(content):
    """[(place, {head: value})] of JSON lines, of a list, or of an object with a list of entries."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid({"file": "文件不是UTF-8编码，无法读取。"}) from error
    try:
        found = json.loads(text)
    except ValueError:
        return lines_in(text)
    if isinstance(found, dict):
        found = found.get("entries", [found])
    if not isinstance(found, list):
        raise Invalid({"file": "JSON文件应为禁入事项的列表，或者每行一条。"})
    return [(f"第{number}条", row) for number, row in enumerate(found, 1)]


def lines_in(text):
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                rows.append((f"第{number}行", json.loads(line)))
            except ValueError:
                raise Invalid({"file": f"第{number}行不是JSON，无法读取。"}) from None
    return rows


def table_in(path):
    """[(place, {head: value})] of the first sheet that has a head with a name."""
    try:
        sheets = read_file(path)
    except FileRefused as refused:
        raise Invalid({"file": refused.sentence}) from refused
    for sheet in sheets:
        lines = {}
        for cell in sheet.cells:
            value = cell.day or cell.value
            lines.setdefault(cell.row, {})[cell.column] = value
        if rows := rows_below_head(lines):
            return rows
    return []


def rows_below_head(lines):
    """The rows below the first line in which a column is called as a name is."""
    head = {}
    rows = []
    for number in sorted(lines):
        if not head:
            names = {FIELD_OF.get(run_together(text)) for text in lines[number].values()}
            if "name" in names:
                head = lines[number]
            continue
        row = {head.get(column, ""): text for column, text in lines[number].items()}
        row.pop("", None)
        if any(clean_text(text) for text in row.values()):
            rows.append((f"第{number}行", row))
    return rows


def listing_of(objects):
    """The rows as the service takes them; columns nobody knows are told, not read."""
    listing = Listing()
    if len(objects) > MOST_ROWS:
        raise Invalid({"file": f"共{len(objects)}条，一次最多{MOST_ROWS}条。"})
    places = {}
    for place, found in objects:
        if isinstance(found, dict):
            add_row(listing, place, found, places)
        else:
            listing.faults[place] = "应为一个JSON对象。"
    return listing


def add_row(listing, place, found, places):
    """Adds one row, or its faults; `places` are those of the names so far."""
    known = {}
    for head, value in found.items():
        name = FIELD_OF.get(run_together(str(head)))
        if name:
            known[name] = value
        elif head not in listing.unknown_columns:
            listing.unknown_columns.append(head)
    given = known.pop("given", None)
    fields, faults = fields_of(known)
    name = fields.get("name", "")
    if not name:
        faults.setdefault("name", "请填写名称。")
    elif name in places:
        faults["name"] = f"与{places[name]}同名。"
    places[name] = place
    listing.faults |= {f"{place}.{path}": text for path, text in faults.items()}
    if not faults:
        listing.rows.append(EntryInFile(place, given, fields))


def fields_of(known):
    """({field: value}, {field: sentence}) of what one row says; an empty one is left out."""
    fields, faults = {}, {}
    for name, value in known.items():
        if value in (None, "", []):
            continue
        if name == "phrases":
            fields[name] = phrases_of(value)
        elif name in DAYS:
            try:
                fields[name] = datetime.date.fromisoformat(str(value).strip())
            except ValueError:
                faults[name] = f"“{str(value)[:20]}”不是日期，请按 2026-01-31 的格式填写。"
        elif isinstance(value, str):
            fields[name] = clean_text(value)
        else:
            faults[name] = "应为文字。"
    return fields, faults


def phrases_of(value):
    """The phrases of a cell are parted by lines or semicolons; those of a JSON list stand alone."""
    if isinstance(value, str):
        return [text for text in map(clean_text, BETWEEN_PHRASES.split(value)) if text]
    return value
