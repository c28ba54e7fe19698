"""The sheet of one application: a new one, or a draft, with its form and what is drawn up on it."""

from dataclasses import dataclass, field

from access_control.models import Channel
from access_control.requests.application.filled_in import (
    TOWNSHIP_UNABLE,
    new_item_content,
    title_of,
)
from access_control.requests.application.forms import (
    ApplicationForm,
    NewApplicationForm,
    item_initial,
)
from access_control.requests.application.own_change import OwnChange, Way, own_change_of
from access_control.requests.circumstances import circumstances_open
from access_control.requests.forms import support_initial
from access_control.requests.requests_json import standing_findings
from access_control.requests.rules import hands_back
from access_control.requests.services.applicants import DEPARTMENT, OPEN_TO, TOWNSHIP
from access_control.requests.services.checking import missing_of

from .seen import lookup_for

HEAD = ("circumstance", "title", "reason", "necessity", "starts_on", "ends_on")
LONGEST_QUESTION = 200
ADD = "add"


@dataclass
class Sheet:
    """The page of one application: its unit, its draft (None before there is one), the change that
    is drawn up on it, and what was found.
    """

    user: object
    county: object
    lookup: object
    own: object = None
    subject: object = None
    units: list = field(default_factory=list)
    form: object = None
    findings: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    is_checked: bool = False
    saved_at: str = ""
    conflict: object = None
    followed: object = None

    @property
    def department(self):
        if self.subject:
            return self.subject.department
        return self.units[0][1].department if len(self.units) == 1 else None

    @property
    def takes_away(self):
        """Whether the changes of the draft, which have pages of their own, only hand work back."""
        subject = self.subject
        return bool(subject) and hands_back(subject, subject.changes_in_order())

    def has_no_place_for_item(self):
        """Whether an item was typed, although the changes have pages of their own."""
        return self.own is None and self.form.holds_item

    def told(self):
        """What was typed, as the services take it; the title is written where nobody did."""
        told = self.form.told_of_what_was_sent()
        typed = {}
        if self.own and self.form.holds_item:
            typed = self.form.content_typed()
            changes = self.own.told(typed)
            if changes is not None:
                told["changes"] = changes
        if not told.get("title"):
            told["title"] = title_of(self.form.channel, self.own, typed)
        return told

    def take_checked(self, checked):
        """Shows what was found in what was typed."""
        self.findings, self.missing, self.is_checked = checked.findings, checked.missing, True

    def take_standing(self):
        """Shows what the draft as it is saved was told."""
        self.findings = standing_findings(self.subject, self.user)
        self.missing = missing_of(self.subject, self.subject.changes_in_order())
        self.is_checked = True


def new_sheet(http, units, item, followed=None):
    """The sheet of a new application, for an item, or in the footsteps of another request."""
    county, unit = unit_of(http, item, units)
    lookup = lookup_for(http.user, county)
    begun = None
    if item is None and len(units) == 1:
        begun = new_item_content(unit)
    own = OwnChange(lookup, item=item, township=unit.township, begun=begun)
    if item and unit.township:
        own.way = Way.LEAVE
    if followed:
        own = None  # its changes are taken over as they are
    sheet = Sheet(http.user, county, lookup, own, units=units, followed=followed)
    sheet.form = new_form(http, sheet, item)
    return sheet


def unit_of(http, item, units):
    """The unit that is chosen; before one is, the first that may apply, for this item."""
    chosen = http.POST.get("applicant")
    for one in units:
        if key_of(*one) == chosen:
            return one
    if item is None:
        return units[0]
    return next(one for one in units if one[0].pk == item.county_id)


