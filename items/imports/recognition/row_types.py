"""Tells what each row under a head is: an item, a category, a kind, a title, or nothing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from items.imports.reading.formulas import PICTURE
from items.models import Kind
from items.printed.row_words import (
    BLANK_BELOW,
    CARRIED_OVER,
    COLOPHON,
    CONTINUED,
    COUNT_CELL,
    ISSUER,
    KIND_NAME,
    NOTE,
    PAGE,
    SIGNATURE,
    TOTAL,
    is_column_marks,
    is_last_word,
    is_signed,
    is_title,
    one_line,
    section_of,
)
from items.register.services.categories import SHIPPED

from .columns import NAMING_ALONE, Column
from .departments import MARKED, NOBODY
from .headwords import head_key, kind_in, shipped_field
from .leftovers import SkipReason
from .numbering import LEADING, NumberStyle, is_parent, number_key, without_number
from .office_of_list import office_said

LONGEST_SECTION = 40
LONGEST_BARE = 20
SENTENCE = re.compile(r"[。；;：:]")
A_WORD = re.compile(r"[^\W\d_]")
BARE_HEADING = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:[、和及][\u4e00-\u9fff]{2,10}){0,2}$")
NO_HEADING = re.compile(
    r"表$|^附|附件$|^单位|[镇乡县区市旗]$|街道$|政府|委员会|空白|事项$|说明$|稿$|试行$|版$|[年月日]$"
)
CONTINUED_LENGTH = 40
EXAMPLE = re.compile(r"^[（(【]?(?:示?例|样[例张卡]|范例|填写示例)\s*[\d一二三]?[）)】]?$")
EXAMPLE_NAME = re.compile(
    r"^[（(【](?:示例|样例|范例|填写示例|例)[）)】]|^(?:示例|样例|范例|例)[:：]"
    r"|.+[（(](?:填报|填写)?(?:示例|样例?|范例|举例)(?:[，,；;、\s].{0,10})?[）)]$"
)
EXPLAINED = re.compile(r"^[（(]?[★▲△☆●◆◇■□#＃*※](?!\s*[【\[〔])[^。]{0,6}(?:为|是|表示|代表|指|的)")
# 牵头＝主要负责；配合＝按职责支持, “基”=自己负责；“收”=收回
SAYS = (
    rf"[“\"]?(?:(?:{MARKED})[”\"]?\s*(?:[＝=:：]|是?指|为|是|表示|代表)"
    r"|[^\s，,；;。＝=]{1,4}[”\"]?\s*[＝=])"
)
SIGNS_EXPLAINED = re.compile(rf"^[（(]?{SAYS}[^；;。，,]{{2,30}}[；;，,。]\s*{SAYS}")
CITED_COLUMN = re.compile(r"[“\"](?P<head>[^”\"]+)[”\"]\s*这?一?[栏列]")
ATTACHED = re.compile(r"^附(?:录|表)?\s*\d{0,2}\s*[:：]")
ASIDE = re.compile(r"^[（(【].{8,}[）)】]$")
KINDS = {"基本": Kind.BASIC, "配合": Kind.COORDINATION}
STEM = re.compile(r"^[甲乙丙丁](?=基本|配合|上级|收回|上收)")  # 乙　配合履职事项
IN_BRACKETS = re.compile(r"^[（(](?P<name>[^（()）]+)[）)]$")
CATEGORY_MARK = re.compile(
    r"^(?:[◆◇■□●○★☆▲△▼►▶※§♦•◎]+\s*"
    r"|(?:[Ⅰ-Ⅻ]+|[IVX]{1,4}|[A-Z]|\d{1,2})\s*[.．、:：)）]\s*|[A-Z][ \u3000\xa0]+|0\d\s*)+"
    r"(?=[\u4e00-\u9fff]{2})"
)
AGAIN_BEFORE = re.compile(r"^[（(](?:续|续上页|接上页)[）)]\s*")
A_MATTER = re.compile(r"(?<=..)方面$")
# 以下为住建、市监口: points at the rows below and names no category, but for a usual one
POINTING = re.compile(r"^[（(]?(?:以[下上]|[下上]面|下列)[均都]?[为是属]?")
IN_LAST_BRACKETS = re.compile(r"[（(][^（()）]*[）)]$")
OF_ITEMS = re.compile(r"^(?:.*(?:配合|收回|上收)|.*基本履[职行]).*(?:事项(?:清单)?|的)$")
OF_MATTERS = re.compile(r"(?:[做干办管帮忙手收走来合]的|[的件]事)$")
OF_SIDES = re.compile(rf"{OF_MATTERS.pattern}|[乡镇县市区旗]里|部门|自己")
# 我局牵头事项（乡镇配合）, 外单位牵头、我局参与办理的事项（请乡镇协助）
OF_A_ROLE = re.compile(r"(?:牵头|主办|参与|会办)(?:办理|实施|落实)?的?事项$")
LED_BY = re.compile(r"\s*(?:[—－-]{1,2}|[（(])[^—－-]{2,10}(?:牵头|主办|主管|负责)[）)]?$")
HELPED_BY_TOWNSHIPS = re.compile(r"(?:乡镇|镇街|街道|[乡镇])[^，。；]{0,6}(?:配合|协助)")
ENDING_OF_CATEGORY = re.compile(r"(?:类|方面|领域|工作|板块)$")
OF_SOMEBODY = frozenset(
    {Column.DEPARTMENT_DUTY, Column.METHOD, Column.TOWNSHIP_DUTY, Column.INTERNAL_OFFICE}
)
SUBTOTAL = re.compile(
    r".\s*[（(]?(?:汇总|小计|合计|计数|(?:事|适用)?项数量?|[务件次]数)[）)]?$|.数量?[（(][项件个][）)]$|^(?:小计|合计)[：:]"
)
COMMENT = re.compile(r"^--\s?[A-Za-z\d]")  # of a database's export: -- 17 rows exported
ASIDES = (ASIDE, EXPLAINED, ATTACHED, COMMENT)
FEWEST_OF_A_HEAD = 3
# beside those that come along
USUAL_TOO = (
    "教育培训监管 民族宗教 商贸流通 投资促进 教育体育 精神文明建设 就业和社会保障 "
    "生态保护 应急管理 文化旅游 平安建设 公共安全 公共服务 社会治理 基层治理 民生保障 "
    "综合执法 人大工作 群团工作"
)
USUAL = frozenset([*SHIPPED, *USUAL_TOO.split()])


def only_text(texts):
    """The one text of a row, also repeated in each merged cell; else "". A picture is none."""
    values = set(texts.values())
    if len(values) == 1 and values != {PICTURE}:
        return next(iter(values))
    return ""


def kind_named(text):
    """The kind a row names that stands over its items: 二、配合履职事项（33项）, ……（本局牵头）."""
    section = section_of(text)
    name = LED_BY.sub("", section[0] if section else text)
    if len(text) > LONGEST_SECTION:
        return ""
    if boxed := IN_BRACKETS.match(name.strip()):
        name = boxed["name"]
    if match := KIND_NAME.match(STEM.sub("", "".join(name.split()))):
        return KINDS.get(match["kind"], Kind.RECLAIMED)
    bare = IN_LAST_BRACKETS.sub("", name)
    behind = IN_LAST_BRACKETS.search(name)
    if section and behind and OF_SIDES.search(bare) and (kind := kind_named(behind[0])):
        return kind  # 甲、请乡镇帮忙的（配合履职）
    if section and (OF_ITEMS.search(bare) or OF_MATTERS.search(bare)):
        return kind_in(bare)
    if section and OF_A_ROLE.search(bare) and HELPED_BY_TOWNSHIPS.search(name):
        return Kind.COORDINATION
    return ""


@lru_cache(maxsize=4096)
def category_of(text):
    """The category's name in a cell, without its numeral and count."""
    text = CARRIED_OVER.sub("", one_line(text)).strip()
    section = section_of(text)
    if section:
        text = section[0]
    return without_mark(text)


