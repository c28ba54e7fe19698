"""What a benchmark hands back, and how it says where it is."""

import contextlib
import sys
import time
from dataclasses import dataclass


@dataclass
class Figure:
    """One measured number; `most` or `least` is what it is held to, `note` what was measured,
    `beside` more of it.
    """

    name: str
    value: float
    unit: str = "s"
    most: float | None = None
    least: float | None = None
    note: str = ""
    beside: str = ""

    @property
    def holds(self):
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    @property
    def bound(self):
        if self.most is None and self.least is None:
            return ""
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"


class Clock:
    seconds = 0.0


@contextlib.contextmanager
def timed():
    """`with timed() as clock: ...`, then `clock.seconds`."""
    clock, begun = Clock(), time.perf_counter()
    try:
        yield clock
    finally:
        clock.seconds = time.perf_counter() - begun


def say(text):
    """Progress on a terminal, one line overwritten; nothing when nobody watches."""
    if sys.stderr.isatty():
        print(f"\r\033[K  {text}", end="", file=sys.stderr, flush=True)
