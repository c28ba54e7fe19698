"""A township blows the whistle: what it tells is read, numbered, and sent to whoever answers
for the item by the list.
"""

import math
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from assessment.models import (
    RouteGround,
    Urgency,
    Whistle,
    WhistleAction,
    WhistleDepartment,
    WhistlePart,
)
from assessment.models.whistles import LONGEST_CONTACT, LONGEST_ID, LONGEST_PLACE
from dutylist.history.limits import LONGEST_TEXT, text_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy, Region, User
from dutylist.organizations.roles import TOWNSHIP_ROLES, Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.calendar import deadline_after
from dutylist.workflow.engine import begin, perform
from dutylist.workflow.refusals import Invalid, NotAllowed, NotDue

from .adjusting import draft_adjustment
from .routing import Route, Routing
from .telling import tell_roles, tell_units

MEMBERS = (
    "township",
    "item",
    "level",
    "text",
    "place",
    "latitude",
    "longitude",
    "contact",
    "external_id",
)
TEXTS = {
    "text": LONGEST_TEXT,
    "place": LONGEST_PLACE,
    "contact": LONGEST_CONTACT,
    "external_id": LONGEST_ID,
}
DEGREES = {"latitude": 90, "longitude": 180}
A_MILLIONTH = Decimal("0.000001")


