"""Which demands ask for the same, by words and meaning, whoever asks."""

from assessment.models import ReportDemand
from assessment.models.report_demands import STANDING
from assessment.registers.near import alike


def twins_of(row, user=None):
    """The other demands that ask for the same, the surest first; a person who is named is told of
    those he sees, or of all where the row is his to judge.
    """
    if not row.is_standing:
        return []
    rows = ReportDemand.objects.filter(county=row.county_id, status__in=STANDING)
    rows = rows.exclude(pk=row.pk).with_units().order_by("pk")
    if user is not None and not row.is_judged_by(user):
        rows = rows.filter(pk__in=ReportDemand.objects.visible_to(user).values("pk"))
    others = {other.pk: other for other in rows}
    texts = [(other.pk, other.title, "") for other in others.values()]
    [near] = alike([(row.pk, row.title, "")], texts)
    return [others[pk] for pk in near]


def twins_json(row, user):
    twins = []
    for other in twins_of(row, user):
        owner = {"department": other.department.name}
        twins.append({"id": other.pk, "title": other.title, "owner": owner})
    return {"twins": twins}