def without_mark(name):
    """A category's name without the sign or the numeral of another alphabet before it (◆, Ⅰ., A),
    and without what says no more than that it is one: 党的建设方面, 以下为党的建设.
    """
    pointed = POINTING.sub("", name)
    if pointed != name and is_known_category(pointed):
        name = pointed
    return A_MATTER.sub("", CATEGORY_MARK.sub("", name))


def is_bare_heading(layout, row, text):
    """Whether a row is a short name over a table, in a cell a usual category's."""
    word = one_line(text)
    if not BARE_HEADING.match(word) or NO_HEADING.search(word) or SIGNATURE.match(word):
        return False
    merged = layout.width(row, min(layout.texts[row])) > 1
    return layout.is_paragraph(row) or (merged and is_known_category(word))


def is_known_category(text):
    """Whether counties have a category of this name, or of it without 类, 方面 or the like."""
    name = one_line(text)
    return name in USUAL or ENDING_OF_CATEGORY.sub("", name) in USUAL


class RowType(StrEnum):
    """What a row is to the list."""

    ITEM = "item"  # or the rest of one
    KIND = "kind"  # names the kind of the items below
    SECTION = "section"  # names their category
    CATEGORY = "category"  # the same, in the category's own column
    OFFICE = "office"  # names their department
    HEADING = "heading"  # a title between the rows
    SKIPPED = "skipped"  # nothing, for a reason


