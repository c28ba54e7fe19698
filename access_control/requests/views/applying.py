"""The application: its head on one page, drawn up and amended while it is with the unit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from access_control.models import ChangeRequest, Channel
from access_control.models.requests import known_items
from access_control.requests.circumstances import circumstances_open
from access_control.requests.forms import HeadForm, NewForm, support_initial
from access_control.requests.services.applicants import DEPARTMENT, OPEN_TO, TOWNSHIP
from access_control.requests.services.drafting import amend_request, create_request
from access_control.requests.services.ending import changes_again
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal
from items.models import DutyItem
from items.register.places import frame

from .seen import request_seen, units_to_apply_for

UNABLE = "township_unable"


@takes("channel", "code", "circumstance", "follows")
@desk_form
def new(http):
    """The head of a new application; a POST makes the draft."""
    units = units_to_apply_for(http.user)
    if not units:
        raise Http404
    item, followed = item_named(http, units), request_followed(http)
    form, status = new_form(http, units, item, followed), 200
    if http.method == "POST":
        made, status = create(http, form, units, followed)
        if made:
            return redirect(after_creation(made, form.cleaned_data["code"]))
    county = units[0][0]
    context = {
        **frame(http, county),
        "counties": (),
        "form": form,
        "heading": "提出申请",
        "item": item,
        "followed": followed,
        "button": "存为草稿，填写内容",
        "back": reverse("desk:requests"),
    }
    return render(http, "requests/head.html", context, status=status)


def item_named(http, units):
    """The item from which an adjustment starts; None where none is named that this person knows."""
    code = http.GET.get("code") or http.POST.get("code") or ""
    counties = [county.pk for county, _unit in units]
    known = DutyItem.objects.filter(known_items(http.user), county__in=counties)
    return known.filter(code=code[:11]).current().first()


def request_followed(http):
    """The request that a new one goes on from; None where none is named that this person sees."""
    asked = http.GET.get("follows") or http.POST.get("follows") or ""
    if not (asked.isascii() and asked.isdigit()) or len(asked) > 18:
        return None
    return ChangeRequest.objects.visible_to(http.user).filter(pk=asked).first()


def again(followed):
    """What the new application says like the one that it goes on from; but for its end."""
    names = ("circumstance", "channel", "title", "reason", "necessity")
    said = {name: getattr(followed, name) for name in names}
    return said | support_initial(followed.support) | {"follows": followed.pk}


def new_form(http, units, item, followed):
    kinds = {unit.kind for _county, unit in units}
    channels = [(c, Channel(c).label) for c, open_to in OPEN_TO.items() if kinds & set(open_to)]
    initial = {"channel": http.GET.get("channel", "")}
    if len(units) == 1:
        initial["applicant"] = key_of(*units[0])
    if item:
        initial |= {
            "code": item.code,
            "channel": Channel.ADJUSTMENT,
            "title": f"请求调整“{item.name}”",
        }
        if TOWNSHIP in kinds:
            initial["circumstance"] = http.GET.get("circumstance") or UNABLE
    if followed:
        initial |= again(followed)
    table = circumstances_open(units[0][0])
    return NewForm(
        http.POST if http.method == "POST" else None,
        action="new",
        initial=initial,
        units=[(key_of(*one), name_of(*one)) for one in units],
        channels=channels,
        circumstances=table.values(),
        lines=len(followed.support) + 1 if followed else 1,
    )


def key_of(county, unit):
    """What names a unit in the form."""
    place = unit.department or unit.township
    return f"{county.code}|{unit.kind}|{place.pk if place else ''}"


def name_of(county, unit):
    place = unit.department or unit.township
    return place.name if place else f"{county.name}编办"


def create(http, form, units, followed):
    """Makes the draft: (the request, 302), or (None, the status of the answer)."""
    if not form.is_valid():
        return None, 422
    told = form.told() | {"channel": form.cleaned_data["channel"]}
    known = {key_of(*one): one for one in units}
    chosen = known.get(form.cleaned_data["applicant"])
    if chosen is None:
        form.add_error("applicant", "请在所列单位中选择。")
        return None, 422
    county, unit = chosen
    told |= {"county": county.code, "applicant": applicant_told(unit)}
    if followed:
        told |= {"follows": followed.pk, "changes": changes_again(followed)}
    try:
        return create_request(told, by=http.user), 302
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status


def applicant_told(unit):
    if unit.kind == DEPARTMENT:
        return {"department": unit.department.name}
    if unit.kind == TOWNSHIP:
        return {"township": unit.township.code}
    return {"office": True}


def after_creation(made, code):
    """An adjustment that started from an item goes on with that item."""
    if not code:
        return made.get_absolute_url()
    return f"{reverse('desk:request-change-new', args=[made.pk])}?code={code}"


@desk_form
def edit(http, pk):
    """The head of a draft, or of what was returned."""
    subject = request_seen(http, pk)
    if not subject.may_change(http.user):
        raise Http404
    form, status = edit_form(http, subject), 200
    if http.method == "POST":
        status = amend(http, subject, form)
        if status == 302:
            messages.success(http, "已保存。")
            return redirect(subject)
    context = {
        **frame(http, subject.county),
        "counties": (),
        "form": form,
        "heading": f"修改{subject.number}",
        "subject": subject,
        "button": "保存",
        "back": subject.get_absolute_url(),
    }
    return render(http, "requests/head.html", context, status=status)


def edit_form(http, subject):
    names = ("circumstance", "title", "reason", "necessity", "starts_on", "ends_on")
    initial = {name: getattr(subject, name) for name in names}
    initial |= support_initial(subject.support) | {"expect": subject.version}
    table = circumstances_open(subject.county, kept=subject.circumstance).values()
    return HeadForm(
        http.POST if http.method == "POST" else None,
        action="edit",
        initial=initial,
        circumstances=[row for row in table if subject.channel in row.channels],
        lines=len(subject.support) + 1,
    )


def amend(http, subject, form):
    """Saves the head: the status of the answer."""
    if not form.is_valid():
        return 422
    try:
        expect = form.cleaned_data["expect"]
        amend_request(subject, form.told(), by=http.user, expect=expect)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    return 302
