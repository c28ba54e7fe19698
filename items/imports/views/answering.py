"""Between steps 1 and 2: a single list names a township, and the clerk says whose list it is before
any preview.
"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from items.imports.forms import WhoseForm
from items.imports.reading.grid import FileRefused
from items.imports.services import jobs

from .job_pages import any_job_page, page_facts


@require_http_methods(["GET", "HEAD", "POST"])
@any_job_page
def answer(request, job):
    if "whose" not in job.options:
        raise Http404
    if not job.is_open:
        return redirect("imports:done", job.pk)
    townships = list(Region.objects.valid().townships_of(job.county))
    if job.is_asked:
        now = ""
    elif job.township:
        now = job.township.code
    else:
        now = job.county.code
    facts = {
        "county": job.county,
        "said": job.options["whose"],
        "townships": townships,
        "now": now,
    }
    form = WhoseForm(request.POST or None, **facts)
    if request.method == "POST" and form.is_valid():
        chosen = {township.code: township for township in townships}.get(form.cleaned_data["whose"])
        try:
            jobs.answer_whose(job, by=request.user, township=chosen)
            return redirect("imports:recognised", job.pk)
        except FileRefused as refused:
            form.add_error(None, refused.sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    whose = job.options["whose"]
    facts = page_facts(job, "upload") | {"form": form, "said": whose["said"]}
    facts["why"] = whose.get("why", "")
    return render(request, "imports/whose.html", facts, status=422 if form.errors else 200)
