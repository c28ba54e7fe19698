"""Which roles may do what in assessment and supervision."""

from dutylist.organizations.permissions import grant_rights

RIGHTS = {}
grant_rights(RIGHTS)
