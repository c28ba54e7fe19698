"""Who may do what to whose account and role: every verb, every role, every place, as literal
tables.

The same tables are driven through the services, the admin, the desk and the API. In a table `x` is
done and `.` is refused; the columns are the places at which the acting person holds the role of the
verb.
"""

import ast
import inspect
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.refusals import NotAllowed
from dutylist.organizations import services as services_package
from dutylist.organizations.admin.accounts import UserAdmin
from dutylist.organizations.admin.members import MembershipAdmin
from dutylist.organizations.models import (
    AccessToken,
    AccountEvent,
    AccountSession,
    Membership,
    User,
)
from dutylist.organizations.permissions import VERBS
from dutylist.organizations.roles import Role
from dutylist.organizations.services import (
    accounts,
    delegations,
    members,
    second_factor,
    sessions,
    tokens,
)
from tests.accounts.pages import enrol
from tests.factories import (
    make_county,
    make_department,
    make_membership,
    make_township,
    make_user,
    seeding,
)
from tests.grounds import ground

pytestmark = pytest.mark.django_db
REASON = "按任职文件办理"
PLACES = ("site", "province", "city", "here", "next")


def table(text):
    """{row: the places at which the person acts}."""
    rows = [line.rsplit(maxsplit=len(PLACES)) for line in text.strip().splitlines()[1:]]
    return {
        name: {place for place, mark in zip(PLACES, marks, strict=True) if mark == "x"}
        for name, *marks in rows
    }


ACCOUNTS = table("""
whose account                     site  province  city  here  next
a clerk here                      x     x         x     x     .
staff of a department here        x     x         x     x     .
staff of a township here          x     x         x     x     .
whose role here begins tomorrow   x     x         x     x     .
whose role here ended             x     x         x     x     .
without a role, opened for here   x     x         x     x     .
an auditor of here                x     x         x     x     .
a clerk of the next county        x     x         x     .     x
a clerk here and of the next      x     x         x     .     .
who moved from here to the next   x     x         x     .     x
a reviewer of the city            x     x         x     .     .
a clerk of another city           x     x         .     .     .
a filer of the province           x     x         .     .     .
an auditor of the site            x     .         .     .     .
a security administrator of it    x     .         .     .     .
without a role, opened for it     x     .         .     .     .
""")
OPENED = table("""
for which place                   site  province  city  here  next
here                              x     x         x     x     .
the next county                   x     x         x     .     x
the city                          x     x         x     .     .
another city                      x     x         .     .     .
the site                          x     .         .     .     .
""")
GRANTED = table("""
which role to one of the place    site  province  city  here  next
clerk here                        x     x         x     x     .
staff of a department here        x     x         x     x     .
staff of a township here          x     x         x     x     .
auditor of here                   x     x         x     x     .
security administrator of here    x     x         x     x     .
clerk of the next county          x     x         x     .     x
reviewer of the city              x     x         x     .     .
security administrator of city    x     x         x     .     .
clerk of another city             x     x         .     .     .
filer of the province             x     x         .     .     .
system administrator of the site  x     .         .     .     .
security administrator of it      x     .         .     .     .
""")
GRANTED_HERE_TO = table("""
to whom                           site  province  city  here  next
a clerk here                      x     x         x     x     .
whose role here ended             x     x         x     x     .
without a role, opened for here   x     x         x     x     .
a clerk here and of the next      x     x         x     x     .
a clerk of the next county        x     x         x     .     .
who moved from here to the next   x     x         x     .     .
a reviewer of the city            x     x         x     .     .
a clerk of another city           x     x         .     .     .
without a role, opened for it     x     .         .     .     .
""")
ENDED = table("""
whose role                        site  province  city  here  next
a clerk here                      x     x         x     x     .
staff of a department here        x     x         x     x     .
staff of a township here          x     x         x     x     .
whose role here begins tomorrow   x     x         x     x     .
an auditor of here                x     x         x     x     .
a clerk of the next county        x     x         x     .     x
who moved from here to the next   x     x         x     .     x
a reviewer of the city            x     x         x     .     .
a clerk of another city           x     x         .     .     .
a filer of the province           x     x         .     .     .
an auditor of the site            x     .         .     .     .
""")
DELEGATION_ENDED = table("""
whose role is exercised           site  province  city  here  next
staff of a department here        x     x         x     x     .
staff of a township here          x     x         x     x     .
a clerk of the next county        x     x         x     .     x
a reviewer of the city            x     x         x     .     .
a clerk of another city           x     x         .     .     .
""")
# Who beside that person hands over, or takes back, the role of a department's member of staff here.
HANDS_OVER = {"department lead here", "clerk here", "office lead here"}
KEEPER = {
    "open_account": Role.SYSTEM_ADMIN,
    "close_account": Role.SYSTEM_ADMIN,
    "reopen_account": Role.SYSTEM_ADMIN,
    "reset_password": Role.SYSTEM_ADMIN,
    "reset_second_factor": Role.SYSTEM_ADMIN,
    "allow_login_again": Role.SYSTEM_ADMIN,
    "end_session": Role.SYSTEM_ADMIN,
    "end_other_sessions": Role.SYSTEM_ADMIN,
    "revoke_token": Role.SYSTEM_ADMIN,
    "remove": Role.SYSTEM_ADMIN,
    "grant_membership": Role.SECURITY_ADMIN,
    "end_membership": Role.SECURITY_ADMIN,
    "end_delegation": Role.SECURITY_ADMIN,
}


