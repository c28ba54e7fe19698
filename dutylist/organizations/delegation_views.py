"""Acting for another: the list, handing a role over for a time, and ending it early."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from dutylist.history.days import day_words
from dutylist.history.refusals import Invalid
from dutylist.organizations.delegation_forms import DelegateForm, EndDelegationForm
from dutylist.organizations.filters import MembershipFilters
from dutylist.organizations.models import Membership, Region
from dutylist.organizations.open_turns import MOST, open_turns_of
from dutylist.organizations.services import delegations as verbs
from dutylist.organizations.services.delegations import is_over
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import filtered_by, takes
from dutylist.staff.pages import desk_form, desk_page
from dutylist.staff.refusable_forms import made_by

from .delegations import acted_in, acting, offered_to, sections_of, story_of, takes_part


@filtered_by(MembershipFilters)
@takes("q", "ended", "after")
@desk_page
def delegations(request):
    """Who acts for whom, as far as it concerns this person, and what may be handed over."""
    words, asked = _words(request), request.GET.get("q", "").strip()[:40]
    own, others, by_asking = offered_to(request.user, asked)
    seen = MembershipFilters.leniently(
        request.GET, acted_in(request.user), request=request, names=("ended",)
    )
    context = {
        "words": words,
        "sections": sections_of(request, seen.qs, words),
        "own": own,
        "others": others,
        "by_asking": by_asking,
        "asked": asked,
        "ended": seen.form.cleaned_data["ended"],
    }
    return render(request, "organizations/delegations.html", context)


@desk_form
def new(request, pk):
    """Hands one membership over: to whom of the unit, from when to when, why."""
    words = _words(request)
    rows = Membership.objects.filter(verbs.delegable()).select_related(
        "user", "region", "department"
    )
    membership = get_object_or_404(rows, pk=pk)
    if not verbs.may_delegate(membership, request.user):
        raise Http404
    people = list(verbs.delegates_for(membership).exclude(pk=request.user.pk))
    form, status = DelegateForm(request.POST or None, action="delegate", people=people), 200
    if request.method == "POST":
        made, status = made_by(form, lambda typed: _delegated(request, membership, people, typed))
        if made:
            return redirect("desk:delegation", made.pk)
    turns, _barred = open_turns_of(membership)
    context = {
        "words": words,
        "membership": membership,
        "people": people,
        "form": form,
        "turns": turns[:MOST],
        "how_many": len(turns),
    }
    return render(request, "organizations/delegation_new.html", context, status=status)


def _delegated(request, membership, people, typed):
    user = {str(person.pk): person for person in people}.get(typed["user"])
    days, errors = _days(typed)
    try:
        made = verbs.delegate(membership, user, **days, by=request.user, reason=typed["reason"])
    except Invalid as refused:
        raise Invalid(refused.errors | errors) from None
    until = f"{day_words(made.starts_on)}至{day_words(made.ends_on)}"
    messages.success(request, f"已委托{made.user}代行{made.get_role_display()}职责，{until}。")
    return made


@desk_form
def delegation(request, pk):
    """One delegation: its days and reason, who set and who ended it, and the form to end it
    early.
    """
    words = _words(request)
    shown = _get(request, pk)
    form, status = EndDelegationForm(request.POST or None, action="end"), 200
    if request.method == "POST":
        made, status = made_by(form, lambda typed: _ended(request, shown, typed))
        if made:
            return redirect("desk:delegation", pk)
        shown = _get(request, pk)
    turns = barred = ()
    if not is_over(shown) and _knows_turns_of(shown, request.user):
        turns, barred = open_turns_of(shown.delegated_from, shown.user)
    context = {
        "words": words,
        "turns": turns[:MOST],
        "how_many": len(turns),
        "barred": barred[:MOST],
        "acting": acting(shown, request.user),
        "form": form,
        "story": story_of(shown, request.user),
    }
    return render(request, "organizations/delegation.html", context, status=status)


def _knows_turns_of(shown, user):
    """Whether the steps are any business of this person's, who may see the delegation because he
    answers for one of the two somewhere else.
    """
    return user.pk == shown.user_id or verbs.may_delegate(shown.delegated_from, user)


def _get(request, pk):
    rows = Membership.objects.visible_to(request.user).delegations().distinct()
    return get_object_or_404(
        rows.select_related("user", "region", "department", "delegated_from__user"), pk=pk
    )


def _ended(request, shown, typed):
    on = None
    if typed["on"].strip():
        on = _day(typed["on"], "on")
    ended = verbs.end_delegation(shown, by=request.user, reason=typed["reason"], on=on)
    messages.success(request, f"代行到{day_words(on)}为止。" if on else "代行已经终止，立即生效。")
    return ended


def _days(typed):
    """(the days that can be read, the sentences about those that can not)."""
    days, errors = {}, {}
    for name in ("starts_on", "ends_on"):
        days[name] = None
        try:
            days[name] = _day(typed[name], name)
        except Invalid as refused:
            errors |= refused.errors
    return days, errors


def _day(text, path):
    """A date as typed; the service says what is wrong with none at all."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Invalid({path: f"“{text.strip()}”不是一个日期，请写成2026-01-31。"}) from None


def _words(request):
    """The words of the person's own county; whoever holds no business role has nothing here."""
    if not takes_part(request.user):
        raise Http404
    own = Region.objects.filter(pk__in=request.user.standing().own_county_ids())
    county = own.order_by("code").first()
    if county is None:
        return {}
    return words_for(county)
