"""The pages of satisfaction rounds, without script: planned, answered and read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessment.models import Ballot, HeadOpinion, SatisfactionRound
from assessment.satisfaction.services.rating import rate
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)

from .sealed_people import browser_of, county_place, get  # noqa: F401 (fixture)
from .test_satisfaction import closed, rated, rating_place  # noqa: F401 (fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


def send(user, address, typed, status=302):
    answer = browser_of(user).post(address, typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode() if status != 302 else answer["Location"]


def test_the_office_lead_plans_opens_and_ends_a_round(county_place):  # noqa: F811
    lead, today = county_place.lead, timezone.localdate()
    typed = {
        "title": "半年评价",
        "year": str(today.year),
        "departments": ["县商务局", "县林业局"],
        "dimensions": "响应\n保障\n",
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=3)).isoformat(),
        "least_answers": "2",
        "process_share": "六十",
    }
    refused = send(lead, "/desk/satisfaction/new/", typed, 422)
    assert "应为3到200的整数" in refused
    assert "应为整数" in refused
    assert "半年评价" in refused
    sound = {**typed, "least_answers": "3", "process_share": "60"}
    address = send(lead, "/desk/satisfaction/new/", sound)
    row = SatisfactionRound.objects.get()
    assert address == row.get_absolute_url()
    assert row.dimensions == ["响应", "保障"]
    get(county_place.mayors[0], address, 404)
    send(lead, address, {"action": "open", "expect": "1"})
    assert "收到几份、谁已评价，任何人都看不到" in get(lead, address)
    assert "去评价" in get(county_place.mayors[0], "/desk/satisfaction/")
    assert "总分＝过程分×占比＋评价得分" in get(lead, "/desk/satisfaction/new/")
    for user in (county_place.clerk, county_place.head, county_place.mayors[0]):
        get(user, "/desk/satisfaction/new/", 404)


def test_a_township_answers_on_its_page_and_may_change_its_mind(rating_place):  # noqa: F811
    place, address = rating_place, rating_place.row.ballot_url
    assert "除本单位外任何人都看不到" in get(place.mayors[0], address)
    bureau = place.bureau.pk
    assert "至少评价一个部门" in send(place.mayors[0], address, {}, 422)
    send(place.mayors[0], address, {f"rate-{bureau}-0": "satisfied"})
    ballot = Ballot.objects.get()
    assert ballot.ratings == {str(bureau): {"answers": ["satisfied", "unknown"], "text": ""}}
    assert "已经评价过" in get(place.mayors[0], address)
    assert "已经评价过" not in get(place.mayors[1], address)
    send(place.mayors[0], address, {f"rate-{bureau}-0": "mostly"})
    assert Ballot.objects.get().ratings[str(bureau)]["answers"] == ["mostly", "unknown"]
    for user in (place.head, place.clerk, place.lead, place.auditor):
        get(user, address, 404)
    closed(place)
    assert "不能再评价" in get(place.mayors[0], address)
    assert "不能再评价" in send(place.mayors[0], address, {f"rate-{bureau}-0": "mostly"}, 409)


def test_each_reads_the_results_that_are_his(rating_place):  # noqa: F811
    place, address = rating_place, rating_place.row.get_absolute_url()
    for mayor in place.mayors[:5]:
        rate(place.row, rated("mostly", "mostly"), by=mayor)
    assert "70.0" not in get(place.lead, address)
    closed(place)
    shown = get(place.lead, address)
    assert "70.0" in shown
    assert "总分中过程分占60%，评价得分占40%" in shown
    assert "样本不足" in shown
    own = get(place.head, address)
    assert "本部门的结果" in own
    assert "县林业局" not in own
    assert "70.0" not in get(place.other, address)
    assert "70.0" not in get(place.mayors[0], address)
    get(place.organization, address, 404)


def test_opinions_on_heads_on_a_page(county_place):  # noqa: F811
    address = "/desk/head-opinions/"
    typed = {"department": "县商务局", "occasion": "assessment", "text": "作风扎实金丝雀"}
    assert "请填写意见" in send(county_place.mayors[0], address, {**typed, "text": ""}, 422)
    send(county_place.mayors[0], address, typed)
    assert HeadOpinion.objects.get().occasion == "assessment"
    assert "金丝雀" not in get(county_place.mayors[0], address)
    for user in (county_place.lead, county_place.organization):
        assert "作风扎实金丝雀" in get(user, address)
    for user in (county_place.clerk, county_place.head, county_place.auditor):
        get(user, address, 404)
