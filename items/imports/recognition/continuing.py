"""Tells whether a row goes on with the item above: a department's own row, or a cut-off rest."""

import re
from enum import StrEnum
from functools import cached_property

from dutylist.organizations.matching import plain
from items.imports.reading.formulas import PICTURE
from items.printed.row_words import CARRIED_OVER, DITTO, LONGEST_DITTO

from .columns import NAMING, NEEDED, WORK, Column
from .departments import are_offices
from .joining import BEGINS, CLOSED, HEADED, begins_anew, counts_on, is_cut_name, is_cut_text
from .numbering import number_key
from .scope_texts import only_names

VERB = re.compile(
    r"负责|牵头|依法|按照?|组织|承担|指导|制定|开展|做好|建立|加强|落实|统筹|对|将|定期|应|要|主要|具体|协助|督促|受理|配合"
)
NO_MORE_THAN_A_CATEGORY = frozenset({Column.NUMBER, Column.CATEGORY, Column.KIND})
# 注：序号栏空白的行为上一事项的接续内容, 无序号的行接上一行
GOES_ON_UNNUMBERED = re.compile(
    r"(?:[序编]号[^。；]{0,6}(?:空|[未没]填)|(?:没有|[无没未])编?[序编]号)[^。；]{0,6}"
    r"(?:[接续属][^。；]{0,4}[上前][一面]|[上前][一面][^。；]{0,6}(?:续|接着|内容|部分))"
)
HALF_A_NAME = re.compile(r"^[\u4e00-\u9fff]{2,3}$")


class Continuation(StrEnum):
    """How a row goes on with the item above."""

    NONE = ""  # not at all: it is an item of its own
    DEPARTMENT = "department"  # with a department's own row
    REST = "rest"  # with the rest of a text that a page's end has cut
    TOWNSHIP = "township"  # with what another township does: an item of its own, of the same name
    DOUBTFUL = "doubtful"  # nobody can tell


