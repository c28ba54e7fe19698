"""Phrases, the word on matters and what was asked over HTTP, by the same verbs as on the pages."""

import json
from datetime import date

import pytest
from django.test import Client

from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from items.lookup.library import library
from items.lookup.services.asked_counts import note_asked
from items.lookup.services.phrases import add_phrases
from items.models import AskedCount, MatterLink, Phrase
from tests.factories import COUNTY_CODE, make_content, make_county, make_items, make_user
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
WHY = "便于群众查询"


@ground
def items(db):
    return make_items(
        [make_content("coordination", "消防安全检查"), make_content(name="负责城市养犬管理")]
    )


@ground
def people(items):
    neighbour = make_county("990122000000", "邻县")
    return {
        "clerk": make_user(Role.CLERK, county=items[0].county),
        "lead": make_user(Role.OFFICE_LEAD, county=items[0].county),
        "neighbour": make_user(Role.CLERK, county=neighbour),
    }


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


@pytest.fixture
def clients(people):
    found = {}
    for name, user in people.items():
        found[name] = Client()
        found[name].force_login(user)
    return found


@pytest.fixture
def clerk(clients):
    return clients["clerk"]


def send(client, method, address, mark=None, **body):
    headers = {"If-Match": mark} if mark else {}
    return getattr(client, method)(
        f"/api/v1/{address}",
        json.dumps({"reason": WHY, **body}),
        content_type="application/json",
        headers=headers,
    )


def add(client, item, *texts, **more):
    told = {"county": COUNTY_CODE, "code": item.code, "texts": list(texts), **more}
    return send(client, "post", "phrases/", **told)


def paths(answer):
    assert answer.status_code == 422
    return {error["path"]: error["message"] for error in answer.json()["errors"]}


def test_phrases_are_added_listed_and_filtered(clerk, items):
    made = add(clerk, items[1], "遛狗不牵绳", "狗咬人")
    assert made.status_code == 201
    assert [row["text"] for row in made.json()["phrases"]] == ["遛狗不牵绳", "狗咬人"]
    assert Batch.objects.latest("at").source == "api"
    add(clerk, items[0], "楼道堆杂物")
    listed = clerk.get(f"/api/v1/phrases/?item={items[1].code}&q=狗咬").json()
    assert [(row["text"], row["code"], row["standing"]) for row in listed["results"]] == [
        ("狗咬人", items[1].code, "own")
    ]
    assert clerk.get("/api/v1/phrases/?standing=struck").json()["results"] == []
    assert clerk.get("/api/v1/phrases/?standing=x").status_code == 422


def test_every_fault_has_its_path(clerk, items):
    add(clerk, items[0], "楼道堆杂物")
    assert set(paths(add(clerk, items[1], "楼道堆杂物", "好", "长" * 61))) == {"texts.0", "texts.2"}
    assert set(paths(add(clerk, items[1], 5))) == {"texts.0"}
    assert set(paths(add(clerk, items[1], "狗叫", standing="adopted"))) == {"standing"}
    told = {"county": COUNTY_CODE, "code": "99012199999", "texts": ["狗叫"]}
    assert set(paths(send(clerk, "post", "phrases/", **told))) == {"code"}
    assert set(paths(send(clerk, "post", "phrases/", county="990122000000"))) >= {
        "county",
        "code",
        "texts",
    }
    assert Phrase.objects.count() == 1


def test_a_shipped_phrase_is_struck_and_restored(clerk, items):
    text = library().matters[0].phrases[0]
    [row] = add(clerk, items[0], text, standing="struck").json()["phrases"]
    assert row["standing"] == "struck"
    one = f"phrases/{row['id']}/"
    assert send(clerk, "delete", one, clerk.get(f"/api/v1/{one}")["ETag"]).status_code == 204
    assert Phrase.objects.count() == 0


def test_a_phrase_is_moved_and_removed_as_it_was_seen(clerk, items):
    [row] = add(clerk, items[0], "狗咬人").json()["phrases"]
    one = f"phrases/{row['id']}/"
    seen = clerk.get(f"/api/v1/{one}")["ETag"]
    assert send(clerk, "patch", one, code=items[1].code).status_code == 428
    moved = send(clerk, "patch", one, seen, code=items[1].code)
    assert moved.json()["code"] == items[1].code
    assert send(clerk, "delete", one, seen).status_code == 412
    assert send(clerk, "delete", one).status_code == 428
    assert paths(send(clerk, "delete", one, moved["ETag"], reason=" ")) == {
        "reason": "请填写理由。"
    }
    assert send(clerk, "delete", one, moved["ETag"]).status_code == 204
    assert clerk.get(f"/api/v1/{one}").status_code == 404


