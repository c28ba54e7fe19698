"""A change set is its owner's: another kind of owner than the revision uses every verb, asked for
itself who reads, who changes, and until when.
"""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from dutylist.history.models import Batch
from dutylist.organizations.models import Region, User
from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.editions.documents import entries_of
from items.editions.draft_entries import draft_entries
from items.editions.services.lapsing import lapse_items
from items.entry.lookup import Lookup
from items.imports.matching.present_list import Register
from items.models import ChangeSet, DutyItem, Lineage, ProposedChange, Revision
from items.models.proposals import owner_models
from items.register.followers import move_codes
from items.register.services.applying import apply_changes
from items.register.services.corrections import approved_text
from items.register.services.edit_conditions import seen_versions
from items.register.services.editing import change_items
from items.register.services.many_changes import withdraw_changes
from items.register.services.proposals import amend_change, settle_clash, withdraw_change
from items.register.services.proposing import propose_change, propose_changes
from tests.at_once import race
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.grounds import ground

from .petitions import NUMBER, Petition, hand_in, make_petition, table_of_petitions

pytestmark = pytest.mark.django_db
NAMES = ("河道巡查", "公文管理", "社区矫正", "禁毒帮教", "消防安全", "防汛值守", "森林防火")
TOWN = "990121100000"


def county_with_departments():
    """A published county, a department that petitions, and who else there is."""
    county, staff = make_county(), make_staff()
    make_township(TOWN, "城关镇")
    items = make_items([make_content("coordination", name) for name in NAMES])
    publish(county, staff=staff)
    own, other = make_department(county=county), make_department("县公安局", county=county)
    return SimpleNamespace(
        county=county,
        items=items,
        clerk=staff[0],
        department=own,
        officer=make_user(Role.DEPARTMENT_STAFF, department=own),
        auditor=make_user(Role.AUDITOR, county=county),
        other=make_user(Role.DEPARTMENT_LEAD, department=other),
        town=make_user(Role.TOWNSHIP_LEAD, township=make_township(TOWN, "城关镇")),
    )


@ground
def place(db):
    return county_with_departments()


@pytest.fixture
def petitions(monkeypatch):
    """The second kind of owner, for as long as a test lasts."""
    monkeypatch.setitem(owner_models, Petition.owner_kind, Petition)
    with table_of_petitions():
        yield


@pytest.fixture
def petition(place, petitions):
    return make_petition(place.department)


def revised(item, **fields):
    return {"op": "revise", "code": item.code, "item": fields}


def everything(items):
    """One change of each kind."""
    receiver = {"department": "县公安局", "role": "receiver", "method": "由部门直接办理"}
    reclaimed = {"kind": "reclaimed", "township_duty": "", "responsibilities": [receiver]}
    codes = [item.code for item in items]
    return [
        {"op": "add", "item": make_content("coordination", "海漂垃圾线索上报")},
        revised(items[0], name="河道巡查和保洁"),
        {"op": "cancel", "code": codes[1]},
        {"op": "merge", "codes": codes[2:4], "item": {"name": "社区矫正和禁毒帮教"}},
        {"op": "split", "code": codes[4], "items": [{"name": "消防宣传"}, {"name": "隐患上报"}]},
        {"op": "transfer", "code": codes[5], "item": reclaimed},
        {"op": "scope", "code": codes[6], "item": {"scope": "listed", "townships": [TOWN]}},
    ]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_every_kind_of_change_is_proposed_and_applied_for_another_owner(place, petition):
    propose_changes(petition, everything(place.items), by=place.officer)
    changes = list(petition.changes.order_by("pk"))
    assert [change.op for change in changes] == [one["op"] for one in everything(place.items)]
    assert not Revision.objects.exists()
    with seeding("审定"):
        apply_changes(place.county, changes, decided_on=date(2026, 5, 10))
    current = {item.code: item.name for item in DutyItem.objects.current()}
    made = {change.op: [current[code] for code in change.made] for change in changes}
    assert made == {
        "add": ["海漂垃圾线索上报"],
        "revise": [],
        "cancel": [],
        "merge": ["社区矫正和禁毒帮教"],
        "split": ["消防宣传", "隐患上报"],
        "transfer": [],
        "scope": [],
    }
    assert {change.outcome for change in petition.changes} == {"applied"}
    assert Lineage.objects.count() == 4


