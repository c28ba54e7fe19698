"""Who may see and change what in the admin, by role; every app adds its own table with `grant_rights`."""

from .roles import COUNTY_ROLES, DUTY_ROLES, STAFFING_OFFICE, Role

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
}
grant_rights(RIGHTS)
