"""Letters, figures and words that a file explains itself where they stand for the kind of an item:
J—基本履职；P—配合履职；S—上级部门收回, 基=基本履职.
"""

import re

from items.models import Kind

from .columns import Column
from .head_parts import LONGEST_HEAD
from .headwords import KIND_WORDS, kind_in

FEWEST_KINDS = 2
MEANS = r"——?|[-–＝=:：]|代表|表示"
EXPLAINS = re.compile(MEANS)
A_CODE = r"(?:[A-Za-z0-9]{1,3}|[\u4e00-\u9fff]{1,4})"
NEXT = re.compile(rf"\s+(?={A_CODE}\s*[-–—＝=])")  # 基=基本履职  配=配合履职
EXPLAINED = re.compile(
    rf"(?P<code>{A_CODE})\s*(?:{MEANS})\s*"
    r"(?P<meaning>[^；;。\n—–＝=:：-]{2,24})"
)
# 1基本 2配合 3收回, and of roles Q牵头 G共同
JOINED = re.compile(r"(?<![A-Za-z0-9])(?P<code>[A-Za-z0-9]{1,2})(?P<meaning>[\u4e00-\u9fff]{2,12})")
IN_PLAIN_WORDS = (
    (Kind.RECLAIMED, re.compile(r"收回|上收|部门.{0,6}(?:直接|自己)[办干做]")),
    (Kind.COORDINATION, re.compile(r"配合|协助|搭手|协同")),
    (Kind.BASIC, re.compile(r"基本履|基本职责|自己[干办做]|主责|独立(?:承担|完成)")),
)
# a text that explains two kinds explains the basic or the reclaimed one: their words are seldom
SELDOM = (Kind.BASIC, Kind.RECLAIMED)
OF_TWO_KINDS = re.compile(
    "|".join(
        [words.pattern for kind, words in IN_PLAIN_WORDS if kind in SELDOM]
        + [KIND_WORDS[kind].pattern for kind in SELDOM]
    )
)


def kind_codes(sheets):
    """[{code: kind}] of each text of a file that explains at least two kinds. A duty may read like
    one: which of them a table uses, its cells show.
    """
    found = []
    for sheet in sheets:
        for cell in sheet.cells:
            codes = {}
            if not OF_TWO_KINDS.search(cell.value):
                continue  # of most cells this is all that is looked for
            if EXPLAINS.search(cell.value):
                codes = explained_codes(EXPLAINED, NEXT.sub("；", cell.value))
            elif len(cell.value) <= LONGEST_HEAD:
                codes = explained_codes(JOINED, cell.value)
            if len({*codes.values()}) >= FEWEST_KINDS and codes not in found:
                found.append(codes)
    return found


def explained_codes(pattern, text):
    """{code: kind} of what a text explains of kinds."""
    codes = {}
    for match in pattern.finditer(text):
        if kind := meant(match["meaning"]):
            codes[match["code"]] = kind
    return codes


def meant(text):
    """The kind an explanation speaks of; "" for none."""
    if kind := kind_in(text):
        return kind
    for kind, words in IN_PLAIN_WORDS:
        if words.search(text):
            return kind
    return ""


def settle_kind_codes(table, explained):
    """Says the kinds of a table's items in words where a column holds nothing but codes."""
    for codes in explained:
        if table.rows and (written := written_codes(table, codes)):
            for raw, code in zip(table.rows, written, strict=True):
                raw.texts[Column.KIND] = codes[code].label
                raw.columns[Column.KIND] = table.columns[Column.KIND]
            return


def written_codes(table, codes):
    """The code of each item; [] where no column holds nothing but these codes. One that was not
    read in is the kind's then.
    """
    written = [raw.texts.get(Column.KIND, "") for raw in table.rows]
    if all(code in codes for code in written):
        return written
    column = column_of_codes(table, codes)
    if not column:
        return []
    head = table.unknown.pop(column)
    table.columns = {**table.columns, Column.KIND: column}
    return [raw.unread.pop(head) for raw in table.rows]


def column_of_codes(table, codes):
    """The column that is not read in and in which every item has a code; None for none."""
    for column, head in table.unknown.items():
        if head and all(raw.unread.get(head, "") in codes for raw in table.rows):
            return column
    return None
