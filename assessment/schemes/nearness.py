"""How near an indicator is to each item of the list in force, and whether it is near any: by the
words they share, the rare ones first, by the matters both speak of, by what is done and by whom,
and by meaning where the model is there.

An indicator names a part of an item (粮食播种面积 of 落实粮食安全责任，稳定粮食播种面积), so what
counts is how much of the indicator stands in the item, not how alike the two are.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import numpy

from items.meaning.of_items import WAY, whole_of
from items.meaning.texts import cleaned
from items.meaning.vectors import is_available, vectors_of
from items.meaning.words import doings_of, likened
from items.models import Kind
from items.search.everyday_words import everyday_words_in
from items.search.text import bigrams, fold

from .matters import line_of, main_matters_of, matters_of, strengths_of
from .nearness_weights import MEANT, SAID, WEIGHTS, WEIGHTS_OF_NONE

# Words of measuring, which say nothing of what is measured.
MEASURING = re.compile(
    r"(?:目标|任务|指标)?(?:完成|达标|合格|覆盖|达成|办结|整改|处置|落实)(?:率|情况|质量|数量?)|"
    r"(?:工作)?(?:成效|情况|质量|水平|进度|任务|指标|考核|机制|数量|总量|比例|成功率|满意率|满意度)|"
    r"^[（(]?[一二三四五六七八九十\d.]+[）)、\s]"
)
# Words of the title of a scheme, which say nothing of what it is about.
OF_TITLES = re.compile(
    r"\d+年度?|乡镇|街道|[（(）)]|考核|考评|评价|评估|综合|年度|工作|实施|方案|办法|细则|目标|重点|基层|全县|县直|部门"
)
# What a department does by itself, by the sort of doing.
OWN_DOINGS = {
    "punishes": r"处罚|罚款|罚单|罚没|处以罚|[由镇里].{0,3}罚|开单|决定书|关停|立案|查办|查处|结案|案件|侦办|破案|取缔",
    "tests": r"检测|化验|取样|采样|送检|取芯|验收|鉴定|抽检|快检|监测点|水质监测|合格意见|检验|闭水|钻[孔芯]|送土|"
    r"取土[^，。；]{0,4}[验检测样]|水样",
    "inspects": r"(?<!配合)(?<!协助)(?<!接受)(?<!督促)检查(?!站)|查一[次遍回]|镇里[^，。；]{0,4}查|监察|责令|停用",
    "approves": r"认定|核查|许可(?!证)|领证|评定|发证|资格审|核验|风险评估|监护等级|评级|分级|定级|"
    r"评出|到[场店]核验|看现场",
    "assesses": r"任务|分解|下达|指标|亿元|万元以上|到位|参保率|参保人数|征订|订阅|签约[^，。；]{0,8}个|名次|排名|清零|"
    r"引进[^，。；]{0,10}个|外资|内资|征缴|发行",
    "certifies": r"出具",
}
OWN_DOING_PATTERNS = {name: re.compile(words) for name, words in OWN_DOINGS.items()}
# That townships have to answer for it: said where it is not theirs anyway.
MADE_TO_ANSWER = re.compile(
    r"由(?:所在)?(?:各)?(?:乡镇|镇|街道)|(?:乡镇|镇街|街道)(?:对|负总责|承担|组织|限期|每|全年|须|应|完成)|"
    r"负总责|扣(?:减)?(?:该|所在)?乡镇|乡镇分|各乡镇(?:每|须|完成)|辖区"
)
NOTHING_IN_COMMON = 0.8  # what the model says of two texts that have nothing in common
MOST = 3
MATTERS = ("matters of name", "matters of whole", "entry's matters")
LITTLE = 0.3  # so much of a name stands in many an indicator


@lru_cache(4096)
def own_doings_of(text):
    """The sorts of doing of a department that a text names."""
    found = set()
    for name, pattern in OWN_DOING_PATTERNS.items():
        if pattern.search(text):
            found.add(name)
    return frozenset(found)


@dataclass(frozen=True)
class Measured:
    """An indicator as it is held against items: its lead, the title it stands under, whom it
    measures.
    """

    name: str
    text: str = ""
    lead: str = ""
    title: str = ""
    is_of_departments: bool = False
    basis: str = ""

    @cached_property
    def matter(self):
        """Its name without the words of measuring; the name where nothing is left."""
        left = MEASURING.sub("", self.name)
        return left if len(left) > 1 else self.name

    @cached_property
    def whole(self):
        return cleaned("。".join(filter(None, (self.name, self.text))))

    @cached_property
    def strengths(self):
        """{matter: how much it speaks of it}, its name twice as loud as its text."""
        found = dict(strengths_of(self.text))
        for matter, strength in strengths_of(self.name).items():
            found[matter] = found.get(matter, 0) + 2 * strength
        return found

    @cached_property
    def around(self):
        """{matter: how much its title and its lead speak of it}, where it names none itself."""
        if self.strengths:
            return {}
        found = dict(strengths_of(self.about))
        for matter, strength in strengths_of(self.lead).items():
            found[matter] = found.get(matter, 0) + strength
        return found

    @cached_property
    def about(self):
        """What its scheme is about."""
        return OF_TITLES.sub("", self.title)


class ListedItems:
    """The items of a list, prepared once for all indicators that are held against it."""

    def __init__(self, entries):
        self.entries = list(entries)
        self.names = [entry["name"] for entry in self.entries]
        self.wholes = [cleaned(whole_of(entry)) for entry in self.entries]
        self.departments, self.matters, self.own_doings, everything = [], [], [], []
        for entry, whole in zip(self.entries, self.wholes, strict=True):
            self.departments.append(
                {office(row["department"]) for row in entry["responsibilities"]}
            )
            self.matters.append(main_matters_of(entry["name"]))
            self.own_doings.append(own_doings_of(entry["name"]))
            duties = [row["duty"] for row in entry["responsibilities"]]
            everything.append("。".join([whole, *duties]))
        self.is_basic = self.of_kind(Kind.BASIC)
        self.is_coordination = self.of_kind(Kind.COORDINATION)
        self.is_reclaimed = self.of_kind(Kind.RECLAIMED)
        self.doings = numpy.array([doings_of(text) for text in everything], float)
        self.in_names = Incidence([pairs(name) for name in self.names])
        self.in_texts = Incidence([pairs(text) for text in everything])
        self.by_matter = Incidence(self.matters)
        self.is_of_no_known_matter = numpy.array([not matters for matters in self.matters], float)

    def by_strength(self, strengths):
        """How much of what is spoken of each item is about."""
        total = sum(strengths.values())
        if not total:
            return numpy.zeros(len(self.entries))
        columns = numpy.zeros(len(self.by_matter.column))
        for matter, strength in strengths.items():
            if matter in self.by_matter.column:
                columns[self.by_matter.column[matter]] = strength
        return self.by_matter.has @ columns / total

    def unlisted(self, strengths):
        """How much of what is spoken of no item is about."""
        total = sum(strengths.values())
        listed = self.by_matter.column.keys()
        return sum(value for key, value in strengths.items() if key not in listed) / (total or 1)

    def of_basis(self, basis):
        """Which items are of the table of the list that a basis names."""
        found = numpy.zeros(len(self.entries))
        if "清单" in basis:
            for word, is_of_kind in (
                ("基本", self.is_basic),
                ("配合", self.is_coordination),
                ("收回", self.is_reclaimed),
            ):
                if word in basis:
                    found = numpy.maximum(found, is_of_kind)
        return found

    def of_kind(self, kind):
        return numpy.array([entry["kind"] == kind for entry in self.entries], float)


class Incidence:
    """Which parts (pairs of signs, matters) each item has; a part that few have weighs more, one
    that none has counts as rare too.
    """

    def __init__(self, parts_of_each):
        self.spread = Counter()
        for parts in parts_of_each:
            self.spread.update(parts)
        self.size = len(parts_of_each)
        self.column = {part: place for place, part in enumerate(sorted(self.spread))}
        self.has = numpy.zeros((self.size, len(self.column)))
        for row, parts in enumerate(parts_of_each):
            for part in parts:
                self.has[row, self.column[part]] = 1
        self.whole = self.has @ self.weights(self.column)

    def weight(self, part):
        return log(1 + self.size / (0.5 + self.spread[part]))

    def weights(self, parts):
        """A number for each column: the weight of the part where it is one of these."""
        found = numpy.zeros(len(self.column))
        for part in parts:
            if part in self.column:
                found[self.column[part]] = self.weight(part)
        return found

    def share(self, parts):
        """How much of these parts each item has."""
        total = sum(self.weight(part) for part in parts)
        return self.has @ self.weights(parts) / (total or 1)

    def has_any(self, parts):
        """1 for each item that has any of these parts."""
        return (self.has @ (self.weights(parts) > 0)).clip(max=1)

    def share_of_own(self, parts):
        """How much of its own parts each item finds among these."""
        return self.has @ self.weights(parts) / numpy.maximum(self.whole, 1e-9)


def office(department):
    """The name of a department without the county's, so that one is known by either."""
    return re.sub(r"[（(].*|[一-鿿]{2,3}(?=[县区市旗](?:分局|支队|大队))", "", department)


