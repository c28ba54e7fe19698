"""Writes the rows of items down: one row each, one for each department, or two halves."""

import re

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import CARRIED_OVER, DITTO, LONGEST_DITTO

from .columns import NAMING, WHAT, Column
from .continuing import has_cut_offices, names_another_department, names_office
from .departments import MARKED, NOBODY
from .duties import usual
from .flags import DELETED, IS_DELETED
from .former import is_same_as_left
from .joining import joined_places, joined_texts
from .leftovers import without_pictures
from .legend import HELPING, LEADING, MARKS, SHARING, legend_of
from .recognised import RawRow
from .row_types import category_of, is_known_category
from .scopes import is_chosen

# a merged cell of these is one item, not a value repeated
KEPT_APART = frozenset({Column.NUMBER, Column.NAME, Column.CODE})
OF_AN_ITEM = KEPT_APART | {Column.CATEGORY, Column.KIND}
OF_A_DEPARTMENT_ROW = (
    Column.DEPARTMENTS,
    Column.ROLE,
    Column.DEPARTMENT_DUTY,
    Column.SUPPORT_DUTY,
    Column.RECEIVERS,
    Column.RECEIVERS_AND_METHOD,
    Column.METHOD,
    Column.INTERNAL_OFFICE,
    Column.SUPPORT_DEPARTMENTS,
    Column.JOINT_DEPARTMENTS,
    Column.TRANSITION_ON,
)
DAYS = (Column.TRANSITION_ON, Column.STARTS_ON, Column.ENDS_ON)
WITH_OTHERS = (Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS, Column.SUPPORT_DUTY)
LABELS = {
    Column.DEPARTMENTS: "",
    Column.SUPPORT_DEPARTMENTS: "配合：",
    Column.JOINT_DEPARTMENTS: "共同：",
}
LONGEST_SIGN = 3
# what a cell below a department may say in place of a sign
A_ROLE = re.compile(rf"^(?:{MARKED})(?:责任)?(?:部门|单位|负责)$")
PART = rf"(?:{MARKED})(?:责任)?(?:部门|单位)?"
MARKS_AND_DUTY = (
    # ★编制规划, 配合：编制规划, 【牵头】编制规划
    re.compile(
        rf"^(?P<sign>[{MARKS}]|[（(【\[〔]?{PART}[）)】\]〕：:]+)\s*(?P<duty>.{{3,}})$", re.DOTALL
    ),
    # 编制规划（牵头）, but for what an office in the duty is: 报县水利局（牵头）
    re.compile(
        rf"^(?P<duty>.{{3,}})(?<![局委办部院会队处科股站所])(?P<sign>[（(【\[〔]{PART}[）)】\]〕])$",
        re.DOTALL,
    ),
)
LEAD_SIGN = re.compile(r"[◎●★■▲☆]|[（(【\[〔]?(?:牵头?|主)")
JOINT_SIGN = re.compile(r"[（(【\[〔]?(?:共|联合|会同)")
SHORT_DUTY = re.compile(rf"^(?!{MARKED}|主|不)[\u4e00-\u9fff]{{2,3}}$")  # 执法, among longer ones
NO_SIGN = frozenset({"", "×", "✗", "✘", "否", "0"})
# 生态保护-1, under 类别及序号
NUMBER_BEHIND = re.compile(r"[\s\-—－–·.．、/（(第]*\d{1,3}[\s)）号项条]*$")
SAME_AS_ITEM = re.compile(r"^同(?:上述|本表)?第\s*(?P<number>\d{1,3})\s*[项条]$")
REPEATED = frozenset({*OF_A_DEPARTMENT_ROW, Column.KIND, Column.SCOPE, Column.BASIS})


