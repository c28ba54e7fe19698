"""The one ranking: what is found, in which order, why, and what is not claimed."""

from unittest.mock import patch

import numpy
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from items.lookup import matters
from items.lookup.list_index import ListIndex, rows_of
from items.lookup.matters import hear
from items.lookup.phrase_book import NO_PHRASES, PhraseBook
from items.lookup.ranking import Why
from items.meaning import engine
from items.published import finding
from items.published.finding import find, find_everywhere
from items.published.warming import warm
from tests.database import share_of
from tests.factories import make_content, make_items, publish
from tests.published.made_lists import make_entry, make_list

pytestmark = pytest.mark.django_db

NAMES = [
    ("开展消防安全宣传和日常检查", "basic"),
    ("做好城乡居民最低生活保障的受理审核", "basic"),
    ("负责农村宅基地审批和日常管理", "basic"),
    ("接待办理群众来信来访", "basic"),
    ("开展镇容环境卫生管理和垃圾分类", "basic"),
    ("养犬管理和流浪犬处置", "coordination"),
    ("消防安全", "coordination"),
    ("物业管理", "coordination"),
    ("特种设备（电梯、锅炉等）安全监察", "reclaimed"),
]
LIST = make_list(
    make_entry(name, kind, number=number, departments=["县甲局"] if kind != "basic" else ())
    for number, (name, kind) in enumerate(NAMES, 1)
)
QUESTIONS = [
    "消防",
    "低保",
    "xiaofang",
    "消方",
    "zjd",
    "狗咬人谁管",
    "电梯坏了",
    "管理",
    "彩票兑奖",
]


def names(text, township=None):
    return [entry["name"] for entry in find(LIST, text, township).entries]


@pytest.mark.parametrize(
    ("question", "first", "why"),
    [
        ("消防安全", "消防安全", Why.WORDS),
        ("低保", NAMES[1][0], Why.OTHER_WORDS),
        ("吃低保要啥条件", NAMES[1][0], None),
        ("配合事项第八项", "物业管理", Why.NUMBER),
        ("99012100006", "养犬管理和流浪犬处置", Why.CODE),
        ("狗咬人谁管", "养犬管理和流浪犬处置", Why.PHRASE),
        ("養犬管理", "养犬管理和流浪犬处置", Why.WORDS),
        ("物业管里", "物业管理", None),
    ],
)
def test_a_question_finds_its_entry_and_says_why(question, first, why):
    hit = find(LIST, question).hits[0]
    assert hit.entry["name"] == first
    if why:
        assert hit.why == why


@pytest.mark.parametrize("question", ["xiaofang", "消方", "xf安全"])
def test_sounds_find_what_they_sound_like(question):
    found = find(LIST, question)
    shown = [hit.entry["name"] for hit in (*found.hits, *found.near)]
    assert "消防安全" in shown[:2]


@pytest.mark.parametrize(("slip", "word"), [("底保", "低保")])
def test_a_slip_that_finds_nothing_is_answered_as_the_word_that_sounds_alike(slip, word):
    found, plain = find(LIST, slip), find(LIST, word)
    assert (found.read_as, plain.read_as) == (word, "")
    assert [hit.entry["code"] for hit in found.hits] == [hit.entry["code"] for hit in plain.hits]


def test_a_code_matches_whole():
    assert names("110") == []
    assert names("99012100") == []


def test_a_township_finds_what_the_county_finds_in_the_same_order():
    township = LIST.townships[0]
    for question in QUESTIONS:
        assert names(question, township) == names(question)


def test_the_nation_finds_what_the_county_finds_in_the_same_order():
    for question in QUESTIONS:
        everywhere = [hit.entry["name"] for hit in find_everywhere([LIST], question)]
        assert everywhere == names(question)


@given(st.text(max_size=12))
def test_any_text_is_answered(question):
    found = find(LIST, question)
    assert len(found.near) <= 5
    assert {hit.entry["code"] for hit in found.hits} <= {entry["code"] for entry in LIST.entries}


@pytest.mark.parametrize("question", ["彩票兑奖", "🔥", "火箭发射", "asdfgh", "1", "护照去哪办"])
def test_what_is_in_no_list_is_not_claimed(question):
    found = find(LIST, question)
    assert not found.is_sure


def test_several_matters_are_answered_in_turn():
    found = find(LIST, "吃低保要啥条件，还有狗咬人了")
    assert {hit.entry["number"] for hit in found.hits[:2]} == {2, 6}


def test_a_wording_of_one_township_is_found_there_alone():
    entry = make_entry(
        "负责水域巡查",
        variants=[{"townships": ["990121101000"], "name": "负责蓄滞洪区巡查", "township_duty": ""}],
    )
    published = make_list([entry])
    here, there = published.townships
    assert find(published, "蓄滞洪区", there).entries[0]["name"] == "负责蓄滞洪区巡查"
    assert not find(published, "蓄滞洪区", here).has_words
    assert find(published, "水域巡查", here).has_words
    assert not find(published, "水域巡查", there).has_words


