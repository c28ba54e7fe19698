"""What the lists of reports and ledgers asked of townships may be asked."""

from assessment.models import DemandStatus, ReportDemand
from assessment.registers.filters import RowFilters
from dutylist.history.filtering import OneOf


class DemandFilters(RowFilters):
    status = OneOf(label="状态", choices=DemandStatus.choices)

    class Meta:
        model = ReportDemand
        fields = ()
