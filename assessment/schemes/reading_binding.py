"""Which indicators bind a township: those of the approved schemes of its county that measure
townships; and those of an item.
"""

from assessment.models import Bearer, Indicator, SchemeStatus
from assessment.models.schemes import binding_units_of


def binding_indicators(user):
    """The indicators by which the townships this person works in are measured."""
    rows = Indicator.objects.filter(scheme__in=binding_units_of(user)).measuring(Bearer.TOWNSHIP)
    return rows.select_related("scheme__county", "scheme__department")


def indicators_of_item(county, code, user):
    """The indicators tied to an item, of the schemes this person sees, newest year first."""
    rows = Indicator.objects.visible_to(user).filter(scheme__county=county)
    rows = rows.exclude(scheme__status=SchemeStatus.WITHDRAWN)
    rows = rows.select_related("scheme__county", "scheme__department")
    found = []
    for row in rows.order_by("-scheme__year", "scheme", "number"):
        codes = row.items or [one["code"] for one in row.suggested[:1]]
        if code in codes:
            found.append(row)
    return found
