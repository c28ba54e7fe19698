"""Lists of rounds and of opinions on a revision that lead to the desk, where they are given."""

from django.contrib import admin

from access_control.models import RevisionRound, RoundOpinion
from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment

from .filters import RoundFilters, RoundOpinionFilters

HEADING = "职责准入"


@admin.register(RevisionRound)
class RevisionRoundAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 203
    list_display = ("name_shown", "status", "asked_on", "due_on", "closed_on")
    list_filter = boxes(RoundFilters, "county", "status")
    list_select_related = ("county", "revision")
    search_fields = ("revision__title",)
    ordering = ("-pk",)
    hint = "集中修订的各轮征求意见，在工作台办理"
    how_to = ("点名称进入工作台，查看征求的单位、各单位意见和采纳情况。",)

    @admin.display(description="名称")
    def name_shown(self, row):
        return row.title

    def address_of(self, row):
        return row.get_absolute_url()


@admin.register(RoundOpinion)
class RoundOpinionAdmin(ReadOnlyAdmin):
    index_heading = HEADING
    index_place = 204
    list_display = ("unit", "asked_in", "stance_label", "due_on", "sent")
    list_filter = boxes(RoundOpinionFilters, "stance")
    list_select_related = ("round__revision", "department", "township")
    search_fields = ("round__revision__title",)
    ordering = ("-pk",)
    hint = "各单位对集中修订的意见，在工作台反馈"
    how_to = ("点单位进入这一轮征求意见；逾期未反馈的照实显示，不算同意。",)

    @admin.display(description="单位")
    def unit(self, opinion):
        return opinion.unit.name

    @admin.display(description="征求意见")
    def asked_in(self, opinion):
        return opinion.round.title

    @admin.display(description="意见")
    def stance_label(self, opinion):
        return opinion.stance_label

    @admin.display(description="反馈时间", ordering="sent_at")
    def sent(self, opinion):
        return moment(opinion.sent_at) if opinion.sent_at else "未反馈"

    def address_of(self, opinion):
        return opinion.round.get_absolute_url()
