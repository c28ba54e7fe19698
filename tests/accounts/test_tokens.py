"""API tokens: shown once, hashed, scoped, expiring, revoked; and the log-in of programs."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations.authentication import TokenAuthentication, TokenScope
from dutylist.organizations.models import AccessToken
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts, tokens
from dutylist.organizations.services.login import LockedOut, WrongCredentials
from tests.factories import make_user, seeding

from .pages import PASSWORD, age_password, code_of, enrol, kinds, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(Role.CLERK)


def asked(secret, method="get", word="Token"):
    return Request(
        getattr(RequestFactory(), method)("/api/v1/items/", HTTP_AUTHORIZATION=f"{word} {secret}")
    )


def ask(user, password=PASSWORD, otp="", name="办公系统", days=30, **fields):
    request = RequestFactory().post("/api/v1/tokens/")
    return tokens.token_for_credentials(request, user.username, password, otp, name, days, **fields)


def test_a_token_stands_for_its_user(user):
    token, secret = tokens.make_token(user, name="办公系统", days=30)
    assert TokenAuthentication().authenticate(asked(secret)) == (user, token)
    assert kinds(user) == ["token_made"]


def test_only_the_hash_is_kept(user):
    token, secret = tokens.make_token(user, name="办公系统", days=30)
    kept = AccessToken.objects.filter(pk=token.pk).values().get()
    assert secret not in map(str, kept.values())
    assert secret.startswith(kept["prefix"])
    assert len(secret) >= 43


def test_a_false_token_is_refused_and_other_words_are_left_to_others(user):
    with pytest.raises(AuthenticationFailed):
        TokenAuthentication().authenticate(asked("dl_false"))
    assert TokenAuthentication().authenticate(asked("abc", word="Basic")) is None


def test_an_expired_token_is_refused(user):
    _, secret = tokens.make_token(user, name="办公系统", days=30)
    assert tokens.find_token(secret, now=timezone.now() + timedelta(days=31)) is None
    assert tokens.find_token(secret, now=timezone.now() + timedelta(days=29))


def test_a_revoked_token_is_refused(user):
    token, secret = tokens.make_token(user, name="办公系统", days=30)
    tokens.revoke_token(token, by=user)
    tokens.revoke_token(token, by=user)
    assert tokens.find_token(secret) is None
    assert kinds(user) == ["token_made", "token_revoked"]


def test_closing_an_account_revokes_its_tokens(user):
    _, secret = tokens.make_token(user, name="办公系统", days=30)
    keeper = make_user(Role.SYSTEM_ADMIN)
    accounts.close_account(user, by=keeper, reason="调离")
    accounts.reopen_account(user, by=keeper, reason="调回")
    assert tokens.find_token(secret) is None


def test_a_token_of_a_closed_account_is_refused_even_if_it_was_not_revoked(user):
    _, secret = tokens.make_token(user, name="办公系统", days=30)
    with seeding():
        user.is_active = False
        user.save()
    assert tokens.find_token(secret) is None


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("scope", "method", "may"),
    [
        ("read", "get", True),
        ("read", "post", False),
        ("write", "get", True),
        ("write", "delete", True),
    ],
)
def test_a_reading_token_does_not_write(user, scope, method, may):
    _, secret = tokens.make_token(user, name="办公系统", days=30, scope=scope)
    request = asked(secret, method)
    request.authenticators = [TokenAuthentication()]
    assert TokenScope().has_permission(request, None) == may


def test_the_use_of_a_token_is_noted_every_few_minutes(user):
    _, secret = tokens.make_token(user, name="办公系统", days=30)
    begin = timezone.now()
    for minutes in (0, 1, 6):
        tokens.use_token(
            secret, request=asked(secret)._request, now=begin + timedelta(minutes=minutes)
        )
    assert AccessToken.objects.get().last_used_at == begin + timedelta(minutes=6)
    tokens.use_token(secret, request=asked(secret)._request, now=begin + timedelta(minutes=7))
    assert AccessToken.objects.get().last_used_at == begin + timedelta(minutes=6)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": None}, "name"),
        ({"days": 0}, "days"),
        ({"days": 367}, "days"),
        ({"days": "九十"}, "days"),
        ({"days": None}, "days"),
        ({"scope": "admin"}, "scope"),
    ],
)
def test_a_token_that_cannot_be_made_says_why(user, fields, path):
    with pytest.raises(Invalid) as refusal:
        tokens.make_token(user, **{"name": "办公系统", "days": 30} | fields)
    assert path in refusal.value.errors


def test_twenty_tokens_are_enough(user):
    for _ in range(20):
        tokens.make_token(user, name="办公系统", days=30)
    with pytest.raises(NotPossible):
        tokens.make_token(user, name="办公系统", days=30)


def test_a_program_gets_a_token_for_name_and_password(user):
    token, secret = ask(user)
    assert token.may_write()
    assert tokens.find_token(secret).user == user


def test_a_program_is_locked_out_like_a_person(user):
    for _ in range(4):
        with pytest.raises(WrongCredentials):
            ask(user, "wrong-Password-1")
    with pytest.raises(LockedOut):
        ask(user, "wrong-Password-1")
    with pytest.raises(LockedOut) as refusal:
        ask(user)
    assert refusal.value.status == 429
    assert 0 < refusal.value.retry_after <= 900


def test_a_program_of_an_enrolled_user_needs_the_code(user):
    device, _ = enrol(user)
    with pytest.raises(WrongCredentials) as refusal:
        ask(user)
    assert refusal.value.code == "otp_required"
    code = code_of(device.key)
    assert ask(user, otp=code)
    with pytest.raises(WrongCredentials):
        ask(user, otp=code)


def test_who_must_enrol_gets_no_token_before(user, settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": ["clerk"]}
    with pytest.raises(NotAllowed) as refusal:
        ask(user)
    assert refusal.value.code == "second_factor_due"


def test_an_old_password_gets_no_token(user):
    age_password(user, 91)
    with pytest.raises(NotAllowed) as refusal:
        ask(user)
    assert refusal.value.code == "password_change_due"


def test_a_closed_account_gets_no_token(user):
    accounts.close_account(user, by=make_user(Role.SYSTEM_ADMIN), reason="调离")
    with pytest.raises(WrongCredentials):
        ask(user)


def test_a_token_is_made_shown_once_and_revoked_on_the_page(client, user):
    log_in(client, user.username)
    shown = client.post(
        "/account/tokens/", {"name": "办公系统", "scope": "read", "days": "90"}
    ).content.decode()
    token = AccessToken.objects.get(user=user)
    assert f"{token.prefix}" in shown
    page = client.get("/account/").content.decode()
    assert "办公系统" in page
    assert "dl_" in page
    secret = shown.split('class="secret">')[1].split("<")[0]
    assert tokens.find_token(secret) == token
    assert secret not in page
    client.post(f"/account/tokens/{token.pk}/revoke/")
    assert tokens.find_token(secret) is None


def test_a_wrong_form_keeps_what_was_typed(client, user):
    log_in(client, user.username)
    page = client.post(
        "/account/tokens/", {"name": "办公系统", "scope": "read", "days": "7"}
    ).content.decode()
    assert 'value="办公系统"' in page
    assert "请改正以下内容" in page


def test_somebody_elses_token_is_not_there_to_revoke(client, user):
    token, secret = tokens.make_token(user, name="办公系统", days=30)
    client.force_login(make_user())
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert tokens.find_token(secret)
