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
from items.imports.services.assigning import assign as assign_columns

from .asked import number_of
from .heads import CHOICES, assigned, sheets_of, tables_of
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
        heads, remembered = assigned(job, request.POST), bool(request.POST.get("remember"))
        townships, left = said_of(job, request.POST)
        asked = {
            "heads": heads,
            "remembered": remembered,
            "townships": townships,
            "leave_out": left,
        }
        assign_columns(job, by=request.user, **asked)
    except (FileRefused, Refusal) as refused:
        facts = facts_of(job, request.POST, number_of(request.POST.get("table"))) | {
            "refused": refused.sentence
        }
        return render(
            request, "imports/recognised.html", facts, status=getattr(refused, "status", 422)
        )
    messages.success(request, "已按您的指定重新识别，还没有写入任何内容。")
    return redirect(
        inside(request.POST.get("go", ""), reverse("imports:recognised", args=[job.pk]))
    )


def facts_of(job, data, wanted):
    report, warnings = job.report, job.detail["warnings"]
    skipped = [warning for warning in warnings if warning["code"] == "skipped"]
    told = [warning for warning in warnings if warning["code"] not in ("skipped", "unknown_column")]
    tables, sheets, whose = (
        tables_of(job, data, wanted),
        sheets_of(report, data),
        entries_of(job, data),
    )
    return page_facts(job, "recognised") | {
        "skipped": skipped,
        "told": told,
        "kinds": [(kind, count) for kind, count in report["by_kind"].items() if count],
        "files": files_of(tables, report["parts"]),
        "new_categories": list(dict.fromkeys(report["new_categories"])),
        "unknown": sum(column["now"] == "" for table in tables for column in table["all"]),
        "missing": sum(bool(table.get("missing")) for table in tables),
        "sheets": sheets,
        "asks": job.is_open and (sheets or whose or any(table["edited"] for table in tables)),
        "fields": CHOICES,
        "remember": not data or "remember" in data,
        "whose": whose,
        "doubts": in_doubt(whose) if job.is_open else 0,
        "wanted": wanted,
    }


def files_of(tables, parts):
    """The tables by the file or the unit they are of, each with what it says in short; in question
    means open.
    """
    names, files = {part["part"]: name_of(part) for part in parts}, {}
    for table in tables:
        files.setdefault(table["part"], {"name": names[table["part"]], "tables": []})[
            "tables"
        ].append(table)
    for file in files.values():
        file["items"] = sum(table["rows"] for table in file["tables"])
        file["unknown"] = sum(
            not column["now"] for table in file["tables"] for column in table["all"]
        )
        file["open"] = any(table["edited"] for table in file["tables"])
    return list(files.values())


def name_of(part):
    """A file by its name; of one that several units share each by its own and its sheets."""
    if part["sheets"]:
        return f"{part['label']}（{part['file_name']}）"
    return part["file_name"]
