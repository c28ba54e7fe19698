"""A township reports work that the list does not hold."""

import contextlib

from django.db import transaction
from django.utils import timezone

from assessment.models import How, OffListReport
from assessment.models.off_list_reports import (
    digest_of_receipt,
    handlers_of,
    new_receipt,
    receipt_of_mark,
)
from dutylist.attachments.services import attach_nameless, stripped
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import CountyPolicy, Region
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_bool, as_text
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.models import DutyItem

from .sealing import protection_of

MEMBERS = (
    *("county", "township", "department", "how", "text", "item", "document_number"),
    *("attachment", "hide_me"),
)
LONGEST = {"text": 2000, "document_number": 60}
MOST_FILES = 5
BY_FORM = "先传的附件会留下上传人。请把文件放在 file 字段，与反映一并以 multipart/form-data 提交。"


def report_off_list(told, *, by, files=(), source="form", mark=""):
    """Keeps a report of which nobody learns who made it: -> (the `OffListReport`, its receipt). The
    receipt is told once and nowhere kept.

    `told` has `MEMBERS`; `files` are uploads, which lose their traces before they are kept. What
    was sent already under the `mark` of a form is found, not sent again.
    """
    require_members(told, MEMBERS)
    township = township_of(told, by)
    county = township.county
    report = report_told(told, county, township)
    require_handlers(report)
    if len(files) > MOST_FILES:
        raise Invalid({"file": f"最多{MOST_FILES}个文件。"})
    receipt = receipt_of_mark("off-list-form", mark) if mark else new_receipt()
    report.receipt_digest = digest_of_receipt(receipt)
    report.reported_on = timezone.localdate()
    days = report.clock_days("off_list_verify_days")
    report.due_on = add_working_days(report.reported_on, days)
    with transaction.atomic(), contextlib.ExitStack() as copies:
        CountyPolicy.objects.locked(county)
        if sent := OffListReport.objects.with_receipt(receipt).first():
            return sent, receipt
        kept = [copies.enter_context(stripped(upload)) for upload in files]
        protected = protection_of(county, township)
        audience = report.audience()
        with recording(
            by=by, source=source, county=county.code, audience=audience, protected=protected
        ):
            begin(report, by=by, source=source)
            attach_nameless(report, kept, name="材料")
    return report, receipt


def townships_of(user):
    """The townships in whose name this person reports."""
    pks = user.standing().township_ids(*TOWNSHIP_ROLES)
    return Region.objects.filter(pk__in=pks).select_related("parent").order_by("code")


def township_of(told, by):
    """The township that is named, or the only one of this person."""
    own = list(townships_of(by))
    if not own:
        raise NotAllowed("清单外交办事项由基层单位反映，您没有相应的角色。", code="role")
    code = told.get("township")
    if code in (None, "") and len(own) == 1:
        named = own
    else:
        named = [township for township in own if township.code == code]
    if not named:
        raise Invalid({"township": "请写明以您任职的哪个基层单位反映（12位代码）。"})
    county = told.get("county")
    if county not in (None, "") and county != named[0].county.code:
        raise Invalid({"county": "只能向您所在的县反映。"})
    return named[0]


def require_handlers(report):
    """Nobody reports what nobody could read, or what the reported would read."""
    handlers = handlers_of(report.county)
    outside = []
    for user in handlers.values():
        if report.department_id not in user.standing().department_ids():
            outside.append(user)
    if len(outside) == 2:
        return
    if len(handlers) == 2:
        raise NotPossible(
            "指定的办理人在被反映的部门任职，不能在这里反映，请向纪检监察机关反映。", "no_handlers"
        )
    office = staffing_office_of(report.county)
    raise NotPossible(
        f"{report.county.name}还没有指定清单外反映的办理人，暂时不能反映。"
        f"办理人由{office}负责人在“本地规则”中指定，请与其联系。",
        "no_handlers",
    )


def report_told(told, county, township):
    """The report of what is told, not saved; every fault of it at once."""
    errors = {}
    report = OffListReport(county=county)
    report.department_id = department_told(told, county, errors)
    report.how = how_told(told, errors)
    report.text = text_told(told, "text", errors)
    if not report.text and "text" not in errors:
        errors["text"] = "请写明要求做什么。"
    report.document_number = text_told(told, "document_number", errors)
    report.item_code = item_told(told, county, errors)
    if told.get("attachment") is not None:
        errors["attachment"] = BY_FORM
    if not hides(told, errors):
        report.shown_township = township
    if errors:
        raise Invalid(errors)
    return report


def department_told(told, county, errors):
    name = told.get("department")
    if not isinstance(name, str) or not clean_text(name):
        errors["department"] = "请写明是哪个部门交办的。"
        return None
    found = DepartmentLookup(county).find(name)
    if found is None:
        errors["department"] = f"{county.name}没有“{clean_text(name)[:40]}”这一部门。"
        return None
    return found.pk


def how_told(told, errors):
    how = told.get("how")
    if not isinstance(how, str) or how not in How.values:
        errors["how"] = f"可填：{'、'.join(How.values)}。"
    return how


def text_told(told, name, errors):
    try:
        text = clean_text(as_text(told.get(name) or ""))
    except Wrong as wrong:
        errors[name] = str(wrong)
        return ""
    if len(text) > LONGEST[name]:
        errors[name] = f"共{len(text)}字，最多{LONGEST[name]}字。"
    return text


def item_told(told, county, errors):
    """The code of an item of the county's list; "" for none. It is no key: nothing leads from the
    item to what was said of it.
    """
    code = told.get("item")
    if code in (None, ""):
        return ""
    items = DutyItem.objects.of_county(county)
    if not isinstance(code, str) or not items.filter(code=code).exists():
        errors["item"] = f"{county.name}的清单里没有这一编码的事项。"
        return ""
    return code


def hides(told, errors):
    """Whether the handlers too are kept from the unit; so it is unless said otherwise."""
    try:
        return as_bool(told.get("hide_me", True))
    except Wrong as wrong:
        errors["hide_me"] = str(wrong)
        return True
