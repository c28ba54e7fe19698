"""A unit of the county as it is told: `{"department": name}` or `{"township": code}`."""

from dataclasses import dataclass

from django import forms

from assessment.models.problems import unit_json
from assessment.registers.fields import Field
from dutylist.history.offering import OneOfMany
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Department, Region
from dutylist.rest.shapes import TEXT, nullable, shape
from dutylist.rest.values import Wrong, as_text
from items.models import DutyItem
from items.register.picking import item_choices, item_field

ONE_OF = "请写明一个单位：department（部门名称）或者 township（12位代码）。"

UNIT = nullable(shape(department=TEXT, township=TEXT))


def unit_told(told, county):
    """The department or the township; raises Wrong with a sentence."""
    if not isinstance(told, dict) or len(told) != 1:
        raise Wrong(ONE_OF)
    [(kind, value)] = told.items()
    if kind not in ("department", "township"):
        raise Wrong(ONE_OF)
    name = as_text(value)
    if kind == "department":
        found = DepartmentLookup(county).find(name)
    else:
        found = Region.objects.valid().townships_of(county).filter(code=name).first()
    if found is None:
        raise Wrong(f"本县没有“{name.strip()}”这个单位。")
    return found


def units_offered(county):
    """[(value, name)] of a box: the departments, then the townships."""
    offered = []
    departments = Department.objects.valid().filter(county=county).order_by("position", "pk")
    for department in departments:
        offered.append((f"department:{department.name}", department.name))
    for township in Region.objects.valid().townships_of(county):
        offered.append((f"township:{township.code}", township.name))
    return offered


def give_unit(row, unit, department="department", township="township"):
    """Writes a unit into the two columns of a row; None empties both."""
    is_department = isinstance(unit, Department)
    setattr(row, department, unit if is_department else None)
    setattr(row, township, None if is_department else unit)


@dataclass(frozen=True)
class Unit(Field):
    shape = UNIT

    def nothing(self):
        return None

    def read(self, told, place):
        return unit_told(told, place.county)

    def write(self, row, value):
        give_unit(row, value)

    def box(self, place):
        choices = [("", "不指明"), *units_offered(place.county)]
        return forms.CharField(label=self.label, required=False, widget=OneOfMany(choices=choices))

    def typed(self, text):
        kind, _, name = text.partition(":")
        return {kind: name} if name else None

    def initial(self, row):
        told = unit_json(row.unit)
        if told is None:
            return ""
        [(kind, name)] = told.items()
        return f"{kind}:{name}"

    def shown(self, row, user):
        return row.unit and row.unit.name


@dataclass(frozen=True)
class ItemCode(Field):
    """An item of the county's list by its code, or none."""

    shape = {**TEXT, "nullable": True}

    def nothing(self):
        return None

    def read(self, told, place):
        code = as_text(told).strip()
        item = DutyItem.objects.current().of_county(place.county).filter(code=code).first()
        if item is None:
            raise Wrong("清单中没有这一编码的事项。")
        return item

    def box(self, place):
        return item_field(self.label, item_choices(place.county), self.hint)

    def initial(self, row):
        return row.item.code if row.item else ""

    def shown(self, row, user):
        return f"{row.item.code} {row.item.name}" if row.item else ""
