"""Off-list reports: what a township sends, who reads it, how it is handled, and what
keeps the reporter unknown.
"""

import json
from datetime import date, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone

from assessment.models import OffListAction, OffListReport, OffListStatus
from assessment.models.off_list_reports import digest_of_receipt
from assessment.off_list.figures import total_of_year
from assessment.off_list.services.reporting import report_off_list
from dutylist.history.models import Batch, ProtectedActor
from dutylist.history.verify import verify
from dutylist.notices.jobs import run_jobs
from dutylist.notices.models import InboxMessage, JobRun, OutboundEvent, ToDo
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.rest.models import KeptAnswer
from dutylist.workflow.engine import perform
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import NotAllowed, NotPossible
from tests.desk.people import no_second_factor  # noqa: F401 (fixture)
from tests.factories import make_membership, make_user, seeding
from tests.grounds import ground
from tests.workflow.hooks import named, watch

from .sealed_people import (  # noqa: F401 (fixture)
    API,
    browser_of,
    county_place,
    decide,
    get,
    paths,
    post,
)

pytestmark = pytest.mark.django_db
REPORTS = f"{API}off-list-reports/"
TOLD = {"department": "县商务局", "how": "group", "text": "每周五报送投资意向客商名单。"}


def reported(place, mayor, **fields):
    report, _receipt = report_off_list(TOLD | fields, by=mayor)
    return report


@ground
def standing_place(county_place):  # noqa: F811
    """One report, and what its receipt is."""
    report, receipt = report_off_list(TOLD, by=county_place.mayors[2])
    return SimpleNamespace(report=report, receipt=receipt, **vars(county_place))


def one(place):
    return f"{REPORTS}{place.report.pk}/"


# ---- sending ----


def test_a_township_reports_and_is_given_a_receipt_once(county_place):  # noqa: F811
    told = {**TOLD, "item": county_place.items[0].code, "document_number": "示商〔2026〕3号"}
    answer = post(county_place.mayors[0], REPORTS, {**told, "hide_me": True, "attachment": None})
    assert (answer["flow"], answer["status"]) == ("off_list_report", "reported")
    assert answer["actions"] == []
    assert answer["unit"] is None
    receipt = answer["receipt"]
    assert len(receipt.replace("-", "")) == 12
    report = OffListReport.objects.get()
    assert report.receipt_digest == digest_of_receipt(receipt.lower().replace("-", " "))
    followed = get(county_place.mayors[0], f"{REPORTS}?receipt={receipt}")
    assert (followed["status"], followed["opening"]) == ("reported", None)
    assert "text" not in followed
    get(county_place.mayors[0], f"{REPORTS}?receipt=AAAA-BBBB-CCCC", 404)


def test_every_fault_of_a_report_at_its_path(county_place):  # noqa: F811
    body = {
        "department": ["县商务局"],
        "how": {"a": 1},
        "text": 7,
        "item": "99012299999",
        "document_number": ["x"],
        "attachment": 5,
        "hide_me": "是",
    }
    assert paths(post(county_place.mayors[0], REPORTS, body, 422)) == set(body)
    strange = post(county_place.mayors[0], REPORTS, {**TOLD, "reporter": "x"}, 422)
    assert paths(strange) == {"reporter"}
    long = post(county_place.mayors[0], REPORTS, {**TOLD, "text": "字" * 2001}, 422)
    assert paths(long) == {"text"}
    for user in (county_place.head, county_place.clerk, county_place.auditor):
        assert post(user, REPORTS, TOLD, 403)["code"] == "role"
    assert not OffListReport.objects.exists()


def test_nobody_reports_what_nobody_or_the_reported_would_read(county_place):  # noqa: F811
    make_membership(county_place.clerk, Role.DEPARTMENT_STAFF, department=county_place.bureau)
    refused = post(county_place.mayors[0], REPORTS, TOLD, 409)
    assert refused["code"] == "no_handlers"
    post(county_place.mayors[0], REPORTS, {**TOLD, "department": "县林业局"})
    county, lead = county_place.county, county_place.lead
    set_policy(county, {"off_list_handlers": None}, by=lead, reason="撤销")
    refused = post(county_place.mayors[1], REPORTS, {**TOLD, "department": "县林业局"}, 409)
    assert "编办负责人" in refused["detail"]


