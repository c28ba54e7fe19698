"""Editions: the list, the draft, and every move of the publication on one page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from dutylist.attachments.panel import attachments_of
from dutylist.history.refusals import Refusal
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.calendar import calendar_warning
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import lost
from dutylist.workflow.rules import action_label
from items.editions.forms import StartForm
from items.editions.secrecy_form import SecrecyForm
from items.editions.services.editions import edition_under_way, start_edition
from items.editions.services.publishing import (
    findings_of,
    pending_changes,
    supplement_was_asked_for,
    waiting_for_supplement,
)
from items.findings.grouping import group_findings
from items.models import Edition, EditionAction, EditionStatus, ProposedChange
from items.models.editions import CHECKED
from items.permissions import may_edit
from items.register.comparison import compare
from items.register.places import COUNTY, county_asked, frame
from items.register.services.proposals import open_revision
from items.register.services.secrecy import record_reviews, unreviewed

from .last_page import LAST_PAGE, outlook
from .publication import after_revocation, documents_of, moves_of, steps_of

SHOWN_CHANGES = 100
SHOWN_EDITIONS = 60
WITH_REVISION = {"yes": True, "no": False}
REVIEW = "review"
ASKED_AND_ISSUED = (EditionAction.REQUEST_SUPPLEMENT, EditionAction.SUPPLEMENT)


@takes(COUNTY)
@desk_form
def editions(request):
    """The county's editions, and the beginning of a new one."""
    county = county_asked(request)
    form, status = StartForm(request.POST or None, action="start"), 200
    if request.method == "POST":
        edition, status = _start(request, county, form)
        if edition:
            return redirect(edition)
    under_way, revision = edition_under_way(county), open_revision(county)
    if not revision:
        form.fields.pop("with_revision", None)
    turn = ""
    if under_way:
        turn = whose_turn(under_way)
    shown = Edition.objects.filter(county=county).select_related("revision", "revocation")
    context = frame(request, county) | {
        "form": form,
        "revision": revision,
        "under_way": under_way,
        "turn": turn,
        "editions": shown[:SHOWN_EDITIONS],
        "may_start": may_edit(request.user, county) and not under_way,
    }
    return render(request, "editions/editions.html", context, status=status)


