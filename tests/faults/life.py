"""The life of requests, verb after verb, each of them told so that it can be made again after it
was broken in its middle.
"""

from datetime import timedelta

from django.utils import timezone

from access_control.models import ChangeRequest, Sitting
from access_control.requests.services.drafting import create_request
from access_control.requests.services.opinions import give_opinion
from access_control.requests.services.reviews import answer_review
from access_control.sittings.services.planning import create_sitting
from assessment.models import Evaluation
from assessment.problems.services.evaluating import draw_evaluation, finish, judge, look_again
from dutylist.workflow.clocks import make_moves
from dutylist.workflow.engine import perform
from items.models import Edition
from tests.access_control.people import application, attached, new_item

REASON = "按规定办理"
HELD = {"held_on": "2026-11-27", "minutes_number": "〔2026〕5号"}
ABLE = {"body": True, "staff": True, "power": True, "funds": True}
UNABLE = {"stance": "object", "text": "没有人手", "willingness": "unable"}


class Life:
    """One county; what its verbs made before is found again by each of them."""

    def __init__(self, place, evaluator):
        self.place, self.evaluator = place, evaluator

    # ---- what stands now ----

    @property
    def first(self):
        return ChangeRequest.objects.get(title="海漂垃圾")

    @property
    def second(self):
        return ChangeRequest.objects.get(title="海滩垃圾")

    @property
    def evaluation(self):
        return Evaluation.objects.get()

    def changes(self, request):
        return list(request.changes.pending().order_by("pk"))

    # ---- what makes a verb ----

    def move(self, action, who, *, of="first", reason=REASON, **facts):
        """A move of one of the requests by somebody, its facts as they are now."""

        def verb():
            told = {name: fact() if callable(fact) else fact for name, fact in facts.items()}
            perform(getattr(self, of), action, by=who, reason=reason, **told)

        verb.__name__ = f"{action} {of}"
        return verb

    def applied(self, title, who, *names):
        def verb():
            changes = []
            for name in names:
                changes.append({"op": "add", "item": new_item(self.place, name)})
            create_request(application(self.place, *changes, title=title), by=who)

        verb.__name__ = f"create {title}"
        return verb

    def said(self, number, stance, **more):
        def verb():
            told = {"stance": stance, "capacity": ABLE, "willingness": "willing", **more}
            give_opinion(self.first, told, by=self.place.mayors[number])

        verb.__name__ = f"opinion {number}"
        return verb

    def recorded(self, number):
        """The clerk records from paper what a township says."""
        paper = attached(self.place.clerk, self.first.pk)
        unit = {"township": self.place.towns[number].code}

        def verb():
            told = {"stance": "agree", "unit": unit, "paper": paper}
            give_opinion(self.first, told, by=self.place.clerk)

        return verb

    def complete(self):
        review = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
        changes = self.changes(self.first)
        return [{"change": change.pk, "secrecy_review": review} for change in changes]

    def settlements(self):
        """Who can not carry it leaves the scope, another is asked again, a third goes on."""
        first, second, joined = self.changes(self.first)
        unit = {"township": self.place.towns[1].code}
        again = {"item": {"township_duty": "1.上报线索。"}, "text": "删去宣传"}
        return [
            {"change": first.pk, "unit": unit, "way": "leave_out", "text": "同意退出"},
            {"change": second.pk, "unit": unit, "way": "ask_again", **again},
            {"change": joined.pk, "unit": unit, "way": "leave_out", "text": "同意退出"},
            *self.last_settlements(),
        ]

    def last_settlements(self):
        """The silence of the third goes before the county."""
        unit = {"township": self.place.towns[2].code}
        rows = []
        for change in self.changes(self.first):
            rows.append({"change": change.pk, "unit": unit, "way": "to_sitting"})
        return rows

    def legal_results(self):
        amended, _second, failed = self.changes(self.first)
        item = {"township_duty": "1.每月巡查；\n2.上报线索。"}
        return [
            {"change": amended.pk, "outcome": "pass_amended", "text": "明确次数", "item": item},
            {"change": failed.pk, "outcome": "fail", "text": "没有依据"},
        ]

    def sitting_results(self):
        first, second = self.changes(self.first)
        pk = self.first.pk
        return [
            {"request": pk, "change": first.pk, "outcome": "pass"},
            {"request": pk, "change": second.pk, "outcome": "defer", "text": "补充测算"},
        ]

    # ---- the verbs ----

    def plan(self):
        told = {"county": self.place.county.code, "body": "staffing", "requests": [self.first.pk]}
        create_sitting(told, by=self.place.clerk)

    def record(self):
        sitting = Sitting.objects.get()
        facts = {**HELD, "results": self.sitting_results()}
        perform(sitting, "record", by=self.place.recorder, **facts)

    def issue(self):
        facts = {"document_number": "示编发〔2026〕12号"}
        perform(Sitting.objects.get(), "issue", by=self.place.clerk, **facts)

    def approve_the_rest(self):
        facts = {"meeting": "编委会", "decided_on": "2026-11-28", "document_number": "〔2026〕9号"}
        perform(self.first, "approve", by=self.place.recorder, **facts)

    def ask_for_a_supplement(self):
        edition = Edition.objects.get(pk=self.place.edition.pk)
        perform(edition, "request_supplement", by=self.place.clerk, reason=REASON)

    def supplement(self):
        edition = Edition.objects.get(pk=self.place.edition.pk)
        facts = {"document_number": "示政发〔2026〕30号", "effective_on": timezone.localdate()}
        perform(edition, "supplement", by=self.place.lead, reason=REASON, **facts)

    def open_the_review(self):
        """The clock of half a year later."""
        make_moves(timezone.now() + timedelta(days=200))

    def answer_the_review(self):
        told = {"carried": "no", "support_kept": "no", "text": "没有人手"}
        answer_review(self.first, told, by=self.place.mayors[0])

    def draw(self):
        told = {"county": self.place.county.code, "title": "履职评估", "evaluator": "pinggu"}
        told |= {"townships": 2, "items": 2, "seed": 7}
        draw_evaluation(told, by=self.place.lead)

    def judge(self):
        rows = [{"id": row.pk, "verdict": "met", "text": ""} for row in self.rows()]
        rows[0] |= {"verdict": "not_met", "text": "没有巡查记录"}
        judge(self.evaluation, rows, by=self.evaluator)

    def finish(self):
        finish(self.evaluation, by=self.evaluator)

    def answer_the_problem(self):
        problem = self.rows()[0].problem
        unit = {"township": problem.township.code}
        perform(problem, "assign", by=self.place.clerk, unit=unit)
        towns = [town.pk for town in self.place.towns]
        mayor = self.place.mayors[towns.index(problem.township_id)]
        perform(problem, "answer", by=mayor, text="已补")
        perform(problem, "close", by=self.place.clerk)

    def look_again(self):
        row = {"id": self.rows()[0].pk, "recheck": "not_fixed", "text": "仍没有记录"}
        look_again(self.evaluation, [row], by=self.evaluator)

    def rows(self):
        return list(self.evaluation.rows.order_by("pk"))
