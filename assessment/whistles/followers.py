"""Whistles follow the reforms of departments and townships."""

from dutylist.organizations.followers import follow_departments, follow_regions

from .services.following import departments_follow, townships_follow

follow_departments(departments_follow)
follow_regions(townships_follow)
