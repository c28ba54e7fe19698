"""One row of a file as a report tells it: its class, what it changes or adds, what it looks like."""

import functools

from items.entry.fields import EMPTY, LABELS
from items.entry.wording import SCOPE, Wording
from items.models import ResponsibilityRole

OF_A_NEW_ONE = ("responsibilities", "township_duty", "bases", "scope")
COMPARED = ("name", "township_duty", "responsibilities")
ALWAYS_TOLD = ("kind", "category", "name", "township_duty", "responsibilities", "scope")
REVIVED = {"field": "取消", "before": "拟取消", "after": "保留"}
ORDER = {"field": "次序", "before": "", "after": "随文件中的次序"}


def row_entry(match):
    """One row of a file for the report."""
    row, planned = match.row, match.planned
    return {
        "key": match.key,
        "group": match.group,
        "sheet": row.sheet,
        "row": row.row,
        "kind": row.kind,
        "name": row.name,
        "category": row.content.get("category", ""),
        "outcome": match.outcome,
        "decision": match.decision,
        "remark": match.remark,
        "code": planned.code if planned else "",
        "differences": differences(match),
        "candidates": [candidate_entry(match, candidate) for candidate in match.candidates],
    }


def read_entry(row, outcome, township):
    """One row as it was read, in the shape of an entry: what anybody can hold against the file.

    `townships` are those it is for: of a township's file that one, of the county's those it names,
    none for all.
    """
    content = {name: EMPTY[name] for name in ALWAYS_TOLD} | row.content
    number = row.texts.get("number", "")
    return {
        "sheet": row.sheet,
        "row": row.row,
        "outcome": outcome,
        **content,
        "townships": [township.code] if township else content.get("townships", []),
        "code": row.code,
        "number": int(number) if number.isascii() and number.isdigit() else number,
    }


def candidate_entry(match, candidate):
    """What a row looks like, and in which fields it says something else."""
    row, there = match.row.content, candidate.content
    return {
        "code": candidate.code,
        "name": there["name"],
        "category": there["category"],
        "differences": [
            difference(n, there, row) for n in COMPARED if n in row and there[n] != row[n]
        ],
    }


def differences(match):
    """What a changed row changes, field by field; of a new one what it says besides its name."""
    if match.outcome == "new":
        said = [
            name for name in OF_A_NEW_ONE if match.payload.get(name, EMPTY[name]) != EMPTY[name]
        ]
        return [difference(name, EMPTY, match.payload) for name in said]
    if match.outcome not in ("changed", "waiting"):
        return []
    revived = []
    if match.outcome == "changed" and match.planned.cancelling:
        revived = [REVIVED]
    fields = dict.fromkeys("scope" if name in SCOPE else name for name in match.fields)
    return revived + [difference(name, match.planned.content, match.payload) for name in fields]


def difference(name, before, after):
    if name == "position":
        return ORDER
    return {"field": LABELS[name], "before": in_words(name, before), "after": in_words(name, after)}


def in_words(name, content):
    """A field of a content as one text to read and to compare."""
    if name == "responsibilities":
        return "\n".join(responsibility_words(row) for row in content.get(name) or [])
    return wording().text(content, name)


@functools.cache
def wording():
    """The words of no county in particular: codes of townships stay for the page to name."""
    return Wording()


def responsibility_words(row):
    office = ""
    if row.get("internal_office"):
        office = f"（{row['internal_office']}）"
    texts = [text for text in (row.get("duty", ""), row.get("method", "")) if text]
    role = ""
    if row.get("role"):
        role = ResponsibilityRole(row["role"]).label
    if texts:
        return f"{row['department']}{office}（{role}）" + f"：{'；'.join(texts)}"
    return f"{row['department']}{office}（{role}）"


def absent_entry(planned):
    content = planned.content
    return {
        "code": planned.code,
        "kind": content["kind"],
        "name": content["name"],
        "category": content["category"],
    }
