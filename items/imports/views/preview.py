"""Step 3: what the import would do, row by row; the alike rows are decided here."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dutylist.organizations.models import Department, Region
from dutylist.organizations.services.departments import change_department

from ..forms import decision_choices, decisions_from
from ..report_pages import report_page
from ..services import jobs
from .asked import OUTCOMES, SELDOM, Asked
from .ground import ground_of, inside, job_page, ready, verb, what_is_done
from .pairs import is_open, pairs_of, pairs_page
from .problems import problems_around
from .showing import Shown

UNKNOWN = "unknown_department"
ALIAS = "导入“{file}”时确认“{name}”是同一部门"
SWITCHES = {"cancel": {"cancel_absent": True}, "keep": {"cancel_absent": False}, "create": {"create_departments": True}}


@require_safe
@job_page
def preview(request, found):
    return render(request, "items/import_preview.html", facts_of(found, Asked.from_query(request.GET)))


def facts_of(found, asked):
    show = asked.show or first_shown(found)
    page = pairs_page(found, asked) if show == "alike" else page_of(found, asked, show)
    facts = ground_of(found, "preview") | {
        "asked": asked,
        "show": show,
        "page": page,
        "rows": Shown(places(found.county), asked.full).rows(page.rows),
        "chips": chips(page.counts, asked, show),
        "links": links(asked, show, page),
        "sheets": list(dict.fromkeys(table["sheet"] for table in found.report["recognised"])),
        "choices": decision_choices(found.township, many=found.is_many),
        "ready": ready(found),
        "creatable": creatable(found) if show == "error" else (),
        "waiting": sum(map(is_open, pairs_of(found, asked))) if show == "alike" else 0,
        "sentence": what_is_done(found, "确认后将"),
    }
    return facts | problems_around(found, asked, show, page)


def creatable(found):
    """The departments a file names that the county does not have, nor one of a like name."""
    errors = [error for error in found.detail["errors"] if error["code"] == UNKNOWN and not error["suggestion"]]
    return list(dict.fromkeys(error["value"] for error in errors))


def page_of(found, asked, show):
    return report_page(found, outcome=show, page=asked.page, **asked.within())


def places(county):
    """{code: name} of the county's townships, for the scopes that a report names by code."""
    return dict(Region.objects.filter(parent=county, level="township").values_list("code", "name"))


def first_shown(found):
    """What needs eyes first: errors, then what is to be decided, then what changes."""
    counts = {**found.report["counts"], "error": found.report["error_count"]}
    return next((name for name in OUTCOMES if counts.get(name)), "same")


def chips(counts, asked, show):
    """The classes as chips: how many under the other filters, and where they are; a seldom one where there is any."""
    return [
        {"name": name, "label": label, "count": counts[name], "url": asked.address(show=name), "chosen": name == show}
        for name, label in OUTCOMES.items()
        if name not in SELDOM or counts[name] or name == show
    ]


def links(asked, show, page):
    return {
        "here": asked.address(show=show, page=page.number),
        "all": asked.address(show=show, kind="", part=0, sheet="", q=""),
        "previous": asked.address(show=show, page=page.number - 1) if page.has_previous else "",
        "next": asked.address(show=show, page=page.number + 1) if page.has_next else "",
        "full": asked.address(show=show, page=page.number) + "&full=",
    }


@verb
def decide(request, found):
    """Takes the decisions about alike rows, or a switch of the whole import, and previews again."""
    here = reverse("imports:preview", args=[found.pk])
    go = inside(request.POST.get("go", ""), here)
    asked = Asked.from_query(QueryDict(request.POST.get("filter", "").removeprefix("?")))
    switch = SWITCHES.get(request.POST.get("switch", ""), {})
    if "alias" in request.POST:
        name_alias(found, request.user, request.POST["alias"])
    alike = pairs_of(found, asked)
    jobs.decide(found, by=request.user, decisions=decisions_from(request.POST, alike), options=switch)
    messages.success(request, "已重新预览，还没有写入任何内容。")
    return redirect(go)


def name_alias(found, user, name):
    """Keeps a name the file uses as another name of the department it comes near to: one of the errors shown."""
    errors = (error for error in found.detail["errors"] if error["code"] == UNKNOWN and error["value"] == name)
    near = next((error["suggestion"] for error in errors if error["suggestion"]), "")
    department = get_object_or_404(Department.objects.filter(county=found.county), name=near)
    aliases = [*department.aliases.values_list("name", flat=True), name]
    reason = ALIAS.format(file=found.file_name, name=name)
    change_department(department, by=user, reason=reason, aliases=aliases, source="import")
