"""Who reads the record: the counties of one's roles, the units one works in, and what one
audits; each with the rows that went over into it, for what is recorded is never written anew.
"""

from django.db.models import Q

from dutylist.history.audiences import NOBODY, Holder, holders_are_told_by
from dutylist.history.models import Batch

from .models import Department, Region
from .roles import COUNTY_ROLES, DEPARTMENT_ROLES, TOWNSHIP_ROLES, Role
from .standing import standing_of
from .successors import with_merged, with_predecessors

READERS = (*sorted(COUNTY_ROLES), Role.AUDITOR)
_further_keys = []
OF_UNITS = (*sorted(DEPARTMENT_ROLES), *sorted(TOWNSHIP_ROLES))


def key_of_unit(unit):
    """The key that the people of a department or a township hold."""
    kind = "department" if isinstance(unit, Department) else "township"
    return f"{kind}:{unit.pk}"


def key_of_role(role, county):
    """The key of whoever holds a role of the county, today or later."""
    return f"{Role(role).value}:{county.pk}"


def key_of_person(user):
    return f"person:{user.pk}"


def further_keys(function):
    """Registers keys of a floor above: `function(user, standing)` gives those that a person holds
    by its own rules, such as being named in a county's policy.
    """
    _further_keys.append(function)
    return function


@holders_are_told_by
def holder(user):
    """The keys of a person's units, county roles and own name; the counties audited."""
    standing = standing_of(user)
    keys = {key_of_person(user)}
    for pk in with_merged(standing.department_ids(*DEPARTMENT_ROLES)):
        keys.add(f"department:{pk}")
    for pk in with_predecessors(standing.township_ids(*TOWNSHIP_ROLES)):
        keys.add(f"township:{pk}")
    for role in standing.roles & COUNTY_ROLES:
        for pk in with_predecessors(standing.county_ids(role)):
            keys.add(f"{role.value}:{pk}")
    for function in _further_keys:
        keys |= function(user, standing)
    return Holder(frozenset(keys), _audited(user))


def _audited(user):
    """The condition on the batches that a person audits."""
    if audits_everything(user):
        return ~NOBODY
    counties = user.standing().county_ids(Role.AUDITOR)
    if not counties:
        return NOBODY
    return Q(county__in=_codes(counties))


def audits_everything(user):
    """An auditor of the whole installation, not of one county."""
    for held in user.standing().memberships:
        if held.role == Role.AUDITOR and not held.region_id:
            return True
    return False


def reads_counties(user):
    """Whether the record of any county is this person's to read."""
    return audits_everything(user) or bool(user.standing().county_ids(*READERS))


def reads_record(user):
    """Whether any part of the record is this person's to read: of a county, or addressed to him."""
    return reads_counties(user) or batches_read_by(user).exists()


def counties_read_by(user):
    """The counties whose batches this person reads."""
    if audits_everything(user):
        return Region.objects.all()
    return Region.objects.filter(pk__in=with_predecessors(user.standing().county_ids(*READERS)))


def batches_read_by(user):
    """The batches this person may read: of the counties he reads, and those addressed to him in the
    counties he works for.
    """
    if audits_everything(user):
        return Batch.objects.readable_by(user)
    read = user.standing().county_ids(*READERS)
    worked_for = read | user.standing().county_ids(*OF_UNITS)
    rows = Batch.objects.for_counties(_codes(worked_for)).readable_by(user)
    if read == worked_for:
        return rows
    return rows.filter(Q(audience__gt="") | Q(county__in=_codes(read)))


def _codes(counties):
    """The codes of these counties, and those they had: batches keep the code of their day."""
    return Region.objects.filter(pk__in=with_predecessors(counties)).values("code").order_by()
