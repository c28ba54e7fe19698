"""What rests on a password, a second factor, an account or a role ends with it: every credential,
every happening.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from dutylist.history.refusals import NotAllowed
from dutylist.organizations.models import (
    AccessToken,
    AccountEvent,
    AccountSession,
    CountyPolicy,
    User,
)
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts, members, second_factor, tokens
from dutylist.rest.views import SignedInView
from tests.at_once import race
from tests.factories import make_county, make_delegation, make_membership, make_user, seeding

from .pages import NEW_PASSWORD, PASSWORD, age_password, code_of, enrol, fail, kinds, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
HERE, ELSEWHERE = "10.1.1.1", "10.2.2.2"
ITEMS = "/api/v1/items/"


@pytest.fixture(autouse=True)
def no_waiting(settings):
    """The growing pause after a wrong code is django-otp's; here it would only be slept through."""
    settings.OTP_TOTP_THROTTLE_FACTOR = 0


class Person:
    """A clerk with a browser at hand, another one elsewhere, a log-in that still owes its code, and
    a program.
    """

    def __init__(self, settings, *, enrolled):
        self.settings, self.user, self.device = settings, make_user(Role.CLERK), None
        self.at_hand, self.other, self.pending = Client(REMOTE_ADDR=HERE), Client(), Client()
        if enrolled:
            self.device, self.codes = enrol(self.user)
        for client in (self.at_hand, self.other):
            log_in(client, self.user.username)
            if enrolled:
                client.post("/login/code/", {"code": self.codes.pop()})
        if enrolled:
            log_in(self.pending, self.user.username)
        _, self.secret = tokens.make_token(self.user, name="办公系统", days=30, scope="write")
        self.body = {"county": make_county().code, "kind": "basic", "name": "值班值守"}
        assert self.post_item().status_code == 201
        self.sent = kinds(self.user)

    def fresh(self):
        return User.objects.get(pk=self.user.pk)

    def headers(self):
        return {"Authorization": f"Token {self.secret}"}

    def token(self):
        """200, or status and code of the refusal."""
        answer = Client(REMOTE_ADDR=HERE).get("/api/v1/todos/", headers=self.headers())
        if answer.status_code == 200:
            return "200"
        problem = answer.json()
        assert len(problem["detail"]) > 5
        return f"{answer.status_code} {problem['code']}"

    def browser(self, client):
        """`in`, where it is led first, or why it is out."""
        answer = client.get("/account/")
        if answer.status_code == 200:
            return "in"
        return answer["Location"].partition("?next=%2Faccount%2F")[0]

    def code_step(self):
        answer = self.pending.post("/login/code/", {"code": code_of(self.device.key)})
        return "in" if answer.headers.get("Location") == "/desk/" else "out"

    def post_item(self, secret=None):
        headers = {"Authorization": f"Token {secret or self.secret}", "Idempotency-Key": "k1"}
        return Client(REMOTE_ADDR=HERE).post(
            ITEMS, self.body, content_type="application/json", headers=headers
        )

    def replay(self):
        """What the kept answer is worth to a token that is good today; "" where none can be had."""
        try:
            _, secret = tokens.make_token(self.fresh(), name="新的", days=30, scope="write")
        except NotAllowed:
            return ""
        answer = self.post_item(secret)
        return (
            "201" if answer.status_code == 201 else f"{answer.status_code} {answer.json()['code']}"
        )


def keeper():
    return make_user(Role.SYSTEM_ADMIN)


