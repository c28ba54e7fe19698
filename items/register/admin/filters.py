"""The filters of the register's lists."""

from django.db.models import Exists, OuterRef

from dutylist.organizations.admin.filters import CountyChoice
from dutylist.organizations.models import Department, Region
from dutylist.staff.filters import Choice, InForce, field_choice
from items.entry.content import contents_of
from items.entry.lookup import Lookup
from items.findings.registry import list_findings
from items.models import Category, DutyItem, Kind, ProposedChange, Publicness, Responsibility, Scope

KindChoice = field_choice("kind", "类型", Kind.choices)
ScopeChoice = field_choice("scope", "适用范围", Scope.choices)
PublicnessChoice = field_choice("publicness", "公开属性", Publicness.choices)


def counties_read(request):
    return request.user.standing().own_county_ids()


class CategoryChoice(Choice):
    title, parameter_name = "类别", "category"

    def lookups(self, request, model_admin):
        found = (
            Category.objects.visible_to(request.user)
            .order_by("name")
            .values_list("name", flat=True)
            .distinct()
        )
        return [(name, name) for name in found]

    def queryset(self, request, rows):
        return rows.filter(category__name=self.value()) if self.value() else rows


class DepartmentChoice(Choice):
    title, parameter_name = "部门", "department"

    def lookups(self, request, model_admin):
        found = Department.objects.visible_to(request.user).filter(
            county__in=counties_read(request)
        )
        return list(found.order_by("county", "position", "pk").values_list("pk", "name"))

    def queryset(self, request, rows):
        if not self.value():
            return rows
        named = Responsibility.objects.filter(item=OuterRef("pk"), department=self.value())
        return rows.filter(Exists(named))


class PendingChoice(Choice):
    title, parameter_name = "待审定", "pending"
    options = (("yes", "有拟调整内容"), ("no", "没有"))

    def queryset(self, request, rows):
        if not self.value():
            return rows
        changes = ProposedChange.objects.visible_to(request.user).pending()
        waiting = Exists(changes.filter(item=OuterRef("pk")))
        return rows.filter(waiting if self.value() == "yes" else ~waiting)


class RegisterState(InForce):
    options = (("over", "已取消"), ("all", "全部"))
    path = "cancelled_on"


class FindingChoice(Choice):
    """Items with a finding; computed over one county's whole list, so offered to those who look at
    one.
    """

    title, parameter_name = "检查提示", "finding"
    options = (("yes", "有提示"), ("no", "没有提示"))

    def lookups(self, request, model_admin):
        return self.options if self.county(request) else ()

    def queryset(self, request, rows):
        if self.value() not in ("yes", "no"):
            return rows
        items = list(DutyItem.objects.of_county(self.county(request)).current())
        contents = contents_of(items)
        found = list_findings(
            [(item.code, contents[item.pk]) for item in items], Lookup(self.county(request))
        )
        codes = {finding.entry for finding in found if finding.entry}
        return (
            rows.filter(code__in=codes) if self.value() == "yes" else rows.exclude(code__in=codes)
        )

    def county(self, request):
        """The one county on the list: asked for, or the only one this person reads."""
        counties, asked = counties_read(request), request.GET.get("county", "")
        if asked:
            counties = {county for county in counties if str(county) == asked}
        return Region.objects.filter(pk__in=counties).first() if len(counties) == 1 else None


LIST_FILTERS = (
    CountyChoice,
    CategoryChoice,
    DepartmentChoice,
    ScopeChoice,
    PublicnessChoice,
    PendingChoice,
    FindingChoice,
    RegisterState,
)
