"""Whoever asks for what the county prohibits is told so: by the API, the command and the page; what
is work of the list keeps its answer.
"""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from access_control.prohibited.services.entries import add, end
from tests.factories import make_content, make_county, make_items, make_staff, publish
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
REGISTER = "做好招商引资服务"
TOLD = "“招商引资指标”属于禁入事项，不得交由"


@ground
def entry(db):
    county = make_county()
    make_items([make_content(name=REGISTER), make_content(name="违法建设治理")], county=county)
    staff = make_staff(county)
    publish(county, staff=staff)
    phrases = ["下达招商引资任务", "强制拆除违法建筑"]
    return add(county, "招商引资指标", phrases=phrases, by=staff[0], reason="登记")


def asked(text):
    county = make_county().code
    answer = Client().get("/api/v1/answers/", {"q": text, "county": county}).json()
    out = StringIO()
    call_command("lookup", text, county=county, json=True, stdout=out)
    assert json.loads(out.getvalue()) == answer
    return answer


def test_what_is_prohibited_is_told_before_what_is_only_like_it(entry):
    answer = asked("可以给乡镇下达招商引资任务吗")
    assert answer["answer"] == "prohibited"
    assert answer["prohibited"] == {"id": entry.pk, "name": "招商引资指标"}
    assert answer["sentence"].startswith(TOLD)
    assert [one["name"] for one in answer["entries"]] == [REGISTER]


@pytest.mark.parametrize(
    ("text", "answer"),
    [("招商引资", "basic"), ("谁来拆违建", "basic"), ("彩票兑奖", "not_found")],
)
def test_work_of_the_list_and_a_miss_keep_their_answer(entry, text, answer):
    told = asked(text)
    assert told["answer"] == answer
    assert "prohibited" not in told


def test_an_entry_tells_on_its_days_and_in_its_county_only(entry):
    text = "下达招商引资任务"
    page = f"/search/?q={text}&county={entry.county.code}"
    shown = Client().get(page)
    assert TOLD in shown.content.decode()
    alone = Client().get("/search/", {"q": "强制拆除违法建筑物", "county": entry.county.code})
    assert TOLD in alone.content.decode()
    assert "未检索到" not in alone.content.decode()
    end(entry, by=make_staff()[0], reason="废止")
    assert asked(text)["answer"] == "basic"
    again = Client().get(page, headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 200
    assert TOLD not in again.content.decode()
    past = {"q": text, "county": entry.county.code, "on": "2020-01-01"}
    assert Client().get("/api/v1/answers/", past).json()["answer"] == "not_found"
