"""An evaluation is drawn by the office, judged by an evaluator from outside, and what he finds goes
into the register of problems; what was put right he looks at again.
"""

import secrets
from dataclasses import dataclass

from django.utils import timezone

from assessment.models import (
    Evaluation,
    EvaluationRow,
    Problem,
    ProblemSource,
    ProblemStatus,
    Recheck,
    Verdict,
)
from assessment.models.owned import TITLE_LENGTH
from assessment.registers.fields import Day, Number, Place, Text
from assessment.registers.services.writing import values_told
from dutylist.history.limits import LONGEST_TEXT, list_fault, text_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.notices.models import ToDo
from dutylist.notices.services import close_todos, open_todo, tell
from dutylist.organizations.models import Membership, Region, User
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.roles import STAFFING_OFFICE
from dutylist.organizations.services.tokens import works_without_role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.models import DutyItem

from .drawing import drawn, public_entries
from .registering import enter

GREATEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Evaluator(Text):
    """The account of somebody from outside: who holds a role here judges nobody."""

    def read(self, told, place):
        username = super().read(told, place)
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None or user.username == "system" or holds_a_role(user):
            raise Wrong("应为没有任职的外部账号的用户名。")
        return user


MEMBERS = (
    Text("title", "名称", longest=TITLE_LENGTH, required=True),
    Evaluator("evaluator", "评估人账号", longest=150, required=True),
    Number("townships", "抽取单位数", required=True, least=1, most=200),
    Number("items", "每个单位抽取事项数", required=True, least=1, most=50),
    Number("seed", "抽取种子", least=0, most=GREATEST_SEED),
    Day("due_on", "提交期限"),
)
FINDINGS = (Verdict.PARTLY, Verdict.NOT_MET)
VERDICTS = (*Verdict.values, "")  # what he saw may be written down before he judges it
TODO_FLOW = "evaluation"


def draw_evaluation(told, *, by, source="form"):
    """A new evaluation with its sample, from the county and the `MEMBERS`: -> `Evaluation`."""
    require_members(told, ("county", *(one.name for one in MEMBERS)))
    county = county_told(told, by)
    if not by.standing().has(*STAFFING_OFFICE, county=county):
        raise NotAllowed(f"第三方评估由{staffing_office_of(county)}登记、抽取。", code="role")
    named = values_told(MEMBERS, told, Place(county, by), is_new=True)
    values = {one.name: value for one, value in named.items()}
    digest, entries = public_entries(county)
    if not entries:
        raise NotPossible(f"{county.name}还没有公布清单，没有可以抽取的事项。")
    seed = values["seed"]
    if seed is None:
        seed = secrets.randbelow(GREATEST_SEED)
    evaluation = Evaluation(
        county=county,
        title=values["title"],
        evaluator=values["evaluator"],
        seed=seed,
        document=digest,
        due_on=values["due_on"],
        drawn_up_by=by,
    )
    with recording(by=by, source=source, county=county.code):
        evaluation.save()
        sample = drawn(entries, seed, values["townships"], values["items"])
        bulk_save(rows_of_sample(evaluation, sample))
        tell_evaluator(evaluation)
        ask_evaluator(evaluation, f"评估：{evaluation}", due_on=evaluation.due_on)
    return evaluation


def tell_evaluator(evaluation):
    title = f"请评估：{evaluation}"
    if evaluation.due_on:
        title += f"，{deadline_words(evaluation.due_on)}前提交"
    key = f"evaluation-{evaluation.pk}"
    tell(evaluation.evaluator, key, title, url=evaluation.get_absolute_url())


def ask_evaluator(evaluation, title, *, due_on=None):
    """What the evaluator owes stands on his desk, once."""
    if ToDo.objects.of(TODO_FLOW, evaluation.pk).open().exists():
        return
    open_todo(
        flow=TODO_FLOW,
        subject_id=evaluation.pk,
        title=title,
        due_on=due_on,
        url=evaluation.get_absolute_url(),
        user_id=evaluation.evaluator_id,
        county_id=evaluation.county_id,
    )


@works_without_role
def is_asked_to_evaluate(user):
    """An evaluator reads and writes his rows by a program too."""
    return Evaluation.objects.filter(evaluator=user).exists()


def holds_a_role(user):
    return Membership.objects.in_force().filter(user=user).exists()


def rows_of_sample(evaluation, sample):
    """The rows of a sample [(code of a township, code of an item, its name)], not yet saved."""
    items = by_code(DutyItem, [code for _township, code, _name in sample])
    townships = by_code(Region, [township for township, _code, _name in sample])
    rows = []
    for township, code, name in sample:
        row = EvaluationRow(
            evaluation=evaluation,
            item=items[code],
            item_name=name[:300],
            township=townships[township],
        )
        rows.append(row)
    return rows


def by_code(model, codes):
    rows = model.objects.filter(code__in=set(codes))
    return {row.code: row for row in rows}


# ---- what the evaluator says ----


def judge(evaluation, told, *, by, source="form"):
    """Keeps what the evaluator says of rows, [{"id", "verdict", "text"}]: -> the evaluation."""
    with recording(by=by, source=source, county=evaluation.county.code):
        lock(evaluation, by)
        if evaluation.is_finished:
            raise NotPossible("已经提交，不能再改评估结论。")
        changed = []
        for row, line in rows_told(evaluation, told, "verdict", VERDICTS):
            said = (line["verdict"], line["text"])
            if said != (row.verdict, row.text):
                row.verdict, row.text = said
                changed.append((row, line))
        keep(evaluation, changed)
    return evaluation


