"""Where in a list a page begins: a cursor is taken only as this program writes it."""

from datetime import UTC, datetime

from .refusals import Invalid

DAMAGED = "翻页标记无效，请从第一页重新开始。"
LONGEST_NUMBER = 18  # digits of a number that both databases hold


def damaged(name):
    """The refusal of a cursor that this program has not written; `name` is its parameter."""
    return Invalid({name: DAMAGED})


def written_moment(moment):
    return moment.isoformat().replace("+00:00", "Z")


def moment_of(text):
    """The moment a cursor names, in UTC. Raises ValueError for anything but what `written_moment`
    writes.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo != UTC or written_moment(moment) != text:
        raise ValueError(text)
    return moment


def number_of(text):
    """A whole number without sign or leading zeros. Raises ValueError for anything else."""
    if (
        not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER)
        or str(int(text)) != text
    ):
        raise ValueError(text)
    return int(text)


def position_of(text, name):
    """How many rows stand before a page, or the key of the last one; 0 where nothing is said."""
    if not text:
        return 0
    try:
        return number_of(text)
    except ValueError:
        raise damaged(name) from None
