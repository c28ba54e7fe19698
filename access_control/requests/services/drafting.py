"""Drawing up a request: created, amended and checked by the unit that applies."""

from django.db.models import Max
from django.utils import timezone

from access_control.models import ChangeRequest, Channel
from access_control.models.request_states import DAYS, NUMBER_WORDS, TITLE_LENGTH, UNDECIDED
from access_control.requests.circumstances import circumstances_open
from dutylist.history.limits import LONGEST_TEXT, list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy, Region
from dutylist.organizations.places_asked import county_among, county_told
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_day, as_text
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, Stale
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields
from items.entry.lookup import Lookup
from items.models import ChangeSet, ProposedChange
from items.register.services.change_sets import changing, pending_change
from items.register.services.edit_conditions import is_published
from items.register.services.proposals import amended
from items.register.services.proposing import Proposing, faults_at, require_as_asked

from .applicants import applicant_of, is_system, require_channel
from .checking import keep_findings
from .summary import require_summary

OWN_FLOWS = ("revision", "correction")
TEXTS = {"title": TITLE_LENGTH, "reason": LONGEST_TEXT, "necessity": LONGEST_TEXT}
AMENDABLE = (*TEXTS, *DAYS, "circumstance", "support", "changes")
CREATED = ("county", "applicant", "channel", "follows", *AMENDABLE)
# The clerk completes both: where the item stands in print, and that it holds no secret.
OF_THE_OFFICE = ("position", "secrecy_review")
Op, Outcome = ProposedChange.Op, ProposedChange.Outcome
DROPPED_WHILE_DRAFTING = "起草中删去"


def draft_of_the_office(told, *, by, source="form"):
    """A draft of the office's own because of what happened (a review, whistles, a problem): it is
    to be handed in, or taken back, within the days of the county's policy. -> `ChangeRequest`
    """
    return create_request(told, by=by, source=source, days="adjustment_apply_days")


def create_request(told, *, by, source="form", days=None):
    """A new draft of what is told (the members of `CREATED`): -> the `ChangeRequest`. `days` names
    the rule by which it is to be handed in; an applicant's own draft has the time he likes.

    Every fault is named at once, at its own path. Raises Invalid, NotAllowed.
    """
    require_members(told, CREATED)
    county = county_of(told, by)
    channel = channel_of(told)
    applicant = applicant_of(told.get("applicant"), county, by)
    require_channel(channel, applicant, county)
    today = timezone.localdate()
    request = ChangeRequest(
        county=county,
        channel=channel,
        department=applicant.department,
        township=applicant.township,
        drawn_up_by=by,
        drawn_up_by_name=by.get_full_name(),
        year=today.year,
    )
    if days:
        request.due_on = add_working_days(today, request.clock_days(days))
    options = {"county": county.code, "audience": request.unit_keys()}
    with recording(by=by, source=source, **options):
        CountyPolicy.objects.locked(county)
        take_number(request)
        give_change_set(request)
        writer = Writer(request, told, by)
        writer.write_origin()
        writer.write_members()
        begin(request, by=by, source=source)
        writer.write_changes()
        request.save()
        keep_findings(request)
    return request


def amend_request(request, told, *, by, expect=None, source="form"):
    """Changes a draft, or one that was returned; `changes`, when told, is the whole list: -> the
    request.
    """
    require_members(told, AMENDABLE)
    with changing(request.change_set, by=by, reason="", source=source) as owner:
        submitted = owner.words()
        if expect is not None and owner.version != expect:
            raise Stale(f"{owner.number}刚刚被他人修改过，请刷新后再改。")
        owner.require_taking_changes()
        owner.take_words(owner.rewording)
        writer = Writer(owner, told, by)
        before = owner.words()
        writer.write_members()
        writer.carry_days(before)
        writer.write_changes()
        keep_findings(owner)
        owner.version += 1
        if owner.submitted_on:
            put_aside(owner, submitted)
        owner.save()
    return owner


def put_aside(request, submitted):
    """Keeps what the unit says otherwise now apart from what it submitted, which others read."""
    request.rewording = request.words()
    request.take_words(submitted)


def county_of(told, by):
    """The county that is named, or the only one this person belongs to."""
    if is_system(by):
        county = county_among(told, Region.objects.keeping_list())
    else:
        county = county_told(told, by)
    if not is_published(county):
        raise Invalid(
            {"county": f"{county.name}尚未公布清单，首次公布以前直接编制清单，不需要申请。"}
        )
    return county


