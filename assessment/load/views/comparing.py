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
from assessment.load.readers import townships_asked
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page
from items.register.places import frame

OF = "of"
IN_TABLE = ("indicators", "inspections", "documents", "reports_asked", "temporary")
ITEMS = ("items.basic", "items.coordination")
YEARS_OFFERED = 4


@takes(COUNTY, TOWNSHIP, YEAR)
@desk_page
def load(http):
    """GET: the township that is named, else the first of those this person reads."""
    year = year_asked(http)
    county, named = places_asked(http)
    _county, all_read = townships_asked(http.user, county)
    chosen = named[0]
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
        "beside": [(one, in_table(one)) for one in after] if len(after) > 1 else [],
        "heads": ["清单事项", *(LINE[key].label for key in IN_TABLE)],
    }
    return render(http, "load/load.html", context)


def years_offered(year):
    """The present year and some before it, and the one that is shown."""
    latest = max(timezone.localdate().year, year)
    return sorted({year, *range(latest, latest - YEARS_OFFERED, -1)}, reverse=True)


def in_table(load):
    """[(head, key of its rows or "", number)] of one township in the table of all."""
    of_items = [load.number(key) for key in ITEMS]
    total = None if None in of_items else sum(of_items)
    cells = [("清单事项", "", total)]
    for key in IN_TABLE:
        cells.append((LINE[key].label, key, load.number(key)))
    return cells


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
