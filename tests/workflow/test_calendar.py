"""Working days: make-up days, holidays, years not announced, who may change the calendar."""

from datetime import date

import pytest

from dutylist.history.recording import UnrecordedChange
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from dutylist.workflow.calendar import (
    add_working_days,
    calendar_warning,
    days_left_words,
    is_working,
    unannounced,
    working_days_between,
)
from dutylist.workflow.checks import calendar_findings
from dutylist.workflow.models import CalendarDay, CalendarYear
from dutylist.workflow.refusals import Invalid, NotAllowed
from dutylist.workflow.seeds import seed_calendar
from dutylist.workflow.services import announce_year, set_day
from tests.factories import make_user

pytestmark = pytest.mark.django_db
REASON = "国办发明电〔2026〕8号"


@pytest.fixture
def keeper():
    return make_user(Role.SYSTEM_ADMIN)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 2, 14), True),  # Saturday before the Spring Festival: make-up
        (date(2026, 2, 28), True),  # Saturday after it: make-up
        (date(2026, 2, 16), False),  # Monday of the Spring Festival
        (date(2026, 10, 10), True),  # Saturday after the National Day: make-up
        (date(2026, 10, 7), False),
        (date(2026, 11, 21), False),  # an ordinary Saturday
        (date(2026, 11, 23), True),
    ],
)
def test_the_announced_arrangement_decides_whether_a_day_is_worked(day, works):
    assert is_working(day) is works


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("start", "count", "deadline"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday: the day itself does not count
        (date(2026, 11, 21), 5, date(2026, 11, 27)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a make-up Saturday is a working day
        (date(2026, 2, 13), 2, date(2026, 2, 24)),  # then the whole festival is passed over
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (
            date(2026, 12, 28),
            5,
            date(2027, 1, 4),
        ),  # 2027 is not announced: its 1 January counts as a Friday
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_a_clock_counts_working_days_from_the_next_day_on(start, count, deadline):
    assert add_working_days(start, count) == deadline
    assert working_days_between(start, deadline) == count
    assert working_days_between(deadline, start) == -count


def test_a_deadline_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        add_working_days(date(2026, 2, 1), 60)


def test_the_days_left_are_said_in_words():
    due = date(2026, 11, 26)
    assert days_left_words(due, date(2026, 11, 23)) == "还剩3个工作日"
    assert days_left_words(due, date(2026, 11, 26)) == "今天到期"
    assert days_left_words(due, date(2026, 11, 27)) == "已超期1个工作日"
    assert days_left_words(date(2026, 11, 27), date(2026, 11, 28)) == "已过期限"


def test_a_deadline_in_a_year_not_announced_carries_a_warning():
    assert calendar_warning(date(2026, 12, 31)) == ""
    assert calendar_warning(None) == ""
    assert "2027年放假调休安排尚未公布" in calendar_warning(date(2027, 1, 4))


def test_from_december_on_the_check_asks_for_next_years_calendar(keeper):
    assert calendar_findings(date(2026, 11, 30)) == []
    assert [finding.id for finding in calendar_findings(date(2026, 12, 1))] == ["workflow.W001"]
    announce_year(2027, [(date(2027, 1, 1), False, "元旦放假")], by=keeper, reason=REASON)
    assert calendar_findings(date(2026, 12, 1)) == []


def test_announcing_a_year_moves_its_deadlines_and_is_recorded(keeper):
    days = [(date(2027, 1, 1), False, "元旦放假"), (date(2027, 1, 2), False, "元旦放假")]
    announce_year(2027, days, by=keeper, reason=REASON)
    assert add_working_days(date(2026, 12, 28), 5) == date(2027, 1, 5)
    assert not unannounced(2027)
    assert (
        CalendarDay.objects.filter(date__year=2027).count() == 1
    )  # a free Saturday is no exception
    assert CalendarDay.history.filter(history_type="+").count() == 1


def test_announcing_a_year_again_replaces_it(keeper):
    announce_year(2027, [(date(2027, 1, 1), False, "元旦放假")], by=keeper, reason=REASON)
    announce_year(2027, [(date(2027, 1, 4), False, "元旦放假")], by=keeper, reason=REASON)
    assert list(CalendarDay.objects.filter(date__year=2027).values_list("date", flat=True)) == [
        date(2027, 1, 4)
    ]


def test_days_of_another_year_are_refused_with_the_day(keeper):
    with pytest.raises(Invalid, match="2028-01-03不在2027年"):
        announce_year(2027, [(date(2028, 1, 3), False, "元旦放假")], by=keeper, reason=REASON)


def test_a_day_set_back_to_the_usual_leaves_no_exception(keeper):
    day = date(2026, 11, 25)
    set_day(day, False, "县庆", by=keeper, reason=REASON)
    assert not is_working(day)
    set_day(day, True, by=keeper, reason="通知撤销")
    assert is_working(day)
    assert not CalendarDay.objects.filter(date=day).exists()
    assert CalendarDay.history.filter(date=day).count() == 2


def test_only_the_keeper_changes_the_calendar_and_says_why(keeper):
    day = date(2026, 11, 25)
    with pytest.raises(NotAllowed, match="系统管理员"):
        set_day(day, False, by=make_user(Role.CLERK), reason=REASON)
    with pytest.raises(Invalid, match="理由"):
        set_day(day, False, by=keeper, reason=" ")


def test_seeding_again_leaves_what_was_changed(keeper):
    set_day(date(2026, 2, 14), False, by=keeper, reason=REASON)
    before = CalendarDay.objects.count()
    seed_calendar(None, "default")
    assert CalendarDay.objects.count() == before
    assert sorted(CalendarYear.objects.values_list("year", flat=True)) == [2024, 2025, 2026]


def test_the_calendar_can_not_be_changed_past_the_record():
    with pytest.raises(UnrecordedChange):
        CalendarDay(date=date(2026, 11, 25), is_working=False).save()
    assert User.objects.system()
