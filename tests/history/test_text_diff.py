"""The marked-up difference of two texts."""

import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from dutylist.history.text_diff import text_diff

texts = st.text(alphabet="城管局市场监督，。 \n理巡查", max_size=60)


def side(parts, *kinds):
    return "".join(text for op, text in parts if op in kinds)


@given(texts, texts)
def test_both_texts_can_be_read_out_of_the_difference(before, after):
    parts = text_diff(before, after)
    assert side(parts, "same", "del") == before
    assert side(parts, "same", "ins") == after
    assert all(text for _op, text in parts)
    assert all(a[0] != b[0] for a, b in itertools.pairwise(parts))


def test_what_was_deleted_stands_before_what_was_added():
    assert text_diff("由城管局负责", "由市场监管局负责") == [
        ("same", "由"),
        ("del", "城"),
        ("ins", "市场监"),
        ("same", "管局负责"),
    ]


def test_equal_texts_are_one_piece():
    assert text_diff("河道巡查", "河道巡查") == [("same", "河道巡查")]
    assert text_diff("", "") == []


def test_a_lonely_character_between_changes_is_not_kept():
    assert text_diff("甲乙丙", "丁乙戊") == [("del", "甲乙丙"), ("ins", "丁乙戊")]


def test_huge_texts_are_compared_by_sentence_and_in_time():
    before = "".join(f"第{n}条河道巡查每周一次。" for n in range(3000))
    after = before.replace("第1500条河道", "第1500条水库").replace("第10条", "第十条")
    begun = time.process_time()
    parts = text_diff(before, after)
    assert time.process_time() - begun < 5
    assert side(parts, "same", "del") == before
    assert side(parts, "same", "ins") == after
    assert len(side(parts, "del")) < 100


def test_texts_beyond_comparison_are_shown_whole():
    before, after = "甲。" * 9000, "乙！" * 9000
    assert text_diff(before, after) == [("del", before), ("ins", after)]
