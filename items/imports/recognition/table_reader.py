"""Reads the rows under one head: sections, items over one row or several, and what is no item, each
taken once.
"""

from items.imports.reading.formulas import PICTURE, in_words
from items.printed.columns import column_letter
from items.printed.row_words import (
    CONTINUED,
    COUNT_CELL,
    TITLE_SENTENCE,
    TITLE_WORDS,
    one_line,
    section_of,
)

from .findings import Section, Skipped, Stray, Table
from .headwords import kind_in
from .item_rows import ItemRows, without_pictures
from .numbering import number_key
from .row_kinds import (
    RowKinds,
    category_of,
    is_bare_heading,
    is_known_category,
    kind_named,
    only_text,
)
from .section_levels import Levels
from .settling import settle

EXAMPLES_SHOWN = 3
REASONS = {
    "page": "页码",
    "marks": "列号",
    "continued": "续表的标题",
    "title": "表格中的标题",
    "note": "注释",
    "signature": "签署栏",
    "total": "合计行",
    "example": "填写示例",
    "other_table": "清单以外的表格",
    "number": "没有内容的序号",
    "head": "重复的表头",
    "continued_head": "续表的表头",
    "text": "表格以外的文字",
    "above": "表头以外的文字",
}


class TableReader(ItemRows):
    def __init__(self, layout, reading, territory):
        self.layout, self.reading, self.territory = layout, reading, territory
        self.head = territory.head
        self.left, self.right = self.head.left, self.head.right
        self.sheet = layout.sheet.name
        self.title = self.said_kind = ""
        self.section = self.kind_section = None
        self.levels = Levels()
        self.category = self.said_category = ""
        self.kind = ""
        self.page_cut = False  # a page ended since the last item
        self.broken = True  # a section, kind or title stands between this row and the last item
        self.last_note = 0
        self.fields = {}
        self.table, self.early, self.title_row = None, [], None

    # ---- what stands above the head ----

    def read(self):
        self.read_above()
        self.table = self.continued_table() or self.new_table()
        self.territory.table = self.table
        self.territory.reader = self
        self.wanting = set(self.table.heads)  # columns of which more examples are to be kept
        body = [
            (row, mine) for row, texts in self.territory.body if (mine := self.inside(row, texts))
        ]
        self.kinds = RowKinds(self.layout, self.head, body)
        if self.table.rows:
            self.kinds.numbered = self.kinds.numbered or bool(
                self.table.rows[-1].texts.get("number")
            )
        for index, (row, texts) in enumerate(body):
            self.take(index, row, texts)
        settle(self.table, self.reading)

    def inside(self, row, texts):
        """A row without the cells beside the table, which are named; one that begins to its left
        stays whole.
        """
        if self.left <= min(texts) and max(texts) <= self.right:
            return texts
        beside = {
            column: text for column, text in texts.items() if self.is_beside(row, column, text)
        }
        if not beside or (len(beside) == len(texts) and min(texts) < self.left):
            return texts
        for column, text in beside.items():
            self.name_outsider(row, column, text)
        return {column: text for column, text in texts.items() if column not in beside}

    def is_beside(self, row, column, text):
        reaches = self.layout.area(row, column)[3]
        return (column > self.right or reaches < self.left) and not COUNT_CELL.match(text)

    def read_above(self):
        """Titles, the category and the kind said above the head; the rest of it is named."""
        self.titled = self.carried = False
        if above := getattr(self.territory.above, "reader", None):
            self.levels = above.levels
        for row, texts in self.territory.before:
            if texts := without_pictures(self.inside(row, texts)):
                self.take_above(row, texts, only_text(texts))

    def take_above(self, row, texts, text):
        if text and CONTINUED.search(text) and len(text) <= 40:
            self.carried = self.page_cut = True
            self.skip(row, texts, "above")
        elif text and kind_named(text) and not TITLE_WORDS.search(text):
            self.take_kind(row, texts, kind_named(text), text)
        elif text and self.is_title(text):
            self.take_title(row, texts, text)
        elif text and (found := section_of(text) or self.bare_section(row, text)):
            self.take_section(row, texts, *found)
        else:
            self.skip(row, texts, "above")

    def bare_section(self, row, text):
        """A category that is nothing but a name, right above the head; before any title it may be
        one itself.
        """
        if not (self.layout.is_next(row, self.head) and is_bare_heading(self.layout, row, text)):
            return None
        sure = self.titled or self.territory.above or is_known_category(text)
        return (one_line(text), None) if sure else None

    def is_title(self, text):
        text = one_line(text)
        if len(text) > 60 or TITLE_SENTENCE.search(text):
            return False
        return bool(TITLE_WORDS.search(text)) or bool(kind_in(text) and not section_of(text))

    def take_title(self, row, texts, text):
        kind = kind_named(text) or kind_in(text)
        if self.title_row:
            self.skip(*self.title_row, "above")  # only the title nearest to the head is the table's
        self.title, self.titled, self.title_row = " ".join(text.split()), True, (row, texts)
        self.said_kind = kind or self.said_kind
        self.section, self.category, self.levels = None, "", Levels()

    def take_kind(self, row, texts, kind, text):
        self.kind = self.said_kind = kind
        name, count = section_of(text) or (text, None)
        self.kind_section = Section(row, name, count, cells_of(row, texts), kind)
        self.keep_section(self.kind_section)
        self.section, self.category, self.titled, self.broken = None, "", True, True
        self.levels = Levels()

    def previous(self):
        """The table this one may go on with: the one whose place it takes, or the one to its left."""
        for territory in (self.territory.above, self.territory.beside):
            if territory is not None and getattr(territory, "table", None) is not None:
                return territory
        return None

    def continued_table(self):
        """The table above, when this is its head again: on the next page, under the next category,
        or beside it.
        """
        before = self.previous()
        if before is None or self.titled or list(before.head.columns) != list(self.head.columns):
            return None
        beside = before is self.territory.beside
        if before.head.columns != self.head.columns and not (
            beside and before.head.bottom == self.head.bottom
        ):
            return None
        self.go_on_from(before.reader)
        before.table.unknown = {**self.head.unknown, **before.table.unknown}
        self.skip_cells(
            self.head.top, self.head.cells, "continued_head" if self.carried else "head"
        )
        return before.table

    def go_on_from(self, other):
        self.page_cut, self.broken = True, bool(self.early)
        self.title, self.said_kind = other.title, other.said_kind
        self.kind, self.kind_section = other.kind, other.kind_section
        if self.section is None:
            self.section = other.section
            self.category, self.said_category = other.category, other.said_category
        other.table.sections += self.early

    def new_table(self):
        head = self.head
        before = self.territory.above
        if (
            before is not None
            and not self.titled
            and getattr(before, "reader", None) is not None
            and self.carried
        ):
            self.kind, self.said_kind = (
                self.kind or before.reader.kind,
                self.said_kind or before.reader.said_kind,
            )
            self.section = self.section or before.reader.section
        unknown = {column: in_words(text) for column, text in head.unknown.items()}
        words = {column: in_words(text) for column, text in head.words.items()}
        table = Table(
            self.sheet,
            self.title,
            head.bottom,
            head.columns,
            unknown,
            heads=words,
            townships=head.townships,
        )
        table.said_kind, table.dismissed = self.said_kind, head.dismissed
        table.sections = self.early
        table.cells = head.cells | (cells_of(*self.title_row) if self.title_row else set())
        table.hidden_columns = sorted(self.layout.sheet.hidden_columns & columns_read(head))
        self.reading.tables.append(table)
        return table

    # ---- one row under the head ----

    def take(self, index, row, texts):
        kind, found = self.kinds.of(index, row, texts, self)
        act = getattr(self, f"take_{kind}", None)
        if act:
            act(row, texts, *found)
        elif kind == "item":
            self.read_item(index, row, texts)
        else:
            self.skip(row, texts, kind)

    def take_note(self, row, texts):
        self.last_note = row
        self.skip(row, texts, "note")

    def take_page(self, row, texts):
        self.page_cut = True
        self.skip(row, texts, "page")

    def take_continued(self, row, texts):
        self.page_cut = True
        self.skip(row, texts, "continued")

    def take_heading(self, row, texts, text):
        """A title between the rows of a table: what follows may be of another kind."""
        self.kind = kind_in(text) or self.kind
        self.section, self.category, self.broken = None, "", True
        self.skip(row, texts, "title")

    def take_section(self, row, texts, name, count):
        section = Section(row, name, count, cells_of(row, texts))
        items = sum(len(table.rows) for table in self.reading.tables)
        self.section = self.levels.take(
            section, only_text(texts) or " ".join(texts.values()), items
        )
        self.category, self.said_category = "", ""
        self.page_cut, self.broken = False, True
        self.keep_section(section)

    def keep_section(self, section):
        """A section belongs to its table; one above the head waits until the table is known."""
        (self.table.sections if self.table else self.early).append(section)

    def take_category(self, row, texts, text):
        """A row with nothing but a category in its own column."""
        self.category, self.said_category = category_of(text), text
        self.table.cells |= cells_of(row, texts)

    def read_item(self, index, row, texts):
        known = self.known_texts(row, texts)
        self.keep_examples(row, texts)
        how = self.kinds.continues(index, row, known, self)
        if how == "part":
            self.add_part(row, known)
        elif how == "cut":
            self.extend_last(row, known)
        elif how == "doubt":
            self.stray(row, texts, "doubtful_row", *self.item_beside(index))
        elif known.keys() - {"number", "category", "remark"}:
            self.add_item(row, known)
        else:
            self.take_rest(row, texts, known)

    def take_rest(self, row, texts, known):
        """A row without an item: a number alone, cells of columns that are not read in, or
        something stray.
        """
        mine = {c: text for c, text in texts.items() if self.field_at(row, c) in known}
        self.table.cells |= self.row_cells - cells_of(row, mine)
        numbered = bool(number_key(known.get("number", "")))
        if set(known) == {"number"} and numbered:
            self.skip(row, mine, "number")
        elif set(known) == {"number", "category"} and numbered and known["category"] != PICTURE:
            self.take_category(row, mine, known["category"])
        elif known:
            self.stray(row, mine, "stray_cell")

    def field_at(self, row, column):
        """The field of a place: of the head it stands under, or of the one its merged cell reaches."""
        if column not in self.fields:
            self.fields[column] = next(
                (
                    name
                    for name, (left, right) in self.head.spans.items()
                    if left <= column <= right
                ),
                "",
            )
        if self.fields[column] or column in self.head.others:
            return self.fields[column]
        _top, left, _bottom, right = self.layout.area(row, column)
        if left == right:
            return ""
        return next(
            (
                name
                for name, (first, last) in self.head.spans.items()
                if left <= last and first <= right
            ),
            "",
        )

    def known_texts(self, row, texts):
        """{field: text} of a row; what stands under no head, or second under one, is named."""
        known = {}
        self.row_cells = set()
        for column, text in texts.items():
            name = self.field_at(row, column)
            if name == "remark":
                self.take_remark(row, column, text)
            elif name and name not in known:
                known[name] = text
                self.row_cells.add((row, column))
            elif not name and column in self.head.others:
                self.row_cells.add((row, column))
            else:
                self.name_outsider(row, column, text)
        return known

    def take_remark(self, row, column, text):
        self.table.cells.add((row, column))
        if text != PICTURE:
            self.table.remarks += 1
            self.table.first_remark = self.table.first_remark or (row, column, text)

    def name_outsider(self, row, column, text):
        """A cell under no head at all: outside the table it is said, inside it is an error."""
        if self.head.left <= column <= self.head.right:
            self.stray(row, {column: text}, "stray_cell")
        else:
            self.skip(row, {column: text}, f"表格以外的单元格（{column_letter(column)}{row}）")

    def keep_examples(self, row, texts):
        for column in self.wanting & texts.keys():
            examples = self.table.examples.setdefault(column, [])
            if len(examples) >= EXAMPLES_SHOWN:
                self.wanting.discard(column)
            elif texts[column] != PICTURE:
                examples.append(texts[column])

    # ---- what is named ----

    def skip(self, row, texts, reason):
        """Names a row; the pictures in it are named with all the others of the sheet."""
        texts = without_pictures(texts)
        if not texts:
            return
        self.skip_cells(row, cells_of(row, texts), reason, " ".join(texts.values()))

    def skip_cells(self, row, cells, reason, text=""):
        said = REASONS.get(reason, reason)
        self.reading.skipped.append(Skipped(self.sheet, row, text[:60], said, frozenset(cells)))

    def stray(self, row, texts, code, beside=0, beside_text=""):
        column = min(texts)
        text = texts[column] if code == "stray_cell" else " ".join(texts.values())
        code = "picture" if text == PICTURE else code
        cells = cells_of(row, texts)
        self.reading.strays.append(
            Stray(self.sheet, row, column, text, code, cells, beside, beside_text)
        )

    def item_beside(self, index):
        """(row, name) of the item a doubtful row may be a part of: the one above, else the one
        below it.
        """
        if self.table.rows and not self.broken:
            last = self.table.rows[-1]
            return last.row, last.texts["name"]
        for row, texts in self.kinds.body[index + 1 : index + 2]:
            if name := self.kinds.at(texts, "name"):
                return row, name
        return 0, ""


def columns_read(head):
    """The columns from which anything is read: of fields, of further departments, of ticks."""
    further = {column for _field, *columns in head.further for column in columns if column}
    return {*head.columns.values(), *further, *head.ticks, *head.townships}


def cells_of(row, texts):
    return frozenset((row, column) for column in texts)