def test_the_county_names_people_who_hold_the_role(county_place):  # noqa: F811
    wrong = {"clerk": county_place.head.username, "lead": county_place.lead.username}
    body = {"values": {"off_list_handlers": wrong}, "reason": "指定"}
    browser, address = browser_of(county_place.lead), f"{API}policy/"
    seen = browser.get(address)
    answer = browser.patch(
        address,
        json.dumps(body),
        content_type="application/json",
        headers={"If-Match": seen["ETag"]},
    )
    assert answer.status_code == 422
    assert "off_list_handlers.clerk" in str(answer.json()["errors"])


# ---- who reads ----


def test_two_named_people_read_it_and_nobody_else(standing_place):
    place = standing_place
    for user in (place.clerk, place.lead):
        assert [row["id"] for row in get(user, REPORTS)["results"]] == [place.report.pk]
        assert get(user, one(place))["text"] == TOLD["text"]
    others = [place.head, place.staff, place.other, place.clerk2, place.recorder]
    others += [place.inspector, place.auditor, place.keeper, place.organization, place.mayors[2]]
    for user in others:
        get(user, REPORTS, 404)
        get(user, one(place), 404)
        get(user, f"{one(place)}decisions/", 404)
        get(user, f"{one(place)}opening/", 404)
        get(user, f"{REPORTS}figures/", 404)
        get(user, f"/desk/off-list/{place.report.pk}/", 404)
        post(user, f"{one(place)}opening/", {"reason": "想看看"}, 404)
    for user in (place.head, place.auditor, place.clerk):
        get(user, f"{REPORTS}?receipt={place.receipt}", 404)


def test_a_handler_does_not_read_of_a_department_of_his_own(standing_place):
    make_membership(standing_place.clerk, Role.DEPARTMENT_STAFF, department=standing_place.bureau)
    get(standing_place.clerk, one(standing_place), 404)


def test_whoever_is_named_no_more_reads_no_more(standing_place):
    place = standing_place
    handlers = {"clerk": place.clerk2.username, "lead": place.lead.username}
    set_policy(place.county, {"off_list_handlers": handlers}, by=place.lead, reason="换人")
    get(place.clerk, one(place), 404)
    get(place.clerk2, one(place))
    with pytest.raises(NotAllowed):
        perform(place.report, OffListAction.VERIFY, by=place.clerk)
    with seeding():
        place.clerk2.memberships.all()[0].delete()
    get(place.clerk2, one(place), 404)


def test_the_unit_is_shown_to_the_handlers_where_it_does_not_mind(county_place):  # noqa: F811
    report = reported(county_place, county_place.mayors[1], hide_me=False)
    told = get(county_place.clerk, f"{REPORTS}{report.pk}/")
    assert told["unit"]["name"] == "测试2镇"
    get(county_place.head, f"{REPORTS}{report.pk}/", 404)
    assert get(county_place.lead, f"{REPORTS}{report.pk}/")["hide_me"] is False


# ---- the reporter is sealed ----


def test_no_row_names_the_reporter(standing_place):
    place = standing_place
    row = place.report.batch_of_report
    batch = Batch.objects.get(pk=row.batch)
    assert (batch.actor_id, batch.actor_name) == (None, "受保护的操作人")
    assert row.history_user_id is None
    assert batch.is_day_only
    sealed = ProtectedActor.objects.get(batch=batch)
    assert sealed.contents["facts"]["单位"] == "测试3镇"
    assert not Decision.objects.filter(flow="off_list_report").exists()
    assert not ToDo.objects.filter(flow="off_list_report").exists()
    assert not InboxMessage.objects.filter(url__contains="off-list").exists()
    assert not OutboundEvent.objects.filter(kind__startswith="off_list").exists()
    assert not KeptAnswer.objects.filter(path__contains="off-list").exists()
    assert verify().ok


def test_an_idempotency_key_keeps_nothing_of_a_report(county_place):  # noqa: F811
    post(county_place.mayors[0], REPORTS, TOLD, **{"Idempotency-Key": "k1"})
    assert not KeptAnswer.objects.exists()


