"""What a person may do on a day: the memberships in force, read with one query and asked many
times.
"""

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Q

from .roles import CITY_ROLES, DUTY_ROLES, PROVINCE_ROLES, STAFFING_OFFICE, Role

ABOVE_COUNTIES = CITY_ROLES | PROVINCE_ROLES
READING_ROLES = frozenset(Role) - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}


@dataclass
class Standing:
    """The memberships of one user on one day; an anonymous user has an empty one."""

    on: date | None = None
    memberships: list = field(default_factory=list)
    _below: dict = field(default_factory=dict, repr=False)

    def _held(self, roles):
        return [held for held in self.memberships if not roles or held.role in roles]

    @property
    def roles(self):
        return {Role(held.role) for held in self.memberships}

    def has(self, *roles, county=None):
        """Whether any of the roles is held, in a county when one is named (a Region or its id)."""
        if county is None:
            return any(held.role in roles for held in self.memberships)
        return getattr(county, "pk", county) in self.county_ids(*roles)

    def county_ids(self, *roles):
        """Counties where any of the roles is held, incl. through a department or township; every
        one below a city.

        Without roles: every county the person belongs to or reads; keeping accounts or roles gives
        none.
        """
        counties = set()
        for held in self._held(roles or READING_ROLES):
            counties |= self._counties_of(held)
        return counties

    def reaches(self, place, *roles):
        """Whether one of the roles is held for a place: there, above it, or for the whole site;
        None is the site.
        """
        return any(_covers(held, place) for held in self._held(roles))

    def department_ids(self, *roles):
        return {held.department_id for held in self._held(roles) if held.department_id}

    def township_ids(self, *roles):
        ids = set()
        for held in self._held(roles):
            if held.region_id and held.region.level == "township":
                ids.add(held.region_id)
        return ids

    def own_county_ids(self):
        return self.county_ids()

    def serves_everywhere(self):
        """Keeps accounts, grants roles or audits for the whole installation."""
        return any(held.role in DUTY_ROLES and not held.region_id for held in self.memberships)

    def delegator_ids(self):
        """Ids of the people in whose place this person acts."""
        held = (one for one in self.memberships if one.delegated_from_id)
        return {one.delegated_from.user_id for one in held}

    def acting_for(self, *roles, county=None, department=None, township=None):
        """The name of the person the role is exercised for (代……), or '' when it is held in one's
        own right.
        """
        names = []
        for held in self._held(roles):
            if self._reaches(held, county, department, township):
                if not held.delegated_from_id:
                    return ""
                names.append(held.for_name)
        return names[0] if names else ""

    def _reaches(self, held, county, department, township):
        """Whether a membership is of each of these places (rows or their ids) that is named."""
        if county is not None and getattr(county, "pk", county) not in self._counties_of(held):
            return False
        if department is not None and held.department_id != getattr(department, "pk", department):
            return False
        return township is None or held.region_id == getattr(township, "pk", township)

    def _counties_of(self, held):
        if held.department_id:
            return {held.department.county_id}
        if held.region_id is None:
            return self._counties_below(None)
        if held.role in ABOVE_COUNTIES or held.region.level in ("city", "province"):
            return self._counties_below(held.region)
        return {held.region.county_id}

    def _counties_below(self, region):
        key = region and region.pk
        if key not in self._below:
            counties = apps.get_model("organizations", "Region").objects.keeping_list()
            if region:
                counties = counties.within(region)
            self._below[key] = set(counties.values_list("pk", flat=True))
        return self._below[key]


def _covers(held, place):
    """A department covers no region: what concerns its people is asked of the county it belongs
    to.
    """
    if held.department_id:
        return False
    if held.region_id is None:
        return True
    return place is not None and held.region_id in {region.pk for region in place.with_ancestors()}


def read_standing(user, on):
    """Asked at every request: a few rows are put in order here, for Django pays for `ORDER BY` by
    the number of columns.
    """
    held = user.memberships.in_force(on).select_related(
        "region", "department", "delegated_from__user"
    )
    return Standing(on, sorted(held.order_by(), key=_begun))


def _begun(held):
    return held.starts_on, held.pk


def standing_of(user, on=None):
    """The standing of anybody, an anonymous visitor included."""
    if user is not None and user.is_authenticated:
        return user.standing(on)
    return Standing(on)


def people_seen_by(user) -> Q:
    """The condition on users behind `User.objects.visible_to`."""
    standing = standing_of(user)
    if standing.serves_everywhere():
        return ~Q(pk=None)
    regions = apps.get_model("organizations", "Region").objects
    places = regions.reached_by(user, *STAFFING_OFFICE, *DUTY_ROLES).values("pk")
    departments = standing.department_ids(Role.DEPARTMENT_LEAD)
    townships = standing.township_ids(Role.TOWNSHIP_LEAD)
    return (
        Q(pk=getattr(user, "pk", None))
        | Q(memberships__region__in=places)
        | Q(memberships__department__county__in=places)
        | Q(opened_for__in=places)
        | Q(memberships__region__in=townships)
        | Q(memberships__department__in=departments)
    )
