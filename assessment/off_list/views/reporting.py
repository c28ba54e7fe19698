"""A township reports on a phone, without script, and follows its report by the receipt."""

from django.http import Http404
from django.shortcuts import render

from assessment.models.off_list_reports import handlers_of
from assessment.off_list.forms import ReceiptForm, ReportForm
from assessment.off_list.services.following import receipt_json, report_of_receipt
from assessment.off_list.services.reporting import report_off_list, townships_of
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.refusals import Refusal


def townships_or_404(http):
    townships = list(townships_of(http.user))
    if not townships:
        raise Http404
    return townships


@desk_form
def report(http):
    """A POST answers with the receipt, on the page that it is told on once."""
    townships = townships_or_404(http)
    form, status = None, 200
    if http.method == "POST":
        form = ReportForm(http.POST, http.FILES, township=townships[0], townships=townships)
        made, status = made_of(http, form)
        if made is not None:
            return render(http, "off_list/sent.html", sent_page(*made), status=201)
    form = form or ReportForm(township=townships[0], townships=townships)
    return render(http, "off_list/report.html", page_of(townships[0], form), status=status)


def made_of(http, form):
    """((the report, its receipt), 201), or None and the status of the refusal."""
    if not form.is_valid():
        return None, 422
    try:
        files = form.cleaned_data["file"]
        sent = report_off_list(form.told(), by=http.user, files=files, mark=form.mark())
        return sent, 201
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status


def page_of(township, form):
    county = township.county
    handlers = handlers_of(county)
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return {
        "county": county,
        "township": township,
        "words": words_for(county),
        "handlers": handlers if len(handlers) == 2 else None,
        "days": policy.value("off_list_verify_days"),
        "form": form,
        "receipt_form": ReceiptForm(action="receipt"),
    }


def sent_page(made, receipt):
    county = made.county
    return {
        "county": county,
        "words": words_for(county),
        "receipt": receipt,
        "label": made.status_label,
        "until": deadline_words(made.due_on),
    }


@desk_form
def receipt(http):
    """The code is sent in the body, so that no address and no log holds it."""
    townships = townships_or_404(http)
    form, told, status = ReceiptForm(http.POST or None, action="receipt"), None, 200
    if http.method == "POST" and form.is_valid():
        try:
            found = report_of_receipt(form.cleaned_data["receipt"], http.user)
            told = receipt_json(found) | {"due": found.due_on}
        except Refusal as refused:
            form.refuse(refused)
            status = refused.status
    county = townships[0].county
    context = {"county": county, "words": words_for(county), "form": form, "told": told}
    return render(http, "off_list/receipt.html", context, status=status)
