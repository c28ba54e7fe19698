"""Which roles may do what in assessment and supervision."""

from dutylist.organizations.permissions import grant_rights
from items.permissions import BUSINESS

RIGHTS = {"assessment.view_scheme": BUSINESS}
grant_rights(RIGHTS)
