"""The lists: as many queries for 30 rows as for 3, every filter and search, nothing inline, nothing
deleted.
"""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.organizations.roles import Role
from dutylist.workflow.models import CalendarDay
from items.models import DutyItem, LegalAct
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_tag,
    make_township,
    make_user,
    publish,
    seeding,
)

from .test_matrix import ADDS, OPENS, address

INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\bstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
POLICY = "script-src 'self'"


def many(count, county):
    """So many of everything that grows with the county."""
    with seeding():
        for n in range(count):
            make_department(f"县测试{n}局", county=county, aliases=[f"测试{n}办"])
            make_user(Role.DEPARTMENT_STAFF, county=county)
            LegalAct.objects.create(county=county, title=f"测试条例{n}")
            CalendarDay.objects.create(date=date(2030, 1 + n % 12, 1 + n // 12), is_working=False)
    townships = [
        make_township(f"990121{200 + n}000", f"测试{n}镇", county=county) for n in range(count)
    ]
    tags = [make_tag(f"类型{n}", township, county=county) for n, township in enumerate(townships)]
    contents = [
        make_content(
            "coordination",
            f"测试事项{n}",
            scope="listed" if n % 2 else "tagged",
            townships=[townships[n].code] if n % 2 else [],
            tags=[] if n % 2 else [tags[n].name],
            bases=[{"act": f"测试条例{n}"}],
        )
        for n in range(count)
    ]
    return make_items(contents, county=county)


def propose_all(items, county, clerk):
    pairs = [(item, {"directory_entry": "目录"}) for item in items]
    change_items(county, pairs, by=clerk, reason="修订")


def queries_of(client, page):
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


@pytest.mark.either_database
def test_the_queries_of_a_list_do_not_grow_with_its_rows(browse):
    """With items in every state: in departments, with scopes and bases, with proposals waiting.
    Every list is read by one of those who open it, the next list by the next of them.
    """
    county, clerk = make_county(), make_user(Role.CLERK)
    readers = {role: browse(role) for role in (Role.CLERK, Role.AUDITOR, Role.SYSTEM_ADMIN)}
    shown = []
    for number, label in enumerate(OPENS):
        roles = [role for role in readers if role in OPENS[label]]
        shown.append((roles[number % len(roles)], address(label, "changelist")))
    counts = []
    for count in (3, 27):
        items = many(count, county) if count == 3 else more(27, county, clerk)
        if count == 3:
            publish(county)
        propose_all(items, county, clerk)
        for role, page in shown:
            readers[role].get(page)  # what is remembered for the day is remembered now
        counts.append({(role, page): queries_of(readers[role], page) for role, page in shown})
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 26


def more(count, county, clerk):
    """Published items that come later: through a second register, since published ones only change
    by decision.
    """
    with seeding():
        for n in range(100, 100 + count):
            make_department(f"县测试{n}局", county=county)
            make_user(Role.DEPARTMENT_STAFF, county=county)
            LegalAct.objects.create(county=county, title=f"测试条例{n}")
            CalendarDay.objects.create(date=date(2031, 1 + n % 12, 1 + n % 28), is_working=False)
            copied(n, county)
    return list(DutyItem.objects.filter(county=county, code__startswith="990121001"))


def copied(n, county):
    item = DutyItem.objects.filter(county=county).first()
    parts = list(item.responsibilities.all())
    made = DutyItem.objects.create(
        county=county, code=f"99012100{n:03d}", kind=item.kind, name=f"后来的事项{n}"
    )
    for part in parts:
        part.pk, part.item = None, made
        part.save()


def test_every_filter_and_search_answers(browse):
    item = make_items([make_content("coordination", "河道巡查"), make_content(name="公文管理")])[0]
    client = browse(Role.CLERK)
    department = item.responsibilities.get().department_id
    found = {
        "q=河": ["河道巡查"],
        "q=资源": ["河道巡查"],
        "q=查 处": ["河道巡查"],
        f"q={item.code}": ["河道巡查"],
        "q=没有": [],
        "kind=basic": ["公文管理"],
        f"department={department}": ["河道巡查"],
        "scope=all": ["河道巡查", "公文管理"],
        "publicness=internal": [],
        "pending=yes": [],
        "pending=no": ["河道巡查", "公文管理"],
        "finding=yes": ["河道巡查", "公文管理"],
        "finding=no": [],
        "state=over": [],
        "state=all&q=巡": ["河道巡查"],
        "department=": ["河道巡查", "公文管理"],
    }
    for query, names in found.items():
        page = client.get(f"{address('items.dutyitem', 'changelist')}?{query}").content.decode()
        assert {name for name in ("河道巡查", "公文管理") if f">{name}</a>" in page} == set(
            names
        ), query


def test_the_list_is_in_the_order_of_print(browse):
    make_items(
        [
            make_content("coordination", "乙", position=2),
            make_content("coordination", "甲", position=1),
        ]
    )
    make_items([make_content(name="丙")])
    page = browse(Role.CLERK).get(address("items.dutyitem", "changelist")).content.decode()
    assert re.findall(r">(甲|乙|丙)</a>", page) == ["丙", "甲", "乙"]


def pages_of(client, role):
    yield reverse("admin:index")
    for label, roles in OPENS.items():
        if role in roles:
            yield address(label, "changelist")
    for label, roles in ADDS.items():
        if role in roles:
            yield address(label, "add")


@pytest.mark.either_database
@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.OFFICE_LEAD, Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN]
)
def test_no_page_carries_script_or_style(browse, role):
    items = make_items([make_content(), make_content("coordination", "河道巡查")])
    client = browse(role)
    pages = list(pages_of(client, role))
    if role in OPENS["items.dutyitem"]:
        pages += [f"/admin/items/dutyitem/{item.pk}/change/" for item in items]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert POLICY in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert not INLINE.search(answer.content.decode()), page
        assert 'lang="zh' in answer.content.decode()


@pytest.mark.either_database
@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.OFFICE_LEAD, Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN]
)
def test_nothing_is_ever_deleted(browse, role):
    item = make_items([make_content()])[0]
    client = browse(role)
    for label, options in ((m._meta.label_lower, o) for m, o in admin.site._registry.items()):
        path = f"{address(label, 'changelist')}{item.pk}/delete/"
        assert client.get(path).status_code in (403, 404)
        assert client.post(path, {"post": "yes"}).status_code in (403, 404)
        assert not options.has_delete_permission(None)
        posted = {"action": "delete_selected", "_selected_action": [item.pk], "post": "yes"}
        client.post(address(label, "changelist"), posted)
    assert DutyItem.objects.filter(pk=item.pk, cancelled_on=None).exists()
