"""Reads a file in a process of its own and holds it to the time and memory that one upload may cost."""

import subprocess
import sys
import time

from django.conf import settings

SECONDS, MEGABYTES, START = 10, 512, 2
MEASURED = """
import re, resource, sys
from pathlib import Path
from items.imports.grid import FileRefused
from items.imports.reader import read_file
try:
    read_file(sys.argv[1])
    print("read", "。", sep="\\n")
except FileRefused as refused:
    print(refused.code, refused.sentence, sep="\\n")
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def refusal_of(path):
    """The code of the refusal; it came in time, and neither the site nor its child used more memory than it may.

    Measured in a process of its own: what the tests hold in memory themselves would count otherwise.
    """
    began = time.monotonic()
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=True)
    assert time.monotonic() - began < SECONDS + START
    code, sentence, kilobytes = done.stdout.splitlines()
    assert int(kilobytes) < MEGABYTES * 1024
    assert sentence.endswith("。")
    return code
