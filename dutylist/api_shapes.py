"""The shapes that the schema names: one for each object the API gives or takes."""

from dutylist.history.limits import MOST_ROWS
from dutylist.rest.described import ref
from dutylist.workflow.facts import FactType
from dutylist.workflow.flow import flows
from items.entry.fields import FIELDS
from items.imports.api_shapes import MOST_HEADS
from items.imports.services.handing_in import MAX_FILES
from items.models import ProposedChange, ResponsibilityRole
from items.models.corrections import CorrectedField

TEXT, NUMBER, YES_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DAY = {"type": "string", "format": "date", "nullable": True}
MOMENT = {"type": "string", "format": "date-time"}
FREE = {"type": "object", "additionalProperties": True}


def shape(required=(), /, **properties):
    found = {"type": "object", "properties": properties}
    return {**found, "required": list(required)} if required else found


def many(of):
    return {"type": "array", "items": of}


def some(of, most=MOST_ROWS):
    """A list that a request may carry: one that is longer is refused."""
    return {**many(of), "maxItems": most}


def members(of, most):
    """An object with members of any name that a request may carry, at most so many."""
    return {"type": "object", "additionalProperties": of, "maxProperties": most}


CONTENT = {field.name: field.type.schema() for field in FIELDS}
# What is proposed, the same in a revision and wherever else changes are proposed.
CHANGE = {
    "op": {"type": "string", "enum": ProposedChange.Op.values},
    "code": TEXT,
    "codes": some(TEXT),
    "item": ref("ItemContent"),
    "items": some(ref("ItemContent")),
    "reason": TEXT,
}
SHAPES_OF_FACTS = {
    FactType.TEXT: TEXT,
    FactType.DAY: DAY,
    FactType.INTEGER: NUMBER,
    FactType.BOOL: YES_NO,
    FactType.ATTACHMENT: NUMBER,
}


def shape_of_facts(facts, required=()):
    """An object of these facts; one of several is a member for each of them."""
    members = {name: shape_of_fact(fact) for fact in facts for name in fact.names}
    return shape(required, **dict(sorted(members.items())))


def shape_of_fact(fact):
    if fact.type == FactType.ROWS:
        needed = [column.name for column in fact.columns if column.required]
        return some(shape_of_facts(fact.columns, needed))
    found = SHAPES_OF_FACTS[fact.type]
    return found if fact.required else {**found, "nullable": True}


def facts_of_every_move():
    """What any move of any flow takes; which of them, the `actions` of a State say."""
    return [
        fact
        for flow in flows().values()
        for move in flow.moves.values()
        for fact in move.facts_from("")
    ]


FACTS = shape_of_facts(facts_of_every_move())
DECISION = shape(
    ("id", "action", "from", "to", "by", "at"),
    **{"from": TEXT, "for": TEXT},
    id=NUMBER,
    action=TEXT,
    label=TEXT,
    to=TEXT,
    by=TEXT,
    on_paper=YES_NO,
    reason=TEXT,
    facts=FREE,
    at=MOMENT,
    due_on=DAY,
    late=YES_NO,
)
FACT = shape(
    ("name", "type", "required"),
    name=TEXT,
    label=TEXT,
    type={"type": "string", "enum": [one.value for one in FactType]},
    required=YES_NO,
)
# The State of a subject, the same keys in every flow.
STATE = {
    "id": NUMBER,
    "flow": TEXT,
    "county": TEXT,
    "title": TEXT,
    "status": TEXT,
    "status_label": TEXT,
    "version": NUMBER,
    "due_on": DAY,
    "due_at": {**MOMENT, "nullable": True},
    "turn": {**TEXT, "nullable": True},
    "owed": many(TEXT),
    "actions": many(shape(action=TEXT, label=TEXT, needs_reason=YES_NO, facts=many(FACT))),
}


def state(**own):
    """The State of one flow's subjects: the common keys, what such a subject has beside them, its
    decisions.
    """
    return shape(
        ("id", "status", "version", "actions"),
        **STATE,
        **own,
        decision=DECISION,
        decisions=many(DECISION),
    )


