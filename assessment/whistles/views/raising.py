"""The page with which a township calls: who will come is shown before it is sent; it
needs a thumb and no script.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from assessment.models import Urgency, Whistle
from assessment.models.whistles import A_YEAR, CLOCK_RULES
from assessment.whistles.forms import CallForm
from assessment.whistles.services.raising import raise_whistle, townships_of
from assessment.whistles.services.routing import LEADING, Route, Routing
from dutylist.attachments.models import AttachmentKind
from dutylist.attachments.services import attach
from dutylist.history.texts import query_fault
from dutylist.organizations.words import staffing_office_of, words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.calendar import deadline_after
from dutylist.workflow.moments import Minutes, minute_words
from dutylist.workflow.refusals import Refusal

MOST_FOUND = 20
MOST_PHOTOS = 9


@dataclass
class Level:
    """One degree of urgency: its radio, and until when somebody is there."""

    value: str
    label: str
    hint: str
    is_chosen: bool


@takes("item", "township", "q")
@desk_form
def new(http):
    township = township_asked(http)
    routing = Routing(township.county)
    code = asked(http, "item")
    entry = routing.entry(code, township) if code else None
    if code and entry is None:
        raise Http404
    form, status = empty_form(http), 200
    if http.method == "POST":
        form = CallForm(http.POST, http.FILES)
        whistle, status = sent(http, form, township, code)
        if whistle:
            return redirect(whistle)
    context = page_of_call(http, township, routing, entry, form)
    return render(http, "whistles/new.html", context, status=status)


def asked(http, name):
    return http.POST.get(name) or http.GET.get(name, "")


def township_asked(http):
    """The township in whose name is called: the one that is named, or the person's first."""
    code = asked(http, "township")
    for township in townships_of(http.user):
        if code in ("", township.code):
            return township
    raise Http404


def empty_form(http):
    return CallForm(
        initial={
            "level": Urgency.ORDINARY,
            "contact": http.user.get_full_name(),
            "external_id": f"desk-{uuid.uuid4().hex}",
        }
    )


def sent(http, form, township, code):
    """(the whistle, 302), or None and the status of the refusal."""
    if not form.is_valid():
        return None, 422
    told = form.told() | {"township": township.code, "item": code or None}
    try:
        whistle, _is_new = raise_whistle(told, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status
    messages.success(http, said_of(whistle))
    keep_photos(http, whistle)
    return whistle, 302


def said_of(whistle):
    if whistle.lead:
        return f"已发给{whistle.lead.name}，{whistle.until_words()}"
    return f"已送{staffing_office_of(whistle.county)}派单。"


def keep_photos(http, whistle):
    """What can not be kept does not stand in the way of the call."""
    for upload in http.FILES.getlist("photos")[:MOST_PHOTOS]:
        try:
            attach(whistle, upload, AttachmentKind.PHOTO, by=http.user)
        except Refusal as refused:
            messages.warning(http, f"照片“{upload.name}”没有保存：{refused.sentence}")


def page_of_call(http, township, routing, entry, form):
    own = townships_of(http.user)
    context = {
        "words": words_for(township.county, township),
        "township": township,
        "townships": own if len(own) > 1 else (),
        "form": form,
        "levels": levels_of(township, form),
        "entry": entry,
    }
    if entry is None:
        return context | found_for(http, township, routing)
    route = routing.route(entry)
    since = timezone.now() - A_YEAR
    before = Whistle.objects.visible_to(http.user).on_item(township.county, entry["code"], since)
    return context | {
        "route": route,
        "internal_office": office_of(entry, route),
        "duty": entry.get("township_duty", ""),
        "before": before.select_related("county", "township").order_by("-pk"),
        "limit": township.county.policy.value("whistle_adjustment_count"),
    }


def office_of(entry, route: Route):
    """The internal office that the list names of the department that leads."""
    if route.lead is None:
        return ""
    for part in entry.get("responsibilities", []):
        if part.get("role") in LEADING:
            return part.get("internal_office") or ""
    return ""


def levels_of(township, form):
    """[`Level`] with the moments that they would come to now."""
    whistle = Whistle(county=township.county)
    now, chosen = timezone.now(), form["level"].value()
    levels = []
    for value, label in Urgency.choices:
        length = whistle.clock_days(CLOCK_RULES[value])
        deadline = deadline_after(now, length)
        if isinstance(length, Minutes):
            hint = f"{length_words(length)}内到场，即{minute_words(deadline.at)}前"
        else:
            day = deadline.on
            hint = f"{length}个工作日内到场，即{day.month}月{day.day}日前"
        if value == Urgency.EMERGENCY:
            hint += "；同时请打110、119，不要等平台"
        levels.append(Level(value, label, hint, value == chosen))
    return levels


def length_words(minutes):
    if minutes % 60:
        return f"{minutes}分钟"
    return f"{minutes // 60}小时"


def found_for(http, township, routing):
    """The items of the township's list whose name holds what was looked for."""
    query = http.GET.get("q", "").strip()
    fault = query_fault(query)
    found = []
    if query and not fault:
        for row in routing.entries_for(township):
            if query in row["name"] or query == row["code"]:
                found.append(row)
    return {"query": query, "fault": fault, "found": found[:MOST_FOUND]}
