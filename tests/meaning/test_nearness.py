"""Two items are told for the same work or not, by words alone and with meaning; which words gave it
away is shown in both texts.
"""

from pathlib import Path

import pytest

from items.meaning.nearness import Compared, judged, nearest
from items.meaning.vectors import Way, vectors_of
from items.meaning.words import likened, likened_with_places, pieces_at, shared_spans

pytestmark = pytest.mark.one_database
PAIRS = Path(__file__).parents[1] / "same_work" / "pairs.tsv"


def pairs():
    """[(whether they are the same, one item, the other)] of the pairs the weights were found on."""
    found = []
    for line in PAIRS.read_text().splitlines():
        same, *texts = line.split("|")
        found.append((same == "1", item(*texts[:2]), item(*texts[2:])))
    return found


def item(name, duty, key=None):
    return Compared(key or name, name, "。".join(filter(None, [name, duty])))


# ---- words ----


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1.对本辖区农村公路开展日常巡查；2.及时上报隐患。", "农村公路摸排，报告隐患"),
        ("本镇街道（社区）防火检查", "乡镇村防火巡护"),
        ("（一）做好低保工作", "落实最低生活保障"),
        ("ＡＢ养老金资格认证", "ab养老待遇资格核查"),
    ],
)
def test_texts_that_differ_in_numbers_signs_places_and_like_words_read_alike(text, other):
    assert likened(text) == likened(other) != ""


@pytest.mark.parametrize(
    "text", ["①巡查；\n2.上报㎡ＡB", "İ排查ﬁ", "", "开展", *map(str, range(3))]
)
def test_the_places_belong_to_the_signs(text):
    signs, places = likened_with_places(text)
    assert signs == likened(text)
    assert len(places) == len(signs)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_the_words_that_gave_it_away_are_marked_in_both_texts():
    text, other = "负责对电动自行车充电情况进行摸排，①及时报送", "电瓶车充电安全，巡查上报"
    assert words_at(text, shared_spans(text, other)) == ["电动自行车充电", "摸排", "报送"]
    assert words_at(other, shared_spans(other, text)) == ["电瓶车充电", "巡查上报"]
    pieces = pieces_at(text, shared_spans(text, other))
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_shared in pieces if is_shared] == ["电动自行车充电", "摸排", "报送"]


def words_at(text, spans):
    return [text[start:end] for start, end in spans]


# ---- the judge ----


def shares(found):
    """(precision, recall) of [(is the same, was judged the same)]."""
    hits = [same for same, is_near in found if is_near]
    return sum(hits) / len(hits), sum(hits) / sum(same for same, _ in found)


def test_by_words_alone_most_of_the_same_and_few_others_are_found():
    found = []
    for same, one, other in pairs():
        _score, is_near, by_meaning = judged([one], [other], {})
        assert not by_meaning.any()
        found.append((same, bool(is_near[0, 0])))
    precision, recall = shares(found)
    assert precision > 0.88
    assert recall > 0.68


SAID_OTHERWISE = (
    (
        item("自然灾害救助", "1.统计上报灾情；2.组织转移安置。"),
        item("受灾群众救助", "核实统计受灾情况并报送，转移安置受灾人员。"),
    ),
    (
        item("小型水库安全运行", "1.巡查；2.上报险情。"),
        item("水库大坝巡查和险情报告", "落实巡库员，开展日常巡查，发现险情及时上报。"),
    ),
    (
        item("托育机构监管", "1.巡查；2.上报。"),
        item("对托育机构、诊所的执业检查", "由部门依法检查"),
    ),
)


@pytest.mark.django_db
def test_meaning_finds_what_words_miss(meaning):
    texts = set()
    for pair in SAID_OTHERWISE:
        for one in pair:
            texts |= {one.name, one.whole}
    vectors = vectors_of(texts, compute=True, way=Way.QUESTION)
    proposed = [one for one, _other in SAID_OTHERWISE]
    others = [other for _one, other in SAID_OTHERWISE]
    assert nearest(proposed, others) == [[], [], []]
    found = nearest(proposed, others, vectors=vectors)
    assert [[near.key for near in hits] for hits in found] == [[other.name] for other in others]
    assert all(near.by_meaning for hits in found for near in hits)


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
    others = [item("农村公路养护", "", key="a"), item("农村公路管护", "", key="b")]
    (hits,) = nearest([ROADS], others, besides=[{"a"}])
    assert [near.key for near in hits] == ["b"]


def test_two_names_alike_enough_need_no_more_evidence():
    one = item("残疾人两项补贴申请受理", "发放")
    other = item("残疾人两项补助申请办理", "摸底；调解；建设；统计")
    assert nearest([one], [other]) == [[]]
    ((near,),) = nearest([one], [other], name_least=0.8)
    assert near.score > 0.8


@pytest.mark.parametrize(("proposed", "others"), [([], [ROADS]), ([ROADS], []), ([], [])])
def test_nothing_is_near_nothing(proposed, others):
    assert nearest(proposed, others) == [[] for _ in proposed]


def test_names_of_signs_alone_are_not_the_same_name():
    assert nearest([item("（一）", "")], [item("——", ""), item("。", "")]) == [[]]
