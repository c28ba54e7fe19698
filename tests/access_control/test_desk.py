"""The desk of everybody who has a part in a request: what waits for whom, who owes the next step,
what was done; told to programs in the same three lists.
"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access_control.models import ChangeRequest
from access_control.requests.clocks import silences
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.notices.services import open_todo
from dutylist.organizations.models import Membership
from dutylist.organizations.roles import Role
from dutylist.organizations.services.members import end_membership
from dutylist.workflow.clocks import make_moves
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.reminders import remind
from dutylist.workflow.todo_lists import DONE, WAITING, holders_of, todos_in
from tests.factories import make_delegation, make_membership, make_user

from .people import (
    API,
    REQUESTS,
    attached,
    browser_of,
    complete,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    place,
    post,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
YESTERDAY = timezone.localdate() - timedelta(days=1)
NOTHING = "目前没有待您办理的事项"


def desk(user, address="/desk/"):
    answer = get(user, address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def todos(user, state=""):
    answer = get(user, f"{API}todos/?state={state}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def consulted(place):
    """A request about which three townships and nobody else are asked."""
    request = handed_in(place)
    told(decide(place.clerk, request["id"], "accept", {"complete": complete(place, request)}))
    return request["id"]


def agree(user, pk, **said):
    return told(post(user, f"{REQUESTS}{pk}/opinions/", {"stance": "agree", **said}))


def test_what_waits_is_told_to_programs_with_who_owes_it_and_how_long(place):
    pk = consulted(place)
    [asked] = todos(place.mayors[0])
    assert (asked["role"], asked["unit"], asked["closed_at"]) == (
        "township_lead",
        {"township": place.towns[0].code, "name": place.towns[0].name},
        None,
    )
    assert asked["left"] == 10
    names = {row["unit"]["name"] for row in todos(place.head, "waiting")}
    assert names == {town.name for town in place.towns[:3]}
    rows = todos(place.clerk, "done")
    [done] = [row for row in rows if row["flow"] == "change_request" and row["subject"] == pk]
    assert (done["role"], done["unit"]) == ("clerk", None)
    assert done["closed_at"] >= done["opened_at"]
    assert get(place.clerk, f"{API}todos/?state=all").status_code == 422


def test_each_unit_that_owes_an_opinion_is_named_in_one_row(place):
    pk = consulted(place)
    page = desk(place.clerk)
    assert page.count(f'href="/desk/requests/{pk}/"') == 2  # it waits for others; it was accepted
    assert [town.name in page for town in place.towns[:4]] == [True, True, True, False]
    agree(place.mayors[0], pk)
    waiting = desk(place.head)
    assert [town.name in waiting for town in place.towns[:3]] == [False, True, True]
    assert "等他人办" in desk(place.mayors[0])
    narrowed = "/desk/requests/?waiting=true"
    assert "没有符合条件的申请" in desk(place.clerk, narrowed)
    assert f"/desk/requests/{pk}/" in desk(place.mayors[1], narrowed)


def test_an_answer_of_one_leaves_the_others_asked_as_they_were(place):
    pk = consulted(place)
    before = set(ToDo.objects.of("change_request", pk).open().values_list("pk", flat=True))
    agree(place.mayors[0], pk)
    after = set(ToDo.objects.of("change_request", pk).open().values_list("pk", flat=True))
    assert len(before - after) == 1
    assert after < before


def test_only_who_did_a_step_finds_it_among_what_he_did(place):
    pk = consulted(place)
    agree(place.mayors[0], pk)
    told(decide(place.head, pk, "take_back", reason="不再需要"))
    assert [row["subject"] for row in todos(place.mayors[0], "done")] == [pk]
    assert todos(place.mayors[1], "done") == []
    steps = [row["role"] for row in todos(place.head, "done")]
    assert steps == ["department_lead"]  # it was submitted; what others owed was done by nobody
    assert not ToDo.objects.of("change_request", pk).open().exists()
    assert "已撤回" in desk(place.head)


def test_what_other_units_owed_was_not_done_by_who_took_it_back(place):
    """The applicant's role is that of those who were asked, in a unit of its own."""
    parts = [
        {"department": "县自然资源局", "role": "lead", "duty": "1.制定方案。"},
        {"department": "县林业局", "role": "support", "duty": "1.配合查处。"},
    ]
    item = new_item(place, responsibilities=parts)
    request = handed_in(place, {"op": "add", "item": item})
    pk = request["id"]
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, request)}))
    asked = ToDo.objects.of("change_request", pk).open().filter(role=Role.DEPARTMENT_LEAD)
    assert {todo.department for todo in asked} == {place.forestry}
    told(decide(place.head, pk, "take_back", reason="不再需要"))
    assert [row["unit"]["department"] for row in todos(place.head, "done")] == ["县自然资源局"]
    assert ToDo.objects.get(department=place.forestry, flow="change_request").closed_by is None


