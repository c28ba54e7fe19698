"""The judge of assessment schemes on schemes that a stranger to it has written: findings over all
labels, and the item each indicator is of.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.figures import Figure

SETS = Path(__file__).with_name("judgement")
# Each was scored once as it came; the first two were worked with afterwards, the last was not.
WORKED_WITH = (("schemes.json", "set 1, "), ("schemes_fresh.json", "set 2, "))
FRESH = ("schemes_3.json", "set 3, fresh, ")
PRECISION, RECALL, FIRST = 0.9, 0.95, 0.95


def judgement():
    """With vectors where there is a model, and by words alone."""
    from django.test import override_settings

    from items.management.demo_county import listed_county

    county, _passwords = listed_county()
    figures = []
    for name, what in (*WORKED_WITH, FRESH):
        known = json.loads((SETS / name).read_text())
        keep_acts(county, known["acts"])
        for is_on in (True, False):
            with override_settings(MEANING=is_on):
                ready(county)
                figures += scored(county, known["schemes"], f"{what}{said(is_on)}")
    return figures


def said(is_on):
    from items.meaning.vectors import is_available

    if not is_on:
        return "words alone"
    return "words and meaning" if is_available() else "words and meaning, LEFT OUT: no model here"


def ready(county):
    """The vectors of the list, which an instance makes when it is published."""
    from assessment.schemes.nearness import ListedItems
    from assessment.schemes.tying import ListInForce
    from items.meaning.of_items import WAY
    from items.meaning.vectors import is_available, vectors_of

    if is_available():
        items = ListedItems(ListInForce(county).entries)
        vectors_of([*items.names, *items.wholes], compute=True, way=WAY)


def keep_acts(county, acts):
    from datetime import date

    from items.models import LegalAct
    from tests.factories import seeding

    with seeding():
        for act in acts:
            if LegalAct.objects.filter(county=county, title=act["title"]).exists():
                continue
            LegalAct.objects.create(
                county=county,
                title=act["title"],
                document_number=act.get("document_number") or act.get("number", ""),
                repealed_on=date(2025, 1, 1) if act["repealed"] else None,
            )


def scored(county, schemes, how):
    """The figures of one way of judging; the codes that fail most are told on the way."""
    by_id = {scheme["id"]: scheme for scheme in schemes}
    right, missed, false = Counter(), Counter(), Counter()
    first = Counter()
    for scheme in schemes:
        found, suggested = judged(county, scheme, by_id)
        expected = {(row["indicator"], row["rule"]) for row in scheme["expected"]}
        for labels, counter in ((found & expected, right), (expected - found, missed)):
            counter.update(code for _number, code in labels)
        false.update(code for _number, code in found - expected)
        first.update(first_items(scheme, suggested))
    for code in sorted({*right, *missed, *false}):
        told = f"{right[code]} right, {missed[code]} missed, {false[code]} false"
        print(f"{how}: {code}: {told}", file=sys.stderr)
    hits = sum(right.values())
    precision = hits / max(1, hits + sum(false.values()))
    recall = hits / max(1, hits + sum(missed.values()))
    labels = f"{hits + sum(missed.values())} labels of {len(schemes)} schemes"
    return [
        Figure(f"findings, {how}: precision", precision, unit="", least=PRECISION, note=labels),
        Figure(
            f"findings, {how}: recall", recall, unit="", least=RECALL, note=worst(missed, false)
        ),
        Figure(
            f"first item of an indicator, {how}",
            first[True] / max(1, first.total()),
            unit="",
            least=FIRST,
            note=f"{first.total()} indicators that are of an item",
        ),
    ]


def worst(missed, false):
    told = []
    for words, counter in (("missed", missed), ("false", false)):
        for code, count in counter.most_common(3):
            told.append(f"{code} {count} {words}")
    return ", ".join(told)


def judged(county, scheme, by_id):
    """({(number or None, code)}, {number: [names suggested]}) of one scheme among the others."""
    from django.db import transaction

    from assessment.schemes.checking import check_told

    with transaction.atomic():
        for other in scheme.get("beside", ()):
            keep(county, by_id[other])
        if scheme.get("last_year"):
            keep(county, {**scheme["last_year"], "owner": scheme["owner"]})
        answer = check_told(told(county, scheme), county)
        transaction.set_rollback(True)
    found = {(row["indicator"], row["rule"]) for row in answer["findings"]}
    suggested = {}
    for number, rows in answer["suggested"].items():
        suggested[number] = [row["name"] for row in rows]
    return found, suggested


def told(county, scheme):
    names = ("year", "title", "bearer", "total_points", "frequency", "days", "document_number")
    body = {name: scheme[name] for name in names if scheme.get(name) is not None}
    body["owner"] = {"department": owner_of(county, scheme["owner"]).name}
    body["indicators"] = [indicator_told(row) for row in scheme["indicators"]]
    return body


def indicator_told(row):
    told = {}
    for name, value in row.items():
        if value not in (None, ""):
            told[name] = value
    return told


def owner_of(county, name):
    from dutylist.organizations.matching import DepartmentLookup
    from dutylist.organizations.models import User
    from dutylist.organizations.services.departments import create_department

    name = name.split("（")[0].split("、")[0]
    found = DepartmentLookup(county).find(name)
    if found is None:
        system = User.objects.system()
        found = create_department(county, name, by=system, reason="登记", source="seed")
    return found


def keep(county, scheme):
    """A scheme of another department, or of the year before, as it was approved."""
    from assessment.models import Scheme, SchemeStatus
    from assessment.schemes.services.drafting import create_scheme
    from dutylist.organizations.models import User
    from tests.factories import seeding

    body = {**told(county, scheme), "county": county.code}
    kept = create_scheme(body, by=User.objects.get(username="clerk"), source="seed")
    with seeding():
        row = Scheme.objects.get(pk=kept.pk)
        row.status, row.submitted_on = SchemeStatus.APPROVED, "2026-01-10"
        row.save()


def first_items(scheme, suggested):
    """Whether the first item that is suggested is one of those it is of; of each that is of one."""
    for number, names in scheme["items"].items():
        if names:
            yield bool(suggested.get(number)) and suggested[number][0] in names


BENCHES = [judgement]
