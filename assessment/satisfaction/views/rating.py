"""The ballot of a township on a phone, without script."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from assessment.satisfaction.forms import BallotForm
from assessment.satisfaction.services.rating import ballot_of, rate, require_open, township_of
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.refusals import Invalid, NotAllowed, Refusal

from .rounds import seen_by


@takes("township")
@desk_form
def ballot(http, pk):
    row = get_object_or_404(seen_by(http.user), pk=pk)
    township = township_or_404(http, row)
    given = ballot_of(row, township, http.user)
    rated = list(row.rated)
    shape = {"rated": rated, "dimensions": row.dimensions}
    form, status = BallotForm(initial=initial_of(given, rated), **shape), 200
    if http.method == "POST":
        form = BallotForm(http.POST, **shape)
        status = sent(http, row, township, form)
        if status == 302:
            return redirect(http.get_full_path())
    context = {
        "county": row.county,
        "words": words_for(row.county),
        "row": row,
        "township": township,
        "form": form,
        "is_given": bool(given.ratings),
        "closed": why_closed(row),
    }
    return render(http, "satisfaction/ballot.html", context, status=status)


def township_or_404(http, row):
    try:
        return township_of(row, http.user, http.GET.get("township"))
    except (NotAllowed, Invalid):
        raise Http404 from None


def initial_of(given, rated):
    values = {}
    for one in rated:
        rating = given.ratings.get(str(one.department_id), {"answers": []})
        for place, answer in enumerate(rating["answers"]):
            values[BallotForm.name_of(one, place)] = answer
    return values


def sent(http, row, township, form):
    if not form.is_valid():
        return 422
    try:
        rate(row, form.told() | {"township": township.code}, by=http.user)
    except Refusal as refused:
        form.refuse(refused)
        return refused.status
    messages.success(http, "评价已收到；结束以前可以再改，以最后一次为准。")
    return 302


def why_closed(row):
    """Why no answer is taken any more; "" while one is."""
    try:
        require_open(row)
    except Refusal as refused:
        return refused.sentence
    return ""