def test_what_a_change_made_carries_its_decision(place, petition):
    propose_changes(petition, everything(place.items), by=place.officer)
    with seeding("审定"):
        apply_changes(place.county, petition.changes.all(), decided_on=date(2026, 5, 10))
    entries = entries_of(place.county, Lookup(place.county))
    decision = {"request": "县自然资源局的申请", "document_number": NUMBER}
    assert len(entries) == 7
    assert all(entry["decision"] == entry["public_decision"] == decision for entry in entries)


def test_the_text_with_which_an_item_came_into_the_list_is_its_approved_text(place, petition):
    split = everything(place.items)[4]
    change = propose_change(petition, split, by=place.officer)
    with seeding("审定"):
        apply_changes(place.county, [change], decided_on=date(2026, 5, 10))
    item = DutyItem.objects.get(name="隐患上报")
    named = SimpleNamespace(field="name", department="", department_role="")
    approved = approved_text(item, named)
    assert approved == ("隐患上报", "县自然资源局的申请审定采纳的内容")


def test_all_faults_of_all_changes_come_at_once_and_nothing_is_kept(place, petition):
    asked = [
        {"op": "add", "item": {"kind": "basic", "name": "", "bases": [{"act": ""}]}},
        {"op": "fly", "code": place.items[0].code},
        {"op": "cancel", "code": "99012199999", "item": {}},
        revised(place.items[1], kind="basic"),
        {"op": "merge", "codes": [place.items[2].code] * 2, "item": {}},
        {"op": "split", "code": place.items[3].code, "items": [{"name": "甲"}, {"name": ""}]},
        {"op": "scope", "code": place.items[4].code, "item": {"name": "乙"}},
        {"op": "transfer", "code": place.items[5].code, "item": {"name": "乙"}},
        revised(place.items[6], name=place.items[6].name),
        "取消",
    ]
    with pytest.raises(Invalid) as refused:
        propose_changes(petition, asked, by=place.officer)
    assert {
        "changes.0.item.name",
        "changes.0.item.bases.0.act",
        "changes.1.op",
        "changes.2.item",
        "changes.3.item.kind",
        "changes.4.codes",
        "changes.5.items.1.name",
        "changes.6.item.name",
        "changes.7.item.kind",
        "changes.8.item",
        "changes.9",
    } == set(refused.value.errors)
    assert not petition.changes.exists()


def test_the_owner_says_who_changes_it_and_until_when(place, petition):
    add = everything(place.items)[0]
    for stranger in (place.clerk, place.other, place.town, place.auditor):
        with pytest.raises(NotAllowed, match="县自然资源局的申请"):
            propose_change(petition, add, by=stranger)
    change = propose_change(petition, add, by=place.officer)
    content = {"name": "海漂垃圾上报"}
    assert amend_change(change, content, by=place.officer, reason="").title == "海漂垃圾上报"
    with pytest.raises(NotAllowed):
        withdraw_change(change, by=place.clerk, reason="不妥")
    with pytest.raises(NotAllowed):
        withdraw_changes(place.county, [change], by=place.clerk, reason="不妥")
    hand_in(petition)
    for verb in (
        lambda: propose_change(petition, revised(place.items[0], name="甲"), by=place.officer),
        lambda: amend_change(change, content, by=place.officer, reason=""),
        lambda: withdraw_change(change, by=place.officer, reason=""),
    ):
        with pytest.raises(NotPossible, match="其内容不能再改"):
            verb()
    change.refresh_from_db()
    assert (change.outcome, change.version) == ("pending", 2)


def test_a_clash_of_another_owner_is_settled_by_its_own_people(place, petition):
    change = propose_change(petition, revised(place.items[0], name="甲"), by=place.officer)
    with pytest.raises(NotPossible, match="没有需要处理的冲突"):
        settle_clash(change, keep="now", by=place.officer, reason="")
    with seeding("另行审定"):
        place.items[0].name = "乙"
        place.items[0].save()
    with pytest.raises(NotAllowed):
        settle_clash(change, keep="proposed", by=place.clerk, reason="以申请为准")
    with pytest.raises(Stale):
        settle_clash(change, keep="proposed", by=place.officer, reason="", expect=9)
    settled = settle_clash(change, keep="proposed", by=place.officer, reason="", expect=1)
    assert (settled.then["name"], settled.proposed["name"], settled.version) == ("乙", "甲", 2)


