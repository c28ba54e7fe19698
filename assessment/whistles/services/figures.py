"""How whistles ended, in numbers: each outcome counted when it was made, townships
and persons never compared.
"""

from django.db.models import Count

from assessment.models import Outcome, Whistle, WhistleOutcome
from dutylist.organizations.roles import DEPARTMENT_ROLES
from dutylist.organizations.standing import standing_of


def outcomes_seen_by(user):
    """What this person's figures are made of: of a department its own outcomes, of a township those
    of its whistles, of the office all of the county.
    """
    departments = standing_of(user).department_ids(*DEPARTMENT_ROLES)
    seen = WhistleOutcome.objects.visible_to(user)
    office_or_township = Whistle.objects.seen_beside_departments(user)
    own = seen.filter(department__in=departments)
    return own | seen.filter(whistle__in=office_or_township)


def figures_of(rows):
    """{outcome: how many}, every one of them named."""
    counted = dict.fromkeys(Outcome.values, 0)
    for outcome, number in rows.order_by().values_list("outcome").annotate(Count("pk")):
        counted[outcome] = number
    return counted


def figures_by_department(rows):
    """[(name of the department, its figures)] in the order of the departments' own list, which says
    nothing of better or worse.
    """
    found = {}
    asked = rows.exclude(department=None).order_by("department__position", "department_id")
    counted = asked.values_list("department__name", "outcome").annotate(Count("pk"))
    for name, outcome, number in counted:
        figures = found.setdefault(name, dict.fromkeys(Outcome.values, 0))
        figures[outcome] = number
    return list(found.items())
