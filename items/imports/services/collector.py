"""Keeps the collector of circular garbage out of the way while an import makes its many thousand
rows.
"""

import contextlib
import gc
import threading


class Quiet(contextlib.ContextDecorator):
    """Rows hold each other in no circles, yet the collector would walk over all of them again and
    again: a fifth of the time of a big file. Imports at the same time share the quiet, and the last
    one ends it.
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
