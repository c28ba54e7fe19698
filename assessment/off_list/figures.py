"""Figures of off-list reports: from three reports on, and none that two others give by their
difference.
"""

from dataclasses import dataclass

from assessment.models import OffListReport, OffListStatus
from dutylist.organizations.models import Region

LEAST = 3
TRUE = (
    OffListStatus.VERIFIED,
    OffListStatus.STOPPED,
    OffListStatus.TURNED,
    OffListStatus.REFERRED,
    OffListStatus.RECTIFIED,
    OffListStatus.CLOSED,
)
RECTIFIED = (OffListStatus.RECTIFIED, OffListStatus.CLOSED)
OTHERS = "其余部门"


@dataclass
class Counted:
    """The reports on one department, or on several taken together."""

    department: str
    reported: int = 0
    verified: int = 0
    rectified: int = 0

    def add(self, status):
        self.reported += 1
        self.verified += status in TRUE
        self.rectified += status in RECTIFIED

    def as_json(self):
        """A number below three is not told."""
        told = {"department": self.department}
        for name in ("reported", "verified", "rectified"):
            number = getattr(self, name)
            told[name] = number if number >= LEAST else None
        return told


def figures(county, year):
    """{"year", "rows", "total"} of the reports of a year: a row for each department with three or
    more; the others together, where that is three or more and not one department alone. Else
    neither they nor the total are told, for the total less the rows would be their number.
    """
    counted = {}
    reports = OffListReport.objects.filter(county=county, reported_on__year=year)
    for name, status in reports.order_by().values_list("department__name", "status"):
        counted.setdefault(name, Counted(name)).add(status)
    rows, small = [], []
    for name in sorted(counted):
        group = rows if counted[name].reported >= LEAST else small
        group.append(counted[name])
    is_whole = not small
    others = together(small)
    if len(small) > 1 and others.reported >= LEAST:
        rows.append(others)
        is_whole = True
    total = sum(row.reported for row in rows) if is_whole and rows else None
    return {"year": year, "rows": [row.as_json() for row in rows], "total": total}


def together(small):
    whole = Counted(OTHERS)
    for one in small:
        whole.reported += one.reported
        whole.verified += one.verified
        whole.rectified += one.rectified
    return whole


def total_of_year(county, year, *, before):
    """How many reports a county had in a year before a day, for comparisons of years, told in whole
    threes: it never moves by a single report, so that nobody learns from two days' numbers when one
    came. None below three, and where fewer than three townships could have reported.

    Whoever shows it says `before` today: a number that moves while one watches tells when.
    """
    if Region.objects.valid().townships_of(county).count() < LEAST:
        return None
    reports = OffListReport.objects.filter(
        county=county, reported_on__year=year, reported_on__lt=before
    )
    in_threes = reports.count() // LEAST * LEAST
    return in_threes or None
