"""What the system knows already of how a township carries its items in a year: it is filled in
beforehand, and nobody is asked for it again.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from access_control.models import ChangeRequest, Opinion, RequestStatus, Willingness
from access_control.models.request_states import UNDECIDED
from assessment.models import (
    ExecutionReport,
    HowCarried,
    Problem,
    ProblemStatus,
    Whistle,
    WhistleResult,
)
from items.models import ProposedChange

Op = ProposedChange.Op
GIVEN_UP = (Op.SCOPE, Op.CANCEL, Op.TRANSFER)
NOT_WILLING = (Willingness.UNWILLING, Willingness.UNABLE)
NOT_SOLVED = (WhistleResult.PARTLY, WhistleResult.NOT_POSSIBLE)
SETTLED = (ProblemStatus.CLOSED, ProblemStatus.REFERRED)
NO_ITEM = ""  # the key of what is known of no item of the list


class Told(NamedTuple):
    """One thing that is known, with the page on which it stands."""

    sentence: str
    url: str

    def as_json(self):
        return {"text": self.sentence, "url": self.url}


@dataclass
class Known:
    """Of one item: how it is carried as far as is known, all that is told of it, and the sentences
    of what is not as it should be.
    """

    state: str = HowCarried.NORMAL
    told: list = field(default_factory=list)
    troubles: list = field(default_factory=list)

    def add(self, state, told):
        """The worst that is known counts."""
        if HowCarried.values.index(state) > HowCarried.values.index(self.state):
            self.state = state
        if told in self.told:
            return
        self.told.append(told)
        if state != HowCarried.NORMAL:
            self.troubles.append(told.sentence)

    @property
    def text(self):
        """What is written down beforehand where the item is not carried as it should be."""
        return "；".join(self.troubles)


def known_of(county, township, year):
    """{item code: `Known`} of a township; an item of which nothing is known is not in it. Under
    `NO_ITEM` stands what is of no item of the list.

    Off-list reports are not among it, whether the unit hides itself or not: that there is one is
    for its two handlers alone.
    """
    known = {}
    for source in (own_requests, opinions_given, whistled, problems_given, told_last_year):
        for code, state, told in source(county, township, year):
            known.setdefault(code, Known()).add(state, told)
    return known


def own_requests(county, township, year):
    """What it asked to be rid of, or to have altered, in adjustments of its own."""
    requests = ChangeRequest.objects.filter(county=county, township=township, year=year)
    shown = {request.change_set_id: request for request in requests.exclude(submitted_on=None)}
    changes = ProposedChange.objects.filter(change_set__in=shown, item__isnull=False)
    for change in changes.select_related("item").order_by("pk"):
        request = shown[change.change_set_id]
        state = HowCarried.DIFFICULT
        if change.op in GIVEN_UP and request.status in UNDECIDED:
            state = HowCarried.UNABLE
        if request.status != RequestStatus.IN_FORCE:
            sentence = f"已申请调整（{request.number}，{request.status_label}）"
            yield change.item.code, state, Told(sentence, request.get_absolute_url())


def opinions_given(county, township, year):
    """Where it said this year that it is unwilling or unable to carry an item."""
    opinions = Opinion.objects.sent().filter(
        request__county=county, township=township, sent_at__year=year, willingness__in=NOT_WILLING
    )
    by_set = {}
    for opinion in opinions.select_related("request").order_by("pk"):
        by_set[opinion.request.change_set_id] = opinion
    changes = ProposedChange.objects.filter(change_set__in=by_set, item__isnull=False)
    for change in changes.select_related("item").order_by("pk"):
        opinion = by_set[change.change_set_id]
        words = opinion.get_willingness_display()
        sentence = f"对{opinion.request.number}的意见为“{words}”"
        told = Told(sentence, opinion.request.get_absolute_url())
        yield change.item.code, HowCarried.DIFFICULT, told


def whistled(county, township, year):
    """What it called for help with this year; where the department could not help, or only in
    part, the item is hard to carry.
    """
    whistles = Whistle.objects.filter(county=county, township=township, year=year)
    for whistle in whistles.order_by("pk"):
        state, how = HowCarried.NORMAL, whistle.status_label
        if whistle.result in NOT_SOLVED:
            state = HowCarried.DIFFICULT
        if whistle.result:
            how = whistle.get_result_display()
        sentence = f"{whistle.number}（{how}）：{whistle.brief}"
        yield whistle.item_code or NO_ITEM, state, Told(sentence, whistle.get_absolute_url())


def problems_given(county, township, year):
    """The problems that it was given to answer for, of this year or not settled yet."""
    of_the_year = Q(found_on__year=year) | ~Q(status__in=SETTLED)
    problems = Problem.objects.filter(of_the_year, county=county, assigned_township=township)
    for problem in problems.select_related("item").order_by("pk"):
        state = HowCarried.DIFFICULT
        if problem.status in SETTLED:
            state = HowCarried.NORMAL
        code = problem.item.code if problem.item else NO_ITEM
        sentence = f"问题清单（{problem.status_label}）：{problem.title}"
        yield code, state, Told(sentence, problem.get_absolute_url())


def told_last_year(county, township, year):
    """What it told a year ago; whether it still holds it says itself."""
    report = ExecutionReport.objects.filter(township=township, year=year - 1).first()
    for row in report.rows if report else ():
        label = HowCarried(row["state"]).label
        sentence = f"{year - 1}年报送为“{label}”：{row['text']}"
        yield (
            row["code"],
            HowCarried.NORMAL,
            Told(sentence, reverse("desk:execution-one", args=[report.pk])),
        )
