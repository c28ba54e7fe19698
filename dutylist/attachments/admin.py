"""The list of attachments in the admin, to read."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat

from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment
from dutylist.workflow.flow import flow_named

from .filters import AttachmentFilters
from .models import Attachment
from .permissions import RIGHTS  # noqa: F401 (grants them)


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    index_heading = "运行维护"
    index_place = 425
    list_display = ("file_name", "kind", "belongs_to", "length", "uploaded_by_name", "uploaded")
    list_filter = boxes(AttachmentFilters, "county", "kind")
    search_fields = ("file_name", "uploaded_by_name", "sha256")
    ordering = ("-uploaded_at", "-pk")
    hint = "随各项办理上传的文件"
    how_to = ("附件在各办理页面上传、下载和撤回，这里只供查阅。文件不删除，撤回的仍有记录。",)
    facts = (
        "file_name",
        "kind",
        "paper",
        "county",
        "belongs_to",
        "content_type",
        "length",
        "sha256",
        "uploaded_by_name",
        "uploaded",
        "withdrawn",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("county")

    @admin.display(description="办理对象")
    def belongs_to(self, row):
        return f"{flow_named(row.flow).label} {row.subject_id}"

    @admin.display(description="大小", ordering="size")
    def length(self, row):
        return filesizeformat(row.size)

    @admin.display(description="上传时间", ordering="uploaded_at")
    def uploaded(self, row):
        return moment(row.uploaded_at)

    @admin.display(description="撤回时间", ordering="withdrawn_at")
    def withdrawn(self, row):
        return moment(row.withdrawn_at) if row.withdrawn_at else ""
