"""The calendar in the admin: days that differ from Monday-to-Friday, and the years whose holidays
are announced.
"""

import re
from datetime import date

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone

from dutylist.organizations.permissions import may
from dutylist.staff.admin import RegisterAdmin, Verb
from dutylist.staff.filters import boxes
from dutylist.staff.forms import VerbForm, choice, day, long_text, number, text

from . import services as verbs
from .calendar import unannounced
from .filters import CalendarFilters
from .models import CalendarDay, CalendarYear
from .permissions import RIGHTS  # noqa: F401 (grants them)

LINE = re.compile(r"^(\d{4}-\d{2}-\d{2})\s+(休|班)(?:\s+(\S.*))?$")
SORTS = [("off", "放假"), ("on", "上班（调休）")]
NOT_ANNOUNCED = (
    "{}年放假调休安排尚未登记，落在该年的期限暂按周一至周五推算。"
    "国务院办公厅公布后，请在“放假安排年度”中登记。"
)


class DayForm(VerbForm):
    date = day("日期", required=True)
    sort = choice("安排", SORTS)
    note = text("说明", "例如：国庆节。", longest=60)


class SameDayForm(VerbForm):
    sort = choice("安排", SORTS, "改回与星期一致的，即取消这条安排。")
    note = text("说明", longest=60)

    def initial_of(self, row):
        return {"sort": "on" if row.is_working else "off", "note": row.note}


class YearForm(VerbForm):
    year = number("年份", required=True, min_value=2000, max_value=2100)
    days = long_text(
        "放假调休安排",
        "每行一天：日期，空格，休或班，空格，说明。例如：2027-10-01 休 国庆节。",
        rows=12,
    )

    def clean_days(self):
        days = []
        for line in self.cleaned_data["days"].splitlines():
            if line.strip():
                days.append(self.read(line.strip()))
        return days

    def read(self, line):
        try:
            written, sort, note = LINE.match(line).groups()
            return date.fromisoformat(written), sort == "班", note or ""
        except (AttributeError, ValueError):
            raise forms.ValidationError(f"“{line}”应写成：2027-10-01 休 国庆节。") from None


class ThisYearForm(YearForm):
    def initial_of(self, row):
        lines = []
        for exception in CalendarDay.objects.filter(date__year=row.year).order_by("date"):
            arranged = "班" if exception.is_working else "休"
            lines.append(f"{exception.date:%Y-%m-%d} {arranged} {exception.note}".strip())
        return {"year": row.year, "days": "\n".join(lines)}

    def prepare(self):
        del self.fields["year"]


def day_set(options, request, row, *, sort, note, reason, date=None):
    verbs.set_day(date or row.date, sort == "on", note, by=request.user, reason=reason)
    return options.to_list(request, "已保存，以后起算的期限按新的安排推算。")


def year_set(options, request, row, *, days, reason, year=None):
    year = year or row.year
    verbs.announce_year(year, days, by=request.user, reason=reason)
    return f"{year}年的放假调休安排已登记，共{len(days)}天。"


def keeps_calendar(options, request, row):
    """One calendar for all counties: the system administrator of the whole site keeps it."""
    return may(request.user, "keep_calendar", None)


class Calendar(RegisterAdmin):
    """The calendar is nobody's secret: whoever may open the list sees all of it."""

    def get_queryset(self, request):
        return self.model.objects.order_by(*self.get_ordering(request))

    def warnings(self, request):
        year = timezone.localdate().year
        return [NOT_ANNOUNCED.format(wanted) for wanted in (year, year + 1) if unannounced(wanted)]


@admin.register(CalendarDay)
class CalendarDayAdmin(Calendar):
    index_heading = "运行维护"
    index_place = 410
    list_display = ("date", "weekday", "arranged", "note")
    list_filter = boxes(CalendarFilters, "year")
    ordering = ("-date",)
    hint = "放假和调休上班的日子"
    how_to = (
        "只登记与星期不一致的日子：平日放假的、周末上班的。期限按此推算，改动只影响以后起算的期限。",
    )
    facts = ("date", "weekday", "arranged", "note")
    adding = Verb("add", "登记一天", DayForm, day_set, "add", when=keeps_calendar)
    verbs = (Verb("edit", "修改", SameDayForm, day_set, when=keeps_calendar),)

    @admin.display(description="星期")
    def weekday(self, row):
        return f"星期{'一二三四五六日'[row.date.weekday()]}"

    @admin.display(description="安排", ordering="is_working")
    def arranged(self, row):
        return "调休上班" if row.is_working else "放假"

    def to_list(self, request, sentence):
        messages.success(request, sentence)
        return redirect(self.list_as_asked(request))


@admin.register(CalendarYear)
class CalendarYearAdmin(Calendar):
    index_heading = "运行维护"
    index_place = 420
    list_display = ("year", "entered")
    ordering = ("-year",)
    hint = "按国务院办公厅通知整年登记"
    how_to = ("每年通知公布后，把整年的安排一次登记进来，原有的按新的替换。理由中写明通知的文号。",)
    facts = ("year", "entered")
    adding = Verb("add", "登记一年的安排", YearForm, year_set, "add", when=keeps_calendar)
    verbs = (Verb("announce", "登记放假调休安排", ThisYearForm, year_set, when=keeps_calendar),)

    @admin.display(description="放假安排", ordering="announced")
    def entered(self, row):
        return "已登记" if row.announced else "尚未登记"
