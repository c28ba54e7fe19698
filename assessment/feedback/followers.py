"""Feedback follows the reforms of departments and regions: whoever comes after answers."""

from dutylist.organizations.followers import follow_departments, follow_regions

from .services.handing_over import departments_follow, regions_follow

follow_departments(departments_follow)
follow_regions(regions_follow)
