"""What the public pages note of a question: that nothing was found for it, or which item was opened
from what was found. A number is counted, and nothing of the reader is kept or followed.

Which item was opened is told by the browser itself: the page of the item is asked for with the
address of the search page it was opened from (`Referer`, which our own pages send to our own pages
only). No address carries a mark, nothing is set in the browser.
"""

import re
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse
from django.utils import timezone

from items.lookup.asked import asked
from items.lookup.counting import count_asked
from items.search.text import search_text

ROBOTS = re.compile(r"bot|spider|crawl|slurp|monitor|curl|wget|python", re.IGNORECASE)


def note_search(request, county_code, query, found, *, is_answered=False):
    """Counts a miss of the search page: `found` (`Ranked`) has no hits, and nothing else is
    the answer (`is_answered`). A page that is turned, or asked for again by a browser that
    has it, asks nothing new.
    """
    if found.hits or is_answered or not _is_reader(request) or request.GET.get("after"):
        return
    count_asked(county_code, query, "", timezone.localdate())


def note_choice(request, county_code, entry):
    """Counts that an item was opened from the hits of a question. Where its own texts hold the
    words of the question, nobody needs a phrase for it.
    """
    question = question_before(request)
    if not question or not _is_reader(request):
        return
    terms = asked(question).terms
    text = search_text(entry)
    if all(term in text for term in terms):
        return
    count_asked(county_code, question, entry["code"], timezone.localdate())


def question_before(request):
    """The question of the search page that this page was opened from, or ""."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
        if before.netloc != request.get_host() or before.path != reverse("search"):
            return ""
        return parse_qs(before.query).get("q", [""])[0]
    except ValueError:  # no address
        return ""


def _is_reader(request):
    """Whether a person asks, and not again."""
    if request.method != "GET" or "If-None-Match" in request.headers:
        return False
    return not ROBOTS.search(request.headers.get("User-Agent", ""))
