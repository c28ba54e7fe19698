"""What was understood of a file before its rows count: its tables and their columns, its sheets
without a head.
"""

from items.imports.checking.columns_unsure import reading_words
from items.imports.checking.needed_columns import missing_of
from items.imports.reading.formulas import in_words
from items.imports.recognition.headwords import FIELD_WORDS, NOT_READ
from items.imports.recognition.recognised import kind_of_row
from items.models import Kind
from items.printed.columns import column_letter

EXAMPLE_LENGTH = 60


def recognised_tables(recognition, rows):
    """What was understood of the file: each table, its kind, its head row and which column is taken
    for what.
    """
    return [table_entry(table, recognition.places, rows) for table in recognition.tables]


def table_entry(table, places, rows):
    columns, unknown = columns_of(table)
    return {
        "sheet": table.sheet,
        "title": table.title,
        "kind": table.kind,
        "kinds": kinds_of(table),
        "rows": len(table.rows),
        "head_row": table.head_row,
        "where": places.get((table.sheet, table.head_row), ""),
        "key": f"{table.sheet}!{table.head_row}",
        "columns": columns,
        "unknown": unknown,
        "by_label": bool(table.labels),
        "missing": [FIELD_WORDS[field] for _kind, field in missing_of(table, rows)],
    }


def columns_of(table):
    """([column that is taken for a field], [column that is not]); of cards their labels."""
    columns, unknown = [], []
    if not table.labels:
        for name, column in table.columns.items():
            columns.append({**head_entry(table, column), "code": name, "field": FIELD_WORDS[name]})
        return columns, [head_entry(table, column) for column in table.unknown]
    for label, known in table.labels.items():
        entry = label_entry(label, known)
        if known.field:
            columns.append({**entry, "code": known.field, "field": FIELD_WORDS[known.field]})
        else:
            unknown.append(entry)
    return columns, unknown


def kinds_of(table):
    """The kinds of a table's items, in the order of the list; its own where it has none."""
    kinds = {kind_of_row(table, raw) for raw in table.rows} or {table.kind}
    return [kind for kind in Kind.values if kind in kinds]


def head_entry(table, column):
    """A column as it stands: its letter, its head as written, the first texts under it; what else
    it may be, and why it is taken for what it is.
    """
    head, examples = table.heads.get(column, ""), table.examples.get(column, [])
    entry = {
        "letter": column_letter(column),
        "head": head,
        "examples": [text[:EXAMPLE_LENGTH] for text in examples],
    }
    if column in table.reasons:
        _field, reasons = table.reasons[column]
        entry["reasons"] = [reason for reason, _share in reasons]
    for unsure in table.unsure:
        if unsure.column == column:
            entry["readings"] = [reading_entry(reading) for reading in unsure.readings]
            entry["reasons"] = [reason for reason, _share in unsure.reasons]
    return entry


def label_entry(label, known):
    """A label of cards, in place of a column; it is its own letter."""
    examples = [text[:EXAMPLE_LENGTH] for text in known.examples]
    entry = {"letter": label, "head": label, "examples": examples}
    if known.learnt:
        entry["reasons"] = [reason for reason, _share in known.learnt.reasons]
    if known.learnt and known.learnt.readings and not known.field:
        entry["readings"] = [reading_entry(reading) for reading in known.learnt.readings]
    return entry


def reading_entry(reading):
    """One of the two readings of a column: the field, and its word."""
    return {"code": reading or NOT_READ[-1], "field": reading_words(reading)}


def unrecognised_sheets(recognition):
    """The first rows of each sheet without a table, for a person to point at the head."""
    return [sheet_entry(sheet) for sheet in recognition.unrecognised]


def sheet_entry(unrecognised):
    rows = []
    for row, texts in unrecognised.rows:
        key = f"{unrecognised.sheet}!{row}"
        cells = [cell_entry(column, text) for column, text in texts.items()]
        rows.append({"row": row, "key": key, "cells": cells})
    return {"sheet": unrecognised.sheet, "rows": rows}


def cell_entry(column, text):
    return {"letter": column_letter(column), "text": in_words(text)[:EXAMPLE_LENGTH]}
