"""What an evaluator from outside finds on his desk, and what a page keeps of what he typed."""

import pytest
from django.utils import timezone

from assessment.models import EvaluationRow
from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from tests.access_control.test_pages import page, send
from tests.factories import make_membership

from .people import API, decided, get, place, post, supervised, told
from .test_problems import drawn_by, judged, one

pytestmark = pytest.mark.django_db
__all__ = ["judged", "place", "supervised"]


def waiting(user):
    rows = told(get(user, f"{API}todos/?state=mine"), 200)["results"]
    return [(row["title"], row["due_on"]) for row in rows]


def finished(place, **verdicts):
    """An evaluation handed in, of whose rows the first was not in order."""
    own = drawn_by(place)
    rows = [{"id": row["id"], "verdict": "met", "text": ""} for row in own["rows"]]
    rows[0] |= {"verdict": "not_met", "text": "没有巡查记录"}
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/verdicts/", {"rows": rows}))
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/finish/", {}))
    return own


def put_right(place, row):
    """The problem that a row brought up is given out, answered and closed."""
    problem = EvaluationRow.objects.get(pk=row["id"]).problem
    named = {"id": problem.pk}
    decided(place.clerk, one(named), "assign", {"unit": {"township": problem.township.code}})
    mayor = place.mayors[[town.pk for town in place.towns].index(problem.township_id)]
    decided(mayor, one(named), "answer", {"text": "已补"})
    decided(place.clerk, one(named), "close")


def test_what_he_is_to_judge_waits_on_his_desk_until_he_hands_it_in(judged):
    place = judged
    due_on = timezone.localdate().replace(month=12, day=31).isoformat()
    own = drawn_by(place, due_on=due_on)
    assert waiting(place.evaluator) == [("评估：2026年度履职评估", due_on)]
    desk = page(place.evaluator, "/desk/")
    assert f'href="/desk/evaluations/{own["id"]}/"' in desk
    assert "没有任何角色" not in desk
    rows = [{"id": row["id"], "verdict": "met", "text": ""} for row in own["rows"]]
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/verdicts/", {"rows": rows}))
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/finish/", {}))
    assert waiting(place.evaluator) == []
    desk = page(place.evaluator, "/desk/")
    assert 'href="/desk/evaluations/"' in desk
    assert "没有任何角色" not in desk
    assert ToDo.objects.get(flow="evaluation").closed_by == place.evaluator


def test_what_was_put_right_waits_on_his_desk_until_he_has_looked_again(judged):
    place = judged
    own = finished(place)
    assert waiting(place.evaluator) == []
    put_right(place, own["rows"][0])
    assert waiting(place.evaluator) == [("复核：2026年度履职评估", None)]
    address = f"{API}evaluations/{own['id']}/rechecks/"
    again = {"id": own["rows"][0]["id"], "recheck": "not_fixed", "text": "仍没有记录"}
    told(post(place.evaluator, address, {"rows": [again]}))
    assert waiting(place.evaluator) == []
    put_right(place, own["rows"][0])
    assert waiting(place.evaluator) == [("复核：2026年度履职评估", None)]
    told(post(place.evaluator, address, {"rows": [again | {"recheck": "fixed"}]}))
    assert waiting(place.evaluator) == []


def test_who_takes_office_here_is_no_evaluator_any_more(judged):
    place = judged
    own = drawn_by(place)
    make_membership(place.evaluator, Role.TOWNSHIP_STAFF, township=place.towns[0])
    row = {"id": own["rows"][0]["id"], "verdict": "met", "text": ""}
    address = f"{API}evaluations/{own['id']}/verdicts/"
    refused = post(place.evaluator, address, {"rows": [row]})
    assert (refused.status_code, refused.json()["code"]) == (403, "interested")


def typed_for(rows, **said):
    typed = {}
    for row in rows:
        typed[f"text-{row.pk}"] = ""
    return typed | said


def test_the_page_keeps_what_is_written_before_it_is_judged(judged):
    place = judged
    own = drawn_by(place, townships=1)
    address, (first, second) = (
        f"/desk/evaluations/{own['id']}/",
        EvaluationRow.objects.order_by("pk"),
    )
    typed = typed_for((first, second), do="save") | {f"text-{first.pk}": "走访两个村"}
    assert send(place.evaluator, address, typed) == address
    assert "走访两个村" in page(place.evaluator, address)
    refused = send(place.evaluator, address, typed | {"do": "finish"}, 422)
    assert refused.count("请选择评估结论。") == 2
    assert second.history.count() == 1  # of which nothing was said


def test_a_refused_page_keeps_all_that_was_typed_and_says_where_the_fault_is(judged):
    place = judged
    own = drawn_by(place, townships=1)
    address, (first, second) = (
        f"/desk/evaluations/{own['id']}/",
        EvaluationRow.objects.order_by("pk"),
    )
    typed = {f"text-{first.pk}": "长" * 5000, f"verdict-{first.pk}": "not_met"}
    typed |= {f"text-{second.pk}": "台账齐全", f"verdict-{second.pk}": "met", "do": "save"}
    refused = send(place.evaluator, address, typed, 422)
    assert "长" * 5000 in refused
    assert "台账齐全" in refused
    assert refused.count(" checked") == 2
    assert refused.index("最多4000字") < refused.index(second.item_name)


def test_a_refused_recheck_keeps_what_was_typed(judged):
    place = judged
    own = finished(place)
    put_right(place, own["rows"][0])
    pk, address = own["rows"][0]["id"], f"/desk/evaluations/{own['id']}/"
    typed = {f"text-{pk}": "现场看过", "do": "recheck"}
    refused = send(place.evaluator, address, typed, 422)
    assert "现场看过" in refused
    assert "请选择复核结论。" in refused
    assert "not_fixed。" not in refused
    assert send(place.evaluator, address, typed | {f"recheck-{pk}": "fixed"}) == address
    assert "现场看过" in page(place.lead, address)


def test_what_can_be_done_now_is_offered_and_what_comes_next_is_said(judged):
    place = judged
    own = drawn_by(place)
    address = f"/desk/evaluations/{own['id']}/"
    row = EvaluationRow.objects.order_by("pk").first()
    shown = page(place.evaluator, address)
    assert f'href="/i/{row.item.code}/?t={row.township.code}"' in shown
    assert "提交以后不能修改" in shown
    rows = [{"id": row["id"], "verdict": "met", "text": ""} for row in own["rows"]]
    rows[0] |= {"verdict": "not_met", "text": "没有巡查记录"}
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/verdicts/", {"rows": rows}))
    told(post(place.evaluator, f"{API}evaluations/{own['id']}/finish/", {}))
    shown = page(place.evaluator, address)
    assert "保存复核结论" not in shown
    assert "整改销号以后请您复核" in shown
    put_right(place, own["rows"][0])
    assert "保存复核结论" in page(place.evaluator, address)
    assert "请您复核" not in page(place.lead, address)