class Continuations:
    """Asks it of the rows of one table; `rows_above` say what stands between a row and the item."""

    def __init__(self, rows, table, rows_above):
        self.rows, self.table, self.rows_above = rows, table, rows_above

    def of(self, index, row, known):
        """How the `index`-th row goes on with the item above; `known` are its texts by field."""
        if not self.table.rows:
            return self.below_nothing(known)
        last = self.table.rows[-1]
        known = without_repeated(known)
        if self.is_carried_over(known, last):
            if names_another_department(known, last):
                return Continuation.DEPARTMENT
            return Continuation.REST
        continuation = self.seen_alone(row, known, last)
        if self.rows.is_below_merged_name(row, last):
            return continuation
        if continuation and not known.get(Column.NUMBER) and self.is_left_out(index, last):
            return Continuation.DOUBTFUL
        return continuation

    def is_carried_over(self, known, last):
        """Whether a row says that the item of the page before goes on: （续上页）, 4（续）."""
        name, number = known.get(Column.NAME, ""), known.get(Column.NUMBER, "")
        if not name and CARRIED_OVER.search(number):
            before = last.texts.get(Column.NUMBER, "")
            return number_key(CARRIED_OVER.sub("", number)) == number_key(before)
        if not CARRIED_OVER.search(name):
            return False
        rest = CARRIED_OVER.sub("", name).strip()
        return not rest or is_same_name(rest, last)

    def seen_alone(self, row, known, last):
        """The same without a look at the numbers that follow."""
        number = known.get(Column.NUMBER, "")
        if self.rows_above.interrupted:
            return self.below_nothing(known)
        if self.rows.is_below_merged_name(row, last):
            return self.without_name(known, last, below_merged_name=True)
        if known.get(Column.NAME):
            return self.with_name(row, known, last)
        if number and number != last.texts.get(Column.NUMBER):
            return Continuation.NONE
        if not known.keys() - NO_MORE_THAN_A_CATEGORY:
            return Continuation.NONE
        continuation = self.without_name(known, last)
        is_apart = row - 1 not in self.rows.layout.texts and not self.rows_above.page_ended
        if continuation == Continuation.REST and is_apart:
            return Continuation.DOUBTFUL  # below a blank row, as who wrote the list
        return continuation

    def with_name(self, row, known, last):
        """What a row with a name is to the item above: of its name, the rest of it, or another."""
        name, number = known[Column.NAME], known.get(Column.NUMBER, "")
        has_same_number = not number or number == last.texts.get(Column.NUMBER)
        if is_same_name(name, last) and has_same_number:
            return self.with_same_name(known, last)
        if number:
            return Continuation.NONE
        return self.without_number(row, known, last)

    def with_same_name(self, known, last):
        """The same number and name again: a department's own row when it names another one."""
        duty = known.get(Column.TOWNSHIP_DUTY, "")
        has_same_duty = duty in ("", last.texts.get(Column.TOWNSHIP_DUTY))
        if has_same_duty and names_another_department(known, last):
            return Continuation.DEPARTMENT
        return Continuation.NONE

    def without_name(self, known, last, *, below_merged_name=False):
        """What a row without a name is: a department's, a rest, or an item that lost its name."""
        names_department = any(known.get(name) for name in NAMING)
        if not (below_merged_name or names_department) and duty_begins_anew(known, last):
            return Continuation.DOUBTFUL
        if not names_department and has_duty_of_its_own_township(known, last):
            is_sure = below_merged_name and only_names(last.texts[Column.SCOPE])
            return Continuation.TOWNSHIP if is_sure else Continuation.DOUBTFUL
        if self.rows_above.page_ended and not names_office(known):
            return Continuation.REST
        if names_department and not has_cut_offices(known, last):
            return Continuation.DEPARTMENT
        if names_department or below_merged_name or self.is_sure_rest(known, last):
            return Continuation.REST
        return Continuation.DOUBTFUL

    def is_sure_rest(self, known, last):
        """Whether texts without a name plainly go on with those above, which break off."""
        for name in WORK:
            before, after = last.texts.get(name, ""), known.get(name, "")
            if after in ("", PICTURE):
                continue
            goes_on = counts_on(before, after) or is_headed_by_its_own(after, last)
            if before and CLOSED.search(before) and not goes_on:
                return False
        return True

    def without_number(self, row, known, last):
        """A row with a name and no number, where others have one: a rest, or an item."""
        if not self.rows.are_numbered:
            return Continuation.NONE
        if self.go_on_unnumbered or is_cut_name(last.texts[Column.NAME], known[Column.NAME]):
            return Continuation.REST
        if self.can_be_no_item(row, known, last):
            return Continuation.REST
        is_whole = self.is_whole(known)
        if self.rows_above.page_ended and not is_whole:
            return Continuation.REST
        if goes_on_with_duty(known, last) and not is_whole:
            return Continuation.REST
        return Continuation.DOUBTFUL

    @cached_property
    def go_on_unnumbered(self):
        """Whether a text of the sheet says that rows without a number go on with those above."""
        texts = self.rows.layout.texts.values()
        return any(GOES_ON_UNNUMBERED.search(text) for row in texts for text in row.values())

    def can_be_no_item(self, row, known, last):
        """Whether a row of a name alone is no item: it has two or three characters where categories
        have a column, or another name is broken like this or all items that are said to be there
        have numbers, and it does not say what to do, as a further one may.
        """
        name = known[Column.NAME]
        is_alone = known.keys() == {Column.NAME} and len(self.rows.layout.texts[row]) == 1
        if not is_alone or CLOSED.search(last.texts[Column.NAME]):
            return False
        if Column.CATEGORY in self.rows.head.columns and HALF_A_NAME.match(name):
            return True
        section = self.rows_above.section
        is_rest = self.is_like_another(section) or self.rows.are_as_many_as_said(section, row)
        return is_rest and not (VERB.match(name) or BEGINS.match(name))

    def is_like_another(self, section):
        """Whether a name above goes on in a further row, and no category stands among names."""
        column = self.rows.name_column
        is_aside = section and column not in {place for _row, place in section.cells}
        rests = [self.rows.layout.text(row, column) for row, _above in self.table.joined]
        return any(rests) and bool(is_aside or Column.CATEGORY in self.rows.head.columns)

    def below_nothing(self, known):
        """What a row is with no item above it: doubtful with a name and without its number."""
        is_nameless, has_number = not known.get(Column.NAME), known.get(Column.NUMBER)
        is_sure = is_nameless or has_number or not self.rows.are_numbered
        return Continuation.NONE if is_sure else Continuation.DOUBTFUL

    def is_left_out(self, index, last):
        """Whether the next number leaves one out: the row between had it and lost it."""
        if not self.rows.are_numbered:
            return False
        before = number_key(last.texts.get(Column.NUMBER, ""))
        after = number_key(self.rows.next_number(index))
        if not (before and after) or before[0] != after[0]:
            return False
        if before[1][:-1] != after[1][:-1]:
            return False
        return after[1][-1] == before[1][-1] + 2

    def is_whole(self, known):
        """Whether a row says everything an item of this table needs."""
        needed = [name for name in NEEDED if name in self.rows.head.columns]
        return bool(needed) and all(known.get(name) for name in needed)


