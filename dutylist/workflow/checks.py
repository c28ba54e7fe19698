"""System check: from December on, next year's holidays have to be in the calendar."""

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError
from django.utils import timezone

from .calendar import unannounced


def calendar_findings(today):
    """A warning when it is December and next year's arrangement is not entered."""
    if today.month < 12:
        return []
    year = today.year + 1
    if not unannounced(year):
        return []
    return [
        Warning(
            f"{year}年放假调休安排尚未录入，{year}年的期限暂按周一至周五推算。",
            hint="国务院办公厅公布放假安排后，由系统管理员在“放假调休安排”中录入。",
            id="workflow.W001",
        )
    ]


@register(Tags.database)
def check_calendar(app_configs=None, databases=None, **kwargs):
    if not databases:
        return []
    try:
        return calendar_findings(timezone.localdate())
    except DatabaseError:  # the tables are not there before the first migrate
        return []
