"""Phrases, the word on common matters and what was asked, as the schema names them."""

from dutylist.rest.bodies import shape_of
from dutylist.rest.described import ref
from dutylist.rest.shapes import NUMBER, TEXT, YES_NO, add_shapes, many, shape

from . import api

add_shapes(
    Phrase=shape(
        ("id", "county", "code", "text", "standing"),
        id=NUMBER,
        county=TEXT,
        code=TEXT,
        text=TEXT,
        standing=TEXT,
    ),
    Phrases=shape(("phrases",), phrases=many(ref("Phrase"))),
    PhrasesWrite=shape_of(*api.NEW_PHRASES),
    PhraseMove=shape_of(*api.MOVED_PHRASE),
    MatterLink=shape(
        ("id", "county", "code", "matter", "name", "is_linked"),
        id=NUMBER,
        county=TEXT,
        code=TEXT,
        matter=TEXT,
        name=TEXT,
        is_linked=YES_NO,
    ),
    MatterLinkWrite=shape_of(*api.NEW_LINK),
    AskedDecision=shape_of(*api.ASKED_DECISION),
)
