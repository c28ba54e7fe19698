"""Satisfaction rounds as the schema names them."""

from assessment.models import Answered, Occasion
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
    nullable,
    shape,
    some,
)
from dutylist.workflow.shapes import state, state_in_list

SCORE = {"type": "number", "nullable": True}
ANSWER = {"type": "string", "enum": Answered.values}
PROCESS_SHARE = {
    **NUMBER,
    "minimum": 0,
    "maximum": 100,
    "description": (
        "过程分在总分中的百分比，0至100，不填为60：total = (process × process_share + "
        "score × (100 - process_share)) / 100；没有过程分的，total 即 score。"
    ),
}
PROCESS = {
    **SCORE,
    "description": (
        "过程分：当年吹哨办理结果的平均，解决100，部分解决70，办不了30，拒绝和改派不计；不满三件的为 null。"
    ),
}
BALLOTS = {
    **SCORE,
    "description": (
        "评价得分：满意100，基本满意70，不满意30，不了解不计，各项评价内容的平均；不满 least_answers 份的为 null。"
    ),
}
TOTAL = {**SCORE, "description": "总分：score 和 process 按 process_share 加权。"}
OF_ROUND = {
    "year": NUMBER,
    "dimensions": some(TEXT),
    "departments": some(TEXT),
    "opens_on": DAY,
    "closes_on": DAY,
    "least_answers": NUMBER,
    "process_share": PROCESS_SHARE,
}

OF_DEPARTMENT = {
    "department": TEXT,
    "score": BALLOTS,
    "answers": OPTIONAL_NUMBER,
    "by_dimension": many(
        shape(
            ("dimension", "score", "answers"),
            dimension=TEXT,
            score=SCORE,
            answers=OPTIONAL_NUMBER,
        )
    ),
    "process": PROCESS,
    "total": TOTAL,
    "why": TEXT,
}
IN_LIST = {name: one for name, one in OF_ROUND.items() if name != "departments"}

add_shapes(
    SatisfactionRound=state(**OF_ROUND),
    SatisfactionRoundRow=state_in_list(**IN_LIST),
    SatisfactionRoundList=list_of("SatisfactionRoundRow"),
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
    # A department reads its own row without a list around it too: its `total` is the score.
    SatisfactionResults=shape(
        ("results",),
        results=many(shape(("department", "score", "answers"), **OF_DEPARTMENT)),
        next=nullable(TEXT),
        capped=YES_NO,
        **OF_DEPARTMENT,
    ),
    HeadOpinion=shape(
        ("id", "department", "occasion"),
        id=NUMBER,
        county=TEXT,
        department=TEXT,
        township=shape(("code", "name"), code=TEXT, name=TEXT),
        occasion={"type": "string", "enum": Occasion.values},
        occasion_label=TEXT,
        text=TEXT,
        made_on=DAY,
    ),
    HeadOpinionList=list_of("HeadOpinion"),
    HeadOpinionWrite=shape(
        ("department", "occasion", "text"),
        department=TEXT,
        occasion={"type": "string", "enum": Occasion.values},
        text=TEXT,
        township=TEXT,
    ),
)
