"""A unit contests what the clerk recorded for it from paper: its opinion is open again,
and the round waits for it.
"""

from django.utils import timezone

from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.refusals import NotDue
from dutylist.workflow.turns import open_turn


def check_contest(row, facts):
    if not row.contestable():
        raise NotDue("没有可以提出异议的代录意见。")


def after_contest(row, decision, facts):
    """The unit has the days of a reminder to speak itself, where the round leaves it no more; what
    the office answered to the record goes with it.
    """
    days = row.clock_days("remind_days")
    row.due_on = max(row.due_on, add_working_days(timezone.localdate(), days))
    row.save()
    for opinion in row.contestable():
        if opinion.is_led_by(decision.by):
            opinion.reopen(row.due_on)
            opinion.answers = []
            opinion.save()
    open_turn(row, by=decision.by)
