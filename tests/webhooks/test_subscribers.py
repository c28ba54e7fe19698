"""Who keeps subscribers, by role and place; what API and pages do; where the secret is not."""

import logging

import pytest
from django.test import Client

from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.organizations.roles import Role
from dutylist.webhooks.delivering import deliver_due
from dutylist.webhooks.models import Delivery, Webhook
from dutylist.webhooks.services.deliveries import MOST_TRIALS
from dutylist.webhooks.services.subscribers import MOST
from tests.factories import make_county, make_user
from tests.grounds import ground

from .places import happened, place, receiving, registered

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "receiving"]
API = "/api/v1/webhooks/"
DESK = "/desk/webhooks/"
URL = "https://subscriber.example.gov.cn/duty"


@ground
def kept(place):
    """A subscriber with one delivery that waits."""
    webhook, _secret = registered(place, URL)
    event = happened(place)
    return webhook, Delivery.objects.create(webhook=webhook, event=event)


@ground
def others(place, kept):
    """Everybody who may not keep this county's subscribers, by what they are answered."""
    elsewhere = make_county("990122000000", "邻县")
    return {
        403: [make_user(Role.AUDITOR, region=place.county)],
        404: [
            make_user(Role.SYSTEM_ADMIN, region=elsewhere),
            make_user(Role.AUDITOR, region=elsewhere),
            make_user(Role.CLERK, county=place.county),
            make_user(Role.OFFICE_LEAD, county=place.county),
            make_user(Role.SECURITY_ADMIN, region=place.county),
            make_user(Role.TOWNSHIP_LEAD),
            make_user(Role.DEPARTMENT_LEAD),
        ],
    }


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, method, path, body=None, mark="*"):
    options = {"content_type": "application/json", "headers": {"If-Match": mark}}
    return getattr(signed_in(user), method)(f"{API}{path}", body or {}, **options)


def verbs(webhook, delivery):
    """(method, path, body) of every verb of one subscriber."""
    one = f"{webhook.pk}/"
    return [
        ("patch", one, {"name": "别的", "reason": "试"}),
        ("delete", one, {"reason": "试"}),
        ("post", f"{one}secret/", {"reason": "试"}),
        ("post", f"{one}test/", {}),
        ("post", f"{one}replay/", {"after": 0}),
        ("post", f"{one}deliveries/{delivery.pk}/replay/", {}),
    ]


def new(place, **told):
    return {"county": place.county.code, "name": "平台", "url": URL, "reason": "共享", **told}


def test_no_verb_is_anybody_s_but_the_keeper_s_of_the_place(place, kept, others):
    webhook, delivery = kept
    for status, people in others.items():
        for person in people:
            for method, path, body in verbs(webhook, delivery):
                assert send(person, method, path, body).status_code == status, (person, path)
            assert send(person, "post", "", new(place)).status_code == 403
    assert Webhook.objects.get().name == webhook.name
    assert list(Delivery.objects.values_list("attempts", flat=True)) == [0]


def test_nothing_of_it_is_read_by_others(kept, others):
    webhook, _delivery = kept
    for person in others[404]:
        client = signed_in(person)
        assert client.get(API).json()["results"] == []
        for path in ("", "deliveries/"):
            assert client.get(f"{API}{webhook.pk}/{path}").status_code == 404
        assert client.get(f"{DESK}{webhook.pk}/").status_code == 404
    (auditor,) = others[403]
    assert signed_in(auditor).get(f"{API}{webhook.pk}/").status_code == 200
    page = signed_in(auditor).get(f"{DESK}{webhook.pk}/").content.decode()
    assert "重发" not in page
    assert Client().get(API).status_code == 401


def test_no_page_does_a_verb_for_others(kept, others):
    webhook, delivery = kept
    paths = ["secret/", "switch/", "remove/", "test/", "replay/"]
    paths.append(f"deliveries/{delivery.pk}/replay/")
    typed = {"name": "别的", "url": URL, "reason": "试", "county": webhook.county.code}
    for status, people in others.items():
        for person in people:
            client = signed_in(person)
            for path in paths:
                answer = client.post(f"{DESK}{webhook.pk}/{path}", {"reason": "试", "after": "0"})
                assert answer.status_code == 404, (person, path)
            assert client.post(f"{DESK}{webhook.pk}/", typed).status_code == status
            if not person.standing().has(Role.SYSTEM_ADMIN):
                assert client.post(f"{DESK}new/", typed).status_code == 404
    # A keeper elsewhere registers, but in his own place whatever he names.
    keeper = others[404][0]
    assert signed_in(keeper).post(f"{DESK}new/", typed).status_code == 200
    assert Webhook.objects.get(name="别的").county.name == "邻县"
    assert Webhook.objects.get(county=webhook.county).name == webhook.name
    assert Delivery.objects.count() == 1