def without_repeated(known):
    """The texts of a row without a number or a name that only repeats the one above: 〃."""
    repeated = set()
    for field in (Column.NUMBER, Column.NAME):
        text = known.get(field, "")
        if 0 < len(text) <= LONGEST_DITTO and "".join(text.split()) in DITTO:
            repeated.add(field)
    if not repeated:
        return known
    return {field: text for field, text in known.items() if field not in repeated}


def names_office(known):
    """Whether a row names whole departments, and not the rest of one's name."""
    return any(known.get(name) and are_offices(known[name]) for name in NAMING)


def names_another_department(known, last):
    """Whether a row names departments, and none that the item above has."""
    here, before = set(), set()
    for name in NAMING:
        if known.get(name):
            here.add(known[name])
            before |= {row.get(name) for row in last.department_rows}
    return bool(here and last.department_rows) and not here & before


def has_cut_offices(known, last):
    """Whether the departments a row names go on with those above, which break off: 县水利局、"""
    before = last.department_rows[-1]
    named = [name for name in NAMING if known.get(name) and before.get(name)]
    return any(is_cut_name(before[name], known[name]) for name in named)


def is_headed_by_its_own(text, last):
    """Whether a duty is headed by a department that the item above names."""
    headed = HEADED.match(text)
    return bool(headed) and any(headed["office"] in last.texts.get(name, "") for name in NAMING)


def is_same_name(name, last):
    return bool(name) and plain(name) == plain(last.texts[Column.NAME])


def duty_begins_anew(known, last):
    return any(begins_anew(last.texts.get(name, ""), known.get(name, "")) for name in WORK)


def has_duty_of_its_own_township(known, last):
    """Whether a row has a township and a duty where those above are complete, and neither goes on
    from there: what one township does and another does not.
    """
    duty, before = known.get(Column.TOWNSHIP_DUTY), last.texts.get(Column.TOWNSHIP_DUTY, "")
    place, other = known.get(Column.SCOPE, ""), last.texts.get(Column.SCOPE, "")
    if not (duty and before and place and other) or duty == before:
        return False
    goes_on = is_cut_name(before, duty) or counts_on(before, duty) or is_cut_name(other, place)
    are_names = only_names(place) and only_names(other)
    return bool(CLOSED.search(before)) or (are_names and not goes_on)


def goes_on_with_duty(known, last):
    """Whether what a row says of duties goes on in a sentence or counts on from there."""
    for name in WORK:
        before, after = last.texts.get(name, ""), known.get(name, "")
        if is_cut_text(before, after) or (before and counts_on(before, after)):
            return True
    return False
