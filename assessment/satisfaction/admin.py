"""The list of satisfaction rounds that leads to the desk, where the moves are made."""

from django.contrib import admin

from assessment.models import SatisfactionRound
from assessment.permissions import RIGHTS  # noqa: F401 (grants them)
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import SatisfactionFilters


@admin.register(SatisfactionRound)
class SatisfactionRoundAdmin(ReadOnlyAdmin):
    index_heading = "考核监督"
    index_place = 307
    list_display = ("title", "year", "status", "opens_on", "closes_on")
    list_filter = boxes(SatisfactionFilters, "county", "status")
    list_select_related = ("county",)
    search_fields = ("title",)
    ordering = ("-pk",)
    hint = "各单位对部门的评价，在工作台办理"
    how_to = ("点名称进入工作台，开始、结束评价，查看结果。",)

    def address_of(self, row):
        return row.get_absolute_url()
