"""Whose turn it is: to-dos opened and closed, the sentence, and a turn nobody is left for."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform, whose_turn
from tests.factories import (
    make_county,
    make_delegation,
    make_department,
    make_membership,
    make_user,
)

pytestmark = pytest.mark.django_db
SITTING = {
    "meeting": "县委编委会议",
    "decided_on": date(2026, 11, 20),
    "minutes_number": "编委纪要〔2026〕3号",
}
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=timezone.get_default_timezone())


def titles(user):
    return [todo.title for todo in ToDo.objects.for_user(user)]


def test_a_to_do_goes_from_one_to_the_next(edition, clerk, recorder, lead):
    assert titles(clerk) == ["提请审定：示例县第7版"]
    perform(edition, "submit", by=clerk)
    assert (titles(clerk), titles(recorder)) == ([], ["登记审定结果：示例县第7版"])
    perform(edition, "approve", by=recorder, at=MONDAY, **SITTING)
    assert (titles(recorder), titles(lead)) == ([], ["公布：示例县第7版"])
    closed = ToDo.objects.get(role=Role.RECORDER)
    assert (closed.closed_by, ToDo.objects.open().get().due_on) == (recorder, date(2026, 12, 21))


def test_nobody_owes_anything_once_it_is_discarded(edition, clerk):
    perform(edition, "discard", by=clerk, reason="不再编制")
    assert whose_turn(edition) == ""
    assert not ToDo.objects.open().exists()


def test_who_may_not_do_it_does_not_find_it_to_do(edition, clerk):
    make_membership(clerk, Role.RECORDER)
    perform(edition, "submit", by=clerk)
    assert titles(clerk) == []


def test_another_countys_clerk_has_nothing_to_do(edition):
    stranger = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    assert titles(stranger) == []
    assert not ToDo.objects.visible_to(stranger).exists()


def test_the_page_says_who_owes_the_step_and_until_when(edition, clerk, recorder, lead):
    assert whose_turn(edition) == "待编办经办人办理“提请审定”，不计办理时限。"
    perform(edition, "submit", by=clerk)
    perform(edition, "approve", by=recorder, at=MONDAY, **SITTING)
    sentence = whose_turn(edition, on=date(2026, 12, 16))
    assert sentence == "待编办负责人办理“公布”，2026年12月21日前办结，还剩3个工作日。"


def test_a_deadline_in_a_year_not_announced_is_shown_with_the_warning(
    edition, clerk, recorder, lead
):
    perform(edition, "submit", by=clerk)
    december = datetime(2026, 12, 28, 9, 30, tzinfo=timezone.get_default_timezone())
    perform(edition, "approve", by=recorder, at=december, **SITTING)
    assert "2027年放假调休安排尚未公布" in whose_turn(edition)


def test_a_turn_nobody_is_left_for_names_the_role_to_appoint(edition, clerk):
    make_membership(clerk, Role.RECORDER)
    perform(edition, "submit", by=clerk)
    assert whose_turn(edition).endswith("但目前没有可以办理的人员，请任命审定结果登记人。")
    make_user(Role.RECORDER)
    assert whose_turn(edition).endswith("不计办理时限。")


def test_somebody_who_must_stand_aside_does_not_count_as_left(edition, clerk, recorder):
    department = make_department("县住房和城乡建设局")
    make_membership(recorder, Role.DEPARTMENT_STAFF, department=department)
    edition.interested_departments = lambda: [department.pk]
    perform(edition, "submit", by=clerk)
    assert "请任命审定结果登记人" in whose_turn(edition)


def test_who_acts_for_somebody_who_must_stand_aside_does_not_count_as_left(
    edition, clerk, recorder
):
    perform(edition, "submit", by=clerk)
    make_delegation(clerk, recorder, role=Role.CLERK)
    assert "请任命审定结果登记人" in whose_turn(edition)


def test_every_unit_still_owed_is_named(edition, clerk):
    edition.units_owed = lambda: ["城关镇", "河西镇"]
    assert whose_turn(edition).startswith("待城关镇、河西镇（编办经办人）办理")
