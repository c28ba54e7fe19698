"""Two published lists side by side, an item through its versions, what left the townships, and the
feed of it all: from the documents alone, each change with the number that decided it.
"""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dutylist.organizations.models import Kind
from dutylist.organizations.roles import Role
from dutylist.organizations.services.region_changes import recode_region
from dutylist.workflow.engine import perform
from items.editions.documents import changes_between as changes_told
from items.editions.services.editions import issue_supplement
from items.models import EditionDocument
from items.models.document_bytes import unpacked
from items.published.comparing import changes_between, counts_of
from items.published.lists import documents_of_county
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import propose_merge
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

from .made_lists import make_entry, make_list

pytestmark = pytest.mark.django_db
COUNTY = "990121000000"
TOWN, OTHER = "990121100000", "990121101000"
COMPARE = f"/c/{COUNTY}/compare/1..2"
HIDDEN = "金丝雀"
ATOM = "{http://www.w3.org/2005/Atom}"


def receiver(name="县林业局"):
    return [
        {"department": name, "role": "receiver", "duty": "", "method": "由县级组织执法。"},
    ]


@ground
def revised(db):
    """Two editions: an item added, one revised, one reclaimed, one of narrower scope, one
    cancelled, two merged; a hidden one revised all the while. -> the items of the first.
    """
    county, staff = make_county(), make_staff()
    make_township(OTHER, "河口乡", kind=Kind.XIANG)
    make_department("县林业局")
    items = make_items(
        [
            make_content(name="公文管理"),
            make_content("coordination", "河道巡查", township_duty="1.每月巡查一次；"),
            make_content("coordination", "森林执法", township_duty="1.上报线索。"),
            make_content(name="集市管理"),
            make_content(name="报刊征订"),
            make_content(name="垃圾清运"),
            make_content(name="垃圾分类"),
            make_content(name=f"{HIDDEN}管理", public=False),
        ]
    )
    publish(staff=staff, effective_on=date(2025, 3, 1), decided_on=date(2025, 2, 1))
    change_items(
        county,
        [
            (items[1], {"township_duty": "1.每周巡查一次；"}),
            (
                items[2],
                {"kind": "reclaimed", "township_duty": "", "responsibilities": receiver()},
            ),
            (items[3], {"scope": "listed", "townships": [TOWN]}),
            (None, make_content(name="应急值守")),
            (items[7], {"name": f"{HIDDEN}看护"}),
        ],
        by=staff[0],
        reason="年度调整",
    )
    cancel_items(county, [items[4]], by=staff[0], reason="取消")
    propose_merge(
        county, [items[5], items[6]], {"name": "垃圾清运和分类"}, by=staff[0], reason="相同"
    )
    publish(
        staff=staff,
        effective_on=date(2026, 3, 1),
        document_number="示政发〔2026〕9号",
        with_revision=True,
    )
    return items


def read(address, status=200):
    answer = Client().get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def told(address):
    return json.loads(read(address))


def by_name(body):
    return {row["name"]: row for row in body["changes"]}


def test_each_change_is_told_with_its_kind_and_its_decision(revised):
    body = told(f"{COMPARE}.json")
    assert body["counts"] == {"add": 2, "transfer": 1, "revise": 1, "scope": 1, "cancel": 3}
    changes = by_name(body)
    assert {name: row["change"] for name, row in changes.items()} == {
        "应急值守": "add",
        "垃圾清运和分类": "add",
        "森林执法": "transfer",
        "河道巡查": "revise",
        "集市管理": "scope",
        "报刊征订": "cancel",
        "垃圾清运": "cancel",
        "垃圾分类": "cancel",
    }
    for row in changes.values():
        assert [step["document_number"] for step in row["decisions"]] == ["示政发〔2026〕9号"]
    assert HIDDEN not in json.dumps(body, ensure_ascii=False)
    assert revised[7].code not in json.dumps(body)


def test_the_marked_characters_are_those_that_differ(revised):
    page = read(f"{COMPARE}/")
    assert "1.每<del>月</del><ins>周</ins>巡查一次；" in page
    [line] = by_name(told(f"{COMPARE}.json"))["河道巡查"]["fields"]
    assert (line["before"], line["now"]) == ("1.每月巡查一次；", "1.每周巡查一次；")
    assert ["del", "月"] in line["parts"]


