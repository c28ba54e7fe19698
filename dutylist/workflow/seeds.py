"""The calendar a new database starts with: the announced years the chinesecalendar package knows,
from 2024 on.
"""

from chinese_calendar.constants import holidays, workdays
from django.db import connections

from dutylist.history.recording import migrating

FIRST_YEAR = 2024
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}


def announced_days():
    """[(date, is_working, note)] of every day on which an announced year differs from
    Monday-to-Friday.
    """
    differing = []
    for day, name in holidays.items():
        if day.weekday() < 5 and day.year >= FIRST_YEAR:
            differing.append((day, False, f"{NAMES.get(name, name)}放假"))
    for day, name in workdays.items():
        if day.weekday() >= 5 and day.year >= FIRST_YEAR:
            differing.append((day, True, f"{NAMES.get(name, name)}调休上班"))
    return sorted(differing)


def seed_calendar(sender, using, **kwargs):
    """post_migrate: adds the years that are not there; a year somebody has entered or changed is
    left alone.
    """
    from .models import CalendarDay, CalendarYear

    if CalendarYear._meta.db_table not in connections[using].introspection.table_names():
        return  # migrated back to nothing
    held = set(CalendarYear.objects.using(using).values_list("year", flat=True))
    days = [row for row in announced_days() if row[0].year not in held]
    if not days:
        return
    with migrating("chinesecalendar"):
        taken = set(CalendarDay.objects.using(using).values_list("date", flat=True))
        rows = []
        for day, works, note in days:
            if day not in taken:
                rows.append(CalendarDay(date=day, is_working=works, note=note))
        CalendarDay.objects.using(using).bulk_create(rows)
        years = sorted({day.year for day, _, _ in days})
        CalendarYear.objects.using(using).bulk_create(
            CalendarYear(year=year, announced=True) for year in years
        )
