"""Finds the weights by which an indicator is held against items, and prints the tables of
`assessment/schemes/nearness_weights.py`.

    python -m tools.fit_schemes

On the indicators for training and on the sets of schemes that were worked with, all of the list of
the demo county, read in a database of its own. Seeded by nothing but the data: the same indicators
give the same weights. A few minutes on one core.
"""

import csv
import os
from functools import cached_property
from pathlib import Path

import django
import numpy
import orjson

JUDGEMENT = Path("benchmarks/judgement")
SETS = ("schemes.json", "schemes_fresh.json")
TRAINING = "indicators_training.tsv"
LIST = "answers/list_demo.jsonl"
# What the basis and the surroundings of an indicator say is held: too few of those for training
# tell of it.
HELD = {"kind of basis": 1.5, "matters around": 3.0}
# To say of an indicator that nothing in the list is near takes more than a doubt.
BENEFIT_OF_DOUBT = 0.5
STEADY = {"meaning": 10, "meaning of names": 10}  # small numbers, made as large as the others
DECAY, TURNS = 0.002, 500


def main():
    from tests import database

    database.prepare()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for name, by_meaning in (("MEANT", True), ("SAID", False)):
        training = Training(by_meaning=by_meaning)
        weights = training.weights()
        print(name, orjson.dumps(training.told(weights), option=orjson.OPT_INDENT_2).decode())


class Training:
    """Indicators with what speaks for each item and for none, and what each is of."""

    def __init__(self, *, by_meaning):
        self.by_meaning = by_meaning
        self.indicators, self.right = [], []
        for indicator, rows in (*self.of_sets(), *self.of_training()):
            self.indicators.append(indicator)
            self.right.append(rows)

    @cached_property
    def listed(self):
        from assessment.schemes.nearness import ListedItems
        from assessment.schemes.tying import ListInForce

        return ListedItems(ListInForce(county_with_list()).entries)

    @cached_property
    def rows_by_name(self):
        return {plain(name): row for row, name in enumerate(self.listed.names)}

    def of_sets(self):
        """(indicator, the rows of the items it is of) of the sets of schemes."""
        from assessment.schemes.nearness import Measured

        for name in SETS:
            for scheme in orjson.loads((JUDGEMENT / name).read_bytes())["schemes"]:
                for told in scheme["indicators"]:
                    items = scheme["items"].get(str(told["number"]))
                    if items is None:
                        continue
                    bearer = told.get("bearer") or scheme["bearer"]
                    indicator = Measured(
                        told["name"],
                        told.get("text") or "",
                        lead=told.get("lead") or scheme["owner"],
                        title=scheme["title"],
                        is_of_departments=bearer != "township",
                        basis=told.get("basis") or "",
                    )
                    yield indicator, [self.rows_by_name[plain(item)] for item in items]

    def of_training(self):
        from assessment.schemes.nearness import Measured

        names = {}
        for line in (JUDGEMENT / LIST).read_bytes().splitlines():
            told = orjson.loads(line)
            names[f"{told['kind']}:{told['number']}"] = plain(told["name"])
        with (JUDGEMENT / TRAINING).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows = [] if row["items"] == "-" else [self.rows_by_name[names[row["items"]]]]
                yield Measured(row["name"], row["text"], lead=row["lead"]), rows

    def vectors(self):
        from items.meaning.of_items import WAY
        from items.meaning.vectors import vectors_of

        if not self.by_meaning:
            return {}
        texts = [*self.listed.names, *self.listed.wholes]
        for indicator in self.indicators:
            texts += [indicator.name, indicator.whole]
        return vectors_of(texts, compute=True, way=WAY)

    @cached_property
    def evidence(self):
        """(what speaks for each item, a number for each kind; what speaks for none), of each."""
        from assessment.schemes.nearness import evidence, evidence_of_none

        vectors = self.vectors()
        for_items, for_none = [], []
        for indicator in self.indicators:
            found = evidence(indicator, self.listed, vectors)
            of_none = evidence_of_none(indicator, self.listed)
            for_items.append(numpy.stack(list(found.values()), axis=1))
            for_none.append(list(of_none.values()))
        self.names, self.names_of_none = list(found), list(of_none)
        self.sizes = numpy.array([STEADY.get(name, 1) for name in self.names])
        return numpy.array(for_items) * self.sizes, numpy.array(for_none)

    def weights(self):
        """Those under which what each indicator is of, an item or none, is the likeliest."""
        from tools.fit_answers import softmax

        for_items, for_none = self.evidence
        count, items, kinds = for_items.shape
        right = numpy.zeros((count, items + 1))
        for place, rows in enumerate(self.right):
            right[place, rows or [items]] = 1
        held = {self.names.index(name): weight for name, weight in HELD.items()}
        weights = numpy.zeros(kinds + for_none.shape[1])
        weights[:kinds] = 1
        first = second = numpy.zeros(len(weights))
        for turn in range(1, TURNS + 1):
            for place, weight in held.items():
                weights[place] = weight
            none = (for_none @ weights[kinds:])[:, None]
            likely = softmax(numpy.hstack([for_items @ weights[:kinds], none]))
            of_right = likely * right
            wrong = likely - of_right / (of_right.sum(axis=1, keepdims=True) + 1e-12)
            of_items = numpy.einsum("ni,nik->k", wrong[:, :-1], for_items)
            down = numpy.append(of_items, wrong[:, -1] @ for_none) / count + DECAY * weights
            first = 0.9 * first + 0.1 * down
            second = 0.99 * second + 0.01 * down * down
            step = 0.15 if turn < 0.7 * TURNS else 0.03
            sized = numpy.sqrt(second / (1 - 0.99**turn)) + 1e-8
            weights = weights - step * (first / (1 - 0.9**turn)) / sized
        for place, weight in held.items():
            weights[place] = weight
        return weights

    def told(self, weights):
        """[the weights of items, those of none] by their names, rounded, as they are kept."""
        kinds = len(self.names)
        of_items = dict(zip(self.names, (weights[:kinds] * self.sizes).tolist(), strict=True))
        of_none = dict(zip(self.names_of_none, weights[kinds:].tolist(), strict=True))
        of_none["always"] -= BENEFIT_OF_DOUBT
        rounded = []
        for table in (of_items, of_none):
            rounded.append({name: round(weight, 2) for name, weight in table.items()})
        return rounded


def county_with_list():
    from dutylist.organizations.models import Region
    from items.models import Edition

    edition = Edition.objects.first()
    if edition is not None:
        return Region.objects.get(pk=edition.county_id)
    from items.management.demo_county import listed_county

    return listed_county()[0]


def plain(name):
    """A name of an item however its signs are written."""
    for sign in ' "“”':
        name = name.replace(sign, "")
    return name.replace("，", ",")


if __name__ == "__main__":
    main()
