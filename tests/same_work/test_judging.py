"""Two items are told for the same work or not, by words alone and with meaning; what gave it away
is marked in both texts, also where they say it otherwise.
"""

import pytest

from items.meaning.of_items import WAY
from items.meaning.vectors import vectors_of
from items.meaning.words import pieces_at
from items.same_work.compared import Compared
from items.same_work.judging import judged, nearest, spans_in_common
from items.same_work.work_words import (
    all_matters,
    all_steps,
    matters_in,
    own_steps,
    slight_steps,
    steps_in,
    wider_than,
    words_in,
)
from tests.meaning.conftest import meaning  # noqa: F401 (a fixture)
from tools.fit_same_work import PAIRS, pairs_of_lines, pairs_of_table

pytestmark = pytest.mark.one_database


def item(name, duty="", kind="coordination", key=None):
    text = "。".join(filter(None, [name, duty]))
    return Compared(key or name, kind, name, text)


# ---- words ----


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("整顿软弱涣散党组织", "抓好后进支部整顿"),
        ("反电信网络诈骗", "入户宣传防骗知识"),
        ("根治欠薪", "拖欠农民工工资问题排查"),
        ("动物疫病防控", "牲畜春秋两季防疫"),
    ],
)
def test_one_matter_is_known_in_many_words(text, other):
    assert matters_in(text) & matters_in(other)


def test_a_word_within_a_longer_one_names_nothing_of_its_own():
    assert [word for *_place, word in words_in("道路交通安全")] == ["道路交通安全"]
    assert not matters_in("水上交通安全") & matters_in("道路交通安全")


def test_words_taken_for_unknown_name_nothing():
    assert matters_in("做好低保工作") == {"低保"}
    assert matters_in("做好低保工作", frozenset({"低保"})) == set()


def test_the_table_of_words_names_only_what_it_has():
    matters = all_matters()
    for matter in matters:
        assert set(wider_than(matter)) <= matters.keys(), matter
        assert matter not in wider_than(matter)
    assert {*own_steps(), *slight_steps()} <= all_steps().keys()


def test_who_helps_to_look_into_something_punishes_nobody():
    assert "punish" not in steps_in("无证无照经营查处", "coordination")
    assert "punish" in steps_in("无证无照经营查处", "reclaimed")
    assert "punish" in steps_in("对无照经营的行政处罚", "coordination")


# ---- the judge ----

SAME = [
    (
        item("乱搭乱建治理", "发现后劝止并报告"),
        item("违法建设治理", "1.发现制止上报；2.配合拆除。"),
    ),
    (item("防范山火", "野外用火宣传，护林员巡山"), item("森林草原防灭火", "宣传、巡护和报告")),
    (item("把综治中心建成实战平台", kind="basic"), item("推进综治中心规范化建设", kind="basic")),
]
NOT_THE_SAME = [
    (item("大气污染防治", "1.巡查上报；"), item("土壤污染防治", "1.巡查上报；")),
    (item("养老机构安全管理", "配合检查"), item("托育机构安全管理", "配合检查")),
    (item("货车超载源头治理", "上报线索"), item("对超限运输车辆的行政处罚", kind="reclaimed")),
    (item("入河排污口排查", "上报清单"), item("入河排污口水质监测", kind="reclaimed")),
    (item("做好养老保险参保登记", kind="basic"), item("做好医疗保险参保登记", kind="basic")),
]


def is_near(one, other, vectors=None):
    return bool(judged([one], [other], vectors or {})[1][0, 0])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_work_in_other_words_is_near_by_words_alone(one, other):
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_another_matter_or_step_with_the_same_duty_is_not_near(one, other):
    assert not is_near(one, other)
    assert not is_near(other, one)


def pairs():
    """[(whether they are the same, one item, the other)] of the pairs that it learnt from."""
    found = []
    for same, *contents in [*pairs_of_lines(PAIRS[0]), *pairs_of_table(PAIRS[1])]:
        found.append((same, *(Compared.of_content(None, one) for one in contents)))
    return found


def shares(found):
    """(precision, recall) of [(is the same, was judged the same)]."""
    hits = [same for same, is_told in found if is_told]
    return sum(hits) / len(hits), sum(hits) / sum(same for same, _ in found)


def test_by_words_alone_most_of_the_same_and_few_others_are_found():
    every_third = pairs()[::3]
    precision, recall = shares([(same, is_near(*items)) for same, *items in every_third])
    assert precision > 0.85
    assert recall > 0.92


