"""Who keeps the calendar, and who may look at it."""

from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import COUNTY_ROLES, Role

KEEPERS = frozenset({Role.SYSTEM_ADMIN})
READERS = COUNTY_ROLES | KEEPERS | {Role.AUDITOR}
RIGHTS = {
    "workflow.view_calendarday": READERS,
    "workflow.add_calendarday": KEEPERS,
    "workflow.change_calendarday": KEEPERS,
    "workflow.view_calendaryear": READERS,
    "workflow.add_calendaryear": KEEPERS,
    "workflow.change_calendaryear": KEEPERS,
}
grant_rights(RIGHTS)
