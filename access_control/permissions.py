"""Which roles may do what at the gate."""

from dutylist.organizations.permissions import grant_rights
from items.permissions import BUSINESS, CLERKS, may_edit

RIGHTS = {
    "access_control.view_changerequest": BUSINESS,
    "access_control.view_interpretation": BUSINESS,
    "access_control.view_opinion": BUSINESS,
    "access_control.view_reviewanswer": BUSINESS,
    "access_control.view_revisionround": BUSINESS,
    "access_control.view_roundopinion": BUSINESS,
    "access_control.view_sitting": BUSINESS,
    "access_control.view_prohibitedentry": BUSINESS,
    "access_control.add_prohibitedentry": CLERKS,
    "access_control.change_prohibitedentry": CLERKS,
}
grant_rights(RIGHTS)


def may_keep_prohibited(user, county):
    """The county's clerk keeps its prohibited entries; seeds run as the named system account."""
    return may_edit(user, county)
