"""Reads a list of basic items that a document writes without a table: numbered paragraphs under
their categories.
"""

import re

from items.models import Kind
from items.printed.row_words import NOTE, PAGE, SIGNATURE, TITLE_SENTENCE, TITLE_WORDS, section_of

from .columns import Column
from .headwords import kind_in
from .leftovers import Leftovers, SkipReason
from .numbering import LEADING, number_key, without_number
from .recognised import RawRow, SectionRow, Table
from .row_types import only_text

FEWEST = 3
LONGEST_TITLE = 60
LETTER = re.compile(r"通知|公告|通告|方案|意见|报告|办法|印发|目录")
ENDS_WITH_PAGE = re.compile(r"(?:[\t…·.．]|\s)\s*\d{1,3}$")
ATTACHMENT = re.compile(r"^附\s*(?:件|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$")
LAST_SIGN = re.compile(r"[；;。]$")
COLUMNS = {Column.NUMBER: 1, Column.NAME: 1}


def plain_name(name):
    return "".join(name.split())


class ParagraphList:
    """The list whose title stands in one row; `rows` are all its rows, none when the title has no
    such list.
    """

    def __init__(self, layout, index):
        self.layout = layout
        self.title_row = layout.rows[index]
        self.rows, self.items, self.sections = [], [], []
        self.others = []  # (row, text) of paragraphs that are neither item nor category
        self.section, self.numbers = None, ItemNumbers()
        if self.is_title(index):
            self.read(index)
        if len(self.items) < FEWEST or self.odd_count * 4 > len(self.items):
            self.rows = []

    @property
    def odd_count(self):
        """How many paragraphs have no place in a list."""
        return sum(not (NOTE.match(text) or SIGNATURE.match(text)) for _row, text in self.others)

    def text(self, row):
        """A paragraph's text; nothing for a row of a table."""
        if self.layout.is_paragraph(row):
            return only_text(self.layout.texts[row])
        return ""

    def is_title(self, index):
        text = self.text(self.layout.rows[index])
        if kind_in(text) != Kind.BASIC or len(text) > LONGEST_TITLE or NOTE.match(text):
            return False
        return not (TITLE_SENTENCE.search(text) or LETTER.search(text) or text[0].isdigit())

    def read(self, index):
        self.rows = [self.title_row]
        for row in self.layout.rows[index + 1 :]:
            text = self.text(row)
            if not text or ATTACHMENT.match(text) or is_other_title(text):
                break
            self.rows.append(row)
            self.take(row, text)

    def take(self, row, text):
        """One paragraph: the next item, a category, or something beside the list."""
        number = LEADING.match(text)
        if ENDS_WITH_PAGE.search(text):
            self.others.append((row, text))  # as lines of a table of contents end
        elif number and self.numbers.take(number_key(number[0])):
            self.add_item(row, text, number[0])
        elif named := section_of(text):
            self.section = SectionRow(row, *named, frozenset({(row, 1)}))
            self.sections.append(self.section)
            self.numbers.may_begin_anew = True
        elif not PAGE.match(text):
            self.others.append((row, text))

    def add_item(self, row, text, number):
        name = LAST_SIGN.sub("", without_number(text).strip())
        texts = {Column.NUMBER: number.strip(), Column.NAME: name}
        raw = RawRow(row, texts, dict(COLUMNS), section=self.section)
        if self.section:
            raw.category = self.section.name
        else:
            raw.category = ""
        raw.cells, raw.department_rows = {(row, 1)}, [{}]
        self.items.append(raw)

    def give(self, recognition, tables):
        """Hands the list over as a table, and names what stands between its items; one of `tables`
        again is named.
        """
        leftovers = Leftovers(self.layout.sheet.name, recognition)
        if self.is_index_of(tables):
            for row in self.rows:
                leftovers.skip(
                    row, {1: only_text(self.layout.texts[row])}, SkipReason.INDEX_PARAGRAPH
                )
            return
        title = " ".join(self.text(self.title_row).split())
        table = Table(self.layout.sheet.name, title, self.title_row, dict(COLUMNS), {})
        table.kind_above = Kind.BASIC
        table.rows, table.sections = self.items, self.sections
        table.cells = {(row, 1) for row in self.rows}
        recognition.tables.append(table)
        for row, text in self.others:
            leftovers.skip(row, {1: text}, SkipReason.BESIDE_LIST)

    def is_index_of(self, tables):
        """Whether its items stand in the tables too: then it is their index."""
        in_tables = set()
        for table in tables:
            in_tables.update(plain_name(raw.texts[Column.NAME]) for raw in table.rows)
        again = sum(plain_name(raw.texts[Column.NAME]) in in_tables for raw in self.items)
        return 2 * again > len(self.items)


class ItemNumbers:
    """The numbers of a list's items: written in one way, each one more than the last."""

    def __init__(self):
        self.style, self.last = None, 0
        self.may_begin_anew = True  # at 1: under the title, or a new category

    def take(self, key):
        """Whether a number is the next item's, which is counted then."""
        if key is None or (self.style and key[0] != self.style):
            return False
        number = key[1][-1]
        is_next = number == self.last + 1
        begins_anew = number == 1 and self.may_begin_anew
        if not (is_next or begins_anew):
            return False
        self.style, self.last, self.may_begin_anew = key[0], number, False
        return True


def is_other_title(text):
    if LEADING.match(text) or NOTE.match(text) or len(text) > LONGEST_TITLE:
        return False
    return bool(TITLE_WORDS.search(text)) and not TITLE_SENTENCE.search(text)
