"""How near an indicator is to each item of the list in force: by the words they share, the rare ones
first, and by meaning where the model is there.

An indicator names a part of an item (粮食播种面积 of 落实粮食安全责任，稳定粮食播种面积), so what counts
is how much of the indicator stands in the item, not how alike the two are. The weights were found on
indicators written for it, against the list of the demo county.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy

from items.meaning.of_items import WAY, whole_of
from items.meaning.texts import cleaned
from items.meaning.vectors import is_available, vectors_of
from items.meaning.words import doings_of, likened
from items.search.everyday_words import also_said
from items.search.text import bigrams, fold

# Words of measuring, which say nothing of what is measured.
MEASURING = re.compile(
    r"(?:目标|任务|指标)?(?:完成|达标|合格|覆盖|达成|办结|整改|处置|落实)(?:率|情况|质量|数量?)|"
    r"(?:工作)?(?:成效|情况|质量|水平|进度|任务|指标|考核|机制|数量|总量|比例|成功率|满意率|满意度)"
)
# What only a department does: an indicator of it is no township's own.
OF_DEPARTMENTS = re.compile(
    r"处罚|查处|罚款|立案|侦办|破案|执法(?!权)|许可|发证|鉴定|检测|监测|采样|检验|验收|监察|"
    r"资格(?:认定|审批|核查)|认定|评定|核查|参保率|征订|到位资金|流调|抽检"
)
OF_TOWNSHIPS = re.compile(r"宣传|巡查|排查|上报|走访|服务|动员|劝导|受理|帮办|先期")
NAMES = (
    "name in name",
    "name in text",
    "whole in name",
    "entry in indicator",
    "doings",
    "departments' work",
    "townships' work",
    "department",
)
BY_MEANING = ("meaning of names", "meaning")


@dataclass(frozen=True)
class Measured:
    """An indicator as it is held against items."""

    name: str
    text: str = ""
    lead: str = ""

    @cached_property
    def matter(self):
        """Its name without the words of measuring; the name where nothing is left."""
        left = MEASURING.sub("", self.name)
        return left if len(left) > 1 else self.name

    @cached_property
    def whole(self):
        return cleaned("。".join(filter(None, (self.name, self.text))))


class ListedItems:
    """The items of a list, prepared once for all indicators that are held against it."""

    def __init__(self, entries):
        self.entries = list(entries)
        self.names = [entry["name"] for entry in self.entries]
        self.wholes = [cleaned(whole_of(entry)) for entry in self.entries]
        self.kinds = [entry["kind"] for entry in self.entries]
        self.departments = []
        for entry in self.entries:
            self.departments.append({row["department"] for row in entry["responsibilities"]})
        self.pairs_of_names = [pairs(name) for name in self.names]
        self.pairs_of_texts = [pairs(text) for text in self.wholes]
        self.spread = Counter()
        for found in self.pairs_of_texts:
            self.spread.update(found)

    def weight(self, pair):
        """A pair that few items have says more; one that none has counts as rare too."""
        return log(1 + len(self.entries) / (0.5 + self.spread[pair]))


def pairs(text):
    """The pairs of signs of a text in the words it counts as, and in its own."""
    folded = fold(text)
    return bigrams(likened(text)) | bigrams(folded)


def with_everyday_words(text):
    """The text with the list's own words for what is said otherwise."""
    added = []
    folded = fold(text)
    for size in (2, 3, 4):
        for start in range(len(folded) - size + 1):
            word = folded[start : start + size]
            added += also_said(word)
    return "。".join([text, *dict.fromkeys(added)])