def changes_password(person):
    data = {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert person.at_hand.post("/account/password/", data).status_code == 302


def enrols(person):
    person.at_hand.get("/account/second-factor/")
    key = person.at_hand.session["second_factor_key"]
    person.at_hand.post("/account/second-factor/", {"code": code_of(key)})


def removes_factor(person):
    person.at_hand.post("/account/second-factor/remove/", {"code": person.codes.pop()})


def makes_recovery_codes(person):
    person.at_hand.post("/account/second-factor/recovery-codes/", {"code": person.codes.pop()})


def is_reset(person):
    accounts.reset_password(person.fresh(), by=keeper(), reason="遗忘")


def factor_is_reset(person):
    accounts.reset_second_factor(person.fresh(), by=keeper(), reason="手机遗失")


def is_closed(person):
    accounts.close_account(person.fresh(), by=keeper(), reason="调离")


def is_closed_and_reopened(person):
    is_closed(person)
    accounts.reopen_account(person.fresh(), by=keeper(), reason="调回")


def password_grows_old(person):
    age_password(person.user, 90)


def site_asks_for_a_factor(person):
    person.settings.ACCOUNT_POLICY = person.settings.ACCOUNT_POLICY | {
        "second_factor_roles": ["clerk"]
    }


def county_asks_for_a_factor(person):
    with seeding():
        policy = CountyPolicy.objects.get(region=make_county())
        policy.values = {"second_factor_roles": ["clerk"]}
        policy.save()


def is_given_a_role_that_asks_for_one(person):
    person.settings.ACCOUNT_POLICY = person.settings.ACCOUNT_POLICY | {
        "second_factor_roles": ["inspector"]
    }
    guard = make_user(Role.SECURITY_ADMIN)
    members.grant_membership(
        person.fresh(), Role.INSPECTOR, region=make_county(), by=guard, reason="任职文件"
    )


def loses_every_role(person):
    with seeding():
        for held in person.user.memberships.all():
            held.ends_on = timezone.localdate() - timedelta(days=1)
            held.save()


def loses_one_of_two_roles(person):
    make_membership(person.user, Role.INSPECTOR)
    loses_every_role(person)
    make_membership(person.user, Role.LEGAL)


def is_locked_out_here(person):
    fail(Client(), person.user.username, 5, REMOTE_ADDR=HERE)


def is_locked_out_elsewhere(person):
    fail(Client(), person.user.username, 5, REMOTE_ADDR=ELSEWHERE)


def nothing(person):
    pass


PASSWORD_PAGE, FACTOR_PAGE = "/account/password/", "/account/second-factor/"
OUT = "/login/?next=/account/&ended="
GONE, OUTDATED = "401 invalid_token", "409 idempotency_key_outdated"
# what happened: the token, the browser at hand, the one elsewhere, the kept answer for a new token
WITHOUT_FACTOR = {
    nothing: ("200", "in", "in", "201"),
    changes_password: (GONE, "in", f"{OUT}password", OUTDATED),
    is_reset: (GONE, f"{OUT}password", f"{OUT}password", "403 password_change_due"),
    enrols: (GONE, "in", f"{OUT}second_factor", OUTDATED),
    is_closed: (GONE, f"{OUT}closed", f"{OUT}closed", ""),
    is_closed_and_reopened: (GONE, f"{OUT}closed", f"{OUT}closed", "403 password_change_due"),
    password_grows_old: (
        "403 password_change_due",
        PASSWORD_PAGE,
        PASSWORD_PAGE,
        "403 password_change_due",
    ),
    site_asks_for_a_factor: (
        "403 second_factor_due",
        FACTOR_PAGE,
        FACTOR_PAGE,
        "403 second_factor_due",
    ),
    county_asks_for_a_factor: (
        "403 second_factor_due",
        FACTOR_PAGE,
        FACTOR_PAGE,
        "403 second_factor_due",
    ),
    is_given_a_role_that_asks_for_one: (
        "403 second_factor_due",
        FACTOR_PAGE,
        FACTOR_PAGE,
        "403 second_factor_due",
    ),
    loses_every_role: ("403 no_membership", "in", "in", "403 no_membership"),
    loses_one_of_two_roles: ("200", "in", "in", OUTDATED),
    is_locked_out_here: ("403 locked_out", "in", "in", "403 locked_out"),
    is_locked_out_elsewhere: ("200", "in", "in", "201"),
}
# the same for whoever has a second factor, and the log-in that still owes its code
WITH_FACTOR = {
    nothing: ("200", "in", "in", "in", "201"),
    makes_recovery_codes: ("200", "in", "in", "in", "201"),
    changes_password: (GONE, "in", f"{OUT}password", "out", OUTDATED),
    is_reset: (GONE, f"{OUT}password", f"{OUT}password", "out", "403 password_change_due"),
    removes_factor: (GONE, "in", f"{OUT}second_factor", "out", OUTDATED),
    factor_is_reset: (GONE, f"{OUT}second_factor", f"{OUT}second_factor", "out", OUTDATED),
    is_closed: (GONE, f"{OUT}closed", f"{OUT}closed", "out", ""),
    is_closed_and_reopened: (
        GONE,
        f"{OUT}closed",
        f"{OUT}closed",
        "out",
        "403 password_change_due",
    ),
    password_grows_old: (
        "403 password_change_due",
        PASSWORD_PAGE,
        PASSWORD_PAGE,
        "in",
        "403 password_change_due",
    ),
    site_asks_for_a_factor: ("200", "in", "in", "in", "201"),
    loses_every_role: ("403 no_membership", "in", "in", "in", "403 no_membership"),
}
# what is written down of each: the token and the sessions that ended, beside the happening itself
TOKEN_AND_SESSIONS = {"token_revoked", "session_ended"}
ENDS = {
    changes_password: {"password_changed"},
    is_reset: {"password_reset"},
    enrols: {"factor_enrolled"},
    removes_factor: {"factor_removed"},
    factor_is_reset: {"factor_removed"},
    is_closed: {"closed"},
    is_closed_and_reopened: {"closed", "reopened"},
}


def after(person):
    return person.token(), person.browser(person.at_hand), person.browser(person.other)


@pytest.mark.parametrize("happens", WITHOUT_FACTOR, ids=lambda act: act.__name__)
def test_what_is_left_to_whoever_has_a_password_only(settings, happens):
    person = Person(settings, enrolled=False)
    happens(person)
    assert (*after(person), person.replay()) == WITHOUT_FACTOR[happens]


@pytest.mark.parametrize("happens", WITH_FACTOR, ids=lambda act: act.__name__)
def test_what_is_left_to_whoever_has_a_second_factor(settings, happens):
    person = Person(settings, enrolled=True)
    happens(person)
    assert (*after(person), person.code_step(), person.replay()) == WITH_FACTOR[happens]


@pytest.mark.parametrize("happens", ENDS, ids=lambda act: act.__name__)
def test_every_end_is_written_down(settings, happens):
    person = Person(settings, enrolled=happens in (removes_factor, factor_is_reset))
    before = len(kinds(person.user))
    happens(person)
    assert set(kinds(person.user)[before:]) >= ENDS[happens] | TOKEN_AND_SESSIONS
    ended = AccountEvent.objects.filter(user=person.user, kind="token_revoked").get()
    assert "办公系统（" in ended.detail
    assert ended.by is not None


def test_a_token_made_anew_serves_again(settings):
    person = Person(settings, enrolled=False)
    changes_password(person)
    token, secret = tokens.make_token(person.fresh(), name="办公系统", days=30)
    person.secret = secret
    assert person.token() == "200"
    assert AccessToken.objects.valid().get(user=person.user) == token


def test_a_duty_that_is_done_opens_again_what_it_held_up(settings):
    person = Person(settings, enrolled=False)
    site_asks_for_a_factor(person)
    assert person.token() == "403 second_factor_due"
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}
    assert person.token() == "200"
    assert person.browser(person.other) == "in"


