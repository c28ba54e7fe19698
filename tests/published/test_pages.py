"""The public pages as a reader meets them: in force, on a day, of an edition; answers, redirects,
headers, modes.
"""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dutylist.organizations.models import Department, DepartmentSuccession, Kind, Region
from dutylist.organizations.roles import Role
from dutylist.organizations.services.cards import set_township_card
from dutylist.organizations.services.region_changes import merge_regions, recode_region
from dutylist.organizations.services.regions import set_office_contact
from dutylist.workflow.engine import perform
from items.models import EditionDocument, LegalAct, Lineage
from items.published.pages import conditional
from items.published.pages.files import plain_cell
from items.register.services.editing import change_items
from items.register.services.proposals import propose_merge
from tests.factories import (
    make_category,
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

pytestmark = pytest.mark.django_db
TOWN = "/t/990121100000/"
SEARCH = "/search/?t=990121100000&q="
CONTENTS = [
    make_content(name="负责值班值守和突发事件信息报告", category="综合政务"),
    make_content("coordination", "消防安全", category="应急管理及消防"),
    make_content("reclaimed", "对非法占用土地的行政处罚", category="自然资源"),
]


@ground
def published():
    """One county, two townships, an edition in force since 2026-03-01: its items."""
    make_township()
    make_township("990121101000", "河口乡", kind=Kind.XIANG)
    make_department(public_telephone="0000-8800001", address="示例路8号", hours="工作日8:30—17:30")
    for content in CONTENTS:
        make_category(content["kind"], content["category"])
    items = make_items(CONTENTS)
    publish(staff=make_staff())
    return items


def text(response):
    return response.content.decode()


def revise(items, effective_on, *, decided_on=date(2026, 5, 10), **fields):
    staff = make_staff()
    change_items(
        items[0].county, [(items[1], {"name": "消防安全管理"})], by=staff[0], reason="调整"
    )
    facts = {
        "document_number": "示政发〔2026〕9号",
        "reason": "年度调整",
        "with_revision": True,
    } | fields
    return staff, publish(staff=staff, effective_on=effective_on, decided_on=decided_on, **facts)


PAGES = [
    "/",
    "/c/990121000000/",
    "/c/990121000000/?t=990121100000",
    "/c/990121000000/editions/",
    TOWN,
    f"{TOWN}?kind=coordination",
    f"{TOWN}?kind=all",
    f"{TOWN}@2026-03-01/",
    f"{TOWN}v1/",
    f"{SEARCH}消防",
    "/search/?q=护照",
    "/i/99012100002/",
    "/i/99012100002/?t=990121100000",
    "/d/990121000000/",
    "/d/990121000000/v1/",
    "/d/990121000000/@2026-03-01/",
    "/c/990121000000/compare/1..1/",
    "/c/990121000000/leaving/2026/",
    "/i/99012100002/versions/",
    "/i/99012100002/v1/",
    "/help/",
    "/accessibility/",
    "/help/no-burden/",
]
FILES = [
    "/t/990121100000.json",
    "/t/990121100000.csv",
    "/i/99012100002.json",
    "/i/99012100002.csv",
    "/i/99012100002/qr.svg",
    "/i/99012100002/v1.json",
    "/i/99012100002/versions.json",
    "/d/990121000000.json",
    "/c/990121000000/compare/1..1.json",
    "/c/990121000000/leaving/2026.csv",
    "/c/990121000000/changes.atom",
    "/t/990121100000/changes.atom",
]


def test_every_page_is_read_without_session_or_cookie_and_kept_by_its_mark(published):
    client = Client()
    for url in PAGES + FILES:
        first = client.get(url)
        assert first.status_code == 200, url
        assert not first.cookies, url
        assert "Cookie" not in first.headers.get("Vary", ""), url
        assert first.headers["Cache-Control"].startswith("public, max-age="), url
        again = client.get(url, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), url
        assert len(first.content) < 150_000, url


def test_pages_carry_no_inline_style_or_script(published):
    for url in PAGES:
        page = text(Client().get(url))
        assert " style=" not in page, url
        assert "<style" not in page, url
        assert not re.search(r" on[a-z]+=", page), url
        assert page.count("<script ") == 1, url


def test_the_stranger_finds_who_answers_and_how_to_call(published):
    page = text(Client().get(f"{SEARCH}消防"))
    assert "<mark>消防</mark>" in page
    assert 'href="tel:0000-8800001"' in page
    item = text(Client().get("/i/99012100002/?t=990121100000"))
    assert "县自然资源局" in item
    assert "拨打 0000-8800001" in item
    assert "根据《示例县城关镇履行职责事项清单》（2026年版）配合履职事项第1项" in item


def test_a_new_telephone_is_shown_at_once(published):
    client = Client()
    before = client.get("/i/99012100002/")
    with seeding("更换电话"):
        department = Department.objects.get(name="县自然资源局")
        department.public_telephone = "0000-8800002"
        department.save()
    after = client.get("/i/99012100002/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "0000-8800002" in text(after)


def test_a_department_merged_into_another_is_reached_through_its_heir(published):
    heir = make_department("县自然资源和规划局", public_telephone="0000-8800009")
    with seeding("机构改革"):
        gone = Department.objects.get(name="县自然资源局")
        DepartmentSuccession.objects.create(
            predecessor=gone,
            successor=heir,
            happened_on=date(2026, 4, 1),
            kind="merge",
            former_name=gone.name,
        )
        gone.valid_until = date(2026, 4, 1)
        gone.save()
    page = text(Client().get("/i/99012100002/?t=990121100000"))
    assert "拨打 0000-8800009" in page
    assert "县自然资源和规划局（原县自然资源局）" in page


def test_a_basis_repealed_since_is_said_to_be():
    make_township()
    make_items(
        [
            make_content(
                bases=[{"act": "示例县消防办法", "document_number": "", "article": "第一条"}]
            )
        ]
    )
    publish()
    with seeding("废止"):
        act, _ = LegalAct.objects.get_or_create(
            title="示例县消防办法", defaults={"county": make_county()}
        )
        act.repealed_on = date(2026, 5, 1)
        act.save()
    assert "已于2026年5月1日废止" in text(Client().get("/i/99012100001/"))


def test_a_waiting_change_is_on_no_page(published):
    change_items(
        published[0].county,
        [
            (published[1], {"name": "金丝雀安全", "township_duty": "1.看护金丝雀。"}),
            (None, make_content(name="金丝雀管理")),
        ],
        by=make_user(Role.CLERK),
        reason="调整",
    )
    for url in PAGES + FILES:
        assert "金丝雀" not in text(Client().get(url)), url
    assert "金丝雀" not in text(Client().get("/search.json?q=金丝雀")).replace(
        '"query":"金丝雀"', ""
    )


def test_a_list_on_a_day_and_before_the_first_edition(published):
    assert "2026年3月1日（周日）适用的清单" in text(Client().get(f"{TOWN}@2026-03-01/"))
    before = Client().get(f"{TOWN}@2026-02-28/")
    assert before.status_code == 404
    assert "2026年2月28日没有已施行的清单" in text(before)
    assert "自2026年3月1日起施行" in text(before)
    ahead = Client().get(f"{TOWN}@2099-01-01/")
    assert "这一天尚未到来" in text(ahead)
    moved = Client().get(f"{TOWN}?on=2026-03-05")
    assert (moved.status_code, moved.headers["Location"]) == (302, f"{TOWN}@2026-03-05/")


@pytest.mark.either_database
@pytest.mark.parametrize(
    "url",
    [
        f"{TOWN}@2026-02-30/",
        f"{TOWN}?on=昨天",
        f"{SEARCH}消防&on=2026-13-01",
        "/i/99012100002/?on=%00",
    ],
)
def test_a_day_that_is_none_is_said_in_a_sentence(published, url):
    response = Client().get(url)
    assert response.status_code == 400
    assert "不是日历上的日子，请写成2025-03-01这样的形式。" in text(response)


def test_a_coming_edition_is_announced_and_does_not_apply_yet(published):
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    revise(published, tomorrow)
    page = text(Client().get(f"{TOWN}?kind=coordination"))
    assert "第2版已公布" in page
    assert "消防安全管理" not in page
    ahead = text(Client().get(f"{TOWN}v2/?kind=coordination"))
    assert "现在尚未施行" in ahead
    assert "消防安全管理" in ahead
    assert "消防安全管理" in text(Client().get(f"{TOWN}@{tomorrow}/?kind=coordination"))


def test_the_edition_before_stays_readable_as_history(published):
    revise(published, date(2026, 6, 1))
    old = text(Client().get(f"{TOWN}v1/?kind=coordination"))
    assert "这是历史版本：第1版，自2026年3月1日起施行，至2026年5月31日止。" in old
    assert "消防安全管理" not in old
    item = text(Client().get("/i/99012100002/?t=990121100000"))
    assert "事项名称由“消防安全”改为“消防安全管理”。" in item
    assert "列入配合履职事项第1项。" in item
    assert "这是历史版本" in text(Client().get("/i/99012100002/?on=2026-03-02"))
    assert "调整" in text(Client().get("/c/990121000000/"))


def test_a_revoked_edition_gives_way_to_the_one_before(published):
    staff, edition = revise(published, date(2026, 6, 1))
    client = Client()
    before = client.get(TOWN)
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="同意撤销")
    after = client.get(
        f"{TOWN}?kind=coordination", headers={"if-none-match": before.headers["ETag"]}
    )
    assert after.status_code == 200
    assert "消防安全管理" not in text(after)
    assert "撤销，仅供查考" in text(client.get(f"{TOWN}v2/"))
    assert "已撤销" in text(client.get("/c/990121000000/editions/"))


def test_the_downloaded_document_has_the_digest_that_is_printed(published):
    document = EditionDocument.objects.get()
    content = Client().get("/c/990121000000/editions/v1.json").content
    assert hashlib.sha256(content).hexdigest() == document.public_digest
    assert document.public_digest in text(Client().get("/c/990121000000/editions/"))


def test_files_hold_the_same_entries_and_no_formula(published):
    items = [*CONTENTS]
    listed = json.loads(Client().get("/t/990121100000.json").content)
    assert [entry["name"] for entry in listed["entries"]] == [item["name"] for item in items]
    table = Client().get("/t/990121100000.csv")
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in table.headers["Content-Disposition"]


@pytest.mark.either_database
@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'="]
)
def test_a_cell_is_never_a_formula(sign):
    assert plain_cell(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert plain_cell("1.宣传；") == "1.宣传；"


def test_an_old_township_code_leads_to_the_new_one(published):
    admin = make_user(Role.CLERK)
    town = make_township()
    recode_region(town, "990121110000", by=admin, reason="代码变更", on=timezone.localdate())
    moved = Client().get(f"{TOWN}?kind=basic")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/t/990121110000/?kind=basic")
    assert "负责值班值守" in text(Client().get("/t/990121110000/"))
    assert Client().get(f"{TOWN}v1/").status_code == 200


def test_a_merged_items_old_code_leads_to_its_heir():
    make_township()
    old, other = make_items(
        [make_content(name="农村垃圾清运"), make_content(name="农村人居环境整治")]
    )
    staff = make_staff()
    publish(staff=staff, effective_on=date(2026, 1, 1), decided_on=date(2025, 12, 1))
    propose_merge(
        old.county, [old, other], {"name": "农村环境整治"}, by=staff[0], reason="内容相同"
    )
    publish(staff=staff, with_revision=True)
    heir = Lineage.objects.filter(source=old).get().target
    moved = Client().get(f"/i/{old.code}/?t=990121100000")
    assert (moved.status_code, moved.headers["Location"]) == (
        302,
        f"/i/{heir.code}/?t=990121100000",
    )


def test_several_counties_are_offered_for_choice(published):
    other = make_county("990123000000", "另县")
    make_department(county=other)
    make_township("990123100000", "东镇", county=other)
    clerk, recorder, lead = (
        make_user(role, county=other) for role in (Role.CLERK, Role.RECORDER, Role.OFFICE_LEAD)
    )
    change_items(other, [(None, make_content())], by=clerk, reason="录入")
    publish(other, staff=(clerk, recorder, lead))
    home = text(Client().get("/"))
    assert 'href="/c/990121000000/"' in home
    assert 'href="/c/990123000000/"' in home
    assert Client().get("/search/?q=消防").headers["Location"] == "/"
    assert "消防安全" in text(Client().get("/search/?q=消防&county=990121000000")).replace(
        "<mark>", ""
    ).replace("</mark>", "")


@pytest.mark.either_database
@pytest.mark.parametrize(
    "url",
    [
        "/search/?q=消防&t=%00",
        "/search/?q=%00",
        "/search/?q=消防&kind=无此类型",
        "/?t=%00",
        "/i/99012100002/?t=%00",
        f"{TOWN}?kind=%00",
    ],
)
def test_nonsense_in_the_address_is_no_error(published, url):
    assert Client().get(url).status_code == 200


def test_a_form_from_elsewhere_is_refused_in_chinese():
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "a"})
    assert response.status_code == 403
    assert "没有作任何处理" in text(response)


