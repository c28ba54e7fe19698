"""The daily jobs: each told once, each event sent once, one failing job does not stop the others."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from dutylist.notices import jobs
from dutylist.notices.models import EventOutcome, InboxMessage, JobRun, OutboundEvent
from dutylist.notices.outbox import deliver, deliver_all
from dutylist.notices.reminders import remind
from dutylist.notices.services import mark_read, open_todo, queue_event
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_user

pytestmark = pytest.mark.django_db


def at(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())


DUE = date(2026, 11, 25)


@pytest.fixture
def clerk():
    return make_user(Role.CLERK, email="clerk@example.gov.cn")


@pytest.fixture
def todo(clerk):
    return open_todo(
        flow="edition", subject_id=1, title="提请审定：第7版", role=Role.CLERK, county_id=make_county().pk, due_on=DUE
    )


def test_a_to_do_is_told_the_day_before_and_once_late(todo, clerk):
    assert remind(at(date(2026, 11, 23))) == "发出提醒0条。"
    for day in (date(2026, 11, 24), date(2026, 11, 24), DUE, date(2026, 11, 26), date(2026, 11, 27)):
        remind(at(day))
    titles = [message.title for message in InboxMessage.objects.visible_to(clerk).order_by("pk")]
    assert titles == ["明天到期：提请审定：第7版", "已超过办理期限：提请审定：第7版"]


def test_who_stands_aside_is_not_told(todo, clerk):
    todo.not_for = f",{clerk.pk},"
    todo.save()
    assert remind(at(DUE)) == "发出提醒0条。"


def test_a_closed_to_do_is_not_told(todo):
    todo.closed_at = timezone.now()
    todo.save()
    assert remind(at(DUE)) == "发出提醒0条。"


def test_a_message_is_its_receivers_alone(todo, clerk):
    remind(at(DUE))
    message = InboxMessage.objects.get()
    assert mark_read(make_user(Role.CLERK), [message.pk]) == 0
    assert mark_read(clerk, [message.pk]) == 1


def test_running_twice_tells_and_sends_once(todo):
    moment = at(DUE)
    for _ in range(2):
        remind(moment)
        deliver_all(moment)
    assert (InboxMessage.objects.count(), len(mail.outbox)) == (1, 1)
    assert mail.outbox[0].subject == "今天到期：提请审定：第7版"


def test_an_event_without_a_receiver_is_put_aside():
    event = queue_event("edition.publish", {"subject": 1}, make_county())
    deliver_all(timezone.now())
    assert OutboundEvent.objects.get(pk=event.pk).outcome == EventOutcome.NO_RECEIVER
    assert mail.outbox == []


def test_an_event_read_by_two_senders_is_sent_by_one():
    event = queue_event("mail", {"to": ["a@example.gov.cn"], "subject": "到期", "body": "到期"})
    again = OutboundEvent.objects.get(pk=event.pk)
    assert deliver(event, timezone.now()) == EventOutcome.DELIVERED
    assert deliver(again, timezone.now()) is None
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nothing_is_mailed(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    event = queue_event("mail", {"to": ["a@example.gov.cn"], "subject": "到期", "body": "到期"})
    assert deliver(event, timezone.now()) == EventOutcome.NO_RECEIVER


def test_a_server_that_is_away_is_tried_again_a_limited_time(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    queue_event("mail", {"to": ["a@example.gov.cn"], "subject": "到期", "body": "到期"})
    for _ in range(7):
        deliver_all(timezone.now())
    event = OutboundEvent.objects.get()
    assert (event.outcome, event.attempts) == (EventOutcome.FAILED, 5)
    assert "refused" in event.note


def test_an_event_a_sender_left_half_done_is_taken_up_again():
    now = timezone.now()
    OutboundEvent.objects.create(kind="x", outcome=EventOutcome.SENDING, attempts=1, tried_at=now)
    deliver_all(now)
    assert OutboundEvent.objects.get().outcome == EventOutcome.SENDING
    deliver_all(now + timedelta(hours=2))
    assert OutboundEvent.objects.get().outcome == EventOutcome.NO_RECEIVER


def test_one_failing_job_does_not_stop_the_others():
    ran = []

    def broken(now):
        raise ValueError("坏了")

    runs = jobs.run_jobs(jobs={"broken": broken, "sound": lambda now: ran.append(now) or "完成。"})
    assert [run.state for run in runs] == ["failed", "done"]
    assert JobRun.objects.get(job="broken").note == "ValueError: 坏了"
    assert len(ran) == 1


def test_tick_runs_every_registered_job_and_says_so(capsys):
    call_command("tick")
    assert {"todo_reminders", "outbox", "history_seal"} <= set(JobRun.objects.values_list("job", flat=True))
    assert "todo_reminders: 完成" in capsys.readouterr().out


def test_tick_fails_loudly_when_a_job_fails(monkeypatch):
    def broken(now):
        raise ValueError("坏了")

    monkeypatch.setitem(jobs._jobs, "broken", broken)
    with pytest.raises(CommandError, match="broken"):
        call_command("tick")


@pytest.mark.django_db
def test_sessions_that_are_over_leave_the_database():
    from django.contrib.sessions.models import Session

    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(days=1))
    jobs.run_jobs(now)
    assert set(Session.objects.values_list("session_key", flat=True)) == {"open"}


def test_runs_are_read_by_those_who_hold_the_role_for_the_whole_site():
    """A job runs for every county: what it says is not one county's."""
    run = jobs.run_jobs(jobs={"sound": lambda now: "完成。"})[0]
    county = make_county()
    for role in (Role.SYSTEM_ADMIN, Role.AUDITOR):
        assert list(JobRun.objects.visible_to(make_user(role))) == [run]
        assert not JobRun.objects.visible_to(make_user(role, region=county))
