"""What every import page stands on: whose it is, the five steps, a refusal said where the person
goes on.
"""

import functools

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dutylist.history.models import Batch
from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from dutylist.organizations.words import words_for
from items.imports.reading.grid import FileRefused
from items.models import ImportJob, ImportState
from items.permissions import EDITORS

STEPS = (
    ("upload", "文件"),
    ("recognised", "识别"),
    ("preview", "预览"),
    ("confirm", "理由"),
    ("done", "完成"),
)
REASONS_KEPT = 20


def clerk_page(view):
    """For the clerks of a county: -> the view gets the counties they keep the list of."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def page(request, *args, **kwargs):
        counties = Region.objects.filter(
            pk__in=request.user.standing().county_ids(*EDITORS)
        ).order_by("code")
        if not counties:
            raise PermissionDenied
        return view(request, counties, *args, **kwargs)

    return page


def any_job_page(view):
    """A clerk's page about one import: -> the view gets the job; somebody else's does not exist."""

    @clerk_page
    @functools.wraps(view)
    def page(request, counties, pk):
        return view(request, own_job(request, counties, pk))

    return page


def job_page(view):
    """The same of an import that has a preview; one without waits for the answer whose list it is."""

    @any_job_page
    @functools.wraps(view)
    def page(request, found):
        return redirect("imports:whose", found.pk) if found.is_asked else view(request, found)

    return page


def own_job(request, counties, pk):
    """The job, without what is megabytes and only some of its pages read: that comes when it is
    asked for.
    """
    rows = (
        ImportJob.objects.visible_to(request.user)
        .filter(county__in=counties)
        .defer("detail", "undo")
    )
    return get_object_or_404(rows.select_related("county", "township", "uploaded_by"), pk=pk)


def verb(act):
    """What one button does to a job, then back to it. A refusal's sentence is shown there; a reload
    does nothing.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @any_job_page
    @functools.wraps(act)
    def page(request, found):
        if request.method != "POST":
            return redirect("imports:job", found.pk)
        try:
            answer = act(request, found)
        except (FileRefused, Refusal) as refused:
            messages.error(request, refused.sentence)
            answer = None
        return answer or redirect("imports:job", found.pk)

    return page


@require_safe
@job_page
def job(request, found):
    """Where an import stands: the step at which it goes on, or its end."""
    if not found.is_open:
        return redirect("imports:done", found.pk)
    return redirect("imports:preview", found.pk)


def ground_of(found, here):
    """What every page of one import shows."""
    return {
        "job": found,
        "report": found.report,
        "steps": steps_of(found, here),
        "words": words_for(found.county),
        "open": found.is_open,
        "imported": found.state == ImportState.IMPORTED,
        "ready": ready(found),
        "sentence": what_is_done(found, "确认后将"),
    }


def steps_of(found, here):
    """The five steps as {label, state, url}: where one is, what can be opened."""
    names = [name for name, _label in STEPS]
    at = names.index(here)
    return [step_of(found, label, name, order, at) for order, (name, label) in enumerate(STEPS)]


def step_of(found, label, name, order, at):
    state = (
        "now"
        if order == at
        else "done"
        if order < at or not (found is None or found.is_open)
        else ""
    )
    return {"label": label, "state": state, "url": "" if state == "now" else step_url(found, name)}


def step_url(found, name):
    """The address of a step that can be opened as things are, else ""."""
    if name == "upload":
        return reverse("imports:upload")
    if (
        found is None
        or found.is_asked
        or not {"done": not found.is_open, "confirm": ready(found)}.get(name, True)
    ):
        return ""
    return reverse(f"imports:{name}", args=[found.pk])


def ready(found):
    """Whether there is something to confirm and nothing in its way."""
    return (
        found.is_open
        and not found.is_asked
        and not found.report["error_count"]
        and writes(found.report) > 0
    )


def writes(report):
    """How many entries an import would write."""
    counts = report["counts"]
    return counts["new"] + counts["changed"] + (counts["absent"] if report["cancels_absent"] else 0)


def what_is_done(found, opening):
    """将新增3项、变更12项，写入集中修订的拟调整内容: what confirming writes, as one sentence."""
    counts = found.report["counts"]
    parts = [
        f"{word}{counts[name]}项"
        for word, name in (("新增", "new"), ("变更", "changed"))
        if counts[name]
    ]
    if found.report["cancels_absent"] and counts["absent"]:
        parts.append(leaving(found, counts["absent"]))
    for word, key in (("部门", "new_departments"), ("类别", "new_categories")):
        if made := found.report[key]:
            parts.append(f"新建{word}{len(made)}个")
    target = "集中修订的拟调整内容" if found.report["proposes"] else "事项库"
    return f"{opening}{'、'.join(parts)}，写入{target}。"


def leaving(found, count):
    """What becomes of the entries a file lacks: a township leaves their scope, a county's list
    drops them.
    """
    if found.is_many:
        return f"{count}项次不再适用于相应单位"
    return f"{count}项不再适用于{found.township.name}" if found.township else f"取消{count}项"


def confirmed_by(found, reader):
    """The batch an import was written in: who confirmed it, and when."""
    if not found.batch:
        return None
    return Batch.objects.readable_by(reader).filter(pk=found.batch).first()


def keep_reason(request, found, text):
    """Keeps a typed reason for as long as the session lasts: no refusal and no way back loses it."""
    kept = {
        key: value
        for key, value in request.session.get("import_reasons", {}).items()
        if key != str(found.pk)
    }
    request.session["import_reasons"] = dict([*kept.items(), (str(found.pk), text)][-REASONS_KEPT:])


def kept_reason(request, found):
    return request.session.get("import_reasons", {}).get(str(found.pk), "")


def inside(address, otherwise):
    """An address of these pages that a form asked to go on to, else the other one."""
    own = address.startswith(reverse("imports:upload")) and "//" not in address
    return (
        address
        if own and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
        else otherwise
    )
