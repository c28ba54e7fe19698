"""Which rows of a register say the same as another, by words and meaning."""

from items.meaning.nearness import Compared, nearest
from items.meaning.of_items import WAY
from items.meaning.vectors import is_available, vectors_of, why_not

MOST_COMPUTED = 2  # a name and a text: what a request computes itself
MOST = 50

__all__ = ["alike", "why_not"]


def alike(asked, others, *, compute=MOST_COMPUTED, besides=None):
    """[[key of one of the others, the surest first]] for each that is asked; both are
    [(key, name, text)], and none is alike to itself. `besides` has for each that is asked the keys
    of those that are not asked about.
    """
    mine = compared(asked)
    theirs = compared(others)
    if not theirs:
        return [[] for _row in mine]
    if besides is None:
        besides = [{row.key} for row in mine]
    vectors = vectors_known(mine, theirs, compute)
    keys = []
    for hits in nearest(mine, theirs, vectors=vectors, besides=besides, most=MOST):
        keys.append([near.key for near in hits])
    return keys


def compared(rows):
    """Rows (key, name, text) as they are held against each other."""
    return [compared_row(*row) for row in rows]


def compared_row(key, name, text):
    if text and text != name:
        text = f"{name}。{text}"
    return Compared(key, name, text or name)


def vectors_known(mine, theirs, compute):
    """The vectors of all that have one; those of a single row that is asked are made now."""
    if not is_available():
        return {}
    own = texts_of(mine)
    vectors = vectors_of({*own, *texts_of(theirs)}, way=WAY)
    missing = [text for text in dict.fromkeys(own) if text not in vectors]
    if 0 < len(missing) <= compute:
        vectors |= vectors_of(missing, compute=True, way=WAY)
    return vectors


def texts_of(rows):
    texts = []
    for one in rows:
        texts += [one.name, one.whole]
    return texts
