"""What a reader takes along: printed lists, files that agree with the page, days of the past, the
township chosen once, texts compressed, and what is said of all of it.
"""

import csv
import gzip
import io
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from dutylist.organizations.models import Kind
from dutylist.organizations.services.regions import set_policy
from items.models import EditionDocument
from items.models.document_bytes import unpacked
from items.published.lists import PublishedDocument
from items.published.pages.conditional import takes_gzip
from items.published.pages.wording import in_force_words
from items.register.services.editing import change_items
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_township,
    publish,
)
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
CODE = "990121100000"
TOWN = f"/t/{CODE}/"
COUNTY = "/c/990121000000/"
DUTIES = "1.组织防火宣传；\n2.巡查“九小场所”，发现隐患当日上报县消防救援大队并跟踪整改到位。"
SUPPORT = [{"kind": "funding", "promise": "按村拨付经费", "amount": "每村2000元", "due_on": None}]
CONTENTS = [
    make_content(name="负责值班值守和突发事件信息报告", category="综合政务"),
    make_content(
        "coordination",
        "消防安全",
        category="应急管理及消防",
        township_duty=DUTIES,
        support=SUPPORT,
    ),
    make_content("coordination", "森林防火", category="自然资源"),
    make_content("reclaimed", "对非法占用土地的行政处罚", category="自然资源"),
]


@ground
def published():
    make_township(CODE)
    make_township("990121101000", "河口乡", kind=Kind.XIANG)
    make_department(public_telephone="0000-8800001")
    for content in CONTENTS:
        make_category(content["kind"], content["category"])
    items = make_items(CONTENTS)
    publish(staff=make_staff())
    return items


def get(path, **headers):
    return Client().get(path, headers=headers)


def text(path):
    return get(path).content.decode()


def second_edition(items):
    staff = make_staff()
    change_items(items[0].county, [(items[1], {"name": "消防管理"})], by=staff[0], reason="调整")
    publish(
        staff=staff,
        effective_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 10),
        document_number="示政发〔2026〕9号",
        reason="调整",
        with_revision=True,
    )


# ---- printing ----


def test_the_whole_list_prints_every_duty_with_its_address_and_day(published):
    page = text(f"{TOWN}?kind=all")
    for line in ("组织防火宣传", "巡查“九小场所”，发现隐患当日上报县消防救援大队并跟踪整改到位。"):
        assert line in page
    assert "由部门开展执法检查并作出处罚" in page
    assert "……" not in page
    printed = re.search(r'<p class="printed">(.*?)</p>', page, re.DOTALL)[1]
    assert f"{TOWN}?kind=all" in unescape(printed)
    today = timezone.localdate()
    assert f"{today.year}年{today.month}月{today.day}日" in printed


def test_printed_pages_are_numbered():
    with open("static/site/tokens.css", encoding="utf-8") as file:
        css = file.read()
    assert "counter(page)" in css
    assert "counter(pages)" in css


# ---- days ----


@pytest.mark.parametrize(
    "path",
    [
        f"{TOWN}@2026-02-01/",
        "/t/990121100000/@2026-02-01.csv",
        "/i/99012100002/?on=2026-02-01",
        "/i/99012100002.json?on=2026-02-01",
        "/i/99012100002.xlsx?on=2026-02-01",
        f"/search/?q=消防&t={CODE}&on=2026-02-01",
        "/d/990121000000/@2026-02-01/",
    ],
)
def test_a_day_before_the_first_edition_has_no_list(published, path):
    answer = get(path)
    assert answer.status_code == 404
    assert "2026年2月1日没有已施行的清单" in answer.content.decode()


def test_a_day_that_is_none_is_said_at_an_item_too(published):
    answer = get("/i/99012100002/?on=2026-02-30")
    assert answer.status_code == 400
    assert "日期“2026-02-30”不是日历上的日子" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        f"{TOWN}@2026-03-05/",
        f"/i/99012100002/?t={CODE}&on=2026-03-05",
        f"/search/?q=消防&t={CODE}&on=2026-03-05",
        "/d/990121000000/@2026-03-05/",
        "/d/990121000000/县自然资源局/@2026-03-05/",
    ],
)
@pytest.mark.parametrize("is_history", [False, True])
def test_a_past_day_carries_its_banner_and_its_address(published, path, is_history):
    if is_history:
        second_edition(published)
    answer = Client().get(path, follow=True)
    page = answer.content.decode()
    assert 'class="note' in page
    assert "2026年3月5日" in page
    printed = re.search(r'<p class="printed">(.*?)</p>', page, re.DOTALL)[1]
    assert "2026年3月5日适用" in printed
    assert "已不在现行清单内" not in page
    assert "2026-03-05" in printed