def test_two_townships_in_one_are_both_led_there(published):
    places = [make_township(), make_township("990121101000", "河口乡")]
    admin = make_user(Role.CLERK)
    merge_regions(
        places, code="990121120000", name="城河镇", by=admin, reason="合并", on=timezone.localdate()
    )
    for place in places:
        assert Client().get(f"/t/{place.code}/").headers["Location"] == "/t/990121120000/"


@pytest.mark.either_database
@pytest.mark.parametrize(
    "url",
    [
        "/t/990199100000/",
        "/c/990199000000/",
        "/i/99012199999/",
        "/i/99019900001/",
        f"{TOWN}v9/",
        "/no/such/page/",
        "/t/990121000000/",
    ],
)
def test_what_is_not_there_is_said_in_chinese_with_a_way_on(published, url):
    response = Client().get(url)
    assert response.status_code == 404
    assert "没有找到这个页面" in text(response)
    assert 'href="/"' in text(response)


def test_the_large_mode_is_chosen_kept_and_left_without_script(published):
    client = Client()
    chosen = client.get(f"{TOWN}?large=1")
    assert '<html lang="zh-CN" data-large>' in text(chosen)
    assert chosen.cookies["large"].value == "1"
    kept = client.get(TOWN)
    assert "data-large" in text(kept)
    assert "Cookie" in kept.headers["Vary"]
    assert kept.headers["Cache-Control"].startswith("private")
    client.get(f"{TOWN}?large=0")
    assert "data-large" not in text(client.get(TOWN))


