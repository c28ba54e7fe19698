"""Lists of requests and opinions that lead to the desk, where the moves are made."""

from django.contrib import admin

from access_control.models import ChangeRequest, Opinion, ReviewAnswer
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment

from .filters import OpinionFilters, RequestFilters, ReviewAnswerFilters

HEADING = "职责准入"


@admin.register(ChangeRequest)
class ChangeRequestAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 206
    list_display = ("number", "title", "applicant", "channel", "status", "due_on")
    list_filter = boxes(RequestFilters, "county", "channel", "status")
    list_select_related = ("county", "department", "township")
    search_fields = ("number", "title")
    ordering = ("-pk",)
    hint = "准入和调整的申请，在工作台办理"
    how_to = ("点编号进入工作台，查看办理经过、各单位意见和审核提示。",)

    @admin.display(description="申请单位")
    def applicant(self, request):
        return request.unit_name

    def address_of(self, request):
        return request.get_absolute_url()


@admin.register(Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 207
    list_display = ("unit", "number", "stance_label", "round", "due_on", "sent")
    list_filter = boxes(OpinionFilters, "stance")
    list_select_related = ("request", "department", "township")
    search_fields = ("request__number", "request__title")
    ordering = ("-pk",)
    hint = "各单位对申请的意见，在工作台反馈"
    how_to = ("点单位进入申请，查看各单位的意见；逾期未反馈的照实显示，不算同意。",)

    @admin.display(description="单位")
    def unit(self, opinion):
        return opinion.unit.name

    @admin.display(description="申请编号", ordering="request__number")
    def number(self, opinion):
        return opinion.request.number

    @admin.display(description="意见")
    def stance_label(self, opinion):
        return opinion.stance_label

    @admin.display(description="反馈时间", ordering="sent_at")
    def sent(self, opinion):
        return moment(opinion.sent_at) if opinion.sent_at else "未反馈"

    def address_of(self, opinion):
        return opinion.request.get_absolute_url()


@admin.register(ReviewAnswer)
class ReviewAnswerAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 209
    list_display = ("township", "number", "carried_label", "support_label", "due_on", "sent")
    list_filter = boxes(ReviewAnswerFilters, "carried")
    list_select_related = ("request", "township")
    search_fields = ("request__number", "request__title", "text")
    ordering = ("-pk",)
    hint = "事项施行半年后各单位的反馈，在工作台办理"
    how_to = ("点单位进入申请，查看后评估；未反馈的照实显示。",)

    @admin.display(description="申请编号", ordering="request__number")
    def number(self, answer):
        return answer.request.number

    @admin.display(description="承接情况")
    def carried_label(self, answer):
        return answer.carried_label

    @admin.display(description="保障兑现")
    def support_label(self, answer):
        return answer.support_label

    @admin.display(description="反馈时间", ordering="sent_at")
    def sent(self, answer):
        return moment(answer.sent_at) if answer.sent_at else "未反馈"

    def address_of(self, answer):
        return answer.request.get_absolute_url()
