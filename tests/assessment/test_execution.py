"""The yearly report of a township: exceptions only, filled in beforehand, sent once."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from access_control.models import ChangeRequest, RequestStatus
from assessment.models import ExecutionReport, OffListReport, Problem, Whistle
from assessment.off_list.services.reporting import report_off_list
from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from tests.access_control.people import API, REQUESTS, browser_of, decide, get, place, post, told
from tests.at_once import race
from tests.factories import make_user, seeding

__all__ = ["place"]
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
EXECUTION = f"{API}execution/"
PAGE = "/desk/execution/report/"
YEAR = timezone.localdate().year


def code_of(place, name):
    return next(item.code for item in place.items if item.name == name)


def send(place, *rows, user=None, **told):
    return post(user or place.mayors[0], EXECUTION, {"rows": list(rows), **told})


def row(place, name="河道巡查", state="difficult", text="人手不足"):
    return {"code": code_of(place, name), "state": state, "text": text}


def asked_to_leave(place):
    """The first town asks to be rid of an item by an adjustment of its own, and hands it in."""
    left = [town.code for town in place.towns[1:]]
    scope = {"scope": "listed", "tags": [], "townships": left}
    change = {"op": "scope", "code": code_of(place, "河道巡查"), "item": scope}
    body = {
        "channel": "adjustment",
        "circumstance": "township_unable",
        "title": "请求调整河道巡查",
        "reason": "没有执法权",
        "changes": [change],
    }
    mayor = place.mayors[0]
    pk = told(post(mayor, REQUESTS, body))["id"]
    return decide(mayor, pk, "submit")


def test_only_exceptions_are_told_and_the_rest_is_normal(place):
    answer = told(send(place, row(place)))
    assert answer["counts"] == {"normal": 3, "difficult": 1, "unable": 0}
    assert answer["rows"] == [
        {
            "code": code_of(place, "河道巡查"),
            "name": "河道巡查",
            "kind": "coordination",
            "state": "difficult",
            "text": "人手不足",
        }
    ]
    assert (answer["township"], answer["year"]) == (place.towns[0].code, YEAR)
    batch = Batch.objects.get(pk=ExecutionReport.history.get().batch)
    assert batch.actor_name == place.mayors[0].get_full_name()


def test_nothing_to_tell_is_told_with_one_word(place):
    assert told(send(place))["counts"]["normal"] == 4


def test_a_year_is_told_once(place):
    told(send(place))
    again = send(place, row(place))
    assert (again.status_code, again.json()["code"]) == (409, "already_sent")
    assert ExecutionReport.objects.get().rows == []


def test_what_it_can_not_carry_becomes_a_draft_of_its_own(place):
    answer = told(send(place, row(place, state="unable", text="没有执法权")))
    [draft] = ChangeRequest.objects.filter(pk__in=answer["adjustments"])
    assert (draft.township, draft.status, draft.channel) == (
        place.towns[0],
        RequestStatus.DRAFT,
        "adjustment",
    )
    [change] = draft.changes_in_order()
    assert change.op == "scope"
    assert place.towns[0].code not in change.proposed["townships"]
    assert place.towns[1].code in change.proposed["townships"]
    assert not ChangeRequest.objects.visible_to(place.clerk).exists()


def test_each_exception_stands_in_the_register_of_problems(place):
    told(send(place, row(place), row(place, "公文管理", "unable", "没有编制")))
    problems = Problem.objects.visible_to(place.clerk).order_by("pk")
    assert [(one.source, one.item.name, one.township) for one in problems] == [
        ("execution", "公文管理", place.towns[0]),
        ("execution", "河道巡查", place.towns[0]),
    ]
    assert problems[0].text == "公文管理：没有编制"


def test_what_is_asked_for_already_is_not_drafted_again_and_stands_there(place):
    told(asked_to_leave(place))
    draft = get(place.mayors[0], f"{EXECUTION}draft/").json()
    [line] = [line for line in draft["rows"] if line["known"]]
    assert (line["name"], line["state"]) == ("河道巡查", "unable")
    assert "已提交待受理" in line["text"]
    answer = told(send(place, row(place, state="unable", text=line["text"])))
    assert answer["adjustments"] == []
    other = get(place.mayors[1], f"{EXECUTION}draft/").json()
    assert {line["state"] for line in other["rows"]} == {"normal"}


def draft(place, user=None):
    """({name of an item: its row}, what is of no item) as it is filled in beforehand."""
    body = get(user or place.mayors[0], f"{EXECUTION}draft/").json()
    return {row["name"]: row for row in body["rows"]}, body["beside"]


def whistled(place, code, *ending):
    """A whistle of the first town, and what its department did."""
    body = {"item": code, "level": "ordinary", "text": "河堤有人取土。", "township": None}
    address = f"{API}whistles/"
    pk = told(post(place.mayors[0], address, body))["id"]
    for user, action, facts in ending:
        decision = {"action": action, "reason": "", "facts": facts}
        mark = {"If-Match": "*"}
        told(post(user, f"{address}{pk}/decisions/", decision, **mark))
    return Whistle.objects.get(pk=pk)


def test_a_whistle_that_was_not_solved_stands_there(place):
    code = code_of(place, "河道巡查")
    partly = {"result": "partly", "text": "只清了一段"}
    hard = whistled(place, code, (place.staff, "accept", {}), (place.staff, "finish", partly))
    under_way = whistled(place, code)
    beside = whistled(place, None)
    rows, of_no_item = draft(place)
    assert [one["url"] for one in rows["河道巡查"]["known"]] == [
        hard.get_absolute_url(),
        under_way.get_absolute_url(),
    ]
    assert rows["河道巡查"]["state"] == "difficult"
    assert rows["河道巡查"]["text"] == f"{hard.number}（部分解决）：河堤有人取土"
    assert [one["url"] for one in of_no_item] == [beside.get_absolute_url()]
    page = browser_of(place.mayors[0]).get(PAGE).content.decode()
    for whistle in (hard, under_way, beside):
        assert f'href="{whistle.get_absolute_url()}"' in page
        assert get(place.mayors[0], whistle.get_absolute_url()).status_code == 200
    assert draft(place, place.mayors[1])[0]["河道巡查"]["known"] == []


def test_a_problem_that_it_answers_for_stands_there(place):
    body = {
        "source": "visit",
        "found_on": timezone.localdate().isoformat(),
        "unit": {"township": place.towns[0].code},
        "item": code_of(place, "公文管理"),
        "text": "公文登记不全",
    }
    pk = told(post(place.clerk, f"{API}problems/", body))["id"]
    assert draft(place)[0]["公文管理"]["known"] == []  # nobody has told the township of it yet
    decision = {"action": "assign", "facts": {"unit": {"township": place.towns[0].code}}}
    told(post(place.clerk, f"{API}problems/{pk}/decisions/", decision, **{"If-Match": "*"}))
    row = draft(place)[0]["公文管理"]
    [one] = row["known"]
    assert (row["state"], one["url"]) == ("difficult", f"/desk/problems/{pk}/")
    assert get(place.mayors[0], one["url"]).status_code == 200
    with seeding():
        problem = Problem.objects.get(pk=pk)
        problem.status = "closed"
        problem.save()
    row = draft(place)[0]["公文管理"]
    assert (row["state"], row["text"], len(row["known"])) == ("normal", "", 1)


@pytest.mark.parametrize("hides", [True, False])
def test_an_off_list_report_leaves_no_trace_in_the_yearly_report(place, hides):
    """Not even for the unit's own people, and not on the days after: its two handlers alone know
    that it is there.
    """
    handlers = {"clerk": place.clerk.username, "lead": place.lead.username}
    set_policy(place.county, {"off_list_handlers": handlers}, by=place.lead, reason="指定办理人")
    before = draft(place), shown(place)
    body = {"department": place.bureau.name, "how": "call", "text": "每周报台账。"}
    for item in (code_of(place, "公文管理"), None):
        report_off_list({**body, "item": item, "hide_me": hides}, by=place.mayors[0])
    with seeding():
        for report in OffListReport.objects.all():
            report.reported_on -= timedelta(days=1)
            report.save()
    assert (draft(place), shown(place)) == before


def shown(place):
    """The page of the report without what is drawn anew each time."""
    page = get(place.mayors[0], PAGE).content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", page)


@pytest.mark.parametrize(
    ("rows", "path"),
    [
        ("x", "rows"),
        ([7], "rows.0"),
        ([{"code": "99012199999", "state": "difficult", "text": "x"}], "rows.0.code"),
        ([{"state": "lazy", "text": "x"}], "rows.0.state"),
        ([{"state": "difficult", "text": " "}], "rows.0.text"),
        ([{"state": "normal", "text": "都好"}], "rows.0.text"),
        ([{"state": "difficult", "text": ["x"]}], "rows.0.text"),
        ([{"state": "difficult", "text": "x" * 100_000}], "rows.0.text"),
        ([{"state": "difficult", "text": "x", "more": 1}], "rows.0.more"),
        ([{"state": "unable", "text": "x"}, {"state": "unable", "text": "y"}], "rows.1.code"),
    ],
)
def test_every_fault_has_its_path(place, rows, path):
    own = code_of(place, "河道巡查")
    if isinstance(rows, list):
        rows = [{"code": own, **each} if isinstance(each, dict) else each for each in rows]
    answer = post(place.mayors[0], EXECUTION, {"rows": rows})
    assert answer.status_code == 422
    assert path in [fault["path"] for fault in answer.json()["errors"]]
    assert not ExecutionReport.objects.exists()


def test_it_is_the_lead_of_the_township_who_sends(place):
    other = {"township": place.towns[1].code}
    assert send(place, **other).status_code == 403
    assert send(place, user=place.clerk, **other).status_code == 403
    assert send(place, township="123").status_code == 422
    assert send(place, year=YEAR - 1).status_code == 422
    staff = make_user(Role.TOWNSHIP_STAFF, township=place.towns[0])
    assert send(place, user=staff, township=place.towns[0].code).status_code == 403


def test_who_reads_it(place):
    pk = told(send(place))["id"]
    readers = {
        "own": place.mayors[0],
        "clerk": place.clerk,
        "auditor": place.auditor,
        "other town": place.mayors[1],
        "department": place.head,
    }
    seen = {}
    for name, user in readers.items():
        listed = [found["id"] for found in get(user, EXECUTION).json()["results"]] == [pk]
        page = get(user, f"/desk/execution/{pk}/").status_code == 200
        seen[name] = (listed, page)
    yes, no = (True, True), (False, False)
    assert seen == {
        "own": yes,
        "clerk": yes,
        "auditor": yes,
        "other town": no,
        "department": no,
    }


def test_the_page_sends_and_typed_text_stays(place):
    browser = browser_of(place.mayors[0])
    code = code_of(place, "河道巡查")
    refused = browser.post(PAGE, {f"state-{code}": "unable", f"text-{code}": ""})
    assert refused.status_code == 422
    assert "请用一句话写明情况" in refused.content.decode()
    sent = browser.post(
        PAGE, {f"state-{code}": "difficult", f"text-{code}": "船只不足"}, follow=True
    )
    assert "船只不足" in sent.content.decode()
    assert browser.get(PAGE).status_code == 302
    overview = browser_of(place.clerk).get("/desk/execution/").content.decode()
    assert "船只不足" in overview
    assert "不催办、不通报" in overview


def test_last_year_stands_beside_an_item(place):
    report_id = told(send(place, row(place)))["id"]
    with seeding():
        report = ExecutionReport.objects.get(pk=report_id)
        report.year = YEAR - 1
        report.save()
    page = browser_of(place.mayors[0]).get(PAGE).content.decode()
    assert f"{YEAR - 1}年报送为“有困难”：人手不足" in page


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one(place):
    answers, _refused = race([lambda: send(place).status_code] * 2)
    assert sorted(answers) == [201, 409]
