"""The page of one application: what its sheet shows, and its address."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse

from access_control.models.request_readers import known_items
from access_control.requests.application.filled_in import acts_offered
from access_control.requests.application.questions import Questions
from access_control.requests.application.searching import look_up
from dutylist.history.texts import query_fault
from dutylist.organizations.roles import TOWNSHIP_ROLES
from items.meaning.vectors import why_not
from items.models import DutyItem
from items.register.places import frame

from .application_sheets import ADD, LONGEST_QUESTION, name_of, parameter


def shown(http, sheet, status=200):
    """The page of a sheet, as the answer."""
    context = frame(http, sheet.county) | {"counties": (), "why_words_only": why_not()}
    questions = Questions(
        sheet.form,
        sheet.own,
        words=context["words"],
        department=sheet.department,
        takes_away=sheet.takes_away,
    )
    codes = {finding.entry for finding in sheet.findings if finding.entry}
    rows = DutyItem.objects.filter(known_items(http.user), code__in=codes)
    questions.take_findings(sheet.findings, set(rows.values_list("code", flat=True)))
    context |= {
        "sheet": sheet,
        "form": sheet.form,
        "subject": sheet.subject,
        "own": sheet.own,
        "questions": questions,
        "changes": pages_of_changes(sheet),
        "missing": questions.missing(sheet.missing),
        "blocking": sum(one.severity == "blocking" for one in sheet.findings),
        "warnings": sum(one.severity != "blocking" for one in sheet.findings),
        "acts": acts_offered(sheet.lookup),
        "address": edit_address(http, sheet.subject) if sheet.subject else http.path,
        "is_blank": is_blank(http, sheet),
        "already": already(sheet),
    }
    context |= looked_context(http, sheet)
    return render(http, "requests/application.html", context, status=status)


def pages_of_changes(sheet):
    """The changes that have pages of their own."""
    if sheet.own or not sheet.subject:
        return []
    return sheet.subject.changes_in_order()


def is_blank(http, sheet):
    """Whether nothing was asked for yet: only the look-up stands on the page."""
    if sheet.subject or http.method == "POST":
        return False
    return not any(http.GET.get(name) for name in ("code", "op", "q", "channel", "follows"))


def already(sheet):
    """[(label, what is filled in for everybody)]."""
    if sheet.subject:
        subject = sheet.subject
        facts = [("申请单位", subject.unit_name), ("填写人", subject.drawn_up_by_name)]
        return [*facts, ("办理渠道", subject.get_channel_display()), ("编号", subject.number)]
    facts = []
    if len(sheet.units) == 1:
        facts.append(("申请单位", name_of(*sheet.units[0])))
    return [*facts, ("填写人", sheet.user.get_full_name())]


def looked_context(http, sheet):
    """What the look-up before a new application found."""
    if sheet.subject or sheet.followed or sheet.own.item:
        return {"looks_up": False}
    question = http.GET.get("q", "").strip()
    cut = query_fault(question)
    looked = None
    if question:
        looked = look_up(question[:LONGEST_QUESTION], sheet.county, http.user)
    return {
        "looks_up": True,
        "looked": looked,
        "question": question,
        "cut": cut,
        "reports_off_list": http.user.standing().has(*TOWNSHIP_ROLES),
    }


def edit_address(http, subject):
    """The page of the draft; what it is to be about, and is not yet, is kept in mind."""
    address = reverse("desk:request-edit", args=[subject.pk])
    if code := parameter(http, "code")[:11]:
        return f"{address}?{urlencode({'code': code})}"
    if parameter(http, "op") == ADD:
        return f"{address}?op={ADD}"
    return address
