"""Decides by evidence what words leave open, finds heads of unknown words, says what to choose."""

import itertools
import re
from dataclasses import dataclass, field

from items.printed.columns import column_letter
from items.printed.row_words import DITTO, TITLE_WORDS

from .columns import NEEDED, Column
from .departments import is_known_office, is_office, office_names
from .evidence import ROLE, columns_shown, rising
from .head_parts import LONGEST_HEAD
from .head_table import BARE_DUTIES
from .headwords import FORMER, NOT_READ, chosen_of, field_of, head_key, is_index_word
from .kind_codes import LONGEST_KIND, meant
from .likeness import NONE
from .matrix_heads import office_doing
from .no_longer import OPINION_HEAD, says_cancelled
from .numbering import number_key
from .weighing import weigh

TAKEN = 3.0  # a margin of at least so much decides on what an item says
TAKEN_OF_OTHERS = 1.0  # and so much on a number, a kind, a category
ASKED = 0.2  # one of at least so much is worth a question
MOSTLY = 0.9
MOSTLY_MERGED = 0.5
OFFICE_OR_LONG = re.compile(r"[办局科股室站所队中心社委会组部人月年镇乡道]$|\d|.{9}")
MOST_CANDIDATES = 8
FIRST_ROWS = 30
SURE_OF_HEAD = 2.0
FEWEST_OF_A_HEAD = 2  # known words that make a row a head, of which one column is the names'
FEWEST_ROWS = 2
SHORTEST_NAME = 4
MARGIN_COUNTED = 6.0
A_TIME = re.compile(r"^\d{4}[-./]\d{1,2}[-./]\d{1,2}[ T]\d{1,2}:\d{2}")
# heads under which people stand: who filled in, checked or answers for a row
OF_PEOPLE = re.compile(r"(?:人|人员|姓名|电话|手机|手机号|号码|联系方式|领导|签字|签名)$")
# and heads over the township's own offices
OF_STATIONS = re.compile(r"(?:站办|[站办]所|所站)$")
# heads over the categories where short words stand below them, else over offices
OF_GROUPS = frozenset({"归口", "归属", "所属"})
ABOUT = frozenset({Column.NAME, *NEEDED})
ASKED_ABOUT = ABOUT | {Column.SUPPORT_DEPARTMENTS}
BEGINS = ABOUT | {Column.NUMBER, Column.CATEGORY, Column.KIND}
OF_RECLAIMED = frozenset({Column.RECEIVERS, Column.METHOD, Column.RECEIVERS_AND_METHOD})
DECIDED = ABOUT | {
    Column.NUMBER,
    Column.KIND,
    Column.CATEGORY,
    Column.SUPPORT_DEPARTMENTS,
    Column.INTERNAL_OFFICE,
}


@dataclass
class Unsure:
    """A column that may be read in two ways: the fields ("" is not read in), and why."""

    column: int
    head: str
    readings: tuple
    reasons: tuple = ()


@dataclass
class Decided:
    """What evidence says of the columns of one head, by their order."""

    fields: dict = field(default_factory=dict)  # place: (field, reasons)
    unsure: dict = field(default_factory=dict)  # place: (readings, reasons)


