"""What a township has before it in a year: its inspections by month, and the repeats."""

from dataclasses import dataclass, field

from assessment.models import Inspection

from ..repeats import repeated_among


@dataclass
class Visit:
    """One inspection as the township meets it."""

    row: Inspection
    is_repeat: bool
    joined: list = field(default_factory=list)  # those that come along


@dataclass
class Calendar:
    """A year of one township, or of all that a person sees of a county."""

    year: int
    months: list  # [(month, [Visit])]

    @property
    def visits(self):
        return [visit for _month, visits in self.months for visit in visits]

    @property
    def days(self):
        return sum(visit.row.days for visit in self.visits)

    @property
    def repeats(self):
        return sum(visit.is_repeat for visit in self.visits)


def calendar_of(township, year, user):
    """The inspections of a township in a year, as far as this person sees them."""
    rows = Inspection.objects.visible_to(user).holding().of_township(township)
    rows = rows.filter(year=year).with_units().order_by("starts_on", "pk")
    rows = list(rows.prefetch_related("merged__department", "merged__county"))
    repeated = repeated_among(rows)
    months = {}
    for row in rows:
        visit = Visit(row, row.pk in repeated, list(row.merged.all()))
        months.setdefault(row.starts_on.month, []).append(visit)
    return Calendar(year, sorted(months.items()))