@ground
def regions(db):
    here, following, far = (
        make_county(),
        make_county("990122000000", "邻县"),
        make_county("990221000000", "远县"),
    )
    return {
        "site": None,
        "province": here.parent.parent,
        "city": here.parent,
        "here": here,
        "next": following,
        "far": far,
        "department": make_department("县公安局", county=here),
        "township": make_township(county=here),
    }


@ground
def people(regions):
    """{row of a table: the person}."""
    here, following, far = regions["here"], regions["next"], regions["far"]
    today, day = timezone.localdate(), timedelta(days=1)
    found = {
        "a clerk here": make_user(Role.CLERK, county=here),
        "staff of a department here": make_user(
            Role.DEPARTMENT_STAFF, department=regions["department"]
        ),
        "staff of a township here": make_user(Role.TOWNSHIP_STAFF, township=regions["township"]),
        "whose role here begins tomorrow": make_user(),
        "whose role here ended": make_user(opened_for=following),
        "without a role, opened for here": make_user(opened_for=here),
        "an auditor of here": make_user(Role.AUDITOR, region=here),
        "a clerk of the next county": make_user(Role.CLERK, county=following),
        "a clerk here and of the next": make_user(Role.CLERK, county=here),
        "who moved from here to the next": make_user(Role.CLERK, county=following, opened_for=here),
        "a reviewer of the city": make_user(Role.CITY_REVIEWER, county=here),
        "a clerk of another city": make_user(Role.CLERK, county=far),
        "a filer of the province": make_user(Role.PROVINCE_FILER, county=here),
        "an auditor of the site": make_user(Role.AUDITOR),
        "a security administrator of it": make_user(Role.SECURITY_ADMIN),
        "without a role, opened for it": make_user(),
    }
    make_membership(
        found["whose role here begins tomorrow"], Role.CLERK, county=here, starts_on=today + day
    )
    make_membership(found["whose role here ended"], Role.CLERK, county=here, ends_on=today - day)
    make_membership(found["a clerk here and of the next"], Role.CLERK, county=following)
    make_membership(
        found["who moved from here to the next"], Role.CLERK, county=here, ends_on=today - day
    )
    return found


@ground
def keepers(regions):
    """{(role, place): a person who holds a duty there}."""
    duties = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
    return {
        (role, place): make_user(role, region=regions[place]) for role in duties for place in PLACES
    }


@ground
def staff(regions):
    """{(role, county): a person with that business role here or next door}."""
    found = {}
    for county in (regions["here"], regions["next"]):
        department = make_department("县公安局", county=county)
        township = make_township(f"{county.code[:6]}100000", county=county)
        for role in set(Role) - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}:
            found[role, county.name] = make_user(
                role, county=county, department=department, township=township
            )
    return found


