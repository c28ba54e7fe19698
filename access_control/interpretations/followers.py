"""Interpretations follow a published list, and the reforms of departments and townships."""

from dutylist.organizations.followers import follow_departments, follow_regions
from items.editions.publication_followers import follow_publication

from . import moves  # noqa: F401 (names the flow)
from .services.following import departments_follow, regions_follow
from .services.lapsing import lapse_changed

follow_departments(departments_follow)
follow_regions(regions_follow)


@follow_publication
def interpretations_lapse(document, *, by):
    lapse_changed(document.county)
