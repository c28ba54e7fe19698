"""A scheme as the rules read it, whether it is kept already or only handed in to be checked."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from assessment.models import Bearer

from .wording import clauses_of


@dataclass
class JudgedIndicator:
    """One indicator; `items` are the codes it is tied to, None as long as nobody has said."""

    number: int
    name: str
    text: str = ""
    weight: Decimal | None = None
    lead: str = ""
    bearer: str = ""
    method: str = ""
    frequency: str = ""
    basis: str = ""
    document_number: str = ""
    items: list | None = None

    @cached_property
    def clauses(self):
        """What it says of what is measured and how, clause by clause."""
        told = clauses_of(self.name, self.text, self.frequency)
        return [*told, *clauses_of(self.method, is_method=True)]


@dataclass
class JudgedScheme:
    county: object
    year: int
    title: str
    owner: object = None  # the department; None for the county itself
    bearer: str = Bearer.TOWNSHIP.value
    total_points: Decimal | None = None
    frequency: str = ""
    days: int | None = None
    document_number: str = ""
    notes: str = ""
    indicators: list = field(default_factory=list)
    pk: int | None = None
    on: date | None = None

    def measured(self, indicator):
        """Whom an indicator measures."""
        return indicator.bearer or self.bearer


MEMBERS = (
    "number",
    "name",
    "text",
    "weight",
    "lead",
    "bearer",
    "method",
    "frequency",
    "basis",
    "document_number",
    "items",
)


def judged_scheme(scheme, on=None):
    """The scheme that is kept, as the rules read it."""
    indicators = []
    for row in scheme.indicators_in_order:
        indicators.append(JudgedIndicator(**{name: getattr(row, name) for name in MEMBERS}))
    return JudgedScheme(
        county=scheme.county,
        year=scheme.year,
        title=scheme.title,
        owner=scheme.department,
        bearer=scheme.bearer,
        total_points=scheme.total_points,
        frequency=scheme.frequency,
        days=scheme.days,
        document_number=scheme.document_number,
        notes=scheme.notes,
        indicators=indicators,
        pk=scheme.pk,
        on=on,
    )