@ground
def delegated(regions):
    """{row of a table: a membership exercised by a colleague}."""
    here, following, far = regions["here"], regions["next"], regions["far"]
    unit = {"department": regions["department"]}
    return {
        "staff of a department here": acting(Role.DEPARTMENT_STAFF, **unit),
        "staff of a township here": acting(Role.TOWNSHIP_STAFF, township=regions["township"]),
        "a clerk of the next county": acting(Role.CLERK, county=following),
        "a reviewer of the city": acting(Role.CITY_REVIEWER, county=here),
        "a clerk of another city": acting(Role.CLERK, county=far),
    }


def acting(role, **place):
    held = make_user(role, **place).memberships.get()
    until = timezone.localdate() + timedelta(days=5)
    fields = {"delegated_from": held, "delegate_reason": "出差", "ends_on": until}
    return make_membership(
        make_user(role, **place), role, region=held.region, department=held.department, **fields
    )


def fresh(user):
    """The person as a new request loads it."""
    return User.objects.get(pk=user.pk)


def done(act):
    """Whether an action is carried out; whatever it changed is taken back."""
    with transaction.atomic():
        try:
            act()
        except NotAllowed:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def outcome(rows, keepers, role, act):
    """{row: the places from which the action is done} for the keepers of one role."""
    places = {name: set() for name in rows}
    for name, subject in rows.items():
        for place in PLACES:
            keeper = fresh(keepers[role, place])
            if done(partial(act, keeper, subject)):
                places[name].add(place)
    return places


def acts_of_nobody_else(rows, keepers, staff, role, act):
    """Whoever of the other roles gets through, with the row."""
    others = {key: fresh(user) for key, user in {**keepers, **staff}.items() if key[0] != role}
    some = list(rows)[::8]
    return [
        (key, name)
        for key, user in others.items()
        for name in some
        if done(lambda: act(user, rows[name]))  # noqa: B023
    ]


def close(by, user):
    accounts.close_account(user, by=by, reason=REASON)


def reopen(by, user):
    with seeding():
        user = fresh(user)
        user.is_active = False
        user.save()
    accounts.reopen_account(user, by=by, reason=REASON)


def reset(by, user):
    accounts.reset_password(user, by=by, reason=REASON)


def reset_factor(by, user):
    enrol(user)
    accounts.reset_second_factor(user, by=by, reason=REASON)


def remove_factor(by, user):
    enrol(user)
    second_factor.remove(user, by=by)


def unlock(by, user):
    accounts.allow_login_again(user.username, by=by, reason=REASON)


def end_session(by, user):
    sessions.end_session(AccountSession.objects.create(user=user, key_hash="0" * 64), by=by)


def end_other_sessions(by, user):
    sessions.end_other_sessions(user, by=by, request=None)


def revoke(by, user):
    tokens.revoke_token(tokens.make_token(fresh(user), name="对接", days=9)[0], by=by)


ACCOUNT_VERBS = {
    "close_account": close,
    "reopen_account": reopen,
    "reset_password": reset,
    "reset_second_factor": reset_factor,
    "remove": remove_factor,
    "allow_login_again": unlock,
    "end_session": end_session,
    "end_other_sessions": end_other_sessions,
    "revoke_token": revoke,
}


@pytest.mark.either_database
@pytest.mark.parametrize("verb", ACCOUNT_VERBS)
def test_an_account_is_kept_by_whoever_reaches_all_its_places(verb, people, keepers, staff):
    act, role = ACCOUNT_VERBS[verb], KEEPER[verb]
    assert outcome(people, keepers, role, act) == ACCOUNTS
    assert acts_of_nobody_else(people, keepers, staff, role, act) == []


def opened_places(regions):
    return {
        "here": regions["here"],
        "the next county": regions["next"],
        "the city": regions["city"],
        "another city": regions["far"].parent,
        "the site": None,
    }


def test_an_account_is_opened_for_a_place_within_reach(regions, keepers, staff):
    def act(by, place):
        accounts.open_account("zhangsan", "张三", place=place, by=by, reason=REASON)

    rows = opened_places(regions)
    assert outcome(rows, keepers, Role.SYSTEM_ADMIN, act) == OPENED
    assert acts_of_nobody_else(rows, keepers, staff, Role.SYSTEM_ADMIN, act) == []


