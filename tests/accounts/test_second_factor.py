"""The second factor: enrolled, asked for, used once, replaced by a recovery code, required by
policy.
"""

import pytest
from django.conf import settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from dutylist.history.refusals import NotAllowed
from dutylist.organizations.account_policy import second_factor_required
from dutylist.organizations.checks import second_factor_roles_exist
from dutylist.organizations.models import CountyPolicy, RecoveryCode
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts, second_factor
from tests.factories import make_county, make_user, seeding

from .pages import PASSWORD, code_of, enrol, is_logged_in, kinds, log_in, only_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_waiting(settings):
    """The growing pause after a wrong code is django-otp's; here it would only be slept through."""
    settings.OTP_TOTP_THROTTLE_FACTOR = 0


@pytest.fixture
def enrolled(client):
    user = make_user(Role.CLERK)
    user.device, user.codes = enrol(user)
    log_in(client, user.username)
    return user


def give(client, code):
    return client.post("/login/code/", {"code": code})


def require(monkeypatch, *roles):
    monkeypatch.setitem(settings.ACCOUNT_POLICY, "second_factor_roles", list(roles))


def test_the_right_code_finishes_the_log_in(client, enrolled):
    answer = give(client, code_of(enrolled.device.key))
    assert answer["Location"] == "/desk/"
    assert is_logged_in(client)


def test_the_code_step_goes_where_one_wanted_to_go(client):
    user = make_user(Role.CLERK)
    device, _ = enrol(user)
    client.post("/login/", {"username": user.username, "password": PASSWORD, "next": "/desk/mine/"})
    assert give(client, code_of(device.key))["Location"] == "/desk/mine/"


def test_a_wrong_code_is_refused_and_written_down(client, enrolled):
    wrong = f"{(int(code_of(enrolled.device.key)) + 1) % 1_000_000:06d}"
    assert "不正确" in give(client, wrong).content.decode()
    assert not is_logged_in(client)
    assert kinds(enrolled)[-1] == "factor_failed"


def test_a_code_works_only_once(client, enrolled):
    code = code_of(enrolled.device.key)
    give(client, code)
    client.logout()
    log_in(client, enrolled.username)
    assert give(client, code).status_code == 200
    assert not is_logged_in(client)


def test_wrong_codes_lock_out_like_wrong_passwords(client, enrolled):
    answers = [give(client, "000000").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert give(client, code_of(enrolled.device.key)).status_code == 429
    assert kinds(enrolled)[-1] == "locked_out"


def test_the_code_page_alone_leads_back_to_the_password(client):
    assert client.get("/login/code/")["Location"] == "/login/"


def test_a_password_changed_in_between_ends_the_code_step(client, enrolled):
    accounts.reset_password(enrolled, by=make_user(Role.SYSTEM_ADMIN), reason="遗失")
    assert give(client, code_of(enrolled.device.key))["Location"] == "/login/"


def test_a_code_step_left_lying_is_over(client, enrolled):
    session = client.session
    session["pending_login"] |= {"at": session["pending_login"]["at"] - 301}
    session.save()
    assert give(client, code_of(enrolled.device.key))["Location"] == "/login/"


def test_a_recovery_code_stands_for_the_phone_once(client, enrolled):
    give(client, enrolled.codes[0].lower())
    assert is_logged_in(client)
    assert "还剩9个" in client.get("/account/").content.decode()
    client.logout()
    log_in(client, enrolled.username)
    assert "每个恢复码只能使用一次" in give(client, enrolled.codes[0]).content.decode()
    assert not is_logged_in(client)
    assert second_factor.codes_left(enrolled) == 9


def test_recovery_codes_are_kept_as_hashes(enrolled):
    kept = set(RecoveryCode.objects.values_list("hash", flat=True))
    assert len(kept) == 10
    assert not kept & {code.replace("-", "") for code in enrolled.codes}


def test_enrolling_by_the_page(client):
    user = make_user(Role.CLERK)
    log_in(client, user.username)
    page = client.get("/account/second-factor/").content.decode()
    assert 'src="data:image/svg+xml' in page
    key = client.session["second_factor_key"]
    assert (
        "验证码不正确" in client.post("/account/second-factor/", {"code": "12345"}).content.decode()
    )
    shown = client.post("/account/second-factor/", {"code": code_of(key)}).content.decode()
    assert shown.count("<code>") == 10
    assert TOTPDevice.objects.get(user=user).key == key
    assert "factor_enrolled" in kinds(user)
    assert is_logged_in(client)


def test_the_code_that_enrolled_does_not_log_in_again(client):
    user = make_user()
    key = second_factor.new_key()
    code = code_of(key)
    second_factor.enrol(user, key, code)
    log_in(client, user.username)
    give(client, code)
    assert not is_logged_in(client)


def test_enrolling_ends_the_other_sessions(client, client2):
    user = make_user(Role.CLERK)
    log_in(client, user.username)
    log_in(client2, user.username)
    client.get("/account/second-factor/")
    client.post("/account/second-factor/", {"code": code_of(client.session["second_factor_key"])})
    assert is_logged_in(client)
    assert not is_logged_in(client2)


def test_who_must_enrol_is_led_there_first(client, monkeypatch):
    require(monkeypatch, Role.CLERK)
    user = make_user(Role.CLERK)
    log_in(client, user.username)
    assert client.get("/account/")["Location"] == "/account/second-factor/?next=%2Faccount%2F"
    problem = client.get("/api/v1/items/")
    assert (problem.status_code, problem.json()["code"]) == (403, "second_factor_due")
    client.get("/account/second-factor/")
    client.post("/account/second-factor/", {"code": code_of(client.session["second_factor_key"])})
    assert is_logged_in(client)


def test_who_must_enrol_may_leave(client, monkeypatch):
    require(monkeypatch, Role.CLERK)
    log_in(client, make_user(Role.CLERK).username)
    assert client.post("/logout/").status_code == 302


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("stated", "role", "required"),
    [
        ([], Role.CLERK, False),
        (["clerk"], Role.CLERK, True),
        (["clerk"], Role.RECORDER, False),
        (["all"], Role.TOWNSHIP_STAFF, True),
        (["true"], Role.SYSTEM_ADMIN, True),
    ],
)
def test_the_settings_say_who_needs_a_second_factor(monkeypatch, stated, role, required):
    require(monkeypatch, *stated)
    assert second_factor_required(make_user(role)) == required


