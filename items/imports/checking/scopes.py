"""What a county's own file leaves open of where its items apply: never taken for all without a
word.
"""

import re
from dataclasses import replace

from items.imports.reading.grid import column_letter
from items.imports.reading.issues import Issue, issue_at, shown
from items.imports.recognition.scope_columns import are_townships, are_townships_mostly
from items.imports.recognition.scope_texts import says_everywhere
from items.imports.recognition.scopes import is_chosen
from items.imports.recognition.township_side import OFFICE_OF

LIMITS = re.compile(r"适用|[仅只]|除.*外|不含|不包括|不(?:再|予)?(?:列|收(?![取费])|涉及|承担)")
# 仅列入沿海乡镇清单
OF_A_SORT = re.compile(
    r"[仅只]限?(?:列入|适用于?|在|由|涉及|有)?"
    r"(?:(?![各全所需])[\u4e00-\u9fff]){2,4}(?:乡镇|镇街|街道)"
    r"|、[\u4e00-\u9fff]{2,4}[两二三四五]个?(?:乡镇|镇街|街道|镇|乡)"
)
WHICH_ONES = re.compile(r"哪[些个几里].{0,3}(?:乡|镇|街道|地方|单位)")
# 是否全部乡镇适用, 是否适用于各乡镇
ALL_OF_THEM = re.compile(
    r"^是否.{0,4}(?:全部|全[县市区旗]|所有|各).{0,8}(?:适用|涉及|承担|实施)$"
    r"|^是否(?:适用|涉及|实施)于?(?:全[部县市区旗]|所有|各)"
)
COUNTED_IN = re.compile(r"[列划纳计]入|承担|适用")
NOT_NOW = re.compile(r"原|曾|以前|上年|去年|[不未]")
NOT_SAID_WHERE = "写明不是处处适用，却没有写明在哪里适用。"
NO_TICK = "有的行打了“√”，这一行空着，看不出是否适用。"
TICK_OR_NAMES = "适用的请打“√”，只适用于部分乡镇（街道）的请写明名称。"
TICK_OR_DELETE = "适用的请打“√”；确不适用的，请删去这句说明。"
IS_IT_A_SCOPE = (
    "是适用范围的，请在第2步把这一列指定为“适用范围”，或把表头改为“适用范围”；"
    "不是的，请指定为不读入。"
)
INTO_SCOPE = "只适用于部分乡镇（街道）的，请写在“适用范围”一栏；不是的，请删去。"
BLANK_MEANS = "只适用于部分乡镇（街道）的请写明；适用于所有单位的可以不填。"


def scope_issues(rows, places):
    """(errors, warnings) of the rows of one file that is imported for the county."""
    errors, warnings = [], []
    for table, of_table in by_table(rows):
        errors += unread_columns(table, of_table, places)
        for row in of_table:
            errors += [*told_elsewhere(row, places), *told_no(row)]
        warnings += [read_as_scope(row) for row in of_table if row.scope_head]
        of_table = [row for row in of_table if not row.scope_head]
        blank = [row for row in of_table if is_blank(row)]
        if blank and (table.are_ticked or only_ticks(of_table)):
            errors += [issue_at(row, "scope", "no_tick", NO_TICK, TICK_OR_NAMES) for row in blank]
        elif blank and some_limited(of_table):
            warnings += [blank_scope(table, row) for row in blank]
    return errors, warnings


def told_no(row):
    """An error where a column says that an item is not everybody's, and nothing whose it is."""
    if row.marks or row.texts.get("scope"):
        return
    for head in row.table.heads.values():
        text = row.unread.get(head, "")
        if text and ALL_OF_THEM.search(head) and is_chosen(text) is False:
            value = shown(f"{head}：{text}")
            yield issue_at(row, "name", "no_tick", NOT_SAID_WHERE, TICK_OR_NAMES, value)
            return


