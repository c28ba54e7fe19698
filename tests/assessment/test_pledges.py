"""Pledges and veto items: only with ground from above, approved by a second person, read by whom
they bind.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessment.models import Pledge, PledgeBearer, VetoItem
from assessment.pledges.findings import NO_GROUND
from dutylist.history.models import Batch
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.clocks import make_moves
from items.findings.registry import severities_of
from tests.access_control.test_pages import page, send
from tests.factories import make_staff, seeding
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
GROUNDED = {
    "title": "耕地保护目标责任书",
    "issuer_level": "central",
    "document_number": "中办发〔2024〕3号",
}


def body(place, **fields):
    return {
        "county": place.county.code,
        "owner": {"department": place.bureau.name},
        "bearers": [town.code for town in place.towns[:2]],
        **GROUNDED,
        **fields,
    }


def registered(place, kind="pledges", by=None, **fields):
    return told(post(by or place.head, f"{API}{kind}/", body(place, **fields)))


def test_a_pledge_is_approved_by_a_second_person_and_read_by_whom_it_binds(supervised):
    place = supervised
    row = registered(place, until="2049-12-31")
    one = f"pledges/{row['id']}/"
    assert (row["flow"], row["status"], row["findings"]) == ("pledge", "submitted", [])
    assert row["owner"] == {"department": "县自然资源局"}
    assert row["bearers"] == [town.code for town in place.towns[:2]]
    assert (row["issuer_level"], row["until"]) == ("central", "2049-12-31")
    assert row["due_on"]
    assert who_reads(place, f"{API}{one}") == OFFICE | OWNER
    assert ToDo.objects.for_user(place.lead).filter(flow="pledge").count() == 1
    assert decided(place.clerk, one, "approve", status=403)["code"] == "role"
    state = decided(place.lead, one, "approve")
    assert (state["status"], state["due_on"]) == ("approved", "2049-12-31")
    assert who_reads(place, f"{API}{one}") == OFFICE | OWNER | {"town"}
    assert ToDo.objects.for_user(place.lead).filter(flow="pledge").count() == 0
    assert InboxMessage.objects.filter(user=place.mayors[0], title__contains="责任书").count() == 1
    listed = told(get(place.mayors[1], f"{API}pledges/"), 200)["results"]
    assert [one["id"] for one in listed] == [row["id"]]
    decided(place.head, one, "end", reason="目标已经完成")
    assert Pledge.objects.get().status == "ended"


def test_what_has_no_ground_is_refused_or_kept_with_a_reason(supervised):
    place = supervised
    for kind, model in (("pledges", Pledge), ("vetoes", VetoItem)):
        row = registered(place, kind, issuer_level="county", title="夏季整治")
        [finding] = row["findings"]
        assert (finding["rule"], finding["severity"]) == ("no_ground", "blocking")
        assert "本级文件" in finding["sentence"]
        assert registered(place, kind, document_number="")["findings"][0]["rule"] == "no_ground"
        one = f"{kind}/{row['id']}/"
        refused = decided(place.lead, one, "approve", status=422)
        assert refused["code"] == "blocked"
        faulty = {"overrides": [{"finding": 9, "reason": "特殊"}]}
        answer = decided(place.lead, one, "approve", faulty, status=422)
        assert answer["errors"][0]["path"] == "facts.overrides.0.finding"
        kept = {"overrides": [{"finding": 1, "reason": "省里文件正在印发"}]}
        state = decided(place.lead, one, "approve", kept)
        assert state["status"] == "approved"
        assert "本级文件" in state["decision"]["facts"]["overrides"][0]["rule"]
        other = registered(place, kind, issuer_level="city")
        answer = decided(place.lead, f"{kind}/{other['id']}/", "refuse", status=422)
        assert answer["errors"][0]["path"] == "reason"
        decided(place.lead, f"{kind}/{other['id']}/", "refuse", reason="没有依据")
        assert model.objects.get(pk=other["id"]).status == "refused"
        assert get(place.mayors[0], f"{API}{kind}/{other['id']}/").status_code == 404


def test_the_county_says_which_documents_are_a_ground_and_how_strictly(supervised):
    place = supervised
    row = registered(place, issuer_level="city")
    assert severities_of(place.county)[NO_GROUND.code] == "blocking"
    set_policy(place.county, {"pledge_levels": ["city"]}, by=place.lead, reason="本市规定")
    assert told(get(place.head, f"{API}pledges/{row['id']}/"), 200)["findings"] == []
    rule = {"pledge_levels": None, "check_severities": {"no_ground": "warning"}}
    set_policy(place.county, rule, by=place.lead, reason="本县规定")
    assert decided(place.lead, f"pledges/{row['id']}/", "approve")["status"] == "approved"


def test_every_fault_is_named_at_its_path_at_once(supervised):
    place = supervised
    answer = post(
        place.head,
        f"{API}pledges/",
        body(
            place,
            title="",
            owner={"department": "县没有局"},
            bearers=[place.towns[0].code, "990122100000", 5],
            issuer_level="world",
            until="明年",
            document_number=["一"],
        ),
    )
    assert set(paths(answer)) == {
        "title",
        "owner.department",
        "bearers.1",
        "bearers.2",
        "issuer_level",
        "until",
        "document_number",
    }
    assert set(paths(post(place.head, f"{API}pledges/", body(place, color="red")))) == {"color"}
    assert not Pledge.objects.exists()


def test_nobody_registers_for_another_department_but_the_clerk(supervised):
    place = supervised
    for user, status in ((place.other, 403), (place.mayors[0], 403), (place.lead, 403)):
        assert post(user, f"{API}pledges/", body(place)).status_code == status
    row = registered(place, by=place.clerk)
    assert Pledge.objects.get(pk=row["id"]).drawn_up_by == place.clerk
    both = make_staff(place.county)[2]
    with seeding():
        pledge = Pledge.objects.get(pk=row["id"])
        pledge.drawn_up_by = both
        pledge.save()
    answer = decided(both, f"pledges/{row['id']}/", "approve", status=403)
    assert answer["code"] == "second_person"


def test_a_row_is_changed_until_it_is_decided_and_the_record_tells_it(supervised):
    place = supervised
    row = registered(place)
    address = f"{API}pledges/{row['id']}/"
    told_ = {"bearers": [place.towns[2].code], "reason": "签订单位有误"}
    assert patch(place.other, address, told_).status_code == 404
    changed = told(patch(place.staff, address, told_, f'"{row["version"]}"'), 200)
    assert changed["bearers"] == [place.towns[2].code]
    assert PledgeBearer.objects.count() == 1
    assert patch(place.staff, address, told_, f'"{row["version"]}"').status_code == 412
    last = Batch.objects.readable_by(place.clerk).order_by("at").last()
    assert last.reason == "签订单位有误"
    assert paths(patch(place.staff, address, {"owner": {"department": "县林业局"}})) == {
        "owner": "没有这个字段。"
    }
    decided(place.lead, f"pledges/{row['id']}/", "approve")
    assert patch(place.staff, address, told_).status_code == 409


def test_a_pledge_ends_the_day_after_its_last(supervised):
    place = supervised
    row = registered(place, until=timezone.localdate().isoformat())
    decided(place.lead, f"pledges/{row['id']}/", "approve")
    make_moves(timezone.now())
    assert Pledge.objects.get().status == "approved"
    make_moves(timezone.now() + timedelta(days=1))
    assert Pledge.objects.get().status == "ended"


def test_every_hook_of_the_flows_is_driven(supervised, monkeypatch):
    driven = watch(monkeypatch)
    for kind in ("pledges", "vetoes"):
        first, second = registered(supervised, kind), registered(supervised, kind)
        decided(supervised.lead, f"{kind}/{first['id']}/", "approve")
        decided(supervised.head, f"{kind}/{first['id']}/", "end", reason="完成")
        decided(supervised.lead, f"{kind}/{second['id']}/", "refuse", reason="无依据")
    assert named("pledge", "veto") - driven == set()


@pytest.mark.either_database
def test_the_pages_register_decide_and_show_it_without_script(supervised):
    place = supervised
    new = "/desk/pledges/new/"
    assert "登记责任状" in page(place.head, "/desk/pledges/")
    assert "登记责任状" not in page(place.mayors[0], "/desk/pledges/")
    assert browser_of(place.legal).get("/desk/pledges/").status_code == 404
    sent = {"title": "夏季治安责任状", "issuer_level": "", "until": "明年"}
    refused = send(place.head, new, sent, 422)
    assert "夏季治安责任状" in refused
    assert "请填写依据的发文层级" in refused
    sent = {
        "title": "夏季治安责任状",
        "owner": "县自然资源局",
        "issuer_level": "county",
        "bearers": [place.towns[0].code],
        "until": "",
    }
    one = send(place.head, new, sent)
    row = Pledge.objects.get()
    assert one == row.get_absolute_url()
    assert "须先处理" in page(place.lead, one)
    assert "测试1镇" in page(place.lead, one)
    sent["title"] = "治安责任状"
    assert send(place.head, f"{one}edit/", sent | {"expect": row.version}) == one
    row.refresh_from_db()
    decision = {"action": "approve", "expect": row.version}
    assert "须先处理" in send(place.lead, one, decision, 422)
    assert send(place.lead, one, decision | {"overrides-1-reason": "省里文件正在印发"}) == one
    shown = page(place.mayors[0], one)
    assert "省里文件正在印发" in shown
    assert "治安责任状" in page(place.mayors[0], "/desk/pledges/")
    assert "治安责任状" not in page(place.mayors[5], "/desk/pledges/")
    assert browser_of(place.mayors[5]).get(one).status_code == 404
    assert "责任状" in page(place.lead, "/desk/vetoes/?status=submitted&q=无")


@pytest.mark.either_database
def test_the_clerk_keeps_the_register_in_the_admin(supervised):
    place = supervised
    with seeding():
        place.clerk.is_staff = True
        place.clerk.save()
    add = "/admin/assessment/pledge/add/"
    sent = {
        "title": "森林防火责任书",
        "department": place.forestry.pk,
        "bearers": [place.towns[0].pk],
        "issuer_level": "province",
        "document_number": "示政发〔2025〕2号",
        "reason": "按来文登记",
    }
    assert send(place.clerk, add, sent) == "/admin/assessment/pledge/"
    row = Pledge.objects.get()
    change = f"/admin/assessment/pledge/{row.pk}/change/"
    shown = page(place.clerk, change)
    assert "按来文登记" in shown
    assert "测试1镇" in shown
    edit = f"/admin/assessment/pledge/{row.pk}/edit/"
    del sent["department"]
    sent |= {"bearers": [place.towns[1].pk], "version": row.version, "reason": "更正单位"}
    assert send(place.clerk, edit, sent) == change
    row = Pledge.objects.get()
    assert [town.name for town in row.townships] == ["测试2镇"]
    decided(place.lead, f"pledges/{row.pk}/", "approve")
    assert browser_of(place.clerk).get(edit).status_code == 403
