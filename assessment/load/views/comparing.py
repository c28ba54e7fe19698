"""The comparison as a page: two years of one township, the townships of the county beside each
other in the order of their codes, never ranked.
"""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from assessment.load.asked import COUNTY, TOWNSHIP, YEAR, places_asked, year_asked
from assessment.load.comparison import bars, compared, grouped, verdict
from assessment.load.counting import loads_of
from assessment.load.lines import LINE
from assessment.load.readers import townships_asked, townships_read
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page
from dutylist.staff.places_asked import code_asked
from items.register.places import frame

OF = "of"
IN_TABLE = (
    *("items.basic", "items.coordination", "indicators", "inspections"),
    *("documents", "reports_asked", "temporary"),
)
YEARS_OFFERED = 4


@takes(COUNTY, TOWNSHIP, YEAR)
@desk_page
def load(http):
    """GET: the township that is named, else the first of those this person reads."""
    year = year_asked(http)
    county, all_read, chosen = township_shown(http)
    before = loads_of(county, [chosen], year - 1)[0]
    after = loads_of(county, all_read, year)
    own = next(one for one in after if one.township == chosen)
    lines = compared(before, own)
    context = frame(http, county) | {
        "counties": (),
        "chosen": chosen,
        "townships": all_read,
        "year": year,
        "years": years_offered(year),
        "groups": grouped(lines),
        "bars": bars(lines),
        "verdict": verdict(own, lines),
        "today": timezone.localdate(),
        "beside": beside(after) if len(after) > 1 else [],
        "heads": [LINE[key].label for key in columns_of(after)],
    }
    return render(http, "load/load.html", context)


def township_shown(http):
    """(the county, the townships of it that this person reads, the one that the page is about)."""
    offered = townships_read(http.user)
    code = code_asked(http, TOWNSHIP, offered)
    if code or not http.GET.get(TOWNSHIP):
        county, named = places_asked(http, code)
    else:
        county, named = townships_asked(http.user)
    _county, all_read = townships_asked(http.user, county)
    return county, all_read, named[0]


def years_offered(year):
    """The present year and some before it, and the one that is shown."""
    latest = max(timezone.localdate().year, year)
    return sorted({year, *range(latest, latest - YEARS_OFFERED, -1)}, reverse=True)


def columns_of(loads):
    """The lines that the table of all townships has: those of which anything is registered."""
    columns = []
    for key in IN_TABLE:
        if any(load.number(key) is not None for load in loads):
            columns.append(key)
    return columns


def beside(loads):
    """[(load, [(line, number)])] of the table of all townships."""
    columns = columns_of(loads)
    rows = []
    for load in loads:
        rows.append((load, [(LINE[key], load.number(key)) for key in columns]))
    return rows


@takes(COUNTY, TOWNSHIP, YEAR, OF)
@desk_page
def rows(http):
    """GET: what a number is made up of."""
    line = LINE.get(http.GET.get(OF, ""))
    county, townships = places_asked(http)
    if line is None or len(townships) != 1:
        raise Http404
    [one] = loads_of(county, townships, year_asked(http))
    context = frame(http, county) | {
        "counties": (),
        "line": line,
        "load": one,
        "rows": one.rows.get(line.key, ()),
        "number": one.number(line.key),
    }
    return render(http, "load/rows.html", context)
