"""The page on which a township sends its yearly report: what is known stands there, the rest is as
it should be unless said otherwise.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from assessment.execution.forms import ReportForm
from assessment.execution.services.drafting import draft_of, list_of
from assessment.execution.services.sending import own_townships, send_report
from assessment.models import ExecutionReport, HowCarried
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal
from items.models import Kind
from items.register.places import frame

ONE_TOWNSHIP = "township"


@dataclass
class ItemOnForm:
    """One item on the form."""

    row: dict
    state: object
    text: object

    @property
    def is_open(self):
        """Whether it is shown unfolded: known of, typed into or wrong."""
        said = self.state.value() not in ("", None, HowCarried.NORMAL) or self.text.value()
        return bool(self.row["known"] or said or self.state.errors or self.text.errors)


@takes(ONE_TOWNSHIP)
@desk_form
def report(http):
    """GET: the form, filled in beforehand. POST: it is sent."""
    offered = list(own_townships(http.user))
    if code := http.GET.get(ONE_TOWNSHIP, ""):
        offered = [township for township in offered if township.code == code]
    if len(offered) != 1:
        return render(http, "execution/choose.html", {"townships": offered})
    [township] = offered
    year = timezone.localdate().year
    if sent := ExecutionReport.objects.filter(township=township, year=year).first():
        return redirect("desk:execution-one", sent.pk)
    return form_page(http, township, year)


def form_page(http, township, year):
    status = 200
    try:
        listed = list_of(township)
        rows, beside = draft_of(township, year)
    except Refusal as refused:
        context = page_of(http, township, year) | {"none": refused.sentence}
        return render(http, "execution/report.html", context)
    form = ReportForm(http.POST or None, rows=rows)
    if http.method == "POST":
        sent, status = sent_by(http, form, township)
        if sent:
            return redirect("desk:execution-one", sent.pk)
    context = page_of(http, township, year) | {"form": form, "label": listed.label}
    context["beside"] = beside
    return render(http, "execution/report.html", context | lines_of(form, rows), status=status)


def sent_by(http, form, township):
    """(the report, 302), or (None, the status of the refusal) with its sentences on the form."""
    if not form.is_valid():
        return None, 422
    rows = form.told()
    try:
        sent, drafts = send_report({"township": township.code, "rows": rows}, by=http.user)
    except Refusal as refused:
        form.refuse_rows(refused, rows)
        return None, refused.status
    messages.success(http, said_of(sent, drafts))
    return sent, 302


def said_of(sent, drafts):
    told = f"已报送{sent.year}年清单执行情况。"
    if drafts:
        told += f"承接不了的{len(drafts)}项已起草调整申请，由本单位决定是否提交。"
    return told


def page_of(http, township, year):
    words = frame(http, township.parent)
    return words | {"counties": (), "township": township, "year": year}


def lines_of(form, rows):
    """The items of which something is known before the others, these by kind."""
    open_lines, folded = [], {}
    for row in rows:
        line = ItemOnForm(row, *form.boxes_of(row["code"]))
        if line.is_open:
            open_lines.append(line)
        else:
            folded.setdefault(Kind(row["kind"]).label, []).append(line)
    return {"open_lines": open_lines, "folded": folded.items(), "items": len(rows)}
