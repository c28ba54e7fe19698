"""Reads what is told of a scheme, as JSON or from a form or a workbook: -> values of their types,
with every fault at its own path.
"""

from decimal import Decimal, InvalidOperation

from django.utils import timezone

from access_control.requests.services.applicants import department_named
from assessment.models import Bearer
from assessment.models.schemes import TITLE_LENGTH
from dutylist.history.limits import LONGEST_TEXT, list_fault
from dutylist.history.texts import clean_text
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_integer, as_text
from dutylist.workflow.refusals import Invalid

MOST_INDICATORS = 500
MOST_ITEMS = 50
MOST_POINTS = 99999
MOST_DAYS = 366
TEXTS = {"title": TITLE_LENGTH, "frequency": 60, "document_number": 80, "notes": LONGEST_TEXT}
MEMBERS = ("year", "bearer", "total_points", "days", *TEXTS, "indicators")
CREATED = ("county", "owner", *MEMBERS)
INDICATOR_TEXTS = {
    "name": 200,
    "text": LONGEST_TEXT,
    "lead": 100,
    "method": LONGEST_TEXT,
    "frequency": 60,
    "basis": LONGEST_TEXT,
    "document_number": 80,
}
INDICATOR = ("number", "weight", "bearer", "items", *INDICATOR_TEXTS)


def owner_shapes(county):
    """What an owner may be told as."""
    office = staffing_office_of(county)
    return f"请写明制定单位：department（部门名称），或者 office（由{office}统一制定，填 true）。"


def owner_named(told, county):
    """The department of `{"department": name}`, None for `{"office": true}`."""
    if not isinstance(told, dict) or len(told) != 1:
        raise Invalid({"owner": owner_shapes(county)})
    [(kind, value)] = told.items()
    if kind == "office" and value is True:
        return None
    if kind == "department" and isinstance(value, str):
        return department_named(value, county, "owner.department")
    raise Invalid({"owner": owner_shapes(county)})


class Reader:
    """Reads the members of a scheme; `known` are the codes of the county's list in force."""

    def __init__(self, county, known):
        self.known = known
        self.departments = DepartmentLookup(county)
        self.errors = {}

    def read(self, told, *, is_new):
        """{member: value} of what is told; refuses every fault at once."""
        require_members(told, MEMBERS)
        readers = {
            "year": self.year,
            "bearer": self.bearer,
            "days": self.days,
            "total_points": self.points,
        }
        values = {}
        for name, longest in TEXTS.items():
            if name in told:
                values[name] = self.text(told[name], longest, name)
        for name, read in readers.items():
            if name in told:
                values[name] = read(told[name], name)
        if "indicators" in told:
            values["indicators"] = self.indicators(told["indicators"])
        self.require(told, values, is_new=is_new)
        return values

    def require(self, told, values, *, is_new):
        """Refuses what is missing, and everything that was found wrong."""
        for name, label in (("title", "方案名称"), ("year", "年度")):
            is_asked = is_new or name in told
            if is_asked and not values.get(name):
                self.errors.setdefault(name, f"请填写{label}。")
        if self.errors:
            raise Invalid(self.errors)

    # ---- single values ----

    def fault(self, path, sentence):
        self.errors[path] = sentence

    def text(self, value, longest, path):
        if value is None:
            return ""
        try:
            text = clean_text(as_text(value))
        except Wrong as wrong:
            self.fault(path, str(wrong))
            return ""
        if len(text) > longest:
            self.fault(path, f"共{len(text)}字，最多{longest}字。")
        return text

    def year(self, value, path):
        this = timezone.localdate().year
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not is_number or not 2000 <= value <= this + 2:
            self.fault(path, f"应为2000至{this + 2}之间的年份。")
            return None
        return value

    def bearer(self, value, path):
        if value not in Bearer.values:
            self.fault(path, f"可填：{'、'.join(Bearer.values)}。")
            return Bearer.TOWNSHIP.value
        return value

    def days(self, value, path):
        if value is None:
            return None
        try:
            days = as_integer(value)
        except Wrong as wrong:
            self.fault(path, str(wrong))
            return None
        if days > MOST_DAYS:
            self.fault(path, f"最多{MOST_DAYS}天。")
            return None
        return days

    def points(self, value, path):
        if value is None:
            return None
        is_number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
        try:
            points = Decimal(str(value)) if is_number else None
        except InvalidOperation:
            points = None
        if points is None or not points.is_finite():
            self.fault(path, "应为数字。")
            return None
        if not -MOST_POINTS <= points <= MOST_POINTS:
            self.fault(path, f"应在-{MOST_POINTS}至{MOST_POINTS}之间。")
            return None
        if points != points.quantize(Decimal("0.01")):
            self.fault(path, "最多两位小数。")
            return None
        return points

    # ---- indicators ----

    def indicators(self, rows):
        if not isinstance(rows, list):
            self.fault("indicators", "应为列表。")
            return []
        if fault := list_fault(rows):
            self.fault("indicators", fault)
            return []
        if len(rows) > MOST_INDICATORS:
            self.fault("indicators", f"一个方案最多{MOST_INDICATORS}项指标。")
            return []
        read, taken = [], set()
        for place, row in enumerate(rows):
            values = self.indicator(row, place)
            if values["number"] in taken:
                self.fault(f"indicators.{place}.number", "序号不能重复。")
            taken.add(values["number"])
            read.append(values)
        return read

    def indicator(self, row, place):
        path = f"indicators.{place}"
        values = {"number": place + 1, "name": ""}
        if not isinstance(row, dict):
            self.fault(path, "应为一个对象。")
            return values
        for name in row:
            if name not in INDICATOR:
                self.fault(f"{path}.{name}", "没有这个字段。")
        for name, longest in INDICATOR_TEXTS.items():
            values[name] = self.text(row.get(name), longest, f"{path}.{name}")
        if not values["name"] and f"{path}.name" not in self.errors:
            self.fault(f"{path}.name", "请填写指标名称。")
        values["lead"] = self.lead(values["lead"])
        values["weight"] = self.points(row.get("weight"), f"{path}.weight")
        values["bearer"] = ""
        if row.get("bearer") not in (None, ""):
            values["bearer"] = self.bearer(row["bearer"], f"{path}.bearer")
        if row.get("number") is not None:
            values["number"] = self.number(row["number"], f"{path}.number", place)
        values["items"] = self.items(row.get("items"), f"{path}.items")
        return values

    def lead(self, name):
        """The full present name of a department the county knows; another one as it is written."""
        if found := self.departments.find(name):
            return found.name
        return name

    def number(self, value, path, place):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not is_number or not 1 <= value <= 9999:
            self.fault(path, "应为1至9999的整数。")
            return place + 1
        return value

    def items(self, codes, path):
        if codes is None:
            return None
        if not isinstance(codes, list):
            self.fault(path, "应为事项编码的列表。")
            return None
        if len(codes) > MOST_ITEMS:
            self.fault(path, f"一项指标最多对应{MOST_ITEMS}个事项。")
            return None
        for number, code in enumerate(codes):
            if not isinstance(code, str) or code not in self.known:
                self.fault(f"{path}.{number}", "现行有效的清单中没有这一编码的事项。")
        told = [code for code in codes if isinstance(code, str)]
        return list(dict.fromkeys(told))
