"""A question made ordinary: signs, sounds, numbers, places, several matters."""

import pytest

from items.lookup.asked import Printed, asked
from items.lookup.sounds import initials_of, initials_typed, pairs_of, pairs_typed, syllables_typed
from items.lookup.typed_sounds import as_it_sounds
from items.search.text import fold


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("消防归谁管？", "消防"),
        ("請問樓上漏水找誰", "楼上漏水"),
        ("ＤＩＢＡＯ", "低保"),
        ("城关镇的低保怎么办", "的低保"),
        ("归谁管", "归谁管"),
    ],
)
def test_a_question_is_brought_down_to_its_matter(text, matter):
    assert asked(text, ("城关镇",)).matter.strip() == matter


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("配合事项第12项", Printed("coordination", 12)),
        ("配合履职第十二项", Printed("coordination", 12)),
        ("基本履职事项清单第１３０项", Printed("basic", 130)),
        ("上级部门收回事项第二十项", Printed("reclaimed", 20)),
        ("第一百零五项", Printed("", 105)),
        ("收回的第41项现在归哪个单位", Printed("reclaimed", 41)),
        ("配合那张表第69条讲的是哪样", Printed("coordination", 69)),
        ("收回事项95，是不是不考我们了", Printed("reclaimed", 95)),
        ("基本履职第三十项要干到哪一步", Printed("basic", 30)),
        ("收回3条狗", None),
        ("配合第三方检测", None),
        ("基本农田第2块", None),
        ("三重一大", None),
        ("12345热线", None),
        ("第12项工作谁管", None),
    ],
)
def test_a_printed_number_is_understood(text, printed):
    assert asked(text).printed == printed


def test_a_code_is_one_with_eleven_digits():
    assert asked("99012100112").code == "99012100112"
    assert asked(" ９９０１２１００１１２ ").code == "99012100112"
    assert asked("110").code == ""


def test_a_question_with_several_matters_has_them_as_parts():
    assert asked("农村建房要找谁批，还有路灯坏了").parts == ("农村建房要 批", "路灯坏了")


def test_a_question_is_cut_and_never_fails():
    assert len(asked("消" * 5_000).folded) <= 200
    for text in ("", " ", "？？", "\x00", "\ud800", "🔥", "a" * 200):
        assert asked(text).folded is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("xiaofang", "消防"), ("tiaojie", "调解"), ("yinhang", "银行"), ("lvyou", "旅游")],
)
def test_a_word_typed_by_its_sound_has_the_sounds_of_the_word(typed, meant):
    assert pairs_typed(typed) <= pairs_of(meant)
    assert pairs_typed(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nong min gong gong zi", "农民工工资"),
        ("nongmingong gongzi qian zhe", "农民工工资欠着"),
        ("shequ jiaozheng", "社区矫正"),
        ("ZHAI JI DI", "宅基地"),
        ("我要ban低保", "我要ban低保"),
        ("ppt", "ppt"),
        ("wifi zenme lian", "wifi zenme lian"),
        ("xf安全", "xf安全"),
        ("no", "no"),
    ],
)
def test_a_question_typed_by_its_sound_is_one_in_characters(typed, meant):
    question = asked(typed)
    assert question.matter == meant
    assert bool(question.read_as) == (meant[0] not in fold(typed))
    assert question.folded == fold(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("消方", "消防"),
        ("底保", "低保"),
        ("社区娇正", "社区矫正"),
        ("消防", ""),
        ("股票", ""),
        ("狗咬人谁管呢你们说", ""),
        ("🔥🔥", ""),
        ("", ""),
    ],
)
def test_a_slip_is_the_known_word_that_sounds_like_it(typed, meant):
    assert as_it_sounds(typed) == meant


def test_a_slip_that_sounds_alike_has_the_same_sounds():
    assert pairs_of("消方") == pairs_of("消防")


def test_letters_that_are_no_syllables_may_be_first_letters():
    assert syllables_typed("zjd") == []
    assert initials_typed("zjd 审批") == ["zjd"]
    assert initials_typed("zjd哪天批") == ["zjd"]
    assert initials_typed("4s店p2p") == []
    assert initials_typed("xiaofang") == []
    assert initials_of("宅基地") == "zjd"
