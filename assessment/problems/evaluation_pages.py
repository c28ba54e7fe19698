"""The pages of evaluations on the desk: the office draws one, the evaluator judges his own rows."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from assessment.models import Evaluation, EvaluationRow, ProblemStatus, Recheck, Verdict
from assessment.registers.fields import Place
from dutylist.organizations.models import Region
from dutylist.organizations.roles import STAFFING_OFFICE
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.move_forms import MoveForm
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal

from .filters import EvaluationFilters
from .services.evaluating import MEMBERS, draw_evaluation, finish, judge, look_again

MOST = 100
# On a page something is chosen: no codes are named.
CHOOSE = {"verdict": "请选择评估结论。", "recheck": "请选择复核结论。"}


class DrawForm(MoveForm):
    """A new evaluation: who judges, and how many are drawn."""

    def __init__(self, *args, place, **kwargs):
        super().__init__(*args, action="draw", **kwargs)
        for one in MEMBERS:
            self.fields[one.name] = one.box(place)

    def told(self):
        return {one.name: one.typed(self.cleaned_data[one.name]) for one in MEMBERS}


def office_county(user):
    """The county in whose office this person works, or None."""
    counties = user.standing().county_ids(*STAFFING_OFFICE)
    return Region.objects.keeping_list().filter(pk__in=counties).order_by("code").first()


@filtered_by(EvaluationFilters)
@takes("q")
@desk_form
def evaluations(http):
    """The list; a POST of the office draws a new one."""
    county = office_county(http.user)
    rows = Evaluation.objects.visible_to(http.user).select_related("county", "evaluator")
    if county is None and not rows.exists():
        raise Http404
    asked = EvaluationFilters.leniently(http.GET, rows, request=http, names=("q",))
    form, status = None, 200
    if county is not None:
        data = http.POST if http.method == "POST" else None
        form = DrawForm(data, place=Place(county, http.user))
    if http.method == "POST":
        made, status = drawn_by(http, form, county)
        if made:
            return redirect(made)
    context = {
        "words": words_for(county) if county else {},
        "form": form,
        "rows": asked.filtered().order_by("-pk")[:MOST],
        "q": http.GET.get("q", ""),
    }
    return render(http, "problems/evaluations.html", context, status=status)


def drawn_by(http, form, county):
    if form is None:
        raise Http404
    if not form.is_valid():
        return None, 422
    try:
        made = draw_evaluation(form.told() | {"county": county.code}, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
    messages.success(http, f"已抽取{made.rows.count()}项，请评估人填写。")
    return made, 302


@dataclass
class JudgedRow:
    """One row on the page, with what may be said of it now and what is said of it."""

    row: EvaluationRow
    may_judge: bool = False
    may_recheck: bool = False
    said: str = ""
    text: str = ""
    faults: list = field(default_factory=list)

    @property
    def published(self):
        """The address of the item in the public list of the township."""
        address = reverse("item", kwargs={"code": self.row.item.code})
        return f"{address}?t={self.row.township.code}"


@desk_form
def evaluation(http, pk):
    """One evaluation; a POST keeps what the evaluator says, or hands it in."""
    rows = Evaluation.objects.visible_to(http.user).select_related("county", "evaluator")
    shown = get_object_or_404(rows, pk=pk)
    refusal = None
    if http.method == "POST":
        refusal = carry_out(http, shown)
        if refusal is None:
            return redirect(shown)
    lines = lines_of(http, shown, refusal)
    context = {
        "words": words_for(shown.county),
        "evaluation": shown,
        "is_own": shown.is_evaluated_by(http.user),
        "lines": lines,
        "may_recheck": any(line.may_recheck for line in lines),
        "verdicts": Verdict.choices,
        "rechecks": Recheck.choices,
        "sentences": sentences_of(refusal),
    }
    status = refusal.status if refusal else 200
    return render(http, "problems/evaluation.html", context, status=status)


def sentences_of(refusal):
    """What a refusal says on the page, each sentence once."""
    if refusal is None:
        return []
    told = {}
    for path, sentence in refusal.errors.items():
        told[CHOOSE.get(path.rpartition(".")[2], sentence)] = True
    return list(told) or [refusal.sentence]


def lines_of(http, shown, refusal):
    """The rows as they stand; after a refusal as they were typed, each with what is wrong in it."""
    is_own = shown.is_evaluated_by(http.user)
    lines = [line_of(row, shown, is_own) for row in shown.in_order]
    if refusal is None:
        return lines
    faults = faults_of_rows(http, shown, refusal)
    for line in lines:
        pk = line.row.pk
        line.said = http.POST.get(f"{member_of(shown)}-{pk}", line.said)
        line.text = http.POST.get(f"text-{pk}", line.text)
        line.faults = faults.get(pk, [])
    return lines


def line_of(row, shown, is_own):
    is_closed = row.problem is not None and row.problem.status == ProblemStatus.CLOSED
    line = JudgedRow(
        row,
        may_judge=is_own and not shown.is_finished,
        may_recheck=is_own and shown.is_finished and is_closed,
    )
    if line.may_judge:
        line.said, line.text = row.verdict, row.text
    return line


def member_of(shown):
    return "recheck" if shown.is_finished else "verdict"


def faults_of_rows(http, shown, refusal):
    """{row number: the sentences about it}; of those who hand in, what is not judged yet too."""
    typed = lines_typed(http, shown, member_of(shown))
    faults = {}
    for path, sentence in refusal.errors.items():
        _rows, _, rest = path.partition(".")
        number, _, name = rest.partition(".")
        if number.isdigit() and int(number) < len(typed):
            told = CHOOSE.get(name, sentence)
            faults.setdefault(typed[int(number)]["id"], []).append(told)
    if not faults and http.POST.get("do") == "finish":
        for line in typed:
            if not line["verdict"]:
                faults[line["id"]] = [CHOOSE["verdict"]]
    return faults


def carry_out(http, shown):
    """None, or the refusal; what was typed before handing in is kept first."""
    doing = http.POST.get("do", "")
    try:
        if doing == "recheck":
            look_again(shown, lines_typed(http, shown, "recheck"), by=http.user)
            messages.success(http, "已保存复核结论。")
            return None
        judge(shown, lines_typed(http, shown, "verdict"), by=http.user)
        messages.success(http, "已保存评估结论。")
        if doing == "finish":
            count = finish(shown, by=http.user)
            messages.success(http, f"已提交，{count}项列入问题清单。")
    except Refusal as refused:
        return refused
    return None


def lines_typed(http, shown, member):
    """The rows that the page asks about; of those that are looked at again the ones of which
    something was said.
    """
    lines = []
    for row in shown.in_order:
        said = http.POST.get(f"{member}-{row.pk}", "")
        text = http.POST.get(f"text-{row.pk}", "")
        if said or (text if shown.is_finished else f"text-{row.pk}" in http.POST):
            lines.append({"id": row.pk, member: said, "text": text})
    return lines
