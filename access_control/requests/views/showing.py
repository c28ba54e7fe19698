"""The page of one request: where it stands, what it asks for, what was said, and its moves."""

from dataclasses import dataclass, field

from django.shortcuts import redirect, render
from django.utils import timezone

from access_control.models import ChangeResult, Opinion, RequestStatus, Stance
from access_control.models.opinions import CAPACITY
from access_control.models.request_readers import known_items
from access_control.models.rounds import last_of_each_unit, settlements_of
from access_control.requests.application.questions import Beside
from access_control.requests.circumstances import circumstances_of
from access_control.requests.page_panels import page_panels
from access_control.requests.path_words import BODIES
from access_control.requests.requests_json import (
    reads_what_is_drafted,
    settled_findings,
    shown_changes,
    standing_findings,
)
from access_control.requests.services.bodies import bodies_waited_for
from access_control.requests.services.checking import missing_of
from access_control.requests.services.consulting import words_of_contests
from access_control.requests.services.reviews import reason_to_conclude
from access_control.requests.services.settling import WAYS
from access_control.requests.since import since_last
from dutylist.attachments.models import Attachment
from dutylist.attachments.panel import attachments_of
from dutylist.history.days import day_words
from dutylist.history.reading import text_diff
from dutylist.organizations.record_readers import reads_counties
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import lost
from items.entry.content import changed_fields
from items.entry.fields import LABELS
from items.entry.wording import Wording
from items.meaning.vectors import why_not
from items.models import DutyItem, ProposedChange
from items.permissions import may_edit, may_read_register
from items.register.comparison import compare
from items.register.places import frame

from .after import after_of, seen_of
from .giving import gives_own, giving_words, key_of, opinions_to_give
from .moving import moves_of
from .progress import path_of, progress_of
from .seen import request_seen

Outcome = ProposedChange.Outcome
DROPPED = (Outcome.DROPPED, Outcome.REJECTED, Outcome.WITHDRAWN)
PARTS = {"changes": "拟调整内容", "attachments": "附件"}


@desk_form
def request(http, pk):
    subject = request_seen(http, pk)
    form, status = None, 200
    if http.method == "POST":
        form, status = moves_of(subject, http.user).make(http)
        if form is None:
            return redirect(subject)
        subject = request_seen(http, pk)
        form.offer_again(moves_of(subject, http.user).offered)
    context = request_context(http, subject, form)
    return render(http, "requests/request.html", context, status=status)


def request_context(http, subject, form):
    context = frame(http, subject.county) | {"counties": (), "why_words_only": why_not()}
    decisions = subject.decisions_known_to(http.user)
    changes = shown_changes(subject, http.user)
    findings = standing_findings(subject, http.user)
    reads_draft = reads_what_is_drafted(subject, http.user)
    return {
        **context,
        "subject": subject,
        "changes_first": subject.status == RequestStatus.AWAITING_SITTING,
        "since": since_last(subject, reads_draft=reads_draft, words=context["words"]),
        "head": head_of(subject, http.user),
        "today": timezone.localdate(),
        "dropped": sum(change.outcome in DROPPED for change in changes),
        "lines": lines_of(changes, subject, context["words"], http.user),
        "bodies": [BODIES[body] for body in bodies_waited_for(subject)],
        "opens_joined": bool(seen_of(http.user, pk=subject.joined_with_id)),
        "after": after_of(subject, http.user),
        "attachments": attachments_of(subject, http.user),
        "page_panels": page_panels(subject, http.user),
        "decisions": decisions,
        "recorded": changes_recorded(changes, http.user),
        **what_is_found(http, subject, changes, findings),
        **what_is_said(http, subject, changes, findings, decisions),
        **what_is_owed(http, subject, form, decisions),
    }


def what_is_found(http, subject, changes, findings):
    """The findings, and what a draft still lacks."""
    is_drafting = subject.is_draft and subject.may_change(http.user)
    return {
        "findings": told_findings(in_order(findings), changes, http.user),
        "counted": counted(findings),
        "settled": settled_findings(subject, http.user, findings),
        "missing": missing_words(subject, changes) if is_drafting else (),
        "is_drafting": is_drafting,
    }


