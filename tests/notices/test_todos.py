"""Whose to-do it is: role, unit, person, county; opened and closed once."""

from datetime import date

import pytest

from dutylist.notices.models import ToDo
from dutylist.notices.services import close_todos, open_todo
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_department, make_membership, make_township, make_user

pytestmark = pytest.mark.django_db


def ask(role="", **fields):
    fields.setdefault("county_id", make_county().pk)
    return open_todo(flow="edition", subject_id=1, title="征求意见：河道巡查", role=role, **fields)


def test_a_departments_to_do_is_for_its_people_only():
    ours, others = make_department("县水利局"), make_department("县林业局")
    todo = ask(Role.DEPARTMENT_LEAD, department_id=ours.pk)
    assert list(ToDo.objects.for_user(make_user(Role.DEPARTMENT_LEAD, department=ours))) == [todo]
    assert not ToDo.objects.for_user(make_user(Role.DEPARTMENT_LEAD, department=others)).exists()
    assert not ToDo.objects.for_user(make_user(Role.DEPARTMENT_STAFF, department=ours)).exists()


def test_a_townships_to_do_is_for_its_people_only():
    ours, others = make_township(), make_township("990121101000", "河西镇")
    todo = ask(Role.TOWNSHIP_LEAD, region_id=ours.pk)
    assert list(ToDo.objects.for_user(make_user(Role.TOWNSHIP_LEAD, township=ours))) == [todo]
    assert not ToDo.objects.for_user(make_user(Role.TOWNSHIP_LEAD, township=others)).exists()


def test_a_units_to_do_is_not_another_units_of_the_same_person():
    ours, others = make_department("县水利局"), make_department("县林业局")
    person = make_user(Role.DEPARTMENT_LEAD, department=ours)
    make_membership(person, Role.DEPARTMENT_STAFF, department=others)
    ask(Role.DEPARTMENT_LEAD, department_id=others.pk)
    assert not ToDo.objects.for_user(person).exists()


def test_a_to_do_by_name_is_for_that_person():
    mine, other = make_user(), make_user()
    todo = ask(user_id=mine.pk)
    assert list(ToDo.objects.for_user(mine)) == [todo]
    assert not ToDo.objects.for_user(other).exists()


def test_the_office_sees_what_its_county_waits_for():
    todo = ask(Role.RECORDER)
    assert list(ToDo.objects.visible_to(make_user(Role.OFFICE_LEAD))) == [todo]
    assert not ToDo.objects.visible_to(
        make_user(Role.OFFICE_LEAD, county=make_county("990122000000", "邻县"))
    ).exists()


def test_to_dos_close_once_and_say_who_closed_them():
    person = make_user(Role.CLERK)
    todo = ask(Role.CLERK, due_on=date(2026, 11, 20))
    assert close_todos("edition", 1, by=person) == 1
    assert close_todos("edition", 1, by=person) == 0
    assert ToDo.objects.get(pk=todo.pk).closed_by == person
    assert not ToDo.objects.overdue(date(2026, 12, 1)).exists()


def test_only_a_deadline_passed_is_overdue():
    ask(Role.CLERK, due_on=date(2026, 11, 20))
    assert not ToDo.objects.overdue(date(2026, 11, 20)).exists()
    assert ToDo.objects.overdue(date(2026, 11, 21)).count() == 1


def test_the_list_of_ones_own_to_dos_stays_at_one_query(django_assert_num_queries):
    person = make_user(Role.CLERK)
    person.standing()
    for _ in range(30):
        ask(Role.CLERK)
    with django_assert_num_queries(1):
        assert len(ToDo.objects.for_user(person)) == 30
