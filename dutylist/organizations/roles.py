"""The roles a person can hold, and the kind of place each of them is held at."""

from django.db import models


class Role(models.TextChoices):
    CLERK = "clerk", "编办经办人"
    OFFICE_LEAD = "office_lead", "编办负责人"
    LEGAL = "legal_officer", "合法性审查员"
    PARTY_OFFICE = "party_office", "党委办公室审查员"
    DEPARTMENT_STAFF = "department_staff", "部门经办人"
    DEPARTMENT_LEAD = "department_lead", "部门负责人"
    TOWNSHIP_STAFF = "township_staff", "基层经办人"
    TOWNSHIP_LEAD = "township_lead", "基层负责人"
    RECORDER = "recorder", "审定结果登记人"
    COUNTY_SECRETARY = "county_secretary", "领导查阅人"
    INSPECTOR = "inspector", "督查员"
    CITY_REVIEWER = "city_reviewer", "市级审核人"
    PROVINCE_FILER = "province_filer", "省级备案人"
    AUDITOR = "security_auditor", "安全审计员"
    SECURITY_ADMIN = "security_administrator", "安全管理员"
    SYSTEM_ADMIN = "system_administrator", "系统管理员"


COUNTY_ROLES = frozenset(
    {
        Role.CLERK,
        Role.OFFICE_LEAD,
        Role.LEGAL,
        Role.PARTY_OFFICE,
        Role.RECORDER,
        Role.COUNTY_SECRETARY,
        Role.INSPECTOR,
    }
)
DEPARTMENT_ROLES = frozenset({Role.DEPARTMENT_STAFF, Role.DEPARTMENT_LEAD})
TOWNSHIP_ROLES = frozenset({Role.TOWNSHIP_STAFF, Role.TOWNSHIP_LEAD})
CITY_ROLES = frozenset({Role.CITY_REVIEWER})
PROVINCE_ROLES = frozenset({Role.PROVINCE_FILER})
DUTY_ROLES = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})
BUSINESS_ROLES = frozenset(Role) - DUTY_ROLES
STAFFING_OFFICE = frozenset({Role.CLERK, Role.OFFICE_LEAD})


def clashing(role, others):
    """The roles among `others` that nobody must hold beside this one, on days that overlap."""
    if role in DUTY_ROLES:
        return set(others) - {role}
    return set(others) & DUTY_ROLES
