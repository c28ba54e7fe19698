"""What the clerk records of a unit's sealed paper (代录): the unit may contest it for some days."""

from django.utils import timezone

from dutylist.notices.jobs import clock_day
from dutylist.workflow.calendar import add_working_days

CONTEST_DAYS = 5  # working days in which a unit may contest what the clerk recorded for it


class RecordedAnswer:
    """What a unit says once, itself or by the clerk from its paper: it has `sent_at`, `on_paper`,
    `paper`, `due_on` and `reminded_on`.
    """

    @property
    def contestable_until(self):
        """The last day on which the unit may contest what was recorded for it; None where it spoke
        itself.
        """
        if not self.on_paper or self.sent_at is None:
            return None
        return add_working_days(timezone.localdate(self.sent_at), CONTEST_DAYS)

    @property
    def is_contestable(self):
        """Whether the days run in which the unit may contest what was recorded for it."""
        until = self.contestable_until
        return until is not None and until >= timezone.localdate()

    def reopen(self, due_on):
        """What was recorded for the unit does not stand: it is owed again until this day, and of
        what it owes now nobody has reminded it.
        """
        self.sent_at, self.on_paper, self.paper = None, False, None
        self.due_on, self.reminded_on = due_on, None
        self.version += 1


def time_is_over(answers, on=None):
    """Whether the time of each of these answers is over on that day; without a day, today or on the
    day as of which the clocks were run, so that nobody is waited for whose silence they have told.
    """
    last = max((answer.due_on for answer in answers), default=None)
    if last is None:
        return True
    if on is not None:
        return last < on
    return last < timezone.localdate() or last < clock_day()
