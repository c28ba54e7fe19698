"""Satisfaction rounds and opinions on heads follow the reforms of regions, who is rated those of
departments.
"""

from dutylist.organizations.followers import follow_departments, follow_regions

from .services.following import departments_follow, regions_follow

follow_departments(departments_follow)
follow_regions(regions_follow)
