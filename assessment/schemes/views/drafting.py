"""A scheme typed on the desk, or uploaded: shown with what is found before it is kept."""

import json

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from assessment.schemes.forms import OFFERED_ITEMS, SPARE_ROWS, SchemeForm, UploadForm
from assessment.schemes.reading.workbook import WorkbookRefused
from assessment.schemes.rules import LABELS
from assessment.schemes.services.drafting import amend_scheme, create_scheme
from assessment.schemes.services.telling_again import told_again
from assessment.schemes.services.uploading import checked, told_by_upload
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form, number_asked
from dutylist.workflow.refusals import Invalid, Refusal
from items.imports.reading.grid import FileRefused
from items.imports.reading.places import Busy
from items.published.picking import public_choices
from items.register.picking import item_options

from .seen import frame_of, owners_of, scheme_seen

MOST_ROWS = 200
FIRST_ROWS = 5
UNREADABLE = "预览的内容已经不完整，请重新上传。"


def owner_asked(owners, key):
    """(county, department) of the owner that was chosen, the only one where there is one."""
    for known, _words, county, department in owners:
        if len(owners) == 1 or known == key:
            return county, department
    raise Invalid({"owner": "请选择制定单位。"})


def owner_told(department):
    return {"department": department.name} if department else {"office": True}


def owner_choices(owners):
    return [(key, words) for key, words, _county, _department in owners]


# ---- typed ----


@takes("rows")
@desk_form
def new(http):
    """A new scheme, typed; a POST keeps it as a draft."""
    owners = owners_of(http.user)
    if not owners:
        raise Http404
    form = scheme_form(http, [{}] * rows_asked(http, FIRST_ROWS), owners)
    status = 200
    if http.method == "POST":
        made, status = created(http, form, owners)
        if made:
            return redirect(made)
    context = {
        "form": form,
        "heading": "起草考核方案",
        "back": reverse("desk:schemes"),
        "words": words_for(owners[0][2]),
        "more": len(form.rows) + FIRST_ROWS,
        "offered": item_options(OFFERED_ITEMS, public_choices(owners[0][2])),
    }
    return render(http, "schemes/edit.html", context, status=status)


def rows_asked(http, least):
    """How many indicators the form has boxes for."""
    asked = number_asked(http, "rows")
    if http.method == "POST":
        text = http.POST.get("count", "")
        asked = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return max(least, min(asked, MOST_ROWS))


def scheme_form(http, rows, owners=(), initial=None):
    data = http.POST if http.method == "POST" else None
    return SchemeForm(data, owners=owner_choices(owners), rows=rows, initial=initial)


def created(http, form, owners):
    if not form.is_valid():
        return None, 422
    try:
        county, department = owner_asked(owners, form.cleaned_data.get("owner"))
        told = form.told() | {"county": county.code, "owner": owner_told(department)}
        made = create_scheme(told, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
    messages.success(http, "已保存草稿，审核提示见下。")
    return made, 302


@takes("rows")
@desk_form
def edit(http, pk):
    """A scheme that is with its owner, typed anew."""
    subject = scheme_seen(http, pk)
    if not (subject.is_with_owner and subject.may_change(http.user)):
        raise Http404
    rows = []
    for told, indicator in zip(
        told_again(subject)["indicators"], subject.indicators_in_order, strict=True
    ):
        suggested = () if indicator.items else indicator.suggested
        rows.append(told | {"suggested": suggested})
    count = rows_asked(http, len(rows) + SPARE_ROWS)
    rows += [{}] * (count - len(rows))
    initial = told_again(subject) | {"expect": subject.version}
    form, status = scheme_form(http, rows, initial=initial), 200
    if http.method == "POST":
        status = amended(http, form, subject)
        if status == 302:
            return redirect(subject)
    context = frame_of(subject) | {
        "form": form,
        "heading": f"修改 · {subject}",
        "back": subject.get_absolute_url(),
        "more": len(rows) + FIRST_ROWS,
        "offered": item_options(OFFERED_ITEMS, public_choices(subject.county)),
    }
    return render(http, "schemes/edit.html", context, status=status)


def amended(http, form, subject):
    """Changes what was typed: the status of the answer."""
    if not form.is_valid():
        return form.refused_status
    try:
        amend_scheme(subject, form.told(), by=http.user, expect=form.cleaned_data["expect"])
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, "已保存，审核提示见下。")
    return 302