def test_a_draft_is_read_by_its_unit_and_the_auditor_alone(place, petition):
    change = propose_change(petition, revised(place.items[0], name="草稿"), by=place.officer)
    readers = [place.officer, place.auditor]
    others = [place.clerk, place.other, place.town]
    assert_readers(change, readers, others)
    hand_in(petition)
    assert_readers(change, [*readers, place.clerk], [place.other, place.town])


def audiences_of(change):
    """For whom the batches are that wrote a change, in their order."""
    batches = Batch.objects.in_bulk(list(batches_of(change)))
    return [batches[batch].audience for batch in batches_of(change)]


def test_the_record_of_a_draft_is_read_by_its_unit_and_the_auditor_alone(place, petition):
    """Every page and address of the record keeps the draft to its readers, and how it came to be
    also after it was handed in.
    """
    change = propose_change(petition, revised(place.items[0], name="海漂金丝雀"), by=place.officer)
    amended = {"name": "滩涂金丝雀"}
    amend_change(change, amended, by=place.officer, reason="改稿金丝雀", expect=1)
    unit = f",department:{place.department.pk},"
    assert audiences_of(change) == [unit, unit]
    addresses = [
        "/desk/history/",
        "/desk/history/?format=csv",
        "/api/v1/history/",
        f"/desk/history/objects/items.proposedchange/{change.pk}/",
        *(f"/desk/history/batches/{batch}/" for batch in batches_of(change)),
        *(f"/api/v1/history/{batch}/" for batch in batches_of(change)),
    ]
    told = {"改稿金丝雀", "海漂金丝雀", "滩涂金丝雀"}
    for user in (place.officer, place.auditor):
        assert told_at(addresses, user) == told, user
    for user in (place.clerk, place.other, place.town):
        assert told_at(addresses, user) == set(), user
    hand_in(petition)
    assert told_at(addresses, place.clerk) == {"滩涂金丝雀"}  # what was handed in, by its name


def batches_of(change):
    return change.history.order_by("history_id").values_list("batch", flat=True)


def told_at(addresses, user):
    """The planted words that these addresses tell this person."""
    client, words = signed_in(user), set()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        content = b"".join(answer) if answer.streaming else answer.content
        words.update(re.findall("[海滩改][漂涂稿]金丝雀", content.decode()))
    return words


def assert_readers(change, readers, others):
    for user in readers:
        assert list(ProposedChange.objects.visible_to(user)) == [change], user
        assert list(ChangeSet.objects.visible_to(user)) == [change.change_set], user
        assert_read(signed_in(user), change, status=200)
    for user in others:
        assert not ProposedChange.objects.visible_to(user).exists(), user
        assert not ChangeSet.objects.visible_to(user).exists(), user
        assert_read(signed_in(user), change, status=404)


def assert_read(client, change, *, status):
    listed = client.get("/api/v1/proposed-changes/").json()["results"]
    assert [row["id"] for row in listed] == ([change.pk] if status == 200 else [])
    path = f"/api/v1/proposed-changes/{change.pk}/"
    assert client.get(path).status_code == status
    if status == 404:
        for method, address in (("patch", path), ("delete", path), ("post", f"{path}settle/")):
            sent = getattr(client, method)(
                address, {}, content_type="application/json", headers={"If-Match": "*"}
            )
            assert sent.status_code == 404


def test_a_draft_shows_in_no_list_of_the_office(place, petition):
    versions = seen_versions(place.items)
    propose_changes(petition, everything(place.items), by=place.officer)
    assert seen_versions(place.items) == versions
    drafted = [entry["name"] for entry in draft_entries(place.county, Lookup(place.county))]
    assert drafted == list(NAMES)
    known = Register(place.county)
    assert (known.waiting, len(known.planned_items)) == ([], len(NAMES))
    client = signed_in(place.clerk)
    for path in (
        "/admin/items/dutyitem/",
        "/admin/items/dutyitem/?pending=yes",
        "/admin/items/proposedchange/?outcome=all",
        f"/desk/revision/?county={place.county.code}",
        "/api/v1/items/",
    ):
        page = client.get(path).content.decode()
        assert "海漂垃圾" not in page, path
        assert "河道巡查和保洁" not in page, path
        assert '<span class="waiting">' not in page, path
        assert '"change_pending":true' not in page, path


