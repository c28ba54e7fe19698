"""Which roles may do what in assessment and supervision."""

from dutylist.organizations.permissions import grant_rights
from dutylist.organizations.roles import STAFFING_OFFICE, Role
from items.permissions import BUSINESS, CLERKS

# Who reads the registers of supervision, and every whistle: the office, and who supervises it.
OVERSEERS = frozenset(
    {Role.CLERK, Role.OFFICE_LEAD, Role.INSPECTOR, Role.COUNTY_SECRETARY, Role.AUDITOR}
)
RIGHTS = {
    "assessment.view_executionreport": BUSINESS,
    "assessment.view_inspection": OVERSEERS | {Role.RECORDER},
    "assessment.view_pledge": OVERSEERS,
    "assessment.add_pledge": CLERKS,
    "assessment.change_pledge": CLERKS,
    "assessment.view_problem": OVERSEERS,
    "assessment.view_evaluation": OVERSEERS,
    "assessment.view_reportdemand": OVERSEERS,
    "assessment.view_vetoitem": OVERSEERS,
    "assessment.add_vetoitem": CLERKS,
    "assessment.change_vetoitem": CLERKS,
    "assessment.view_feedback": STAFFING_OFFICE | {Role.AUDITOR},
    "assessment.view_offlistreport": STAFFING_OFFICE,
    "assessment.view_satisfactionround": BUSINESS,
    "assessment.view_scheme": BUSINESS,
    "assessment.view_whistle": OVERSEERS,
}
grant_rights(RIGHTS)
