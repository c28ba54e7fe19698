"""Who may see and change what: lists and pages by role, verbs by role and place.

Every app adds its table of lists and pages with `grant_rights`. A verb names its place and asks
`require`; the place is never left out, and None is the whole site.

Place. A role is held for the whole site, a province, a city, a county, a department or a township.
It reaches the place itself and what lies below it: a city's reaches its counties, a county's its
departments and townships. Roles held for the whole site are reached by roles held for the whole
site and by no other.

Roles. The security administrator grants and ends roles at the places he reaches, never his own, and
only to people he knows: those with at least one of their places within his reach. The system
administrator opens accounts for the places he reaches, and keeps (closes, reopens, resets, unlocks)
those accounts whose places he reaches all, never his own: whoever can set a password can act
wherever its owner can. The auditor reads. Business roles are delegated within the unit
(`services/delegations.py`); the security administrator of the place may end that.

The places of an account (`User.places`) are those of its roles, the coming ones included; without
any, those of the roles that ended last; without these, the place it was opened for. So a person who
serves two counties is kept by whoever reaches both, and one who was opened for a county by that
county's administrator from the first day.

The last system administrator and the last security administrator of the whole site stay: only the
command line, which acts as the system account, ends them.
"""

from dutylist.history.refusals import NotAllowed

from .roles import COUNTY_ROLES, DUTY_ROLES, STAFFING_OFFICE, Role
from .standing import standing_of

_rights: dict[str, frozenset] = {}


def grant_rights(table):
    """Adds {permission: roles}, e.g. {"items.change_dutyitem": {Role.CLERK}}; a permission not
    named is nobody's.
    """
    for permission, roles in table.items():
        _rights[permission] = frozenset(roles)


def allows(user, permission):
    return user.is_active and not user.standing().roles.isdisjoint(_rights.get(permission, ()))


def opens(user, app_label):
    rights = [permission for permission in _rights if permission.startswith(f"{app_label}.")]
    return any(allows(user, permission) for permission in rights)


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
    "organizations.view_townshipcard": READERS,
    "organizations.view_reorganization": READERS,
    "organizations.change_reorganization": STAFFING_OFFICE,
    "organizations.view_user": ACCOUNT_KEEPERS | ROLE_KEEPERS | {Role.AUDITOR} | STAFFING_OFFICE,
    "organizations.add_user": ACCOUNT_KEEPERS,
    "organizations.change_user": ACCOUNT_KEEPERS,
    "organizations.view_membership": ACCOUNT_KEEPERS
    | ROLE_KEEPERS
    | {Role.AUDITOR}
    | STAFFING_OFFICE,
    "organizations.add_membership": ROLE_KEEPERS,
    "organizations.change_membership": ROLE_KEEPERS,
    "organizations.view_accountevent": frozenset({Role.AUDITOR}),
}
grant_rights(RIGHTS)

VERBS = {
    "setup_county": ("设立清单", ACCOUNT_KEEPERS),
    "keep_calendar": ("维护放假调休安排", ACCOUNT_KEEPERS),
    "change_region": ("变更行政区划", STAFFING_OFFICE),
    "change_words": ("设置地方用词", STAFFING_OFFICE),
    "change_policy": ("设置本地规则", frozenset({Role.OFFICE_LEAD})),
    "change_department": ("变更部门", STAFFING_OFFICE),
    "change_card": ("修改公开电话", STAFFING_OFFICE),
    "open_account": ("开设账号", ACCOUNT_KEEPERS),
    "keep_account": ("管理账号", ACCOUNT_KEEPERS),
    "grant_membership": ("授予角色", ROLE_KEEPERS),
    "end_membership": ("终止任职", ROLE_KEEPERS),
}
SYSTEM = "system"


def may(by, verb, place):
    """Whether `by` may do a verb of this app at a place (a Region; None is the whole site); jobs
    and seeds may.
    """
    return by.username == SYSTEM or by.standing().reaches(place, *VERBS[verb][1])


def require(by, verb, place):
    """Refuses with a sentence that names who may, or the place that is out of reach."""
    require_role(by, verb)
    if not may(by, verb, place):
        raise NotAllowed(
            f"您的任职不包括{place or '全站'}，不能在此{VERBS[verb][0]}。", "other_place"
        )


def require_role(by, verb):
    """The first half of `require`, for a verb that checks in between whether the place is one for
    this role.
    """
    label, roles = VERBS[verb]
    if by.username != SYSTEM and not by.standing().has(*roles):
        names = "、".join(role.label for role in Role if role in roles)
        raise NotAllowed(f"只有{names}可以{label}。")


def keeps_account(by, user):
    """Whether `by` keeps this account of another person: he reaches every place of it."""
    if user.pk == by.pk or user.username == SYSTEM:
        return False
    return all(may(by, "keep_account", place) for place in user.places())


def require_account(by, user):
    """Refuses whoever does not keep this account, and everybody for himself and for the account of
    the jobs.
    """
    if keeps_account(by, user):
        return
    if by.username != SYSTEM and not by.standing().has(*ACCOUNT_KEEPERS):
        raise NotAllowed("只有系统管理员可以管理账号。")
    if user.pk == by.pk or user.username == SYSTEM:
        raise NotAllowed("不能对本人的账号或者系统账号这样操作，请由另一名系统管理员办理。")
    raise NotAllowed(
        "该账号不在您管理的范围内，或者同时在其他地区任职，请由上一级的系统管理员办理。",
        "other_place",
    )


def require_own_account(by, user):
    """Refuses everybody but the owner of an account and whoever keeps it."""
    if by.pk != user.pk:
        require_account(by, user)


def knows(by, user):
    """Whether a person has a place where `by` grants roles."""
    return any(may(by, "grant_membership", place) for place in user.places())


def may_enter_admin(user):
    """Whether the admin site is open to this user: the county's staff, and the keepers and auditors
    of the site.
    """
    return user.is_active and not standing_of(user).roles.isdisjoint(READERS)
