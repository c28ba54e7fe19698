"""What `manage.py check` says about organizations: settings of accounts, duties that must be kept
apart.
"""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

from .addresses import is_network
from .roles import Role, clashing

EVERYBODY = {"all", "true", "1", "yes"}


@register(Tags.security)
def second_factor_roles_exist(app_configs, **kwargs):
    """A role mistyped in the settings would silently go without its second factor."""
    stated = settings.ACCOUNT_POLICY["second_factor_roles"]
    errors = []
    for name in stated:
        if name not in Role.values and name.lower() not in EVERYBODY:
            sentence = f"DUTYLIST_REQUIRE_SECOND_FACTOR 中没有名为 {name} 的角色。"
            hint = f"可以使用 all，或者：{'、'.join(Role.values)}。"
            errors.append(Error(sentence, hint=hint, id="organizations.E002"))
    return errors


@register(Tags.security)
def trusted_proxies_are_networks(app_configs, **kwargs):
    errors = []
    for text in settings.TRUSTED_PROXIES:
        if not is_network(text):
            sentence = f"DUTYLIST_TRUSTED_PROXIES 中的 {text} 不是地址或者网段。"
            hint = "例如 10.0.0.1、10.0.0.0/8；本机套接字写 unix。"
            errors.append(Error(sentence, hint=hint, id="organizations.E003"))
    return errors


@register(Tags.database)
def duties_are_kept_apart(databases=None, **kwargs):
    """A person with clashing memberships, brought in past the service, is named."""
    from .models import Membership

    table = Membership._meta.db_table
    if (
        "default" not in (databases or ())
        or table not in connections["default"].introspection.table_names()
    ):
        return []
    held = {}
    for membership in Membership.objects.in_force().select_related("user"):
        held.setdefault(membership.user, set()).add(membership.role)
    duties = []
    for user, roles in held.items():
        if any(clashing(role, roles) for role in roles):
            duties.append(_error(user))
    return duties


def _error(user):
    return Error(
        f"{user}（{user.username}）同时担任应当分开的职责。",
        hint="系统管理、安全管理、安全审计与业务办理的职责应由不同的人担任，请终止其中的任职。",
        id="organizations.E001",
    )
