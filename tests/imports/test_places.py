"""The places that imports take of a machine: never more than there are, given back by the dead,
others left alone.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import as_completed
from itertools import islice

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from items.imports.reading import places
from items.imports.reading.places import Busy, in_turn, reader_place, take
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import ImportJob
from items.register.services.editing import change_items
from tests.api.conftest import signed_in
from tests.at_once import beside, process
from tests.factories import make_county, make_items, make_user

from .workbooks import hand_in, page_of, save_workbook

PASSWORD = "Ceshi-mima-2026"
HOLDING = """
import os, subprocess, sys, time
from django.conf import settings
settings.configure(VAR_DIR=sys.argv[1], READERS=1)
from items.imports.reading.places import reader_place
with reader_place() as place:
    child = subprocess.Popen(["sleep", "60"], pass_fds=(place,)) if sys.argv[2] == "child" else None
    print(child.pid if child else 0, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """A machine of its own that reads two files at once: one import runs, one may wait."""
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.READERS = (
        tmp_path / "var",
        tmp_path / "files",
        2,
    )


@contextlib.contextmanager
def holder(settings, *, child=""):
    """Another process that holds a place and ends only when it is killed: -> (process, pid of its
    child).
    """
    command = [sys.executable, "-c", HOLDING, str(settings.VAR_DIR), child]
    options = {"cwd": settings.BASE_DIR, "stdout": subprocess.PIPE, "text": True}
    with process(command, **options) as running:
        pid = int(running.stdout.readline())
        try:
            yield running, pid
        finally:
            end(pid)


def end(pid):
    """Kills the holder's child, which the system has taken over when its parent was killed."""
    with contextlib.suppress(ProcessLookupError):
        if pid:
            os.kill(pid, signal.SIGKILL)


def freed(seconds=5):
    """Whether the one place there is becomes free within so long."""
    try:
        take("reader", 1, seconds).close()
    except Busy:
        return False
    return True


# ---- the places themselves


def test_never_more_are_taken_than_there_are():
    inside, most, lock = 0, 0, threading.Lock()

    def read():
        nonlocal inside, most
        with reader_place():
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.05)
            with lock:
                inside -= 1

    with beside(*[read] * 8) as recognition:
        pass
    assert [future.exception() for future in recognition] == [None] * 8
    assert (most, inside) == (2, 0)


def test_a_killed_process_gives_its_place_back(settings):
    with holder(settings) as (running, _):
        assert not freed(0)
        running.kill()
        running.wait()
        assert freed()


def test_a_reader_keeps_its_place_when_its_server_is_killed(settings):
    with holder(settings, child="child") as (running, child):
        running.kill()
        running.wait()
        assert not freed(0.2)
        end(child)
        assert freed()


def test_whoever_finds_no_place_is_told(settings):
    with take("reader", 1, 0), pytest.raises(Busy, match="正有多份文件在读取，请稍后再试。"):
        take("reader", 1, 0.1)


# ---- imports


@pytest.fixture
def county():
    return make_county()


@pytest.fixture
def clerk(county):
    return make_user("clerk", county=county)


@pytest.fixture
def book(tmp_path):
    return save_workbook(tmp_path / "清单.xlsx", ("basic", [[1, "河道巡查"], [2, "森林防火"]]))


@contextlib.contextmanager
def both_readers_busy():
    """Nothing is read until what is given is left: -> a context manager of the two places."""
    with contextlib.ExitStack() as places_taken:
        for _ in range(2):
            places_taken.enter_context(take("reader", 2, 0))
        yield places_taken


def preview(path, clerk):
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return jobs.preview_uploads([upload], county=make_county(), by=clerk, options=Options())


@pytest.mark.django_db
def test_a_full_machine_refuses_an_import_and_keeps_nothing_of_it(
    client, county, clerk, book, monkeypatch
):
    monkeypatch.setattr(places, "IMPORT_SECONDS", 0.1)
    client.force_login(clerk)
    with in_turn():
        said = hand_in(client, county, book).content.decode()
    assert ("正有多份文件在读取，请稍后再试。" in said, ImportJob.objects.count()) == (True, 0)
    hand_in(client, county, book)
    assert "确认后将新增2项" in page_of(client, "preview", ImportJob.objects.get())


@pytest.mark.django_db
def test_over_the_api_it_is_a_problem_with_the_time_to_come_back(county, clerk, book, monkeypatch):
    monkeypatch.setattr(places, "IMPORT_SECONDS", 0.1)
    upload = SimpleUploadedFile(book.name, book.read_bytes())
    with in_turn():
        answer = signed_in(clerk).post("/api/v1/imports/", {"county": county.code, "file": upload})
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (
        503,
        "busy",
        "10",
    )
    assert answer.json()["detail"] == "正有多份文件在读取，请稍后再试。"


@pytest.mark.django_db(transaction=True)
def test_while_many_previews_wait_everyone_else_logs_in_and_saves(county, clerk, book, monkeypatch):
    monkeypatch.setattr(
        places, "READER_SECONDS", 600
    )  # how long who waits has patience is not asked here
    monkeypatch.setattr(places, "IMPORT_SECONDS", 600)
    [item] = make_items(
        [{"kind": "basic", "name": "值班值守"}], county=make_county("990122000000", "邻县")
    )
    other = make_user("clerk", county=item.county)

    def hand_over():
        try:
            return preview(book, clerk).report["counts"]["new"]
        except Busy as refused:
            return refused.code

    with both_readers_busy() as given_back, beside(*[hand_over] * 6) as running, given_back:
        told = [future.result() for future in islice(as_completed(running, timeout=60), 4)]
        assert told == ["busy"] * 4  # one runs and one waits; four were told at once
        answer = Client().post("/login/", {"username": other.username, "password": PASSWORD})
        change_items(item.county, [(item, {"name": "应急值守"})], by=other, reason="更正")
        assert (answer.status_code, sum(future.done() for future in running)) == (302, 4)
    assert sorted(str(future.result()) for future in running) == ["2", "2", *["busy"] * 4]
