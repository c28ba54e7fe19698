"""What says the same of several places becomes one line with its places, so that what matters is
seen.
"""

import re
from dataclasses import fields

from items.imports.reading.issues import Issue

ROWS_SHOWN = 12
NUMBERS = re.compile(r"\d+")


def folded(issues):
    """[(issue, those that say the same)] in the order they are met; an issue by itself has only
    itself.
    """
    groups = {}
    for issue in issues:
        groups.setdefault(key_of(issue), []).append(issue)
    for group in groups.values():
        yield group[0], group


def key_of(issue):
    """What alike issues have in common: page 1 of 3 and page 2 of 3 are alike, 3 items said and 4
    are not.
    """
    if issue.code == "skipped":
        message = NUMBERS.sub("0", issue.message)
    else:
        message = issue.message
    return issue.code, message, issue.suggestion


def as_entries(issues):
    """The issues as they are kept and told: of several alike the first, with their count and
    places.
    """
    return [entry_of(issue, group) for issue, group in folded(issues)]


def entry_of(issue, group):
    if len(group) == 1:
        return issue.as_json()
    places = [{"sheet": other.sheet, "row": other.row, "column": other.column} for other in group]
    return {
        **issue.as_json(),
        "count": len(group),
        "places": places,
        "placed": places_in_words(group),
    }


def unfolded(entry):
    """The entries of all places of one that was folded."""
    rest = dict(entry)
    places = rest.pop("places", [{}])
    rest.pop("count", None)
    rest.pop("placed", None)
    return [{**rest, **place} for place in places]


def sentences(issues):
    """Each line as the command prints it."""
    return [sentence_of(issue, group) for issue, group in folded(issues)]


def sentence_of(issue, group):
    if len(group) == 1:
        return issue.sentence
    return f"{issue.said}同样的共{len(group)}处：{places_in_words(group)}。"


def as_rows(entries):
    """Errors ({"part", "sheet", "row", ...}) as a page lists them: those that say the same as
    one.
    """
    groups = {}
    for entry in entries:
        groups.setdefault((entry["part"], *key_of(issue_of(entry))), []).append(entry)
    for group in groups.values():
        row = group[0]
        if len(group) > 1:
            issues = [issue_of(entry) for entry in group]
            row = {**row, "count": len(group), "placed": places_in_words(issues)}
        yield row


def issue_of(entry):
    """The issue an entry was made of; in words where its row has no number of its own."""
    values = {}
    for field in fields(Issue):
        if field.name in entry:
            values[field.name] = entry[field.name]
    if values.get("where"):
        values["column"] = ""  # the words name it
    return Issue(**values)


def places_in_words(group):
    """工作表“基本”第3、9、14行，工作表“配合”第5行; as people find rows without numbers."""
    shown, more = group[:ROWS_SHOWN], ""
    if len(group) > ROWS_SHOWN:
        more = "等"
    if any(issue.where for issue in group):
        places = dict.fromkeys(issue.place for issue in shown)
        return "、".join(places) + more
    with_columns = len({issue.column for issue in group if issue.row}) > 1
    rows = {}
    for issue in shown:
        rows.setdefault(issue.sheet, []).append(row_of(issue, with_columns=with_columns))
    places = [place_of(sheet, numbers) for sheet, numbers in rows.items()]
    return "，".join(places) + more


def row_of(issue, *, with_columns):
    if with_columns and issue.row and issue.column:
        return f"{issue.row}行{issue.column}列"
    return issue.row


def place_of(sheet, numbers):
    where = ""
    if sheet:
        where = f"工作表“{sheet}”"
    rows = list(dict.fromkeys(str(number) for number in numbers if number))
    if not rows:
        return where or "整个文件"
    words = f"{where}第{'、'.join(rows)}"
    if rows[-1].endswith("列"):
        return words
    return words + "行"