@pytest.mark.django_db
def test_with_meaning_more_are_told_rightly(meaning):  # noqa: F811
    every_ninth = pairs()[::9]
    texts = set()
    for _same, *items in every_ninth:
        for one in items:
            texts |= {one.name, one.whole}
    vectors = vectors_of(texts, compute=True, way=WAY)
    found = [(same, is_near(*items, vectors)) for same, *items in every_ninth]
    precision, recall = shares(found)
    assert precision > 0.85
    assert recall > 0.95


def test_what_two_texts_say_in_other_words_is_marked_in_both():
    text, other = "乱搭乱建治理，及时劝止", "违法建设，发现制止"
    assert marked(text, other) == ["乱搭乱建", "劝止"]
    assert marked(other, text) == ["违法建设", "制止"]
    pieces = pieces_at(text, spans_in_common(text, other))
    assert "".join(piece for piece, _is_shared in pieces) == text


def marked(text, other):
    return [text[start:end] for start, end in spans_in_common(text, other)]


ROADS = item("农村公路养护", "1.巡查农村公路；2.上报隐患。")


def test_the_surest_comes_first_and_no_more_than_three_are_named():
    others = [item("粮食播种", "稳定面积。", key=0)]
    for number, name in enumerate(
        ["公路养护", "农村公路养护", "农村公路日常养护", "农村公路管护"], 1
    ):
        others.append(item(name, "1.巡查公路；2.上报隐患。", key=number))
    (hits,) = nearest([ROADS], others)
    assert len(hits) == 3
    assert {0} & {near.key for near in hits} == set()
    assert [near.score for near in hits] == sorted((near.score for near in hits), reverse=True)


def test_what_an_item_comes_from_is_no_hit_of_it():
    others = [item("农村公路养护", key="a"), item("农村公路管护", key="b")]
    (hits,) = nearest([ROADS], others, besides=[{"a"}])
    assert [near.key for near in hits] == ["b"]


def test_two_names_alike_enough_need_no_more_evidence_but_of_one_matter():
    one, other = item("文书处置（甲类）办法", "甲"), item("文书处置（乙类）办法", "乙")
    by_evidence = judged([one], [other], {}, name_least=1.0)[0][0, 0]
    ((near,),) = nearest([one], [other], name_least=0.8)
    assert near.score > 0.8 > by_evidence
    pension = item("做好城乡居民基本养老保险参保登记", kind="basic")
    medical = item("做好城乡居民基本医疗保险参保登记", kind="basic")
    assert nearest([pension], [medical], name_least=0.8) == [[]]


@pytest.mark.parametrize(("proposed", "others"), [([], [ROADS]), ([ROADS], []), ([], [])])
def test_nothing_is_near_nothing(proposed, others):
    assert nearest(proposed, others) == [[] for _ in proposed]


@pytest.mark.parametrize(
    ("name", "other", "is_near"),
    [
        ("海洋执法巡查检查", "海洋执法巡查", True),
        ("滩涂湿地巡护", "开展滩涂湿地巡护", True),
        ("滩涂巡护", "滩涂巡护站房屋修缮与设备更新", False),  # far less than the whole
    ],
)
def test_a_name_that_is_most_of_another_is_the_same_work(name, other, is_near):
    [found] = nearest([item(name)], [item(other, kind="reclaimed")])
    assert bool(found) is is_near


def test_names_of_signs_alone_are_not_the_same_name():
    assert nearest([item("（一）")], [item("——"), item("。")]) == [[]]


@pytest.mark.django_db
def test_many_are_judged_as_each_alone(meaning):  # noqa: F811
    """Some have vectors, some none: each pair has what it has by itself."""
    items = [one for pair in SAME for one in pair]
    texts = {text for one in items[:4] for text in (one.name, one.whole)}
    vectors = vectors_of(texts, compute=True, way=WAY)
    score, is_told, by_meaning = judged(items, items, vectors)
    for row, one in enumerate(items):
        for column, other in enumerate(items):
            alone = judged([one], [other], vectors)
            assert alone[0][0, 0] == pytest.approx(score[row, column], abs=1e-4)
            assert alone[1][0, 0] == is_told[row, column]
            assert alone[2][0, 0] == by_meaning[row, column] == (row < 4 and column < 4)
