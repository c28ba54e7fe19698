"""The places that imports take of a machine: never more than there are, given back by the dead, others left alone."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from items.imports import places
from items.imports.places import Busy, in_turn, reader_place, take
from items.imports.services import jobs
from items.imports.services.importing import Options
from items.models import ImportJob
from items.services.register import change_items
from tests.api.conftest import signed_in
from tests.factories import make_county, make_items, make_user
from tests.items.imports_ground import hand_in, page_of, save_workbook

PASSWORD = "Ceshi-mima-2026"
HOLDING = """
import os, subprocess, sys, time
from django.conf import settings
settings.configure(VAR_DIR=sys.argv[1], READERS=1)
from items.imports.places import reader_place
with reader_place() as place:
    child = subprocess.Popen(["sleep", "60"], pass_fds=(place,)) if sys.argv[2] == "child" else None
    print(child.pid if child else 0, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """A machine of its own that reads two files at once: one import runs, one may wait."""
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.READERS = tmp_path / "var", tmp_path / "files", 2


def holder(settings, *, child=""):
    """Another process that holds a place and ends only when it is killed: -> (process, pid of its child)."""
    command = [sys.executable, "-c", HOLDING, str(settings.VAR_DIR), child]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    return process, int(process.stdout.readline())


def ended(process):
    process.kill()
    process.wait()
    process.stdout.close()


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

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, inside) == (2, 0)


def test_a_killed_process_gives_its_place_back(settings):
    process, _ = holder(settings)
    assert not freed(0)
    ended(process)
    assert freed()


def test_a_reader_keeps_its_place_when_its_server_is_killed(settings):
    process, child = holder(settings, child="child")
    ended(process)
    assert not freed(0.2)
    os.kill(child, signal.SIGKILL)
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


def preview(path, clerk):
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return jobs.preview_uploads([upload], county=make_county(), by=clerk, options=Options())


@pytest.mark.django_db
def test_a_full_machine_refuses_an_import_and_keeps_nothing_of_it(client, county, clerk, book, monkeypatch):
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
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "busy", "10")
    assert answer.json()["detail"] == "正有多份文件在读取，请稍后再试。"


@pytest.mark.django_db(transaction=True)
def test_while_many_previews_wait_everyone_else_logs_in_and_saves(county, clerk, book):
    [item] = make_items([{"kind": "basic", "name": "值班值守"}], county=make_county("990122000000", "邻县"))
    other, told = make_user("clerk", county=item.county), []

    def hand_over():
        try:
            told.append(preview(book, clerk).report["counts"]["new"])
        except Busy as refused:
            told.append(refused.code)
        finally:
            connection.close()

    full = [take("reader", 2, 0), take("reader", 2, 0)]  # nothing is read until these are given back
    threads = [threading.Thread(target=hand_over) for _ in range(6)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + 10
    while len(told) < 4 and time.monotonic() < until:
        time.sleep(0.05)
    assert told == ["busy"] * 4  # one runs and one waits; four were told at once
    begun = time.monotonic()
    answer = Client().post("/login/", {"username": other.username, "password": PASSWORD})
    change_items(item.county, [(item, {"name": "应急值守"})], by=other, reason="更正")
    assert (answer.status_code, time.monotonic() - begun < 10) == (302, True)
    for place in full:
        place.close()
    for thread in threads:
        thread.join()
    assert sorted(map(str, told)) == ["2", "2", *["busy"] * 4]