def test_what_was_taken_down_from_paper_was_done_by_the_clerk(place):
    pk = consulted(place)
    unit = {"township": place.towns[1].code}
    agree(place.clerk, pk, unit=unit, paper=attached(place.clerk, pk))
    closed = ToDo.objects.get(region=place.towns[1], flow="change_request")
    assert closed.closed_by == place.clerk


def test_a_draft_waits_at_no_desk_outside_its_unit(place):
    drafted(place, title="银丝雀")
    assert "银丝雀" in desk(place.head)
    assert "银丝雀" in desk(place.staff)  # its lead owes the step
    for outsider in (place.clerk, place.lead, place.legal, place.other, place.mayors[0]):
        assert "银丝雀" not in desk(outsider)
        assert todos(outsider, "waiting") == []


def test_whoever_has_nothing_to_do_is_told_so_and_what_comes_next(place):
    never_asked = set()
    for role in Role:
        page = desk(make_user(role))
        assert NOTHING in page, role
        more = role.value == "system_administrator"  # who is told what the installation lacks
        assert page.count('<p class="text-col">') == 2 + more, role
        if "不必反复查看" not in page:
            never_asked.add(role)
    readers = {Role.COUNTY_SECRETARY, Role.INSPECTOR}
    assert never_asked == {*readers, Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN}


def test_who_acts_for_a_barred_person_is_not_asked(place):
    request = handed_in(place)
    [step] = ToDo.objects.of("change_request", request["id"]).open()
    deputy = make_user(Role.RECORDER, county=place.county)
    make_delegation(place.clerk, deputy, role=Role.CLERK)
    assert ToDo.objects.for_user(deputy).filter(pk=step.pk).exists()
    # Also where he has the role in his own right, and acts for the other in another one.
    fellow = make_user(Role.CLERK, county=place.county)
    make_delegation(place.recorder, fellow, role=Role.RECORDER)
    everybody = {place.clerk, deputy, fellow}
    assert set(holders_of([step])[step.pk]) == everybody
    for barred, left in ((place.clerk, {fellow}), (place.recorder, {place.clerk, deputy})):
        step.not_for = f",{barred.pk},"
        step.save()
        assert set(holders_of([step])[step.pk]) == left
        again = [make_user_again(person) for person in everybody]
        asked = {one for one in again if ToDo.objects.for_user(one).filter(pk=step.pk).exists()}
        assert asked == left


def leave(user):
    """The person holds nothing any more."""
    keeper = make_user(Role.SECURITY_ADMIN)
    for held in Membership.objects.filter(user=user):
        end_membership(held, by=keeper, reason="调离", on=YESTERDAY)


def make_user_again(user):
    """The person as the next request knows him."""
    return type(user).objects.get(pk=user.pk)


def test_a_delegate_finds_it_and_for_whom(place):
    handed_in(place)
    deputy = make_user(Role.RECORDER, county=place.county)
    make_delegation(place.clerk, deputy, role=Role.CLERK)
    page = desk(deputy)
    assert f"代{place.clerk.get_full_name()}" in page
    assert "以编办经办人的身份办理" in page


