"""A township's line of the review, half a year later: on a phone, in one go; from its
sealed paper by the clerk.
"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.requests.forms import ReviewForm
from access_control.requests.services.reviews import (
    answer_review,
    answers_of,
    every_answer,
    has_promises,
    is_recording,
    items_of,
)
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.refusals import Invalid, Refusal
from items.register.places import frame

from .seen import request_seen
from .showing import head_of


@takes("unit")
@desk_form
def review(http, pk):
    subject = request_seen(http, pk)
    own = list(answers_of(subject, http.user))
    is_recorded = not own and is_recording(subject, http.user)
    if is_recorded:
        own = list(every_answer(subject))
    if not own:
        raise Http404
    owed = [answer for answer in own if answer.is_silent and subject.is_reviewing]
    form, status = form_of(http, subject, owed, is_recorded=is_recorded), 200
    if http.method == "POST":
        status = give(http, subject, form)
        if status == 302:
            return redirect(subject)
    context = frame(http, subject.county) | {
        "counties": (),
        "subject": subject,
        "head": head_of(subject, http.user),
        "turn": whose_turn(subject),
        "owed": owed,
        "is_recorded": is_recorded,
        "items": items_of(subject),
        "form": form,
    }
    return render(http, "requests/review.html", context, status=status)


def form_of(http, subject, owed, *, is_recorded):
    """The form; the clerk's asks for the sealed paper, and begins with the township of the link."""
    units = [(answer.township.code, answer.township.name) for answer in owed]
    papers = None
    if is_recorded:
        papers = attachment_keeper().choices_of(subject, http.user)
    data, files = None, None
    if http.method == "POST":
        data, files = http.POST, http.FILES
    return ReviewForm(
        data,
        files,
        action="review",
        initial={"unit": unit_asked(http, units)},
        units=units,
        has_promises=has_promises(subject),
        papers=papers,
    )


def unit_asked(http, units):
    if len(units) == 1:
        return units[0][0]
    asked = http.GET.get("unit", "")
    return asked if asked in dict(units) else ""


def give(http, subject, form):
    """Sends what was typed: the status of the answer."""
    if not form.is_valid():
        return 422
    try:
        form.attach_with(partial(attachment_keeper().attach, subject, by=http.user))
    except Invalid as refused:
        form.refuse(Invalid({"paper_file": refused.sentence}, refused.code))
        return refused.status
    try:
        given = answer_review(subject, form.told(), by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, f"{given.township.name}：已反馈后评估。")
    return 302
