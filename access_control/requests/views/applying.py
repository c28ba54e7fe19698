"""The application on one page: looked up first, drawn up while it is typed, checked beside each
field. Every button works without script; with it the same answers come by themselves.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from access_control.models import ChangeRequest
from access_control.models.request_readers import known_items
from access_control.requests.services.applicants import DEPARTMENT, TOWNSHIP
from access_control.requests.services.checking_unsaved import (
    checked_amendment,
    checked_request,
)
from access_control.requests.services.drafting import amend_request, create_request
from access_control.requests.services.ending import changes_again
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal, Stale
from items.models import DutyItem

from .application_conflict import conflict_of
from .application_page import edit_address, shown
from .application_sheets import (
    draft_sheet,
    key_of,
    new_sheet,
    parameter,
)
from .seen import request_seen, units_to_apply_for, version_seen

# What the buttons of the page ask for; without a word it is kept and the request's page follows.
CHECK, SAVE, AUTOSAVE = "check", "save", "autosave"
HAS_PAGES = (
    "这件申请的拟调整内容已经另外填写，本页填写的事项内容没有存下，"
    "请到申请页面的“拟调整内容”中填写。"
)


# ---- a new application ----


@takes("channel", "code", "op", "q", "circumstance", "follows")
@desk_form
def new(http):
    """查一查, then a new application; a POST makes the draft."""
    units = units_to_apply_for(http.user)
    if not units:
        raise Http404
    item, followed = item_named(http, units), request_followed(http)
    sheet = new_sheet(http, units, item, followed)
    status = 200
    if http.method == "POST":
        status = create(http, sheet)
        if status == 302:
            return answered(http, sheet)
    return shown(http, sheet, status)


def item_named(http, units):
    """The item from which an adjustment starts; None where none is named that this person knows."""
    counties = [county.pk for county, _unit in units]
    known = DutyItem.objects.filter(known_items(http.user), county__in=counties)
    return known.filter(code=parameter(http, "code")[:11]).current().first()


def request_followed(http):
    """The request that a new one goes on from; None where none is named that this person sees."""
    pk = parameter(http, "follows")
    if not (pk.isascii() and pk.isdigit()) or len(pk) > 18:
        return None
    return ChangeRequest.objects.visible_to(http.user).filter(pk=pk).first()


def create(http, sheet):
    """Makes the draft, or only checks what would be one: the status of the answer."""
    form = sheet.form
    if not form.is_valid():
        return 422
    known = {key_of(*one): one for one in sheet.units}
    chosen = known.get(form.cleaned_data["applicant"])
    if chosen is None:
        form.add_error("applicant", "请在所列单位中选择。")
        return 422
    county, unit = chosen
    form.channel = form.cleaned_data["channel"]
    if sheet.own:
        sheet.own.township, sheet.own.department = unit.township, unit.department
    if sheet.has_no_place_for_item():
        form.add_error(None, HAS_PAGES)
        return 422
    told = sheet.told() | {"channel": form.channel}
    told |= {"county": county.code, "applicant": applicant_told(unit)}
    if sheet.followed:
        told |= {"follows": sheet.followed.pk, "changes": changes_again(sheet.followed)}
    try:
        if http.POST.get("do") == CHECK:
            sheet.take_checked(checked_request(told, by=http.user))
            return 200
        sheet.subject = create_request(told, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    return 302


def applicant_told(unit):
    if unit.kind == DEPARTMENT:
        return {"department": unit.department.name}
    if unit.kind == TOWNSHIP:
        return {"township": unit.township.code}
    return {"office": True}


# ---- a draft, or what was returned ----


@takes("code", "op")
@desk_form
def edit(http, pk):
    """A draft, or what was returned, on the same page."""
    subject = request_seen(http, pk)
    if not subject.may_change(http.user):
        raise Http404
    sheet = draft_sheet(http, subject, http.POST if http.method == "POST" else None)
    status = 200
    if http.method == "POST":
        status = amend(http, sheet)
        if status == 302:
            return answered(http, sheet)
    else:
        sheet.take_standing()
    return shown(http, sheet, status)


def amend(http, sheet):
    """Saves what was typed, or only checks it: the status of the answer."""
    form = sheet.form
    if not form.is_valid():
        return 422
    if sheet.has_no_place_for_item():
        form.add_error(None, HAS_PAGES)
        return 422
    try:
        if http.POST.get("do") == CHECK:
            sheet.take_checked(checked_amendment(sheet.subject, sheet.told(), by=http.user))
            return 200
        amend_request(sheet.subject, sheet.told(), by=http.user, expect=version_seen(http))
    except Stale as stale:
        form.refuse(stale)
        sheet.conflict = conflict_of(http, sheet)
        return stale.status
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    return 302


# ---- answers ----


def answered(http, sheet):
    """What follows on a draft that was saved."""
    do = http.POST.get("do", "")
    subject = sheet.subject
    if do == AUTOSAVE:
        return shown(http, saved_sheet(http, subject))
    if do == SAVE:
        messages.success(http, "已保存。")
        return redirect(edit_address(http, subject))
    return redirect(subject)


def saved_sheet(http, subject):
    """The page of a draft that was saved while it was typed."""
    sheet = draft_sheet(http, request_seen(http, subject.pk))
    sheet.take_standing()
    sheet.saved_at = timezone.localtime().strftime("%H:%M")
    return sheet
