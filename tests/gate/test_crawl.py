"""Everybody may follow every link they are shown: none is dead, none shows a word its reader may
not see.
"""

import re

import pytest
from django.test import Client

from access_control.requests.circumstances import SHIPPED
from dutylist.organizations.models import Kind
from dutylist.organizations.permissions import may_enter_admin
from dutylist.organizations.roles import Role
from items.lookup.library import library
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_delegation,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
)
from tests.grounds import ground

from .crawler import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
STARTS = ["/", "/desk/", "/account/", "/help/"]
READERS = {
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.LEGAL,
    Role.PARTY_OFFICE,
    Role.RECORDER,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
    Role.AUDITOR,
}
CANARY, HIDDEN = "草稿金丝雀", "内部金丝雀"
# Lists of places of every sort, and entries that are shipped as they are worded.
PLACES_OR_TEXTS = (
    "/admin/organizations/region",
    "/admin/access_control/prohibitedentry/adopt/",
    "/api/",
)


@ground
def place(db):
    county = make_county()
    make_township("990121101000", "河口乡")
    items = make_items(
        [
            make_content(name="公文管理"),
            make_content("coordination", "消防安全"),
            make_content("reclaimed", "海洋执法巡查"),
            make_content(name=HIDDEN, public=False),
        ]
    )
    staff = make_staff(county)
    publish(county, staff=staff)
    change_items(county, [(items[0], {"name": CANARY})], by=staff[0], reason="拟调整金丝雀")
    for role in (Role.TOWNSHIP_LEAD, Role.DEPARTMENT_LEAD):
        make_delegation(role=role)
    return county


def person(role, county):
    units = {
        "township": {"township": make_township(county=county)},
        "department": {"department": make_department(county=county)},
    }
    unit = next((units[name] for name in units if role.value.startswith(name)), {"county": county})
    return make_user(role, **unit)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def bad(pages, *, allowed=(200, 301, 302)):
    return {address: status for address, (status, _) in pages.items() if status not in allowed}


@pytest.mark.parametrize("role", sorted(Role))
def test_no_link_is_dead_and_drafts_stay_in_the_office(place, role):
    user = person(Role(role), place)
    pages = crawl(signed_in(user), [*STARTS, "/admin/"] if may_enter_admin(user) else STARTS)
    assert bad(pages) == {}
    assert len(pages) > 10
    showing = sorted(address for address, (_, text) in pages.items() if CANARY in text)
    if role in READERS:
        assert showing
    else:
        assert showing == []


def test_a_stranger_follows_every_link_and_finds_no_hidden_word(place, client):
    pages = crawl(client, ["/", "/search/?q=金丝雀", "/search/?q=公文"])
    assert bad(pages) == {}
    for word in (CANARY, HIDDEN, "拟调整金丝雀"):
        showing = [
            address
            for address, (_, text) in pages.items()
            if word in text and "/search/" not in address
        ]
        assert showing == []
    asked = r'value="[^"]*"|“金丝雀”|q=[^"&]*|<title>.*?</title>'
    assert "金丝雀" not in re.sub(asked, "", pages["/search/?q=金丝雀"][1], flags=re.DOTALL)


def without_tables(text):
    """Without what is chosen from: options, the circumstances of the county's own table, and the
    common matters an item may belong to.
    """
    text = re.sub(r"<option.*?</option>", "", text)
    for matter in library().matters:
        text = text.replace(f"{matter.names[0]}\n", "\n")
    for row in SHIPPED.values():
        text = text.replace(f"<span>{row['name']}</span>", "")
    return text


def test_a_district_of_subdistricts_reads_of_no_county_and_no_town(db):
    district = make_county("990105000000", "示例区", Kind.DISTRICT)
    make_township("990105001000", "东门街道", county=district, kind=Kind.SUBDISTRICT)
    make_township("990105100000", "西门街道", county=district, kind=Kind.SUBDISTRICT)
    make_department("区自然资源局", county=district)
    lead = {"department": "区自然资源局", "role": "lead", "duty": "1.组织查处。"}
    receiver = {"department": "区自然资源局", "role": "receiver", "method": "由部门执法"}
    clerk, recorder, office_lead = make_staff(district)
    contents = [
        make_content(name="公文管理"),
        make_content("coordination", "消防安全", responsibilities=[lead]),
        make_content("reclaimed", "占道执法", responsibilities=[receiver]),
    ]
    items = change_items(
        district, [(None, content) for content in contents], by=clerk, reason="首次编制"
    ).created
    publish(
        district,
        staff=(clerk, recorder, office_lead),
        meeting="区委编委会",
        document_number="示政发〔2026〕6号",
    )
    change_items(district, [(items[0], {"name": "公文和档案管理"})], by=clerk, reason="调整")
    for client in (Client(), signed_in(clerk)):
        pages = crawl(
            client, ["/", "/desk/", f"/c/{district.code}/", "/desk/revision/", "/desk/editions/"]
        )
        assert len(pages) > 10
        for address, (_, text) in pages.items():
            if not address.startswith(PLACES_OR_TEXTS):
                found = re.findall(r".{0,20}[县镇乡村].{0,20}", without_tables(text))
                assert found == [], address
