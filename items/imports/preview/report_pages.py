"""One page of what an import would do: its rows by class, kind, file, sheet and text; its items by
files.
"""

from dataclasses import dataclass

from dutylist.history.texts import run_together, words_of
from items.imports.checking.folding import as_rows
from items.imports.reading.issues import SETTLED_IN_STEP_2

from .report import OUTCOMES, counted

MARKED = ("new", "changed", "same", "alike", "waiting", "error")
SEARCHED = ("name", "item", "category", "code", "message")
NO_ROW = {"kind": "", "name": ""}


@dataclass
class ReportPage:
    """Rows of one page; `counts` says how many of each class there are under the same other
    filters.
    """

    rows: list
    counts: dict
    total: int
    number: int
    pages: int

    @classmethod
    def of(cls, rows, counts, page, size):
        pages = max(1, -(-len(rows) // size))
        number = min(max(1, page), pages)
        total = sum(row.get("count", 1) for row in rows)
        return cls(rows[(number - 1) * size : number * size], counts, total, number, pages)

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_next(self):
        return self.number < self.pages


def report_page(job, *, outcome="", kind="", part=0, sheet="", q="", page=1, size=50, folded=False):
    """The rows of one class (all without one) under the other filters.

    "alike" also has the rows that were decided, "absent" the entries the files lack, "error" what
    is wrong: with `folded` what says the same of several places is one row with their "count", and
    "placed" in words.
    """
    words = words_of(q)
    wanted = [entry for entry in entries_of(job.detail) if fits(entry, kind, part, sheet, words)]
    counts = {name: len(of_outcome(name, wanted)) for name in OUTCOMES}
    rows = of_outcome(outcome, wanted)
    if folded and outcome == "error":
        rows = list(as_rows(rows))
    return ReportPage.of(rows, counts, page, size)


def of_outcome(outcome, entries):
    """The entries of one class; all without one."""
    if not outcome:
        return entries
    return [entry for entry in entries if is_of(entry, outcome)]


def matrix_page(job, *, outcome="", kind="", q="", page=1, size=50):
    """The items several files speak of, each with its mark in each file ({number as text:
    mark}).
    """
    words = words_of(q)
    rows = [entry for entry in job.detail["items"] if fits(entry, kind, 0, "", words)]
    counts = counted(rows, "outcome", MARKED)
    if outcome:
        rows = [entry for entry in rows if entry["outcome"] == outcome]
    return ReportPage.of(rows, counts, page, size)


def alike_groups(job):
    """What looks alike in the same way, once for all files: one decision by its "group" settles
    every row of it.
    """
    groups = {}
    for row in job.detail["rows"]:
        if not row["group"]:
            continue
        group = groups.setdefault(row["group"], {**row, "count": 0, "parts": []})
        group["count"] += 1
        if row["part"] not in group["parts"]:
            group["parts"].append(row["part"])
        if row["decision"] != group["decision"]:
            group["decision"] = ""
    return list(groups.values())


def entries_of(detail):
    """Rows, absent entries and what is wrong, as entries of one shape."""
    yield from detail["rows"]
    for entry in detail["absent"]:
        yield {"outcome": "absent", "sheet": "", **entry}
    if detail["errors"]:
        yield from error_entries(detail)


def error_entries(detail):
    """What is wrong, each with the kind and the name of the row it stands in."""
    rows = {}
    for row in detail["rows"]:
        rows[row["part"], row["sheet"], row["row"]] = row
    for error in detail["errors"]:
        row = rows.get((error["part"], error["sheet"], error["row"]), NO_ROW)
        yield {
            "outcome": "issue",
            "kind": row["kind"],
            "name": error["value"],
            "item": row["name"],
            "in_step_2": error["code"] in SETTLED_IN_STEP_2,
            **error,
        }


def is_of(entry, outcome):
    if outcome == "error":
        return entry["outcome"] == "issue"
    if outcome == "alike":
        return entry["outcome"] == "alike" or bool(entry.get("decision"))
    return entry["outcome"] == outcome


def fits(entry, kind, part, sheet, words):
    """Whether an entry is of the kind, file and sheet asked for, and every word stands somewhere in
    its texts.
    """
    return (
        (not kind or entry["kind"] == kind)
        and (not part or entry["part"] == part)
        and (not sheet or entry["sheet"] == sheet)
        and (not words or says_all(words, entry))
    )


def says_all(words, entry):
    texts = [run_together(str(entry.get(name, ""))) for name in SEARCHED]
    for word in words:
        if not any(word in text for text in texts):
            return False
    return True
