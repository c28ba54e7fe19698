"""The shapes that the schema names: one for each object the API gives or takes, registered by
whoever gives or takes it.

An app or a room registers its shapes in a module `shapes`; these are loaded when the schema is
written.
"""

from collections.abc import Callable
from typing import NamedTuple

from dutylist.history.limits import MOST_ROWS

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
YES_NO = {"type": "boolean"}
DAY = {"type": "string", "format": "date", "nullable": True}
MOMENT = {"type": "string", "format": "date-time"}
FREE = {"type": "object", "additionalProperties": True}


def shape(required=(), /, **properties):
    described = {"type": "object", "properties": properties}
    if required:
        described["required"] = list(required)
    return described


def many(of):
    return {"type": "array", "items": of}


def some(of, most=MOST_ROWS):
    """A list that a request may carry: one that is longer is refused."""
    return {**many(of), "maxItems": most}


def members(of, most):
    """An object with members of any name that a request may carry, at most so many."""
    return {"type": "object", "additionalProperties": of, "maxProperties": most}


def list_of(row):
    """The shape of a list whose rows are those of a component."""
    return {
        "allOf": [
            {"$ref": "#/components/schemas/List"},
            shape(results=many({"$ref": f"#/components/schemas/{row}"})),
        ]
    }


def nullable(described):
    return {**described, "nullable": True}


class PublicRead(NamedTuple):
    """A read that is a plain function, which the generator of the schema does not see by itself.

    `parameters` is {name: (what it means, its shape)} of all that the function takes; `gives` names
    the component of what it answers, or of each row of the list that it answers.
    """

    path: str
    summary: str
    view: Callable
    parameters: dict
    gives: str
    is_list: bool = True


_shapes = {}
_public_reads = []


def add_shapes(**shapes):
    """Adds {name: shape}; a name is given once."""
    if taken := sorted(set(shapes) & set(_shapes)):
        raise ValueError(f"The shapes {taken} are registered already.")
    _shapes.update(shapes)


def all_shapes():
    return dict(_shapes)


def add_public_reads(*reads):
    _public_reads.extend(reads)


def public_reads():
    return list(_public_reads)


add_shapes(
    List=shape(
        ("results", "next", "total", "capped"),
        results=many(FREE),
        next={**TEXT, "nullable": True},
        total={**NUMBER, "nullable": True},
        capped=YES_NO,
    ),
    Problem=shape(
        ("title", "status", "code", "detail"),
        type=TEXT,
        title=TEXT,
        status=NUMBER,
        code=TEXT,
        detail=TEXT,
        errors=many(shape(path=TEXT, message=TEXT)),
    ),
    Reason=shape(("reason",), reason=TEXT),
)
