"""Lists for programs: CSV with or without the mark that spreadsheets look for, JSON in the shape of
an entry.

Written row by row into an open file, so that a list of any length takes no memory.
"""

import csv
import io

import orjson

from .formulas import GUARDED
from .rows import flat_table, official_tables

BOM = "\ufeff"
ROWS_AT_ONCE = 500


def write_flat_csv(out, listing, *, mark=BOM):
    """One row an item with every field; `mark` is left out for programs."""
    table = flat_table(listing)
    head = [column.head for column in table.columns]
    write_csv(out, mark, [head], (line.cells for line in table.lines))


def write_official_csv(out, listing, *, merged_receivers=False, mark=BOM):
    """The tables as printed, one under the other."""
    write_csv(out, mark, official_rows(listing, merged_receivers=merged_receivers))


def official_rows(listing, *, merged_receivers):
    for number, table in enumerate(official_tables(listing, merged_receivers=merged_receivers)):
        if number:
            yield []
        yield [table.title]
        yield [column.head for column in table.columns]
        for line in table.lines:
            yield [line.section] if line.section else line.cells


def write_csv(out, mark, *many):
    text = io.StringIO()
    text.write(mark)
    writer = csv.writer(text, lineterminator="\r\n")
    for rows in many:
        for number, row in enumerate(rows, 1):
            writer.writerow([plain_cell(value) for value in row])
            if number % ROWS_AT_ONCE == 0:
                hand_over(text, out)
    hand_over(text, out)


def hand_over(text, out):
    out.write(text.getvalue().encode())
    text.seek(0)
    text.truncate()


def plain_cell(value):
    """A cell that no spreadsheet takes for a formula: after a stroke, which an import takes off
    again.
    """
    text = str(value if value is not None else "")
    if text.lstrip("'").startswith(GUARDED):
        return f"'{text}"
    return text


def write_json(out, listing):
    """The list with the facts of its edition; an entry is what the API calls an entry, each on a
    line of its own.
    """
    facts = {
        "county": listing.county,
        "edition": listing.edition,
        "digest": listing.digest,
        "draft": listing.draft,
    }
    if listing.township:
        facts["township"] = listing.township
    if listing.hidden is not None:
        facts["hidden"] = listing.hidden
    out.write(orjson.dumps({**facts, "title": listing.title})[:-1] + b',"entries":[')
    for number, entry in enumerate(listing.entries):
        kept = {}
        for key, value in entry.items():
            if not (listing.township and key == "numbers"):
                kept[key] = value
        out.write((b",\n" if number else b"\n") + orjson.dumps(kept))
    out.write(b"\n]}\n")
