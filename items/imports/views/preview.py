"""Step 3: what the import would do, row by row; the alike rows are decided here."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dutylist.organizations.models import Region
from dutylist.rest.parameters import takes
from items.imports.forms import decision_choices, decisions_from
from items.imports.preview.report_pages import report_page
from items.imports.services import jobs

from .asked import OUTCOMES, SELDOM, PreviewFilters, chip
from .job_pages import inside, job_page, page_facts, verb
from .offices import name_aliases, offices_of
from .pairs import is_open, pairs_of, pairs_page
from .problems import problems_around
from .showing import Shown

NAMED = "已记下{}个别称，以后的文件也这样识别。"
UNITS = {"error": "处", "alike": "项", "absent": "项"}
SWITCHES = {
    "cancel": {"cancel_absent": True},
    "keep": {"cancel_absent": False},
    "create": {"create_departments": True},
}


@takes(*PreviewFilters.names())
@require_safe
@job_page
def preview(request, job):
    return render(
        request, "imports/preview.html", facts_of(job, PreviewFilters.from_query(request.GET))
    )


def facts_of(job, asked):
    show = asked.show or first_shown(job)
    offices, waiting = {}, 0
    if show == "alike":
        page = pairs_page(job, asked)
        waiting = sum(map(is_open, pairs_of(job, asked)))
    else:
        page = page_of(job, asked, show)
    if show == "error":
        offices = offices_of(job)
    facts = page_facts(job, "preview") | {
        "asked": asked,
        "show": show,
        "page": page,
        "unit": unit_of(job, show, page),
        "rows": Shown(places(job.county), asked.full).rows(page.rows),
        "chips": chips(page.counts, asked, show),
        "links": links(asked, show, page),
        "sheets": list(dict.fromkeys(table["sheet"] for table in job.report["recognised"])),
        "choices": decision_choices(job.township, many=job.is_many),
        "offices": offices,
        "waiting": waiting,
    }
    return facts | problems_around(job, asked, show, page)


def unit_of(job, show, page):
    """What a page counts: alike rows of several files are counted by what is decided, and by
    rows.
    """
    if show == "alike" and job.is_many:
        return f"项、{page.counts['alike']}行"
    if show == "absent" and job.is_many:
        return "项次"
    return UNITS.get(show, "行")


def page_of(job, asked, show):
    return report_page(job, outcome=show, page=asked.page, folded=True, **asked.within())


def places(county):
    """{code: name} of the county's townships, for the scopes that a report names by code."""
    return dict(Region.objects.filter(parent=county, level="township").values_list("code", "name"))


def first_shown(job):
    """What needs eyes first: errors, then what is to be decided, then what changes."""
    counts = {**job.report["counts"], "error": job.report["error_count"]}
    for name in OUTCOMES:
        if counts.get(name):
            return name
    return "same"


def chips(counts, asked, show):
    """The classes as chips: how many under the other filters, and where they are; a seldom one
    where there is any.
    """
    chips = []
    for name, label in OUTCOMES.items():
        if name not in SELDOM or counts[name] or name == show:
            chips.append(chip(name, label, counts[name], asked, show))
    return chips


def links(asked, show, page):
    here = asked.address(show=show, page=page.number)
    return {
        "here": here,
        "all": asked.address(show=show, kind="", part=0, sheet="", q=""),
        **asked.around(page, show),
        "full": f"{here}&full=",
    }


@verb
def decide(request, job):
    """Takes the decisions about alike rows, or a switch of the whole import, and previews again."""
    here = reverse("imports:preview", args=[job.pk])
    go = inside(request.POST.get("go", ""), here)
    asked = PreviewFilters.from_query(QueryDict(request.POST.get("filter", "").removeprefix("?")))
    switch = SWITCHES.get(request.POST.get("switch", ""), {})
    named = 0
    if job.is_open:
        named = name_aliases(job, request.user, request.POST)
    decisions = decisions_from(request.POST, pairs_of(job, asked))
    jobs.decide(job, by=request.user, decisions=decisions, options=switch)
    message = "已重新预览，还没有写入任何内容。"
    if named:
        message = NAMED.format(named) + message
    messages.success(request, message)
    return redirect(go)
