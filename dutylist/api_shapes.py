"""The shapes that the schema names: one for each object the API gives or takes."""

TEXT, NUMBER, YES_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DAY = {"type": "string", "format": "date", "nullable": True}
MOMENT = {"type": "string", "format": "date-time"}
FREE = {"type": "object", "additionalProperties": True}


def shape(required=(), **properties):
    found = {"type": "object", "properties": properties}
    return {**found, "required": list(required)} if required else found


def many(of):
    return {"type": "array", "items": of}


RESPONSIBILITY = shape(
    ("department", "role"),
    department=TEXT,
    collective=YES_NO,
    role={"type": "string", "enum": ["lead", "joint", "support", "receiver"]},
    internal_office=TEXT,
    duty=TEXT,
    method=TEXT,
    transition_on=DAY,
)
CONTENT = {
    "kind": {"type": "string", "enum": ["basic", "coordination", "reclaimed"]},
    "category": TEXT,
    "position": NUMBER,
    "name": TEXT,
    "township_duty": TEXT,
    "public": YES_NO,
    "secrecy_review": {**shape(reviewer=TEXT, on=DAY, result=TEXT), "nullable": True},
    "responsibilities": many(RESPONSIBILITY),
    "bases": many(shape(("act",), act=TEXT, document_number=TEXT, article=TEXT)),
    "power": {**FREE, "nullable": True},
    "directory_entry": TEXT,
    "variants": many(shape(townships=many(TEXT), name=TEXT, township_duty=TEXT)),
    "scope": {"type": "string", "enum": ["all", "tagged", "listed"]},
    "tags": many(TEXT),
    "townships": many(TEXT),
    "support": many(shape(kind=TEXT, promise=TEXT, amount=TEXT, due_on=DAY)),
    "procedure": many(TEXT),
    "starts_on": DAY,
    "ends_on": DAY,
}
DECISION = shape(id=NUMBER, action=TEXT, label=TEXT, by=TEXT, reason=TEXT, at=MOMENT, due_on=DAY)


# {name: shape} of everything the paths refer to.
COMPONENTS = {
    "List": shape(
        ("results", "next", "total", "capped"),
        results=many(FREE),
        next={**TEXT, "nullable": True},
        total={**NUMBER, "nullable": True},
        capped=YES_NO,
    ),
    "Problem": shape(
        ("title", "status", "code", "detail"),
        type=TEXT,
        title=TEXT,
        status=NUMBER,
        code=TEXT,
        detail=TEXT,
        errors=many(shape(path=TEXT, message=TEXT)),
    ),
    "Item": shape(("id", "code"), id=NUMBER, code=TEXT, county=TEXT, version=NUMBER, cancelled_on=DAY, **CONTENT),
    "ItemWrite": shape(county=TEXT, reason=TEXT, **CONTENT),
    "ProposedChange": shape(
        ("id", "op", "outcome"),
        id=NUMBER,
        revision=NUMBER,
        op=TEXT,
        item={**NUMBER, "nullable": True},
        then={**FREE, "nullable": True},
        proposed={"nullable": True},
        sources=many(TEXT),
        restores=many(TEXT),
        reason=TEXT,
        outcome=TEXT,
    ),
    "EditionDraft": shape(("county",), county=TEXT, with_revision=YES_NO, title=TEXT, reason=TEXT),
    "EditionState": shape(
        ("id", "status", "version", "actions"),
        id=NUMBER,
        county=TEXT,
        number=NUMBER,
        title=TEXT,
        status=TEXT,
        status_label=TEXT,
        version=NUMBER,
        due_on=DAY,
        turn={**TEXT, "nullable": True},
        with_revision=YES_NO,
        actions=many(shape(action=TEXT, label=TEXT, needs_reason=YES_NO)),
        decision=DECISION,
        decisions=many(DECISION),
    ),
    "DecisionWrite": shape(("action",), action=TEXT, reason=TEXT, facts=FREE),
    "Batch": shape(("id", "batch"), id=NUMBER, batch=TEXT, by=TEXT, at=MOMENT, reason=TEXT, changes=many(FREE)),
    "Token": shape(("id", "token"), id=NUMBER, token=TEXT, name=TEXT, scope=TEXT, expires_at=MOMENT),
    "TokenWrite": shape(
        ("username", "password", "name"),
        username=TEXT,
        password=TEXT,
        otp=TEXT,
        name=TEXT,
        days=NUMBER,
        scope={"type": "string", "enum": ["read", "write"]},
    ),
}
