"""The load of a township as the schema names it."""

from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    list_of,
    many,
    nullable,
    shape,
    texts_by_code,
)

from .lines import LINES

COUNT = {**NUMBER, "nullable": True}
ITEMS = {}
COUNTS = {}
for line in LINES:
    group, _dot, kind = line.key.partition(".")
    if kind:
        ITEMS[kind] = COUNT
    else:
        COUNTS[group] = COUNT

NUMBERS = {"year": NUMBER, "township": TEXT, "items": shape((), **ITEMS), **COUNTS}

add_shapes(
    Load=shape(
        ("year", "township", "items"),
        **NUMBERS,
        previous=shape(("year", "township", "items"), **NUMBERS),
        rows=texts_by_code(),
    ),
    LoadList=shape(
        ("results",),
        results=many(ref("Load")),
        next=nullable(TEXT),
        total=NUMBER,
        capped=YES_NO,
    ),
    LoadOrList={"oneOf": [ref("Load"), ref("LoadList")]},
    LoadRowList=list_of("LoadRow"),
    LoadRow=shape(("title", "amount"), title=TEXT, url=TEXT, amount=NUMBER, note=TEXT),
)