def granted_roles(regions):
    """{row: (role, its place, a person of that place)}."""
    here, following, far, city = regions["here"], regions["next"], regions["far"], regions["city"]
    held = {
        "clerk here": (Role.CLERK, {"region": here}, here),
        "staff of a department here": (
            Role.DEPARTMENT_STAFF,
            {"department": regions["department"]},
            here,
        ),
        "staff of a township here": (Role.TOWNSHIP_STAFF, {"region": regions["township"]}, here),
        "auditor of here": (Role.AUDITOR, {"region": here}, here),
        "security administrator of here": (Role.SECURITY_ADMIN, {"region": here}, here),
        "clerk of the next county": (Role.CLERK, {"region": following}, following),
        "reviewer of the city": (Role.CITY_REVIEWER, {"region": city}, city),
        "security administrator of city": (Role.SECURITY_ADMIN, {"region": city}, city),
        "clerk of another city": (Role.CLERK, {"region": far}, far),
        "filer of the province": (
            Role.PROVINCE_FILER,
            {"region": regions["province"]},
            regions["province"],
        ),
        "system administrator of the site": (Role.SYSTEM_ADMIN, {}, None),
        "security administrator of it": (Role.SECURITY_ADMIN, {}, None),
    }
    return {
        name: (role, place, make_user(opened_for=home))
        for name, (role, place, home) in held.items()
    }


def test_a_role_is_granted_at_a_place_within_reach(regions, keepers, staff):
    def act(by, grant):
        role, place, person = grant
        members.grant_membership(fresh(person), role, **place, by=by, reason=REASON)

    rows = granted_roles(regions)
    assert outcome(rows, keepers, Role.SECURITY_ADMIN, act) == GRANTED
    assert acts_of_nobody_else(rows, keepers, staff, Role.SECURITY_ADMIN, act) == []


def test_a_role_is_granted_to_a_person_who_is_known_there(regions, people, keepers, staff):
    def act(by, person):
        members.grant_membership(
            fresh(person), Role.LEGAL, region=regions["here"], by=by, reason=REASON
        )

    rows = {name: people[name] for name in GRANTED_HERE_TO}
    assert outcome(rows, keepers, Role.SECURITY_ADMIN, act) == GRANTED_HERE_TO
    assert acts_of_nobody_else(rows, keepers, staff, Role.SECURITY_ADMIN, act) == []


def ended_roles(people):
    return {name: people[name].memberships.order_by("pk").first() for name in ENDED}


def test_a_role_is_ended_at_a_place_within_reach(people, keepers, staff):
    def act(by, membership):
        members.end_membership(Membership.objects.get(pk=membership.pk), by=by, reason=REASON)

    rows = ended_roles(people)
    assert outcome(rows, keepers, Role.SECURITY_ADMIN, act) == ENDED
    assert acts_of_nobody_else(rows, keepers, staff, Role.SECURITY_ADMIN, act) == []


def take_back(by, delegation):
    delegations.end_delegation(Membership.objects.get(pk=delegation.pk), by=by, reason=REASON)


def test_acting_for_another_is_ended_by_the_security_administrator_of_the_place(delegated, keepers):
    assert outcome(delegated, keepers, Role.SECURITY_ADMIN, take_back) == DELEGATION_ENDED
    for place in PLACES:
        for role in (Role.SYSTEM_ADMIN, Role.AUDITOR):
            assert not [
                row
                for row in delegated.values()
                if done(lambda: take_back(keepers[role, place], row))  # noqa: B023
            ]


def hands_over(by, membership, colleague):
    day = timezone.localdate()
    delegations.delegate(membership, colleague, starts_on=day, ends_on=day, by=by, reason=REASON)


