"""Satisfaction rounds as programs are told of them."""

from assessment.models.satisfaction_rounds import SHORTEST
from dutylist.workflow.states import row_of, state_of


def light_rows(rows):
    return [row_of(row) for row in rows]


def round_json(row, user):
    departments = [one.department.name for one in row.rated]
    return state_of(row, user) | {"departments": departments}


def result_json(rated):
    told = {
        "department": rated.department.name,
        "score": rated.score,
        "answers": rated.answers,
        "by_dimension": rated.by_dimension,
        "process": rated.process,
        "total": rated.total,
    }
    if rated.score is None:
        told["why"] = SHORTEST
    return told


def head_opinion_json(opinion):
    return {
        "id": opinion.pk,
        "county": opinion.county.code,
        "department": opinion.department.name,
        "township": {"code": opinion.township.code, "name": opinion.township.name},
        "occasion": opinion.occasion,
        "occasion_label": opinion.get_occasion_display(),
        "text": opinion.text,
        "made_on": opinion.made_on.isoformat(),
    }