def test_a_page_that_was_overtaken_changes_nothing(place, kept):
    webhook, _delivery = kept
    client, one = signed_in(place.keeper), f"{DESK}{webhook.pk}/"
    seen = webhook.mark_of_settings
    assert client.get(one).content.decode().count(seen) == 1
    typed = {"name": "先改的", "url": URL, "reason": "试", "expect": seen}
    assert client.post(one, typed).status_code == 302
    late = client.post(one, {**typed, "name": "后改的"})
    assert late.status_code == 412
    assert "已有变动" in late.content.decode()
    for path in ("switch/", "remove/"):
        stale = client.post(f"{one}{path}", {"reason": "试", "expect": seen})
        assert stale.status_code == 412, path
        shown = Webhook.objects.get().mark_of_settings
        assert shown in client.get(f"{one}{path}").content.decode()
    webhook = Webhook.objects.get()
    assert (webhook.name, webhook.enabled, webhook.removed_at) == ("先改的", True, None)


def test_what_is_allowed_no_more_hinders_enabling_and_not_disabling(place, kept):
    webhook, _delivery = kept
    with recording(by=place.keeper, reason="原来允许的", county=place.county.code):
        webhook.url, webhook.kinds = "https://10.0.0.1/", ["edition.gone"]
        webhook.save()
    path = f"{webhook.pk}/"
    disabled = send(place.keeper, "patch", path, {"enabled": False, "reason": "检修"})
    assert (disabled.status_code, disabled.json()["enabled"]) == (200, False)
    enabled = send(place.keeper, "patch", path, {"enabled": True, "reason": "检修完毕"})
    assert enabled.status_code == 422
    assert {error["path"] for error in enabled.json()["errors"]} == {"url", "kinds.0"}
    told = {"url": URL, "kinds": [], "enabled": True, "reason": "换址"}
    assert send(place.keeper, "patch", path, told).json()["enabled"] is True


def test_trials_of_a_person_are_counted_on_the_page_and_over_the_api_alike(place, kept):
    webhook, _delivery = kept
    trials = [Delivery(webhook=webhook, asked_by=place.keeper) for _number in range(MOST_TRIALS)]
    Delivery.objects.bulk_create(trials)
    page = signed_in(place.keeper).post(f"{DESK}{webhook.pk}/test/", follow=True)
    assert "一小时内最多试投" in page.content.decode()
    refused = send(place.keeper, "post", f"{webhook.pk}/test/")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert Delivery.objects.filter(event=None).count() == MOST_TRIALS


def test_a_delivery_of_another_subscriber_is_not_sent_again_by_this_one_s_address(place, kept):
    _webhook, delivery = kept
    other, _secret = registered(place, URL, name="另一个")
    path = f"{other.pk}/deliveries/{delivery.pk}/replay/"
    assert send(place.keeper, "post", path).status_code == 404
    assert signed_in(place.keeper).post(f"{DESK}{path}").status_code == 404


def test_a_keeper_registers_changes_and_removes_a_subscriber(place):
    made = send(place.keeper, "post", "", new(place, kinds=["edition.*", "edition.*"]))
    assert made.status_code == 201
    told = made.json()
    assert told["secret"].startswith("whsec_")
    assert told["kinds"] == ["edition.*"]
    path, mark = f"{told['id']}/", made["ETag"]
    changed = send(place.keeper, "patch", path, {"enabled": False, "reason": "检修"}, mark)
    assert changed.status_code == 200
    assert changed.json()["enabled"] is False
    assert send(place.keeper, "patch", path, {"name": "x", "reason": "试"}, mark).status_code == 412
    rotated = send(place.keeper, "post", f"{path}secret/", {"reason": "更换"})
    assert rotated.json()["secret"] not in ("", told["secret"])
    assert send(place.keeper, "delete", path, {"reason": "不再使用"}).status_code == 200
    assert signed_in(place.keeper).get(API).json()["results"] == []
    assert len(signed_in(place.keeper).get(f"{API}?retired=true").json()["results"]) == 1
    for method, where, body in verbs(Webhook.objects.get(), Delivery(pk=0))[:5]:
        assert send(place.keeper, method, where, body).status_code == 409
    reasons = {batch.reason for batch in Batch.objects.filter(county=place.county.code)}
    assert {"共享", "检修", "更换", "不再使用"} <= reasons


def test_a_keeper_above_the_county_keeps_it_too(place):
    assert send(make_user(Role.SYSTEM_ADMIN), "post", "", new(place)).status_code == 201
    of_the_city = make_user(Role.SYSTEM_ADMIN, region=place.county.parent)
    assert send(of_the_city, "post", "", new(place)).status_code == 201


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"url": "https://127.0.0.1/"}, "url"),
        ({"url": "http://subscriber.example.gov.cn/"}, "url"),
        ({"kinds": ["edition.publish", "edition.nothing"]}, "kinds.1"),
        ({"name": "  "}, "name"),
        ({"county": "990999000000"}, "county"),
        ({"reason": ""}, "reason"),
        ({"secret": "whsec_own"}, "secret"),
    ],
)
def test_what_can_not_be_a_subscriber_is_refused_with_its_path(place, told, path):
    answer = send(place.keeper, "post", "", new(place, **told))
    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_a_county_has_a_bounded_number_of_subscribers(place):
    for number in range(MOST):
        registered(place, URL, name=f"平台{number}")
    assert send(place.keeper, "post", "", new(place)).status_code == 409


