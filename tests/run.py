"""Runs the whole suite on SQLite and again on PostgreSQL, and ends with one line that counts both."""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from tests import database
from tests.browser.chromium import why_no_browser

WORKERS = os.environ.get("DUTYLIST_TEST_WORKERS", str(min(4, os.cpu_count() or 1)))


def main():
    left_out = absent()
    total, honest = Counter(), True
    for kind in ["sqlite", "postgresql"]:
        if kind not in left_out:
            print(f"=== the suite on {kind}", flush=True)
            counts, code = run_suite(kind)
            total += counts
            honest &= code == 0
    return report(left_out, total, honest)


def absent():
    """What this machine lacks: part -> why."""
    found = {"postgresql": database.why_no_postgresql(), "browser": why_no_browser()}
    return {part: why for part, why in found.items() if why}


def run_suite(kind):
    """One session of pytest on one database: -> (its counts, its exit code)."""
    with tempfile.TemporaryDirectory() as directory:
        record = Path(directory, "junit.xml")
        command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", f"--junitxml={record}"]
        done = subprocess.run([*command, *sys.argv[1:]], env=os.environ | {"DUTYLIST_TEST_DB": kind})
        return count(record), done.returncode


def count(record):
    """What a junit file counts; a session that left none is one failure."""
    if not record.exists():
        return Counter(failed=1)
    suites = [suite.attrib for suite in ElementTree.parse(record).iter("testsuite")]
    summed = {key: sum(int(suite[key]) for suite in suites) for key in ["tests", "failures", "errors", "skipped"]}
    failed = summed["failures"] + summed["errors"]
    return Counter(passed=summed["tests"] - failed - summed["skipped"], failed=failed, skipped=summed["skipped"])


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
