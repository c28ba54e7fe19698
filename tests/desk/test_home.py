"""The home: what waits for whom, and nothing that is not theirs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.home.todos import StepLine
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.notices.services import open_todo, tell
from dutylist.organizations.roles import Role
from items.editions.services.editions import start_edition
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_township,
    make_user,
)

pytestmark = pytest.mark.either_database

CANARY = "金丝雀"
OUTSIDERS = (
    Role.DEPARTMENT_STAFF,
    Role.DEPARTMENT_LEAD,
    Role.TOWNSHIP_STAFF,
    Role.TOWNSHIP_LEAD,
    Role.CITY_REVIEWER,
    Role.PROVINCE_FILER,
    Role.SECURITY_ADMIN,
    Role.SYSTEM_ADMIN,
)
LOOKED_AT = (
    "/desk/",
    "/desk/revision/",
    "/desk/revision/list/",
    "/desk/editions/",
    "/desk/corrections/",
    "/desk/history/",
    "/search/?q=金丝雀",
    "/search/?q=河道",
    "/",
)


def test_the_step_due_waits_on_the_desk_of_whoever_owes_it(revising, signed_in, staff):
    edition = start_edition(make_county(), by=staff[0], with_revision=True)
    page = signed_in(staff[0]).get("/desk/").content.decode()
    assert f'href="/desk/editions/{edition.pk}/"' in page
    assert "提请审定" in page
    assert "1条拟调整内容" in page
    assert "目前没有待您办理的事项" in signed_in(staff[2]).get("/desk/").content.decode()


def test_days_left_are_said_in_words(staff, signed_in):
    county = make_county()
    open_todo(
        flow="edition",
        subject_id=1,
        title="很久以前的事",
        user=staff[0],
        county_id=county.pk,
        due_on=date(2020, 1, 2),
    )
    page = signed_in(staff[0]).get("/desk/").content.decode()
    assert "很久以前的事" in page
    assert "已超期" in page


@pytest.mark.parametrize(
    ("title", "verb", "matter"),
    [
        ("提请审定：示例县第7版：增补页", "提请审定", "示例县第7版：增补页"),
        ("外部系统“平台：测试”已自动停用，请处理", "", "外部系统“平台：测试”已自动停用，请处理"),
        ("很久以前的事", "", "很久以前的事"),
        ("提请审定：", "", "提请审定："),
    ],
)
def test_a_step_ends_at_the_colon_that_is_not_within_a_name(title, verb, matter):
    line = StepLine(ToDo(title=title))
    assert (line.verb, line.matter) == (verb, matter)


def test_whoever_keeps_the_receivers_is_told_where(signed_in, db):
    page = signed_in(make_user(Role.SYSTEM_ADMIN)).get("/desk/").content.decode()
    assert "从“外部系统”登记接收办理进展的系统" in page


def test_who_runs_the_system_is_told_that_nothing_is_compared_by_meaning(signed_in, settings, db):
    settings.MEANING = False
    told = "只按文字比对"
    assert told in signed_in(make_user(Role.SYSTEM_ADMIN)).get("/desk/").content.decode()
    assert told not in signed_in(make_user(Role.CLERK)).get("/desk/").content.decode()


def test_a_message_is_read_by_its_own_reader_only(staff, signed_in):
    tell(staff[0], "k", "请核对部门名录")
    message = InboxMessage.objects.get()
    signed_in(staff[1]).post("/desk/", {"message": message.pk})
    page = signed_in(staff[0])
    assert "请核对部门名录" in page.get("/desk/").content.decode()
    page.post("/desk/", {"message": [message.pk, "x"]})
    assert "请核对部门名录" not in page.get("/desk/").content.decode()


def test_a_township_has_its_look_up_and_its_own_items(published, signed_in):
    page = signed_in(make_user(Role.TOWNSHIP_STAFF)).get("/desk/").content.decode()
    assert 'name="t" value="990121100000"' in page
    assert 'href="/t/990121100000/"' in page
    assert "负责河道巡查" in page
    assert "版次</a>" not in page


def test_a_department_sees_the_items_that_name_it(published, signed_in):
    mine = signed_in(make_user(Role.DEPARTMENT_STAFF)).get("/desk/").content.decode()
    assert "违法占用耕地整治" in mine
    assert "负责河道巡查" not in mine
    key = make_department().pk
    assert f'href="/d/990121000000/{key}/"' in mine
    other = make_department("县公安局")
    theirs = (
        signed_in(make_user(Role.DEPARTMENT_STAFF, department=other)).get("/desk/").content.decode()
    )
    assert "违法占用耕地整治" not in theirs
    assert "目前没有涉及本部门的事项" in theirs


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_proposed_word_is_never_shown_to_those_outside(role, published, signed_in, staff):
    propose_the_canary(published, staff)
    client = signed_in(make_user(role))
    assert [path for path in LOOKED_AT if shows_the_canary(client, path)] == []


def test_a_proposed_word_is_never_shown_to_a_stranger(published, client, staff):
    propose_the_canary(published, staff)
    assert [path for path in LOOKED_AT if shows_the_canary(client, path)] == []


def test_the_canary_sings_to_those_inside(published, signed_in, staff):
    """The two tests above can fail: the same words are there for the clerk."""
    propose_the_canary(published, staff)
    client = signed_in(staff[0])
    assert [path for path in LOOKED_AT if shows_the_canary(client, path)][:2] == [
        "/desk/revision/",
        "/desk/revision/list/",
    ]


def propose_the_canary(items, staff):
    pairs = [(items[0], {"name": f"负责河道{CANARY}"}), (None, make_content(name=f"新增{CANARY}"))]
    change_items(make_county(), pairs, by=staff[0], reason=f"{CANARY}来函")


def shows_the_canary(client, path):
    """Whether the word stands anywhere but in the search box that it was typed into."""
    page = client.get(path).content.decode()
    return any(word in page for word in (f"河道{CANARY}", f"新增{CANARY}", f"{CANARY}来函"))


def test_the_home_of_a_township_asks_the_same_for_one_item_and_for_many(signed_in, db):
    client = signed_in(make_user(Role.TOWNSHIP_STAFF, township=make_township()))
    counts = []
    for some in (1, 29):
        make_items([make_content(name=f"事项{some}之{n}") for n in range(some)])
        client.get("/desk/")
        with CaptureQueriesContext(connection) as queries:
            assert "事项1之0" in client.get("/desk/").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (
            Role.CLERK,
            {
                "待我办",
                "申请",
                "考核监督",
                "吹哨",
                "问答意见",
                "会议审定",
                "集中修订",
                "版次",
                "更正",
                "变更记录",
                "公开电话",
                "导入",
                "导出",
                "代行",
                "登记管理",
            },
        ),
        (
            Role.OFFICE_LEAD,
            {
                "待我办",
                "申请",
                "考核监督",
                "吹哨",
                "问答意见",
                "会议审定",
                "集中修订",
                "版次",
                "更正",
                "变更记录",
                "公开电话",
                "导出",
                "代行",
                "登记管理",
            },
        ),
        (
            Role.AUDITOR,
            {
                "待我办",
                "申请",
                "考核监督",
                "吹哨",
                "问答意见",
                "会议审定",
                "集中修订",
                "版次",
                "更正",
                "变更记录",
                "导出",
                "外部系统",
                "受保护的记录",
                "核验记录",
                "登记管理",
            },
        ),
        (
            Role.TOWNSHIP_STAFF,
            {"待我办", "申请", "考核监督", "吹哨", "问答意见", "代行"},
        ),
        (
            Role.DEPARTMENT_LEAD,
            {"待我办", "申请", "考核监督", "吹哨", "问答意见", "代行"},
        ),
        (Role.CITY_REVIEWER, {"待我办", "申请", "导出", "代行"}),
    ],
)
def test_the_sections_follow_the_role(role, labels, published, signed_in, person):
    links = signed_in(person(role)).get("/desk/").context["desk_links"]()
    assert {
        link.label for link in links if not link.url.startswith("/admin/items/dutyitem")
    } == labels


@pytest.mark.parametrize(
    ("hub", "label", "inner", "said"),
    [
        ("supervision", "考核监督", "load", "减负对照"),
        ("questions", "问答意见", "asked", "群众怎么问"),
    ],
)
def test_a_hub_has_a_page_of_its_own_and_marks_its_section(
    hub, label, inner, said, published, signed_in, person
):
    client = signed_in(person(Role.CLERK))
    page = client.get(f"/desk/{hub}/")
    assert said in page.content.decode()
    inside = client.get(f"/desk/{inner}/").context["desk_links"]()
    assert [link.label for link in inside if link.is_current] == [label]
    assert signed_in(person(Role.CITY_REVIEWER)).get(f"/desk/{hub}/").status_code == 404