def test_what_went_is_told_with_where_it_went(revised):
    changes = by_name(told(f"{COMPARE}.json"))
    assert changes["森林执法"]["sentence"] == (
        "由配合履职事项改列上级部门收回事项，已改由县林业局办理。"
    )
    heir = changes["垃圾清运和分类"]
    assert changes["垃圾清运"]["heir"] == heir["code"]
    assert sorted(heir["sources"]) == sorted([revised[5].code, revised[6].code])
    assert changes["报刊征订"]["sentence"] == "不再列入清单。"


def test_the_comparison_agrees_with_what_the_document_told_of_itself(revised):
    first, second = (unpacked(row.public) for row in EditionDocument.objects.order_by("number"))
    documents = documents_of_county(COUNTY)
    ours = changes_between(documents[0].read(), documents[1].read())
    op = {"scope": "revise"}
    assert sorted((op.get(row.op, row.op), row.code) for row in ours) == sorted(
        (row["op"], row["code"]) for row in second["changes"]
    )
    assert changes_told(first, []) != []


def test_a_township_sees_its_own_changes(revised):
    town = by_name(told(f"{COMPARE}.json?t={TOWN}"))
    assert "集市管理" not in town
    other = by_name(told(f"{COMPARE}.json?t={OTHER}"))
    assert other["集市管理"]["change"] == "scope"
    assert other["集市管理"]["now"] is None
    assert other["集市管理"]["sentence"] == "不再适用于本单位。"
    assert "河口乡：第1版与第2版相比" in read(f"{COMPARE}/?t={OTHER}")
    read(f"{COMPARE}/?t=990121999000", 404)


def test_filters_have_addresses(revised):
    page = read(f"{COMPARE}/?change=cancel")
    assert "报刊征订" in page
    assert "应急值守" not in page
    assert list(by_name(told(f"{COMPARE}.json?department=县林业局"))) == ["森林执法"]
    assert by_name(told(f"{COMPARE}.json?kind=reclaimed")).keys() == {"森林执法"}
    assert "没有符合所选条件的变化" in read(f"{COMPARE}/?department=县没有的局")


def test_any_two_editions_are_chosen_and_the_later_one_stands_last(revised):
    choose = f"/c/{COUNTY}/compare/"
    for query in ("", "?from=1&to=2", "?from=2&to=1"):
        assert Client().get(choose + query)["Location"] == f"{COMPARE}/"
    moved = Client().get(f"{choose}2..1.json?t={TOWN}")
    assert moved["Location"] == f"{COMPARE}.json?t={TOWN}"
    assert "没有变化" in read(f"{choose}1..1/")
    read(f"{choose}1..9/", 404)
    read(f"{choose}?from=1", 404)
    assert f"{COMPARE}/" in read(f"/c/{COUNTY}/editions/")


def test_a_supplement_is_compared_like_an_edition(revised):
    staff = make_staff()
    with seeding("更正抄录错误"):
        revised[0].refresh_from_db()
        revised[0].name = "公文和印章管理"
        revised[0].save()
    issue_supplement(
        EditionDocument.objects.get(number=2).edition,
        requested_by=staff[0],
        by=staff[2],
        document_number="示政发〔2026〕12号",
        effective_on=date(2026, 4, 1),
        reason="更正",
    )
    [change] = told(f"/c/{COUNTY}/compare/2..2.1.json")["changes"]
    assert (change["name"], change["change"]) == ("公文和印章管理", "revise")
    assert change["decisions"][0]["document_number"] == "示政发〔2026〕12号"
    changes = by_name(told(f"/c/{COUNTY}/compare/1..2.1.json"))
    assert {"公文和印章管理", "河道巡查"} <= set(changes)
    assert Client().get(f"/c/{COUNTY}/compare/")["Location"].endswith("/2..2.1/")
    assert [row["edition"] for row in versions(revised[0].code)] == ["1", "2.1"]