def test_a_refused_use_is_not_noted_as_use(settings):
    person = Person(settings, enrolled=False)
    AccessToken.objects.update(last_used_at=None)
    password_grows_old(person)
    person.token()
    assert AccessToken.objects.get().last_used_at is None


def signed_in_addresses():
    """Every address of the API that asks for a person."""
    found = []
    for route, pattern in patterns_below(get_resolver("dutylist.api"), "/api/"):
        view = getattr(pattern.callback, "cls", None)
        if view and issubclass(view, SignedInView):
            route = route.replace("<uuid:pk>", "6f3b6d7e-0000-4000-8000-000000000000")
            route = route.replace("<slug:kind>", "acceptance")
            found.append(re.sub("<int:[a-z]+>", "1", route))
    return found


def patterns_below(resolver, beginning):
    """(route, pattern) of every address, those that are included from the rooms too."""
    for pattern in resolver.url_patterns:
        route = f"{beginning}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from patterns_below(pattern, route)
        else:
            yield route, pattern


def test_every_address_of_the_api_refuses_a_token_whose_account_owes_something(settings):
    person = Person(settings, enrolled=False)
    password_grows_old(person)
    addresses = signed_in_addresses()
    assert len(addresses) > 15
    client = Client(REMOTE_ADDR=HERE)
    for method in ("get", "post", "patch", "delete"):
        for address in addresses:
            if (method, address) == ("post", "/api/v1/tokens/"):
                continue  # asks for name and password, and for no token
            answer = getattr(client, method)(address, headers=person.headers())
            assert (answer.status_code, answer.json()["code"]) == (403, "password_change_due"), (
                method,
                address,
            )


