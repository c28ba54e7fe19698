"""The vectors that are kept: read many at once, made where they are missing."""

import contextlib
import fcntl

import numpy
from django.conf import settings

from items.models import TextVector

from . import engine
from .texts import cleaned, digest_of

AT_ONCE = 5_000  # digests in one query
STEP = 16  # texts made between two looks at what others have made meanwhile


def stored(texts, way):
    """{text: vector} of those texts whose vectors are kept; one query for every 5,000."""
    digests = {text: digest_of(cleaned(text), way) for text in texts}
    found = {}
    for some in _batches(sorted(set(digests.values())), AT_ONCE):
        rows = TextVector.objects.filter(digest__in=some, model=engine.MODEL)
        found.update(rows.values_list("digest", "vector"))
    known = [text for text in digests if digests[text] in found]
    vectors = _unpacked([found[digests[text]] for text in known])
    return dict(zip(known, vectors, strict=True))


def make(texts, way):
    """Makes and keeps the vectors of texts that have none: -> {text: vector} of what was made."""
    wanted = {text: cleaned(text) for text in texts}
    distinct = sorted({text for text in wanted.values() if text})
    if not distinct:
        return {}
    packed = engine.vectors(distinct, way).astype(numpy.float16)
    rows = []
    for text, vector in zip(distinct, packed, strict=True):
        rows.append(
            TextVector(digest=digest_of(text, way), model=engine.MODEL, vector=vector.tobytes())
        )
    # In the order of their keys: two processes that make the same do not wait for each other in
    # a circle.
    rows.sort(key=lambda row: row.digest)
    TextVector.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["digest"],
        update_fields=["model", "vector"],
    )
    of_cleaned = dict(zip(distinct, packed.astype(numpy.float32), strict=True))
    return {text: of_cleaned[clean] for text, clean in wanted.items() if clean}


def make_missing(texts, way, told=None):
    """Makes what is missing, a few texts after another, one process of the machine at a time:
    -> how many were made. `told(number of texts seen)` hears of each step.
    """
    made = seen = 0
    for some in _batches(list(dict.fromkeys(texts)), STEP):
        with _one_at_a_time():
            here = stored(some, way)
            made += len(make([text for text in some if text not in here], way))
        seen += len(some)
        if told:
            told(seen)
    return made


@contextlib.contextmanager
def _one_at_a_time():
    """Two workers making the same vectors would work twice, and leave no core to serve."""
    with (settings.VAR_DIR / "meaning.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _unpacked(blobs):
    """A row for each kept vector."""
    joined = b"".join(bytes(blob) for blob in blobs)
    return (
        numpy.frombuffer(joined, dtype=numpy.float16).astype(numpy.float32).reshape(-1, engine.SIZE)
    )


def _batches(texts, size):
    for start in range(0, len(texts), size):
        yield texts[start : start + size]
