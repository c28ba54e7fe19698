"""No form offers a choice that leads to nothing: a box without anything to choose from says what is
missing and who can add it.
"""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from access_control.requests.services.drafting import create_request
from dutylist.organizations.roles import Role
from items.entry.lookup import Lookup
from items.imports.services.jobs import preview_uploads
from items.register.admin.bulk_pages import BulkForm
from items.register.forms import MISSING
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_staff,
    make_townships,
    make_user,
    publish,
)
from tests.gate.test_crawl import person, signed_in
from tests.grounds import ground
from tests.imports.workbooks import RIVER, save_workbook

from .crawler import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
OFFICE = ["/desk/", "/admin/", "/desk/requests/new/", "/admin/items/import/"]
UNIT = ["/desk/", "/desk/requests/new/"]
STARTS = {
    Role.CLERK: OFFICE,
    Role.SECURITY_ADMIN: ["/admin/"],
    Role.DEPARTMENT_LEAD: UNIT,
    Role.TOWNSHIP_LEAD: UNIT,
    Role.INSPECTOR: ["/desk/problems/new/"],
    Role.CITY_REVIEWER: ["/admin/items/export/"],
}

MOST, MOST_OF_OTHERS = 600, 120
WHO = ("由经办人", "由系统管理员", "由安全管理员", "请在下面上传")
# What is read and what is said of a county besides: no form of these offers a choice of its own.
READ = ("/c/", "/t/", "/i/", "/search/", "/help/", "/api/", "/accessibility/", "/admin/history/")


@ground
def poor(db):
    """A county of two towns that has published one item: no category, no type of region, no act, no
    second item, one department. Its item is being changed, a file was handed in, and the
    department drafts a request.
    """
    county = make_county()
    make_townships(2, county=county)
    staff = make_staff(county)
    items = make_items([make_content(name="公文管理")], county=county)
    publish(county, staff=staff)
    change_items(county, [(items[0], {"name": "公文和档案管理"})], by=staff[0], reason="拟调整")
    book = BytesIO()
    save_workbook(book, ("coordination", [RIVER]))
    preview_uploads([SimpleUploadedFile("清单.xlsx", book.getvalue())], county=county, by=staff[0])
    drafted = {"op": "add", "item": {"kind": "coordination", "name": "海漂垃圾线索上报"}}
    head = {"channel": "admission", "circumstance": "superior", "title": "请求纳入清单"}
    create_request(
        {"county": county.code, **head, "changes": [drafted]},
        by=person(Role.DEPARTMENT_LEAD, county),
    )
    return county


@ground
def bare(db):
    """A county that was set up and nothing else."""
    county = make_county()
    make_townships(2, county=county)
    make_staff(county)
    return county


def follows(link):
    path = link.partition("?")[0]
    return path.endswith("/") and not path.startswith(READ) and "/history/" not in path


@pytest.mark.parametrize("role", STARTS)
def test_a_choice_without_anything_to_choose_says_what_is_missing(poor, role):
    assert wrong_at(person_of(role, poor), role) == {}


@pytest.mark.parametrize("role", [Role.CLERK, Role.DEPARTMENT_LEAD])
def test_so_does_a_county_that_has_nothing_yet(bare, role):
    assert wrong_at(person_of(role, bare), role) == {}


def person_of(role, county):
    if role == Role.CITY_REVIEWER:
        return make_user(role, region=county.parent)
    return person(role, county)


def wrong_at(user, role):
    """{address: what its forms offer to choose from and have not}"""
    limit = MOST if role == Role.CLERK else MOST_OF_OTHERS
    pages = crawl(signed_in(user), STARTS[role], limit=limit, follows=follows)
    assert len(pages) < MOST
    wrong = {}
    for address, (status, text) in pages.items():
        if status == 200 and "<form" in text:
            faults = list(faults_of(html.fromstring(text)))
            wrong |= {address: faults} if faults else {}
    return wrong


def faults_of(page):
    for form in page.iter("form"):
        for box in [*form.iter("select"), *form.iter("fieldset")]:
            if is_empty(box) and not says_who(box):
                yield box.get("name") or " ".join(box.text_content().split())
        if form.get("method") == "post":
            yield from scopes_of_nothing(form)


def is_empty(box):
    if box.tag == "select":
        return not any(option.get("value", option.text) for option in box.iter("option"))
    return not box.xpath(".//input | .//select | .//textarea | .//button")


def says_who(box):
    around = box
    while around is not None and "field" not in (around.get("class") or "").split():
        around = around.getparent()
    told = box.getparent() if around is None else around
    said = "".join(hint.text_content() for hint in told.find_class("hint"))
    return any(who in said for who in WHO)


def scopes_of_nothing(form):
    """A radio for which there are no boxes to tick."""
    for value, boxes in (("tagged", "tags"), ("listed", "townships")):
        for radio in form.xpath(f".//input[@type='radio'][@value='{value}']"):
            stem = radio.get("name").removesuffix("scope")
            if not form.xpath(f".//input[@name='{stem}{boxes}']"):
                yield f"{radio.get('name')}={value}"


def test_a_bulk_edit_offers_no_type_of_region_where_there_is_none(poor):
    form = BulkForm(lookup=Lookup(poor), request=None)
    assert [value for value, _ in form.fields["scope"].choices] == ["", "all", "listed"]
    assert form["tags"].help_text == MISSING["tags"]
