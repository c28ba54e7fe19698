"""Finds the published tables on a sheet wherever they stand, and names everything that is not an item of one."""

import re
from dataclasses import dataclass, field

from .grid import column_letter, column_number
from .headwords import NOT_READ, field_of, kind_in
from .row_words import CONTINUED, DITTO, NOTE, SIGNATURE, TITLE_WORDS, TOTAL, clean, section_of

LONGEST_HEAD = 30
ROWS_SHOWN = 12
EXAMPLES_SHOWN = 3
KEPT_APART = ("number", "name", "code")  # a merged cell of these is one item, not a value repeated


@dataclass
class Section:
    """A category's row: its name and the number of items it says it has."""

    row: int
    name: str
    count: int | None


@dataclass
class RawRow:
    """One item as it stands: the text of each field and the cells it came from."""

    row: int
    texts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    section: Section | None = None


@dataclass
class Table:
    sheet: str
    title: str
    head_row: int
    columns: dict[str, int]
    unknown: dict[int, str]
    heads: dict[int, str] = field(default_factory=dict)  # every head as written
    examples: dict[int, list[str]] = field(default_factory=dict)  # the first texts under each head
    kind: str = ""
    rows: list[RawRow] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def span(self):
        """The first and last column that carry a head."""
        every = [*self.columns.values(), *self.unknown]
        return min(every), max(every)


@dataclass
class Skipped:
    """Something that was read and is not an item, with the reason."""

    sheet: str
    row: int | None
    text: str
    reason: str


@dataclass
class Stray:
    """A row inside a table that is neither item nor anything else known."""

    sheet: str
    row: int
    column: int
    text: str


@dataclass
class Unrecognised:
    """A sheet without a table: its first rows, for a person to point at the head."""

    sheet: str
    rows: list[tuple[int, dict[int, str]]]


@dataclass
class Reading:
    tables: list[Table] = field(default_factory=list)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)

    @property
    def unknown_columns(self):
        """The heads no field is known for, each once, in the order they stand."""
        heads = [head for table in self.tables for head in table.unknown.values()]
        return list(dict.fromkeys(heads))


def read_tables(sheets, *, words=None, heads=None):
    """All the tables of a workbook. A hidden sheet and a sheet without any head are named, never read in silence.

    `words` {head as compared: field} goes before the words that come along. `heads` are columns assigned by hand,
    {"sheet!row": {"B": "name", "D": ""}}: that row is a head whatever it says; "" is a column not read in.
    """
    reading = Reading()
    for sheet in sheets:
        if sheet.hidden:
            reading.skipped.append(Skipped(sheet.name, None, "", "隐藏的工作表，未读入"))
            continue
        before = len(reading.tables)
        reader = SheetReader(sheet, reading, words or {}, heads or {})
        reader.read()
        if len(reading.tables) == before and sheet.cells:
            reading.unrecognised.append(Unrecognised(sheet.name, reader.first_rows()))
            reading.skipped.append(Skipped(sheet.name, None, "", "没有找到清单的表头（序号、事项名称等），未读入"))
    for table in reading.tables:
        table.kind = kind_of(table)
    return reading


def kind_of(table):
    """The kind a table holds: its columns decide, then its title, then the sheet's name."""
    if {"receivers", "method", "receivers_and_method"} & table.columns.keys():
        return "reclaimed"
    if {"township_duty", "department_duty"} & table.columns.keys():
        return "coordination"
    return kind_in(table.title) or kind_in(table.sheet) or "basic"


