"""What the system knows already of how a township carries its items in a year: it is filled in
beforehand, and nobody is asked for it again.
"""

from dataclasses import dataclass, field

from access_control.models import ChangeRequest, Opinion, RequestStatus, Willingness
from access_control.models.request_states import UNDECIDED
from assessment.models import ExecutionReport, HowCarried
from items.models import ProposedChange

Op = ProposedChange.Op
GIVEN_UP = (Op.SCOPE, Op.CANCEL, Op.TRANSFER)
NOT_WILLING = (Willingness.UNWILLING, Willingness.UNABLE)


@dataclass
class Known:
    """Of one item: how it is carried as far as is known, and the sentences that say why."""

    state: str = HowCarried.NORMAL
    sentences: list = field(default_factory=list)

    def add(self, state, sentence):
        """The worst that is known counts."""
        if HowCarried.values.index(state) > HowCarried.values.index(self.state):
            self.state = state
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    @property
    def text(self):
        return "；".join(self.sentences)


def known_of(county, township, year):
    """{item code: `Known`} of a township; an item of which nothing is known is not in it."""
    known = {}
    for source in (own_requests, opinions_given, told_last_year):
        for code, state, sentence in source(county, township, year):
            known.setdefault(code, Known()).add(state, sentence)
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
            yield change.item.code, state, f"已申请调整（{request.number}，{request.status_label}）"


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
        yield change.item.code, HowCarried.DIFFICULT, sentence


def told_last_year(county, township, year):
    """What it told a year ago; whether it still holds it says itself."""
    report = ExecutionReport.objects.filter(township=township, year=year - 1).first()
    for row in report.rows if report else ():
        label = HowCarried(row["state"]).label
        yield row["code"], HowCarried.NORMAL, f"{year - 1}年报送为“{label}”：{row['text']}"
