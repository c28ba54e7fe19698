"""The open revision: then / now / proposed, filters, withdrawing and settling on the page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from items.editions.services.editions import start_edition
from items.models import ProposedChange
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import propose_split
from tests.factories import make_content, make_county, make_items, make_staff, publish, seeding

pytestmark = pytest.mark.either_database


def text_of(answer):
    return answer.content.decode()


def test_a_change_is_shown_marked_up_against_what_stands(revising, signed_in, staff):
    page = text_of(signed_in(staff[0]).get("/desk/revision/"))
    assert "负责河道巡查<ins>和保洁</ins>" in page
    assert "扩大范围" in page
    assert staff[0].get_full_name() in page
    assert "提出时" not in page


def test_three_columns_and_a_clash_when_the_register_has_moved(
    revising, published, signed_in, staff
):
    with seeding("更正"):
        published[0].name = "负责河道日常巡查"
        published[0].save()
    page = text_of(signed_in(staff[0]).get("/desk/revision/"))
    assert "提出时" in page
    assert "事项名称已另有变动" in page


def test_every_way_of_changing_is_shown(revising, published, signed_in, staff):
    county = make_county()
    change_items(county, [(None, make_content(name="负责森林防火"))], by=staff[0], reason="新增")
    cancel_items(county, [published[2]], by=staff[0], reason="上级收回")
    payloads = [{"name": "耕地巡查"}, {"name": "耕地整改"}]
    propose_split(county, published[1], payloads, by=staff[0], reason="拆分")
    page = text_of(signed_in(staff[0]).get("/desk/revision/"))
    for word in (
        "<ins>负责森林防火</ins>",
        "<del>对建筑施工噪声的处罚</del>",
        "拆分为第1项",
        "拆分为第2项",
    ):
        assert word in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"负责河道巡查和保洁", "违法占地整治"}),
        ("?op=revise&kind=basic", {"负责河道巡查和保洁"}),
        ("?kind=coordination", {"违法占地整治"}),
        ("?op=add", set()),
        ("?outcome=withdrawn", set()),
        ("?op=nonsense&kind=none", {"负责河道巡查和保洁", "违法占地整治"}),
    ],
)
def test_filters_are_addresses(query, shown, revising, published, signed_in, staff):
    change_items(
        make_county(), [(published[1], {"name": "违法占地整治"})], by=staff[0], reason="改名"
    )
    answer = signed_in(staff[0]).get(f"/desk/revision/{query}")
    assert {comparison.change.title for comparison in answer.context["comparisons"]} == shown


def test_withdrawing_without_a_reason_is_refused_on_the_page(revising, signed_in, staff):
    answer = signed_in(staff[0]).post(
        f"/desk/revision/changes/{revising.pk}/", {"action": "withdraw", "reason": " "}
    )
    assert answer.status_code == 422
    assert "请填写理由" in text_of(answer)
    signed_in(staff[0]).post(
        f"/desk/revision/changes/{revising.pk}/", {"action": "withdraw", "reason": "不再需要"}
    )
    revising.refresh_from_db()
    assert (revising.outcome, revising.outcome_reason) == ("withdrawn", "不再需要")


def test_a_withdrawn_change_can_not_be_withdrawn_again_and_the_typed_reason_stays(
    revising, signed_in, staff
):
    client = signed_in(staff[0])
    page = f"/desk/revision/changes/{revising.pk}/"
    client.post(page, {"action": "withdraw", "reason": "不再需要"})
    answer = client.post(page, {"action": "withdraw", "reason": "我写的理由"})
    assert answer.status_code == 409
    assert "已撤回，不能再改" in text_of(answer)
    assert "我写的理由" in text_of(answer)


@pytest.mark.parametrize(
    ("keep", "stands"), [("proposed", "负责河道巡查和保洁"), ("now", "负责河道日常巡查")]
)
def test_a_clash_is_settled_for_one_side(keep, stands, revising, published, signed_in, staff):
    with seeding("更正"):
        published[0].name = "负责河道日常巡查"
        published[0].save()
    client = signed_in(staff[0])
    page = f"/desk/revision/changes/{revising.pk}/"
    assert client.post(page, {"action": "settle", "reason": "以来函为准"}).status_code == 422
    client.post(page, {"action": "settle", "keep": keep, "reason": "以来函为准"})
    revising.refresh_from_db()
    assert revising.proposed["name"] == stands
    assert revising.outcome == ("pending" if keep == "proposed" else "withdrawn")


def test_the_draft_list_shows_what_would_stand_and_what_is_found(revising, signed_in, staff):
    added = make_content(name="负责森林防火", secrecy_review=None)
    change_items(make_county(), [(None, added)], by=staff[0], reason="新增")
    page = text_of(signed_in(staff[0]).get("/desk/revision/list/"))
    for word in ("负责河道巡查和保洁", "负责森林防火", "待编", "没有登记保密审查", "请注意"):
        assert word in page


@pytest.mark.django_db
def test_the_number_of_queries_does_not_depend_on_the_number_of_changes(client):
    staff, county = make_staff(), make_county()
    items = make_items([make_content(name=f"事项{n}") for n in range(30)])
    publish(staff=staff)
    client.force_login(staff[0])

    def count(path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    pages = ("/desk/", "/desk/revision/", "/desk/revision/list/", "/desk/editions/")
    counts = []
    for some in (items[:3], items[3:]):
        change_items(
            county,
            [(item, {"name": f"{item.name}改"}) for item in some],
            by=staff[0],
            reason="改名",
        )
        counts.append([count(page) for page in pages])
    assert ProposedChange.objects.pending().count() == 30
    assert counts[0] == counts[1]


def test_pages_of_fifty_follow_each_other(client, staff):
    county = make_county()
    items = make_items([make_content(name=f"事项{n}") for n in range(55)])
    publish(staff=staff)
    change_items(
        county, [(item, {"name": f"{item.name}改"}) for item in items], by=staff[0], reason="改名"
    )
    client.force_login(staff[0])
    first = client.get("/desk/revision/?kind=basic")
    second = client.get(f"/desk/revision/?kind=basic&after={first.context['next']}")
    assert [len(first.context["comparisons"]), len(second.context["comparisons"])] == [50, 5]
    assert second.context["next"] == ""


def test_the_lead_gives_a_revision_up_and_its_changes_are_withdrawn(revising, signed_in, staff):
    lead = signed_in(staff[2])
    page = f"/desk/revision/?county={make_county().code}"
    assert [panel.action for panel in lead.get(page).context["panels"]] == ["discard"]
    assert lead.post(page, {"action": "discard", "reason": ""}).status_code == 422
    assert (
        signed_in(staff[0]).post(page, {"action": "discard", "reason": "不改了"}).status_code == 403
    )
    assert lead.post(page, {"action": "discard", "reason": "上级已有统一安排"}).status_code == 302
    revising.refresh_from_db()
    assert (revising.outcome, revising.outcome_reason) == ("withdrawn", "上级已有统一安排")
    assert "没有正在进行的集中修订" in text_of(lead.get(page))


def test_a_revision_on_its_way_with_an_edition_is_not_given_up(revising, signed_in, staff):
    start_edition(make_county(), by=staff[0], with_revision=True)
    answer = signed_in(staff[2]).post(
        "/desk/revision/", {"action": "discard", "reason": "我写的理由"}
    )
    assert answer.status_code == 409
    assert "请先放弃起草该版次" in text_of(answer)
    assert "我写的理由" in text_of(answer)
