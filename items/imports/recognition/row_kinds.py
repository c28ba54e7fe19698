"""Tells what each row under a head is: an item, the rest of one, a category, a kind, a note, a
total, a page's mark.
"""

import re

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import (
    COLOPHON,
    CONTINUED,
    COUNT_CELL,
    KIND_NAME,
    NOTE,
    PAGE,
    SIGNATURE,
    TITLE_SENTENCE,
    TITLE_WORDS,
    TOTAL,
    is_column_marks,
    one_line,
    section_of,
)
from items.register.services.categories import SHIPPED

from .continuing import Continuations
from .headwords import head_key, shipped_field
from .numbering import is_parent, number_key, without_number

LONGEST_SECTION = 40
LONGEST_BARE = 20
SENTENCE = re.compile(r"[。；;：:]")
A_WORD = re.compile(r"[^\W\d_]")
BARE_HEADING = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:[、和及][\u4e00-\u9fff]{2,10}){0,2}$")
NO_HEADING = re.compile(
    r"表$|^附|附件$|^单位|[镇乡县区市旗]$|街道$|政府|委员会|空白|事项$|说明$|稿$|试行$|版$|[年月日]$"
)
NUMBERED_LINE = re.compile(r"^(?:\d+\s*[.．、]|[（(]\d+[）)]|[①-⑳])")
CONTINUED_LENGTH = 40
EXAMPLE = re.compile(r"^[（(【]?(?:示?例|样例|范例|填写示例)[）)】]?$")
EXAMPLE_NAME = re.compile(
    r"^[（(【](?:示例|样例|范例|填写示例|例)[）)】]|^(?:示例|样例|范例|例)[:：]"
)
EXPLAINED = re.compile(r"^[（(]?[★▲△☆●◆◇■□#＃*※](?!\s*[【\[〔])[^。]{0,6}(?:为|是|表示|代表|指|的)")
ATTACHED = re.compile(r"^附(?:录|表)?\s*\d{0,2}\s*[:：]")
ASIDE = re.compile(r"^[（(【].{8,}[）)】]$")
KINDS = {"基本": "basic", "配合": "coordination"}
USUAL = frozenset(
    [
        *SHIPPED,
        "教育培训监管",
        "民族宗教",
        "商贸流通",
        "投资促进",
        "教育体育",
        "精神文明建设",
        "就业和社会保障",
        "生态保护",
        "应急管理",
        "文化旅游",
        "平安建设",
        "公共安全",
        "公共服务",
        "综合执法",
        "人大工作",
        "群团工作",
    ]
)


def only_text(texts):
    """The one text of a row, also repeated in each merged cell; else "". A picture is none."""
    values = set(texts.values())
    return next(iter(values)) if len(values) == 1 and values != {PICTURE} else ""


def kind_named(text):
    """The kind a row names that stands over its items: 二、配合履职事项（33项）; "" for any other text."""
    found = section_of(text)
    match = KIND_NAME.match("".join((found[0] if found else text).split()))
    if not match or len(text) > LONGEST_SECTION:
        return ""
    return KINDS.get(match["kind"], "reclaimed")


def category_of(text):
    """The category's name in a cell, without its numeral and count."""
    found = section_of(text)
    return found[0] if found else one_line(text)


def is_bare_heading(layout, row, text):
    """Whether a row is a short name over a table: any in a paragraph, a usual category in a cell
    over its columns.
    """
    word = one_line(text)
    if not BARE_HEADING.match(word) or NO_HEADING.search(word) or SIGNATURE.match(word):
        return False
    merged = layout.width(row, min(layout.texts[row])) > 1
    return layout.is_paragraph(row) or (merged and is_known_category(word))


def is_known_category(text):
    return one_line(text) in USUAL


