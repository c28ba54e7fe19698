"""The shipped examples: how the common classes of prohibited work are put into everyday words, and
ordinary work of a township beside them. A county's entry borrows those of the class it belongs to.
"""

from functools import cache
from typing import NamedTuple

import orjson
from django.conf import settings


class ExampleClass(NamedTuple):
    name: str
    phrases: tuple


@cache
def example_classes():
    return tuple(ExampleClass(row["name"], tuple(row["examples"])) for row in _shipped()["classes"])


@cache
def ordinary_work():
    return tuple(_shipped()["ordinary"])


@cache
def _shipped():
    return orjson.loads((settings.FIXTURES_DIR / "prohibited_examples.json").read_bytes())
