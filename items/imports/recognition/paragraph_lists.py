"""Reads a list of basic items that a document writes without a table: numbered paragraphs under
their categories.
"""

import re

from items.printed.row_words import NOTE, PAGE, SIGNATURE, TITLE_SENTENCE, TITLE_WORDS, section_of

from .findings import RawRow, Section, Skipped, Table
from .headwords import kind_in
from .numbering import LEADING, number_key, without_number
from .row_kinds import only_text

FEWEST = 3
LONGEST_TITLE = 60
LETTER = re.compile(r"通知|公告|通告|方案|意见|报告|办法|印发|目录")
ENDS_WITH_PAGE = re.compile(r"(?:[\t…·.．]|\s)\s*\d{1,3}$")
ATTACHMENT = re.compile(r"^附\s*(?:件|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$")
LAST_SIGN = re.compile(r"[；;。]$")
BESIDE = "清单以外的文字"
INDEX = "目录中的文字，表格里另有这些事项"


def plain_name(name):
    return "".join(name.split())


class ParagraphList:
    """The list whose title stands in one row; `rows` are all its rows, none when the title has no
    such list.
    """

    def __init__(self, layout, index):
        self.layout, self.sheet = layout, layout.sheet.name
        self.rows, self.items, self.sections, self.beside = [], [], [], []
        self.section, self.last, self.style = None, 0, ""
        if self.is_title(index):
            self.read(index)
        odd = sum(not (NOTE.match(text) or SIGNATURE.match(text)) for _row, text in self.beside)
        if len(self.items) < FEWEST or odd * 4 > len(self.items):
            self.rows = []

    def text(self, index):
        """A paragraph's text; nothing for a row of a table."""
        row = self.layout.rows[index]
        return only_text(self.layout.texts[row]) if self.layout.is_paragraph(row) else ""

    def is_title(self, index):
        text = self.text(index)
        named = kind_in(text) == "basic" and len(text) <= LONGEST_TITLE and not NOTE.match(text)
        return named and not (
            TITLE_SENTENCE.search(text) or LETTER.search(text) or text[0].isdigit()
        )

    def read(self, index):
        self.title = index
        self.rows = [self.layout.rows[index]]
        for at in range(index + 1, len(self.layout.rows)):
            text = self.text(at)
            if not text or ATTACHMENT.match(text) or self.is_other_title(text):
                break
            self.take(self.layout.rows[at], text)

    def is_other_title(self, text):
        titled = bool(TITLE_WORDS.search(text)) and not LEADING.match(text) and not NOTE.match(text)
        return titled and len(text) <= LONGEST_TITLE and not TITLE_SENTENCE.search(text)

    def is_index_of(self, tables):
        """Whether its items stand in the tables too: then it is their index."""
        there = {plain_name(raw.texts["name"]) for table in tables for raw in table.rows}
        return 2 * sum(plain_name(raw.texts["name"]) in there for raw in self.items) > len(
            self.items
        )

    def take(self, row, text):
        """One paragraph: the next item, a category, or something beside the list."""
        self.rows.append(row)
        if ENDS_WITH_PAGE.search(text):
            self.beside.append((row, text))  # as lines of a table of contents end
        elif (found := LEADING.match(text)) and self.is_next(number_key(found[0])):
            self.add_item(row, text, found[0])
        elif named := section_of(text):
            self.section = Section(row, *named, frozenset({(row, 1)}))
            self.sections.append(self.section)
            self.last = (
                0 if self.last == 0 else -self.last
            )  # the next number may go on or begin anew
        elif not PAGE.match(text):
            self.beside.append((row, text))

    def is_next(self, key):
        """Whether a number is the next item's: of the same habit, one more than the last, or 1
        under a new category.
        """
        if key is None or (self.style and key[0] != self.style):
            return False
        counted = key[1][-1]
        if counted != abs(self.last) + 1 and not (counted == 1 and self.last <= 0):
            return False
        self.style, self.last = key[0], counted
        return True

    def add_item(self, row, text, number):
        name = LAST_SIGN.sub("", without_number(text).strip())
        raw = RawRow(
            row,
            {"number": number.strip(), "name": name},
            {"number": 1, "name": 1},
            section=self.section,
        )
        raw.category, raw.cells = self.section.name if self.section else "", {(row, 1)}
        raw.parts = [{}]
        self.items.append(raw)

    def give(self, reading, tables):
        """Hands the list over as a table, and names what stands between its items; one of `tables`
        again is named.
        """
        if self.is_index_of(tables):
            for row in self.rows:
                text = only_text(self.layout.texts[row])
                reading.skipped.append(
                    Skipped(self.sheet, row, text[:60], INDEX, frozenset({(row, 1)}))
                )
            return
        title = self.layout.rows[self.title]
        text = self.text(self.title)
        table = Table(
            self.sheet,
            " ".join(text.split()),
            title,
            {"number": 1, "name": 1},
            {},
            said_kind="basic",
        )
        table.rows, table.sections = self.items, self.sections
        table.cells = {(title, 1)} | {(row, 1) for row in self.rows}
        reading.tables.append(table)
        for row, said in self.beside:
            reading.skipped.append(
                Skipped(self.sheet, row, said[:60], BESIDE, frozenset({(row, 1)}))
            )
