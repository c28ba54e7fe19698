"""What the lists of problems and of evaluations may be asked."""

from django.db.models import Q

from assessment.models import Evaluation, Problem, ProblemSource, ProblemStatus
from assessment.registers.filters import MOST_YEARS, YearField
from dutylist.history.filtering import ListFilter, ListFilters, OneOf, Words
from dutylist.organizations.filters import County, Place
from dutylist.rest.described import name_parameters

name_parameters(source="来源", item="涉及事项的编码")


class YearFound(ListFilter):
    """The year in which a problem was found."""

    field_class = YearField

    def offered(self, request):
        days = Problem.objects.visible_to(request.user).dates("found_on", "year", "DESC")
        return [(str(day.year), f"{day.year}年") for day in days[:MOST_YEARS]]


class ProblemFilters(ListFilters):
    county = County()
    year = YearFound("found_on", "year", label="年度")
    status = OneOf(label="状态", choices=ProblemStatus.choices)
    source = OneOf(label="来源", choices=ProblemSource.choices)
    item = ListFilter("item__code", label="涉及事项")
    department = ListFilter(label="部门", method="of_department")
    township = Place(label="涉及单位", method="of_township")
    q = Words(paths=("text",))

    class Meta:
        model = Problem
        fields = ()

    def of_department(self, rows, _name, name):
        return rows.filter(Q(department__name=name) | Q(assigned_department__name=name))

    def of_township(self, rows, _name, township):
        if township is None:
            return rows
        return rows.filter(Q(township=township) | Q(assigned_township=township))


class EvaluationFilters(ListFilters):
    county = County()
    q = Words(paths=("title",))

    class Meta:
        model = Evaluation
        fields = ()
