"""An evaluation as the API tells it."""

from assessment.models import ProblemStatus


def light_rows(evaluations):
    """Evaluations as a list shows them."""
    return [head_json(one) for one in evaluations]


def head_json(evaluation):
    return {
        "id": evaluation.pk,
        "county": evaluation.county.code,
        "title": evaluation.title,
        "seed": evaluation.seed,
        "document": evaluation.document,
        "due_on": evaluation.due_on and evaluation.due_on.isoformat(),
        "finished_on": evaluation.finished_on and evaluation.finished_on.isoformat(),
        "version": evaluation.version,
    }


def evaluation_json(evaluation, user):
    """With its rows; of the register the evaluator learns only whether his problem is closed."""
    is_own = evaluation.is_evaluated_by(user)
    rows = [row_json(row, is_own) for row in evaluation.in_order]
    return {**head_json(evaluation), "rows": rows}


def row_json(row, is_own):
    problem = row.problem
    return {
        "id": row.pk,
        "item": row.item.code,
        "item_name": row.item_name,
        "township": row.township.code,
        "verdict": row.verdict,
        "text": row.text,
        "problem": None if is_own else row.problem_id,
        "may_recheck": problem is not None and problem.status == ProblemStatus.CLOSED,
        "recheck": row.recheck,
        "recheck_text": row.recheck_text,
    }