def test_a_page_is_kept_by_its_mark(revised):
    for address in (
        f"{COMPARE}/",
        f"{COMPARE}.json",
        f"/c/{COUNTY}/leaving/2026/",
        f"/c/{COUNTY}/changes.atom",
        f"/t/{TOWN}/changes.atom",
        f"/i/{revised[1].code}/versions/",
        f"/i/{revised[1].code}/v1/",
    ):
        first = Client().get(address)
        assert first.status_code == 200, address
        assert not first.cookies
        again = Client().get(address, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address


def test_more_changes_take_no_more_statements():
    county, staff, counts = make_county(), make_staff(), []
    items = make_items([make_content(name=f"事项{n:02d}") for n in range(40)])
    publish(staff=staff, effective_on=date(2025, 3, 1), decided_on=date(2025, 2, 1))
    for number, changed in ((2, 3), (3, 40)):
        change_items(
            county,
            [(item, {"name": f"{item.name}{number}"}) for item in items[:changed]],
            by=staff[0],
            reason="调整",
        )
        publish(
            staff=staff,
            effective_on=date(2026, 3, number),
            document_number=f"示政发〔2026〕{number}号",
            with_revision=True,
        )
        for item in items:
            item.refresh_from_db()
    for pair in ("1..2", "2..3"):
        with CaptureQueriesContext(connection) as found:
            Client().get(f"/c/{COUNTY}/compare/{pair}/?t={TOWN}")
        counts.append(len(found))
    assert counts[0] >= counts[1]
    page = read(f"/c/{COUNTY}/compare/2..3/")
    assert 'rel="next"' in page
    assert "事项01" in page
    assert "after=30" in page
    assert "事项01" not in read(f"/c/{COUNTY}/compare/2..3/?after=30")
    assert "翻页标记无效" in read(f"/c/{COUNTY}/compare/2..3/?after=x", 400)


def test_a_change_of_a_revoked_edition_is_not_told_as_a_step(revised):
    staff, county = make_staff(), make_county()
    edition = EditionDocument.objects.get(number=2).edition
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="同意撤销")
    revised[1].refresh_from_db()
    duty = {"township_duty": "1.每旬巡查一次；"}
    change_items(county, [(revised[1], duty)], by=staff[0], reason="调整")
    tomorrow = timezone.localdate() + timedelta(days=1)
    publish(
        staff=staff,
        effective_on=tomorrow,
        document_number="示政发〔2026〕15号",
        with_revision=True,
    )
    changes = by_name(told(f"/c/{COUNTY}/compare/1..3.json"))
    numbers = [step["document_number"] for step in changes["河道巡查"]["decisions"]]
    assert numbers == ["示政发〔2026〕15号"]
    assert "第2版已撤销" in read(f"{COMPARE}/")


# ---- an item through its versions ----


def versions(code, query=""):
    return told(f"/i/{code}/versions.json{query}")["versions"]


def test_every_wording_has_its_days_its_decision_and_its_address(revised):
    code = revised[1].code
    first, second = versions(code)
    assert (first["since"], first["until"]) == ("2025-03-01", "2026-02-28")
    assert (second["since"], second["until"]) == ("2026-03-01", None)
    assert first["decision"]["document_number"] == "示政发〔2026〕6号"
    assert second["decision"]["document_number"] == "示政发〔2026〕9号"
    assert [line["field"] for line in second["changes"]] == ["township_duty"]
    page = read(f"/i/{code}/versions/")
    assert "1.每<del>月</del><ins>周</ins>巡查一次；" in page
    assert f'href="/i/{code}/v1/"' in page
    assert "2025年3月1日起至2026年2月28日止" in page
    old = read(f"/i/{code}/v1/")
    assert "每月巡查一次" in old
    assert "这是历史版本" in old
    assert "每周巡查一次" in read(f"/i/{code}/v2/")
    assert told(f"/i/{code}/v1.json")["entries"][0]["township_duty"] == "1.每月巡查一次；"
    assert f"/i/{code}/versions/" in read(f"/i/{code}/")


