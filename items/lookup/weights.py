"""What each evidence weighs, by words alone and with the model, and when the first hit is claimed.

The numbers in `fixtures/answer_weights.json` are found by `tools/fit_answers.py`.
"""

from dataclasses import dataclass
from functools import cache

import orjson
from django.conf import settings


@dataclass(frozen=True, eq=False)
class Weights:
    """`rows` weighs the evidence of a row, whose sum is its score; `sure` (slope, base) turns a
    score into how sure it is that the row is meant; `claim` weighs what speaks for calling the
    first row the answer (with `claim_base`), which has to come to `claim_least`, 0 to 1.
    """

    rows: dict
    sure: tuple
    claim: dict
    claim_base: float
    claim_least: float


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "answer_weights.json").read_bytes())


@cache
def weights_for(*, by_meaning):
    told = _table()["with_meaning" if by_meaning else "by_words"]
    return Weights(**{**told, "sure": tuple(told["sure"])})
