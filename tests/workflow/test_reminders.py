"""Reminders: half way, on the last day and overdue, each told once to each person it is for."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dutylist.notices.models import InboxMessage
from dutylist.notices.outbox import deliver_all
from dutylist.notices.services import open_todo
from dutylist.organizations.roles import Role
from dutylist.workflow.reminders import remind
from tests.factories import make_county, make_user

pytestmark = pytest.mark.django_db


def at(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())


OPENED = date(2026, 11, 16)  # a Monday
HALF = date(2026, 11, 20)  # four of seven working days
DUE = date(2026, 11, 25)  # the Wednesday of the next week


@pytest.fixture
def clerk():
    return make_user(Role.CLERK, email="clerk@example.gov.cn")


@pytest.fixture
def todo(clerk):
    return open_todo(
        flow="edition",
        subject_id=1,
        title="提请审定：第7版",
        role=Role.CLERK,
        county_id=make_county().pk,
        due_on=DUE,
        opened_at=at(OPENED),
    )


def titles(user):
    return [message.title for message in InboxMessage.objects.visible_to(user).order_by("at", "pk")]


def test_a_to_do_is_told_half_way_on_the_last_day_and_once_late(todo, clerk):
    told = [remind(at(date(2026, 11, day))) for day in (16, 19, 20, 20, 21, 24, 25, 25, 26, 27)]
    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 1, 0]
    assert titles(clerk) == [
        "办理期限已过半，还剩3个工作日：提请审定：第7版",
        "今天到期：提请审定：第7版",
        "已超过办理期限：提请审定：第7版",
    ]


def test_half_way_that_no_run_saw_is_told_by_the_next(todo, clerk):
    assert remind(at(date(2026, 11, 24))) == 1
    assert titles(clerk) == ["办理期限已过半，还剩1个工作日：提请审定：第7版"]


def test_a_to_do_of_one_day_is_told_on_that_day_only(todo, clerk):
    todo.opened_at, todo.due_on = at(date(2026, 11, 20)), date(2026, 11, 23)
    todo.save()
    assert [remind(at(date(2026, 11, day))) for day in (20, 21, 22, 23)] == [0, 0, 0, 1]
    assert titles(clerk) == ["今天到期：提请审定：第7版"]


def test_a_to_do_without_a_deadline_is_not_told(todo):
    todo.due_on = None
    todo.save()
    assert remind(at(date(2027, 11, 24))) == 0


def test_everybody_it_is_for_is_told_once(todo, clerk):
    other = make_user(Role.CLERK)
    assert [remind(at(DUE)), remind(at(DUE))] == [2, 0]
    assert titles(other) == titles(clerk)


def test_who_stands_aside_is_not_told(todo, clerk):
    todo.not_for = f",{clerk.pk},"
    todo.save()
    assert remind(at(DUE)) == 0


def test_a_closed_to_do_is_not_told(todo):
    todo.closed_at = timezone.now()
    todo.save()
    assert remind(at(DUE)) == 0


def test_running_twice_tells_and_sends_once(todo):
    moment = at(DUE)
    for _ in range(2):
        remind(moment)
        deliver_all(moment)
    assert (InboxMessage.objects.count(), len(mail.outbox)) == (1, 1)
    assert mail.outbox[0].subject == "今天到期：提请审定：第7版"


def test_the_calendar_is_asked_once_however_many_wait(todo, clerk):
    for day in range(18, 25):
        open_todo(
            flow="edition",
            subject_id=day,
            title="提请审定",
            role=Role.CLERK,
            county_id=make_county().pk,
            due_on=date(2026, 12, day),
            opened_at=at(OPENED),
        )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        remind(at(OPENED))
    assert len(queries) == 3  # the to-dos, and the calendar for half way and for what is left


def test_a_clock_of_minutes_is_told_half_way_and_once_late(todo, clerk):
    opened = at(OPENED)
    todo.opened_at, todo.due_on = opened, OPENED
    todo.due_at = opened + timedelta(minutes=30)
    todo.save()
    told = [remind(opened + timedelta(minutes=after)) for after in (0, 14, 15, 20, 30, 31, 600)]
    assert told == [0, 0, 1, 0, 0, 1, 0]
    assert titles(clerk) == [
        "办理时限已过半，还剩15分钟：提请审定：第7版",
        "已超过办理时限：提请审定：第7版",
    ]


def test_what_was_told_costs_the_same_however_much_it_was(todo, clerk):
    def queries_of_a_run():
        remind(at(DUE))
        with CaptureQueriesContext(connection) as queries:
            assert remind(at(DUE)) == 0
        return len(queries)

    few = queries_of_a_run()
    for number in range(2, 12):
        open_todo(
            flow="edition",
            subject_id=number,
            title="提请审定",
            role=Role.CLERK,
            county_id=make_county().pk,
            due_on=DUE,
            opened_at=at(OPENED),
        )
    assert queries_of_a_run() == few
