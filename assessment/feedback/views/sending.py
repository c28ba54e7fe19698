"""What a citizen says of an answer or of a miss, without an account and without script."""

from django.views.decorators.csrf import ensure_csrf_cookie

from assessment.feedback.forms import FeedbackForm, FollowForm
from assessment.feedback.public_questions import answers_about_no_item
from assessment.feedback.services.receiving import receive_feedback
from dutylist.history.refusals import Refusal
from dutylist.organizations.addresses import client_address
from dutylist.rest.parameters import takes
from dutylist.staff.sent_once import ONCE, mark_of
from items.published.lists import counties_published

from .frames import asked, citizens_page, county_asked, frame_of, shown

LONGEST_CARRIED = 100


@takes("county", "item", "q", "t", "large")
@ensure_csrf_cookie
@citizens_page
def feedback(http):
    """A POST answers with the number and the code, on the page that they are told on once."""
    county = county_asked(http)
    if not county:
        context = {"counties": counties_published()}
        return shown(http, "public/feedback_counties.html", context)
    frame = frame_of(county)
    entry = entry_asked(http, frame)
    form, refused, status = None, None, 200
    if http.method == "POST":
        form = FeedbackForm(http.POST, townships=townships_of(frame), has_answer=bool(entry))
        sent, refused, status = sent_of(http, form, county, entry)
        if sent is not None:
            context = {**frame, "sent": sent[0], "code": sent[1]}
            return shown(http, "public/feedback_sent.html", context, 201)
    if form is None:
        form = FeedbackForm(
            initial=initial_of(http, entry), townships=townships_of(frame), has_answer=bool(entry)
        )
    context = {
        **frame,
        "form": form,
        "entry": entry,
        "follow": FollowForm(action="follow"),
        "asked": answers_about_no_item(county),
    }
    return shown(http, "public/feedback.html", context, status, refused)


def entry_asked(http, frame):
    """The entry that the address names, as the list of today has it, or None."""
    published = frame["published"]
    code = asked(http, "item")
    return published.find(code) if published and code else None


def townships_of(frame):
    published = frame["published"]
    return published.townships if published else ()


def initial_of(http, entry):
    """What stands in the form at first: of a miss the question is carried along."""
    question = http.GET.get("q", "").strip()[:LONGEST_CARRIED]
    initial = {"township": http.GET.get("t", "")}
    if entry is None and question:
        initial |= {"kind": "not_found", "text": f"查询“{question}”，没有查到。"}
    return initial


def sent_of(http, form, county, entry):
    """((the feedback, its code), None, 201), or None, the refusal and its status."""
    if not form.is_valid():
        return None, None, 422
    told = form.told() | {"county": county, "item": entry["code"] if entry else None}
    try:
        mark = mark_of(form.cleaned_data[ONCE], told)
        return receive_feedback(told, address=client_address(http), mark=mark), None, 201
    except Refusal as refused:
        form.refuse(refused)
        return None, refused, refused.status
