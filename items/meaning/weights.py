"""Weights that a script under `tools/` has found, as `fixtures/` keep them."""

from functools import cache
from typing import NamedTuple

import numpy
import orjson
from django.conf import settings

FURTHEST = 50  # beyond that nothing changes, and numbers of this size overflow


class Weights(NamedTuple):
    """What each kind of evidence weighs, and the sureness from which the answer is yes."""

    weights: dict
    base: float
    least: float

    def sureness(self, found):
        """How sure the answer is, 0 to 1; `found` has a number, or an array, for each kind."""
        total = self.base
        for name, weight in self.weights.items():
            total = total + weight * found[name]
        return 1 / (1 + numpy.exp(-numpy.clip(total, -FURTHEST, FURTHEST)))


@cache
def shipped_weights(file):
    """{"by_words", "with_meaning": `Weights`} of a file of `fixtures/`."""
    shipped = orjson.loads((settings.FIXTURES_DIR / file).read_bytes())
    return {how: Weights(**row) for how, row in shipped.items()}
