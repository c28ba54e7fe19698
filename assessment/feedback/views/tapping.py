"""One tap below an answer: of use, or not what was looked for."""

import contextlib

from django.http import Http404, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from assessment.feedback.services.limiting import TooMany
from assessment.feedback.services.receiving import is_published
from assessment.feedback.services.tapping import MISSED, TAPS, count_tap
from dutylist.organizations.addresses import client_address
from dutylist.organizations.models import Region
from dutylist.rest.parameters import takes
from items.lookup.counting import count_asked
from items.published.lists import counties_published

from .frames import citizens_page, county_asked, frame_of, shown

CARRIED = ("county", "item", "q", "t")
LONGEST_CARRIED = 100


@csrf_exempt
@require_http_methods(["POST"])
def tap(http):
    """The pages with the two buttons are the same for everybody and kept by caches, so that
    they carry no mark against forgery; what other sites send is refused by its header, and
    counts are all there is.
    """
    if http.headers.get("Sec-Fetch-Site") == "cross-site":
        return HttpResponseForbidden()
    county, code, said = tap_told(http)
    with contextlib.suppress(TooMany):  # it is no news to whoever taps without end
        count_tap(county, code, said, address=client_address(http))
        note_miss(http, county, code, said)
    carried = {"tap": said}
    for name in CARRIED:
        if value := http.POST.get(name, "")[:LONGEST_CARRIED]:
            carried[name] = value
    return HttpResponseRedirect(f"{reverse('feedback-thanks')}?{urlencode(carried)}", status=303)


def note_miss(http, county, code, said):
    """A question of the search page for which nothing fitting was found may become a phrase."""
    question = http.POST.get("q", "").strip()
    if said == MISSED and question and not code:
        count_asked(county.code, question[:LONGEST_CARRIED], "", timezone.localdate())


def tap_told(http):
    """(the county, the code of the item or "", which button); 404 for no page of ours."""
    said, code = http.POST.get("tap", ""), http.POST.get("item", "")
    published = [one for one, _name in counties_published()]
    named = http.POST.get("county", "")
    if said not in TAPS or named not in published:
        raise Http404
    county = Region.objects.get(code=named)
    if code and not is_published(county, code):
        raise Http404
    return county, code, said


@takes("tap", *CARRIED, "large")
@citizens_page
def thanks(http):
    """Says that it was counted, and the way on."""
    county = county_asked(http)
    context = frame_of(county) | {
        "is_missed": http.GET.get("tap") == MISSED,
        "item": http.GET.get("item", ""),
        "q": http.GET.get("q", ""),
        "t": http.GET.get("t", ""),
    }
    published = context.get("published")
    if published is None or published.find(context["item"]) is None:
        context["item"] = ""
    return shown(http, "public/feedback_thanks.html", context)
