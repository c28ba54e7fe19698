"""Reads lists that have a form or a card for each item: labels beside their values, row by row."""

import re
from collections import Counter
from dataclasses import replace

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import TITLE_WORDS, section_of

from .card_rows import OF_AN_ITEM, CardRows
from .columns import COORDINATING, NAMING, SHARING, WORK_OF_DEPARTMENTS, Column
from .departments import ACTS_TOGETHER, NOBODY
from .headwords import FIELD_WORDS, field_of, is_duty_word, is_township_word, kind_in
from .item_rows import department_row, each_with_its_own
from .joining import joined_texts
from .kind_codes import meant
from .labels import labelled_field
from .layout import Layout
from .learnt_labels import learnt_labels
from .leftovers import Leftovers, SkipReason, cells_of
from .no_longer import VOID, is_left_free
from .paragraphs import kind_heading
from .recognised import CardLabel, RawRow, Table, kind_filled_in
from .row_types import EXAMPLE, EXAMPLE_NAME, category_of, kind_named, only_text
from .rows_above import RowsAbove
from .settling import settle_kind_column

FEWEST_ROWS = 2
SHOWN_EXAMPLES = 3
ROWS_OF_A_TABLE = 3
MOST_TIMES = 4  # a label stands in one card, as for each of its departments
SHORTEST_CAPTION, LONGEST_CAPTION = 4, 60
FILLED_IN = re.compile(r"^[（(【]?填写(?:样例|示例|示范)")
OF_LEAD = re.compile(r"牵头|主管|主责|主办")
STAND_IN = re.compile(r"[xX×ＸＯ○]{2,}|…{2,}|\.{4,}|____")  # XX工作: a form filled in as an example
# what a card says that has its name in the line above it: of its category, and who does what
ABOUT_CAPTIONED = (
    frozenset({Column.CATEGORY, Column.DEPARTMENTS, Column.DEPARTMENT_DUTY}),
    frozenset({Column.CATEGORY, Column.RECEIVERS, Column.METHOD}),
)
NO_LONGER = re.compile(r"不再(?:承担|履行|负责|办理)[。；;]?$")
# 卡 1 【经济发展】
CORNER = re.compile(
    r"^(?:卡片?|第)?\s*\d{1,3}\s*[张号]?\s*[【\[（(](?P<category>[^】\]）)]{2,12})[】\]）)]$"
)
NUMBERED_CAPTION = re.compile(r"^(?:卡片?|[甲乙丙丁A-Z])\s*-?\d{1,3}[.．、\s]\s*(?=\D)")
STILL_HOLDS = re.compile(r"\s+(?:现行有效|现行|有效|已生效)$")
MAY_COME_AGAIN = frozenset({*SHARING, *WORK_OF_DEPARTMENTS, Column.INTERNAL_OFFICE})


class Card:
    """The rows of one form: `pairs` are [(row, [(field, label, value, cells)])]."""

    def __init__(self):
        self.rows, self.fields, self.name_row = [], {}, 0

    def takes(self, pairs):
        """Whether a row may be this card's: no label that is said once is said again."""
        said = {field for field, _label, value, _cells in pairs if field and value}
        if len(self.rows) == 1 and any(field_of(label) == Column.NAME for _, label, *_ in pairs):
            self.take_corner()
        return not {field for field in said - MAY_COME_AGAIN if self.fields.get(field)}

    def take_corner(self):
        """Takes what stands behind the kind or the number in a first row as the category:
        配合 01 | 城市管理, 卡片01 | 城市管理.
        """
        [(row, pairs)] = self.rows
        field, label, value, cells = pairs[0]
        if len(pairs) == 1 and field == Column.NAME and field_of(label) != field:
            self.rows, self.fields = [], {}
            told = Column.KIND if kind_in(label) else Column.NUMBER
            corner = (told, "", label, cells[:1])
            self.add(row, [corner, (Column.CATEGORY, "", value, cells)])

    def add(self, row, pairs):
        self.rows.append((row, pairs))
        for field, _label, value, _cells in pairs:
            if field == Column.NAME:
                self.name_row = row
            if value:
                self.fields[field] = value