def test_nobody_keeps_a_page_past_midnight(published, monkeypatch):
    late = timezone.make_aware(timezone.datetime(2026, 11, 21, 23, 59, 30))
    monkeypatch.setattr(conditional.timezone, "localtime", lambda: late)
    assert conditional.fresh_for() == 30


def test_other_methods_are_refused(published):
    assert Client().post(TOWN).status_code == 405


def test_a_county_without_editions_is_not_there_and_the_home_says_so():
    make_county()
    assert Client().get("/c/990121000000/").status_code == 404
    assert "还没有公布清单" in text(Client().get("/"))


def test_the_number_of_queries_does_not_grow_with_the_list():
    make_township()
    for number in range(40):
        make_department(f"县测试{number}局", public_telephone="0000-1")
    contents = [make_content("coordination", f"巡查河道{number}") for number in range(40)]
    make_items(contents[:3])
    staff = make_staff()
    publish(staff=staff)
    counted = {
        url: queries_of(url)
        for url in ("/", TOWN, f"{SEARCH}巡查", "/i/99012100001/?t=990121100000")
    }
    change_items(
        make_county(), [(None, content) for content in contents[3:]], by=staff[0], reason="新增"
    )
    publish(
        staff=staff,
        effective_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 10),
        with_revision=True,
        reason="调整",
    )
    assert {url: queries_of(url) for url in counted} == counted


