"""Reads what stands above a head: the title, the kind and category of the first items."""

import re

from items.models import Kind
from items.printed.row_words import (
    CONTINUED,
    LABELLED_SECTION,
    LONGEST_TITLE,
    NOTE,
    TITLE_SENTENCE,
    TITLE_WORDS,
    is_title,
    one_line,
    section_of,
)

from .headwords import category_in_title, kind_in
from .leftovers import SkipReason, without_pictures
from .office_of_list import office_reporting, office_said, office_taking
from .row_types import CONTINUED_LENGTH, is_bare_heading, is_known_category, kind_named, only_text

LABELS_APART = re.compile(r"(?:[ \t]{2,}|\u3000+\s*)(?=[\u4e00-\u9fff]{2,8}[：:])")


class AboveHead:
    """The rows above one head; what they say goes into `rows_above`, the rest of them is named."""

    def __init__(self, layout, recognition, area, rows_above, leftovers):
        self.layout, self.recognition, self.area = layout, recognition, area
        self.rows_above, self.leftovers = rows_above, leftovers
        self.is_titled = False  # a title, or a kind, of its own
        self.is_continued = False  # headed 续表
        self.sections = []

    def read(self, rows):
        tabs = [line for line in rows if names_kind(only_text(line[1]))]
        kinds = {kind_in(only_text(texts)) for _row, texts in tabs}
        if kinds == {*Kind} and tabs[-1][0] - tabs[0][0] < len(tabs):  # of a page, over all tables
            for line in tabs:
                rows.remove(line)
                self.leftovers.skip(*line, SkipReason.ABOVE_HEAD)
        for row, texts in rows:
            texts = self.without_category(row, without_pictures(texts))
            if texts:
                self.take(row, texts, only_text(texts))

    def without_category(self, row, texts):
        """A row's texts without the category that one says all items are of, among other labels:
        所属类别：生态环保    适用范围：全县.
        """
        columns = {}  # of each part
        for column, text in texts.items():
            for part in LABELS_APART.split(text):
                columns.setdefault(part, []).append(column)
        if len(columns) == 1:
            return texts
        others = {}
        for part, places in columns.items():
            if LABELLED_SECTION.match(one_line(part)):
                self.take_section(row, dict.fromkeys(places, part), *section_of(part))
                continue
            for column in places:
                others[column] = f"{others.get(column, '')}  {part}".strip()
        return others

    def take(self, row, texts, text):
        if office := office_reporting(texts):
            self.sections.append(self.rows_above.begin_office(row, texts, office))
        elif not text:
            self.leftovers.skip(row, texts, SkipReason.ABOVE_HEAD)
        elif CONTINUED.search(text) and len(text) <= CONTINUED_LENGTH:
            self.is_continued = self.rows_above.page_ended = True
            self.leftovers.skip(row, texts, SkipReason.ABOVE_HEAD)
        elif (kind := kind_named(text)) and not TITLE_WORDS.search(text):
            self.is_titled = True
            self.sections.append(self.rows_above.begin_kind(row, texts, kind, text))
        elif office := office_said(text):
            self.sections.append(self.rows_above.begin_office(row, texts, office))
        elif is_title(one_line(text)) or names_kind(one_line(text)):
            self.take_title(row, texts, text)
        elif section := section_of(text) or self.bare_section(row, text):
            self.take_section(row, texts, *section)
        else:
            self.take_sentence(row, texts, text)

    def take_sentence(self, row, texts, text):
        """A line that names an office in a sentence, or nobody; a note leaves the office above."""
        if office := office_taking(text):
            self.sections.append(self.rows_above.begin_office(row, texts, office))
            return
        if not NOTE.match(text):
            self.rows_above.office = None
        self.leftovers.skip(row, texts, SkipReason.ABOVE_HEAD)

    def take_title(self, row, texts, text):
        """Only the title nearest to the head is the table's."""
        self.rows_above.office = None  # a title of its own: other items
        if self.rows_above.title_row:
            self.leftovers.skip(*self.rows_above.title_row, SkipReason.ABOVE_HEAD)
        self.is_titled = True
        self.rows_above.begin_title(row, texts, text)
        if category := category_in_title(one_line(text)):
            self.take_section(row, texts, category, None)

    def take_section(self, row, texts, name, count):
        items = self.recognition.item_count
        self.sections.append(self.rows_above.begin_section(row, texts, name, count, items))

    def bare_section(self, row, text):
        """A category that is but a name right above the head; before any title it may be one."""
        if not self.layout.is_next(row, self.area.head):
            return None
        if not is_bare_heading(self.layout, row, text):
            return None
        if self.is_titled or self.area.above or is_known_category(text):
            return one_line(text), None
        return None


def names_kind(text):
    """Whether a line that is no category speaks of a kind, as a title does."""
    if len(text) > LONGEST_TITLE or TITLE_SENTENCE.search(text) or section_of(text):
        return False
    return bool(kind_in(text))
