"""Which roles may do what at the gate."""

from dutylist.organizations.permissions import grant_rights

RIGHTS = {}
grant_rights(RIGHTS)
