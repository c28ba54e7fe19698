"""A township's line of the review, half a year later: on a phone, in one go."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.requests.forms import ReviewForm
from access_control.requests.services.reviews import (
    answer_review,
    answers_of,
    has_promises,
    items_of,
)
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.refusals import Refusal
from items.register.places import frame

from .seen import request_seen
from .showing import head_of


@desk_form
def review(http, pk):
    subject = request_seen(http, pk)
    own = list(answers_of(subject, http.user))
    if not own:
        raise Http404
    owed = [answer for answer in own if answer.is_silent and subject.is_reviewing]
    form, status = form_of(http, subject, owed), 200
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
        "items": items_of(subject),
        "form": form,
    }
    return render(http, "requests/review.html", context, status=status)


def form_of(http, subject, owed):
    units = [(answer.township.code, answer.township.name) for answer in owed]
    initial = {"unit": units[0][0]} if len(units) == 1 else {}
    return ReviewForm(
        http.POST if http.method == "POST" else None,
        action="review",
        initial=initial,
        units=units,
        has_promises=has_promises(subject),
    )


def give(http, subject, form):
    """Sends what was typed: the status of the answer."""
    if not form.is_valid():
        return 422
    try:
        given = answer_review(subject, form.told(), by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, f"{given.township.name}：已反馈后评估。")
    return 302
