"""Departments from their setting up to their reform: new, changed, renamed, merged; the old names
stay as aliases.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone

from dutylist.history.limits import require_day
from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid, NotPossible

from ..followers import department_followers, department_name_followers
from ..models import Department, DepartmentAlias, DepartmentSuccession
from ..permissions import require
from .moving import move_memberships
from .texts import needed, refuse_invalid

FIELDS = frozenset(
    {
        "ownership",
        "kind",
        "uscc",
        "public_telephone",
        "address",
        "hours",
        "lead_name",
        "contact",
        "position",
        "valid_from",
    }
)


def create_department(county, name, *, by, reason, aliases=(), source="form", **fields):
    """A department of the county; refused with sentences where a field or the name does not do. ->
    Department
    """
    with _changing(county, by, reason, source):
        fields.setdefault("position", Department.objects.filter(county=county).count() + 1)
        department = Department(county=county, name=needed(name, "name"))
        _write(department, fields)
        for alias in aliases:
            _keep_alias(department, alias)
    return department


def change_department(department, *, by, reason, aliases=None, source="form", **fields):
    """Changes anything but the name; `aliases`, when given, are all the aliases from now on. ->
    Department
    """
    with _changing(department.county, by, reason, source):
        department = _locked(department)
        _write(department, fields)
        if aliases is not None:
            _set_aliases(department, aliases)
    return department


def rename_department(department, name, *, by, reason, on=None, source="form"):
    """The same department under a new name; the former one stays an alias. -> Department"""
    with _changing(department.county, by, reason, source):
        department = _locked(department)
        former, day = department.name, _day(on)
        department.name = needed(name, "name")
        if department.name == former:
            raise Invalid({"name": f"新名称与现名称“{former}”相同，没有变更。"})
        _write(department, {})
        _keep_alias(department, former)
        _remember(department, department, DepartmentSuccession.Kind.RENAME, day, former)
        _tell_name(department.county, former, department.name, by, reason)
    return department


def merge_departments(departments, into, *, by, reason, on=None, source="form"):
    """The departments go over into one that exists; it answers to their names, their people serve
    it. -> `into`
    """
    predecessors = [department for department in departments if department != into]
    counties = {department.county_id for department in predecessors}
    if counties != {into.county_id}:
        raise Invalid({"departments": "请选择同一地区之内并入的部门。"})
    with _changing(into.county, by, reason, source):
        into, day = _locked(into), _day(on)
        for predecessor in map(_locked, predecessors):
            _merge(predecessor, into, day, by, reason)
    return into


def end_department(department, *, by, reason, on=None, source="form"):
    """The department is no more and nobody follows it; what names it must be settled by hand. ->
    Department
    """
    with _changing(department.county, by, reason, source):
        department = _locked(department)
        department.valid_until = _day(on) - timedelta(days=1)
        _write(department, {})
    return department


def _merge(predecessor, into, day, by, reason):
    predecessor.valid_until = day - timedelta(days=1)
    _write(predecessor, {})
    for name in (predecessor.name, *predecessor.aliases.values_list("name", flat=True)):
        _keep_alias(into, name)
    _remember(predecessor, into, DepartmentSuccession.Kind.MERGE, day, predecessor.name)
    move_memberships(predecessor, [into], day, field="department")
    for follower in department_followers:
        follower(predecessor, [into], on=day, by=by, reason=reason)
    _tell_name(into.county, predecessor.name, into.name, by, reason)


def _tell_name(county, former, name, by, reason):
    for follower in department_name_followers:
        follower(county, former, name, by=by, reason=reason)


@contextmanager
def _changing(county, by, reason, source):
    require(by, "change_department", county)
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        yield


def _locked(department):
    department = (
        Department.objects.select_for_update(of=("self",))
        .select_related("county")
        .get(pk=department.pk)
    )
    if department.valid_until:
        raise NotPossible(f"{department.name}已于{department.valid_until}撤销，不能再变更。")
    return department


def _day(on):
    day = on or timezone.localdate()
    require_day(day, "on")
    if day > timezone.localdate():
        raise Invalid({"on": "变更日期不能晚于今天，请在生效当日办理。"})
    return day


def _write(department, fields):
    """Sets the fields and saves; what the model refuses becomes a sentence for each field."""
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"no such field of a department: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(department, name, value)
    refuse_invalid(department)
    department.save()


def _keep_alias(department, name):
    name = needed(name, "name")
    if name != department.name and not department.aliases.filter(name=name).exists():
        DepartmentAlias.objects.create(department=department, name=name)


def _set_aliases(department, names):
    for alias in department.aliases.exclude(name__in=names):
        alias.delete()
    for name in names:
        _keep_alias(department, name)


def _remember(predecessor, successor, kind, day, former_name):
    DepartmentSuccession.objects.create(
        predecessor=predecessor,
        successor=successor,
        happened_on=day,
        kind=kind,
        former_name=former_name,
    )
