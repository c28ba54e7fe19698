"""Every verb of the gate in the life of two requests, and of an evaluation: killed in its middle it
leaves nothing, and the next try goes through.
"""

import os
import random

import pytest
from django.urls import reverse

from access_control.models import ChangeRequest
from assessment.models import Problem
from dutylist.history.verify import verify
from items.models import DutyItem, ImportJob, ProposedChange
from tests import database
from tests.access_control.people import browser_of, place
from tests.access_control.test_moves import make_overdue
from tests.factories import make_user
from tests.grounds import ground

from .breaking import changed, kept, killed_at, statements_of
from .life import UNABLE, Life
from .story import importing

__all__ = ["place"]
pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("DUTYLIST_TEST_KILLS", "2"))  # of each verb


@ground
def life(place):
    return Life(place, make_user(username="pinggu", name="评估人"))


class Kills:
    """Does one verb after the other, each first killed at points drawn by lot."""

    def __init__(self, seed):
        self.drawn = random.Random(seed)
        self.tried = 0

    def do(self, *verbs):
        for verb in verbs:
            self.kill(verb)
            verb()
            assert verify().first_bad is None

    def kill(self, verb):
        before, last = kept(), statements_of(verb)
        points = self.drawn.sample(range(2, last + 1), min(KILLS, last - 1))
        for number in sorted(points):
            killed_at(number, verb)
            self.tried += 1
            assert changed(before) == [], f"{verb.__name__}: statement {number} of {last}"


def test_a_request_is_killed_at_each_step_of_its_way(life):
    place, kills = life.place, Kills(2026 + (database.KIND == "sqlite"))
    kills.do(
        life.applied("海漂垃圾", place.head, "海漂垃圾上报", "渔港线索上报"),
        life.applied("海滩垃圾", place.other, "海滩垃圾上报"),
        life.move("submit", place.head),
        life.move("return", place.clerk, missing=["请补充依据"]),
        life.move("submit", place.head),
        life.move("submit", place.other, of="second"),
        life.move("accept", place.clerk, complete=life.complete),
        life.move("join", place.lead, of="second", into=lambda: life.first.pk),
        life.said(0, "agree", send=False),
        life.said(0, "agree"),
    )
    kills.do(
        life.recorded(1),
        life.move("contest", place.mayors[1]),
        life.said(1, **UNABLE),
        life.move("remind", place.clerk),
        life.move("answer", place.head, text="可以调整"),
    )
    make_overdue(life.first.pk)
    kills.do(
        life.move("conclude", place.clerk, settlements=life.settlements),
        life.said(1, "agree"),
        life.move("conclude", place.clerk, settlements=life.last_settlements),
        life.move("pass", place.legal, results=life.legal_results),
        life.move("confirm", place.head),
        life.move("endorse", place.lead, bodies=["staffing"], complete=life.complete),
        life.plan,
        life.record,
        life.issue,
        life.approve_the_rest,
        life.ask_for_a_supplement,
        life.supplement,
    )
    assert life.first.status == "in_force"
    assert DutyItem.objects.filter(name__in=("海漂垃圾上报", "渔港线索上报")).count() == 2
    kills.do(
        life.move("report", place.clerk, to="city", number="示编报〔2026〕1号"),
        life.open_the_review,
        life.answer_the_review,
        life.move("review", place.clerk, conclusion="cancel"),
    )
    assert ChangeRequest.objects.filter(follows=life.first.pk).count() == 1


def test_an_evaluation_is_killed_at_each_step_of_its_way(life):
    kills = Kills(7)
    kills.do(life.draw, life.judge, life.finish)
    life.answer_the_problem()
    kills.do(life.look_again)
    assert Problem.objects.filter(source="evaluation").count() == 2


@pytest.mark.parametrize("action", ["take_back", "decline"])
def test_a_request_is_killed_while_it_ends(life, action):
    place, kills = life.place, Kills(9)
    life.applied("海漂垃圾", place.head, "海漂垃圾上报")()
    life.move("submit", place.head)()
    who, facts = place.head, {}
    if action == "decline":
        who, facts = place.lead, {"ground": "no_basis"}
    kills.do(life.move(action, who, **facts))
    assert not life.first.changes.pending().exists()


# ---- an import, confirmed in the browser ----


def waiting_job(place, path):
    """The preview of a workbook that changes one published item and adds one."""
    importing(place, path)
    return ImportJob.objects.get()


def landed(job):
    """What of an import is in the database: its state, and how many changes it proposes."""
    proposed = ProposedChange.objects.filter(change_set__county=job.county).count()
    return ImportJob.objects.get(pk=job.pk).state, proposed


def test_an_import_confirmed_in_the_browser_lands_whole_or_not_at_all(life, settings, tmp_path):
    """Killed before, in and after its landing, from the first statement of the request to the
    last; who confirms again finds it done, or does it.
    """
    settings.MEDIA_ROOT = tmp_path / "files"
    place, drawn = life.place, random.Random(2026)
    job = waiting_job(place, tmp_path / "list.xlsx")
    browser = browser_of(place.clerk)
    address = reverse("imports:confirm", args=[job.pk])

    def confirm():
        return browser.post(address, {"reason": "按文件录入", "version": job.version})

    before, last = landed(job), statements_of(confirm)
    outcomes = []
    for number in [*sorted(drawn.sample(range(2, last), 3 * KILLS)), last, 0]:
        killed_at(number, confirm)
        outcomes.append(landed(job))
        assert verify().first_bad is None
        if outcomes[-1] != before:
            break
    whole = ("imported", 2)
    assert set(outcomes) == {before, whole}
    assert before == ("previewed", 0)
    answer = confirm()
    assert answer.headers["Location"] == reverse("imports:done", args=[job.pk])
    assert landed(job) == whole
