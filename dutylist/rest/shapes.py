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


def texts_by_code():
    """An object whose members are texts, under names that are codes."""
    return {"type": "object", "additionalProperties": TEXT}


def list_of(row):
    """The shape of a list whose rows are those of a component: whole in itself, for a program that
    makes a client takes the rows of a shape put together from two for anything.
    """
    rows = {**many({"$ref": f"#/components/schemas/{row}"}), "description": "本页各条"}
    return shape(("results", *ABOUT_A_LIST), results=rows, **ABOUT_A_LIST)


def nullable(described):
    if "$ref" in described:
        return {"allOf": [described], "nullable": True}
    return {**described, "nullable": True}


OPTIONAL_NUMBER, OPTIONAL_TEXT, OPTIONAL_FLAG = nullable(NUMBER), nullable(TEXT), nullable(YES_NO)


def explained(described, meanings):
    """The same shape in which every member that is not explained yet has its meaning of the table;
    a reference is explained where it leads.
    """
    if "items" in described:
        return {**described, "items": explained(described["items"], meanings)}
    if "properties" not in described:
        return described
    properties = {}
    for name, member in described["properties"].items():
        member = explained(member, meanings)
        if name in meanings and "$ref" not in member:
            member = {"description": meanings[name], **member}
        properties[name] = member
    return {**described, "properties": properties}


class PublicRead(NamedTuple):
    """A read that is a plain function, which the generator of the schema does not see by itself.

    `parameters` is {name: (what it means, its shape)} of all that the function takes, `needed`
    those that it cannot do without; `gives` names the component of what it answers, or of each row
    of the list that it answers.
    """

    path: str
    summary: str
    view: Callable
    parameters: dict
    gives: str
    is_list: bool = True
    needed: tuple = ()


PARTS_OF_A_PROBLEM = {
    "type": "固定为 about:blank",
    "title": "哪一类错误",
    "status": "HTTP 状态码",
    "code": "错误的代号，供程序判断",
    "detail": "一句话说明错在哪里、可以怎样",
    "errors": "逐处的错误",
    "path": "哪个参数、哪一处内容",
    "message": "这一处错在哪里、可以填什么",
    "sheet": "上传的表格：哪一张表",
    "row": "上传的表格：第几行，指整张表的为 null",
    "column": "上传的表格：哪一列",
    "value": "上传的表格：格里写的是什么",
}
ABOUT_A_LIST = {
    "next": {**TEXT, "nullable": True, "description": "下一页的地址；没有下一页的为 null"},
    "total": {**NUMBER, "nullable": True, "description": "一共几条；没有统计的为 null"},
    "capped": {**YES_NO, "description": "是否因为太多没有统计完"},
}
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
    List=shape(("results", *ABOUT_A_LIST), results=many(FREE), **ABOUT_A_LIST),
    Problem=explained(
        shape(
            ("title", "status", "code", "detail"),
            type=TEXT,
            title=TEXT,
            status=NUMBER,
            code=TEXT,
            detail=TEXT,
            errors=many(
                shape(
                    path=TEXT,
                    message=TEXT,
                    sheet=TEXT,
                    row={**NUMBER, "nullable": True},
                    column=TEXT,
                    value=TEXT,
                )
            ),
        ),
        PARTS_OF_A_PROBLEM,
    ),
    Reason=shape(("reason",), reason=TEXT),
)