def test_an_item_that_left_is_told_to_have_left(revised):
    rows = versions(revised[4].code)
    assert [row["entry"] is None for row in rows] == [False, True]
    assert rows[1]["since"] == "2026-03-01"
    assert "2026年3月1日起未列入清单" in read(f"/i/{revised[4].code}/versions/")
    read(f"/i/{revised[4].code}/v2/", 404)


def test_an_item_that_did_not_change_has_one_version(revised):
    assert len(versions(revised[0].code)) == 1


def test_a_hidden_item_has_no_versions(revised):
    read(f"/i/{revised[7].code}/versions/", 404)
    read(f"/i/{revised[7].code}/versions.json", 404)
    read(f"/i/{revised[7].code}/v1/", 404)


def test_a_township_reads_the_versions_of_its_own_list(revised):
    assert len(versions(revised[3].code, f"?t={TOWN}")) == 1
    rows = versions(revised[3].code, f"?t={OTHER}")
    assert [row["entry"] is None for row in rows] == [False, True]


def test_a_revocation_brings_the_earlier_wording_back(revised):
    edition = EditionDocument.objects.get(number=2).edition
    staff = make_staff()
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="同意撤销")
    first, second, third = versions(revised[1].code)
    today = timezone.localdate()
    assert second["until"] == (today - timedelta(days=1)).isoformat()
    assert (third["edition"], third["since"]) == ("1", today.isoformat())
    assert third["entry"]["township_duty"] == first["entry"]["township_duty"]
    page = read(f"/i/{revised[1].code}/versions/")
    assert "后一版撤销，恢复为第1版的文本。" in page
    assert "撤销，以下仅供查考" in read(f"/i/{revised[1].code}/v2/")


def test_a_temporary_item_ends_with_its_last_day():
    make_township()
    [item] = make_items([make_content(name="临时普查", ends_on="2026-06-30")])
    publish()
    first, second = versions(item.code)
    assert first["until"] == "2026-06-30"
    assert second["entry"] is None
    assert "期满自动退出清单" in read(f"/i/{item.code}/versions/")
    assert "临时普查" in read(f"/i/{item.code}/v1/")
    assert "临时普查" in read(f"/i/{item.code}/")


# ---- what left the townships, and where it went ----


def test_the_year_tells_what_left_and_where_it_went(revised):
    body = told(f"/c/{COUNTY}/leaving/2026.json")
    rows = {row["name"]: row for row in body["items"]}
    assert {name: row["way"] for name, row in rows.items()} == {
        "森林执法": "taken",
        "报刊征订": "ended",
        "集市管理": "narrowed",
        "垃圾清运": "merged",
        "垃圾分类": "merged",
    }
    assert body["total"] == 3
    assert rows["森林执法"]["departments"] == ["县林业局"]
    assert rows["森林执法"]["kind"] == "coordination"
    assert rows["集市管理"]["townships"] == ["河口乡"]
    assert rows["垃圾清运"]["heir"]
    for row in rows.values():
        assert row["decisions"][0]["document_number"] == "示政发〔2026〕9号"
    page = read(f"/c/{COUNTY}/leaving/2026/")
    assert "乡镇不再承担的事项及其去向" in page
    assert "由县级组织执法" in page
    assert HIDDEN not in page
    assert "森林执法" in read(f"/c/{COUNTY}/leaving/2026.csv")


def test_the_year_of_the_first_list_tells_what_it_names_as_taken_back():
    make_township()
    make_items([make_content(name="公文管理"), make_content("reclaimed", "执法巡查")])
    publish(effective_on=date(2025, 3, 1), decided_on=date(2025, 2, 1))
    body = told(f"/c/{COUNTY}/leaving/2025.json")
    assert [(row["name"], row["way"]) for row in body["items"]] == [("执法巡查", "taken")]
    assert body["from"] is None
    read(f"/c/{COUNTY}/leaving/2024/", 404)
    read(f"/c/{COUNTY}/leaving/2099/", 404)
    assert "没有事项离开" in read(f"/c/{COUNTY}/leaving/{timezone.localdate().year}/")