class CardList:
    """The cards that begin in one row of a sheet and follow each other; `rows` are all their rows,
    none where no cards begin there.
    """

    def __init__(self, layout, index, before=()):
        self.layout, self.before = layout, before
        self.cards, self.others, self.rows = [], [], []
        self.card_rows = CardRows(layout, self.cards)
        self.is_void = False  # a line above the next card says so
        self.read(index)
        self.take_captions()
        named = [card for card in self.cards if Column.NAME in card.fields]
        are_short = sum(len(card.fields) for card in named) < len(named) * 3
        if not named or are_short or self.is_a_table():
            self.rows = []

    def is_a_table(self):
        """Whether what would be a single card is the rows of a table: one label over and over, or
        the head of wide rows below.
        """
        labels = Counter(label for field, label, _value, _cells in self.pairs() if field and label)
        below = [row for row in self.layout.rows if row > self.rows[-1]][:ROWS_OF_A_TABLE]
        is_head = len(below) == ROWS_OF_A_TABLE and all(map(self.is_of_a_table, below))
        return len(self.cards) == 1 and (is_head or max(labels.values(), default=0) > MOST_TIMES)

    def is_of_a_table(self, row):
        """Whether more stands in a row than a label and its value, and no label."""
        texts = self.layout.texts[row].values()
        return len(texts) > 2 and not any(map(self.card_rows.field, texts))

    def read(self, index):
        rows = self.layout.rows
        if not self.is_begun(index):
            return
        end = index
        for place in range(index, len(rows)):
            row = rows[place]
            pairs = self.card_rows.pairs_of(row)
            if pairs:
                self.take(row, pairs)
                end = place + 1
            elif self.cards and self.goes_on(row):
                end = place + 1
            elif not self.stands_between(place):
                break
            else:
                self.others.append((row, self.layout.texts[row]))
        self.others = [(row, texts) for row, texts in self.others if row < self.end_row(end)]
        self.rows = rows[index:end]

    def line(self, row):
        """The text of a row that has no more than one; "" of any other row."""
        return only_text(self.layout.texts.get(row, {}))

    def take_captions(self):
        """Gives cards of which none says its name the line right above each as that."""
        captions = [(card, card.rows[0][0] - 1) for card in self.cards]
        if any(Column.NAME in card.fields for card in self.cards):
            return
        if not all(is_caption(self.line(row)) for _card, row in captions):
            return
        rows = {row for _card, row in captions}
        self.others = [line for line in self.others if line[0] not in rows]
        self.before = [line for line in self.before if line[0] not in rows]
        for card, row in captions:
            name = NUMBERED_CAPTION.sub("", STILL_HOLDS.sub("", self.line(row)))
            column = min(self.layout.texts[row])
            card.rows.insert(0, (row, [(Column.NAME, "", name, [(row, column)])]))
            card.fields[Column.NAME], card.name_row = name, row

    def end_row(self, end):
        rows = self.layout.rows
        return rows[end] if end < len(rows) else rows[-1] + 1

    def is_begun(self, index):
        """Whether at least two rows of labels with values stand here, one of them the name's."""
        found, fields = 0, set()
        for row in self.layout.rows[index : index + 4]:
            pairs = self.card_rows.pairs_of(row)
            if not pairs:
                break
            found += 1
            for field, label, *_rest in pairs:
                if field and (field != Column.NAME or self.card_rows.says_name(label)):
                    fields.add(field)
        is_captioned = index > 0 and any(fields >= about for about in ABOUT_CAPTIONED)
        is_captioned = is_captioned or (Column.CATEGORY in fields and self.is_below_caption(index))
        is_named = Column.NAME in fields or is_captioned
        if not is_named or found < FEWEST_ROWS or len(fields) < 2:
            return False
        return Column.NAME in fields or is_caption(self.line(self.layout.rows[index] - 1))

    def is_below_caption(self, index):
        """Whether a row is the second of a document's table, below one that goes all across it."""
        row = self.layout.rows[index]
        begins = any(first == row - 1 for first, _last, _cells in self.layout.sheet.blocks)
        return begins and self.layout.width(row - 1, 1) > 1

    def stands_between(self, place):
        """Whether a row may stand between two cards: one text, with another card soon below."""
        rows = self.layout.rows
        if len(set(self.layout.texts[rows[place]].values())) > 1:
            return False
        for following in range(place + 1, min(place + 5, len(rows))):
            if self.is_begun(following):
                return True
            if len(set(self.layout.texts[rows[following]].values())) > 1:
                return False
        return False

    def take(self, row, pairs):
        is_new = not self.cards or not self.cards[-1].takes(pairs) or self.is_interrupted(row)
        if is_new:
            self.cards.append(Card())
        self.cards[-1].add(row, pairs)

    def is_interrupted(self, row):
        """Whether a line of its own, or a blank row, stands between a row and the card above."""
        last = self.cards[-1].rows[-1][0]
        is_begun = self.cards[-1].fields.keys() & OF_AN_ITEM
        between = [other for other, _texts in self.others if other > last]
        return bool(is_begun) and (bool(between) or self.in_other_block(last, row))

    def in_other_block(self, last, row):
        for first, end, _cells in self.layout.sheet.blocks:
            if first <= row <= end:
                return not first <= last <= end
        return row > last + 1 and not self.layout.area(last, 1)[2] >= row

    def goes_on(self, row):
        """Takes a row under a label that is merged over it: -> whether it is one."""
        texts = self.layout.texts[row]
        last_row, pairs = self.cards[-1].rows[-1]
        if len(texts) != 1 or row != last_row + 1:
            return False
        column, text = next(iter(texts.items()))
        field, label, value, cells = pairs[-1]
        label_bottom = self.layout.area(*cells[0])[2]
        if label_bottom < row or column != cells[-1][1]:
            return False
        pairs[-1] = (field, label, f"{value}\n{text}", [*cells, (row, column)])
        self.cards[-1].rows[-1] = (row, pairs)
        return True

    # ---- as a table

    def give(self, recognition, tables):
        """Hands the cards over as a table; what stands between them is named."""
        leftovers, above = Leftovers(self.layout.sheet.name, recognition), RowsAbove()
        table = Table(self.layout.sheet.name, "", self.rows[0], {}, {})
        lines = dict([*self.before, *self.others])
        for card in self.cards:
            for row in [row for row in lines if row < card.rows[0][0]]:
                self.take_line(table, row, lines.pop(row), above, leftovers)
            self.add(table, card, above, leftovers)
        for row, texts in lines.items():
            leftovers.skip(row, texts, SkipReason.BESIDE_LIST)
        settle_kind_column(table)
        recognition.tables.append(table)
        table.labels = self.labels()
        self.tell_learnt(table, recognition)

    def labels(self):
        """{label: CardLabel} of all cards, in the order in which they stand."""
        labels = {}
        for field, label, value, _cells in self.pairs():
            if label and label not in labels:
                labels[label] = CardLabel(field, [], self.layout.learnt.get(label))
            if label and value and len(labels[label].examples) < SHOWN_EXAMPLES:
                labels[label].examples.append(value)
        return labels

    def pairs(self):
        for card in self.cards:
            for _row, pairs in card.rows:
                yield from pairs

    def tell_learnt(self, table, recognition):
        """Keeps to be told which labels of these cards were learnt, and for what."""
        for label, known in table.labels.items():
            if not (known.learnt and known.field and known.learnt.field == known.field):
                continue
            word = FIELD_WORDS[known.field]
            note = f"“{label}”一栏不是常用的叫法，按所填内容作为“{word}”读入"
            told = (self.layout.sheet.name, note)
            if told not in recognition.notes:
                recognition.notes.append(told)

    def take_line(self, table, row, texts, above, leftovers):
        """A line above a card: a kind, a category, or none of the list's."""
        text, items = only_text(texts), len(table.rows)
        if VOID.search(text) or FILLED_IN.match(text):
            self.is_void = True
        cornered, found = CORNER.match(text), section_of(text)
        if named := kind_heading(text) or self.card_rows.kind_said(text):
            table.sections.append(above.begin_kind(row, texts, named, text))
        elif found and not labelled_field(found[0]):
            table.sections.append(above.begin_section(row, texts, *found, items))
        elif cornered:
            section = above.begin_section(row, texts, cornered["category"], None, items)
            table.sections.append(section)
        elif len(texts) > 1 and labelled_field(texts[min(texts)]) in OF_AN_ITEM:
            leftovers.stray_cell(row, texts)  # of a card that was not read
        else:
            above.kind = kind_in(text) or above.kind
            leftovers.skip(row, texts, SkipReason.ABOVE_HEAD)

    def add(self, table, card, above, leftovers):
        """Adds a card as an item; a blank form and an example are named."""
        cells, pairs_of_card = set(), []
        for row, pairs in card.rows:
            cells |= cells_of(row, self.layout.texts[row])
            pairs_of_card += pairs
        name = card.fields.get(Column.NAME, "")
        is_void = self.is_void or is_left_free(name)
        self.is_void = False
        if is_void:
            leftovers.skip_cells(card.rows[0][0], cells, SkipReason.CANCELLED, name)
            return
        if not name and card.fields.keys() & OF_AN_ITEM:
            row = card.rows[0][0]
            leftovers.stray_cell(row, self.layout.texts[row])
            leftovers.skip_cells(row, cells, SkipReason.CARD_FIELD)
            return
        if not name or is_example(card, name):
            reason = SkipReason.EXAMPLE if name else SkipReason.NUMBER
            leftovers.skip_cells(card.rows[0][0], cells, reason, name or pairs_of_card[0][1])
            return
        raw = RawRow(card.name_row, section=above.section, cells=cells)
        raw.kind_section = above.kind_section
        self.fill(raw, card, leftovers)
        told = raw.texts.get(Column.KIND, "")
        raw.kind = meant(told) or above.kind or kind_filled_in(raw.texts)
        raw.category = category_of(raw.texts.get(Column.CATEGORY, "")) or above.section_name
        for field, column in raw.columns.items():
            table.columns.setdefault(field, column)
        table.rows.append(raw)

    def fill(self, raw, card, leftovers):
        """The texts of a card by field; departments with a duty beside them each have their own."""
        rows, last = [], None
        for _row, pairs in card.rows:
            for field, label, value, cells in pairs:
                is_its_own = is_township_word(value) or NO_LONGER.match(value)  # 谁来办 | 街道
                is_no_share = is_its_own and field in (*NAMING, Column.TOWNSHIP_DUTY)
                if not field or field == Column.REMARK or is_no_share:
                    name_unread(raw, label, value, cells, leftovers)
                    continue
                field = field_beside(field, label, raw, card)
                raw.columns.setdefault(field, cells[-1][1])
                if field in SHARING:
                    last = (field, value)
                elif (
                    field in WORK_OF_DEPARTMENTS
                    and last
                    and may_be_duty_of(last[0], field, label)
                    and value not in NOBODY
                    and last[1] not in NOBODY
                ):
                    rows.append(department_row(*last, value))
                    last = None
                if value and value != PICTURE and value not in NOBODY:
                    raw.texts[field] = joined_texts(raw.texts.get(field, ""), value, cut=False)
        give_offices(rows, card)
        raw.department_rows = each_with_its_own(rows, raw.texts)


