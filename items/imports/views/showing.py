"""Rows of a report as the page shows them: what differs marked sign by sign, what is equal and long left out."""

from dutylist.history.reading import text_diff

KEPT = 18  # signs of an equal passage that stay beside a change
GAP = "……"
FIXABLE = "unknown_department"


def shown_rows(rows, *, full=0, name_of=None):
    """The rows of one page, each with its place on the page and its differences marked."""
    return [shown_row(row, order, full == order) for order, row in enumerate(rows, start=1)]


def shown_row(row, order, whole):
    candidates = [
        {**candidate, "marked": marked(candidate["differences"], whole), "name_parts": name_parts(row, candidate)}
        for candidate in row.get("candidates", ())
    ]
    undecided = row["outcome"] == "alike" and not row["decision"]
    return {
        **row,
        "order": order,
        "whole": whole,
        "marked": marked(row.get("differences", ()), whole),
        "candidates": candidates,
        "problem": undecided or "message" in row,
        "shortened": not whole and any(line["shortened"] for line in lines_of(row, candidates)),
    }


def lines_of(row, candidates):
    """Every marked line of a row, its own and those of its candidates."""
    yield from marked(row.get("differences", ()), False)
    for candidate in candidates:
        yield from candidate["marked"]


def name_parts(row, candidate):
    return text_diff(candidate["name"], row["name"])


def marked(differences, whole):
    """[{field, parts, shortened}]: before and after as one marked text; equal passages cut unless `whole`."""
    found = []
    for difference in differences:
        parts = text_diff(difference["before"], difference["after"])
        short = parts if whole else shortened(parts)
        found.append({"field": difference["field"], "parts": short, "shortened": short != parts})
    return found


def shortened(parts):
    """Long equal passages keep only what stands beside a change."""
    last = len(parts) - 1
    return [
        (op, cut(text, at_start=order == 0, at_end=order == last) if op == "same" else text)
        for order, (op, text) in enumerate(parts)
    ]


def cut(text, *, at_start, at_end):
    head, tail = "" if at_start else text[:KEPT], "" if at_end else text[-KEPT:]
    return text if len(text) <= 2 * KEPT + len(GAP) else f"{head}{GAP}{tail}"
