"""The members of a row of a register, each a field that knows how it is read, kept, asked and
shown: form, API, schema and page follow from one table.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from access_control.models.request_readers import known_items
from dutylist.history.days import day_words
from dutylist.history.limits import list_fault
from dutylist.history.offering import OneOfMany
from dutylist.history.texts import clean_text
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Department, Region
from dutylist.organizations.roles import DEPARTMENT_ROLES
from dutylist.rest.shapes import DAY, NUMBER, TEXT, YES_NO, some
from dutylist.rest.shapes import shape as object_of
from dutylist.rest.values import Wrong, as_bool, as_day, as_integer, as_text
from dutylist.staff.move_forms import day_field, long_field, text_field
from dutylist.workflow.refusals import Invalid
from items.models import DutyItem
from items.register.picking import SeveralItems, codes_within, item_choices

NOTHING = (None, "", [])
YES_OR_NO = [("yes", "是"), ("no", "否")]


@dataclass(frozen=True)
class Place:
    """Where and by whom something is told."""

    county: Region
    by: Any

    def townships(self):
        return Region.objects.valid().townships_of(self.county)


@dataclass(frozen=True)
class Field:
    """One member. `column` is the attribute of the row in which it is kept."""

    name: str
    label: str = ""
    column: str = ""
    required: bool = False
    hint: str = ""
    is_amended: bool = True  # whether it may be told anew after the row was made

    shape = TEXT
    is_wide = False

    @property
    def attribute(self):
        return self.column or self.name

    def read(self, told, place):
        """The value to keep. Raises Wrong with a sentence, or Invalid with paths below."""
        raise NotImplementedError

    def empty(self, place):
        """What is kept where nothing is told; raises Wrong where it can not be left out."""
        if self.required:
            raise Wrong(f"请填写{self.label}。")
        return self.nothing()

    def nothing(self):
        return ""

    def value_of(self, told, place):
        if told in NOTHING:
            return self.empty(place)
        return self.read(told, place)

    def write(self, row, value):
        setattr(row, self.attribute, value)

    def box(self, place):
        """The box of a form on the desk."""
        return text_field(self.label, self.hint)

    def typed(self, text):
        """What was typed in the box, as it is told."""
        return text

    def initial(self, row):
        return getattr(row, self.attribute)

    def shown(self, row, user):
        """What the page of a row says of it."""
        return getattr(row, self.attribute)


@dataclass(frozen=True)
class Text(Field):
    longest: int = 200
    is_long: bool = False

    @property
    def is_wide(self):
        return self.is_long

    def read(self, told, place):
        text = clean_text(as_text(told))
        if not text:
            return self.empty(place)
        if len(text) > self.longest:
            raise Wrong(f"{self.label}共{len(text)}字，最多{self.longest}字。")
        return text

    def box(self, place):
        if self.is_long:
            return long_field(self.label, self.hint)
        return text_field(self.label, self.hint, self.longest)


@dataclass(frozen=True)
class OneOf(Field):
    choices: tuple = ()

    @property
    def shape(self):
        return {"type": "string", "enum": [value for value, _words in self.choices]}

    def read(self, told, place):
        values = [value for value, _words in self.choices]
        if told not in values:
            raise Wrong(f"可填：{'、'.join(values)}。")
        return told

    def box(self, place):
        choices = [("", "请选择"), *self.choices]
        return forms.CharField(
            label=self.label,
            help_text=self.hint,
            required=False,
            widget=OneOfMany(choices=choices),
        )

    def shown(self, row, user):
        return dict(self.choices).get(getattr(row, self.attribute), "")


@dataclass(frozen=True)
class Day(Field):
    shape = DAY

    def nothing(self):
        return None

    def read(self, told, place):
        return as_day(told)

    def box(self, place):
        return day_field(self.label, self.hint)

    def initial(self, row):
        day = getattr(row, self.attribute)
        return day and day.isoformat()

    def shown(self, row, user):
        return day_words(getattr(row, self.attribute))


@dataclass(frozen=True)
class PastDay(Day):
    """A day that is not to come."""

    def read(self, told, place):
        day = super().read(told, place)
        if day > timezone.localdate():
            raise Wrong(f"{self.label}不能晚于今天。")
        return day


@dataclass(frozen=True)
class Number(Field):
    least: int = 0
    most: int = 0
    usual: Any = None
    unit: str = ""

    shape = NUMBER

    def nothing(self):
        return self.usual

    def read(self, told, place):
        number = as_integer(told)
        if not self.least <= number <= self.most:
            raise Wrong(f"{self.label}应为{self.least}至{self.most}。")
        return number

    def box(self, place):
        return text_field(self.label, self.hint, 10, inputmode="numeric")

    def typed(self, text):
        written = text.strip()
        if written.isascii() and written.isdigit() and len(written) < 10:
            return int(written)
        return written

    def shown(self, row, user):
        number = getattr(row, self.attribute)
        return "" if number is None else f"{number}{self.unit}"


@dataclass(frozen=True)
class YesNo(Field):
    usual: bool = False

    shape = YES_NO

    def nothing(self):
        return self.usual

    def read(self, told, place):
        return as_bool(told)

    def box(self, place):
        return forms.CharField(
            label=self.label,
            help_text=self.hint,
            required=False,
            widget=OneOfMany(choices=YES_OR_NO),
        )

    def typed(self, text):
        return {"yes": True, "no": False, "": None}.get(text, text)

    def initial(self, row):
        return "yes" if getattr(row, self.attribute) else "no"

    def shown(self, row, user):
        return "是" if getattr(row, self.attribute) else "否"


@dataclass(frozen=True)
class Owner(Field):
    """The department whose row it is: `{"department": name}`, or this person's only one."""

    name: str = "owner"
    column: str = "department"
    is_amended: bool = False

    shape = object_of(("department",), department=TEXT)

    def empty(self, place):
        own = list(departments_of(place))
        if len(own) != 1:
            raise Wrong("请写明部门：department（部门名称）。")
        return own[0]

    def read(self, told, place):
        if not isinstance(told, dict) or list(told) != ["department"]:
            raise Wrong("请写明部门：department（部门名称）。")
        try:
            name = as_text(told["department"])
        except Wrong as wrong:
            raise Invalid({"department": str(wrong)}) from None
        found = DepartmentLookup(place.county).find(name)
        if found is None:
            raise Invalid({"department": f"没有“{clean_text(name)}”这个部门。"})
        return found

    def box(self, place):
        choices = [("", "请选择")]
        for department in departments_offered(place):
            choices.append((department.name, department.name))
        if len(choices) == 2:
            choices = choices[1:]
        return forms.CharField(label=self.label, required=False, widget=OneOfMany(choices=choices))

    def typed(self, text):
        return {"department": text} if text else None

    def initial(self, row):
        return row.department.name

    def shown(self, row, user):
        return row.department.name


