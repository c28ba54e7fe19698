"""What readers ask for, from one worker: a township's page, the API, the search; beside two peers
on the same entries.

A figure is answers a second over four connections; beside it stand p50 / p95 of one reader alone.
"""

import os
import sys
import tempfile
from datetime import date, timedelta
from urllib.parse import quote

from benchmarks.figures import Figure, say
from benchmarks.load import Case, asked_once, figure_of

ITEMS = int(os.environ.get("BENCH_ITEMS", 700))
TOWNSHIPS = int(os.environ.get("BENCH_TOWNSHIPS", 52))
DEMO_ITEMS, DEMO_TOWNSHIPS = 126, 14
SECONDS = float(os.environ.get("BENCH_SECONDS", 2))
# Days on which the same list is in force: each makes another address of the API.
FIRST_DAY, DAYS = date(2027, 1, 1), 15_000
LARGE, DEMO = "990183000000", "990184000000"
KIND, SEARCHED = "coordination", "防火"


def published():
    """Sees to it that both counties are in force."""
    from benchmarks.ground import county_of_size
    from items.models import EditionDocument
    from tests.factories import publish

    sizes = {LARGE: ("大县", ITEMS, TOWNSHIPS), DEMO: ("小县", DEMO_ITEMS, DEMO_TOWNSHIPS)}
    for code, (name, items, townships) in sizes.items():
        if not EditionDocument.objects.filter(county__code=code).exists():
            publish(county_of_size(code, name, items, townships)[0])


def township_of(county):
    return f"{county[:6]}101000"


def varied(path):
    """Every address another one, so that no page is in the cache; pages know `county` and leave it
    unread here.
    """
    mark = "&" if "?" in path else "?"
    if path.startswith("/api/"):
        return lambda number: f"{path}{mark}on={FIRST_DAY + timedelta(days=number % DAYS)}"
    return lambda number: f"{path}{mark}county={number}"


def page_cases():
    large, demo = f"/t/{township_of(LARGE)}/", f"/t/{township_of(DEMO)}/"
    tab, whole = f"{large}?kind={KIND}", f"{large}?kind=all"
    size, what = f"{ITEMS} items", "the longest of the three tables, with facets"
    return [
        Case(f"township page, {size}, not cached", varied(tab), what),
        Case(f"township page, {size}, cached", tab, what),
        Case(
            f"township page, {size}, whole, not cached",
            varied(whole),
            "all three tables, as printed",
        ),
        Case(f"township page, {size}, whole, cached", whole, "all three tables, as printed"),
        Case(
            f"township page, {DEMO_ITEMS} items, not cached",
            varied(demo),
            "its first table, with facets",
        ),
        Case(f"township page, {DEMO_ITEMS} items, cached", demo, "its first table, with facets"),
    ]


def api_cases():
    entries, word = "/api/v1/entries/", quote(SEARCHED)
    addresses = {
        "API, a county's entries": f"{entries}?kind={KIND}&county={LARGE}",
        "API, a township's entries": f"{entries}?kind={KIND}&township={township_of(LARGE)}",
        "API, all counties' entries": f"{entries}?kind={KIND}",
        "search in a township": f"/search/?t={township_of(LARGE)}&q={word}",
    }
    found = []
    for name, path in addresses.items():
        note = (
            f"100 entries, {KIND}"
            if path.startswith(entries)
            else f"“{SEARCHED}”, sixty hits a page"
        )
        found += [
            Case(f"{name}, not cached", varied(path), note),
            Case(f"{name}, cached", path, note),
        ]
    return found


def revalidated(port):
    """The township page asked for again by a reader who has it."""
    path = f"/t/{township_of(LARGE)}/?kind={KIND}"
    headers = {"If-None-Match": asked_once(port, path)[2]["ETag"]}
    return Case("township page, revalidated", path, "304 Not Modified", headers, 304)


def pages():
    """The site itself: gunicorn, one worker of four threads, the full middleware."""
    from benchmarks.servers import collect_static, one_worker

    published()
    with tempfile.TemporaryDirectory() as var:
        say("collecting static files")
        collect_static(var)
        with one_worker("dutylist.wsgi", var) as port:
            first = asked_once(port, f"/t/{township_of(LARGE)}/")[0] * 1000
            cases = [*page_cases(), revalidated(port), *api_cases()]
            figures = [figure_of(port, case, seconds=SECONDS) for case in cases]
    started = Figure(
        "first page of a new worker", first, unit="ms", note="the program's start included"
    )
    return [started, *figures]


def bare_django():
    """Peer: the same entries as a plain template over `.values()`, no middleware, no cache, the
    same gunicorn.
    """
    from benchmarks.servers import one_worker

    published()
    case = Case(
        "peer: bare Django page",
        f"/{township_of(LARGE)}/{KIND}/",
        "no middleware, `.values()`, never cached",
    )
    with tempfile.TemporaryDirectory() as var, one_worker("benchmarks.bare:made()", var) as port:
        return figure_of(port, case, seconds=SECONDS)


def datasette():
    """Peer: stock Datasette on a SQLite file of the same entries, a page of 100 rows."""
    from benchmarks import peers

    if why := peers.why_no("datasette"):
        print(f"LEFT OUT: peer: {why}", file=sys.stderr)
        return []
    published()
    table, rows = "/entries/entries", f"_size=100&kind={KIND}"
    cases = [
        Case(
            "peer: Datasette table page",
            f"{table}?{rows}&_facet=kind&_facet=category",
            "100 rows, 2 facets",
        ),
        Case(
            "peer: Datasette JSON", f"{table}.json?{rows}&_shape=objects", "100 rows of 7 columns"
        ),
    ]
    entries = peers.entries_in_force(LARGE)
    with tempfile.TemporaryDirectory() as var, peers.datasette(entries, var) as port:
        return [figure_of(port, case, seconds=SECONDS) for case in cases]


BENCHES = [pages, bare_django, datasette]