def test_a_step_that_nobody_is_left_for_names_whom_to_appoint(place):
    pk = consulted(place)
    leave(place.mayors[1])
    name = place.towns[1].name
    assert f"没有可以办理的人员，请任命{name}基层负责人" in desk(place.clerk)
    request = ChangeRequest.objects.get(pk=pk)
    assert f"请任命{name}的基层负责人" in whose_turn(request)
    assert place.towns[0].name + "的基层负责人" not in whose_turn(request)


def moment(day):
    return datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_default_timezone())


def test_silence_after_the_reminder_is_the_clerks_turn(place):
    pk = consulted(place)
    late = moment(ChangeRequest.objects.get(pk=pk).due_on + timedelta(days=1))
    make_moves(late)
    assert ChangeRequest.objects.get(pk=pk).decisions.last().action == "remind"
    silences(late)
    assert ToDo.objects.of("change_request", pk).open().count() == 3
    over = moment(ChangeRequest.objects.get(pk=pk).due_on + timedelta(days=1))
    assert silences(over).endswith("1件。")
    [step] = ToDo.objects.of("change_request", pk).open()
    assert (step.role, step.title[:6]) == (Role.CLERK, "结束征求意见")
    assert step.due_on > timezone.localdate(over)
    assert "经催办逾期未反馈，不作为同意" in whose_turn(
        ChangeRequest.objects.get(pk=pk), timezone.localdate(over)
    )
    assert todos(place.mayors[0], "done") == []


def test_a_person_of_two_units_is_reminded_once(place):
    pk = consulted(place)
    make_membership(place.mayors[0], Role.TOWNSHIP_LEAD, township=place.towns[1])
    assert ToDo.objects.for_user(make_user_again(place.mayors[0])).count() == 2
    remind(moment(ChangeRequest.objects.get(pk=pk).due_on))
    assert InboxMessage.objects.filter(user=place.mayors[0]).count() == 1
    assert "以" + place.towns[1].name in desk(make_user_again(place.mayors[0]))


def test_what_one_no_longer_sees_waits_for_nobody_at_ones_desk(place):
    pk = consulted(place)
    leave(place.clerk)
    make_membership(place.clerk, Role.TOWNSHIP_STAFF, township=place.towns[7])
    gone = make_user_again(place.clerk)
    assert not todos_in(WAITING, gone).exists()
    [line] = todos_in(DONE, gone).filter(flow="change_request", subject_id=pk)
    page = desk(gone)
    assert line.title.partition("：")[2] in page
    assert f'href="/desk/requests/{pk}/"' not in page


def test_the_desk_asks_the_same_for_three_steps_and_for_thirty(place):
    client, counts = browser_of(place.clerk), []
    requests = [handed_in(place)["id"] for _ in range(2)]
    for some in (1, 27):
        for number in range(some):
            for pk in requests:
                role = (Role.CLERK, Role.LEGAL)[number % 2]
                step = {"flow": "change_request", "subject_id": pk, "role": role}
                open_todo(title=f"受理：第{number}件", county_id=place.county.pk, **step)
        client.get("/desk/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_each_list_is_there_as_a_whole(place):
    pk = consulted(place)
    for number in range(60):
        step = {"flow": "change_request", "subject_id": pk, "role": Role.CLERK}
        open_todo(title=f"核对：第{number}件", county_id=place.county.pk, **step)
    assert "其余30件" in desk(place.clerk)
    assert "第49件" in desk(place.clerk, "/desk/todos/?state=mine")
    assert "第59件" in desk(place.clerk, "/desk/todos/?state=mine&page=2")
    assert place.towns[2].name in desk(place.clerk, "/desk/todos/?state=waiting")
    assert "受理" in desk(place.clerk, "/desk/todos/?state=done")
    assert "目前没有" in desk(place.other, "/desk/todos/")
