"""Sessions: timed out, listed, ended from elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dutylist.organizations.models import AccountEvent, AccountSession
from dutylist.organizations.roles import Role
from dutylist.organizations.services import accounts
from tests.factories import make_user

from .pages import (
    NEW_PASSWORD,
    PASSWORD,
    code_of,
    enrol,
    is_logged_in,
    kinds,
    log_in,
    only_session,
    set_back,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = make_user(Role.CLERK)
    log_in(client, user.username, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/130.0")
    return user


def test_half_an_hour_without_a_step_ends_the_session(client, user):
    set_back(only_session(user), last_seen_at=timedelta(minutes=30))
    answer = client.get("/account/")
    assert answer["Location"] == "/login/?next=/account/&ended=idle"
    assert "长时间未操作" in client.get(answer["Location"]).content.decode()
    assert AccountSession.objects.get(user=user).ended_because == "idle"
    assert kinds(user)[-1] == "session_ended"


def test_a_few_minutes_less_do_not(client, user):
    set_back(only_session(user), last_seen_at=timedelta(minutes=29))
    assert is_logged_in(client)


def test_a_step_sets_the_clock_anew(client, user):
    set_back(only_session(user), last_seen_at=timedelta(minutes=20))
    client.get("/account/")
    assert timezone.now() - only_session(user).last_seen_at < timedelta(minutes=1)


def test_steps_within_five_minutes_write_nothing(client, user):
    set_back(only_session(user), last_seen_at=timedelta(minutes=4))
    before = only_session(user).last_seen_at
    client.get("/account/")
    assert only_session(user).last_seen_at == before


def test_no_session_is_longer_than_twelve_hours(client, user):
    set_back(only_session(user), started_at=timedelta(hours=12))
    assert client.get("/account/")["Location"].endswith("ended=expired")


def test_public_pages_stay_open_after_a_time_out(client, user):
    set_back(only_session(user), last_seen_at=timedelta(hours=1))
    assert client.get("/login/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_own_sessions_are_listed_with_device_and_address(client, client2, user):
    log_in(
        client2,
        user.username,
        REMOTE_ADDR="10.1.2.3",
        HTTP_USER_AGENT="Mozilla/5.0 (iPhone) MicroMessenger/8",
    )
    page = client.get("/account/").content.decode()
    assert "Windows · Chrome（当前设备）" in page
    assert "苹果手机 · 微信" in page
    assert "10.1.2.3" in page


def test_a_session_ended_elsewhere_is_logged_out(client, client2, user):
    other = only_session(user)
    log_in(client2, user.username)
    client2.post(f"/account/sessions/{other.pk}/end/")
    assert client.get("/account/")["Location"].endswith("ended=ended")
    assert is_logged_in(client2)
    assert kinds(user) == ["logged_in", "logged_in", "session_ended"]


def test_all_others_end_at_once_and_this_one_stays(client, client2, user):
    log_in(client2, user.username)
    client2.post("/account/sessions/end-others/")
    assert not is_logged_in(client)
    assert is_logged_in(client2)


def test_somebody_elses_session_is_not_there_to_end(client, user):
    log_in(client, make_user().username)
    other = AccountSession.objects.get(user=user)
    client.logout()
    client.force_login(make_user())
    assert client.post(f"/account/sessions/{other.pk}/end/").status_code == 404


def test_only_the_hash_of_the_key_is_kept(client, user):
    key = client.session.session_key
    session = only_session(user)
    assert key not in (session.key_hash, session.agent)
    assert len(session.key_hash) == 64


def test_closing_an_account_ends_its_sessions(client, user):
    accounts.close_account(user, by=make_user(Role.SYSTEM_ADMIN), reason="调离")
    assert not is_logged_in(client)
    assert not AccountSession.objects.open().filter(user=user).exists()


def test_a_log_out_ends_the_listed_session(client, user):
    client.post("/logout/")
    assert AccountSession.objects.get(user=user).ended_because == "logged_out"


def test_a_signed_in_step_costs_five_queries(client, user, django_assert_num_queries):
    """The stored session, the user, the listed session with its duties; the roles and whether they
    need a factor.
    """
    with django_assert_num_queries(5):
        client.get("/login/code/")


def test_a_step_with_a_second_factor_costs_four_queries(client, django_assert_num_queries):
    user = make_user(Role.CLERK)
    device, _ = enrol(user)
    log_in(client, user.username)
    client.post("/login/code/", {"code": code_of(device.key)})
    with django_assert_num_queries(4):  # the device instead of the roles and their rules
        client.get("/login/code/")


def test_the_account_page_costs_the_same_with_many_rows(
    client, user, django_assert_max_num_queries
):
    for number in range(30):
        AccountSession.objects.create(user=user, key_hash=f"{number:064d}")
    with django_assert_max_num_queries(13):
        client.get("/account/")


def test_everybody_sees_their_own_events_and_the_auditor_all(client, user):
    stranger, auditor = make_user(Role.CLERK), make_user(Role.AUDITOR)
    log_in(client, "nobody", "wrong-Password-1")
    assert not AccountEvent.objects.visible_to(stranger).exists()
    assert set(AccountEvent.objects.visible_to(user)) == set(AccountEvent.objects.filter(user=user))
    assert AccountEvent.objects.visible_to(auditor).count() == AccountEvent.objects.count()
    assert not AccountEvent.objects.visible_to(make_user(Role.SYSTEM_ADMIN)).exists()


def test_after_the_password_was_changed_elsewhere_the_log_in_says_so(client, client2, user):
    log_in(client2, user.username)
    sent = {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "again": NEW_PASSWORD}
    client2.post("/account/password/", sent)
    answer = client.get("/account/")
    assert answer["Location"] == "/login/?next=/account/&ended=password"
    assert "密码已更换" in client.get(answer["Location"]).content.decode()


def test_after_the_account_was_closed_the_log_in_says_so(client, user):
    accounts.close_account(user, by=make_user(Role.SYSTEM_ADMIN), reason="离职")
    assert client.get("/account/")["Location"].endswith("ended=closed")


def test_who_left_by_himself_is_told_nothing(client, user):
    client.post("/logout/")
    assert client.get("/account/")["Location"] == "/login/?next=/account/"


def test_a_form_sent_too_late_leads_to_the_log_in_which_says_so(client, user):
    """What was typed comes back: see `test_given_back.py`."""
    set_back(only_session(user), last_seen_at=timedelta(hours=1))
    answer = client.post("/desk/corrections/", {"reason": "因机构改革调整职责，理由很长"})
    assert answer["Location"] == "/login/?next=/desk/corrections/&ended=idle"
    page = client.get(answer["Location"])
    assert "长时间未操作" in page.content.decode()
    assert "刚才提交的内容没有保存" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_form_of_the_admin_sent_too_late_leads_there_too(client, user):
    set_back(only_session(user), last_seen_at=timedelta(hours=1))
    answer = client.post("/admin/items/category/add/", {"name": "水利"})
    assert answer["Location"] == "/login/?next=/admin/items/category/add/&ended=idle"


@pytest.mark.either_database
@pytest.mark.parametrize(
    "path", ["sessions/end-others/", "sessions/1/end/", "tokens/", "tokens/1/revoke/"]
)
def test_whoever_comes_back_to_an_action_after_logging_in_finds_the_account_page(
    client, user, path
):
    assert client.get(f"/account/{path}")["Location"] == "/account/"
