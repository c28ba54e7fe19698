"""The daily jobs: registered by name, each run on its own and recorded.

A second run on the same day does no harm.
"""

import datetime
import logging
from enum import IntEnum
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone

from dutylist.history.limits import require_day
from dutylist.history.refusals import Invalid, Refusal, Stale

from .models import JobRun, RunState

logger = logging.getLogger(__name__)
_jobs = {}

HORIZON = datetime.timedelta(days=3660)
MOST_SENTENCES = 20


class Stage(IntEnum):
    """When a job has its turn within a run.

    Who is told, and what goes out, rests on what was moved before; a register is put right when the
    decisions that do it are made.
    """

    MOVES = 1
    REGISTERS = 2
    REMINDERS = 3
    SENDING = 4
    CLOSING = 5


class Job(NamedTuple):
    stage: Stage
    run: object


class Tally(NamedTuple):
    """How many of several things were done, and a sentence for each that was refused."""

    done: int
    refused: list

    def told(self):
        """What was refused, for the note of the run; nothing where all was done."""
        if not self.refused:
            return ""
        more = ""
        if len(self.refused) > MOST_SENTENCES:
            more = f"等{len(self.refused)}件"
        return f"未能办理：{'；'.join(self.refused[:MOST_SENTENCES])}{more}。"


def daily(name, stage):
    """Registers `job(now)` for `tick`; it returns a sentence about what it did.

    It must be safe to run twice, and take the time from `now` alone. A job stands in the app or
    room whose business it is, in a module `clocks`, which is found there.
    """

    def register(job):
        _jobs[name] = Job(stage, job)
        return job

    return register


def registered():
    """{name: job} in the order of their stages."""
    return {name: job.run for name, job in sorted(_jobs.items(), key=lambda named: named[1].stage)}


def run_jobs(now=None, jobs=None):
    """Runs every job, the later ones too when one fails: -> the JobRuns."""
    return [_run(name, job, now or timezone.now()) for name, job in (jobs or registered()).items()]


def _run(name, job, now):
    run = JobRun.objects.create(job=name, as_of=timezone.localdate(now))
    try:
        run.note, run.state = job(now) or "", RunState.DONE
    except Exception as error:  # one job's failure must not stop the others; it is kept and logged
        logger.exception("job %s failed", name)
        run.note, run.state = f"{type(error).__name__}: {error}", RunState.FAILED
    run.finished_at = timezone.now()
    run.save()
    return run


def one_by_one(things, act):
    """Calls `act(thing)`, which answers how many it did, for each: -> `Tally`.

    Each act is a transaction of its own. Neither a refusal nor an error of one stops the others;
    errors are raised together when all had their turn. Where somebody else was faster nothing is
    left to do.
    """
    done, refused, errors = 0, [], []
    for thing in things:
        try:
            done += act(thing)
        except Stale:
            continue
        except Refusal as refusal:
            refused.append(f"{thing}：{refusal.sentence.rstrip('。')}")
        except Exception as error:
            logger.exception("a daily job failed on %r", thing)
            errors.append(error)
    tally = Tally(done, refused)
    if errors:
        raise ExceptionGroup(f"办理{done}件，出错{len(errors)}件。{tally.told()}", errors)
    return tally


def moment_as_of(day=None, *, now=None):
    """The moment the clocks run as of: now, or this time on the day named.

    It is never before the day of the last run, for clocks do not go back. Without a day they stand
    still on the day of the last run until that day has come.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if day is None:
        day = clock_day(today)
    else:
        _require_runnable(day, _last_day(), today)
    if day == today:
        return now
    return timezone.make_aware(datetime.datetime.combine(day, timezone.localtime(now).time()))


def clock_day(today=None):
    """The day at which the clocks stand: today, or the later day as of which they were last run."""
    today = today or timezone.localdate()
    return max(today, _last_day() or today)


def _last_day():
    return JobRun.objects.aggregate(day=Max("as_of"))["day"]


def _require_runnable(day, last, today):
    require_day(day, "on")
    if last and day < last:
        raise Invalid({"on": f"上次已经按{last:%Y-%m-%d}运行，不能退回到{day:%Y-%m-%d}。"})
    if day > today + HORIZON:
        raise Invalid({"on": f"{day:%Y-%m-%d}过远，最多往后十年。"})
