"""What one unit says of a request reaches the office and who applied, and no other unit: its sealed
paper, what was answered to it, how it was settled, what it contested.
"""

import pytest

from access_control.models import RequestFinding
from dutylist.attachments.models import Attachment
from dutylist.organizations.roles import Role
from tests.factories import make_user

from .people import (
    API,
    REQUESTS,
    application,
    attached,
    decide,
    get,
    new_item,
    opens,
    place,
    post,
    read,
    told,
)
from .test_moves import consulting

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
SETTLED, ANSWERED, CONTESTED = "答复一镇的话", "答复意见的话", "一镇异议的话"


def decisions(user, pk):
    rows = told(get(user, f"{REQUESTS}{pk}/decisions/"), 200)["decisions"]
    return {row["action"]: row for row in rows}


def page(user, pk):
    return get(user, f"/desk/requests/{pk}/").content.decode()


def test_a_sealed_paper_is_kept_from_other_units_before_it_is_sent(place):
    pk = consulting(place)["id"]
    scan = attached(place.clerk, pk)
    clerk_of_town = make_user(Role.TOWNSHIP_STAFF, township=place.towns[1], name="二镇人")
    own = attached(clerk_of_town, pk)
    for user, known in (
        (place.clerk, [scan, own]),
        (place.head, [scan, own]),
        (place.auditor, [scan, own]),
        (clerk_of_town, [own]),
        (place.mayors[0], []),
    ):
        assert [one["id"] for one in read(user, pk)["attachments"]] == known, user
        for paper in (scan, own):
            assert opens(user, f"{API}attachments/{paper}/") == (paper in known), user
            assert (f"attachments/{paper}/" in page(user, pk)) == (paper in known), user
    # Nor does it help to name its number, or to look what may be chosen.
    said = {"stance": "agree", "paper": scan}
    refused = post(clerk_of_town, f"{REQUESTS}{pk}/opinions/", said)
    assert [one["path"] for one in refused.json()["errors"]] == ["paper"]
    assert "不是" in refused.json()["errors"][0]["message"]
    offered = get(clerk_of_town, f"/desk/requests/{pk}/opinion/").content.decode()
    assert f'<option value="{own}"' in offered
    assert f'<option value="{scan}"' not in offered
    told(post(clerk_of_town, f"{REQUESTS}{pk}/opinions/", said | {"paper": own}))
    assert Attachment.objects.visible_to(place.mayors[1]).filter(pk=own).exists()


def test_units_that_do_not_read_the_opinions_read_no_words_about_them(place):
    request = consulting(place)
    pk, change = request["id"], request["changes"][0]["id"]
    address, unit = f"{REQUESTS}{pk}/opinions/", {"township": place.towns[0].code}
    paper = attached(place.clerk, pk)
    told(post(place.clerk, address, {"unit": unit, "paper": paper, "stance": "agree"}))
    told(decide(place.mayors[0], pk, "contest", reason=CONTESTED))
    objecting = {"stance": "object", "text": "无人", "willingness": "unable"}
    told(post(place.mayors[0], address, objecting))
    for mayor in place.mayors[1:3]:
        told(post(mayor, address, {"stance": "agree"}))
    told(decide(place.head, pk, "answer", {"text": ANSWERED}))
    row = {"change": change, "unit": unit, "way": "drop", "text": SETTLED}
    told(decide(place.clerk, pk, "conclude", {"settlements": [row]}))
    for user in (place.clerk, place.head, place.auditor):
        rows = decisions(user, pk)
        assert rows["conclude"]["facts"]["settlements"][0]["text"] == SETTLED
        assert rows["answer"]["facts"]["text"] == ANSWERED
        assert (rows["contest"]["reason"], bool(rows["contest"]["by"])) == (CONTESTED, True)
        shown = page(user, pk)
        for words in (SETTLED, ANSWERED, CONTESTED):
            assert words in shown, (user, words)
    rows = decisions(place.mayors[1], pk)
    assert "settlements" not in rows["conclude"]["facts"]
    assert "text" not in rows["answer"]["facts"]
    assert (rows["contest"]["reason"], rows["contest"]["by"]) == ("", "")
    assert decisions(place.mayors[0], pk)["contest"]["reason"] == CONTESTED
    whole = page(place.mayors[1], pk) + get(place.mayors[1], f"{REQUESTS}{pk}/").content.decode()
    for words in (SETTLED, ANSWERED, CONTESTED, place.mayors[0].get_full_name() + "，"):
        assert words not in whole
    dropped = read(place.mayors[1], pk)["changes"][0]
    assert (dropped["outcome"], dropped["outcome_reason"]) == ("dropped", "不再提出")


def test_what_units_said_that_they_lack_is_counted_for_others_and_named_for_the_office(place):
    pk = consulting(place)["id"]
    lacking = {"stance": "agree", "capacity": {"staff": False}}
    for mayor in place.mayors[:2]:
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", lacking))
    responsible = [{"department": "县林业局", "role": "lead", "duty": "1.制定方案。"}]
    item = new_item(place, "林区火情上报", responsibilities=responsible)
    body = application(place, {"op": "add", "item": item})
    live = told(post(place.other, f"{REQUESTS}check/", body), 200)["findings"]
    draft = told(post(place.other, REQUESTS, body))
    counted = "上次征求意见时，2个单位表示缺少专业人员，难以承接“林区火情上报”。"
    for findings in (live, draft["findings"]):
        assert counted in [finding["sentence"] for finding in findings]
    told(decide(place.other, draft["id"], "submit"))
    named = counted.replace("2个单位", "测试1镇、测试2镇")
    address = f"{REQUESTS}{draft['id']}/"
    for user, sentence in ((place.other, counted), (place.clerk, named), (place.auditor, named)):
        for findings in (
            read(user, draft["id"])["findings"],
            told(get(user, f"{address}findings/"), 200)["results"],
        ):
            told_of = [one["sentence"] for one in findings if one["rule"] == "no_capacity"]
            assert set(told_of) == {sentence}, user
        assert page(user, draft["id"]).count(sentence) == 1, user
    assert not RequestFinding.objects.filter(sentence__contains="测试1镇").exists()