def test_a_temporary_item_whose_time_is_over_has_left():
    make_township()
    make_items([make_content(name="公文管理"), make_content(name="普查", ends_on="2026-06-30")])
    publish(effective_on=date(2025, 3, 1), decided_on=date(2025, 2, 1))
    body = told(f"/c/{COUNTY}/leaving/2026.json")
    assert [(row["name"], row["way"]) for row in body["items"]] == [("普查", "lapsed")]


# ---- the feed ----


def feed(address):
    answer = Client().get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    return root, root.findall(f"{ATOM}entry")


def test_the_feed_tells_every_published_change_once(revised):
    root, entries = feed(f"/c/{COUNTY}/changes.atom")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles[0] == "第2版公布"
    assert titles[-1] == "第1版公布"
    assert "调整：河道巡查" in titles
    assert "取消：报刊征订" in titles
    assert len(titles) == 10
    marks = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(marks)) == len(marks)
    assert HIDDEN not in str(titles)
    assert root.findtext(f"{ATOM}title") == "示例县乡镇履行职责事项清单的变化"
    change = next(row for row in entries if "河道巡查" in row.findtext(f"{ATOM}title"))
    assert change.find(f"{ATOM}link").get("href").endswith(f"/i/{revised[1].code}/v2/")
    assert "示政发〔2026〕9号" in change.findtext(f"{ATOM}summary")


def test_a_township_has_a_feed_of_its_own(revised):
    for code, is_told in ((TOWN, False), (OTHER, True)):
        _root, entries = feed(f"/t/{code}/changes.atom")
        titles = [entry.findtext(f"{ATOM}title") for entry in entries]
        assert ("适用范围调整：集市管理" in titles) == is_told


def test_readers_find_the_feeds(revised):
    page = read(f"/t/{TOWN}/")
    links = re.findall(r'type="application/atom\+xml"[^>]*href="([^"]+)"', page)
    assert links == [f"/c/{COUNTY}/changes.atom", f"/t/{TOWN}/changes.atom"]
    assert f"/c/{COUNTY}/changes.atom" in read("/")


def test_a_revoked_edition_is_not_told(revised):
    edition = EditionDocument.objects.get(number=2).edition
    staff = make_staff()
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="同意撤销")
    _root, entries = feed(f"/c/{COUNTY}/changes.atom")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["第1版公布"]


def test_a_township_with_a_new_code_keeps_its_changes(revised):
    by = make_user(Role.CLERK)
    recode_region(
        make_township(OTHER), "990121111000", by=by, reason="代码变更", on=timezone.localdate()
    )
    _root, entries = feed("/t/990121111000/changes.atom")
    assert "适用范围调整：集市管理" in [entry.findtext(f"{ATOM}title") for entry in entries]
    assert "集市管理" in by_name(told(f"{COMPARE}.json?t=990121111000"))


# ---- the rules, without a database ----


def test_what_is_printed_elsewhere_is_no_change():
    before = make_list([make_entry("消防安全", number=1)])
    after = make_list([{**make_entry("消防安全", number=1), "number": 9, "decision": {"x": 1}}])
    assert changes_between(before, after) == ()


def test_the_wording_of_another_township_is_no_change_of_this_one():
    own = {"townships": [OTHER], "name": "", "township_duty": "1.每日巡查。"}
    plain = make_entry("河道巡查", "coordination", township_duty="1.每月巡查。")
    before, after = make_list([plain]), make_list([{**plain, "variants": [own]}])

    def seen_by(code):
        return changes_between(before, after, before.township(code), after.township(code))

    assert seen_by(TOWN) == ()
    [change] = seen_by(OTHER)
    assert (change.op, change.fields) == ("revise", ("township_duty",))
    assert change.now["township_duty"] == "1.每日巡查。"


def test_a_list_of_many_items_is_compared_in_no_time():
    entries = [make_entry(f"事项{n}", number=n) for n in range(1, 18_001)]
    changed = [*entries[:17_990], *(make_entry(f"改{n}", number=n) for n in range(17_991, 18_001))]
    before, after = make_list(entries), make_list(changed)
    started = timezone.now()
    assert counts_of(changes_between(before, after))["revise"] == 10
    assert timezone.now() - started < timedelta(seconds=2)
