"""Passwords: what they must be, how long they last, who sets them."""

import itertools
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations.models import AccessToken, PasswordRecord, User
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts, passwords, tokens
from tests.factories import make_county, make_user

from .pages import NEW_PASSWORD, PASSWORD, age_password, is_logged_in, kinds, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return make_user(Role.SYSTEM_ADMIN)


def change(client, old=PASSWORD, new=NEW_PASSWORD, again=None):
    data = {"old_password": old, "new_password": new, "again": again or new}
    return client.post("/account/password/", data)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Duan-1234", "不能少于10个字符"),
        ("hedaoxuncha-only", "至少三类"),
        ("HEDAOXUNCHA2026", "至少三类"),
        ("Wangjingban-88", "不能包含用户名"),
        ("X-nabgnijgnaw-88", "不能包含用户名"),
        ("Password123", "太常见"),
    ],
)
def test_a_weak_password_is_refused_with_its_sentence(password, sentence):
    with pytest.raises(ValidationError) as found:
        validate_password(password, User(username="wangjingban"))
    assert sentence in "".join(found.value.messages)


@pytest.mark.either_database
@pytest.mark.parametrize(
    "password", ["Hedao-xuncha", "hedao-xuncha-8", "HedaoXuncha8", "河道巡查Hedao88"]
)
def test_three_classes_are_enough(password):
    validate_password(password, User(username="wangjingban"))


def test_a_changed_password_works_and_the_old_one_does_not(client):
    user = make_user()
    log_in(client, user.username)
    change(client)
    assert is_logged_in(client)
    assert kinds(user) == ["logged_in", "password_changed"]
    client.logout()
    assert log_in(client, user.username).status_code == 200
    assert log_in(client, user.username, NEW_PASSWORD).status_code == 302


def test_changing_it_ends_the_other_sessions(client, client2):
    user = make_user()
    log_in(client, user.username)
    log_in(client2, user.username)
    change(client)
    assert is_logged_in(client)
    assert not is_logged_in(client2)


def test_the_old_password_is_asked_for_and_its_failures_are_counted(client):
    user = make_user()
    log_in(client, user.username)
    pages = [change(client, old="wrong-Password-1") for _ in range(5)]
    assert "密码不正确" in pages[0].content.decode()
    assert pages[-1].status_code == 429
    assert log_in(client, user.username).status_code != 200 or not User.objects.get(
        pk=user.pk
    ).check_password(NEW_PASSWORD)


def test_two_different_new_passwords_are_refused(client):
    log_in(client, make_user().username)
    assert "两次填写的新密码不一致" in change(client, again="Hedao-Xuncha-89").content.decode()


def test_none_of_the_last_five_passwords_again():
    user = make_user()
    request = RequestFactory().get("/")
    used = [PASSWORD, *[f"Hedao-Xuncha-{number}" for number in range(10, 15)]]
    for old, new in itertools.pairwise(used):
        accounts.change_password(user, old, new, request=RequestFactory().get("/"))
    for password in used[1:]:
        with pytest.raises(Invalid, match="最近5次"):
            accounts.change_password(user, used[-1], password, request=request)
    accounts.change_password(user, used[-1], PASSWORD, request=RequestFactory().get("/"))


def test_old_passwords_are_kept_as_hashes():
    user = make_user()
    passwords.set_password(user, NEW_PASSWORD, must_change=False, by=user)
    assert NEW_PASSWORD not in PasswordRecord.objects.get(user=user).hash


def test_after_ninety_days_the_password_is_changed_first(client):
    user = make_user()
    age_password(user, 90)
    log_in(client, user.username)
    assert client.get("/account/")["Location"] == "/account/password/?next=%2Faccount%2F"
    assert client.get("/api/v1/items/").json()["code"] == "password_change_due"
    change(client)
    assert is_logged_in(client)


def test_a_day_earlier_it_still_serves(client):
    user = make_user()
    age_password(user, 89)
    log_in(client, user.username)
    assert is_logged_in(client)


