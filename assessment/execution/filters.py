"""What the list of yearly reports may be asked."""

from assessment.models import ExecutionReport
from assessment.registers.filters import Year
from dutylist.history.filtering import ListFilters
from dutylist.organizations.filters import County, Place


class ExecutionFilters(ListFilters):
    county = County()
    township = Place(label="单位")
    year = Year(label="年度")

    class Meta:
        model = ExecutionReport
        fields = ()
