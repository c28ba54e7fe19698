"""Batches with a protected actor on the desk: that there are such, and their opening by two
people.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from dutylist.history.models import Batch
from dutylist.history.openings import actor_opened_to, may_open, open_actor, waiting_for
from dutylist.history.paging import NEWEST_FIRST, CursorPages
from dutylist.history.refusals import Refusal
from dutylist.organizations.roles import Role
from dutylist.rest.parameters import takes
from dutylist.staff.move_forms import WithReason
from dutylist.staff.pages import desk_form, desk_page

AFTER = "after"
PAGE = 30


@takes(AFTER)
@desk_page
def protected(request):
    """The days and digests of such batches, and who opened them: for the auditor and the
    openers.
    """
    known = Batch.objects.protected_known_to(request.user)
    if not (request.user.standing().has(Role.AUDITOR) or known.exists()):
        raise Http404
    pages = CursorPages(PAGE, NEWEST_FIRST, AFTER)
    page = pages.rows_of(known, request)
    context = {
        "batches": [(batch, may_open(request.user, batch)) for batch in page],
        "next": pages.following,
    }
    return render(request, "history/protected.html", context)


@desk_form
def opening(request, pk):
    """One such batch: who asked for its opening and who agreed, and the form for the next
    person.
    """
    known = Batch.objects.protected_known_to(request.user)
    batch = get_object_or_404(known, pk=pk)
    if not may_open(request.user, batch):
        raise Http404
    form, status = WithReason(request.POST or None, action="open"), 200
    if request.method == "POST":
        status = _open(request, batch, form)
        if status == 302:
            return redirect("desk:opening", batch.pk)
    waiting = waiting_for(batch)
    context = {
        "batch": batch,
        "openings": batch.openings.all(),
        "waiting": waiting,
        "is_mine": waiting is not None and waiting.asked_by == request.user.pk,
        "actor": actor_opened_to(request.user, batch),
        "reads": Batch.objects.readable_by(request.user).filter(pk=batch.pk).exists(),
        "form": form,
    }
    return render(request, "history/opening.html", context, status=status)


def _open(request, batch, form):
    """Asks or agrees: -> 302, or the status of the refusal, with its sentence on the form."""
    if not form.is_valid():
        return 422
    try:
        made = open_actor(batch.pk, by=request.user, reason=form.cleaned_data["reason"])
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    done = "已经提出，待另一人同意。"
    if made.is_agreed:
        done = "已经开启，操作人见本页。"
    messages.success(request, done)
    return 302
