"""What the daily run does with what was asked: what nobody has asked for a year goes."""

from django.utils import timezone

from dutylist.notices.jobs import Stage, daily

from .services.asked_counts import drop_old_counts


@daily("asked_counts", Stage.CLOSING)
def drop_questions_of_a_year_ago(now):
    count = drop_old_counts(timezone.localdate(now))
    return f"已清除一年无人再问的问法{count}条"
