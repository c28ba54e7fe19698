"""The list of sittings that leads to the desk, where the moves are made."""

from django.contrib import admin

from access_control.models import Sitting
from access_control.sittings.filters import SittingFilters
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes


@admin.register(Sitting)
class SittingAdmin(ReadOnlyAdmin):
    index_heading = "职责准入"
    index_place = 208
    list_display = ("name_shown", "body", "status", "planned_on", "held_on", "minutes_number")
    list_filter = boxes(SittingFilters, "county", "body", "status")
    list_select_related = ("county",)
    search_fields = ("name", "minutes_number", "document_number")
    ordering = ("-pk",)
    hint = "审定申请和版次的会议，在工作台办理"
    how_to = ("点会议名称进入工作台，查看议题、审定结果和办理经过。",)

    @admin.display(description="会议名称", ordering="name")
    def name_shown(self, sitting):
        return sitting.title

    def address_of(self, sitting):
        return sitting.get_absolute_url()