def test_links_of_an_item_on_a_day_stay_on_that_day(published):
    page = text(f"/i/99012100002/?t={CODE}&on=2026-03-05")
    departments = [link for link in links(page, "/i/") if link.startswith("/d/990121000000/")]
    assert any("/@2026-03-05/" in unquote(link) for link in departments)


def test_what_the_list_of_a_day_did_not_have_is_said(published):
    staff = make_staff()
    change_items(
        published[0].county,
        [(None, make_content("coordination", "防汛抗旱", category="自然资源"))],
        by=staff[0],
        reason="新增",
    )
    publish(
        staff=staff,
        effective_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 10),
        document_number="示政发〔2026〕9号",
        reason="新增",
        with_revision=True,
    )
    assert "2026年3月5日适用的清单没有列入该事项" in text("/i/99012100005/?on=2026-03-05")


def test_what_is_taken_over_on_its_first_day_is_not_said_to_end_before():
    day = date(2026, 11, 29)
    first, second, third, fourth = [
        PublishedDocument(number, "990121000000", 1, number - 1, on, None, f"{number}")
        for number, on in enumerate((date(2026, 3, 1), day, day, date(2026, 12, 9)), 1)
    ]
    documents = [first, second, third, fourth]
    assert in_force_words(documents, first) == "自2026年3月1日起施行，至2026年11月28日止"
    assert in_force_words(documents, second) == "自2026年11月29日起施行，当日由后一版替代"
    assert in_force_words(documents, third) == "自2026年11月29日起施行，至2026年12月8日止"
    assert in_force_words(documents, fourth) == "自2026年12月9日起施行"


# ---- files ----


def test_files_hold_what_the_filters_of_the_page_leave(published):
    asked = "?kind=coordination&category=自然资源"
    page = unescape(text(f"{TOWN}{asked}"))
    assert "下载本页的1项（Excel）" in page
    for form in ("xlsx", "csv"):
        link = next(link for link in links(page, TOWN) if f".{form}?" in link)
        assert names_in(get(link), form) == ["森林防火"]
    assert len(names_in(get("/t/990121100000.csv"), "csv")) == len(CONTENTS)
    of_department = get("/t/990121100000.csv?department=县自然资源局")
    assert "负责值班值守和突发事件信息报告" not in names_in(of_department, "csv")


def names_in(answer, form):
    known = {content["name"] for content in CONTENTS}
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    else:
        rows = []
        for sheet in load_workbook(io.BytesIO(answer.content)):
            rows += sheet.values
    return [cell for row in rows for cell in row if cell in known]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"/t/{CODE}.xlsx", "示例县城关镇履行职责事项清单（第1版）.xlsx"),
        (f"/t/{CODE}.csv", "示例县城关镇履行职责事项清单（第1版）.csv"),
        (f"/t/{CODE}/@2026-03-05.csv", "示例县城关镇履行职责事项清单（第1版，2026年3月5日）.csv"),
        (
            f"/t/{CODE}.csv?kind=coordination&category=自然资源",
            "清单（第1版，配合履职，自然资源）.csv",
        ),
        ("/c/990121000000.xlsx", "示例县乡镇履行职责事项清单（第1版）.xlsx"),
        ("/i/99012100002.csv", "99012100002消防安全（第1版）.csv"),
        ("/i/99012100002.xlsx", "99012100002消防安全（第1版）.xlsx"),
        ("/search.csv?q=消防", "示例县乡镇履行职责事项清单（第1版，查询消防）.csv"),
        ("/d/990121000000/县自然资源局.csv", "（第1版）.csv"),
        ("/d/990121000000.zip", "示例县县直部门清单（第1版）.zip"),
        ("/c/990121000000/leaving/2026.csv", "不再承担的事项及其去向（2026年）.csv"),
    ],
)
def test_a_file_is_named_as_the_list_is_called(published, path, name):
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200
    assert unquote(answer.headers["Content-Disposition"]).endswith(name)


