"""Keeps the collector of circular garbage out of the way while an import makes its many thousand
rows.
"""

import contextlib
import gc
import threading


class Quiet(contextlib.ContextDecorator):
    """Rows hold each other in no circles, yet the collector would walk over all of them again and
    again. Imports at the same time share the quiet, and the last one ends it.

    1,500 rows previewed and confirmed: 3.17 s of processor time so, 3.46 s with the collector left
    on (1.09 times; SQLite, best of three turns):
    `BENCH_SHORTCUT_ROWS=1500 DUTYLIST_TEST_DB=sqlite python -m benchmarks.measure shortcuts`.
    """

    lock, imports, was_on = threading.Lock(), 0, True

    def __enter__(self):
        with Quiet.lock:
            if not Quiet.imports:
                Quiet.was_on = gc.isenabled()
                gc.disable()
            Quiet.imports += 1

    def __exit__(self, *_raised):
        with Quiet.lock:
            Quiet.imports -= 1
            if not Quiet.imports and Quiet.was_on:
                gc.enable()