def _start(request, county, form):
    if not form.is_valid():
        return None, 422
    typed = form.cleaned_data
    try:
        edition = start_edition(
            county,
            by=request.user,
            reason=typed["reason"],
            title=typed["title"],
            with_revision=WITH_REVISION.get(typed.get("with_revision")),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return None, refusal.status
    messages.success(request, f"已起草第{edition.number}版。")
    return edition, 302


@takes(COUNTY)
@desk_form
def edition(request, pk):
    """One edition: its steps, whose turn it is, what it carries, and the forms of the moves open to
    this person.
    """
    shown = get_edition(request, pk)
    if request.POST.get("action") == REVIEW:
        return _review(request, shown)
    findings = _findings_of(shown, is_submitted=request.POST.get("action") == EditionAction.SUBMIT)
    form, status = None, 200
    if request.method == "POST":
        moves = moves_of(shown, request.user, findings.get("blocking", ()))
        if asks := _last_page(request, shown, moves):
            return asks
        form, status = moves.make(request)
        if form is None:
            return redirect(shown)
        shown = get_edition(request, pk)
        findings = _findings_of(shown)
    context = _edition_context(request, shown, findings, form)
    return render(request, "editions/edition.html", context, status=status)


def _last_page(request, shown, moves):
    """The page that says in words what a publication will bring, before it is made; None for every
    other move, for one that is refused, and once exactly this was confirmed.
    """
    if request.POST.get("action") not in LAST_PAGE:
        return None
    form = moves.sent(request)
    if not form.is_valid():
        return None
    try:
        found = outlook(
            shown,
            form.action,
            form.facts(),
            by=request.user,
            reason=form.cleaned_data["reason"],
            expect=form.cleaned_data["expect"],
        )
    except Refusal:
        return None  # said where the move is made
    finally:
        shown.refresh_from_db()
    confirmed = request.POST.get("confirmed", "")
    if confirmed == found.mark:
        return None
    context = frame(request, shown.county) | {
        "edition": shown,
        "form": form,
        "action": form.action,
        "label": action_label(shown, form.action),
        "outlook": found,
        "typed": [(name, request.POST.get(name, "")) for name in form.fields],
        "has_moved": bool(confirmed),
    }
    return render(request, "editions/last_page.html", context)


def _review(request, shown):
    """Records the secrecy review of what is ticked."""
    found = unreviewed(shown.county, pending_changes(shown))
    form, status = SecrecyForm(request.POST, found=found), 422
    if form.is_valid():
        try:
            count = record_reviews(
                shown.county,
                form.review(),
                keys=form.keys(),
                changes=pending_changes(shown),
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            messages.success(request, f"已登记{count}项的保密审查。")
            return redirect(shown)
    context = _edition_context(request, shown, _findings_of(shown), None)
    context |= {"review_form": form, "refused": form}
    return render(request, "editions/edition.html", context, status=status)


def _unreviewed_of(shown):
    """What the list of this edition holds without a secrecy review, while it is prepared or a
    supplement is asked for.
    """
    if shown.status in CHECKED:
        return unreviewed(shown.county, pending_changes(shown))
    if shown.status == EditionStatus.PUBLISHED and supplement_was_asked_for(shown):
        return unreviewed(shown.county)
    return []


def _findings_of(shown, *, is_submitted=False):
    """The findings where the page shows them, and where reasons for them were sent."""
    if shown.status in CHECKED or is_submitted:
        return group_findings(findings_of(shown))
    return {}


def county_townships(shown):
    """The townships whose page can be looked at before it is published."""
    return shown.county.children.filter(level="township").valid().order_by("code")


def get_edition(request, pk):
    return get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("county__parent", "revision"), pk=pk
    )


def _edition_context(request, shown, findings, form):
    decisions = list(shown.decisions)
    moves = moves_of(shown, request.user, findings.get("blocking", ()))
    panels = with_supplement_open(moves.panels(decisions, form))
    published = shown.status == EditionStatus.PUBLISHED
    changes_first = shown.status != EditionStatus.DRAFTING
    changes, context = _changes_of(shown), frame(request, shown.county)
    comparisons = []
    if changes_first and not published:
        comparisons = compare(changes[1], shown.county, context["words"], request.user)
    without_review = _unreviewed_of(shown)
    review_form = None
    if without_review and may_edit(request.user, shown.county):
        review_form = SecrecyForm(found=without_review)
    return context | {
        "edition": shown,
        "changes_first": changes_first,
        "comparisons": comparisons,
        "found": how_many_found(findings),
        "steps": steps_of(shown, decisions),
        "turn": whose_turn(shown),
        "warning": calendar_warning(shown.due_on),
        "decisions": decisions,
        "findings": findings,
        "unreviewed": without_review,
        "review_form": review_form,
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
        "attachments": attachments_of(shown, request.user),
        "changes": changes,
        "documents": documents_of(shown),
        "previewed": county_townships(shown) if shown.status in CHECKED else (),
        "waiting": waiting_for_supplement(shown) if published else [],
        **after_revocation(shown),
    }


def how_many_found(findings):
    if not findings:
        return 0
    return len(findings["blocking"]) + sum(len(group) for group in findings["by_rule"])


def with_supplement_open(panels):
    """The panels, a supplement's unfolded: it is offered only where something waits for it."""
    for panel in panels:
        if panel.action in ASKED_AND_ISSUED and panel.form:
            panel.is_open = True
    return panels


def _changes_of(shown):
    """(how many, the first of them) changes that are decided with this edition."""
    if not shown.revision_id:
        return 0, []
    rows = shown.revision.changes.exclude(outcome=ProposedChange.Outcome.WITHDRAWN).order_by("pk")
    return rows.count(), list(rows.select_related("item", "change_set__county")[:SHOWN_CHANGES])
