"""The daily jobs: registered by name, each run on its own and recorded; a second run on the same day does no harm."""

import logging

from django.utils import timezone

from .models import JobRun, RunState

logger = logging.getLogger(__name__)
_jobs = {}


def daily(name):
    """Registers `job(now)` for `tick`; it returns a sentence about what it did. It must be safe to run twice."""

    def register(job):
        _jobs[name] = job
        return job

    return register


def run_jobs(now=None, jobs=None):
    """Runs every job, the later ones too when one fails: -> the JobRuns."""
    return [_run(name, job, now or timezone.now()) for name, job in (jobs or _jobs).items()]


def _run(name, job, now):
    run = JobRun.objects.create(job=name, started_at=now)
    try:
        run.note, run.state = job(now) or "", RunState.DONE
    except Exception as error:  # one job's failure must not stop the others; it is kept and logged
        logger.exception("job %s failed", name)
        run.note, run.state = f"{type(error).__name__}: {error}", RunState.FAILED
    run.finished_at = timezone.now()
    run.save()
    return run
