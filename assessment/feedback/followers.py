"""Feedback follows the reforms of departments and townships: whoever comes after answers."""

from dutylist.organizations.followers import follow_departments, follow_regions

from .services.handing_over import departments_follow, townships_follow

follow_departments(departments_follow)
follow_regions(townships_follow)
