"""Traditional characters as the simplified ones in which lists are written and asked about."""

from functools import cache

import opencc


@cache
def converter():
    return opencc.OpenCC("t2s")


def simplified(text):
    """A text in simplified characters, without half characters."""
    return converter().convert(text.encode(errors="ignore").decode())
