"""A request as one reader may know it: what every paper is written from, each fact read once."""

from collections import Counter
from copy import copy
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from access_control.models import (
    ChangeRequest,
    ChangeResult,
    Opinion,
    RequestAction,
    RequestStatus,
    ResultOutcome,
    Stage,
    Stance,
)
from access_control.models.opinions import CAPACITY
from access_control.models.rounds import last_of_each_unit, opening_of, settlements_of
from access_control.requests.circumstances import circumstances_of
from access_control.requests.path_words import BODIES
from access_control.requests.paths import policy_of
from access_control.requests.requests_json import shown_changes, standing_findings
from access_control.requests.services.bodies import bodies_deciding, undecided
from access_control.requests.services.settling import WAYS
from dutylist.attachments.models import Attachment
from dutylist.history.days import day_words
from dutylist.organizations.words import words_for
from items.entry.wording import Wording
from items.models import Entry, ProposedChange
from items.permissions import may_read_register
from items.register.comparison import compare

Op, Outcome = ProposedChange.Op, ProposedChange.Outcome
LEGAL = (RequestAction.PASS, RequestAction.PASS_AMENDED, RequestAction.FAIL)
STANCES = dict(Stance.choices)


class Case:
    """The facts of a request for one reader. `request` is the request as this person knows it."""

    def __init__(self, request, user):
        self.known, self.user, self.county = request, user, request.county
        self.request = request
        if request.rewording:  # what the unit says next time is in no paper but its own
            rows = ChangeRequest.objects.select_related("county", "department", "township")
            self.request = rows.get(pk=request.pk)

    def as_drafted(self):
        """The case with the words that the unit has put aside for its next submission."""
        drafted = Case(self.known, self.user)
        drafted.request = self.known
        return drafted

    # ---- words ----

    @cached_property
    def words(self):
        return words_for(self.county)

    @cached_property
    def wording(self):
        return Wording(self.county, self.words)

    @cached_property
    def office(self):
        """The staffing office under its full name, as it signs."""
        return self.words["office_full"]

    @cached_property
    def applicant(self):
        unit = self.request.unit
        return unit.name if unit else self.words["office"]

    @cached_property
    def matter(self):
        """What a paper calls the request in its title: 县自然资源局职责准入申请."""
        return f"{self.applicant}{self.request.get_channel_display()}申请"

    @cached_property
    def named(self):
        """The request by its number and title, as a text names it."""
        title = within_quotes(self.head["title"])
        return f"{self.request.number}，“{title}”" if title else self.request.number

    @cached_property
    def head(self):
        return self.request.words()

    @cached_property
    def circumstance(self):
        chosen = circumstances_of(self.county).get(self.head["circumstance"])
        return chosen.name if chosen else ""

    @cached_property
    def support(self):
        """The promises of the request, a text for each."""
        rows = [{"support": [row]} for row in self.head["support"]]
        return [self.wording.text(row, "support") for row in rows]

    @cached_property
    def term(self):
        """From when to when, where the request says so."""
        if not self.head["starts_on"] and not self.head["ends_on"]:
            return ""
        term = f"自{day_words(self.head['starts_on']) or '印发之日'}起施行"
        if self.head["ends_on"]:
            term += f"，至{day_words(self.head['ends_on'])}止"
        return term

    # ---- who reads it ----

    @cached_property
    def is_of_office(self):
        return may_read_register(self.user, self.county)

    @cached_property
    def is_of_applicant(self):
        return self.request.may_change(self.user)

    # ---- what was decided ----

    @cached_property
    def decisions(self):
        return list(self.request.decisions)

    def last(self, *actions):
        """The last decision of these actions, or None."""
        found = None
        for decision in self.decisions:
            if decision.action in actions:
                found = decision
        return found

    def decision_to(self, status):
        """The last decision that led to a state, or None."""
        found = None
        for decision in self.decisions:
            if decision.target_status == status:
                found = decision
        return found

    @cached_property
    def was_submitted(self):
        return self.request.submitted_on is not None

    @cached_property
    def bodies(self):
        """The bodies that decide on it, in the county's words and their order."""
        return [self.body_word(body) for body in bodies_deciding(self.request)]

    def body_word(self, body):
        return self.words.get(f"body_{body}", BODIES[body])

    @cached_property
    def was_before_a_sitting(self):
        """Whether a sitting has said anything of it."""
        return bool(self.results_at(Stage.SITTING)) or bool(self.last(RequestAction.REJECT))

    @cached_property
    def bodies_owed(self):
        """{change: the bodies that decide on it still}, but for what the last sitting put off."""
        said = self.results_at(Stage.SITTING)
        owed = {}
        for change, bodies in undecided(self.request).items():
            result = said.get(change.pk)
            if result is None or result.outcome != ResultOutcome.DEFER:
                owed[change] = bodies
        return owed

    @cached_property
    def is_decided(self):
        """Whether the county has said its last word: each body on everything that was not put off,
        and on something at all.
        """
        if not self.was_before_a_sitting or self.bodies_owed:
            return False
        put_off = set(undecided(self.request))
        left = (Outcome.WITHDRAWN, Outcome.DROPPED)
        return any(change not in put_off and change.outcome not in left for change in self.changes)

    def who_decides_still(self):
        """The bodies that are to decide still, in words."""
        names = []
        for bodies in self.bodies_owed.values():
            names += [self.body_word(body) for body in bodies]
        return "、".join(dict.fromkeys(names))

    # ---- the changes ----

    @cached_property
    def changes(self):
        return shown_changes(self.request, self.user)

    def numbered(self):
        """(number, change) in the order of the unit."""
        return enumerate(self.changes, 1)

    def comparisons(self, changes):
        return compare(changes, self.county, self.words, self.user)

    def changes_after(self, decision):
        """The changes with the texts that stood after a decision; what came later is not told."""
        rows = ProposedChange.history.filter(id__in=[change.pk for change in self.changes])
        rows = rows.filter(Q(batch=decision.batch) | Q(history_date__lt=decision.at))
        then = {row.id: row for row in rows.order_by("history_id")}
        changes = []
        for change in self.changes:
            if stood := then.get(change.pk):
                change = copy(change)
                change.then, change.proposed, change.final = stood.then, stood.proposed, None
                changes.append(change)
        return changes

    @cached_property
    def pending(self):
        return [change for change in self.changes if change.outcome == Outcome.PENDING]

    @cached_property
    def entered(self):
        """The changes that are or were in the register."""
        within = (Outcome.APPLIED, Outcome.LAPSED)
        return [change for change in self.changes if change.outcome in within]

    @cached_property
    def are_published(self):
        """Whether the list of today holds every item that came of it."""
        codes = {code for change in self.entered for code in change.made}
        known = set(Entry.objects.filter(code__in=codes).values_list("code", flat=True))
        return bool(codes) and codes == known

    def kind_word(self, content):
        return self.words[f"kind_{content['kind']}"] if content and content.get("kind") else "事项"

    def what_is_asked(self, change):
        """A change in one phrase: 新增配合履职事项“河道巡查”."""
        contents = change.contents
        kind = self.kind_word(contents[0] if contents else change.then)
        before = (change.then or {}).get("name", "")
        names = "、".join(f"“{content['name']}”" for content in contents)
        if change.op == Op.CANCEL:
            return f"取消{kind}“{before}”"
        if change.op == Op.TRANSFER:
            return f"将“{before}”转列为{kind}"
        if change.op == Op.SPLIT:
            return f"将{kind}“{before}”拆分为{names}"
        if change.op == Op.MERGE:
            return f"将“{before}”等{len(change.sources) + 1}项合并为{kind}{names}"
        if change.op == Op.SCOPE:
            return f"调整{kind}“{before}”的适用范围"
        if change.op == Op.ADD:
            return f"新增{kind}{names}"
        return f"修订{kind}{names}"

    # ---- what each stage said ----

    @cached_property
    def results(self):
        rows = ChangeResult.objects.filter(request=self.request).select_related("decision")
        return list(rows.order_by("pk"))

    def results_at(self, stage):
        """{change pk: what a stage said of it last}."""
        return {result.change_id: result for result in self.results if result.stage == stage}

    # ---- opinions ----

    @cached_property
    def opinions(self):
        """The opinions that this person reads."""
        rows = Opinion.objects.visible_to(self.user).filter(request=self.request)
        return list(rows.select_related("department", "township").order_by("round", "pk"))

    @cached_property
    def reads_every_opinion(self):
        return len(self.opinions) == self.request.opinions.count()

    @cached_property
    def last_round(self):
        last = max((opinion.round for opinion in self.opinions), default=0)
        return [opinion for opinion in self.opinions if opinion.round == last]

    def opening_of(self, opinion):
        """The decision by which this opinion was asked for."""
        return opening_of(opinion, self.decisions)

    @cached_property
    def reminder(self):
        """The last decision that reminded units of their opinions, or None."""
        found = None
        for decision in self.decisions:
            is_of_opinions = decision.target_status == RequestStatus.CONSULTING
            if decision.action == RequestAction.REMIND and is_of_opinions:
                found = decision
        return found

    @cached_property
    def reminded(self):
        """The opinions of which units were reminded last, those that this person reads."""
        if self.reminder is None:
            return []
        rows = Opinion.history.filter(request_id=self.request.pk, batch=self.reminder.batch)
        keys = set(rows.values_list("id", flat=True))
        return [opinion for opinion in self.opinions if opinion.pk in keys]

    @cached_property
    def was_concluded(self):
        last = self.last(RequestAction.CONCLUDE)
        return last is not None and last.target_status != RequestStatus.CONSULTING

    @cached_property
    def final_opinions(self):
        """The last opinion of each unit, those that this person reads."""
        return last_of_each_unit(self.opinions)

    @cached_property
    def count_of_opinions(self):
        """How many units said what, in a sentence; silence is counted as silence."""
        counts = Counter(opinion.stance_label for opinion in self.final_opinions)
        told = []
        for label in (*STANCES.values(), "未反馈"):
            if counts[label]:
                told.append(f"{label}{counts[label]}个")
        sentence = f"共征求{len(self.final_opinions)}个单位意见，其中{'、'.join(told)}。"
        if counts["未反馈"]:
            sentence += "未反馈的不作为同意。"
        return sentence

    @cached_property
    def disagreements(self):
        """The opinions that are no consent: what the sitting is told of."""
        agreeing = {Stance.AGREE}
        if policy_of(self.request).value("no_comment_is_consent"):
            agreeing.add(Stance.NO_COMMENT)
        found = []
        for opinion in self.final_opinions:
            is_content = opinion.stance in agreeing or (
                opinion.department_id and opinion.stance == Stance.NO_COMMENT
            )
            if opinion.is_silent or not is_content or has_objections(opinion):
                found.append(opinion)
        return found

    def said_in(self, opinion):
        """What a unit said, in words: its text, then what it says of single changes beside what it
        says of the whole.
        """
        titles = {change.pk: number for number, change in self.numbered()}
        lines = [opinion.text] if opinion.text else []
        for line in opinion.lines:
            says_more = line["stance"] != opinion.stance or line["text"]
            if line["change"] in titles and says_more:
                stance, text = STANCES.get(line["stance"], ""), line["text"]
                said = "，".join(filter(None, (stance, text)))
                lines.append(f"第{titles[line['change']]}条：{said}")
        return "\n".join(lines)

    @cached_property
    def settlements(self):
        return settlements_of(self.opinions, self.decisions)

    def settled(self, opinion):
        """[how what a unit said in this opinion was settled, in words]."""
        titles = {change.pk: number for number, change in self.numbered()}
        told = []
        for row in self.settlements.get(opinion.pk, {}).values():
            said = WAYS.get(row["way"], "")
            if row.get("text"):
                said += f"：{row['text']}"
            told.append(f"第{titles.get(row['change'], '')}条{said}")
        return told

    @cached_property
    def answers(self):
        """What the unit that applies answered to the opinions, to whoever reads them all."""
        told = []
        if not self.reads_every_opinion:
            return told
        for decision in self.decisions:
            if decision.action == RequestAction.ANSWER:
                told.append(decision.facts.get("text", ""))
        return told

    # ---- findings ----

    @cached_property
    def findings(self):
        """The findings that hold; one that names an unpublished item is in no paper."""
        findings = standing_findings(self.request, self.user)
        named = {finding.entry for finding in findings if finding.entry}
        published = set(Entry.objects.filter(code__in=named).values_list("code", flat=True))
        return [one for one in findings if not one.entry or one.entry in published]

    @cached_property
    def open_findings(self):
        return [finding for finding in self.findings if finding.is_open]

    @cached_property
    def overridden(self):
        return [finding for finding in self.findings if finding.override_reason]

    # ---- attachments ----

    @cached_property
    def attachments(self):
        rows = Attachment.objects.of(self.request).known_with(self.request, self.user)
        return list(rows.standing())


def within_quotes(text):
    """A text as it stands between “ and ”: what it quotes itself stands between ‘ and ’."""
    return text.replace("“", "‘").replace("”", "’")


def day_of(decision):
    return timezone.localdate(decision.at)


def has_objections(opinion):
    """Whether a unit objects to a single change."""
    against = (Stance.OBJECT, Stance.AGREE_IF)
    return any(line["stance"] in against for line in opinion.lines)


def capacity_words(opinion):
    """What a township has and lacks: 机构有，专业人员没有."""
    told = []
    for name, label in CAPACITY.items():
        answer = opinion.capacity.get(name)
        if answer is not None:
            told.append(f"{label}{'有' if answer else '没有'}")
    return "，".join(told)
