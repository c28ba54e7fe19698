"""Step 2: the sheets and tables that were recognised, what each column is taken for, what was not
read and why.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from dutylist.history.refusals import Refusal
from dutylist.rest.parameters import takes
from items.imports.reading.grid import FileRefused
from items.imports.reading.issues import OF_ONE_COLUMN
from items.imports.services.assigning import assign as assign_columns

from .asked import number_of
from .heads import CHOICES, assigned, sheets_of, tables_of, unknown_in
from .job_pages import inside, job_page, page_facts
from .whose import entries_of, in_doubt, said_of


@takes("table")
@require_safe
@job_page
def recognised(request, job):
    return render(
        request, "imports/recognised.html", facts_of(job, {}, number_of(request.GET.get("table")))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@job_page
def assign(request, job):
    """Takes what was said of columns and of the files' townships, previews again, and remembers it
    for the county.
    """
    if request.method != "POST":
        return redirect("imports:recognised", job.pk)
    try:
        assign_sent(job, request)
    except (FileRefused, Refusal) as refused:
        facts = facts_of(job, request.POST, number_of(request.POST.get("table")))
        facts["refused"] = refused.sentence
        status = getattr(refused, "status", 422)
        return render(request, "imports/recognised.html", facts, status=status)
    messages.success(request, "已按您的指定重新识别，还没有写入任何内容。")
    here = reverse("imports:recognised", args=[job.pk])
    return redirect(inside(request.POST.get("go", ""), here))


def assign_sent(job, request):
    townships, leave_out = said_of(job, request.POST)
    assign_columns(
        job,
        by=request.user,
        heads=assigned(job, request.POST),
        remembered=bool(request.POST.get("remember")),
        townships=townships,
        leave_out=leave_out,
    )


def facts_of(job, data, wanted):
    report = job.report
    skipped, told = [], []
    for warning in job.detail["warnings"]:
        if warning["code"] == "skipped":
            skipped.append(warning)
        elif warning["code"] != "unknown_column":
            told.append(warning)
    tables = tables_of(job, data, wanted)
    sheets = sheets_of(report, data)
    whose = entries_of(job, data)
    doubts = 0
    if job.is_open:
        doubts = in_doubt(whose)
    return page_facts(job, "recognised") | {
        "skipped": skipped,
        "told": told,
        "kinds": [(kind, count) for kind, count in report["by_kind"].items() if count],
        "files": files_of(tables, report["parts"]),
        "new_categories": list(dict.fromkeys(report["new_categories"])),
        "unknown": sum(map(unknown_in, tables)),
        "of_columns": [error for error in job.detail["errors"] if error["code"] in OF_ONE_COLUMN],
        "missing": sum(bool(table.get("missing")) for table in tables),
        "sheets": sheets,
        "asks": job.is_open and (sheets or whose or any(table["edited"] for table in tables)),
        "fields": CHOICES,
        "remember": not data or "remember" in data,
        "whose": whose,
        "doubts": doubts,
        "wanted": wanted,
    }


def files_of(tables, parts):
    """The tables by the file or the unit they are of, each with what it says in short; in question
    means open.
    """
    names = {part["part"]: name_of(part) for part in parts}
    files = {}
    for table in tables:
        empty = {
            "name": names[table["part"]],
            "tables": [],
            "items": 0,
            "unknown": 0,
            "open": False,
        }
        file = files.setdefault(table["part"], empty)
        file["tables"].append(table)
        file["items"] += table["rows"]
        file["unknown"] += unknown_in(table)
        file["open"] = file["open"] or table["edited"]
    return list(files.values())


def name_of(part):
    """A file by its name; of one that several units share each by its own and its sheets."""
    if part["sheets"]:
        return f"{part['label']}（{part['file_name']}）"
    return part["file_name"]
