"""Reads a list that a document writes without a table: numbered paragraphs under their categories,
with what is said of each item in labelled paragraphs or behind labels in its own.
"""

import re
from itertools import pairwise

from dutylist.organizations.matching import plain
from items.models import Kind
from items.printed.row_words import (
    LONGEST_TITLE,
    NOTE,
    PAGE,
    PATH_OF_PAGE,
    SIGNATURE,
    TITLE_SENTENCE,
    TITLE_WORDS,
    one_line,
    section_of,
)

from .columns import NEEDED, Column
from .departments import is_office
from .headwords import kind_in
from .item_rows import each_with_its_own
from .kind_codes import kind_coded
from .labels import in_usual_words, parts_of
from .leftovers import Leftovers, SkipReason
from .no_longer import STRUCK_OUT, VOID, is_left_free
from .office_of_list import office_said
from .paragraph_items import ENDED, LAST_SIGN, OF_NAME, WITH_CATEGORY, ParagraphItem
from .paragraphs import (
    ENDS_WITH_PAGE,
    EXPLAINED_BEHIND,
    IN_A_BOX,
    ORDER,
    NumeralStyle,
    is_aside,
    is_bare_sentence,
    is_beside,
    is_labelled,
    is_numbered,
    is_of_a_letter,
    is_other_title,
    item_style,
    kind_heading,
    marks_above,
    numeral_of,
    parts_by_kind,
    run_in,
    tags_of,
    without_dash,
)
from .recognised import RawRow, Table, kind_filled_in
from .row_types import (
    SENTENCE,
    category_of,
    is_bare_heading,
    is_known_category,
    only_text,
)
from .rows_above import RowsAbove

FEWEST = 3
LONGEST_CATEGORY = 24
LETTER = re.compile(r"通知|公告|通告|方案|意见|报告|办法|印发|目录")
ATTACHMENT = re.compile(r"^附\s*(?:件|表)\s*[\d一二三四五六七八九十]*\s*[：:.]?$")
MOST_STRUCK = 5
BULLET = re.compile(
    r"^(?P<sign>[◆◇■□●▲△★☆►▶]|(?P<box>[（(])|(?P<letter>[Ⅰ-Ⅻ]+|[IVX]{1,4}|[A-Z])\s*[.．、])\s*"
    r"(?P<name>[\u4e00-\u9fff、]{2,20})(?(box)[）)])$"
)
DASHED_NAME = re.compile(r"^[-－–—]\s*(?P<name>[^，。；：:]{4,40})$")
BELOW_MARKS = (ORDER[0], "")  # the style of names that marks alone tell: no number is of it
LETTERS = "A"  # stands for any of them before a category
A_TAG = re.compile(r"^[\u4e00-\u9fff、]{2,10}$")
OF_A_PAGE = re.compile(
    r"^[【\[]?(?:相关(?:链接|阅读|文章|信息|附件|稿件)|延伸阅读|[上下]一[篇条][：:]|打印本?页"
    r"|关闭(?:窗口|本?页)|责任编辑[：:]|分享[到至][：:]|版权所有)"
)
OF_THE_LETTER = frozenset({"总则", "附则"})
AS_FOLLOWS = re.compile(r"(?:事项|清单|职责).*如下[：:]$")


