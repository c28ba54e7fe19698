"""Steps 4 and 5: the reason and the confirmation; what was done, and its undoing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from dutylist.history.refusals import Refusal, Stale
from items.imports.forms import ReasonForm, UndoForm
from items.imports.services import jobs
from items.imports.services.undoing import why_not_undone
from items.models import Edition, ImportState
from items.register.services.proposals import open_revision

from .asked import number_of
from .job_pages import (
    confirmed_by,
    job_page,
    keep_reason,
    kept_reason,
    page_facts,
    ready,
    verb,
    what_is_done,
)

MOVED = "这次导入在您打开本页之后又重新预览过，内容有变，没有写入。请核对后再确认。"


@require_http_methods(["GET", "HEAD", "POST"])
@job_page
def confirm(request, job):
    """The reason, and the one button that writes. A second clerk, and a second click, see what was
    done already.
    """
    if not job.is_open:
        return already(request, job)
    if request.method == "POST":
        return confirmed(request, job)
    if not ready(job):
        return redirect("imports:preview", job.pk)
    form = ReasonForm(initial={"reason": kept_reason(request, job)})
    return render(request, "imports/confirm.html", facts_of(job, form))


def already(request, job):
    if job.state == ImportState.IMPORTED and (batch := confirmed_by(job, request.user)):
        messages.info(request, f"这次导入已由{batch.actor_name}确认，没有重复写入。")
    return redirect("imports:done", job.pk)


def confirmed(request, job):
    keep_reason(request, job, request.POST.get("reason", ""))
    form = ReasonForm(request.POST)
    if "back" in request.POST:
        return redirect("imports:preview", job.pk)
    if not form.is_valid():
        return render(request, "imports/confirm.html", facts_of(job, form), status=422)
    try:
        carry_out(job, request, form)
    except Refusal as refused:
        facts = facts_of(job, form) | {
            "refused": refused.sentence,
            "stale": isinstance(refused, Stale),
        }
        return render(request, "imports/confirm.html", facts, status=refused.status)
    return redirect("imports:done", job.pk)


def carry_out(job, request, form):
    """Confirms what this page showed: another preview made since is another thing."""
    seen = number_of(request.POST.get("version"))
    if seen and seen != job.version:
        raise Stale(MOVED)
    jobs.confirm(job, by=request.user, reason=form.cleaned_data["reason"], expect=seen or None)
    keep_reason(request, job, "")


def facts_of(job, form):
    left_alone, revision = job.report["counts"]["absent"], None
    if job.report["cancels_absent"]:
        left_alone = 0
    if job.report["proposes"]:
        revision = open_revision(job.county)
    return page_facts(job, "confirm") | {
        "form": form,
        "sentence": what_is_done(job, "将"),
        "undecided": job.report["counts"]["alike"],
        "left_alone": left_alone,
        "revision": revision,
    }


@require_safe
@job_page
def done(request, job):
    if job.is_open:
        return redirect("imports:preview", job.pk)
    form = UndoForm(initial={"reason": kept_reason(request, job)})
    return render(request, "imports/done.html", done_facts(request, job, form))


def done_facts(request, job, form):
    kept_back = ""
    if job.state == ImportState.IMPORTED:
        kept_back = why_not_undone(job.county, job.undo)
    return page_facts(job, "done") | {
        "form": form,
        "sentence": what_is_done(job, "已"),
        "batch": confirmed_by(job, request.user),
        "kept_back": kept_back,
        "state": job.state,
        "may_draft_first": is_ready_for_the_first(job),
    }


def is_ready_for_the_first(job):
    """Whether a list is in the register of which no edition has been drafted yet."""
    if job.state != ImportState.IMPORTED:
        return False
    return not Edition.objects.filter(county=job.county).exists()


@verb
def discard(request, job):
    jobs.discard(job, by=request.user)
    messages.success(request, "已放弃这次导入，没有写入任何内容。")


@require_http_methods(["GET", "HEAD", "POST"])
@job_page
def undo(request, job):
    """Takes an import back; where it cannot be, the page says why and keeps the reason that was
    typed.
    """
    if request.method != "POST":
        return redirect("imports:done", job.pk)
    form = UndoForm(request.POST)
    facts = {}
    if form.is_valid():
        try:
            jobs.undo_import(job, by=request.user, reason=form.cleaned_data["reason"])
            return redirect("imports:done", job.pk)
        except Refusal as refused:
            facts = {"refused": refused.sentence}
    return render(
        request,
        "imports/done.html",
        done_facts(request, job, form) | facts,
        status=409 if facts else 422,
    )
