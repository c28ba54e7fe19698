"""Inspections: one plan a year, what repeats is named and merged, outside the plan two approvals,
and a calendar for each township.
"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessment.inspections.services.calendar import calendar_of
from assessment.models import Inspection
from dutylist.history.models import Batch
from dutylist.notices.models import InboxMessage, OutboundEvent, ToDo
from dutylist.organizations.models import Region
from dutylist.organizations.services.regions import set_policy
from tests.access_control.test_pages import page, send
from tests.workflow.hooks import named, watch

from .people import (
    API,
    OFFICE,
    OWNER,
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


def body(place, **fields):
    return {
        "county": place.county.code,
        "owner": {"department": place.bureau.name},
        "year": 2026,
        "title": "2026年度安全生产督查",
        "subject": "安全生产",
        "kind": "special",
        "basis": "县委年度督查检查考核计划",
        "from": "2026-06-10",
        "to": "2026-06-12",
        "townships": [town.code for town in place.towns[:3]],
        "in_plan": True,
        "days": 1,
        **fields,
    }


def drafted(place, by=None, **fields):
    return told(post(by or place.head, f"{API}inspections/", body(place, **fields)))


def submitted(place, by=None, **fields):
    row = drafted(place, by, **fields)
    return decided(by or place.head, one(row), "submit")


def approved(place, by=None, **fields):
    row = submitted(place, by, **fields)
    return decided(place.lead, one(row), "approve")


def of_forestry(place, **fields):
    return {"by": place.other, "owner": {"department": place.forestry.name}, **fields}


def one(row):
    return f"inspections/{row['id']}/"


def read(user, row):
    return told(get(user, f"{API}{one(row)}"), 200)


def test_a_draft_is_its_owners_and_the_auditors_and_leaves_no_word_to_others(supervised):
    place = supervised
    row = drafted(place)
    assert (row["status"], row["flow"], row["findings"]) == ("draft", "inspection", [])
    assert (row["from"], row["to"], row["repeats"]) == ("2026-06-10", "2026-06-12", [])
    address = f"{API}{one(row)}"
    assert who_reads(place, address) == OWNER | {"auditor"}
    told(patch(place.staff, address, {"title": "安全督查金丝雀"}), 200)
    for user in (place.lead, place.clerk, place.other):
        for batch in Batch.objects.readable_by(user):
            assert "金丝雀" not in str(batch.body)
    assert not ToDo.objects.for_user(place.lead).filter(flow="inspection").exists()
    assert ToDo.objects.for_user(place.head).filter(flow="inspection").exists()
    assert decided(place.staff, one(row), "submit", status=403)["code"] == "role"
    decided(place.head, one(row), "submit")
    assert who_reads(place, address) == OFFICE | OWNER | {"recorder"}
    assert patch(place.staff, address, {"title": "改"}).status_code == 409


def test_one_of_the_plan_is_approved_once_and_held(supervised):
    place = supervised
    row = approved(place)
    assert (row["status"], row["due_on"]) == ("approved", "2026-06-12")
    assert who_reads(place, f"{API}{one(row)}") == OFFICE | OWNER | {"recorder", "town"}
    assert InboxMessage.objects.filter(user=place.mayors[2]).exists()
    assert not InboxMessage.objects.filter(user=place.mayors[3]).exists()
    late = (timezone.localdate() + timedelta(days=1)).isoformat()
    facts = {"held_on": late, "townships": [place.towns[0].code, place.towns[7].code, "无"]}
    answer = decided(place.head, one(row), "hold", facts, status=422)
    wrong = {error["path"] for error in answer["errors"]}
    assert wrong == {"facts.held_on", "facts.townships.1", "facts.townships.2"}
    facts = {"held_on": "2026-06-11", "townships": [place.towns[0].code, "测试2镇"]}
    state = decided(place.staff, one(row), "hold", facts)
    assert (state["status"], state["held_on"]) == ("held", "2026-06-11")
    assert state["held_at"] == [town.code for town in place.towns[:2]]
    assert OutboundEvent.objects.filter(kind="inspection.hold").count() == 1


def test_outside_the_plan_another_body_approves_too(supervised):
    place = supervised
    row = submitted(place, in_plan=False)
    [finding] = row_findings(place, row)
    assert (finding["rule"], finding["severity"]) == ("out_of_plan", "warning")
    state = decided(place.lead, one(row), "approve")
    assert state["status"] == "approved_once"
    assert get(place.mayors[0], f"{API}{one(row)}").status_code == 404
    assert ToDo.objects.for_user(place.recorder).filter(flow="inspection").count() == 1
    assert decided(place.lead, one(row), "approve_second", status=403)["code"] == "role"
    assert decided(place.recorder, one(row), "approve_second")["status"] == "approved"
    other = decided(place.lead, one(submitted(place, in_plan=False)), "approve")
    decided(place.recorder, one(other), "refuse", reason="没有必要")
    assert read(place.head, other)["status"] == "refused"


def row_findings(place, row):
    return read(place.lead, row)["findings"]


def test_a_second_comprehensive_one_in_a_year_is_kept_only_with_a_reason(supervised):
    place = supervised
    approved(place, kind="comprehensive")
    told_ = {"kind": "comprehensive", "title": "年终综合督查", "subject": "全面工作"}
    again = submitted(place, **told_, **{"from": "2026-11-02", "to": "2026-11-02"})
    [finding] = row_findings(place, again)
    assert (finding["rule"], finding["severity"]) == ("second_comprehensive", "blocking")
    assert decided(place.lead, one(again), "approve", status=422)["code"] == "blocked"
    next_year = {"year": 2027, "from": "2027-06-10", "to": "2027-06-10"}
    assert drafted(place, kind="comprehensive", **next_year)["findings"] == []
    assert drafted(place, **of_forestry(place, **told_))["findings"] == []
    set_policy(place.county, {"comprehensive_a_year": 2}, by=place.lead, reason="本县规定")
    assert row_findings(place, again) == []
    assert decided(place.lead, one(again), "approve")["status"] == "approved"


CASES = [
    ("安全生产", "2026-06-28", "2026-06-30", 2, True),  # the same month
    ("安全生产检查", "2026-05-01", "2026-06-01", 2, True),  # said otherwise, over the month
    ("安全生产", "2026-07-01", "2026-07-02", 2, False),  # the next month
    ("乡村振兴资金", "2026-06-10", "2026-06-12", 2, False),  # another subject
    ("安全生产", "2026-06-10", "2026-06-12", 5, False),  # other townships
]


def test_what_repeats_is_named_with_the_townships_of_both(supervised):
    place = supervised
    first = submitted(place)
    for subject, begins, ends, town, is_repeat in CASES:
        told_ = {"subject": subject, "title": subject, "from": begins, "to": ends}
        told_["townships"] = [place.towns[town].code, place.towns[town + 1].code]
        row = drafted(place, **of_forestry(place, **told_))
        if not is_repeat:
            assert (row["repeats"], row["findings"]) == ([], []), subject
            continue
        [repeat] = row["repeats"]
        assert (repeat["id"], repeat["title"]) == (first["id"], first["title"])
        assert repeat["owner"] == {"department": "县自然资源局"}
        assert repeat["overlap"] == [place.towns[2].code]
        assert [finding["rule"] for finding in row["findings"]] == ["repeat"]
    assert read(place.head, first)["repeats"] == []  # the drafts of others are nobody's


def test_the_same_subject_is_merged_and_says_who_comes_when_and_where(supervised):
    place = supervised
    first = approved(place)
    towns = [town.code for town in place.towns[2:5]]
    told_ = {"in_plan": False, "title": "林区安全生产检查", "townships": towns}
    other = submitted(place, **of_forestry(place, **told_))
    for into, status in ((other["id"], 422), (0, 422), (10**9, 422), (first["id"], 201)):
        reason = {"reason": "内容相近"}
        state = decided(place.lead, one(other), "merge", {"into": into}, status=status, **reason)
    assert (state["status"], state["into"]) == ("merged", first["id"])
    joined = read(place.mayors[4], first)
    assert joined["townships"] == [town.code for town in place.towns[:5]]
    [merged] = joined["merged"]
    assert merged["owner"] == {"department": "县林业局"}
    assert get(place.mayors[4], f"{API}{one(other)}").status_code == 404
    assert InboxMessage.objects.filter(user=place.head, title__contains="联合开展").count() == 1
    third = submitted(place, title="再次安全生产督查")
    facts = {"into": third["id"]}
    answer = decided(place.lead, one(first), "merge", facts, reason="相近", status=409)
    assert "不能再并入别的" in answer["detail"]
    actions = {action["action"] for action in read(place.lead, first)["actions"]}
    assert actions == {"cancel"}


def visits(place, township, year):
    """(how many inspections, how many of them repeat another)."""
    calendar = calendar_of(township, year, place.clerk)
    return len(calendar.visits), calendar.repeats


def test_a_township_counts_what_comes_in_a_year_and_what_repeats(supervised):
    place = supervised
    first = approved(place)
    approved(place, **of_forestry(place, title="林区安全生产检查", days=2))
    approved(place, **{"from": "2026-09-01", "to": "2026-09-01"})
    submitted(place, **{"from": "2026-10-01", "to": "2026-10-01"})
    assert visits(place, place.towns[0], 2026) == (3, 1)
    assert visits(place, place.towns[5], 2026) == (0, 0)
    decided(place.lead, one(first), "cancel", reason="不再开展")
    assert visits(place, place.towns[0], 2026) == (2, 0)
    assert get(place.mayors[0], f"{API}{one(first)}").status_code == 404
    listed = told(get(place.mayors[0], f"{API}inspections/?year=2026"), 200)["results"]
    assert len(listed) == 2
    none = told(get(place.lead, f"{API}inspections/?township={place.towns[6].code}"), 200)
    assert none["results"] == []


def test_every_fault_is_named_at_its_path(supervised):
    place = supervised
    told_ = {"subject": "", "kind": [], "from": "六月", "days": 0, "items": ["99012100099", 3]}
    answer = post(place.head, f"{API}inspections/", body(place, **told_, in_plan="是"))
    wanted = {"subject", "kind", "from", "days", "items.0", "items.1", "in_plan"}
    assert set(paths(answer)) == wanted
    late = {"to": "2026-06-01", "year": 2025, "kind": "随机"}
    answer = post(place.head, f"{API}inspections/", body(place, **late))
    assert set(paths(answer)) == {"to", "year", "kind"}
    long = post(place.head, f"{API}inspections/", body(place, days=4))
    assert set(paths(long)) == {"days"}
    row = drafted(place, items=[place.items[0].code], townships=[])
    assert row["items"] == [place.items[0].code]
    towns = Region.objects.valid().townships_of(place.county)
    assert row["townships"] == [town.code for town in towns]  # none named: all of the county
    assert Inspection.objects.get().starts_on == date(2026, 6, 10)


def test_every_hook_of_the_flow_is_driven(supervised, monkeypatch):
    place, driven = supervised, watch(monkeypatch)
    row = approved(place)
    decided(place.head, one(row), "hold")
    other = decided(place.lead, one(submitted(place, in_plan=False)), "approve")
    decided(place.recorder, one(other), "approve_second")
    for action in ("refuse", "cancel"):
        decided(place.lead, one(submitted(place)), action, reason="不开展")
    facts = {"into": other["id"]}
    decided(place.lead, one(submitted(place)), "merge", facts, reason="相近")
    assert named("inspection") - driven == set()


@pytest.mark.either_database
def test_the_pages_plan_merge_and_show_the_calendar_without_script(supervised):
    place = supervised
    new = "/desk/inspections/new/"
    sent = {
        "title": "矿山安全督查",
        "owner": "县自然资源局",
        "year": "2026",
        "subject": "安全生产",
        "kind": "special",
        "from": "2026-06-10",
        "to": "2026-06-09",
        "days": "二",
        "in_plan": "yes",
        "townships": [place.towns[0].code],
    }
    assert "应为整数" in send(place.staff, new, sent, 422)
    address = send(place.staff, new, sent | {"days": "1", "to": "2026-06-10"})
    assert "草稿" in page(place.head, address)
    assert browser_of(place.lead).get(address).status_code == 404
    row = Inspection.objects.get()
    send(place.head, address, {"action": "submit", "expect": row.version})
    other = submitted(place, **of_forestry(place, in_plan=False))
    shown = page(place.lead, f"/desk/{one(other)}")
    for word in ("内容、时间相近的检查", "矿山安全督查", "测试1镇", "没有列入2026年度计划"):
        assert word in shown
    merge = {"action": "merge", "into": str(row.pk), "reason": "相近", "expect": other["version"]}
    send(place.lead, f"/desk/{one(other)}", merge)
    row.refresh_from_db()
    send(place.lead, address, {"action": "approve", "expect": row.version})
    calendar = "/desk/inspections/calendar/?year=2026"
    text = page(place.mayors[0], calendar)
    for word in ("测试1镇2026年检查日历", "全年1次，共1天", "县自然资源局、县林业局", "6月"):
        assert word in text
    assert page(place.mayors[0], address).count("县林业局") == 1
    abroad = f"{calendar}&township={place.towns[1].code}"
    assert browser_of(place.mayors[0]).get(abroad).status_code == 404
    assert "全年1次" in page(place.inspector, abroad)
    held = {"action": "hold", "expect": Inspection.objects.get(pk=row.pk).version}
    send(place.staff, address, held | {"townships": "测试1镇\n", "held_on": ""})
    assert "到过测试1镇" in page(place.mayors[0], address)
    assert "矿山安全督查" in page(place.lead, "/desk/inspections/?year=2026&kind=special&q=矿山")
