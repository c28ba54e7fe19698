"""What a request is told before and while it goes its way: what is missing, and the findings."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from access_control.findings.near_items import near_items
from access_control.models import Channel, Opinion, RequestFinding, RequestStatus, Run
from access_control.models.opinions import CAPACITY
from access_control.prohibited.findings import prohibited_findings
from access_control.requests.paths import policy_of
from access_control.requests.rules import (
    RULES,
    brings_weight,
    standing_of_scope,
    undecided_requests,
)
from dutylist.attachments.models import Attachment
from dutylist.history.tracking import bulk_save
from items.entry.lookup import Lookup
from items.findings.registry import Against, item_findings, severities_of
from items.models import Kind, ProposedChange, Scope

Op, Outcome = ProposedChange.Op, ProposedChange.Outcome
# The clerk completes it when the request is taken up; the applicant is not told of it.
OF_THE_OFFICE = ("no_secrecy_review",)
NUMBER_OF_LINE = re.compile(r"^\s*[（(]?\d{1,2}[)）.．、]?\s*")
ROLE_OF_KIND = {Kind.COORDINATION: "lead", Kind.RECLAIMED: "receiver"}


@dataclass
class NewFinding:
    """One finding as it was found, before it is kept."""

    rule: str
    severity: str
    sentence: str
    place: str = ""
    remedy: str = ""
    ground: str = ""
    entry: str | None = None
    prohibited: dict | None = None
    words: list = field(default_factory=list)
    change: object = None

    @property
    def key(self):
        return self.rule, self.change and self.change.pk, self.sentence

    def as_json(self, number):
        return {
            "id": number,
            "rule": self.rule,
            "severity": self.severity,
            "sentence": self.sentence,
            "place": self.place,
            "remedy": self.remedy,
            "ground": self.ground,
            "entry": self.entry,
            "prohibited": self.prohibited,
            "words": self.words,
            "change": self.change and self.change.pk,
            "override": None,
        }


class CheckedRequest:
    """A request and what it is held against on a day: its county, what else is asked for, what the
    townships said last.
    """

    def __init__(self, request, on=None, *, waits_for_vectors=False):
        self.request = request
        self.waits_for_vectors = waits_for_vectors  # else they are made beside serving
        self.on = on or timezone.localdate()
        self.lookup = Lookup(request.county)
        self.against = Against(self.lookup, self.on)

    @cached_property
    def severities(self):
        """{rule: how strictly the county takes it}."""
        return severities_of(self.request.county)

    @cached_property
    def name_least(self):
        """From which likeness on two names are held for those of one item."""
        return policy_of(self.request).value("near_duplicate_least")

    def parallel(self, change):
        """The numbers of other submitted requests that concern the same item, now undecided."""
        numbers = set()
        for code in change.starting_codes:
            numbers |= self.elsewhere[code]
        return sorted(numbers)

    @cached_property
    def elsewhere(self):
        """{item code: numbers of the other requests that would change it}."""
        # What a unit changes while its request is returned is its own until it submits again.
        others = undecided_requests(self.request.county).exclude(pk=self.request.pk)
        others = others.exclude(status=RequestStatus.RETURNED)
        numbers = dict(others.values_list("change_set", "number"))
        pending = ProposedChange.objects.pending().filter(change_set__in=numbers)
        found = defaultdict(set)
        for change in pending.exclude(item=None).select_related("item"):
            for code in change.starting_codes:
                found[code].add(numbers[change.change_set_id])
        return found

    def lacking(self, content, before=None):
        """[(what is lacking, names of the townships in scope that said so last)], without those
        that carry the item already, as it was `before`.
        """
        reached = set(self.lookup.in_scope(content))
        if before:
            reached -= set(self.lookup.in_scope(before))
        found = defaultdict(list)
        for code, name, lacks in self.last_words:
            if code in reached:
                found[lacks].append(name)
        return sorted(found.items())

    @cached_property
    def last_words(self):
        """[(township code, name, what it said it lacks)] of the last opinion of each township that
        answered the questions about capacity.
        """
        rows = Opinion.objects.sent().filter(request__county=self.request.county)
        rows = rows.exclude(request=self.request.pk).exclude(township=None)
        last = {}
        for opinion in rows.select_related("township").order_by("sent_at"):
            last[opinion.township] = opinion.capacity
        words = []
        for township, capacity in last.items():
            lacks = [label for name, label in CAPACITY.items() if capacity.get(name) is False]
            if lacks:
                words.append((township.code, township.name, "、".join(lacks)))
        return words


def findings_of(request, changes, *, run=Run.SUBMIT, on=None, asked=None):
    """[`NewFinding`] of these changes of a request, in their order; `asked` where it was made
    before.
    """
    asked = asked or CheckedRequest(request, on)
    told = told_of_texts(changes, asked)
    for change in changes:
        for content in change.contents:
            told += told_of_register(change, content, asked, run)
            told += told_of_gate(change, content, asked)
        if not change.contents:
            told += told_of_cancelling(change, asked)
    return list({one.key: one for one in told}.values())


def told_of_texts(changes, asked):
    """What every text that is new has in common with prohibited entries and with the list."""
    new, contents = [], []
    for change in changes:
        if brings_weight(change):
            new += [change] * len(change.contents)
            contents += change.contents
    if not contents:
        return []
    brought = [what_is_new(change, content) for change, content in zip(new, contents, strict=True)]
    return [*told_of_prohibited(new, brought, asked), *told_of_likeness(new, contents, asked)]


def what_is_new(change, content):
    """The content without the name and the lines of the duty that stand in the list as they are:
    what a revision leaves alone is not asked for anew.
    """
    before = change.then or {}
    if change.op != Op.REVISE or before.get("kind") != content["kind"]:
        return content
    name = "" if content["name"] == before["name"] else content["name"]
    listed = {line_in_words(line) for line in before["township_duty"].splitlines()}
    lines = content["township_duty"].splitlines()
    added = [line for line in lines if line_in_words(line) not in listed]
    return {**content, "name": name, "township_duty": "\n".join(added)}


def line_in_words(line):
    """A line of a duty without its number and the mark at its end."""
    return NUMBER_OF_LINE.sub("", line).strip(" 　；;。.，,")


def told_of_prohibited(changes, contents, asked):
    """What may never be put on a township."""
    county = asked.request.county
    found = prohibited_findings(contents, county, asked.on, compute=asked.waits_for_vectors)
    for change, findings in zip(changes, found, strict=True):
        for finding in findings:
            words = list(finding.words)
            yield told_as(finding, change, asked, prohibited=finding.prohibited, words=words)


def told_of_likeness(changes, contents, asked):
    """What is in the list already, or was taken back by a department."""
    county = asked.request.county
    besides = [change.starting_codes for change in changes]
    near = near_items(contents, county, besides=besides, name_least=asked.name_least)
    for number, hit, finding in near.findings(contents):
        yield told_as(finding, changes[number], asked, words=hit.shared_words)


def told_as(finding, change, asked, **more):
    """A finding of another room, kept like those of this one."""
    return NewFinding(
        rule=finding.rule,
        severity=asked.severities[finding.rule],
        sentence=finding.sentence,
        place=finding.place,
        remedy=finding.remedy,
        ground=finding.ground,
        entry=finding.entry,
        change=change,
        **more,
    )


def told_of_register(change, content, asked, run):
    for rule, facts in item_findings(content, asked.against):
        if run == Run.SUBMIT and rule.code in OF_THE_OFFICE:
            continue
        yield as_told(rule, facts, change, asked)


def told_of_gate(change, content, asked):
    for rule in RULES.values():
        for facts in rule.check(change, content, asked):
            yield as_told(rule, {"name": content["name"], **facts}, change, asked)


def told_of_cancelling(change, asked):
    rule = RULES["parallel_request"]
    for number in asked.parallel(change):
        facts = {"name": change.title, "number": number}
        yield as_told(rule, facts, change, asked)


def naming_units(request, changes):
    """{(change pk, a sentence that counts units): the sentence that names them}, for who reads what
    they said.
    """
    asked, rule, named = CheckedRequest(request), RULES["no_capacity"], {}
    for change in changes:
        for content in change.contents:
            for lacks, units in asked.lacking(content, standing_of_scope(change)):
                facts = {"name": content["name"], "lacks": lacks}
                counted = rule.sentence.format(units=f"{len(units)}个单位", **facts)
                named[change.pk, counted] = rule.sentence.format(units="、".join(units), **facts)
    return named


def as_told(rule, facts, change, asked):
    return NewFinding(
        rule=rule.code,
        severity=asked.severities[rule.code],
        sentence=rule.sentence.format(**facts),
        place=rule.place,
        remedy=rule.remedy,
        ground=rule.ground,
        entry=change.item.code if change.item_id else None,
        change=change,
    )


def may_be_set_aside(code):
    """Whether the office may keep a change with a reason in spite of a finding."""
    if code in RULES:
        return RULES[code].may_be_overridden
    return code not in ("no_lead", "no_receiver", "no_category")


def keep_findings(request, run=Run.SUBMIT):
    """Keeps what is found now under this run, inside an open recording: -> those that hold.

    A finding that was kept before stays the same row; one that no longer holds says since when. A
    change that has dropped out, or is decided, is not looked at again: what was found in it stays
    as it was, and holds nobody up.
    """
    today = timezone.localdate()
    changes = request.changes_in_order()
    pending = [change for change in changes if change.outcome == Outcome.PENDING]
    others = [change for change in changes if change.outcome != Outcome.PENDING]
    of_run = request.findings.filter(run=run).exclude(change__in=others)
    kept = {row.key: row for row in of_run}
    found = {one.key: one for one in findings_of(request, pending, run=run)}
    changed = []
    for key, row in kept.items():
        ceased_on = None if key in found else row.ceased_on or today
        if row.ceased_on != ceased_on:
            row.ceased_on = ceased_on
            changed.append(row)
    for key, one in found.items():
        if key not in kept:
            changed.append(kept_row(request, run, one))
    bulk_save(changed)
    return list(of_run.filter(ceased_on=None))


def kept_row(request, run, one):
    return RequestFinding(
        request=request,
        change=one.change,
        run=run,
        rule=one.rule,
        severity=one.severity,
        sentence=one.sentence,
        place=one.place,
        remedy=one.remedy,
        ground=one.ground,
        entry=one.entry or "",
        prohibited=one.prohibited,
        words=one.words,
    )


def missing_of(request, changes, *, with_papers=True):
    """[{"path", "message"}] of all that is missing before the request can be submitted."""
    missing = list(missing_in_head(request, changes))
    for place, change in enumerate(changes):
        for path, message in missing_in(change, request):
            missing.append((f"changes.{place}.{path}", message))
    if with_papers:
        for paper in papers_missing(request):
            missing.append(("attachments", f"请附{paper}。"))
    return [{"path": path, "message": message} for path, message in missing]


def missing_in_head(request, changes):
    """(path, sentence) of what the request itself still needs."""
    if not request.title:
        yield "title", "请填写标题。"
    if not request.reason:
        yield "reason", "请填写申请理由。"
    if not changes:
        yield "changes", "请至少提出一项内容。"
    if request.channel == Channel.TEMPORARY and not request.ends_on:
        yield "ends_on", "临时准入须填写终止日期。"


def missing_in(change, request):
    """(path, sentence) of what one change still needs."""
    is_split = change.op == Op.SPLIT
    for number, content in enumerate(change.contents):
        at = f"items.{number}" if is_split else "item"
        yield from missing_in_content(change, content, request, at)


def missing_in_content(change, content, request, at):
    if not content["kind"]:
        yield f"{at}.kind", "请选择事项类型。"
    if not content["name"]:
        yield f"{at}.name", "请填写事项名称。"
    if not content["category"] and change.op in (Op.ADD, Op.SPLIT):
        yield f"{at}.category", "请选择类别。"
    yield from missing_department(content, at)
    yield from missing_scope(content, at)
    if request.channel == Channel.SUMMARY or not brings_weight(change):
        return
    if not content["bases"]:
        yield f"{at}.bases", "请写明设定依据和条款。"
    elif not any(basis["article"] for basis in content["bases"]):
        yield f"{at}.bases.0.article", "请写明设定依据的条款。"
    is_more_work = content["kind"] != Kind.RECLAIMED
    if is_more_work and not content["support"] and not request.support:
        yield f"{at}.support", "请写明支持保障。"


def missing_department(content, at):
    role = ROLE_OF_KIND.get(content["kind"])
    if role and not any(row["role"] == role for row in content["responsibilities"]):
        sentence = "请填写牵头部门。" if role == "lead" else "请填写承接部门。"
        yield f"{at}.responsibilities", sentence


def missing_scope(content, at):
    if content["scope"] != Scope.ALL and not (content["tags"] or content["townships"]):
        yield f"{at}.scope", "请选择适用的乡镇（街道）。"


def papers_missing(request):
    """The papers that the county asks for in this circumstance and that are not attached."""
    papers = request.papers_asked()
    if not papers:
        return []
    attached = Attachment.objects.of(request).standing().papers()
    return [paper for paper in papers if paper not in attached]
