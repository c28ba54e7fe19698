"""Reports and ledgers asked of townships in the admin: read there, with the record of each."""

from django.contrib import admin

from assessment.models import ReportDemand
from assessment.registers.admin import OfRegister
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import DemandFilters


@admin.register(ReportDemand)
class ReportDemandAdmin(OfRegister, ReadOnlyAdmin):
    index_place = 304
    list_display = ("title", "department", "frequency", "status", "until")
    list_filter = boxes(DemandFilters, "county", "status")
    hint = "要求基层报送的报表和台账，在工作台办理"
    how_to = ("点名称查看内容和变更记录；申报、同意、终止在工作台办理。",)
    facts = (
        "title",
        "department",
        "frequency",
        "basis",
        "document_number",
        "units",
        "until",
        "status",
        "on_desk",
    )