def field_beside(field, label, raw, card):
    """The field of a label beside what a card has said: the duty of those beside the lead, whom it
    names; those who act together with it.
    """
    if field in raw.texts and field in COORDINATING[1:] and is_duty_word(label):
        return Column.SUPPORT_DUTY
    has_lead = Column.DEPARTMENTS in card.fields
    if field == Column.SUPPORT_DEPARTMENTS and has_lead and ACTS_TOGETHER.search(label):
        return Column.JOINT_DEPARTMENTS
    return field


def is_example(card, name):
    """Whether a card shows how to fill in the others: its name, or any text of it, says so."""
    says_so = any(map(EXAMPLE.match, card.fields.values()))
    return says_so or bool(STAND_IN.search(name) or EXAMPLE_NAME.match(name))


def give_offices(rows, card):
    """Gives each department of a card the internal office that stands beside or below it; a single
    one is the first's.
    """
    offices, named = {}, ""
    for field, _label, value, _cells in [pair for _row, pairs in card.rows for pair in pairs]:
        if field in SHARING:
            named = value
        elif field == Column.INTERNAL_OFFICE and value not in NOBODY:
            offices[named] = value
    if len(offices) == 1 and rows:
        offices = {office_named(rows[0]): next(iter(offices.values()))}
    for row in rows:
        row[Column.INTERNAL_OFFICE] = offices.get(office_named(row), "")