class HeadEvidence:
    """Asks the columns of one sheet; `known` are the decisions on heads of the same words."""

    def __init__(self, layout, words, known):
        self.layout, self.words, self.known = layout, words, known

    def complete(self, head):
        """Gives the columns that the words leave open their field, or keeps them as unsure."""
        columns = columns_of(head)
        is_open = [self.is_open(head, left, path) for left, _right, path in columns]
        open_places = [place for place, told in enumerate(is_open) if told]
        if not open_places:
            return
        key = (tuple(path for _left, _right, path in columns), tuple(open_places))
        decided = self.known.get(key)
        if decided is None or decided.unsure or not decided.fields:  # further rows may tell
            seen = self.decided(head, columns, open_places)
            if decided is None or seen.fields:
                self.known[key] = decided = seen
        for place, (name, reasons) in decided.fields.items():
            left, right, _path = columns[place]
            if name not in head.columns and left in head.unknown:
                head.set_column(name, left, right)
                head.reasons[left] = (name, reasons)
        for place, (readings, reasons) in decided.unsure.items():
            left = columns[place][0]
            if head.reasons.get(left, ("",))[0] == readings[0]:
                head.unsure.append(Unsure(left, head.words[left], readings, reasons))

    def is_open(self, head, left, path):
        """Whether the words over a column say nothing of it."""
        if left not in head.unknown or left in head.dismissed or left in head.former.values():
            return False
        for word in (path[-1], "".join(path)):
            if self.words.get(head_key(word)) in NOT_READ:
                return False
        word = path[-1]
        is_told = field_of(word, self.words) or is_index_word(word) or OPINION_HEAD.search(word)
        return not is_told and not FORMER.search(head_key(word))

    def decided(self, head, columns, open_places):
        shown, rows = columns_shown(
            self.layout, head.bottom, columns, lambda texts: self.ends_table(texts, head)
        )
        decided = Decided()
        if rows < FEWEST_ROWS:
            return decided
        certain = certain_fields(head, columns, open_places)
        for place in open_places:
            path, texts, merged = shown[place]
            plain = plain_field(path, texts)
            if not plain and place == 0 and merged >= MOSTLY_MERGED and are_words(texts):
                plain = Column.CATEGORY  # 大气, 水: one cell over the rows of several items
            if plain == NONE:
                certain[place] = NONE
            elif plain and plain not in certain.values():
                certain[place] = str(plain)
                decided.fields[place] = (plain, (("各行的内容", 1.0),))
        for place, weighed in enumerate(weigh(shown, rows, certain)):
            counts = weighed.field != Column.NUMBER or rising(shown[place][1]) >= MOSTLY
            if counts and place in open_places and place not in certain:
                self.decide(decided, place, weighed)
        return decided

    def ends_table(self, texts, head):
        """Whether a row below a head is that head again, or another table's."""
        said = sum(bool(field_of(text, self.words)) for text in texts if len(text) <= LONGEST_HEAD)
        return said > 1 or repeats(texts, head)

    def decide(self, decided, place, weighed):
        if weighed.field not in DECIDED:
            return
        name = Column(weighed.field)
        needed = TAKEN if name in ABOUT else TAKEN_OF_OTHERS
        is_asked = name in ASKED_ABOUT and ASKED <= weighed.margin < needed
        if weighed.margin >= needed or is_asked:
            decided.fields[place] = (name, weighed.reasons)
        if is_asked:
            second = "" if weighed.second not in DECIDED else Column(weighed.second)
            decided.unsure[place] = ((name, second), weighed.reasons)

    # ---- heads of which some words are known, and none is the name's

    def names(self):
        """{word over a column: (margin, reasons)} of the words over the names, as it shows in what
        stands below them, where others beside them are known; none where a list has a known one.
        """
        found = {}
        for row in filter(self.may_be_head, self.layout.rows):
            columns = self.columns_under(row)
            words = [path[-1] for _left, _right, path in columns]
            fields = {str(field_of(word, self.words)) for word in words} - {""}
            if any(is_known_office(office_doing(word)) for word in words):
                fields.add(Column.DEPARTMENT_DUTY)
            if Column.NAME in fields and len(fields) > 1:
                return {}
            if fields & BEGINS:
                self.find_names(found, row, columns, fields)
        return found

    def find_names(self, found, row, columns, fields):
        """Adds the word over the names of one row to those `found`."""
        shown, rows = columns_shown(self.layout, row, columns, lambda _texts: False)
        if rows < FEWEST_ROWS:
            return
        certain = self.said_by_words(columns, shown, is_reclaimed=bool(fields & OF_RECLAIMED))
        needed = TAKEN + ASKED if len(fields) > 1 else TAKEN + SURE_OF_HEAD
        weighed = weigh(shown, rows, certain, named=TAKEN)
        for one, (path, texts, _merged) in zip(weighed, shown, strict=True):
            margin = found.get(path[-1], (needed,))[0]
            is_open = head_key(path[-1]) not in BARE_DUTIES and not are_no_names(texts)
            if one.field == Column.NAME and one.margin >= margin and is_open:
                found[path[-1]] = (one.margin, one.reasons)

    def explain_name(self, head):
        """Says why the name's column is taken for it, where its word is known from this file."""
        left = head.columns.get(Column.NAME)
        word = head.words.get(left, "").split(" / ")[-1]
        if word in self.known:
            head.reasons[left] = (Column.NAME, self.known[word][1])

    # ---- heads of which no word is known

    def head_row(self):
        """(row, {letter: field}, [Unsure]) of the row that is the likeliest head: of which most
        words are known, then whose columns are told best; None where no row is.
        """
        best, most = None, (0, 0.0)
        for row in self.candidates():
            columns = self.columns_under(row)
            shown, rows = columns_shown(self.layout, row, columns, lambda _texts: False)
            if rows < FEWEST_ROWS or len(columns) < 2:
                continue
            certain = self.said_by_words(columns, shown)
            known = sum(field != NONE for field in certain.values())
            named = TAKEN if known >= FEWEST_OF_A_HEAD else 0.0
            weighed = weigh(shown, rows, certain, named=named)
            names = [one for one in weighed if one.field == Column.NAME]
            if names and are_no_names(shown[weighed.index(names[0])][1]):
                continue  # an index of lists, a summary
            fields = {one.field for one in weighed if one.field in DECIDED}
            if not names or names[0].margin < SURE_OF_HEAD or len(fields) < 2:
                continue
            sum_of = sum(min(one.margin, MARGIN_COUNTED) for one in weighed if one.field in DECIDED)
            if (known, sum_of) > most:
                best, most = (row, columns, weighed), (known, sum_of)
        if best is None:
            return None
        return self.as_assigned(*best)

    def said_by_words(self, columns, shown, *, is_reclaimed=False):
        """{place: field} of the columns whose words are known, or are of an old list, of people, of
        times. What was ours (原代办的工作) names the items of a reclaimed list.
        """
        certain = {}
        for place, (_left, _right, path) in enumerate(columns):
            name = field_of(path[-1], self.words)
            _path, texts, _merged = shown[place]
            if name in DECIDED and name not in certain.values():
                certain[place] = str(name)
                continue
            is_former = FORMER.search(head_key(path[-1])) and not is_reclaimed
            if name or is_former or is_of_people(path, texts) or are_times(texts):
                certain[place] = NONE
        return certain

    def candidates(self):
        """The first rows that could be a head: several short texts, none of them a number."""
        found = list(filter(self.may_be_head, self.layout.rows[:FIRST_ROWS]))
        return found[:MOST_CANDIDATES]

    def may_be_head(self, row):
        """Whether a row has several short texts, none of them a number or above itself again."""
        texts = self.layout.texts[row]
        values = set(texts.values())
        if len(values) < 2 or self.layout.is_paragraph(row) or any(map(is_index_word, values)):
            return False
        if any(len(text) > LONGEST_HEAD or number_key(text) for text in values):
            return False
        return not any(self.layout.stands_again(row, column) for column in texts)

    def columns_under(self, row):
        columns = []
        for column, text in self.layout.texts[row].items():
            _top, left, _bottom, right = self.layout.area(row, column)
            if left == column:
                columns.append((left, right, (" ".join(text.split()),)))
        return columns

    def as_assigned(self, row, columns, weighed):
        assigned, unsure = {}, []
        for (left, _right, path), one in zip(columns, weighed, strict=True):
            if one.field not in DECIDED:
                continue
            assigned[column_letter(left)] = Column(one.field)
            if one.margin < TAKEN and one.field in ABOUT:
                second = "" if one.second not in DECIDED else Column(one.second)
                unsure.append(Unsure(left, path[-1], (Column(one.field), second), one.reasons))
        return row, assigned, unsure


