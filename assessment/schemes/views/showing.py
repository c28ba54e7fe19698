"""The page of one scheme: the verdict, each indicator's findings, its moves, its record."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from assessment.models import Indicator, SchemeAction, SchemeStatus
from assessment.schemes import moves  # noqa: F401 (names the flow)
from assessment.schemes.api import letter_answer, workbook_answer
from assessment.schemes.files import letter_text
from assessment.schemes.judged import judged_scheme
from assessment.schemes.last_year import scheme_before
from assessment.schemes.rules import LABELS
from assessment.schemes.services.drafting import amend_scheme
from assessment.schemes.services.telling_again import told_again
from assessment.schemes.tying import STRONG, ListInForce, why_words_only
from dutylist.attachments.panel import attachments_of
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form, desk_page
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.fact_forms import OfferedRow
from dutylist.workflow.panels import Moves, lost
from dutylist.workflow.refusals import Refusal
from dutylist.workflow.rules import require_fresh
from items.models import Kind

from .seen import frame_of, scheme_seen

CONFIRM = "confirm"
SHAPES = {Kind.BASIC.value: "basic", Kind.COORDINATION.value: "coord", Kind.RECLAIMED.value: "recl"}


@dataclass
class ShownIndicator:
    """One indicator with the items it is of and what was found in it."""

    row: Indicator
    items: list = field(default_factory=list)  # [(shape, word of the kind, code, name)]
    is_said: bool = False
    findings: list = field(default_factory=list)

    @property
    def blocking(self):
        return sum(shown.row.blocks for shown in self.findings)

    @property
    def has_more(self):
        """Whether anything is to be said below its line."""
        row = self.row
        return bool(row.text or row.method or row.frequency or row.basis or self.findings)

    @property
    def others(self):
        return len(self.findings) - self.blocking


@dataclass
class ShownFinding:
    row: object
    label: str
    pieces: list  # [(text, whether it is one of the words that gave it away)]


@takes("all")
@desk_form
def scheme(http, pk):
    subject = scheme_seen(http, pk)
    form, status = None, 200
    if http.method == "POST":
        if http.POST.get("action") == CONFIRM:
            return confirmed(http, subject)
        form, status = moves_of(subject, http.user).make(http)
        if form is None:
            return redirect(subject)
        subject = scheme_seen(http, pk)
    context = scheme_context(http, subject, form)
    return render(http, "schemes/scheme.html", context, status=status)


def moves_of(subject, user):
    offered, suggested = {}, {}
    if subject.status == SchemeStatus.SUBMITTED:
        offered = {"overrides": overrides(subject)}
        suggested = {SchemeAction.RETURN: {"reason": letter_text(subject)}}
    return SchemeMoves(subject, user, offered=offered, suggested=suggested)


class SchemeMoves(Moves):
    """The moves of a scheme: as long as something blocks, it is the return that is open."""

    def panels(self, decisions, sent=None):
        panels = super().panels(decisions, sent)
        names = [panel.action for panel in panels]
        is_blocked = bool(self.offered.get("overrides")) and SchemeAction.RETURN in names
        if sent is None and is_blocked:
            panels.sort(key=lambda panel: panel.action != SchemeAction.RETURN)
            for panel in panels:
                panel.is_open = panel.action == SchemeAction.RETURN
        return panels


def overrides(subject):
    rows = []
    for finding in subject.open_findings.filter(severity="blocking", override_reason=""):
        label = f"保留{finding.place}“{LABELS.get(finding.rule, finding.rule)}”的理由"
        rows.append(OfferedRow({"finding": finding.pk}, label, finding.sentence))
    return rows


def confirmed(http, subject):
    """Ties each indicator to the items that are suggested strongly, in this person's name."""
    told = told_again(subject)
    for row, indicator in zip(told["indicators"], subject.indicators_in_order, strict=True):
        if not row["items"]:
            row["items"] = strong_codes(indicator)
    try:
        version = http.POST.get("expect", "")
        require_fresh(subject, int(version) if version.isdecimal() else None)
        amend_scheme(subject, {"indicators": told["indicators"]}, by=http.user)
    except Refusal as refused:
        messages.error(http, refused.sentence)
        return redirect(subject)
    messages.success(http, "已确认各项指标对应的事项。")
    return redirect(subject)


def strong_codes(indicator):
    codes = [one["code"] for one in indicator.suggested[:1] if one["score"] >= STRONG]
    return codes or None