def test_the_secret_is_nowhere_afterwards(place, receiving, caplog):
    caplog.set_level(logging.DEBUG)
    body = new(place, url=receiving.url)
    secret = send(place.keeper, "post", "", body).json()["secret"]
    happened(place)
    deliver_due()
    client, pk = signed_in(place.keeper), Webhook.objects.get().pk
    texts = [caplog.text]
    for path in (f"{API}{pk}/", API, f"{API}{pk}/deliveries/", f"{DESK}{pk}/", DESK):
        texts.append(client.get(path).content.decode())
    texts.append(str(list(Webhook.objects.values())))
    texts.append(str(list(Webhook.history.values())))
    texts.append(str(list(Batch.objects.values())))
    texts.append(str(list(Delivery.objects.values())))
    bare = secret.removeprefix("whsec_")
    assert [text for text in texts if bare in text] == []
    salt = Webhook.objects.get().salt
    assert [text for text in texts[:-4] if salt in text] == []
    assert salt not in str(list(Webhook.history.values()))


def test_deliveries_are_listed_by_their_state_and_sent_again(place, receiving):
    receiving.answers = [(503, {}, "维护中".encode())]
    webhook, _secret = registered(place, receiving.url)
    happened(place)
    deliver_due()
    client = signed_in(place.keeper)
    path = f"{API}{webhook.pk}/deliveries/"
    (row,) = client.get(f"{path}?delivery_state=waiting").json()["results"]
    assert (row["last_status"], row["answer"], row["attempts"]) == (503, "维护中", 1)
    assert row["next_try_at"] > row["last_tried_at"]
    assert client.get(f"{path}?delivery_state=delivered").json()["results"] == []
    again = send(place.keeper, "post", f"{webhook.pk}/deliveries/{row['id']}/replay/")
    assert (again.status_code, again.json()["state"]) == (201, "waiting")
    assert deliver_due().delivered == 1
    replayed = send(place.keeper, "post", f"{webhook.pk}/replay/", {"after": 0})
    assert (replayed.status_code, replayed.json()) == (201, {"queued": 1})


def test_a_trial_is_sent_at_once_and_not_tried_again(place, receiving):
    webhook, _secret = registered(place, receiving.url)
    sent = send(place.keeper, "post", f"{webhook.pk}/test/")
    assert (sent.status_code, sent.json()["state"], sent.json()["last_status"]) == (
        201,
        "delivered",
        204,
    )
    receiving.answers = [(500, {}, b"")]
    failed = send(place.keeper, "post", f"{webhook.pk}/test/").json()
    assert (failed["state"], failed["kind"], failed["event"]) == ("given_up", "webhook.test", None)
    path = f"{webhook.pk}/deliveries/{failed['id']}/replay/"
    assert send(place.keeper, "post", path).status_code == 409
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_the_pages_do_all_of_it(place, receiving):
    client = signed_in(place.keeper)
    assert "登记外部系统" in client.get(DESK).content.decode()
    typed = {"name": "平台", "url": "https://10.0.0.1/", "reason": "共享"}
    refused = client.post(f"{DESK}new/", typed)
    assert refused.status_code == 422
    assert "内部网络" in refused.content.decode()
    typed |= {"url": receiving.url, "whole": ["edition.*"], "single": "correction.approve"}
    assert "whsec_" in client.post(f"{DESK}new/", typed).content.decode()
    webhook = Webhook.objects.get()
    assert webhook.kinds == ["edition.*", "correction.approve"]
    one = f"{DESK}{webhook.pk}/"
    tried = client.post(f"{one}test/", follow=True).content.decode()
    assert "试投已送达" in tried
    happened(place)
    deliver_due()
    page = client.get(f"{one}?delivery_state=delivered").content.decode()
    assert "版次：公布" in page
    delivery = Delivery.objects.exclude(event=None).get()
    client.post(f"{one}deliveries/{delivery.pk}/replay/")
    assert deliver_due().delivered == 1
    assert (
        "已列入重发1条"
        in client.post(f"{one}replay/", {"after": "0"}, follow=True).content.decode()
    )
    assert client.post(f"{one}replay/", {"after": "x"}).status_code == 422
    wrong = client.post(one, {**typed, "single": "nothing.at_all"})
    assert "没有的事件种类" in wrong.content.decode()
    client.post(one, {**typed, "name": "新平台", "single": ""})
    assert "whsec_" in client.post(f"{one}secret/", {"reason": "更换"}).content.decode()
    client.post(f"{one}switch/", {"reason": "检修"})
    webhook.refresh_from_db()
    assert (webhook.name, webhook.kinds, webhook.enabled) == ("新平台", ["edition.*"], False)
    assert client.post(f"{one}remove/", {"reason": ""}).status_code == 422
    client.post(f"{one}remove/", {"reason": "不再使用"})
    assert client.post(f"{one}test/").status_code == 404
    assert "新平台" not in client.get(DESK, follow=True).content.decode().split("外部系统</h1>")[1]
    assert "新平台" in client.get(f"{DESK}?retired=1").content.decode()
