"""To-dos and events follow when a region goes over into another, before anything is asked anew."""

from dutylist.organizations.followers import follow_regions

from .services import regions_follow

follow_regions(regions_follow, first=True)
