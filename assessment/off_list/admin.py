"""The list of off-list reports that leads to the desk, for those who handle them."""

from django.contrib import admin

from assessment.models import OffListReport
from assessment.permissions import RIGHTS  # noqa: F401 (grants them)
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import OffListFilters


@admin.register(OffListReport)
class OffListReportAdmin(ReadOnlyAdmin):
    index_heading = "考核监督"
    index_place = 308
    list_display = ("department", "how", "status", "reported_on", "due_on")
    list_filter = boxes(OffListFilters, "county", "status")
    list_select_related = ("county", "department")
    ordering = ("-reported_on", "pk")
    hint = "只有指定的办理人能看到内容，在工作台办理"
    how_to = ("点部门进入工作台办理。没有指定为办理人的，这里没有内容。",)

    def address_of(self, report):
        return report.get_absolute_url()