def test_what_serves_reads_the_lists_in_force_beforehand():
    make_items([make_content(name="负责值班值守")])
    publish()
    assert warm() == 1


def test_a_printed_number_is_that_of_the_township():
    here, there = "990121100000", "990121101000"
    entries = [
        make_entry("负责值班值守", number=1, numbers={here: 1, there: 2}),
        make_entry("负责公文管理", number=2, numbers={here: 2, there: 1}),
    ]
    published = make_list(entries)
    first, second = published.townships
    assert find(published, "基本履职第1项", first).entries[0]["name"] == "负责值班值守"
    assert find(published, "基本履职第1项", second).entries[0]["name"] == "负责公文管理"


def test_what_only_its_category_names_comes_last():
    entries = [
        make_entry("负责路灯", number=1, category="养老服务"),
        make_entry("开展养老服务", number=2, category="民生服务"),
    ]
    found = find(make_list(entries), "养老服务")
    assert [hit.why for hit in found.hits] == [Why.WORDS, Why.CATEGORY]


OWN_WORDS = ("消防安全", "物业管理", "养犬管理", "低保", "城关镇", "负责值班", "路灯", "电梯")
ASKED = st.one_of(
    st.text(alphabet="消防安全物业管理养犬低保宅基地电梯镇容，还有0123456789abxf ", max_size=12),
    st.lists(st.sampled_from((*QUESTIONS, *OWN_WORDS)), min_size=1, max_size=3).map("，".join),
    st.sampled_from(["99012100006", "99012200002", "配合事项第八项", "基本第2项", "12345"]),
)


def many_lists():
    """Five counties' lists of several lengths, under codes and with places of their own."""
    lists = []
    for county in range(5):
        entries = []
        for number, (name, kind) in enumerate(NAMES[county:], 1):
            fields = {"code": f"99012{county}{number:05d}", "category": "综合政务"}
            if county == 2:
                fields["variants"] = [
                    {"townships": ["990121101000"], "name": f"协助{name}", "township_duty": ""}
                ]
            departments = ["县甲局"] if kind != "basic" else ()
            entries.append(make_entry(name, kind, number, departments, **fields))
        townships = (("990121100000", f"城关{'东南西北中'[county]}镇"), ("990121101000", "消防镇"))
        published = make_list(entries, townships[: 1 + county % 2])
        published.county["code"] = f"99012{county}000000"
        lists.append(published)
    return [*lists, make_list([])]


MANY = many_lists()
MEANT = many_lists()
OWN_PHRASES = PhraseBook(
    stamp=(1, 1, None, None),
    own={"99012100003": ("彩票在哪换钱", "消方管不管")},
    struck={"99012100005": ("狗咬人",)},
    linked={"99012100002": ("0001",)},
)
BOOKS = {"990121000000": OWN_PHRASES}


def one_by_one(lists, question):
    """The hits of each list asked alone, merged by a plain scan of their heads."""
    waiting = []
    for published in lists:
        book = BOOKS.get(published.county["code"], NO_PHRASES)
        waiting.append(list(find(published, question, book=book).hits))
    merged = []
    while any(waiting):
        first = max((hits for hits in waiting if hits), key=lambda hits: hits[0].sureness)
        merged.append(first.pop(0))
    return merged


@pytest.fixture
def books(monkeypatch):
    def books_of(codes):
        return {code: BOOKS.get(code, NO_PHRASES) for code in codes}

    monkeypatch.setattr(finding, "phrase_books", books_of)


def vectors_by_letters(texts):
    """Vectors made of the letters of each text: near where texts have letters in common."""
    made = {}
    for text in texts:
        vector = numpy.full(engine.SIZE, 0.01, numpy.float32)
        for letter in text:
            vector[ord(letter) % engine.SIZE] += 1
        made[text] = vector / numpy.linalg.norm(vector)
    return made


for number, meant in enumerate(MEANT):
    if number != 1:  # one of which no vectors are there yet
        meant.index = ListIndex(rows_of(meant.entries), vectors_by_letters)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=share_of(40),
)
@given(ASKED)
def test_many_lists_are_answered_as_each_alone(books, question):
    assert list(find_everywhere(MANY, question)) == one_by_one(MANY, question)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=share_of(40),
)
@given(ASKED)
def test_many_lists_are_answered_as_each_alone_by_meaning(books, question):
    def vector_of(text):
        return vectors_by_letters([text])[text]

    with (
        patch.object(engine, "is_available", lambda: True),
        patch.object(matters, "vector_of_question", vector_of),
    ):
        hear.cache_clear()
        assert list(find_everywhere(MEANT, question)) == one_by_one(MEANT, question)
    hear.cache_clear()
