"""Departments: what they are checked for, what remains of them after a reform, and which one a name
means.
"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations.matching import DepartmentLookup, is_slip, plain
from dutylist.organizations.models import Department, Kind
from dutylist.organizations.roles import Role
from dutylist.organizations.services.departments import (
    change_department,
    create_department,
    end_department,
    merge_departments,
    rename_department,
)
from dutylist.organizations.uscc import ALPHABET, check_character, is_uscc
from tests.factories import make_county, make_department, make_user, seeding

KNOWN = (
    "县委组织部",
    "县公安局",
    "县公安局交警大队",
    "县自然资源局",
    "县住房和城乡建设局",
    "县人力资源和社会保障局",
    "县市场监督管理局",
    "县文化旅游局",
    "县卫生健康局",
    "县农业农村局",
    "县城市管理局",
    "县消防救援大队",
    "县医疗保障局",
    "县交通运输局",
    "县商务局",
    "市生态环境局县分局",
)


@pytest.fixture
def clerk(db):
    return make_user(Role.CLERK)


@pytest.fixture
def lookup(db):
    for name in KNOWN:
        make_department(name)
    return DepartmentLookup(make_county())


def named(department):
    return department and department.name


@pytest.mark.parametrize("code", ["11511301008778183N", "115113010833722043"])
def test_the_check_character_of_real_codes_is_right(code):
    assert is_uscc(code)


@pytest.mark.parametrize(
    "code",
    ["", "11511301008778183M", "11511301008778183I", "1151130100877818N3", "11511301008778183"],
)
def test_codes_with_a_wrong_character_or_length_are_none(code):
    assert not is_uscc(code)


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(body, at, other):
    right = body + check_character(body)
    wrong = right[:at] + other + right[at + 1 :]
    assert is_uscc(right)
    assert is_uscc(wrong) == (wrong == right)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("县公安局", "县公安局"),
        (" 县 公安局\n", "县公安局"),
        ("示例县公安局", "县公安局"),
        ("县公安局（治安大队）", "县公安局"),
        ("县商务局(投资促进局)", "县商务局"),
        ("市生态环境局示例县分局", "市生态环境局县分局"),
        ("市生态环境局示例分局", "市生态环境局县分局"),
        ("公安局", None),
        ("县住建局", None),
        ("县自然资源据", None),
    ],
)
def test_a_name_is_found_as_it_is_written_and_not_otherwise(lookup, written, meant):
    assert named(lookup.find(written)) == meant


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("公安局", "县公安局"),
        ("区公安局", "县公安局"),
        ("县住建局", "县住房和城乡建设局"),
        ("住建局", "县住房和城乡建设局"),
        ("县人社局", "县人力资源和社会保障局"),
        ("县市监局", "县市场监督管理局"),
        ("县市场监管局", "县市场监督管理局"),
        ("市场监管局", "县市场监督管理局"),
        ("县自规局", "县自然资源局"),
        ("县自然资源和规划局", "县自然资源局"),
        ("县文旅局", "县文化旅游局"),
        ("县文化和旅游局", "县文化旅游局"),
        ("县卫健委", "县卫生健康局"),
        ("县卫健局", "县卫生健康局"),
        ("县农业局", "县农业农村局"),
        ("县城管局", "县城市管理局"),
        ("县消防大队", "县消防救援大队"),
        ("县医保局", "县医疗保障局"),
        ("县交通局", "县交通运输局"),
        ("组织部", "县委组织部"),
        ("县公安局交通警察大队", "县公安局交警大队"),
        ("县生态环境局", "市生态环境局县分局"),
        ("生态环境示例县分局", "市生态环境局县分局"),
        ("县自然资源据", "县自然资源局"),
        ("县人力资源社会保障局", "县人力资源和社会保障局"),
        ("县交通运愉局", "县交通运输局"),
        ("县公安局刑警大队", None),
        ("县税务局", None),
        ("县教育局", None),
        ("县应急管理局", None),
        ("县林业局", None),
        ("县工商局分局", None),
        ("", None),
    ],
)
def test_the_nearest_department_is_the_one_an_office_would_have_meant(lookup, written, meant):
    assert named(lookup.nearest(written)) == meant


@pytest.mark.parametrize(
    ("written", "known", "slip"),
    [
        ("县自然资源据", "县自然资源局", True),
        ("县自然源局", "县自然资源局", True),
        ("县自然资源局局", "县自然资源局", True),
        ("县公安局刑警大队", "县公安局交警大队", False),
        ("县第二人民医院", "县第一人民医院", False),
        ("县自然资源局", "县自然资源局", False),
        ("县自燃姿源局", "县自然资源局", False),
    ],
)
def test_a_slip_is_one_character_that_makes_no_other_office(written, known, slip):
    assert is_slip(written, known) is slip


def test_the_look_up_takes_two_queries_however_many_names(lookup, django_assert_num_queries):
    county = make_county()
    with django_assert_num_queries(2):
        again = DepartmentLookup(county)
    with django_assert_num_queries(0):
        assert again.find("县公安局")
        assert again.nearest("县某某局") is None


@given(
    st.sampled_from(KNOWN),
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from(" \u3000\n\t")), max_size=4),
)
def test_blanks_and_width_never_change_what_a_name_is(name, blanks):
    written = name
    for at, blank in blanks:
        written = written[:at] + blank + written[at:]
    assert plain(written) == plain(name) == plain(plain(written))


def test_an_alias_of_two_departments_means_neither(db):
    make_department("县农业农村局", aliases=["县农林局"])
    make_department("县林业局", aliases=["县农林局"])
    assert DepartmentLookup(make_county()).find("县农林局") is None


def test_a_second_plate_means_the_department_that_carries_it(db):
    make_department("县商务局（投资促进局）")
    lookup = DepartmentLookup(make_county())
    assert (
        named(lookup.find("县商务局"))
        == named(lookup.nearest("县投资促进局"))
        == "县商务局（投资促进局）"
    )


def test_in_a_district_the_names_begin_with_its_own_word(db):
    district = make_county("990105000000", "示例区", kind=Kind.DISTRICT)
    make_department("区住房和城乡建设局", county=district)
    lookup = DepartmentLookup(district)
    assert (
        named(lookup.find("示例区住房和城乡建设局"))
        == named(lookup.nearest("区住建局"))
        == "区住房和城乡建设局"
    )


def test_a_department_is_created_with_its_aliases(clerk):
    department = create_department(
        make_county(),
        "县水利局",
        by=clerk,
        reason="机构改革",
        aliases=["县水务局"],
        uscc="11511301008778183N",
    )
    assert named(DepartmentLookup(make_county()).find("县水务局")) == "县水利局"
    assert department.history.count() == 1


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"uscc": "11511301008778183M"}, "uscc"),
        ({"ownership": "nobody"}, "ownership"),
        ({"hours": "时" * 61}, "hours"),
    ],
)
def test_what_a_department_may_not_be_is_said_at_the_field(clerk, fields, path):
    with pytest.raises(Invalid) as refusal:
        create_department(make_county(), "县水利局", by=clerk, reason="机构改革", **fields)
    assert path in refusal.value.errors


def test_two_departments_in_being_do_not_share_a_name_or_a_code(clerk):
    create_department(
        make_county(), "县水利局", by=clerk, reason="机构改革", uscc="11511301008778183N"
    )
    with pytest.raises(Invalid, match="同名的部门已经存在。"):
        create_department(make_county(), "县水利局", by=clerk, reason="机构改革")
    with pytest.raises(Invalid, match="已用于另一个部门"):
        create_department(
            make_county(), "县水务局", by=clerk, reason="机构改革", uscc="11511301008778183N"
        )


def test_the_database_itself_refuses_a_second_department_of_the_name(db):
    first = make_department("县水利局")
    with pytest.raises(IntegrityError), seeding(), transaction.atomic():
        Department.objects.create(county=first.county, name=first.name)


def test_a_renamed_department_still_answers_to_its_old_name(clerk):
    old = make_department("县国土资源局")
    rename_department(old, "县自然资源局", by=clerk, reason="机构改革", on=date(2019, 3, 1))
    lookup = DepartmentLookup(make_county())
    assert lookup.find("县国土资源局") == lookup.find("县自然资源局") == old


def test_a_merged_department_leaves_its_names_and_people_to_the_other(clerk):
    gone, into = (
        make_department("县粮食局", aliases=["县粮食和物资储备局"]),
        make_department("县发展和改革局"),
    )
    staff = make_user(Role.DEPARTMENT_STAFF, department=gone)
    merge_departments([gone], into, by=clerk, reason="机构改革", on=date(2026, 3, 1))
    lookup = DepartmentLookup(make_county())
    assert lookup.find("县粮食局") == lookup.find("县粮食和物资储备局") == into
    assert staff.standing(date(2026, 2, 28)).department_ids() == {gone.pk}
    assert staff.standing(date(2026, 3, 1)).department_ids() == {into.pk}
    with pytest.raises(NotPossible, match="不能再变更"):
        change_department(gone, by=clerk, reason="更正", hours="8:30—17:30")


def test_a_name_is_free_again_when_its_department_has_ended(clerk):
    end_department(make_department("县扶贫办"), by=clerk, reason="机构改革")
    assert create_department(make_county(), "县扶贫办", by=clerk, reason="重新设立")


def test_changing_nothing_leaves_no_trace(clerk):
    department = make_department("县水利局", hours="8:30—17:30")
    change_department(department, by=clerk, reason="核对", hours="8:30—17:30")
    assert department.history.count() == 1


@pytest.mark.django_db
def test_only_the_staffing_office_of_the_county_changes_departments():
    for role in (
        Role.DEPARTMENT_LEAD,
        Role.SYSTEM_ADMIN,
        Role.SECURITY_ADMIN,
        Role.AUDITOR,
        Role.TOWNSHIP_LEAD,
    ):
        with pytest.raises(NotAllowed):
            create_department(make_county(), "县水利局", by=make_user(role), reason="机构改革")


@pytest.mark.django_db
def test_a_rename_to_the_same_name_is_said_to_be_none():
    department = make_department()
    with pytest.raises(Invalid, match="与现名称“县自然资源局”相同"):
        rename_department(department, "县自然资源局", by=make_user(Role.CLERK), reason="机构改革")
