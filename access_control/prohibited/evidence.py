"""What speaks for and against a text putting on a township what each entry is about, as numbers: a
row for each piece of evidence, a column for each entry.
"""

from math import log

import numpy

from . import acting
from .acting import Actor, clauses_of, sentences_of
from .burdens import MAIN, NONE, burdens_in, burdens_of_entry

ONCE, MORE, MOST = 0.6, 0.2, 1.0  # what a burden counts that is named once, with each time more
MOST_DEMANDS = 3
LIKE_AN_ENTRY = 0.25  # how alike in words a clause is that speaks of an entry


class Burdens:
    """The burdens of entries; one that few entries are about counts more."""

    def __init__(self, entries, unknown=NONE):
        self.unknown = unknown
        self.of_entries = [burdens_of_entry(entry, unknown) for entry in entries]
        self.count = len(self.of_entries)
        self.rarity, self.main = {}, {}
        for burdens in self.of_entries:
            for burden in burdens:
                if burden not in self.rarity:
                    self.rarity[burden] = self._rarity_of(burden)

    def _rarity_of(self, burden):
        having = int(self.having(burden).sum())
        return log(1 + self.count / (1 + having)) / log(1 + self.count)

    def shared(self, text):
        """How much of its burdens each entry has in common with a text."""
        named = burdens_in(text, self.unknown)
        total = numpy.zeros(self.count)
        for column, burdens in enumerate(self.of_entries):
            for burden in named.keys() & burdens.keys():
                often = min(MOST, ONCE + MORE * named[burden])
                total[column] += often * burdens[burden] * self.rarity[burden]
        return total

    def main_in(self, text):
        """Which entries have a main burden that a text names."""
        found = numpy.zeros(self.count, bool)
        for burden in burdens_in(text, self.unknown):
            found |= self.having(burden)
        return found

    def having(self, burden):
        """Which entries have a burden as a main one."""
        if burden not in self.main:
            self.main[burden] = numpy.array(
                [burdens.get(burden, 0) > MAIN for burdens in self.of_entries], bool
            )
        return self.main[burden]


def evidence(text, comparison):
    """{piece of evidence: a number for each entry} by words; `comparison` has the entries
    prepared.
    """
    count = len(comparison.entries)
    sentences = sentences_of(text)
    shared = comparison.burdens.shared(text)
    of_all = of_text(text)
    found = {
        "words": best_of(sentences, comparison.words.likenesses),
        "words of the description": best_of(sentences, comparison.descriptions.likenesses),
        "words of its class": best_of(sentences, comparison.class_likenesses),
        "burdens": shared,
        "lead in burdens": lead_of_each(shared),
    }
    for name, value in of_all.items():
        found[name] = numpy.full(count, value)
    found |= of_clauses(text, comparison)
    # Whose clause it is does not matter where another one asks it of the township.
    found["of others alone"] &= not of_all["demands of the township"]
    return found


def best_of(sentences, likenesses):
    return numpy.max([likenesses(sentence) for sentence in sentences], axis=0)


def lead_of_each(values):
    """How far the first is before the second, and each other one behind the first."""
    if len(values) < 2:
        return numpy.zeros(len(values))
    second, first = numpy.partition(values, -2)[-2:]
    behind = values - first
    behind[values == first] = first - second
    return behind


def of_text(text):
    """What a text says of whatever it may be about."""
    clauses = [clause for clause in clauses_of(text) if clause.actor != Actor.TITLE]
    demands = sum(1 for _match in acting.DEMANDS.finditer(text))
    of_township = [clause for clause in clauses if clause.actor == Actor.TOWNSHIP]
    return {
        "helps": any(clause.says(acting.HELPS) for clause in of_township),
        "nothing of the township's": any(clause.says(acting.NONE_OF_ITS) for clause in of_township),
        "left free": bool(acting.FREE.search(text)),
        "lawful": bool(acting.LAWFUL.search(text)),
        "bans": bool(acting.BANS.search(text)),
        "begins with a ban": bool(clauses) and clauses[0].says(acting.BANS),
        "demands": min(demands, MOST_DEMANDS) / MOST_DEMANDS,
        "no demand": demands == 0,
        "a department itself": bool(acting.DEPARTMENT_ITSELF.search(text)),
        "a department begins": bool(clauses) and clauses[0].actor == Actor.DEPARTMENT,
        "demands of the township": any(
            clause.says(acting.DEMANDS)
            and not clause.says(acting.BANS)
            and not clause.says(acting.NONE_OF_ITS)
            for clause in of_township
        ),
    }


def of_clauses(text, comparison):
    """Who acts in the clauses that speak of each entry, and how."""
    count = len(comparison.entries)
    names = ("put on the township", "by a department", "by a citizen", "banned")
    names += ("not the township's", "by law")
    found = {f"clause: {name}": numpy.zeros(count, bool) for name in names}
    is_said = numpy.zeros(count, bool)
    may_be = numpy.zeros(count, bool)
    for clause in clauses_of(text):
        if clause.actor == Actor.TITLE:
            continue
        about = comparison.burdens.main_in(clause.text)
        about |= numpy.asarray(comparison.words.likenesses(clause.text)) > LIKE_AN_ENTRY
        is_said |= about
        if clause.may_be_the_township_s:
            may_be |= about
        for name, holds in (
            ("put on the township", clause.is_put_on_township),
            ("by a department", clause.actor == Actor.DEPARTMENT),
            ("by a citizen", clause.actor == Actor.CITIZEN),
            ("banned", clause.says(acting.BANS)),
            ("not the township's", clause.says(acting.NONE_OF_ITS)),
            ("by law", clause.says(acting.LAWFUL)),
        ):
            if holds:
                found[f"clause: {name}"] |= about
    return found | {"no clause of it": ~is_said, "of others alone": is_said & ~may_be}


def by_meaning(text, comparison, near):
    """The same by meaning; `near` has how near the whole text and its sentences are."""
    sentences = [near[sentence] for sentence in sentences_of(text)]
    whole = near[text]
    own = [numpy.array(one.own) - numpy.mean(one.classes) for one in sentences]
    classes = []
    for one in sentences:
        classes.append(comparison.borrowed(numpy.array(one.classes) - numpy.mean(one.classes)))
    return {
        "meaning": numpy.max(own, axis=0),
        "meaning of its class": numpy.max(classes, axis=0),
        "meaning of the whole": numpy.array(whole.own) - numpy.mean(whole.classes),
        "unlike ordinary work": numpy.full(
            len(comparison.entries), max(max(one.classes) - one.ordinary for one in sentences)
        ),
    }
