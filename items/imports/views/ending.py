"""Steps 4 and 5: the reason and the confirmation; what was done, and its undoing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dutylist.history.refusals import Refusal, Stale
from items.imports.forms import ReasonForm, UndoForm
from items.imports.services import jobs
from items.imports.services.undoing import why_not_undone
from items.models import ImportState
from items.register.services.proposals import open_revision

from .asked import number_of
from .ground import (
    confirmed_by,
    ground_of,
    job_page,
    keep_reason,
    kept_reason,
    ready,
    verb,
    what_is_done,
)

MOVED = "这次导入在您打开本页之后又重新预览过，内容有变，没有写入。请核对后再确认。"


@require_http_methods(["GET", "HEAD", "POST"])
@job_page
def confirm(request, found):
    """The reason, and the one button that writes. A second clerk, and a second click, see what was
    done already.
    """
    if not found.is_open:
        return already(request, found)
    if request.method == "POST":
        return confirmed(request, found)
    if not ready(found):
        return redirect("imports:preview", found.pk)
    form = ReasonForm(initial={"reason": kept_reason(request, found)})
    return render(request, "imports/confirm.html", facts_of(found, form))


def already(request, found):
    if found.state == ImportState.IMPORTED and (batch := confirmed_by(found, request.user)):
        messages.info(request, f"这次导入已由{batch.actor_name}确认，没有重复写入。")
    return redirect("imports:done", found.pk)


def confirmed(request, found):
    keep_reason(request, found, request.POST.get("reason", ""))
    form = ReasonForm(request.POST)
    if "back" in request.POST:
        return redirect("imports:preview", found.pk)
    if not form.is_valid():
        return render(request, "imports/confirm.html", facts_of(found, form), status=422)
    try:
        carry_out(found, request, form)
    except Refusal as refused:
        facts = facts_of(found, form) | {
            "refused": refused.sentence,
            "stale": isinstance(refused, Stale),
        }
        return render(request, "imports/confirm.html", facts, status=refused.status)
    return redirect("imports:done", found.pk)


def carry_out(found, request, form):
    """Confirms what this page showed: another preview made since is another thing."""
    seen = number_of(request.POST.get("version"))
    if seen and seen != found.version:
        raise Stale(MOVED)
    jobs.confirm(found, by=request.user, reason=form.cleaned_data["reason"], expect=seen or None)
    keep_reason(request, found, "")


def facts_of(found, form):
    counts = found.report["counts"]
    return ground_of(found, "confirm") | {
        "form": form,
        "sentence": what_is_done(found, "将"),
        "undecided": counts["alike"],
        "left_alone": 0 if found.report["cancels_absent"] else counts["absent"],
        "revision": open_revision(found.county) if found.report["proposes"] else None,
    }


@require_safe
@job_page
def done(request, found):
    if found.is_open:
        return redirect("imports:preview", found.pk)
    form = UndoForm(initial={"reason": kept_reason(request, found)})
    return render(request, "imports/done.html", done_facts(request, found, form))


def done_facts(request, found, form):
    return ground_of(found, "done") | {
        "form": form,
        "sentence": what_is_done(found, "已"),
        "batch": confirmed_by(found, request.user),
        "kept_back": why_not_undone(found.county, found.undo)
        if found.state == ImportState.IMPORTED
        else "",
        "state": found.state,
    }


@verb
def discard(request, found):
    jobs.discard(found, by=request.user)
    messages.success(request, "已放弃这次导入，没有写入任何内容。")


@require_http_methods(["GET", "HEAD", "POST"])
@job_page
def undo(request, found):
    """Takes an import back; where it cannot be, the page says why and keeps the reason that was
    typed.
    """
    if request.method != "POST":
        return redirect("imports:done", found.pk)
    form = UndoForm(request.POST)
    facts = {}
    if form.is_valid():
        try:
            jobs.undo_import(found, by=request.user, reason=form.cleaned_data["reason"])
            return redirect("imports:done", found.pk)
        except Refusal as refused:
            facts = {"refused": refused.sentence}
    return render(
        request,
        "imports/done.html",
        done_facts(request, found, form) | facts,
        status=409 if facts else 422,
    )
