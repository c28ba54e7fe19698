"""A stretch in which nothing is written: the first statement that would write is refused."""

import contextlib

from django.db import connection

from .guard import text_of
from .statements import effects_of


@contextlib.contextmanager
def nothing_written(refusal):
    """Raises `refusal` (a Refusal) in place of the first statement that writes to any table."""

    def refuse_writes(execute, sql, params, many, context):
        effects = effects_of(text_of(sql, connection), connection.vendor)
        if effects.written:
            raise refusal
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writes):
        yield
