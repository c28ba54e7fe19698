"""What the lists of satisfaction rounds may be asked."""

from assessment.models import SatisfactionRound, SatisfactionStatus
from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County


class SatisfactionFilters(ListFilters):
    county = County()
    status = OneOf(label="状态", choices=SatisfactionStatus.choices)

    class Meta:
        model = SatisfactionRound
        fields = ()
