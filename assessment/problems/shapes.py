"""Problems and evaluations as the schema names them."""

from assessment.models import Recheck, Verdict
from assessment.registers.shapes import amended, given, listed, made
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    NUMBER,
    OPTIONAL_NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    list_of,
    many,
    shape,
    some,
)

from .registers import PROBLEMS
from .services.evaluating import MEMBERS
from .units import UNIT

OWN = {
    "assigned": UNIT,
    "answer": TEXT,
    "result": TEXT,
    "adjustment": OPTIONAL_NUMBER,
    "common": YES_NO,
}
HEAD = {
    "county": TEXT,
    "title": TEXT,
    "seed": NUMBER,
    "document": TEXT,
    "due_on": DAY,
    "finished_on": DAY,
    "version": NUMBER,
}

add_shapes(
    DutyProblem=given(PROBLEMS, **OWN),
    DutyProblemRow=listed(PROBLEMS, **OWN),
    DutyProblemList=list_of("DutyProblemRow"),
    DutyProblemWrite=made(PROBLEMS),
    DutyProblemChange=amended(PROBLEMS),
    EvaluationRow=shape(
        ("id", "item", "township"),
        id=NUMBER,
        item=TEXT,
        item_name=TEXT,
        township=TEXT,
        verdict=TEXT,
        text=TEXT,
        problem=OPTIONAL_NUMBER,
        may_recheck=YES_NO,
        recheck=TEXT,
        recheck_text=TEXT,
    ),
    EvaluationHead=shape(("id", "version"), id=NUMBER, **HEAD),
    EvaluationList=list_of("EvaluationHead"),
    Evaluation=shape(("id", "version"), id=NUMBER, **HEAD, rows=many(ref("EvaluationRow"))),
    EvaluationWrite=shape(
        ("title", "evaluator", "townships", "items"),
        county=TEXT,
        **{one.name: one.shape for one in MEMBERS},
    ),
    VerdictsWrite=shape(
        ("rows",),
        rows=some(
            shape(
                ("id", "verdict"),
                id=NUMBER,
                verdict={"type": "string", "enum": [*Verdict.values, ""]},
                text=TEXT,
            )
        ),
    ),
    RechecksWrite=shape(
        ("rows",),
        rows=some(
            shape(
                ("id", "recheck"),
                id=NUMBER,
                recheck={"type": "string", "enum": Recheck.values},
                text=TEXT,
            )
        ),
    ),
)
