"""Tells whether a row goes on with the item above: a department's own row, or the rest that a
page's end cut off.
"""

from items.printed.row_words import CARRIED_OVER

from .joining import begins_anew, is_cut_name, is_cut_text
from .numbering import number_key

FULL = {"departments", "department_duty", "township_duty"}
DEPARTMENT_FIELDS = ("departments", "receivers", "receivers_and_method")
DUTIES = ("department_duty", "township_duty", "method")


class Continuations:
    """What the rows of one table know of each other; a part of `RowKinds`."""

    def continues(self, index, row, known, state):
        """How a row goes on with the item above: "part" (a department's own row), "cut", "doubt",
        or "" when not.
        """
        if not state.table.rows:
            return "doubt" if self.lacks_number(known) else ""
        last, number = state.table.rows[-1], known.get("number", "")
        how = self.goes_on(row, known, last, state)
        return "doubt" if how and not number and self.is_left_out(index, last) else how

    def goes_on(self, row, known, last, state):
        """The same without a look at the numbers that follow."""
        name, number = known.get("name", ""), known.get("number", "")
        if state.broken:
            return "doubt" if self.lacks_number(known) else ""
        if self.is_below_merged_name(row, last, state):
            return self.part_or_cut(known, state, below=True)
        if name:
            return self.named_again(known, last, state)
        if number and number != last.texts.get("number"):
            return ""
        return "" if self.is_lone_category(known) else self.part_or_cut(known, state)

    def named_again(self, known, last, state):
        """What a row with a name is to the item above: of the same name, of the rest of a name, or
        another item.
        """
        name, number = known["name"], known.get("number", "")
        same_number = not number or number == last.texts.get("number")
        if CARRIED_OVER.search(name) and self.is_same_name(CARRIED_OVER.sub("", name), last):
            return "cut"
        if self.is_same_name(name, last) and same_number:
            return self.repeats(known, last)
        return "" if number else self.unnumbered(known, last, state)

    def is_lone_category(self, known):
        return not known.keys() - {"number", "category", "kind"}

    def is_same_name(self, name, last):
        return bool(name) and "".join(name.split()) == "".join(last.texts["name"].split())

    def is_below_merged_name(self, row, last, state):
        """Whether the name's cell here is the lower part of the one above."""
        top = self.layout.area(row, self.name_column)[0]
        return top < row and top > self.head.bottom and last.row >= top

    def repeats(self, known, last):
        """The same number and name again: a department's own row when it names another one."""
        own = [name for name in DEPARTMENT_FIELDS if known.get(name)]
        fresh = any(known[name] != part.get(name) for name in own for part in last.parts[-1:])
        named = {part.get(name) for name in own for part in last.parts}
        duty = known.get("township_duty", "")
        if (
            own
            and fresh
            and not named & {known[name] for name in own}
            and duty in ("", last.texts.get("township_duty"))
        ):
            return "part"
        return ""

    def part_or_cut(self, known, state, *, below=False):
        """What a row without a name is: a department's own, the rest of a text, or an item that
        lost its name.
        """
        last = state.table.rows[-1]
        named = any(known.get(name) for name in DEPARTMENT_FIELDS)
        if not (below or named) and any(
            begins_anew(last.texts.get(f, ""), known.get(f, "")) for f in DUTIES
        ):
            return "doubt"
        if state.page_cut:
            return "cut"
        for name in DEPARTMENT_FIELDS:
            if known.get(name):
                before = last.parts[-1].get(name, "")
                return "cut" if before and is_cut_name(before, known[name]) else "part"
        return "cut"

    def unnumbered(self, known, last, state):
        """A row with a name and no number where the others have one: the rest of the name above, or
        an item.
        """
        if not self.numbered:
            return ""
        name = known["name"]
        if state.page_cut and not self.is_whole(known):
            return "cut"
        if is_cut_name(last.texts["name"], name):
            return "cut"
        cut = [f for f in DUTIES if known.get(f)]
        if any(is_cut_text(last.texts.get(f, ""), known[f]) for f in cut) and not self.is_whole(
            known
        ):
            return "cut"
        return "doubt"

    def lacks_number(self, known):
        """Whether a row with a name has no number where the others have one."""
        return self.numbered and bool(known.get("name")) and not known.get("number")

    def is_left_out(self, index, last):
        """Whether the next number leaves one out, so that the row between had a number of its own
        and lost it.
        """
        before = number_key(last.texts.get("number", ""))
        following = next(
            (n for _row, texts in self.body[index + 1 :] if (n := self.number_at(texts))), ""
        )
        after = number_key(following)
        if (
            not (self.numbered and before and after)
            or before[0] != after[0]
            or before[1][:-1] != after[1][:-1]
        ):
            return False
        return after[1][-1] == before[1][-1] + 2

    def is_whole(self, known):
        """Whether a row says everything an item of this table needs."""
        needed = {
            f
            for f in (*FULL, "receivers", "method", "receivers_and_method")
            if f in self.head.columns
        }
        return bool(needed) and all(known.get(f) for f in needed)
