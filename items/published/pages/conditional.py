"""How a public page is answered: conditionally first, rendered once per document, never kept past
local midnight.
"""

import datetime
import gzip
import hashlib
import re
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as pages
from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import uri_to_iri
from django.utils.http import http_date

from items.published.live_facts import township_code

from .errors import is_for_programs, method_not_allowed

KNOWN = (
    "after",
    "category",
    "change",
    "county",
    "department",
    "from",
    "kind",
    "large",
    "on",
    "part",
    "q",
    "t",
    "to",
)
LARGE_COOKIE = "large"
FRESH_SECONDS = 60
KEPT_SECONDS = 3600
YEAR = 365 * 24 * 3600
BUILT_FROM = ("templates", "static/site", "items")
HTML = "text/html; charset=utf-8"
SHORT = 500  # bytes that no compression makes worth its head
TEXTS = (
    "text/",
    "application/json",
    "application/atom",
    "application/xml",
    "application/problem",
    "image/svg",
)
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


def public_read(view):
    """A view that anybody may read: GET and HEAD only, no session, the large mode by cookie or
    `?large=1`.
    """

    @wraps(view)
    def read(request, *args, **kwargs):
        if request.method not in {"GET", "HEAD"}:
            return method_not_allowed(request, ["GET", "HEAD"])
        if not is_for_programs(request):
            request.GET = known_only(request.GET)
            where = township_code(request.GET.get("t", ""), request.GET.get("county", ""))
            if where:
                request.GET["t"] = where
        response = view(request, *args, **kwargs)
        remember_mode(request, response)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return compressed(request, response)

    read.public_read = True
    return read


def compressed(request, response):
    """The response with its text compressed where the reader takes that; made once for a text.
    Pages without a session hold no secret that the length of an answer could tell.
    """
    if response.streaming or not response.get("Content-Type", "").startswith(TEXTS):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    if len(response.content) < SHORT or not takes_gzip(request):
        return response
    key = f"gzip:{hashlib.sha256(response.content).hexdigest()}"
    body = response.content
    response.content = pages.get_or_set(key, lambda: gzip.compress(body, 6, mtime=0), KEPT_SECONDS)
    response.headers["Content-Encoding"] = "gzip"
    if (etag := response.headers.get("ETag", "")).startswith('"'):
        response.headers["ETag"] = f"W/{etag}"  # the same text, not the same bytes
    return response


def takes_gzip(request):
    return bool(TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))


def known_only(query):
    """The question without what no page asks for: a stray parameter makes no other page, and no
    other copy of it.
    """
    known = QueryDict(mutable=True)
    for name in KNOWN:
        if value := query.get(name, ""):
            known[name] = value
    return known


def is_large(request):
    chosen = request.GET.get("large")
    if chosen in {"0", "1"}:
        return chosen == "1"
    return request.COOKIES.get(LARGE_COOKIE) == "1"


def remember_mode(request, response):
    """Only who chose the large mode, now or before, gets an answer of their own; everybody else
    shares one.
    """
    chosen = request.GET.get("large")
    if chosen == "1":
        response.set_cookie(
            LARGE_COOKIE, "1", max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    elif chosen == "0":
        response.delete_cookie(LARGE_COOKIE, samesite="Lax")
    if chosen in {"0", "1"} or LARGE_COOKIE in request.COOKIES:
        patch_vary_headers(response, ["Cookie"])
        response.headers["Cache-Control"] = "private, no-cache"


@cache
def build():
    """(id, time) of the program that renders: a page of an older build is another page."""
    root, digest, newest = Path(settings.BASE_DIR), hashlib.sha256(), 0.0
    for folder in BUILT_FROM:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix in {".html", ".css", ".js", ".svg", ".py"}:
                digest.update(path.read_bytes())
                newest = max(newest, path.stat().st_mtime)
    return digest.hexdigest()[:16], datetime.datetime.fromtimestamp(int(newest), datetime.UTC)


def fingerprint(request, seen):
    """One hash over everything the answer depends on: address, mode, build, and what the view says
    it shows.
    """
    address = [request.path, *(f"{key}={value}" for key, value in sorted(request.GET.items()))]
    today = timezone.localdate().isoformat()  # a page says for which day it is read
    parts = [build()[0], today, "large" if is_large(request) else "", *address, *map(str, seen)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def answer(request, *, seen, modified, render, content_type=HTML, status=200, headers=None):
    """304 when the reader has it already, else the rendered bytes, kept for the next who asks for
    this very page.
    """
    mark = fingerprint(request, seen)
    etag, last = f'"{mark[:32]}"', max(filter(None, [modified, build()[1]]))
    response = None
    if status == 200:
        response = get_conditional_response(request, etag=etag, last_modified=int(last.timestamp()))
    if response is None:
        body = pages.get_or_set(f"page:{mark}", render, KEPT_SECONDS)
        response = HttpResponse(body, content_type=content_type, status=status, headers=headers)
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(last.timestamp())
    response.headers["Cache-Control"] = (
        f"public, max-age=0, s-maxage={fresh_for()}, must-revalidate"
    )
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def page(request, template, *, seen, modified, context, status=200):
    """A rendered template; `context` is called only when the page has to be made."""

    def render():
        facts = {**mode_of(request), **context()}
        facts["where_typed"] = request.GET.get("t", "")
        facts["carried"] = township_carried(facts, request.GET.get("t", ""))
        return render_to_string(template, facts).encode()

    return answer(request, seen=seen, modified=modified, render=render, status=status)


def township_carried(facts, code):
    """The township that a page is about, or whose code its address carries along;
    None where there is none.
    """
    if township := facts.get("carried"):
        return township
    published = facts.get("published")
    return published and published.township(code)


def mode_of(request):
    """What every template needs to know of the request: the mode, and the address that switches
    it.
    """
    large, query = is_large(request), request.GET.copy()
    query["large"] = str(int(not large))
    return {
        "large": large,
        "mode_url": f"{request.path}?{query.urlencode()}",
        "site_url": settings.PUBLIC_URL,
        "address": f"{settings.PUBLIC_URL}{uri_to_iri(request.get_full_path())}",
    }


def fresh_for():
    """Seconds a copy may be used unasked: never past local midnight, when another list may be in
    force.
    """
    now = timezone.localtime()
    midnight = (now + datetime.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(0, min(FRESH_SECONDS, int((midnight - now).total_seconds())))
