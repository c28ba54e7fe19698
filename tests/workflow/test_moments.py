"""Clocks that count minutes: their length, what is said of them, and the rule a county may set."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from dutylist.history.days import moment_words
from dutylist.organizations.policies import minutes_of_one, policy_lines
from dutylist.workflow.calendar import Deadline, deadline_after
from dutylist.workflow.moments import Minutes, end_of, time_left_words
from dutylist.workflow.turns import until

pytestmark = pytest.mark.one_database
FRIDAY = datetime(2026, 12, 4, 23, 50, tzinfo=timezone.get_default_timezone())


def test_minutes_run_through_the_night_and_the_weekend():
    assert deadline_after(FRIDAY, Minutes(30)) == Deadline(
        date(2026, 12, 5), FRIDAY + timedelta(minutes=30)
    )
    assert deadline_after(FRIDAY, None) == Deadline()


@pytest.mark.django_db
def test_a_number_is_working_days_and_has_no_moment():
    assert deadline_after(FRIDAY, 1) == Deadline(date(2026, 12, 7))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (22 * 60 + 10, "还剩22小时"),
        (80, "还剩1小时20分钟"),
        (60, "还剩1小时"),
        (25, "还剩25分钟"),
        (0.5, "还剩不到1分钟"),
        (-0.5, "刚刚超时"),
        (-125, "已超时2小时5分钟"),
        (-3 * 24 * 60, "已超时3天"),
    ],
)
def test_what_is_left_is_said_in_hours_and_minutes(minutes, words):
    assert time_left_words(FRIDAY + timedelta(minutes=minutes), FRIDAY) == words


def test_a_turn_names_the_minute():
    said = until(None, None, due_at=timezone.now() + timedelta(hours=5, seconds=9))
    assert said.endswith("前办结，还剩5小时。")
    assert moment_words(FRIDAY) == "2026年12月4日23:50"
    assert timezone.localtime(end_of(date(2026, 12, 4))).isoformat()[:19] == "2026-12-04T23:59:59"


def test_a_rule_says_whether_it_counts_minutes():
    assert minutes_of_one("accept_days") == 0
    assert minutes_of_one("whistle_emergency_minutes") == 1
    assert minutes_of_one("whistle_enforcement_hours") == 60
    assert "昼夜连续计算" in policy_lines()["whistle_emergency_minutes"].help