def pairs(text):
    """The pairs of signs of a text in the words it counts as, and in its own."""
    return bigrams(likened(text)) | bigrams(fold(text))


def with_everyday_words(text):
    """The text with the list's own words for what is said otherwise."""
    added = []
    for _word, others in everyday_words_in(fold(text)):
        added += others
    return "。".join([text, *dict.fromkeys(added)])


def evidence(indicator, items, vectors):
    """{name: a number for each item}"""
    whole = pairs(with_everyday_words(indicator.whole))
    found = {
        "name in name": items.in_names.share(pairs(indicator.matter)),
        "name in text": items.in_texts.share(pairs(indicator.matter)),
        "whole in text": items.in_texts.share(pairs(indicator.whole)),
        "other words": items.in_names.share_of_own(pairs(with_everyday_words(indicator.matter))),
        "entry in indicator": items.in_names.share_of_own(whole),
        "matters of name": items.by_strength(strengths_of(indicator.name)),
        "matters of whole": items.by_strength(indicator.strengths),
        "entry's matters": items.by_matter.has_any(matters_of(indicator.whole)),
        "title's matters": items.by_strength(strengths_of(indicator.about)),
        "matters around": items.by_strength(indicator.around),
        "doings": alike_doings(indicator, items),
    }
    for name in MATTERS:
        found[name] = numpy.maximum(found[name], unknown_matter(found, items))
    found |= by_department(indicator, items)
    found |= by_kind(indicator, items)
    if vectors:
        found |= by_meaning(indicator, items, vectors)
    return found


