"""The facts told with a move: declared with a type, read and judged here once, whatever door they
came by.
"""

import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import models

from dutylist.history.limits import json_fault, list_fault
from dutylist.history.texts import clean_text
from dutylist.rest.values import Wrong, as_bool, as_day, as_integer, as_text

PAPER = "paper"  # the fact of a move that is recorded from a sealed paper
NO_FIELD = "没有这个字段。"


KEY_DIGITS = 9  # of the longest number of a row


class FactType(StrEnum):
    TEXT = "text"
    DAY = "day"
    INTEGER = "integer"
    BOOL = "bool"
    ATTACHMENT = "attachment"
    ROWS = "rows"
    OBJECT = "object"  # within a row: a content, whose members another room knows


class Fact(NamedTuple):
    """One thing told with a move.

    A name "a|b" stands for several facts of one type, of which one is enough. `columns` are the
    facts of each row; rows without columns are texts. A form asks for it with the `hint`, in a box
    of several lines where it `is_long`, and for each of several under its own of the `labels`. The
    record reads out the codes of a list in their `words`, [(code, word)], those of places
    (`of_places`) by their names.
    """

    name: str
    type: FactType
    label: str
    required: bool = False
    columns: tuple = ()
    hint: str = ""
    is_long: bool = False
    labels: tuple = ()
    words: tuple = ()
    of_places: bool = False

    @property
    def names(self):
        return tuple(self.name.split("|"))

    def label_of(self, name):
        """What one of several facts is called by itself."""
        if not self.labels:
            return self.label
        return self.labels[self.names.index(name)]


SEALED = Fact(PAPER, FactType.ATTACHMENT, "盖章原件扫描件")


def read_facts(declared, told_facts, stranger=NO_FIELD):
    """(the facts as values of their types, {path: sentence} of everything that is wrong with them).

    What is not told is not in the values, except where it was told as nothing: then as it came.
    `stranger` is said of a fact that is not declared.
    """
    known = {name: fact for fact in declared for name in fact.names}
    values, faults = {}, {}
    for name, value in told_facts.items():
        if name not in known:
            faults[name] = stranger
        elif is_told(value):
            values[name], errors = _read(known[name], value)
            faults |= errors_at(name, errors)
        else:
            values[name] = value
    return values, faults | _missing(declared, told_facts)


def is_told(value):
    """Whether anything is told at all: a text of blanks and signs that nobody sees is nothing."""
    if isinstance(value, str):
        return bool(clean_text(value))
    return value is not None


def errors_at(place, errors):
    """{path: sentence} of what stands at this place: an empty path is the place itself."""
    placed = {}
    for path, sentence in errors.items():
        whole = f"{place}.{path}" if path else str(place)
        placed[whole] = sentence
    return placed


def _missing(declared, told_facts):
    faults = {}
    for fact in declared:
        if fact.required and not any(is_told(told_facts.get(name)) for name in fact.names):
            faults[fact.names[0]] = f"请填写{fact.label}。"
    return faults


def _read(fact, value):
    """(the value, {path below the fact: sentence})."""
    if fact.type == FactType.ROWS:
        return _rows(fact, value)
    try:
        return READERS[fact.type](value), {}
    except Wrong as wrong:
        return None, {"": str(wrong)}


def _rows(fact, value):
    if not isinstance(value, list | tuple):
        return None, {"": "应为列表。"}
    if fault := list_fault(value):
        return None, {"": fault}
    rows, faults = [], {}
    read_row = _row if fact.columns else _text_row
    for number, row in enumerate(value):
        values, errors = read_row(fact, row)
        rows.append(values)
        faults |= errors_at(number, errors)
    return rows, faults


def _text_row(fact, row):
    try:
        return as_text(row), {}
    except Wrong as wrong:
        return None, {"": str(wrong)}


def _row(fact, row):
    if not isinstance(row, dict):
        names = "、".join(column.name for column in fact.columns)
        return None, {"": f"应为一个对象，写明{names}。"}
    return read_facts(fact.columns, row)


def as_attachment(value):
    """The row of an attachment, or its number; whose it is asks the flow that takes it."""
    if isinstance(value, models.Model):
        return value
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise Wrong("应为附件的编号。")
    return value


def as_object(value):
    if not isinstance(value, dict):
        raise Wrong("应为一个对象。")
    if fault := json_fault(value):
        raise Wrong(fault)
    return value


READERS = {
    FactType.TEXT: as_text,
    FactType.DAY: as_day,
    FactType.INTEGER: as_integer,
    FactType.BOOL: as_bool,
    FactType.ATTACHMENT: as_attachment,
    FactType.OBJECT: as_object,
}


def kept(value):
    """A fact as a decision keeps it: a row by its number and name, a day in ISO, anything else as
    it is.
    """
    if isinstance(value, models.Model):
        return {"id": value.pk, "name": str(value)}
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [kept(row) for row in value]
    if isinstance(value, dict):
        return {name: kept(part) for name, part in value.items()}
    return value


def fact_json(fact):
    return {
        "name": fact.name,
        "label": fact.label,
        "type": fact.type.value,
        "required": fact.required,
    }


def fault_of_shape(told_facts):
    """What is wrong with facts before any is read, or "": they are an object of texts that both
    databases keep.
    """
    if not isinstance(told_facts, dict):
        return "应为一个对象。"
    return json_fault(list(told_facts))


def key_told(facts, name):
    """The number (pk) that stands in facts as they came, before they are read; None where there is
    none.
    """
    told = facts.get(name) if isinstance(facts, dict) else None
    digits = str(told)
    is_key = not isinstance(told, bool) and digits.isascii() and digits.isdigit()
    return int(digits) if is_key and len(digits) <= KEY_DIGITS else None
