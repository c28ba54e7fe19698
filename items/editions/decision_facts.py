"""How a decision of the county is told: by which meeting, when, under which number. The same for an
edition and for whatever else the county decides.
"""

from django.utils import timezone

from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.refusals import Invalid

DECIDED = (
    Fact("meeting", FactType.TEXT, "审定会议", required=True, hint="按会议纪要填写全称。"),
    Fact("decided_on", FactType.DAY, "审定日期", required=True),
    Fact(
        "minutes_number|document_number",
        FactType.TEXT,
        "会议纪要号或者文号",
        required=True,
        hint="会议纪要编号与文号至少填写一项。",
        labels=("会议纪要编号", "文号"),
    ),
)


def require_decided(facts):
    """Refuses a decision of a day to come."""
    if facts["decided_on"] > timezone.localdate():
        raise Invalid({"decided_on": "审定日期不能晚于今天。"})


def take_decision(subject, facts):
    """Writes what was told into the subject, which has these four columns."""
    subject.meeting = facts["meeting"]
    subject.decided_on = facts["decided_on"]
    subject.minutes_number = facts.get("minutes_number") or ""
    subject.document_number = facts.get("document_number") or subject.document_number
