"""Looks at what was read as a reader would: what makes no sense is an error."""

import re
from collections import Counter, defaultdict

from items.imports.reading.issues import Issue, issue_at, shown
from items.imports.recognition.departments import NOBODY, is_office
from items.imports.recognition.departments_in_duties import headings_in
from items.imports.recognition.numbering import without_number
from items.imports.recognition.row_types import is_known_category
from items.imports.recognition.scopes import is_chosen

OPENING = re.compile(r"^(?:\d+[.．、]\s*)?(?P<label>[\u4e00-\u9fff、]{3,40}?)[：:]")
FEWEST_OF_A_CATEGORY = 2
FAR = 2  # a number so many away from what the section says of itself
FEWEST_TICKS = 3
# Errors about one text, which may stand so in the county's list.
OF_SENSE = frozenset(["half_sentence", "duty_of_another", "like_category"])
CHECK = "请核对这一行；确实如此的，请在文件中写完整后重新上传。"


def senseless(recognition, rows):
    """Errors for what was read and can hardly be meant."""
    for row in rows:
        yield from half_names(row)
        yield from duties_of_others(row)
    yield from lone_categories(rows)
    yield from unread_ticks(recognition)


def half_names(row):
    """A name that begins or ends like half of a sentence."""
    name = row.texts["name"].strip()
    if name.startswith(tuple("，、。；：）》”")):
        message = "事项名称像是半句话，可能与上一行本是一项。"
        yield issue_at(row, "name", "half_sentence", message, CHECK)


def duties_of_others(row):
    """A department's duty that begins with the name of another one, which the row does not answer
    for.
    """
    named = {one["department"] for one in row.content.get("responsibilities") or ()}
    for one in row.content.get("responsibilities") or ():
        opening = OPENING.match(one["duty"])
        if opening is None or not is_office(opening["label"]):
            continue
        if headings_in(one["duty"]) and opening["label"] not in named | {one["department"]}:
            message = f"“{one['department']}”的职责以“{opening['label']}”开头，看不出是谁的职责。"
            field = "department_duty" if "department_duty" in row.columns else "name"
            yield issue_at(row, field, "duty_of_another", message, CHECK, one["duty"])


def lone_categories(rows):
    """A category met once that differs from a frequent one by a sign or two: a slip, or a mark that
    belongs to no name.
    """
    counts, first = Counter(), {}
    for row in rows:
        category = row.content.get("category", "")
        if category:
            counts[category] += 1
            first.setdefault(category, row)
    by_core = defaultdict(list)
    for category in counts:
        by_core[core(category)].append(category)
    for alike in by_core.values():
        if len(alike) < FEWEST_OF_A_CATEGORY:
            continue
        most = max(alike, key=lambda one: (is_known_category(one), counts[one]))
        for category in alike:
            if category != most:
                message = f"类别“{shown(category)}”与“{most}”几乎相同，看不出是否同一类别。"
                yield issue_at(
                    first[category], "category", "like_category", message, CHECK, category
                )


def core(category):
    """A category without numbers, marks, blanks and endings."""
    bare = without_number(category)
    bare = re.sub(r"^[\W\d_IVXⅠ-Ⅻ]+|[\W_]+$|\s+", "", bare)
    return re.sub(r"(?:类|方面|领域|工作|续)$", "", bare)


def unread_ticks(recognition):
    """Columns of ticks under words nobody knows, which may say where the items apply."""
    for table in recognition.tables:
        columns = []
        for column in table.unknown:
            examples = table.examples.get(column, [])
            if examples and all(is_tick(text) for text in examples):
                columns.append(table.heads.get(column, ""))
        if len(columns) >= FEWEST_TICKS:
            heads = "、".join(columns)
            message = (
                f"“{shown(heads)}”这几列只有勾选的符号，看不出是不是各乡镇（街道）的适用情况。"
            )
            yield Issue(table.sheet, table.head_row, "", "", "ticks_unread", message, CHECK)


def is_tick(text):
    return len(text) <= FAR and is_chosen(text) is not None and text not in NOBODY
