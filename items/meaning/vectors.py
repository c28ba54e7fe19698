"""What other rooms ask of meaning: whether there is any here, the vectors of texts, how near they
are.

A text stands for its first 200 signs. Where meaning is absent or switched off there are no vectors,
and who asks compares words, saying `why_not()` on the page.
"""

import numpy

from . import engine, services
from .background import make_later
from .engine import Way, is_available, why_not
from .texts import cleaned

__all__ = ["Way", "is_available", "nearness", "vector_of_question", "vectors_of", "why_not"]


def vectors_of(texts, *, compute=False, way=Way.PASSAGE):
    """{text: vector} of those texts that have one, in one query.

    What has none is made now with `compute` (a tenth of a second each: a request does so for the
    few words it was asked), otherwise beside serving, and is not in the answer. Vectors of the same
    `way` are held against each other, and a question against passages.
    """
    if not is_available():
        return {}
    texts = [text for text in dict.fromkeys(texts) if cleaned(text)]
    found = services.stored(texts, way)
    missing = [text for text in texts if text not in found]
    if compute:
        found |= services.make(missing, way)
    elif missing:
        make_later(missing, way)
    return found


def vector_of_question(text):
    """The vector of a question as people ask it, or None.

    It is never kept: what people ask is theirs.
    """
    text = cleaned(text)
    if not (text and is_available()):
        return None
    return engine.vector_of_question(text)


def nearness(vector, vectors):
    """How near each of these vectors is to one: a list of numbers up to 1.

    The model calls nothing far: texts that have nothing in common are still at 0.75 or so.
    """
    if not len(vectors):
        return []
    return (numpy.asarray(vectors) @ numpy.asarray(vector)).tolist()
