"""Writes the rows of items down: one row each, one for each department, or two halves that a page's
end has cut.
"""

from items.imports.reading.formulas import PICTURE
from items.printed.row_words import CARRIED_OVER, DITTO

from .findings import RawRow
from .joining import joined_texts
from .row_kinds import category_of
from .scopes import is_chosen

KEPT_APART = ("number", "name", "code")  # a merged cell of these is one item, not a value repeated
OF_THE_DEPARTMENT = (
    "departments",
    "role",
    "department_duty",
    "support_duty",
    "receivers",
    "receivers_and_method",
    "method",
    "internal_office",
)
DAYS = ("transition_on", "starts_on", "ends_on")
WITH_OTHERS = ("support_departments", "joint_departments", "support_duty")
OTHERS_EMPTY = dict.fromkeys(WITH_OTHERS, "")
LABELS = {"departments": "", "support_departments": "配合：", "joint_departments": "共同："}
REPEATED = (
    *OF_THE_DEPARTMENT,
    "kind",
    "scope",
    "basis",
    "transition_on",
    "support_departments",
    "joint_departments",
)


class ItemRows:
    """What `TableReader` does with the rows that are items."""

    def add_item(self, row, known):
        raw = RawRow(row, section=self.section, kind_section=self.kind_section, kind=self.kind)
        raw.cells = set(self.row_cells)
        for name, column in self.head.columns.items():
            if name != "remark":
                raw.columns[name] = column
                raw.texts[name] = self.text_of(name, row, known)
                if self.layout.has_formulas:
                    self.keep_formula(raw, name, row)
        self.keep_ticks(raw)
        raw.marks = {
            place: self.layout.text(row, column) for column, place in self.head.townships.items()
        }
        raw.unread = self.unread_texts(row)
        self.keep_category(raw)
        raw.parts = [self.part_of(raw.texts)]
        self.further_parts(raw)
        self.table.rows.append(raw)
        self.page_cut = self.broken = False

    def unread_texts(self, row):
        """{head: text} of a row's cells in columns that are known to nobody, or are remarks."""
        columns = [*self.head.unknown, self.head.columns.get("remark")]
        texts = {}
        for column in filter(None, columns):
            texts[self.head.words.get(column, "")] = self.layout.written(row, column)
        return {head: text for head, text in texts.items() if text}

    def further_parts(self, raw):
        """The departments that have columns of their own, each with its duty; one without is named
        with the others.
        """
        first = raw.parts[0]
        for name, column, duty_column in self.head.further:
            named = self.layout.seen(raw.row, column)
            duty = self.layout.seen(raw.row, duty_column) if duty_column else ""
            self.keep_formula_at(raw, name, raw.row, column)
            self.keep_formula_at(raw, "department_duty", raw.row, duty_column)
            first |= {field: first.get(field, raw.texts.get(field, "")) for field in WITH_OTHERS}
            if named and duty:
                raw.parts.append(
                    {
                        **OTHERS_EMPTY,
                        "departments": f"{LABELS[name]}{named}",
                        "department_duty": duty,
                    }
                )
                self.join_text(
                    raw, "department_duty" if name == "departments" else "support_duty", duty
                )
            elif named or duty:
                first["joint_departments" if name == "departments" else name] = named or duty
            self.join_text(raw, name, named)

    def join_text(self, raw, name, text):
        raw.texts[name] = joined_texts(raw.texts.get(name, ""), text, cut=False)

    def keep_ticks(self, raw):
        """The kind a row ticks; ticks under two kinds, or a sign nobody knows, are named."""
        if not self.head.ticks:
            return
        signs = {column: self.layout.text(raw.row, column) for column in self.head.ticks}
        ticked = {column: sign for column, sign in signs.items() if is_chosen(sign) is not False}
        if len(ticked) == 1 and all(map(is_chosen, ticked.values())):
            raw.kind = self.head.ticks[next(iter(ticked))]
        elif ticked:
            self.stray(raw.row, ticked, "stray_cell")

    def text_of(self, name, row, known):
        """The text of a field in a row; of a day the day itself, in whatever way it is shown."""
        text = self.said_of(name, row, known)
        day = self.layout.day(row, self.head.columns[name]) if text and name in DAYS else ""
        return day or text

    def said_of(self, name, row, known):
        text = known.get(name, "")
        if text == PICTURE:
            return ""
        if not text and name == "kind":
            return self.merged_text(name, row) or self.text_above(name)
        if not text:
            return self.merged_text(name, row)
        return (
            self.text_above(name)
            if name in REPEATED and is_ditto(text) and self.table.rows
            else text
        )

    def text_above(self, name):
        return self.table.rows[-1].texts.get(name, "") if self.table.rows else ""

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

    def keep_formulas_of(self, raw, row, known):
        if self.layout.has_formulas:
            for name in known.keys() & self.head.spans.keys():
                self.keep_formula(raw, name, row)

    def merged_text(self, name, row):
        """The text of the merged cell that covers this place; names and numbers are never repeated."""
        column = self.head.columns[name]
        top, left, _bottom, right = self.layout.area(row, column)
        first, last = self.head.spans[name]
        if (
            name in KEPT_APART
            or top == row
            or top <= self.head.bottom
            or not (first <= left and right <= last)
        ):
            return ""
        return self.layout.written(top, left)

    def keep_category(self, raw):
        if "category" not in self.head.columns:
            raw.category = self.section.name if self.section else ""
            return
        before = self.table.rows[-1] if self.table.rows else raw
        if before.texts.get("kind") != raw.texts.get("kind") and raw.texts.get("kind"):
            self.category = self.said_category = ""  # what a blank cell repeats ends with the kind
        said = raw.texts["category"]
        if said and not is_ditto(said):
            self.category, self.said_category = category_of(said), said
        raw.texts["category"] = said or self.said_category
        raw.category = self.category or (self.section.name if self.section else "")

    def name_left_over(self, row, raw):
        """Names what a further row of an item says in the columns that only an item's first row is
        read for.
        """
        further = [column for _field, *columns in self.head.further for column in columns if column]
        for column in (*further, *self.head.ticks, *self.head.townships):
            text = self.layout.texts[row].get(column, "")
            if text and text != self.layout.text(raw.row, column):
                self.stray(row, {column: text}, "stray_cell")

    def part_of(self, texts):
        return {
            name: texts.get(name, "")
            for name in (*OF_THE_DEPARTMENT, "transition_on")
            if name in self.head.columns
        }

    def add_part(self, row, known):
        """A further row of the last item, with a department of its own."""
        raw = self.table.rows[-1]
        raw.cells |= self.row_cells
        self.name_left_over(row, raw)
        self.keep_formulas_of(raw, row, known)
        known = without_pictures(known)
        part = {name: self.text_of(name, row, {**known}) for name in self.part_of(known)}
        for name in part:
            if not known.get(name):
                part[name] = ""
        raw.parts.append(part)
        for name in known.keys() - set(KEPT_APART) - {"category", "kind"}:
            if not is_ditto(known[name]) and known[name] != raw.texts.get(name):
                raw.texts[name] = joined_texts(raw.texts.get(name, ""), known[name], cut=False)

    def extend_last(self, row, known):
        """The rest of an item that a page's end has cut off."""
        raw = self.table.rows[-1]
        self.keep_joined(row, raw)
        raw.cells |= self.row_cells
        self.name_left_over(row, raw)
        self.keep_formulas_of(raw, row, known)
        known = without_pictures(known)
        if "name" in known:
            rest = CARRIED_OVER.sub("", known["name"]).strip()
            if rest != raw.texts["name"]:
                raw.texts["name"] = joined_texts(raw.texts["name"], rest, cut=True)
        for name in known.keys() - set(KEPT_APART) - {"category", "kind"}:
            raw.texts[name] = joined_texts(raw.texts.get(name, ""), known[name], cut=True)
            part = raw.parts[-1]
            if name in part:
                part[name] = joined_texts(part[name], known[name], cut=True)
        self.page_cut = False

    def keep_joined(self, row, raw):
        """Remembers a row that goes on with the one above, unless a merged name covers both."""
        if not self.kinds.is_below_merged_name(row, raw, self):
            self.table.joined.append((row, max(place for place, _column in raw.cells)))


def without_pictures(known):
    return {name: text for name, text in known.items() if text != PICTURE}


def is_ditto(text):
    return "".join(text.split()) in DITTO
