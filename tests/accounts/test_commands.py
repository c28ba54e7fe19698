"""Accounts opened and reset from the machine itself."""

import pytest
from django.core.management import CommandError, call_command

from dutylist.history.models import Batch
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_user

from .pages import log_in

pytestmark = pytest.mark.django_db


def test_the_first_administrator_comes_from_the_command_line(client, capsys):
    call_command("open_account", "guanli", "王管理", role="system_administrator", reason="系统上线")
    username, password = capsys.readouterr().out.strip().split(":")
    user = User.objects.get(username=username)
    assert user.standing().roles == {Role.SYSTEM_ADMIN}
    log_in(client, username, password)
    assert client.get("/account/")["Location"].startswith("/account/password/")
    assert Batch.objects.get(reason="系统上线").source == "command"


def test_the_administrator_of_a_county_comes_from_the_command_line(capsys):
    county = make_county()
    call_command(
        "open_account",
        "guanli",
        "王管理",
        role="system_administrator",
        place=county.code,
        reason="系统上线",
    )
    user = User.objects.get(username="guanli")
    assert (user.opened_for, user.memberships.get().region) == (county, county)
    with pytest.raises(CommandError, match="没有代码为123的区划"):
        call_command("open_account", "anquan", "李安全", place="123", reason="系统上线")


@pytest.mark.parametrize(
    ("command", "instead"),
    [("changepassword", "reset_password"), ("createsuperuser", "open_account")],
)
def test_django_s_own_commands_change_no_account(command, instead):
    user = make_user()
    with pytest.raises(CommandError, match=instead):
        call_command(command)
    assert User.objects.get(pk=user.pk).password == user.password


def test_a_name_already_taken_is_one_clear_line():
    make_user(username="guanli")
    with pytest.raises(CommandError, match="已存在"):
        call_command("open_account", "guanli", "王管理", reason="系统上线")
    assert User.objects.filter(username="guanli").count() == 1


def test_a_password_is_reset_from_the_command_line(client, capsys):
    user = make_user()
    call_command("reset_password", user.username, reason="管理员遗忘")
    password = capsys.readouterr().out.strip().split(":")[1]
    assert log_in(client, user.username, password).status_code == 302


def test_the_system_account_gets_no_password():
    with pytest.raises(CommandError, match="系统账号"):
        call_command("reset_password", "system", reason="试一试")
    with pytest.raises(CommandError, match="没有名为"):
        call_command("reset_password", "nobody", reason="试一试")
