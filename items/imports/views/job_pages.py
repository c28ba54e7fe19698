"""What the pages of one import share: who may open them, the five steps, a refusal said where the
person goes on.
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
from items.register.standing_still import stands_still

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
    """The same of an import that has a preview; one without waits for the answer whose list
    it is.
    """

    @any_job_page
    @functools.wraps(view)
    def page(request, job):
        if job.is_asked:
            return redirect("imports:whose", job.pk)
        return view(request, job)

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
    def page(request, job):
        if request.method != "POST":
            return redirect("imports:job", job.pk)
        try:
            answer = act(request, job)
        except (FileRefused, Refusal) as refused:
            messages.error(request, refused.sentence)
            answer = None
        return answer or redirect("imports:job", job.pk)

    return page


@require_safe
@job_page
def current_step(request, job):
    """Where an import stands: the step at which it goes on, or its end."""
    if not job.is_open:
        return redirect("imports:done", job.pk)
    return redirect("imports:preview", job.pk)


def page_facts(job, here):
    """What every page of one import shows."""
    return {
        "job": job,
        "report": job.report,
        "steps": steps_of(job, here),
        "words": words_for(job.county),
        "open": job.is_open,
        "still": stands_still(job.county) if job.is_open else None,
        "imported": job.state == ImportState.IMPORTED,
        "ready": ready(job),
        "sentence": what_is_done(job, "确认后将"),
    }


def steps_of(job, here):
    """The five steps as {label, state, url}: where one is, what can be opened."""
    has_ended = job is not None and not job.is_open
    steps, is_before = [], True
    for name, label in STEPS:
        if name == here:
            is_before = False
            steps.append({"label": label, "state": "now", "url": ""})
        else:
            state = "done" if is_before or has_ended else ""
            steps.append({"label": label, "state": state, "url": step_url(job, name)})
    return steps


def step_url(job, name):
    """The address of a step that can be opened as things are, else ""."""
    if name == "upload":
        return reverse("imports:upload")
    if job is None or job.is_asked:
        return ""
    if name == "done" and job.is_open:
        return ""
    if name == "confirm" and not ready(job):
        return ""
    return reverse(f"imports:{name}", args=[job.pk])


def ready(job):
    """Whether there is something to confirm and nothing in its way."""
    if not job.is_open or job.is_asked or job.report["error_count"]:
        return False
    return writes(job.report) > 0


def writes(report):
    """How many entries an import would write."""
    counts = report["counts"]
    cancelled = 0
    if report["cancels_absent"]:
        cancelled = counts["absent"]
    return counts["new"] + counts["changed"] + cancelled


def what_is_done(job, opening):
    """将新增3项、变更12项，写入集中修订的拟调整内容: what confirming writes, as one sentence."""
    counts = job.report["counts"]
    deeds = []
    for word, name in (("新增", "new"), ("变更", "changed")):
        if counts[name]:
            deeds.append(f"{word}{counts[name]}项")
    if job.report["cancels_absent"] and counts["absent"]:
        deeds.append(leaving(job, counts["absent"]))
    for word, key in (("部门", "new_departments"), ("类别", "new_categories")):
        if made := job.report[key]:
            deeds.append(f"新建{word}{len(made)}个")
    target = "事项库"
    if job.report["proposes"]:
        target = "集中修订的拟调整内容"
    return f"{opening}{'、'.join(deeds)}，写入{target}。"


def leaving(job, count):
    """What becomes of the entries a file lacks: a township leaves their scope, a county's list
    drops them.
    """
    if job.is_many:
        return f"{count}项次不再适用于相应单位"
    if job.township:
        return f"{count}项不再适用于{job.township.name}"
    return f"取消{count}项"


def confirmed_by(job, reader):
    """The batch an import was written in: who confirmed it, and when."""
    if job.batch:
        return Batch.objects.readable_by(reader).filter(pk=job.batch).first()
    return None


def keep_reason(request, job, text):
    """Keeps a typed reason for as long as the session lasts: no refusal and no way back loses
    it.
    """
    kept = dict(request.session.get("import_reasons", {}))
    kept.pop(str(job.pk), None)
    kept[str(job.pk)] = text
    request.session["import_reasons"] = dict(list(kept.items())[-REASONS_KEPT:])


def kept_reason(request, job):
    return request.session.get("import_reasons", {}).get(str(job.pk), "")


def inside(address, otherwise):
    """An address of these pages that a form asked to go on to, else the other one."""
    is_own = address.startswith(reverse("imports:upload")) and "//" not in address
    if is_own and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return otherwise