class SheetReader:
    """Walks down one sheet: titles, heads, sections, items, notes, each row taken once."""

    def __init__(self, sheet, reading, words, heads):
        self.sheet = sheet
        self.reading = reading
        self.words = words
        self.assigned = {
            key.rpartition("!")[2]: by for key, by in heads.items() if key.rpartition("!")[0] == sheet.name
        }
        self.rows = {}
        for cell in sheet.cells:
            self.rows.setdefault(cell.row, {})[cell.column] = cell
        self.anchors = {}
        for top, left, bottom, right in sheet.merged:
            if (bottom - top + 1) * (right - left + 1) <= 20_000:
                spots = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
                self.anchors.update(dict.fromkeys(spots, (top, left)))
        self.table = None
        self.titles = []
        self.section = None
        self.category = ""

    def texts_of(self, row):
        texts = {column: clean(cell.value) or cell.formula for column, cell in sorted(self.rows[row].items())}
        return {column: text for column, text in texts.items() if text}

    def first_rows(self):
        rows = [(row, texts) for row in sorted(self.rows) if (texts := self.texts_of(row))]
        return rows[:ROWS_SHOWN]

    def read(self):
        for row in sorted(self.rows):
            if texts := self.texts_of(row):
                self.take(row, texts)
        if self.table is not None:
            self.drop_titles()

    def take(self, row, texts):
        columns = self.head_columns(row, texts)
        if columns:
            self.take_head(row, texts, columns)
        elif self.is_title(row, texts):
            self.titles.append((row, next(iter(texts.values()))))
        elif self.table is None:
            self.titles.append((row, " ".join(texts.values())))
        else:
            self.take_row(row, texts)

    def head_columns(self, row, texts):
        """{field: column} of a head as assigned by hand, else as its words say."""
        assigned = {column_number(letter): name for letter, name in self.assigned.get(str(row), {}).items()}
        columns = head_columns(texts, self.words, bool(assigned))
        columns = {name: column for name, column in columns.items() if column not in assigned}
        return columns | {name: column for column, name in assigned.items() if name not in NOT_READ}

    def take_head(self, row, texts, columns):
        if self.table and columns == self.table.columns and not self.titles:
            self.skip(row, texts, "重复的表头")
            return
        if self.table and columns == self.table.columns and all(CONTINUED.search(t) for _row, t in self.titles):
            self.drop_titles()
            self.skip(row, texts, "续表的表头")
            return
        title = next((text for _row, text in reversed(self.titles) if TITLE_WORDS.search(text) or kind_in(text)), "")
        self.titles = [(r, text) for r, text in self.titles if text != title]
        self.drop_titles()
        known = set(columns.values())
        unknown = {column: text for column, text in texts.items() if column not in known}
        self.table = Table(self.sheet.name, title, row, columns, unknown, heads=dict(texts))
        self.reading.tables.append(self.table)
        self.section, self.category = None, ""

    def is_title(self, row, texts):
        """Whether a row is the title of the next table: one text with the words of one, not an item of this one."""
        if len(texts) != 1:
            return False
        column, text = next(iter(texts.items()))
        if section_of(text) or NOTE.match(text) or not TITLE_WORDS.search(text):
            return False
        return self.table is None or column != self.table.columns["name"] or (row, column) in self.anchors

    def drop_titles(self):
        """Names the texts above a table that were no part of it."""
        for row, text in self.titles:
            self.reading.skipped.append(Skipped(self.sheet.name, row, text, "表头以外的文字"))
        self.titles = []

    def take_row(self, row, texts):
        only = next(iter(texts.values())) if len(texts) == 1 else ""
        first = texts[min(texts)]
        if only and (found := section_of(only)):
            self.take_section(row, *found)
        elif NOTE.match(first) or self.continues_note(row, texts):
            self.skip(row, texts, "注释")
        elif SIGNATURE.match(first):
            self.skip(row, texts, "签署栏")
        elif TOTAL.match(first) or TOTAL.match(texts.get(self.table.columns["name"], "")):
            self.skip(row, texts, "合计行")
        else:
            self.take_item(row, texts)

    def continues_note(self, row, texts):
        """Numbered lines under a note (2. ……) belong to it while no item follows."""
        last = self.reading.skipped[-1] if self.reading.skipped else None
        just_above = last and last.sheet == self.sheet.name and last.row == row - 1 and last.reason == "注释"
        return bool(just_above and len(texts) == 1 and re.match(r"^\d+[.．、]", next(iter(texts.values()))))

    def take_section(self, row, name, count):
        self.section = Section(row, name, count)
        self.table.sections.append(self.section)

    def take_item(self, row, texts):
        known = {f: texts[c] for f, c in self.table.columns.items() if c in texts}
        self.name_outsiders(row, texts)
        self.keep_examples(texts)
        if self.continues_item(row):
            self.extend_last(row, known)
        elif known.keys() - {"number", "category"}:
            self.add_item(row, known)
        elif set(known) == {"category"}:
            self.category = category_of(known["category"])
        elif set(known) == {"number"} and known["number"].replace(".", "").isdigit():
            self.skip(row, texts, "只有序号，没有内容")
        elif known:
            column = min(self.table.columns[f] for f in known)
            self.reading.strays.append(Stray(self.sheet.name, row, column, texts[column]))

    def keep_examples(self, texts):
        for column in self.table.heads.keys() & texts.keys():
            examples = self.table.examples.setdefault(column, [])
            if len(examples) < EXAMPLES_SHOWN:
                examples.append(texts[column])

    def name_outsiders(self, row, texts):
        """Cells under no head at all are said, not read."""
        left, right = self.table.span
        for column, text in texts.items():
            if not left <= column <= right:
                place = f"{column_letter(column)}{row}"
                self.skip(row, {column: text}, f"表格以外的单元格（{place}）")
            elif column not in self.table.columns.values() and column not in self.table.unknown:
                self.reading.strays.append(Stray(self.sheet.name, row, column, text))

    def add_item(self, row, known):
        raw = RawRow(row, section=self.section)
        for name, column in self.table.columns.items():
            raw.columns[name] = column
            raw.texts[name] = known.get(name, "") or self.merged_text(name, row, column)
            cell = self.rows[row].get(column)
            if cell and cell.formula and not cell.value.strip():
                raw.formulas[name] = cell.formula
        if "category" in self.table.columns:
            self.keep_category(raw)
        self.table.rows.append(raw)

    def keep_category(self, raw):
        before = self.table.rows[-1].texts if self.table.rows else raw.texts
        if before.get("kind") != raw.texts.get("kind"):
            self.category = ""  # what a blank cell repeats ends with the kind
        said = raw.texts["category"]
        if said and said not in DITTO:
            self.category = category_of(said)
        raw.texts["category"] = self.category

    def merged_text(self, name, row, column):
        """The text of the merged cell that covers this place; names and numbers are never repeated."""
        top, left = self.anchors.get((row, column), (row, column))
        if name in KEPT_APART or (top, left) == (row, column) or left != column:
            return ""
        cell = self.rows.get(top, {}).get(left)
        return clean(cell.value) if cell else ""

    def continues_item(self, row):
        """Whether this row belongs to the item above: its name's cell is the lower part of a merged one."""
        column = self.table.columns["name"]
        top, _left = self.anchors.get((row, column), (row, column))
        return top < row and bool(self.table.rows) and self.table.rows[-1].row >= top > self.table.head_row

    def extend_last(self, row, known):
        raw = self.table.rows[-1]
        for name in known.keys() - set(KEPT_APART) - {"category"}:
            raw.texts[name] = "\n".join(filter(None, (raw.texts[name], known[name])))

    def skip(self, row, texts, reason):
        self.reading.skipped.append(Skipped(self.sheet.name, row, " ".join(texts.values())[:60], reason))


def category_of(text):
    """The category's name in a cell, without its numeral and count."""
    found = section_of(text)
    return found[0] if found else text.replace("\n", "")


def head_columns(texts, words=None, declared=False):
    """{field: column} when a row of texts is a table's head, else nothing: a name's column and one more at least.

    A row with several columns of names and one of numbers is the head of a summary (类别 · 基本 · 配合 · 收回).
    """
    columns, named = {}, 0
    for column, text in sorted(texts.items()):
        name = field_of(text, words) if len(text) <= LONGEST_HEAD else ""
        named += name == "name"
        if name:
            columns.setdefault(name, column)
    return columns if declared or ("name" in columns and len(columns) >= 2 and named == 1) else {}
