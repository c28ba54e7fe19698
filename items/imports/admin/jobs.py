"""The list of imports in the admin; each leads to its pages."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse

from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment
from items.imports.filters import ImportFilters
from items.models import ImportJob
from items.permissions import EDITORS, may_edit


@admin.register(ImportJob)
class ImportJobAdmin(ReadOnlyAdmin):
    index_heading = "事项登记"
    index_place = 80
    list_display = ("file_name", "county", "township", "uploaded_by", "uploaded", "state", "reason")
    list_filter = boxes(ImportFilters, "county", "state")
    list_select_related = ("county", "township", "uploaded_by")
    search_fields = ("file_name", "reason")
    ordering = ("-created_at", "-pk")
    hint = "按表格成批登记或者修订，先预览后写入"
    how_to = ("点右上方“导入表格”开始。预览不写入任何内容；确认后整批记为一次变更，可以撤销。",)
    facts = (
        "file_name",
        "county",
        "township",
        "uploaded_by",
        "uploaded",
        "state",
        "reason",
        "undo_reason",
    )

    def get_queryset(self, request):
        heavy = ("report", "detail", "options", "undo")
        return (
            super()
            .get_queryset(request)
            .select_related("county", "township", "uploaded_by")
            .defer(*heavy)
        )

    @admin.display(description="上传时间", ordering="created_at")
    def uploaded(self, job):
        return moment(job.created_at)

    def changelist_view(self, request, extra_context=None):
        tools = []
        if request.user.standing().has(*EDITORS):
            tools = [("导入表格", reverse("imports:upload"))]
        return super().changelist_view(request, {"tools": tools})

    def change_view(self, request, pk, extra_context=None):
        """The clerk goes on with the import itself; others read its card."""
        if self.has_view_permission(request) and may_edit(
            request.user, (job := self.found(request, pk)).county
        ):
            return redirect("imports:job", job.pk)
        return super().change_view(request, pk)
