"""Clocks that count minutes around the clock, and the words for a moment and the time left."""

from datetime import datetime, time, timedelta

from django.utils import timezone

A_DAY = 24 * 60
SAID_WITH_MINUTES = 3 * 60  # below so many minutes 1小时20分钟, above it whole hours


class Minutes(int):
    """The length of a clock that runs day and night, in minutes; a plain number is working days."""


def end_of(day):
    """The last second of a day: until then a step is in time whose clock counts days."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def minute_words(moment):
    """12月9日15:20"""
    local = timezone.localtime(moment)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def span_words(span):
    """25分钟, 1小时20分钟, 22小时, 3天"""
    minutes = int(span / timedelta(minutes=1))
    if minutes >= 2 * A_DAY:
        return f"{minutes // A_DAY}天"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}分钟"
    if rest and minutes < SAID_WITH_MINUTES:
        return f"{hours}小时{rest}分钟"
    return f"{hours}小时"


def time_left_words(due_at, now=None):
    """还剩22小时, 还剩不到1分钟, 已超时2小时5分钟"""
    left = due_at - (now or timezone.now())
    is_over = left < timedelta()
    if abs(left) < timedelta(minutes=1):
        return "刚刚超时" if is_over else "还剩不到1分钟"
    if is_over:
        return f"已超时{span_words(-left)}"
    return f"还剩{span_words(left)}"
