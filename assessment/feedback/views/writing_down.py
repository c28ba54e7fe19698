"""The clerk writes down what came by the hotline, in the box or by a visit."""

from django.http import Http404
from django.shortcuts import render

from assessment.feedback.forms import WrittenDownForm
from assessment.feedback.reading import clerks_counties
from assessment.feedback.services.receiving import receive_feedback
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.staff.refusable_forms import made_by


@takes("county")
@desk_form
def new(http):
    """A POST answers with the number and the code, on the page that they are told on once."""
    counties = list(clerks_counties(http.user))
    county = county_asked(http, counties)
    form, status = WrittenDownForm(county=county), 200
    if http.method == "POST":
        form = WrittenDownForm(http.POST, county=county)
        told = {"county": county.code}
        made, status = made_by(
            form,
            lambda _typed: receive_feedback(told | form.told(), by=http.user, mark=form.mark()),
        )
        if made is not None:
            feedback, code = made
            context = {"feedback": feedback, "code": code}
            return render(http, "feedback/sent.html", context, status=201)
    context = {
        "county": county,
        "offered": counties,
        "words": words_for(county),
        "form": form,
    }
    return render(http, "feedback/new.html", context, status=status)


def county_asked(http, counties):
    code = http.POST.get("county") or http.GET.get("county", "")
    for county in counties:
        if code in ("", county.code):
            return county
    raise Http404
