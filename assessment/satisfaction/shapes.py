"""Satisfaction rounds as the schema names them."""

from assessment.models import Answered, Occasion
from dutylist.rest.described import ref
from dutylist.rest.shapes import DAY, FREE, NUMBER, TEXT, YES_NO, add_shapes, many, shape, some
from dutylist.workflow.shapes import state

SCORE = {"type": "number", "nullable": True}
OPTIONAL_NUMBER = {**NUMBER, "nullable": True}
ANSWER = {"type": "string", "enum": Answered.values}
OF_ROUND = {
    "year": NUMBER,
    "dimensions": some(TEXT),
    "departments": some(TEXT),
    "opens_on": DAY,
    "closes_on": DAY,
    "least_answers": NUMBER,
    "process_share": NUMBER,
}

add_shapes(
    SatisfactionRound=state(**OF_ROUND),
    SatisfactionRoundWrite=shape(
        ("year", "title", "departments", "dimensions", "opens_on", "closes_on"),
        county=TEXT,
        title=TEXT,
        **OF_ROUND,
    ),
    SatisfactionBallot=shape(
        ("dimensions", "departments"),
        dimensions=many(TEXT),
        departments=many(
            shape(
                ("department", "dispatched"),
                department=TEXT,
                dispatched=YES_NO,
                answers=many(ANSWER),
                text=TEXT,
            )
        ),
    ),
    SatisfactionRating=shape(
        ("department", "answers"), department=TEXT, answers=some(ANSWER), text=TEXT
    ),
    SatisfactionBallotWrite=shape(
        ("ratings",), ratings=some(ref("SatisfactionRating")), township=TEXT
    ),
    SatisfactionSent=shape(("sent",), sent=YES_NO),
    SatisfactionResults=shape(
        ("results",),
        results=many(
            shape(
                ("department", "score", "answers"),
                department=TEXT,
                score=SCORE,
                answers=OPTIONAL_NUMBER,
                by_dimension=many(FREE),
                process=SCORE,
                total=SCORE,
                why=TEXT,
            )
        ),
        next={**TEXT, "nullable": True},
        total=SCORE,
        capped=YES_NO,
    ),
    HeadOpinion=shape(
        ("id", "department", "occasion"),
        id=NUMBER,
        county=TEXT,
        department=TEXT,
        township=FREE,
        occasion={"type": "string", "enum": Occasion.values},
        occasion_label=TEXT,
        text=TEXT,
        made_on=DAY,
    ),
    HeadOpinionWrite=shape(
        ("department", "occasion", "text"),
        department=TEXT,
        occasion={"type": "string", "enum": Occasion.values},
        text=TEXT,
        township=TEXT,
    ),
)