def are_no_names(texts):
    """Whether most texts are titles of lists, or numbers."""
    others = [text for text in texts if TITLE_WORDS.search(text) or len(text) < SHORTEST_NAME]
    return len(others) * 2 > len(texts)


def certain_fields(head, columns, open_places):
    """{place: field} of the columns that their words tell."""
    fields = {column: name for name, column in head.columns.items()}
    certain = {}
    for place, (left, _right, _path) in enumerate(columns):
        if place not in open_places:
            certain[place] = str(fields.get(left, NONE))
    return certain


def is_of_people(path, texts):
    """Whether a head speaks of people or the township's offices, and none of departments."""
    word, names = head_key(path[-1]), itertools.chain.from_iterable(map(office_names, texts))
    if OF_STATIONS.search(word):
        return not any(map(is_known_office, names))
    return bool(OF_PEOPLE.search(word)) and not any(map(is_office, names))


def are_times(texts):
    """Whether a system's times stand in a column: 2026-03-05 10:34:00."""
    return bool(texts) and all(map(A_TIME.match, texts))


def plain_field(path, texts):
    """The field of a column of kinds or roles alone; `NONE` of people or a system's times."""
    if is_of_people(path, texts) or are_times(texts):
        return NONE
    if len(texts) < FEWEST_ROWS:
        return ""
    kinds = sum(bool(meant(text)) for text in texts if len(chosen_of(text)) <= LONGEST_KIND)
    without = sum(says_cancelled({"": text}) is True for text in texts)
    if kinds and kinds >= MOSTLY * (len(texts) - without):
        return Column.KIND
    if sum(bool(ROLE.match(text)) for text in texts) >= MOSTLY * len(texts):
        return Column.ROLE
    if head_key(path[-1]) in OF_GROUPS and are_words([*{*texts} - DITTO]):
        return Column.CATEGORY
    return ""


def are_words(texts):
    """Whether several texts, each once, are most of them short words and no office we know."""
    others = [text for text in texts if OFFICE_OR_LONG.search(text)]
    is_most = len(texts) > 2 * len(others) and not any(map(is_known_office, others))
    return is_most and len(set(texts)) == len(texts) > 1


def columns_of(head):
    """[(left, right, path)] of the columns of a head, without those of a matrix."""
    spans = dict(head.spans.values())
    columns = []
    for left, words in sorted(head.words.items()):
        if left not in head.townships and left not in head.ticks:
            columns.append((left, spans.get(left, left), tuple(words.split(" / "))))
    return columns


def repeats(texts, head):
    """Whether a row's texts are those of the head again."""
    words = {words.split(" / ")[-1] for words in head.words.values()}
    return sum(" ".join(text.split()) in words for text in texts) > 1
