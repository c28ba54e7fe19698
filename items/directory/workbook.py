"""The directory of a county as a workbook: written with everything that is known, and read back, or
read as a county's own telephone list.
"""

import io
import re
from dataclasses import dataclass, field

from dutylist.history.refusals import Invalid
from dutylist.history.texts import clean_text
from dutylist.organizations.models import (
    CARD_FIELDS,
    Department,
    DepartmentAlias,
    DepartmentKind,
    Ownership,
)
from dutylist.organizations.services.cards import card_of, townships_with_cards
from dutylist.organizations.telephones import telephone_fault
from items.imports.reading.grid import place_in
from items.imports.reading.places import in_turn
from items.imports.reading.reader import read_book
from items.imports.services.handing_in import handed_in
from items.printed.spreadsheet import Book, Page, Style

from .table import LABELS, LONGEST, MOST_NEW, NO_TEXTS, founding_of, new_row, rows_of

TITLE = Style("方正小标宋简体", 16, horizontal="center", border=False)
NOTE = Style("仿宋_GB2312", 11, border=False)
HEAD = Style("黑体", 11, horizontal="center")
CELL = Style("仿宋_GB2312", 11)
OF_DEPARTMENTS, OF_CENTRES = "部门", "便民服务中心"
CARD_HEADS = [("公开电话", 20), ("办公地址", 36), ("办公时间", 36)]
DEPARTMENT_HEADS = [
    ("部门名称", 28),
    *CARD_HEADS,
    ("机构性质", 12),
    ("隶属关系", 12),
    ("其他名称", 28),
]
CENTRE_HEADS = [("单位名称", 28), *CARD_HEADS, ("区划代码", 16)]
DEPARTMENT_NOTE = (
    "空白的单元格不改动已有内容。没有登记过的部门按行新登记；"
    "已登记部门的机构性质、隶属关系、其他名称不在这里修改。"
)
CENTRE_NOTE = "填写便民服务中心的电话、地址和时间；空白的单元格不改动已有内容。"

# What a column is called; the first that fits. 公开电话 goes before any other telephone.
COLUMNS = {
    "public_telephone": (re.compile("公开电话|服务电话|咨询电话|值班电话"), re.compile("电话")),
    "address": (re.compile("地址|地点"),),
    "hours": (re.compile("时间"),),
    "kind": (re.compile("机构性质|机构类型"),),
    "ownership": (re.compile("隶属"),),
    "aliases": (re.compile("其他名称|别名|简称|加挂|曾用名"),),
    "code": (re.compile("区划代码|统计代码"),),
    "name": (re.compile("名称"), re.compile("^(?:部门|单位|机构|乡镇|街道|镇|乡)")),
}
TOO_LONG = "“{label}”最多{longest}个字"
OFFICE_OF_A_TOWNSHIP = re.compile(r"(?:人民政府|办事处|便民服务中心|党群服务中心|政务服务中心)$")
NO_TABLE = "没有找到表头。表头应有“部门名称”或者“单位名称”，以及“电话”“地址”“时间”中的一列。"
NO_FILE = "请选择部门名录或者电话表的文件。"
ONE_FILE = "一次上传一个文件。"
MOST_HEAD_ROWS = 15
WORDS_OF_NEW = {
    "kind": (DepartmentKind, DepartmentKind.GOVERNMENT.label),
    "ownership": (Ownership, Ownership.OWN.label),
}
UNKNOWN_WORD = "“{text}”不是可选的写法（{allowed}），先按{usual}登记，登记后可以修改。"


def workbook_of(county, words):
    """The bytes of the workbook of a county's departments and service centres."""
    out = io.BytesIO()
    title = f"{county.name}部门和便民服务中心公开电话"
    with Book(out, title=title, creator=words["office"]) as book:
        with book.sheet(OF_DEPARTMENTS, page_of(DEPARTMENT_HEADS)) as sheet:
            write_head(sheet, f"{county.name}部门名录", DEPARTMENT_NOTE, DEPARTMENT_HEADS)
            for texts in department_lines(county):
                sheet.row([(text, CELL) for text in texts])
        with book.sheet(OF_CENTRES, page_of(CENTRE_HEADS)) as sheet:
            write_head(sheet, f"{county.name}便民服务中心", CENTRE_NOTE, CENTRE_HEADS)
            for township in townships_with_cards(county):
                card = card_of(getattr(township, "card", None))
                sheet.row([(t, CELL) for t in (township.name, *card.values(), township.code)])
    return out.getvalue()


def page_of(heads):
    return Page([width for _head, width in heads], frozen=3, head_row=3)


def write_head(sheet, title, note, heads):
    sheet.wide_row(title, TITLE, columns=len(heads), height=30)
    sheet.wide_row(note, NOTE, columns=len(heads), height=34)
    sheet.row([(head, HEAD) for head, _width in heads])


def department_lines(county):
    rows = Department.objects.filter(county=county, valid_until=None).prefetch_related("aliases")
    for row in rows:
        aliases = "、".join(sorted(alias.name for alias in row.aliases.all()))
        facts = (row.get_kind_display(), row.get_ownership_display(), aliases)
        yield (row.name, *card_of(row).values(), *facts)


# ---- reading ----


@dataclass
class ReadDirectory:
    """What a file says: the rows of the table with its texts, and a sentence for each cell that was
    not taken.
    """

    rows: list
    faults: list = field(default_factory=list)
    read: int = 0  # lines that name a unit

    @property
    def changed(self):
        return [row for row in self.rows if row.is_changed]


