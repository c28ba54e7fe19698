"""Resolves the names a file uses against the county: departments, scope, codes; what is unknown is named or created."""

from collections import Counter

from dutylist.organizations.matching import core, is_slip
from items.imports.reading.issues import issue_at
from items.imports.recognition.departments import is_office
from items.imports.recognition.scopes import Scopes

NAME_LENGTH = 80  # of a department


class Names:
    """The names of one file resolved once each; collects errors and the departments that would be created."""

    def __init__(self, lookup, *, create_departments):
        self.lookup = lookup
        self.create = create_departments
        self.scopes = Scopes(lookup)
        self.errors = self.scopes.errors
        self.new_departments = {}  # name: its full name with the second plate
        self.new_categories = {}
        self.categories = {}  # every (kind, name) in the order of the file

    def resolve(self, rows, counts):
        """`counts` says how often each name is written in all the files (`times_named`)."""
        for row in rows:
            self.resolve_departments(row, counts)
            self.scopes.resolve(row)
            self.resolve_variants(row)
            self.note_category(row)

    def resolve_departments(self, row, counts):
        for named, responsibility in zip(row.department_names, row.content.get("responsibilities", ()), strict=False):
            if named.collective:
                continue
            found = self.lookup.departments.find(named.full_name) or self.lookup.departments.find(named.name)
            if found:
                responsibility["department"] = found.name
            elif near := self.near(named.name, counts):
                self.unknown(row, named, f"部门名录中没有“{named.full_name}”。", near)
            elif self.create and len(named.name) <= NAME_LENGTH and is_office(named.name):
                self.new_departments.setdefault(named.name, named.full_name)
                responsibility["department"] = named.name
            else:
                message = f"部门名录中没有“{named.full_name}”，也没有相近的名称。{self.advice}"
                self.unknown(row, named, message, "")

    @property
    def advice(self):
        if self.create:
            return "这不像一个部门的名称，没有自动新建。请核对，或先登记该部门。"
        return "请先登记该部门，或选择自动新建。"

    def near(self, name, counts):
        """A department this may be a slip of: one of the county, else one the same file names more often."""
        if near := self.lookup.departments.nearest(name):
            return near.name
        others = (other for other, count in counts.items() if count > counts[name])
        return next((other for other in others if same_office(name, other)), "")

    def unknown(self, row, named, message, suggestion):
        place = row.column_for("responsibilities")
        self.errors.append(issue_at(row, place, "unknown_department", message, suggestion, named.full_name))

    def resolve_variants(self, row):
        """The townships of 个性化表述 by their codes; a name nobody knows stays, for the check to name."""
        for variant in row.content.get("variants", ()):
            variant["townships"] = [self.scopes.township(name) or name for name in variant["townships"]]

    def note_category(self, row):
        identity = (row.kind, row.content.get("category", ""))
        if identity[1]:
            self.categories.setdefault(identity)
        if identity[1] and identity not in self.lookup.categories:
            self.new_categories.setdefault(identity)


def times_named(rows):
    """{a department's name as written: how often}"""
    return Counter(named.name for row in rows for named in row.department_names)


def same_office(name, other):
    """Whether two names not known to the county are one office: 县住建局, or a slip of the pen in a long name."""
    if core(name) == core(other):
        return True
    return len(other) >= 6 and is_slip(name, other)
