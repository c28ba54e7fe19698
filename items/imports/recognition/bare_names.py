"""Finds lists of nothing but names, under a title that says the kind or is of basic items."""

import re

from items.models import Kind
from items.printed.columns import column_letter
from items.printed.row_words import NOTE, SIGNATURE

from .columns import Column
from .headwords import kind_in
from .row_types import only_text

TITLE = re.compile(r"(?:事项|清单|目录)(?:[（(].{1,10}[）)])?$")

LONGEST_NAME = 100
LONGEST_LINE = 60
FEWEST_NAMES = 2


def bare_name_heads(layout, field, file):
    """{row: {letter: field}} of the heads of such lists, as a person would assign them; {} where
    anything stands beside the names, or no kind is said, nor that a whole `file` is of basic items.
    """
    heads = [row for row in layout.rows if is_name_alone(layout.texts[row], field)]
    if heads and not is_book_of_basic(file):
        heads = [row for row in heads if is_kind_said(layout, row)]
    if not heads and not is_title_of_basic(layout):
        return {}
    heads = heads or layout.rows[:1]
    column = min(layout.texts[heads[0]])
    names = names_below(layout, heads[0])
    if len(names) < FEWEST_NAMES or not all(is_name(layout, row, column) for row in names):
        return {}
    return {row: {column_letter(column): Column.NAME} for row in heads}


def is_title_of_basic(layout):
    """Whether a sheet begins with a title of basic items: 城关镇基本履职事项（18项）."""
    if not layout.rows:
        return False
    title = only_text(layout.texts[layout.rows[0]])
    return bool(TITLE.search(title)) and kind_in(title) == Kind.BASIC


def is_book_of_basic(file):
    """Whether a file's name and short texts speak of basic items, and of no other kind."""
    texts = [file.file_name]
    for sheet in file.sheets:
        texts += [sheet.name, *(cell.value for cell in sheet.cells)]
    return {kind_in(text) for text in texts if len(text) <= LONGEST_LINE} - {""} == {Kind.BASIC}


def names_below(layout, head):
    """The rows below a head without those signed, notes, and a sentence right below a note."""
    names, last_note = [], 0
    for row in layout.rows_below(head):
        text = only_text(layout.texts[row])
        if NOTE.match(text) or (last_note == row - 1 and text.endswith("。")):
            last_note = row
        elif not SIGNATURE.match(text):
            names.append(row)
    return names


def is_name_alone(texts, field):
    """Whether a row has one text, which is a head's word for the names."""
    return len(texts) == 1 and field(next(iter(texts.values()))) == Column.NAME


def is_name(layout, row, column):
    """Whether a row of a table has nothing but a text as long as a name in this column."""
    texts = layout.texts[row]
    if list(texts) != [column] or len(texts[column]) > LONGEST_NAME or "。" in texts[column]:
        return False
    return not layout.sheet.row_places.get(row, "").endswith("段")


def is_kind_said(layout, head):
    """Whether the sheet's name or what stands above a head says the kind."""
    told = [layout.sheet.name]
    for row in layout.rows:
        if row < head:
            told += layout.texts[row].values()
    return any(map(kind_in, told))
