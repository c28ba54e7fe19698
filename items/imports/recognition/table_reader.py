"""Reads the rows under one head: sections, items, and what is no item, each taken once."""

import re
from functools import cached_property
from itertools import chain

from items.imports.reading.formulas import PICTURE, in_words
from items.printed.row_words import CONTINUED, COUNT_CELL

from .above_head import AboveHead
from .columns import WORK, Column
from .continuing import Continuation, Continuations
from .departments import NOBODY
from .former import BLANK_IS_SAME, is_remark_on, is_same_as_left, says_same
from .headwords import kind_in
from .item_rows import ItemRowReader, is_ditto
from .kind_codes import kinds_of_sections
from .leftovers import Leftovers, SkipReason, cells_of, is_like_item
from .no_longer import (
    NO_ROW,
    changes_otherwise,
    decision_on,
    is_gone,
    is_left_free,
    is_opinion,
    new_name,
    says_cancelled,
    says_why_nameless,
)
from .numbering import number_key
from .recognised import Table
from .row_fields import RowFields
from .row_types import RowType, RowTypes, only_text
from .rows_above import RowsAbove
from .settling import settle
from .table_rows import TableRows

OF_NEW = (Column.DEPARTMENTS, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY, Column.RECEIVERS)
EXAMPLES_SHOWN = 3
OF_ANOTHER = re.compile(
    r"^第?\s*(?P<number>\d{1,4})\s*[号项条](?:事项)?"
    r"(?:(?:的?名称)?(?:改为|变更为|更名为|调整为)\s*[：:]?\s*[“\"]?(?P<name>[^”\"]{3,}?)[”\"]?)?$"
)
NO_ITEM = frozenset({Column.NUMBER, Column.CATEGORY, Column.REMARK})


