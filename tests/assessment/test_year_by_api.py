"""The year of a county through the API, role by role: the plan of inspections, pledges and reports,
a scheme of assessment, whistles, off-list reports, an evaluation from outside, satisfaction, the
yearly report, and what all of it came to. Every answer is held against the schema.
"""

import hashlib

import pytest
from django.test import Client
from django.utils import timezone

from .year_people import (
    API,
    BUREAU,
    LAND,
    OFFICES,
    OVERSEERS,
    POLICE,
    WATER,
    paths,
    stands,
    year,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["year"]
TOWNS = {"town1", "town2", "town3", "town4", "town5", "town_staff"}
FIRST_TOWN = {"town1", "town_staff"}
LEADS = ("lead", "second_lead")


def each(names, *actions):
    """{name: actions} of everybody who may do the same."""
    return {name: set(actions) for name in names}


def today():
    return timezone.localdate().isoformat()


def this_year():
    return timezone.localdate().year


def test_the_year_of_a_county(year):
    """One story, month by month: each step asserts what it answers, and whom it refuses."""
    inspections_are_planned_and_merged(year)
    one_outside_the_plan_is_approved_twice(year)
    a_pledge_and_a_veto_item_need_a_ground(year)
    a_report_is_asked_and_ended(year)
    a_scheme_is_returned_mended_approved_and_frozen(year)
    a_whistle_is_refused_passed_on_and_finished(year)
    what_has_no_item_is_dispatched_and_escalated(year)
    the_third_whistle_drafts_an_adjustment(year)
    off_list_work_is_reported_opened_by_two_and_stopped(year)
    an_outsider_evaluates_and_looks_again(year)
    a_problem_is_given_out_again_and_made_an_adjustment(year)
    townships_rate_departments_and_their_heads(year)
    a_township_reports_once(year)
    the_load_of_the_year_is_compared(year)
    nobody_without_a_part_reads_any_of_it(year)


# ---- January: the plan ----


def inspection(year, **told):
    return {
        "county": year.county,
        "owner": {"department": LAND},
        "year": this_year(),
        "title": "耕地保护督查",
        "subject": "耕地保护",
        "kind": "special",
        "from": today(),
        "to": today(),
        "townships": year.towns[:2],
        **told,
    }


def inspections_are_planned_and_merged(year):
    year.town1.post("inspections/", {}, 403)
    year.police.post("inspections/", inspection(year), 403)
    refused = year.bureau.post("inspections/", inspection(year, kind="x", townships=["1"]), 422)
    assert paths(refused) == {"kind", "townships.0"}
    row = year.bureau_staff.post("inspections/", inspection(year))
    first = f"inspections/{row['id']}/"
    stands(year, first, "draft", readers=BUREAU | {"auditor"}, may=each(["bureau"], "submit"))
    year.bureau.patch(first, {"title": "耕地保护专项督查"}, mark='"1"')
    year.bureau.patch(first, {"title": "迟到"}, 412, mark='"1"')
    year.bureau.decide(first, "submit")
    seen = OVERSEERS | BUREAU | {"recorder"}
    office = each(LEADS, "approve", "refuse", "merge", "cancel")
    stands(year, first, "submitted", readers=seen, may=office | each(["bureau"], "cancel"))
    year.bureau.patch(first, {"title": "迟到"}, 409)
    year.lead.decide(first, "approve")
    other = inspection(year, owner={"department": POLICE}, title="占用耕地联合检查")
    row = year.police.post("inspections/", other)
    assert [one["title"] for one in row["repeats"]] == ["耕地保护专项督查"]
    second = f"inspections/{row['id']}/"
    year.police.decide(second, "submit")
    refused = year.lead.decide(second, "merge", {"into": row["id"]}, reason="相近", status=422)
    assert paths(refused) == {"facts.into"}
    into = {"into": year.bureau.get(first)["id"]}
    year.lead.decide(second, "merge", into, reason="内容、时间相近")
    stands(year, second, "merged", readers=OVERSEERS | {"recorder", "police"})
    # Whoever comes along reads when and where.
    seen |= FIRST_TOWN | {"town2", "police"}
    may = (
        each(LEADS, "cancel") | each(["bureau"], "cancel", "hold") | each(["bureau_staff"], "hold")
    )
    shown = stands(year, first, "approved", readers=seen, may=may)
    assert [one["owner"] for one in shown["merged"]] == [{"department": POLICE}]
    held = year.bureau_staff.decide(first, "hold", {"townships": year.towns[:1]})
    assert (held["held_on"], held["held_at"]) == (today(), year.towns[:1])
    asked = f"inspections/?township={year.towns[0]}&year={this_year()}"
    assert year.town1.ids(asked) == {into["into"]}


def one_outside_the_plan_is_approved_twice(year):
    told = inspection(year, title="汛期检查", subject="防汛抗旱", in_plan=False)
    row = year.bureau.post("inspections/", told)
    path = f"inspections/{row['id']}/"
    assert [one["rule"] for one in row["findings"]] == ["out_of_plan"]
    year.bureau.decide(path, "submit")
    year.lead.decide(path, "approve")
    may = each(["recorder"], "approve_second", "refuse")
    may |= each(LEADS, "merge", "cancel") | each(["bureau"], "cancel")
    readers = OVERSEERS | BUREAU | {"recorder"}
    stands(year, path, "approved_once", readers=readers, may=may)
    year.recorder.decide(path, "approve_second")
    assert year.town2.get(path)["status"] == "approved"
    year.bureau.decide(path, "cancel", status=422)
    year.bureau.decide(path, "cancel", reason="并入汛前检查")
    stands(year, path, "cancelled", readers=readers)


def a_pledge_and_a_veto_item_need_a_ground(year):
    told = {"title": "耕地保护责任书", "issuer_level": "county", "bearers": year.towns[:1]}
    readers, office = OVERSEERS | BUREAU, each(LEADS, "approve", "refuse")
    ending = each(["bureau", "clerk", *LEADS], "end")
    for name in ("pledges", "vetoes"):
        year.town1.post(f"{name}/", told, 403)
        row = year.bureau_staff.post(f"{name}/", told)
        path = f"{name}/{row['id']}/"
        assert [one["rule"] for one in row["findings"]] == ["no_ground"]
        assert year.lead.decide(path, "approve", status=422)["code"] == "blocked"
        stands(year, path, "submitted", readers=readers, may=office)
        year.bureau.patch(path, {"issuer_level": "central", "document_number": "中办发〔2024〕3号"})
        year.lead.decide(path, "approve")
        stands(year, path, "approved", readers=readers | FIRST_TOWN, may=ending)
    other = year.clerk.post("pledges/", told | {"owner": {"department": POLICE}})
    path = f"pledges/{other['id']}/"
    year.second_lead.decide(path, "refuse", reason="没有依据")
    stands(year, path, "refused", readers=OVERSEERS | {"police"})


def a_report_is_asked_and_ended(year):
    told = {"title": "撂荒耕地月报表", "frequency": "每月", "townships": year.towns[:1]}
    first = year.bureau.post("report-demands/", told)
    path = f"report-demands/{first['id']}/"
    stands(year, path, "draft", readers=BUREAU | {"auditor"}, may=each(["bureau"], "submit"))
    year.bureau.decide(path, "submit")
    readers = OVERSEERS | BUREAU
    stands(year, path, "submitted", readers=readers, may=each(LEADS, "approve", "refuse"))
    year.lead.decide(path, "approve")
    twin = year.police.post("report-demands/", told | {"title": "耕地撂荒情况月报表"})
    assert [one["id"] for one in twin["twins"]] == [first["id"]]
    may = each(["bureau", "clerk", *LEADS], "end")
    stands(year, path, "approved", readers=readers | FIRST_TOWN, may=may)
    year.clerk.decide(path, "end", reason="已有数据共享，不再报送。")
    stands(year, path, "ended", readers=readers | FIRST_TOWN)


# ---- February: the scheme ----


def a_scheme_is_returned_mended_approved_and_frozen(year):
    river = {"name": "河湖日常巡查", "text": "现场抽查", "weight": 60}
    business = {"name": "招商引资到位资金", "text": "按季度排名通报", "weight": 40}
    told = {
        "owner": {"department": LAND},
        "year": this_year(),
        "title": "年度综合考核方案",
        "total_points": 1000,
        "indicators": [river, business | {"items": [year.codes.business]}],
    }
    year.town1.post("schemes/", told, 403)
    year.police.post("schemes/", told, 403)
    row = year.bureau_staff.post("schemes/", told)
    path = f"schemes/{row['id']}/"
    found = {(one["rule"], one["indicator"]) for one in row["findings"]}
    assert {("over_points", None), ("reclaimed", 2), ("ranking", 2)} <= found
    assert row["indicators"][0]["suggested"][0]["code"] == year.codes.river
    moves = each(["bureau"], "submit", "withdraw")
    stands(year, path, "draft", readers=BUREAU | {"auditor"}, may=moves)
    year.bureau.decide(path, "submit")
    readers = OFFICES | BUREAU
    may = each(["clerk"], "return") | each(LEADS, "return", "approve")
    stands(year, path, "submitted", readers=readers, may=may | each(["bureau"], "withdraw"))
    assert year.lead.decide(path, "approve", status=422)["code"] == "blocked"
    year.clerk.decide(path, "return", reason="删去已收回、排名的指标。")
    stands(year, path, "returned", readers=readers, may=moves)
    grain = {"name": "粮食播种面积", "text": "统计数据", "weight": 40, "items": [year.codes.grain]}
    mended = [river | {"items": [year.codes.river]}, grain]
    row = year.bureau_staff.patch(path, {"indicators": mended, "total_points": 100})
    assert row["findings"] == []
    year.bureau.decide(path, "submit")
    year.lead.decide(path, "approve")
    may = each(["bureau", *LEADS], "withdraw")
    row = stands(year, path, "approved", readers=readers | TOWNS, may=may)
    year.bureau.patch(path, {"total_points": 90}, 409)
    frozen = year.town1.get(f"{path}document/")
    frozen.pop("http")
    assert [one["items"] for one in frozen["indicators"]] == [
        [year.codes.river],
        [year.codes.grain],
    ]
    assert row["document"]["digest"] == digest_of_answer(year.town1, f"{path}document/")
    bound = year.town1.get(f"schemes/indicators/?year={this_year()}")["results"]
    assert [one["name"] for one in bound] == ["河湖日常巡查", "粮食播种面积"]


def digest_of_answer(person, path):
    answer = Client().get(f"{API}{path}", headers=person.headers)
    assert answer.headers["X-Content-SHA256"] == hashlib.sha256(answer.content).hexdigest()
    return answer.headers["X-Content-SHA256"]


# ---- spring: whistles ----


def a_whistle_is_refused_passed_on_and_finished(year):
    told = {
        "item": year.codes.land,
        "level": "enforcement",
        "text": "有人夜间取土，劝阻无效。",
        "external_id": "wg-1",
    }
    year.bureau.post("whistles/", told, 403)
    wrong = {"item": "没有", "level": "now", "text": ""}
    assert paths(year.town1.post("whistles/", wrong, 422)) == {"item", "level", "text"}
    row = year.town_staff.post("whistles/", told)
    path = f"whistles/{row['id']}/"
    assert row["route"] == {"lead": LAND, "joint": [], "why": "item"}
    assert year.town_staff.post("whistles/", told, 200)["id"] == row["id"]
    town = each(FIRST_TOWN, "escalate")
    office = each(["clerk"], "join", "reroute") | each(LEADS, "reroute")
    readers = OVERSEERS | FIRST_TOWN | BUREAU
    may = town | office | each(BUREAU, "accept", "refuse", "join")
    stands(year, path, "dispatched", readers=readers, may=may)
    named = {"right_department": POLICE, "right_item": year.codes.fraud}
    own = named | {"right_department": LAND}
    refused = year.bureau.decide(path, "refuse", own, status=422)
    assert paths(refused) == {"facts.right_department"}
    year.bureau.decide(path, "refuse", named)
    may = town | each(["clerk", *LEADS], "reroute")
    stands(year, path, "refused", readers=readers, may=may)
    year.clerk.decide(path, "reroute", {"department": POLICE})
    year.police.decide(path, "accept")
    year.police.decide(path, "join", {"departments": [WATER]})
    readers |= {"police", "water"}
    moves = ("finish", "join", "refuse")
    may = town | office | each(["police"], "extend", *moves)
    stands(year, path, "handling", readers=readers, may=may)
    year.police.decide(path, "extend", reason="须调集机械")
    stands(year, path, "handling", readers=readers, may=may | each(["police"], *moves))
    assert paths(year.police.decide(path, "finish", {"result": "partly"}, status=422))
    year.police.decide(path, "finish", {"result": "solved", "text": "已制止。"})
    may = each(FIRST_TOWN, "confirm", "reopen", "escalate")
    stands(year, path, "finished", readers=readers, may=may)
    year.town1.decide(path, "reopen", reason="夜里又来了")
    year.police.decide(path, "finish", {"result": "partly", "text": "剩余部分月底清完。"})
    year.town1.decide(path, "confirm", {"rating": "mostly"})
    may = each(["clerk"], "close") | each(FIRST_TOWN, "close", "reopen")
    stands(year, path, "confirmed", readers=readers, may=may)
    year.town1.decide(path, "close")
    stands(year, path, "closed", readers=readers)
    figures = {"solved": 1, "partly": 1, "not_possible": 0, "refused": 1, "rerouted": 1}
    assert statistics(year.clerk) == figures
    assert statistics(year.bureau) == dict.fromkeys(figures, 0) | {"refused": 1, "rerouted": 1}
    assert statistics(year.police) == figures | {"refused": 0, "rerouted": 0}


def statistics(person):
    figures = person.get(f"whistles/statistics/?year={this_year()}")
    figures.pop("http")
    return figures


def what_has_no_item_is_dispatched_and_escalated(year):
    row = year.town2.post("whistles/", {"level": "emergency", "text": "路面塌陷，不知归谁管。"})
    path = f"whistles/{row['id']}/"
    readers = OVERSEERS | {"town2"}
    may = each(["clerk"], "dispatch") | each(["town2"], "escalate")
    stands(year, path, "raised", readers=readers, may=may)
    year.clerk.decide(path, "dispatch", {"department": WATER})
    year.town2.decide(path, "escalate")
    may = each(["clerk", *LEADS], "join", "reroute", "close")
    may |= each(["water"], "finish") | each(["town2"], "close")
    stands(year, path, "escalated", readers=readers | {"water"}, may=may)
    year.lead.decide(path, "close")


def the_third_whistle_drafts_an_adjustment(year):
    drafts = []
    for name in ("town1", "town2", "town3", "town4"):
        told = {"item": year.codes.fraud, "level": "ordinary", "text": "又有人上门行骗。"}
        drafts.append(year.people[name].post("whistles/", told)["adjustment"])
    assert drafts[:2] == [None, None]
    assert drafts[2] == drafts[3]
    draft = f"change-requests/{drafts[2]}/"
    assert year.clerk.get(draft)["applicant"]["office"] is True
    for name in ("town3", "police", "inspector"):
        year.people[name].get(draft, 404)


# ---- summer: off-list work ----


def off_list_work_is_reported_opened_by_two_and_stopped(year):
    told = {"department": POLICE, "how": "group", "text": "要求每天上传巡防照片。"}
    year.bureau.post("off-list-reports/", told, 403)
    assert year.town1.post("off-list-reports/", told, 409)["code"] == "no_handlers"
    handlers = {"clerk": year.clerk.user.username, "lead": year.lead.user.username}
    policy = {"values": {"off_list_handlers": handlers}, "reason": "指定办理人"}
    year.lead.patch(f"policy/?county={year.county}", policy)
    row = year.town1.post("off-list-reports/", told)
    path, receipt = f"off-list-reports/{row['id']}/", row["receipt"]
    both = {"clerk", "lead"}
    shown = stands(year, path, "reported", readers=both, may=each(["clerk"], "verify", "dismiss"))
    assert shown["unit"] is None
    year.clerk.decide(path, "verify", {"recipients": 5})
    # It names one township as long as only one reported: stopping is neither offered nor done.
    alone = each(["lead"], "turn_into_request", "refer")
    stands(year, path, "verified", readers=both, may=alone)
    order = {"document_number": "示编办〔2026〕1号"}
    assert year.lead.decide(path, "stop", order, status=409)["code"] == "would_reveal"
    for name in ("town2", "town3"):
        year.people[name].post("off-list-reports/", told)
    may = each(["lead"], "stop", "turn_into_request", "refer")
    stands(year, path, "verified", readers=both, may=may)
    few = order | {"sent_to": 2}
    assert year.lead.decide(path, "stop", few, status=409)["code"] == "would_reveal"
    year.lead.decide(path, "stop", order)
    opened_by_two(year, path, receipt)
    year.clerk.decide(path, "rectified")
    year.lead.decide(path, "close", {"result": "已不再要求上传。"})
    stands(year, path, "closed", readers=both)
    assert year.town2.get(f"off-list-reports/?receipt={receipt}")["result"] == "已不再要求上传。"
    for name in ("police", "auditor", "inspector", "second_lead", "town1"):
        year.people[name].get("off-list-reports/", 404)
        assert "巡防照片" not in str(year.people[name].get("history/?limit=200"))
    counted = year.clerk.get("off-list-reports/figures/")["rows"]
    assert [(one["department"], one["reported"]) for one in counted] == [(POLICE, 3)]


def opened_by_two(year, path, receipt):
    """One asks, another agrees; these two read the unit, and the reporter reads that they do."""
    opening = f"{path}opening/"
    year.second_lead.post(opening, {"reason": "想看看"}, 404)
    assert paths(year.clerk.post(opening, {"reason": ""}, 422)) == {"reason"}
    assert year.clerk.post(opening, {"reason": "核实需要"}, 202)["opened"] is False
    again = year.clerk.post(opening, {"reason": "核实需要"}, 409)
    assert again["code"] == "second_person"
    opened = year.lead.post(opening, {"reason": "同意核实"})
    assert (opened["opened"], opened["unit"]) == (True, "测试1镇")
    names = (year.clerk.user.get_full_name(), year.lead.user.get_full_name())
    for person in (year.clerk, year.lead):
        seen = person.get(opening)
        assert (seen["opened"], seen["asked_by"], seen["agreed_by"]) == (True, *names)
        assert person.get(path)["unit"] == {"name": "测试1镇"}
        assert person.post(opening, {"reason": "再看一次"}, 409)["code"] == "already_open"
    told = year.town1.get(f"off-list-reports/?receipt={receipt}")
    assert [one["by"] for one in told["openings"]] == [list(names)]


# ---- autumn: the evaluation, the register of problems ----


def an_outsider_evaluates_and_looks_again(year):
    asked = {"title": "第三方评估", "evaluator": "pinggu", "townships": 2, "items": 2, "seed": 7}
    year.bureau.post("evaluations/", {}, 403)
    wrong = asked | {"evaluator": year.clerk.user.username, "items": 0}
    assert paths(year.clerk.post("evaluations/", wrong, 422)) == {"evaluator", "items"}
    # Nothing in the API is his before he is asked.
    assert year.evaluator.get("evaluations/", 403)["code"] == "no_membership"
    drawn = year.clerk.post("evaluations/", asked)
    path = f"evaluations/{drawn['id']}/"
    for name, person in year.people.items():
        person.get(path, 200 if name in OVERSEERS | {"evaluator"} else 404)
    rows = [{"id": row["id"], "verdict": "met", "text": ""} for row in drawn["rows"]]
    year.clerk.post(f"{path}verdicts/", {"rows": rows}, 403)
    rows[0] |= {"verdict": "not_met", "text": "没有记录"}
    year.evaluator.post(f"{path}verdicts/", {"rows": rows[:2]})
    assert paths(year.evaluator.post(f"{path}finish/", {}, 422)) == {"rows"}
    year.evaluator.post(f"{path}verdicts/", {"rows": rows[2:]})
    year.evaluator.post(f"{path}finish/", {})
    year.evaluator.post(f"{path}finish/", {}, 409)
    [number] = [row["problem"] for row in year.clerk.get(path)["rows"] if row["problem"]]
    problem = f"problems/{number}/"
    year.evaluator.get(problem, 404)
    year.clerk.decide(problem, "assign", {"unit": {"township": year.towns[4]}})
    readers = OVERSEERS | {"town5"}
    may = each(["clerk"], "assign", "refer", "to_adjustment") | each(["town5"], "answer")
    stands(year, problem, "assigned", readers=readers, may=may)
    year.town5.decide(problem, "answer", {"text": "已补记录。"})
    year.clerk.decide(problem, "close", {"result": "已整改"})
    seen = [{"id": rows[0]["id"], "recheck": "fixed", "text": "已见记录"}]
    told = year.evaluator.post(f"{path}rechecks/", {"rows": seen})
    assert [row["recheck"] for row in told["rows"]].count("fixed") == 1


def a_problem_is_given_out_again_and_made_an_adjustment(year):
    told = {"source": "visit", "found_on": today(), "text": "没有培训。", "item": year.codes.fraud}
    year.town1.post("problems/", {}, 403)
    assert paths(year.clerk.post("problems/", told | {"item": "没有"}, 422)) == {"item"}
    row = year.inspector.post("problems/", told)
    path = f"problems/{row['id']}/"
    clerks = each(["clerk"], "assign", "refer", "to_adjustment")
    stands(year, path, "open", readers=OVERSEERS, may=clerks)
    year.clerk.decide(path, "assign", {"unit": {"department": LAND}})
    year.bureau_staff.decide(path, "answer", {"text": "应由公安局组织。"})
    year.clerk.patch(path, {"text": "改写"}, 409)
    # Another unit answers anew: what was answered before is not its answer.
    again = year.clerk.decide(path, "assign", {"unit": {"department": POLICE}})
    assert again["answer"] == ""
    year.police.decide(path, "answer", {"text": "下月培训。"})
    drafted = year.clerk.decide(path, "to_adjustment")
    assert year.clerk.get(f"change-requests/{drafted['adjustment']}/")["status"] == "draft"
    may = each(["clerk"], "assign", "refer", "close")
    stands(year, path, "answered", readers=OVERSEERS | {"police"}, may=may)
    year.clerk.decide(path, "close", {"result": "已办理"})


# ---- December: satisfaction, the yearly report ----


def townships_rate_departments_and_their_heads(year):
    told = {
        "county": year.county,
        "year": this_year(),
        "title": "年度满意度评价",
        "departments": [POLICE, WATER],
        "dimensions": ["响应", "保障"],
        "opens_on": today(),
        "closes_on": today(),
        "least_answers": 3,
    }
    year.clerk.post("satisfaction-rounds/", told, 403)
    assert paths(year.lead.post("satisfaction-rounds/", told | {"least_answers": 2}, 422))
    row = year.lead.post("satisfaction-rounds/", told)
    path = f"satisfaction-rounds/{row['id']}/"
    stands(year, path, "draft", readers=OFFICES, may=each(LEADS, "open"))
    year.lead.decide(path, "open")
    readers = OFFICES | TOWNS | {"police", "water"}
    stands(year, path, "open", readers=readers, may=each(LEADS, "close"))
    year.lead.get(f"{path}results/", 409)
    ballot = [{"department": POLICE, "answers": ["satisfied", "mostly"]}]
    for name in ("town_staff", "police", "lead"):
        year.people[name].get(f"{path}ballot/", 403)
        year.people[name].post(f"{path}ballot/", {"ratings": ballot}, 403)
    for name in ("town1", "town2", "town3", "town1"):
        year.people[name].post(f"{path}ballot/", {"ratings": ballot})
    year.lead.decide(path, "close")
    year.town4.post(f"{path}ballot/", {"ratings": ballot}, 409)
    rows = year.clerk.get(f"{path}results/")["results"]
    assert [(one["department"], one["score"], one["answers"]) for one in rows] == [
        (POLICE, 85.0, 3),
        (WATER, None, None),
    ]
    own = year.police.get(f"{path}results/")
    assert (own["department"], own["score"], len(own["results"])) == (POLICE, 85.0, 1)
    assert year.water.get(f"{path}results/")["why"] == "样本不足"
    for name in ("bureau", "town1", "auditor", "inspector"):
        year.people[name].get(f"{path}results/", 404)
    year.lead.decide(path, "publish")
    stands(year, path, "published", readers=readers)
    opinion = {"department": POLICE, "occasion": "appointment", "text": "接单及时。"}
    year.town_staff.post("head-opinions/", opinion, 403)
    year.town1.post("head-opinions/", opinion)
    for name, person in year.people.items():
        person.get("head-opinions/", 200 if name in {*LEADS, "party"} else 404)


def a_township_reports_once(year):
    draft = year.town3.get("execution/draft/")
    known = {row["code"]: row["known"] for row in draft["rows"]}
    assert known[year.codes.fraud]  # its whistle
    year.town3.get(f"execution/draft/?township={year.towns[0]}", 404)
    rows = [{"code": year.codes.fraud, "state": "unable", "text": "没有侦查权。"}]
    silent = [rows[0] | {"text": ""}, {"code": "没有", "state": "normal"}]
    refused = year.town3.post("execution/", {"rows": silent}, 422)
    assert paths(refused) == {"rows.0.text", "rows.1.code"}
    for name in ("town_staff", "clerk", "police"):
        year.people[name].post("execution/", {"township": year.towns[2], "rows": rows}, 403)
    sent = year.town3.post("execution/", {"rows": rows})
    assert sent["counts"]["unable"] == 1
    [adjustment] = sent["adjustments"]
    assert year.town3.get(f"change-requests/{adjustment}/")["status"] == "draft"
    year.clerk.get(f"change-requests/{adjustment}/", 404)
    assert year.town3.post("execution/", {"rows": []}, 409)["code"] == "already_sent"
    assert year.town1.ids("execution/") == set()
    assert year.legal.ids("execution/") == {sent["id"]}


# ---- what it came to ----


def the_load_of_the_year_is_compared(year):
    asked = f"load/?township={year.towns[0]}&year={this_year()}"
    load = year.town1.get(asked)
    assert load["items"] == {"basic": 2, "coordination": 2, "reclaimed": 1}
    counted = {name: load[name] for name in ("indicators", "inspections", "pledges")}
    assert counted == {"indicators": 2, "inspections": 1, "pledges": 2}
    assert load["previous"]["pledges"] is None  # nothing was registered
    for key, address in load["rows"].items():
        number = load
        for part in key.split("."):
            number = number[part]
        rows = year.town1.get(address.removeprefix(API))["results"]
        assert sum(row["amount"] for row in rows) == number, key
    year.town2.get(asked, 404)
    for name in ("clerk", "auditor", "secretary", "legal"):
        assert year.people[name].get(asked)["indicators"] == 2


def nobody_without_a_part_reads_any_of_it(year):
    lists = (
        *("schemes/", "schemes/indicators/", "pledges/", "vetoes/", "inspections/"),
        *("report-demands/", "whistles/", "satisfaction-rounds/", "problems/", "execution/"),
    )
    for name in ("city", "province", "system", "security", "neighbour", "evaluator"):
        for path in lists:
            assert year.people[name].ids(path) == set(), (name, path)
        for path in ("off-list-reports/", "head-opinions/", "off-list-reports/figures/"):
            year.people[name].get(path, 404)
        assert set(statistics(year.people[name]).values()) == {0}
    for path in (*lists, "off-list-reports/", "head-opinions/", "evaluations/", "load/"):
        year.nobody.get(path, 401)
        year.nobody.post(path, {}, 401)
