"""Who may see and change what in the admin, by role; every app adds its own table with `grant_rights`."""

from dutylist.history.refusals import NotAllowed

from .roles import COUNTY_ROLES, DUTY_ROLES, STAFFING_OFFICE, Role
from .standing import standing_of

_rights: dict[str, frozenset] = {}


def grant_rights(table):
    """Adds {permission: roles}, e.g. {"items.change_dutyitem": {Role.CLERK}}; a permission not named is nobody's."""
    for permission, roles in table.items():
        _rights[permission] = frozenset(roles)


def allows(user, permission):
    return user.is_active and not user.standing().roles.isdisjoint(_rights.get(permission, ()))


def opens(user, app_label):
    return any(allows(user, permission) for permission in _rights if permission.startswith(f"{app_label}."))


def rights_of(user):
    return {permission for permission in _rights if allows(user, permission)}


READERS = COUNTY_ROLES | DUTY_ROLES
ACCOUNT_KEEPERS = frozenset({Role.SYSTEM_ADMIN})
ROLE_KEEPERS = frozenset({Role.SECURITY_ADMIN})
RIGHTS = {
    "organizations.view_region": READERS,
    "organizations.add_region": STAFFING_OFFICE,
    "organizations.change_region": STAFFING_OFFICE,
    "organizations.view_regionsuccession": READERS,
    "organizations.view_regiontag": READERS,
    "organizations.add_regiontag": STAFFING_OFFICE,
    "organizations.change_regiontag": STAFFING_OFFICE,
    "organizations.view_regiontagging": READERS,
    "organizations.view_countypolicy": READERS,
    "organizations.change_countypolicy": STAFFING_OFFICE,
    "organizations.view_placeword": READERS,
    "organizations.add_placeword": STAFFING_OFFICE,
    "organizations.change_placeword": STAFFING_OFFICE,
    "organizations.view_department": READERS,
    "organizations.add_department": STAFFING_OFFICE,
    "organizations.change_department": STAFFING_OFFICE,
    "organizations.view_departmentalias": READERS,
    "organizations.view_user": ACCOUNT_KEEPERS | ROLE_KEEPERS | {Role.AUDITOR} | STAFFING_OFFICE,
    "organizations.add_user": ACCOUNT_KEEPERS,
    "organizations.change_user": ACCOUNT_KEEPERS,
    "organizations.view_membership": ACCOUNT_KEEPERS | ROLE_KEEPERS | {Role.AUDITOR} | STAFFING_OFFICE,
    "organizations.add_membership": ROLE_KEEPERS,
    "organizations.change_membership": ROLE_KEEPERS,
    "organizations.view_accountevent": frozenset({Role.AUDITOR}),
}
grant_rights(RIGHTS)

VERBS = {
    "setup_county": ("设立清单", ACCOUNT_KEEPERS),
    "change_region": ("变更行政区划", STAFFING_OFFICE),
    "change_words": ("设置地方用词", STAFFING_OFFICE),
    "change_policy": ("设置本地规则", frozenset({Role.OFFICE_LEAD})),
    "change_department": ("变更部门", STAFFING_OFFICE),
    "open_account": ("开设账号", ACCOUNT_KEEPERS),
    "grant_membership": ("授予角色", ROLE_KEEPERS),
    "end_membership": ("终止任职", ROLE_KEEPERS),
}
SYSTEM = "system"


def may(by, verb, county=None):
    """Whether `by` may do a verb of this app, in a county where it concerns one; jobs and seeds may."""
    return by.username == SYSTEM or by.standing().has(*VERBS[verb][1], county=county)


def require(by, verb, county=None):
    """Refuses with a sentence that names who may."""
    if not may(by, verb, county):
        names = "、".join(role.label for role in Role if role in VERBS[verb][1])
        raise NotAllowed(f"只有{names}可以{VERBS[verb][0]}。")


def may_enter_admin(user):
    """Whether the admin site is open to this user: the county's staff, and the keepers and auditors of the site."""
    return user.is_active and not standing_of(user).roles.isdisjoint(READERS)
