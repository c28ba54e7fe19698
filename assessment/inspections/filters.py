"""What the lists of inspections may be asked."""

from assessment.models import Inspection, InspectionKind, InspectionStatus
from assessment.registers.filters import RowFilters, Year
from dutylist.history.filtering import OneOf, Words


class InspectionFilters(RowFilters):
    status = OneOf(label="状态", choices=InspectionStatus.choices)
    kind = OneOf(label="类别", choices=InspectionKind.choices)
    year = Year(label="年度")
    q = Words(paths=("title", "subject", "document_number"))

    class Meta:
        model = Inspection
        fields = ()
