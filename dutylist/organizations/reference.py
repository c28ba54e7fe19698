"""The shipped tables of regions (统计用区划代码, cut-off 2023-06-30, and the demo county)."""

import csv
import gzip
from typing import NamedTuple

from django.conf import settings

from .models.regions import Kind, Level

ZONES = range(900, 1000)


class RegionRow(NamedTuple):
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
    for line in reader:
        yield RegionRow(*line)


def ancestor_codes(code):
    """Codes that may be an ancestor of this one, the nearest first; not all of them exist."""
    codes = dict.fromkeys(code[:length].ljust(12, "0") for length in (6, 4, 2))
    codes.pop(code, None)
    return list(codes)


def branch(code):
    """(the rows above, the county's own row, its townships); the row is None where the table has no
    such region.
    """
    ancestors, prefix = ancestor_codes(code), code.rstrip("0")[:4].ljust(4, "0")
    above, near = [], {}
    for row in rows():
        if row.code in ancestors:
            above.append(row)
        if row.code in ancestors or row.code.startswith(prefix):
            near.setdefault(row.code, row)
    below = []
    for row in near.values():
        if row.level == Level.TOWNSHIP and nearest(row.code, near) == code:
            below.append(row)
    return above, near.get(code), below


def nearest(code, known):
    """The parent's code: the nearest ancestor that exists (东莞, 中山 and 儋州 have
    townships and no county).
    """
    for ancestor in ancestor_codes(code):
        if ancestor in known:
            return ancestor
    return None


def find(code):
    for row in rows():
        if row.code == code:
            return row
    return None


def list_keepers():
    """Rows that may keep a list: every county, and every city that has townships directly below
    it.
    """
    table = {row.code: row for row in rows()}
    keepers = set()
    for row in table.values():
        if row.level == Level.COUNTY:
            keepers.add(row.code)
        elif row.level == Level.TOWNSHIP:
            keepers.add(nearest(row.code, table))
    return [row for row in table.values() if row.code in keepers]


def near_keepers(code, count=3):
    """The list keepers whose codes come closest: in the same county, city or province first;
    another one's last.
    """
    number = 0
    if code.isdecimal():
        number = int(code.ljust(12, "0"))

    def distance(row):
        return -digits_shared(row.code, code), abs(int(row.code) - number)

    keepers = list_keepers()
    of_province = [row for row in keepers if row.code[:2] == code[:2]]
    return sorted(of_province or keepers, key=distance)[:count]


def digits_shared(code, other):
    """How many digits of whole segments (county, city, province) two codes begin with alike."""
    for length in (6, 4, 2):
        if code[:length] == other[:length]:
            return length
    return 0


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
