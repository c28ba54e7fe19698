"""Step 1: the files, whose they are, and the imports so far."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dutylist.history.refusals import Refusal
from dutylist.rest.parameters import takes
from items.imports.forms import UploadForm
from items.imports.reading.grid import FileRefused
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import ImportJob
from items.register.standing_still import stands_still

from .asked import number_of
from .job_pages import clerk_page, steps_of

JOBS_A_PAGE = 10


@takes("page", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@clerk_page
def upload(request, counties):
    before = mended(request, counties)
    form = UploadForm(request.POST or None, request.FILES or None, counties=counties, before=before)
    if request.method == "POST" and form.is_valid():
        try:
            job = previewed(form, request.user)
            give_up_faulty(request, before)
            return redirect("imports:whose" if job.is_asked else "imports:recognised", job.pk)
        except FileRefused as refused:
            form.add_error("file", refused.sentence.splitlines())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    return render(request, "imports/upload.html", facts_of(request, counties, form, before))


def facts_of(request, counties, form, before):
    mine = ImportJob.objects.visible_to(request.user).filter(county__in=counties)
    mine = mine.select_related("county", "township", "uploaded_by").light()
    page = Paginator(mine, JOBS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "page": page,
        "steps": steps_of(None, "upload"),
        "before": before,
        "standing_still": [still for county in counties if (still := stands_still(county))],
    }


def mended(request, counties):
    """The import with errors whose mended file is handed in now; its choices are proposed again."""
    pk = number_of(request.GET.get("again"))
    rows = ImportJob.objects.visible_to(request.user).filter(county__in=counties)
    if pk:
        return rows.select_related("county", "township").filter(pk=pk).first()
    return None


def give_up_faulty(request, before):
    """A preview that could never be confirmed makes room for that of the mended file."""
    if before and before.is_open and before.report["error_count"]:
        jobs.discard(before, by=request.user)
        messages.success(
            request, f"改正后的文件已重新识别；原来有错误的预览“{before.file_name}”已放弃。"
        )


def previewed(form, user):
    options = Options(form.cleaned_data["township"], **form.switches)
    files, county = form.cleaned_data["file"], form.cleaned_data["county"]
    return jobs.preview_uploads(files, county=county, by=user, options=options, asking=True)
