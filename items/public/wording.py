"""Dates, numerals, lists and banners as an official would write them."""

import datetime
import re

from items.public.reading import Banner

WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}\s*[.．、])\s*(?=\D)")


def day_words(day):
    """2025年3月1日."""
    if isinstance(day, str):
        day = datetime.date.fromisoformat(day) if day else None
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def weekday_words(day):
    """2025年3月1日（周六）."""
    return f"{day_words(day)}（周{WEEKDAYS[day.weekday()]}）"


def hidden_words(number):
    """How many items 不予公开 a list was published with; nothing where the county does not state it (None)."""
    if number is None:
        return ""
    return f"公布时另有{number}项不予公开。" if number else "公布时没有不予公开的事项。"


def numeral(number):
    """一, 十二, 三十: the running numeral of a category, up to 99."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return f"{lead}{DIGITS[ones] if ones or not tens else ''}"


def numbered_lines(text):
    """(lines, whether they carry running numbers): 1.宣传；2.巡查 written on lines of their own become a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(NUMBERED.match(line) for line in lines):
        return [NUMBERED.sub("", line) for line in lines], True
    return lines, False


def banners_for(reading, *, current_url, coming_url):
    """The banners of a list: not yet in force, revoked, historic, on a chosen day, or followed by a later one."""
    issue, current = reading.issue, reading.current
    if issue is None:
        return ()
    found = [_banner_of_document(reading, current_url)]
    if reading.on and reading.on > reading.today:
        found.append(Banner("note", "这一天尚未到来，以下按目前已公布的版次显示，其间如有新的版次以新版次为准。"))
    coming = reading.coming
    if coming and coming_url and issue == current:
        text = f"{coming.label}已公布，自{day_words(coming.effective_on)}起施行。"
        found.append(Banner("note", text, coming_url, "看将要施行的清单"))
    return tuple(filter(None, found))


def _banner_of_document(reading, current_url):
    issue, current, today = reading.issue, reading.current, reading.today
    back = (current_url, f"看现行{current.label}") if current else ("", "")
    named = issue.label
    if issue.revoked(today):
        return Banner("alarm", f"{named}已于{day_words(issue.revoked_on)}撤销，仅供查考。", *back)
    if issue.effective_on > today:
        return Banner("note", f"{named}已公布，自{day_words(issue.effective_on)}起施行，现在尚未施行。", *back)
    if issue != current:
        return Banner("alarm", f"这是历史版本：{named}，{in_force_words(reading.issues, issue)}。", *back)
    return None


def in_force_words(issues, issue):
    """自2025年7月1日起施行，至2026年2月28日 — the last day before the next document took over."""
    later = [row.effective_on for row in issues if row.order > issue.order and not row.revoked_on]
    start = f"自{day_words(issue.effective_on)}起施行"
    if not later:
        return start
    return f"{start}，至{day_words(min(later) - datetime.timedelta(days=1))}止"
