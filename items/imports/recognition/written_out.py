"""Writes out the codes below heads, and heads in letters, as a file explains them: in a sheet of
字段, 代码 and 含义, or in lines such as SXLX事项类型：1=基本 2=配合.
"""

import re
from collections import Counter
from operator import attrgetter

from items.printed.row_words import clean

from .departments import NOBODY
from .headwords import field_of

ROWS_OF_A_HEAD = 10
FEWEST_HEADS, FEWEST_CODES = 3, 2
LONGEST_HEAD, MOST_BESIDE = 30, 3
LETTERS = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
CODE_AND_MEANING = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z0-9]{1,4})\s*(?:[=＝—-]|表示|代表|为|是)?\s*"
    r"([\u4e00-\u9fff][^\s,，;；。、]*)"
)
MEANING_OF_HEAD = re.compile(r"\s*[:：=＝—-]*\s*([\u4e00-\u9fff][^\s:：=＝,，;；。、]+)")
BETWEEN_CODES = re.compile(r"[,，、;；/\s]+")
WRITTEN_OUT = "“{}”的代码已按文件中的解释写成文字"


def write_out(sheets, codes):
    """Changes the texts of the sheets; `codes` are {head: {code: meaning}} of a dictionary."""
    heads = [(sheet, cell) for sheet in sheets for cell in heads_of(sheet)]
    words, codes = {}, {**codes}
    for head, told in told_of({cell.value for _sheet, cell in heads}, sheets):
        if LETTERS.fullmatch(head) and (word := MEANING_OF_HEAD.match(told)):
            words[head] = word[1]
        pairs = CODE_AND_MEANING.findall(told)
        if len(pairs) == len({code for code, _meaning in pairs}) >= FEWEST_CODES:
            codes.setdefault(head, dict(pairs))
    for sheet, cell in heads:
        name = cell.value
        if write_codes(sheet, cell, codes.get(name, {})):
            sheet.notes.append(WRITTEN_OUT.format(name))
        if len(words) >= FEWEST_HEADS and name in words and not field_of(name):
            cell.value = words[name]


def heads_of(sheet):
    """The cells that may be heads: short ones of the rows above the first with a number."""
    rows = {}
    for cell in sheet.cells:
        if cell.row > ROWS_OF_A_HEAD or cell.value.isdecimal():
            break
        if len(cell.value) <= LONGEST_HEAD:
            rows.setdefault(cell.row, []).append(cell)
    return [cell for cells in rows.values() if len(cells) >= FEWEST_HEADS for cell in cells]


def told_of(heads, sheets):
    """(head, what stands behind it) of the texts in rows of few that name one in letters or before
    a colon.
    """
    names = "|".join(map(re.escape, sorted(heads, key=len, reverse=True))) or "(?!)"
    named = re.compile(rf"(?<![A-Za-z0-9_])({names})(?=\s*[:：]|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))")
    for sheet in sheets:
        texts = Counter(map(attrgetter("row"), sheet.cells))
        few = {row for row, times in texts.items() if times <= MOST_BESIDE}
        for cell in sheet.cells:
            if cell.row in few:
                _before, *told = named.split(cell.value)
                yield from zip(told[::2], told[1::2], strict=True)


def write_codes(sheet, head, codes):
    """Writes a column below its head in words where each of its texts is of these codes: -> whether
    it did.
    """
    if not codes:
        return False
    written, texts = [], Counter(map(attrgetter("row"), sheet.cells))
    for cell in sheet.cells:
        is_below = cell.row > head.row and cell.column == head.column and texts[cell.row] > 1
        if is_below and clean(cell.value) not in {"", *NOBODY}:
            written.append(cell)
    said = [BETWEEN_CODES.split(cell.value.strip()) for cell in written]
    if not written or not all(codes.keys() >= set(parts) for parts in said):
        return False
    for cell, parts in zip(written, said, strict=True):
        cell.value = "、".join(codes[part] for part in parts)
    return True
