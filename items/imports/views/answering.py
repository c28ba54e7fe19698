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
    whose = job.options["whose"]
    townships = list(Region.objects.valid().townships_of(job.county))
    form = WhoseForm(
        request.POST or None,
        county=job.county,
        said=whose,
        townships=townships,
        now=answered_by(job),
    )
    if request.method == "POST" and form.is_valid():
        by_code = {township.code: township for township in townships}
        chosen = by_code.get(form.cleaned_data["whose"])
        try:
            jobs.answer_whose(job, by=request.user, township=chosen)
            return redirect("imports:recognised", job.pk)
        except (FileRefused, Refusal) as refused:
            form.add_error(None, refused.sentence)
    facts = page_facts(job, "upload") | {"form": form, "said": whose["said"]}
    facts["why"] = whose.get("why", "")
    status = 200
    if form.errors:
        status = 422
    return render(request, "imports/whose.html", facts, status=status)


def answered_by(job):
    """The code of the region that an earlier answer named; "" before the first."""
    if job.is_asked:
        return ""
    return (job.township or job.county).code
