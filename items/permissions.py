"""Which roles may do what with the register."""

from dutylist.organizations.roles import Role

# Who reads the whole working register of a county, its proposed changes and its history.
READERS = (
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.LEGAL,
    Role.RECORDER,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
    Role.AUDITOR,
)
# Who reads what the county has approved, without the proposed changes.
APPROVED_READERS = (*READERS, Role.CITY_REVIEWER, Role.PROVINCE_FILER)
EDITORS = (Role.CLERK,)
