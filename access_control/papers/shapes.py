"""Papers as the schema names them."""

from dutylist.rest.described import ref
from dutylist.rest.shapes import TEXT, YES_NO, add_shapes, many, shape

add_shapes(
    RequestPaper=shape(
        ("kind", "label", "ready", "why_not"),
        kind=TEXT,
        label=TEXT,
        ready=YES_NO,
        why_not=TEXT,
    ),
    RequestPapers=many(ref("RequestPaper")),
)
