"""Which department of today a printed name stands for: lists keep the names of their day, and the
address of a department outlives each of them.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

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


class DepartmentBook:
    """The departments of a county under every name: three statements however many there are."""

    def __init__(self, county_code):
        self._rows = _rows_of(county_code)
        self._steps = _steps_of(county_code)
        self._of_name = {}
        for name, key in self._names(county_code):
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

    def _known(self, key):
        row = self._rows[key]
        heirs = ()
        if row.ended:
            heirs = tuple(self._rows[heir] for heir in self._heirs_of(key))
        names = frozenset(self._names_of.get(key, ()))
        return KnownDepartment(key, row.name, names, row.card, row.ended, heirs)

    def _names(self, county_code):
        """(name, number of the department) of every name there was: a name of today goes before an
        alias, that before one of the past.
        """
        ended = []
        for row in self._rows.values():
            if row.ended:
                ended.append((row.name, row.id))
            else:
                yield row.name, row.id
        aliases = DepartmentAlias.objects.filter(department__county__code=county_code)
        past = []
        for name, key in aliases.order_by("pk").values_list("name", "department_id"):
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


def all_names(county_code, name):
    """Every name of the department that a name stands for, so that a former one finds what is
    printed under the present one and the other way round; no names where none is asked for.
    """
    if not name:
        return frozenset()
    return DepartmentBook(county_code).of_name(name).names


def names_by_county(name):
    """{number of a county: the names there of the department that has, or had, this name}."""
    held = Department.objects.filter(Q(name=name) | Q(aliases__name=name))
    rows = held.order_by().values_list("county_id", "name", "aliases__name").distinct()
    names = {}
    for county, present, alias in rows:
        names.setdefault(county, {name}).add(present)
        if alias:
            names[county].add(alias)
    return names


def _rows_of(county_code):
    """{number: Row} of the departments of a county, those that have ended too."""
    today, rows = timezone.localdate(), {}
    departments = Department.objects.filter(county__code=county_code).order_by("position", "pk")
    columns = ("pk", "valid_until", "name", *CARD_COLUMNS)
    for key, until, name, *card in departments.values_list(*columns):
        ended = until is not None and until < today
        if ended:
            card = ()
        rows[key] = Row(key, name, ended, PublicCard(name, *card))
    return rows


def _steps_of(county_code):
    """[(predecessor, successor, kind, former name)] of the reforms that have happened, in their
    order.
    """
    steps = DepartmentSuccession.objects.filter(
        predecessor__county__code=county_code, happened_on__lte=timezone.localdate()
    )
    columns = ("predecessor_id", "successor_id", "kind", "former_name")
    return list(steps.order_by("happened_on", "pk").values_list(*columns))