def raise_whistle(told, *, by, source="form"):
    """Sends a whistle of what is told (`MEMBERS`): -> (the `Whistle`, whether it is new). What the
    same source has sent already under this `external_id` is found, not sent again.

    Every fault is named at once, at its own path. Raises Invalid, NotAllowed.
    """
    require_members(told, MEMBERS)
    township = township_of(told.get("township"), by)
    county = township.county
    with recording(by=by, source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        if sent := sent_before(told, township, by):
            return sent, False
        whistle, route = WhistleReader(told, township).whistle(by)
        take_number(whistle)
        clock = whistle.clock_days(whistle.clock_among(()))
        deadline = deadline_after(whistle.raised_at, clock)
        whistle.due_on, whistle.due_at = deadline.on, deadline.at
        if route.lead:
            whistle.lead, whistle.ground = route.lead, RouteGround.ITEM
            whistle.is_being_raised = True
        begin(whistle, by=by, source=source)
        if route.lead:
            send_by_list(whistle, route)
        else:
            tell_roles(whistle, (Role.CLERK,), "raised", f"待派单：{whistle}")
        draft_adjustment(whistle)
    return whistle, True


def township_of(code, by):
    """The township that is named, of those this person works in, or the only one."""
    own = townships_of(by)
    if code is None:
        return the_only_one(own)
    if not isinstance(code, str) or not is_code(code):
        raise Invalid({"township": "应为单位的12位代码。"})
    if found := own.filter(code=code).first():
        return found
    if Region.objects.valid().filter(code=code, level="township").exists():
        raise NotAllowed("您不是这一单位的人员，不能以其名义吹哨。", code="role")
    raise Invalid({"township": f"没有代码为{code}的单位。"})


def is_code(text):
    return len(text) == 12 and text.isascii() and text.isdigit()


def townships_of(user):
    """The townships in whose name this person may call."""
    ids = user.standing().township_ids(*TOWNSHIP_ROLES)
    rows = Region.objects.valid().filter(pk__in=ids).select_related("parent")
    return rows.order_by("code")


def the_only_one(own):
    found = list(own[:2])
    if not found:
        raise NotAllowed("吹哨由基层单位的人员提出，您没有相应的角色。", code="role")
    if len(found) > 1:
        raise Invalid({"township": "您在多个单位任职，请写明吹哨单位（township，12位代码）。"})
    return found[0]


def sent_before(told, township, by):
    """What this source has sent under the number it gives, or None."""
    number = told.get("external_id")
    if not isinstance(number, str) or not clean_text(number) or text_fault(number, LONGEST_ID):
        return None
    rows = Whistle.objects.filter(township=township, raised_by=by)
    return rows.filter(external_id=clean_text(number)).first()


class WhistleReader:
    """Reads what a township tells, and collects every fault."""

    def __init__(self, told, township):
        self.told, self.township, self.faults = told, township, {}
        self.routing = Routing(township.county)

    def whistle(self, by):
        """(a whistle that is not saved yet, its `Route`); Invalid names every fault."""
        texts = {}
        for name, longest in TEXTS.items():
            texts[name] = self.text(name, longest)
        if not texts["text"] and "text" not in self.faults:
            self.faults["text"] = "请写明现场怎么了。"
        degrees = self.degrees()
        level, entry = self.level(), self.entry()
        if self.faults:
            raise Invalid(self.faults)
        whistle = Whistle(
            county=self.township.county,
            township=self.township,
            level=level,
            raised_by=by,
            raised_by_name=by.get_full_name(),
            raised_at=timezone.now(),
            **texts,
            **degrees,
        )
        if entry is None:
            return whistle, Route()
        whistle.item_code, whistle.item_name = entry["code"], entry["name"]
        whistle.item_kind = entry["kind"]
        return whistle, self.routing.route(entry)

    def text(self, name, longest):
        value = self.told.get(name)
        if value is None:
            return ""
        try:
            text = clean_text(as_text(value))
        except Wrong as wrong:
            self.faults[name] = str(wrong)
            return ""
        if len(text) > longest:
            self.faults[name] = f"共{len(text)}字，最多{longest}字。"
        return text

    def level(self):
        level = self.told.get("level")
        if not isinstance(level, str) or level not in Urgency.values:
            self.faults["level"] = f"请写明有多急，可填：{'、'.join(Urgency.values)}。"
            return ""
        return level

    def degrees(self):
        found = {}
        for name, most in DEGREES.items():
            found[name] = self.degree(name, most)
        is_half = (found["latitude"] is None) != (found["longitude"] is None)
        if is_half and not self.faults.keys() & DEGREES.keys():
            missing = "latitude" if found["latitude"] is None else "longitude"
            self.faults[missing] = "经度和纬度要一起填写。"
        return found

    def degree(self, name, most):
        value = self.told.get(name)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or abs(value) > most:
            self.faults[name] = f"应为-{most}到{most}之间的数。"
            return None
        return Decimal(str(value)).quantize(A_MILLIONTH)

    def entry(self):
        """The entry that is named; None where none is."""
        code = self.told.get("item")
        if code is None or code == "":
            return None
        if not isinstance(code, str):
            self.faults["item"] = "应为事项的编码。"
            return None
        entry = self.routing.entry(code, self.township)
        if entry is None:
            self.faults["item"] = (
                f"{self.township.name}现行的清单里没有编码为“{code[:20]}”的事项；"
                f"清单里找不到的，不填事项，由{staffing_office_of(self.township.parent)}派单。"
            )
        return entry


def take_number(whistle):
    """Gives the next number of the county and year; under the county's lock."""
    whistle.year = timezone.localdate(whistle.raised_at).year
    rows = Whistle.objects.filter(county=whistle.county, year=whistle.year)
    whistle.serial = (rows.aggregate(last=Max("serial"))["last"] or 0) + 1
    whistle.number = f"吹哨〔{whistle.year}〕{whistle.serial}号"


# ---- sent by the list ----


def send_by_list(whistle, route):
    """The system passes it on at once to whoever leads by the list."""
    ask(whistle, route.lead, WhistlePart.LEAD)
    for department in route.joint:
        ask(whistle, department, WhistlePart.JOINT)
    reason = f"按清单派给牵头部门{route.lead.name}。"
    perform(
        whistle,
        WhistleAction.ROUTE,
        by=User.objects.system(),
        reason=reason,
        at=whistle.raised_at,
    )
    whistle.is_being_raised = False
    tell_units(whistle, [route.lead], "dispatched", f"待接单：{whistle}")
    tell_units(whistle, route.joint, "joined", f"请一起到场：{whistle}")


def require_being_raised(whistle):
    if not whistle.is_being_raised:
        raise NotDue("按清单派单在吹哨时一并办理。")


def ask(whistle, department, part):
    """From now on the department has this part in it; what it was before, it is no more."""
    unit = whistle.units.filter(department=department).first()
    if unit is None:
        unit = WhistleDepartment(whistle=whistle, department=department, asked_at=timezone.now())
    unit.part = part
    unit.save()
