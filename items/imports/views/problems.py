"""From one problem of a preview to the next, across pages: errors first, then alike rows that are
not decided.
"""

from items.imports.preview.report_pages import report_page

from .pairs import EVERY, SIZE, is_open, pairs_of

PROBLEMS = ("error", "alike")


def problems_around(job, asked, show, page):
    """How many problems there are, which is the first on this page, and the addresses of the
    nearest elsewhere.

    At the ends it goes round to the other end; where all are on this page, to the first and the
    last of them.
    """
    spots = [*errors_at(job, asked), *pairs_at(job, asked)]
    if show in PROBLEMS:
        here = (PROBLEMS.index(show), page.number)
    else:
        here = (-1, 0)
    behind = [spot for spot in spots if spot[:2] > here]
    before = [spot for spot in spots if spot[:2] < here]
    facts = {
        "problems": len(spots),
        "problem_first": len(before) + 1,
        "problem_next": "",
        "problem_before": "",
    }
    if spots:
        facts["problem_next"] = address(asked, (behind or before or spots)[0])
        facts["problem_before"] = address(asked, (before or behind or spots)[-1])
    return facts


def errors_at(job, asked):
    """(class, page, place on the page) of every error; those that say the same stand in one row."""
    if not job.report["error_count"]:
        return []
    errors = report_page(job, outcome="error", size=EVERY, folded=True, **asked.within()).rows
    return [spot(0, order) for order in range(len(errors))]


def pairs_at(job, asked):
    """The same of every alike row that is not decided."""
    if not job.report["counts"]["alike"]:
        return []
    return [spot(1, order) for order, pair in enumerate(pairs_of(job, asked)) if is_open(pair)]


def spot(sort, order):
    return sort, order // SIZE + 1, order % SIZE + 1


def address(asked, spot):
    sort, number, place = spot
    return f"{asked.address(show=PROBLEMS[sort], page=number)}#row-{place}"