class ParagraphList:
    """The list that begins in one row; `rows` are all its rows, none when no list begins there."""

    def __init__(self, layout, index):
        self.layout = layout
        self.title_row = layout.rows[index]
        self.rows, self.items, self.sections = [], [], []
        self.left_out = []  # items that an aside strikes out
        self.others = []  # (row, text) of paragraphs that are neither item nor category
        self.above, self.item = RowsAbove(), None
        self.numbers = {}
        self.numbers_before = {}  # of the kind above, whose numbers may go on
        self.is_letter = False  # whose articles are the items
        self.waiting = {}  # {row: item} of paragraphs that may be the rest of the item above
        self.doubtful = {}  # the same where another item follows
        self.page_rows = []  # of numbers of pages and of their heads
        self.is_whole = False  # read to the end, where no other list begins
        self.bullet = ""  # the sign before each category
        self.tags = set()  # categories in lines between the names and what is said of the items
        self.marks, self.marked_row = {}, 0  # of lines above the names; of the last such line
        if self.is_title(index):
            self.read(index)
        are_titles = [raw for raw in self.items if is_other_title(raw.texts[Column.NAME])]
        is_odd = self.odd_count * 4 > len(self.items) and not self.says_who()
        if len(self.items) < FEWEST or is_odd or len(are_titles) * 2 > len(self.items):
            self.rows = []

    def says_who(self):
        """Whether most items say who answers for them, which no other numbered paragraphs do."""
        told = [raw for raw in self.items if raw.texts.keys() & set(NEEDED)]
        return len(told) * 2 > len(self.items)

    @property
    def odd_count(self):
        """How many paragraphs have no place in a list; below a note behind the last item are only
        more of it.
        """
        last = self.items[-1].row if self.items else 0
        notes = [row for row, text in self.others if row > last and NOTE.match(text)]
        end = min(notes, default=self.rows[-1] if self.rows else 0)
        return sum(not self.is_of_letter(row, text) for row, text in self.others if row <= end)

    def is_of_letter(self, row, text):
        """Whether a paragraph is of the letter around a list, or around articles that are items."""
        is_before = bool(self.items) and row < self.items[0].row
        is_introduced = any(AS_FOLLOWS.search(other) for _row, other in self.others)
        if is_of_a_letter(text) or (is_before and (self.is_letter or is_introduced)):
            return True
        return self.is_letter and (is_office(text) or self.is_article(numeral_of(text)))

    def is_article(self, number):
        return bool(number) and number[0][0] == NumeralStyle.ARTICLE

    def text(self, row):
        """A paragraph's text; nothing for a row of a table."""
        if row in self.layout.texts and self.layout.is_paragraph(row):
            text = without_dash(only_text(self.layout.texts[row]))
            text = in_usual_words(text, self.layout.told)
            kind = kind_coded(self.layout, EXPLAINED_BEHIND.sub("", text))
            return Kind(kind).label if kind else text
        return ""

    def is_title(self, index):
        text, *below = map(self.text, self.layout.rows[index : index + 3])
        if any(tags_of(text)):
            return False
        if text and len(below) > 1 and any(tags_of(below[1])):
            return True  # over the first name, below which its marks stand
        if not text or len(text) > LONGEST_TITLE or NOTE.match(text) or text[0].isdigit():
            return False
        if is_aside(text) or PATH_OF_PAGE.search(text):
            return False
        if TITLE_SENTENCE.search(text) or (LETTER.search(text) and not self.has_articles(index)):
            return False
        return bool(kind_heading(text) or kind_in(text) or TITLE_WORDS.search(text))

    def has_articles(self, index):
        """Whether a letter's paragraphs are articles: 第一条, 第二条."""
        below = self.layout.rows[index + 1 :]
        self.is_letter = any(self.text(row).startswith(("第一条", "第1条")) for row in below)
        return self.is_letter

    def paragraphs_below(self, index):
        """[(row, text)] up to the next table or attachment, without what a page's end sets between
        them.
        """
        paragraphs = []
        for row in self.layout.rows[index + 1 :]:
            text = self.text(row)
            if not text or ATTACHMENT.match(text):
                break
            if PAGE.match(text) or (text in self.layout.page_heads and not kind_in(text)):
                self.page_rows.append(row)
            else:
                paragraphs += [(row, line) for line in run_in(text)]
        return paragraphs

    def read(self, index):
        paragraphs = self.paragraphs_below(index)
        title = self.text(self.title_row)
        self.above.kind = kind_heading(title) or kind_in(title)
        if office_said(title):  # 一、县民政局收回3项: the first of several
            self.begin_section(self.title_row, title, numeral_of(title))
        texts = [text for _row, text in paragraphs]
        self.tags, self.marks = tags_in(texts), marks_above(texts)
        self.read_parts(parts_by_kind(paragraphs))
        self.leave_heads_of_table()
        last = self.rows[-1]
        self.page_rows = [row for row in self.page_rows if row < last or self.is_whole]
        self.rows = sorted({*self.rows, *self.page_rows})

    def leave_heads_of_table(self):
        """Leaves what no item follows, a kind, categories, an office, to the table right below."""
        below = self.layout.rows_below(self.rows[-1])
        if not self.is_whole or not self.items or not below or self.layout.is_paragraph(below[0]):
            return
        last = max(row for row, _column in self.items[-1].cells)
        odd = [row for row, text in self.others if not self.is_of_letter(row, text)]
        heads = [row for row in (*odd, *(one.row for one in self.sections)) if row > last]
        if not heads:
            return
        first = min(heads)
        self.rows = [row for row in self.rows if row < first]
        self.sections = [section for section in self.sections if section.row < first]
        self.others = [(row, text) for row, text in self.others if row < first]

    def read_parts(self, parts):
        """Reads the parts until another list begins."""
        self.rows, style = [self.title_row], None
        for part in parts:
            if style and self.is_page_head(part, style):
                self.page_rows.append(part.pop(0)[0])
            else:
                style = BELOW_MARKS if self.marks else item_style(part)
            for place, (row, text) in enumerate(part):
                if self.is_end(text):
                    return
                self.rows.append(row)
                following = part[place + 1][1] if place + 1 < len(part) else ""
                if not self.take_marked(row, text):
                    self.take(row, text, style, following)
        self.is_whole = True

    def is_page_head(self, part, style):
        """Whether a part's heading only names the list again at the head of its next page."""
        heading = part[0][1]
        if heading not in self.layout.page_heads or kind_heading(heading) != self.above.kind:
            return False
        numbers = [numeral_of(text) for _row, text in part[1:]]
        return [number[1] for number in numbers if number and number[0] == style][:1] != [1]

    def is_end(self, text):
        """Whether another list's title stands here, which begins one of its own, a heading over
        what is in no list, or what a web page sets below its text.
        """
        if not self.items or kind_heading(text):
            return False
        if OF_A_PAGE.match(text):
            return True
        return is_other_title(text) or bool(VOID.search(text) and section_of(text))

    def take(self, row, text, style, following):
        """One paragraph: a kind, a category, the next item, more of the item above, or something
        beside the list.
        """
        number = numeral_of(text)
        if ENDS_WITH_PAGE.search(text):
            self.others.append((row, text))  # as lines of a table of contents end
        elif kind := kind_heading(text):
            self.begin_kind(row, text, kind)
        elif self.is_item(number, style, following):
            self.numbers[style] = number[1]
            self.take_numbered(row, text, number, following)
        elif self.is_category(row, text, number, style, following):
            self.begin_section(row, text, number)
        elif style is None and (dashed := DASHED_NAME.match(text)):
            self.add_item(row, dashed["name"], None)
        elif self.names_item(text) or (style is None and self.is_bare_name(text, following)):
            self.add_item(row, text, None)
        elif self.is_signed(text, following) or is_beside(text):
            self.take_aside(row, text)
        else:
            self.take_more(row, text)

    def take_marked(self, row, text):
        """A line of marks, or the name right below it: -> whether it is one."""
        if text in self.marks:
            self.item, self.marked_row = None, row
            return True
        if not self.marked_row:
            return False
        self.above.kind, category = self.marks[self.text(self.marked_row)]
        self.add_item(row, text, numeral_of(text) if is_numbered(text) else None)
        self.items[-1].category = category
        self.items[-1].cells.add((self.marked_row, 1))
        self.marked_row = 0
        return True

    def take_numbered(self, row, text, number, following):
        """The next item; or an article that is of the letter and none: 第九条　本意见自……施行。"""
        in_frame = self.above.section_name in OF_THE_LETTER
        if not self.is_article(number) or not (in_frame or is_bare_sentence(number[2], following)):
            self.add_item(row, text, number)
            return
        self.others.append((row, text))
        if self.items and not in_frame:
            self.waiting[row] = self.items[-1]
        self.item = None

    def names_item(self, text):
        """Whether a paragraph begins with the label of a number or a name, and no open item still
        waits for its own: 【事项】采砂处罚【收归】县水利局.
        """
        parts = parts_of(text)
        is_waiting = self.item is not None and not self.item.texts.get(Column.NAME)
        return parts[0][0] in OF_NAME and Column.NAME in dict(parts) and not is_waiting

    def is_bare_name(self, text, following):
        """Whether a paragraph among unnumbered ones is a name: what is said of it follows."""
        if is_labelled(text) or is_beside(text) or section_of(text) or any(tags_of(text)):
            return False
        is_followed = is_labelled(following) or any(tags_of(following))
        return is_followed and len(text) <= LONGEST_TITLE and not SENTENCE.search(text)

    def take_aside(self, row, text):
        """A paragraph beside the list; one that says so strikes out the item above it."""
        if self.item is not None:
            self.item.field = ""
        self.others.append((row, text))
        if self.items and STRUCK_OUT.search(text):
            self.left_out.append(self.items.pop())

    def is_signed(self, text, following):
        """Whether an office stands alone at the end, or above a date."""
        ends = not following or bool(SIGNATURE.match(following))
        return ends and self.item is not None and is_office(text)

    def begin_kind(self, row, text, kind):
        self.item = None
        self.numbers_before = self.numbers or self.numbers_before
        self.numbers = {}
        self.sections.append(self.above.begin_kind(row, {1: text}, kind, text))

    def is_item(self, number, style, following):
        if number is None or number[0] != style:
            return False
        last = self.numbers.get(style, 0)
        lasts = {last, last or self.numbers_before.get(style, 0)}
        follows = any(one < number[1] <= one + 1 + self.most_left_out for one in lasts)
        is_next = follows or (number[1] == 1 and self.item is None)
        if is_next and self.item is not None and self.item.field:
            return not self.item.goes_on_in_duty(number, following)
        return is_next

    @property
    def most_left_out(self):
        """How many numbers may be missing between two items: those of items struck out."""
        has_struck = any("删除线" in remark for remark in self.layout.sheet.remarks)
        return MOST_STRUCK if has_struck else 0

    def is_category(self, row, text, number, style, following):
        """Whether a paragraph is a category: numbered above the items, a known one alone, or a
        heading of the document right above an item.
        """
        if len(one_line(text)) > LONGEST_CATEGORY + 6 or is_labelled(text):
            return False
        if bulleted := BULLET.match(one_line(text)):
            sign = LETTERS if bulleted["letter"] else bulleted["sign"]
            return self.is_bulleted_category(sign, bulleted["name"], style, following)
        if number and style and number[0] != style:
            is_above = ORDER.index(number[0][0]) < ORDER.index(style[0])
            return is_above and not TITLE_SENTENCE.search(text)
        if number is None and section_of(text):
            return True
        if self.heads_items(row, style, following) and A_TAG.match(text):
            return not NOTE.match(text)
        is_known = is_known_category(text) or text in self.tags
        return is_known or self.is_next_category(text, style, following)

    def heads_items(self, row, style, following):
        """Whether a heading of the document stands right above an item: a numbered one, or a lesser
        heading.
        """
        levels, below = self.layout.sheet.headings, self.layout.rows_below(row)[:1]
        if row not in levels:
            return False
        is_above = bool(below) and levels.get(below[0], levels[row]) > levels[row]
        return is_above or (numeral_of(following) or ())[:1] == (style,)

    def is_next_category(self, text, style, following):
        """Whether a bare name below the end of an item that has a category is the next item's; so
        is one, as its category is, below a name alone, where the numbers begin anew.
        """
        is_bare = is_bare_heading(self.layout, self.rows[-1], text)
        section = self.above.section
        if not (is_bare and section and self.item):
            return False
        is_of_names = not self.item.field and self.text(section.row) == section.name
        if is_of_names and (numeral_of(following) or ())[:2] == (style, 1):
            return True
        has_ended = ENDED.search(self.text(self.rows[-2]))
        return bool(has_ended) and self.is_item(numeral_of(following), style, "")

    def is_bulleted_category(self, sign, name, style, following):
        """Whether a line behind a sign (◆民生服务) or in brackets is a category: a known one, the
        first over an item, or any once the sign stood before one; an item follows it.
        """
        number = numeral_of(following)
        if style is None:
            return bool(DASHED_NAME.match(following))
        if number is None or number[0] != style:
            return False
        if is_known_category(name) or not (self.items or sign in "（("):  # no （征求意见稿）
            self.bullet = sign
        return sign == self.bullet

    def begin_section(self, row, text, number):
        if text in self.tags and self.item and not self.item.field:
            self.item.put(Column.CATEGORY, text)
            self.item.raw.cells.add((row, 1))
            return
        if bulleted := BULLET.match(one_line(text)):
            text = bulleted["name"]
        name, count = section_of(text) or (number[2] if number else one_line(text), None)
        section = self.above.begin_section(row, {1: text}, name, count, len(self.items))
        self.sections.append(section)
        self.item = None

    def text_above(self, row):
        """The paragraph right above another one, or above the page's end between them."""
        before = self.rows[-2]
        if any(before < page < row for page in self.page_rows):
            return self.text(before)
        return self.text(row - 1)

    def add_item(self, row, text, number):
        above = self.above
        raw = RawRow(row, section=above.section, kind_section=above.kind_section, kind=above.kind)
        raw.category, raw.cells = above.section_name, {(row, 1)}
        if number:
            raw.texts[Column.NUMBER] = str(number[1])
            text = number[2]
        boxed = IN_A_BOX.match(text) if self.is_article(number) else None
        if boxed:
            raw.texts[Column.NAME], text = LAST_SIGN.sub("", boxed["name"]), boxed["rest"]
        self.item = ParagraphItem(raw, text)
        self.items.append(raw)
        self.doubtful |= self.waiting
        self.waiting = {}

    def take_categories_off_names(self):
        """Brackets before the names of all items of a kind without sections are their categories;
        so are those behind them, where one of them is known; no remark and no kind is.
        """
        for kind in {raw.kind for raw in self.items}:
            items = [raw for raw in self.items if raw.kind == kind]
            others = [raw for raw in items if not raw.category]
            boxes = [WITH_CATEGORY.search(raw.texts[Column.NAME]) for raw in others]
            if any(raw.section for raw in items) or not all(boxes):
                continue
            if len(others) == len(items) and not all(match["box"] for match in boxes):
                continue
            for raw, match in zip(others, boxes, strict=True):
                if not (is_office(match["category"]) or kind_in(match["category"])):
                    raw.texts[Column.NAME] = raw.texts[Column.NAME].replace(match[0], "").strip()
                    raw.category = match["category"]

    def take_unlabelled(self, row, text):
        """A paragraph below a bare name: one of its steps, or what may be the rest of it."""
        self.others.append((row, text))
        if not is_numbered(text):
            self.waiting[row] = self.item.raw

    def take_more(self, row, text):
        """What a further paragraph says of the item above, if there is one."""
        if self.item is None:
            self.others.append((row, text))
            return
        if any(tags := tags_of(text)):
            self.item.raw.cells.add((row, 1))
            self.item.raw.kind, self.item.raw.category = tags
            return
        above = self.text_above(row)
        is_other = row in self.layout.sheet.headings or any(tags_of(above))
        if self.item.goes_on(above, text) and not is_other:
            self.item.join(row, text)
            return
        if not self.item.field and not is_labelled(text):
            self.take_unlabelled(row, text)
            return
        if self.item.is_of_another_township(text):
            self.others.append((row, text))
            self.doubtful[row] = self.item.raw
            return
        self.item.raw.cells.add((row, 1))
        for field, value in self.item.further_parts(text):
            if field == Column.NAME and self.item.texts.get(Column.NAME):
                self.add_item(row, value, None)
            else:
                self.item.put(field, value)

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
        self.take_categories_off_names()
        free = [raw for raw in self.items if is_left_free(raw.texts[Column.NAME])]
        self.items = [raw for raw in self.items if raw not in free]
        for raw in (*free, *self.left_out):
            name = raw.texts[Column.NAME]
            leftovers.skip_cells(raw.row, raw.cells, SkipReason.CANCELLED, name)
        title = " ".join(self.text(self.title_row).split())
        table = Table(self.layout.sheet.name, title, self.title_row, {}, {})
        table.rows, table.sections = self.items, self.sections
        for raw in self.items:
            raw.category = category_of(raw.texts.get(Column.CATEGORY, "")) or raw.category
            raw.kind = self.kind_told(raw) or kind_filled_in(raw.texts)
            raw.department_rows = each_with_its_own(raw.department_rows, raw.texts)
            raw.columns = dict.fromkeys(raw.texts, 1)
            table.columns.update(raw.columns)
        table.cells = {(row, 1) for row in self.rows}
        recognition.tables.append(table)
        self.tell_others(leftovers)

    def tell_others(self, leftovers):
        """Names what is no item; between two items an error unless it is a step or a remark."""
        among = self.rows_among_items()
        for row, text in self.others:
            if item := self.doubtful.get(row):
                leftovers.doubtful_row(row, {1: text}, item.row, item.texts[Column.NAME])
            elif row in among and not (is_beside(text) or is_step(text)):
                leftovers.stray_cell(row, {1: text})
            else:
                leftovers.skip(row, {1: text}, SkipReason.BESIDE_LIST)

    def kind_told(self, raw):
        """The kind said over an item; "" where the title alone says reclaimed, and the item what
        the township does.
        """
        of_coordination = Column.TOWNSHIP_DUTY in raw.texts and Column.METHOD not in raw.texts
        is_told = raw.kind_section is not None or raw.kind != Kind.RECLAIMED
        return raw.kind if is_told or not of_coordination else ""

    def rows_among_items(self):
        """The rows from the first item to the last without those right below a heading, which
        explain it.
        """
        heads = {section.row for section in self.sections}
        rows = [row for above, row in pairwise(self.rows) if above not in heads]
        ends = [raw.row for raw in self.items]
        return {row for row in rows if min(ends) < row < max(ends)}

    def is_index_of(self, tables):
        """Whether its items stand in the tables too: then it is their index."""
        in_tables = set()
        for table in tables:
            in_tables.update(plain(raw.texts[Column.NAME]) for raw in table.rows)
        again = sum(plain(raw.texts[Column.NAME]) in in_tables for raw in self.items)
        return 2 * again > len(self.items)


def tags_in(texts):
    """The short lines between a numbered name and a label, where few stand below many names."""
    tags = []
    for name, text, following in zip(texts, texts[1:], texts[2:], strict=False):
        if is_numbered(name) and A_TAG.match(text) and is_labelled(following):
            tags.append(text)
    return set(tags) if len(tags) >= max(FEWEST, 2 * len(set(tags))) else set()


def is_step(text):
    """Whether a paragraph is a step of the item above: of a lesser number, and of nobody."""
    number = numeral_of(text)
    is_lesser = bool(number) and number[0][0] in (NumeralStyle.INNER, NumeralStyle.CIRCLED)
    return is_lesser and not is_labelled(text)
