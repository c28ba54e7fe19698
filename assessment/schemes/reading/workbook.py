"""An uploaded workbook as what is told of a scheme, each value with the cell it stands in; every
fault is named with its place, and then nothing is kept.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from assessment.models import Bearer
from dutylist.history.refusals import Refusal
from items.entry.essence import essence
from items.imports.reading.grid import place_in
from items.printed.columns import column_letter

from .grid_table import Grid, table_of

CODE = re.compile(r"(?<!\d)\d{11}(?!\d)")
WEIGHT = re.compile(r"^[（(]?\s*([+-]?\d+(?:\.\d+)?)\s*(?:分|%|％|点)?\s*[）)]?$")
TOTAL_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|总\s*分|共\s*计|满\s*分|总得分)")
SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+部分)"
)
NOTE = re.compile(
    r"^(?:注|说明|备注|附注|填表说明|考核说明|结果运用|有关说明|其他事项)\s*\d*\s*[：:、.．]|^(?:注|说明|备注)$|^\d+[.、．]"
)
TITLE = re.compile(r"方案|办法|细则|考核|指标|实施意见|考评|评分表|评价表")
YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
TOTAL = re.compile(
    r"(?:总分|满分|总计|合计|共)\s*(?:为|[：:])?\s*(\d+(?:\.\d+)?)\s*分|(\d{3,4})\s*分制|实行\s*(\d{3,4})\s*分"
)
DAYS = re.compile(
    r"考核(?:时间|天数|用时)\s*(?:为|[：:])?\s*(?:不超过)?\s*(\d+)\s*(?:天|个?工作日)"
)
FREQUENCY = re.compile(r"(?:考核)?(?:频次|周期|频率)\s*(?:为|[：:])\s*([^，。；\s]{2,12})")
NUMBER_LABEL = re.compile(r"[一-鿿]{1,8}[〔\[【]\d{4}[〕\]】]\s*\d+\s*号")
TOWNSHIPS = re.compile(r"乡镇|镇街|街道|各乡|各镇|[镇乡](?:$|[、，（(])|镇人民政府|乡人民政府")
SPLIT = re.compile(r"[、，,；;\n]+")
LONGEST_SECTION = 40
FACTS_IN_TITLE = re.compile(r"[（(][^（）()]*(?:分|天|工作日)[）)]$")
NO_TABLE = "没有找到考核指标的表头。表头至少应有“指标”或者“考核内容”，以及“分值”“牵头单位”“考核方式”等中的一列。"
NO_ROWS = "表头下面没有考核指标。"


class WorkbookRefused(Refusal):
    """A workbook with faults: each with its sheet, row, column and value."""

    status = 422
    code = "invalid"

    def __init__(self, errors):
        self.errors_in_file = errors
        first = errors[0]["message"] if errors else "文件不能读取。"
        sentence = first if len(errors) == 1 else f"文件中有{len(errors)}处错误，改正后重新上传。"
        super().__init__(sentence)
        self.members = {"errors": errors}


def error_at(sheet, row, column, value, message):
    where = {"sheet": sheet, "row": row, "column": column}
    return {**where, "value": value[:120], "message": message}


@dataclass
class ReadScheme:
    """What a workbook tells: the members of a scheme, the cells of each, what was left aside."""

    told: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)  # {path: (sheet, row, column letter, value)}
    errors: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    def placed(self, errors):
        """The faults of a reader, {path: sentence}, at the cells in which they stand."""
        found = []
        for path, sentence in errors.items():
            cell = self.cells.get(path) or self.cells.get(".".join(path.split(".")[:3]))
            found.append(error_at(*(cell or ("", None, "", "")), sentence))
        return found


def read_scheme(sheets, items):
    """-> `ReadScheme` of the sheets of a workbook; `items` are the entries of the list in force, by
    which the names of items are known. Raises WorkbookRefused where it holds no scheme at all.
    """
    read = ReadScheme()
    names = names_of_items(items)
    rows = []
    for sheet in sheets:
        if sheet.hidden:
            if sheet.cells:
                read.remarks.append(f"隐藏的工作表“{sheet.name}”没有读取。")
            continue
        table = table_of(sheet)
        if table is None:
            if sheet.cells:
                read.remarks.append(f"工作表“{sheet.name}”没有考核指标的表头，没有读取。")
            continue
        one = SheetReader(sheet, table, read, names)
        one.read_around()
        rows += one.indicators()
    if not rows and not read.errors:
        first = sheets[0].name if sheets else ""
        is_headed = any(table_of(sheet) for sheet in sheets if not sheet.hidden)
        message = NO_ROWS if is_headed else NO_TABLE
        raise WorkbookRefused([error_at(first, None, "", "", message)])
    number_rows(rows, read)
    return read


def names_of_items(items):
    names = {}
    for entry in items.values():
        names.setdefault(essence(entry["name"]), entry["code"])
    return names


def number_rows(rows, read):
    """The numbers of the sheet where each has its own, else they are counted through."""
    numbers = [row["number"] for row in rows]
    if None in numbers or len(set(numbers)) < len(numbers):
        numbers = range(1, len(rows) + 1)
    told = []
    for place, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        cells = row.pop("cells")
        for name, cell in cells.items():
            read.cells[f"indicators.{place}.{name}"] = cell
        told.append({**row, "number": number})
    read.told["indicators"] = told


class SheetReader:
    """The rows of one sheet."""

    def __init__(self, sheet, table, read, names):
        self.sheet, self.table, self.read_scheme, self.names = sheet, table, read, names
        self.grid = Grid(sheet)
        self.has_lead = bool(table.of("lead"))

    # ---- above and below the table ----

    def read_around(self):
        """Title, year, total, days and notes: from above the head and below the last row."""
        told = self.read_scheme.told
        above = [row for row in self.grid.rows if row < self.table.first]
        for row in above:
            text = " ".join(text for _column, text in self.grid.texts_of(row))
            if TITLE.search(text) and "title" not in told and len(text) >= 4:
                told["title"] = FACTS_IN_TITLE.sub("", " ".join(text.split()))[:120]
                self.at("title", row)
            self.facts_in(text)
        for column in self.table.unknown:
            if any(self.grid.own(row, column.number) for row in self.body):
                self.read_scheme.remarks.append(
                    f"工作表“{self.sheet.name}”{column.letter}列“{column.head}”没有采用。"
                )

    def at(self, path, row):
        self.read_scheme.cells.setdefault(path, (self.sheet.name, row, "A", ""))

    def facts_in(self, text):
        told = self.read_scheme.told
        text = unicodedata.normalize("NFKC", text)
        if found := YEAR.search(text):
            told.setdefault("year", int(found.group(1)))
        if found := TOTAL.search(text):
            number = next(filter(None, found.groups()))
            told.setdefault("total_points", as_number(number))
        if found := DAYS.search(text):
            told.setdefault("days", int(found.group(1)))
        if found := FREQUENCY.search(text):
            told.setdefault("frequency", found.group(1))
        if found := NUMBER_LABEL.search(text):
            told.setdefault("document_number", found.group())

    @property
    def body(self):
        return [row for row in self.grid.rows if row > self.table.last]

    # ---- the rows ----

    def indicators(self):
        found = []
        for row in self.body:
            written = self.grid.texts_of(row)
            texts = list(dict.fromkeys(text for _column, text in written))
            if self.is_head_again(written) or self.is_total(row, texts):
                continue
            if len(texts) == 1 and self.is_alone(row, texts[0]):
                continue
            self.take(row, found)
        return found

    def is_head_again(self, written):
        heads = {column.head for column in self.table.columns}
        return len(written) > 1 and all(text in heads for _column, text in written)

    def is_total(self, row, texts):
        """Whether a row sums up; the total that it tells is that of the scheme."""
        first = texts[0] if texts else ""
        plain = "".join(unicodedata.normalize("NFKC", first).split())
        if not TOTAL_ROW.match(plain):
            return False
        if plain.startswith("小"):
            return True
        for column in self.table.of("weight"):
            if weight := weight_of(self.grid.own(row, column.number)):
                self.read_scheme.told.setdefault("total_points", weight)
        return True

    def is_alone(self, row, text):
        """A row of one text is the head of a section, or a note on the whole; in a column of texts
        it goes on with the row above.
        """
        if SECTION.match(text) and len(text) <= LONGEST_SECTION:
            return True
        [(column, _text)] = self.grid.texts_of(row)[:1]
        area = self.grid.joined.get((row, column))
        is_wide = bool(area) and area[3] > area[1] + 1
        fields = {one.number: one.field for one in self.table.columns}
        if fields.get(column) in TEXT_FIELDS and not (is_wide or NOTE.match(text)):
            return False
        if is_wide and len(text) <= LONGEST_SECTION and not NOTE.match(text):
            return True
        notes = self.read_scheme.told.get("notes", "")
        self.read_scheme.told["notes"] = f"{notes}\n{text}".strip()
        self.at("notes", row)
        self.facts_in(text)
        return True

    def take(self, row, found):
        values, cells = self.values_of(row)
        if not any(values[name] for name in ("name", "text", "weight")):
            return
        if found and self.continues(row, values):
            before = found[-1]
            for name in ("text", "method", "basis"):
                if values[name] and values[name] not in before[name]:
                    before[name] = "\n".join(filter(None, (before[name], values[name])))
            return
        if not values["name"]:
            values["name"], cells["name"] = values["text"], cells["text"]
        self.name_of_its_own(row, values, found)
        values["cells"] = cells
        found.append(values)

    def continues(self, row, values):
        """Whether a row goes on with the indicator above: its name and its weight are joined with
        that, or it has neither.
        """
        joined = []
        for field_name in ("name", "weight"):
            for column in self.table.of(field_name):
                first, _last = self.grid.starts_area(row, column.number)
                joined.append(first < row)
        if joined and all(joined):
            return True
        return not values["name"] and values["weight"] is None and not values["number"]

    def name_of_its_own(self, row, values, found):
        """Several rows with weights of their own under one joined name are indicators of their own,
        named by what they say.
        """
        [column] = self.table.of("name")[:1]
        first, last = self.grid.starts_area(row, column.number)
        if last > first and values["text"] and values["text"] != values["name"]:
            head = re.split(r"[，。；;,:：\n]", values["text"])[0][:40]
            values["name"] = f"{values['name']}：{head}"

    def values_of(self, row):
        values = dict.fromkeys(("name", "text", "lead", "method", "frequency", "basis"), "")
        values |= {"number": None, "weight": None, "bearer": None, "document_number": ""}
        values["items"] = None
        cells = {}
        for column in self.table.columns:
            text = self.grid.text(row, column.number)
            cells.setdefault(column.field, (self.sheet.name, row, column.letter, text))
            if text and column.field not in LEFT_ASIDE:
                take = TAKERS.get(column.field, SheetReader.take_text)
                take(self, values, column, row, text)
        return values, cells

    def take_text(self, values, column, row, text):
        before = values[column.field]
        if text not in before:
            values[column.field] = "\n".join(filter(None, (before, text)))

    def take_number(self, values, column, row, text):
        plain = text.rstrip(".、．")
        if plain.isascii() and plain.isdigit() and 0 < int(plain) < 10000:
            values["number"] = int(plain)

    def take_weight(self, values, column, row, text):
        first, _last = self.grid.starts_area(row, column.number)
        if first < row:
            return
        weight = weight_of(text)
        if weight is None:
            self.fault(row, column, text, "应为数字，例如15或者15分。")
        elif values["weight"] is None:
            values["weight"] = weight

    def take_bearer(self, values, column, row, text):
        if TOWNSHIPS.search(text):
            values["bearer"] = Bearer.TOWNSHIP.value
        elif self.has_lead or "对象" in column.head or "被考" in column.head:
            values["bearer"] = Bearer.DEPARTMENT.value
        else:
            values["lead"] = text

    def take_items(self, values, column, row, text):
        codes = []
        for part in filter(None, map(str.strip, SPLIT.split(text))):
            found = CODE.findall(part)
            if not found and essence(part) in self.names:
                found = [self.names[essence(part)]]
            if not found and text not in ("无", "—", "-", "/"):
                whole = self.names.get(essence(text))
                if whole is None:
                    message = f"清单中没有“{part}”这一事项，请填写事项名称或者编码。"
                    self.fault(row, column, text, message)
                    return
                found = [whole]
            codes += found
        values["items"] = list(dict.fromkeys(codes))

    def fault(self, row, column, value, message):
        name = self.sheet.name
        if row in self.sheet.row_places:
            message = f"{place_in(self.sheet, row, column.number)}：{message}"
        self.read_scheme.errors.append(
            error_at(name, row, column_letter(column.number), value, message)
        )


TEXT_FIELDS = ("name", "text", "method", "basis")
LEFT_ASIDE = ("remark", "level")
TAKERS = {
    "number": SheetReader.take_number,
    "weight": SheetReader.take_weight,
    "bearer": SheetReader.take_bearer,
    "items": SheetReader.take_items,
}


def weight_of(text):
    """The points of a cell: 15, 15分, 15%; None where it is none."""
    found = WEIGHT.match("".join(unicodedata.normalize("NFKC", text or "").split()))
    return as_number(found.group(1)) if found else None


def as_number(text):
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
