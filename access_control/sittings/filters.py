"""What the lists of sittings may be asked."""

from access_control.models import Body, Sitting, SittingStatus
from dutylist.history.filtering import ListFilters, OneOf, Words
from dutylist.organizations.filters import County
from dutylist.rest.described import name_parameters

name_parameters(body="审定机构")


class SittingFilters(ListFilters):
    county = County()
    body = OneOf(label="审定机构", choices=Body.choices)
    status = OneOf(label="状态", choices=SittingStatus.choices)
    q = Words(paths=("name", "minutes_number", "document_number"))

    class Meta:
        model = Sitting
        fields = ()
