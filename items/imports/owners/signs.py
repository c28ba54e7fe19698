"""The lines of a sheet that say whose the tables below them are: a title or a heading that names a
township.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from items.imports.recognition.row_types import kind_named, only_text
from items.imports.recognition.table_areas import COVER_LINE, is_of_a_cover
from items.printed.row_words import (
    CHINESE,
    NOTE,
    NUMERAL,
    SIGNATURE,
    TITLE_SENTENCE,
    TITLE_WORDS,
    section_of,
)

LONGEST = 60
LINES = 40  # above a head that are looked at
NUMBERED = re.compile(rf"^(?:{NUMERAL}|\d{{1,2}}\s*[、.．]\s*)")
HIGHER = re.compile(r"^[\u4e00-\u9fff]{1,6}(?:省|自治区|自治州|市|盟|地区)")
WORDS = re.compile(
    rf"人民政府|街道办事处|办事处|政府|党委|以下|如下|[为是的]|履职|事项|清单|基本|配合|收回|上级|部门|乡镇|街道|报送|填报|附件|附表|表|部分|年|版|项|共"
    rf"|[\d{CHINESE}]+|[\W_]+"
)
LEADING = re.compile(r"^(?:以下|如下|[为是])+")
WHOLE = re.compile(r"全县|全区|全市|全旗|汇总|县级|县直|各乡镇|各镇|各街道")


@dataclass
class Sign:
    """What stands over one head: the townships it names, or the one the county does not have."""

    row: int  # the first row of what belongs to it
    text: str
    townships: list = field(default_factory=list)
    foreign: str = ""
    headings: dict = field(
        default_factory=dict
    )  # {row: as what a line is to be read}: a heading's kind, or nothing

    @property
    def codes(self):
        return tuple(township.code for township in self.townships)

    @property
    def whose(self):
        """What tells it from a sign for another list."""
        return self.codes, self.foreign


def signs_of(layout, tops, names):
    """The signs of one sheet in their order; `tops` are the first rows of its heads."""
    return [sign for top in sorted(tops) if (sign := sign_over(layout, top, names))]


def sign_over(layout, top, names):
    """The nearest line above a head that says whose the table is, with the lines that belong
    to it.
    """
    lines = lines_above(layout, top)
    for order, (row, text) in enumerate(lines):
        sign = sign_in(row, text, names)
        if sign is None:
            continue
        if not sign.townships and not sign.foreign:
            sign = bare_above(lines[order + 1 : order + 2], names) or sign
        while order + 1 < len(lines) and belongs(lines[order + 1][1], names):
            order += 1
        sign.row = min(sign.row, lines[order][0])
        return sign
    return None


def bare_above(lines, names):
    """A township alone in the line above a title without one: 示例县城关镇 over 履职事项清单."""
    for row, text in lines:
        sign = sign_in(row, text, names)
        if sign and sign.townships and not TITLE_WORDS.search(text):
            return sign
    return None


def lines_above(layout, top):
    """[(row, text)] of the lines right above a head, the nearest first; they end where a table's
    rows begin.
    """
    lines = []
    for row in reversed(layout.rows[: bisect_left(layout.rows, top)][-LINES:]):
        texts = layout.texts[row]
        if text := only_text(texts):
            lines.append((row, " ".join(text.split())))
        elif not all(map(is_of_a_cover, texts.values())):
            break
    return lines


def sign_in(row, text, names):
    """What one line says of whose the tables below are; None when it says nothing of it."""
    joined = "".join(text.split())
    if not joined or len(joined) > LONGEST or NOTE.match(text) or SIGNATURE.match(text):
        return None
    title = bool(TITLE_WORDS.search(joined)) and not TITLE_SENTENCE.search(joined)
    if townships := names.meant_in(joined):
        if title:
            return Sign(row, text, townships, headings=as_title(row, text))
        bare = {row: rest_of(joined, names)}
        if says_only_that(joined, names):
            return Sign(row, text, townships, headings=bare)
        return None
    return foreign_in(row, text, names, title=title)


def foreign_in(row, text, names, *, title):
    """The sign of a line that names a township the county does not have, or the county itself."""
    joined = LEADING.sub("", NUMBERED.sub("", "".join(text.split())))
    foreign = ""
    if title or says_only_a_place(joined, names):
        foreign = names.foreign(joined)
    if foreign and not title:
        return Sign(row, text, [], foreign, {row: rest_of(joined.replace(foreign, ""), names)})
    if foreign or (title and (names.county.name in joined or WHOLE.search(joined))):
        return Sign(row, text, [], foreign, as_title(row, text))
    return None


def as_title(row, text):
    """A title set with blanks between its signs is read without them."""
    if TITLE_WORDS.search(text):
        return {}
    return {row: "".join(text.split())}


def belongs(text, names):
    """Whether a line above a sign is of the same title: 附件2, a title without any place."""
    joined = "".join(text.split())
    if names.named_in(joined) or len(joined) > LONGEST:
        return False
    return bool(COVER_LINE.match(text)) or bool(
        TITLE_WORDS.search(joined) and not TITLE_SENTENCE.search(joined)
    )


def without_places(text, names):
    """A line without its numeral, the county's name and those of townships."""
    text = NUMBERED.sub("", text).replace(names.county.name, "")
    for name in sorted(names.full, key=len, reverse=True):
        text = text.replace(name, "")
    return HIGHER.sub("", text)


def rest_of(text, names):
    """What a heading says beside whose it is: its kind (配合履职事项), else nothing."""
    rest = without_places(text, names)
    section = section_of(rest)
    if section:
        rest = section[0]
    if kind_named(rest):
        return rest
    return ""


def says_only_that(text, names):
    """Whether a line is a heading: a township's name with nothing but numerals and the usual words
    around it.
    """
    return not WORDS.sub("", without_places(text, names))


def called_by_stem(text, names):
    """The township whose name without 镇, 乡, 街道 a sheet is called by: 城关 and 城关基本,
    not 平安法治 for 平安镇.
    """
    townships = []
    for stem, township in names.stems.items():
        if stem in text and not WORDS.sub("", text.replace(stem, "")):
            townships.append(township)
    if len(townships) == 1:
        return townships
    return []


def section_signs(table, names):
    """The sections of one table that are townships, when it has several: each a sign for the rows
    below it.
    """
    signs = []
    for section in table.sections:
        joined = "".join(section.name.split())
        townships = names.named_in(joined)
        below_head = section.row > table.head_row
        if below_head and townships and says_only_that(joined, names):
            headings = {section.row: rest_of(joined, names)}
            signs.append(Sign(section.row, section.name, townships, headings=headings))
    if len({sign.codes[0] for sign in signs}) > 1:
        return signs
    return []


def says_only_a_place(text, names):
    """The same of a township the county does not have."""
    foreign = names.foreign(text)
    return bool(foreign) and not WORDS.sub("", without_places(text.replace(foreign, ""), names))