def test_the_auditor_learns_that_there_is_a_batch_and_no_word_of_it(standing_place):
    place = standing_place
    later = batches_of_yesterday(place)
    address = f"{API}history/protected/"
    rows = get(place.auditor, address)["results"]
    assert {str(pk) for pk in later} <= {row["batch"] for row in rows}
    for row in rows:
        assert date.fromisoformat(row["day"]) < timezone.localdate()
        assert "actor" not in row
    known = json.dumps(rows, ensure_ascii=False)
    assert not any(word in known for word in ("商务", "客商", "测试4镇", "verify"))
    for pk in later:
        get(place.auditor, f"{API}history/{pk}/", 404)
        get(place.inspector, f"{API}history/{pk}/", 404)
        get(place.clerk, f"{API}history/{pk}/")


def batches_of_yesterday(place):
    """The report and its first move as known the day after: -> the numbers of the batches."""
    with patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=2)):
        report = reported(place, place.mayors[3])
        perform(report, OffListAction.VERIFY, by=place.clerk)
    return list(OffListReport.history.filter(id=report.pk).values_list("batch", flat=True))


def test_two_people_open_the_reporter_and_the_receipt_tells(standing_place):
    place, address = standing_place, f"{one(standing_place)}opening/"
    assert paths(post(place.clerk, address, {"reason": " "}, 422)) == {"reason"}
    assert post(place.clerk, address, {"reason": "移送核查"}, 202)["opened"] is False
    assert post(place.clerk, address, {"reason": "再点"}, 409)["code"] == "second_person"
    assert "unit" not in get(place.clerk, address)
    assert get(place.mayors[2], f"{REPORTS}?receipt={place.receipt}")["opening"] is None
    opened = post(place.lead, address, {"reason": "同意"}, 201)
    assert (opened["opened"], opened["unit"]) == (True, "测试3镇")
    assert get(place.clerk, address)["unit"] == "测试3镇"
    assert get(place.clerk, one(place))["unit"] == {"name": "测试3镇"}
    names = [place.clerk.get_full_name(), place.lead.get_full_name()]
    for user in (place.clerk, place.lead):
        seen = get(user, address)
        assert [seen["asked_by"], seen["agreed_by"]] == names
        assert post(user, address, {"reason": "再看"}, 409)["code"] == "already_open"
    told = get(place.mayors[2], f"{REPORTS}?receipt={place.receipt}")["opening"]
    assert told["by"] == names
    assert told["reasons"] == ["移送核查", "同意"]
    assert not InboxMessage.objects.filter(user=place.mayors[2]).exists()
    assert not mail.outbox
    assert not KeptAnswer.objects.exists()
    assert verify().ok


def test_who_opened_it_before_agrees_with_who_handles_it_later(standing_place):
    place, address = standing_place, f"{one(standing_place)}opening/"
    post(place.clerk, address, {"reason": "移送核查"}, 202)
    post(place.lead, address, {"reason": "同意"}, 201)
    handlers = {"clerk": place.clerk2.username, "lead": place.lead.username}
    set_policy(place.county, {"off_list_handlers": handlers}, by=place.lead, reason="换人")
    assert post(place.clerk2, address, {"reason": "接手核查"}, 202)["opened"] is False
    assert post(place.lead, address, {"reason": "同意"}, 201)["opened"] is True
    assert get(place.clerk2, address)["unit"] == "测试3镇"


def test_who_did_not_hide_has_no_seal_to_open(county_place):  # noqa: F811
    report = reported(county_place, county_place.mayors[2], hide_me=False)
    address = f"{REPORTS}{report.pk}/opening/"
    assert post(county_place.clerk, address, {"reason": "核查"}, 409)["code"] == "already_open"


def test_whose_turn_it_is_names_no_move_that_can_not_be_made(standing_place):
    place = standing_place
    assert "办理“核实”" in get(place.clerk, one(place))["turn"]
    decide(place.clerk, one(place), "verify")
    shown = get(place.lead, one(place))
    assert "办理“处理”" in shown["turn"]
    assert {move["action"] for move in shown["actions"]} == {"turn_into_request", "refer"}


