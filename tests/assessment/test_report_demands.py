"""Reports and ledgers asked of townships: approved or not answered, and the same data only once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessment.models import ReportDemand
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.workflow.clocks import make_moves
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
        "title": "耕地撂荒情况月报表",
        "frequency": "每月",
        "basis": "土地管理法实施条例",
        "document_number": "示自然资发〔2026〕3号",
        "townships": [town.code for town in place.towns[:2]],
        **fields,
    }


def drafted(place, by=None, **fields):
    return told(post(by or place.head, f"{API}report-demands/", body(place, **fields)))


def submitted(place, by=None, **fields):
    row = drafted(place, by, **fields)
    return decided(by or place.head, one(row), "submit")


def of_forestry(place, **fields):
    return {"by": place.other, "owner": {"department": place.forestry.name}, **fields}


def one(row):
    return f"report-demands/{row['id']}/"


def test_a_demand_is_answered_only_once_it_is_approved(supervised):
    place = supervised
    row = drafted(place, until="2049-12-31")
    address = f"{API}{one(row)}"
    assert (row["flow"], row["status"], row["twins"]) == ("report_demand", "draft", [])
    assert who_reads(place, address) == OWNER | {"auditor"}
    assert told(patch(place.staff, address, {"frequency": "每季度"}), 200)["frequency"] == "每季度"
    decided(place.head, one(row), "submit")
    assert who_reads(place, address) == OFFICE | OWNER
    assert ToDo.objects.for_user(place.lead).filter(flow="report_demand").count() == 1
    assert decided(place.clerk, one(row), "approve", status=403)["code"] == "role"
    assert decided(place.lead, one(row), "approve")["due_on"] == "2049-12-31"
    assert who_reads(place, address) == OFFICE | OWNER | {"town"}
    assert InboxMessage.objects.filter(user=place.mayors[0]).count() == 1
    assert patch(place.staff, address, {"frequency": "每天"}).status_code == 409
    decided(place.head, one(row), "end", reason="系统已能取数")
    assert ReportDemand.objects.get().status == "ended"


TWINS = [
    ("撂荒耕地情况统计月报表", True),
    ("耕地撂荒情况月报表", True),
    ("森林病虫害防治台账", False),
]


def test_what_asks_for_the_same_is_named_with_who_asks(supervised):
    place = supervised
    first = submitted(place)
    for title, is_twin in TWINS:
        row = drafted(place, **of_forestry(place, title=title))
        twins = [(one["id"], one["owner"]["department"]) for one in row["twins"]]
        assert twins == ([(first["id"], "县自然资源局")] if is_twin else []), title
    assert told(get(place.head, f"{API}{one(first)}"), 200)["twins"] == []  # drafts of another
    other = ReportDemand.objects.exclude(pk=first["id"]).order_by("pk").first()
    decided(place.other, one({"id": other.pk}), "submit")
    assert len(told(get(place.lead, f"{API}{one(first)}"), 200)["twins"]) == 1
    decided(place.lead, one(first), "approve")
    assert told(get(place.mayors[0], f"{API}{one(first)}"), 200)["twins"] == []
    decided(place.lead, one({"id": other.pk}), "refuse", reason="与月报表重复，共用数据")
    assert told(get(place.lead, f"{API}{one(first)}"), 200)["twins"] == []


def test_a_demand_ends_the_day_after_its_last(supervised):
    place = supervised
    row = submitted(place, until=timezone.localdate().isoformat())
    decided(place.lead, one(row), "approve")
    make_moves(timezone.now())
    assert ReportDemand.objects.get().status == "approved"
    make_moves(timezone.now() + timedelta(days=1))
    assert ReportDemand.objects.get().status == "ended"


def test_every_fault_is_named_at_its_path_and_another_department_is_refused(supervised):
    place = supervised
    told_ = {"title": 5, "frequency": " ", "until": 1, "townships": "全部"}
    answer = post(place.head, f"{API}report-demands/", body(place, **told_))
    assert set(paths(answer)) == {"title", "frequency", "until", "townships"}
    for user in (place.other, place.clerk, place.lead, place.mayors[0]):
        assert post(user, f"{API}report-demands/", body(place)).status_code == 403
    without_owner = body(place)
    del without_owner["owner"]
    row = told(post(place.staff, f"{API}report-demands/", without_owner))
    assert row["owner"] == {"department": "县自然资源局"}  # the only one he works in


def test_every_hook_of_the_flow_is_driven(supervised, monkeypatch):
    driven = watch(monkeypatch)
    row, other = submitted(supervised), submitted(supervised)
    decided(supervised.lead, one(row), "approve")
    decided(supervised.clerk, one(row), "end", reason="不再需要")
    decided(supervised.lead, one(other), "refuse", reason="重复")
    assert named("report_demand") - driven == set()


@pytest.mark.either_database
def test_a_township_sees_on_a_page_what_it_answers_and_what_not(supervised):
    place = supervised
    new = "/desk/report-demands/new/"
    sent = {"title": "耕地撂荒情况月报表", "owner": "县自然资源局", "frequency": ""}
    assert "请填写报送频次" in send(place.head, new, sent, 422)
    address = send(place.head, new, sent | {"frequency": "每月"})
    row = ReportDemand.objects.get()
    send(place.head, address, {"action": "submit", "expect": row.version})
    other = submitted(place, **of_forestry(place, title="撂荒耕地统计月报"))
    assert "内容相近的报表台账" in page(place.lead, f"/desk/{one(other)}")
    asked = "/desk/report-demands/asked/"
    assert "耕地" not in page(place.mayors[0], asked)
    row.refresh_from_db()
    send(place.lead, address, {"action": "approve", "expect": row.version})
    decided(place.lead, one(other), "refuse", reason="重复")
    text = page(place.mayors[0], asked)
    wanted, _head, unwanted = text.partition("不必报送</h2>")
    assert "耕地撂荒情况月报表" in wanted
    assert "撂荒耕地统计月报" in unwanted
    assert "撂荒耕地统计月报" not in page(place.mayors[5], asked)
    assert "耕地撂荒情况月报表" in page(place.inspector, asked)
    abroad = f"{asked}?township={place.towns[1].code}"
    assert browser_of(place.mayors[0]).get(abroad).status_code == 404
    assert browser_of(place.legal).get(asked).status_code == 404