@pytest.mark.parametrize("path", ["/i/99012100002.xlsx", "/i/99012100002/v1.xlsx"])
def test_an_item_is_a_workbook_too(published, path):
    answer = get(path)
    assert "spreadsheetml" in answer.headers["Content-Type"]
    assert names_in(answer, "xlsx") == ["消防安全"]


# ---- amounts ----


@pytest.mark.parametrize("is_public", [False, True])
def test_amounts_of_support_are_public_only_where_the_county_says_so(is_public):
    county = make_county()
    make_township(CODE)
    make_department()
    items = make_items([make_content("coordination", "消防安全", support=SUPPORT)])
    staff = make_staff()
    if is_public:
        set_policy(county, {"publish_support_amounts": True}, by=staff[2], reason="县里规定")
    publish(staff=staff)
    document = EditionDocument.objects.get()
    assert unpacked(document.full)["entries"][0]["support"][0]["amount"] == "每村2000元"
    for path in (f"/i/{items[0].code}.json", f"/i/{items[0].code}.xlsx", f"/t/{CODE}.json"):
        assert ("每村2000元" in get(path).content.decode("utf-8", "ignore")) is (
            is_public and path.endswith("json")
        ), path
    told = unpacked(document.public)["entries"][0]["support"][0]
    assert (told["promise"], told["amount"]) == ("按村拨付经费", "每村2000元" if is_public else "")


def test_an_amount_that_only_the_office_sees_is_no_public_change(published):
    staff = make_staff()
    raised = [{**SUPPORT[0], "amount": "每村3000元"}]
    change_items(
        published[0].county, [(published[1], {"support": raised})], by=staff[0], reason="提高"
    )
    publish(
        staff=staff,
        effective_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 10),
        document_number="示政发〔2026〕9号",
        reason="提高",
        with_revision=True,
    )
    document = EditionDocument.objects.get(number=2)
    assert unpacked(document.full)["changes"] != []
    public = unpacked(document.public)
    assert public["changes"] == []
    assert all(entry["decision"] is None for entry in public["entries"])


# ---- the township that was chosen ----


class Links(HTMLParser):
    """The addresses of links and of forms that read; a form carries what it sends hidden."""

    def __init__(self):
        super().__init__()
        self.found, self.form = [], None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and values.get("href"):
            self.found.append(values["href"])
        if tag == "form" and values.get("method") == "get":
            self.form = values["action"]
        if self.form and tag in ("input", "select") and values.get("name") == "t":
            self.form += f"?t={values.get('value') or CODE}"

    def handle_endtag(self, tag):
        if tag == "form" and self.form:
            self.found.append(self.form)
            self.form = None


def links(page, path):
    parser = Links()
    parser.feed(page)
    addresses = []
    for href in parser.found:
        parts = urlsplit(urljoin(f"http://testserver{path}", href))
        if parts.netloc == "testserver":
            addresses.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return addresses


# Where no township is asked for: the desk and its handbooks, files and feeds, the list of another
# township, and the search over the whole county, which says so.
ELSEWHERE = re.compile(
    r"^/(?:login|desk|static|t|api)/|^/help/(?!no-burden)\w+/"
    r"|\.(?:json|csv|xlsx|zip|atom|svg)$|^/feedback/follow/"
)
WHOLE_COUNTY = "里再查一次"
STARTS = [
    f"{COUNTY}?t={CODE}",
    f"{COUNTY}editions/?t={CODE}",
    f"/search/?q=消防&t={CODE}",
    f"/search/?q=护照&t={CODE}",
    f"/i/99012100002/?t={CODE}",
    f"/i/99012100002/?t={CODE}&on=2026-03-05",
    f"/i/99012100002/versions/?t={CODE}",
    TOWN,
    f"{TOWN}@2026-03-05/",
    f"/d/990121000000/?t={CODE}",
    f"/d/990121000000/县自然资源局/?t={CODE}",
    f"{COUNTY}compare/1..2/?t={CODE}",
    f"{COUNTY}leaving/2026/?t={CODE}",
    f"/help/?t={CODE}",
    f"/help/no-burden/?t={CODE}",
    f"/accessibility/?t={CODE}",
    f"/feedback/?county=990121000000&t={CODE}",
]