class TableReader:
    """Reads one `TableArea` of a sheet into a table of its own, or into the one it goes on with."""

    def __init__(self, layout, recognition, area):
        self.layout, self.recognition, self.area = layout, recognition, area
        self.head = area.head
        self.left, self.right = area.head.left, area.head.right
        self.leftovers = Leftovers(layout.sheet.name, recognition)
        self.is_one_lost = False  # a row of another table below that reads like an item
        self.rows_above = RowsAbove()
        if area.above and area.above.rows_above:
            self.rows_above.levels = area.above.rows_above.levels
        before = self.area_before()
        if before and self.follows(before):
            self.rows_above.office = before.rows_above.office
            self.rows_above.office_style = before.rows_above.office_style
        self.above_head = AboveHead(layout, recognition, area, self.rows_above, self.leftovers)

    def read(self):
        self.above_head.read([(row, self.inside(row, texts)) for row, texts in self.area.before])
        self.table = self.continued_table() or self.new_table()
        self.area.table, self.area.rows_above = self.table, self.rows_above
        self.columns_to_show = set(self.table.heads)  # of which more examples are to be kept
        self.rows = TableRows(self.layout, self.head, self.rows_inside())
        if self.table.rows and self.table.rows[-1].texts.get(Column.NUMBER):
            self.rows.are_numbered = True
        kinds = kinds_of_sections(only_text(texts) for _row, texts in self.rows.rows)
        self.types = RowTypes(self.rows, self.table, self.rows_above, kinds)
        self.fields = RowFields(self.layout, self.head, self.table, self.leftovers)
        self.continuations = Continuations(self.rows, self.table, self.rows_above)
        self.items = ItemRowReader(self.rows, self.table, self.rows_above, self.leftovers)
        for index, (row, texts) in enumerate(self.rows.rows):
            self.take(index, row, texts)
        settle(self.table)

    def follows(self, before):
        """Whether no line that may name somebody stands between another table and this head."""
        last = before.table.rows[-1].row if before.table.rows else before.head.bottom
        above = {row for row, _texts in self.area.before}
        between = [row for row in self.layout.rows if last < row < self.head.top]
        return above.issuperset(between)

    def rows_inside(self):
        rows = []
        for row, texts in self.area.body:
            if inside := self.inside(row, texts):
                rows.append((row, inside))
        return rows

    def inside(self, row, texts):
        """A row without the cells beside the table, which are named, unless it begins there."""
        if self.left <= min(texts) and max(texts) <= self.right:
            return texts
        inside, beside = {}, {}
        for column, text in texts.items():
            if self.is_beside(row, column, text):
                beside[column] = text
            else:
                inside[column] = text
        if not beside or (not inside and min(texts) < self.left):
            return texts
        for column, text in beside.items():
            self.leftovers.skip_outsider(row, column, text)
        return inside

    def is_beside(self, row, column, text):
        reaches = self.layout.area(row, column)[3]
        return (column > self.right or reaches < self.left) and not COUNT_CELL.match(text)

    # ---- the table the rows belong to

    def continued_table(self):
        """The table above or beside, where this is its head again."""
        before = self.area_before()
        if before is None or not self.has_head_of(before):
            return None
        if self.above_head.is_titled and not self.is_next_page(before):
            return None
        table, sections = before.table, self.above_head.sections
        if self.counts_on(table):
            before = last_of(before)
        before.goes_on_in = self.area
        self.rows_above.go_on_from(before.rows_above, interrupted=bool(sections))
        table.sections += sections
        table.unknown = {**self.head.unknown, **table.unknown}
        is_continued = self.above_head.is_continued
        reason = SkipReason.CONTINUED_HEAD if is_continued else SkipReason.HEAD
        self.leftovers.skip_cells(self.head.top, self.head.cells, reason)
        return table

    def is_next_page(self, before):
        """Whether the table above goes on: its title or a page's again, and its numbers."""
        written = self.rows_above.title
        title = plain_title(written)
        has_kind = any(section.kind for section in self.above_head.sections)
        heads_pages = written in self.layout.page_heads and not kind_in(written)
        is_title_again = title == plain_title(before.rows_above.title)
        if not title or has_kind or not (is_title_again or heads_pages):
            return False
        is_after = self.head.top > before.head.top or before is self.area.beside
        return is_after and self.counts_on(before.table)

    def counts_on(self, table):
        """Whether the first number below the head follows the last of a table."""
        return self.first_number() == next_number(table)

    def first_number(self):
        """The first number below the head, as `number_key` reads it; None where there is none."""
        column = self.head.columns.get(Column.NUMBER)
        if column is None:
            return None
        for row in self.layout.rows:
            if row > self.head.bottom and (key := number_key(self.layout.text(row, column))):
                return key
        return None

    def area_before(self):
        """The area this one may go on with, above or beside: whose numbers go on, or the first; the
        one beside goes first where it has begun a table of its own under the same head.
        """
        both = (self.area.above, self.area.beside)
        areas = [area for area in both if area is not None and area.table is not None]
        if len(areas) > 1 and areas[0].table is not areas[1].table and self.has_head_of(areas[1]):
            areas.reverse()
        counting = [area for area in areas if self.counts_on(area.table)]
        return next(iter(counting or areas), None)

    def has_head_of(self, before):
        """Whether the head is another area's again: beside it, in other columns of the same row."""
        if list(before.head.columns) != list(self.head.columns):
            return False
        if before.head.columns == self.head.columns:
            return True
        return before is self.area.beside and before.head.bottom == self.head.bottom

    def new_table(self):
        head, above = self.head, self.rows_above
        table = Table(
            self.layout.sheet.name,
            above.title,
            head.bottom,
            head.columns,
            words_of(head.unknown),
            heads=words_of(head.words),
            townships=head.townships,
        )
        table.kind_above, table.dismissed = above.stated_kind, head.dismissed
        table.unsure, table.reasons, table.is_twice = head.unsure, head.reasons, head.is_twice
        table.sections = self.above_head.sections
        table.cells = set(head.cells)
        if above.title_row:
            table.cells |= cells_of(*above.title_row)
        table.hidden_columns = sorted(self.layout.sheet.hidden_columns & columns_read(head))
        self.recognition.tables.append(table)
        return table

    # ---- one row under the head

    def take(self, index, row, texts):
        typed = self.types.of(index, row, texts)
        match typed.type:
            case RowType.ITEM:
                self.take_item(index, row, texts)
            case RowType.KIND:
                section = self.rows_above.begin_kind(row, texts, typed.kind, typed.text)
                self.table.sections.append(section)
            case RowType.SECTION:
                self.take_section(row, texts, typed)
            case RowType.OFFICE:
                section = self.rows_above.begin_office(row, texts, typed.text)
                self.table.sections.append(section)
            case RowType.CATEGORY:
                self.take_category(row, texts, typed.text)
            case RowType.HEADING:
                self.rows_above.begin_heading(typed.text)
                self.leftovers.skip(row, texts, SkipReason.TITLE)
            case RowType.SKIPPED:
                self.take_skipped(row, texts, typed.reason)

    def take_section(self, row, texts, typed):
        items = self.recognition.item_count
        section = self.rows_above.begin_section(row, texts, typed.text, typed.count, items)
        self.table.sections.append(section)

    def take_category(self, row, texts, text):
        """A row with nothing but a category in its own column."""
        self.rows_above.begin_category(text)
        self.table.cells |= cells_of(row, texts)

    def take_skipped(self, row, texts, reason):
        if reason == SkipReason.NOTE:
            self.rows_above.last_note = row
        if reason in (SkipReason.PAGE, SkipReason.CONTINUED):
            self.rows_above.page_ended = True
        is_lost = reason == SkipReason.OTHER_TABLE and is_like_item(self.layout.texts[row])
        if is_lost and not self.is_one_lost:
            self.is_one_lost = True
            self.leftovers.stray_cell(row, texts)
        else:
            self.leftovers.skip(row, texts, reason)

    def take_item(self, index, row, texts):
        known = self.fields.read(row, texts)
        if self.head.former and self.stays(row, known):
            self.take_former(row, known)
        self.keep_examples(texts)
        if not self.take_no_longer(row, texts, known):
            self.take_or_go_on(index, row, texts, known)

    def take_or_go_on(self, index, row, texts, known):
        """Takes a row for an item, or for more of the one above."""
        match self.continuations.of(index, row, known.texts):
            case Continuation.DEPARTMENT:
                self.items.add_department_row(row, known)
            case Continuation.REST:
                self.items.add_rest(row, known)
            case Continuation.TOWNSHIP:
                self.items.add_of_township(row, known)
            case Continuation.DOUBTFUL:
                self.leftovers.doubtful_row(row, texts, *self.item_beside(index))
            case Continuation.NONE if known.texts.keys() - NO_ITEM:
                self.items.add_item(row, known)
            case Continuation.NONE:
                self.take_without_item(row, texts, known)

    def stays(self, row, known):
        """Whether a row beside an old list says that its item is as it was, or of which kind it is
        now and no new name; or the file says that a blank means so.
        """
        name = known.texts.get(Column.NAME, "")
        if not name and any(known.texts.values()):
            kind = kind_in(known.texts.get(Column.KIND, ""))
            return bool(kind) or self.blank_is_same or says_same(self.items.unread_texts(row))
        return is_same_as_left(name) or says_same(self.items.unread_texts(row))

    @cached_property
    def blank_is_same(self):
        """Whether a text of the sheet says that a blank in the new list stands for no change."""
        texts = chain.from_iterable(texts.values() for texts in self.layout.texts.values())
        return any(map(BLANK_IS_SAME.search, texts))

    def take_former(self, row, known):
        """Gives a row that stays as it was the texts of the old list where the new one is blank."""
        for name, column in self.head.columns.items():
            old = self.layout.text(row, self.head.former.get(column, 0))
            if old and not known.texts.get(name):
                known.texts[name] = old

    def take_no_longer(self, row, texts, known):
        """Names a row that is cancelled, an opinion, or of an old list alone: -> whether it is."""
        name = known.texts.get(Column.NAME, "")
        if not known.texts.get(Column.NUMBER) and is_opinion(name) and self.table.rows:
            self.take_opinion(row, texts)
            return True
        if reason := self.reason_to_leave(row, known, name):
            self.begin_its_category(known)
            self.leftovers.skip(row, texts, reason)
            return True
        if of_another := OF_ANOTHER.match(name):
            return self.take_of_another(row, texts, of_another)
        return bool(name) and self.is_decided_otherwise(row, texts, known, name)

    def reason_to_leave(self, row, known, name):
        """Why a row is no item any more; None for an item."""
        if self.head.former and (reason := self.left_by_new_list(row, known, name)):
            return reason
        if is_left_free(name):
            return SkipReason.CANCELLED
        says_nothing = name in NOBODY or NO_ROW.match(name)
        if says_nothing and known.texts.keys() <= NO_ITEM | {Column.NAME}:
            return SkipReason.NUMBER
        duties = {known.texts.get(field, "") for field in WORK}
        is_nameless = not name and duties <= {"", *NOBODY}
        if is_nameless and says_why_nameless(self.items.unread_texts(row)):
            return SkipReason.CANCELLED
        return None

    def left_by_new_list(self, row, known, name):
        """The same beside an old list: its item alone stands there, or the new one says so."""
        if any(is_gone(self.layout.text(row, new)) for new in self.head.former if name):
            return SkipReason.CANCELLED
        if name and name not in NOBODY and not is_gone(name):
            return None
        former = [self.layout.text(row, old) for old in self.head.former.values()]
        if any(former) and not any(known.texts.get(field) for field in OF_NEW):
            return SkipReason.FORMER
        return None

    def is_decided_otherwise(self, row, texts, known, name):
        """Follows a decision beside an item: -> whether it is left out, or nobody can tell."""
        beside = self.items.unread_texts(row)
        old, former = "", self.head.former
        if former:
            old = self.layout.text(row, former.get(self.head.columns[Column.NAME], 0))
        if old and is_remark_on(old, name):
            self.leftovers.decision(row, {"": name}, texts)
        elif changes_otherwise(beside):
            self.leftovers.decision(row, beside, texts)
        elif renamed := new_name(beside):
            known.texts[Column.NAME] = renamed
        cancelled = says_cancelled(beside)
        if cancelled:
            self.begin_its_category(known)
            self.leftovers.skip(row, texts, SkipReason.CANCELLED)
            self.rows_above.item_read()
        elif cancelled is None:
            self.leftovers.doubtful_row(row, texts, 0, "")
        return cancelled is not False

    def take_of_another(self, row, texts, of_another):
        """Follows what a row says of one above by its number: 第4号名称改为：……, 第6号 beside 注销:
        -> whether it changes one; it is an error where that is not there.
        """
        numbers = {number_key(raw.texts.get(Column.NUMBER, "")): raw for raw in self.table.rows}
        raw = numbers.get(number_key(of_another["number"]))
        is_cancelled = says_cancelled(self.items.unread_texts(row))
        if not (of_another["name"] or is_cancelled):
            return False
        if raw is None:
            self.leftovers.doubtful_row(row, texts, 0, "")
            return True
        if of_another["name"]:
            raw.texts[Column.NAME] = of_another["name"]
        else:
            self.cancel(raw)
        self.leftovers.skip(row, texts, SkipReason.OF_ANOTHER)
        return True

    def begin_its_category(self, known):
        """What a row that is no item says of the category of those below."""
        category = known.texts.get(Column.CATEGORY)
        if category and not is_ditto(category):
            self.rows_above.begin_category(category)

    def take_opinion(self, row, texts):
        """An opinion, which is named; the item above goes or has another name if it was adopted."""
        is_removed, name = decision_on(texts.values())
        last = self.table.rows[-1]
        if is_removed:
            self.cancel(last)
        elif name:
            last.texts[Column.NAME] = name
        self.leftovers.skip(row, texts, SkipReason.OPINION)

    def cancel(self, raw):
        """Takes an item out that a row below cancels; it is named."""
        self.table.rows.remove(raw)
        self.leftovers.skip_cells(raw.row, raw.cells, SkipReason.CANCELLED, raw.texts[Column.NAME])

    def take_without_item(self, row, texts, known):
        """A row without an item: a number alone, cells not read in, or something stray."""
        mine = {}
        for column, text in texts.items():
            if self.fields.field_at(row, column) in known.texts:
                mine[column] = text
        self.table.cells |= known.cells - cells_of(row, mine)
        fields = set(known.texts)
        is_numbered = bool(number_key(known.texts.get(Column.NUMBER, "")))
        category = known.texts.get(Column.CATEGORY)
        if fields == {Column.NUMBER} and is_numbered:
            self.leftovers.skip(row, mine, SkipReason.NUMBER)
        elif fields == {Column.NUMBER, Column.CATEGORY} and is_numbered and category != PICTURE:
            self.take_category(row, mine, category)
        elif fields:
            self.leftovers.stray_cell(row, mine)

    def keep_examples(self, texts):
        for column in self.columns_to_show & texts.keys():
            examples = self.table.examples.setdefault(column, [])
            if len(examples) >= EXAMPLES_SHOWN:
                self.columns_to_show.discard(column)
            elif texts[column] != PICTURE:
                examples.append(texts[column])

    def item_beside(self, index):
        """(row, name) of the item above a doubtful row, else of the one below."""
        if self.table.rows and not self.rows_above.interrupted:
            last = self.table.rows[-1]
            return last.row, last.texts[Column.NAME]
        for row, texts in self.rows.rows[index + 1 : index + 2]:
            if name := self.rows.at(texts, Column.NAME):
                return row, name
        return 0, ""


def last_of(area):
    """The last area in which the table of an area goes on."""
    while area.goes_on_in:
        area = area.goes_on_in
    return area


def next_number(table):
    """The number that comes after the last of a table; "" where that has none."""
    last = table.rows[-1].texts.get(Column.NUMBER, "") if table.rows else ""
    key = number_key(last)
    return (key[0], (*key[1][:-1], key[1][-1] + 1)) if key else ""


def plain_title(title):
    return "".join(CONTINUED.sub("", title).split())


def words_of(heads):
    """{column: words} of heads, a picture or a formula said in words."""
    return {column: in_words(text) for column, text in heads.items()}


def columns_read(head):
    """The columns from which anything is read: of fields, of further departments, of ticks."""
    columns = {*head.columns.values(), *head.further_columns}
    return columns.union(head.ticks, head.townships)
