"""The load of a township as the schema names it."""

from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    FREE,
    NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    many,
    nullable,
    shape,
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

add_shapes(
    Load=shape(
        ("year", "township", "items"),
        year=NUMBER,
        township=TEXT,
        items=shape((), **ITEMS),
        **COUNTS,
        previous=FREE,
        rows=FREE,
    ),
    LoadList=shape(
        ("results",),
        results=many(ref("Load")),
        next=nullable(TEXT),
        total=NUMBER,
        capped=YES_NO,
    ),
    LoadOrList={"oneOf": [ref("Load"), ref("LoadList")]},
    LoadRow=shape(("title", "amount"), title=TEXT, url=TEXT, amount=NUMBER, note=TEXT),
)
