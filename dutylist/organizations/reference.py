"""The shipped tables of regions (统计用区划代码, cut-off 2023-06-30, and the demo county)."""

import csv
import gzip
from typing import NamedTuple

from django.conf import settings

from .models.regions import Kind, Level

LENGTHS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6}
ZONES = range(900, 1000)


class Row(NamedTuple):
    code: str
    name: str
    level: str


def rows():
    """All rows of both tables, ancestors before descendants."""
    with (settings.FIXTURES_DIR / "demo_regions.csv").open(encoding="utf-8", newline="") as demo:
        yield from _read(demo)
    with gzip.open(
        settings.FIXTURES_DIR / "regions.csv.gz", "rt", encoding="utf-8", newline=""
    ) as nation:
        yield from _read(nation)


def _read(file):
    reader = csv.reader(file)
    next(reader)
    return (Row(*line) for line in reader)


def ancestor_codes(code):
    """Codes that may be an ancestor of this one, the nearest first; not all of them exist."""
    codes = [code[:length].ljust(12, "0") for length in (6, 4, 2)]
    return [found for found in dict.fromkeys(codes) if found != code]


def branch(code):
    """(the rows above, the county's own row, its townships); the row is None where the table has no
    such region.
    """
    above = set(ancestor_codes(code))
    near = [
        row
        for row in rows()
        if row.code in above or row.code.startswith(code.rstrip("0")[:4].ljust(4, "0"))
    ]
    own = next((row for row in near if row.code == code), None)
    known = {row.code for row in near}
    below = [
        row for row in near if row.level == Level.TOWNSHIP and nearest(row.code, known) == code
    ]
    return [row for row in near if row.code in above], own, below


def nearest(code, known):
    """The parent's code: the nearest ancestor that exists (东莞, 中山 and 儋州 have townships and no
    county).
    """
    for found in ancestor_codes(code):
        if found in known:
            return found
    return None


def find(code):
    for row in rows():
        if row.code == code:
            return row
    return None


def list_keepers():
    """Rows that may keep a list: every county, and every city that has townships directly below it."""
    table = list(rows())
    known = {row.code for row in table}
    direct = {nearest(row.code, known) for row in table if row.level == Level.TOWNSHIP}
    return [row for row in table if row.level == Level.COUNTY or row.code in direct]


def near_keepers(code, count=3):
    """The list keepers whose codes come closest: in the same county, city or province first;
    another one's last.
    """
    number = 0
    if code.isdecimal():
        number = int(code.ljust(12, "0"))

    def distance(row):
        shared = next((length for length in (6, 4, 2) if row.code[:length] == code[:length]), 0)
        return -shared, abs(int(row.code) - number)

    keepers = list_keepers()
    keepers = [row for row in keepers if row.code[:2] == code[:2]] or keepers
    return sorted(keepers, key=distance)[:count]


ENDINGS = {
    Level.COUNTY: (("旗", Kind.BANNER), ("市", Kind.COUNTY_CITY), ("区", Kind.DISTRICT)),
    Level.TOWNSHIP: (
        ("街道", Kind.SUBDISTRICT),
        ("街道办事处", Kind.SUBDISTRICT),
        ("镇", Kind.TOWN),
        ("民族乡", Kind.ETHNIC_XIANG),
        ("族乡", Kind.ETHNIC_XIANG),
        ("乡", Kind.XIANG),
        ("苏木", Kind.XIANG),
    ),
}
SEGMENTS = (
    (range(1, 100), Kind.SUBDISTRICT),
    (range(100, 200), Kind.TOWN),
    (range(200, 400), Kind.XIANG),
)
SPECIAL_COUNTIES = ("林区", "特区")


def kind_of(code, name, level):
    """The type by name, and where the name does not tell, by the third segment of the code."""
    if level in (Level.PROVINCE, Level.CITY):
        return Kind(level)
    if level == Level.COUNTY and name.endswith(SPECIAL_COUNTIES):
        return Kind.COUNTY
    by_name = next((kind for ending, kind in ENDINGS[level] if name.endswith(ending)), None)
    if by_name or level == Level.COUNTY:
        return by_name or Kind.COUNTY
    segment = int(code[6:9])
    for numbers, kind in SEGMENTS:
        if segment in numbers:
            return kind
    return Kind.ZONE