def finish(evaluation, *, by, source="form"):
    """Hands it in whole; what is not in order goes into the register of problems: -> how many."""
    with recording(by=by, source=source, county=evaluation.county.code):
        lock(evaluation, by)
        if evaluation.is_finished:
            raise NotPossible("已经提交过。")
        rows = list(evaluation.in_order)
        left = [row for row in rows if not row.verdict]
        if left:
            raise Invalid({"rows": f"还有{len(left)}项没有填写评估结论。"})
        found = [row for row in rows if row.verdict in FINDINGS]
        for row in found:
            row.problem = enter(problem_of(evaluation, row), by=by, source=source)
        bulk_save(found)
        evaluation.finished_on = timezone.localdate()
        evaluation.version += 1
        evaluation.save()
        close_todos(TODO_FLOW, evaluation.pk, by=by)
    return len(found)


def ask_to_look_again(problem):
    """Whoever found a problem is asked to look again when it is closed."""
    rows = EvaluationRow.objects.filter(problem=problem).select_related("evaluation__county")
    for row in rows:
        ask_evaluator(row.evaluation, f"复核：{row.evaluation}")


def look_again(evaluation, told, *, by, source="form"):
    """Keeps what the evaluator finds when he looks again at what was put right, [{"id", "recheck",
    "text"}]; what was not is a problem anew. -> the evaluation
    """
    with recording(by=by, source=source, county=evaluation.county.code):
        lock(evaluation, by)
        pairs = rows_told(evaluation, told, "recheck", Recheck.values)
        require_closed(pairs)
        for row, line in pairs:
            row.recheck, row.recheck_text = line["recheck"], line["text"]
            if row.recheck == Recheck.NOT_FIXED:
                row.problem = enter(problem_of(evaluation, row), by=by, source=source)
        keep(evaluation, pairs)
        if not waits_to_be_seen_again(evaluation):
            close_todos(TODO_FLOW, evaluation.pk, by=by)
    return evaluation


def waits_to_be_seen_again(evaluation):
    """Whether a problem that he found is closed and he has not found it put right."""
    closed = evaluation.rows.filter(problem__status=ProblemStatus.CLOSED)
    return closed.exclude(recheck=Recheck.FIXED).exists()


def lock(evaluation, by):
    rows = Evaluation.objects.select_for_update(of=("self",))
    evaluation.refresh_from_db(from_queryset=rows)
    if not evaluation.is_evaluated_by(by):
        raise NotAllowed("评估结论由评估人本人填写。", code="role")
    if holds_a_role(by):
        raise NotAllowed(
            "您已在本系统任职，不再是外部评估人，不能填写评估结论。", code="interested"
        )


def keep(evaluation, pairs):
    bulk_save([row for row, _line in pairs])
    evaluation.version += 1
    evaluation.save()


def require_closed(pairs):
    errors = {}
    for number, (row, _line) in enumerate(pairs):
        if row.problem is None or row.problem.status != ProblemStatus.CLOSED:
            errors[f"rows.{number}.id"] = "这一项的问题还没有销号，不能复核。"
    if errors:
        raise Invalid(errors)


def rows_told(evaluation, told, member, values):
    """[(row, line)] of the lines that are told; every fault at its path."""
    if not isinstance(told, list):
        raise Invalid({"rows": "应为列表。"})
    if fault := list_fault(told):
        raise Invalid({"rows": fault})
    own = {row.pk: row for row in evaluation.in_order}
    pairs, errors, named = [], {}, set()
    for number, line in enumerate(told):
        faults = faults_of_line(line, own, member, values)
        if not faults and line["id"] in named:
            faults["id"] = "同一项只填写一次。"
        for name, sentence in faults.items():
            path = f"rows.{number}.{name}".removesuffix(".")
            errors[path] = sentence
        if not faults:
            named.add(line["id"])
            said = {member: line[member], "text": clean_text(line.get("text") or "")}
            pairs.append((own[line["id"]], said))
    if errors:
        raise Invalid(errors)
    return pairs


def faults_of_line(line, own, member, values):
    if not isinstance(line, dict):
        return {"": "应为一个对象。"}
    faults = dict.fromkeys(set(line) - {"id", member, "text"}, "没有这个字段。")
    key = line.get("id")
    if isinstance(key, bool) or not isinstance(key, int) or key not in own:
        faults["id"] = "没有这一项。"
    if line.get(member) not in values:
        faults[member] = f"可填：{'、'.join(filter(None, values))}。"
    text = line.get("text") or ""
    if not isinstance(text, str):
        faults["text"] = "应为文字。"
    elif fault := text_fault(text, LONGEST_TEXT):
        faults["text"] = fault
    return faults


def problem_of(evaluation, row):
    """The problem that a row brings up."""
    if row.recheck:
        outcome, text = row.get_recheck_display(), row.recheck_text
    else:
        outcome, text = row.get_verdict_display(), row.text
    sentence = f"{row.township.name}“{row.item_name}”{outcome}"
    if text:
        sentence += f"：{text}"
    else:
        sentence += "。"
    return Problem(
        county=evaluation.county,
        source=ProblemSource.EVALUATION,
        found_on=timezone.localdate(),
        text=sentence,
        item=row.item,
        township=row.township,
    )
