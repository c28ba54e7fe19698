"""How strict this site is with accounts: passwords, sessions, second factor."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from .checks import EVERYBODY
from .models.policy import CountyPolicy
from .roles import Role


@dataclass(frozen=True)
class AccountPolicy:
    password_days: int
    idle: timedelta
    longest: timedelta
    seen_every: timedelta


def account_policy():
    """The policy of the site, from its settings."""
    stated = settings.ACCOUNT_POLICY
    return AccountPolicy(
        password_days=stated["password_days"],
        idle=timedelta(minutes=stated["idle_minutes"]),
        longest=timedelta(hours=stated["longest_hours"]),
        seen_every=timedelta(minutes=5),
    )


def second_factor_required(user):
    """Whether the site, or a county where the user holds a role, asks for a second factor."""
    standing = user.standing()
    if standing.roles & site_second_factor_roles():
        return True
    policies = CountyPolicy.objects.filter(region__in=standing.county_ids(*Role))
    return any(_asked_by(policy, standing) for policy in policies)


def site_second_factor_roles():
    """The roles the settings name; `all` or a plain yes means every role."""
    names = settings.ACCOUNT_POLICY["second_factor_roles"]
    if EVERYBODY & {name.lower() for name in names}:
        return set(Role)
    return {Role(name) for name in names if name in Role.values}


def _asked_by(policy, standing):
    roles = policy.value("second_factor_roles")
    return bool(roles) and standing.has(*roles, county=policy.region_id)