def test_a_role_is_handed_over_and_taken_back_within_the_unit_and_its_office(
    regions, delegated, keepers, staff
):
    delegation = delegated["staff of a department here"]
    held = make_user(Role.DEPARTMENT_STAFF, department=regions["department"]).memberships.get()
    colleague = make_user(Role.DEPARTMENT_LEAD, department=regions["department"])
    named = {(Role.DEPARTMENT_LEAD, "示例县"), (Role.CLERK, "示例县"), (Role.OFFICE_LEAD, "示例县")}
    assert {f"{role.name.lower().replace('_', ' ')} here" for role, _county in named} == HANDS_OVER
    for who, user in {
        **staff,
        **{key: by for key, by in keepers.items() if key[0] != Role.SECURITY_ADMIN},
    }.items():
        by = fresh(user)
        assert done(lambda: hands_over(by, held, colleague)) == (who in named), who  # noqa: B023
        assert done(lambda: take_back(by, delegation)) == (who in named), who  # noqa: B023
    for place in PLACES:
        keeper = keepers[Role.SECURITY_ADMIN, place]
        assert not done(partial(hands_over, keeper, held, colleague))


def test_the_office_of_a_city_does_not_hand_over_what_the_city_reviews(regions):
    """A city without counties keeps a list itself: its clerk is not the reviewer's office."""
    from dutylist.organizations.models import CountyPolicy

    with seeding():
        CountyPolicy.objects.create(region=regions["city"])
    reviewer = make_user(Role.CITY_REVIEWER, county=regions["here"]).memberships.get()
    clerk = make_user(Role.CLERK, county=regions["city"])
    assert not delegations.may_delegate(reviewer, clerk)


# ---- the same through the pages ----


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def changed_something(client, address, data):
    """Whether a form that was sent left a change or an event; what it left is taken back."""
    with transaction.atomic():
        before = Batch.objects.count(), AccountEvent.objects.count()
        answer = client.post(address, data)
        after = Batch.objects.count(), AccountEvent.objects.count()
        transaction.set_rollback(True)
    assert (after != before) or answer.status_code in (302, 403, 404, 405, 422), (
        address,
        answer.status_code,
    )
    return after != before


def pages_of(rows, users, address_of, data_of):
    """{row: the keys of users whose form does something}."""
    clients = {key: signed_in(user) for key, user in users.items()}
    return {
        name: {
            key
            for key, client in clients.items()
            if changed_something(client, address_of(row), data_of(row))
        }
        for name, row in rows.items()
    }


def keepers_as(role, keepers):
    return {place: keepers[role, place] for place in PLACES}


def others_than(role, keepers, staff):
    """Keepers of the other duties everywhere, and the county's staff; who enters the admin at all:
    tests/admin.
    """
    found = {key: user for key, user in keepers.items() if key[0] != role}
    return found | {key: staff[key] for key in staff if key[0] in (Role.CLERK, Role.OFFICE_LEAD)}


USER_PAGES = {
    "password": "reset_password",
    "unlock": "allow_login_again",
    "factor": "reset_second_factor",
    "close": "close_account",
    "reopen": "reopen_account",
}


@pytest.mark.one_database  # pages over services that are asked on both databases
@pytest.mark.parametrize("page", USER_PAGES)
def test_the_pages_of_an_account_do_what_the_table_says(page, people, keepers, staff):
    for user in people.values():
        prepare(page, user)
    rows = people if page == "password" else {name: people[name] for name in list(people)[::4]}
    wanted = {name: ACCOUNTS[name] for name in rows}

    def address_of(user):
        return f"/admin/organizations/user/{user.pk}/{page}/"

    def data_of(_user):
        return {"reason": REASON}

    assert pages_of(rows, keepers_as(Role.SYSTEM_ADMIN, keepers), address_of, data_of) == wanted
    some = {"a clerk here": people["a clerk here"]}
    nobody = dict.fromkeys(some, frozenset())
    assert (
        pages_of(some, others_than(Role.SYSTEM_ADMIN, keepers, staff), address_of, data_of)
        == nobody
    )


