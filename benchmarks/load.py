"""Asks one address again and again over loopback: how many answers a second, and how long one
takes.
"""

import http.client
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles

from benchmarks.figures import Figure, say

WARMING = 5
PATIENCE = 30


@dataclass
class Case:
    """One question put to one server; `path` may be a function of the running number, so that no
    two are alike.
    """

    name: str
    path: str | Callable[[int], str]
    note: str = ""
    headers: dict = field(default_factory=dict)
    status: int = 200

    def address(self, number):
        return self.path(number) if callable(self.path) else self.path


class Reader:
    """One kept-alive connection that refuses any answer but the one expected."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def read(self, case, number):
        """Asks once: -> (seconds, bytes of the body, headers)."""
        begun = time.perf_counter()
        self.connection.request("GET", case.address(number), headers=case.headers)
        answer = self.connection.getresponse()
        size = len(answer.read())
        if answer.status != case.status:
            raise SystemExit(
                f"{case.name}: {case.address(number)} answered {answer.status}, not {case.status}"
            )
        return time.perf_counter() - begun, size, answer.headers

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()


def asked_once(port, path):
    with Reader(port) as reader:
        return reader.read(Case(path, path), 0)


def figure_of(port, case, *, seconds, connections=4):
    """Warms up, then asks for some seconds over one connection, and again over several at once."""
    say(case.name)
    numbers = itertools.count()
    with Reader(port) as reader:
        size = max(reader.read(case, next(numbers))[1] for _ in range(WARMING))
        alone = asked(reader, case, numbers, seconds)
    together, spent = asked_together(port, case, numbers, seconds, connections)
    cuts = quantiles(alone, n=20, method="inclusive")
    note = f"{case.note}{'; ' if case.note else ''}{size / 1024:.0f} KiB"
    beside = f"{cuts[9] * 1000:.1f} / {cuts[18] * 1000:.1f} ms"
    return Figure(case.name, len(together) / spent, unit="/s", note=note, beside=beside)


def asked(reader, case, numbers, seconds):
    """The seconds of every answer until the time is up; two at least."""
    until, found = time.perf_counter() + seconds, []
    while len(found) < 2 or time.perf_counter() < until:
        found.append(reader.read(case, next(numbers))[0])
    return found


def asked_together(port, case, numbers, seconds, connections):
    """Several connections at once: -> (the seconds of every answer, the seconds it took in all)."""
    found, failed = [], []

    def one():
        try:
            with Reader(port) as reader:
                found.extend(asked(reader, case, numbers, seconds))
        except BaseException as error:  # a thread's failure is the run's failure
            failed.append(error)

    threads = [threading.Thread(target=one) for _ in range(connections)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return found, time.perf_counter() - begun
