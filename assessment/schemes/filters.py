"""What the list of schemes may be asked."""

from assessment.models import Bearer, Indicator, Scheme, SchemeStatus
from assessment.registers.filters import Year
from dutylist.history.filtering import ListFilters, OneOf, Words
from dutylist.organizations.filters import County
from dutylist.rest.described import name_parameters

name_parameters(year="年度", bearer="考核对象")


class SchemeFilters(ListFilters):
    county = County()
    year = Year(label="年度")
    status = OneOf(label="状态", choices=SchemeStatus.choices)
    bearer = OneOf(label="考核对象", choices=Bearer.choices)
    q = Words(paths=("title", "department__name", "document_number"))

    class Meta:
        model = Scheme
        fields = ()


class IndicatorFilters(ListFilters):
    year = Year("scheme__year", label="年度")
    q = Words(paths=("name", "text", "lead", "scheme__title"))

    class Meta:
        model = Indicator
        fields = ()