class ItemRowReader:
    """Adds the items of one table to it, row by row; `known` are the `FieldTexts` of a row."""

    def __init__(self, rows, table, rows_above, leftovers):
        self.rows, self.table = rows, table
        self.rows_above, self.leftovers = rows_above, leftovers
        self.layout, self.head = rows.layout, rows.head
        self.legend = legend_of(rows.layout) if rows.head.offices else {}
        below = rows.layout.rows_below(rows.head.bottom) if rows.head.offices else ()
        cells = [rows.layout.text(row, column) for row in below for column in rows.head.offices]
        self.has_duties = any(sign_and_duty(text)[1] for text in cells)  # of a matrix
        deleted = filter(DELETED.match, rows.head.unknown.values())
        self.meanings = dict.fromkeys(deleted, IS_DELETED)
        table.explained |= self.meanings.keys()
        self.beside = {}  # what is unread of the last row

    # ---- the first row of an item

    def add_item(self, row, known):
        above = self.rows_above
        raw = RawRow(row, section=above.section, kind_section=above.kind_section, kind=above.kind)
        raw.cells, raw.office = set(known.cells), above.office
        for name, column in self.head.columns.items():
            if name != Column.REMARK:
                raw.columns[name] = column
                raw.texts[name] = self.text_of(name, row, known.texts)
                if self.layout.has_formulas:
                    self.keep_formula(raw, name, row)
        self.keep_ticks(raw)
        for column, place in self.head.townships.items():
            raw.marks[place] = self.layout.text(row, column)
        raw.unread = self.unread_texts(row)
        self.keep_category(raw)
        raw.department_rows = [self.department_texts(raw.texts) | nothing_said(known.texts)]
        if self.head.offices:
            self.name_marked(raw, row)
        self.add_further_departments(raw)
        self.table.rows.append(raw)
        above.item_read()

    def add_of_township(self, row, known):
        """Adds the item above once more, as another township has it."""
        last = self.table.rows[-1]
        for name in KEPT_APART & last.texts.keys():
            known.texts[name] = last.texts[name]
        self.add_item(row, known)

    def unread_texts(self, row):
        """{head: text} of a row's cells in columns that are known to nobody, or are remarks."""
        columns = list(self.head.unknown)
        if remark := self.head.columns.get(Column.REMARK):
            columns.append(remark)
        texts = {}
        for column in columns:
            head, text = self.head.words.get(column, ""), self.layout.written(row, column)
            text = self.meanings.get(head, {}).get(text, text)
            texts[head] = self.beside.get(head, text) if is_ditto(text) else text
        self.beside = {head: text for head, text in texts.items() if text}
        return dict(self.beside)

    def keep_ticks(self, raw):
        """The kind a row ticks; ticks under two kinds, or a sign nobody knows, are named."""
        ticked = {}
        for column in self.head.ticks:
            sign = self.layout.text(raw.row, column)
            if is_chosen(sign) is not False:
                ticked[column] = sign
        if len(ticked) == 1 and all(map(is_chosen, ticked.values())):
            raw.kind = self.head.ticks[next(iter(ticked))]
        elif ticked:
            self.leftovers.stray_cell(raw.row, ticked)

    def name_marked(self, raw, row):
        """The departments with a sign in a row: the legend, else the sign itself, says which is the
        lead's; of two signs that do not tell it is an error.
        """
        marked, duties = self.signs_of_offices(row)
        offices_of = {LEADING: [], SHARING: [], HELPING: []}
        lead = self.lead_of(row)
        for column, sign in marked.items():
            label = self.legend.get(sign) or part_of_sign(sign)
            if lead and (column == lead or not sign):
                label = LEADING if column == lead else SHARING
            offices_of[label].append(self.head.offices[column])
        leads, *others = offices_of.values()
        signs = set(marked.values())
        if len(signs) > 1 and not (leads and any(others)):
            self.leftovers.stray_cell(row, marked)
        if not signs & self.legend.keys() and not (leads and any(others)):
            offices_of = {"": [office for offices in offices_of.values() for office in offices]}
        named = [f"{label}{'、'.join(offices)}" for label, offices in offices_of.items() if offices]
        raw.texts[Column.DEPARTMENTS] = "；".join(named)
        raw.columns[Column.DEPARTMENTS] = min(self.head.offices)
        if any(duties.values()):
            self.add_marked_duties(raw, offices_of, duties)

    def lead_of(self, row):
        """The column of the department that another column says leads; 0 for none."""
        name = usual(self.layout.text(row, self.head.lead))
        columns = [column for column, office in self.head.offices.items() if usual(office) == name]
        return columns[0] if columns else 0

    def add_marked_duties(self, raw, offices_of, duties):
        """Gives each department of a matrix its row with the duty that stands in its cell."""
        raw.department_rows = []
        for label, offices in offices_of.items():
            for office in offices:
                name = f"{label}{office}"
                if duties[office]:
                    self.add_department_with_duty(raw, Column.DEPARTMENTS, name, duties[office])
                else:
                    raw.department_rows.append(department_row(Column.DEPARTMENTS, name, "无"))
        first = min(self.head.offices)
        raw.columns[Column.DEPARTMENT_DUTY] = first
        self.table.columns = {**self.table.columns, Column.DEPARTMENT_DUTY: first}

    def signs_of_offices(self, row):
        """{column: its sign} and {department: its duty} of those that a row marks."""
        signs, duties = {}, {}
        for column, office in self.head.offices.items():
            sign, duty = sign_and_duty(self.layout.text(row, column))
            if len(self.head.offices) == 1:
                sign, duty = "", f"{sign}{duty}"  # the column of one office's duties
            elif self.has_duties and SHORT_DUTY.match(sign) and sign not in self.legend:
                sign, duty = "", sign
            says_none = sign in NO_SIGN or sign in NOBODY
            is_marked = bool(sign) and (sign in self.legend or not says_none)
            if duty or is_marked or column == self.lead_of(row):
                signs[column], duties[office] = "" if says_none else sign, duty
        return signs, duties

    def keep_category(self, raw):
        above = self.rows_above
        if Column.CATEGORY not in self.head.columns:
            raw.category = above.section_name
            return
        before = self.table.rows[-1] if self.table.rows else raw
        kind = raw.texts.get(Column.KIND)
        if kind and before.texts.get(Column.KIND) != kind:
            above.forget_category()  # what a blank cell repeats ends with the kind
        written = raw.texts[Column.CATEGORY]
        if "号" in self.head.words.get(self.head.columns[Column.CATEGORY], ""):
            written = NUMBER_BEHIND.sub("", written)
        if not written and self.is_new_beside_old(raw.row):
            return  # blank as all of the old list, and no category above is its own
        if not written and (struck := self.struck_category(before.row, raw.row)):
            above.begin_category(struck)
        if written and not is_ditto(written):
            above.begin_category(written)
        raw.texts[Column.CATEGORY] = written or above.written_category
        raw.category = above.category or above.section_name

    def is_new_beside_old(self, row):
        """Whether an item stands in the new list alone, and the old one alone has categories."""
        columns, former = self.head.columns, self.head.former
        category, name = columns[Column.CATEGORY], former.get(columns[Column.NAME], 0)
        return former.get(category) == category and not self.layout.text(row, name)

    def struck_category(self, above, row):
        """A category struck out with its item between two rows: still that of those below."""
        column, found = self.head.columns[Column.CATEGORY], ""
        for place, text in self.layout.sheet.struck.items():
            is_between = place[1] == column and above < place[0] < row
            if is_between and is_known_category(category_of(text)):
                found = text
        return found

    # ---- the text of a field

    def text_of(self, name, row, known):
        """The text of a field in a row; of a day the day itself, in whatever way it is shown."""
        text = self.shown_text(name, row, known)
        if text and name in DAYS:
            return self.layout.day(row, self.head.columns[name]) or text
        return text

    def shown_text(self, name, row, known):
        text = known.get(name, "")
        if text == PICTURE or (text in NOBODY and name not in KEPT_APART):
            return ""
        former = self.head.former.get(self.head.columns[name])
        if former and is_same_as_left(text):
            return self.layout.text(row, former)
        if not text and name == Column.KIND:
            return self.merged_text(name, row) or self.text_above(name)
        if not text:
            return self.merged_text(name, row)
        if name in REPEATED and is_ditto(text) and self.table.rows:
            return self.text_above(name)
        if name in NAMING and (same := SAME_AS_ITEM.match(text)):
            return self.text_of_item(same["number"], name) or text
        return text

    def text_of_item(self, number, name):
        """A field of the item above that has this number."""
        for raw in self.table.rows:
            if raw.texts.get(Column.NUMBER) == number:
                return raw.texts.get(name, "")
        return ""

    def text_above(self, name):
        return self.table.rows[-1].texts.get(name, "") if self.table.rows else ""

    def merged_text(self, name, row):
        """The text of a merged cell that covers this place; names, numbers are not repeated."""
        if name in KEPT_APART:
            return ""
        top, left, _bottom, right = self.layout.area(row, self.head.columns[name])
        first, last = self.head.spans[name]
        is_in_head = top <= self.head.bottom
        if top == row or is_in_head or left < first or last < right:
            return ""
        return self.layout.written(top, left)

    def keep_formula(self, raw, name, row):
        left, right = self.head.spans[name]
        for column in range(left, right + 1):
            self.keep_formula_at(raw, name, row, column)

    def keep_formula_at(self, raw, name, row, column):
        """Remembers a formula without a result, or a picture: an error and never a text."""
        cell = self.layout.cells.get((row, column))
        if cell and cell.formula and not cell.value.strip():
            raw.formulas[name] = cell.formula
            if row != raw.row:
                raw.formula_rows[name] = row

    # ---- departments in columns and in rows of their own

    def department_texts(self, texts):
        """The texts of one row that are a department's."""
        columns = self.head.columns
        return {name: texts.get(name, "") for name in OF_A_DEPARTMENT_ROW if name in columns}

    def add_further_departments(self, raw):
        """The departments in columns of their own, each with its duty or with the others."""
        first = raw.department_rows[0]
        for name, column, duty_column, method_column in self.head.further:
            named = self.layout.seen(raw.row, column)
            duty = self.layout.seen(raw.row, duty_column)
            method = self.layout.seen(raw.row, method_column)
            self.keep_formula_at(raw, name, raw.row, column)
            self.keep_formula_at(raw, Column.DEPARTMENT_DUTY, raw.row, duty_column)
            self.keep_formula_at(raw, Column.METHOD, raw.row, method_column)
            for other in WITH_OTHERS:
                first.setdefault(other, raw.texts.get(other, ""))
            if named and (duty or method):
                self.add_department_with_duty(raw, name, named, duty)
                if method_column:
                    raw.department_rows[-1][Column.METHOD] = method
            elif named or duty or method:
                others = Column.JOINT_DEPARTMENTS if name == Column.DEPARTMENTS else name
                first[others] = named or duty or method
            join_text(raw, name, named)

    def add_department_with_duty(self, raw, name, named, duty):
        row = department_row(name, named, duty)
        if raw.department_rows:
            row[Column.INTERNAL_OFFICE] = ""  # a single one is the first's
        raw.department_rows.append(row)
        is_lead = name == Column.DEPARTMENTS
        join_text(raw, Column.DEPARTMENT_DUTY if is_lead else Column.SUPPORT_DUTY, duty)

    def add_department_row(self, row, known):
        """A further row of the last item, with a department of its own."""
        raw = self.table.rows[-1]
        texts = self.take_further_row(row, known, raw)
        department = {}
        for name in self.department_texts(texts):
            if is_ditto(texts.get(name, "")):
                department[name] = raw.department_rows[-1].get(name, "")
            else:
                department[name] = self.text_of(name, row, texts) if texts.get(name) else ""
        raw.department_rows.append(department | nothing_said(texts))
        for name in texts.keys() - OF_AN_ITEM:
            text = department.get(name, texts[name])
            if text and not is_ditto(texts[name]) and text not in NOBODY | {raw.texts.get(name)}:
                join_text(raw, name, text)
        self.rows_above.page_ended = False

    def add_rest(self, row, known):
        """The rest of an item that a page's end has cut off."""
        raw = self.table.rows[-1]
        if not self.rows.is_below_merged_name(row, raw):
            self.table.joined.append((row, max(place for place, _column in raw.cells)))
        texts = self.take_further_row(row, known, raw)
        if Column.NAME in texts:
            rest = CARRIED_OVER.sub("", texts[Column.NAME]).strip()
            if rest != raw.texts[Column.NAME]:
                raw.texts[Column.NAME] = joined_texts(raw.texts[Column.NAME], rest, cut=True)
        is_another = names_office(texts) and names_another_department(texts, raw)
        if is_another and not has_cut_offices(texts, raw):
            self.add_department_row(row, known)
            return
        department = raw.department_rows[-1]
        for name in texts.keys() - OF_AN_ITEM:
            raw.texts[name] = rest_joined(name, raw.texts.get(name, ""), texts[name])
            if name in department:
                department[name] = joined_texts(department[name], texts[name], cut=True)
        self.rows_above.page_ended = False

    def take_further_row(self, row, known, raw):
        """Counts a further row among an item's: -> its texts, without pictures."""
        raw.cells |= known.cells
        self.name_left_over(row, raw)
        if self.layout.has_formulas:
            for name in known.texts.keys() & self.head.spans.keys():
                self.keep_formula(raw, name, row)
        return without_pictures(known.texts)

    def name_left_over(self, row, raw):
        """Names what a further row says in columns read of an item's first row alone."""
        for column in (*self.head.further_columns, *self.head.ticks, *self.head.townships):
            text = self.layout.texts[row].get(column, "")
            if text and text != self.layout.text(raw.row, column):
                self.leftovers.stray_cell(row, {column: text})


