"""Who may look at what ran and what went out."""

from dutylist.organizations.permissions import READERS as STAFF
from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import Role

OPERATORS = frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR})
RIGHTS = {
    "notices.view_jobrun": OPERATORS,
    "notices.view_outboundevent": OPERATORS,
    "notices.view_inboxmessage": STAFF,
}
grant_rights(RIGHTS)
