"""What is registered of assessment and supervision: indicators and days of approved schemes,
pledges and veto items, inspections, reports asked.
"""

from django.utils import timezone

from assessment.inspections.repeats import earlier_alike
from assessment.models import (
    Bearer,
    Indicator,
    Inspection,
    Pledge,
    ReportDemand,
    Scheme,
    SchemeStatus,
    VetoItem,
)
from assessment.off_list.figures import total_of_year
from dutylist.workflow.models import Decision

from .counting import CountedThing, counted, told_sealed

APPROVE, END = "approve", "end"


def registered(found, year):
    """What was found; None for a past year with nothing, which was not registered here."""
    found = list(found)
    if not found and year < timezone.localdate().year:
        return None
    return found


# ---- schemes ----


@counted("indicators", "assessment_days")
def of_schemes(county, year):
    """The indicators that measure townships, and the days of the schemes they stand in."""
    return registered(rows_of_schemes(county, year), year)


def rows_of_schemes(county, year):
    approved = Scheme.objects.filter(county=county, year=year, status=SchemeStatus.APPROVED)
    indicators = Indicator.objects.filter(scheme__in=approved).measuring(Bearer.TOWNSHIP)
    indicators = indicators.select_related("scheme__department", "scheme__county")
    schemes = {}
    for indicator in indicators.order_by("scheme", "number", "pk"):
        scheme = indicator.scheme
        schemes[scheme.pk] = scheme
        note = f"{scheme.owner_name}，{scheme.title}"
        yield "indicators", "", CountedThing(indicator.name, scheme.get_absolute_url(), note=note)
    for scheme in schemes.values():
        if scheme.days:
            row = CountedThing(
                scheme.title, scheme.get_absolute_url(), scheme.days, scheme.owner_name
            )
            yield "assessment_days", "", row


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
    held, standing = years_held(model, county), []
    for subject in model.objects.filter(county=county).select_related("department").order_by("pk"):
        if subject.pk not in held:
            continue
        first, last = held[subject.pk]
        if subject.until:
            last = min(last, subject.until.year)
        if first <= year <= last:
            standing.append(subject)
    codes = codes_borne(standing)
    for subject in standing:
        row = CountedThing(subject.title, subject.get_absolute_url(), note=subject.department.name)
        for code in codes[subject.pk]:
            yield key, code, row


def codes_borne(subjects):
    """{pk: the codes of the townships it bears on, in their order} of rows of one register: of many
    rows and many townships, so no row of a township is made for each.
    """
    codes = {subject.pk: [] for subject in subjects}
    if not subjects:
        return codes
    bearing = type(subjects[0])._meta.get_field("bearing").related_model
    pairs = bearing.objects.filter(subject__in=codes).order_by("township__code")
    for subject, code in pairs.values_list("subject", "township__code"):
        codes[subject].append(code)
    return codes


def years_held(model, county):
    """{pk: (the year in which it was approved, the year in which it was ended)}."""
    # By their subjects: a decision keeps the county of its day, whatever became of that.
    subjects = model.objects.filter(county=county).order_by().values("pk")
    decisions = Decision.objects.filter(flow=model.flow_name, subject_id__in=subjects)
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
    rows = Inspection.objects.holding().filter(county=county, year=year)
    rows = list(rows.select_related("department").order_by("starts_on", "pk"))
    codes = codes_borne(rows)
    visits = {pk: set(borne) for pk, borne in codes.items()}
    alike = earlier_alike(rows)
    for inspection in rows:
        row = CountedThing(
            inspection.title, inspection.get_absolute_url(), note=inspection.department.name
        )
        for code in codes[inspection.pk]:
            yield "inspections", code, row
            if any(code in visits[earlier] for earlier in alike.get(inspection.pk, ())):
                yield "repeats", code, row


# ---- what is told as a number alone ----


@told_sealed("off_list")
def of_off_list(county, year):
    """The reports of the whole county in whole threes, as of yesterday: a number that moves with
    one report, or while somebody watches, tells when it came.
    """
    return total_of_year(county, year, before=timezone.localdate())
