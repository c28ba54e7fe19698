"""One row of a file as a report tells it: its class, what it changes or adds, what it looks
like.
"""

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
    row, code = match.row, ""
    if match.planned:
        code = match.planned.code
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
        "code": code,
        "differences": differences(match),
        "candidates": [candidate_entry(match, candidate) for candidate in match.candidates],
    }


def read_entry(row, outcome, township):
    """One row as it was read, in the shape of an entry: what anybody can hold against the file.

    `townships` are those it is for: of a township's file that one, of the county's those it names,
    none for all.
    """
    content = {name: EMPTY[name] for name in ALWAYS_TOLD} | row.content
    townships = content.get("townships", [])
    if township:
        townships = [township.code]
    number = row.texts.get("number", "")
    if number.isascii() and number.isdigit():
        number = int(number)
    return {
        "sheet": row.sheet,
        "row": row.row,
        "outcome": outcome,
        **content,
        "townships": townships,
        "code": row.code,
        "number": number,
    }


def candidate_entry(match, candidate):
    """What a row looks like, and in which fields it says something else."""
    row, there = match.row.content, candidate.content
    differing = []
    for name in COMPARED:
        if name in row and there[name] != row[name]:
            differing.append(difference(name, there, row))
    return {
        "code": candidate.code,
        "name": there["name"],
        "category": there["category"],
        "differences": differing,
    }


def differences(match):
    """What a changed row changes, field by field; of a new one what it says besides its name."""
    if match.outcome == "new":
        return list(additions(match.payload))
    if match.outcome not in ("changed", "waiting"):
        return []
    entries = []
    if match.outcome == "changed" and match.planned.cancelling:
        entries.append(REVIVED)
    for name in told_fields(match.fields):
        entries.append(difference(name, match.planned.content, match.payload))
    return entries


def additions(content):
    for name in OF_A_NEW_ONE:
        if content.get(name, EMPTY[name]) != EMPTY[name]:
            yield difference(name, EMPTY, content)


def told_fields(names):
    """The fields a difference is told by: those that make up the scope are one."""
    told = {}
    for name in names:
        if name in SCOPE:
            name = "scope"
        told[name] = True
    return list(told)


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
    office, role = "", ""
    if row.get("internal_office"):
        office = f"（{row['internal_office']}）"
    if row.get("role"):
        role = ResponsibilityRole(row["role"]).label
    words = f"{row['department']}{office}（{role}）"
    texts = [text for text in (row.get("duty", ""), row.get("method", "")) if text]
    if texts:
        words += f"：{'；'.join(texts)}"
    return words


def absent_entry(planned):
    content = planned.content
    return {
        "code": planned.code,
        "kind": content["kind"],
        "name": content["name"],
        "category": content["category"],
    }