def channel_of(told):
    channel = told.get("channel")
    if channel in OWN_FLOWS:
        raise Invalid({"channel": "集中修订和更正另有流程，不在这里申请。"}, code="own_flow")
    if channel not in Channel.values:
        raise Invalid({"channel": f"可填：{'、'.join(Channel.values)}。"})
    return Channel(channel)


def take_number(request):
    """Gives the next number of the channel and year, never used again; under the county's lock."""
    rows = ChangeRequest.objects.filter(
        county=request.county, channel=request.channel, year=request.year
    )
    request.serial = (rows.aggregate(last=Max("serial"))["last"] or 0) + 1
    word = NUMBER_WORDS[request.channel]
    request.number = f"{word}〔{request.year}〕{request.serial}号"


def give_change_set(request):
    """Its own empty change set, known by the request's number."""
    change_set = ChangeSet(
        county=request.county, owner_kind=request.owner_kind, title=request.number
    )
    change_set.save()
    request.change_set = change_set


class Writer:
    """Writes what is told into a request, inside an open recording."""

    def __init__(self, request, told, by):
        self.request, self.told, self.by = request, told, by
        self.errors = {}
        self.lookup = Lookup(request.county)

    def write_members(self):
        """Everything but the changes; every fault of them at once."""
        for name, longest in TEXTS.items():
            if name in self.told:
                setattr(self.request, name, self.text(name, longest))
        for name in DAYS:
            if name in self.told:
                setattr(self.request, name, self.day(name))
        if "circumstance" in self.told:
            self.request.circumstance = self.circumstance()
        if "support" in self.told:
            self.request.support = self.support()
        self.check_days()
        if self.errors and "changes" not in self.told:
            raise Invalid(self.errors)

    def text(self, name, longest):
        try:
            text = clean_text(as_text(self.told[name] or ""))
        except Wrong as wrong:
            self.errors[name] = str(wrong)
            return ""
        if len(text) > longest:
            self.errors[name] = f"最多{longest}个字，现有{len(text)}个字。"
        return text

    def day(self, name):
        value = self.told[name]
        if value in (None, ""):
            return None
        try:
            return as_day(value)
        except Wrong as wrong:
            self.errors[name] = str(wrong)
            return None

    def check_days(self):
        first, last = self.request.starts_on, self.request.ends_on
        if first and last and last < first:
            self.errors["ends_on"] = "终止日期不得早于起始日期。"

    def write_origin(self):
        """The request that this one goes on from: one that is decided, and that its drawer sees."""
        pk = self.told.get("follows")
        if pk is None:
            return
        rows = ChangeRequest.objects.visible_to(self.by).filter(county=self.request.county)
        found = rows.exclude(status__in=UNDECIDED).filter(pk=pk).first() if is_id(pk) else None
        if found is None:
            self.errors["follows"] = "没有这一编号的已办结申请。"
        self.request.follows = found

    def circumstance(self):
        code = self.told["circumstance"] or ""
        table = circumstances_open(self.request.county, kept=self.request.circumstance)
        fitting = [c.code for c in table.values() if self.request.channel in c.channels]
        if code and code not in fitting:
            self.errors["circumstance"] = f"可填：{'、'.join(fitting)}。"
            return ""
        return code

    def support(self):
        try:
            content = clean_content({"support": self.told["support"]}, self.lookup, is_draft=True)
        except Invalid as refused:
            self.errors |= refused.errors
            return []
        return content["support"]

    def write_changes(self):
        """The changes, when they are told: the whole list, an entry with `id` keeps that change."""
        if "changes" not in self.told:
            return
        asked = self.told["changes"]
        if not isinstance(asked, list):
            raise Invalid({**self.errors, "changes": "应为列表。"})
        if fault := list_fault(asked):
            raise Invalid({**self.errors, "changes": fault})
        kept = [one["id"] for one in asked if isinstance(one, dict) and "id" in one]
        self.drop_others(kept)
        changes = []
        for place, one in enumerate(asked):
            try:
                with faults_at(f"changes.{place}"):
                    changes.append(self.write_change(one))
            except Invalid as refused:
                if refused.code != "invalid":
                    raise
                self.errors |= refused.errors
        if self.errors:
            raise Invalid(self.errors)
        self.request.order = [change.pk for change in changes]

    def drop_others(self, kept):
        """What the list no longer names is taken back."""
        for change in self.request.changes.pending():
            if change.pk not in kept:
                change.end(Outcome.WITHDRAWN, DROPPED_WHILE_DRAFTING)
                change.save()

    def write_change(self, one):
        asked = self.asked_of(one)
        pk = asked.pop("id", None)
        change = self.kept(pk, asked) if pk is not None else self.proposed(asked)
        if self.request.channel == Channel.SUMMARY:
            require_summary(change)
        return change

    def asked_of(self, one):
        """What is asked, without what is the office's, with the support and the days of the whole
        request.
        """
        if not isinstance(one, dict):
            raise Invalid({"": "内容应为一个 JSON 对象。"})
        asked = dict(one)
        is_kept = "id" in asked
        if isinstance(asked.get("item"), dict):
            asked["item"] = self.completed(asked["item"], asked.get("op"), "item", is_kept)
        if isinstance(asked.get("items"), list):
            parts = []
            for number, part in enumerate(asked["items"]):
                parts.append(self.completed(part, Op.ADD, f"items.{number}", is_kept))
            asked["items"] = parts
        return asked

    def completed(self, item, op, path, is_kept):
        if not isinstance(item, dict):
            return item
        if theirs := [name for name in OF_THE_OFFICE if name in item]:
            said = f"由{staffing_office_of(self.request.county)}经办人受理时补充，申请时不填写。"
            raise Invalid({f"{path}.{name}": said for name in theirs})
        item = dict(item)
        if op in (Op.ADD, Op.REVISE) and self.request.support and not item.get("support"):
            item["support"] = self.request.support
        if self.gives_days(op):
            self.give_days(item, is_kept)
        return item

    def gives_days(self, op):
        """The days of the request are those of every item that it adds, and for a time only also of
        what it revises.
        """
        if op == Op.REVISE:
            return self.request.channel == Channel.TEMPORARY
        return op in (Op.ADD, Op.SPLIT)

    def give_days(self, item, is_kept):
        """Gives an item the days that it is told without; one that is kept has its own, unless they
        are told to be none.
        """
        for name in DAYS:
            day = getattr(self.request, name)
            if is_kept and name not in item:
                continue
            if day and not item.get(name):
                item[name] = day.isoformat()

    def carry_days(self, before):
        """Items that had the request's days have the new ones; what is told of an item itself comes
        after.
        """
        for change in self.request.changes.pending():
            if not self.gives_days(change.op):
                continue
            if change.op == Op.SPLIT:
                proposed = [self.moved(part, before) for part in change.proposed]
            else:
                proposed = self.moved(change.proposed, before)
            if proposed != change.proposed:
                change.proposed, change.version = proposed, change.version + 1
                change.save()

    def moved(self, content, before):
        """A content with the new days of the request in the place of those it had of it."""
        content = dict(content)
        for name in DAYS:
            day = getattr(self.request, name)
            if content.get(name) == before[name]:
                content[name] = day and day.isoformat()
        return content

    def proposed(self, asked):
        return Proposing(self.request, self.by, self.request.reason or self.request.number).propose(
            asked
        )

    def kept(self, pk, asked):
        """A change that stays, with what is told of it anew."""
        change = self.request.changes.pending().filter(pk=pk).first() if is_id(pk) else None
        if change is None:
            raise Invalid({"id": "这一申请没有这条拟调整内容。"})
        change = pending_change(change, self.request)
        told_op = asked.pop("op", change.op)
        for name in ("code", "codes"):
            asked.pop(name, None)
        if told_op != change.op:
            raise Invalid({"op": "调整方式不能改变，请删去这一条，另行提出。"})
        place = "items" if change.op == Op.SPLIT else "item"
        if place not in asked:
            return change
        with faults_at(place):
            proposed = amended(change, asked[place], self.lookup, is_draft=True)
            if change.op not in (Op.ADD, Op.MERGE, Op.SPLIT):
                require_as_asked(change.op, changed_fields(change.then, proposed))
        if proposed != change.proposed:
            change.proposed = proposed
            change.version += 1
            change.save()
        return change


def is_id(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