def test_the_office_keeps_its_own_change_beside_that_of_another_owner(place, petition):
    item = place.items[0]
    theirs = propose_change(petition, revised(item, name="部门的名称"), by=place.officer)
    ours = change_items(
        place.county, [(item, {"name": "编办的名称"})], by=place.clerk, reason="改名"
    ).proposed[0]
    theirs.refresh_from_db()
    assert (theirs.proposed["name"], ours.proposed["name"]) == ("部门的名称", "编办的名称")
    assert ours.change_set != theirs.change_set
    with pytest.raises(NotPossible, match="已有待审定的拟调整内容"):
        propose_change(petition, revised(item, name="再改"), by=place.officer)


def test_the_api_tells_and_changes_what_another_owner_proposes(place, petition):
    review = {"reviewer": "张三", "on": "2026-01-01", "result": "可以公开"}
    change_items_reviewed(place, review)
    change = propose_change(petition, revised(place.items[0], name="草稿"), by=place.officer)
    path, client = f"/api/v1/proposed-changes/{change.pk}/", signed_in(place.officer)
    body = client.get(path).json()
    assert (body["petition"], body["revision"]) == (petition.pk, None)
    assert "secrecy_review" not in body["then"]
    assert "secrecy_review" not in body["proposed"]
    amended = client.patch(
        path,
        {"item": {"name": "再改"}},
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )
    assert (amended.status_code, amended["ETag"]) == (200, '"2"')
    hand_in(petition)
    shown = signed_in(place.clerk).get(path).json()
    assert shown["then"]["secrecy_review"] == review
    for user, status in ((place.officer, 409), (place.clerk, 403)):
        sent = signed_in(user).delete(
            path, {"reason": "不妥"}, content_type="application/json", headers={"If-Match": '"2"'}
        )
        assert sent.status_code == status


def change_items_reviewed(place, review):
    with seeding("保密审查"):
        item = place.items[0]
        item.secrecy_reviewer, item.secrecy_result = review["reviewer"], review["result"]
        item.secrecy_reviewed_on = date.fromisoformat(review["on"])
        item.save()


def test_a_reform_moves_townships_within_a_draft_for_its_readers_alone(place, petition):
    change = propose_change(petition, everything(place.items)[6], by=place.officer)
    heir = make_township("990121101000", "河口乡")
    with seeding("并乡"):
        move_codes(Region.objects.get(code=TOWN), [heir], by=User.objects.system(), reason="并乡")
    change.refresh_from_db()
    assert change.proposed["townships"] == [heir.code]
    assert audiences_of(change) == [f",department:{place.department.pk},"] * 2


def test_a_change_goes_with_the_item_that_lapses_until_it_is_handed_in(place, petition):
    ended, decided = place.items[:2]
    for item in (ended, decided):
        with seeding("临时事项"):
            item.ends_on = date(2026, 5, 1)
            item.save()
    draft = propose_change(petition, revised(ended, name="草稿"), by=place.officer)
    second = make_petition(place.department)
    propose_change(second, revised(decided, name="已交"), by=place.officer)
    hand_in(second)
    lapsed = lapse_items(place.county, by=User.objects.system(), on=date(2026, 6, 1))
    draft.refresh_from_db()
    assert (lapsed, draft.outcome) == ([ended], "withdrawn")
    assert audiences_of(draft) == [f",department:{place.department.pk},"] * 2
    assert second.changes.pending().exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_changes_of_one_item_at_once_an_owner_takes_one(petitions):
    place = county_with_departments()
    petition = make_petition(place.department)
    attempts = [
        lambda n=n: propose_change(
            Petition.objects.get(pk=petition.pk),
            revised(place.items[0], name=f"名称{n}"),
            by=place.officer,
        )
        for n in range(4)
    ]
    won, lost = race(attempts)
    assert (len(won), {type(refused) for refused in lost}) == (1, {NotPossible})
    attempts = [
        lambda n=n: amend_change(
            ProposedChange.objects.get(pk=won[0].pk),
            {"name": f"再改{n}"},
            by=place.officer,
            reason="",
            expect=1,
        )
        for n in range(4)
    ]
    changed, stale = race(attempts)
    assert (len(changed), {type(refused) for refused in stale}) == (1, {Stale})
    assert petition.changes.get().version == 2