def test_what_was_handed_over_ends_for_the_browser_and_the_program_of_the_delegate(settings):
    row = make_delegation(role=Role.OFFICE_LEAD)
    own, delegate = row.delegated_from.user, row.user
    client = Client()
    log_in(client, delegate.username)
    with seeding():
        held = delegate.memberships.get(delegated_from=None)
        held.ends_on = timezone.localdate() - timedelta(days=1)
        held.save()
    _, secret = tokens.make_token(User.objects.get(pk=delegate.pk), name="对接", days=9)

    def reads():
        answer = Client().get("/api/v1/todos/", headers={"Authorization": f"Token {secret}"})
        return client.get("/desk/revision/").status_code, answer.status_code

    assert reads() == (200, 200)
    accounts.close_account(own, by=keeper(), reason="离职")
    assert reads() == (404, 403)


def test_a_reset_password_is_worth_nothing_after_the_next_reset(client):
    user, by = make_user(), keeper()
    first = accounts.reset_password(user, by=by, reason="遗忘")
    second = accounts.reset_password(user, by=by, reason="又遗忘")
    assert log_in(client, user.username, first).status_code == 200
    assert log_in(client, user.username, second).status_code == 302


def test_whoever_is_stale_makes_no_token():
    """A request that began before the password, the session or the account ended comes too late."""
    user = make_user(Role.CLERK)
    stale = User.objects.get(pk=user.pk)
    accounts.reset_password(user, by=keeper(), reason="遗忘")
    with pytest.raises(NotAllowed) as refused:
        tokens.make_token(stale, name="办公系统", days=30)
    assert refused.value.code == "credentials_changed"


def test_a_session_ended_meanwhile_makes_no_token(rf):
    user = make_user(Role.CLERK)
    session = AccountSession.objects.create(user=user, key_hash="0" * 64, ended_at=timezone.now())
    request = rf.post("/account/tokens/")
    request.session = {"account_session": session.pk}
    with pytest.raises(NotAllowed) as refused:
        tokens.make_token(user, name="办公系统", days=30, request=request)
    assert refused.value.code == "credentials_changed"


@pytest.mark.django_db(transaction=True)
def test_of_a_token_made_while_the_password_is_reset_nothing_is_left():
    user, by = make_user(Role.CLERK), keeper()
    for _ in range(5):
        seen = User.objects.get(pk=user.pk)
        acts = (
            lambda seen=seen: tokens.make_token(seen, name="办公系统", days=30),
            lambda: accounts.reset_password(user, by=by, reason="遗忘"),
        )
        race(acts)
        assert not AccessToken.objects.valid().filter(user=user).exists()


def test_the_second_factor_can_be_enrolled_only_once_for_all_that_rests_on_it(settings):
    """Enrolling below the page ends as much as on it."""
    person = Person(settings, enrolled=False)
    key = second_factor.new_key()
    second_factor.enrol(person.fresh(), key, code_of(key))
    assert person.token() == GONE
    assert person.browser(person.other) == f"{OUT}second_factor"
