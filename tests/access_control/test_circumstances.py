"""The county's table of circumstances acts: its papers, its limit in days, its end; and the
paths that a policy mixes.
"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.organizations.policies import policy_lines
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.refusals import Invalid

from .people import (
    API,
    DECIDED,
    REQUESTS,
    application,
    browser_of,
    complete,
    decide,
    drafted,
    handed_in,
    patch,
    place,
    post,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
PAPERS = ["上级文件", "经费测算"]


def rule(place, **values):
    set_policy(place.county, values, by=place.lead, reason="本县规定")


def superior(place, **members):
    """上级交办 as the county has it."""
    shipped = policy_lines()["circumstances"].value
    rule(place, circumstances={**shipped, "superior": shipped["superior"] | members})


def upload(user, pk, file_name="扫描件.pdf", **facts):
    scan = SimpleUploadedFile(file_name, b"%PDF-1.4\n%%EOF\n" + file_name.encode())
    facts = {"kind": "basis", "subject_flow": "change_request", "subject_id": pk, **facts}
    return browser_of(user).post(f"{API}attachments/", facts | {"file": scan})


def missing(user, pk):
    return [one["message"] for one in read(user, pk)["missing"] if one["path"] == "attachments"]


def due(days):
    return add_working_days(timezone.localdate(), days).isoformat()


# ---- papers ----


def test_a_paper_is_missing_until_an_attachment_says_that_it_is_this_paper(place):
    superior(place, papers=PAPERS)
    pk = drafted(place)["id"]
    assert missing(place.head, pk) == ["请附上级文件。", "请附经费测算。"]
    refused = decide(place.head, pk, "submit")
    assert refused.json()["errors"] == [
        {"path": "attachments", "message": "请附上级文件。请附经费测算。"}
    ]
    told(upload(place.head, pk))  # says of nothing what it is
    assert len(missing(place.head, pk)) == 2
    attached = told(upload(place.head, pk, paper="上级文件"))
    assert attached["paper"] == "上级文件"
    assert missing(place.head, pk) == ["请附经费测算。"]
    told(upload(place.staff, pk, "经费测算.pdf"))  # the file is called as the paper
    assert missing(place.head, pk) == []
    reason = {"reason": "传错了"}
    told(post(place.head, f"{API}attachments/{attached['id']}/withdrawal/", reason))
    assert missing(place.head, pk) == ["请附上级文件。"]
    told(upload(place.head, pk, "红头.pdf", paper="上级文件"))
    told(decide(place.head, pk, "submit"))


def test_a_live_check_never_asks_for_a_paper(place):
    superior(place, papers=PAPERS)
    checked = told(post(place.head, f"{REQUESTS}check/", application(place)), 200)
    assert [one for one in checked["missing"] if one["path"] == "attachments"] == []


def test_only_a_paper_that_is_asked_for_can_be_named(place):
    pk = drafted(place)["id"]
    refused = upload(place.head, pk, paper="上级文件")
    assert [error["path"] for error in refused.json()["errors"]] == ["paper"]
    superior(place, papers=PAPERS)
    refused = upload(place.head, pk, paper="会议纪要")
    assert refused.json()["errors"][0]["message"] == "可填：上级文件、经费测算。"


def test_the_page_offers_the_papers_of_the_circumstance(place):
    superior(place, papers=PAPERS)
    pk = drafted(place)["id"]
    client = browser_of(place.head)
    page = client.get(f"/desk/requests/{pk}/").content.decode()
    assert "请附经费测算。" in page
    assert '<option value="经费测算">经费测算</option>' in page
    sent = {
        "file": SimpleUploadedFile("测算表.pdf", b"%PDF-1.4\n%%EOF\n"),
        "kind": "basis",
        "paper": "经费测算",
    }
    assert client.post(f"/desk/attachments/change_request/{pk}/", sent).status_code == 302
    page = client.get(f"/desk/requests/{pk}/").content.decode()
    assert "请附经费测算。" not in page
    assert "依据文件：经费测算" in page


# ---- limit ----


def test_the_limit_of_a_circumstance_ends_every_clock_of_the_office(place):
    superior(place, days=3)
    request = handed_in(place)
    pk = request["id"]
    assert request["due_on"] == due(3)
    too_long = decide(place.clerk, pk, "accept", {"days": 8})
    assert [error["path"] for error in too_long.json()["errors"]] == ["facts.days"]
    facts = {"complete": complete(place, read(place.clerk, pk))}
    accepted = told(decide(place.clerk, pk, "accept", facts))
    # A round is never shorter than the least that the county gives.
    assert accepted["due_on"] == due(5)


def test_the_limit_runs_on_from_step_to_step_and_a_longer_one_changes_nothing(place):
    rule(place, stages={"admission": ["legal_review"]})
    superior(place, days=4)
    request = handed_in(place)
    assert (request["status"], request["due_on"]) == ("legal_review", due(4))
    reviewed = told(decide(place.legal, request["id"], "pass"))
    assert (reviewed["status"], reviewed["due_on"]) == ("office_review", due(4))
    superior(place, days=30)
    assert handed_in(place, title="另一件")["due_on"] == due(5)


def test_the_limit_does_not_run_while_the_request_is_with_the_unit(place):
    superior(place, days=3)
    pk = handed_in(place)["id"]
    returned = told(decide(place.clerk, pk, "return", reason="补充说明"))
    assert returned["due_on"] == due(10)
    told(decide(place.head, pk, "submit"))
    assert read(place.head, pk)["due_on"] == due(3)


# ---- the table ----


def test_a_circumstance_in_use_is_ended_and_not_removed(place):
    shipped = policy_lines()["circumstances"].value
    rows = {**shipped, "own_1": {"name": "专项行动", "channels": ["admission"]}}
    rule(place, circumstances=rows)
    pk = drafted(place, circumstance="own_1")["id"]
    without = {"values": {"circumstances": shipped}, "reason": "精简"}
    for values in ({"circumstances": shipped}, {"circumstances": None}):
        refused = patch(place.lead, f"{API}policy/", without | {"values": values})
        [error] = refused.json()["errors"]
        assert (refused.status_code, error["path"]) == (422, "values.circumstances.own_1")
        assert error["message"].startswith("“专项行动”已有申请采用，不能删除")
    unused = {code: row for code, row in rows.items() if code != "trial_ended"}
    rule(place, circumstances=unused)
    today = timezone.localdate()
    for until, status in ((today + timedelta(days=1), 201), (today, 422)):
        rows["own_1"]["until"] = until.isoformat()
        rule(place, circumstances=rows)
        again = post(place.head, REQUESTS, application(place, circumstance="own_1"))
        assert again.status_code == status
    assert [error["path"] for error in again.json()["errors"]] == ["circumstance"]
    # Who has named it already keeps it, under its name.
    told(patch(place.head, f"{REQUESTS}{pk}/", {"circumstance": "own_1", "title": "改题"}), 200)
    page = browser_of(place.head).get(f"/desk/requests/{pk}/").content.decode()
    assert "职责准入（专项行动）" in "".join(page.split())
    assert "专项行动" in browser_of(place.head).get(f"/desk/requests/{pk}/edit/").content.decode()
    fresh = browser_of(place.head).get("/desk/requests/new/").content.decode()
    assert "专项行动" not in fresh


def test_a_county_of_another_name_for_a_circumstance_is_told_by_it(place):
    superior(place, name="上级专项部署", channels=["temporary"])
    refused = post(place.head, REQUESTS, application(place))
    assert [error["path"] for error in refused.json()["errors"]] == ["circumstance"]
    ends = (timezone.localdate() + timedelta(days=60)).isoformat()
    assert drafted(place, channel="temporary", ends_on=ends)["circumstance"] == "superior"


# ---- paths that a policy mixes ----


def last_steps(place, pk):
    """Endorsed by a second person and decided by the county."""
    facts = {"complete": complete(place, read(place.lead, pk))}
    told(decide(place.lead, pk, "endorse", facts))
    decided = decide(place.recorder, pk, "approve", DECIDED)
    return told(decided)


def agreed(place, pk, mayors):
    for mayor in mayors:
        said = {"stance": "agree", "capacity": {"body": True}}
        told(post(mayor, f"{REQUESTS}{pk}/opinions/", said))


def test_consultation_alone_two_thirds_is_enough(place):
    rule(place, stages={"admission": ["consulting"]}, consent_rule={"admission": "two_thirds"})
    pk = handed_in(place)["id"]
    facts = {"complete": complete(place, read(place.clerk, pk))}
    told(decide(place.clerk, pk, "accept", facts))
    agreed(place, pk, place.mayors[:2])
    objecting = {"stance": "object", "text": "无人", "willingness": "unable"}
    told(post(place.mayors[2], f"{REQUESTS}{pk}/opinions/", objecting))
    concluded = told(decide(place.clerk, pk, "conclude"))
    assert concluded["status"] == "office_review"
    assert last_steps(place, pk)["status"] == "approved"


def test_legal_review_alone_and_reported_after_the_decision(place):
    rule(place, stages={"admission": ["legal_review", "reporting"]})
    pk = handed_in(place)["id"]
    told(decide(place.legal, pk, "pass"))
    decided = last_steps(place, pk)
    assert decided["status"] == "approved"
    assert read(place.clerk, pk)["changes"][0]["outcome"] == "applied"
    assert ToDo.objects.open().filter(title__startswith="逐级报送").count() == 1


def test_a_temporary_admission_on_the_bare_path_and_cleared_before_it_takes_effect(place):
    rule(place, stages={"temporary": []}, clear_before_effect={"temporary": True})
    ends = (timezone.localdate() + timedelta(days=60)).isoformat()
    request = handed_in(place, channel="temporary", ends_on=ends)
    assert request["status"] == "office_review"
    pk = request["id"]
    assert last_steps(place, pk)["status"] == "approved"
    assert read(place.clerk, pk)["changes"][0]["outcome"] == "pending"
    told(decide(place.clerk, pk, "report", {"to": "city", "number": "示报〔2026〕1号"}))


def test_what_a_channel_is_not_told_of_stays_as_it_ships(place):
    rule(place, stages={"temporary": []})
    assert handed_in(place)["status"] == "submitted"


def test_the_services_refuse_to_take_a_used_circumstance_away(place):
    pk = handed_in(place)["id"]
    told(decide(place.clerk, pk, "return", reason="换情形"))
    told(patch(place.head, f"{REQUESTS}{pk}/", {"circumstance": "law_changed"}), 200)
    shipped = policy_lines()["circumstances"].value
    kept = {code: row for code, row in shipped.items() if code not in ("superior", "law_changed")}
    with pytest.raises(Invalid) as refused:
        rule(place, circumstances=kept)
    # What was submitted, and what the unit put aside for the next time.
    assert set(refused.value.errors) == {"circumstances.superior", "circumstances.law_changed"}