@in_turn()
def read_upload(uploads, county):
    """-> `ReadDirectory` of an uploaded file. Raises Invalid, FileRefused."""
    if not uploads:
        raise Invalid({"file": NO_FILE})
    with handed_in(uploads) as handed:
        if len(handed.files) != 1:
            raise Invalid({"file": ONE_FILE})
        book = read_book(handed.files[0].path)
    return read_sheets(book.sheets, county)


def read_sheets(sheets, county):
    """-> `ReadDirectory` of the sheets that hold a table of telephones. Raises Invalid where none
    does.
    """
    read = ReadDirectory(rows_of(county))
    names = Names(county, read.rows)
    found = False
    for sheet in sheets:
        columns, head = columns_of(sheet)
        if columns and not sheet.hidden:
            found = True
            SheetOfCards(sheet, columns, head, names, read).read_all()
    if not found:
        raise Invalid({"file": NO_TABLE})
    return read


def lines_of(sheet):
    """{row: {column: text}} of what is written in a sheet."""
    lines = {}
    for cell in sheet.cells:
        if text := clean_text(cell.value):
            lines.setdefault(cell.row, {})[cell.column] = text
    return lines


def columns_of(sheet):
    """({what: column}, the row of the head), or ({}, 0) where a sheet has no such head."""
    lines = lines_of(sheet)
    for number in sorted(lines)[:MOST_HEAD_ROWS]:
        columns = {}
        for what, patterns in COLUMNS.items():
            if column := column_called(lines[number], patterns, columns.values()):
                columns[what] = column
        if "name" in columns and any(name in columns for name in CARD_FIELDS):
            return columns, number
    return {}, 0


def column_called(heads, patterns, taken):
    taken = set(taken)
    for pattern in patterns:
        for column, text in sorted(heads.items()):
            if column not in taken and pattern.search(text.replace(" ", "")):
                return column
    return None


class Names:
    """The rows of the table by every name under which a file may call them."""

    def __init__(self, county, rows):
        self.by_name = {row.name: row for row in rows}
        by_key = {row.pk: row for row in rows if row.path.startswith("d")}
        aliases = DepartmentAlias.objects.filter(
            department__county=county, department__valid_until=None
        )
        for name, pk in aliases.values_list("name", "department"):
            self.by_name.setdefault(name, by_key[pk])
        self.by_code = {}
        for township in townships_with_cards(county):
            self.by_code[township.code] = self.by_name[township.name]
        self.county = county

    def row(self, name, code=""):
        """The row that is meant, or None."""
        for text in (name, name.removeprefix(self.county.name)):
            if row := self.by_name.get(text):
                return row
            if row := self.by_name.get(OFFICE_OF_A_TOWNSHIP.sub("", text)):
                return row
        return self.by_code.get(code)


class SheetOfCards:
    """Reads one sheet into the rows of the table."""

    def __init__(self, sheet, columns, head, names, read):
        self.sheet, self.columns, self.head = sheet, columns, head
        self.names, self.read = names, read
        self.lines = lines_of(sheet)
        head_text = self.lines[head][columns["name"]]
        self.sets_up = "部门" in head_text or "机构" in head_text or "部门" in sheet.name

    def read_all(self):
        for number in sorted(self.lines):
            if number > self.head and (name := self.text(number, "name")):
                self.read_line(number, name)

    def text(self, number, what):
        if what not in self.columns:
            return ""
        return self.lines[number].get(self.columns[what], "")

    def fault(self, number, what, sentence):
        place = place_in(self.sheet, number, self.columns[what])
        self.read.faults.append(f"“{self.sheet.name}”{place}：{sentence}")

    def read_line(self, number, name):
        texts = self.texts(number)
        row = self.names.row(name, self.text(number, "code"))
        if row is None and not self.sets_up:
            sentence = f"“{name}”不是本地区登记的部门或者基层单位，这一行没有读取。"
            self.fault(number, "name", sentence)
            return
        self.read.read += 1
        if row is None:
            row = self.set_up(number, name)
        for what, text in texts.items():
            if row.texts[what] not in (row.stands[what], text):
                said = f"{row.name}的{LABELS[what]}与前面一行不同，以这一行为准。"
                self.fault(number, what, said)
            row.texts[what] = text

    def texts(self, number):
        """What the line says of a card; a blank says nothing, and what does not do is told."""
        texts = {}
        for what in CARD_FIELDS:
            text = self.text(number, what)
            fault = ""
            if len(text) > LONGEST[what]:
                fault = TOO_LONG.format(label=LABELS[what], longest=LONGEST[what])
            elif what == "public_telephone":
                fault = telephone_fault(text).rstrip("。")
            if fault:
                self.fault(number, what, f"{fault}，这一格没有读取。")
            elif text:
                texts[what] = text
        return texts

    def set_up(self, number, name):
        """A new department in the table; one beyond what a table takes is told and left."""
        new = [row for row in self.read.rows if not row.pk]
        if len(new) >= MOST_NEW:
            self.fault(number, "name", f"一次最多新登记{MOST_NEW}个部门，“{name}”请下次上传。")
            return new[-1]
        self.refuse_unknown_words(number)
        founding = founding_of(
            self.text(number, "kind"), self.text(number, "ownership"), self.text(number, "aliases")
        )
        row = new_row(f"n{len(new)}", name, dict(NO_TEXTS), founding)
        self.names.by_name[name] = row
        self.read.rows.append(row)
        return row

    def refuse_unknown_words(self, number):
        """Tells where the kind or the ownership of a new department is no word of ours."""
        for what, (choices, usual) in WORDS_OF_NEW.items():
            text = self.text(number, what)
            if text and text not in choices.labels:
                said = UNKNOWN_WORD.format(
                    text=text, allowed="、".join(choices.labels), usual=usual
                )
                self.fault(number, what, said)
