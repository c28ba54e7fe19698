"""Which roles may do what in assessment and supervision."""

from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import Role

# Who reads every whistle of the county: its office, and who supervises it.
WHISTLE_READERS = frozenset(
    {Role.CLERK, Role.OFFICE_LEAD, Role.INSPECTOR, Role.COUNTY_SECRETARY, Role.AUDITOR}
)
RIGHTS = {"assessment.view_whistle": WHISTLE_READERS}
grant_rights(RIGHTS)