def what_is_said(http, subject, changes, findings, decisions):
    """The opinions as far as this person reads them, how far each change is, and the path."""
    everybodys = subject.opinions.select_related("department", "township").order_by("round", "pk")
    asked = last_of_each_unit(everybodys)
    seen = set(Opinion.objects.visible_to(http.user).filter(request=subject).values_list("pk"))
    opinions = [opinion for opinion in everybodys if (opinion.pk,) in seen]
    columns, progress = progress_of(
        subject,
        changes,
        last_of_each_unit(opinions),
        findings,
        sees_all=len(opinions) == len(everybodys),
    )
    return {
        "path": path_of(subject, decisions, asked),
        "columns": columns,
        "progress": progress,
        "opinions": shown_opinions(opinions, changes, list(subject.decisions)),
        "papers_seen": papers_seen(subject, http.user),
        "to_record": keys_to_record(subject, http.user),
        "given": sum(not opinion.is_silent for opinion in asked),
        "asked": len(asked),
        "contests": words_for_clerk(subject, http.user),
    }


def what_is_owed(http, subject, form, decisions):
    """Whose turn it is, and what this person can do now."""
    panels = moves_of(subject, http.user).panels(decisions, form)
    to_give = opinions_to_give(subject, http.user)
    return {
        "turn": whose_turn(subject),
        "is_my_turn": gives_own(to_give, http.user) or any(p.form and p.is_open for p in panels),
        "sittings": subject.agenda_lines.select_related("sitting__county"),
        "sees_sittings": may_read_register(http.user, subject.county),
        "to_give": to_give,
        "giving_words": giving_words(to_give, http.user),
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
    }


def papers_seen(subject, user):
    """The numbers of the attachments that this person may open."""
    rows = Attachment.objects.of(subject).known_with(subject, user).standing()
    return set(rows.values_list("pk", flat=True))


def keys_to_record(subject, user):
    """The opinions that this person may take down from paper for another unit."""
    return {one.pk for one in opinions_to_give(subject, user) if not one.is_of(user)}


def words_for_clerk(subject, user):
    """What the clerk should know before he ends the consultation, or concludes the review."""
    if not may_edit(user, subject.county):
        return ""
    if subject.status == RequestStatus.CONSULTING:
        return words_of_contests(subject)
    if subject.is_reviewing:
        contests = words_of_contests(subject, said="后评估反馈", step="作出评估结论")
        return reason_to_conclude(subject) + contests
    return ""


def changes_recorded(changes, user):
    """The changes whose record this person may walk back; None for whoever reads none."""
    if not reads_counties(user):
        return None
    keys = [change.pk for change in changes]
    return set(
        ProposedChange.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True)
    )


def head_of(subject, user):
    """The head as this person may know it, in words."""
    head = subject.words()
    table = circumstances_of(subject.county)
    chosen = table.get(head["circumstance"])
    return {
        "title": head["title"],
        "reason": head["reason"],
        "necessity": head["necessity"],
        "circumstance": chosen.name if chosen else "",
        "starts_on": day_words(head["starts_on"]),
        "ends_on": day_words(head["ends_on"]),
        "support": Wording().text({"support": head["support"]}, "support"),
    }


# ---- the changes ----


@dataclass
class ChangeLine:
    """One change beside the list, with what each stage said of it."""

    change: ProposedChange
    comparison: object
    results: list = field(default_factory=list)
    is_open: bool = True
    made: list = field(default_factory=list)  # [(code of an item it made, whether it has a page)]


def lines_of(changes, subject, words, user):
    results = results_of(subject, words)
    known = codes_known(user, {code for change in changes for code in change.made})
    lines = []
    for change, comparison in zip(
        changes, compare(changes, subject.county, words, user), strict=True
    ):
        if not may_read_register(user, subject.county):
            without_notes(comparison)
        is_open = change.outcome == ProposedChange.Outcome.PENDING
        line = ChangeLine(change, comparison, results.get(change.pk, []), is_open)
        line.made = [(code, code in known) for code in change.made]
        lines.append(line)
    return lines


def without_notes(comparison):
    """Departments and townships do not see the office's own notes on secrecy."""
    told = []
    for title, lines in comparison.blocks:
        told.append((title, [line for line in lines if line.label != LABELS["secrecy_review"]]))
    comparison.blocks = told


def results_of(subject, words):
    """{change pk: [(the result, [(label, the amended text marked up)])]}."""
    rows = ChangeResult.objects.filter(request=subject).select_related("decision", "change")
    rows = list(rows.order_by("pk"))
    wording = Wording(subject.county, words)
    before = texts_before([result for result in rows if result.item])
    found = {}
    for result in rows:
        amended = amended_words(result, before[result.pk], wording) if result.item else []
        found.setdefault(result.change_id, []).append((result, amended))
    return found


