"""The list of whistles, which leads to the desk, where they are handled."""

from django.contrib import admin

from assessment.models import Whistle
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment

from .filters import WhistleFilters

HEADING = "考核监督"


@admin.register(Whistle)
class WhistleAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 299
    list_display = ("title_shown", "township", "lead", "level", "status", "raised")
    list_filter = boxes(WhistleFilters, "county", "status", "level")
    list_select_related = ("county", "township", "lead")
    search_fields = ("text", "number", "item_name")
    ordering = ("-pk",)
    hint = "吹哨的派单、办理和评价，在工作台办理"
    how_to = ("点编号进入工作台，查看派单依据、办理经过和评价。",)

    @admin.display(description="吹哨")
    def title_shown(self, row):
        return row.title

    @admin.display(description="吹哨时间", ordering="raised_at")
    def raised(self, row):
        return moment(row.raised_at)

    def address_of(self, row):
        return row.get_absolute_url()
