"""The pages of an import (screens.md, C3): file, what was recognised, preview, reason, done, undone."""

import functools

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from items.models import ImportJob, ImportState, Kind
from items.permissions import EDITORS

from .forms import ReasonForm, UploadForm, decision_choices, decisions_from
from .grid import FileRefused
from .report import OUTCOMES
from .services import jobs
from .services.importing import Options

ROWS_PER_PAGE = 50
JOBS_SHOWN = 20
LABELS = {
    "new": "新增",
    "changed": "变更",
    "same": "一致",
    "alike": "疑似同一事项",
    "absent": "文件中没有",
    "error": "错误",
}


def clerk_page(view):
    """For the clerks of a county: -> the view gets the counties they keep the list of."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        counties = Region.objects.filter(pk__in=request.user.standing().county_ids(*EDITORS)).order_by("code")
        if not counties:
            raise PermissionDenied
        return view(request, counties, *args, **kwargs)

    return page


def own_job(request, counties, pk):
    rows = ImportJob.objects.visible_to(request.user).filter(county__in=counties)
    return get_object_or_404(rows.select_related("county", "township", "uploaded_by"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@clerk_page
def upload(request, counties):
    """Step 1: the file, and the imports so far."""
    form = UploadForm(request.POST or None, request.FILES or None, counties=counties)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("imports:job", previewed(form, request.user).pk)
        except FileRefused as refused:
            form.add_error("file", refused.sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    mine = ImportJob.objects.visible_to(request.user).filter(county__in=counties)
    facts = {"form": form, "jobs": mine.select_related("county", "township", "uploaded_by")[:JOBS_SHOWN]}
    return render(request, "items/import_upload.html", facts)


def previewed(form, user):
    options = Options(form.cleaned_data["township"], **form.switches)
    return jobs.preview_upload(form.cleaned_data["file"], county=form.cleaned_data["county"], by=user, options=options)


@require_GET
@clerk_page
def job(request, counties, pk):
    """Steps 2 to 5 on one page: recognised, preview by class of row, reason, done."""
    found = own_job(request, counties, pk)
    return render(request, "items/import_job.html", facts_of(found, request.GET, ReasonForm()))


def facts_of(found, query, form):
    report = found.report
    show = query.get("show") if query.get("show") in OUTCOMES else first_shown(report)
    entries = entries_of(report, show)
    return {
        "job": found,
        "report": report,
        "form": form,
        "show": show,
        "tabs": [(name, LABELS[name], report["counts"].get(name, 0)) for name in OUTCOMES],
        "page": Paginator(entries, ROWS_PER_PAGE).get_page(query.get("page")),
        "kinds": [(kind, Kind(kind).label, count) for kind, count in report["by_kind"].items() if count],
        "kind_names": dict(Kind.choices),
        "decisions": decision_choices(found.township),
        "writes": writes(report),
        "open": found.is_open,
        "imported": found.state == ImportState.IMPORTED,
    }


def first_shown(report):
    """What needs eyes first: errors, then what is to be decided, then what changes."""
    order = ("error", "alike", "changed", "new", "absent", "same")
    return next((name for name in order if report["counts"].get(name)), "same")


def entries_of(report, show):
    if show == "error":
        return report["errors"]
    if show == "absent":
        return report["absent"]
    if show == "alike":
        return [row for row in report["rows"] if row["outcome"] == "alike" or row["decision"]]
    return [row for row in report["rows"] if row["outcome"] == show]


def writes(report):
    """How many rows an import would write."""
    counts = report["counts"]
    return counts["new"] + counts["changed"] + (counts["absent"] if report["cancels_absent"] else 0)


def verb(act):
    """A page that does one thing to a job and goes back to it; a refusal's sentence is shown there."""

    @require_POST
    @clerk_page
    @functools.wraps(act)
    def page(request, counties, pk):
        found = own_job(request, counties, pk)
        try:
            if answer := act(request, found):
                return answer
        except FileRefused as refused:
            messages.error(request, refused.sentence)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect("imports:job", pk)

    return page


@verb
def decide(request, found):
    """Takes the decisions about the alike rows and previews again; with "again" only the preview is made anew."""
    entries = entries_of(found.report, "alike")
    chosen = {} if "again" in request.POST else decisions_from(request.POST, entries)
    jobs.decide(found, by=request.user, decisions=chosen)
    messages.success(request, "已重新预览。")


@verb
def confirm(request, found):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "items/import_job.html", facts_of(found, request.GET, form), status=422)
    done = jobs.confirm(found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, f"导入完成，共写入{writes(done.report)}项。")
    return None


@verb
def discard(request, found):
    jobs.discard(found, by=request.user)
    messages.success(request, "已放弃这次导入，没有写入任何内容。")


@verb
def undo(request, found):
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "items/import_job.html", facts_of(found, request.GET, form), status=422)
    jobs.undo_import(found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, "已撤销这次导入，清单恢复到导入之前。")
    return None