def unknown_matter(found, items):
    """How much an indicator is of the matter of an item whose name has no word of a known one: by
    how much of the name stands in it.
    """
    share = (found["entry in indicator"] - LITTLE) / (1 - LITTLE)
    return share.clip(min=0) * items.is_of_no_known_matter


def alike_doings(indicator, items):
    doings = numpy.array(doings_of(indicator.whole), float)
    both = items.doings @ doings
    either = doings.sum() + items.doings.sum(axis=1) - both
    return both / numpy.maximum(either, 1)


def by_department(indicator, items):
    """Whether the lead is one of the item's departments, and whether the item is of its line."""
    lead, line = office(indicator.lead), line_of(indicator.lead)
    is_named = [bool(lead) and lead in departments for departments in items.departments]
    is_of_line = [bool(line & matters) for matters in items.matters]
    return {
        "department": numpy.array(is_named, float),
        "line": numpy.array(is_of_line, float),
    }


def by_kind(indicator, items):
    """What speaks for a kind: whom it measures, what departments do, who is made to answer."""
    own = own_doings_of(indicator.whole)
    same = numpy.array([bool(own & doings) for doings in items.own_doings], float)
    answers = float(bool(MADE_TO_ANSWER.search(indicator.whole)))
    measures = float(indicator.is_of_departments)
    return {
        "coordination": items.is_coordination,
        "reclaimed": items.is_reclaimed,
        "no department's doing": items.is_reclaimed * float(not own),
        "another doing": items.is_reclaimed * (1 - same),
        "made to answer": answers * (1 - items.is_basic),
        "departments measured": measures * (1 - items.is_basic),
        "kind of basis": items.of_basis(indicator.basis),
    }


def by_meaning(indicator, items, vectors):
    name, whole = vectors[indicator.name], vectors[indicator.whole]
    names = numpy.stack([vectors[text] for text in items.names])
    wholes = numpy.stack([vectors[text] for text in items.wholes])
    return {
        "meaning of names": numpy.maximum(names @ name, wholes @ name) - NOTHING_IN_COMMON,
        "meaning": numpy.maximum(wholes @ whole, names @ whole) - NOTHING_IN_COMMON,
    }


def evidence_of_none(indicator, items):
    """{name: a number}: what speaks for its being of no item at all."""
    line = line_of(indicator.lead)
    is_of_list = bool(line & items.by_matter.column.keys()) or not indicator.lead
    return {
        "always": 1.0,
        "unlisted in name": items.unlisted(strengths_of(indicator.name)),
        "unlisted": items.unlisted(indicator.strengths),
        "nothing known": float(not indicator.strengths),
        "lead without items": float(not is_of_list),
    }


def vectors_for(indicators, items):
    """{text: vector} of all texts, those of the indicators made now; empty where one is missing.

    The list's own are made when it is published, and beside serving.
    """
    if not is_available():
        return {}
    own = []
    for one in indicators:
        own += [one.name, one.whole]
    theirs = [*items.names, *items.wholes]
    vectors = vectors_of(own, compute=True, way=WAY) | vectors_of(theirs, way=WAY)
    if {*own, *theirs} <= vectors.keys():
        return vectors
    return {}


def nearest_items(indicators, items):
    """For each `Measured` the items it may be of, the surest first:
    [[(entry, score up to 1)], ...].

    A score is how likely it is of this item rather than of none.
    """
    if not items.entries:
        return [[] for _ in indicators]
    vectors = vectors_for(indicators, items)
    return [nearest_to(indicator, items, vectors) for indicator in indicators]


def nearest_to(indicator, items, vectors):
    how = MEANT if vectors else SAID
    found, of_none = evidence(indicator, items, vectors), evidence_of_none(indicator, items)
    total = numpy.zeros(len(items.entries))
    for name, weight in WEIGHTS[how].items():
        total = total + weight * found[name]
    against = sum(weight * of_none[name] for name, weight in WEIGHTS_OF_NONE[how].items())
    scores = 1 / (1 + numpy.exp(-numpy.clip(total - against, -50, 50)))
    best = numpy.argsort(-total, kind="stable")[:MOST]
    return [(items.entries[place], round(float(scores[place]), 3)) for place in best]
