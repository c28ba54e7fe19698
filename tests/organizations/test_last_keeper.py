"""The whole site always has somebody who keeps accounts and somebody who grants roles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dutylist.history.refusals import NotPossible
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import Role
from dutylist.organizations.services.accounts import close_account
from dutylist.organizations.services.members import end_membership
from tests.at_once import race
from tests.factories import make_county, make_membership, make_user

pytestmark = pytest.mark.django_db
KEEPERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


def end(user, by):
    end_membership(user.memberships.get(), by=by, reason="免职")


def close(user, by):
    close_account(user, by=by, reason="离职")


@pytest.fixture
def guard():
    """Grants roles at the site, for a time: whoever may end roles, but is not there to stay."""
    user = make_user()
    make_membership(user, Role.SECURITY_ADMIN, ends_on=timezone.localdate() + timedelta(days=9))
    return user


@pytest.fixture
def keeper():
    user = make_user()
    make_membership(user, Role.SYSTEM_ADMIN, ends_on=timezone.localdate() + timedelta(days=9))
    return user


@pytest.mark.parametrize("role", KEEPERS)
def test_the_last_of_the_site_is_neither_ended_nor_closed(role, guard, keeper):
    last = make_user(role)
    for act, by in ((end, guard), (close, keeper)):
        with pytest.raises(NotPossible, match="是全站最后一名"):
            act(last, by)
    make_user(role)
    close(last, keeper)


@pytest.mark.parametrize("role", KEEPERS)
def test_a_county_s_or_a_closed_one_does_not_stand_in_for_the_site_s(role, guard):
    last = make_user(role)
    make_user(role, region=make_county())
    make_user(role, is_active=False)
    with pytest.raises(NotPossible, match="是全站最后一名"):
        end(last, guard)


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(set(Role) - set(KEEPERS)))
def test_every_other_role_ends_with_its_last_holder(role, guard):
    end(make_user(role), guard)


def test_the_last_of_a_county_is_replaced_from_above(guard):
    end(make_user(Role.SECURITY_ADMIN, region=make_county()), guard)


def test_the_command_line_ends_the_last_one():
    end(make_user(Role.SECURITY_ADMIN), User.objects.system())


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_each_other_at_once_one_stays():
    first, second = make_user(Role.SECURITY_ADMIN), make_user(Role.SECURITY_ADMIN)
    for person in (first, second):
        person.standing()
    pairs = ((first, second), (second, first))
    _, refused = race([lambda user=user, by=by: end(user, by) for user, by in pairs])
    left = Membership.objects.filter(role=Role.SECURITY_ADMIN, ends_on=None)
    assert (left.count(), len(refused)) == (1, 1)
