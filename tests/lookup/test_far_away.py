"""A question that the list has nothing for is offered nothing far; its very words come first."""

import pytest
from django.test import override_settings

from benchmarks.answers import entries_of, made
from items.lookup.asked import asked
from items.lookup.list_index import ListIndex, rows_of
from items.lookup.ranking import MOST_NEAR, NEAR_LEAST, Why, ranked
from items.meaning import engine
from items.published.answers import why_words

FAR = ("学习宣传贯彻", "人才引进", "党管武装")
QUESTIONS = (
    "赌博",
    "彩礼",
    "拆迁",
    "井盖",
    "🔥",
    "狗咬人谁管",
    "护照",
    "驾照",
    "飞机票",
    "下水道堵了",
    "外卖",
    "减肥",
    "你好",
    "路灯坏了",
    "蛇",
    "手机丢了",
    "股票",
    "中彩票",
    "离婚",
    "算命",
    "打工",
    "买房",
    "看病",
    "唱歌",
    "苹果",
    "火车票",
    "世界杯",
    "abc",
    "12306",
    "110",
    "!!!",
)


@pytest.fixture(scope="module")
def index():
    return ListIndex(rows_of(entries_of("list_demo.jsonl")))


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_far_away_is_not_offered(index, question):
    found = ranked(index, asked(question), by_meaning=False)
    shown = [*found.hits, *found.near]
    assert [hit.entry["name"] for hit in shown if hit.entry["name"].startswith(FAR)] == []
    assert len(shown) <= MOST_NEAR


@pytest.mark.parametrize("question", ["井盖", "🔥", "护照", "飞机票", "股票", "苹果", "110", "!!!"])
def test_nothing_at_all_is_offered_where_nothing_is_near(index, question):
    found = ranked(index, asked(question), by_meaning=False)
    assert (found.hits, found.near, found.is_sure) == ((), (), False)


def test_what_is_offered_has_a_threshold(index, monkeypatch):
    question = asked("楼道堆东西")
    assert ranked(index, question, by_meaning=False).near
    assert 0 < NEAR_LEAST < 1
    monkeypatch.setattr("items.lookup.ranking.NEAR_LEAST", 1.0)
    assert ranked(index, question, by_meaning=False).near == ()


def test_a_code_matches_whole(index):
    code = index.rows[0].entry["code"]
    assert [hit.entry["code"] for hit in ranked(index, asked("99012100110")).hits] == []
    assert ranked(index, asked(code[-3:]), by_meaning=False).hits == ()


@pytest.mark.parametrize("question", ["投诉", "学校", "油烟", "火灾", "餐饮", "防火", "噪音"])
def test_other_words_say_so_and_come_after_the_very_words(index, question):
    hits = ranked(index, asked(question), by_meaning=False).hits
    whys = [hit.why for hit in hits if hit.why in (Why.WORDS, Why.OTHER_WORDS, Why.CATEGORY)]
    assert whys == sorted(whys, key=[Why.WORDS, Why.OTHER_WORDS, Why.CATEGORY].index)
    for hit in hits:
        if hit.why == Why.OTHER_WORDS:
            assert why_words(hit).startswith("清单中称“")


PEOPLE_ASK = [
    ("门口有人乱摆摊", "开展镇容环境卫生管理和垃圾分类"),
    ("狗咬人谁管", "动物疫病防控"),
    ("村里老人没人照顾", "做好养老服务和老年人优待、关爱探访"),
    ("xiaofang", "消防安全"),
    ("消方", "消防安全"),
]


@pytest.mark.parametrize(("question", "name"), PEOPLE_ASK)
def test_what_people_ask_is_shown_its_item_first(index, question, name):
    found = ranked(index, asked(question), by_meaning=False)
    first = [*found.hits, *found.near][0]
    assert first.entry["name"] == name


@pytest.fixture(scope="module")
def index_with_meaning():
    with override_settings(MEANING=True):
        if not engine.is_available():
            pytest.skip(engine.why_not())
        return ListIndex(rows_of(entries_of("list_demo.jsonl")), made)


@pytest.mark.one_database
@pytest.mark.parametrize(("question", "name"), PEOPLE_ASK)
def test_the_same_is_the_answer_with_the_model(index_with_meaning, question, name, settings):
    settings.MEANING = True
    found = ranked(index_with_meaning, asked(question))
    assert found.is_sure
    assert name in [hit.entry["name"] for hit in found.hits[:2]]


def test_a_leak_is_shown_who_looks_after_the_house_and_who_mediates(index):
    found = ranked(index, asked("楼上天天漏水没人管"), by_meaning=False)
    names = {hit.entry["name"] for hit in found.hits[:2]}
    assert names == {"物业管理", "排查化解矛盾纠纷，开展人民调解"}


@pytest.mark.parametrize("question", ["结婚证", "领结婚证", "彩票兑奖"])
def test_what_falls_under_nothing_of_the_list_is_an_honest_miss(index, question):
    assert not ranked(index, asked(question), by_meaning=False).is_sure
