"""What the rules find in a scheme is kept beside it; what no longer holds stays with the
day on which it ceased to.
"""

from django.utils import timezone

from assessment.models import SchemeFinding
from assessment.schemes.judged import judged_scheme
from assessment.schemes.judging import judge
from dutylist.history.tracking import bulk_save

TOLD = ("severity", "place", "remedy", "ground")


def keep_findings(scheme, on=None):
    """Judges the scheme as it is kept, and keeps what is found: -> the findings that hold. Inside a
    recording.
    """
    judgement = judge(judged_scheme(scheme, on))
    keep_suggestions(scheme, judgement.ties)
    known = {}
    for row in scheme.findings.filter(ceased_on=None):
        known[row.key] = row
    standing, changed = [], []
    for found in judgement.found:
        row = row_of(scheme, found)
        before = known.pop(row.key, None)
        if before is None:
            changed.append(row)
        elif take(before, row):
            changed.append(before)
        standing.append(before or row)
    for row in known.values():
        row.ceased_on = on or timezone.localdate()
        changed.append(row)
    bulk_save(changed)
    return standing


def row_of(scheme, found):
    finding = found.finding
    return SchemeFinding(
        scheme=scheme,
        indicator=found.number,
        indicator_name=found.indicator.name if found.indicator else "",
        rule=finding.rule,
        severity=finding.severity,
        sentence=finding.sentence,
        place=finding.place,
        remedy=finding.remedy,
        ground=finding.ground,
        entry=finding.entry or "",
        words=found.words,
    )


def take(before, row):
    """Takes over what is said otherwise now: -> whether anything is."""
    is_changed = False
    for name in ("indicator", "words", *TOLD):
        if getattr(before, name) != getattr(row, name):
            setattr(before, name, getattr(row, name))
            is_changed = True
    return is_changed


def keep_suggestions(scheme, ties):
    """What each indicator may be of is kept for the pages, as long as nobody has said."""
    changed = []
    for row in scheme.indicators_in_order:
        suggested = ties[row.number].suggestions()
        if row.suggested != suggested:
            row.suggested = suggested
            changed.append(row)
    bulk_save(changed)
