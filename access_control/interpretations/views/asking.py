"""The page on which a unit asks what the list means: of an item, or of what no search found."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access_control.interpretations import moves  # noqa: F401 (names the flow)
from access_control.interpretations.forms import QuestionForm
from access_control.interpretations.services.asking import (
    ask_interpretation,
    counties_to_ask,
    item_known,
    may_ask,
    units_to_ask_for,
)
from access_control.models import Interpretation
from access_control.models.interpretations import LONGEST_QUESTION
from dutylist.organizations.words import staffing_office_of, words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Refusal


@takes("item", "q")
@desk_form
def new(http):
    if not may_ask(http.user):
        raise Http404
    item = item_asked_about(http)
    units = units_of(http.user, item)
    if not units:
        raise Http404
    question = http.GET.get("q", "").strip()[:LONGEST_QUESTION]
    form, status = QuestionForm(units=units, initial={"question": question}), 200
    if http.method == "POST":
        form = QuestionForm(http.POST, units=units)
        made, status = asked(http, form, item)
        if made:
            messages.success(
                http, f"已送{staffing_office_of(made.county)}，答复经第二人复核后在这里告知。"
            )
            return redirect(made)
    return render(http, "interpretations/new.html", page_of(http, item, units, form), status=status)


def item_asked_about(http):
    """The item that the address names, as far as this person knows it; None where none is named."""
    code = http.POST.get("item") or http.GET.get("item", "")
    if not code:
        return None
    for county in counties_to_ask(http.user):
        if item := item_known(code, county, http.user):
            return item
    raise Http404


def units_of(user, item):
    """[(county, unit)] in whose name this person asks: of the county of the item, or of all."""
    units = []
    for county in counties_to_ask(user).order_by("code"):
        if item is None or item.county_id == county.pk:
            units += [(county, unit) for unit in units_to_ask_for(user, county)]
    return units


def asked(http, form, item):
    """(the interpretation, 302), or None and the status of the refusal."""
    if not form.is_valid():
        return None, 422
    told = form.told() | {"item": item and item.code, "county": county_of(form).code}
    try:
        return ask_interpretation(told, by=http.user), 302
    except Refusal as refused:
        form.refuse(refused)
        return None, refused.status


def county_of(form):
    """The county of the unit that asks."""
    value = form.cleaned_data.get("unit") or next(iter(form.units))
    unit = form.units[value]
    return unit.department.county if unit.department else unit.township.parent


def page_of(http, item, units, form):
    county = units[0][0]
    return {
        "county": county,
        "words": words_for(county),
        "item": item,
        "units": units,
        "form": form,
        "days": Interpretation(county=county).clock_days("interpretation_answer_days"),
    }
