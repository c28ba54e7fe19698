"""Inspections in the admin: read there, with the record of each; they are moved on the desk."""

from django.contrib import admin

from assessment.models import Inspection
from assessment.registers.admin import OfRegister
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import InspectionFilters


@admin.register(Inspection)
class InspectionAdmin(OfRegister, ReadOnlyAdmin):
    index_place = 303
    list_display = ("title", "department", "kind", "starts_on", "ends_on", "status", "in_plan")
    list_filter = boxes(InspectionFilters, "county", "year", "status", "kind")
    search_fields = ("title", "subject", "document_number")
    hint = "各部门年度督查检查考核，在工作台办理"
    how_to = ("点名称查看内容和变更记录；申报、同意、合并、登记开展情况在工作台办理。",)
    facts = (
        "title",
        "department",
        "year",
        "subject",
        "kind",
        "starts_on",
        "ends_on",
        "days",
        "units",
        "in_plan",
        "basis",
        "document_number",
        "status",
        "into",
        "held_on",
        "on_desk",
    )