def by_table(rows):
    tables = {}
    for row in rows:
        tables.setdefault(id(row.table), (row.table, []))[1].append(row)
    return tables.values()


def is_blank(row):
    return "scope" in row.columns and not (
        row.marks or row.texts.get("scope") or row.formulas.get("scope")
    )


def only_ticks(rows):
    texts = scopes_told(rows)
    return bool(texts) and all(map(is_chosen, texts))


def some_limited(rows):
    return not all(map(says_everywhere, scopes_told(rows)))


def scopes_told(rows):
    return [row.texts["scope"] for row in rows if row.texts.get("scope")]


def blank_scope(table, row):
    head = table.heads.get(row.columns["scope"], "适用范围")
    return issue_at(row, "scope", "blank_scope", f"“{head}”一栏空着。", BLANK_MEANS)


def unread_columns(table, rows, places):
    """An error for each column that is not read in and in which townships stand."""
    for column, head in table.remark_heads.items():
        texts = [row.unread[head] for row in rows if row.unread.get(head) and not says_scope(row)]
        asks_where = WHICH_ONES.search(head) and any(
            names_a_township(text, places) for text in texts
        )
        if asks_where or are_townships(texts, places) or are_townships_mostly(texts, places):
            message = f"“{head}”一列写的是乡镇（街道），看不出是不是适用范围，没有读入。"
            letter = column_letter(column)
            yield Issue(
                table.sheet, table.head_row, letter, head, "unsure_scope", message, IS_IT_A_SCOPE
            )


def told_elsewhere(row, places):
    """What a row says of its scope elsewhere: in its remarks, or where departments are named."""
    yield from told_against_ticks(row)
    if says_scope(row):
        return
    for column, head in row.table.remark_heads.items():
        text = row.unread.get(head, "")
        if LIMITS.search(text) and names_a_township(text, places):
            message = f"“{head}”写的“{shown(text)}”像是适用范围，这一栏没有读入。"
            issue = issue_at(row, "name", "unsure_scope", message, INTO_SCOPE, text)
            yield replace(issue, column=column_letter(column))
    if row.kind == "basic" and row.sides:
        yield named_as_a_department(row, places)


def told_against_ticks(row):
    """An error for a remark that counts a township in which has no tick."""
    without = [place for place, sign in row.marks.items() if is_chosen(sign) is False]
    for column, head in row.table.remark_heads.items():
        text = row.unread.get(head, "")
        named = [place for place in without if place in text]
        if named and COUNTED_IN.search(text) and not NOT_NOW.search(text):
            message = f"“{head}”写的“{shown(text)}”与没有打“√”的“{named[0]}”对不上。"
            issue = issue_at(row, "name", "unsure_scope", message, TICK_OR_DELETE, text)
            yield replace(issue, column=column_letter(column))


def read_as_scope(row):
    """A remark that was taken as the scope is named."""
    message = f"“{row.scope_head}”写的“{shown(row.texts['scope'])}”读作适用范围。"
    return issue_at(row, "scope", "scope_in_remark", message, "", row.texts["scope"])


def named_as_a_department(row, places):
    """A township named where departments are, in an item that is all townships' own: it may be for
    that one.
    """
    unknown = [name for name in row.sides if not places.is_known(OFFICE_OF.sub("", name))]
    strange = ""
    if unknown:
        strange = f"（{places.county}没有“{'、'.join(unknown)}”）"
    message = f"写的是“{'、'.join(row.sides)}”{strange}，看不出是不是只适用于这里。"
    return issue_at(row, row.column_for("responsibilities"), "unsure_scope", message, INTO_SCOPE)


def says_scope(row):
    return bool(row.marks or row.texts.get("scope"))


def names_a_township(text, places):
    """Whether a text names a township, or a sort of them alone (仅列入沿海乡镇清单)."""
    return bool(OF_A_SORT.search(text)) or any(name in text for name in places.codes)