def texts_before(results):
    """{result pk: the text of the change that the stage had before it}, from the record: a text
    that was amended and confirmed is the proposed one from then on.
    """
    keys = {result.change_id for result in results}
    stood = {}
    for row in ProposedChange.history.filter(id__in=keys).order_by("history_id"):
        stood.setdefault(row.id, []).append(row)
    texts = {}
    for result in results:
        texts[result.pk] = result.change.proposed
        for row in stood.get(result.change_id, ()):
            if row.batch != result.decision.batch and row.history_date < result.decision.at:
                texts[result.pk] = row.final or row.proposed
    return texts


def amended_words(result, proposed, wording):
    """What a stage amends, against the text that it had before it."""
    amended = []
    for key in changed_fields(proposed, result.item):
        before, after = wording.text(proposed, key), wording.text(result.item, key)
        amended.append((wording.label(key), text_diff(before, after)))
    return amended


# ---- findings, what is missing, opinions ----


def in_order(findings):
    """The blocking ones that are open first, those set aside last."""
    return sorted(findings, key=lambda one: (bool(one.override_reason), one.severity != "blocking"))


def told_findings(findings, changes, user):
    """[`Beside`] of the findings, each with the number of its change, the words that gave it away
    marked, and the item that this person may open.
    """
    numbers = {change.pk: change.number for change in changes}
    known = codes_known(user, {finding.entry for finding in findings if finding.entry})
    told = []
    for finding in findings:
        one = Beside.of(finding, "", known)
        one.number = numbers.get(finding.change_id, 0) if len(numbers) > 1 else 0
        told.append(one)
    return told


def codes_known(user, codes):
    """Those of these codes of items that have a page for this person."""
    if not codes:
        return set()
    items = DutyItem.objects.filter(known_items(user), code__in=codes)
    return set(items.values_list("code", flat=True))


def missing_words(subject, changes):
    """[(where, sentence)] of what is missing before the request can be submitted."""
    words = []
    for one in missing_of(subject, changes):
        parts = one["path"].split(".")
        where = PARTS.get(parts[0], "")
        if len(parts) > 1 and parts[1].isdigit():
            where = f"第{int(parts[1]) + 1}条"
        words.append((where, one["message"]))
    return words


def counted(findings):
    """How many findings are to be settled, to be noted, and kept with a reason."""
    kept = sum(bool(one.override_reason) for one in findings)
    blocking = sum(one.severity == "blocking" and one.is_open for one in findings)
    return {"blocking": blocking, "others": len(findings) - blocking - kept, "kept": kept}


# Those that ask for work come first.
ORDER = {Stance.OBJECT: 0, Stance.AGREE_IF: 1, "": 2, Stance.NO_COMMENT: 3, Stance.AGREE: 4}


def shown_opinions(opinions, changes, decisions):
    """The opinions in words, each with how it was settled itself."""
    settled = settlements_of(opinions, decisions)
    shown = []
    for opinion in opinions:
        rows = settled.get(opinion.pk, {}).values()
        shown.append(shown_opinion(opinion, changes, rows))
    return sorted(shown, key=lambda row: ORDER["" if row["is_silent"] else row["stance"]])


def shown_opinion(opinion, changes, settlements):
    """An opinion with its capacity, its lines and what became of it, in words."""
    numbers = {change.pk: change.number for change in changes}
    lines = []
    labels = dict(Opinion._meta.get_field("stance").choices)
    for line in opinion.lines:
        if line["stance"] != opinion.stance or line["text"]:
            said = [labels.get(line["stance"], ""), line["text"]]
            words = "，".join(part for part in said if part)
            lines.append((numbers.get(line["change"], ""), words))
    settled = []
    for row in settlements:
        settled.append((numbers.get(row["change"], ""), WAYS[row["way"]], row.get("text") or ""))
    capacity = []
    for name, label in CAPACITY.items():
        answer = opinion.capacity.get(name)
        if answer is not None:
            capacity.append((label, answer))
    return {
        "opinion": opinion,
        "key": key_of(opinion),
        "stance": opinion.stance,
        "is_silent": opinion.is_silent,
        "lines": () if opinion.is_silent else lines,
        "capacity": capacity,
        "has_all": len(capacity) == len(CAPACITY) and all(answer for _label, answer in capacity),
        "settled": settled,
    }
