"""Runs the whole suite on SQLite and on PostgreSQL beside it, and ends with one line that counts
both.
"""

import os
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from tests import database
from tests.browser.chromium import why_no_browser

WORKERS = os.environ.get("DUTYLIST_TEST_WORKERS", str(min(4, os.cpu_count() or 1)))
ARGUMENTS = sys.argv[1:]


def main():
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(143)
    )  # so that being ended ends both sessions
    # What is compiled once, the tests among it, every worker and process of a test reads.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    left_out = absent()
    kinds = [kind for kind in ["sqlite", "postgresql"] if kind not in left_out]
    with tempfile.TemporaryDirectory() as directory:
        total, honest = Counter(), True
        for counts, code in (in_turn if ARGUMENTS else side_by_side)(kinds, Path(directory)):
            total += counts
            honest &= code == 0
    return report(left_out, total, honest)


def absent():
    """What this machine lacks: part -> why."""
    found = {"postgresql": database.why_no_postgresql(), "browser": why_no_browser()}
    return {part: why for part, why in found.items() if why}


def in_turn(kinds, directory):
    """A part of the suite, which somebody watches: one database after the other. -> (counts, exit
    code) of each.
    """
    for kind in kinds:
        print(f"=== the suite on {kind}", flush=True)
        code = begun(kind, directory).wait()
        yield count(directory / f"{kind}.xml"), code


def side_by_side(kinds, directory):
    """The whole suite: while one database waits, the other works; the second speaks when the first
    is done.
    """
    if len(kinds) == 2:
        os.environ["DUTYLIST_TEST_HALVES"] = "1"
    with open(directory / "said.txt", "wb") as said:
        sessions = [
            begun(kind, directory, stdout=said if kind != kinds[0] else None) for kind in kinds
        ]
        try:
            for kind, session in zip(kinds, sessions, strict=True):
                print(f"=== the suite on {kind}", flush=True)
                code = session.wait()
                if kind != kinds[0]:
                    print((directory / "said.txt").read_text(errors="replace"), flush=True)
                yield count(directory / f"{kind}.xml"), code
        finally:
            for session in sessions:
                session.terminate()  # only one that was interrupted still runs
                session.wait()


def begun(kind, directory, stdout=None):
    """A session of pytest on one database, whatever else runs."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal"]
    command += [f"--junitxml={directory / kind}.xml", *ARGUMENTS]
    environment = os.environ | {"DUTYLIST_TEST_DB": kind}
    return subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.STDOUT)


def count(record):
    """What a junit file counts; a session that left none is one failure."""
    if not record.exists():
        return Counter(failed=1)
    suites = [suite.attrib for suite in ElementTree.parse(record).iter("testsuite")]
    summed = {
        key: sum(int(suite[key]) for suite in suites)
        for key in ["tests", "failures", "errors", "skipped"]
    }
    failed = summed["failures"] + summed["errors"]
    return Counter(
        passed=summed["tests"] - failed - summed["skipped"],
        failed=failed,
        skipped=summed["skipped"],
    )


def report(left_out, total, honest):
    """Says what was left out, and closes with the line that sums up. -> the exit code."""
    for part, why in left_out.items():
        print(f"LEFT OUT: {part}: {why}")
    if left_out and os.environ.get("DUTYLIST_TEST_ALL"):
        print("DUTYLIST_TEST_ALL is set: leaving out is a failure")
        total["failed"] += len(left_out)
    if not honest and not total["failed"]:
        total["failed"] = 1
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    print(f"{total['passed']} passed, {total['failed']} failed{skipped}", flush=True)
    return 1 if total["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
