"""What is registered of assessment and supervision: indicators and days of approved schemes, pledges
and veto items, inspections, reports asked.
"""

from django.utils import timezone

from assessment.inspections.repeats import earlier_alike
from assessment.models import (
    Inspection,
    Pledge,
    ReportDemand,
    VetoItem,
)
from dutylist.workflow.models import Decision

from .counting import Row, counted

APPROVE, END = "approve", "end"


def registered(found, year):
    """What was found; None for a past year of which nothing is there: it was not registered here."""
    found = list(found)
    if not found and year < timezone.localdate().year:
        return None
    return found


# ---- what townships sign for, and what is asked of them ----


@counted("pledges")
def of_pledges(county, year):
    found = []
    for model in (Pledge, VetoItem):
        found += rows_standing(model, "pledges", county, year)
    return registered(found, year)


@counted("reports_asked")
def of_demands(county, year):
    return registered(rows_standing(ReportDemand, "reports_asked", county, year), year)


def rows_standing(model, key, county, year):
    """A row for each township and each thing that was approved and held in that year."""
    held = years_held(model, county)
    rows = model.objects.filter(pk__in=held).with_units()
    for subject in rows.order_by("pk"):
        first, last = held[subject.pk]
        if subject.until:
            last = min(last, subject.until.year)
        if first <= year <= last:
            row = Row(subject.title, subject.get_absolute_url(), note=subject.department.name)
            for township in subject.townships:
                yield key, township.code, row


def years_held(model, county):
    """{pk: (the year in which it was approved, the year in which it was ended)}."""
    decisions = Decision.objects.filter(flow=model.flow_name, county=county)
    held = {}
    for subject, action, at in decisions.order_by("pk").values_list("subject_id", "action", "at"):
        year = timezone.localtime(at).year
        if action == APPROVE:
            held[subject] = (year, 9999)
        elif action == END and subject in held:
            held[subject] = (held[subject][0], year)
    return held


# ---- inspections ----


@counted("inspections", "repeats")
def of_inspections(county, year):
    """Those approved or held; of two alike in one month the later repeats the earlier one."""
    return registered(rows_of_inspections(county, year), year)


def rows_of_inspections(county, year):
    rows = Inspection.objects.holding().filter(county=county, year=year).with_units()
    rows = list(rows.order_by("starts_on", "pk"))
    visits = {}
    for inspection in rows:
        visits[inspection.pk] = {township.code for township in inspection.townships}
    alike = earlier_alike(rows)
    for inspection in rows:
        row = Row(inspection.title, inspection.get_absolute_url(), note=inspection.department.name)
        for code in sorted(visits[inspection.pk]):
            yield "inspections", code, row
            if any(code in visits[earlier] for earlier in alike.get(inspection.pk, ())):
                yield "repeats", code, row
