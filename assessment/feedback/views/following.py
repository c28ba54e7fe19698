"""A citizen follows the matter by its number and code, and opens it again."""

from django.http import Http404
from django.views.decorators.csrf import ensure_csrf_cookie

from assessment.feedback.forms import FollowForm, ReopenForm
from assessment.feedback.services.following import (
    feedback_of,
    is_number,
    reopen_by_citizen,
)
from assessment.models.feedback import SETTLED
from dutylist.history.refusals import Refusal
from dutylist.organizations.addresses import client_address
from dutylist.rest.parameters import takes

from .frames import citizens_page, frame_of, shown


@takes("code", "large")
@ensure_csrf_cookie
@citizens_page
def follow(http, number=None):
    """The code comes in the body, so that no log holds it; in the address it is taken too."""
    if number is not None and not is_number(number):
        raise Http404("没有这个编号，编号是8位数字。")
    if http.method == "POST" and http.POST.get("action") == "reopen":
        return reopened(http)
    typed = None
    if http.method == "POST":
        typed = http.POST
    elif number is not None and http.GET.get("code"):
        typed = {"number": str(number), "code": http.GET["code"]}
    form = FollowForm(typed, action="follow", initial={"number": number})
    if typed is None or not form.is_valid():
        status = 200 if typed is None else 422
        return shown(http, "public/feedback_follow.html", {"form": form}, status)
    return opened(http, form)


def opened(http, form):
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    try:
        feedback = feedback_of(number, code)
    except Refusal as refused:
        form.refuse(refused)
        return shown(http, "public/feedback_follow.html", {"form": form}, refused.status, refused)
    reopening = ReopenForm(initial={"number": number, "code": code}, action="reopen")
    return shown(http, "public/feedback_one.html", page_of(feedback, reopening))


def page_of(feedback, reopening):
    return {
        **frame_of(feedback.county.code),
        "feedback": feedback,
        "reopening": reopening if feedback.status in SETTLED else None,
    }


def reopened(http):
    form = ReopenForm(http.POST, action="reopen")
    if not form.is_valid():
        form = FollowForm(action="follow")
        return shown(http, "public/feedback_follow.html", {"form": form}, 422)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    refused = None
    try:
        feedback_of(number, code)
        address = client_address(http)
        reopen_by_citizen(number, code, form.cleaned_data["reason"], address=address)
    except Refusal as refusal:
        refused = refusal
        form.refuse(refusal)
        if refusal.status == 404:
            context = {"form": FollowForm(http.POST, action="follow")}
            return shown(http, "public/feedback_follow.html", context, 404)
    context = page_of(feedback_of(number, code), form)
    context["is_reopened"] = refused is None
    status = refused.status if refused else 200
    return shown(http, "public/feedback_one.html", context, status, refused)
