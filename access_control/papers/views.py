"""A paper of a request on the desk: downloaded, or refused with its sentence on the request's page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from access_control.requests.views.seen import request_seen
from dutylist.history.refusals import NotFound, Refusal
from dutylist.staff.pages import desk_page

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
