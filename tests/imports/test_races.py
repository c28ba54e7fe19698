"""An import beside other people, or killed: one wins, nothing is half done, nobody else is kept
out.
"""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from dutylist.history.models import Batch
from dutylist.workflow.refusals import Invalid, NotPossible, Stale
from items.imports.services import importing, jobs
from items.imports.services.collector import Quiet
from items.imports.services.importing import Options
from items.models import Category, DutyItem, ImportJob
from items.register.services.editing import change_items
from tests.at_once import beside, process, race
from tests.factories import make_county, make_department, make_items, make_user

from .workbooks import save_workbook

pytestmark = pytest.mark.django_db(transaction=True)
CREATING = Options(create_departments=True)
PASSWORD = "Ceshi-mima-2026"
SLOWLY = """
import os, sys, time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from dutylist.organizations.models import User
from items.imports.services import jobs, planning
from items.models import ImportJob

after = planning.Plan.write
def write(plan, **verb):
    after(plan, **verb)
    print("written", flush=True)
    time.sleep(60)
planning.Plan.write = write
jobs.confirm(ImportJob.objects.get(), by=User.objects.get(username=sys.argv[2]), reason="首次录入")
"""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def clerk():
    return make_user("clerk", county=make_county())


def rows(count, help="1.开展日常巡查。"):
    return [
        [n, f"第{n}段河道巡查", "县水利局", "1.组织执法检查。", help] for n in range(1, count + 1)
    ]


@pytest.fixture
def book(tmp_path):
    return lambda count=3, **cells: save_workbook(
        tmp_path / "清单.xlsx", ("coordination", rows(count, **cells))
    )


def preview(path, clerk):
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return jobs.preview_uploads([upload], county=make_county(), by=clerk, options=CREATING)


# ---- killed


def test_a_process_killed_while_it_confirms_leaves_nothing_half_done(book, clerk, settings):
    job = preview(book(), clerk)
    batches = Batch.objects.count()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "DUTYLIST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }
    command = [sys.executable, "-c", SLOWLY, str(connection.settings_dict["NAME"]), clerk.username]
    options = {"cwd": configured.BASE_DIR, "env": environment, "stdout": subprocess.PIPE}
    with process(command, text=True, **options) as child:
        assert child.stdout.readline().strip() == "written"
        os.kill(child.pid, signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    job = ImportJob.objects.get()
    assert (job.state, job.version, Path(job.file.path).exists()) == ("previewed", 1, True)
    assert (DutyItem.objects.count(), Category.objects.count(), Batch.objects.count()) == (
        0,
        0,
        batches,
    )
    assert jobs.confirm(job, by=clerk, reason="首次录入").state == "imported"
    assert DutyItem.objects.count() == 3


# ---- at the same moment


def test_of_two_who_confirm_one_import_one_wins_and_the_other_is_told(book, clerk):
    job = preview(book(), clerk)
    attempts = [
        lambda: jobs.confirm(ImportJob.objects.get(pk=job.pk), by=clerk, reason="首次录入")
    ] * 2
    won, lost = race(attempts)
    assert (len(won), [type(refused) for refused in lost]) == (1, [NotPossible])
    assert (DutyItem.objects.count(), Batch.objects.filter(reason="首次录入").count()) == (3, 1)


def test_of_two_who_undo_one_import_one_wins_and_the_other_is_told(book, clerk):
    job = jobs.confirm(preview(book(), clerk), by=clerk, reason="首次录入")
    attempts = [
        lambda: jobs.undo_import(ImportJob.objects.get(pk=job.pk), by=clerk, reason="拿错了")
    ] * 2
    won, lost = race(attempts)
    assert (len(won), [str(refused) for refused in lost]) == (1, ["这次导入已撤销导入，不能撤销。"])
    assert Batch.objects.filter(reason="拿错了").count() == 1


def test_of_two_previews_confirmed_at_once_the_slower_is_stale(book, clerk):
    first, second = preview(book(3), clerk), preview(book(4), clerk)
    attempts = [
        lambda job=job: jobs.confirm(job, by=clerk, reason="首次录入") for job in (first, second)
    ]
    won, lost = race(attempts)
    assert (len(won), [type(refused) for refused in lost]) == (1, [Stale])
    assert DutyItem.objects.count() == won[0].report["counts"]["new"]


def test_an_edit_between_the_reading_and_the_lock_is_not_overwritten(book, clerk, monkeypatch):
    job = jobs.confirm(preview(book(), clerk), by=clerk, reason="首次录入")
    job = preview(book(help="1.每日巡查。"), clerk)
    item, read = DutyItem.objects.first(), importing.Plan

    def edited_meanwhile(*args):
        plan = read(*args)
        change_items(
            item.county, [(item, {"township_duty": "1.每周巡查。"})], by=clerk, reason="更正"
        )
        return plan

    monkeypatch.setattr(jobs, "Plan", edited_meanwhile)
    with pytest.raises(Stale, match="重新预览"):
        jobs.confirm(job, by=clerk, reason="按新文本")
    item.refresh_from_db()
    assert item.township_duty == "1.每周巡查。"


def test_a_preview_made_while_the_list_moves_is_that_of_the_list_as_it_then_stands(
    book, clerk, monkeypatch
):
    jobs.confirm(preview(book(2), clerk), by=clerk, reason="首次录入")
    item, read = DutyItem.objects.first(), importing.Plan

    def edited_meanwhile(*args):
        plan = read(*args)
        monkeypatch.undo()
        change_items(
            item.county, [(item, {"township_duty": "1.每周巡查。"})], by=clerk, reason="更正"
        )
        return plan

    monkeypatch.setattr(jobs, "Plan", edited_meanwhile)
    job = preview(book(2), clerk)
    assert (job.report["counts"]["changed"], job.report["counts"]["same"]) == (1, 1)


# ---- everyone else


def test_while_a_preview_reads_and_compares_everyone_else_logs_in_and_saves(
    book, clerk, monkeypatch
):
    make_department("县水利局")
    [item] = make_items(
        [{"kind": "basic", "name": "值班值守"}], county=make_county("990122000000", "邻县")
    )
    other, read, answers = make_user("clerk", county=item.county), importing.Plan, []

    def log_in_and_save():
        answer = Client().post("/login/", {"username": other.username, "password": PASSWORD})
        change_items(item.county, [(item, {"name": "应急值守"})], by=other, reason="更正")
        return answer.status_code

    def others_work_meanwhile(*args):
        plan = read(*args)
        with beside(log_in_and_save) as [working]:
            answers.append(working)
        return plan

    monkeypatch.setattr(jobs, "Plan", others_work_meanwhile)
    job = preview(book(200), clerk)
    assert (job.report["counts"]["new"], answers[0].result()) == (200, 302)
    item.refresh_from_db()
    assert item.name == "应急值守"


def test_the_collector_is_quiet_while_an_import_runs_and_on_again_afterwards(book, clerk):
    inner = Quiet()
    with Quiet():
        with inner:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    preview(book(), clerk)
    with pytest.raises(Invalid):
        jobs.confirm(ImportJob.objects.get(), by=clerk, reason=" ")
    assert gc.isenabled()
