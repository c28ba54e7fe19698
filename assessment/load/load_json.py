"""The load of a township in a year as the API shows it."""

from urllib.parse import urlencode

from .lines import LINES


def load_json(load, before):
    """With the year before beside it, and the address of the rows of every number."""
    told = numbers_json(load) | {"previous": numbers_json(before), "rows": {}}
    for line in LINES:
        if line.key in load.rows:
            told["rows"][line.key] = rows_address(load, line.key)
    return told


def numbers_json(load):
    told = {"year": load.year, "township": load.township.code, "items": {}}
    for key, number in load.numbers.items():
        group, _dot, kind = key.partition(".")
        if kind:
            told[group][kind] = number
        else:
            told[key] = number
    return told


def rows_address(load, key):
    asked = {"township": load.township.code, "year": load.year, "of": key}
    return f"/api/v1/load/rows/?{urlencode(asked)}"


def row_json(row):
    return {"title": row.title, "url": row.url, "amount": row.amount, "note": row.note}
