"""Which department a name means: exactly, under any of its names, or nearly, after a slip or in a
short form.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from .models import Department, DepartmentAlias
from .offices import CONTRASTS, FULL_NAMES

PREFIX = re.compile(r"^[县市区旗]")
BRANCH = re.compile(r"局?[县市区旗]分局$")
BY_SUBJECT = re.compile(r"(?<=..)(?:部门|(?<!司法)机关)$")  # 人社部门 is the 人社局
PLATE = re.compile(r"^(.+?)\(([^()]+)\)$")
SLIP_LENGTH = 6


@lru_cache(maxsize=16_384)
def plain(name):
    """A name as it is compared: NFKC, without any blank."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def core(name):
    """The office's usual full name without the county's word: 县住建局 and 住建部门 are
    住房和城乡建设局.
    """
    name = BY_SUBJECT.sub("局", BRANCH.sub("局", name))
    bare = PREFIX.sub("", name, count=1)
    return FULL_NAMES.get(bare, FULL_NAMES.get(name, bare))


class DepartmentLookup:
    """All departments of a county by all their names; two queries, then none."""

    def __init__(self, county, on=None):
        self.county, self._found = county, {}
        rows = Department.objects.valid(on).filter(county=county).order_by("position", "pk")
        self.departments = list(rows)
        by_pk = {department.pk: department for department in self.departments}
        aliases = DepartmentAlias.objects.filter(department__in=by_pk)
        names, plates, cores = [], [], []
        for department in self.departments:
            key = self.key(department.name)
            names.append((key, department))
            for plate in _plates(key):
                plates.append((plate, department))
        self._names = _unambiguous(names)
        self._plates = _unambiguous(plates)
        self._aliases = _unambiguous(
            (self.key(name), by_pk[pk]) for name, pk in aliases.values_list("name", "department_id")
        )
        for known in (self._names, self._aliases, self._plates):
            for name, department in known.items():
                cores.append((core(name), department))
        self._cores = _unambiguous(cores)

    @property
    def known(self):
        """Every name that is found, with the department it means."""
        known = {**self._plates, **self._aliases, **self._names}
        return sorted((key, department.name) for key, department in known.items())

    def foresee(self, names):
        """Knows departments that are about to be created, {name: full name}, as if they were
        there.
        """
        for number, (name, full_name) in enumerate(names.items(), 1):
            department = Department(pk=-number, county=self.county, name=name)
            for key in (self.key(name), self.key(full_name)):
                self._names.setdefault(key, department)
        self._found.clear()

    def key(self, name):
        """`plain`, the county's own name put back to its short word: 示例县公安局 is 县公安局."""
        text, full = plain(name), self.county.name
        unit = full[-1] if PREFIX.match(full[-1]) else "县"
        text = text.replace(full, unit)
        if len(full) > 2:
            return text.replace(f"{full[:-1]}分局", f"{unit}分局")
        return text

    def find(self, name):
        """The department of exactly this name or alias, also with an internal office or second
        plate in brackets.
        """
        if name not in self._found:
            key = self.key(name)
            held = (self._exact(part) for part in (key, *_plates(key)[:1]))
            self._found[name] = next(filter(None, held), None)
        return self._found[name]

    def is_called(self, department, name):
        """Whether a department is known by this name: its own, an alias or a second plate."""
        known = self._exact(self.key(name))
        return known is not None and known.pk == department.pk

    def nearest(self, name):
        """The one department this most likely means, or None: only ever a suggestion, never a
        match.
        """
        if department := self.find(name):
            return department
        key = self.key(name)
        for text in (key, *_plates(key)[:1]):
            if department := self._cores.get(core(text)) or self._slip(text):
                return department
        return None

    def _exact(self, key):
        for names in (self._names, self._aliases, self._plates):
            if key in names:
                return names[key]
        return None

    def _slip(self, key):
        if PREFIX.sub("", key) in FULL_NAMES:
            return None
        near = {}
        for names in (self._names, self._aliases):
            for known, department in names.items():
                if len(known) >= SLIP_LENGTH and is_slip(key, known):
                    near[department.pk] = department
        if len(near) == 1:
            return next(iter(near.values()))
        return None


def is_slip(written, known):
    """One character apart, and what was written there does not make it another office
    (交警 / 刑警, 第一 / 第二).
    """
    edits = list(Levenshtein.editops(written, known, score_hint=1))
    if len(edits) != 1:
        return False
    return edits[0].tag == "insert" or written[edits[0].src_pos] not in CONTRASTS


def _plates(key):
    """县商务局(投资促进局): what stands before the brackets, and what stands in them."""
    match = PLATE.match(key)
    if match:
        return list(match.groups())
    return []


def _unambiguous(pairs):
    """{name: department} without the names that mean several departments."""
    departments, twice = {}, set()
    for name, department in pairs:
        if departments.setdefault(name, department).pk != department.pk:
            twice.add(name)
    return {name: department for name, department in departments.items() if name not in twice}