def test_a_password_that_grows_old_during_a_session_is_asked_for_then(client):
    user = make_user()
    age_password(user, 89)
    log_in(client, user.username)
    assert is_logged_in(client)
    user.password_records.update(set_at=timezone.now() - timedelta(days=90))
    assert client.get("/account/")["Location"].startswith("/account/password/")


def test_an_opened_account_changes_its_first_password(client, keeper):
    user, password = accounts.open_account("zhangsan", "张三", by=keeper, reason="新到任")
    log_in(client, "zhangsan", password)
    assert client.get("/account/")["Location"].startswith("/account/password/")
    change(client, old=password)
    assert is_logged_in(client)
    assert kinds(user)[0] == "opened"


def test_a_given_password_can_serve_at_once(client, keeper):
    user, password = accounts.open_account(
        "demo", "演示", by=keeper, reason="演示账号", password=NEW_PASSWORD, must_change=False
    )
    assert password == NEW_PASSWORD
    log_in(client, "demo", password)
    assert is_logged_in(client)
    assert user.history.count() == 1


@pytest.mark.parametrize(
    ("username", "password", "path"),
    [("taken", None, "username"), ("has space", None, "username"), ("lisi", "short", "password")],
)
def test_an_account_that_cannot_be_opened_says_where_it_is_wrong(keeper, username, password, path):
    make_user(username="taken")
    with pytest.raises(Invalid) as refusal:
        accounts.open_account(username, "李四", by=keeper, reason="新到任", password=password)
    assert path in refusal.value.errors


def test_a_reset_password_is_random_and_for_one_time(client, keeper):
    user = make_user()
    tokens.make_token(user, name="对接", days=30)
    log_in(client, user.username)
    password = accounts.reset_password(user, by=keeper, reason="遗忘")
    assert not is_logged_in(client)
    assert not AccessToken.objects.valid().filter(user=user).exists()
    log_in(client, user.username, password)
    assert client.get("/account/")["Location"].startswith("/account/password/")
    assert "password_reset" in kinds(user)


def test_random_passwords_keep_the_rules():
    made = {passwords.random_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        validate_password(password, User(username="zhangsan"))


def test_a_closed_account_cannot_log_in_and_says_no_more_than_others(client, keeper):
    user = make_user()
    accounts.close_account(user, by=keeper, reason="调离")
    answer = log_in(client, user.username)
    assert answer.context["form"].non_field_errors() == ["用户名或者密码不正确，或者账号已经停用。"]
    with pytest.raises(NotPossible):
        accounts.close_account(user, by=keeper, reason="调离")


def test_a_reopened_account_begins_with_a_new_password(client, keeper):
    user = make_user()
    accounts.close_account(user, by=keeper, reason="调离")
    _, password = accounts.reopen_account(user, by=keeper, reason="调回")
    assert log_in(client, user.username).status_code == 200
    assert log_in(client, user.username, password).status_code == 302
    assert [row.is_active for row in user.history.order_by("history_id")] == [True, False, True]


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_only_the_system_administrator_keeps_accounts(role):
    by, user = make_user(role), make_user()
    for verb in (accounts.close_account, accounts.reset_password, accounts.reopen_account):
        with pytest.raises(NotAllowed):
            verb(user, by=by, reason="试一试")
    with pytest.raises(NotAllowed):
        accounts.open_account("new", "新", by=by, reason="试一试")


def test_nobody_resets_their_own_account_or_the_system_account(keeper):
    for user in (keeper, User.objects.system()):
        with pytest.raises(NotAllowed):
            accounts.reset_password(user, by=keeper, reason="试一试")


def test_a_county_s_administrator_keeps_the_accounts_of_that_county():
    county, other = make_county(), make_county("990122000000", "对照县")
    keeper = make_user(Role.SYSTEM_ADMIN, region=county)
    accounts.reset_password(make_user(Role.CLERK, county=county), by=keeper, reason="遗忘")
    with pytest.raises(NotAllowed):
        accounts.reset_password(make_user(Role.CLERK, county=other), by=keeper, reason="遗忘")
