"""Rows of a file that say the same, and rows of one name that do not."""

from collections import Counter, defaultdict

from items.imports.matching.comparing import plain
from items.imports.reading.issues import issue_at

NOT_A_TEXT = ("number", "code", "category")
ONE_OF_TWO = "确是重复的，请删除其中一行；适用的单位不同的，请并成一行，写明全部适用范围。"

ONE_OF_TWO_LISTS = "请只留下现行的一份，删除另一份；确是不同事项的，请把名称写明以示区别。"
FEWEST_SAME = 3


def duplicates(rows):
    """Rows that say the same as an earlier one of the same kind."""
    times, seen = Counter(map(called, rows)), {}
    for row in rows:
        if not row.name or times[called(row)] == 1:
            continue
        first = seen.setdefault((row.kind, texts_of(row)), row)
        if first is not row:
            where = ""
            if first.sheet != row.sheet:
                where = f"工作表“{first.sheet}”"
            same = "读入的内容"
            if said_scope(first) != said_scope(row):
                same = "除适用范围外"
            message = f"与{where}第{first.row}行{same}完全相同。{unlike(first, row)}"
            yield issue_at(row, "name", "duplicate_row", message, ONE_OF_TWO)


def unlike(first, row):
    """In what two rows differ that is in no text of theirs: a row may be there for another
    township.
    """
    differing = []
    for head in unread_heads(first, row):
        if first.unread.get(head) != row.unread.get(head):
            differing.append(head)
    if differing:
        return f"两行的“{'、'.join(differing)}”不同，这一栏没有读入。"
    if first.code != row.code:
        return "两行的编码不同。"
    if first.marks != row.marks:
        return "两行勾选的单位不同。"
    if first.content.get("category") != row.content.get("category"):
        return "两行的类别不同。"
    return ""


def unread_heads(first, row):
    return dict.fromkeys([*first.unread, *row.unread])


def called(row):
    """What rows that say the same have in common at the least."""
    return row.kind, plain(row.texts.get("name", ""))


def texts_of(row):
    """All that a row says of its item, as it is compared with other rows of the file.

    Where it applies counts only for an item of a code: rows that differ in nothing else are one
    item.
    """
    if row.code:
        left_out = NOT_A_TEXT
    else:
        left_out = (*NOT_A_TEXT, "scope")
    return tuple(
        (field, plain(text)) for field, text in sorted(row.texts.items()) if field not in left_out
    )


def said_scope(row):
    return plain(row.texts.get("scope", ""))


def names_met_twice(rows):
    """Names of one kind that stand on several rows with different texts: allowed, but rarely
    meant.
    """
    by_name = defaultdict(list)
    for row in rows:
        if row.name:
            by_name[row.kind, plain(row.name)].append(row)
    for same_name in by_name.values():
        different = first_of_each_text(same_name)
        if len(different) > 1:
            message = f"{rows_in_words(different)}的事项名称相同。"
            yield issue_at(different[-1], "name", "same_name", message)


def lists_met_twice(rows):
    """Errors for tables of which half the items stand in an earlier one with other texts: an old
    list and a new one, and nobody knows which one holds.
    """
    lists = {}
    for row in rows:
        lists.setdefault(row.table, {})[called(row)] = row
    for number, items in enumerate(lists.values()):
        for others in list(lists.values())[:number]:
            same = [items[name] for name in items.keys() & others.keys()]
            same = [row for row in same if texts_of(row) != texts_of(others[called(row)])]
            fewest = min(len(items), len(others))
            if len(same) >= FEWEST_SAME and len(same) * 2 >= fewest:
                yield twice(min(same, key=lambda row: row.row), others, len(same))
                break


def twice(row, others, count):
    first = others[called(row)]
    message = (
        f"本表有{count}项与工作表“{first.sheet}”第{first.row}行所在的清单名称相同、内容不同"
        f"（如“{row.name}”），看不出是不是旧、新两份清单。"
    )
    return issue_at(row, "name", "list_twice", message, ONE_OF_TWO_LISTS)


def first_of_each_text(rows):
    if len(rows) == 1:
        return rows
    first = {}
    for row in rows:
        first.setdefault(texts_of(row), row)
    return list(first.values())


def rows_in_words(rows):
    """第3行、第5行; where they are of several sheets with the sheet of each."""
    several = len({row.sheet for row in rows}) > 1
    places = []
    for row in rows:
        place = f"第{row.row}行"
        if several:
            place = f"工作表“{row.sheet}”{place}"
        places.append(place)
    return "、".join(places)
