"""The office answers what a unit says: each line is adopted (采纳) or not, with the reason."""

from access_control.models import Answer, RevisionRound, RoundOpinion
from access_control.rounds.services.asking import require_clerk
from dutylist.history.limits import list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.refusals import Invalid, NotPossible

ROW = ("change", "outcome", "text")


def answer_opinion(opinion, rows, *, by, source="form"):
    """Writes the office's answers to single changes; one that is answered again counts as answered
    last: -> the `RoundOpinion`.
    """
    require_rows(rows)
    row = opinion.round
    with recording(by=by, source=source, county=row.county.code):
        RevisionRound.objects.select_for_update(of=("self",)).get(pk=row.pk)
        opinion = RoundOpinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        if not opinion.round.is_open:
            raise NotPossible(f"{opinion.round}{opinion.round.status_label}，不能再答复。")
        if opinion.is_silent:
            raise NotPossible(f"{opinion.unit.name}尚未反馈意见，没有可以答复的。")
        require_clerk(row.revision, by)
        answers = {one["change"]: one for one in opinion.answers}
        for answer in answers_told(opinion, rows):
            answers[answer["change"]] = answer
        opinion.answers = [answers[pk] for pk in sorted(answers)]
        opinion.version += 1
        opinion.save()
    return opinion


def require_rows(rows):
    if not isinstance(rows, list) or not rows:
        raise Invalid({"answers": "请逐条写明采纳情况。"})
    if fault := list_fault(rows):
        raise Invalid({"answers": fault})


def answers_told(opinion, rows):
    """The answers as they are kept; every fault at its own path."""
    answers, errors = [], {}
    for number, told in enumerate(rows):
        path = f"answers.{number}"
        answer = answer_told(opinion, told, path, errors)
        answers.append(answer)
    if errors:
        raise Invalid(errors)
    return answers


def answer_told(opinion, told, path, errors):
    if not isinstance(told, dict):
        errors[path] = "应为一个对象。"
        return None
    for name in told:
        if name not in ROW:
            errors[f"{path}.{name}"] = "没有这个字段。"
    change, outcome = told.get("change"), told.get("outcome")
    if isinstance(change, bool) or change not in opinion.asked_about:
        errors[f"{path}.change"] = f"没有征求{opinion.unit.name}对这一条的意见。"
    if outcome not in Answer.values:
        errors[f"{path}.outcome"] = f"可填：{'、'.join(Answer.values)}。"
    text = ""
    try:
        text = clean_text(as_text(told.get("text") or ""))
    except Wrong as wrong:
        errors[f"{path}.text"] = str(wrong)
    if outcome == Answer.NOT_ADOPTED and not text and f"{path}.text" not in errors:
        errors[f"{path}.text"] = "未采纳的，请写明理由。"
    return {"change": change, "outcome": outcome, "text": text}
