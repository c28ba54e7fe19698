"""Reads a list exported as JSON: parsed here, under the limits, and laid out as a table by the
parent.
"""

import codecs
from dataclasses import dataclass

import orjson

from items.imports.reading.grid import FileRefused

from .limits import MAX_CHARACTERS, MAX_ROWS, TOO_MUCH

NOT_OURS = "这个 JSON 文件不是本系统导出的清单，无法读取。请用导出的 JSON 文件，或者改用表格。"


@dataclass
class JsonListing:
    """What of an export is read: its title and its entries."""

    title: str
    entries: list


def read_listing(path):
    """The list in a file. Raises FileRefused when it is none."""
    with open(path, "rb") as file:
        data = file.read().removeprefix(codecs.BOM_UTF8)
    try:
        listing = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise FileRefused(NOT_OURS, code="not_a_workbook") from error
    entries = None
    if isinstance(listing, dict):
        entries = listing.get("entries")
    if not isinstance(entries, list) or not entries:
        raise FileRefused(NOT_OURS, code="not_a_workbook")
    if len(entries) > MAX_ROWS or len(data) > MAX_CHARACTERS * 4:
        raise FileRefused(TOO_MUCH, code="too_many_cells")
    title = listing.get("title")
    return JsonListing(title if isinstance(title, str) else "", entries)
