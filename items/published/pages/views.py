"""The county's home, the choice of a county, its editions, and the pages that only explain."""

from functools import partial
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse

from dutylist.history.schema import OtherSchema, require_our_schema
from items.entry.words import hidden_words
from items.published.answers import kind_counts
from items.published.finding import find_words
from items.published.handbooks import BY_SLUG, HANDBOOKS
from items.published.lists import counties_published, document_bytes, only_county
from items.published.live_facts import heirs_of, place
from items.search.everyday_words import topics

from .conditional import KEPT_SECONDS, YEAR, answer, build, page, pages, public_read
from .reading import chrome, read_county
from .story import told_change
from .wording import in_force_words

FOR_NOTES = {"handbooks": HANDBOOKS}
LATEST = 6
TOPICS = 12
BAD_DAY = "日期“{}”不是日历上的日子，请写成2025-03-01这样的形式。"
NOT_FOR_ROBOTS = ("/desk/", "/admin/", "/account/", "/login/", "/api/")


@public_read
def home(request):
    """The only county's home; where several keep their lists here, the choice of one."""
    counties = counties_published()
    if len(counties) == 1:
        return show_home(request, counties[0][0])
    return page(
        request,
        "public/counties.html",
        seen=counties,
        modified=None,
        context=lambda: {"counties": counties},
    )


@public_read
def county_home(request, county):
    return show_home(request, county)


def show_home(request, county):
    reading = read_county(county)
    if not reading.documents:
        return gone_elsewhere(request, county, "county-home")
    published = reading.published
    chosen = published and published.township(request.GET.get("t", ""))
    template = "public/not_yet.html"
    if published:
        template = "public/home.html"
    context = partial(_home, reading, published, chosen)
    return page(request, template, seen=reading.seen, modified=reading.modified, context=context)


def _home(reading, published, township):
    if published is None:
        return chrome(reading)
    return {
        **chrome(reading),
        "township": township,
        "words": published.words_for(township),
        "counts": kind_counts(published, township),
        "topics": topics_in(published, township),
        "latest": latest_changes(reading),
        "at_home": True,
    }


def topics_in(published, township):
    """The everyday topics this list can answer, in the shelf's order; found once for a list."""
    code = township.code if township else ""

    def found():
        held = (topic for topic in topics() if find_words(published, topic["query"], township))
        return list(islice(held, TOPICS))

    return pages.get_or_set(f"topics:{build()[0]}:{published.digest}:{code}", found, KEPT_SECONDS)


def latest_changes(reading):
    """(document, change) pairs of the documents in force so far, the newest first; a first edition
    has none to show.
    """
    pairs = []
    for row in reversed(reading.documents):
        if row.effective_on > reading.today or row.revoked(reading.today):
            continue
        published = row.read()
        for change in published.changes:
            pairs.append((row, told_change(change, published.words)))
    return pairs[:LATEST]


def gone_elsewhere(request, code, name, **kept):
    """The answer for a region code nobody publishes under any more: its one heir, a choice of
    several, or 404.
    """
    heirs = heirs_of(code)
    if not heirs:
        raise Http404("没有这个地方的清单。")
    links = [(reverse(name, args=[heir]), label) for heir, label in heirs]
    if len(links) == 1:
        address = links[0][0]
        if query := request.GET.urlencode():
            address += f"?{query}"
        return HttpResponsePermanentRedirect(address)
    return page(
        request,
        "public/heirs.html",
        seen=links,
        modified=None,
        context=lambda: {"links": links, "code": code},
    )


def no_such_day(request, text, back):
    """The answer to a day that is none; `back` is the address that is asked for a day."""
    context = {"said": BAD_DAY.format(text[:20]), "back": back, "value": text[:20]}
    return page(
        request,
        "public/no_such_day.html",
        seen=[],
        modified=None,
        context=lambda: context,
        status=400,
    )


def nothing_in_force(request, reading, where=None):
    """The day lies before the first edition, or the first edition has yet to take effect."""
    if not reading.documents:
        raise Http404("这个地方还没有公布清单。")
    return page(
        request,
        "public/not_yet.html",
        seen=reading.seen,
        modified=None,
        context=lambda: {**chrome(reading), "where": where, "carried": where},
        status=404,
    )


@public_read
def editions(request, county):
    reading = read_county(county)
    if not reading.documents:
        return gone_elsewhere(request, county, "county-editions")
    return page(
        request,
        "public/editions.html",
        seen=reading.seen,
        modified=reading.modified,
        context=lambda: {**chrome(reading), "rows": _edition_rows(reading)},
    )


def _edition_rows(reading):
    rows, compared = [], _comparisons(reading)
    for document in reversed(reading.documents):
        published = document.read()
        rows.append(
            {
                "document": document,
                "meta": published.meta,
                "counts": kind_counts(published),
                "changes": len(published.changes),
                "compared": compared.get(document.slug, ""),
                "hidden": hidden_words(published.hidden()),
                "state": _state(reading, document),
                "span": in_force_words(reading.documents, document),
            }
        )
    return rows


def _comparisons(reading):
    """{document: the address of its comparison with the one before it that still stands}."""
    addresses, before = {}, None
    for document in reading.documents:
        if before is not None:
            numbers = [before.slug[1:], document.slug[1:]]
            addresses[document.slug] = reverse("compare", args=[reading.county_code, *numbers])
        if not document.revoked(reading.today):
            before = document
    return addresses


def _state(reading, document):
    if document.revoked(reading.today):
        return "revoked"
    if document.effective_on > reading.today:
        return "coming"
    if document == reading.current:
        return "current"
    return "past"


@public_read
def document(request, county, slug):
    """The public document of an edition, byte for byte: what its digest is the digest of."""
    reading = read_county(county, slug=slug)
    response = answer(
        request,
        seen=[reading.document.digest],
        modified=reading.document.published_at,
        render=lambda: document_bytes(reading.document.id),
        content_type="application/json",
    )
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@public_read
def notes(request, template):
    """A page that explains: help for readers, the accessibility statement."""
    county = only_county() or county_of_township(request.GET.get("t", ""))
    if not county:
        return page(request, template, seen=[], modified=None, context=lambda: FOR_NOTES)
    reading = read_county(county)
    return page(
        request,
        template,
        seen=reading.seen,
        modified=reading.modified,
        context=lambda: {**chrome(reading), **FOR_NOTES},
    )


@public_read
def handbook(request, slug):
    """The handbook of one part that people have in the list."""
    shown, county = BY_SLUG[slug], only_county()
    frame, seen = dict, []
    if county:
        reading = read_county(county)
        frame, seen = partial(chrome, reading), reading.seen
    return page(
        request,
        shown.template,
        seen=seen,
        modified=None,
        context=lambda: {**frame(), "handbook": shown, "handbooks": HANDBOOKS},
    )


def county_of_township(code):
    """The code of the county of a township that an address carries, or ""."""
    township = place(code)
    if township is None:
        return ""
    return township.county_code


@public_read
def robots(request):
    closed = "".join(f"Disallow: {path}\n" for path in NOT_FOR_ROBOTS)
    places = f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}\n"
    said = f"User-agent: *\n{closed}\n{places}"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@public_read
def favicon(request):
    return HttpResponseRedirect(static("site/favicon.svg"))


def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    """Ready when the database answers, and is that of this program."""
    only_county()
    try:
        require_our_schema()
    except OtherSchema as refused:
        return HttpResponse(f"{refused}\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


healthz.public_read = readyz.public_read = True
