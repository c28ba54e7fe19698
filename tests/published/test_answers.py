"""The answer sentence per kind, place and number of departments, in the words frozen with the
document.
"""

import pytest

from items.published.answers import answer_parts, answer_sentence, citation, quotable
from items.published.live_facts import PublicCard

from .made_lists import make_entry, make_list

LIST = make_list([])
TOWN = LIST.township("990121100000")
MANY = ["县教育局", "县公安局", "县水利局", "县民政局"]


@pytest.mark.parametrize(
    ("kind", "departments", "township", "sentence"),
    [
        ("basic", [], TOWN, "由城关镇负责办理。"),
        ("basic", [], None, "由所在乡镇（街道）负责办理。"),
        ("coordination", ["县公安局"], TOWN, "由县公安局负责，城关镇协助。"),
        (
            "coordination",
            ["县林业局", "县应急管理局"],
            TOWN,
            "由县林业局、县应急管理局负责，城关镇协助。",
        ),
        ("coordination", MANY, TOWN, "由县教育局、县公安局、县水利局等4个部门负责，城关镇协助。"),
        ("coordination", ["县直有关部门"], None, "由县直有关部门负责，所在乡镇（街道）协助。"),
        ("reclaimed", ["县民政局"], TOWN, "已改由县民政局办理。"),
    ],
)
def test_the_answer_is_one_sentence(kind, departments, township, sentence):
    entry = make_entry(kind=kind, departments=departments)
    assert answer_sentence(LIST, entry, township) == sentence


def test_who_answers_stands_out():
    entry = make_entry(kind="coordination", departments=["县公安局"])
    assert [text for text, strong in answer_parts(LIST, entry, TOWN) if strong] == ["县公安局"]
    assert [text for text, strong in answer_parts(LIST, make_entry(), TOWN) if strong] == ["城关镇"]


def test_supporting_departments_are_not_named_as_answering():
    entry = make_entry(kind="coordination", departments=["县公安局"])
    entry["responsibilities"].append({"department": "县司法局", "role": "support", "duty": ""})
    assert answer_sentence(LIST, entry, TOWN) == "由县公安局负责，城关镇协助。"


def test_an_answer_is_quoted_with_its_list_year_and_number():
    entry = make_entry("消防安全", "coordination", 32, ["县消防救援大队"])
    assert (
        citation(LIST, entry, TOWN)
        == "《示例县城关镇履行职责事项清单》（2026年版）配合履职事项第32项"
    )
    assert quotable(LIST, entry, TOWN, [PublicCard("县消防救援大队", "0000-1")]) == (
        "根据《示例县城关镇履行职责事项清单》（2026年版）配合履职事项第32项，"
        "“消防安全”由县消防救援大队负责，城关镇协助。联系电话：0000-1。"
    )