@dataclass(frozen=True)
class TypedRow:
    """A row's type and what it says: the text of a kind, category or title, a section's name."""

    type: RowType
    text: str = ""
    kind: str = ""
    count: int | None = None
    reason: SkipReason | None = None


AN_ITEM = TypedRow(RowType.ITEM)


def skipped(reason):
    return TypedRow(RowType.SKIPPED, reason=reason)


def section_row(name, count=None):
    return TypedRow(RowType.SECTION, name, count=count)


class RowTypes:
    """Types the rows of one table; `rows_above` say what the rows read so far were."""

    def __init__(self, rows, table, rows_above, kinds):
        self.rows, self.table, self.rows_above = rows, table, rows_above
        self.kinds = kinds  # {text: kind} of lines between the rows that only together tell it
        self.layout, self.head = rows.layout, rows.head
        fields = rows.head.columns.keys()
        self.may_name_office = bool(fields & OF_SOMEBODY) and not fields & set(NAMING_ALONE)
        self.in_other_table = False  # a table that is no list has begun below the items

    def of(self, index, row, texts):
        """What the `index`-th row is."""
        if not self.in_other_table and self.table.rows:
            self.in_other_table = self.begins_other_table(texts)
        if self.in_other_table:
            return skipped(SkipReason.OTHER_TABLE)
        only = only_text(texts)
        typed = self.of_one_text(index, row, texts, only) if only else None
        if typed:
            return typed
        if reason := self.skip_reason(index, texts):
            return skipped(reason)
        return self.section_in_cells(index, row, texts) or AN_ITEM

    def skip_reason(self, index, texts):
        """Why a row of several texts is nothing of the list; None where it may be an item."""
        first = texts[min(texts)]
        if index == 0 and is_column_marks(texts.values()):
            return SkipReason.COLUMN_MARKS
        if EXAMPLE.match(first) or EXAMPLE_NAME.match(self.rows.at(texts, Column.NAME)):
            return SkipReason.EXAMPLE
        if NOTE.match(first):
            return SkipReason.NOTE
        if is_signature(first, texts, self.rows.number_at(texts)):
            return SkipReason.SIGNATURE
        if is_total(first, texts, self.rows.at(texts, Column.NAME)):
            return SkipReason.TOTAL
        if PAGE.match(self.rows.at(texts, Column.NAME)):
            return SkipReason.PAGE
        return None

    def of_one_text(self, index, row, texts, text):
        """What a row of one text is; None where it may be a part of an item."""
        in_name_cell = self.is_name_cell(row, texts)
        if section := self.section_carried_on(text):
            return section
        if reason := mark_of_page(text, in_name_cell=in_name_cell):
            return skipped(reason)
        if self.may_name_office and not in_name_cell and (office := office_said(text)):
            return TypedRow(RowType.OFFICE, office)
        named = section_of(text)
        kind = kind_named(text) or self.kinds.get(text)
        bare = IN_LAST_BRACKETS.sub("", text)
        if not kind and ASIDE.match(text[len(bare) :]) and self.rows.has_item_below(index):
            kind = kind_named(bare)  # 收回事项（“部门职责”栏为收回后的工作方式）
        if kind and (named or not in_name_cell):
            return TypedRow(RowType.KIND, text, kind=kind)
        if named and self.may_be_section(row, texts, named):
            return section_row(*named)
        if reason := self.aside(index, row, text, in_name_cell=in_name_cell):
            return skipped(reason)
        return self.of_bare_text(index, row, texts, text)

    def section_carried_on(self, text):
        """The section a page begins with again, where another holds: 三、民生服务（续）."""
        bare = AGAIN_BEFORE.sub("", CARRIED_OVER.sub("", text)).strip()
        if bare == text:
            return None
        name = category_of(bare)
        known = {section.name for section in self.table.sections}
        is_section = section_of(bare) or is_known_category(name) or name in known
        if not is_section or name == self.rows_above.section_name:
            return None
        return section_row(name)

    def aside(self, index, row, text, *, in_name_cell):
        """Why a line below or between the items is none: a note, a signature; else None."""
        cited = CITED_COLUMN.search(text)
        if cited and cited["head"] in self.table.heads.values():
            return SkipReason.NOTE  # “承担内容”一栏写……
        is_more = LEADING.match(text) or (in_name_cell and text.endswith("。"))
        goes_on_with_note = self.rows_above.last_note == row - 1 and is_more
        if NOTE.match(text) or SIGNS_EXPLAINED.match(text) or goes_on_with_note:
            return SkipReason.NOTE
        if SIGNATURE.match(text) or COLOPHON.search(text):
            return SkipReason.SIGNATURE
        if ISSUER.match(text) and not self.rows.has_item_below(index):
            return SkipReason.SIGNATURE
        if in_name_cell or is_known_category(without_mark(text)):
            return None
        is_sentence = text.endswith("。") and self.rows.at(self.layout.texts[row], Column.KIND)
        is_last = is_last_word(text) and not self.rows.has_item_below(index)
        if is_sentence or is_last or any(pattern.match(text) for pattern in ASIDES):
            return SkipReason.NOTE
        return None

    def of_bare_text(self, index, row, texts, text):
        """A lone text without numeral or count: a title, a category, or part of an item."""
        in_name_cell = self.is_name_cell(row, texts)
        is_paragraph = self.layout.is_paragraph(row)
        if is_title(text) and not in_name_cell:
            return TypedRow(RowType.HEADING, text)
        in_category = self.rows.at(texts, Column.CATEGORY)
        if in_category and not is_paragraph and not self.is_across(row, texts):
            return TypedRow(RowType.CATEGORY, text)
        if self.stands_for_a_section(row, texts, text) and self.is_bare_section(index, text):
            return section_row(without_number(one_line(text)))
        has_more = self.rows.are_numbered or self.head.columns.keys() == {Column.NAME}
        is_known = has_more and is_known_category(without_mark(text))
        if in_name_cell and (is_known or text in self.rows.numbered_over_names):
            return section_row(one_line(text))
        if is_paragraph or self.is_over_most(row, texts):
            return skipped(SkipReason.TEXT)
        return None

    def is_over_most(self, row, texts):
        """Whether one cell goes over the whole table, as no item's does."""
        first = min(texts)
        right = self.layout.area(row, first)[3]
        return len(texts) == 1 and first <= self.head.left and right >= self.head.right > first + 1

    def stands_for_a_section(self, row, texts, text):
        """Whether a text is over the columns, between tables, or in place of a number."""
        if self.is_across(row, texts) or self.layout.is_paragraph(row):
            return True
        in_number_cell = min(texts) == self.rows.number_column
        return in_number_cell and not number_key(text) and len(text) <= LONGEST_BARE

    def is_bare_section(self, index, text):
        """A short text without a sentence's signs that names what follows: an item stands below."""
        if POINTING.match(without_mark(text)):
            return False
        if len(text) > LONGEST_SECTION or SENTENCE.search(text) or not A_WORD.search(text):
            return False
        return self.rows.has_item_below(index)

    def is_across(self, row, texts):
        """Whether the row's one text goes over several columns, merged or repeated."""
        return len(texts) > 1 or self.layout.width(row, min(texts)) > self.span_width(min(texts))

    def span_width(self, column):
        for left, right in self.head.spans.values():
            if left <= column <= right:
                return right - left + 1
        return 1

    def is_name_cell(self, row, texts):
        if not self.rows.at(texts, Column.NAME) or self.is_across(row, texts):
            return False
        return not self.layout.is_paragraph(row)

    def may_be_section(self, row, texts, named):
        """Without numbers' column a numbered text in the name's cell is an item, or usual."""
        name, count = named
        if self.rows.number_column is not None or count is not None or is_known_category(name):
            return True
        return not self.is_name_cell(row, texts)

    def begins_other_table(self, texts):
        """Whether a row heads a table that is no list: 序号, and words of which few are known."""
        number = self.rows.number_at(texts)
        if len(texts) < 2 or not number or number.isdigit():
            return False
        if shipped_field(head_key(number)) != Column.NUMBER:
            return False
        known = sum(bool(shipped_field(head_key(text))) for text in texts.values())
        is_unknown = known * 2 < max(len(texts), FEWEST_OF_A_HEAD)
        return is_unknown and max(map(len, texts.values())) <= LONGEST_BARE

    def section_in_cells(self, index, row, texts):
        """A category set over two cells: its numeral and its name, or its name and its count."""
        rest, count = apart_from_counts(texts)
        if count is not None and len(rest) == 1 and self.rows.has_item_below(index):
            return section_row(category_of(rest[0]), count)
        number, name = self.rows.number_at(texts), self.rows.at(texts, Column.NAME)
        if not name or not number or len(rest) != 2:
            return None
        is_over_items = self.is_section_number(index, number)
        if not is_over_items and not self.is_numeral_of_section(row, number, name):
            return None
        section_name, count_in_name = section_of(name) or (one_line(name), None)
        if kind := kind_named(section_name):
            return TypedRow(RowType.KIND, name, kind=kind)
        return section_row(section_name, count or count_in_name)

    def is_numeral_of_section(self, row, number, name):
        """Whether 一 stands before a usual category, or before a name that says how many items
        follow or is one cell over the other columns.
        """
        if not is_chinese(number_key(number)):
            return False
        named = section_of(name)
        if (named and named[1] is not None) or is_known_category(name):
            return True
        reaches = self.layout.area(row, self.rows.name_column)[3]
        return reaches >= self.head.right > self.head.spans[Column.NAME][1]

    def is_section_number(self, index, number):
        """Whether a number stands over the items that follow it: 一 over 1, 1 over 1.1."""
        if is_chinese(number_key(number)) and self.rows.have_plain_numbers:
            return True
        return is_parent(number, self.rows.next_number(index))


