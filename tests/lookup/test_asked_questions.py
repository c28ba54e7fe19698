"""The clerk's page of what people asked: only what was asked three times, adopted or put aside."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.organizations.roles import Role
from items.lookup import counting
from items.lookup.library import library
from items.lookup.phrase_book import phrase_book
from items.lookup.ranking import NOTHING, Ranked
from items.lookup.services.asked_counts import note_asked
from items.lookup.services.matter_links import link_matter
from items.lookup.services.phrases import add_phrases
from items.meaning.background import maker
from items.models import AskedCount, DutyItem, Phrase
from items.published.asking import note_choice, note_search
from items.published.lists import county_list
from tests.factories import (
    COUNTY_CODE,
    make_content,
    make_county,
    make_items,
    make_staff,
    make_user,
    publish,
)
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
WHY = "群众多次这样问"
DAY = date(2026, 5, 6)


@ground
def staff(db):
    return make_staff()


@ground
def items(staff):
    made = make_items(
        [
            make_content("coordination", "消防安全检查"),
            make_content(name="负责城市养犬管理"),
            make_content(name="内部值守", public=False),
        ]
    )
    publish(staff=staff)
    return made


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


def signed_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def clerk(staff):
    return signed_in(staff[0])


def page():
    return reverse("desk:asked-questions")


def ask(text, chosen="", times=3):
    note_asked(COUNTY_CODE, text, chosen, DAY, times=times)
    return AskedCount.objects.order_by("-pk").first()


def press(client, reason=WHY, **typed):
    return client.post(page(), {"reason": reason, **typed}, follow=True)


def test_what_was_asked_three_times_is_shown_with_the_item_it_may_mean(clerk, items):
    ask("楼道堆杂物", times=2)
    ask("遛狗不牵绳", items[1].code)
    ask("消防通道占用")
    shown = clerk.get(page()).content.decode()
    assert "楼道堆杂物" not in shown
    assert "遛狗不牵绳" in shown
    assert f'value="{items[1].code}"' in shown
    assert f'value="{items[0].code}"' in shown
    missed = clerk.get(page(), {"outcome": "missed"}).content.decode()
    assert "遛狗不牵绳" not in missed


def test_a_miss_becomes_a_phrase_and_leaves_the_list(clerk, items):
    row = ask("遛狗不牵绳")
    answer = press(clerk, adopt="1", asked=[row.pk], **{f"code-{row.pk}": items[1].code})
    assert "已采纳1条" in answer.content.decode()
    assert "遛狗不牵绳" not in answer.content.decode()
    assert Phrase.objects.get().item == items[1]


def test_several_are_adopted_or_put_aside_at_once(clerk, items):
    rows = [ask(text) for text in ("遛狗不牵绳", "彩票兑奖", "飞碟降落")]
    keys = [row.pk for row in rows]
    codes = {f"code-{key}": items[1].code for key in keys}
    press(clerk, dismiss="1", asked=keys[1:], **codes)
    assert AskedCount.objects.offered().count() == 1
    press(clerk, adopt="1", asked=keys[:1], **codes)
    assert clerk.get(page()).content.decode().count('name="asked"') == 0


def test_a_wrong_code_is_named_and_what_was_typed_stays(clerk, items):
    row = ask("遛狗不牵绳")
    answer = press(clerk, adopt="1", asked=[row.pk], **{f"code-{row.pk}": "123"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "“遛狗不牵绳”：请从本级清单中选择事项。" in shown
    assert 'value="123"' in shown
    assert " checked" in shown
    assert "请选择要采纳的问法。" in press(clerk, adopt="1").content.decode()
    without = press(
        clerk, reason="", adopt="1", asked=[row.pk], **{f"code-{row.pk}": items[1].code}
    )
    assert "请填写理由。" in without.content.decode()


def test_it_is_the_clerk_s_page(items, staff):
    ask("遛狗不牵绳")
    for user in (staff[2], make_user(Role.AUDITOR), make_user(Role.TOWNSHIP_LEAD)):
        assert signed_in(user).get(page()).status_code == 404
    neighbour = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    assert "遛狗" not in signed_in(neighbour).get(page()).content.decode()
    assert signed_in(neighbour).get(page(), {"county": COUNTY_CODE}).status_code == 404


def test_the_list_is_turned_by_pages(clerk, items):
    for number in range(25):
        ask(f"问{chr(0x4E00 + number)}法{chr(0x5E00 + number)}", times=3 + number % 2)
    first = clerk.get(page()).content.decode()
    assert first.count('name="asked"') == 20
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert clerk.get(page() + following).content.decode().count('name="asked"') == 5


def test_the_page_needs_no_more_statements_for_many_questions(clerk, items):
    ask("遛狗不牵绳")
    clerk.get(page())
    with CaptureQueriesContext(connection) as few:
        clerk.get(page())
    for number in range(15):
        ask(f"遛狗{chr(0x4E00 + number)}法")
    with CaptureQueriesContext(connection) as many:
        clerk.get(page())
    assert len(many) == len(few)


# ---- what the public pages note ----


def reading(path="/search/", **headers):
    return RequestFactory(headers={"user-agent": "Mozilla/5.0", **headers}).get(path)


def test_a_miss_of_the_search_page_is_counted(items):
    note_search(reading(), COUNTY_CODE, "彩票在哪里兑奖", NOTHING)
    assert [row.count for row in AskedCount.objects.all()] == [1]


@pytest.mark.parametrize(
    "request_",
    [
        reading("/search/?after=60"),
        reading(if_none_match='"x"'),
        reading(user_agent="Baiduspider/2.0"),
        RequestFactory().head("/search/"),
    ],
)
def test_a_page_turned_asked_for_again_or_read_by_a_robot_asks_nothing_new(items, request_):
    note_search(request_, COUNTY_CODE, "彩票在哪里兑奖", NOTHING)
    assert AskedCount.objects.count() == 0


def test_what_was_found_or_answered_otherwise_is_no_miss(items):
    found = Ranked(hits=("hit",))
    note_search(reading(), COUNTY_CODE, "彩票在哪里兑奖", found)
    note_search(reading(), COUNTY_CODE, "彩票在哪里兑奖", NOTHING, is_answered=True)
    assert AskedCount.objects.count() == 0


def entry_of(item):
    return county_list(COUNTY_CODE).find(item.code)


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("http://testserver/search/?q=遛狗不牵绳", 1),
        ("http://testserver/search/?q=%E9%81%9B%E7%8B%97&t=990121100000", 1),
        ("http://elsewhere.example/search/?q=遛狗不牵绳", 0),
        ("http://testserver/t/990121100000/?q=遛狗不牵绳", 0),
        ("http://testserver/search/", 0),
        ("http://testserver/search/?q=养犬", 0),
        ("http://[broken", 0),
        ("", 0),
    ],
)
def test_an_item_opened_from_the_search_page_is_counted(items, before, count):
    note_choice(reading("/i/x/", referer=before), COUNTY_CODE, entry_of(items[1]))
    assert AskedCount.objects.count() == count
    if count:
        assert AskedCount.objects.get().item == items[1]


READER = {"user-agent": "Mozilla/5.0"}


def test_the_search_page_and_the_page_of_an_item_count_by_themselves(items, client):
    for _ in range(2):
        client.get("/search/", {"q": "彩票在哪里兑奖"}, headers=READER)
    client.get("/search/", {"q": "彩票在哪里兑奖", "on": "2026-04-01"}, headers=READER)
    client.get("/search/", {"q": "养犬"}, headers=READER)
    before = {**READER, "referer": "http://testserver/search/?q=遛狗不牵绳"}
    client.get(f"/i/{items[1].code}/", headers=before)
    client.get(f"/i/{items[1].code}.json", headers=before)
    rows = AskedCount.objects.order_by("pk").values_list("folded", "item__code", "count")
    assert list(rows) == [("彩票在哪里兑奖", None, 2), ("遛狗不牵绳", items[1].code, 1)]


# ---- counted beside serving ----


@pytest.fixture
def serving(monkeypatch):
    """A process that serves, with a counter of its own."""
    own = counting.Counting()
    monkeypatch.setattr(maker, "serving", True)
    monkeypatch.setattr(counting, "counting", own)
    yield own
    own.wait()


@pytest.mark.django_db(transaction=True)
def test_a_server_counts_beside_serving(serving):
    make_items([make_content()])
    for _ in range(5):
        counting.count_asked(COUNTY_CODE, "遛狗不牵绳", "", DAY)
    serving.wait()
    assert [(row.folded, row.count) for row in AskedCount.objects.all()] == [("遛狗不牵绳", 5)]


@pytest.mark.django_db(transaction=True)
def test_a_question_that_can_not_be_counted_is_logged_and_the_next_one_is(serving, caplog):
    make_items([make_content()])
    counting.count_asked(COUNTY_CODE, "遛狗不牵绳", "", "不是日期")
    counting.count_asked(COUNTY_CODE, "狗咬人", "", DAY)
    serving.wait()
    assert "a question could not be counted" in caplog.text
    assert [row.folded for row in AskedCount.objects.all()] == ["狗咬人"]


def test_what_waits_has_an_end(serving, monkeypatch):
    monkeypatch.setattr(counting, "MOST_WAITING", 2)
    monkeypatch.setattr(counting, "Thread", lambda **_how: SimpleNamespace(start=lambda: None))
    for text in ("甲", "乙", "丙", "甲"):
        counting.count_asked(COUNTY_CODE, text, "", DAY)
    assert sum(serving._waiting.values()) == 3
    serving._thread = None


# ---- what is not published is not told ----


def test_phrases_of_what_is_not_published_tell_a_stranger_nothing(items, staff, client):
    """An item that is not for the public has phrases too: asked in those very words, no public
    answer names it.
    """
    hidden = DutyItem.objects.get(name="内部值守")
    add_phrases(hidden, ["后山岗亭换班"], by=staff[0], reason=WHY)
    link_matter(hidden, library().matters[0].key, by=staff[0], reason=WHY)
    book = phrase_book(COUNTY_CODE)
    assert (list(book.own), list(book.linked)) == ([hidden.code], [hidden.code])
    for address in ("/search/", "/search.json", "/api/v1/answers/", "/api/v1/entries/"):
        answer = client.get(address, {"q": "后山岗亭换班", "county": COUNTY_CODE})
        page = answer.getvalue().decode()
        assert answer.status_code == 200
        assert "内部值守" not in page
        assert hidden.code not in page
