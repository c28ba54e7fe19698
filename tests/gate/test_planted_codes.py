"""No code, word or tag of an item that never was public shows: in no document, page or header.

Codes are planted as words are: of items 不予公开, merged, split and cancelled ones among them, of
items that left the register before the first edition, of what is decided and not yet issued, and of
a county that has published nothing.
"""

import io
import re
import zipfile
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import resolve

from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from items.models import DutyItem, EditionDocument, Lineage
from items.models.document_bytes import unpacked
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import propose_merge, propose_split
from tests.factories import (
    COUNTY_CODE,
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_tag,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.grounds import ground
from tests.sweeps.test_addresses import PUBLIC, path_to, walked

from .crawler import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
NEVER_USED = "99012199999"
SAMPLE_CODE = "99012100012"
HIDDEN_TAG = "涉密地段"
WORDS = (HIDDEN_TAG, "秘项", "拟密调", "外县事项", "保密科")
CODE = re.compile(r"\b\d{11}\b")  # not eleven digits within a digest


def never_public():
    """{name: code} of every item in the database that no public document has ever listed."""
    listed = {
        entry["code"]
        for blob in EditionDocument.objects.values_list("public", flat=True)
        for entry in unpacked(blob)["entries"]
    }
    return {item.name: item.code for item in DutyItem.objects.exclude(code__in=listed)}


@ground
def planted(db):
    """A county with two editions and every kind of code that must not show; -> {name: item}."""
    county = make_county()
    make_township("990121101000", "河口乡")
    make_tag(HIDDEN_TAG, make_township())
    make_tag("沿河", make_township())
    names = ("公文管理", "甲项", "乙项", "丙项", "秘项合并前取消", "秘项先并入公文管理")
    hidden = ("秘项并入", "秘项拆分", "秘项取消", "秘项改名")
    contents = [make_content(name=name) for name in names]
    contents += [make_content(name=name, public=False) for name in hidden]
    contents.append(
        make_content(name="秘项按地段", public=False, scope="tagged", tags=[HIDDEN_TAG])
    )
    contents.append(make_content(name="防汛巡查", scope="tagged", tags=["沿河"]))
    items = {item.name: item for item in make_items(contents)}
    staff = make_staff(county)
    _gone_before_the_first_edition(county, items, staff)
    publish(county, staff=staff)
    _second_edition(county, items, staff)
    _decided_and_not_issued(county, items, staff)
    _county_without_edition()
    return items


def _gone_before_the_first_edition(county, items, staff):
    gone = [items["秘项合并前取消"], items["秘项先并入公文管理"]]
    cancel_items(county, gone, by=staff[0], reason="重复")
    with seeding("合并"):
        Lineage.objects.create(
            source=gone[1],
            target=items["公文管理"],
            op=Lineage.Op.MERGE,
            happened_on=date(2026, 1, 5),
        )


def _second_edition(county, items, staff):
    """Hidden into public, public into hidden, hidden apart and gone; a change the staff sees."""
    clerk = staff[0]
    merged = {"name": "合项", "public": True}
    propose_merge(county, [items["秘项并入"], items["甲项"]], merged, by=clerk, reason="合并")
    parts = [{"name": "拆出一", "public": True}, {"name": "拆出二", "public": True}]
    propose_split(county, items["秘项拆分"], parts, by=clerk, reason="分")
    hidden = {"name": "秘项合成", "public": False}
    propose_merge(county, [items["乙项"], items["丙项"]], hidden, by=clerk, reason="合并")
    cancel_items(county, [items["秘项取消"]], by=clerk, reason="取消")
    review = {"reviewer": "保密科", "on": "2026-03-05", "result": "可以公开"}
    changes = [
        (items["秘项改名"], {"name": "秘项改了名"}),
        (items["公文管理"], {"secrecy_review": review}),
        (items["防汛巡查"], {"name": "防汛巡查值守"}),
    ]
    change_items(county, changes, by=clerk, reason="调整")
    publish(
        county,
        staff=staff,
        with_revision=True,
        decided_on="2026-05-10",
        document_number="示政发〔2026〕9号",
        effective_on="2026-06-01",
    )


def _decided_and_not_issued(county, items, staff):
    changes = [
        (None, make_content(name="拟密调新增")),
        (items["公文管理"], {"name": "拟密调公文管理"}),
    ]
    change_items(county, changes, by=staff[0], reason="拟密调")
    edition = start_edition(county, by=staff[0], with_revision=True)
    perform(edition, "submit", by=staff[0])
    perform(
        edition,
        "approve",
        by=staff[1],
        meeting="第3次会议",
        decided_on="2026-07-01",
        document_number="示政发〔2026〕11号",
    )


def _county_without_edition():
    other = make_county("990123000000", "另县")
    make_items([make_content(name="外县事项")], county=other)


def code_of(name):
    return DutyItem.objects.get(name=name).code


def test_every_kind_of_code_is_planted(planted):
    assert set(never_public()) == {
        "秘项合并前取消",
        "秘项先并入公文管理",
        "秘项并入",
        "秘项拆分",
        "秘项取消",
        "秘项改了名",
        "秘项按地段",
        "秘项合成",
        "拟密调新增",
        "外县事项",
    }
    assert Lineage.objects.count() == 7


def test_a_public_document_names_no_code_that_public_documents_do_not_list(planted):
    listed = set()
    for document in EditionDocument.objects.order_by("number"):
        public = unpacked(document.public)
        listed |= {entry["code"] for entry in public["entries"]}
        assert set(CODE.findall(str(public))) <= listed
        assert set(CODE.findall(str(document.changes))) <= listed
        for word in WORDS:
            assert word not in str(public), word


def test_the_second_document_leads_on_only_from_what_was_public(planted):
    public = unpacked(EditionDocument.objects.get(number=2).public)
    assert public["redirects"] == {code_of("甲项"): code_of("合项")}
    assert {tag for place in public["townships"] for tag in place["tags"]} == {"沿河"}
    ops = {(change["op"], change["name"]) for change in public["changes"]}
    assert ops == {
        ("add", "合项"),
        ("add", "拆出一"),
        ("add", "拆出二"),
        ("revise", "防汛巡查值守"),
        ("cancel", "甲项"),
        ("cancel", "乙项"),
        ("cancel", "丙项"),
    }


def test_the_office_reads_all_of_it_in_the_full_document(planted):
    full = unpacked(EditionDocument.objects.get(number=2).full)
    assert full["redirects"][code_of("秘项并入")] == code_of("合项")
    assert full["redirects"][code_of("秘项先并入公文管理")] == code_of("拟密调公文管理")
    assert full["redirects"][code_of("乙项")] == code_of("秘项合成")
    assert HIDDEN_TAG in {tag for place in full["townships"] for tag in place["tags"]}


def test_a_decision_that_changed_nothing_public_is_not_told(planted):
    document = EditionDocument.objects.get(number=2)
    told = {entry["name"]: entry["decision"] for entry in unpacked(document.public)["entries"]}
    decision = {"request": "2026年第1次集中修订", "document_number": "示政发〔2026〕9号"}
    assert told["公文管理"] is None
    assert told["防汛巡查值守"]["document_number"] == decision["document_number"]
    full = {entry["name"]: entry["decision"] for entry in unpacked(document.full)["entries"]}
    assert full["公文管理"]["document_number"] == decision["document_number"]


def test_a_line_over_a_hidden_item_is_not_told(planted):
    """乙项 was public and went over a hidden item into a public one: nobody may follow it there."""
    from items.editions.documents import redirects_of

    county, shown = make_county(), [{"code": code_of("拆出一")}]
    with seeding("沿革"):
        lines = (("乙项", "秘项取消"), ("秘项取消", "拆出一"), ("甲项", "合项"), ("合项", "拆出一"))
        for source, target in lines:
            Lineage.objects.get_or_create(
                source=DutyItem.objects.get(name=source),
                target=DutyItem.objects.get(name=target),
                defaults={"op": "merge", "happened_on": date(2026, 6, 1)},
            )
    known = {code_of(name) for name in ("甲项", "乙项", "合项", "拆出一")}
    assert redirects_of(county, shown, known=known) == {
        code_of("甲项"): code_of("拆出一"),
        code_of("合项"): code_of("拆出一"),
    }


def public_paths():
    """Every address of public pages, files and the public API, with this county's places in it."""
    documents = list(EditionDocument.objects.values_list("pk", "edition_id"))
    for name, parts, pattern in walked():
        if name not in PUBLIC or not getattr(pattern.callback, "public_read", False):
            continue
        path = path_to(parts, pattern)
        if "county" in resolve(path).kwargs:
            path = path.replace("990121100000", COUNTY_CODE)
        path = path.replace("@1/", "@2026-03-05/").replace("@1.", "@2026-03-05.")
        if "pk" in resolve(path).kwargs:
            column = 0 if name == "api-document" else 1
            numbers = [row[column] for row in documents]
            yield from (path.replace("/1/", f"/{number}/") for number in numbers)
        elif "v7.2" in path:
            yield from (path.replace("v7.2", slug) for slug in ("v1", "v2"))
        else:
            yield path


def questions(path, code):
    """The same address asked in every way that could tell a code."""
    path = path.replace(SAMPLE_CODE, code)
    yield path
    for day in ("2026-03-05", "2026-06-05", "2027-01-01"):
        yield f"{path}?{urlencode({'on': day, 'q': code, 'county': COUNTY_CODE})}"
    yield f"{path}?{urlencode({'q': code, 't': '990121100000', 'township': '990121100000'})}"
    yield f"{path}?{urlencode({'category': code, 'department': code, 'county': COUNTY_CODE})}"


def answer_of(client, address, code):
    """Status, headers and body without the code itself: what would tell one code from another."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if name != "ETag"}
    if body[:2] == b"PK":
        body = b"a workbook"
    if answer["Content-Type"].startswith("image/"):
        body = b"a drawing of the address that was asked"
    told = f"{answer.status_code} {sorted(headers.items())} {body.decode('utf-8', 'replace')}"
    return told.replace(code, "CODE").replace(str(int(code)), "CODE")


def test_a_code_that_was_never_public_is_answered_like_one_that_was_never_used(planted):
    """The same status, headers and body, whatever is asked: 302 or 404 would tell one in use."""
    client = Client()
    paths = [path for path in public_paths() if SAMPLE_CODE in path]
    assert len(paths) >= 3
    for path in [*paths, "/api/v1/entries/"]:
        for name, code in never_public().items():
            like = NEVER_USED if code.startswith("990121") else "99012399999"
            pairs = zip(questions(path, code), questions(path, like), strict=True)
            for asked, compared in pairs:
                given = answer_of(client, asked, code)
                assert given == answer_of(client, compared, like), (name, asked)


def shown_by(answer):
    """Headers and body; of a workbook, all of its parts."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in sorted(parts.namelist()))
    return f"{sorted(answer.headers.items())} {unescape(content.decode('utf-8', 'replace'))}"


def test_a_planted_code_asked_for_finds_no_planted_word(planted):
    """A search compares digits too, so that its nearest entries differ from code to code."""
    client = Client()
    for path in ("/search/", "/search.json", "/api/v1/answers/"):
        for code in never_public().values():
            for address in questions(path, code):
                shown = shown_by(client.get(address))
                assert [word for word in WORDS if word in shown] == [], address


def test_no_public_address_shows_a_planted_code_or_word(planted):
    client, codes = Client(), never_public()
    for path in public_paths():
        for address in questions(path, SAMPLE_CODE):
            shown = shown_by(client.get(address))
            found = [name for name, code in codes.items() if code in shown]
            assert (found, [word for word in WORDS if word in shown]) == ([], []), address


def test_a_stranger_who_follows_every_link_meets_no_planted_code_or_word(planted, client):
    starts = ["/", f"/c/{COUNTY_CODE}/editions/", "/search/?q=项"]
    starts += [f"/i/{code_of(name)}/" for name in ("甲项", "乙项")]
    pages = crawl(client, starts)
    assert pages[f"/i/{code_of('甲项')}/"][0] == 302
    assert pages[f"/i/{code_of('乙项')}/"][0] == 200
    for word in (*WORDS, *never_public().values()):
        showing = [address for address, (_, text) in pages.items() if word in address + text]
        assert showing == [], word


def test_codes_of_hidden_items_stay_with_those_who_read_the_register(planted):
    """A person of another place follows every link of the desk and meets no code of another's."""
    code = code_of("秘项按地段")
    elsewhere = [
        make_user(Role.TOWNSHIP_LEAD, township=make_township("990121101000", "河口乡")),
        make_user(Role.DEPARTMENT_LEAD, department=make_department("县气象局")),
    ]
    for user in elsewhere:
        client = Client()
        client.force_login(user)
        pages = crawl(client, ["/", "/desk/"])
        shown = "".join(text for _status, text in pages.values())
        assert code not in shown
        assert HIDDEN_TAG not in shown
    client = Client()
    client.force_login(make_user(Role.CLERK))
    assert any(code in text for _, text in crawl(client, ["/desk/", "/admin/"]).values())
