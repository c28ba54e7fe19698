"""The list of interpretations, which leads to the desk, where they are answered."""

from django.contrib import admin

from access_control.models import Interpretation
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import InterpretationFilters


@admin.register(Interpretation)
class InterpretationAdmin(ReadOnlyAdmin):
    index_heading = "职责准入"
    index_place = 202
    list_display = ("title_shown", "item", "unit_shown", "status", "asked_on", "confirmed_on")
    list_filter = boxes(InterpretationFilters, "county", "status")
    list_select_related = ("county", "item", "department", "township")
    search_fields = ("question", "text", "item__name")
    ordering = ("-pk",)
    hint = "部门和基层单位就清单提的问题和答复，在工作台办理"
    how_to = ("点问题进入工作台，查看答复、复核和办理经过；清单表述调整后自动失效。",)

    @admin.display(description="问题")
    def title_shown(self, row):
        return row.title

    @admin.display(description="提问单位")
    def unit_shown(self, row):
        return row.unit.name

    def address_of(self, row):
        return row.get_absolute_url()
