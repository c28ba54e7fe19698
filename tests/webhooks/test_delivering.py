"""Deliveries: signed, tried again by the table, claimed by one worker, given up and said."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from dutylist.history.refusals import NotPossible
from dutylist.notices.models import EventOutcome, InboxMessage, JobRun, OutboundEvent, ToDo
from dutylist.notices.numbering import number_events
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import convert_region
from dutylist.webhooks import delivering
from dutylist.webhooks.delivering import deliver_due, send
from dutylist.webhooks.models import Delivery, Webhook
from dutylist.webhooks.schedule import LEASE, MOST_TRIES, WAITS, next_try_at
from dutylist.webhooks.sending import posting
from dutylist.webhooks.sending.signing import signed_headers
from dutylist.webhooks.services import deliveries
from dutylist.webhooks.services.deliveries import claim, replay, replay_since, settle
from dutylist.webhooks.services.subscribers import change, rotate_secret
from tests.at_once import at_once
from tests.factories import make_county, make_user

from .places import TITLE, happened, place, receiving, registered

pytestmark = pytest.mark.django_db
__all__ = ["place", "receiving"]
FAILED = (500, {}, "暂不可用".encode())


def later(**how):
    return timezone.now() + timedelta(**how)


def test_an_event_arrives_signed_and_says_numbers_and_states_only(place, receiving):
    _webhook, secret = registered(place, receiving.url)
    happened(place)
    assert deliver_due().delivered == 1
    (arrived,) = receiving.arrived
    told = Verifier(secret).verify(arrived.body, arrived.headers)
    assert told["type"] == "edition.publish"
    assert told["data"]["county"] == place.county.code
    assert (told["data"]["subject"], told["data"]["status"]) == (7, "published")
    assert TITLE not in arrived.body.decode()
    assert OutboundEvent.objects.get().outcome == EventOutcome.HANDED_ON
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(arrived.body.replace(b"published", b"withdrawn"), arrived.headers)


def test_what_happened_before_a_county_was_converted_arrives_after_it(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    happened(place)
    how = {"by": place.clerk, "reason": "区划调整", "on": timezone.localdate()}
    district = convert_region(place.county, name="示例区", code="990105000000", **how)
    place.keeper.__dict__.pop("_standings", None)
    assert Webhook.objects.visible_to(place.keeper).get().county == district
    assert deliver_due().delivered == 1
    (arrived,) = receiving.arrived
    assert json.loads(arrived.body)["data"]["county"] == district.code
    assert Delivery.objects.get().webhook == webhook


def test_a_delivery_that_failed_comes_again_with_the_same_id(place, receiving):
    receiving.answers = [FAILED]
    registered(place, receiving.url)
    happened(place)
    deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.last_status, delivery.answer) == ("waiting", 500, "暂不可用")
    deliver_due(later(seconds=30))
    assert len(receiving.arrived) == 1
    deliver_due(later(minutes=2))
    first, second = receiving.arrived
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("delivered", 2)


@pytest.mark.one_database
def test_the_waits_grow_to_a_day_and_end():
    now = timezone.now()
    waits = [next_try_at(tries, now) - now for tries in range(1, MOST_TRIES)]
    assert tuple(waits) == WAITS == tuple(sorted(WAITS))
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=24))
    assert next_try_at(MOST_TRIES, now) is None
    assert next_try_at(0, now) == now


def test_what_is_never_taken_is_given_up_said_and_ends_the_subscriber(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    receiving.answers = [FAILED] * MOST_TRIES
    happened(place)
    now = timezone.now()
    for wait in (timedelta(0), *WAITS):
        now += wait + timedelta(seconds=5)  # a run takes its time
        assert deliver_due(now).tried == 1
    assert Delivery.objects.get().state == "given_up"
    webhook.refresh_from_db()
    assert not webhook.enabled
    assert "应答500" in webhook.disabled_because
    assert webhook.history.first().history_user_id != place.keeper.pk
    assert ToDo.objects.for_user(place.keeper).get().flow == "webhook"
    titles = {message.title for message in InboxMessage.objects.filter(user=place.clerk)}
    assert len(titles) == 2
    change(webhook, enabled=True, by=place.keeper, reason="已修复")
    assert not ToDo.objects.open().exists()


def test_one_event_that_is_not_taken_does_not_end_a_subscriber_that_takes_others(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    happened(place)
    deliver_due()
    now = later(minutes=1)
    Delivery.objects.update(state="waiting", tries=MOST_TRIES - 1, next_try_at=now)
    receiving.answers = [FAILED]
    assert deliver_due(now).given_up == 1
    webhook.refresh_from_db()
    assert webhook.enabled
    assert webhook.failing_since == now or webhook.failing_since > now
    assert not ToDo.objects.exists()


def test_a_subscriber_that_is_gone_is_disabled_at_once(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    receiving.answers = [(410, {}, b"")]
    happened(place)
    deliver_due()
    webhook.refresh_from_db()
    assert not webhook.enabled
    assert "410" in webhook.disabled_because


def test_a_redirect_is_a_failure_and_is_not_followed(place, receiving):
    registered(place, receiving.url)
    receiving.answers = [(302, {"Location": f"{receiving.url}/elsewhere"}, b"")]
    happened(place)
    deliver_due()
    assert [arrived.path for arrived in receiving.arrived] == ["/duty"]
    assert (Delivery.objects.get().state, Delivery.objects.get().last_status) == ("waiting", 302)


def test_an_answer_is_kept_short_and_clean(place, receiving):
    registered(place, receiving.url)
    receiving.answers = [(200, {}, b"\0\x1b[31m" + "好".encode() * 5000)]
    happened(place)
    deliver_due()
    delivery = Delivery.objects.get()
    assert delivery.state == "delivered"
    assert len(delivery.answer) == posting.MOST_KEPT
    assert "\0" not in delivery.answer


def test_an_answer_that_never_ends_is_left(place, receiving, monkeypatch):
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.3)
    registered(place, receiving.url)
    receiving.answers = [(200, {"Content-Length": "100"}, receiving.dripping(20))]
    happened(place)
    deliver_due()
    delivery = Delivery.objects.get()
    assert delivery.state == "waiting"
    assert "规定时间" in delivery.answer


def test_only_what_was_asked_for_and_happened_since_is_queued(place, receiving):
    before = happened(place, "edition.submit")
    OutboundEvent.objects.filter(pk=before.pk).update(at=later(days=-1))
    registered(place, receiving.url, kinds=["edition.publish", "correction.*"])
    for kind in ("edition.publish", "edition.submit", "correction.approve"):
        happened(place, kind)
    deliver_due()
    kinds = [json.loads(arrived.body)["type"] for arrived in receiving.arrived]
    assert kinds == ["edition.publish", "correction.approve"]
    outcomes = OutboundEvent.objects.filter(kind="edition.submit").values_list("outcome", flat=True)
    assert set(outcomes) == {EventOutcome.NO_RECEIVER}


def test_a_county_s_events_go_to_its_own_subscribers_alone(place, receiving):
    registered(place, receiving.url)
    other = make_county("990122000000", "邻县")
    place.county = other
    happened(place)
    assert deliver_due().tried == 0
    assert receiving.arrived == []


def test_a_dead_subscriber_does_not_hold_up_the_others(place, receiving):
    registered(place, "http://127.0.0.1:9/", name="停机的")  # nothing listens there
    registered(place, receiving.url)
    happened(place)
    happened(place)
    run = deliver_due()
    assert (run.tried, run.delivered, len(receiving.arrived)) == (3, 2, 2)
    waiting = Delivery.objects.filter(webhook__name="停机的").order_by("pk")
    assert [delivery.attempts for delivery in waiting] == [1, 0]


def test_one_with_more_than_a_run_sends_does_not_hold_up_the_others(place, receiving):
    dead, _secret = registered(place, "http://127.0.0.1:9/", name="停机的")
    registered(place, receiving.url)
    happened(place)
    Delivery.objects.bulk_create([Delivery(webhook=dead) for _number in range(2000)])
    assert deliver_due().delivered == 1
    assert len(receiving.arrived) == 1


def test_a_slow_one_has_its_time_and_the_whole_run_has_its_own(place, receiving, monkeypatch):
    for name in ("慢的", "第二个"):
        registered(place, receiving.url, name=name)
    for number in range(3):
        happened(place, subject=number)

    def tried():
        rows = Delivery.objects.filter(attempts=1).order_by("webhook")
        return list(rows.values_list("webhook__name", flat=True))

    seconds, takes = [0], []

    def post_in_seconds(*asked):
        seconds[0] += takes.pop() if takes else 0
        return posting.post(*asked)

    monkeypatch.setattr(delivering, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(delivering, "post", post_in_seconds)
    takes.append(delivering.SECONDS_OF_ONE)
    assert deliver_due().delivered == 4
    assert tried() == ["慢的", "第二个", "第二个", "第二个"]
    # The next run is over after the first of its subscribers, which is not always the same one.
    for _again in range(3):
        happened(place)
    for first in ("慢的", "第二个"):
        before = tried().count(first)
        takes.append(delivering.SECONDS_OF_RUN)
        assert deliver_due().delivered == 1
        assert tried().count(first) == before + 1


def test_a_delivery_queued_again_while_it_is_tried_is_tried_once_more(place, receiving):
    registered(place, receiving.url)
    happened(place)
    deliver_due()
    for answer in ((204, {}, b""), FAILED):
        Delivery.objects.update(state="waiting", next_try_at=timezone.now())
        running = Delivery.objects.select_related("event__county", "webhook").get()
        now = timezone.now()
        assert claim(running, now)
        receiving.answers = [answer]
        reply = send(running)
        replay(Delivery.objects.get(), by=place.keeper)
        settle(running, reply, now)
        held = Delivery.objects.get()
        assert (held.state, held.tries, held.asked_by) == ("waiting", 0, place.keeper)
        assert deliver_due().delivered == 1


def test_what_a_worker_left_half_done_is_taken_up_after_the_lease(place, receiving):
    registered(place, receiving.url)
    happened(place)
    now = timezone.now()
    number_events()
    assert claim(Delivery.objects.get(), later(seconds=1))  # and then it was killed
    assert deliver_due(now + timedelta(minutes=1)).tried == 0
    assert deliver_due(now + LEASE + timedelta(minutes=1)).delivered == 1
    assert Delivery.objects.get().attempts == 2


def test_a_delivery_read_by_two_workers_is_claimed_by_one(place, receiving):
    registered(place, receiving.url)
    happened(place)
    deliver_due()
    Delivery.objects.update(state="waiting", next_try_at=timezone.now())
    first, second = Delivery.objects.get(), Delivery.objects.get()
    assert claim(first, timezone.now())
    assert not claim(second, timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_event_once(receiving):
    county = make_county()
    place = SimpleNamespace(county=county, keeper=make_user(Role.SYSTEM_ADMIN, region=county))
    registered(place, receiving.url)
    for number in range(8):
        happened(place, subject=number)
    runs = at_once([deliver_due, deliver_due])
    ids = [arrived.headers["webhook-id"] for arrived in receiving.arrived]
    assert sorted(ids) == sorted(f"evt_{number}" for number in range(1, 9))
    assert sum(run.delivered for run in runs) == 8


def test_one_delivery_is_sent_again(place, receiving):
    registered(place, receiving.url)
    happened(place)
    deliver_due()
    replay(Delivery.objects.get(), by=place.keeper)
    assert deliver_due().delivered == 1
    first, second = receiving.arrived
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.tries, delivery.asked_by) == (2, 1, place.keeper)


def test_what_happened_while_a_subscriber_was_disabled_is_sent_by_its_number(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    happened(place, subject=1)
    deliver_due()
    change(webhook, enabled=False, by=place.keeper, reason="检修")
    happened(place, subject=2)
    happened(place, subject=3)
    assert deliver_due().tried == 0
    with pytest.raises(NotPossible):
        replay_since(Webhook.objects.get(), 1, by=place.keeper)
    webhook = change(webhook, enabled=True, by=place.keeper, reason="检修完毕")
    assert deliver_due().tried == 0
    assert replay_since(webhook, 1, by=place.keeper) == 2
    deliver_due()
    told = [json.loads(arrived.body)["data"]["subject"] for arrived in receiving.arrived]
    assert told == [1, 2, 3]
    assert replay_since(webhook, 0, by=place.keeper) == 3
    assert Delivery.objects.count() == 3


def test_too_much_is_not_read_to_its_end_and_what_is_closed_meanwhile_gets_nothing(
    place, receiving, monkeypatch
):
    webhook, _secret = registered(place, receiving.url)
    for number in range(6):
        happened(place, subject=number)
    number_events()
    Delivery.objects.all().delete()
    read = []
    monkeypatch.setattr(Webhook, "wants", lambda _webhook, kind: read.append(kind) or True)
    monkeypatch.setattr(deliveries, "MOST_REPLAYED", 2)
    with pytest.raises(NotPossible):
        replay_since(webhook, 0, by=place.keeper)
    assert len(read) == 3
    change(webhook, enabled=False, by=place.keeper, reason="检修")
    assert webhook.enabled  # as the page had read it
    with pytest.raises(NotPossible):
        replay_since(webhook, 4, by=place.keeper)
    assert not Delivery.objects.exists()


def test_while_a_subscriber_changes_over_both_secrets_verify(place, receiving):
    webhook, old = registered(place, receiving.url)
    webhook, new = rotate_secret(webhook, by=place.keeper, reason="定期更换")
    happened(place)
    deliver_due()
    (arrived,) = receiving.arrived
    for secret in (old, new):
        assert Verifier(secret).verify(arrived.body, arrived.headers)
    headers = signed_headers(webhook, "evt_1", "{}", later(days=2))
    assert len(headers["webhook-signature"].split()) == 1
    until = webhook.previous_until
    webhook, newest = rotate_secret(webhook, by=place.keeper, reason="新密钥遗失")
    assert webhook.previous_until == until
    happened(place)
    deliver_due()
    last = receiving.arrived[-1]
    for secret in (old, newest):
        assert Verifier(secret).verify(last.body, last.headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(new).verify(last.body, last.headers)


def test_a_secret_of_another_key_of_the_site_is_not_used_and_it_is_said(place, receiving, settings):
    registered(place, receiving.url)
    happened(place)
    settings.SECRET_KEY = "another-key-of-the-site-that-is-long-enough-for-a-test"
    deliver_due()
    assert receiving.arrived == []
    assert "重新生成签名密钥" in Delivery.objects.get().answer


def test_the_command_and_tick_deliver(place, receiving, capsys):
    registered(place, receiving.url)
    happened(place)
    call_command("deliver_events")
    assert "送达1条" in capsys.readouterr().out
    happened(place)
    call_command("tick")
    assert JobRun.objects.get(job="webhooks").note == "投递1条，送达1条，放弃0条。"
    assert len(receiving.arrived) == 2
