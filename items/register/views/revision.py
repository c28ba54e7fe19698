"""The open revision: its changes as then / now / proposed, what to do with each, and the list it
would make.
"""

from collections import defaultdict

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse

from dutylist.history.cursors import number_of
from dutylist.history.paging import CursorPages
from dutylist.history.refusals import Refusal
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.move_forms import WithReason
from dutylist.staff.pages import desk_form, desk_page, number_asked
from dutylist.staff.remembered_lists import list_as_asked, remember_list
from dutylist.workflow.panels import Moves, lost
from items.entry.lookup import Lookup
from items.entry.wording import Wording
from items.findings.grouping import group_findings
from items.findings.registry import list_findings
from items.models import Category, Kind, ProposedChange, Revision, RevisionAction, RevisionStatus
from items.permissions import may_edit
from items.register.change_filter import PAGE, ChangeFilter
from items.register.comparison import compare
from items.register.filters import ChangeFilters
from items.register.page_links import links_of
from items.register.paper_forms import SettleForm
from items.register.places import COUNTY, county_asked, frame
from items.register.services.proposals import (
    draft_contents,
    open_revision,
    settle_clash,
    withdraw_change,
)
from items.register.standing_still import stands_still

UNDECIDED = (RevisionStatus.OPEN, RevisionStatus.SUBMITTED)
DRAFT_PAGE = 100
REVISED = Revision.owner_kind


def revision_shown(request, county):
    """The revision asked for by its number, else the one under way; None when there is none."""
    if asked := request.GET.get("revision"):
        return get_object_or_404(
            Revision.objects.visible_to(request.user), county=county, number=whole(asked)
        )
    return Revision.objects.filter(county=county, status__in=UNDECIDED).first()


def whole(text):
    """The number of a revision; 404 for what is none."""
    try:
        return number_of(text)
    except ValueError:
        raise Http404 from None


@filtered_by(ChangeFilters)
@takes(COUNTY, "revision", "after", *ChangeFilter.names)
@desk_form
def revision(request):
    """A POST gives the whole revision up."""
    county = county_asked(request)
    if request.method != "POST":
        names = (COUNTY, "revision", "after", *ChangeFilter.names)
        remember_list(request, reverse("desk:revision"), names)
    shown, form, status = revision_shown(request, county), None, 200
    if request.method == "POST":
        if shown is None:
            raise Http404
        form, status = moves_of(shown, request.user).make(request)
        if form is None:
            return redirect(f"{reverse('desk:revision')}?county={county.code}")
        shown = revision_shown(request, county)
    context = frame(request, county)
    context |= {
        "revision": shown,
        "past": Revision.objects.filter(county=county).exclude(status__in=UNDECIDED)[:12],
    }
    if shown:
        context |= _changes(request, shown, context)
        panels = moves_of(shown, request.user).panels(list(shown.decisions), form)
        context |= {"panels": panels, "refused": form, "lost_form": lost(form, panels)}
        context["links"] = links_of(shown, request.user)
        if shown.status == RevisionStatus.SUBMITTED:
            context["still"] = stands_still(county)
    return render(request, "register/revision.html", context, status=status)


def moves_of(shown, user):
    """A revision is moved with its edition; what stands on its own page is giving it up."""
    return Moves(shown, user, only=(RevisionAction.DISCARD,))


def _changes(request, shown, context):
    asked = ChangeFilter(request, shown.changes.select_related("item"))
    pages = CursorPages(PAGE, name="after")
    page = pages.rows_of(asked.found, request)
    kinds = [(kind, context["words"][f"kind_{kind}"]) for kind in Kind.values]
    categories = Category.objects.filter(county=context["county"]).order_by("name")
    return {
        "filter": asked,
        "chips": asked.chips(),
        "kinds": kinds,
        "categories": list(dict.fromkeys(categories.values_list("name", flat=True))),
        "outcomes": ProposedChange.Outcome.choices,
        "comparisons": compare(page, context["county"], context["words"], request.user),
        "next": pages.following,
        "may_edit": may_edit(request.user, context["county"])
        and shown.status == RevisionStatus.OPEN,
    }


