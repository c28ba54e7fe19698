"""Requests follow when a list is published: what the county approved and the list now carries is in
force; and when a region or a department goes over into another.
"""

from dutylist.organizations.followers import follow_departments, follow_regions
from items.editions.publication_followers import follow_publication

from . import record_words  # noqa: F401 (tells the record the words of what is kept as a code)
from .services.following import departments_follow, regions_follow
from .services.publishing import bring_into_force

follow_departments(departments_follow)
follow_regions(regions_follow)


@follow_publication
def requests_come_into_force(document, *, by):
    bring_into_force(document)