def test_the_chosen_township_is_carried_by_every_link(published):
    second_edition(published)
    waiting, seen, lost = list(STARTS), set(), set()
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = Client().get(address, follow=True)
        assert answer.status_code == 200, address
        page = answer.content.decode()
        path = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        assert "城关镇清单</a>" in page, address
        for link in links(page.replace(whole_county_link(page), ""), path):
            parts = urlsplit(link)
            if ELSEWHERE.search(parts.path):
                continue
            if parse_qs(parts.query).get("t") == [CODE]:
                if parts.path not in {urlsplit(known).path for known in (*seen, *waiting)}:
                    waiting.append(link)
            elif "compare" not in path or parse_qs(parts.query).get("t") is None:
                lost.add((address, link))
    assert {pair for pair in lost if not chooses_another(pair)} == set()
    assert len(seen) > len(STARTS)


def whole_county_link(page):
    found = re.search(r"<a[^>]*>[^<]*里再查一次</a>", page)
    return found[0] if found else "\0"


def chooses_another(pair):
    """The comparison offers the county as a whole and the other townships to choose from."""
    address, link = pair
    return "/compare/" in address and "/compare/" in link


# ---- what pages weigh and say ----


def test_answers_are_compressed_for_who_takes_that(published):
    for path in (
        "/",
        TOWN,
        "/search/?q=消防",
        "/i/99012100002.json",
        f"/api/v1/entries/?township={CODE}",
    ):
        plain = get(path)
        answer = get(path, accept_encoding="gzip, br")
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert gzip.decompress(answer.content) == plain.content, path
        assert len(answer.content) < len(plain.content), path
        assert "Accept-Encoding" in answer.headers["Vary"]
        again = get(path, accept_encoding="gzip", if_none_match=answer.headers["ETag"])
        assert (again.status_code, again.content) == (304, b""), path
    assert "Content-Encoding" not in get(f"/t/{CODE}.xlsx", accept_encoding="gzip").headers
    assert "Content-Encoding" not in get("/feedback/", accept_encoding="gzip").headers


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("", False),
    ],
)
def test_nothing_is_compressed_that_nobody_takes(rf, said, is_taken):
    assert takes_gzip(rf.get("/", headers={"accept-encoding": said})) is is_taken


def test_the_map_names_every_page_and_nothing_hidden(published):
    assert "Sitemap: http" in text("/robots.txt")
    index = text("/sitemap.xml")
    assert f"{COUNTY}sitemap.xml" in index
    places = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", text(f"{COUNTY}sitemap.xml"))
    assert {COUNTY, TOWN, "/i/99012100002/", "/d/990121000000/"} <= set(places)
    for place in places:
        assert get(place).status_code == 200, place
    assert get("/c/990129000000/sitemap.xml").status_code == 404


PAGES = [path for path in STARTS if not path.startswith(("/search/", "/feedback/"))]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_to_be_found_has_a_description_of_its_own(published, path):
    second_edition(published)
    page = Client().get(path, follow=True).content.decode()
    said = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert len(said) == 1
    assert 10 < len(said[0]) < 400
    assert "\n" not in said[0]


def test_a_search_box_stands_on_every_page_of_a_township(published):
    for path in (TOWN, f"{TOWN}?kind=all", f"{TOWN}@2026-03-05/", f"{TOWN}v1/"):
        page = text(path)
        assert 'role="search"' in page, path
        assert f'<option value="{CODE}" selected>' in page, path
    assert 'name="on" value="2026-03-05"' in text(f"{TOWN}@2026-03-05/")


def test_what_is_kept_in_the_browser_is_said(published):
    said = text("/accessibility/")
    with open("static/site/site.js", encoding="utf-8") as file:
        assert "localStorage" in file.read()
    for word in ("所在地", "本地存储", "长辈版", "随机数", "登录状态"):
        assert word in said
    assert set(get("/?large=1").cookies) == {"large"}
    assert set(get("/feedback/").cookies) == {"csrftoken"}


# ---- a miss ----


def test_a_miss_offers_the_hotline_other_words_and_topics(published):
    page = text("/search/?q=护照")
    assert "未检索到相近事项" in page
    assert 'href="tel:12345"' in page
    assert "从这些词查起" in page
    assert "q=%E6%B6%88%E9%98%B2" in page
