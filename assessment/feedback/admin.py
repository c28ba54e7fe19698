"""The list of feedback that leads to the desk."""

from django.contrib import admin

from assessment.models import Feedback
from assessment.permissions import RIGHTS  # noqa: F401 (grants them)
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes

from .filters import FeedbackFilters


@admin.register(Feedback)
class FeedbackAdmin(ReadOnlyAdmin):
    index_heading = "考核监督"
    index_place = 298
    list_display = ("id", "kind", "channel", "status", "assigned_name", "received_on", "due_on")
    list_filter = boxes(FeedbackFilters, "county", "status", "kind", "channel")
    list_select_related = ("county", "department", "assigned_township")
    ordering = ("-received_on", "pk")
    hint = "群众提交的意见和反映，在工作台办理"
    how_to = ("点编号进入工作台办理。联系方式不在这里列出。",)

    @admin.display(description="答复单位")
    def assigned_name(self, feedback):
        return feedback.assigned.name if feedback.assigned else "—"

    def address_of(self, feedback):
        return feedback.get_absolute_url()
