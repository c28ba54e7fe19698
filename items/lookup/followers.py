"""What was asked of a county's list follows the county into its new row."""

from dutylist.organizations.followers import follow_regions

from .services.following import counts_follow

follow_regions(counts_follow)