class RowKinds(Continuations):
    """The rows of one table, looked at together: how they are numbered tells items from the rest."""

    def __init__(self, layout, head, body):
        self.layout, self.head, self.body = layout, head, body
        self.name_column = head.columns["name"]
        self.number_column = head.columns.get("number")
        numbers = [self.number_at(texts) for _row, texts in body if self.at(texts, "name")]
        keys = [number_key(number) for number in numbers if number]
        self.numbered = bool(keys) and len(keys) * 2 >= len(numbers)
        plain = sum(key is not None and key[0] == "plain" for key in keys)
        self.plain_numbers = plain * 2 > len(keys)
        self.other_table = False  # a table that is no list has begun below the items

    def at(self, texts, name):
        left, right = self.head.spans.get(name, (0, -1))
        if left == right:
            return texts.get(left, "")
        return next((text for column, text in texts.items() if left <= column <= right), "")

    def number_at(self, texts):
        return self.at(texts, "number")

    def of(self, index, row, texts, state):
        """(what the row is, its facts): a key of the reader's verbs, "item", or a reason to name
        it.
        """
        if self.other_table or (state.table.rows and self.begins_other_table(texts)):
            self.other_table = True
            return "other_table", ()
        return self.of_list(index, row, texts, state)

    def of_list(self, index, row, texts, state):
        only = only_text(texts)
        if only and (found := self.of_one_text(index, row, texts, only, state)):
            return found
        first = texts[min(texts)]
        if index == 0 and is_column_marks(texts.values()):
            return "marks", ()
        if EXAMPLE.match(first) or EXAMPLE_NAME.match(self.at(texts, "name")):
            return "example", ()
        if NOTE.match(first):
            return "note", ()
        if self.is_signature(first, texts):
            return "signature", ()
        if self.is_total(first, texts):
            return "total", ()
        if found := self.section_in_cells(index, row, texts):
            return found
        return "item", ()

    def is_signature(self, first, texts):
        """Whether a row is signed, or the foot of a document: 抄送, 印发."""
        if SIGNATURE.match(first) or all(SIGNATURE.match(text) for text in texts.values()):
            return True
        return number_key(first) is None and any(COLOPHON.search(text) for text in texts.values())

    def of_one_text(self, index, row, texts, text, state):
        named = self.is_name_cell(row, texts)
        if PAGE.match(text):
            return "page", ()
        if CONTINUED.search(text) and len(text) <= CONTINUED_LENGTH and not named:
            return "continued", ()
        if TOTAL.match(text):
            return "total", ()
        if (kind := kind_named(text)) and (not named or section_of(text)):
            return "kind", (kind, text)
        if (found := section_of(text)) and self.may_be_section(row, texts, found):
            return "section", found
        if reason := self.aside(row, text, state, named=named):
            return reason, ()
        return self.of_bare_text(index, row, texts, text)

    def aside(self, row, text, state, *, named):
        """What a line is that stands below or between the items: a note, a signature, a total."""
        if NOTE.match(text) or (state.last_note == row - 1 and NUMBERED_LINE.match(text)):
            return "note"
        if SIGNATURE.match(text) or COLOPHON.search(text):
            return "signature"
        return (
            "note"
            if any(sign.match(text) for sign in (ASIDE, EXPLAINED, ATTACHED)) and not named
            else ""
        )

    def of_bare_text(self, index, row, texts, text):
        """A text alone in its row without any numeral or count: a title, a category, or part of an
        item.
        """
        across, named = self.is_across(row, texts), self.is_name_cell(row, texts)
        if TITLE_WORDS.search(text) and not TITLE_SENTENCE.search(text) and not named:
            return "heading", (text,)
        if self.at(texts, "category") and not across and not self.layout.is_paragraph(row):
            return "category", (text,)
        if self.stands_for_a_section(row, texts, text, across=across) and self.is_bare_section(
            index, text
        ):
            return "section", (without_number(one_line(text)), None)
        if named and self.numbered and is_known_category(text):
            return "section", (one_line(text), None)
        return ("text", ()) if self.layout.is_paragraph(row) else None

    def stands_for_a_section(self, row, texts, text, *, across):
        """Whether a text is where sections stand: over the columns, between tables, or where a
        number would be.
        """
        in_number = (
            min(texts) == self.number_column and not number_key(text) and len(text) <= LONGEST_BARE
        )
        return across or in_number or self.layout.is_paragraph(row)

    def is_bare_section(self, index, text):
        """A short text without a sentence's signs, with an item below it."""
        if len(text) > LONGEST_SECTION or SENTENCE.search(text) or not A_WORD.search(text):
            return False
        return any(self.at(texts, "name") for _row, texts in self.body[index + 1 : index + 3])

    def is_across(self, row, texts):
        """Whether the row's one text goes over several columns: merged, or repeated in each cell."""
        return len(texts) > 1 or self.layout.width(row, min(texts)) > self.span_width(min(texts))

    def span_width(self, column):
        for left, right in self.head.spans.values():
            if left <= column <= right:
                return right - left + 1
        return 1

    def is_name_cell(self, row, texts):
        return (
            len(texts) == 1
            and bool(self.at(texts, "name"))
            and not self.is_across(row, texts)
            and not self.layout.is_paragraph(row)
        )

    def may_be_section(self, row, texts, found):
        """In a table without a number's column, a numbered text alone in the name's cell is an
        item.
        """
        return (
            not self.is_name_cell(row, texts)
            or self.number_column is not None
            or found[1] is not None
        )

    def is_total(self, first, texts):
        return bool(TOTAL.match(first) or TOTAL.match(self.at(texts, "name")))

    def begins_other_table(self, texts):
        """Whether a row is the head of a table that is no list: 序号, and words of which few are
        known as heads.
        """
        number = self.number_at(texts)
        if (
            len(texts) < 3
            or not number
            or number.isdigit()
            or shipped_field(head_key(number)) != "number"
        ):
            return False
        known = sum(bool(shipped_field(head_key(text))) for text in texts.values())
        return known * 2 < len(texts) and max(map(len, texts.values())) <= LONGEST_BARE

    def section_in_cells(self, index, row, texts):
        """A category set over two cells: its numeral and its name, or its name and its count."""
        values = list(texts.values())
        counts = [match for text in values[1:] if (match := COUNT_CELL.match(text))]
        rest = [text for text in values if not COUNT_CELL.match(text)]
        count = int(counts[0][1]) if counts else None
        if counts and len(rest) == 1 and self.has_items_below(index):
            found = section_of(rest[0])
            return "section", (found[0] if found else one_line(rest[0]), count)
        number, name = self.number_at(texts), self.at(texts, "name")
        if not name or not number or len(rest) != 2:
            return None
        if not (
            self.is_section_number(index, number) or self.is_numeral_of_section(row, number, name)
        ):
            return None
        named, inner = section_of(name) or (one_line(name), None)
        if kind := kind_named(name):
            return "kind", (kind, name)
        return "section", (named, count or inner)

    def is_numeral_of_section(self, row, number, name):
        """Whether 一 stands before a name that says how many items follow, or is one cell over the
        other columns.
        """
        key = number_key(number)
        if key is None or not key[0].startswith("chinese"):
            return False
        reaches = self.layout.area(row, self.name_column)[3]
        counted = (section_of(name) or (None, None))[1] is not None
        return counted or (reaches >= self.head.right > self.head.spans["name"][1])

    def is_section_number(self, index, number):
        """Whether a number stands over the items that follow it: 一 over 1, 1 over 1.1."""
        key = number_key(number)
        if key is None:
            return False
        if key[0].startswith("chinese") and self.plain_numbers:
            return True
        following = next(
            (n for _row, texts in self.body[index + 1 :] if (n := self.number_at(texts))), ""
        )
        return is_parent(number, following)

    def has_items_below(self, index):
        return any(self.at(texts, "name") for _row, texts in self.body[index + 1 : index + 3])