def test_the_daily_run_asks_whoever_is_named_and_nobody_else(standing_place):
    place = standing_place
    run_jobs(timezone.now())
    assert not ToDo.objects.filter(flow="off_list_report").exists()
    with seeding():
        place.report.reported_on -= timedelta(days=1)
        place.report.save()
    run_jobs(timezone.now())
    todo = ToDo.objects.get(flow="off_list_report")
    assert (todo.user, todo.is_private) == (place.clerk, True)
    assert "商务" not in todo.title
    for user in (place.clerk2, place.lead, place.head, place.mayors[2]):
        assert not ToDo.objects.visible_to(user).filter(pk=todo.pk).exists()
    notes = JobRun.objects.filter(job="off_list_todos").values_list("note", flat=True)
    assert set(notes) == {"清单外反映的待办已经核对。"}
    perform(place.report, OffListAction.VERIFY, by=place.clerk)
    assert ToDo.objects.get(flow="off_list_report", closed_at=None).user == place.lead


# ---- handling ----


def three_reports(place):
    """-> three reports of three townships on one department, each found true."""
    reports = []
    for mayor in place.mayors[:3]:
        report = reported(place, mayor)
        perform(report, OffListAction.VERIFY, by=place.clerk)
        reports.append(report)
    return reports


def test_a_stop_that_singles_out_one_township_is_refused(county_place):  # noqa: F811
    first = reported(county_place, county_place.mayors[0])
    reported(county_place, county_place.mayors[0])  # the same township again is no cover
    second = reported(county_place, county_place.mayors[1])
    for report in (first, second):
        perform(report, OffListAction.VERIFY, by=county_place.clerk)
    address = f"{REPORTS}{first.pk}/"
    offered = [action["action"] for action in get(county_place.lead, address)["actions"]]
    assert offered == ["turn_into_request", "refer"]
    stop = {"document_number": "示编办函〔2026〕18号"}
    refused = decide(county_place.lead, address, "stop", 409, **stop)
    assert refused["code"] == "would_reveal"
    third = reported(county_place, county_place.mayors[2])
    decided = decide(county_place.lead, address, "stop", **stop)
    assert (decided["status"], decided["order_number"]) == ("stopped", "示编办函〔2026〕18号")
    perform(third, OffListAction.DISMISS, by=county_place.clerk, reason="清单里有")
    again = decide(county_place.lead, f"{REPORTS}{second.pk}/", "stop", 409, **stop)
    assert again["code"] == "would_reveal"


def test_a_demand_or_an_order_to_fewer_than_three_is_not_stopped(county_place):  # noqa: F811
    reports = three_reports(county_place)
    stop, addresses = {"document_number": "18号"}, [f"{REPORTS}{one.pk}/" for one in reports]
    refused = decide(county_place.lead, addresses[0], "stop", 409, sent_to=2, **stop)
    assert refused["code"] == "would_reveal"
    fourth = reported(county_place, county_place.mayors[3])
    perform(fourth, OffListAction.VERIFY, by=county_place.clerk, recipients=1)
    refused = decide(county_place.lead, f"{REPORTS}{fourth.pk}/", "stop", 409, **stop)
    assert refused["code"] == "would_reveal"
    decide(county_place.lead, addresses[0], "stop", **stop, sent_to=8)


def test_every_way_a_report_ends(county_place, monkeypatch):  # noqa: F811
    place, driven = county_place, watch(monkeypatch)
    reports = three_reports(place)
    clerk, lead = place.clerk, place.lead
    perform(reports[0], OffListAction.STOP, by=lead, document_number="18号")
    perform(reports[1], OffListAction.TURN_INTO_REQUEST, by=lead)
    perform(reports[2], OffListAction.REFER, by=lead, to="discipline")
    assert OffListReport.objects.get(pk=reports[2].pk).referred_to == "discipline"
    for report in reports:
        perform(report, OffListAction.RECTIFIED, by=clerk)
        perform(report, OffListAction.CLOSE, by=lead, result="部门已经停止要求")
    assert set(OffListReport.objects.values_list("status", flat=True)) == {OffListStatus.CLOSED}
    last = reported(place, place.mayors[4])
    with pytest.raises(NotAllowed):
        perform(last, OffListAction.VERIFY, by=place.clerk2)
    perform(last, OffListAction.DISMISS, by=clerk, reason="清单里有")
    assert named("off_list_report") <= driven
    assert not OutboundEvent.objects.filter(kind__startswith="off_list").exists()
    assert not Decision.objects.visible_to(place.inspector).filter(flow="off_list_report").exists()
    assert not Decision.objects.visible_to(place.auditor).filter(flow="off_list_report").exists()
    assert verify().ok


