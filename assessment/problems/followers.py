"""Problems and evaluations follow the reforms of regions."""

from dutylist.organizations.followers import follow_regions

from .services.following import regions_follow

follow_regions(regions_follow)