def evidence(indicator, items, vectors):
    """{name: a number for each item}"""
    matter = pairs(indicator.matter)
    widened = pairs(with_everyday_words(indicator.matter))
    whole = pairs(with_everyday_words(indicator.whole))
    mine = {pair: items.weight(pair) for pair in matter}
    all_mine = {pair: items.weight(pair) for pair in pairs(indicator.whole)}
    total, all_total = sum(mine.values()) or 1, sum(all_mine.values()) or 1
    doings = numpy.array(doings_of(indicator.whole), float)
    is_departments = bool(OF_DEPARTMENTS.search(indicator.whole))
    is_townships = bool(OF_TOWNSHIPS.search(indicator.whole))
    found = {name: [] for name in NAMES}
    for place in range(len(items.entries)):
        in_name, in_text = items.pairs_of_names[place], items.pairs_of_texts[place]
        new = widened - matter
        extra = sum(items.weight(pair) for pair in new & in_name) / total
        found["name in name"].append(min(1, held(mine, in_name) / total + extra / 2))
        found["name in text"].append(held(mine, in_text) / total)
        found["whole in name"].append(held(all_mine, in_text) / all_total)
        own = {pair: items.weight(pair) for pair in in_name}
        found["entry in indicator"].append(held(own, whole) / (sum(own.values()) or 1))
        theirs = numpy.array(doings_of(items.wholes[place]), float)
        either = doings.sum() + theirs.sum() - doings @ theirs
        found["doings"].append(doings @ theirs / either if either else 0)
        own_work = items.kinds[place] == "reclaimed"
        found["departments' work"].append(float(is_departments and own_work))
        found["townships' work"].append(float(is_townships and not is_departments and own_work))
        found["department"].append(float(indicator.lead in items.departments[place]))
    if vectors:
        found |= by_meaning(indicator, items, vectors)
    return {name: numpy.array(values, float) for name, values in found.items()}


def held(weights, there):
    return sum(value for pair, value in weights.items() if pair in there)


def by_meaning(indicator, items, vectors):
    name, whole = vectors[indicator.name], vectors[indicator.whole]
    names = numpy.stack([vectors[text] for text in items.names])
    wholes = numpy.stack([vectors[text] for text in items.wholes])
    return {
        "meaning of names": numpy.maximum(names @ name, wholes @ name),
        "meaning": numpy.maximum(wholes @ whole, names @ whole),
    }


def vectors_for(indicators, items):
    """{text: vector} of all that is held against each other; {} where not all have one."""
    if not is_available():
        return {}
    own = []
    for indicator in indicators:
        own += [indicator.name, indicator.whole]
    theirs = [*items.names, *items.wholes]
    vectors = vectors_of(own, compute=True, way=WAY) | vectors_of(theirs, way=WAY)
    if {*own, *theirs} <= vectors.keys():
        return vectors
    return {}


# ---- how sure it is ----

WORDS = {
    "name in name": 4.18,
    "name in text": 4.62,
    "whole in name": 5.30,
    "entry in indicator": 6.34,
    "doings": 1.48,
    "departments' work": 0.33,
    "townships' work": -0.34,
    "department": 0.17,
}
WORDS_BASE = -5.30
WORDS_AND_MEANING = {
    "name in name": 1.76,
    "name in text": 1.96,
    "whole in name": 2.15,
    "entry in indicator": 2.82,
    "doings": 0.38,
    "departments' work": -0.40,
    "townships' work": -0.51,
    "department": 0.17,
    "meaning of names": 38.8,
    "meaning": 51.7,
}
NOTHING_IN_COMMON = 0.8  # what the model says of two texts that have nothing in common
WORDS_AND_MEANING_BASE = -10.68
MOST = 3


def nearest_items(indicators, items):
    """For each `Measured` the items it may be of, the surest first: [[(entry, score up to 1)], ...]."""
    if not items.entries:
        return [[] for _ in indicators]
    vectors = vectors_for(indicators, items)
    return [nearest_to(indicator, items, vectors) for indicator in indicators]


def nearest_to(indicator, items, vectors):
    found = evidence(indicator, items, vectors)
    weights, total = WORDS, WORDS_BASE
    if vectors:
        weights, total = WORDS_AND_MEANING, WORDS_AND_MEANING_BASE
        for name in BY_MEANING:
            found[name] = found[name] - NOTHING_IN_COMMON
    for name, weight in weights.items():
        total = total + weight * found[name]
    scores = 1 / (1 + numpy.exp(-numpy.clip(total, -50, 50)))
    best = numpy.argsort(-total, kind="stable")[:MOST]
    return [(items.entries[place], round(float(scores[place]), 3)) for place in best]