@takes(COUNTY)
@desk_form
def change(request, pk):
    """One proposed change with what can be done with it: amend, withdraw, settle a clash."""
    shown = get_object_or_404(
        ProposedChange.objects.visible_to(request.user).select_related(
            "change_set__county", "item"
        ),
        pk=pk,
    )
    form, status = None, 200
    if request.method == "POST":
        form, status = _act(request, shown)
        if form is None:
            return redirect(list_address_of(request, shown))
    return render(
        request, "register/change.html", _change_context(request, shown, form), status=status
    )


def list_address_of(request, shown):
    """The list of changes as it was asked, or all those of the county."""
    address = reverse("desk:revision")
    asked = list_as_asked(request, address)
    if asked != address:
        return asked
    return f"{address}?county={shown.change_set.county.code}"


ACTS = {"withdraw": WithReason, "settle": SettleForm}


def _act(request, shown):
    """Carries out what was sent: (None, 302), or the form with its refusal and the status of the
    answer.
    """
    action = request.POST.get("action", "")
    if action not in ACTS:
        raise Http404
    form = ACTS[action](request.POST, action=action)
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    try:
        if action == "withdraw":
            withdraw_change(shown, by=request.user, reason=reason)
            messages.success(request, f"已撤回“{shown.title}”的拟调整内容。")
        else:
            settle_clash(
                shown, keep=form.cleaned_data.get("keep", ""), by=request.user, reason=reason
            )
            messages.success(request, f"已处理“{shown.title}”的冲突。")
    except Refusal as refusal:
        form.refuse(refusal)
        return form, refusal.status
    return None, 302


def _change_context(request, shown, form):
    county, owner = shown.change_set.county, shown.change_set.owner
    context = frame(request, county)
    comparison = compare([shown], county, context["words"], request.user)[0]
    forms = {action: kind(action=action) for action, kind in ACTS.items()}
    if form:
        forms[form.action] = form
    pending = shown.outcome == ProposedChange.Outcome.PENDING and owner.takes_changes
    list_address = ""
    if owner.owner_kind == REVISED and owner.status in UNDECIDED:
        list_address = list_address_of(request, shown)
    return {
        **context,
        "owner": owner,
        "list_address": list_address,
        "comparison": comparison,
        "forms": forms,
        "refused": form,
        "amend_url": amend_address(shown),
        "may_edit": pending and owner.may_change(request.user),
        "is_open": pending,
    }


def amend_address(shown):
    """Where a pending addition or revision is amended; empty where it can only be withdrawn."""
    if not isinstance(shown.proposed, dict):
        return ""
    try:
        return reverse("admin:items_proposedchange_change", args=[shown.pk])
    except NoReverseMatch:
        return ""


@takes(COUNTY, "kind", "after")
@desk_page
def draft(request):
    """The list as it would stand with the changes of the open revision, and what is found on it."""
    county = county_asked(request)
    context = frame(request, county)
    shown = open_revision(county) or revision_shown(request, county)
    changes = []
    if shown:
        changes = list(shown.changes.pending().select_related("item"))
    contents = draft_contents(county, changes)
    by_kind = defaultdict(list)
    for code, content in contents:
        by_kind[content["kind"]].append((code, content))
    kind = request.GET.get("kind", "")
    rows = contents
    if kind:
        rows = by_kind[kind]
    start = number_asked(request, "after")
    following = start + DRAFT_PAGE
    context |= {
        "revision": shown,
        "findings": group_findings(list_findings(contents, Lookup(county))),
        "rows": _draft_rows(rows[start:following], changes, Wording(county, context["words"])),
        "total": len(rows),
        "start": start,
        "next": following if following < len(rows) else "",
        "kind": kind,
        "kinds": [(k, context["words"][f"kind_{k}"], len(by_kind[k])) for k in Kind.values],
    }
    return render(request, "register/draft.html", context)


def _draft_rows(rows, changes, wording):
    marked = {change.item.code: change for change in changes if change.item_id}
    return [_draft_row(code, content, marked.get(code), wording) for code, content in rows]


def _draft_row(code, content, change, wording):
    departments = dict.fromkeys(row["department"] for row in content["responsibilities"])
    return {
        "code": code,
        "content": content,
        "kind": wording.words[f"kind_{content['kind']}_short"],
        "departments": "、".join(departments),
        "scope": wording.scope(content),
        "change": change,
        "added": code is None,
    }
