"""Resolves the names a file uses against the county: departments, scope, codes; what is unknown is
named or created.
"""

from collections import Counter

from dutylist.organizations.matching import core, is_slip, plain
from items.imports.reading.issues import issue_at, shown
from items.imports.recognition.departments import DIVISION_BEHIND, is_office
from items.imports.recognition.scopes import Scopes

from .scopes import scope_issues

NAME_LENGTH = 80  # of a department
PLATE_HINT = "如是该部门加挂的牌子，请在部门名录中登记为它的其他名称。"


class FileNames:
    """The names of one file resolved once each; collects errors and the departments that would be
    created.
    """

    def __init__(self, lookup, *, create_departments):
        self.lookup = lookup
        self.create = create_departments
        self.scopes = Scopes(lookup)
        self.errors, self.warnings = self.scopes.errors, []
        self.new_departments = {}  # name: its full name with the second plate
        self.new_categories = {}
        self.categories = {}  # every (kind, name) in the order of the file

    def resolve(self, rows, counts, township=None):
        """`counts` says how often each name is written in all the files (`times_named`).

        In a file that is a township's own it says nothing where its items apply.
        """
        for row in rows:
            self.refuse_township(row)
            self.resolve_departments(row, counts)
            self.scopes.resolve(row)
            self.resolve_variants(row)
            self.note_category(row)
        if township is None:
            errors, warnings = scope_issues(rows, self.scopes.places)
            self.errors += errors
            self.warnings += warnings

    def refuse_township(self, row):
        """An error where a township stands in place of an item's name."""
        if self.scopes.places.are_whole_names(row.name):
            message = f"事项名称一栏写的是“{shown(row.name)}”，是乡镇（街道）。"
            hint = "请核对这一行；不是事项的，请删除后重新上传。"
            self.errors.append(issue_at(row, "name", "no_name", message, hint, row.name))

    def resolve_departments(self, row, counts):
        shares = row.content.get("responsibilities", ())
        for named, share in zip(row.department_names, shares, strict=False):
            if not named.collective:
                self.resolve_department(row, named, share, counts)

    def resolve_department(self, row, named, share, counts):
        """Gives one responsibility its department, or says why it has none."""
        departments = self.lookup.departments
        department = departments.find(named.full_name) or departments.find(named.name)
        if department:
            share["department"] = department.name
            self.tell_plate(row, named, department)
        elif near := self.near(named.name, counts):
            self.unknown(row, named, f"部门名录中没有“{named.full_name}”。", near)
        elif whole := self.whole_of(named, share):
            share["department"] = whole.name
        elif self.create and len(named.name) <= NAME_LENGTH and is_office(named.name):
            share["department"] = named.name
            self.create_department(row, named)
        else:
            message = f"部门名录中没有“{named.full_name}”，也没有相近的名称。{self.advice}"
            self.unknown(row, named, message, "")

    def whole_of(self, named, share):
        """The department of the county whose internal office a name of its own means: 县公安局 of
        县公安局治安大队. None for another name.
        """
        division = DIVISION_BEHIND.match(named.name)
        whole = self.lookup.departments.find(division[1]) if division else None
        if whole and not share["internal_office"]:
            share["internal_office"] = division[2]
            return whole
        return None

    def create_department(self, row, named):
        """Notes a department to be created: its second name becomes an alias, another is told."""
        before = self.new_departments.get(named.name)
        if before in (None, named.name):
            self.new_departments[named.name] = named.full_name
        elif named.plate and before != named.full_name:
            self.say_unread(row, named, named.name)

    def tell_plate(self, row, named, department):
        """Says that words in brackets are not read, unless they are names of this department."""
        is_called = self.lookup.departments.is_called
        if is_called(department, named.full_name) or plain(named.plate) in plain(department.name):
            return
        if not all(is_called(department, plate) for plate in named.plate.split("、")):
            self.say_unread(row, named, department.name)

    def say_unread(self, row, named, name):
        full_name, place = named.full_name, row.column_for("responsibilities")
        message = f"“{full_name}”按部门名录记为“{name}”，括号中的“{named.plate}”没有读入。"
        issue = issue_at(row, place, "unread_bracket", message, PLATE_HINT, full_name)
        self.warnings.append(issue)

    @property
    def advice(self):
        if self.create:
            return "这不像一个部门的名称，没有自动新建。请核对，或先登记该部门。"
        return "请先登记该部门，或选择自动新建。"

    def near(self, name, counts):
        """A department this may be a slip of: one of the county, else one the same file names more
        often.
        """
        if near := self.lookup.departments.nearest(name):
            return near.name
        for other, count in counts.items():
            if count > counts[name] and same_office(name, other):
                return other
        return ""

    def unknown(self, row, named, message, suggestion):
        place = row.column_for("responsibilities")
        self.errors.append(
            issue_at(row, place, "unknown_department", message, suggestion, named.full_name)
        )

    def resolve_variants(self, row):
        """The townships of 个性化表述 by their codes; a name nobody knows stays, for the check to
        name.
        """
        for variant in row.content.get("variants", ()):
            variant["townships"] = [
                self.scopes.places.township(name) or name for name in variant["townships"]
            ]

    def note_category(self, row):
        identity = (row.kind, row.content.get("category", ""))
        if identity[1]:
            self.categories.setdefault(identity)
        if identity[1] and identity not in self.lookup.categories:
            self.new_categories.setdefault(identity)


def times_named(rows):
    """{a department's name as written: how often}"""
    times = Counter()
    for row in rows:
        times.update(named.name for named in row.department_names)
    return times


def same_office(name, other):
    """Whether two names not known to the county are one office: 县住建局, or a slip of the pen in a
    long name.
    """
    if core(name) == core(other):
        return True
    return len(other) >= 6 and is_slip(name, other)
