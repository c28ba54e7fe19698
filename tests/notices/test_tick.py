"""The daily jobs: each told once, each event sent once, one that fails stops no other."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from dutylist.history.refusals import NotPossible, Stale
from dutylist.notices import jobs
from dutylist.notices.models import EventOutcome, InboxMessage, JobRun, OutboundEvent
from dutylist.notices.outbox import deliver, deliver_all
from dutylist.notices.services import mark_read, queue_event, tell
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return make_user(Role.CLERK, email="clerk@example.gov.cn")


def test_a_message_is_its_receivers_alone(clerk):
    tell(clerk, "todo:1:last", "今天到期：提请审定：第7版")
    message = InboxMessage.objects.get()
    assert mark_read(make_user(Role.CLERK), [message.pk]) == 0
    assert mark_read(clerk, [message.pk]) == 1


def test_an_event_without_a_subscriber_is_put_aside():
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
    queue_event("mail", {"to": ["a@example.gov.cn"], "subject": "到期", "body": "到期"})
    OutboundEvent.objects.update(outcome=EventOutcome.SENDING, attempts=1, tried_at=now)
    deliver_all(now)
    assert OutboundEvent.objects.get().outcome == EventOutcome.SENDING
    deliver_all(now + timedelta(hours=2))
    assert OutboundEvent.objects.get().outcome == EventOutcome.DELIVERED


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
    assert {"todo_reminders", "outbox", "history_seal"} <= set(
        JobRun.objects.values_list("job", flat=True)
    )
    assert "todo_reminders: 完成" in capsys.readouterr().out


def test_tick_fails_loudly_when_a_job_fails(monkeypatch):
    def broken(now):
        raise ValueError("坏了")

    monkeypatch.setitem(jobs._jobs, "broken", jobs.Job(jobs.Stage.MOVES, broken))
    with pytest.raises(CommandError, match="broken"):
        call_command("tick")


def as_of_days():
    return set(JobRun.objects.values_list("as_of", flat=True))


def test_tick_runs_the_clocks_as_of_a_day_and_not_as_of_an_earlier_one(monkeypatch):
    seen = []
    monkeypatch.setattr(
        jobs, "_jobs", {"probe": jobs.Job(jobs.Stage.MOVES, lambda now: seen.append(now))}
    )
    ahead = timezone.localdate() + timedelta(days=40)
    call_command("tick", "--on", ahead.isoformat())
    assert [timezone.localdate(moment) for moment in seen] == [ahead]
    with pytest.raises(CommandError, match=f"上次已经按{ahead}运行，不能退回"):
        call_command("tick", "--on", (ahead - timedelta(days=1)).isoformat())
    assert len(seen) == 1
    call_command("tick", "--on", ahead.isoformat())
    assert len(seen) == 2


def test_the_clocks_stand_still_until_the_day_of_the_last_run_has_come(monkeypatch, capsys):
    monkeypatch.setattr(jobs, "_jobs", {"probe": jobs.Job(jobs.Stage.MOVES, lambda now: "")})
    ahead = timezone.localdate() + timedelta(days=40)
    call_command("tick", "--on", ahead.isoformat())
    call_command("tick")
    assert as_of_days() == {ahead}
    assert capsys.readouterr().out.count(f"按{ahead}运行") == 2


def test_a_run_of_today_is_of_this_moment(monkeypatch):
    seen = []
    monkeypatch.setattr(
        jobs, "_jobs", {"probe": jobs.Job(jobs.Stage.MOVES, lambda now: seen.append(now))}
    )
    before = timezone.now()
    call_command("tick")
    assert before <= seen[0] <= timezone.now()
    assert as_of_days() == {timezone.localdate(before)}


def test_a_site_in_service_does_not_move_its_clocks_by_this_switch_alone(settings):
    settings.PUBLIC_URL = "https://duty.example.gov.cn"
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    with pytest.raises(CommandError, match="正式网站"):
        call_command("tick", "--on", day)
    assert not JobRun.objects.exists()
    call_command("tick", "--on", day, "--rehearsal")
    assert {found.isoformat() for found in as_of_days()} == {day}


@pytest.mark.parametrize(
    ("day", "sentence"), [("31.12.2026", "不是日期"), ("0900-01-01", "日期应在1949年至")]
)
def test_a_day_that_is_none_is_refused(day, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("tick", "--on", day)
    assert not JobRun.objects.exists()


def test_a_day_mistyped_by_decades_is_refused_for_the_clocks_would_stop_until_then():
    day = timezone.localdate() + timedelta(days=4000)
    with pytest.raises(CommandError, match="过远，最多往后十年"):
        call_command("tick", "--on", day.isoformat())
    assert not JobRun.objects.exists()


def test_what_moves_comes_before_who_is_told_and_what_goes_out():
    names = list(jobs.registered())
    order = ["flow_clocks", "todo_reminders", "outbox", "history_seal"]
    assert sorted(order, key=names.index) == order
    assert names.index("item_lapse") < names.index("todo_reminders")


def test_one_by_one_goes_on_past_a_refusal_and_past_who_was_faster():
    def act(thing):
        if thing == "refused":
            raise NotPossible("缺附件。")
        if thing == "moved":
            raise Stale("已由他人办理。")
        return 2

    tally = jobs.one_by_one(["refused", "moved", "sound"], act)
    assert tally == (2, ["refused：缺附件"])
    assert tally.told() == "未能办理：refused：缺附件。"


def test_an_error_of_one_is_raised_when_all_had_their_turn():
    done = []

    def act(thing):
        done.append(1 / thing)
        return 1

    with pytest.raises(ExceptionGroup, match="办理1件，出错1件"):
        jobs.one_by_one([0, 1], act)
    assert done == [1]


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
