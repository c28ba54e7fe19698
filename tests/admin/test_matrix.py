"""Who may open which list of the admin, as one literal table; the rows of another county are
nobody's here.
"""

from itertools import groupby
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.urls import reverse

from dutylist.organizations.admin_site import place_on_index
from dutylist.organizations.roles import Role
from dutylist.staff.admin import OF_PROGRAMS
from items.models import EditionDocument
from tests.factories import make_content, make_county, make_items

COUNTY = {
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.LEGAL,
    Role.PARTY_OFFICE,
    Role.RECORDER,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
}
BUSINESS = COUNTY | {Role.AUDITOR}
EVERYBODY = BUSINESS | {Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN}
PEOPLE = {Role.CLERK, Role.OFFICE_LEAD, Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN}
OVERSEERS = {
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.COUNTY_SECRETARY,
    Role.INSPECTOR,
    Role.AUDITOR,
}
OPENS = {
    "items.dutyitem": BUSINESS,
    "items.basicitem": BUSINESS,
    "items.coordinationitem": BUSINESS,
    "items.reclaimeditem": BUSINESS,
    "items.category": BUSINESS,
    "items.legalact": BUSINESS,
    "items.headword": BUSINESS,
    "items.phrase": BUSINESS,
    "items.importjob": BUSINESS,
    "items.proposedchange": BUSINESS,
    "items.revision": BUSINESS,
    "items.edition": BUSINESS,
    "items.editiondocument": BUSINESS,
    "access_control.prohibitedentry": BUSINESS,
    "access_control.changerequest": BUSINESS,
    "access_control.interpretation": BUSINESS,
    "access_control.opinion": BUSINESS,
    "access_control.reviewanswer": BUSINESS,
    "access_control.revisionround": BUSINESS,
    "access_control.roundopinion": BUSINESS,
    "access_control.sitting": BUSINESS,
    "assessment.executionreport": BUSINESS,
    "assessment.pledge": OVERSEERS,
    "assessment.vetoitem": OVERSEERS,
    "assessment.inspection": OVERSEERS | {Role.RECORDER},
    "assessment.reportdemand": OVERSEERS,
    "assessment.problem": OVERSEERS,
    "assessment.evaluation": OVERSEERS,
    "assessment.whistle": {
        Role.CLERK,
        Role.OFFICE_LEAD,
        Role.COUNTY_SECRETARY,
        Role.INSPECTOR,
        Role.AUDITOR,
    },
    "assessment.scheme": BUSINESS,
    "assessment.feedback": {Role.CLERK, Role.OFFICE_LEAD, Role.AUDITOR},
    "assessment.offlistreport": {Role.CLERK, Role.OFFICE_LEAD},
    "assessment.satisfactionround": BUSINESS,
    "history.batch": BUSINESS,
    "organizations.department": EVERYBODY,
    "organizations.region": EVERYBODY,
    "organizations.regiontag": EVERYBODY,
    "organizations.reorganization": EVERYBODY,
    "organizations.placeword": EVERYBODY,
    "organizations.countypolicy": EVERYBODY,
    "organizations.user": PEOPLE,
    "organizations.membership": PEOPLE,
    "organizations.accountevent": {Role.AUDITOR},
    "attachments.attachment": BUSINESS,
    "workflow.calendarday": BUSINESS | {Role.SYSTEM_ADMIN},
    "workflow.calendaryear": BUSINESS | {Role.SYSTEM_ADMIN},
    "notices.jobrun": {Role.AUDITOR, Role.SYSTEM_ADMIN},
    "notices.outboundevent": {Role.AUDITOR, Role.SYSTEM_ADMIN},
    "notices.inboxmessage": EVERYBODY,
}
ADDS = {
    "items.dutyitem": {Role.CLERK},
    "items.basicitem": {Role.CLERK},
    "items.coordinationitem": {Role.CLERK},
    "items.reclaimeditem": {Role.CLERK},
    "items.category": {Role.CLERK},
    "items.legalact": {Role.CLERK},
    "items.headword": {Role.CLERK},
    "items.phrase": {Role.CLERK},
    "access_control.prohibitedentry": {Role.CLERK},
    "assessment.pledge": {Role.CLERK},
    "assessment.vetoitem": {Role.CLERK},
    "organizations.department": {Role.CLERK, Role.OFFICE_LEAD},
    "organizations.region": {Role.CLERK, Role.OFFICE_LEAD},
    "organizations.regiontag": {Role.CLERK, Role.OFFICE_LEAD},
    "organizations.placeword": {Role.CLERK, Role.OFFICE_LEAD},
    "organizations.user": {Role.SYSTEM_ADMIN},
    "organizations.membership": {Role.SECURITY_ADMIN},
    "workflow.calendarday": {Role.SYSTEM_ADMIN},
    "workflow.calendaryear": {Role.SYSTEM_ADMIN},
}


