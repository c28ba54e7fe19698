"""To-dos follow the reforms of regions and departments, events those of regions, before anything is
asked anew.
"""

from dutylist.organizations.followers import follow_departments, follow_regions

from .services import departments_follow, regions_follow

follow_departments(departments_follow, first=True)
follow_regions(regions_follow, first=True)
