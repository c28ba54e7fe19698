"""The list of yearly reports that leads to the desk."""

from django.contrib import admin
from django.urls import reverse

from assessment.models import ExecutionReport
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment

from .filters import ExecutionFilters

HEADING = "考核监督"


@admin.register(ExecutionReport)
class ExecutionReportAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 309
    list_display = ("township", "year", "told", "sent")
    list_filter = boxes(ExecutionFilters, "county")
    list_select_related = ("county", "township")
    search_fields = ("township__name",)
    ordering = ("-pk",)
    hint = "各单位每年一次报送的清单执行情况"
    how_to = ("点单位查看有困难、承接不了的事项；报送以后不能修改。",)

    @admin.display(description="有困难、承接不了")
    def told(self, report):
        return f"{len(report.rows)}项"

    @admin.display(description="报送时间", ordering="sent_at")
    def sent(self, report):
        return moment(report.sent_at)

    def address_of(self, report):
        return reverse("desk:execution-one", args=[report.pk])
