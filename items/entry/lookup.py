"""Everything a county's contents are resolved against, fetched once: categories, departments, tags,
townships, acts.
"""

import datetime
import hashlib

from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Region, RegionTag, RegionTagging
from items.models import Category, LegalAct


class Lookup:
    """One county's names, in six queries however many rows are resolved."""

    def __init__(self, county, on: datetime.date | None = None):
        self.county, self._known = county, ""
        self.offered_tags = None  # all of them; a person of a unit is offered what is published
        self.departments = DepartmentLookup(county, on)
        self.categories, self.townships, self.tags = {}, {}, {}
        self.tagged, self.acts = {}, {}
        for category in Category.objects.filter(county=county):
            self.categories[category.kind, category.name] = category
        for township in Region.objects.valid(on).townships_of(county):
            self.townships[township.code] = township
        for tag in RegionTag.objects.filter(county=county):
            self.tags[tag.name] = tag
        taggings = RegionTagging.objects.filter(tag__county=county)
        for name, code in taggings.values_list("tag__name", "township__code"):
            self.tagged.setdefault(name, set()).add(code)
        for act in LegalAct.objects.for_county(county).order_by("-county_id"):
            self.acts.setdefault(act.title, act)

    @property
    def known(self):
        """One value for all the names a content is checked against."""
        if not self._known:
            names = (
                self.departments.known,
                sorted(self.categories),
                sorted(self.townships),
                sorted(self.tags),
            )
            self._known = hashlib.sha256(repr(names).encode()).hexdigest()
        return self._known

    def foresee(self, departments, categories):
        """Knows departments ({name: full name}) and categories ((kind, name)) that are about to be
        created.
        """
        self.departments.foresee(departments)
        for kind, name in categories:
            kept = str(kind)  # as the register gives it back: `known` is of texts
            self.categories[kept, name] = Category(county=self.county, kind=kept, name=name)
        self._known = ""

    def offers(self):
        """{field: [(value, label)]} of what the county offers to choose from today."""
        categories = {}
        for (_kind, name), category in self.categories.items():
            if not category.retired_on:
                categories[name] = name
        return {
            "category": list(categories.items()),
            "department": [(row.name, row.name) for row in self.departments.departments],
            "tags": [(name, name) for name in self.tags_to_offer()],
            "townships": [(code, region.name) for code, region in self.townships.items()],
        }

    def tags_to_offer(self):
        if self.offered_tags is None:
            return list(self.tags)
        return [name for name in self.tags if name in self.offered_tags]

    def in_scope(self, content):
        """The codes of the townships that a content reaches, in code order."""
        if content["scope"] == "all":
            return list(self.townships)
        wanted = set(content["townships"])
        for tag in content["tags"]:
            wanted |= self.tagged.get(tag, set())
        return [code for code in self.townships if code in wanted]
