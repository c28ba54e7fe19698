"""The preview of several files as one table: items down, files across, a mark where they meet."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dutylist.rest.parameters import takes
from items.imports.preview.report_pages import matrix_page

from .asked import SELDOM, PreviewFilters, chip
from .job_pages import job_page, page_facts

MARKS = {
    "error": ("▲", "有错误"),
    "alike": ("◆", "疑似同一事项，待定"),
    "waiting": ("■", "正待合并、拆分或取消，搁置"),
    "new": ("●", "新增"),
    "joins": ("＋", "增加适用范围"),
    "changed": ("◐", "变更"),
    "own": ("◑", "自有表述"),
    "same": ("＝", "一致"),
    "": ("", "文件中没有"),
}
CLASSES = {
    "error": "错误",
    "alike": "疑似",
    "waiting": "搁置",
    "changed": "变更",
    "new": "新增",
    "same": "一致",
}


@takes(*PreviewFilters.names())
@require_safe
@job_page
def matrix(request, job):
    if not job.is_many:
        raise Http404
    asked = PreviewFilters.from_query(request.GET)
    show = ""
    if asked.show in CLASSES:
        show = asked.show
    page = matrix_page(job, outcome=show, kind=asked.kind, q=asked.q, page=asked.page)
    facts = {
        "asked": asked,
        "show": show,
        "page": page,
        "links": {"all": asked.address(show=show, kind="", q=""), **asked.around(page, show)},
        "marks": MARKS.items(),
        "rows": [with_cells(row, job.report["parts"]) for row in page.rows],
        "chips": chips(page, asked, show),
    }
    return render(request, "imports/matrix.html", page_facts(job, "preview") | facts)


def with_cells(row, parts):
    """A row with its marks in the order of the files: sign, words, class."""
    cells = []
    for part in parts:
        mark = row["marks"].get(str(part["part"]), "")
        cells.append((*MARKS[mark], mark))
    return {**row, "cells": cells}


def chips(page, asked, show):
    """All classes together, then each; a seldom one where there is any."""
    chips = [chip("", "全部", sum(page.counts.values()), asked, show)]
    for name, label in CLASSES.items():
        if name not in SELDOM or page.counts[name] or name == show:
            chips.append(chip(name, label, page.counts[name], asked, show))
    return chips
