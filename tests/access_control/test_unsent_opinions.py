"""What a unit has written and not sent is its own: on the pages, over HTTP, in the record, in the
admin. What the clerk recorded for it is contested by the unit, in the round that is under way.
"""

import re

import pytest
from django.utils import timezone

from access_control.models import Opinion
from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from dutylist.workflow.calendar import add_working_days, deadline_words
from tests.factories import make_user

from .people import API, REQUESTS, attached, decide, get, place, post, read, told
from .test_moves import consulting, make_overdue

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
CANARY = "尚未反馈的金丝雀"
BLANK = {"stance": "", "text": "", "capacity": {}, "willingness": "", "by": "", "changes": []}


def town(place, number):
    return {"township": place.towns[number].code}


def opinions(user, pk):
    """{name of the unit: its last opinion}"""
    rows = told(get(user, f"{REQUESTS}{pk}/opinions/"), 200)["results"]
    return {row["unit"]["name"]: row for row in rows}


def say(user, pk, status=201, **said):
    return told(post(user, f"{REQUESTS}{pk}/opinions/", said), status)


def record(place, pk, number, **said):
    """The clerk records what a town said on paper."""
    return say(place.clerk, pk, unit=town(place, number), paper=attached(place.clerk, pk), **said)


def test_an_opinion_that_is_not_sent_is_read_by_its_unit_alone(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    line = {"change": change, "stance": "object", "text": CANARY}
    part = {"stance": "object", "text": CANARY, "capacity": {"staff": False}, "changes": [line]}
    say(place.mayors[0], pk, **part, willingness="unable", send=False)
    colleague = make_user(Role.TOWNSHIP_STAFF, township=place.towns[0], name="镇里人")
    assert opinions(colleague, pk)["测试1镇"]["text"] == CANARY
    for reader in (place.clerk, place.lead, place.legal, place.head, place.auditor):
        row = opinions(reader, pk)["测试1镇"]
        assert {name: row[name] for name in BLANK} == BLANK
        assert (row["stance_label"], row["silent"]) == ("未反馈", True)
        page = f"/desk/requests/{pk}/"
        chosen = f"{page}opinion/?unit=township:{place.towns[0].code}"
        beside = (page, chosen, f"{API}history/", f"{API}todos/")
        for address in beside:
            assert CANARY not in get(reader, address).content.decode(), (reader, address)
    assert CANARY in get(colleague, f"/desk/requests/{pk}/opinion/").content.decode()
    say(place.mayors[0], pk)
    assert opinions(place.clerk, pk)["测试1镇"]["text"] == CANARY


def test_the_record_of_what_is_not_sent_is_its_unit_s(place):
    pk = consulting(place)["id"]
    say(place.mayors[0], pk, text=CANARY, send=False)
    batch = Opinion.history.filter(text=CANARY).get().batch
    readable = Batch.objects.filter(pk=batch)
    for reader, count in ((place.mayors[0], 1), (place.clerk, 0), (place.mayors[1], 0)):
        assert readable.readable_by(reader).count() == count, reader


def test_the_admin_does_not_find_an_opinion_by_what_it_says(place):
    pk = consulting(place)["id"]
    say(place.mayors[0], pk, text=CANARY, send=False)
    address = "/admin/access_control/opinion/"
    assert "测试1镇" in get(place.clerk, address).content.decode()
    assert "测试1镇" not in get(place.clerk, f"{address}?q={CANARY}").content.decode()


def test_no_list_is_narrowed_to_a_stance_that_is_not_sent(place):
    pk = consulting(place)["id"]
    say(place.mayors[0], pk, stance="object", text=CANARY, willingness="unable", send=False)
    address = "/admin/access_control/opinion/?stance=object"
    assert "测试1镇" not in get(place.clerk, address).content.decode()
    say(place.mayors[0], pk)
    assert "测试1镇" in get(place.clerk, address).content.decode()


def test_the_clerk_records_a_paper_without_what_the_unit_has_written(place):
    pk = consulting(place)["id"]
    say(place.mayors[0], pk, text=CANARY, willingness="unable", send=False)
    said = say(place.clerk, pk, 200, unit=town(place, 0), stance="agree", send=False)
    assert (said["text"], said["willingness"], said["stance"]) == ("", "", "agree")


# ---- contested ----


def test_what_is_contested_is_open_again_in_the_round_under_way(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    told(decide(place.clerk, pk, "remind"))
    objecting = {"stance": "object", "text": "无力量", "willingness": "unable"}
    record(place, pk, 0, stance="agree")
    record(place, pk, 1, **objecting)
    say(place.mayors[2], pk, stance="agree")
    again = {"way": "ask_again", "item": {"township_duty": "1.上报线索。"}, "text": "删去宣传"}
    row = {"change": change, "unit": town(place, 1), **again}
    state = told(decide(place.clerk, pk, "conclude", {"settlements": [row]}))
    assert state["owed"] == ["测试2镇"]
    # Asked again, the second town says its word now; what was recorded before stands.
    assert decide(place.mayors[1], pk, "contest", reason="与原件不符").status_code == 403
    state = told(decide(place.mayors[0], pk, "contest", reason="与原件不符"))
    assert sorted(state["owed"]) == ["测试1镇", "测试2镇"]
    rows = told(get(place.clerk, f"{REQUESTS}{pk}/opinions/"), 200)["results"]
    rounds = [(one["unit"]["name"], one["round"], one["silent"]) for one in rows]
    assert rounds == [
        ("测试2镇", 1, False),
        ("测试3镇", 1, False),
        ("测试1镇", 2, True),
        ("测试2镇", 2, True),
    ]
    # Reminded in the first round, it is reminded once more of what it owes now.
    told(decide(place.clerk, pk, "remind"))
    say(place.mayors[0], pk, **objecting)
    say(place.mayors[1], pk, stance="agree")
    unsettled = decide(place.clerk, pk, "conclude")
    assert "测试1镇对“海漂垃圾线索发现上报”不同意" in unsettled.json()["detail"]
    assert "测试2镇" not in unsettled.json()["detail"]


def warning_on(place, page):
    found = re.search(r"([^>]*)的意见由县委编办代录", get(place.clerk, page).content.decode())
    return found[1] if found else ""


def test_an_open_contest_stands_in_the_way_of_the_end_and_days_that_run_are_named(place):
    """Within the five days the clerk may end the consultation, and is told what he cuts off."""
    pk = consulting(place)["id"]
    page = f"/desk/requests/{pk}/"
    for number in range(3):
        record(place, pk, number, stance="agree")
    until = deadline_words(add_working_days(timezone.localdate(), 5))
    warning = f"{until}前可以提出异议；现在结束征求意见的，以后不再受理"
    assert warning in get(place.clerk, page).content.decode()
    assert "不再受理对代录的异议" not in get(place.mayors[0], page).content.decode()
    assert "不再受理对代录的异议" not in get(place.head, page).content.decode()
    told(decide(place.mayors[0], pk, "contest", reason="与原件不符"))
    refused = decide(place.clerk, pk, "conclude")
    assert (refused.status_code, refused.json()["code"]) == (409, "opinions_owed")
    sentence = str(refused.json())
    assert f"{place.towns[0].name}对县委编办代录的意见提出异议，尚未重新反馈" in sentence
    assert place.towns[1].name not in sentence
    told(post(place.mayors[0], f"{REQUESTS}{pk}/opinions/", {"stance": "agree"}))
    assert place.towns[0].name not in warning_on(place, page)
    told(decide(place.clerk, pk, "conclude"))
    assert warning_on(place, page) == ""


def test_what_is_contested_is_no_silence_before_the_unit_was_reminded(place):
    pk = consulting(place)["id"]
    told(decide(place.clerk, pk, "remind"))
    record(place, pk, 0, stance="agree")
    for mayor in place.mayors[1:3]:
        say(mayor, pk, stance="agree")
    told(decide(place.mayors[0], pk, "contest", reason="与原件不符"))
    make_overdue(pk)
    early = decide(place.clerk, pk, "conclude")
    assert (early.status_code, early.json()["code"]) == (409, "opinions_owed")
    assert read(place.clerk, pk)["owed"] == ["测试1镇"]
