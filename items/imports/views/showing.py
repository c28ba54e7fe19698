"""Rows of a report as the page shows them: what differs marked sign by sign, what is equal and long
left out.
"""

import re
from collections import Counter

from dutylist.history.reading import text_diff

KEPT = 18  # signs of an equal passage that stay beside a change, more where the page has room
ON_A_PAGE = 9_000  # signs of added and removed text that one page shows before "show the whole"
SHORTEST, LONGEST = 40, 240
GAP = "……"
TANGLED = 6  # so many changes within one text are easier read in two texts beside each other
REWRITTEN = 0.5  # less than this share kept: a text of its own rather than a change
A_PLACE = re.compile(r"\d{12}")


class Shown:
    """The rows of one page, ready to show: `places` gives codes of townships their names, `full`
    one row its texts.
    """

    def __init__(self, places, full=0):
        self.places, self.full, self.longest = places, full, LONGEST

    def rows(self, rows):
        """The more there is on the page, the less of each text."""
        count = 0
        for row in rows:
            count += len(row.get("differences", ()))
            for candidate in row.get("candidates", ()):
                count += len(candidate.get("differences", ()))
        self.longest = max(SHORTEST, min(LONGEST, ON_A_PAGE // max(count, 1)))
        return [self.row(row, order) for order, row in enumerate(rows, start=1)]

    def row(self, row, order):
        whole = order == self.full
        lines = self.lines(row.get("differences", ()), whole)
        candidates, every = [], list(lines)
        for candidate in row.get("candidates", ()):
            shown = self.candidate(row, candidate, whole)
            candidates.append(shown)
            every += shown["marked"]
        return {
            **row,
            "order": order,
            "marked": lines,
            "candidates": candidates,
            "problem": "message" in row or (row["outcome"] == "alike" and not row["decision"]),
            "shortened": any(line["shortened"] for line in every),
        }

    def candidate(self, row, candidate, whole):
        """What a row looks like: its name and the other fields that differ, the list's and the
        file's side by side.
        """
        name = {"field": "事项名称", "before": candidate["name"], "after": row["name"]}
        lines = []
        for difference in candidate["differences"]:
            if difference["after"] != row["name"]:
                lines.append(self.line(difference, whole, beside=True))
        name_line = self.line(name, whole, beside=True)
        return {**candidate, "name_line": name_line, "marked": lines}

    def lines(self, differences, whole):
        """[{field, parts, sides, shortened}]: before and after, marked; equal passages cut unless
        `whole`.

        `parts` is one text with what goes and what comes; `sides` the two texts where one would be
        hard to read.
        """
        return [self.line(difference, whole) for difference in differences]

    def line(self, difference, whole, *, beside=False):
        parts = text_diff(self.named(difference["before"]), self.named(difference["after"]))
        if whole:
            short = parts
        else:
            short = shortened(parts, self.longest)
        sides = ()
        if beside or is_tangled(parts):
            sides = halves(short)
        return {
            "field": difference["field"],
            "parts": short,
            "sides": sides,
            "shortened": short != parts,
        }

    def named(self, text):
        return A_PLACE.sub(lambda code: self.places.get(code[0], code[0]), text)


def is_tangled(parts):
    """Whether a change is easier read as two texts: many places, or little of a longer text
    kept.
    """
    sizes = Counter()
    for op, text in parts:
        sizes[op] += len(text)
    if not (sizes["del"] and sizes["ins"]):
        return False
    kept = sizes["same"] / max(sizes["same"] + sizes["del"], sizes["same"] + sizes["ins"])
    return len(parts) > 2 * TANGLED or (sum(sizes.values()) > SHORTEST and kept < REWRITTEN)


def halves(parts):
    """A marked text as two: what was, with what goes marked, and what will be, with what comes."""
    before = [part for part in parts if part[0] != "ins"]
    after = [part for part in parts if part[0] != "del"]
    return before, after


def shortened(parts, longest):
    """Long equal passages keep only what stands beside a change; of a long change its beginning is
    shown.
    """
    last, kept = len(parts) - 1, max(KEPT, longest // 4)
    shown = []
    for order, (op, text) in enumerate(parts):
        if op == "same":
            text = beside(text, kept, at_start=order == 0, at_end=order == last)
        else:
            text = begun(text, longest)
        shown.append((op, text))
    return shown


def beside(text, kept, *, at_start, at_end):
    """An equal passage without its middle, and without an end beside which nothing changes."""
    if len(text) <= 2 * kept + len(GAP):
        return text
    head, tail = text[:kept], text[-kept:]
    if at_start:
        head = ""
    if at_end:
        tail = ""
    return f"{head}{GAP}{tail}"


def begun(text, longest):
    if len(text) <= longest + len(GAP):
        return text
    return f"{text[:longest]}{GAP}"