def prepare(page, user):
    if page == "factor":
        enrol(user)
    if page == "reopen":
        with seeding():
            user.is_active = False
            user.save()


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_page_that_opens_an_account_offers_and_takes_the_places_within_reach(
    regions, keepers, staff
):
    def data_of(place):
        return {
            "username": "zhangsan",
            "display_name": "张三",
            "place": getattr(place, "pk", ""),
            "reason": REASON,
        }

    rows, address = opened_places(regions), lambda _place: "/admin/organizations/user/add/"
    assert pages_of(rows, keepers_as(Role.SYSTEM_ADMIN, keepers), address, data_of) == OPENED
    nobody = dict.fromkeys(rows, frozenset())
    assert (
        pages_of(rows, others_than(Role.SYSTEM_ADMIN, keepers, staff), address, data_of) == nobody
    )


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_page_that_grants_a_role_does_what_the_table_says(regions, keepers, staff):
    def data_of(grant):
        role, place, person = grant
        return {"user": person.pk, "role": role, "reason": REASON} | {
            name: row.pk for name, row in place.items()
        }

    rows, address = granted_roles(regions), lambda _grant: "/admin/organizations/membership/add/"
    assert pages_of(rows, keepers_as(Role.SECURITY_ADMIN, keepers), address, data_of) == GRANTED
    nobody = dict.fromkeys(rows, frozenset())
    assert (
        pages_of(rows, others_than(Role.SECURITY_ADMIN, keepers, staff), address, data_of) == nobody
    )


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_page_that_ends_a_role_does_what_the_table_says(people, keepers, staff):
    rows = ended_roles(people)
    arguments = (
        lambda held: f"/admin/organizations/membership/{held.pk}/end/",
        lambda _held: {"reason": REASON},
    )
    assert pages_of(rows, keepers_as(Role.SECURITY_ADMIN, keepers), *arguments) == ENDED
    some = {name: rows[name] for name in ("a clerk here", "an auditor of the site")}
    nobody = dict.fromkeys(some, frozenset())
    assert pages_of(some, others_than(Role.SECURITY_ADMIN, keepers, staff), *arguments) == nobody


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_page_that_ends_acting_for_another_does_what_the_table_says(delegated, keepers):
    arguments = (
        lambda row: f"/admin/organizations/membership/{row.pk}/withdraw/",
        lambda _row: {"reason": REASON},
    )
    assert (
        pages_of(delegated, keepers_as(Role.SECURITY_ADMIN, keepers), *arguments)
        == DELEGATION_ENDED
    )
    nobody = dict.fromkeys(delegated, frozenset())
    others = {key: user for key, user in keepers.items() if key[0] != Role.SECURITY_ADMIN}
    assert pages_of(delegated, others, *arguments) == nobody


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_desk_hands_over_and_takes_back_for_the_unit_and_its_office_alone(
    regions, delegated, keepers, staff
):
    held = make_user(Role.DEPARTMENT_STAFF, department=regions["department"]).memberships.get()
    colleague = make_user(Role.DEPARTMENT_LEAD, department=regions["department"])
    day = timezone.localdate().isoformat()
    typed = {"user": colleague.pk, "starts_on": day, "ends_on": day, "reason": REASON}
    rows = {
        "new": (f"/desk/delegations/new/{held.pk}/", typed),
        "end": (
            f"/desk/delegations/{delegated['staff of a department here'].pk}/",
            {"reason": REASON},
        ),
    }
    named = {(Role.DEPARTMENT_LEAD, "示例县"), (Role.CLERK, "示例县"), (Role.OFFICE_LEAD, "示例县")}
    found = pages_of(rows, {**keepers, **staff}, lambda row: row[0], lambda row: row[1])
    assert found == {"new": named, "end": named}


@pytest.mark.one_database  # pages over services that are asked on both databases
def test_the_sessions_and_tokens_of_others_do_not_exist_on_the_account_page_and_in_the_api(
    people, keepers, staff
):
    user = people["a clerk here"]
    token, _ = tokens.make_token(user, name="对接", days=9)
    session = AccountSession.objects.create(user=user, key_hash="0" * 64)
    for by in {**keepers, **staff}.values():
        client = signed_in(by)
        answers = (
            client.post(f"/account/tokens/{token.pk}/revoke/").status_code,
            client.post(f"/account/sessions/{session.pk}/end/").status_code,
            client.delete(f"/api/v1/tokens/{token.pk}/").status_code,
        )
        assert answers == (404, 404, 404)
    assert AccessToken.objects.valid().filter(pk=token.pk).exists()
    assert AccountSession.objects.open().filter(pk=session.pk).exists()