# ---- uploaded ----


@desk_form
def upload(http):
    """A workbook: the first POST shows it, the second keeps it."""
    owners = owners_of(http.user)
    if not owners:
        raise Http404
    if "told" in http.POST:
        return kept(http, lambda told: create_scheme(told, by=http.user))
    form = UploadForm(http.POST or None, http.FILES or None, owners=owner_choices(owners))
    context = {"heading": "上传考核方案", "back": reverse("desk:schemes"), "form": form}
    context["words"] = words_for(owners[0][2])
    if http.method != "POST":
        return render(http, "schemes/upload.html", context)

    def read():
        county, department = owner_asked(owners, http.POST.get("owner"))
        told, remarks = told_by_upload(uploads_of(http), county, {"year": year_typed(http)})
        about = {"county": county.code, "owner": owner_told(department)}
        return told | about, remarks, county, department

    return previewed(http, context, form, read)


@desk_form
def upload_again(http, pk):
    """The revised workbook of a scheme that is with its owner."""
    subject = scheme_seen(http, pk)
    if not (subject.is_with_owner and subject.may_change(http.user)):
        raise Http404
    if "told" in http.POST:
        expect = http.POST.get("expect", "")
        version = (
            int(expect) if expect.isascii() and expect.isdigit() and len(expect) < 10 else None
        )
        return kept(
            http,
            lambda told: amend_scheme(subject, told, by=http.user, expect=version),
            to=reverse("desk:scheme-comparison", args=[pk]),
        )
    form = UploadForm(http.POST or None, http.FILES or None, is_revised=True)
    context = frame_of(subject) | {
        "heading": f"上传修改后的表格 · {subject}",
        "back": subject.get_absolute_url(),
        "form": form,
        "expect": subject.version,
    }
    if http.method != "POST":
        return render(http, "schemes/upload.html", context)

    def read():
        told, remarks = told_by_upload(
            uploads_of(http), subject.county, {"year": subject.year, "title": subject.title}
        )
        return told, remarks, subject.county, subject.department

    return previewed(http, context, form, read)


def uploads_of(http):
    return http.FILES.getlist("file")


def year_typed(http):
    text = http.POST.get("year", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Invalid({"year": "应为四位年份。"})
    return int(text)


def previewed(http, context, form, read):
    """The page with what was read and found, or with every fault of the file."""
    try:
        told, remarks, county, department = read()
        scheme, judgement = checked(told, county, department)
    except WorkbookRefused as refused:
        context["faults"] = refused.errors_in_file
        return render(http, "schemes/upload.html", context, status=refused.status)
    except FileRefused as refused:
        context["faults"] = [{"message": refused.sentence}]
        return render(http, "schemes/upload.html", context, status=422)
    except (Invalid, Busy) as refused:
        form.is_valid()
        form.refuse(refused)
        return render(http, "schemes/upload.html", context, status=refused.status)
    by_number = {}
    for found in judgement.found:
        label = LABELS.get(found.finding.rule, found.finding.rule)
        by_number.setdefault(found.number, []).append((label, found.finding))
    context |= {
        "told": json.dumps(told, ensure_ascii=False),
        "scheme": scheme,
        "remarks": remarks,
        "whole": by_number.get(None, []),
        "rows": [
            (one, judgement.ties[one.number], by_number.get(one.number, []))
            for one in scheme.indicators
        ],
        "count": len(judgement.found),
    }
    return render(http, "schemes/upload.html", context)


def kept(http, keep, to=""):
    """Keeps what was shown; what comes back with the page is judged like anything else."""
    try:
        told = json.loads(http.POST["told"])
    except ValueError:
        told = None
    if not isinstance(told, dict):
        messages.error(http, UNREADABLE)
        return redirect(http.path)
    try:
        made = keep(told)
    except Refusal as refused:
        messages.error(http, refused.sentence)
        return redirect(http.path)
    messages.success(http, "已保存，审核提示见下。")
    return redirect(to or made)
