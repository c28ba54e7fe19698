"""What the office makes of a unit's opinion: adopted or not, line by line."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.models import RoundOpinion
from access_control.rounds.forms import AnswersForm, answers_initial
from access_control.rounds.services.answering import answer_opinion
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Invalid, Refusal
from items.permissions import may_edit, may_read_register
from items.register.places import frame

from .seen import given_of, rounds_or_404


@desk_form
def answer(http, pk, opinion):
    revision, rows = rounds_or_404(http, pk)
    if not may_read_register(http.user, revision.county):
        raise Http404
    found = opinion_seen(http, rows, opinion)
    form = AnswersForm(
        http.POST if http.method == "POST" else None,
        action="answer",
        changes=found.changes,
        initial=answers_initial(found),
    )
    status = 200
    if http.method == "POST":
        status = give_answers(http, form, found)
        if status == 302:
            return redirect("desk:revision-rounds", pk)
    given = given_of(found)
    context = frame(http, revision.county) | {
        "counties": (),
        "revision": revision,
        "opinion": found,
        "form": form,
        "lines": [(said, *form.boxes_of(said.change)) for said in given.lines],
        "may_answer": may_edit(http.user, revision.county)
        and found.round.is_open
        and not found.is_silent,
    }
    return render(http, "rounds/answer.html", context, status=status)


def opinion_seen(http, rows, pk):
    opinions = RoundOpinion.objects.visible_to(http.user).filter(round__in=rows, pk=pk)
    found = opinions.select_related("department", "township", "round__revision__county").first()
    if found is None:
        raise Http404
    return found


def give_answers(http, form, opinion):
    """Keeps what was typed: the status of the answer."""
    if not form.is_valid():
        return 422
    rows = form.told()
    try:
        answer_opinion(opinion, rows, by=http.user)
    except Invalid as refused:
        errors = {}
        for path, sentence in refused.errors.items():
            errors[form.field_at(path, rows)] = sentence
        form.refuse(Invalid(errors, refused.code))
        return refused.status
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, f"已登记对{opinion.unit.name}意见的采纳情况。")
    return 302