def new_form(http, sheet, item):
    kinds = {unit.kind for _county, unit in sheet.units}
    channels = channels_for(kinds)
    channel = channel_of(http, sheet, item, channels)
    circumstances = circumstances_open(sheet.county).values()
    return NewApplicationForm(
        http.POST if http.method == "POST" else None,
        own=sheet.own,
        offers=sheet.lookup.offers(),
        channel=channel,
        initial={"channel": channel} | new_initial(http, sheet, item),
        units=[(key_of(*one), name_of(*one)) for one in sheet.units],
        channels=[(value, value.label) for value in channels],
        circumstances=[row for row in circumstances if set(channels) & set(row.channels)],
    )


def channels_for(kinds):
    """The channels that are open to units of these kinds."""
    return [Channel(channel) for channel, open_to in OPEN_TO.items() if kinds & set(open_to)]


def channel_of(http, sheet, item, channels):
    """The channel that was chosen; before one is, the usual one."""
    if sheet.followed:
        chosen = sheet.followed.channel
    else:
        chosen = parameter(http, "channel")
    if chosen in channels:
        return chosen
    is_of_department = any(unit.kind == DEPARTMENT for _county, unit in sheet.units)
    if is_of_department and item is None:
        return Channel.ADMISSION
    return Channel.ADJUSTMENT


def new_initial(http, sheet, item):
    """What stands in the boxes of a new application before anything is typed."""
    initial = {}
    if sheet.own:
        initial |= item_initial(sheet.own)
        initial["op"] = ADD if sheet.own.is_new_item else ""
    if item is None:
        initial["item-name"] = http.GET.get("q", "").strip()[:LONGEST_QUESTION]
    if len(sheet.units) == 1:
        initial["applicant"] = key_of(*sheet.units[0])
    if item:
        initial["code"] = item.code
        if any(unit.kind == TOWNSHIP for _county, unit in sheet.units):
            initial["circumstance"] = http.GET.get("circumstance") or TOWNSHIP_UNABLE
    if sheet.followed:
        initial |= again(sheet.followed)
    return initial


def parameter(http, name):
    """What the address names, or the form that was sent; "" where neither does."""
    return http.GET.get(name) or http.POST.get(name) or ""


def again(followed):
    """What the new application says like the one that it goes on from; but for its end."""
    names = ("circumstance", "channel", "title", "reason", "necessity")
    said = {name: getattr(followed, name) for name in names}
    return said | support_initial(followed.support) | {"follows": followed.pk}


def key_of(county, unit):
    """What names a unit in the form."""
    place = unit.department or unit.township
    return f"{county.code}|{unit.kind}|{place.pk if place else ''}"


def name_of(county, unit):
    place = unit.department or unit.township
    return place.name if place else f"{county.name}编办"


def draft_sheet(http, subject, data=None):
    """The page of a draft; `data` is what was typed, where it was sent."""
    lookup = lookup_for(http.user, subject.county)
    code = parameter(http, "code")[:11]
    rows = subject.items_named_by(http.user).current()
    item = rows.filter(code=code).first() if code else None
    own = own_change_of(subject, lookup, item, adds=parameter(http, "op") == ADD)
    if own and own.is_new_item and not own.change:
        own.begun = new_item_content(subject)
    sheet = Sheet(http.user, subject.county, lookup, own, subject)
    sheet.form = draft_form(sheet, data, item)
    return sheet


def draft_form(sheet, data, item):
    subject, own = sheet.subject, sheet.own
    initial = {name: getattr(subject, name) for name in HEAD}
    initial |= support_initial(subject.support) | {"expect": subject.version}
    if own:
        initial |= item_initial(own)
        initial["code"] = own.item.code if own.item else ""
        initial["op"] = ADD if own.is_new_item else ""
    table = circumstances_open(subject.county, kept=subject.circumstance).values()
    return ApplicationForm(
        data,
        own=own,
        offers=sheet.lookup.offers(),
        channel=subject.channel,
        initial=initial,
        circumstances=[row for row in table if subject.channel in row.channels],
    )


def draft_only(http, subject):
    """The sheet of a draft without a form."""
    lookup = lookup_for(http.user, subject.county)
    return Sheet(http.user, subject.county, lookup, own_change_of(subject, lookup), subject)