def office_named(row):
    """The department of a row without its role before it: 配合：县水利局."""
    return (row.get(Column.DEPARTMENTS) or row.get(Column.RECEIVERS, "")).split("：")[-1]


def name_unread(raw, label, value, cells, leftovers):
    """Keeps and names what stands behind a label that is not read in."""
    if value:
        raw.unread[label] = value
        text = f"{label}：{value}"
        leftovers.skip_cells(cells[0][0], cells, SkipReason.CARD_FIELD, text)


def may_be_duty_of(department, field, label):
    """Whether a duty's label does not say that it is another one's: 牵头部门职责 below 共同部门."""
    if field == Column.SUPPORT_DUTY or OF_LEAD.search(label):
        return (department == Column.DEPARTMENTS) == (field != Column.SUPPORT_DUTY)
    return True


def is_caption(text):
    """Whether a line may be the name of the item whose card stands below it."""
    is_other = section_of(text) or kind_in(text) or TITLE_WORDS.search(text)
    return SHORTEST_CAPTION <= len(text) <= LONGEST_CAPTION and not is_other


def cards_at(layout, index, before=()):
    """[CardList] of the cards that begin in a row: of several where cards stand beside each other,
    each in columns of its own.
    """
    found, row = [], layout.rows[index]
    layout.learnt = layout.learnt or learnt_labels(layout, row)
    windows = columns_abreast(layout, index)
    for first, last in windows:
        part, place = layout, index
        if len(windows) > 1:
            part = Layout(part_of(layout.sheet, first, last), layout.told)
            part.learnt, part.whole = layout.learnt, layout
            below = [other for other in part.rows if other >= row]
            place = part.rows.index(below[0]) if below else len(part.rows)
        above = [(other, part.texts[other]) for other, _texts in before if other in part.texts]
        cards = CardList(part, place, above)
        if cards.rows:
            found.append(cards)
        elif row in part.rows:
            return []  # beside those of which none is read nobody tells what is a card
    return found


def columns_abreast(layout, index):
    """[(first, last)] of the columns of cards that stand beside each other: a name's label begins
    each; all columns where it stands once.
    """
    for row in layout.rows[index : index + FEWEST_ROWS + 1]:
        labels, before, texts = [], "", layout.texts[row]
        for column, text in texts.items():
            is_kind = kind_named(text) and list(texts.values()).count(before) > 1  # 类型 | 配合履职
            if not is_kind and Column.NAME in (field_of(text), layout.learnt_field(text)):
                labels.append(column)
            before = text
        if len(labels) > 1 and not layout.is_paragraph(row):
            starts = [1, *labels[1:]]
            ends = [start - 1 for start in starts[1:]] + [layout_end(layout)]
            return list(zip(starts, ends, strict=True))
    return [(1, layout_end(layout))]


def layout_end(layout):
    """The last column of a sheet with text."""
    return max(max(texts) for texts in layout.texts.values() if texts)


def part_of(sheet, first, last):
    """A sheet's columns from one to another."""
    cells = [cell for cell in sheet.cells if first <= cell.column <= last]
    merged = [area for area in sheet.merged if first <= area[1] and area[3] <= last]
    return replace(sheet, cells=cells, merged=merged)
