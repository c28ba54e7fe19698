"""Opinions on the heads of departments: given by the lead of a township, read by
the office lead and 组织部.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from assessment.models import HeadOpinion
from assessment.models.head_opinions import organization_department
from assessment.satisfaction.forms import HeadOpinionForm
from assessment.satisfaction.reading import reads_head_opinions
from assessment.satisfaction.services.head_opinions import give_head_opinion, townships_led_by
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.staff.refusable_forms import made_by

from .rounds import words_of

MOST_SHOWN = 200


@desk_form
def heads(http):
    township = townships_led_by(http.user).first()
    reads = reads_head_opinions(http.user)
    if township is None and not reads:
        raise Http404
    form, status = None, 200
    if township is not None:
        form = HeadOpinionForm(http.POST or None, county=township.county)
    if http.method == "POST":
        if form is None:
            raise Http404
        told, status = made_by(form, lambda typed: give(typed, township, http.user))
        if told is not None:
            messages.success(http, "意见已经送达。")
            return redirect("desk:head-opinions")
    return render(
        http, "satisfaction/heads.html", page_of(http, township, form, reads), status=status
    )


def give(typed, township, user):
    told = {name: typed[name] for name in ("department", "occasion", "text")}
    return give_head_opinion(told | {"township": township.code}, by=user)


def page_of(http, township, form, reads):
    opinions = []
    if reads:
        rows = HeadOpinion.objects.visible_to(http.user)
        opinions = list(rows.select_related("department", "township")[:MOST_SHOWN])
    context = {"words": words_of(http.user), "form": form, "reads": reads, "opinions": opinions}
    if township is not None:
        county = township.county
        context |= {"county": county, "words": words_for(county), "township": township}
        context["reader"] = organization_department(county)
    return context
