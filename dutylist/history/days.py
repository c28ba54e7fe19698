"""Days and moments as an official would write them."""

import datetime

from django.utils import timezone

WEEKDAYS = "一二三四五六日"


def day_words(day):
    """2025年3月1日."""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day) if day else None
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def weekday_words(day):
    """2025年3月1日（周六）."""
    return f"{day_words(day)}（周{WEEKDAYS[day.weekday()]}）"


def moment_words(moment):
    """2026年12月9日15:20"""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
