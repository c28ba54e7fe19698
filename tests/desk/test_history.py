"""The record on the desk: one's own counties, everything for the site's auditors, and its
verification.
"""

import pytest
from django.utils.html import strip_tags

from dutylist.history.seals import head, seal
from dutylist.organizations.roles import Role
from items.models import ProposedChange
from items.register.services.editing import change_items
from items.register.services.proposals import propose_merge
from tests.factories import make_content, make_county, make_department, make_township, make_user

pytestmark = pytest.mark.either_database


def test_the_record_of_another_county_is_not_shown(revising, signed_in, staff):
    other = make_county("990122000000", "邻县")
    make_department("邻县公安局", county=other)
    clerk = make_user(Role.CLERK, county=other)
    change_items(other, [(None, make_content(name="邻县的事项"))], by=clerk, reason="邻县登记")
    assert "邻县登记" not in signed_in(staff[0]).get("/desk/history/").content.decode()
    theirs = signed_in(clerk).get("/desk/history/").content.decode()
    assert "邻县登记" in theirs
    assert "扩大范围" not in theirs


def test_the_pages_of_the_record_lead_to_each_other(revising, signed_in, staff):
    client = signed_in(staff[0])
    batch = revising.history.order_by("-history_id").first().batch
    pages = [
        f"/desk/history/batches/{batch}/",
        f"/desk/history/people/{staff[0].pk}/",
        f"/desk/history/objects/items.proposedchange/{revising.pk}/",
        f"/desk/history/objects/items.dutyitem/{revising.item_id}/",
    ]
    assert [client.get(page).status_code for page in pages] == [200] * 4
    assert "扩大范围" in client.get("/desk/history/?format=csv").getvalue().decode("utf-8-sig")


def test_a_proposed_content_reads_as_text_in_the_record(revising, signed_in, staff):
    page = (
        signed_in(staff[0])
        .get(f"/desk/history/objects/items.proposedchange/{revising.pk}/")
        .content.decode()
    )
    text = " ".join(strip_tags(page).split())
    assert "事项名称 负责河道巡查 →负责河道巡查和保洁" in text
    assert "拟调整内容“修订：负责河道巡查”" in page
    assert "&quot;name&quot;" not in page


def test_an_edition_is_called_by_its_number_and_codes_are_no_program_s_list(
    published, signed_in, staff
):
    propose_merge(make_county(), published[:2], {"name": "合并项"}, by=staff[0], reason="内容相近")
    page = signed_in(staff[0]).get("/desk/history/").content.decode()
    assert "版次“第1版”" in page
    merge = ProposedChange.objects.get()
    page = (
        signed_in(staff[0])
        .get(f"/desk/history/objects/items.proposedchange/{merge.pk}/")
        .content.decode()
    )
    assert published[1].code in page
    assert "[" not in page[page.index("涉及的其他事项编码") :][:200]


@pytest.mark.parametrize(
    "label", ["items.nothing", "axes.accessattempt", "organizations.user", "x", "items.entry"]
)
def test_only_what_the_reader_may_see_has_a_page(label, revising, signed_in, staff):
    stranger = make_user(Role.TOWNSHIP_STAFF, township=make_township())
    page = f"/desk/history/objects/{label}/999999/"
    assert [signed_in(user).get(page).status_code for user in (staff[0], stranger)] == [404, 404]


def test_an_auditor_of_the_site_reads_every_county(revising, signed_in):
    auditor = make_user(Role.AUDITOR)
    page = signed_in(auditor).get("/desk/history/").content.decode()
    assert "扩大范围" in page
    assert "测试准备" in page


def test_an_auditor_of_one_county_does_not_verify_the_record_of_all(revising, signed_in, staff):
    """What is verified is every county's: its head, the first bad row and whose it is."""
    auditor = make_user(Role.AUDITOR, region=staff[0].memberships.get().region)
    client = signed_in(auditor)
    assert client.get("/desk/history/verification/").status_code == 404
    assert client.post("/desk/history/verification/").status_code == 404
    assert "核验记录" not in client.get("/desk/").content.decode()


def test_an_auditor_verifies_the_record(revising, signed_in):
    seal()
    client = signed_in(make_user(Role.AUDITOR))
    assert head() in client.get("/desk/history/verification/").content.decode()
    assert "核验无误" in client.post("/desk/history/verification/").content.decode()