def queries_of(url):
    Client().get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert Client().get(url).status_code == 200
    return len(found)


def test_a_district_of_subdistricts_shows_no_county_and_no_town():
    county = make_county("990122000000", "示例区", kind=Kind.DISTRICT)
    make_township("990122001000", "城东街道", county=county, kind=Kind.SUBDISTRICT)
    make_department("区自然资源局", county=county, public_telephone="0000-1")
    clerk, recorder, lead = (
        make_user(role, county=county) for role in (Role.CLERK, Role.RECORDER, Role.OFFICE_LEAD)
    )
    part = {"department": "区自然资源局", "role": "lead", "duty": "1.组织查处。"}
    contents = [
        make_content(name="负责值班值守"),
        make_content("coordination", "消防安全", responsibilities=[part]),
        make_content(
            "reclaimed",
            "执法检查",
            responsibilities=[{**part, "role": "receiver", "method": "由部门检查"}],
        ),
    ]
    change_items(county, [(None, content) for content in contents], by=clerk, reason="录入")
    publish(county, staff=(clerk, recorder, lead), meeting="区委编委会第1次会议")
    place = "990122001000"
    for url in [
        "/",
        f"/?t={place}",
        "/c/990122000000/editions/",
        f"/t/{place}/?kind=all",
        f"/t/{place}/?kind=coordination",
        f"/t/{place}/?kind=reclaimed",
        f"/t/{place}/@2026-03-05/",
        f"/search/?q=消防&t={place}",
        "/search/?q=护照",
        f"/i/99012200002/?t={place}",
        "/i/99012200003/",
        "/help/",
        "/accessibility/",
    ]:
        page = text(Client().get(url))
        assert not set("县镇乡村") & set(page), (
            url,
            [page[max(0, page.find(c) - 20) : page.find(c) + 10] for c in "县镇乡村" if c in page],
        )


