"""`manage.py lookup`: the answer as a sentence, as JSON, and of a file of questions."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_content, make_department, make_items, make_township, publish
from tests.grounds import ground

pytestmark = pytest.mark.django_db


@ground
def published():
    make_township()
    make_department(public_telephone="0000-8800001")
    make_items([make_content(name="负责值班值守"), make_content("coordination", "消防安全")])
    publish()


def told(*args, **options):
    out = StringIO()
    call_command("lookup", *args, stdout=out, **options)
    return out.getvalue()


def test_the_answer_is_a_sentence_with_the_telephone(published):
    said = told("消防", township="990121100000")
    assert said.startswith("由县自然资源局负责，城关镇协助。")
    assert "0000-8800001" in said


def test_the_json_has_the_shape_of_the_contract(published):
    answer = json.loads(told("消防归谁管", township="990121100000", json=True))
    members = ["answer", "sentence", "edition", "read_as", "entries", "near", "interpretations"]
    assert list(answer) == members
    assert answer["read_as"] == ""
    assert answer["answer"] == "coordination"
    assert answer["edition"]["number"] == 1
    assert answer["entries"] == [
        {
            "code": "99012100002",
            "name": "消防安全",
            "kind": "coordination",
            "departments": ["县自然资源局"],
            "telephone": "0000-8800001",
            "why": {"kind": "words", "text": "清单中有所查的字词"},
        }
    ]


def test_what_is_typed_by_its_sound_is_answered_as_in_characters_and_says_so(published, client):
    address = "/search/?t=990121100000&q="
    typed = json.loads(told("xiao fang", township="990121100000", json=True))
    plain = json.loads(told("消防", township="990121100000", json=True))
    assert typed.pop("read_as") == "消防"
    assert plain.pop("read_as") == ""
    assert typed == plain
    assert told("xiao fang", township="990121100000").startswith("按读音“消防”查询。\n")
    assert "按读音" not in told("消防", township="990121100000")
    assert "按读音“消防”查询" in client.get(f"{address}xiao+fang").content.decode()
    assert "按读音" not in client.get(f"{address}消防").content.decode()


@pytest.mark.parametrize("code", ["99012100099", "99012199002", "99012100003"])
def test_a_code_that_nothing_bears_finds_nothing_like_it(published, code):
    answer = json.loads(told(code, township="990121100000", json=True))
    assert (answer["answer"], answer["entries"], answer["near"]) == ("not_found", [], [])


def test_a_code_finds_its_item(published):
    answer = json.loads(told("99012100002", township="990121100000", json=True))
    assert [entry["code"] for entry in answer["entries"]] == ["99012100002"]


def test_a_file_of_questions_gives_one_json_a_line(published, tmp_path):
    questions = tmp_path / "questions.txt"
    questions.write_text("消防\n\n办护照\n", encoding="utf-8")
    answers = [json.loads(line) for line in told(input=str(questions)).splitlines()]
    assert [answer["answer"] for answer in answers] == ["coordination", "not_found"]
    assert answers[1]["entries"] == []


def test_what_cannot_be_answered_is_one_clear_line(published):
    with pytest.raises(CommandError, match="没有区划代码"):
        told("消防", township="990199100000")
    with pytest.raises(CommandError, match="两者选一"):
        told()