def test_a_matter_is_linked_and_the_word_taken_back(clerk, items):
    key = library().matters[3].key
    told = {"county": COUNTY_CODE, "code": items[0].code, "matter": key}
    made = send(clerk, "post", "matter-links/", is_linked=False, **told)
    assert made.json()["name"] == library().matters[3].names[0]
    again = send(clerk, "post", "matter-links/", is_linked=True, **told).json()
    assert (again["id"], again["is_linked"]) == (made.json()["id"], True)
    assert set(paths(send(clerk, "post", "matter-links/", is_linked="x", **told))) == {"is_linked"}
    wrong = {**told, "matter": "9999"}
    assert set(paths(send(clerk, "post", "matter-links/", is_linked=True, **wrong))) == {"matter"}
    assert len(clerk.get(f"/api/v1/matter-links/?item={items[0].code}").json()["results"]) == 1
    assert send(clerk, "delete", f"matter-links/{again['id']}/", "*").status_code == 204
    assert MatterLink.objects.count() == 0


def asked(text, code=""):
    note_asked(COUNTY_CODE, text, code, date(2026, 5, 6), times=3)
    return AskedCount.objects.order_by("-pk").first()


def test_what_was_asked_is_adopted_or_dismissed(clerk, items):
    missed, chosen, other = asked("楼道堆杂物"), asked("狗咬人", items[1].code), asked("彩票兑奖")
    note_asked(COUNTY_CODE, "烧荒", "", date(2026, 5, 6))
    listed = clerk.get("/api/v1/asked/").json()["results"]
    assert [(row["text"], row["outcome"], row["code"], row["count"]) for row in listed] == [
        ("楼道堆杂物", "missed", None, 3),
        ("狗咬人", "chosen", items[1].code, 3),
        ("彩票兑奖", "missed", None, 3),
    ]
    one = "asked/{}/decisions/".format
    assert set(paths(send(clerk, "post", one(missed.pk), action="adopt"))) == {"code"}
    assert set(paths(send(clerk, "post", one(missed.pk), action="x"))) == {"action"}
    send(clerk, "post", one(missed.pk), action="adopt", code=items[0].code)
    made = send(clerk, "post", one(chosen.pk), action="adopt").json()["phrases"]
    assert [(row["text"], row["code"], row["standing"]) for row in made] == [
        ("狗咬人", items[1].code, "adopted")
    ]
    dismissed = send(clerk, "post", one(other.pk), action="dismiss")
    assert (dismissed.status_code, dismissed.json()) == (201, {"phrases": []})
    assert clerk.get("/api/v1/asked/").json()["results"] == []
    assert send(clerk, "post", one(other.pk), action="dismiss").status_code == 404


def test_others_do_not_write_and_the_neighbour_sees_nothing(clients, items, people):
    [phrase] = add_phrases(items[0], ["楼道堆杂物"], by=people["clerk"], reason=WHY)
    row = asked("狗咬人")
    lead, neighbour = clients["lead"], clients["neighbour"]
    one, decisions = f"phrases/{phrase.pk}/", f"asked/{row.pk}/decisions/"
    assert add(lead, items[0], "狗叫").status_code == 403
    assert lead.get(f"/api/v1/{one}").status_code == 200
    assert send(lead, "delete", one, "*").status_code == 403
    assert send(lead, "patch", one, "*", code=items[1].code).status_code == 403
    assert lead.get("/api/v1/asked/").json()["results"] == []
    assert send(lead, "post", decisions, action="dismiss").status_code == 404
    assert neighbour.get("/api/v1/phrases/").json()["results"] == []
    assert send(neighbour, "delete", one, "*").status_code == 404
    assert send(neighbour, "post", decisions, action="dismiss").status_code == 404
    assert set(paths(add(neighbour, items[0], "狗叫"))) == {"county"}
    assert Phrase.objects.count() == 1


def test_a_post_sent_twice_is_carried_out_once(clerk, items):
    told = {"county": COUNTY_CODE, "code": items[0].code, "texts": ["狗叫"], "reason": WHY}
    for _ in range(2):
        answer = clerk.post(
            "/api/v1/phrases/",
            json.dumps(told),
            content_type="application/json",
            headers={"Idempotency-Key": "one"},
        )
        assert answer.status_code == 201
    assert Phrase.objects.count() == 1
