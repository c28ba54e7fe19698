"""Logging in: who gets in, who is told what, and who has to wait."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory, override_settings
from django.utils import timezone

from dutylist.history.refusals import NotAllowed
from dutylist.organizations.addresses import client_address
from dutylist.organizations.checks import trusted_proxies_are_networks
from dutylist.organizations.models import AccountEvent
from dutylist.organizations.permissions import may_enter_admin
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts
from tests.factories import make_user

from .pages import PASSWORD, enrol, fail, is_logged_in, kinds, log_in

pytestmark = pytest.mark.django_db


def test_the_right_password_leads_to_the_desk(client):
    user = make_user(Role.CLERK)
    assert log_in(client, user.username)["Location"] == "/desk/"
    assert kinds(user) == ["logged_in"]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client):
    user = make_user()
    answers = [log_in(client, name, "wrong-Password-1") for name in (user.username, "nobody")]
    errors = [answer.context["form"].non_field_errors() for answer in answers]
    assert errors[0] == errors[1] == ["用户名或者密码不正确，或者账号已经停用。"]
    assert kinds(user) == ["login_failed"]
    assert AccountEvent.objects.get(username="nobody").user is None


def test_the_typed_name_is_not_lost_and_the_password_is_not_shown_again(client):
    page = log_in(client, "wangjingban", "wrong-Password-1").content.decode()
    assert 'value="wangjingban"' in page
    assert "wrong-Password-1" not in page


def test_five_failures_lock_the_name_at_that_address(client):
    user = make_user()
    answer = fail(client, user.username, 5)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert f"{until:%H:%M}</strong>以前" in answer.content.decode()
    assert "请联系系统管理员" in answer.content.decode()
    assert log_in(client, user.username).status_code == 429
    assert not is_logged_in(client)


def test_a_lock_out_is_written_down_once(client):
    user = make_user()
    fail(client, user.username, 8)
    assert kinds(user) == ["login_failed"] * 5 + ["locked_out"]


def test_another_address_and_another_name_are_not_locked(client):
    user, other = make_user(), make_user()
    fail(client, user.username, 5)
    assert log_in(client, other.username).status_code == 302
    client.logout()
    assert log_in(client, user.username, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_the_lock_out_ends_by_itself(client):
    user = make_user()
    fail(client, user.username, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert log_in(client, user.username).status_code == 302


def test_trying_during_a_lock_out_does_not_make_it_longer(client):
    user = make_user()
    fail(client, user.username, 5)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, user.username, 3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_the_system_administrator_ends_a_lock_out(client):
    user, keeper = make_user(), make_user(Role.SYSTEM_ADMIN)
    fail(client, user.username, 5)
    accounts.allow_login_again(user.username, by=keeper, reason="本人来电核实")
    assert log_in(client, user.username).status_code == 302


def test_a_clerk_does_not_end_a_lock_out():
    with pytest.raises(NotAllowed):
        accounts.allow_login_again("somebody", by=make_user(Role.CLERK), reason="本人来电核实")


def test_a_success_forgets_earlier_failures(client):
    user = make_user()
    fail(client, user.username, 4)
    log_in(client, user.username)
    client.logout()
    assert fail(client, user.username, 4).status_code == 200


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/admin/items/", "/admin/items/"),
        ("https://evil.example/", "/desk/"),
        ("//evil.example/", "/desk/"),
        ("/\\evil.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("desk/", "/desk/"),
        ("/login/?next=/login/", "/desk/"),
        ("/login/code/", "/desk/"),
        ("/logout/", "/desk/"),
        ("/%6cogout/", "/desk/"),
        ("/desk/../logout/", "/desk/"),
        ("/admin/logout/", "/desk/"),
        ("/admin/login/?next=/logout/", "/desk/"),
        ("/desk/?from=/logout/", "/desk/?from=/logout/"),
    ],
)
def test_only_pages_of_this_site_are_gone_to_afterwards(client, target, lands):
    user = make_user(Role.CLERK)
    answer = client.post(
        "/login/", {"username": user.username, "password": PASSWORD, "next": target}
    )
    assert answer["Location"] == lands


def test_the_login_page_keeps_where_one_wanted_to_go(client):
    assert (
        'name="next" value="/desk/mine/"' in client.get("/login/?next=/desk/mine/").content.decode()
    )


def test_the_log_in_of_the_admin_is_this_one(client):
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/login/?next=/admin/"


def test_whom_the_admin_does_not_admit_is_not_sent_in_circles(client):
    client.force_login(make_user(Role.TOWNSHIP_STAFF))
    assert client.get("/login/?next=/admin/").status_code == 403


def test_logging_out_needs_a_post(client):
    user = make_user()
    log_in(client, user.username)
    page = client.get("/logout/").content.decode()
    assert 'action="/logout/"' in page
    assert is_logged_in(client)
    client.post("/logout/")
    assert not is_logged_in(client)
    assert kinds(user)[-1] == "logged_out"


@pytest.mark.either_database
@pytest.mark.parametrize(
    "page", ["/login/", "/account/", "/account/password/", "/account/second-factor/"]
)
def test_form_pages_are_stored_nowhere(client, page):
    if page != "/login/":
        client.force_login(make_user())
    answer = client.get(page)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_an_anonymous_visit_writes_no_session(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/login/")
    assert "sessionid" not in client.cookies


def test_the_form_says_what_browsers_may_fill_in(client):
    page = client.get("/login/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_staff_and_keepers_enter_the_admin_and_units_do_not(role):
    units = {
        Role.DEPARTMENT_STAFF,
        Role.DEPARTMENT_LEAD,
        Role.TOWNSHIP_STAFF,
        Role.TOWNSHIP_LEAD,
        Role.CITY_REVIEWER,
        Role.PROVINCE_FILER,
    }
    assert may_enter_admin(make_user(role)) == (role not in units)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("proxies", "peer", "forwarded", "address"),
    [
        ([], "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "1.2.3.4", "1.2.3.4"),
        (["10.0.0.0/8"], "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.7", "1.2.3.4"),
        (["10.0.0.1"], "9.9.9.9", "1.2.3.4", "9.9.9.9"),
        (["unix"], "", "2001:db8::1", "2001:db8::1"),
        (["10.0.0.1"], "10.0.0.1", "garbage", None),
        (["10.0.0.1"], "::ffff:10.0.0.1", "1.2.3.4", "1.2.3.4"),
    ],
)
def test_a_forwarded_address_counts_as_far_as_proxies_are_trusted(
    proxies, peer, forwarded, address
):
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request) == address


@pytest.mark.parametrize(
    ("proxies", "wrong"), [(["10.0.0.0/8", "::1", "unix"], 0), (["proxy.local"], 1)]
)
def test_a_mistyped_proxy_is_an_error_of_the_settings(settings, proxies, wrong):
    settings.TRUSTED_PROXIES = proxies
    assert len(trusted_proxies_are_networks(None)) == wrong


def test_an_enrolled_user_is_not_in_with_the_password_alone(client):
    user = make_user()
    enrol(user)
    assert log_in(client, user.username)["Location"] == "/login/code/"
    assert not is_logged_in(client)
