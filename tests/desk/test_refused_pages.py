"""Whoever is refused a page reads for whom it is, what he is himself, and who grants the role."""

from datetime import date

import pytest
from django.test import Client

from dutylist.organizations.granting import grantors_of
from dutylist.organizations.roles import Role
from tests.factories import (
    make_county,
    make_department,
    make_membership,
    make_township,
    make_user,
    seeding,
)

from .people import no_second_factor  # noqa: F401 (fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def county(db):
    return make_county()


@pytest.fixture
def grantor(county):
    return make_user(Role.SECURITY_ADMIN, region=county, name="王安全")


def browser_of(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_a_refused_page_names_role_place_and_grantor(
    county,
    grantor,
    no_second_factor,  # noqa: F811
):
    user = make_user(Role.DEPARTMENT_STAFF, department=make_department(county=county))
    answer = browser_of(user).get("/admin/items/import/")
    told = answer.content.decode()
    assert answer.status_code == 403
    assert f"“导入”由{Role.CLERK.label}使用。" in told
    assert f"您现在的角色：{Role.DEPARTMENT_STAFF.label}。" in told
    assert f"由王安全（{county}）授予" in told


def test_staff_keep_their_masthead_where_nothing_is_found(county, no_second_factor):  # noqa: F811
    user = make_user(Role.CLERK, region=county)
    for path in ("/desk/nothing/", "/admin/nothing/", "/desk/requests/999999/"):
        answer = browser_of(user).get(path)
        told = answer.content.decode()
        assert answer.status_code == 404
        assert "没有找到这个页面" in told
        assert "退出登录" in told
    assert "退出登录" not in browser_of(user).get("/nothing/").content.decode()
    assert "退出登录" not in Client().get("/desk/nothing/").content.decode()


def test_who_has_no_role_is_told_whom_to_ask(county, grantor, no_second_factor):  # noqa: F811
    user = make_user(opened_for=county)
    told = browser_of(user).get("/desk/").content.decode()
    assert "您的账号现在没有任何角色。" in told
    assert f"由王安全（{county}）授予" in told


def test_the_grantor_of_ones_own_place_is_named_first_and_none_of_another(county, grantor):
    other = make_county("990131000000", "邻县")
    make_user(Role.SECURITY_ADMIN, region=other, name="邻县人")
    make_user(Role.SECURITY_ADMIN, name="全站人")
    user = make_user(Role.TOWNSHIP_STAFF, township=make_township(county=county))
    assert grantors_of(user) == [f"王安全（{county}）", "全站人（全站）"]
    assert grantors_of(make_user()) == ["全站人（全站）"]


def test_who_has_only_an_ended_or_a_coming_role_is_told_so(
    county,
    grantor,
    no_second_factor,  # noqa: F811
):
    user = make_user(opened_for=county)
    make_membership(user, Role.CLERK, county=county, ends_on=date(2026, 1, 31))
    told = browser_of(user).get("/desk/").content.decode()
    assert f"您在{county}的{Role.CLERK.label}的任职已于2026年1月31日终止。" in told
    assert f"由王安全（{county}）授予" in told
    make_membership(user, Role.RECORDER, county=county, starts_on=date(2070, 1, 1))
    told = browser_of(user).get("/desk/").content.decode()
    assert f"您在{county}的{Role.RECORDER.label}自2070年1月1日起任职" in told


def test_who_works_in_a_closed_place_is_told_whom_to_ask(
    county,
    grantor,
    no_second_factor,  # noqa: F811
):
    closed = make_department("县旅游局", county=county)
    user = make_user(Role.DEPARTMENT_LEAD, department=closed)
    assert "授予，请与其联系" not in browser_of(user).get("/desk/").content.decode()
    with seeding():
        closed.valid_until = date(2026, 1, 31)
        closed.save()
    told = browser_of(user).get("/desk/").content.decode()
    assert "您任职的县旅游局已经撤销（2026年1月31日止）" in told
    assert f"由王安全（{county}）授予" in told
    assert "轮到您时" not in told


def test_a_page_that_is_not_found_says_to_the_roleless_whom_to_ask(
    county,
    grantor,
    no_second_factor,  # noqa: F811
):
    user = make_user(opened_for=county)
    told = browser_of(user).get("/desk/revision/").content.decode()
    assert f"由王安全（{county}）授予" in told
    clerk = make_user(Role.CLERK, region=county)
    assert "授予" not in browser_of(clerk).get("/desk/nothing/").content.decode()
