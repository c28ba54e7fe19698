"""The list of schemes that leads to the desk, where the moves are made."""

from django.contrib import admin

from assessment.models import Scheme
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import SchemeFilters


@admin.register(Scheme)
class SchemeAdmin(ReadOnlyAdmin):
    index_heading = "考核监督"
    index_place = 300
    list_display = ("title", "owner_shown", "year", "bearer", "status", "due_on", "approved_on")
    list_filter = boxes(SchemeFilters, "county", "status", "bearer")
    list_select_related = ("county", "department")
    search_fields = ("title", "department__name", "document_number")
    ordering = ("-pk",)
    hint = "各部门的考核方案，在工作台办理"
    how_to = ("点名称进入工作台，查看指标、审核提示和办理经过。",)

    @admin.display(description="制定单位", ordering="department__name")
    def owner_shown(self, scheme):
        return scheme.owner_name

    def address_of(self, scheme):
        return scheme.get_absolute_url()