# ---- what a keeper sees ----

SEEN = table("""
who is seen                       site  province  city  here  next
a clerk here                      x     x         x     x     .
staff of a department here        x     x         x     x     .
staff of a township here          x     x         x     x     .
whose role here begins tomorrow   x     x         x     x     .
whose role here ended             x     x         x     x     x
without a role, opened for here   x     x         x     x     .
an auditor of here                x     x         x     x     .
a clerk of the next county        x     x         x     .     x
a clerk here and of the next      x     x         x     x     x
who moved from here to the next   x     x         x     x     x
a reviewer of the city            x     x         x     .     .
a clerk of another city           x     x         .     .     .
a filer of the province           x     x         .     .     .
an auditor of the site            x     .         .     .     .
a security administrator of it    x     .         .     .     .
without a role, opened for it     x     .         .     .     .
""")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR])
def test_a_keeper_sees_the_people_of_the_place(role, people, keepers):
    seen = {place: set(User.objects.visible_to(keepers[role, place])) for place in PLACES}
    assert {
        name: {place for place in PLACES if user in seen[place]} for name, user in people.items()
    } == SEEN


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
def test_the_lists_of_people_open_for_the_keeper_of_a_county(role, people, keepers):
    client = signed_in(keepers[role, "here"])
    own, foreign = people["a clerk here"].username, people["a clerk of another city"].username
    for page in ("/admin/organizations/user/", "/admin/organizations/membership/"):
        text = client.get(page).content.decode()
        assert f"{own}" in text or people["a clerk here"].first_name in text
        assert foreign not in text


# ---- oneself, and the last one ----


def test_nobody_grants_or_ends_the_own_role_or_keeps_the_own_account(regions, keepers):
    guard, keeper = keepers[Role.SECURITY_ADMIN, "here"], keepers[Role.SYSTEM_ADMIN, "here"]
    with pytest.raises(NotAllowed, match="不能给自己授予角色"):
        members.grant_membership(
            guard, Role.AUDITOR, region=regions["here"], by=guard, reason=REASON
        )
    with pytest.raises(NotAllowed, match="不能终止本人的任职"):
        members.end_membership(guard.memberships.get(), by=guard, reason=REASON)
    for act in (close, reset, unlock):
        with pytest.raises(NotAllowed, match="不能对本人的账号"):
            act(keeper, keeper)


# ---- the tables name everything there is ----


def test_every_page_of_people_is_in_the_matrix():
    assert {verb.name for verb in UserAdmin.verbs} == set(USER_PAGES)
    assert {verb.name for verb in MembershipAdmin.verbs} == {"end", "delegate", "withdraw"}
    assert set(USER_PAGES.values()) <= set(KEEPER)


def test_every_verb_on_people_is_in_the_matrix():
    """A public function of these services that is told who acts is a verb."""
    named = set(KEEPER) | {"delegate"}
    inner = {
        "end_what_rested",
        "end_sessions",
        "revoke_tokens",
        "revoke",
        "set_password",
        "record_event",
    }
    found = set()
    for module in people_services():
        for node in ast.parse(inspect.getsource(module)).body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and "by" in {
                argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)
            }:
                found.add(node.name)
    checks = {"changing", "refuse_leaving_nobody", "may_delegate", "may_end_delegation"}
    assert found - inner - checks == named


def people_services():
    from dutylist.organizations.services import account_events, ending, passwords

    assert services_package.__name__ == "dutylist.organizations.services"
    return (
        accounts,
        account_events,
        delegations,
        ending,
        members,
        passwords,
        second_factor,
        sessions,
        tokens,
    )


def test_no_verb_leaves_the_place_out():
    for name in ("may", "require"):
        from dutylist.organizations import permissions

        place = inspect.signature(getattr(permissions, name)).parameters["place"]
        assert place.default is inspect.Parameter.empty
    assert {"open_account", "keep_account", "grant_membership", "end_membership"} <= set(VERBS)
