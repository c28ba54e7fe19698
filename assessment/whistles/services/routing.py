"""Who comes: the lead and the joint departments of an item in the list in force for a township; a
department that was dissolved is followed by its successor.
"""

from typing import NamedTuple

from django.utils import timezone

from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Department, DepartmentSuccession
from items.entry.entries import answering
from items.published.lists import county_list

LEADING = ("lead", "receiver")
MOST_SUCCESSIONS = 10


class Route(NamedTuple):
    """The departments of today that an entry names; without a lead the clerk dispatches."""

    lead: Department | None = None
    joint: tuple = ()


class Routing:
    """Reads the list in force in a county on a day, and the departments of that day."""

    def __init__(self, county, on=None):
        self.county, self.on = county, on or timezone.localdate()
        self.published = county_list(county.code, self.on)
        self.lookup = DepartmentLookup(county, self.on)

    def entries_for(self, township):
        """What the list in force holds for a township, in its own wording."""
        if self.published is None:
            return []
        return self.published.for_township(township.code)

    def entry(self, code, township):
        """The entry of this code in the list of the township, or None."""
        for entry in self.entries_for(township):
            if entry["code"] == code:
                return entry
        return None

    def route(self, entry):
        """The `Route` of an entry: who is named first as lead or receiver, the others beside."""
        lead = None
        for part in entry.get("responsibilities", []):
            if part.get("role") in LEADING:
                lead = self.department_of_today(part["department"])
                break
        if lead is None:
            return Route()
        joint = []
        for department in self.answering(entry):
            if department != lead:
                joint.append(department)
        return Route(lead, tuple(joint))

    def answering(self, entry):
        """The departments of today that answer for an entry."""
        found = []
        for name in answering(entry):
            department = self.department_of_today(name)
            if department and department not in found:
                found.append(department)
        return found

    def department_of_today(self, name):
        """The department that has this name, or that followed whoever had it; None where that is
        nobody, or several.
        """
        found = self.lookup.find(name)
        for _step in range(MOST_SUCCESSIONS):
            if found is not None:
                return found
            heirs = self.heirs_of(name)
            if len(heirs) != 1:
                return None
            [heir] = heirs
            name = heir.name
            found = self.lookup.find(name)
        return found

    def heirs_of(self, name):
        rows = DepartmentSuccession.objects.filter(
            successor__county=self.county, former_name=name, happened_on__lte=self.on
        )
        return {row.successor for row in rows.select_related("successor")}
