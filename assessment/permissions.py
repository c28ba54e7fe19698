"""Which roles may do what in assessment and supervision."""

from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import STAFFING_OFFICE
from items.permissions import BUSINESS

RIGHTS = {
    "assessment.view_offlistreport": STAFFING_OFFICE,
    "assessment.view_satisfactionround": BUSINESS,
}
grant_rights(RIGHTS)
