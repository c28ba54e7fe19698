"""Invented lists and their truth: how a layout must be read, known before its file is made."""

from dataclasses import asdict, dataclass, field
from random import Random

from .material import (
    BASIC_TAILS,
    BASIC_VERBS,
    DEPARTMENT_DUTIES,
    METHODS,
    OFFICES,
    RECLAIMED,
    SUBJECTS,
    TOWNSHIP_DUTIES,
    TRAPS,
)

CHINESE = "一二三四五六七八九十"


@dataclass
class Part:
    """One department's share of an item."""

    department: str
    role: str = ""
    office: str = ""
    duty: str = ""
    method: str = ""


@dataclass
class Item:
    kind: str
    category: str
    name: str
    parts: list[Part] = field(default_factory=list)
    township_duty: str = ""
    scope: tuple[str, ...] = ()  # names of townships; empty is all of them

    @property
    def names(self):
        return [part.department for part in self.parts]

    @property
    def duties(self):
        """The departments' duties as one cell prints them: a block per department when there are
        several.
        """
        if len(self.parts) == 1:
            return self.parts[0].duty
        return "\n".join(f"{part.department}：\n{part.duty}" for part in self.parts)

    @property
    def method(self):
        return self.parts[0].method if self.parts else ""


@dataclass
class Named:
    """Something that is no item and must be named: where it stands, and words its message or value
    holds.
    """

    sheet: str | None = None
    row: int | None = None
    says: str = ""


@dataclass
class Truth:
    items: list[Item]
    named: list[Named] = field(default_factory=list)
    errors: list[Named] = field(default_factory=list)  # must be named as errors
    heads: list[str] = field(default_factory=list)  # head words written: read, but in no item

    def as_data(self):
        return asdict(self)


def numeral(number):
    """1 is 一, 12 is 十二, 20 is 二十."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else CHINESE[tens - 1] + "十") + (
        CHINESE[ones - 1] if ones else ""
    )


def by_category(items):
    """[(category, its items)] in the order they stand."""
    groups = []
    for item in items:
        if not groups or groups[-1][0] != item.category:
            groups.append((item.category, []))
        groups[-1][1].append(item)
    return groups


class Maker:
    """Makes believable items from a seed; no name twice in one kind."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.used = set()
        self.traps = {kind: self.random.sample(names, len(names)) for kind, names in TRAPS.items()}

    def every_kind(self, basic=16, coordination=14, reclaimed=10):
        return self.basic(basic), self.coordination(coordination), self.reclaimed(reclaimed)

    def basic(self, count):
        return self.spread(count, "基本", self.one_basic)

    def coordination(self, count, departments=0):
        """`departments` fixes how many each item has; else one to three."""
        return self.spread(count, "配合", lambda c: self.one_coordination(c, departments))

    def reclaimed(self, count, departments=0):
        return self.spread(count, "收回", lambda c: self.one_reclaimed(c, departments))

    def spread(self, count, label, make):
        """So many items over some categories in their published order, a few of them traps."""
        wanted = max(2, min(len(SUBJECTS), count // 3))
        chosen = sorted(self.random.sample(range(len(SUBJECTS)), wanted))
        categories = sorted(chosen[n % wanted] for n in range(count))
        items = [make(list(SUBJECTS)[place]) for place in categories]
        for place in self.random.sample(range(count), min(3, count // 4, len(self.traps[label]))):
            items[place].name = self.traps[label].pop()
        return items

    def subject(self, category, kind):
        known = SUBJECTS[category][1].split()
        fresh = [s for s in known if (kind, s) not in self.used]
        subject = self.random.choice(fresh or [f"{s}（第{len(self.used)}批）" for s in known])
        self.used.add((kind, subject))
        return subject

    def one_basic(self, category):
        subject = self.subject(category, "basic")
        return Item(
            "basic",
            category,
            self.random.choice(BASIC_VERBS) + subject + self.random.choice(BASIC_TAILS),
        )

    def one_coordination(self, category, departments=0):
        subject = self.subject(category, "coordination")
        names = self.departments(category, departments or self.random.choice([1, 1, 2, 3]))
        parts = [Part(name, "joint", duty=self.lines(DEPARTMENT_DUTIES, subject)) for name in names]
        parts[0].role = "lead"
        return Item("coordination", category, subject, parts, self.lines(TOWNSHIP_DUTIES, subject))

    def one_reclaimed(self, category, departments=0):
        subject = self.subject(category, "reclaimed")
        method = self.random.choice(METHODS)
        names = self.departments(category, departments or self.random.choice([1, 1, 1, 2]))
        name = self.random.choice(RECLAIMED).format(subject)
        return Item(
            "reclaimed", category, name, [Part(n, "receiver", method=method) for n in names]
        )

    def departments(self, category, count):
        """So many departments, the category's own first."""
        own = SUBJECTS[category][0].split()
        everyone = sorted(
            {name for names, _ in SUBJECTS.values() for name in names.split()} - set(own)
        )
        self.random.shuffle(own)
        return (own + self.random.sample(everyone, len(everyone)))[:count]

    def lines(self, patterns, subject):
        """Numbered lines of one cell, the last one with a full stop."""
        chosen = self.random.sample(patterns, self.random.randint(1, 4))
        texts = [f"{n}.{pattern.format(subject)}" for n, pattern in enumerate(chosen, 1)]
        return "；\n".join(texts) + "。"

    def office(self):
        return self.random.choice(OFFICES)

    def share_duties(self, items):
        """Gives all departments of an item one text, as lists do that name no department in the
        duties.
        """
        for item in items:
            for part in item.parts:
                part.duty = item.parts[0].duty
        return items
