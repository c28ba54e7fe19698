"""Who reads what townships say of the heads of departments."""

from assessment.models.head_opinions import organization_department
from dutylist.organizations.models import Department
from dutylist.organizations.roles import DEPARTMENT_ROLES, Role


def reads_head_opinions(user):
    """Whether any of them are this person's to read: the office lead's, and 组织部's."""
    standing = user.standing()
    if standing.has(Role.OFFICE_LEAD):
        return True
    own = standing.department_ids(*DEPARTMENT_ROLES)
    for department in Department.objects.filter(pk__in=own).select_related("county"):
        if organization_department(department.county) == department:
            return True
    return False
