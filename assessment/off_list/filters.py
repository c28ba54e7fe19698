"""What the register of off-list reports may be asked."""

from assessment.models import OffListReport, OffListStatus
from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County


class OffListFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=OffListStatus.choices)

    class Meta:
        model = OffListReport
        fields = ()
