"""Reads a file in a process of its own and holds it to the time and memory that one upload may
cost.
"""

import subprocess
import sys

from django.conf import settings

SECONDS, MEGABYTES = 10, 512
MEASURED = """
import re, resource, sys
from pathlib import Path
import django
django.setup()
begun = resource.getrusage(resource.RUSAGE_SELF)
from items.imports.reading import reader
from items.imports.reading.grid import FileRefused
reader.WALL_SECONDS *= 4  # other tests run beside this one; the limit of processor time stays
try:
    reader.read_file(sys.argv[1])
    print("read", "。", sep="\\n")
except FileRefused as refused:
    print(refused.code, refused.sentence, sep="\\n")
child, own = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
print(child.ru_utime + child.ru_stime + own.ru_utime + own.ru_stime - begun.ru_utime - begun.ru_stime)
most = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(max(most, child.ru_maxrss))
"""


def refusal_of(path):
    """The code of the refusal; it came in time, and neither the site nor its child used more memory
    than it may.

    Measured in a process of its own: what the tests hold in memory themselves would count
    otherwise. The time is that of the processor, whoever else uses the machine.
    """
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=True
    )
    code, sentence, seconds, kilobytes = done.stdout.splitlines()
    assert float(seconds) < SECONDS
    assert int(kilobytes) < MEGABYTES * 1024
    assert sentence.endswith("。")
    return code
