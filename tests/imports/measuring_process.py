"""Reads one file after the other, each in a fork of the site as it stands before any file, and
tells what it cost: the path comes in as a line of JSON, the answer goes out as one.
"""

import json
import os
import re
import resource
import signal
import sys
from pathlib import Path

import django

django.setup()

from items.imports.reading import reader  # noqa: E402  (the site is set up first)
from items.imports.reading.grid import FileRefused  # noqa: E402

LONGEST = 60  # seconds by the clock: what takes longer hangs
reader.WALL_SECONDS *= 4  # other tests run beside this one; the limit of processor time stays


def main():
    for line in sys.stdin:
        child = os.fork()
        if not child:
            answer_and_end(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        if status:
            say(None)


def answer_and_end(path):
    """Of a fork: it ends here whatever happens, without what the site does when it ends."""
    status = 1
    signal.alarm(LONGEST)
    try:
        say(cost_of(path))
        status = 0
    finally:
        os._exit(status)


def cost_of(path):
    code, sentence = "read", "。"
    try:
        reader.read_file(path)
    except FileRefused as refused:
        code, sentence = refused.code, refused.sentence
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    most = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
    return {
        "code": code,
        "sentence": sentence,
        "seconds": child.ru_utime + child.ru_stime + own.ru_utime + own.ru_stime,
        "kilobytes": max(most, child.ru_maxrss),
    }


def say(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