def test_many_hits_come_in_pages(client):
    make_items([make_content(name=f"河道巡查{n:03d}") for n in range(70)])
    publish()
    first = client.get("/search/?q=河道&county=990121000000").content.decode()
    assert "有70项" in first
    assert first.count('class="basic-edge"') == 60
    assert "after=60" in first
    second = client.get("/search/?q=河道&county=990121000000&after=60").content.decode()
    assert second.count('class="basic-edge"') == 10
    assert "after=0" in second


def test_a_page_is_given_under_the_names_of_the_site_only(client, settings):
    settings.ALLOWED_HOSTS = ["duty.example.gov.cn"]
    assert client.get("/help/", headers={"host": "duty.example.gov.cn"}).status_code == 200
    assert client.get("/help/", headers={"host": "elsewhere.example"}).status_code == 400
    assert client.get("/healthz", headers={"host": "10.0.0.1"}).status_code == 200


def test_an_answer_of_a_township_ends_with_its_telephone(client, published):
    town = Region.objects.get(code="990121100000")
    basic, coordination, _ = (item.code for item in published)
    office = {"office_telephone": "0599-99", "office_address": "", "office_email": ""}
    set_office_contact(town.county, by=make_user(Role.CLERK), reason="登记", **office)
    before = text(client.get(f"/i/{basic}/?t={town.code}"))
    assert 'href="tel:0599-99"' in before  # the office, where the township has none
    set_township_card(
        town,
        public_telephone="0599-1234转8、0599-7",
        address="人民路1号",
        hours="工作日",
        by=make_user(Role.CLERK),
        reason="登记",
    )
    page = text(client.get(f"/i/{basic}/?t={town.code}"))
    assert 'href="tel:0599-1234"' in page
    assert "城关镇便民服务中心" in page
    assert "人民路1号" in page
    assert "联系电话：0599-1234转8、0599-7。" in page
    assert 'href="tel:0599-1234"' in text(client.get(f"/i/{basic}/"))  # of each township
    assert "城关镇便民服务中心电话" in text(client.get(f"/i/{coordination}/?t={town.code}"))
    assert 'href="tel:0599-1234"' in text(client.get(TOWN))
    assert 'href="tel:0599-1234"' in text(client.get(f"{SEARCH}值守"))
    told = client.get(f"/api/v1/answers/?township={town.code}&q=值班值守").json()
    assert told["entries"][0]["telephone"] == "0599-1234转8、0599-7"
    assert client.get(f"/i/{basic}.json?t={town.code}").json()["telephone"].startswith("0599-1234")


def test_every_number_shown_to_the_public_can_be_dialled():
    """A number in a template stands in a link of its own; `dial` makes its address."""
    shown = re.compile(r"(?<!value=\")\{\{\s*[\w.]*telephone\s*\}\}")  # no field of a form
    for path in Path("templates").rglob("*.html"):
        source = path.read_text()
        for match in shown.finditer(source):
            before = source[: match.start()]
            link = before[before.rfind("<a") :]
            assert "tel:" in link, path
            assert "dial" in link, path
