"""From one problem of a preview to the next, across pages: errors first, then alike rows that are not decided."""

from ..report_pages import report_page

SIZE = 50
PROBLEMS = ("error", "alike")


def problems_around(found, asked, show, page):
    """How many problems there are, and the addresses of the nearest before and behind this page."""
    spots = [spot for name in PROBLEMS for spot in spots_of(found, asked, name)]
    here = (PROBLEMS.index(show), page.number) if show in PROBLEMS else (-1, 0)
    behind = [spot for spot in spots if spot[:2] > here]
    before = [spot for spot in spots if spot[:2] < here]
    return {
        "problems": len(spots),
        "problem_next": address(asked, (behind or before)[0]) if behind or before else "",
        "problem_before": address(asked, (before or behind)[-1]) if behind or before else "",
    }


def spots_of(found, asked, name):
    """(class, page, place on the page) of every problem of a class."""
    if not found.report["error_count" if name == "error" else "counts"]:
        return
    for order, row in enumerate(report_page(found, outcome=name, size=10**6, **asked.within()).rows):
        if name == "error" or (row["outcome"] == "alike" and not row["decision"]):
            yield PROBLEMS.index(name), order // SIZE + 1, order % SIZE + 1


def address(asked, spot):
    name, number, place = spot
    return f"{asked.address(show=PROBLEMS[name], page=number)}#row-{place}"
