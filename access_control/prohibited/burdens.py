"""The burdens that prohibited entries are about (打卡, 垫付, 看守): by what words a text names each
one, so that a text and an entry meet where they say it otherwise.
"""

import re
from collections import Counter
from functools import cache, lru_cache

import orjson
from django.conf import settings

KEPT = 20_000
NONE = frozenset()
IN_NAME = 1.0  # what a burden counts more that the name of an entry names
OFTEN = 0.3  # and with each time more that its name and phrases do
MOST_OFTEN = 3
IN_DESCRIPTION = 0.4
MAIN = 0.5  # of the first burden of an entry: so much is another one of its own


@cache
def _patterns():
    """{burden: [pattern]}"""
    shipped = orjson.loads((settings.FIXTURES_DIR / "prohibited_burdens.json").read_bytes())
    found = {}
    for burden, words in shipped["burdens"].items():
        found[burden] = [re.compile(word) for word in words]
    return found


@cache
def _any_of(unknown):
    """{burden: one pattern of all its words but those unknown}"""
    found = {}
    for burden, patterns in _patterns().items():
        known = [one.pattern for one in patterns if one.pattern not in unknown]
        found[burden] = re.compile("|".join(known) or r"(?!)")
    return found


def all_burdens():
    return list(_patterns())


def all_words():
    """Every word, as it is written in the table."""
    return sorted({one.pattern for patterns in _patterns().values() for one in patterns})


@lru_cache(KEPT)
def burdens_in(text, unknown=NONE):
    """{burden: how often a text names it}; `unknown` are words that are taken for unknown."""
    found = {}
    for burden, pattern in _any_of(unknown).items():
        if count := sum(1 for _match in pattern.finditer(text)):
            found[burden] = count
    return found


def burden_spans(text, burdens):
    """[(start, end)] of the words that name one of these burdens."""
    spans = []
    for burden in burdens:
        spans += [match.span() for match in _any_of(NONE)[burden].finditer(text)]
    return spans


def burdens_of_entry(entry, unknown=NONE):
    """{burden: how much the entry is about it, the first of all 1}"""
    name = burdens_in(entry.name, unknown)
    counts = Counter(burdens_in("。".join([entry.name, *entry.phrases]), unknown))
    weights = {}
    for burden, count in counts.items():
        weights[burden] = 1 + min(count - 1, MOST_OFTEN) * OFTEN + IN_NAME * (burden in name)
    for burden in burdens_in(entry.description or "", unknown):
        weights[burden] = weights.get(burden, 0) + IN_DESCRIPTION
    most = max(weights.values(), default=1)
    return {burden: weight / most for burden, weight in weights.items()}
