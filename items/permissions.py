"""Which roles may do what with the register."""

from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import COUNTY_ROLES, Role

# Who reads the whole working register of a county, its proposed changes and its history.
READERS = (
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.LEGAL,
    Role.PARTY_OFFICE,
    Role.RECORDER,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
    Role.AUDITOR,
)
# Who reads what the county has approved, without the proposed changes.
APPROVED_READERS = (*READERS, Role.CITY_REVIEWER, Role.PROVINCE_FILER)
EDITORS = (Role.CLERK,)


def may_edit(user, county):
    """The county's clerk; jobs and seeds run as the named system account."""
    return user.username == "system" or user.standing().has(*EDITORS, county=county)


def may_read_register(user, county):
    return user.is_authenticated and user.standing().has(*READERS, county=county)


# What the admin shows and to whom; keepers of accounts and roles see no business rows.
BUSINESS = COUNTY_ROLES | {Role.AUDITOR}
CLERKS = frozenset(EDITORS)
READ = ("proposedchange", "revision", "edition", "editiondocument", "importjob")
KEPT = (
    "dutyitem",
    "basicitem",
    "coordinationitem",
    "reclaimeditem",
    "category",
    "legalact",
    "headword",
    "phrase",
)
RIGHTS = {"items.change_proposedchange": CLERKS, "history.view_batch": BUSINESS}
for name in (*READ, *KEPT):
    RIGHTS[f"items.view_{name}"] = BUSINESS
for name in KEPT:
    RIGHTS[f"items.add_{name}"] = RIGHTS[f"items.change_{name}"] = CLERKS
grant_rights(RIGHTS)
