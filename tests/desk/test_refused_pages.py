"""Whoever is refused a page reads for whom it is, what he is himself, and who grants the role."""

import pytest
from django.test import Client

from dutylist.organizations.granting import grantors_of
from dutylist.organizations.roles import Role
from tests.factories import make_county, make_department, make_township, make_user

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


def test_a_refused_page_names_role_place_and_grantor(county, grantor, no_second_factor):  # noqa: F811
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
