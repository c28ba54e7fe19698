"""The register of problems: given out, answered, closed; three of a kind are common; what an
evaluator from outside finds goes into it, and he reads nothing else.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from access_control.models import ChangeRequest
from assessment.models import Evaluation, EvaluationRow, Problem
from assessment.problems.services.drawing import drawn, in_drawn_order
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.services.regions import set_policy
from dutylist.organizations.services.tokens import make_token
from tests.access_control.test_pages import page, send
from tests.factories import make_user
from tests.grounds import ground
from tests.workflow.hooks import named, watch

from .people import (
    API,
    browser_of,
    decided,
    get,
    patch,
    paths,
    place,
    post,
    supervised,
    told,
    who_reads,
)

pytestmark = pytest.mark.django_db
__all__ = ["place", "supervised"]
KEEPERS = {"clerk", "lead", "inspector", "secretary", "auditor"}
TODAY = timezone.localdate().isoformat


@ground
def judged(supervised):
    """With an account from outside that holds no role."""
    supervised.evaluator = make_user(username="pinggu", name="评估人")
    return supervised


def body(place, **fields):
    return {
        "county": place.county.code,
        "source": "visit",
        "found_on": TODAY(),
        "unit": {"township": place.towns[0].code},
        "item": None,
        "text": "河道巡查没有培训，村里不会用系统",
        **fields,
    }


def registered(place, by=None, **fields):
    return told(post(by or place.clerk, f"{API}problems/", body(place, **fields)))


def one(row):
    return f"problems/{row['id']}/"


def assigned(place, unit=None, **fields):
    row = registered(place, **fields)
    unit = unit or {"department": place.bureau.name}
    return decided(place.clerk, one(row), "assign", {"unit": unit})


def test_a_problem_is_given_to_a_unit_that_answers_and_then_closed(supervised):
    place = supervised
    row = registered(place, item=place.items[1].code, due_on="2049-12-31")
    assert (row["flow"], row["status"], row["common"]) == ("problem", "open", False)
    assert (row["item"], row["unit"]) == (place.items[1].code, {"township": place.towns[0].code})
    address = f"{API}{one(row)}"
    assert who_reads(place, address) == KEEPERS
    unit = {"department": "县自然资源局"}
    state = decided(place.clerk, one(row), "assign", {"unit": unit})
    assert (state["status"], state["assigned"], state["due_on"]) == ("assigned", unit, "2049-12-31")
    assert who_reads(place, address) == KEEPERS | {"owner", "staff"}
    assert ToDo.objects.for_user(place.head).filter(flow="problem").count() == 1
    assert InboxMessage.objects.filter(user=place.staff).count() == 1
    assert decided(place.clerk, one(row), "answer", {"text": "已"}, status=403)["code"] == "role"
    answer = decided(place.staff, one(row), "answer", status=422)
    assert answer["errors"][0]["path"] == "facts.text"
    decided(place.staff, one(row), "answer", {"text": "下月培训"})
    decided(place.clerk, one(row), "assign", {"unit": unit}, reason="请写明日期")
    decided(place.head, one(row), "answer", {"text": "3月5日培训"})
    state = decided(place.clerk, one(row), "close", {"result": "已培训"})
    assert (state["status"], state["answer"], state["result"]) == ("closed", "3月5日培训", "已培训")


def test_a_township_answers_what_was_given_to_it_and_reads_nothing_else(supervised):
    place = supervised
    row = assigned(place, {"township": place.towns[0].code})
    registered(place)
    assert who_reads(place, f"{API}{one(row)}") == KEEPERS | {"town"}
    listed = told(get(place.mayors[0], f"{API}problems/"), 200)["results"]
    assert [problem["id"] for problem in listed] == [row["id"]]
    assert row["due_on"]  # the days of the county's rule
    decided(place.mayors[0], one(row), "answer", {"text": "已经派人"})
    state = decided(place.clerk, one(row), "refer", reason="涉及纪律")
    assert state["status"] == "referred"
    assert decided(place.clerk, one(row), "close", {"result": "已处理"})["status"] == "closed"


def test_three_of_a_kind_in_a_year_are_common(supervised):
    place = supervised
    of_item = [registered(place, item=place.items[1].code, text=text) for text in "甲乙"]
    same = [registered(place, text=f"村级会议过多，影响工作{sign}") for sign in "。！"]
    other = registered(place, text="路灯不亮")
    last_year = (timezone.localdate() - timedelta(days=366)).isoformat()
    old = registered(place, item=place.items[1].code, found_on=last_year)
    assert commons(place) == set()
    of_item.append(registered(place, item=place.items[1].code, text="丙", by=place.inspector))
    same.append(registered(place, text="村级会议过多影响工作"))
    common = {row["id"] for row in (*of_item, *same)}
    assert commons(place) == common
    assert not {old["id"], other["id"]} & common
    assert told(get(place.lead, f"{API}{one(of_item[0])}"), 200)["common"] is True
    set_policy(place.county, {"common_problem_times": 4}, by=place.lead, reason="本县规定")
    assert commons(place) == set()


def commons(place):
    rows = told(get(place.lead, f"{API}problems/?county={place.county.code}"), 200)["results"]
    return {row["id"] for row in rows if row["common"]}


def test_a_problem_becomes_a_draft_adjustment_of_the_office_once(supervised):
    place = supervised
    row = registered(place, item=place.items[1].code)
    state = decided(place.clerk, one(row), "to_adjustment")
    request = ChangeRequest.objects.get(pk=state["adjustment"])
    assert (request.status, request.channel) == ("draft", "adjustment")
    assert (request.department, request.township) == (None, None)
    assert "河道巡查" in request.title
    assert state["status"] == "open"
    assert "to_adjustment" not in {action["action"] for action in state["actions"]}
    assert decided(place.clerk, one(row), "to_adjustment", status=409)


def test_every_fault_is_named_at_its_path_and_only_who_supervises_registers(supervised):
    place = supervised
    told_ = {"source": "rumour", "found_on": "昨天", "text": "", "item": "99012199999"}
    answer = post(place.clerk, f"{API}problems/", body(place, **told_, unit={"office": True}))
    assert set(paths(answer)) == {"source", "found_on", "text", "item", "unit"}
    later = {"found_on": "2049-01-01", "text": ""}
    answer = post(place.clerk, f"{API}problems/", body(place, **later))
    assert paths(answer)["found_on"] == "发现日期不能晚于今天。"
    assert set(paths(answer)) == {"found_on", "text"}
    for user in (place.head, place.mayors[0], place.recorder, place.legal):
        assert post(user, f"{API}problems/", body(place)).status_code == 403
    row = registered(place, by=place.inspector)
    for unit in ({"township": "990122100000"}, {"department": 5}, {"a": 1, "b": 2}, {"x": "y"}):
        answer = decided(place.clerk, one(row), "assign", {"unit": unit}, status=422)
        assert [error["path"] for error in answer["errors"]] == ["facts.unit"]
    changed = patch(place.inspector, f"{API}{one(row)}", {"unit": None, "text": "改写"})
    assert (told(changed, 200)["unit"], told(changed, 200)["text"]) == (None, "改写")
    decided(place.clerk, one(row), "assign", {"unit": {"department": place.bureau.name}})
    assert patch(place.clerk, f"{API}{one(row)}", {"text": "再改"}).status_code == 409


def test_every_hook_of_the_flow_is_driven(supervised, monkeypatch):
    driven = watch(monkeypatch)
    row = assigned(supervised)
    decided(supervised.clerk, one(row), "to_adjustment")
    decided(supervised.head, one(row), "answer", {"text": "已改"})
    decided(supervised.clerk, one(row), "close")
    assert named("problem") - driven == set()


# ---- evaluations ----


def sample(place, **fields):
    return {
        "county": place.county.code,
        "title": "2026年度履职评估",
        "evaluator": "pinggu",
        "townships": 2,
        "items": 2,
        "seed": 7,
        **fields,
    }


def drawn_by(place, by=None, **fields):
    return told(post(by or place.lead, f"{API}evaluations/", sample(place, **fields)))


def keys_of(evaluation):
    return [(row["township"], row["item"]) for row in evaluation["rows"]]


def test_the_same_seed_draws_the_same_and_nothing_that_is_not_public(judged):
    place = judged
    first, again = drawn_by(place), drawn_by(place)
    assert keys_of(first) == keys_of(again)
    assert len(first["rows"]) == 4
    assert len({row["township"] for row in first["rows"]}) == 2
    others = {tuple(keys_of(drawn_by(place, seed=seed))) for seed in range(5)}
    assert len(others) > 1
    whole = drawn_by(place, townships=200, items=50)
    assert "内部值守金丝雀" not in str(whole)
    entries = [{"code": str(code), "name": "甲", "numbers": {"1": 1}} for code in range(9)]
    assert drawn(entries, 3, 1, 9) == [
        ("1", key[2:], "甲") for key in in_drawn_order(3, [f"1:{code}" for code in range(9)])
    ]


def test_the_evaluator_reads_and_writes_his_own_rows_and_nothing_else(judged):
    place = judged
    own, other = drawn_by(place), drawn_by(place)
    mine = Evaluation.objects.get(pk=own["id"])
    stranger = make_user(username="pinggu2")
    foreign = drawn_by(place, evaluator="pinggu2")
    registered(place)
    address = f"{API}evaluations/{own['id']}/"
    listed = told(get(place.evaluator, f"{API}evaluations/"), 200)["results"]
    assert {row["id"] for row in listed} == {own["id"], other["id"]}
    for path in (f"evaluations/{foreign['id']}/", "problems/", "change-requests/", "items/"):
        answer = get(place.evaluator, f"{API}{path}")
        assert answer.status_code == 404 or answer.json()["results"] == []
    assert get(stranger, address).status_code == 404
    row = {"id": own["rows"][0]["id"], "verdict": "met", "text": "查阅记录"}
    wrong = {"id": foreign["rows"][0]["id"], "verdict": "good", "text": 5, "x": 1}
    answer = post(place.evaluator, f"{address}verdicts/", {"rows": [row, wrong]})
    assert set(paths(answer)) == {"rows.1.id", "rows.1.verdict", "rows.1.text", "rows.1.x"}
    for user in (place.lead, place.clerk):
        assert post(user, f"{address}verdicts/", {"rows": [row]}).status_code == 403
    for user in (place.mayors[0], place.head, place.legal, place.abroad):
        assert get(user, address).status_code == 404
    told(post(place.evaluator, f"{address}verdicts/", {"rows": [row]}))
    assert mine.rows.exclude(verdict="").count() == 1
    assert InboxMessage.objects.filter(user=place.evaluator).count() == 2


def test_a_program_of_the_evaluator_is_let_in_from_when_he_is_asked(client, judged):
    place = judged
    _row, secret = make_token(place.evaluator, name="评估程序", days=9, scope="write")
    headers = {"Authorization": f"Token {secret}"}
    refused = client.get(f"{API}evaluations/", headers=headers)
    assert told(refused, 403)["code"] == "no_membership"
    drawn_by(place)
    assert len(told(client.get(f"{API}evaluations/", headers=headers), 200)["results"]) == 1


def test_another_unit_answers_anew(supervised):
    row = assigned(supervised)
    decided(supervised.head, one(row), "answer", {"text": "不归我局"})
    unit = {"unit": {"township": supervised.towns[0].code}}
    assert decided(supervised.clerk, one(row), "assign", unit)["answer"] == ""
    before = told(get(supervised.clerk, f"{API}{one(row)}decisions/"), 200)["decisions"]
    assert before[1]["facts"] == {"text": "不归我局"}


def test_what_is_found_goes_into_the_register_and_is_looked_at_again(judged):
    place = judged
    own = drawn_by(place)
    address = f"{API}evaluations/{own['id']}/"
    rows = [{"id": row["id"], "verdict": "met", "text": ""} for row in own["rows"]]
    rows[0] |= {"verdict": "not_met", "text": "没有巡查记录"}
    rows[1]["verdict"] = "partly"
    told(post(place.evaluator, f"{address}verdicts/", {"rows": rows[:3]}))
    assert set(paths(post(place.evaluator, f"{address}finish/", {}))) == {"rows"}
    told(post(place.evaluator, f"{address}verdicts/", {"rows": rows[3:]}))
    finished = told(post(place.evaluator, f"{address}finish/", {}))
    assert finished["finished_on"]
    assert {row["problem"] for row in finished["rows"]} == {None}  # the register is not his
    assert Problem.objects.filter(source="evaluation").count() == 2
    assert post(place.evaluator, f"{address}finish/", {}).status_code == 409
    assert post(place.evaluator, f"{address}verdicts/", {"rows": rows}).status_code == 409
    again = {"rows": [{"id": rows[0]["id"], "recheck": "not_fixed", "text": "仍没有记录"}]}
    assert set(paths(post(place.evaluator, f"{address}rechecks/", again))) == {"rows.0.id"}
    problem = EvaluationRow.objects.get(pk=rows[0]["id"]).problem
    assert "没有落实：没有巡查记录" in problem.text
    named_ = {"id": problem.pk}
    decided(place.clerk, one(named_), "assign", {"unit": {"township": problem.township.code}})
    mayor = place.mayors[[town.pk for town in place.towns].index(problem.township_id)]
    decided(mayor, one(named_), "answer", {"text": "已补"})
    decided(place.clerk, one(named_), "close")
    twice = {"rows": again["rows"] * 2}
    assert set(paths(post(place.evaluator, f"{address}rechecks/", twice))) == {"rows.1.id"}
    told(post(place.evaluator, f"{address}rechecks/", again))
    assert Problem.objects.filter(source="evaluation").count() == 3
    assert Problem.objects.order_by("pk").last().text.endswith("没有整改：仍没有记录")


def test_nobody_with_a_role_here_is_an_evaluator(judged):
    place = judged
    for name in (place.clerk.username, place.mayors[0].username, "nobody", "system"):
        answer = post(place.lead, f"{API}evaluations/", sample(place, evaluator=name))
        assert set(paths(answer)) == {"evaluator"}
    told_ = {"townships": 0, "items": "多", "seed": -1, "due_on": "x", "title": ""}
    told_["evaluator"] = place.clerk.username
    answer = post(place.lead, f"{API}evaluations/", sample(place, **told_))
    assert set(paths(answer)) == set(told_)
    for user in (place.inspector, place.head):
        assert post(user, f"{API}evaluations/", sample(place)).status_code == 403


# ---- the pages ----


@pytest.mark.either_database
def test_the_pages_register_give_out_answer_and_group_without_script(supervised):
    place = supervised
    new = "/desk/problems/new/"
    sent = {"text": "没有培训", "source": "", "found_on": TODAY(), "item": "", "unit": ""}
    assert "请填写来源" in send(place.inspector, new, sent, 422)
    sent |= {"source": "visit", "item": place.items[1].code, "unit": "department:县林业局"}
    address = send(place.inspector, new, sent)
    row = Problem.objects.get()
    unit = {"action": "assign", "unit": f"township:{place.towns[0].code}", "expect": row.version}
    assert send(place.clerk, address, unit) == address
    assert browser_of(place.mayors[5]).get(address).status_code == 404
    row.refresh_from_db()
    send(place.mayors[0], address, {"action": "answer", "text": "已报", "expect": row.version})
    for text in ("乙", "丙"):
        registered(place, item=place.items[1].code, text=text)
    listed = page(place.lead, "/desk/problems/")
    for word in ("按事项", "河道巡查", "3次", "共性问题", "县林业局"):
        assert word in listed
    of_item = f"/desk/problems/?item={place.items[1].code}&county={place.county.code}"
    assert page(place.lead, of_item).count("河道巡查") == 4
    assert "共性问题" in page(place.clerk, address)
    assert "登记问题" not in page(place.mayors[0], "/desk/problems/")
    assert browser_of(place.legal).get("/desk/problems/").status_code == 404


@pytest.mark.either_database
def test_the_evaluator_finds_his_rows_on_a_page(judged):
    place = judged
    sent = {
        "title": "年度评估",
        "evaluator": "pinggu",
        "townships": "一",
        "items": "2",
        "seed": "7",
    }
    assert "应为整数" in send(place.lead, "/desk/evaluations/", sent, 422)
    address = send(place.lead, "/desk/evaluations/", sent | {"townships": "1"})
    assert browser_of(place.head).get("/desk/evaluations/").status_code == 404
    assert browser_of(place.head).get(address).status_code == 404
    text = page(place.evaluator, address)
    first, second = EvaluationRow.objects.order_by("pk")
    assert first.item_name in text
    typed = {f"verdict-{first.pk}": "partly", f"text-{first.pk}": "记录不全", "do": "finish"}
    refused = send(place.evaluator, address, typed, 422)
    assert "还有1项" in refused
    assert "记录不全" in refused
    typed[f"verdict-{second.pk}"] = "met"
    assert send(place.evaluator, address, typed) == address
    assert "问题清单中的这一件" in page(place.lead, address)
    assert "问题清单中的这一件" not in page(place.evaluator, address)
    assert "尚未提交" not in page(place.evaluator, "/desk/evaluations/")
