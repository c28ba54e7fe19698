"""Which department of today a printed name stands for: lists keep the names of their day, and the
address of a department outlives each of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from dutylist.organizations.matching import core, plain
from dutylist.organizations.models import Department, DepartmentAlias, DepartmentSuccession

from .live_facts import CARD_COLUMNS, PublicCard


@dataclass(frozen=True)
class KnownDepartment:
    """A department on record, with the names under which documents may print it; `id` is None for a
    name that only documents have (县直有关部门).
    """

    id: int | None
    name: str
    names: frozenset
    card: PublicCard
    ended: bool = False
    heirs: tuple = ()  # where it was split: those who divide what it answered for

    @property
    def key(self):
        """What its address says: the number of its card, else the name."""
        return str(self.id or self.name)

    @property
    def seen(self):
        """What a page about it depends on beside the document."""
        heirs = [(heir.id, heir.name) for heir in self.heirs]
        return [self.name, sorted(self.names), self.card, self.ended, heirs]


@dataclass
class Row:
    """A department as the register has it."""

    id: int
    name: str
    ended: bool
    card: PublicCard


class Former(StrEnum):
    """What a name that was asked for is to the department that it means."""

    FORMER = "原"
    ALSO = "又称"
    SHORT = "简称"


@dataclass(frozen=True)
class Meant:
    """What a name in an address means: the department, and all its names as lists print them."""

    typed: str
    known: KnownDepartment
    how: Former | None = None

    @property
    def names(self):
        return self.known.names

    @property
    def said(self):
        """按“县住房和城乡建设局”查找（原县住建局）。 Empty where the name is the present one."""
        if self.how is None:
            return ""
        return f"按“{self.known.name}”查找（{self.how}{self.typed}）。"


class DepartmentBook:
    """The departments of a county under every name: three statements however many there are, or
    none where they were read with those of others.
    """

    def __init__(self, county_code, read=None):
        self._rows, self._steps, self._aliases = read or _read(county__code=county_code)
        self._of_name = {}
        for name, key in self._names():
            self._of_name.setdefault(name, self._present(key))
        self._names_of = {}
        for name, key in self._of_name.items():
            self._names_of.setdefault(key, set()).add(name)

    @property
    def order(self):
        """The numbers of all departments, in the order of the register."""
        return list(self._rows)

    def of_id(self, key):
        """The department with this number, or the one that took it over; None where there is
        none.
        """
        if key not in self._rows:
            return None
        return self._known(self._present(key))

    def of_name(self, name):
        """The department that this name stands for today; one without a card where none does."""
        key = self._of_name.get(name)
        if key is None:
            return KnownDepartment(None, name, frozenset([name]), PublicCard(name))
        return self._known(key)

    def meant(self, text):
        """What a name asked for means: a name that a department has or had, else the short form of
        one (住建局); else the name itself.
        """
        known = self.of_name(text)
        if known.id is None:
            return self._meant_in_short(text)
        if text == known.name:
            return Meant(text, known)
        return Meant(text, known, self._how(text))

    def _meant_in_short(self, text):
        wanted, keys = core(plain(text)), set()
        for name, key in self._of_name.items():
            if core(plain(name)) == wanted:
                keys.add(key)
        if wanted and len(keys) == 1:
            return Meant(text, self._known(keys.pop()), Former.SHORT)
        return Meant(text, self.of_name(text))

    def _how(self, text):
        """A name of the past, or one more of today."""
        former = {name for _old, _new, _kind, name in self._steps}
        former |= {row.name for row in self._rows.values() if row.ended}
        return Former.FORMER if text in former else Former.ALSO

    def _known(self, key):
        row = self._rows[key]
        heirs = ()
        if row.ended:
            heirs = tuple(self._rows[heir] for heir in self._heirs_of(key))
        names = frozenset(self._names_of.get(key, ()))
        return KnownDepartment(key, row.name, names, row.card, row.ended, heirs)

    def _names(self):
        """(name, number of the department) of every name there was: a name of today goes before an
        alias, that before one of the past.
        """
        ended = []
        for row in self._rows.values():
            if row.ended:
                ended.append((row.name, row.id))
            else:
                yield row.name, row.id
        past = []
        for name, key in self._aliases:
            if self._rows[key].ended:
                past.append((name, key))
            else:
                yield name, key
        for _old, new, kind, former_name in self._steps:
            if kind != DepartmentSuccession.Kind.SPLIT and new in self._rows:
                yield former_name, new
        yield from ended
        yield from past

    def _present(self, key):
        """The end of the chain of those who took over whole; a department that was split, or that
        nobody follows, stands for itself.
        """
        passed = {key}
        while self._rows[key].ended:
            heirs = self._heirs_of(key)
            if len(heirs) != 1 or heirs[0] in passed:
                break
            key = heirs[0]
            passed.add(key)
        return key

    def _heirs_of(self, key):
        heirs = []
        for old, new, _kind, _former in self._steps:
            if old == key and new != key and new in self._rows and new not in heirs:
                heirs.append(new)
        return heirs


def meant_in(county_code, text):
    """What a name asked for means in a county; None where none is asked for."""
    if not text:
        return None
    return DepartmentBook(county_code).meant(text)


def all_names(county_code, text):
    """Every name of the department that a name stands for, so that a former one finds what is
    printed under the present one and the other way round; no names where none is asked for.
    """
    meant = meant_in(county_code, text)
    return meant.names if meant else frozenset()


def names_by_county(text):
    """{number of a county: the names there of the department that this name means, where it means
    one}: three statements however many counties there are.
    """
    counties = dict(Department.objects.order_by("pk").values_list("pk", "county_id"))
    rows, steps, aliases = _read()
    read = {}
    for key, row in rows.items():
        read.setdefault(counties[key], ({}, [], []))[0][key] = row
    for step in steps:
        read[counties[step[0]]][1].append(step)
    for name, key in aliases:
        read[counties[key]][2].append((name, key))
    names = {}
    for county, part in read.items():
        meant = DepartmentBook("", part).meant(text)
        if meant.known.id is not None:
            names[county] = meant.names
    return names


def _read(**conditions):
    """({number: Row} of the departments, those that have ended too; [(predecessor, successor, kind,
    former name)] of the reforms that have happened; [(name, number)] of the other names).
    """
    departments = Department.objects.filter(**conditions).order_by("position", "pk")
    return (
        _rows_of(departments),
        _steps_of(departments.order_by()),
        list(
            DepartmentAlias.objects.filter(department__in=departments.order_by())
            .order_by("pk")
            .values_list("name", "department_id")
        ),
    )


def _rows_of(departments):
    today, rows = timezone.localdate(), {}
    columns = ("pk", "valid_until", "name", *CARD_COLUMNS)
    for key, until, name, *card in departments.values_list(*columns):
        ended = until is not None and until < today
        if ended:
            card = ()
        rows[key] = Row(key, name, ended, PublicCard(name, *card))
    return rows


def _steps_of(departments):
    steps = DepartmentSuccession.objects.filter(
        predecessor__in=departments, happened_on__lte=timezone.localdate()
    )
    columns = ("predecessor_id", "successor_id", "kind", "former_name")
    return list(steps.order_by("happened_on", "pk").values_list(*columns))
