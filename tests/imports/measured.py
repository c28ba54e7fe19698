"""Reads a file in a process of its own and holds it to the time and memory that one upload may
cost.
"""

import atexit
import functools
import json
import subprocess
import sys

from django.conf import settings

SECONDS, MEGABYTES = 10, 512


def refusal_of(path):
    """The code of the refusal; it came in time, and neither the site nor its child used more memory
    than it may.

    Measured in a process of its own: what the tests hold in memory themselves would count
    otherwise. The time is that of the processor, whoever else uses the machine.
    """
    measuring = measuring_process()
    measuring.stdin.write(json.dumps(str(path)) + "\n")
    measuring.stdin.flush()
    measured = json.loads(measuring.stdout.readline())
    assert measured, f"reading {path} did not end by itself"
    assert measured["seconds"] < SECONDS
    assert measured["kilobytes"] < MEGABYTES * 1024
    assert measured["sentence"].endswith("。")
    return measured["code"]


@functools.cache
def measuring_process():
    """Sets the site up once, which takes longer than most files; every file has a fork of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.imports.measuring_process"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process
