"""Changes to the calendar: one day, or a whole year when its holidays are announced."""

from dutylist.history.limits import FIRST_DAY, last_day, number_fault, require_day
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.permissions import require

from .models import CalendarDay, CalendarYear
from .refusals import Invalid


def _require_keeper(by):
    """The calendar is one for all counties of an installation: its own system administrator keeps
    it, with a reason.
    """
    require(by, "keep_calendar", None)


def _require_reason(reason):
    if not clean_text(reason):
        raise Invalid({"reason": "请填写理由，注明放假通知的文号。"})


def require_year(year):
    if fault := number_fault(year, FIRST_DAY.year, last_day().year):
        raise Invalid({"year": fault})


def _differs(day, is_working):
    return is_working != (day.weekday() < 5)


def set_day(date, is_working, note="", *, by, reason):
    """Makes a day a holiday or a working day; an exception that says the usual is taken out."""
    _require_keeper(by)
    _require_reason(reason)
    require_day(date, "date")
    with recording(by=by, reason=reason):
        day = CalendarDay.objects.select_for_update(of=("self",)).filter(
            date=date
        ).first() or CalendarDay(date=date)
        if _differs(date, is_working):
            day.is_working, day.note = is_working, note
            day.save()
        elif day.pk:
            day.delete()


def announce_year(year, days, *, by, reason):
    """Enters a year's announced arrangement, [(date, is_working, note)], in place of what was there
    for that year.
    """
    _require_keeper(by)
    _require_reason(reason)
    require_year(year)
    wanted = {}
    for date, is_working, note in days:
        if _differs(date, is_working):
            wanted[date] = (is_working, note)
    if strays := sorted(date for date in wanted if date.year != year):
        raise Invalid({"days": f"{strays[0]:%Y-%m-%d}不在{year}年。"})
    with recording(by=by, reason=reason):
        held = {day.date: day for day in CalendarDay.objects.filter(date__year=year)}
        bulk_delete(day for date, day in held.items() if date not in wanted)
        bulk_save(_arranged(held.get(date), date, *how) for date, how in wanted.items())
        stated = CalendarYear.objects.filter(year=year).first() or CalendarYear(year=year)
        stated.announced = True
        stated.save()


def _arranged(day, date, is_working, note):
    day = day or CalendarDay(date=date)
    day.is_working, day.note = is_working, note
    return day
