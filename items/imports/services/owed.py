"""What an import that has not ended leaves its uploader to do: say whose list it is, mend the file,
or confirm; the to-do goes when it is imported or given up.
"""

from django.urls import reverse

from dutylist.notices.services import ask_only, close_todos

FLOW = "import"


def ask_to_go_on(job, *, by):
    """Asks the uploader for the next step of an open import, and for no other of it. An earlier
    upload of the same file that waits for the same person is not asked about beside it.
    """
    step = {
        "title": f"{step_of(job)}：{job.file_name}",
        "url": reverse("imports:job", args=[job.pk]),
        "user_id": job.uploaded_by_id,
        "county_id": job.county_id,
    }
    ask_only(FLOW, job.pk, [step], by=by)
    for earlier in earlier_of(job):
        ask_no_more(earlier)


def step_of(job):
    if job.is_asked:
        return "选定是哪个单位的清单"
    if count := job.report.get("error_count"):
        return f"改正{count}处错误后重新上传"
    return "确认导入或者放弃"


def earlier_of(job):
    same = type(job).objects.light().filter(county=job.county_id, file_name=job.file_name)
    return same.filter(uploaded_by=job.uploaded_by_id, pk__lt=job.pk)


def ask_no_more(job, *, by=None):
    """`by` did what was asked; nobody did where the import was given up."""
    close_todos(FLOW, job.pk, by=by)
