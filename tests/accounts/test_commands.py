"""Accounts opened and reset from the machine itself."""

import pytest
from django.core.management import CommandError, call_command

from dutylist.history.models import Batch
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from tests.factories import make_user

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
