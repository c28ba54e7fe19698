"""Who sees which page of the desk, as a table; a stranger is sent to log in, somebody else's row
does not exist.
"""

import pytest

from dutylist.organizations.roles import Role
from items.editions.services.editions import start_edition
from items.models import Correction, DutyItem, Edition
from items.register.services.corrections import submit_correction
from tests.factories import make_county, make_delegation, make_user, seeding

pytestmark = pytest.mark.either_database

PAGES = (
    "/desk/",
    "/desk/revision/",
    "/desk/revision/list/",
    "/desk/revision/changes/{change}/",
    "/desk/editions/",
    "/desk/editions/{edition}/",
    "/desk/editions/{draft}/preview/990121100000/",
    "/desk/corrections/",
    "/desk/corrections/{correction}/",
    "/desk/history/",
    "/desk/delegations/",
    "/desk/delegations/{delegation}/",
    "/desk/history/verification/",
    "/desk/history/protected/",
)
#         desk rev list change eds ed preview corrs corr hist acts act verify protected
TABLE = {
    Role.CLERK: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404),
    Role.OFFICE_LEAD: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404),
    Role.LEGAL: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404),
    Role.PARTY_OFFICE: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404),
    Role.RECORDER: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404),
    Role.COUNTY_SECRETARY: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404),
    Role.INSPECTOR: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404),
    Role.AUDITOR: (200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 200, 200),
    Role.DEPARTMENT_STAFF: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
    Role.DEPARTMENT_LEAD: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
    Role.TOWNSHIP_STAFF: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
    Role.TOWNSHIP_LEAD: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404),
    Role.CITY_REVIEWER: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
    Role.PROVINCE_FILER: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404, 404),
    Role.SECURITY_ADMIN: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
    Role.SYSTEM_ADMIN: (200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404),
}


@pytest.fixture
def pages(revising, published, staff):
    """Every page, filled in with rows of the demo county."""
    item = DutyItem.objects.get(pk=published[1].pk)
    right = item.township_duty
    with seeding("抄错一字"):
        item.township_duty = "1.日常巡察；"
        item.save()
    made = submit_correction(
        make_county(), item, "township_duty", right, by=staff[0], reason="抄错"
    )
    edition = Edition.objects.get()
    draft = start_edition(make_county(), by=staff[0], with_revision=False)
    acting = make_delegation()
    numbers = {
        "change": revising.pk,
        "edition": edition.pk,
        "draft": draft.pk,
        "correction": made.pk,
        "delegation": acting.pk,
    }
    return [page.format(**numbers) for page in PAGES]


def test_the_table_names_every_role():
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", TABLE)
def test_each_role_sees_its_pages_and_no_others(role, pages, signed_in, person):
    client = signed_in(person(role))
    assert tuple(client.get(page).status_code for page in pages) == TABLE[role]


def test_a_stranger_is_sent_to_log_in(client, pages):
    for page in pages:
        for answer in (client.get(page), client.post(page)):
            assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={page}")


def test_the_papers_of_another_county_do_not_exist(pages, signed_in):
    other = make_county("990122000000", "邻县")
    client = signed_in(make_user(Role.CLERK, county=other))
    named = [page for page in pages if any(sign.isdigit() for sign in page)]
    assert [client.get(page).status_code for page in named] == [404] * 5
    assert {client.post(page, {"action": "withdraw"}).status_code for page in named} == {404, 405}
    assert client.get("/desk/revision/?county=990121000000").status_code == 404


def test_signed_in_pages_are_kept_by_no_cache(pages, signed_in, staff):
    client = signed_in(staff[0])
    assert all("no-store" in client.get(page)["Cache-Control"] for page in pages[:-1])


def test_a_form_needs_its_token(revising, staff):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(staff[0])
    answer = client.post(
        f"/desk/revision/changes/{revising.pk}/", {"action": "withdraw", "reason": "不再需要"}
    )
    assert answer.status_code == 403
    revising.refresh_from_db()
    assert revising.outcome == "pending"


def test_a_reader_may_look_and_not_touch(pages, signed_in, person):
    client = signed_in(person(Role.INSPECTOR))
    answer = client.post(pages[3], {"action": "withdraw", "reason": "试试"})
    assert answer.status_code == 403
    assert "编办经办人可以修改" in answer.content.decode()
    assert client.post("/desk/editions/", {"reason": "起草"}).status_code == 403
    assert Correction.objects.get().status == "submitted"
