"""A paper of a request or of a round on the desk: downloaded, or refused with its sentence on the
page of what it is about.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from access_control.requests.views.seen import request_seen
from access_control.rounds.views.seen import rounds_or_404
from dutylist.history.refusals import NotFound, Refusal
from dutylist.staff.pages import desk_page

from . import of_rounds
from .answers import paper_answer


@desk_page
def paper(http, pk, kind):
    subject = request_seen(http, pk)
    try:
        return paper_answer(subject, kind, http.user)
    except NotFound:
        raise Http404 from None
    except Refusal as refused:
        messages.error(http, refused.sentence)
        return redirect(subject)


@desk_page
def paper_of_round(http, pk, number, kind):
    _revision, rows = rounds_or_404(http, pk)
    row = next((one for one in rows if one.number == number), None)
    if row is None:
        raise Http404
    try:
        return of_rounds.paper_answer(row, kind, http.user)
    except NotFound:
        raise Http404 from None
    except Refusal as refused:
        messages.error(http, refused.sentence)
        return redirect("desk:revision-rounds", pk)
