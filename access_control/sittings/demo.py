"""What the demo county has of sittings: one held, which passed one request on to the next body and
put another off, and one to come. Nothing enters the register, the first edition's texts stay.
"""

from datetime import timedelta

from django.utils import timezone

from access_control.models import Body, ChangeRequest, RequestAction, RequestStatus, SittingAction
from access_control.requests.demo import Demo
from access_control.requests.services.bodies import next_bodies
from dutylist.workflow.engine import perform

from .services.planning import create_sitting


def add_to_demo(county):
    """Plans and records the sittings by the accounts of the demo: -> what to say of it."""
    Sittings(county).add()
    return "会议审定"


class Sittings:
    def __init__(self, county):
        self.county = county
        self.demo = Demo(county)

    def add(self):
        waiting = ChangeRequest.objects.filter(
            county=self.county, status=RequestStatus.AWAITING_SITTING
        )
        standing = [row for row in waiting.order_by("pk") if Body.STAFFING in next_bodies(row)]
        passed = self.endorsed("请求将耕地保护政策宣传纳入配合履职清单", "耕地保护政策宣传")
        deferred = self.endorsed("请求将闲置土地巡查纳入配合履职清单", "闲置土地巡查上报")
        self.held([passed], [deferred])
        self.planned([*standing, deferred], timezone.localdate() + timedelta(days=12))

    def endorsed(self, title, name):
        request = self.demo.concluded(title, name)
        self.demo.move(request, RequestAction.PASS, "legal")
        return self.demo.move(request, RequestAction.ENDORSE, "lead")

    def planned(self, requests, day):
        told = {
            "county": self.county.code,
            "body": Body.STAFFING.value,
            "planned_on": day.isoformat(),
            "requests": [request.pk for request in requests],
        }
        return create_sitting(told, by=self.demo.people["clerk"], source="seed")

    def held(self, passed, deferred):
        day = timezone.localdate() - timedelta(days=3)
        sitting = self.planned([*passed, *deferred], day)
        rows = [row for request in passed for row in results_of(request, "pass", "")]
        for request in deferred:
            rows += results_of(request, "defer", "补充经费测算后再议。")
        perform(
            sitting,
            SittingAction.RECORD,
            by=self.demo.people["approver"],
            held_on=day.isoformat(),
            minutes_number="〔2026〕5号",
            results=rows,
        )


def results_of(request, outcome, text):
    changes = request.changes_in_order()
    return [
        {"request": request.pk, "change": change.pk, "outcome": outcome, "text": text}
        for change in changes
    ]
