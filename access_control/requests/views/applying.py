"""The application on one page: looked up first, drawn up while it is typed, checked beside each
field. Every button works without script; with it the same answers come by themselves.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from access_control.models import ChangeRequest, Channel
from access_control.models.request_readers import known_items
from access_control.requests.application.filled_in import (
    TOWNSHIP_UNABLE,
    acts_offered,
    new_item_content,
    title_of,
)
from access_control.requests.application.forms import (
    ApplicationForm,
    NewApplicationForm,
    item_initial,
)
from access_control.requests.application.own_change import OwnChange, Way, own_change_of
from access_control.requests.application.questions import Questions
from access_control.requests.application.searching import look_up
from access_control.requests.circumstances import circumstances_open
from access_control.requests.forms import support_initial
from access_control.requests.requests_json import standing_findings
from access_control.requests.rules import hands_back
from access_control.requests.services.applicants import DEPARTMENT, OPEN_TO, TOWNSHIP
from access_control.requests.services.checking import missing_of
from access_control.requests.services.checking_unsaved import (
    checked_amendment,
    checked_request,
)
from access_control.requests.services.drafting import amend_request, create_request
from access_control.requests.services.ending import changes_again
from dutylist.history.models import Batch
from dutylist.history.texts import query_fault
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal, Stale
from items.models import DutyItem
from items.register.places import frame

from .seen import lookup_for, request_seen, units_to_apply_for, version_seen

HEAD = ("circumstance", "title", "reason", "necessity", "starts_on", "ends_on")
LONGEST_QUESTION = 200
# What the buttons of the page ask for; without a word it is kept and the request's page follows.
CHECK, SAVE, AUTOSAVE = "check", "save", "autosave"
ADD = "add"
HAS_PAGES = (
    "这件申请的拟调整内容已经另外填写，本页填写的事项内容没有存下，"
    "请到申请页面的“拟调整内容”中填写。"
)


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
        """Whether an item was typed, although the changes of the request have pages of their own."""
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


def asked(http, name):
    return http.GET.get(name) or http.POST.get(name) or ""


def item_named(http, units):
    """The item from which an adjustment starts; None where none is named that this person knows."""
    counties = [county.pk for county, _unit in units]
    known = DutyItem.objects.filter(known_items(http.user), county__in=counties)
    return known.filter(code=asked(http, "code")[:11]).current().first()


def request_followed(http):
    """The request that a new one goes on from; None where none is named that this person sees."""
    pk = asked(http, "follows")
    if not (pk.isascii() and pk.isdigit()) or len(pk) > 18:
        return None
    return ChangeRequest.objects.visible_to(http.user).filter(pk=pk).first()


def again(followed):
    """What the new application says like the one that it goes on from; but for its end."""
    names = ("circumstance", "channel", "title", "reason", "necessity")
    said = {name: getattr(followed, name) for name in names}
    return said | support_initial(followed.support) | {"follows": followed.pk}


def new_sheet(http, units, item, followed=None):
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
    units, followed = sheet.units, sheet.followed
    kinds = {unit.kind for _county, unit in units}
    channels = [(c, Channel(c).label) for c, open_to in OPEN_TO.items() if kinds & set(open_to)]
    channel = followed.channel if followed else asked(http, "channel")
    if channel not in dict(channels):
        is_from_above = DEPARTMENT in kinds and item is None
        channel = Channel.ADMISSION if is_from_above else Channel.ADJUSTMENT
    initial = {"channel": channel}
    if sheet.own:
        initial |= item_initial(sheet.own)
        initial["op"] = ADD if sheet.own.is_new_item else ""
    if item is None:
        initial["item-name"] = http.GET.get("q", "").strip()[:LONGEST_QUESTION]
    if len(units) == 1:
        initial["applicant"] = key_of(*units[0])
    if item:
        initial["code"] = item.code
        if TOWNSHIP in kinds:
            initial["circumstance"] = http.GET.get("circumstance") or TOWNSHIP_UNABLE
    if followed:
        initial |= again(followed)
    table = circumstances_open(sheet.county).values()
    offered = {value for value, _label in channels}
    return NewApplicationForm(
        http.POST if http.method == "POST" else None,
        own=sheet.own,
        offers=sheet.lookup.offers(),
        channel=channel,
        initial=initial,
        units=[(key_of(*one), name_of(*one)) for one in units],
        channels=channels,
        circumstances=[row for row in table if offered & set(row.channels)],
    )


def key_of(county, unit):
    """What names a unit in the form."""
    place = unit.department or unit.township
    return f"{county.code}|{unit.kind}|{place.pk if place else ''}"


def name_of(county, unit):
    place = unit.department or unit.township
    return place.name if place else f"{county.name}编办"


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
            take_checked(sheet, checked_request(told, by=http.user))
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


def take_checked(sheet, checked):
    sheet.findings, sheet.missing, sheet.is_checked = checked.findings, checked.missing, True


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
        take_standing(sheet)
    return shown(http, sheet, status)


def draft_sheet(http, subject, data=None):
    """The page of a draft; `data` is what was typed, where it was sent."""
    lookup = lookup_for(http.user, subject.county)
    code = asked(http, "code")[:11]
    rows = subject.items_named_by(http.user).current()
    item = rows.filter(code=code).first() if code else None
    own = own_change_of(subject, lookup, item, adds=asked(http, "op") == ADD)
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
            take_checked(sheet, checked_amendment(sheet.subject, sheet.told(), by=http.user))
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


@dataclass
class Conflict:
    """What a colleague saved meanwhile, where it differs from what is typed here."""

    who: str
    version: int
    lines: list


def conflict_of(http, sheet):
    subject = request_seen(http, sheet.subject.pk)
    # An empty form of what is saved now knows what stands in each box.
    saved = draft_form(draft_only(http, subject), None, None)
    lines = []
    for name, box in sheet.form.fields.items():
        if name not in saved.fields or name not in sheet.form.data or box.widget.is_hidden:
            continue
        theirs, mine = chosen_text(saved[name]), chosen_text(sheet.form[name])
        if theirs != mine and (mine or name != "title"):
            lines.append((box.label, theirs or "（空）"))
    return Conflict(last_writer(subject, http.user), subject.version, lines)


def draft_only(http, subject):
    lookup = lookup_for(http.user, subject.county)
    return Sheet(http.user, subject.county, lookup, own_change_of(subject, lookup), subject)


def chosen_text(box):
    """What stands in a box, or the words of what is chosen there."""
    value = box.value() or ""
    words = {str(code): word for code, word in getattr(box.field.widget, "choices", ())}
    if isinstance(value, list | tuple):
        return "、".join(words.get(one, one) for one in value)
    text = str(value).replace("\r\n", "\n").strip()
    return words.get(text, text) if text else ""


def last_writer(subject, user):
    """Who saved last and when, as far as this person may read it."""
    last = ChangeRequest.history.filter(id=subject.pk).order_by("-history_id").first()
    batch = Batch.objects.readable_by(user).defer("body").filter(pk=last and last.batch).first()
    return f"{batch.actor_name}（{batch.at_words}）" if batch else ""


def take_standing(sheet):
    """What the draft as it is saved was told."""
    subject = sheet.subject
    sheet.findings = standing_findings(subject, sheet.user)
    sheet.missing = missing_of(subject, subject.changes_in_order())
    sheet.is_checked = True


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
    take_standing(sheet)
    sheet.saved_at = timezone.localtime().strftime("%H:%M")
    return sheet


def edit_address(http, subject):
    """The page of the draft; what it is to be about, and is not yet, is kept in mind."""
    address = reverse("desk:request-edit", args=[subject.pk])
    if code := asked(http, "code")[:11]:
        return f"{address}?{urlencode({'code': code})}"
    if asked(http, "op") == ADD:
        return f"{address}?op={ADD}"
    return address


def shown(http, sheet, status=200):
    context = frame(http, sheet.county) | {"counties": ()}
    questions = Questions(
        sheet.form,
        sheet.own,
        words=context["words"],
        department=sheet.department,
        takes_away=sheet.takes_away,
    )
    changes = []
    if sheet.subject:
        changes = pages_of_changes(sheet)
    own_findings = sheet.findings
    codes = {finding.entry for finding in own_findings if finding.entry}
    rows = DutyItem.objects.filter(known_items(http.user), code__in=codes)
    questions.take_findings(own_findings, set(rows.values_list("code", flat=True)))
    context |= {
        "sheet": sheet,
        "form": sheet.form,
        "subject": sheet.subject,
        "own": sheet.own,
        "questions": questions,
        "changes": changes,
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
    if sheet.own:
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
