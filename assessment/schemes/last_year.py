"""Whether a scheme asks more than that of the year before (压缩项目指标、考核时间)."""

import re

from rapidfuzz import fuzz

from assessment.models import Scheme, SchemeStatus

YEAR = re.compile(r"(?:19|20)\d\d年?度?")
ALIKE = 60
STANDING = (SchemeStatus.APPROVED, SchemeStatus.SUBMITTED)


def scheme_before(scheme):
    """The scheme of the year before of the same owner for the same units, or None: the approved
    one, of several the one whose title is most alike.
    """
    rows = Scheme.objects.filter(
        county=scheme.county,
        department=scheme.owner,
        year=scheme.year - 1,
        bearer=scheme.bearer,
        status__in=STANDING,
    ).select_related("county", "department")
    rows = list(rows.order_by("status", "-pk"))  # approved stands before submitted
    if len(rows) == 1:
        return rows[0]
    title = YEAR.sub("", scheme.title)
    for row in rows:
        if fuzz.ratio(YEAR.sub("", row.title), title) >= ALIKE:
            return row
    return None


def growth(scheme):
    """What grew since the year before, in words; "" where nothing did."""
    before = scheme_before(scheme)
    if before is None:
        return ""
    told = []
    then, now = before.indicators.count(), len(scheme.indicators)
    if now > then:
        told.append(f"指标{now}项，{before.year}年{then}项")
    if scheme.days and before.days is not None and scheme.days > before.days:
        told.append(f"考核{scheme.days}天，{before.year}年{before.days}天")
    return "；".join(told)
