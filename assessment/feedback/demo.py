"""What the demo county has of feedback: one that was answered and published, one that waits for the
clerk, and one that a department owes since long.
"""

from datetime import timedelta

from django.utils import timezone

from assessment.models import FeedbackAction as Action
from dutylist.organizations.models import Membership, User
from dutylist.organizations.roles import DEPARTMENT_ROLES
from dutylist.workflow.engine import perform
from items.published.lists import county_list

from . import moves  # noqa: F401 (names the flow)
from .services.receiving import receive_feedback

LONG_AGO = timedelta(days=40)
PUBLISHED = "在自家地里能不能临时堆几天沙子，要不要批？"
ANSWER = "占用耕地堆放的，要先申请；不占耕地的，用完及时清走即可。具体地块可以来我局查询。"
WAITING = "门口的路灯坏了半个月，查了清单不知道找谁。"
LATE = "村口的水渠边有人倒建筑垃圾，下雨就漫到路上。"


def add_to_demo(county):
    """-> what to say of it."""
    accounts = User.objects.filter(username__in=("clerk", "department"))
    people = {user.username: user for user in accounts}
    bureau = bureau_of(people["department"])
    code = item_of(county, bureau)
    published = received(county, PUBLISHED, kind="opinion", item=code, satisfied=True)
    perform(published, Action.ASSIGN, by=people["clerk"], department=bureau.name)
    perform(published, Action.ANSWER, by=people["department"], text=ANSWER)
    perform(published, Action.PUBLISH, by=people["clerk"])
    received(county, WAITING, kind="not_found")
    called = {"kind": "report", "channel": "hotline", "contact": "0000-0000199"}
    late, _code = receive_feedback(
        {"county": county.code, "text": LATE, **called}, by=people["clerk"], source="seed"
    )
    began = timezone.now() - LONG_AGO
    perform(late, Action.ASSIGN, by=people["clerk"], at=began, department=bureau.name)
    return "群众意见"


def received(county, text, **told):
    feedback, _code = receive_feedback({"county": county.code, "text": text, **told}, source="seed")
    return feedback


def bureau_of(user):
    held = Membership.objects.in_force().filter(user=user, role__in=DEPARTMENT_ROLES)
    return held.exclude(department=None).select_related("department").first().department


def item_of(county, bureau):
    """The code of an item for which the department answers; None where there is none."""
    for entry in county_list(county.code).entries:
        for part in entry.get("responsibilities", []):
            if part["department"] == bureau.name:
                return entry["code"]
    return None
