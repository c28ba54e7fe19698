"""What ran and what went out, to read: runs of the daily jobs, events on their way out, one's own
messages.
"""

from django.contrib import admin

from dutylist.staff.admin import ReadOnlyAdmin
from dutylist.staff.filters import boxes
from dutylist.staff.values import moment

from .filters import EventFilters, RunFilters
from .models import InboxMessage, JobRun, OutboundEvent
from .permissions import RIGHTS  # noqa: F401 (grants them)


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    index_heading = "运行维护"
    index_place = 430
    list_display = ("job", "state", "as_of", "started", "finished", "note")
    list_filter = boxes(RunFilters, "state")
    search_fields = ("job", "note")
    ordering = ("-pk",)
    hint = "每日任务何时运行、结果如何"
    how_to = ("失败的任务下次运行时自动补做。连续失败的，请按“说明”检查，并查看服务日志。",)
    facts = ("job", "state", "as_of", "started", "finished", "note")

    @admin.display(description="开始时间", ordering="started_at")
    def started(self, run):
        return moment(run.started_at)

    @admin.display(description="结束时间", ordering="finished_at")
    def finished(self, run):
        return moment(run.finished_at)


@admin.register(OutboundEvent)
class OutboundEventAdmin(ReadOnlyAdmin):
    """Whether an event went out, not what it says: the payload is the county's business."""

    index_heading = "运行维护"
    index_place = 440
    list_display = ("number", "kind", "county", "happened", "outcome", "attempts", "tried", "note")
    list_filter = boxes(EventFilters, "outcome")
    list_select_related = ("county",)
    search_fields = ("kind",)
    ordering = ("-pk",)
    hint = "向外发送的通知及结果"
    how_to = (
        "这里只显示是否送达，不显示内容。发送失败的会自动重试。"
        "分送给外部系统的，投递情况见“外部系统”。",
    )
    facts = ("number", "kind", "county", "happened", "outcome", "attempts", "tried", "note")

    @admin.display(description="发生时间", ordering="at")
    def happened(self, event):
        return moment(event.at)

    @admin.display(description="最近发送", ordering="tried_at")
    def tried(self, event):
        return moment(event.tried_at)


@admin.register(InboxMessage)
class InboxMessageAdmin(ReadOnlyAdmin):
    index_heading = "运行维护"
    index_place = 450
    list_display = ("title", "sent", "read")
    search_fields = ("title",)
    ordering = ("-at", "-pk")
    hint = "发给本人的消息"
    how_to = ("这里只有发给您本人的消息，已读的也保留。",)
    facts = ("title", "body", "sent", "read")

    @admin.display(description="时间", ordering="at")
    def sent(self, message):
        return moment(message.at)

    @admin.display(description="阅读时间", ordering="read_at")
    def read(self, message):
        return moment(message.read_at)