def test_wrong_facts_of_a_move_are_named(county_place):  # noqa: F811
    report = reported(county_place, county_place.mayors[0])
    address = f"{REPORTS}{report.pk}/"
    refused = decide(county_place.clerk, address, "verify", 422, recipients=0)
    assert paths(refused) == {"facts.recipients"}
    decide(county_place.clerk, address, "verify")
    refused = decide(county_place.lead, address, "refer", 422, to="police")
    assert paths(refused) == {"facts.to"}
    refused = decide(county_place.lead, address, "turn_into_request", 422, request=99999)
    assert paths(refused) == {"facts.request"}
    with pytest.raises(NotPossible):
        perform(report, OffListAction.STOP, by=county_place.lead, document_number="18号")


# ---- figures ----


def test_figures_begin_at_three_and_no_difference_gives_less(county_place):  # noqa: F811
    place, today = county_place, timezone.localdate()
    address = f"{REPORTS}figures/?year={today.year}"
    reports = [reported(place, mayor) for mayor in place.mayors[:3]]
    assert get(place.clerk, address)["rows"][0]["reported"] == 3
    assert get(place.clerk, address)["total"] == 3
    reported(place, place.mayors[3], department="县林业局")
    told = get(place.clerk, address)
    assert [row["department"] for row in told["rows"]] == ["县商务局"]
    assert told["total"] is None
    for mayor in place.mayors[:2]:
        reported(place, mayor, department="县委组织部")
    told = get(place.clerk, address)
    assert [row["department"] for row in told["rows"]] == ["县商务局", "其余部门"]
    assert (told["rows"][1]["reported"], told["total"]) == (3, 6)
    for report in reports[:2]:
        perform(report, OffListAction.VERIFY, by=place.clerk)
    assert get(place.clerk, address)["rows"][0]["verified"] is None
    assert total_of_year(place.county, today.year, before=today) is None
    get(place.clerk, f"{REPORTS}figures/?year=今年", 422)


def test_the_number_of_a_county_moves_by_threes(county_place):  # noqa: F811
    """From one day to the next it never tells of a single report."""
    place, today = county_place, timezone.localdate()
    told = []
    for mayor in (*place.mayors, place.mayors[0]):
        reported(place, mayor)
        told.append(total_of_year(place.county, today.year, before=today + timedelta(days=1)))
    assert told == [None, None, 3, 3, 3, 6, 6, 6, 9]


def test_a_county_of_two_townships_is_told_no_number(county_place):  # noqa: F811
    place, today = county_place, timezone.localdate()
    for mayor in place.mayors[:3]:
        reported(place, mayor)
    tomorrow = today + timedelta(days=1)
    assert total_of_year(place.county, today.year, before=tomorrow) == 3
    with seeding():
        for town in Region.objects.townships_of(place.county).order_by("pk")[2:]:
            town.valid_until = today - timedelta(days=1)
            town.save()
    assert total_of_year(place.county, today.year, before=tomorrow) is None


def test_the_number_of_a_report_tells_neither_order_nor_count(county_place):  # noqa: F811
    numbers = [reported(county_place, mayor).pk for mayor in county_place.mayors]
    assert numbers != sorted(numbers)
    assert all(abs(one - other) > 1000 for one in numbers for other in numbers if one != other)


def test_a_person_of_two_townships_says_for_which(county_place):  # noqa: F811
    user = county_place.mayors[0]
    make_membership(user, Role.TOWNSHIP_STAFF, township=county_place.towns[1])
    assert paths(post(user, REPORTS, TOLD, 422)) == {"township"}
    post(user, REPORTS, {**TOLD, "township": county_place.towns[1].code})
    outside = make_user(Role.TOWNSHIP_LEAD, township=county_place.towns[5])
    wrong = {**TOLD, "township": county_place.towns[1].code}
    assert paths(post(outside, REPORTS, wrong, 422)) == {"township"}