IMPORT_COUNTS = shape(
    **dict.fromkeys(("new", "changed", "same", "alike", "absent", "error"), NUMBER)
)
ISSUE = shape(
    part=NUMBER,
    file=TEXT,
    sheet=TEXT,
    row=NUMBER,
    column=TEXT,
    value=TEXT,
    code=TEXT,
    message=TEXT,
    suggestion=TEXT,
    count=NUMBER,
    places=many(FREE),
    placed=TEXT,
)

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
    "Item": shape(
        ("id", "code"),
        id=NUMBER,
        code=TEXT,
        county=TEXT,
        version=NUMBER,
        cancelled_on=DAY,
        **CONTENT,
    ),
    "ItemWrite": shape(county=TEXT, reason=TEXT, **CONTENT),
    "ItemContent": shape(**CONTENT),
    "ProposedChange": shape(
        ("id", "op", "outcome"),
        id=NUMBER,
        revision={**NUMBER, "nullable": True},
        change_set=NUMBER,
        county=TEXT,
        op={"type": "string", "enum": ProposedChange.Op.values},
        item={**NUMBER, "nullable": True},
        code={**TEXT, "nullable": True},
        title=TEXT,
        then={**FREE, "nullable": True},
        proposed={"nullable": True},
        sources=many(TEXT),
        restores=many(TEXT),
        made=many(TEXT),
        clashes=many(TEXT),
        reason=TEXT,
        outcome=TEXT,
        outcome_reason=TEXT,
        version=NUMBER,
    ),
    "ProposedChangeCreate": shape(("county", "op"), county=TEXT, **CHANGE),
    "ProposedChangeWrite": shape(("op",), **CHANGE),
    "ProposedChangeAmend": shape(
        item=ref("ItemContent"), items=some(ref("ItemContent")), reason=TEXT
    ),
    "ProposedChangeSettle": shape(
        ("keep",), keep={"type": "string", "enum": ["proposed", "now"]}, reason=TEXT
    ),
    "EditionDraft": shape(("county",), county=TEXT, with_revision=YES_NO, title=TEXT, reason=TEXT),
    "EditionState": state(number=NUMBER, with_revision=YES_NO),
    "RevisionState": state(number=NUMBER, opened_on=DAY),
    "CorrectionState": state(
        code=TEXT,
        field=TEXT,
        department=TEXT,
        role=TEXT,
        present_text=TEXT,
        approved_text=TEXT,
        found_in=TEXT,
    ),
    "CorrectionWrite": shape(
        ("county", "code", "field", "approved_text", "reason"),
        county=TEXT,
        code=TEXT,
        field={"type": "string", "enum": CorrectedField.values},
        department=TEXT,
        role={"type": "string", "enum": ["", *ResponsibilityRole.values]},
        approved_text=TEXT,
        reason=TEXT,
    ),
    "DecisionWrite": shape(("action",), action=TEXT, reason=TEXT, facts=FACTS),
    "Import": shape(
        ("id", "state", "version", "list_version", "counts"),
        id=NUMBER,
        county=TEXT,
        township={**TEXT, "nullable": True},
        file_name=TEXT,
        state={"type": "string", "enum": ["previewed", "imported", "undone", "discarded"]},
        state_label=TEXT,
        version=NUMBER,
        list_version=NUMBER,
        by=TEXT,
        created_at=MOMENT,
        finished_at={**MOMENT, "nullable": True},
        reason=TEXT,
        batch={**TEXT, "nullable": True},
        undo_reason=TEXT,
        undo_batch={**TEXT, "nullable": True},
        counts=IMPORT_COUNTS,
        by_kind=FREE,
        proposes=YES_NO,
        error_count=NUMBER,
        warning_count=NUMBER,
        options=FREE,
        several=YES_NO,
        files=many(
            shape(
                part=NUMBER,
                number=NUMBER,
                file_name=TEXT,
                sheets=many(TEXT),
                sha256=TEXT,
                township=TEXT,
                counts=IMPORT_COUNTS,
                by_kind=FREE,
            )
        ),
        handed=many(
            shape(
                key=TEXT,
                number=NUMBER,
                file_name=TEXT,
                sheet=TEXT,
                title=TEXT,
                place=TEXT,
                part=NUMBER,
                dealt=YES_NO,
                refusal=TEXT,
                township=TEXT,
                township_name=TEXT,
                left_out=TEXT,
                counts=IMPORT_COUNTS,
                error_count=NUMBER,
            )
        ),
        left_out=many(shape(key=TEXT, file=TEXT, sheet=TEXT, by=TEXT)),
        skipped_files=many(shape(name=TEXT, reason=TEXT)),
        unknown_columns=many(TEXT),
        recognised=many(FREE),
        unrecognised=many(FREE),
        new_departments=many(TEXT),
        new_categories=many(TEXT),
        cancels_absent=YES_NO,
        errors=many(ISSUE),
        warnings=many(ISSUE),
        actions=many(TEXT),
    ),
    "ImportUpload": shape(
        ("county", "file"),
        county=TEXT,
        township=TEXT,
        county_wide=YES_NO,
        create_departments=YES_NO,
        cancel_absent=YES_NO,
        leave_out=some(TEXT),
        file=some({"type": "string", "format": "binary"}, MAX_FILES),
    ),
    "ImportChange": shape(
        decisions={"type": "object", "additionalProperties": TEXT},
        create_departments=YES_NO,
        cancel_absent=YES_NO,
        heads=members(members(TEXT, MOST_ROWS), MOST_HEADS),
        remember=YES_NO,
        townships={"type": "object", "additionalProperties": TEXT},
        leave_out={"type": "object", "additionalProperties": YES_NO},
        township=TEXT,
        county_wide=YES_NO,
    ),
    "Reason": shape(("reason",), reason=TEXT),
    "Batch": shape(
        ("id", "batch"), id=NUMBER, batch=TEXT, by=TEXT, at=MOMENT, reason=TEXT, changes=many(FREE)
    ),
    "Token": shape(
        ("id", "token"), id=NUMBER, token=TEXT, name=TEXT, scope=TEXT, expires_at=MOMENT
    ),
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