@pytest.mark.parametrize(
    ("stated", "errors"), [(["clerk", "all"], []), (["clerck"], ["organizations.E002"])]
)
def test_a_mistyped_role_is_an_error_of_the_settings(monkeypatch, stated, errors):
    require(monkeypatch, *stated)
    assert [error.id for error in second_factor_roles_exist(None)] == errors


def test_a_county_asks_more_of_its_own_people_only():
    county, other = make_county(), make_county("990122000000", "对照县")
    with seeding():
        policy = CountyPolicy.objects.get(region=county)
        policy.values = {"second_factor_roles": ["clerk"]}
        policy.save()
    assert second_factor_required(make_user(Role.CLERK, county=county))
    assert not second_factor_required(make_user(Role.RECORDER, county=county))
    assert not second_factor_required(make_user(Role.CLERK, county=other))


def test_leaving_the_second_factor_takes_a_code(client, enrolled):
    give(client, code_of(enrolled.device.key))
    client.post("/account/second-factor/remove/", {"code": "000000"})
    assert second_factor.enrolled(enrolled)
    client.post("/account/second-factor/remove/", {"code": enrolled.codes[1]})
    assert not second_factor.enrolled(enrolled)
    assert is_logged_in(client)
    assert "factor_removed" in kinds(enrolled)


def test_new_recovery_codes_replace_the_old(client, enrolled):
    give(client, code_of(enrolled.device.key))
    shown = client.post(
        "/account/second-factor/recovery-codes/", {"code": enrolled.codes[0]}
    ).content.decode()
    assert shown.count("<code>") == 10
    assert second_factor.verify(enrolled, enrolled.codes[1]) is None


def test_the_system_administrator_helps_after_a_lost_phone(client, enrolled):
    give(client, code_of(enrolled.device.key))
    keeper = make_user(Role.SYSTEM_ADMIN)
    accounts.reset_second_factor(enrolled, by=keeper, reason="手机遗失，已当面核实")
    assert not is_logged_in(client)
    assert log_in(client, enrolled.username)["Location"] == "/desk/"


def test_nobody_else_takes_a_second_factor_away(enrolled):
    with pytest.raises(NotAllowed):
        accounts.reset_second_factor(enrolled, by=make_user(Role.OFFICE_LEAD), reason="手机遗失")


def test_a_session_that_skipped_the_code_is_no_session(client):
    user = make_user()
    enrol(user)
    client.force_login(user)
    assert not is_logged_in(client)


def test_an_enrolled_session_stays_alive(client, enrolled):
    give(client, code_of(enrolled.device.key))
    assert only_session(enrolled).pk == client.session["account_session"]