def scheme_context(http, subject, form):
    decisions = subject.decisions_known_to(http.user)
    panels = moves_of(subject, http.user).panels(list(subject.decisions), form)
    findings = [shown_finding(row) for row in subject.open_findings.order_by("pk")]
    frame = frame_of(subject)
    indicators = shown_indicators(subject, findings, frame["words"])
    whole = [one for one in findings if one.row.indicator is None]
    is_mine = subject.is_with_owner and subject.may_change(http.user)
    faulty = [one for one in indicators if one.findings]
    only_faulty = len(indicators) > len(faulty) > 0 and http.GET.get("all") == "0"
    return frame | {
        "subject": subject,
        "turn": whose_turn(subject),
        "whole": whole,
        "counted": counted(whole),
        "indicators": faulty if only_faulty else indicators,
        "faulty": len(faulty),
        "total_count": len(indicators),
        "only_faulty": only_faulty,
        "points": points_of(indicators),
        "verdict": verdict(subject, whole, indicators),
        "sound": len(indicators) - len(faulty),
        "is_mine": is_mine,
        "reads_drafts": subject.reads_drafts(http.user),
        "unsaid": sum(not one.is_said and bool(strong_codes(one.row)) for one in indicators),
        "why_words_only": why_words_only(),
        "before": before_of(subject, http.user),
        "kept": subject.open_findings.exclude(override_reason="").order_by("pk"),
        "document": getattr(subject, "document", None),
        "attachments": attachments_of(subject, http.user),
        "decisions": decisions,
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
        "confirm_action": CONFIRM,
    }


def before_of(subject, user):
    """The scheme of the year before, where this person sees it."""
    before = scheme_before(judged_scheme(subject))
    if before and type(subject).objects.visible_to(user).filter(pk=before.pk).exists():
        return before
    return None


def points_of(indicators):
    weights = [one.row.weight for one in indicators if one.row.weight]
    return sum(weights) if weights else None


def counted(findings):
    """须先处理1处，请注意1处"""
    blocking = sum(one.row.blocks for one in findings)
    told = [f"须先处理{blocking}处"] if blocking else []
    others = len(findings) - blocking
    if others:
        told.append(f"请注意{others}处")
    return "，".join(told)


def verdict(subject, whole, indicators):
    """The answer first: whether it can be approved, and what stands in the way."""
    if subject.status in (SchemeStatus.APPROVED, SchemeStatus.WITHDRAWN):
        return ""
    faulty = sum(bool(one.blocking) for one in indicators)
    told = []
    if faulty:
        told.append(f"{len(indicators)}项指标中{faulty}项须先处理")
    if at_whole := sum(one.row.blocks for one in whole):
        told.append(f"整个方案有{at_whole}处须先处理")
    if told:
        return f"现在不能批准：{'，'.join(told)}。"
    if not indicators:
        return "还没有指标。"
    return f"{len(indicators)}项指标都可以批准。"


def shown_finding(row):
    label = LABELS.get(row.rule, row.rule)
    return ShownFinding(row, label, pieces_of(row.sentence, row.words))


def pieces_of(text, words):
    """The text as (piece, is one of the words) pairs."""
    spans = []
    for word in words:
        start = text.rfind(f"“{word}”")
        if start >= 0:
            spans.append((start + 1, start + 1 + len(word)))
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*pieces, (text[at:], False)]


def shown_indicators(subject, findings, words):
    known = ListInForce(subject.county).known
    by_number = {}
    for one in findings:
        by_number.setdefault(one.row.indicator, []).append(one)
    shown = []
    for row in subject.indicators_in_order:
        one = ShownIndicator(row, findings=by_number.get(row.number, []), is_said=bool(row.items))
        codes = row.items or strong_codes(row) or ()
        for code in codes:
            if entry := known.get(code):
                kind = entry["kind"]
                named = (SHAPES[kind], words[f"kind_{kind}"], code, entry["name"])
                one.items.append(named)
        shown.append(one)
    return shown


@desk_page
def workbook(http, pk):
    return workbook_answer(scheme_seen(http, pk))


@desk_page
def letter(http, pk):
    return letter_answer(scheme_seen(http, pk), http.user)


@desk_page
def comparison(http, pk):
    """What the last change made of the text before it."""
    subject = scheme_seen(http, pk)
    if not subject.reads_drafts(http.user):
        raise Http404
    context = frame_of(subject) | {"subject": subject, "compared": subject.comparison}
    context["back"] = reverse("desk:scheme", args=[pk])
    return render(http, "schemes/comparison.html", context)