def is_chinese(key):
    return key is not None and key[0] in (NumberStyle.CHINESE, NumberStyle.CHINESE_BRACKETED)


def is_total(first, texts, name):
    """Whether a row only counts: 合计, 18 | 项, or 民生服务 汇总 beside nothing but numbers."""
    is_counted = TOTAL.match(name) and not section_of(first)  # of which it is the count
    if TOTAL.match(first) or is_counted or name in ("项", "条", "件"):
        return True
    word = word_among_numbers(texts)
    if not word or len(texts) < 2 or not SUBTOTAL.search(word):
        return False
    return name != word or len(texts) > FEWEST_OF_A_HEAD


def word_among_numbers(texts):
    """The one text of a row beside numbers, totals and words for none; "" for several."""
    word = ""
    for text in texts.values():
        if text.isdigit() or text in NOBODY or TOTAL.match(text):
            continue
        if word:
            return ""
        word = text
    return word


def is_signature(first, texts, number):
    """Whether a row is signed, or the foot of a document: 抄送, 印发."""
    if SIGNATURE.match(first) or all(SIGNATURE.match(text) for text in texts.values()):
        return True
    if number == first and is_signed(texts.values()):
        return True
    return number_key(first) is None and any(COLOPHON.search(text) for text in texts.values())


def mark_of_page(text, *, in_name_cell):
    """Why a line belongs to a page or a table and not to its items; None where it may not."""
    if PAGE.match(text):
        return SkipReason.PAGE
    if CONTINUED.search(text) and len(text) <= CONTINUED_LENGTH and not in_name_cell:
        return SkipReason.CONTINUED
    if TOTAL.match(text) or COUNT_CELL.match(text):
        return SkipReason.TOTAL
    if BLANK_BELOW.match(text) or (text in NOBODY and not in_name_cell):
        return SkipReason.NOTE
    return None


def apart_from_counts(texts):
    """(texts, the first count of items behind them, None for none): 党的建设 | 33项."""
    rest, count = [], None
    for text in texts.values():
        match = COUNT_CELL.match(text)
        if not match:
            rest.append(text)
        elif count is None and rest:
            count = int(match[1])
    return rest, count