def departments_of(place):
    """The departments of the county in which this person works."""
    own = place.by.standing().department_ids(*DEPARTMENT_ROLES)
    return Department.objects.valid().filter(county=place.county, pk__in=own).order_by("pk")


def departments_offered(place):
    """Those a person may register for: his own, or to the office any of the county."""
    own = departments_of(place)
    if own:
        return own
    return Department.objects.valid().filter(county=place.county).order_by("position", "pk")


@dataclass(frozen=True)
class Townships(Field):
    """The townships on which a row bears, by their codes; all of the county where none is named."""

    shape = some(TEXT)

    def read(self, told, place):
        if not isinstance(told, list):
            raise Wrong("应为单位代码（12位）的列表。")
        if fault := list_fault(told):
            raise Wrong(fault)
        known = {township.code: township for township in place.townships()}
        found, faults = {}, {}
        for number, code in enumerate(told):
            township = known.get(code) if isinstance(code, str) else None
            if township is None:
                faults[str(number)] = "没有这一代码的下辖单位。"
            else:
                found[code] = township
        if faults:
            raise Invalid(faults)
        return list(found.values())

    def empty(self, place):
        return list(place.townships())

    def write(self, row, value):
        """They are rows of their own (`bearing`), written once the row itself is there."""

    def box(self, place):
        choices = [(township.code, township.name) for township in place.townships()]
        return forms.MultipleChoiceField(
            label=self.label,
            required=False,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )

    def initial(self, row):
        return [township.code for township in row.townships]

    def shown(self, row, user):
        return "、".join(township.name for township in row.townships)


@dataclass(frozen=True)
class Items(Field):
    """Items of the county's list, by their codes."""

    shape = some(TEXT)

    def nothing(self):
        return []

    def read(self, told, place):
        if not isinstance(told, list):
            raise Wrong("应为事项编码的列表。")
        if fault := list_fault(told):
            raise Wrong(fault)
        asked = [code for code in told if isinstance(code, str)]
        items = DutyItem.objects.current().of_county(place.county).filter(known_items(place.by))
        known = set(items.filter(code__in=asked).values_list("code", flat=True))
        faults = {}
        for number, code in enumerate(told):
            if not isinstance(code, str) or code not in known:
                faults[str(number)] = "清单中没有这一编码的事项。"
        if faults:
            raise Invalid(faults)
        return list(dict.fromkeys(told))

    def box(self, place):
        rows = DutyItem.objects.filter(known_items(place.by))
        box = text_field(self.label, self.hint, 400)
        box.widget = SeveralItems(item_choices(place.county, rows))
        return box

    def typed(self, text):
        return codes_within(text)

    def initial(self, row):
        return "、".join(getattr(row, self.attribute))

    def shown(self, row, user):
        codes = getattr(row, self.attribute)
        items = DutyItem.objects.filter(known_items(user), county=row.county, code__in=codes)
        names = dict(items.values_list("code", "name"))
        return "；".join(f"{code} {names.get(code, '')}".strip() for code in codes)
