"""The yearly report of a township as the API shows it."""

from assessment.models import HowCarried


def report_json(report):
    counts = {}
    for state in HowCarried.values:
        counts[state] = report.count_of(state)
    return {
        "id": report.pk,
        "county": report.county.code,
        "township": report.township.code,
        "year": report.year,
        "list": report.list_label,
        "counts": counts,
        "rows": report.rows,
        "sent_at": report.sent_at.isoformat(),
        "by": report.by_name,
    }


def rows_json(rows):
    """The items of a draft, each thing that is known with its page."""
    shown = []
    for row in rows:
        shown.append({**row, "known": [told.as_json() for told in row["known"]]})
    return shown