def address(label, name):
    return reverse(f"admin:{label.replace('.', '_')}_{name}")


def test_the_table_names_every_list_and_every_list_has_its_door():
    assert {model._meta.label_lower for model in admin.site._registry} == set(OPENS)


@pytest.mark.one_database
def test_every_list_says_where_it_stands_on_the_index():
    lists = admin.site._registry.values()
    assert [options for options in lists if not options.index_heading] == []
    places = [options.index_place for options in lists]
    assert len(set(places)) == len(places)
    in_order = sorted(lists, key=place_on_index)
    headings = [options.index_heading for options in in_order]
    assert len(list(groupby(headings))) == len(set(headings))


@pytest.mark.either_database
@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_lists_and_no_other(browse, role):
    client = browse(role)
    inside = role in EVERYBODY
    answers = {label: client.get(address(label, "changelist")).status_code for label in OPENS}
    wanted = {
        label: (200 if role in roles else 403) if inside else 302 for label, roles in OPENS.items()
    }
    assert answers == wanted


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_a_role_adds_what_it_keeps_and_nothing_else(browse, role):
    client = browse(role)
    answers = {
        label: client.get(address(label, "add")).status_code
        for label in OPENS
        if label != "history.batch"
    }
    assert {label for label, status in answers.items() if status == 200} == {
        name for name, roles in ADDS.items() if role in roles
    }
    assert set(answers.values()) <= {200, 403}


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
def test_keepers_of_the_site_see_no_business_rows(browse, role):
    make_items([make_content(name="金丝雀事项")])
    client = browse(role)
    pages = [address(label, "changelist") for label in OPENS] + [reverse("admin:index")]
    assert not [page for page in pages if "金丝雀" in client.get(page).content.decode()]


def test_the_log_in_is_the_site_s_own(client, db):
    answer = client.get("/admin/items/dutyitem/", follow=True)
    assert unquote(answer.redirect_chain[-1][0]) == "/login/?next=/admin/items/dutyitem/"


def test_the_index_names_only_what_one_may_open(browse):
    page = browse(Role.SYSTEM_ADMIN).get(reverse("admin:index")).content.decode()
    assert "账号" in page
    assert "/admin/items/" not in page


def foreign_item():
    return make_items(
        [make_content(name="金丝雀事项")], county=make_county("990122000000", "邻县")
    )[0]


def test_items_of_another_county_are_in_no_list_and_not_found(browse):
    item, own = foreign_item(), make_items([make_content(name="本地事项")])[0]
    client = browse(Role.CLERK, county=own.county)
    for query in ("", "?q=金丝雀", f"?county={item.county_id}", "?state=all", "?finding=yes"):
        for label in ("items.dutyitem", "items.basicitem"):
            page = client.get(address(label, "changelist") + query).content.decode()
            assert "金丝雀事项" not in page
    for verb in ("change", "cancel", "merge", "split"):
        path = f"/admin/items/dutyitem/{item.pk}/{verb}/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"reason": "试"}).status_code == 404
    item.refresh_from_db()
    assert item.cancelled_on is None


@pytest.mark.either_database
@pytest.mark.parametrize("role", sorted(COUNTY - {Role.CLERK}))
def test_only_the_clerk_changes_an_item(browse, role):
    item = make_items([make_content()])[0]
    client = browse(role, county=item.county)
    path = reverse("admin:items_dutyitem_change", args=[item.pk])
    assert 'name="township_duty"' not in client.get(path).content.decode()
    client.post(path, {"name": "改了"})
    assert (
        client.post(f"/admin/items/dutyitem/{item.pk}/cancel/", {"reason": "试"}).status_code == 403
    )
    item.refresh_from_db()
    assert (item.name, item.cancelled_on) == ("负责公文、档案和印章管理", None)


def test_no_page_shows_bytes_or_json():
    """They are no words: SQLite gives bytes as b'...', PostgreSQL as a place in memory, both JSON
    as Python writes it.
    """
    shown = []
    for model, options in admin.site._registry.items():
        for name in options.facts or options.all_facts:
            columns = [column for column in model._meta.fields if column.name == name]
            shown += [column for column in columns if isinstance(column, OF_PROGRAMS)]
    assert shown == []
    packed = [
        options for options in admin.site._registry.values() if options.model == EditionDocument
    ]
    assert {"full", "public", "counts"}.isdisjoint(packed[0].all_facts)
