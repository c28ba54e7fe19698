"""Lists for programs: CSV with or without the mark that spreadsheets look for, JSON in the shape of an entry."""

import csv
import io

import orjson

from .rows import flat_table, official_tables

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def flat_csv(listing, *, mark=BOM):
    """One row an item with every field; `mark` is left out for programs."""
    table = flat_table(listing)
    return as_csv([[column.head for column in table.columns], *(line.cells for line in table.lines)], mark)


def official_csv(listing, *, merged_receivers=False, mark=BOM):
    """The tables as printed, one under the other."""
    rows = []
    for table in official_tables(listing, merged_receivers=merged_receivers):
        rows += [[], [table.title]] if rows else [[table.title]]
        rows.append([column.head for column in table.columns])
        rows += [[line.section] if line.section else line.cells for line in table.lines]
    return as_csv(rows, mark)


def as_csv(rows, mark):
    out = io.StringIO()
    out.write(mark)
    csv.writer(out, lineterminator="\r\n").writerows([[plain_cell(value) for value in row] for row in rows])
    return out.getvalue().encode()


def plain_cell(value):
    """A cell that no spreadsheet takes for a formula."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json(listing):
    """The list with the facts of its edition; an entry is what the API calls an entry."""
    facts = {"county": listing.county, "edition": listing.edition, "digest": listing.digest, "draft": listing.draft}
    if listing.township:
        facts["township"] = listing.township
    if listing.hidden is not None:
        facts["hidden"] = listing.hidden
    entries = [
        {key: value for key, value in entry.items() if not (listing.township and key == "numbers")}
        for entry in listing.entries
    ]
    return orjson.dumps({**facts, "title": listing.title, "entries": entries}, option=orjson.OPT_INDENT_2)
