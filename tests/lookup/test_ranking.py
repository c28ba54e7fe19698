"""The one ranking: what is found, in which order, why, and what is not claimed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.lookup.ranking import Why
from items.published.finding import find, find_everywhere
from items.published.warming import warm
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