def department_row(field, name, work):
    """A department with its own duty, or one that receives an item with its way of working, as a
    row of an item has it.
    """
    row = dict.fromkeys((*WITH_OTHERS, Column.ROLE), "")  # the item's one is the first's
    if field == Column.RECEIVERS:
        return row | {field: name, Column.METHOD: work}
    return row | {Column.DEPARTMENTS: f"{LABELS[field]}{name}", Column.DEPARTMENT_DUTY: work}


def each_with_its_own(rows, texts):
    """The rows of several departments of one kind; else an item's `texts` as its only row."""
    is_of_one_kind = len({Column.RECEIVERS in row for row in rows}) == 1
    return rows if is_of_one_kind and len(rows) > 1 else [dict(texts)]


def part_of_sign(sign):
    """The part of a department that its sign says by itself: ●, 牵头, 【共同】."""
    if LEAD_SIGN.match(sign):
        return LEADING
    return SHARING if JOINT_SIGN.match(sign) else HELPING


def sign_and_duty(text):
    """(sign, duty) of a matrix's cell: ★编制规划; one of the two may be missing."""
    if match := next(filter(None, (marks.match(text) for marks in MARKS_AND_DUTY)), None):
        return match["sign"], match["duty"].strip()
    if len(text) > LONGEST_SIGN and not A_ROLE.match(text):
        return "", text
    return text, ""


def join_text(raw, name, text):
    raw.texts[name] = joined_texts(raw.texts.get(name, ""), text, cut=False)


def rest_joined(name, before, after):
    """The text of a field with its rest from a further row."""
    if name == Column.SCOPE:
        return joined_places(before, after)
    return joined_texts(before, after, cut=True)


def nothing_said(texts):
    """{field: 无} where a row says of its department that it has no duty or way of working."""
    return {name: texts[name] for name in WHAT if texts.get(name) in NOBODY}


def is_ditto(text):
    if len(text) > LONGEST_DITTO:
        return False
    return "".join(text.split()) in DITTO or bool(CARRIED_OVER.match(text))
